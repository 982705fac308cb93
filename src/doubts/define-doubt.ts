import type { Engine } from '../engines/engine.js';
import type { Text, UserError } from '../error.js';
import type { Built } from '../facts/built.js';
import type { FactsSettings } from '../facts/facts-settings.js';
import type { Warning } from '../model/report.js';
import type { Scope } from '../model/scope.js';
import type { WarningCode } from '../model/warnings.js';

/** What a doubt may ask: the facts, and the counters that are made of them anyway. */
export interface Doubtful extends Built {
  engine: Engine;
  settings: FactsSettings;
  /** The name of each file; and per file the CRM whose export it is, or null where nothing says it. */
  files: readonly string[];
  crms: readonly (string | null)[];
  /** The name of the CRM's format; undefined where it is not a known one. */
  format: string | undefined;
  /** In words, what could link deals to leads: columns that the exports have, or could have. */
  links: readonly Text[];
  /** The as-of moment: as it was asked for, and as it was settled. */
  asked: string | undefined;
  asOf: string | null;
  /** The days of the report, if a report asks. */
  scope?: Scope;
}

export interface Doubt {
  code: WarningCode;
  /** The warnings, if there are any. Nothing is looked up unless the counters give a reason to. */
  raise(facts: Doubtful): Promise<Warning[]>;
}

interface Definition<Found extends { count: number }> {
  code: WarningCode;
  /** Whether there is a reason to look: told by counters that the facts have anyway, without a query. */
  asks(facts: Doubtful): boolean;
  /** Looks up what there is to say, one item for each sentence. `count` is the number that the warning is about. */
  look(facts: Doubtful): readonly Found[] | Promise<readonly Found[]>;
  say(found: Found): Text;
  /**
   * The error where sums cannot be right; null: a warning is enough. It stops a report, while `check` lists it with all
   * else.
   */
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
