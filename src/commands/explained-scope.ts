import { interval, moment } from '../model/dates.js';
import type { ExplainedScope } from '../model/explanation.js';
import { asWritten, filterWords } from '../model/filter-words.js';
import { formatWhole } from '../model/numbers.js';
import { outsideWords } from '../model/outside-words.js';
import { BUCKETS } from '../model/report.js';
import { join, type Text, text } from '../model/text.js';
import type { Session } from '../session/session.js';
import type { AskedContext } from './asked-context.js';
import { creditsInWords } from './credits-asked.js';
import { outsideOf } from './outside.js';

/** What a figure is quoted with, as the head of a report has it. */
export const scopeOf = (
  { asOf, zone, currency }: Session,
  { context: { scope, reach }, credits, days, where }: AskedContext,
): ExplainedScope => ({
  ...{ period: days, basis: scope.basis ?? 'cohort', reach, asOf, currency },
  ...{ timezone: zone ?? 'as exported', where: asWritten(where), attribution: credits?.model ?? null },
});

/** What is counted in a number: days, filters, the definition of "reached", and how leads are split. */
export function filtersOf({ asOf }: Session, { context, credits, days: { from, to } }: AskedContext): Text[] {
  const { scope, reach } = context;
  const bounds = (lang: 'en' | 'ru') =>
    from !== null && to !== null
      ? interval(from, to, lang)
      : [from && `${SINCE[lang]} ${interval(from, from, lang)}`, to && `${UNTIL[lang]} ${interval(to, to, lang)}`]
          .filter((one) => one)
          .join(' ') || ALL_DAYS[lang];
  return [
    scope.basis === 'event'
      ? text(
          `what happened, and money spent, each by its own day: ${bounds('en')}${asOf === null ? '' : `, as known on ${moment(asOf, 'en')}`}`,
          `события и расход, каждое по своему дню: ${bounds('ru')}${asOf === null ? '' : `, по данным на ${moment(asOf, 'ru')}`}`,
        )
      : text(
          `leads created, and money spent: ${bounds('en')}${asOf === null ? '' : `, followed to ${moment(asOf, 'en')}`}`,
          `лиды созданы и деньги потрачены: ${bounds('ru')}${asOf === null ? '' : `, прослежены до ${moment(asOf, 'ru')}`}`,
        ),
    ...scope.where.map(filterWords),
    REACH[reach],
    ...(credits ? [creditsInWords(credits)] : []),
  ];
}

const SINCE = text('from', 'с');
const UNTIL = text('up to', 'по');
const ALL_DAYS = text('all days', 'все дни');
const REACH = {
  implied: text('a later stage implies the earlier ones', 'поздний этап подразумевает ранние'),
  strict: text('reached: evidence of every stage up to it', 'дошёл: отмечены все этапы до этого'),
  observed: text('reached: evidence of the stage itself', 'дошёл: отмечен сам этап'),
};

/** What is in no figure of these days, and why: lines of files, rows outside of the days, deals without a lead. */
export async function leftOutOf({ ledger, built }: Session, { context }: AskedContext): Promise<Text[]> {
  const outside = await outsideOf(context);
  const { scope } = context;
  const { dealsAlone, undatedLeads } = built.census;
  const isBounded = !scope.undated || scope.period !== null;
  return [
    ...(outside ? [outsideWords(outside)] : []),
    ...(undatedLeads > 0 && isBounded
      ? [
          text(
            `leads without a date of creation: ${formatWhole(undatedLeads, 'en')}; --all counts them`,
            `лидов без даты создания: ${formatWhole(undatedLeads, 'ru')}; их считает --all`,
          ),
        ]
      : []),
    ...(dealsAlone > 0
      ? [
          text(
            `deals that belong to no lead: ${formatWhole(dealsAlone, 'en')}, in a row of their own, in no total`,
            `сделок без лида: ${formatWhole(dealsAlone, 'ru')}, они стоят отдельной строкой, вне итогов`,
          ),
        ]
      : []),
    ...ledger.flatMap((entry) => {
      const aside = BUCKETS.filter((bucket) => ASIDE[bucket] !== undefined && entry[bucket] > 0);
      if (aside.length === 0) return [];
      const list = aside.map((bucket) => {
        const { en, ru } = ASIDE[bucket] as Text;
        return text(`${en} ${formatWhole(entry[bucket], 'en')}`, `${ru} ${formatWhole(entry[bucket], 'ru')}`);
      });
      return [join([text(`lines of ${entry.file}`, `строки ${entry.file}`), join(list, ', ')], ': ')];
    }),
  ];
}

/** Lines that held something. */
const ASIDE: Partial<Record<(typeof BUCKETS)[number], Text>> = {
  total: text('totals', 'итоги'),
  duplicate: text('repeats of others', 'повторы'),
  excluded: text('excluded', 'исключены'),
  rejected: text('rejected', 'не прочитаны'),
};
