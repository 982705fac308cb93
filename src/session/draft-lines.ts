import { type Text, text } from '../model/text.js';

/** A line of a draft: the same in both languages, or with a comment in the reader's. */
export type Line = string | Text;

/** Puts a comment behind a text. */
export const join = (before: string, after: Text): Text => text(before + after.en, before + after.ru);

/** Aligns the comments of these lines, as far as the lines have a usual length. */
export function aligned(lines: readonly (readonly [line: string, comment: Text])[]): Line[] {
  const width = Math.min(
    MOST,
    lines.reduce((most, [line]) => Math.max(most, line.length), 0),
  );
  return lines.map(([line, comment]) => (comment.en === '' ? line : join(`${line.padEnd(width)}  # `, comment)));
}

const MOST = 48;
