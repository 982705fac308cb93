import { join } from 'node:path';
import { withoutCommands } from '../model/annotation.js';
import { FOR_MACHINES, type Format } from '../model/dialect.js';
import type { Report } from '../model/report.js';
import { type Lang, text } from '../model/text.js';
import {
  bytesOf,
  RENDERERS,
  type RenderOptions,
  renderFiles,
  renderWhole,
  textsIn,
  type Written,
} from '../render/renderers.js';
import { calledIn, type Unnamed, withoutManagers } from '../render/without-managers.js';
import type { ReportOptions } from './compute-report.js';
import { isHandedOn, type Target } from './out-targets.js';

/** What is written to which place, and shown on stdout. `called`: the managers that have numbers in it. */
interface Rendered {
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  readonly shown: readonly (string | Uint8Array)[];
  readonly called: ReadonlyMap<string, string>;
}

/** Renders a report for each of its targets, as that one shows it. */
export async function renderTargets(
  computed: Report,
  targets: readonly Target[],
  options: Pick<ReportOptions, 'sections' | 'leads'>,
  print: RenderOptions & { readonly ci: boolean },
): Promise<Rendered> {
  const { ci, lang, excel, width } = print;
  const single = options.sections.length === 1 ? options.sections[0] : undefined;
  const [files, shown] = [new Map<string, string | Uint8Array>(), [] as (string | Uint8Array)[]];
  const called = new Map<string, string>();
  for (const target of targets) {
    const { path, format } = target;
    const isNamed = !ci && !isHandedOn(target);
    const { report, key } = unnamed(
      shownIn(format, computed, options),
      isNamed ? null : FOR_MACHINES.has(format) ? 'en' : lang,
    );
    const rendering = { lang, width, color: path === undefined && print.color, excel, raw: print.raw };
    const written: Map<string, Written> =
      path !== undefined && target.isFolder
        ? new Map([...renderFiles(report, format, rendering)].map(([name, content]) => [join(path, name), content]))
        : new Map([[path ?? '', renderOne(report, format, single, rendering)]]);
    for (const [file, content] of written) {
      for (const [as, name] of calledIn(textsIn(content), key)) called.set(as, name);
      const bytes = await bytesOf(content);
      if (path !== undefined) files.set(file, bytes);
      // Whoever reads data keeps them to the byte.
      else shown.push(ci && typeof bytes === 'string' && !FOR_MACHINES.has(format) ? withoutCommands(bytes) : bytes);
    }
  }
  return { files, shown, called };
}

/** Sheets that exist only for charts are not reports; a text of the whole report holds only its sentences. */
export function shownIn(
  format: Format,
  report: Report,
  { sections, leads }: Pick<ReportOptions, 'sections' | 'leads'>,
): Report {
  if (format === 'html') return report;
  const isTold = format === 'text' && sections.length === 0 && !leads;
  return { ...report, sheets: isTold ? [] : report.sheets.filter(({ isDrawn }) => !isDrawn) };
}

/** `lang`: that of the word for a manager; null: they are named. */
export const unnamed = (report: Report, lang: Lang | null): Unnamed =>
  lang !== null && report.managers ? withoutManagers(report, report.managers, MANAGER[lang]) : { report, key: [] };

/** The one report that is asked for is a CSV of its own. */
const renderOne = (report: Report, format: Format, single: string | undefined, options: RenderOptions): Written => {
  const sheet = report.sheets.find(({ name }) => name === single) ?? report.sheets[0];
  return format === 'csv' && single !== undefined && sheet
    ? RENDERERS.csv.renderSheet(sheet, options)
    : renderWhole(report, format, options);
};

/** As a value it is the same in every language. */
const MANAGER = text('Manager', 'Менеджер');
