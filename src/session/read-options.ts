import type { Config } from '../config/schema.js';
import type { LeadMoment } from '../facts/fact-tables.js';
import type { IntakeOptions } from '../intake/read-files.js';
import type { Reach } from '../model/report.js';
import type { Guess } from '../model/settings.js';

/** What a run needs to know of the command line to read the exports. */
export interface ReadOptions {
  paths: readonly string[];
  config: string | false | undefined;
  timezone?: string | undefined;
  currency?: string | undefined;
  /** Amounts in several currencies are no error: only names are wanted, no sums. */
  anyCurrency?: boolean | undefined;
  /**
   * What a report would refuse because its sums would be wrong is only a warning, so that `check` can list everything
   * at once.
   */
  lenient?: boolean | undefined;
  encoding?: IntakeOptions['encoding'];
  delimiter?: IntakeOptions['delimiter'];
  decimal?: '.' | ',' | undefined;
  dates?: string | undefined;
  asOf?: string | undefined;
  guess: Guess;
  /** The moments of leads that are asked for; none, unless a report is about time. */
  moments?: readonly LeadMoment[] | undefined;
  /**
   * The dimensions by which reports are broken down or filtered. Those that take room or a join are made only if asked
   * for.
   */
  dimensions?: ReadonlySet<string> | undefined;
  /** Client IDs of web analytics are wanted: beside touches, or because they were asked for. */
  clients?: boolean | undefined;
  /** Rows are passed to another engine through a file. */
  handsOn?: boolean | undefined;
  reach: Reach;
  /** Refuses what was asked for wrongly, whatever the exports hold: that goes before lines that cannot be read. */
  requireAsked?: ((known: { config: Config; asOf: string | null }) => void) | undefined;
  /** The most lines of a file that may be rejected: a share of them (`0.01`), or a number. */
  maxRejects: { share: number } | { lines: number };
  memory?: string | undefined;
  threads?: number | undefined;
}
