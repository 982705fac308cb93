import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UserError } from '../error.js';
import type { Io } from '../io.js';
import { unobeyed } from '../model/annotation.js';
import { FOR_MACHINES, type Format, HANDED_ON } from '../model/dialect.js';
import { meant } from '../model/meant.js';
import { outsideWords } from '../model/outside-words.js';
import type { Report } from '../model/report.js';
import { type Lang, type Text, text } from '../model/text.js';
import { jobSummary } from '../render/job-summary.js';
import {
  bytesOf,
  RENDERERS,
  type RenderOptions,
  renderFiles,
  renderWhole,
  textsIn,
  type Written,
} from '../render/renderers.js';
import { safe } from '../render/safe.js';
import { calledIn, type Unnamed, withoutManagers } from '../render/without-managers.js';
import { FINDINGS_SECTION } from '../reports/all-reports.js';
import { findInputs } from '../session/inputs.js';
import { refuseInputs, refuseOddTargets, writeFiles } from '../session/output.js';
import { appendHistory, refuseHistory, refuseRestatedAlone } from './append-history.js';
import { computeReport, type ReportOptions } from './compute-report.js';
import { handToCi, refusePersonal } from './hand-to-ci.js';
import { isHandedOn, targetsOf } from './out-targets.js';

export interface PrintOptions {
  format: Format | undefined;
  /** None: stdout. */
  out: readonly string[];
  /** The Excel of which language it is for; `own`: of that of the report. */
  excel: Lang | 'own' | false;
  raw: boolean;
  quiet: boolean;
  lang(): Lang;
  color: boolean;
  ci?: boolean;
  /** A file for gates as tests. */
  junit?: string | undefined;
  /** The history that the report is added to, and a file for what is another now. */
  append?: string | undefined;
  restated?: string | undefined;
}

/** What computes, where that is not the report of all paths together; and which paths are read together. */
interface Computing {
  readonly compute: (options: ReportOptions, io: Io) => Promise<Report>;
  readonly readings: readonly (readonly string[])[];
}

/** Computes the reports and writes them down: to stdout, a file, or a folder. */
export async function printReport(
  options: ReportOptions,
  print: PrintOptions,
  io: Io,
  { compute, readings }: Computing = { compute: computeReport, readings: [options.paths] },
): Promise<Report> {
  const refuse = async (outputs: readonly string[]) => {
    for (const paths of readings) await refuseOver(outputs, { ...options, paths }, io);
  };
  const targets = await targetsOf(print, io.cwd);
  for (const { format, path } of targets) {
    if (HANDED_ON.has(format)) refusePersonal(options, `-f ${format}`);
    if (format === 'xlsx' && path === undefined && io.isTerminal) throw noTerminal();
    if (options.review?.recordings && HANDED_ON.has(format)) throw recordingsIn(format);
  }
  const isOfSentences = options.sections.length > 0 && options.sections.every((name) => name === FINDINGS_SECTION);
  if (isOfSentences && targets.some(({ format }) => format === 'csv')) throw sentencesInCsv();
  const { ci = false, junit, append, restated } = print;
  if (ci) refusePersonal(options, '--ci');
  if (append !== undefined) refusePersonal(options, '--append');
  refuseRestatedAlone({ append, restated });
  await refuseHistory({ append, restated }, options.paths, io);
  await refuse(targets.flatMap(({ path, isFolder }) => (path === undefined || isFolder ? [] : [path])));
  for (const file of [junit, append, restated]) if (file !== undefined) await refuse([resolve(io.cwd, file)]);
  const isRead = ci || targets.some(isHandedOn);
  const asked = {
    ...options,
    isDrawn: targets.some(({ format }) => format === 'html'),
    handedOn: isRead || append !== undefined,
    isKept: append !== undefined,
    isWide: targets.some(({ format }) => FOR_MACHINES.has(format)) || append !== undefined,
  };
  const computed = await compute(asked, io);
  const lang = print.lang();
  const excel = print.excel === 'own' ? lang : print.excel;
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
    const rendering = { lang, width: io.width, color: path === undefined && print.color, excel, raw: print.raw };
    const written: Map<string, Written> =
      path !== undefined && target.isFolder
        ? new Map([...renderFiles(report, format, rendering)].map(([name, content]) => [join(path, name), content]))
        : new Map([[path ?? '', renderOne(report, format, single, rendering)]]);
    for (const [file, content] of written) {
      for (const [as, name] of calledIn(textsIn(content), key)) called.set(as, name);
      const bytes = await bytesOf(content);
      if (path !== undefined) files.set(file, bytes);
      // Whoever reads data keeps them to the byte.
      else shown.push(ci && typeof bytes === 'string' && !FOR_MACHINES.has(format) ? unobeyed(bytes) : bytes);
    }
  }
  if (targets.some(({ isFolder }) => isFolder)) await refuse([...files.keys()]);
  if (files.size > 0) await writeFiles(files);
  for (const content of shown) io.out(content);
  const plain = shownIn('table', computed, options);
  const people = computed.managers?.dimensions ?? new Set<string>();
  const ofHistory = await appendHistory(unnamed(plain, 'en').report, { append, restated }, people, io);
  const { report } = unnamed(plain, isRead ? lang : null);
  await handToCi(report, { ci, junit }, () => jobSummary(report, lang), lang, io);
  // A table carries its warnings in its foot; CSV and JSON readers see them on stderr.
  if (print.quiet) return report;
  for (const line of ofHistory) io.err(`${safe(line[lang])}\n`);
  if (excel) io.err(`${FOR_EXCEL[excel][lang]}\n`);
  if (!targets.some(({ format, path }) => format === 'table' && path === undefined))
    io.err(ci ? unobeyed(talk(report, lang)) : talk(computed, lang));
  // Everybody reads the log of a job: who is who is not told there.
  if (called.size > 0 && !ci) io.err(`${whoIsWho([...called])[lang]}\n`);
  // As an address: terminals that know links open it.
  if (io.isTerminal) for (const file of files.keys()) io.err(`→ ${pathToFileURL(file).href}\n`);
  return report;
}

