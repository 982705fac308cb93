import type { Engine } from '../../engines/engine.js';
import { sql } from '../../engines/sql.js';
import { text, UserError } from '../../error.js';
import type { Loaded } from '../scan/loaded.js';
import { cellText } from './cells.js';
import { textsOf } from './texts.js';
import type { Shape } from './values/cell-shape.js';
import { isDate, type Wanted } from './wanted.js';

/** Fewer than so many of either kind prove nothing. */
const FEWEST = 3;

/**
 * Excel in another language than the export's takes 03.04 for the 4th of March and leaves 13.04 a text. What is left is a
 * column of real dates that all have a day up to 12, and of texts that none has: half of its days and months are exchanged,
 * and nothing in the file tells them back.
 */
export async function refuseHalfDates(
  engine: Engine,
  loaded: Loaded,
  wanted: readonly Wanted[],
  shapes: ReadonlyMap<number, readonly Shape[]>,
): Promise<void> {
  if (!loaded.isTable) return;
  for (const { index, heading } of wanted.filter(isDate)) {
    const among = (form: RegExp) =>
      (shapes.get(index) ?? []).reduce((sum, { shape, count }) => (form.test(shape) ? sum + count : sum), 0);
    if (among(/^0000-00-00/) < FEWEST || among(/^0{1,2}[./-]0{1,2}[./-]00/) < FEWEST) continue;
    const cell = cellText(index);
    const part = (pattern: string, group: number) =>
      sql`try_cast(regexp_extract(${cell}, ${pattern}, ${group}) as integer)`;
    const [DATE, TEXT] = ['^[0-9]{4}-[0-9]{2}-([0-9]{2})', '^([0-9]{1,2})[./-]([0-9]{1,2})[./-][0-9]{2,4}'];
    const [row] = await engine.query(sql`select count(day), max(day), count(first), min(greatest(first, second)) from (
      select ${part(DATE, 1)} as day, ${part(TEXT, 1)} as first, ${part(TEXT, 2)} as second from ${textsOf(loaded, [index])})`);
    const [dates, latest, texts, least] = (row ?? []).map(Number) as [number, number, number, number];
    if (dates < FEWEST || texts < FEWEST || latest > 12 || least <= 12) continue;
    throw new UserError(
      text(
        `in «${heading}» ${dates} dates have a day up to 12, and ${texts} that stand as text have none: Excel took day and month of the first for one another`,
        `в «${heading}» у дат (${dates}) день не больше 12, а у записанных текстом (${texts}) — только больше: у первых Excel поменял день и месяц местами`,
      ),
      {
        file: loaded.file.name,
        hint: text(
          'download the export again and give it as it is, without opening it in Excel',
          'скачайте выгрузку заново и укажите её как есть, не открывая в Excel',
        ),
      },
    );
  }
}
