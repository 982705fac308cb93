import { type Exact, exact } from '../model/exact.js';
import type { Stage } from '../model/funnel-stages.js';
import { number } from '../model/numbers.js';
import { plural, type Text, text } from '../model/text.js';

/** "409 qualified leads short". A fraction counts as a whole one. */
export function shortWords(stage: Stage, missing: Exact): Text {
  const count = wholeOf(missing);
  return text(
    `${number(count, 'count', 'en')} ${unitEn(stage, count)} short`,
    `не хватает ${number(count, 'count', 'ru')} ${unitRu(stage, count)}`,
  );
}

/** Rounds up: half a lead cannot be had. */
export const wholeOf = ({ num, den }: Exact): Exact => exact((num + den - 1n) / den);

/** What is missing, in words of people. */
const UNITS: Record<Stage, { en: [one: string, many: string]; ru: [one: string, many: string] }> = {
  visit: { en: ['visit', 'visits'], ru: ['перехода', 'переходов'] },
  action: { en: ['target action', 'target actions'], ru: ['целевого действия', 'целевых действий'] },
  lead: { en: ['lead', 'leads'], ru: ['лида', 'лидов'] },
  qualified: { en: ['qualified lead', 'qualified leads'], ru: ['квала', 'квалов'] },
  contact: { en: ['contact', 'contacts'], ru: ['контакта', 'контактов'] },
  proposal: { en: ['proposal', 'proposals'], ru: ['предложения', 'предложений'] },
  decision: { en: ['lead at the decision', 'leads at the decision'], ru: ['лида на решении', 'лидов на решении'] },
  deal: { en: ['deal', 'deals'], ru: ['сделки', 'сделок'] },
};
const unitEn = (stage: Stage, { num }: Exact): string => UNITS[stage].en[num === 1n ? 0 : 1];
const unitRu = (stage: Stage, { num }: Exact): string => {
  const [one, many] = UNITS[stage].ru;
  return plural(num, one, many, many);
};
