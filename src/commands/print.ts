import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Io } from '../io.js';
import { unobeyed } from '../model/annotation.js';
import { FOR_MACHINES } from '../model/dialect.js';
import { outsideWords } from '../model/outside-words.js';
import type { Report } from '../model/report.js';
import { type Lang, type Text, text } from '../model/text.js';
import { jobSummary } from '../render/job-summary.js';
import { safe } from '../render/safe.js';
import type { Unnamed } from '../render/without-managers.js';
import { writeFiles } from '../session/output.js';
import { appendHistory, refuseHistory, refuseRestatedAlone } from './append-history.js';
import { computeReport, type ReportOptions } from './compute-report.js';
import { handToCi } from './hand-to-ci.js';
import { isHandedOn, targetsOf } from './out-targets.js';
import type { PrintOptions } from './print-options.js';
import { refuseOver, refuseTogether } from './refuse-print.js';
import { renderTargets, shownIn, unnamed } from './render-targets.js';

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
export function talk({ ledger, warnings, gates, outside, attribution, hidden = [] }: Report, lang: Lang): string {
  const lines = ledger.map(({ file, lines, used, rejected }) =>
    lang === 'en'
      ? `${safe(file)}: ${used} of ${lines} lines used, ${rejected} rejected`
      : `${safe(file)}: строк ${lines}, использовано ${used}, не прочитано ${rejected}`,
  );
  const beyond = outside ? [outsideWords(outside)[lang]] : [];
  const given = (attribution?.said ?? []).map((line) => line[lang]);
  return `${[...lines, ...given, ...beyond, ...hidden.map((line) => line[lang]), ...warnings.map(({ message }) => `! ${message[lang].replaceAll('\n', '\\n')}`), ...gateTalk(gates, lang)].join('\n')}\n`;
}
