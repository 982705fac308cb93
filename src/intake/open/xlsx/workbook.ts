import { posix } from 'node:path';
import { type Text, text } from '../../../error.js';
import { DOWNLOAD, notAnExport } from '../container-formats.js';
import { damaged, MOST_UNPACKED, tooLarge } from '../unpack.js';
import type { Zip } from '../zip.js';
import { type Format, readFormats } from './number-formats.js';
import { unescaped } from './sheet-cells.js';
import { readXml } from './xml.js';

export interface Workbook {
  /** The sheets that a person sees, in their order. */
  sheets: { name: string; part: string }[];
  /** Texts that cells name by their number, and what each style shows. */
  strings: string[];
  styles: Format[];
  since1904: boolean;
}

const CONTENTS = '[Content_Types].xml';

const FROM_NUMBERS = text(
  'in Numbers: File → Export To → CSV, and give that file',
  'в Numbers: Файл → Экспортировать в → CSV, и укажите этот файл',
);

/** What other office programs make, by a part of theirs. */
const OTHERS: readonly { part: string; what: Text; hint?: Text }[] = [
  { part: 'xl/workbook.bin', what: text('a binary Excel file (xlsb)', 'двоичный файл Excel (xlsb)') },
  { part: 'word/document.xml', what: text('a Word document', 'документ Word'), hint: DOWNLOAD },
  { part: 'ppt/presentation.xml', what: text('a presentation', 'презентация'), hint: DOWNLOAD },
  { part: 'Index/Document.iwa', what: text('a Numbers file', 'файл Numbers'), hint: FROM_NUMBERS },
  { part: 'Index.zip', what: text('a Numbers file', 'файл Numbers'), hint: FROM_NUMBERS },
  { part: 'content.xml', what: text('an OpenDocument file (ods)', 'файл OpenDocument (ods)') },
];

/** Whether a zip is a workbook; another kind of office file is refused by name. */
export function isWorkbook(zip: Zip, file: string): boolean {
  const other = OTHERS.find(({ part }) => zip.names.includes(part));
  if (other) throw notAnExport(other.what, file, other.hint);
  return zip.names.includes(CONTENTS) && zip.names.includes('_rels/.rels');
}

/** Reads what a workbook says of its sheets, and what all of them share. */
export async function readWorkbook(zip: Zip, file: string): Promise<Workbook> {
  const root = [...(await readLinks(zip, '_rels/.rels', file)).values()].find(({ type }) => type === 'officeDocument');
  if (!root) throw damaged('xlsx', file);
  const links = await readLinks(
    zip,
    posix.join(posix.dirname(root.part), '_rels', `${posix.basename(root.part)}.rels`),
    file,
  );
  const sheets: Workbook['sheets'] = [];
  let since1904 = false;
  await readXml(zip, root.part, file, {
    open(tag, { name = '', state = 'visible', date1904 = '', ...attributes }) {
      if (tag === 'workbookPr') since1904 = date1904 === '1' || date1904 === 'true';
      if (tag !== 'sheet' || state !== 'visible') return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      const link = links.get(id);
      // Each name of a part would have it read once more.
      if (sheets.some(({ part }) => part === link?.part)) throw damaged('xlsx', file);
      if (link?.type === 'worksheet') sheets.push({ name, part: link.part });
    },
  });
  const shared = (type: string) => [...links.values()].find((link) => link.type === type)?.part;
  const [strings, styles] = [shared('sharedStrings'), shared('styles')];
  return {
    sheets,
    since1904,
    strings: strings === undefined ? [] : await readStrings(zip, strings, file),
    styles: styles === undefined ? [] : await readFormats(zip, styles, file),
  };
}

/** The parts that a part refers to: by ID, with the last word of their kind. Some workbooks have no such list. */
async function readLinks(zip: Zip, part: string, file: string): Promise<Map<string, { type: string; part: string }>> {
  const links = new Map<string, { type: string; part: string }>();
  if (!zip.names.includes(part)) return links;
  const home = posix.dirname(posix.dirname(part));
  await readXml(zip, part, file, {
    open(tag, { Id = '', Type = '', Target = '' }) {
      if (tag !== 'Relationship') return;
      const target = Target.startsWith('/') ? Target.slice(1) : posix.join(home, Target);
      links.set(Id, { type: posix.basename(Type), part: target });
    },
  });
  return links;
}

/** Characters; Excel itself stops at 32,767. */
export const LONGEST_CELL = 2 ** 20;
/** More different texts than a few full sheets could hold are no real workbook. */
const MOST_STRINGS = 20_000_000;

async function readStrings(zip: Zip, part: string, file: string): Promise<string[]> {
  const strings: string[] = [];
  let size = 0;
  let current = '';
  const inside = textInside();
  await readXml(zip, part, file, {
    open(tag) {
      inside.open(tag);
      if (tag === 'si') current = '';
    },
    text(piece) {
      if (!inside.isText()) return;
      current += piece;
      size += piece.length;
      if (current.length > LONGEST_CELL || size > MOST_UNPACKED / 4) throw tooLarge(file);
    },
    close(tag) {
      inside.close(tag);
      if (tag !== 'si') return;
      strings.push(unescaped(current));
      if (strings.length > MOST_STRINGS) throw tooLarge(file);
    },
  });
  return strings;
}

/** Collects text from `t`, whole or in runs. Phonetic hints (`rPh`) are left out. */
export function textInside() {
  let inText = false;
  let aloud = 0;
  return {
    open(tag: string) {
      if (tag === 't') inText = true;
      if (tag === 'rPh') aloud++;
    },
    close(tag: string) {
      if (tag === 't') inText = false;
      if (tag === 'rPh') aloud--;
    },
    isText: () => inText && aloud === 0,
  };
}
