import { whole } from '../model/numbers.js';
import type { LedgerEntry, Report } from '../model/report.js';
import { type Lang, plural, text } from '../model/text.js';
import { badCells, isDamaged, lineSum, rejectLine } from './buckets.js';
import { ALERT, BELOW, paragraph } from './lines.js';
import { safe } from './safe.js';
import type { Paint } from './styles.js';

/** What the figures stand on: how many lines of how many files were used, what was not, and every warning. */
export function footLines(
  { ledger, warnings, foot, reach, hidden = [] }: Report,
  lang: Lang,
  width: number,
  paint: Paint,
): string[] {
  if (ledger.length === 0 && warnings.length === 0) return [];
  const damaged = ledger.filter(isDamaged);
  const more = damaged.length - MOST_FILES;
  return [
    paint('title', TITLE[lang].toLocaleUpperCase(lang)),
    ...(ledger.length === 0
      ? []
      : paragraph(`${FILES[lang]} ${whole(ledger.length, lang)} · ${lineSum(ledger, lang)}`, width, paint)),
    ...(reach === 'implied' ? paragraph(IMPLIED[lang], width, paint) : []),
    ...[...foot, ...hidden].flatMap((line) => paragraph(sentence(safe(line[lang])), width, paint)),
    ...damaged.slice(0, MOST_FILES).flatMap((entry) => damage(entry, lang, width, paint)),
    ...(more > 0 ? paragraph(moreFiles(more)[lang], width, paint, 'plain', ALERT) : []),
    ...warnings
      .filter(({ code }) => !SAID_ABOVE.has(code))
      .flatMap(({ message }) => paragraph(safe(message[lang]), width, paint, 'plain', ALERT)),
  ];
}

/** Warnings that the lines of damaged files say already, with more detail. */
const SAID_ABOVE = new Set(['rejected-lines', 'bad-cells']);
const sentence = (line: string): string => line.charAt(0).toUpperCase() + line.slice(1);

const MOST_FILES = 10;
const MOST_REJECTS = 3;

function damage(entry: LedgerEntry, lang: Lang, width: number, paint: Paint): string[] {
  const count = entry.rejected;
  const parts = [
    ...(count > 0 ? [`${whole(count, lang)} ${rejectedLines(count)[lang]}`] : []),
    ...badCells(entry, lang),
  ];
  const more = entry.rejects.length - MOST_REJECTS;
  return [
    ...paragraph([safe(entry.file), ...parts].join(' · '), width, paint, 'plain', ALERT),
    ...[
      ...entry.rejects.slice(0, MOST_REJECTS).map((reject) => rejectLine(reject, lang, false)),
      ...(more > 0 ? [moreRejects(more)[lang]] : []),
    ].flatMap((line) => paragraph(line, width, paint, 'quiet', BELOW)),
  ];
}

const rejectedLines = (count: number) =>
  text(
    count === 1 ? 'line rejected' : 'lines rejected',
    plural(count, 'строка не прочитана', 'строки не прочитаны', 'строк не прочитано'),
  );

const moreRejects = (count: number) =>
  text(`and ${whole(count, 'en')} more: funnel check`, `и ещё ${whole(count, 'ru')}: funnel check`);

const moreFiles = (count: number) =>
  text(
    `${whole(count, 'en')} more ${count === 1 ? 'file has' : 'files have'} such lines or cells: funnel check`,
    `такое есть ещё в ${whole(count, 'ru')} ${plural(count, 'файле', 'файлах', 'файлах')}: funnel check`,
  );

const IMPLIED = text('A later stage implies the earlier ones', 'Поздний этап подразумевает ранние');
const TITLE = text('What this stands on', 'На чём основано');
const FILES = text('Files', 'Файлов');
