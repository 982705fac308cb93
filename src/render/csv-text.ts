import { csvLines } from '../model/csv-lines.js';
import type { RenderOptions } from './renderer.js';
import { withoutControls } from './safe.js';

export type CsvOptions = Pick<RenderOptions, 'excel' | 'raw'>;

/** A spreadsheet runs a text that begins like a formula, even after blanks. An apostrophe before it makes it text. */
const FORMULA = /^(?:[\t\r\n]|[\s\p{Cf}]*[=+\-@＝＋－＠])/u;

export const words = (text: string, { raw }: CsvOptions): string => {
  if (raw) return text;
  return withoutControls(FORMULA.test(text) ? `'${text}` : text);
};

export const decimalComma = ({ excel }: CsvOptions): boolean => excel === 'ru';

export const write = (rows: Iterable<readonly string[]>, options: CsvOptions): string =>
  (options.excel === false ? '' : '\ufeff') +
  csvLines(rows, decimalComma(options) ? ';' : ',', options.excel ? '\r\n' : '\n');
