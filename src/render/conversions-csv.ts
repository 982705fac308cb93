import {
  type ConversionId,
  type ConversionTarget,
  GOOGLE_ZONE,
  headingsOf,
  type SentConversion,
  TEMPLATES,
} from '../model/conversion-templates.js';
import { words, write } from './csv-text.js';

// Programs read these files, and people open them: no cell may run as a formula in a spreadsheet.

const PLAIN = { excel: false, raw: false } as const;
/** A text as a cell of these files. */
export const inertCell = (text: string): string => words(text, PLAIN);

/** The file that a platform takes. `zone`: the time zone that Google is told. */
export function conversionsCsv(
  target: ConversionTarget,
  { id, rows }: { id: ConversionId; rows: readonly (readonly string[])[] },
  zone: string | undefined,
): string {
  const body = write([headingsOf(TEMPLATES[target], id), ...rows.map((row) => [...row])], PLAIN);
  return target === 'google' ? `${GOOGLE_ZONE}${zone}\n${body}` : body;
}

/** The list of what was sent, in that order, with cells as they are in the files that were sent. */
export const sentCsv = (head: readonly string[], sent: readonly SentConversion[]): string =>
  write(
    [[...head], ...sent.map(({ target, cells }) => [target, ...head.slice(1).map((_, at) => cells[at] ?? '')])],
    PLAIN,
  );
