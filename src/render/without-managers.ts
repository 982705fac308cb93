import { literally } from '../model/pattern.js';
import type { Managers, Report } from '../model/report.js';
import { text } from '../model/text.js';
import { veiled } from './veil.js';

/** A report that can be shown to others, and the key to its names for the person who shares it. */
export interface Unnamed {
  readonly report: Report;
  readonly key: readonly (readonly [shown: string, name: string])[];
}

/** Columns of what is advertised: a name in them is not that of a manager. */
const NO_TEXTS = new Set(['source', 'platform', 'campaign', 'ad_group', 'ad', 'keyword', 'account', 'mostly_from']);

/**
 * The report with `Manager 1`, `Manager 2` … (`word` and a number) in the place of managers' names, in the order of the
 * names: in values, reasons and other texts, in sentences, and in names of files.
 */
export function withoutManagers(report: Report, { names, dimensions }: Managers, word: string): Unnamed {
  const called = new Map(names.map((name, at) => [name, `${word} ${at + 1}`]));
  const call = (name: string): string => called.get(name) ?? name;
  const anywhere = anyOf(names);
  const within = (words: string) => (anywhere ? words.replace(anywhere, call) : words);
  const own = veiled(report, {
    hide(words, _wording, column) {
      if (column !== undefined && dimensions.has(column)) return call(words);
      return column !== undefined && NO_TEXTS.has(column) ? words : within(words);
    },
    say: ({ en, ru }) => text(within(en), within(ru)),
  });
  return { report: own, key: [...called].map(([name, as]) => [as, name] as const) };
}

/** The entries of the key whose number occurs in the texts. */
export const calledIn = (texts: Iterable<string>, key: Unnamed['key']): Unnamed['key'] => {
  const [word] = key[0]?.[0].split(/ \d+$/) ?? [];
  if (word === undefined) return [];
  const numbered = new RegExp(`(?<!\\p{L})${literally(word)} \\d+`, 'gu');
  const found = new Set([...texts].flatMap((one) => one.match(numbered) ?? []));
  return key.filter(([shown]) => found.has(shown));
};

/** Finds the names, only as whole words and the longest first. */
function anyOf(names: readonly string[]): RegExp | undefined {
  const written = [...names].sort((a, b) => b.length - a.length).map(literally);
  return written.length === 0 ? undefined : new RegExp(`(?<![\\p{L}\\d])(?:${written.join('|')})(?![\\p{L}\\d])`, 'gu');
}
