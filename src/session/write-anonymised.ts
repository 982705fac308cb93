import { randomBytes, randomInt } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, readdir, rename, rmdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { EXIT, type Text, text, UserError } from '../error.js';
import type { Io } from '../io.js';
import type { Draw } from '../masks/masking.js';
import { anonymisedInWords } from './anonymised-in-words.js';
import { isNone, matchesAny } from './described-files.js';
import { fitsGlob } from './globs.js';
import type { Inputs } from './inputs.js';
import { anonymised } from './make-anonymised.js';
import { besideIt } from './output.js';
import { requireSameFigures } from './read-again.js';
import type { ReadOptions } from './read-options.js';

interface AnonymiseAsked {
  /** A folder that does not exist yet, or is empty. */
  readonly out: string;
  readonly keepMoney: boolean;
}

/** Amounts are multiplied by 2 to 9: with a larger factor one might be too long for the table it is read into. */
const FACTORS = [2, 10] as const;
/** Dates move back by 1 to 8 years: earlier than that, exports and time zones were different. */
const YEARS = [1, 9] as const;

/** Random choices, made anew for each run and kept by nobody. */
const drawn = (): Draw => ({ key: randomBytes(32), factor: randomInt(...FACTORS), years: randomInt(...YEARS) });

/**
 * Writes the copy for a stranger into a folder, whole or not at all, with a funnel.yaml that reads it. It reads the
 * copy again before it is released. Gives what there is to say.
 *
 * @throws {UserError} Where the folder is not empty, or a figure of the copy would differ.
 */
export async function writeAnonymised(
  options: ReadOptions,
  asked: AnonymiseAsked,
  io: Io,
  draw: Draw = drawn(),
): Promise<Text[]> {
  const { out, keepMoney } = asked;
  const target = resolve(io.cwd, out);
  await requireEmpty(target, out);
  return anonymised(options, io, keepMoney ? { ...draw, factor: 1 } : draw, async (copy) => {
    const { files, masked, masks } = copy;
    requireUnread([...files.keys()], target, out, copy.inputs, options, io);
    await write(target, out, files, (folder) => requireSameFigures(options, folder, masked, masks.factor, io));
    return anonymisedInWords({ ...copy, out, keepMoney });
  });
}

async function requireEmpty(target: string, shown: string): Promise<void> {
  const there = await stat(target).catch(() => null);
  if (there === null || (there.isDirectory() && (await readdir(target)).length === 0)) return;
  throw new UserError(
    there.isDirectory() ? text('this folder is not empty', 'эта папка не пуста') : text('is no folder', 'это не папка'),
    {
      file: shown,
      hint: text(
        'name a new one: nothing is written over what is there',
        'укажите новую: поверх того, что есть, ничего не пишется',
      ),
    },
  );
}

/**
 * Refuses a place where the next report over the same exports would count the copy with them.
 *
 * @throws {UserError} Where what was given, or an entry of funnel.yaml, would find a file of the copy.
 */
function requireUnread(
  names: readonly string[],
  target: string,
  shown: string,
  { config, configFile }: Inputs,
  { paths }: ReadOptions,
  { cwd }: Io,
): void {
  const home = configFile === null ? cwd : dirname(resolve(cwd, configFile));
  for (const file of names.map((name) => join(target, name)).filter((path) => !matchesAny(config.ignore, path, home))) {
    const entry = config.files.find(({ path }) => fitsGlob(file, path, home));
    const given = paths.find((path) => fitsGlob(file, path, cwd));
    const pattern = entry?.path ?? given;
    if (pattern === undefined || (entry && isNone([entry]))) continue;
    throw new UserError(
      text(
        `the next report would count the copy too: «${pattern}» finds it there`,
        `следующий отчёт посчитал бы и копию: её там находит «${pattern}»`,
      ),
      {
        file: shown,
        hint: text('name a folder outside of the exports', 'укажите папку вне папки с выгрузками'),
      },
    );
  }
}

/** Writes the folder beside its place, under a name that no export has, and moves it there in one step. */
async function write(
  target: string,
  shown: string,
  files: ReadonlyMap<string, Uint8Array>,
  check: (folder: string) => Promise<void>,
): Promise<void> {
  let made: string | undefined;
  const remove = () => made !== undefined && rmSync(made, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    await mkdir(dirname(target), { recursive: true });
    made = await besideIt(target);
    await mkdir(made);
    for (const [name, content] of files) await writeFile(join(made, name), content);
    await check(made);
    await rmdir(target).catch(() => {});
    await rename(made, target);
    made = undefined;
  } catch (error) {
    const { code, errno } = error as NodeJS.ErrnoException;
    // An error of the system has a number; an error of the check has its own words.
    if (errno === undefined) throw error;
    throw new UserError(text(`could not be written (${code})`, `не удалось записать (${code})`), {
      file: shown,
      exit: EXIT.output,
      hint: text(
        'check the folder and the free space; nothing was written',
        'проверьте папку и свободное место; ничего не записано',
      ),
    });
  } finally {
    process.off('exit', remove);
    remove();
  }
}
