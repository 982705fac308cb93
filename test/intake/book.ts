import { ZipFile } from 'yazl';

/**
 * A cell: its text, or a value as Excel writes it: `n` a number in a format, `f` a formula, `e` an error, `b` a
 * boolean.
 */
export type Cell =
  | string
  | { n: string; as?: string }
  | { f: string; n?: string }
  | { e: string }
  | { b: boolean }
  | { inline: string }
  | { runs: string[]; aloud?: string };

export interface Sheet {
  name: string;
  rows: readonly (readonly (Cell | null)[])[];
  state?: 'hidden' | 'veryHidden';
  /** Cells that are one: `A2:A3`. */
  merged?: readonly string[];
}

/** An archive of these files. */
export async function zip(files: Readonly<Record<string, string | Uint8Array>>): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [name, content] of Object.entries(files))
    archive.addBuffer(Buffer.from(content), name, { mtime: new Date(Date.UTC(2026, 0, 1)) });
  archive.end();
  const chunks: Buffer[] = [];
  for await (const chunk of archive.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const LINKS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const KIND = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** A workbook as Excel writes it: shared strings, numbers with styles, addresses on the cells. */
export async function book(sheets: readonly Sheet[], { since1904 = false } = {}): Promise<Buffer> {
  const strings = new Map<string, number>();
  const formats = new Map([['General', 0]]);
  const place = (list: Map<string, number>, word: string) => {
    if (!list.has(word)) list.set(word, list.size);
    return list.get(word);
  };
  const cell = (value: Cell, at: string): string => {
    if (typeof value === 'string')
      return `<c r="${at}" t="s"><v>${place(strings, `<t xml:space="preserve">${escaped(value)}</t>`)}</v></c>`;
    if ('runs' in value) {
      const runs = value.runs.map((run) => `<r><rPr><b/></rPr><t>${escaped(run)}</t></r>`).join('');
      const aloud = value.aloud ? `<rPh sb="0" eb="1"><t>${escaped(value.aloud)}</t></rPh>` : '';
      return `<c r="${at}" t="s"><v>${place(strings, runs + aloud)}</v></c>`;
    }
    if ('inline' in value) return `<c r="${at}" t="inlineStr"><is><t>${escaped(value.inline)}</t></is></c>`;
    if ('e' in value) return `<c r="${at}" t="e"><v>${value.e}</v></c>`;
    if ('b' in value) return `<c r="${at}" t="b"><v>${value.b ? 1 : 0}</v></c>`;
    if ('f' in value) return `<c r="${at}"><f>${escaped(value.f)}</f>${value.n ? `<v>${value.n}</v>` : ''}</c>`;
    return `<c r="${at}" s="${place(formats, value.as ?? 'General')}"><v>${value.n}</v></c>`;
  };
  const parts = sheets.map(({ rows, merged = [] }) => {
    const lines = rows.map((row, index) => {
      const cells = row.map((value, column) => (value === null ? '' : cell(value, `${letters(column)}${index + 1}`)));
      return row.length === 0 ? '' : `<row r="${index + 1}">${cells.join('')}</row>`;
    });
    return `${DECLARED}<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData>${
      merged.length > 0 ? `<mergeCells>${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>` : ''
    }</worksheet>`;
  });
  const list = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${escaped(name)}" sheetId="${index + 1}"${state ? ` state="${state}"` : ''} r:id="rId${index + 1}"/>`,
  );
  const link = (id: number, type: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${KIND}/${type}" Target="${target}"/>`;
  const links = [
    ...sheets.map((_, index) => link(index + 1, 'worksheet', `worksheets/sheet${index + 1}.xml`)),
    link(sheets.length + 1, 'sharedStrings', 'sharedStrings.xml'),
    link(sheets.length + 2, 'styles', 'styles.xml'),
  ];
  const custom = [...formats.keys()].map(
    (code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${escaped(code)}"/>`,
  );
  const styles = [...formats.values()].map((index) => `<xf numFmtId="${200 + index}"/>`);
  return zip({
    '[Content_Types].xml': `${DECLARED}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': `${DECLARED}<Relationships xmlns="${LINKS}">${link(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `${DECLARED}<workbook xmlns="${MAIN}" xmlns:r="${KIND}"><workbookPr${since1904 ? ' date1904="1"' : ''}/><sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${DECLARED}<Relationships xmlns="${LINKS}">${links.join('')}</Relationships>`,
    'xl/sharedStrings.xml': `${DECLARED}<sst xmlns="${MAIN}">${[...strings.keys()].map((string) => `<si>${string}</si>`).join('')}</sst>`,
    'xl/styles.xml': `${DECLARED}<styleSheet xmlns="${MAIN}"><numFmts>${custom.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${styles.join('')}</cellXfs></styleSheet>`,
    ...Object.fromEntries(parts.map((part, index) => [`xl/worksheets/sheet${index + 1}.xml`, part])),
  });
}

function letters(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? letters(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}
