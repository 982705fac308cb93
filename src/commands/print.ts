import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Io } from '../io.js';
import { withoutCommands } from '../model/annotation.js';
import { FOR_MACHINES } from '../model/dialect.js';
import type { Report } from '../model/report.js';
import { jobSummary } from '../render/job-summary.js';
import { safe } from '../render/safe.js';
import { writeFiles } from '../session/output.js';
import { appendHistory, refuseHistory, refuseRestatedAlone } from './append-history.js';
import { computeReport, type ReportOptions } from './compute-report.js';
import { handToCi } from './hand-to-ci.js';
import { isHandedOn, targetsOf } from './out-targets.js';
import type { PrintOptions } from './print-options.js';
import { FOR_EXCEL, talk, whoIsWho } from './print-talk.js';
import { refuseOver, refuseTogether } from './refuse-print.js';
import { renderTargets, shownIn, unnamed } from './render-targets.js';

/** What computes the report, where it is not one of all paths together; and which paths are read together. */
interface Computing {
  readonly compute: (options: ReportOptions, io: Io) => Promise<Report>;
  readonly readings: readonly (readonly string[])[];
}

/** Computes the reports and writes them to stdout, a file or a folder. */
export async function printReport(
  options: ReportOptions,
  print: PrintOptions,
  io: Io,
  { compute, readings }: Computing = { compute: computeReport, readings: options.store ? [] : [options.paths] },
): Promise<Report> {
  const refuse = async (outputs: readonly string[]) => {
    for (const paths of readings) await refuseOver(outputs, { ...options, paths }, io);
  };
  const targets = await targetsOf(print, io.cwd);
  refuseTogether(options, print, targets, io);
  const { ci = false, junit, append, restated } = print;
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
  const { files, shown, called } = await renderTargets(computed, targets, options, {
    ...print,
    ci,
    lang,
    excel,
    width: io.width,
  });
  if (targets.some(({ isFolder }) => isFolder)) await refuse([...files.keys()]);
  if (files.size > 0) await writeFiles(files);
  for (const content of shown) io.out(content);
  const plain = shownIn('table', computed, options);
  const people = computed.managers?.dimensions ?? new Set<string>();
  const ofHistory = await appendHistory(unnamed(plain, 'en').report, { append, restated }, people, io);
  const { report } = unnamed(plain, isRead ? lang : null);
  await handToCi(report, { ci, junit }, () => jobSummary(report, lang), lang, io);
  // A table has its warnings in its foot; for readers of CSV and JSON they go to stderr.
  if (print.quiet) return report;
  for (const line of ofHistory) io.err(`${safe(line[lang])}\n`);
  if (excel) io.err(`${FOR_EXCEL[excel][lang]}\n`);
  if (!targets.some(({ format, path }) => format === 'table' && path === undefined))
    io.err(ci ? withoutCommands(talk(report, lang)) : talk(computed, lang));
  // Everybody reads the log of a job: who is who is not told there.
  if (called.size > 0 && !ci) io.err(`${whoIsWho([...called])[lang]}\n`);
  // As an address: terminals that know links open it.
  if (io.isTerminal) for (const file of files.keys()) io.err(`→ ${pathToFileURL(file).href}\n`);
  return report;
}
