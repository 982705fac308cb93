import { asOf } from './as-of.js';
import { attribution } from './attribution-option.js';
import { basis } from './basis-option.js';
import { by, period } from './breakdown.js';
import { config } from './configuration.js';
import { all, from, last, month, to, week } from './days-asked.js';
import type { GivenFor } from './define-option.js';
import { where } from './filters.js';
import { figure } from './followed-figures.js';
import { ci, junit } from './for-ci.js';
import { guess } from './guess.js';
import { append, restated } from './kept-history.js';
import { dates, decimal, delimiter, encoding } from './left-open.js';
import { memory, threads } from './machine.js';
import { maxRejects } from './max-rejects.js';
import { norms } from './norms-of-period.js';
import { personal } from './personal.js';
import { excel, explain, format, out, raw, section, title } from './printing.js';
import { currency } from './report-currency.js';
import { a, b } from './sides.js';
import { crm, store } from './store-options.js';
import { reach, strict } from './strictness.js';
import { color, helpAll, lang, quiet, verbose } from './talk.js';
import { timezone } from './time-zone.js';
import { unfolded } from './unfolded.js';

// What the command line and the library both take, in the order of `--help`: first what is asked of the exports, then
// how they are read. To add one: its file, and a line here. Editors show the comment above each to people who use the
// library.

const ASKED = {
  /**
   * The first day, `2026-10-01`: leads that were created, and money that was spent, from then on. Default: what ads and
   * CRM both cover.
   */
  from,
  /** The last day, included. */
  to,
  /** The last days up to the as-of moment: `7d`, `4w` or `3m`. */
  last,
  /** An ISO week, `2026-W47`. */
  week,
  /** A month, `2026-10`. */
  month,
  /** All days, also those that only ads or only the CRM cover. */
  all,
  /** One table per day, week, month or quarter: each row gets the key `period`. */
  period,
  /** Dimensions to break the reports down by, `source` or `['campaign', 'manager']`: each row gets a key of that name. */
  by,
  /** Filters, `source=VK` or `manager!=Anna`. Of one dimension any may hold, of different dimensions all must. */
  where,
  /** Shows reasons in all spellings of the CRM, not one row for all spellings of a reason. */
  unfolded,
  /**
   * The days that count: `cohort`, leads by their creation; `event`, each stage, loss and deal by its own day. Default:
   * `cohort`.
   */
  basis,
  /** What counts as having reached a stage. Default: `implied`: a later stage implies the earlier ones. */
  reach,
  /**
   * Which source gets a lead: `recorded`, or a model of the touches before it. Default: what the configuration says.
   */
  attribution,
  /** `true`: warnings are errors; `'no-data,duplicate-leads'`: only warnings with these codes are. */
  strict,
};

const READ = {
  /** The configuration; `false`: none. Default: the `funnel.yaml` beside the exports, else upwards from `cwd`. */
  config,
  /** A day or moment, `2026-10-31` or `2026-10-31T18:00`. Default: the latest in the exports; only `now` and `yesterday` read the clock. */
  asOf,
  /** The zone of the report's days and moments, like `Europe/Moscow`. Default: that of the configuration, else as exported. */
  timezone,
  /** Like `RUB`; amounts in other currencies are changed by `rates`. Default: that of the configuration, else of the exports. */
  currency,
  /** Goes on with suggested meanings of unknown statuses, and lists them in `guessed`. */
  guess,
  /** `5%` of a file's lines, or a number of lines: more unreadable ones are an error. Default: `1%`. */
  maxRejects,
  /** The encoding of files that leave it open, like `windows-1251`. */
  encoding,
  /** The delimiter of files that leave it open: `comma`, `semicolon`, `tab` or `pipe`, or the sign itself. */
  delimiter,
  /** The decimal mark of files that leave it open, `.` or `,`. */
  decimal,
  /** How dates are written in files that leave it open: `dmy`, `mdy`, `unix`, `excel`, or a pattern like `dd.MM.yyyy`. */
  dates,
  /** Memory for the engine, `2GB`. */
  memory,
  /** Threads for the engine. Default: one for exports of less than 32 MB, else as many as the machine has. */
  threads,
  /** Shows phone numbers, mail addresses and names in texts of the exports. Default: `•••` stands for them. */
  personal,
  /** The language of `warnings`, `findings` and reasons of rejection; rows never change with it. Default: `en`. */
  lang,
};

export const SHARED_OPTIONS = { ...ASKED, ...READ };

/** All of them: those, and what only the command line takes, most of it on how it prints. */
export const OPTIONS = {
  ...ASKED,
  a,
  b,
  norms,
  figure,
  section,
  format,
  out,
  title,
  excel,
  raw,
  explain,
  append,
  restated,
  ci,
  junit,
  ...READ,
  store,
  crm,
  quiet,
  verbose,
  color,
  helpAll,
};

/** What code hands over. */
export type SharedOptions = GivenFor<typeof SHARED_OPTIONS>;
