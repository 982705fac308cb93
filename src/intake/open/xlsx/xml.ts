import { StringDecoder } from 'node:string_decoder';
import { damaged } from '../unpack.js';
import type { Zip } from '../zip.js';

interface Tags {
  /** A tag begins. Its name comes without a prefix, its attributes by name. */
  open(tag: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(tag: string): void;
}

/** Tags nested deeper than this are no workbook, and would slow the parser down one by one. */
const DEEPEST = 1000;

/** Reads one part of a workbook tag by tag, without holding it. */
export async function readXml(zip: Zip, part: string, file: string, tags: Tags): Promise<void> {
  const { Parser } = await import('htmlparser2');
  const bare = (tag: string) => tag.slice(tag.indexOf(':') + 1);
  let isOver = false;
  // A tag that closes itself (`<c/>`) has nothing between its two ends.
  let isBare = false;
  let depth = 0;
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        if (++depth > DEEPEST) throw damaged('xlsx', file);
        isBare = true;
        tags.open(bare(tag), attributes);
      },
      ontext(text) {
        isBare = false;
        tags.text?.(text);
      },
      onclosetag(tag, isImplied) {
        // A tag that the parser closed itself: the part was cut off, or a row stands within another one.
        if (isOver || (isImplied && !isBare)) throw damaged('xlsx', file);
        isBare = false;
        depth--;
        tags.close?.(bare(tag));
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  const decoder = new StringDecoder('utf8');
  for await (const piece of zip.pieces(part)) parser.write(decoder.write(piece));
  parser.write(decoder.end());
  isOver = true;
  parser.end();
}
