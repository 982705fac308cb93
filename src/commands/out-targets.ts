import { resolve } from 'node:path';
import { text, UserError } from '../error.js';
import { type Format, HANDED_ON } from '../model/dialect.js';
import type { Lang } from '../model/text.js';
import { isFolder, STDOUT } from '../session/output.js';
import { formatFor, formatOfName } from './out-format.js';

/** Where a report goes, and how it is written there. */
export interface Target {
  readonly format: Format;
  /** Undefined: stdout. */
  readonly path: string | undefined;
  /** One file per report, or one of a name of ours. */
  readonly isFolder: boolean;
}

/**
 * One target for each `--out`, in order; stdout without any. With several, `--format` applies to those whose name tells
 * no format.
 *
 * @throws {UserError} Where a name and `--format` disagree, or two targets are the same place.
 */
export async function targetsOf(
  { out, format, excel }: { out: readonly string[]; format: Format | undefined; excel: Lang | 'own' | false },
  cwd: string,
): Promise<Target[]> {
  const places = out.length === 0 ? [undefined] : out.map((one) => (STDOUT.has(one) ? undefined : one));
  const targets: Target[] = [];
  for (const place of places) {
    targets.push({
      format: (places.length > 1 ? formatOfName(place) : undefined) ?? formatFor(format, excel, place),
      path: place === undefined ? undefined : resolve(cwd, place),
      isFolder: place !== undefined && (await isFolder(place, cwd)),
    });
  }
  const twice = targets.find(({ path }, at) => targets.findIndex((other) => other.path === path) !== at);
  if (twice)
    throw new UserError(text('two --out are one place', 'два --out ведут в одно место'), {
      ...(twice.path === undefined ? {} : { file: twice.path }),
      hint: text('give each a name of its own', 'дайте каждому своё имя'),
    });
  return targets;
}

/** Others read it: they need not know who works here. */
export const isHandedOn = ({ path, format }: Target): boolean => path !== undefined || HANDED_ON.has(format);
