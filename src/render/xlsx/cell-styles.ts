import type { Style } from '../styles.js';
import { DECLARED, MAIN, xmlWords } from './xml-words.js';

/** How a cell looks. */
export interface Look {
  /**
   * A number format of Excel: `#,##0.00`. Whether thousands are separated by a blank or a comma depends on the language
   * of the reader's Excel.
   */
  readonly format?: string;
  readonly isStrong?: boolean;
  readonly isHeading?: boolean;
  readonly isWrapped?: boolean;
  readonly isCentred?: boolean;
  /** With a line above, where another kind of rows begins. */
  readonly isBelow?: boolean;
}

/** The looks of a workbook. Each is known by its position in the order of first use. */
export class CellStyles {
  private readonly known = new Map<string, { readonly look: Required<Look>; readonly at: number }>();

  constructor() {
    this.of({});
  }

  of({
    format = '',
    isStrong = false,
    isHeading = false,
    isWrapped = false,
    isCentred = false,
    isBelow = false,
  }: Look): number {
    const look = { format, isStrong, isHeading, isWrapped, isCentred, isBelow };
    const key = JSON.stringify(look);
    const known = this.known.get(key) ?? { look, at: this.known.size };
    this.known.set(key, known);
    return known.at;
  }

  /** The content of `xl/styles.xml`. */
  written(): string {
    const looks = [...this.known.values()].map(({ look }) => look);
    const formats = [...new Set(looks.flatMap(({ format }) => format || []))];
    const named = formats.map((code, at) => `<numFmt numFmtId="${FIRST_OWN + at}" formatCode="${xmlWords(code)}"/>`);
    return `${DECLARED}<styleSheet xmlns="${MAIN}">${list('numFmts', named)}${list('fonts', FONTS)}${list('fills', FILLS)}${list(
      'borders',
      BORDERS,
    )}<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>${list(
      'cellXfs',
      looks.map((look) => formatOf(look, formats)),
    )}<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>${list(
      'dxfs',
      COLOURED.map((style) => COLOURS[style]),
    )}</styleSheet>`;
  }
}

/** The position of a verdict's colour in the list of the workbook; null: it has none. */
export const colourOf = (style: Style): number | null => {
  const at = COLOURED.indexOf(style as Coloured);
  return at === -1 ? null : at;
};

const COLOURED = ['good', 'bad', 'doubt'] as const;
type Coloured = (typeof COLOURED)[number];
/** The colours that Excel itself uses for good, bad and neutral. */
const colour = (font: string, fill: string): string =>
  `<dxf><font><b/><color rgb="FF${font}"/></font><fill><patternFill patternType="solid"><fgColor rgb="FF${fill}"/><bgColor rgb="FF${fill}"/></patternFill></fill></dxf>`;
const COLOURS: Record<Coloured, string> = {
  good: colour('006100', 'C6EFCE'),
  bad: colour('9C0006', 'FFC7CE'),
  doubt: colour('7F6000', 'FFEB9C'),
};

/** Lower numbers belong to Excel. Source: ECMA-376 part 1, 18.8.30. */
const FIRST_OWN = 164;
const FONT = '<sz val="11"/><name val="Calibri"/><family val="2"/>';
const FONTS = [`<font>${FONT}</font>`, `<font><b/>${FONT}</font>`];
/** The first two are required by Excel. */
const FILLS = [
  '<fill><patternFill patternType="none"/></fill>',
  '<fill><patternFill patternType="gray125"/></fill>',
  '<fill><patternFill patternType="solid"><fgColor rgb="FFE7ECF3"/><bgColor indexed="64"/></patternFill></fill>',
];
const border = (sides: string): string => `<border><left/><right/>${sides}<diagonal/></border>`;
const BORDERS = [
  border('<top/><bottom/>'),
  border('<top/><bottom style="thin"><color rgb="FF7F7F7F"/></bottom>'),
  border('<top style="thin"><color rgb="FF7F7F7F"/></top><bottom/>'),
];

const list = (name: string, items: readonly string[]): string =>
  items.length === 0 ? '' : `<${name} count="${items.length}">${items.join('')}</${name}>`;

/** Text is marked as text, so that a cell which begins with `=` does not become a formula when a person edits it. */
function formatOf(
  { format, isStrong, isHeading, isWrapped, isCentred, isBelow }: Required<Look>,
  formats: readonly string[],
): string {
  const id = format ? FIRST_OWN + formats.indexOf(format) : 0;
  const [font, fill] = [isStrong || isHeading ? 1 : 0, isHeading ? 2 : 0];
  const edge = isHeading ? 1 : isBelow ? 2 : 0;
  const alignment = isWrapped
    ? `<alignment${isCentred ? ' horizontal="center"' : ''} vertical="top" wrapText="1"/>`
    : '';
  const marks = `${format ? ' applyNumberFormat="1"' : ' quotePrefix="1"'} applyFont="1" applyFill="1" applyBorder="1"`;
  const own = `<xf numFmtId="${id}" fontId="${font}" fillId="${fill}" borderId="${edge}" xfId="0"${marks}`;
  return alignment === '' ? `${own}/>` : `${own} applyAlignment="1">${alignment}</xf>`;
}
