import type { Paint, Style } from './styles.js';
import { displayWidth, wrap } from './width.js';

/** A paragraph, wrapped and painted. Lines after the first are aligned with its first word. */
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
/** The mark before something that a person must look at. */
export const ALERT: Mark = { text: ' ! ', style: 'doubt' };
/** The mark before something that belongs to the line above. */
export const BELOW: Mark = { text: '   ', style: 'plain' };

/**
 * In less width nothing can be laid out. A terminal that says no width at all (a pipe) must not make the program fail.
 */
const MIN_WIDTH = 40;
/** Sentences and rules are not longer than this, however wide the terminal is: long lines are hard to read. */
export const COMFORTABLE_WIDTH = 100;

export const usableWidth = (width: number): number => Math.max(MIN_WIDTH, Math.floor(width) || 0);

export const rule = (width: number, paint: Paint): string => paint('quiet', '─'.repeat(width));
