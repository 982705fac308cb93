import { stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { folderOf, NAMES } from '../config/find.js';
import { text, UserError } from '../error.js';
import { onDisk } from './on-disk.js';
import { isFolder } from './output.js';

/** The path to write the configuration to: where `funnel report` with the same paths would look first. */
export async function targetOf(
  paths: readonly string[],
  { out, force }: { out: string | undefined; force: boolean },
  cwd: string,
): Promise<string> {
  const folder = await folderOf(await onDisk(paths[0] ?? '.', cwd), cwd);
  const candidates =
    out === undefined
      ? NAMES.map((name) => join(folder, name))
      : [(await isFolder(out, cwd)) ? resolve(cwd, out, 'funnel.yaml') : resolve(cwd, out)];
  for (const path of candidates)
    if (await stat(path).catch(() => null)) {
      if (force) return path;
      throw new UserError(text('is already there', 'уже есть'), {
        file: shownFrom(cwd, path),
        hint: text(
          'name another file with --out, or write over it with --force',
          'укажите другой файл через --out или перезапишите этот с --force',
        ),
      });
    }
  return candidates[0] as string;
}

export const shownFrom = (cwd: string, path: string): string => {
  const near = relative(cwd, path);
  return near.startsWith('..') ? path : near;
};
