import { existsSync } from 'node:fs';
import path, { type PlatformPath } from 'node:path';

/**
 * The folder that a pattern of paths begins at, and what of it is a pattern: the parentheses of `C:\Анна (2)\*.csv` are none.
 * Both kinds of slashes part it, on every system: a funnel.yaml goes from one to another. `rest` has slashes, and is empty where
 * nothing is a pattern. `system`: how the paths of the machine are written, for tests.
 */
export function splitPattern(
  pattern: string,
  home: string,
  system: PlatformPath = path,
): { base: string; rest: string } {
  const plain = pattern.replaceAll('\\', '/');
  // A drive, a share of a server, or where Windows begins a long path: `//?/C:/` holds no question.
  const { root } = system.parse(plain);
  const steps = plain.slice(root.length).split('/');
  let base = system.resolve(home, root);
  for (const [at, step] of steps.entries()) {
    const next = system.resolve(base, step);
    // A folder «[2026]» that is there is meant, as a whole path is that is there.
    if (/[*?]/.test(step) || (/[[{|]|[@+!]\(/.test(step) && !existsSync(next)))
      return { base, rest: steps.slice(at).join('/') };
    base = next;
  }
  return { base, rest: '' };
}
