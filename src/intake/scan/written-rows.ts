import { createReadStream } from 'node:fs';
import { giveWay, TURN } from '../../model/give-way.js';
import type { Loaded } from './loaded.js';

const [LF, CR, QUOTE] = [0x0a, 0x0d, 0x22];

/** The clean rows of a file as they are written, in order; only those asked for are decoded. */
export async function* writtenRows(
  { clean }: Pick<Loaded, 'clean'>,
  wanted: (record: number) => boolean,
): AsyncGenerator<[record: number, written: string]> {
  let record = -clean.skip;
  let isQuoted = false;
  let parts: Buffer[] = [];
  const end = (last: Buffer): [number, string] | undefined => {
    const own = record++;
    const isAsked = own >= 0 && wanted(own);
    const bytes = isAsked ? Buffer.concat([...parts, last]) : undefined;
    parts = [];
    return bytes && [own, bytes.toString('utf8', 0, bytes.at(-1) === CR ? bytes.length - 1 : bytes.length)];
  };
  let since = 0;
  for await (const chunk of createReadStream(clean.path) as AsyncIterable<Buffer>) {
    since += chunk.length;
    if (since >= TURN) {
      since = 0;
      await giveWay();
    }
    let start = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at];
      if (byte === QUOTE) isQuoted = !isQuoted;
      else if (byte === LF && !isQuoted) {
        const found = end(chunk.subarray(start, at));
        if (found) yield found;
        start = at + 1;
      }
    }
    if (start < chunk.length) parts.push(Buffer.from(chunk.subarray(start)));
  }
  const found = parts.length > 0 ? end(Buffer.alloc(0)) : undefined;
  if (found) yield found;
}
