import type { Checked, LeftNote, ReadNote, SortedWarnings } from '../model/checked-files.js';
import { interval } from '../model/dates.js';
import { areFailed } from '../model/gate.js';
import { formatWhole } from '../model/numbers.js';
import type { LedgerEntry } from '../model/report.js';
import { type Lang, text } from '../model/text.js';
import { badCells, isDamaged, lineSum, rejectLine } from './buckets.js';
import { leftWords, readWords } from './check-notes.js';
import { gateLines, pageGates } from './gates-page.js';
import { ALERT, BELOW, COMFORTABLE_WIDTH, paragraph, rule, usableWidth } from './lines.js';
import type { RenderOptions } from './renderer.js';
import { safe } from './safe.js';
import { type Paint, painter } from './styles.js';
import { TABLE_WORDS } from './table-words.js';
import { packLines } from './width.js';

/**
 * What each file is, how it was read, and what was left out of it and why; below that, what a person has to look at.
 */
export function renderCheck(
  { ledger, open, known, notes, gates, said }: Omit<Checked, 'warnings'> & SortedWarnings,
  options: Pick<RenderOptions, 'lang' | 'width' | 'color'>,
): string {
  const { lang } = options;
  const width = Math.min(usableWidth(options.width), COMFORTABLE_WIDTH);
  const paint = painter(options.color);
  const alerts = open.flatMap(({ message }) => paragraph(safe(message[lang]), width, paint, 'plain', ALERT));
  const quiet = known.flatMap(({ warning: { message }, bound }) =>
    paragraph(safe(`${message[lang]} (${KNOWN[lang]} ${bound[lang]})`), width, paint, 'quiet', BELOW),
  );
  return `${[
    ...ledger.flatMap((entry) => [...file(entry, lang, width, paint, notes.read.get(entry.file)), '']),
    ...notes.left.flatMap((one) => [...leftOut(one, lang, width, paint), '']),
    ...(notes.ignored.length > 0
      ? [...paragraph(safe(`${IGNORED[lang]} ${notes.ignored.join(', ')}`), width, paint, 'quiet'), '']
      : []),
    rule(width, paint),
    ...(ledger.length > 0
      ? paragraph(`${FILES[lang]} ${formatWhole(ledger.length, lang)} · ${lineSum(ledger, lang)}`, width, paint)
      : [NO_FILES[lang]]),
    ...said.flatMap((line) => paragraph(safe(line[lang]), width, paint, 'quiet')),
    ...alerts,
    ...quiet,
    ...gateLines(pageGates(gates, lang), lang, width, paint),
    ...(alerts.length > 0 || areFailed(gates) || ledger.some(isDamaged) ? [] : [paint('good', NOTHING[lang])]),
  ].join('\n')}\n`;
}

const MOST_REJECTS = 10;

function leftOut(note: LeftNote, lang: Lang, width: number, paint: Paint): string[] {
  return [
    ...paragraph(safe(note.file), width, paint, 'title'),
    ...leftWords(note).flatMap((part) => paragraph(safe(part[lang]), width, paint, 'plain', BELOW)),
  ];
}

function file(entry: LedgerEntry, lang: Lang, width: number, paint: Paint, note?: ReadNote): string[] {
  const notes = note ? readWords(note) : [];
  const more = entry.rejects.length - MOST_REJECTS;
  const known = entry.source === 'configured' ? CONFIGURED[lang] : entry.source;
  const days = entry.days ? [interval(entry.days.from, entry.days.to, lang)] : [];
  const what = [known, TABLE_WORDS.get(entry.table)?.[lang] ?? entry.table, ...days];
  const how = [
    entry.encoding,
    ...(entry.delimiter === ''
      ? []
      : [`${DELIMITER[lang]} ${DELIMITERS.get(entry.delimiter)?.[lang] ?? entry.delimiter}`]),
    ...entry.readings.map((reading) => reading[lang]),
  ];
  const alerts = [...badCells(entry, lang), ...(entry.rejects.length > 0 ? [NOT_READ[lang]] : [])];
  const rejects = [
    ...entry.rejects.slice(0, MOST_REJECTS).map((reject) => rejectLine(reject, lang)),
    ...(more > 0 ? [moreRejects(more)[lang]] : []),
  ];
  return [
    ...paragraph(safe(entry.file), width, paint, 'title'),
    ...[what, how, notes.map((note) => note[lang])].flatMap((parts) =>
      packLines(parts.filter(Boolean).map(safe), width - BELOW.text.length).map((line) => BELOW.text + line),
    ),
    ...paragraph(lineSum([entry], lang), width, paint, 'plain', BELOW),
    ...alerts.flatMap((alert) => paragraph(alert, width, paint, 'plain', ALERT)),
    ...rejects.flatMap((reject) => paragraph(reject, width, paint, 'quiet', { text: '     ', style: 'plain' })),
  ];
}

const moreRejects = (count: number) =>
  text(
    `and ${formatWhole(count, 'en')} more: --format json has all`,
    `и ещё ${formatWhole(count, 'ru')}: все в --format json`,
  );

const DELIMITERS = new Map([
  ['\t', text('tab', 'табуляция')],
  [' ', text('blank', 'пробел')],
]);

const DELIMITER = text('delimiter', 'разделитель');
const CONFIGURED = text('set in the configuration', 'задан в конфигурации');
const FILES = text('Files', 'Файлов');
const NO_FILES = text('No files', 'Файлов нет');
const NOT_READ = text('lines that were not read:', 'строки, которые не прочитаны:');
const KNOWN = text('known, accept up to', 'известно, accept до');
const IGNORED = text('No exports, as funnel.yaml says:', 'Не выгрузки, как сказано в funnel.yaml:');
const NOTHING = text('Nothing needs a person', 'Ничего не требует внимания');
