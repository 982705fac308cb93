import type { Engine } from '../engines/engine.js';
import type { Text, UserError } from '../error.js';
import type { Built } from '../facts/built.js';
import type { FactsSettings } from '../facts/facts-settings.js';
import type { Warning } from '../model/report.js';
import type { Scope } from '../model/scope.js';
import type { WarningCode } from '../model/warnings.js';

/** What a doubt may ask: the facts, and what is counted of them anyway. */
export interface Doubtful extends Built {
  engine: Engine;
  settings: FactsSettings;
  /** What each file is called, and per file the CRM whose export it is, or null where nothing says it. */
  files: readonly string[];
  crms: readonly (string | null)[];
  /** The name of the CRM's format; undefined where it is of none that is known. */
  format: string | undefined;
  /** What could link deals to leads, in words: columns that the exports have, or could have. */
  links: readonly Text[];
  /** The as-of moment: as asked for, and as it is. */
  asked: string | undefined;
  asOf: string | null;
  /** The days of a report, where it is one that asks. */
  scope?: Scope;
}

export interface Doubt {
  code: WarningCode;
  /** What there is to say; of what nothing asks for, nothing is looked up. */
  raise(facts: Doubtful): Promise<Warning[]>;
}

interface Definition<Found extends { count: number }> {
  code: WarningCode;
  /** What makes us ask: counters that the facts have anyway. */
  asks(facts: Doubtful): boolean;
  /** What is looked up then: what there is to say, a sentence each; `count` of what. */
  look(facts: Doubtful): readonly Found[] | Promise<readonly Found[]>;
  say(found: Found): Text;
  /** Where the sums cannot be right a report stops, and `check` says so among all else. */
  refuses?(found: Found): UserError | null;
}

export const defineDoubt = <Found extends { count: number }>(doubt: Definition<Found>): Doubt => ({
  code: doubt.code,
  async raise(facts) {
    if (!doubt.asks(facts)) return [];
    const found = (await doubt.look(facts)).filter(({ count }) => count > 0);
    return found.map((one) => {
      const error = doubt.refuses?.(one) ?? null;
      return error ? facts.settings.refuse(error) : { code: doubt.code, count: one.count, message: doubt.say(one) };
    });
  },
});
