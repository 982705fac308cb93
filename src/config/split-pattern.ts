import { existsSync } from 'node:fs';
import path, { type PlatformPath } from 'node:path';

/**
 * Splits a pattern of paths into the folder that it begins at and the rest that is a pattern. `rest` has forward
 * slashes, and is empty if nothing is a pattern: the parentheses of `C:\Анна (2)\*.csv` are not. Both kinds of slashes
 * work on every system, since a funnel.yaml moves from one to another. `system`: how the machine writes paths, for
 * tests.
 */
export function splitPattern(
  pattern: string,
  home: string,
  system: PlatformPath = path,
): { base: string; rest: string } {
  const plain = pattern.replaceAll('\\', '/');
  // A drive, a server's share, or the prefix of a long path on Windows: the `?` of `//?/C:/` is no wildcard.
  const { root } = system.parse(plain);
  const steps = plain.slice(root.length).split('/');
  let base = system.resolve(home, root);
  for (const [at, step] of steps.entries()) {
    const next = system.resolve(base, step);
    // A folder «[2026]» that exists is meant literally, as is a whole path that exists.
    if (/[*?]/.test(step) || (/[[{|]|[@+!]\(/.test(step) && !existsSync(next)))
      return { base, rest: steps.slice(at).join('/') };
    base = next;
  }
  return { base, rest: '' };
}
