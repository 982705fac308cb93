import { raw, sql } from '../engines/sql.js';
import { text } from '../error.js';
import { DEAR } from '../facts/census-questions.js';
import { SMALL_UNITS } from '../model/currencies.js';
import { defineDoubt } from './define-doubt.js';

/** A cost per click above this is certainly in micros (millionths). */
const MICROS = 100_000;

/** In a currency of small units prices are at least so many times as high as in others. */
const SMALL = 100;

export default defineDoubt({
  code: 'looks-like-micros',
  asks: ({ census }) => census.dear > 0,
  async look({ engine, files }) {
    // A median of doubles is good enough here: it is for a message only, no figure is made of it.
    const rows =
      await engine.query(sql`select file, source, cast(cast(round(median, 2) as decimal(38,2)) as varchar), median, currency from (
        select file, source, currency, median(cast(cost_as_exported as double) / clicks) as median from spend
        where clicks > 0 and cost_as_exported > 0 group by file, source, currency)
      where median > ${raw(String(DEAR))} order by file, source, currency`);
    return rows.flatMap(([file, source, median, exactly, currency]) => {
      const worth = SMALL_UNITS.has(String(currency)) ? SMALL : 1;
      const shown = {
        count: 1,
        file: files[Number(file)] ?? '',
        source,
        median,
        isSure: Number(exactly) > MICROS * worth,
      };
      return Number(exactly) > DEAR * worth ? [shown] : [];
    });
  },
  say: ({ file, source, median, isSure }) =>
    text(
      `${file}: half of the clicks of ${source} cost more than ${median}: ${isSure ? 'the amounts are probably micros (millionths); micros: true under this file in funnel.yaml reads them so' : 'the amounts may be of a smaller unit (cents, micros); export them in whole units'}`,
      `${file}: половина кликов ${source} дороже ${median}: ${isSure ? 'суммы, скорее всего, в микро-единицах (миллионных долях); micros: true у этого файла в funnel.yaml прочтёт их так' : 'возможно, суммы в более мелких единицах (копейках, микро); выгрузите их в целых единицах'}`,
    ),
});
