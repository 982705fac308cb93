import type { Engine } from '../engines/engine.js';
import { joined, type Sql, sql } from '../engines/sql.js';
import { text, UserError } from '../error.js';
import { periodOf } from '../facts/cube-scope.js';
import { interval } from '../model/dates.js';
import type { Exact } from '../model/exact.js';
import { toTheCent } from '../model/numbers.js';
import type { Warning } from '../model/report.js';
import type { Days, Period } from '../model/scope.js';
import { type Lang, NO_WORDS } from '../model/text.js';

/** Spend or sums without a day: rows of one file for one period, or for an unknown one. */
export interface Undated {
  of: 'spend' | 'sums';
  file: string;
  /** Headings of the file that name a month or a week, and that no field is read from. */
  spans: readonly string[];
  period: { from: string; to: string } | null;
  /** The period is that of a row, such as a month or a week; else that of the whole file. */
  ofRow: boolean;
  spend: Exact | null;
}

/** Whether the period lies wholly outside of these days, so that it need not be cut. */
export const isOutside = ({ period }: Undated, { from, to }: Days): boolean =>
  period !== null && ((from !== null && period.to < from) || (to !== null && period.from > to));

const ITS = { spend: text('its spend belongs', 'расход'), sums: text('its sums belong', 'суммы') };
const WHAT = { spend: text('spend', 'расход'), sums: text('sums', 'суммы') };

/**
 * Whether these days contain a part of the period, but not all of it, or its days are unknown. Spend of several days is
 * never divided.
 */
export function isCut(one: Undated, { from, to }: Days): boolean {
  const { period } = one;
  const isInside = period !== null && (from === null || from <= period.from) && (to === null || to >= period.to);
  return !isInside && !isOutside(one, { from, to });
}

/**
 * Refuses days that contain only a part of it.
 *
 * @throws {UserError}
 */
export function requireWhole(one: Undated, days: Days): void {
  const { of, file, period, ofRow } = one;
  if (!isCut(one, days)) return;
  throw new UserError(
    period && ofRow
      ? text(
          `a row of it is of ${interval(period.from, period.to, 'en')}: the period asked for cuts it`,
          `в нём есть строка за ${interval(period.from, period.to, 'ru')}: запрошенный период её разрезает`,
        )
      : period
        ? text(
            `has no days, and covers ${period.from} to ${period.to}: the period asked for cuts it`,
            `в нём нет дней, он за ${period.from} – ${period.to}: запрошенный период его разрезает`,
          )
        : text(
            `has no days, and nothing says which period ${ITS[of].en} to`,
            `в нём нет дней, и неизвестно, за какой период его ${ITS[of].ru}`,
          ),
    {
      file,
      hint: ofRow
        ? text('export it by day, or ask for all of these days', 'выгрузите его по дням или берите эти дни целиком')
        : text(
            'export it by day, or say period: {from: …, to: …} for it in funnel.yaml and ask for all of it',
            'выгрузите его по дням или укажите для него period: {from: …, to: …} в funnel.yaml и берите период целиком',
          ),
    },
  );
}

/**
 * Refuses grouping by a period if spend has no days and does not lie in one such period as a whole.
 *
 * @throws {UserError}
 */
export async function requireDays(engine: Engine, undated: readonly Undated[], by: Period, days: Days): Promise<void> {
  for (const one of undated.filter((each) => !isOutside(each, days))) {
    if (one.period && (await isOnePeriod(engine, by, one.period))) continue;
    const { of, period, ofRow } = one;
    const what = WHAT[of];
    throw new UserError(
      period && ofRow
        ? text(
            `a row of it is of ${interval(period.from, period.to, 'en')}, so its ${what.en} cannot be told apart by ${by}`,
            `в нём есть строка за ${interval(period.from, period.to, 'ru')}, поэтому его ${what.ru} нельзя разложить: --period ${by}`,
          )
        : text(
            `has no days, so its ${what.en} cannot be told apart by period`,
            `в нём нет дней, поэтому его ${what.ru} нельзя разложить по периодам`,
          ),
      { file: one.file, hint: period ? BY_DAY_OR_LONGER : text('export it by day', 'выгрузите его по дням') },
    );
  }
}

const BY_DAY_OR_LONGER = text(
  'export it by day, or ask for a longer --period',
  'выгрузите его по дням или возьмите --period подлиннее',
);

async function isOnePeriod(engine: Engine, by: Period, { from, to }: { from: string; to: string }): Promise<boolean> {
  const ends: Sql[] = [from, to].map((day) => periodOf(by, sql`cast(${day} as date)`));
  const [[isOne] = []] = await engine.query(sql`select cast(${joined(ends, ' = ')} as boolean)`);
  return isOne === true;
}

/** Warns of spend whose days are unknown: it counts as a whole, whatever the days of the report. */
export function undatedWarnings(undated: readonly Undated[], days: Days): Warning[] {
  if (days.from === null) return [];
  return undated
    .filter(({ period }) => period === null)
    .map(({ of, file, spans, spend }) => {
      const amount = (lang: Lang) => (spend ? ` ${toTheCent(spend, lang)}` : '');
      const list = spans.map((heading) => `«${heading}»`).join(', ');
      const unread = spans.length > 0 ? text(` (${list} is not read)`, ` (${list} не читается)`) : NO_WORDS;
      return {
        code: 'undated-spend',
        count: 1,
        message: text(
          `${file}: has no days, and nothing says which its ${of === 'spend' ? `spend${amount('en')} belongs` : 'sums belong'} to${unread.en}: all of it counts, whatever the days of the report; export it by day, or say period: {from: …, to: …} for it in funnel.yaml`,
          `${file}: в нём нет дней, и ничто не говорит, за какие дни его ${of === 'spend' ? `расход${amount('ru')}${unread.ru}: он посчитан` : `суммы${unread.ru}: они посчитаны`} целиком, каковы бы ни были дни отчёта; выгрузите его по дням или укажите для него period: {from: …, to: …} в funnel.yaml`,
        ),
      };
    });
}
