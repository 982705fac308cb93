import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const demo = fileURLToPath(new URL('../../fixtures/demo/', import.meta.url));
/** Exports of which every so many lines are taken; the others have few rows. */
const LONG = /^(?:amocrm|metrika)/;

/**
 * The demo with every eighth of its leads and visits: all its kinds of exports, months and statuses, for what hangs on those
 * and not on how many there are.
 */
export function shortDemo(): Record<string, Buffer> {
  return Object.fromEntries(
    readdirSync(demo).map((name) => {
      const bytes = readFileSync(join(demo, name));
      if (!LONG.test(name)) return [name, bytes];
      // One byte is one letter, whatever the encoding: nothing but line ends is looked for.
      const lines = bytes.toString('latin1').split('\n');
      return [name, Buffer.from(lines.filter((_, at) => at % 8 === 0 || at === lines.length - 1).join('\n'), 'latin1')];
    }),
  );
}
