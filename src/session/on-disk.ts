import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * A path as the disk spells it. People type й as one character; macOS, and archives packed there, may have it as и and
 * a breve, which other systems take for another name. A path that does not exist stays as it is.
 */
export async function onDisk(path: string, home: string): Promise<string> {
  if (!/\P{ASCII}/u.test(path) || existsSync(resolve(home, path))) return path;
  const [folder, name] = [dirname(path), basename(path)];
  const above = await onDisk(folder, home);
  const names = await readdir(resolve(home, above)).catch(() => []);
  const own = names.find((one) => one.normalize('NFC') === name.normalize('NFC'));
  return own === undefined && above === folder ? path : join(above, own ?? name);
}
