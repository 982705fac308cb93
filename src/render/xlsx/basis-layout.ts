import type { LedgerEntry, Report } from '../../model/report.js';
import { type Lang, text } from '../../model/text.js';
import { lineSum } from '../buckets.js';
import { DEFINITIONS, definitionsOf } from '../definitions.js';
import { FINDINGS, TO_DECIDE, TONES } from '../findings-page.js';
import { STANDS_ON } from '../foot.js';
import type { Page } from '../page.js';
import { safe } from '../safe.js';
import { TABLE_WORDS } from '../table-words.js';
import type { Laid, LaidCell } from './worksheet-xml.js';

/** A line of the last sheet: its subject, and what is said of it. */
type Line = readonly [about: string, ...said: string[]];

/**
 * All that a report says outside its tables, as a sheet of its own: what the figures are about, what to act on, and
 * what they are based on.
 */
export function basisLayout(page: Page, { ledger, version }: Report): Laid {
  const { lang, head, result, findings, gates, agenda, decisions, foot } = page;
  const parts: (readonly [title: string, lines: readonly Line[]])[] = [
    [head.title, [head.scope, ...head.terms, ...head.lines, ...(result === null ? [] : [result])].map(plain)],
    [
      FINDINGS[lang],
      findings.map(({ tone, words, detail, command }) => [
        TONES[tone][lang],
        ...[words, ...(detail === null ? [] : [detail]), command],
      ]),
    ],
    ...(gates === null ? [] : [[gates.title, [plain(gates.sum), ...gates.open.map(gateLine)]] as const]),
    ...agenda.map(({ title, lines }) => [title, lines.map(plain)] as const),
    [TO_DECIDE[lang], decisions.map((words, at) => [String(at + 1), words])],
    [STANDS_ON[lang], foot.lines.map(plain)],
    [FILES[lang], ledger.map((entry) => fileLine(entry, lang))],
    [WARNINGS[lang], foot.alerts.map(({ words, below }) => ['!', words, ...below])],
    [DEFINITIONS[lang], definitionsOf(page.sheets).map(({ heading, definition }) => [heading, definition])],
    [MADE[lang], [['funnel', version]]],
  ];
  return {
    rows: parts
      .filter(([, lines]) => lines.length > 0)
      .flatMap(([title, lines], at) => [...(at > 0 ? [[]] : []), ...partOf(title, lines)]),
    widths: [28, 110],
    frozen: [0, 0],
    filteredTo: null,
    colours: [],
  };
}

const plain = (words: string): Line => ['', words];
const gateLine = ({ said, command }: { said: string; command: string }): Line => ['', said, command];

const fileLine = (entry: LedgerEntry, lang: Lang): Line => [
  safe(entry.file),
  [TABLE_WORDS.get(entry.table)?.[lang] ?? safe(entry.table), lineSum([entry], lang)].join(' · '),
];

const partOf = (title: string, lines: readonly Line[]): LaidCell[][] => [
  [title, ''].map((words) => ({ cell: { words }, look: { isHeading: true } })),
  ...lines.flatMap(([about, ...said]) => said.map((words, at) => [cellOf(at === 0 ? about : ''), cellOf(words)])),
];

const cellOf = (words: string): LaidCell => ({
  cell: words === '' ? null : { words },
  look: { isWrapped: true },
});

const FILES = text('Files', 'Файлы');
const WARNINGS = text('Warnings', 'Предупреждения');
const MADE = text('Made by', 'Сделано');
