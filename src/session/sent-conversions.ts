import { resolve } from 'node:path';
import { type Text, text, UserError } from '../error.js';
import {
  CONVERSION_TARGETS,
  type ConversionTarget,
  GOOGLE_ZONE,
  headingsOf,
  isClickLike,
  type SentConversion,
  sentOf,
  TEMPLATES,
} from '../model/conversion-templates.js';
import { linesOf, notAsWritten, type WrittenLine } from './written-csv.js';

/**
 * The header of the file of what was sent: the platform, and the cells by which a row is known; unused ones are blank.
 */
export const SENT_HEAD: readonly string[] = ['for', 'id', 'conversion', 'detail', 'currency'];

/**
 * What was sent before; null: there is no such file yet.
 *
 * @throws {UserError} Where the file is not as it was written.
 */
export async function readSent(file: string, cwd: string): Promise<SentConversion[] | null> {
  const refused = (line: number, what: Text) => notAsWritten(file, line, what, OF_STATE);
  const [head, ...lines] = await linesOf(resolve(cwd, file), refused);
  if (head === undefined) return null;
  if (head.cells.join(',') !== SENT_HEAD.join(',')) throw refused(1, begins(SENT_HEAD.join(',')));
  return lines.map(({ line, cells: [target = '', ...cells] }) => {
    if (!isTarget(target) || cells.length !== SENT_HEAD.length - 1) throw refused(line, ODD_LINE);
    return { target, cells };
  });
}

/**
 * Reads a file that was made for a platform; its header says for which one.
 *
 * @throws {UserError} For a row with an impossible ID: the file is not as it was written, and what is confirmed is
 * never sent again.
 */
export async function readConversions(file: string, cwd: string): Promise<SentConversion[]> {
  const refused = (line: number, what: Text) => notAsWritten(file, line, what, OF_FILE);
  const lines = await linesOf(resolve(cwd, file), refused);
  if (lines.length === 0)
    throw new UserError(text('there is no such file, or it is empty', 'такого файла нет, или он пуст'), {
      file,
      hint: OF_FILE,
    });
  const isZoned = lines[0]?.cells[0]?.startsWith(GOOGLE_ZONE) === true;
  const [head, ...rows] = isZoned ? lines.slice(1) : lines;
  const of = head && templateOf(head, isZoned);
  if (!of) throw refused(1, text('is no file for a platform', 'это не файл для площадки'));
  return rows.map(({ line, cells }) => {
    if (cells.length !== head.cells.length || !isClickLike(cells[of.at] ?? '')) throw refused(line, ODD_LINE);
    return sentOf(of.target, of.id, cells);
  });
}

/** The platform whose header it is, the kind of its IDs, and the place of their column; undefined: none. */
function templateOf(head: WrittenLine, isZoned: boolean) {
  for (const target of CONVERSION_TARGETS.filter((one) => (one === 'google') === isZoned))
    for (const id of TEMPLATES[target].ids.keys())
      if (headingsOf(TEMPLATES[target], id).join(',') === head.cells.join(','))
        return { target, id, at: TEMPLATES[target].columns.indexOf(null) };
  return undefined;
}

const isTarget = (word: string): word is ConversionTarget => (CONVERSION_TARGETS as readonly string[]).includes(word);

const begins = (head: string): Text =>
  text(`is no list of what was sent: it begins with ${head}`, `не список отправленного: его первая строка — ${head}`);
const ODD_LINE = text('a line that is none of ours', 'такой строки там не было');
const OF_STATE = text(
  'take back the last copy of it, or name a new file; with a new one everything goes again',
  'верните последнюю копию или укажите новый файл; с новым всё уйдёт ещё раз',
);
const OF_FILE = text(
  'confirm the file that funnel conversions wrote, as it was uploaded',
  'подтвердите файл, который записал funnel conversions, таким, каким его загрузили',
);
