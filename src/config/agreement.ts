import * as z from 'zod';
import { text } from '../error.js';
import type { Rule } from '../model/settings.js';
import { type Complaint, complain } from './complaint.js';
import { days, duration, positive, wholeNumber } from './number-values.js';
import { headingOrRule } from './rule.js';
import { listOf, oneOrMore, scalar, section } from './schema-parts.js';
import { day, path } from './values.js';

export interface Calendar {
  /** ISO weekdays: 1 is Monday. */
  days: readonly number[];
  /** Minutes since midnight; 540 to 1080 is 09:00-18:00. */
  hours: { from: number; to: number };
  /** `YYYY-MM-DD`; or a file of them, relative to the configuration. */
  holidays: readonly string[] | string;
}

export interface Sla {
  /** Seconds to the first answer. */
  response?: number | undefined;
  /** Days to a status change or a reason. */
  feedback?: number | undefined;
  /** Without one, elapsed time. */
  calendar?: Calendar | undefined;
}

/** What a lead must hold to be passed on to sales. */
export interface Standard {
  role?: Rule | undefined;
  need?: Rule | undefined;
  budget?: Rule | undefined;
  deadline?: Rule | undefined;
  /** Signs of interest, of which `atLeast` must hold. */
  interest: readonly Rule[];
  atLeast: number;
}

export interface Plan {
  /** Of the period, in the report's currency, as a literal. */
  revenue?: string | undefined;
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** `Mon`, `Mon-Fri`, and over the week's end `Sun-Thu`. */
const weekdays = scalar(
  text('weekdays like Mon-Fri', 'день или дни недели вроде Mon-Fri'),
  (written) => {
    const [first = '', last = first, ...rest] = written
      .toLowerCase()
      .split('-')
      .map((part) => part.trim());
    const [from, to] = [WEEKDAYS.indexOf(first), WEEKDAYS.indexOf(last)];
    if (from < 0 || to < 0 || rest.length > 0) return undefined;
    return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, step) => ((from + step) % 7) + 1);
  },
  { type: 'string' },
);

const hours = scalar(
  text('hours like "09:00-18:00"', 'промежуток вроде "09:00-18:00"'),
  (written) => {
    const match = /^(\d\d?):([0-5]\d) ?- ?(\d\d?):([0-5]\d)$/.exec(written);
    if (!match) return undefined;
    const [, fromHour, fromMinute, toHour, toMinute] = match.map(Number) as [number, number, number, number, number];
    const [from, to] = [fromHour * 60 + fromMinute, toHour * 60 + toMinute];
    return from < to && to <= 24 * 60 ? { from, to } : undefined;
  },
  { type: 'string', pattern: '^\\d\\d?:[0-5]\\d ?- ?\\d\\d?:[0-5]\\d$' },
);

const calendar = section({
  days: oneOrMore(weekdays).optional().describe('Working days; without them every day'),
  hours: hours.optional().describe('Working hours; without them the whole day'),
  holidays: z
    .union([path, listOf(day)])
    .optional()
    .describe('Days off, or a file with one in each line'),
}).transform(
  ({ days: working = [[1, 2, 3, 4, 5, 6, 7]], hours: open = { from: 0, to: 24 * 60 }, holidays = [] }): Calendar => ({
    days: [...new Set(working.flat())].sort(),
    hours: open,
    holidays,
  }),
);

export const sla: z.ZodType<Sla> = section({
  response: duration.optional().describe('Time to the first answer (15m)'),
  feedback: days.optional().describe('Time to a status change or a reason (3d)'),
  calendar: calendar.optional().describe('Working time; without it, elapsed time'),
});

export const standard: z.ZodType<Standard> = section({
  role: headingOrRule.optional().describe('The role of the contact: a column that is filled, or a rule'),
  need: headingOrRule.optional().describe('A confirmed need'),
  budget: headingOrRule.optional().describe('A budget'),
  deadline: headingOrRule.optional().describe('The date of a decision'),
  interest: listOf(headingOrRule).describe('Signs of interest'),
  at_least: wholeNumber.optional().describe('How many signs of interest there must be (2)'),
})
  .superRefine(({ interest, at_least }, context) => {
    if (at_least !== undefined && at_least > interest.length)
      context.addIssue(complain(undefined, TOO_MANY, ['at_least']));
  })
  .transform(({ at_least = 2, ...signs }) => ({ ...signs, atLeast: Math.min(at_least, signs.interest.length) }));

const TOO_MANY: Complaint = {
  what: text('more signs of interest are asked for than are named', 'признаков интереса требуется больше, чем названо'),
};

export const plan: z.ZodType<Plan> = section({
  revenue: positive.optional().describe('Revenue of the period, in the currency of the report'),
})
  .nullish()
  .transform((found) => found ?? {});
