import { resolve } from 'node:path';
import { UserError } from '../error.js';
import type { Io } from '../io.js';
import { type Format, HANDED_ON } from '../model/dialect.js';
import { meant } from '../model/meant.js';
import { text } from '../model/text.js';
import { FINDINGS_SECTION } from '../reports/all-reports.js';
import { findInputs } from '../session/inputs.js';
import { refuseInputs, refuseOddTargets } from '../session/output.js';
import type { ReportOptions } from './compute-report.js';
import { refusePersonal } from './hand-to-ci.js';
import type { Target } from './out-targets.js';
import type { PrintOptions } from './print-options.js';

/**
 * @throws {UserError} For combinations that are not allowed: people or recordings in what is handed on, a workbook on a
 * screen, sentences as a table.
 */
export function refuseTogether(
  options: ReportOptions,
  { ci = false, append }: Pick<PrintOptions, 'ci' | 'append'>,
  targets: readonly Target[],
  io: Pick<Io, 'isTerminal'>,
): void {
  for (const { format, path } of targets) {
    if (HANDED_ON.has(format)) refusePersonal(options, `-f ${format}`);
    if (format === 'xlsx' && path === undefined && io.isTerminal) throw noTerminal();
    if (options.review?.recordings && HANDED_ON.has(format)) throw recordingsIn(format);
  }
  const isOfSentences = options.sections.length > 0 && options.sections.every((name) => name === FINDINGS_SECTION);
  if (isOfSentences && targets.some(({ format }) => format === 'csv')) throw sentencesInCsv();
  if (ci) refusePersonal(options, '--ci');
  if (append !== undefined) refusePersonal(options, '--append');
}

/** @throws {UserError} Where an input, or something that is not a plain file, would be overwritten. */
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
