import { type Text, text } from '../model/text.js';

/** A line of a draft: the same in every language, or its comment is in that of the reader. */
export type Line = string | Text;

/** What stands before a comment, and the comment. */
export const join = (before: string, after: Text): Text => text(before + after.en, before + after.ru);

/** Their comments stand under each other, as far as the lines are of a usual length. */
export function aligned(lines: readonly (readonly [line: string, comment: Text])[]): Line[] {
  const width = Math.min(
    MOST,
    lines.reduce((most, [line]) => Math.max(most, line.length), 0),
  );
  return lines.map(([line, comment]) => (comment.en === '' ? line : join(`${line.padEnd(width)}  # `, comment)));
}

const MOST = 48;
