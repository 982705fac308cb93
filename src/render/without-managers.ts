import { literally } from '../model/pattern.js';
import type { Managers, Report } from '../model/report.js';
import { text } from '../model/text.js';
import { veiled } from './veil.js';

/** A report for others' eyes; and who is who in it, for whoever hands it on. */
export interface Unnamed {
  readonly report: Report;
  readonly key: readonly (readonly [shown: string, name: string])[];
}

/** Columns of what is advertised: a name in them is no manager's. */
const NO_TEXTS = new Set(['source', 'platform', 'campaign', 'ad_group', 'ad', 'keyword', 'account', 'mostly_from']);

/**
 * The report with `Manager 1`, `Manager 2` … (`word` and a number) in place of names, in their order: as a value, in reasons
 * and other texts, in sentences, in the names of files.
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

/** Those of the key whom a text calls by their number. */
export const calledIn = (texts: Iterable<string>, key: Unnamed['key']): Unnamed['key'] => {
  const found = new Set([...texts].flatMap((one) => one.match(/(?<!\p{L})\p{L}+ \d+/gu) ?? []));
  return key.filter(([shown]) => found.has(shown));
};

/** Whole words alone, the longest name first. */
function anyOf(names: readonly string[]): RegExp | undefined {
  const written = [...names].sort((a, b) => b.length - a.length).map(literally);
  return written.length === 0 ? undefined : new RegExp(`(?<![\\p{L}\\d])(?:${written.join('|')})(?![\\p{L}\\d])`, 'gu');
}
