import { expect, it } from 'vitest';
import { lettersIn } from '../../src/intake/open/letters-in.js';
import { numberFrom } from '../given.js';
import { makeRandom } from '../oracle/random.js';

const first = numberFrom('FUNNEL_SEED', 1) * 1_000_000;

/** The same by patterns, a byte a letter. */
function counted(bytes: Buffer) {
  const text = bytes.toString('latin1');
  const found = (pattern: RegExp) => text.match(pattern) ?? [];
  const words = found(/[\xc0-\xff]{3,}/g);
  return {
    inRuns: found(/[\xa8\xb8\xc0-\xff]{2,}/g).join('').length,
    alone: found(
      /(?<![\xa8\xb8\xc0-\xff])(?:(?<=[a-z])[\xa8\xb8\xc0-\xff]|[\xa8\xb8\xc0-\xff](?=[a-z]))(?![\xa8\xb8\xc0-\xff])/gi,
    ).length,
    signs: found(/[\x80-\xa7\xa9-\xb7\xb9-\xbf]/g).length,
    words: words.length,
    inverted: words.filter((word) => /^.[\xc0-\xdf]+$/.test(word)).length,
    mixedCase: words.filter((word) => /^[\xe0-\xff][\xc0-\xdf]+$/.test(word)).length,
  };
}

it('letters above ASCII are counted by how they stand, in texts of any bytes and across the seams of what is looked at together', async () => {
  const random = makeRandom(first);
  const kinds: [number, number][] = [
    [0x20, 0x2c],
    [0x61, 0x7a],
    [0x80, 0xbf],
    [0xa8, 0xa8],
    [0xc0, 0xdf],
    [0xe0, 0xff],
  ];
  const textOf = (length: number) => Buffer.from(Array.from({ length }, () => random.int(...random.pick(kinds))));
  const seam = Buffer.concat([Buffer.alloc((1 << 20) - 3, 0x20), textOf(40)]);
  for (const bytes of [seam, Buffer.alloc(0), ...Array.from({ length: 300 }, () => textOf(random.int(1, 200)))])
    expect([bytes.toString('latin1'), await lettersIn(bytes)]).toEqual([bytes.toString('latin1'), counted(bytes)]);
});
