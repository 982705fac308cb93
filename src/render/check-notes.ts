import type { LeftNote, ReadNote } from '../model/checked-files.js';
import { lookalikesInWords, perhapsWords } from '../model/perhaps-words.js';
import { shownHeadings } from '../model/shown-headings.js';
import { type Text, text } from '../model/text.js';

/**
 * Short parts of a sentence: which column is which, and which columns are not read although they look like something.
 */
export const readWords = ({ columns, unread }: ReadNote): Text[] => [
  ...[...columns].map(([field, heading]) => text(`${field} = «${heading}»`, `${field} = «${heading}»`)),
  ...(unread.length > 0
    ? [
        text(
          `not read, though it looks like it: ${lookalikesInWords(unread)}`,
          `не читается, хотя похоже: ${lookalikesInWords(unread)}`,
        ),
      ]
    : []),
];

/** What a file that was left out may be, or what it lacks. */
export const leftWords = (note: LeftNote): Text[] =>
  note.headings.length === 0
    ? [NO_EXPORT, note.reason]
    : [
        NO_EXPORT,
        text(`headings ${shownHeadings(note.headings)}`, `заголовки ${shownHeadings(note.headings)}`),
        ...perhapsWords(note),
      ];

const NO_EXPORT = text('no export that is known: left out', 'не известная выгрузка: не учтено');
