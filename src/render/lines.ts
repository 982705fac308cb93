import type { Paint, Style } from './styles.js';
import { displayWidth, wrap } from './width.js';

/** A paragraph, wrapped and painted; the lines after the first stand under its first word. */
export function paragraph(
  words: string,
  width: number,
  paint: Paint,
  style: Style = 'plain',
  mark: Mark = NO_MARK,
): string[] {
  const indent = displayWidth(mark.text);
  return wrap(words, width - indent).map((line, at) => {
    const before = at === 0 ? paint(mark.style, mark.text) : ' '.repeat(indent);
    return before + paint(style, line);
  });
}

export interface Mark {
  readonly text: string;
  readonly style: Style;
}

const NO_MARK: Mark = { text: '', style: 'plain' };
/** Before what a person must look at. */
export const ALERT: Mark = { text: ' ! ', style: 'doubt' };
/** Before what belongs to the line above. */
export const BELOW: Mark = { text: '   ', style: 'plain' };

/** Narrower than this nothing can be laid out; a terminal of no width at all (a pipe) is no reason to fail. */
const MIN_WIDTH = 40;
/** Sentences and rules are no longer than this, however wide the terminal: long lines are hard to read. */
export const COMFORTABLE_WIDTH = 100;

export const usableWidth = (width: number): number => Math.max(MIN_WIDTH, Math.floor(width) || 0);

export const rule = (width: number, paint: Paint): string => paint('quiet', '─'.repeat(width));
