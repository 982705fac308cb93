import type { Engine } from '../../engines/engine.js';
import { name, sql } from '../../engines/sql.js';
import { text, UserError } from '../../error.js';
import { DOLLARS, PLAIN_CODES, SHARED_SIGNS } from '../../model/currencies.js';
import type { Loaded } from '../scan/loaded.js';
import { entryOf } from '../shape/entry.js';
import { IS_USED } from '../type/running.js';
import type { Typed } from '../type/type.js';
import { currencyIn, currencyWord } from './headings.js';

/** The currency of a file's amounts, from their cells or headings: exactly one, and not another than is configured. */
export async function currencyOf(
  engine: Engine,
  { recognised: { columns, settings }, file, signs }: Loaded,
  { rows, readings }: Typed,
  reported: string | undefined,
): Promise<string | undefined> {
  // Beside a column of codes, or of the configuration, a last word may say what an amount was converted to.
  const lastWord = columns.has('currency') || settings?.currency ? () => undefined : currencyWord;
  const found = ['cost', 'revenue', 'amount'].flatMap((field) => {
    const column = columns.get(field);
    if (!column) return [];
    // The format of a cell is often the program's default (dollars, anywhere): it counts only where nothing else tells a
    // currency.
    const shown = reported || settings?.currency ? [] : [...(signs.get(column.index) ?? [])];
    const inCells = readings.get(column.index)?.currency;
    const inHeading = currencyIn(column.heading) ?? lastWord(column.heading);
    // A heading that may be an ordinary word (`Spend (TOP)`) counts for nothing beside cells that bear a sign.
    const named = [inCells, inCells && inHeading && !isPlain(inHeading) ? undefined : inHeading];
    return [...named.flatMap((code) => code ?? []), ...shown.flatMap((sign) => currencyIn(`(${sign})`) ?? [])];
  });
  // A column of codes holds for its rows, unless the amounts beside it bear a sign of their own.
  const all = new Set([
    ...found,
    ...(settings?.currency ? [settings.currency] : []),
    ...(found.length > 0 && columns.has('currency') ? await codesIn(engine, rows) : []),
  ]);
  // A bare dollar sign is whatever dollar is named beside it.
  if (all.size > 1 && [...all].some((code) => DOLLARS.has(code))) all.delete('$');
  for (const [sign, codes] of SHARED_SIGNS)
    if (all.has(sign) && codes.some((code) => all.has(code) || code === reported)) {
      all.delete(sign);
      if (all.size === 0 && reported) all.add(reported);
    }
  if (all.size > 1)
    throw new UserError(
      text(`amounts in several currencies: ${[...all].join(', ')}`, `суммы в разных валютах: ${[...all].join(', ')}`),
      {
        file: file.name,
        hint: text(
          'export one currency at a time, or put the currency of this file right in funnel.yaml',
          'выгрузите валюты отдельно или исправьте currency этого файла в funnel.yaml',
        ),
      },
    );
  const [code] = all;
  if (code !== undefined && SHARED_SIGNS.has(code)) throw whose(code, file.name);
  return code;
}

const isPlain = (code: string): boolean => DOLLARS.has(code) || PLAIN_CODES.includes(code.toLowerCase());

/** Crowns and yens have one sign each in several countries. */
function whose(sign: string, file: string): UserError {
  const codes = SHARED_SIGNS.get(sign) ?? [];
  const entry = entryOf(file, {}, { currency: codes[0] as string });
  return new UserError(
    text(
      `amounts in «${sign}», which may be ${codes.join(', ')}`,
      `суммы в «${sign}», а это может быть ${codes.join(', ')}`,
    ),
    { file, hint: text(`say which in funnel.yaml, for example ${entry}`, `укажите в funnel.yaml, например ${entry}`) },
  );
}

/** The codes in a file's column of currencies. */
async function codesIn(engine: Engine, rows: string): Promise<string[]> {
  const found = await engine.query(
    sql`select distinct currency from ${name(rows)} where ${IS_USED} and currency is not null order by 1`,
  );
  return found.map(([code]) => code as string);
}
