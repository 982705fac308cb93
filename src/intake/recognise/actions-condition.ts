import type { Export } from '../../sources/define-source.js';
import { matches, placesOf } from './heading-match.js';
import type { Column } from './recognised.js';

/** The condition under which an export counts target actions, if they are read from the column that it is about. */
export function actionsCondition(
  wanted: Export['actionsWhen'],
  headings: readonly string[],
  actions: Column | undefined,
) {
  if (!wanted || !actions || !matches(wanted.of, actions.heading)) return undefined;
  const [index] = placesOf(wanted.heading, headings);
  return index === undefined ? undefined : { index, value: wanted.value };
}
