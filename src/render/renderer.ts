import type { Report } from '../model/report.js';
import type { Sheet } from '../model/sheet.js';
import type { Lang } from '../model/text.js';

/** A way to write a report down. Pure: the same report gives the same bytes. What is returned ends with a newline. */
export interface Renderer {
  readonly name: string;
  render(report: Report, options: RenderOptions): string;
  /** One sheet alone, without head and foot. */
  renderSheet(sheet: Sheet, options: RenderOptions): string;
}

export interface RenderOptions {
  /** The language of tables and messages; machine names and values never change with it. */
  readonly lang: Lang;
  /** Columns of the terminal; no line of a table is longer. Below 40 it counts as 40. */
  readonly width: number;
  readonly color: boolean;
  /** CSV as spreadsheets of this language open it: a byte order mark, `;` and a decimal comma in Russian, CRLF. */
  readonly excel: Lang | false;
  /** CSV text exactly as it is, formulas and control characters included. */
  readonly raw: boolean;
}

/** How one number that is explained is written down. */
export interface ExplanationOptions extends Pick<RenderOptions, 'lang' | 'width' | 'color'> {
  /** The rows behind each part are written down. */
  readonly listed: boolean;
}
