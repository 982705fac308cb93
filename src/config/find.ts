import { readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { text, UserError } from '../error.js';
import { nearest } from '../model/nearest.js';
import { splitPattern } from './split-pattern.js';

export const NAMES = ['funnel.yaml', 'funnel.yml'];

/**
 * Finds the configuration: beside the exports, in the folder of the first path that has one; else in the current folder
 * or one above it. Null: there is none.
 */
export async function findConfig(paths: readonly string[], cwd: string): Promise<string | null> {
  const folders = new Set([resolve(cwd)]);
  for (const path of paths.filter((one) => one !== '-')) {
    const folder = await folderOf(path, cwd);
    const found = await configIn(folder);
    if (found) return found;
    folders.add(folder);
  }
  for (let folder = resolve(cwd), above = ''; folder !== above; above = folder, folder = dirname(folder)) {
    const found = await configIn(folder);
    if (found) return found;
  }
  for (const folder of folders) await refuseMisnamed(folder);
  return null;
}

/**
 * Refuses a file that is nearly called like a configuration, such as `funnel.yaml.txt` or `funel.yaml`: its author
 * wants it to count. Windows hides endings and adds its own.
 */
async function refuseMisnamed(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.flatMap((entry) => (entry.isFile() ? [entry.name] : []));
  const misnamed = names.find((name) => {
    const [plain] = /^.+?\.ya?ml(?=(?:\.txt|\.ya?ml)?$)/i.exec(name) ?? [];
    return plain !== undefined && nearest(plain, NAMES) !== undefined;
  });
  if (misnamed === undefined) return;
  throw new UserError(text('is not read under this name', 'под таким именем не читается'), {
    file: misnamed,
    hint: text(
      'rename it to funnel.yaml, or name it: --config; --no-config goes without',
      'переименуйте в funnel.yaml или укажите через --config; без настроек — --no-config',
    ),
  });
}

/**
 * The folder that a path lies in: a folder itself, the folder of a file, or for a glob the folders before its first
 * wildcard.
 */
export async function folderOf(path: string, cwd: string): Promise<string> {
  const full = resolve(cwd, path);
  const info = await infoOf(full);
  if (info) return info.isDirectory() ? full : dirname(full);
  const { base, rest } = splitPattern(path, cwd);
  return rest === '' ? dirname(full) : base;
}

async function configIn(folder: string): Promise<string | null> {
  const found: string[] = [];
  for (const name of NAMES) if ((await infoOf(join(folder, name)))?.isFile()) found.push(join(folder, name));
  if (found.length > 1)
    throw new UserError(text(`${NAMES.join(' and ')} are both there`, `${NAMES.join(' и ')} есть оба`), {
      file: folder,
      hint: text('keep one, or name it with --config', 'оставьте один или назовите его через --config'),
    });
  return found[0] ?? null;
}

/** What is at a path; null where there is nothing, or nothing that may be looked at. */
const infoOf = (path: string) => stat(path).catch(() => null);
