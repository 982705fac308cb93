import { moment, period } from '../model/dates.js';
import { isExact } from '../model/exact.js';
import { labelOfRow } from '../model/figures/figure-labels.js';
import { isStage, STAGE_LABELS } from '../model/funnel-stages.js';
import { type Cents, number } from '../model/numbers.js';
import { categoryLabel } from '../model/reason-categories.js';
import type { Cell, Kind } from '../model/sheet.js';
import { valueInWords } from '../model/silent.js';
import type { Lang, Text } from '../model/text.js';
import { safe } from './safe.js';
import type { Style } from './styles.js';
import { LEVELS, TOTALS } from './table-words.js';
import { VERDICTS } from './verdicts.js';

/** A cell in words, and the style that it has for a reader. */
export interface Shown {
  readonly text: string;
  readonly style: Style;
}

export const UNKNOWN = '—';

/**
 * A cell as a table shows it. `told`: words that hold for this row only. Words from files are made safe for a terminal
 * here.
 */
export function showCell(cell: Cell, kind: Kind, lang: Lang, told: Text | null = null, cents?: Cents): Shown {
  if (cell === null) return { text: UNKNOWN, style: 'quiet' };
  if (isExact(cell)) return { text: number(cell, kind, lang, cents), style: 'plain' };
  if (typeof cell !== 'string') return { text: told?.[lang] ?? cell.map(readable).join('; '), style: 'plain' };
  const verdict = kind === 'verdict' ? VERDICTS.get(cell) : undefined;
  return verdict
    ? { text: (told ?? verdict.words)[lang], style: verdict.style }
    : { text: readable(inWords(cell, kind, lang)), style: 'plain' };
}

/** No terminal is that wide, and a stranger may make a name of any length. */
const LONGEST = 500;
const readable = (words: string): string => safe(words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words);

function inWords(value: string, kind: Kind, lang: Lang): string {
  if (kind === 'stage' && isStage(value)) return STAGE_LABELS[value][lang];
  if (kind === 'category') return categoryLabel(value)?.[lang] ?? given(value, lang);
  if (kind === 'level') return LEVELS.get(value)?.[lang] ?? given(value, lang);
  if (kind === 'figure') return labelOfRow(value)?.[lang] ?? value;
  if (kind === 'moment') return moment(value, lang);
  if (kind === 'period') return period(given(value, lang), lang);
  return given(value, lang);
}

/** `(total)` and the like have words in each language; other text was written by people and stays. */
const given = (value: string, lang: Lang): string => TOTALS.get(value)?.[lang] ?? valueInWords(value, lang);

const WORDS: ReadonlySet<Kind> = new Set<Kind>([
  'text',
  'period',
  'moment',
  'stage',
  'level',
  'verdict',
  'category',
  'list',
  'figure',
]);
const NAMES: ReadonlySet<Kind> = new Set<Kind>(['text', 'stage', 'list']);

export const isWords = (kind: Kind): boolean => WORDS.has(kind);
/**
 * What may be cut in a narrow terminal: names first, then words that matter more (verdicts and names of figures),
 * numbers never.
 */
export const cutting = (kind: Kind): 'first' | 'last' | 'never' =>
  NAMES.has(kind) ? 'first' : WORDS.has(kind) ? 'last' : 'never';
