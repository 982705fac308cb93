import { fold } from '../../model/fold.js';
import { areSums } from '../../model/tables.js';
import { daysIn } from '../shape/written-days.js';
import { detailsOf } from './grain.js';
import { candidates } from './heading-match.js';
import { missing } from './misnamed.js';
import type { Column, Recognised, Split } from './recognised.js';
import type { ValuesOf } from './unread-table.js';

/**
 * Columns of running totals. `latest` says when each row was taken. Every further column that is neither a figure nor a
 * moment tells rows apart, though no field is read from it: an office, a product, a creative.
 */
export function withLatest(
  recognised: Recognised,
  headings: readonly string[],
  file: string,
  valuesOf: ValuesOf,
): Recognised {
  const { settings, table, columns } = recognised;
  if (settings?.latest === undefined || !areSums(table)) return recognised;
  const [index] = candidates([settings.latest], headings);
  if (index === undefined) throw missing('latest', [settings.latest], headings, file, undefined);
  const column: Column = { index, heading: headings[index] as string, kind: 'moment' };
  const own = new Map([...columns, ['taken_at', column] as const]);
  const known = [...own.values(), ...detailsOf(headings, table, own)].map((one) => one.index);
  const splits = headings.flatMap((heading, at): Split[] =>
    known.includes(at) || isFigure(heading, valuesOf(at)) ? [] : [{ index: at, heading, isState: STATE.test(heading) }],
  );
  return { ...recognised, columns: own, splits };
}

/** Headings of what changes with time: whose row it is, it does not say. */
const STATE =
  /status|state|delivery|bid|budget|strategy|comment|note|error|статус|состояни|показы?вается|ставк|бюджет|стратеги|коммент|примечани|ошибк/iu;
/** Numbers under such a heading are names. */
const NUMBERED = /(?<![\p{L}\d])(?:id|ids|code|number|no|код|номер|ид|идентификатор)(?![\p{L}\d])|№/iu;
/** Numbers, days, shares, amounts: no letters but those of a currency. */
const FIGURE = /^[^\p{L}]*(?:(?:р|руб|[a-z]{3})\.?)?[^\p{L}]*$/iu;

function isFigure(heading: string, values: ReadonlySet<string>): boolean {
  if (NUMBERED.test(fold(heading).replaceAll('_', ' '))) return false;
  return [...values].every((value) => FIGURE.test(value) || daysIn(value, () => 'dmy').length > 0);
}
