import type { LeadMoment } from '../facts/fact-tables.js';
import type { IntakeOptions } from '../intake/read-files.js';
import type { Reach } from '../model/report.js';
import type { Guess } from '../model/settings.js';

/** What one run needs to know of the command line to read the exports. */
export interface ReadOptions {
  paths: readonly string[];
  config: string | false | undefined;
  timezone?: string | undefined;
  currency?: string | undefined;
  /** Amounts in several currencies are no error: names are wanted, no sums. */
  anyCurrency?: boolean | undefined;
  /** What a report would refuse for the sake of its sums is a warning: so `check` can say everything at once. */
  lenient?: boolean | undefined;
  encoding?: IntakeOptions['encoding'];
  delimiter?: IntakeOptions['delimiter'];
  decimal?: '.' | ',' | undefined;
  dates?: string | undefined;
  asOf?: string | undefined;
  guess: Guess;
  /** When things happened to a lead: what is asked for; nothing, unless a report is about time. */
  moments?: readonly LeadMoment[] | undefined;
  /** By which dimensions reports are broken down or filtered: what takes room or a join is laid down for whoever asks. */
  dimensions?: ReadonlySet<string> | undefined;
  /** Whom web analytics took a lead for: of use beside touches, or to whoever asks for it. */
  clients?: boolean | undefined;
  /** Rows are handed on to another engine, by way of a file. */
  handsOn?: boolean | undefined;
  reach: Reach;
  /** A share (`0.01`) of a file's lines, or null: as many as there are. */
  maxRejects: { share: number } | { lines: number };
  memory?: string | undefined;
  threads?: number | undefined;
}
