import type { Bridge } from '../model/bridge.js';
import { formatWhole } from '../model/numbers.js';
import { counted, join, NO_WORDS, plural, type Text, text } from '../model/text.js';

/** Explains why a CRM shows another number of won deals than the report; no sentence where the two are the same. */
export function bridgeWords(bridge: Bridge | null, isOfEvents: boolean): Text[] {
  if (bridge === null) return [];
  const { closed, of_these, of_earlier, without_lead, closed_later, undated } = bridge;
  if (of_earlier + without_lead + closed_later + undated === 0) return [];
  const part = (count: number, en: string, ru: string) =>
    count === 0 ? [] : [text(`${formatWhole(count, 'en')} ${en}`, `${formatWhole(count, 'ru')} ${ru}`)];
  const these = isOfEvents
    ? text('of leads created then', 'по лидам, созданным тогда же')
    : text('of these leads', 'по этим лидам');
  const parts = [
    text(`${formatWhole(of_these, 'en')} ${these.en}`, `${formatWhole(of_these, 'ru')} ${these.ru}`),
    ...part(of_earlier, 'of leads of other days', 'по лидам других дней'),
    ...part(without_lead, 'without a lead', 'без лида'),
  ];
  const beside = [
    ...part(closed_later, 'closed later', plural(closed_later, 'закрыта позже', 'закрыты позже', 'закрыто позже')),
    ...part(undated, 'without a date', 'без даты'),
  ];
  const also = join(beside, ', ');
  const all = join(parts, ' + ');
  const sum =
    parts.length > 1
      ? text(` = ${all.en}`, ` = ${all.ru}`)
      : closed > 0
        ? text(`, all ${these.en}`, `, все ${these.ru}`)
        : NO_WORDS;
  const more =
    beside.length === 0 ? NO_WORDS : text(`; ${these.en} besides: ${also.en}`, `; ${these.ru} ещё: ${also.ru}`);
  return [
    text(
      `${counted(closed, 'won deal')} closed in these days${sum.en}${more.en}`,
      `выигранных сделок, закрытых в эти дни: ${formatWhole(closed, 'ru')}${sum.ru}${more.ru}`,
    ),
  ];
}
