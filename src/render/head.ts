import { day, interval, moment } from '../model/dates.js';
import type { Basis } from '../model/lead-events.js';
import type { Reach, Report } from '../model/report.js';
import { type Lang, type Text, text } from '../model/text.js';
import { paragraph } from './lines.js';
import { safe } from './safe.js';
import type { Paint } from './styles.js';
import { packLines } from './width.js';

/**
 * The head of a report: which leads, and until when they are followed; currency and time zone; then what the report
 * adds.
 */
export interface PageHead {
  /** The title: `Funnel · Example Ltd`. */
  readonly title: string;
  /** Which leads, and until when they were followed. */
  readonly scope: string;
  /** Short texts that share a line where there is room. */
  readonly terms: readonly string[];
  readonly lines: readonly string[];
}

export const pageHead = (report: Report, lang: Lang): PageHead => ({
  title: safe([FUNNEL[lang], ...(report.title === null ? [] : [report.title])].join(' · ')),
  scope: safe(scope(report, lang)),
  terms: [
    report.currency ? `${AMOUNTS[lang]} ${report.currency}` : NO_CURRENCY[lang],
    report.timezone === 'as exported' ? TIME_AS_EXPORTED[lang] : `${TIMEZONE[lang]} ${report.timezone}`,
    ...(report.reach === 'implied' ? [] : [REACH[report.reach][lang]]),
  ].map(safe),
  lines: report.head.map((line) => safe(line[lang])),
});

/** The scope in one line, for data that is printed without a head. */
export function scopeWords(report: Report, lang: Lang): string {
  const { scope: which, terms } = pageHead(report, lang);
  return [which, ...terms].join(' · ');
}

export const headLines = ({ title, scope, terms, lines }: PageHead, width: number, paint: Paint): string[] => [
  ...paragraph(`${title} · ${scope}`, width, paint, 'title'),
  ...packLines(terms, width),
  ...lines.flatMap((line) => paragraph(line, width, paint)),
];

function scope({ period: { from, to }, asOf, basis }: Report, lang: Lang): string {
  const days =
    from && to
      ? interval(from, to, lang)
      : from
        ? `${SINCE[lang]} ${day(from, lang)}`
        : to
          ? `${UNTIL[lang]} ${day(to, lang)}`
          : '';
  const { dated, all, asOf: until } = WORDS[basis];
  const parts = [days ? `${dated[lang]} ${days}` : all[lang]];
  if (asOf) parts.push(`${until[lang]} ${moment(asOf, lang)}`);
  return parts.join(', ');
}

const WORDS: Record<Basis, Record<'dated' | 'all' | 'asOf', Text>> = {
  cohort: {
    dated: text('leads created', 'лиды, созданные'),
    all: text('all leads', 'все лиды'),
    asOf: text('followed to', 'прослежены до'),
  },
  event: {
    dated: text('by the day of events', 'по дню события'),
    all: text('by the day of events, all days', 'по дню события, все дни'),
    asOf: text('as known on', 'по данным на'),
  },
};

/** The usual reach is told in the foot: in a head nobody reads what is always the same. */
const REACH: Record<Exclude<Reach, 'implied'>, Text> = {
  strict: text('strict: every stage up to it is marked', 'строго: отмечены все этапы до него'),
  observed: text('observed: only what is marked itself', 'наблюдаемое: только сами отмеченные этапы'),
};

const FUNNEL = text('Funnel', 'Воронка');
const SINCE = text('from', 'с');
const UNTIL = text('up to', 'по');
const AMOUNTS = text('Amounts in', 'Суммы в');
const NO_CURRENCY = text('Currency not stated', 'Валюта не указана');
const TIMEZONE = text('time zone', 'часовой пояс');
const TIME_AS_EXPORTED = text('times as exported', 'время как в выгрузках');
