import { UserError } from '../error.js';
import { meant, meantOf, thereAre } from '../model/meant.js';
import { nearest } from '../model/nearest.js';
import type { Sheet } from '../model/sheet.js';
import { text } from '../model/text.js';
import { REPORTS, WHOLE } from '../reports/all-reports.js';
import type { DefinedReport } from '../reports/define-report.js';

/** The address of one printed number: report, column, and what names its row. */
export interface Address {
  readonly report: DefinedReport;
  readonly column: string;
  /** The value of the key that names the report's rows: `deal` in `stages.deal.step_rate`. */
  readonly named: string | undefined;
}

/**
 * Reads `stages.deal.step_rate`, `sources.cpl`, or `cpl` if only one report has such a column.
 *
 * @throws {UserError} With the nearest addresses, or all of its report.
 */
export function readAddress(written: string): Address {
  const parts = written.split('.');
  const [first = ''] = parts;
  const report = REPORTS.find(({ name }) => name === first);
  if (LISTS.has(first)) throw isAList(first);
  if (!report && parts.length === 1) return byColumn(written);
  if (!report)
    throw new UserError(text(`there is no report ${first}`, `нет отчёта ${first}`), {
      hint: meantOf(
        first,
        REPORTS.map(({ name }) => name),
      ),
    });
  if (parts.length === 1)
    throw new UserError(text(`${first}: which figure of it?`, `${first}: какой показатель?`), {
      hint: thereAre(Object.keys(report.columns).map((one) => `${first}.${one}`)),
    });
  const named = parts.slice(1, -1).join('.');
  return { report, column: parts.at(-1) as string, named: named === '' ? undefined : named };
}

/** Lists of leads: each row stands for itself. */
const LISTS: ReadonlySet<string> = new Set(['leads', 'diff']);

const isAList = (list: string): UserError =>
  new UserError(
    text(
      `${list} lists leads as the exports have them: no number of it is made of others`,
      `${list} — список лидов, как они есть в выгрузках: его числа ни из чего не складываются`,
    ),
    {
      hint: text(
        'what leads add up to: funnel explain sources.leads exports/ --ids',
        'что складывается из лидов: funnel explain sources.leads выгрузки/ --ids',
      ),
    },
  );

/** There are hundreds of addresses. If none is near, a path was probably given first. */
const FIGURE_FIRST = text(
  'first a report and a column of it, then files: funnel explain sources.cpl exports/; what columns a report has: funnel explain sources',
  'сначала отчёт и его столбец, затем файлы: funnel explain sources.cpl выгрузки/; какие у отчёта столбцы: funnel explain sources',
);

function byColumn(written: string): Address {
  const among = (reports: readonly DefinedReport[]) => reports.filter(({ columns }) => Object.hasOwn(columns, written));
  // Reports that `funnel report` prints are meant before those that stand apart.
  const having = [among(WHOLE), among(REPORTS)].find((some) => some.length > 0) ?? [];
  const [report] = having;
  if (report && having.length === 1) return { report, column: written, named: undefined };
  const all = REPORTS.flatMap(({ name, columns }) => Object.keys(columns).map((column) => `${name}.${column}`));
  const near = nearest(
    written,
    all.map((one) => one.split('.')[1] as string),
  );
  const likely = having.map(({ name }) => `${name}.${written}`);
  throw new UserError(
    likely.length > 1
      ? text(`${written} stands in several reports`, `${written} есть в нескольких отчётах`)
      : text(`there is no figure ${written}`, `нет показателя ${written}`),
    {
      hint:
        likely.length > 1
          ? meant(...likely)
          : near === undefined
            ? FIGURE_FIRST
            : meant(...all.filter((one) => one.endsWith(`.${near}`))),
    },
  );
}

/** The column of a sheet; its keys, of `--by` and the period, too. */
export function columnOf({ report, column }: Address, sheet: Sheet): number {
  const at = sheet.columns.findIndex(({ name }) => name === column);
  if (at >= 0) return at;
  throw new UserError(text(`${report.name} has no column ${column}`, `в отчёте ${report.name} нет столбца ${column}`), {
    hint: meantOf(
      column,
      sheet.columns.map(({ name }) => name),
    ),
  });
}
