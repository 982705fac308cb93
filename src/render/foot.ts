import { formatWhole } from '../model/numbers.js';
import type { LedgerEntry, Report } from '../model/report.js';
import { type Lang, plural, text } from '../model/text.js';
import { badCells, isDamaged, lineSum, rejectLine } from './buckets.js';
import { ALERT, BELOW, paragraph } from './lines.js';
import { safe } from './safe.js';
import type { Paint } from './styles.js';

/**
 * What the figures are based on, in words: how many lines of how many files were used, which were not, and every
 * warning.
 */
export interface PageFoot {
  readonly lines: readonly string[];
  /** What a person must look at. `below`: the lines that belong to it. */
  readonly alerts: readonly { readonly words: string; readonly below: readonly string[] }[];
}

export function pageFoot({ ledger, warnings, foot, reach, hidden = [] }: Report, lang: Lang): PageFoot {
  if (ledger.length === 0 && warnings.length === 0) return { lines: [], alerts: [] };
  const damaged = ledger.filter(isDamaged);
  const more = damaged.length - MOST_FILES;
  const alert = (words: string) => ({ words, below: [] });
  return {
    lines: [
      ...(ledger.length === 0 ? [] : [`${FILES[lang]} ${formatWhole(ledger.length, lang)} · ${lineSum(ledger, lang)}`]),
      ...(reach === 'implied' ? [IMPLIED[lang]] : []),
      ...[...foot, ...hidden].map((line) => sentence(safe(line[lang]))),
    ],
    alerts: [
      ...damaged.slice(0, MOST_FILES).map((entry) => damage(entry, lang)),
      ...(more > 0 ? [alert(moreFiles(more)[lang])] : []),
      ...warnings.filter(({ code }) => !SAID_ABOVE.has(code)).map(({ message }) => alert(safe(message[lang]))),
    ],
  };
}

export function footLines({ lines, alerts }: PageFoot, lang: Lang, width: number, paint: Paint): string[] {
  if (lines.length === 0 && alerts.length === 0) return [];
  return [
    paint('title', STANDS_ON[lang].toLocaleUpperCase(lang)),
    ...lines.flatMap((line) => paragraph(line, width, paint)),
    ...alerts.flatMap(({ words, below }) => [
      ...paragraph(words, width, paint, 'plain', ALERT),
      ...below.flatMap((line) => paragraph(line, width, paint, 'quiet', BELOW)),
    ]),
  ];
}

/** Warnings that repeat, with less detail, what the lines on damaged files say. */
const SAID_ABOVE = new Set(['rejected-lines', 'bad-cells']);
const sentence = (line: string): string => line.charAt(0).toUpperCase() + line.slice(1);

const MOST_FILES = 10;
const MOST_REJECTS = 3;

function damage(entry: LedgerEntry, lang: Lang): PageFoot['alerts'][number] {
  const count = entry.rejected;
  const parts = [
    ...(count > 0 ? [`${formatWhole(count, lang)} ${rejectedLines(count)[lang]}`] : []),
    ...badCells(entry, lang),
  ];
  const more = entry.rejects.length - MOST_REJECTS;
  return {
    words: [safe(entry.file), ...parts].join(' · '),
    below: [
      ...entry.rejects.slice(0, MOST_REJECTS).map((reject) => rejectLine({ ...reject, value: '' }, lang)),
      ...(more > 0 ? [moreRejects(more)[lang]] : []),
    ],
  };
}

const rejectedLines = (count: number) =>
  text(
    count === 1 ? 'line rejected' : 'lines rejected',
    plural(count, 'строка не прочитана', 'строки не прочитаны', 'строк не прочитано'),
  );

const moreRejects = (count: number) =>
  text(`and ${formatWhole(count, 'en')} more: funnel check`, `и ещё ${formatWhole(count, 'ru')}: funnel check`);

const moreFiles = (count: number) =>
  text(
    `${formatWhole(count, 'en')} more ${count === 1 ? 'file has' : 'files have'} such lines or cells: funnel check`,
    `такое есть ещё в ${formatWhole(count, 'ru')} ${plural(count, 'файле', 'файлах', 'файлах')}: funnel check`,
  );

const IMPLIED = text('A later stage implies the earlier ones', 'Поздний этап подразумевает ранние');
export const STANDS_ON = text('What this stands on', 'На чём основано');
const FILES = text('Files', 'Файлов');
