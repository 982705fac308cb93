import { dirname, relative, resolve } from 'node:path';
import type { Config, Lookup as Named } from '../config/schema.js';
import { text, UserError } from '../error.js';
import { open } from '../intake/open/opened.js';
import { findShape } from '../intake/shape/file-shape.js';
import { recordsOf } from '../intake/shape/record-cells.js';
import type { Lookup } from '../intake/type/look-up.js';
import { BLANKS, fold, mask } from '../model/fold.js';
import { nearest } from '../model/nearest.js';
import { shownHeadings } from '../model/shown-headings.js';

/**
 * Reads the files that `lookups` names. `configFile`: the configuration's path as messages show it, relative to `cwd`.
 *
 * @throws {UserError} Where one cannot be read, or a word in it has two meanings.
 */
export async function lookupsOf({ lookups }: Config, configFile: string | null, cwd: string): Promise<Lookup[]> {
  const home = dirname(resolve(cwd, configFile ?? 'funnel.yaml'));
  const read: Lookup[] = [];
  for (const [of, lookup] of lookups) {
    const path = resolve(home, lookup.file);
    read.push(await readLookup(of, lookup, path, relative(cwd, path)));
  }
  return read;
}

const ENDS = new RegExp(`^[${BLANKS}]+|[${BLANKS}]+$`, 'gu');

/**
 * Reads one look-up.
 *
 * @throws {UserError} For a word with two meanings.
 */
async function readLookup(of: string, { key, value }: Named, path: string, file: string): Promise<Lookup> {
  const [table] = await open(path, file);
  if (!table) throw new UserError(text('the file is empty', 'файл пуст'), { file });
  const wanted = new Set([fold(key), fold(value)]);
  const shape = findShape(table.bytes, (heading) => wanted.has(heading), undefined, table.table !== undefined);
  const headings = shape?.headings ?? [];
  const [from, to] = [key, value].map((heading) => placeOf(heading, headings, of, file)) as [number, number];
  const words = new Map<string, string>();
  for (const cells of recordsOf(table.bytes, shape?.rowsStart ?? 0, shape?.delimiter ?? ',')) {
    const [word, meaning] = [fold(cells[from] ?? ''), (cells[to] ?? '').replace(ENDS, '')];
    if (word === '' || meaning === '') continue;
    const before = words.get(word);
    if (before !== undefined && before !== meaning)
      throw new UserError(
        text(
          `«${mask(word)}» stands twice under «${key}»: for «${mask(before)}» and for «${mask(meaning)}»`,
          `«${mask(word)}» встречается в «${key}» дважды: «${mask(before)}» и «${mask(meaning)}»`,
        ),
        { file, hint: text('leave one of the two rows', 'оставьте одну из двух строк') },
      );
    words.set(word, meaning);
  }
  return { of, file, words };
}

function placeOf(heading: string, headings: readonly string[], of: string, file: string): number {
  const at = headings.map(fold).indexOf(fold(heading));
  if (at >= 0) return at;
  const near = nearest(heading, headings);
  throw new UserError(text(`has no column «${heading}» (lookups.${of})`, `нет столбца «${heading}» (lookups.${of})`), {
    file,
    hint: near
      ? text(`did you mean «${near}»?`, `возможно, «${near}»?`)
      : text(`its headings: ${shownHeadings(headings)}`, `заголовки файла: ${shownHeadings(headings)}`),
  });
}
