import { existsSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, parse, resolve } from 'node:path';
import { type Text, text, UserError } from '../error.js';
import { toldByName } from '../intake/open/export-names.js';
import { meant, thereAre } from '../model/meant.js';
import { nearest } from '../model/nearest.js';
import { shellWord } from '../model/shell-word.js';

/**
 * The error for a path that leads nowhere, with the one that was probably meant. `all`: the paths as they were given.
 */
export async function notThere(path: string, all: readonly string[], cwd: string): Promise<UserError> {
  const found = asOption(path) ?? otherwiseWritten(path, all, cwd) ?? (await nearby(path, cwd));
  const hint = found === undefined ? await whatIs(await nearestFolder(path, cwd), cwd) : meant(shellWord(found));
  return new UserError(text('there is no such file or folder', 'такого файла или папки нет'), {
    file: path,
    ...(hint && { hint }),
  });
}

/** An option whose dashes an editor has joined into one: `–from`, `—from`. Undefined: it is none. */
const asOption = (word: string): string | undefined =>
  /^[\u2010-\u2015\u2212]+[a-z-]+$/u.test(word) ? word.replace(/^[\u2010-\u2015\u2212]+/u, '--') : undefined;

/** The error for a pattern that nothing fits, with what there is. */
export async function noMatch(pattern: string, cwd: string): Promise<UserError> {
  const hint = await whatIs(await nearestFolder(pattern, cwd), cwd);
  return new UserError(text('no file matches', 'ни один файл не подходит'), { file: pattern, ...(hint && { hint }) });
}

/**
 * Checks the files that keys of the configuration name, before anything else is read.
 *
 * @throws {UserError} With the key, for a file that is not there or is no plain file.
 */
export async function requireNamed(named: readonly NamedFile[]): Promise<void> {
  for (const { key, written, home } of named) {
    const path = resolve(home, written);
    if (existsSync(path)) {
      // Looked at before it is opened: a pipe would wait for its writer forever.
      if (statSync(path).isFile()) continue;
      throw new UserError(
        text(
          `is no plain file: \`${key}\` in funnel.yaml names it`,
          `не обычный файл: его называет \`${key}\` в funnel.yaml`,
        ),
        { file: written, hint: text('name a CSV or an xlsx file', 'укажите файл CSV или xlsx') },
      );
    }
    const near = await nearby(written, home);
    throw new UserError(
      text(
        `there is no such file: \`${key}\` in funnel.yaml names it`,
        `такого файла нет: его называет \`${key}\` в funnel.yaml`,
      ),
      {
        file: written,
        hint:
          near === undefined
            ? text(
                'a path is meant from the folder of funnel.yaml on',
                'путь считается от папки, где лежит funnel.yaml',
              )
            : meant(near),
      },
    );
  }
}

interface NamedFile {
  key: string;
  written: string;
  /** The configuration's folder. */
  home: string;
}

/** The error when no path was given: says where exports are, or gives an example. */
export async function noneGiven(cwd: string): Promise<UserError> {
  const { files, folders } = await around(cwd);
  const folder = files.length > 0 ? '.' : await firstWithExports(folders, cwd);
  return new UserError(text('no exports were given', 'не указаны выгрузки'), {
    hint: folder
      ? meant(`funnel report ${shellWord(folder)}`)
      : text(
          'put the exports into a folder and give it: funnel report exports/',
          'сложите выгрузки в папку и укажите её: funnel report выгрузки/',
        ),
  });
}

/**
 * The same path as another system or shell writes it: `.\crm.csv`, `~/crm.csv`, or one name that was split into two
 * words. Undefined: no such path leads anywhere.
 */
function otherwiseWritten(path: string, all: readonly string[], cwd: string): string | undefined {
  const after = all.slice(all.indexOf(path) + 1);
  const joined = after.map((_, at) => [path, ...after.slice(0, at + 1)].join(' '));
  const forms = [
    path.replaceAll('\\', '/'),
    path.replace(/^~(?=$|[\\/])/, homedir()),
    path.replace(/^["'«“](.*)["'»”]$/u, '$1'),
    path.replace(/[,;]$/, ''),
    ...joined,
  ];
  return forms.find((form) => form !== path && form !== '' && existsSync(resolve(cwd, form)));
}

/**
 * A path with nearly the same names; else a file of that name in a folder here; else the current folder itself, if it
 * has the name.
 */
async function nearby(path: string, cwd: string): Promise<string | undefined> {
  // `C:\` or a server's share is no name that could be mistyped.
  const { root } = parse(path);
  const parts = path
    .slice(root.length)
    .split(/[\\/]/)
    .filter((part) => part !== '');
  let at = root || (/^[\\/]/.test(path) ? '/' : '');
  for (const part of parts) {
    const next = join(at, part);
    const near = existsSync(resolve(cwd, next)) ? part : nearest(part, await readdir(resolve(cwd, at)).catch(() => []));
    if (near === undefined) break;
    at = join(at, near);
    if (part === parts.at(-1)) return at;
  }
  const name = basename(path);
  const { folders } = await around(cwd);
  return (
    folders.map((folder) => join(folder, name)).find((one) => existsSync(resolve(cwd, one))) ??
    (basename(resolve(cwd)) === name ? '.' : undefined)
  );
}

/** The last folder on the way that exists. */
async function nearestFolder(path: string, cwd: string): Promise<string> {
  let at = dirname(path);
  while (!existsSync(resolve(cwd, at)) && at !== dirname(at)) at = dirname(at);
  return at;
}

/** The number of names that a person reads. */
const MOST = 8;

/** Names the exports and folders in a folder, which could be given. */
async function whatIs(folder: string, cwd: string): Promise<Text | undefined> {
  const { files, folders } = await around(resolve(cwd, folder));
  const all = [...folders.map((name) => `${name}/`), ...files].map((name) => shellWord(join(folder, name)));
  return all.length === 0 ? undefined : thereAre(all, MOST);
}

async function around(folder: string): Promise<{ files: string[]; folders: string[] }> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = (kept: typeof entries) => kept.map(({ name }) => name).sort();
  return {
    files: names(entries.filter((entry) => !entry.isDirectory() && toldByName(entry.name) === 'export')),
    folders: names(entries.filter((entry) => entry.isDirectory() && !/^\.|^node_modules$/.test(entry.name))),
  };
}

async function firstWithExports(folders: readonly string[], cwd: string): Promise<string | undefined> {
  for (const folder of folders) if ((await around(join(cwd, folder))).files.length > 0) return folder;
  return undefined;
}
