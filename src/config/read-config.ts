import { existsSync, readdirSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Text, text, UserError } from '../error.js';
import { meant } from '../model/meant.js';
import { nearest } from '../model/nearest.js';
import { shellWord } from '../model/shell-word.js';
import { NAMES } from './find.js';
import { problemsOf } from './problems.js';
import { type Config, schema } from './schema.js';
import { parseYaml } from './yaml.js';

/** Bytes. A configuration is written by hand: a larger file is something else. */
const LARGEST = 2 ** 20;

/**
 * Reads and checks a configuration. `called`: its name in messages.
 *
 * @throws {UserError} Where it cannot be read, or anything in it is wrong.
 */
export async function readConfig(file: string, called = file): Promise<Config> {
  return parseConfig(decode(await readBytes(file, called), called), called);
}

/**
 * Parses and checks the text of a configuration. `file`: its name in messages.
 *
 * @throws {UserError} For an unknown key or a wrong value, with its line and what was meant or is expected.
 */
export function parseConfig(source: string, file: string): Config {
  const parsed = parseYaml(source.replace(/^\uFEFF/, ''), file);
  const result = schema.safeParse(parsed.value, { reportInput: true });
  if (!result.success) throw problemsOf(result.error.issues, parsed, file);
  const { gates } = result.data;
  return { ...result.data, gates: gates.map((gate, at) => ({ ...gate, line: parsed.lineOf(['gates', at], 'value') })) };
}

async function readBytes(path: string, file: string): Promise<Buffer> {
  const cannotRead = (error: NodeJS.ErrnoException) => {
    throw new UserError(
      error.code === 'ENOENT'
        ? text('there is no such configuration', 'такого файла настроек нет')
        : text(`cannot be read (${error.code})`, `не читается (${error.code})`),
      { file, ...(error.code === 'ENOENT' && { hint: besides(path, file) }) },
    );
  };
  // Looked at before it is opened: a pipe would wait for its writer forever.
  const info = await stat(path).catch(cannotRead);
  if (info.isDirectory()) throw aFolder(path, file);
  if (!info.isFile()) throw new UserError(text('is not a file', 'это не файл'), { file });
  if (info.size > LARGEST)
    throw new UserError(text('is larger than 1 MB: not a configuration', 'больше 1 МБ: это не настройки'), { file });
  return readFile(path).catch(cannotRead);
}

/**
 * The hint for a configuration that is not there: a file beside it with nearly the same name, else how to draft one.
 */
function besides(path: string, file: string): Text {
  const folder = dirname(path);
  const there = existsSync(folder) ? readdirSync(folder).filter((name) => /\.(?:ya?ml|json)$/i.test(name)) : [];
  const near = nearest(basename(path), there);
  return near === undefined
    ? text('funnel init exports/ writes one', 'его пишет funnel init выгрузки/')
    : meant(`--config ${shellWord(join(dirname(file), near))}`);
}

/** The error for a folder in place of a file: the configuration in it was probably meant. */
function aFolder(path: string, file: string): UserError {
  const own = NAMES.find((name) => existsSync(join(path, name)));
  return new UserError(text('is a folder, not a file', 'это папка, а не файл'), {
    file,
    ...(own !== undefined && { hint: meant(`--config ${shellWord(join(file, own))}`) }),
  });
}

function decode(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UserError(text('is not UTF-8', 'это не UTF-8'), {
      file,
      hint: text('save it as UTF-8', 'сохраните его в UTF-8'),
    });
  }
}
