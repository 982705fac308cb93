import { fold } from '../../model/fold.js';
import type { UnreadTable } from './unread-table.js';

/** A column of results of several kinds: those that are leads, in the column `index`, and those that are not. */
export interface Mixed {
  heading: string;
  index: number;
  leads: readonly string[];
  others: readonly string[];
}

/** As Meta calls a column of results, and the one beside it that says what they are. */
const OF_RESULTS = /^(?:results?|результат(?:ы)?)$/iu;
const OF_KINDS = /^(?:results?[ _](?:type|indicator)|(?:тип|вид|индикатор) результат(?:а|ов))$/iu;
export const LEADS = /lead|лид|лід|заяв(?:к|ок)|prospect/iu;

/**
 * What is in the column that funnel.yaml names as target actions, where a column beside it tells results of several kinds:
 * leads, messages and views of a profile come to a number of nothing. Undefined: it holds one kind, or nothing but leads.
 */
export function mixedResults(
  { headings, valuesOf }: Pick<UnreadTable, 'headings' | 'valuesOf'>,
  actions: { heading: string } | undefined,
): Mixed | undefined {
  if (!actions || !OF_RESULTS.test(actions.heading.trim())) return undefined;
  const index = headings.findIndex((heading) => OF_KINDS.test(heading.trim()));
  if (index < 0) return undefined;
  const kinds = [...new Map([...valuesOf(index)].map((kind) => [fold(kind), kind])).values()].filter((kind) =>
    /\p{L}/u.test(kind),
  );
  const [leads, others] = [kinds.filter((kind) => LEADS.test(kind)), kinds.filter((kind) => !LEADS.test(kind))];
  return kinds.length > 1 && others.length > 0 ? { heading: actions.heading, index, leads, others } : undefined;
}
