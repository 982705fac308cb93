import { StringDecoder } from 'node:string_decoder';
import { Parser } from 'htmlparser2';
import { damaged } from '../unpack.js';
import type { Zip } from '../zip.js';

export interface Tags {
  /** A tag begins. Its name comes without a prefix, its attributes by name. */
  open(tag: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(tag: string): void;
}

/** Reads one part of a workbook tag by tag, without holding it. */
export async function readXml(zip: Zip, part: string, file: string, tags: Tags): Promise<void> {
  const bare = (tag: string) => tag.slice(tag.indexOf(':') + 1);
  let isOver = false;
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        tags.open(bare(tag), attributes);
      },
      ontext: (text) => tags.text?.(text),
      onclosetag(tag) {
        // A tag that is closed for want of more: the part was cut off.
        if (isOver) throw damaged('xlsx', file);
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
