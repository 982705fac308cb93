import type { Gate } from '../config/gates.js';
import { text, type UserError } from '../error.js';
import { interval } from '../model/dates.js';
import type { Exact } from '../model/exact.js';
import { FEWEST_LEADS } from '../model/figures/enough.js';
import { THE_CRM } from '../model/freshness.js';
import { isStage, STAGE_LABELS } from '../model/funnel-stages.js';
import type { GateResult } from '../model/gate.js';
import { number } from '../model/numbers.js';
import type { Kind } from '../model/sheet.js';
import { shellWord } from '../model/shell-word.js';
import { valueInWords as named } from '../model/silent.js';
import type { Lang, Text } from '../model/text.js';
import { sentence } from '../reports/findings/finding-words.js';
import type { Gated } from '../reports/gated-figures.js';
import { sources } from '../reports/sources.js';

/** The name of a figure; in a report with several figures also the row: «Qualified lead: from prev.». */
export function labelOf(gated: Gated): Text {
  if (gated.of !== 'report' || gated.row === undefined) return gated.label;
  const row = isStage(gated.row) ? STAGE_LABELS[gated.row] : text(gated.row, gated.row);
  const { en, ru } = gated.label;
  return text(`${row.en}: ${en.toLowerCase()}`, `${row.ru}: ${ru.toLowerCase()}`);
}

/** A gate in words: «Not dearer than 400»: CPL — 440 RUB; at most 400 RUB · source=VK · 2026-10-01 to 2026-10-31. */
export function saidOf(
  gate: Omit<GateResult, 'text' | 'command'>,
  name: string | undefined,
  currency: string | null,
  missing: Text | null,
): Text {
  const { label, kind, value, where, days, n, why, interval: ends, sure } = gate;
  const row = gate.row ?? gate.behind ?? null;
  const shown = (one: Exact) => inWords(one, kind, currency);
  const said = (lang: Lang) => {
    const limits = [
      ...(gate.min ? [`${AT_LEAST[lang]} ${shown(gate.min)[lang]}`] : []),
      ...(gate.max ? [`${AT_MOST[lang]} ${shown(gate.max)[lang]}`] : []),
    ].join(', ');
    const number =
      value === null
        ? (why === 'missing' ? (missing ?? NO_ROW) : UNKNOWN)[lang]
        : `${shown(value)[lang]}${sure && ends ? ` (95 %: ${shown(ends.low)[lang]} … ${shown(ends.high)[lang]})` : ''}`;
    const doubt = why === 'too few' && n ? `, ${fewOf(n)[lang]}` : why === 'too early' ? `, ${EARLY[lang]}` : '';
    const scope = [
      ...(row === null ? [] : [row === THE_CRM ? 'CRM' : named(row, lang)]),
      ...where,
      ...(days.from && days.to ? [interval(days.from, days.to, lang)] : []),
    ];
    const title = name === undefined ? '' : `${name}: `;
    return `${title}${label[lang]} — ${number}${doubt}${[`; ${limits}`, ...scope].join(' · ')}`;
  };
  return { en: said('en'), ru: said('ru') };
}

const AT_LEAST = text('at least', 'не меньше');
const AT_MOST = text('at most', 'не больше');
const UNKNOWN = text('unknown: the exports do not tell it', 'неизвестно: выгрузки об этом не говорят');
const NO_ROW = text('nothing of this is in the exports', 'в выгрузках этого нет');
const EARLY = text(
  'too early to tell: more than a tenth of the leads may still change it',
  'рано судить: больше десятой части лидов ещё могут это изменить',
);
const fewOf = (n: Exact): Text =>
  text(
    `too few to tell: ${number(n, 'count', 'en')} of ${number(FEWEST_LEADS, 'count', 'en')}`,
    `мало данных: ${number(n, 'count', 'ru')} из ${number(FEWEST_LEADS, 'count', 'ru')}`,
  );

const inWords = (value: Exact, kind: Kind, currency: string | null): Text =>
  kind === 'money' || kind === 'unit_cost'
    ? sentence(currency, { en: ({ money }) => money(value), ru: ({ money }) => money(value) })
    : { en: number(value, kind, 'en'), ru: number(value, kind, 'ru') };

/** The command to type next: to see where the number comes from, or which days the exports cover. */
export function commandFor(
  gated: Gated,
  gate: Gate,
  { row, where, days, paths }: Pick<GateResult, 'row' | 'where' | 'days'> & { paths: readonly string[] },
): string {
  const filters = [...where, ...(row !== null && gate.by !== undefined ? [`${gate.by}=${row}`] : [])];
  const scope = [
    ...paths.map((word) => shellWord(word)),
    ...filters.flatMap((filter) => ['--where', shellWord(filter)]),
    ...(days.from && days.to ? ['--from', days.from, '--to', days.to] : []),
  ];
  if (gated.of === 'exports') return ['funnel check', ...paths.map((word) => shellWord(word))].join(' ');
  if (gated.of === 'report') {
    const address = [gated.report.name, ...(gated.row === undefined ? [] : [gated.row]), gated.column].join('.');
    return ['funnel explain', shellWord(address), ...scope].join(' ');
  }
  if (Object.hasOwn(sources.columns, gated.name))
    return ['funnel explain', `sources.${gated.name}`, ...scope].join(' ');
  return [gated.name.includes('reason') ? 'funnel reasons' : 'funnel stages', ...scope].join(' ');
}

/** What is missing, and what was probably meant: a name is mistyped, or belongs to an export that nobody downloaded. */
export const missingIn = ({ what, hint }: UserError): Text =>
  hint ? text(`${what.en} (${hint.en})`, `${what.ru} (${hint.ru})`) : what;