const sentencesInCsv = (): UserError =>
  new UserError(
    text('findings are sentences, and no table to write as CSV', 'выводы — это предложения, таблицы для CSV в них нет'),
    {
      hint: meant('--section findings -f text', '--section findings -f json'),
    },
  );

const noTerminal = (): UserError =>
  new UserError(
    text('a workbook is a file, and no text for a terminal', 'книга Excel — это файл, на экран её не вывести'),
    {
      hint: meant('-o report.xlsx'),
    },
  );

const recordingsIn = (format: Format): UserError =>
  new UserError(
    text(
      `--recordings links to what people said, and ${format} is handed on: one of the two`,
      `--recordings ведёт к записям разговоров, а ${format} передают дальше: что-то одно`,
    ),
    { hint: text('leave out --recordings, or print a table', 'уберите --recordings или выведите таблицу') },
  );

/** What is there for charts alone is no report of its own, and a text of the whole report is what it says in sentences. */
function shownIn(
  format: Format,
  report: Report,
  { sections, leads }: Pick<ReportOptions, 'sections' | 'leads'>,
): Report {
  if (format === 'html') return report;
  const isTold = format === 'text' && sections.length === 0 && !leads;
  return { ...report, sheets: isTold ? [] : report.sheets.filter(({ isDrawn }) => !isDrawn) };
}

/** `lang`: that of the word for a manager; null: they are named. */
const unnamed = (report: Report, lang: Lang | null): Unnamed =>
  lang !== null && report.managers ? withoutManagers(report, report.managers, MANAGER[lang]) : { report, key: [] };

/** The one report that is asked for is a CSV of its own. */
const renderOne = (report: Report, format: Format, single: string | undefined, options: RenderOptions): Written => {
  const sheet = report.sheets.find(({ name }) => name === single) ?? report.sheets[0];
  return format === 'csv' && single !== undefined && sheet
    ? RENDERERS.csv.renderSheet(sheet, options)
    : renderWhole(report, format, options);
};

/** @throws {UserError} Where something would be written over an input, or over what is no plain file. */
export async function refuseOver(
  outputs: readonly string[],
  options: Pick<ReportOptions, 'paths' | 'config'>,
  io: Io,
): Promise<void> {
  await refuseOddTargets(outputs);
  const { files, configFile, rates } = await findInputs(options.paths, io.cwd, options.config);
  await refuseInputs(outputs, [
    ...files.map(({ path }) => path),
    ...(configFile ? [resolve(io.cwd, configFile)] : []),
    ...(rates ? [rates.path] : []),
  ]);
}

/** Excel reads a CSV by the settings of the machine: the other one would take the whole line for one cell. */
const FOR_EXCEL: Record<Lang, Text> = {
  ru: text(
    'for a Russian Excel (; and decimal commas); for an English one: --excel=en',
    'для русского Excel (точка с запятой, дробная запятая); для английского: --excel=en',
  ),
  en: text(
    'for an English Excel (commas and decimal points); for a Russian one: --excel=ru',
    'для английского Excel (запятая, дробная точка); для русского: --excel=ru',
  ),
};

/** As a value it is the same in every language. */
const MANAGER = text('Manager', 'Менеджер');

/** What a file that is handed on does not say. */
function whoIsWho(key: Unnamed['key']): Text {
  const list = safe(key.map(([shown, name]) => `${shown} = ${name}`).join(', '));
  return text(
    `managers have no names in what is written (managers: names in funnel.yaml names them): ${list}`,
    `менеджеры в файле без имён (с именами — managers: names в funnel.yaml): ${list}`,
  );
}

/** What a gate that does not hold says. */
const gateTalk = (gates: Report['gates'], lang: Lang): string[] =>
  gates.flatMap(({ outcome, text: said, command }) =>
    outcome === 'failed' || outcome === 'warned'
      ? [`! ${GATE[outcome][lang]} ${safe(said[lang])}\n  → ${safe(command)}`]
      : [],
  );
const GATE = {
  failed: text('a gate does not hold:', 'порог не пройден:'),
  warned: text('a gate is in doubt:', 'порог под вопросом:'),
};

/** The ledger in short, and the warnings. */
function talk({ ledger, warnings, gates, outside, attribution, hidden = [] }: Report, lang: Lang): string {
  const lines = ledger.map(({ file, lines, used, rejected }) =>
    lang === 'en'
      ? `${safe(file)}: ${used} of ${lines} lines used, ${rejected} rejected`
      : `${safe(file)}: строк ${lines}, использовано ${used}, не прочитано ${rejected}`,
  );
  const beyond = outside ? [outsideWords(outside)[lang]] : [];
  const given = (attribution?.said ?? []).map((line) => line[lang]);
  return `${[...lines, ...given, ...beyond, ...hidden.map((line) => line[lang]), ...warnings.map(({ message }) => `! ${message[lang].replaceAll('\n', '\\n')}`), ...gateTalk(gates, lang)].join('\n')}\n`;
}
