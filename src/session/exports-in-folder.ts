import { type Dirent, promises } from 'node:fs';
import { join } from 'node:path';
import { packingOf } from '../intake/open/container-formats.js';
import { toldByName } from '../intake/open/export-names.js';
import { looksKnown, looksLikeTable } from '../intake/recognise/looks-known.js';
import { compareWords } from '../model/compare-words.js';

/**
 * The names of the exports in a folder. Most names tell. A file whose name does not (`deals`, `leads.csv.1`,
 * `export.php`, as browsers and servers name downloads) is opened: it may be an export if it has the headings of one, or
 * is a table at all, of which it is said then that nobody knows it.
 */
export async function exportsInFolder(folder: string): Promise<string[]> {
  const entries = await promises.readdir(folder, { withFileTypes: true });
  const names = entries.filter(isExport).map(({ name }) => name);
  for (const entry of entries)
    if (isUntold(entry) && (await holdsExport(join(folder, entry.name)))) names.push(entry.name);
  return names.sort(compareWords);
}

const isFile = (entry: Dirent): boolean => entry.isFile() || entry.isSymbolicLink();

/** Whether the entry of a folder is an export by its name. */
export const isExport = (entry: Dirent): boolean => isFile(entry) && toldByName(entry.name) === 'export';

const isUntold = (entry: Dirent): boolean => isFile(entry) && toldByName(entry.name) === 'open';

/** Bytes of a file that are enough to hold its header. */
const HEAD = 1 << 16;

async function holdsExport(path: string): Promise<boolean> {
  const info = await promises.stat(path).catch(() => null);
  // A pipe would wait for its writer forever.
  if (!info?.isFile()) return false;
  const file = await promises.open(path).catch(() => null);
  if (file === null) return false;
  try {
    const head = Buffer.alloc(HEAD);
    const { bytesRead } = await file.read(head, 0, HEAD, 0);
    const bytes = head.subarray(0, bytesRead);
    return packingOf(bytes) !== undefined || looksKnown(bytes, path, undefined, []) || looksLikeTable(bytes);
  } finally {
    await file.close();
  }
}
