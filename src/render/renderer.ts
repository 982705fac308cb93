import type { Report } from '../model/report.js';
import type { Sheet } from '../model/sheet.js';
import type { Lang } from '../model/text.js';

/**
 * A way to write a report. It is pure: the same report gives the same bytes. The text that it returns ends with a
 * newline.
 */
export interface Renderer {
  readonly name: string;
  render(report: Report, options: RenderOptions): string;
  /** A single sheet, without head and foot. */
  renderSheet(sheet: Sheet, options: RenderOptions): string;
}

export interface RenderOptions {
  /** The language of tables and messages; machine names and values never change with it. */
  readonly lang: Lang;
  /** Columns of the terminal; no line of a table is longer. Below 40 it counts as 40. */
  readonly width: number;
  readonly color: boolean;
  /**
   * CSV that spreadsheets of this language open correctly: with a byte order mark and CRLF, in Russian also with `;`
   * and a decimal comma.
   */
  readonly excel: Lang | false;
  /** CSV text is left exactly as it is, formulas and control characters included. */
  readonly raw: boolean;
}

/** How the explanation of a number is written. */
export interface ExplanationOptions extends Pick<RenderOptions, 'lang' | 'width' | 'color'> {
  /** The rows behind each part are listed as well. */
  readonly listed: boolean;
}
