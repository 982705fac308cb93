import * as z from 'zod';
import { text } from '../error.js';
import type { Vat } from '../model/settings.js';
import { atMostOne, PERCENT, percent, percentMeant } from './number-values.js';
import { scalar, Wrong } from './schema-parts.js';
import { day } from './values.js';

/** No rate is proposed: the right one depends on the year and on the contract. */
const KNOWN_TO_THE_ACCOUNTANT = new Wrong(
  text(
    'where spend has no VAT in it: `excluded`; where it has, its rate with a % sign: the accountant knows it',
    'если расход без НДС: `excluded`; если с НДС — ставка со знаком %: её знает бухгалтер',
  ),
);

const vatOfOneRate = scalar(
  text('the rate as a percentage, or excluded', 'ставка в процентах или excluded'),
  (written) =>
    written === 'excluded'
      ? written
      : (atMostOne(percent(written)) ?? percentMeant(written) ?? KNOWN_TO_THE_ACCOUNTANT),
  { anyOf: [{ enum: ['excluded'] }, { type: 'string', pattern: PERCENT }] },
);

const vatRate = scalar(
  text('the rate as a percentage', 'ставка в процентах'),
  (written) => atMostOne(percent(written)) ?? percentMeant(written) ?? KNOWN_TO_THE_ACCOUNTANT,
  { type: 'string', pattern: PERCENT },
);

/** VAT that is added to the spend: `added`, or `added 22%` where amounts come without it. */
const vatAdded = scalar(
  text('added, or added with the rate', 'added или added со ставкой'),
  (written) => {
    const [, rest] = /^added(?: +(.+))?$/.exec(written) ?? [null, null];
    if (rest === null) return undefined;
    const share = rest === undefined ? '' : atMostOne(percent(rest));
    return share === undefined ? undefined : `added ${share}`.trim();
  },
  { type: 'string', pattern: '^added( +\\d+(\\.\\d+)? ?%)?$' },
);

/** Day → the rate that holds from that day on: `{2019-01-01: 20%, 2026-01-01: 22%}`. */
const vatByDay = z.map(day, vatRate);

/** The sections `revenue_vat` and `vat`: VAT in revenue, and in spend. */
export const revenueVat: z.ZodType<Vat> = z.union([vatOfOneRate, vatByDay]);
export const vat: z.ZodType<Vat> = z.union([vatOfOneRate, vatAdded, vatByDay]);
