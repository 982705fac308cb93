import { appendFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { EXIT, text, UserError } from '../error.js';
import type { Io } from '../io.js';
import { annotation } from '../model/annotation.js';
import type { Report } from '../model/report.js';
import type { Lang } from '../model/text.js';
import { annotationsOf } from '../render/annotations.js';
import { junit } from '../render/junit.js';
import { writeFiles } from '../session/output.js';

/** What a server that runs jobs wants to be told. */
interface CiOptions {
  readonly ci: boolean;
  /** A file for gates as tests. */
  readonly junit: string | undefined;
}

/** @throws {UserError} Where people should be shown in a place that everybody reads. */
export function refusePersonal({ personal }: { personal?: boolean | undefined }, option: string): void {
  if (!personal) return;
  throw new UserError(
    text(
      `--personal shows people, and ${option} hands on: one of the two`,
      `--personal показывает людей, а ${option} передаёт дальше: что-то одно`,
    ),
    { hint: text('leave out --personal', 'уберите --personal') },
  );
}

/** Writes annotations to stderr, adds the summary to those of earlier steps, and writes gates as tests into a file. */
export async function handToCi(
  { gates, warnings, isBehind = false }: Pick<Report, 'gates' | 'warnings' | 'isBehind'>,
  { ci, junit: file }: CiOptions,
  summary: () => string,
  lang: Lang,
  io: Io,
): Promise<void> {
  if (file !== undefined) {
    const target = resolve(io.cwd, file);
    await writeFiles(new Map([[target, junit(gates, lang)]]));
  }
  if (!ci) return;
  for (const one of annotationsOf(gates, warnings, lang, isBehind)) io.err(annotation(one));
  const page = io.env.GITHUB_STEP_SUMMARY;
  if (page) await appendFile(page, summary()).catch((error: NodeJS.ErrnoException) => refuse(page, error));
}

function refuse(file: string, { code }: NodeJS.ErrnoException): never {
  throw new UserError(text(`could not be written (${code})`, `не удалось записать (${code})`), {
    file,
    exit: EXIT.output,
  });
}
