import { fold } from '../../model/fold.js';
import type { Pattern } from '../../model/pattern.js';
import type { FileSettings } from '../../model/settings.js';
import { readyFor } from '../../model/words.js';
import { isUsual } from '../../sources/generic.js';
import { SOURCES } from '../../sources/known-sources.js';
import { isData } from '../shape/data-row.js';
import { foldedOnce, type Wanted, wantedBy } from './heading-match.js';

/** Whether some known export, or the configuration, reads a heading. This is how the header row is found. */
export function knownHeadings(
  settings: FileSettings | undefined,
  further: Iterable<string>,
): (folded: string) => boolean {
  const own = headingsOf([...(settings?.columns.values() ?? [])].flatMap((matchers) => matchers.flatMap(wantedBy)));
  for (const heading of further) own.words.add(fold(heading));
  // Where the configuration names headings, only they count: a word of some platform must not move the header row.
  if (settings && settings.columns.size > 0) return (heading) => isAmong(own, heading);
  platforms ??= headingsOf(
    SOURCES.flatMap((source) =>
      source.exports.flatMap(({ fields }) => Object.values(fields).flatMap(({ headings }) => headings)),
    ),
  );
  const { words, patterns } = platforms;
  // Below a header the same words come again and again; and no platform has a number or date for a heading.
  const asked = new Map<string, boolean>();
  return (heading) => {
    if (isAmong(own, heading) || words.has(heading)) return true;
    if (isData([heading])) return false;
    const known = asked.get(heading) ?? (fitsSome(patterns, heading) || isUsual(heading));
    asked.set(heading, known);
    return known;
  };
}

interface Headings {
  /** Folded. */
  words: Set<string>;
  patterns: Pattern[];
}

/** Of all platforms; they are the same for every file. */
let platforms: Headings | undefined;

function headingsOf(wanted: readonly Wanted[]): Headings {
  const words = new Set<string>();
  // A dozen CRMs name a field by one and the same pattern.
  const patterns = new Map<string, Pattern>();
  for (const heading of wanted) {
    if (typeof heading === 'string') words.add(foldedOnce(heading));
    else patterns.set(String(heading), heading);
  }
  return { words, patterns: [...patterns.values()] };
}

const isAmong = ({ words, patterns }: Headings, heading: string): boolean =>
  words.has(heading) || fitsSome(patterns, heading);
const fitsSome = (patterns: readonly Pattern[], heading: string): boolean =>
  patterns.some((pattern) => readyFor(pattern, heading).test(heading));
