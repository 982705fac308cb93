import * as z from 'zod';
import { text } from '../error.js';
import { isHoursOfADay, readHours } from '../model/day-hours.js';
import type { Calendar, Sla } from '../model/settings.js';
import type { Shift } from '../model/working-time.js';
import { hintFor } from './complaint.js';
import { days, duration } from './number-values.js';
import { listOf, mapOf, oneOf, oneOrMore, scalar, section, Wrong } from './schema-parts.js';
import { anyText, day, path } from './values.js';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const CALLED: ReadonlyMap<string, string> = new Map(
  ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'].map((word, at) => [word, WEEKDAYS[at] as string]),
);

/** Weekdays: `Mon`, `Mon-Fri`, or across the end of the week `Sun-Thu`. */
const weekdays = scalar(
  text('weekdays like Mon-Fri', 'день или дни недели вроде Mon-Fri'),
  (written) => {
    const words = written
      .toLowerCase()
      .split(/[-–—]/)
      .map((part) => part.trim());
    const found = rangeOf(words);
    if (found) return found;
    const meant = words.map((word) => CALLED.get(word) ?? word.slice(0, 3));
    return new Wrong(
      rangeOf(meant) ? hintFor(meant.map((word) => word[0]?.toUpperCase() + word.slice(1)).join('-')) : undefined,
    );
  },
  { type: 'string' },
);

function rangeOf([first = '', last = first, ...rest]: readonly string[]): number[] | undefined {
  const [from, to] = [WEEKDAYS.indexOf(first), WEEKDAYS.indexOf(last)];
  if (from < 0 || to < 0 || rest.length > 0) return undefined;
  return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, step) => ((from + step) % 7) + 1);
}

/** Working hours within one day. A shift across midnight is refused: it would belong to two days. */
const hours = scalar(
  text('hours like "09:00-18:00"', 'промежуток вроде "09:00-18:00"'),
  (written) => {
    const found = readHours(written);
    if (!found) return undefined;
    return isHoursOfADay(found) ? found : new Wrong(NIGHT);
  },
  { type: 'string', pattern: '^\\d\\d?:[0-5]\\d ?- ?\\d\\d?:[0-5]\\d$' },
);
const NIGHT = text(
  'hours end on the day on which they begin: a night shift is not counted ("00:00-24:00" is round the clock)',
  'часы должны кончаться в тот же день: ночные смены не считаются ("00:00-24:00" — круглосуточно)',
);

const shift = {
  days: oneOrMore(weekdays).optional().describe('Working days: Mon-Fri, or a list; without them every day'),
  hours: hours.optional().describe('Working hours: "09:00-18:00"; without them the whole day'),
};

const calendar = section({
  ...shift,
  holidays: z
    .union([path, listOf(day)])
    .optional()
    .describe('Days off: a list, or a file with date,hours, where a day with hours is a working one'),
  by: section({
    manager: mapOf(section(shift)).describe('Shifts of single managers: what they leave out is as above'),
  })
    .optional()
    .describe('Shifts that differ'),
}).transform(({ days: written, hours: open, holidays = [], by }): Calendar => {
  const usual: Shift = { days: inOrder(written ?? [[1, 2, 3, 4, 5, 6, 7]]), hours: open ?? { from: 0, to: 24 * 60 } };
  const own = [...(by?.manager ?? [])].map(
    ([name, one]) =>
      [name, { days: one.days ? inOrder(one.days) : usual.days, hours: one.hours ?? usual.hours }] as const,
  );
  return { ...usual, holidays, byManager: own.length > 0 ? new Map(own) : undefined };
});

const inOrder = (lists: readonly (readonly number[])[]): number[] => [...new Set(lists.flat())].sort();

/** The section `sla`: how fast sales must answer a lead and say what became of it, and how that is measured. */
export const sla: z.ZodType<Sla> = section({
  response: duration.optional().describe('Time to the first answer, of working time (15m)'),
  feedback: days.optional().describe('Whole working days to a change of the status or a reason (3d)'),
  calendar: calendar.optional().describe('Working time; without it nothing is in time or late'),
  from: oneOf(['assigned', 'created'] as const)
    .optional()
    .describe('When the clock starts: at assignment where the lead has one (the default), or always at creation'),
  none: oneOrMore(anyText)
    .optional()
    .describe('Statuses of leads of which nothing tells whether they were answered, or "Pipeline / Status"'),
  not_by: oneOrMore(anyText).optional().describe('Whose answers are none: robots, a common account'),
  response_in: oneOf(['elapsed', 'working'] as const)
    .optional()
    .describe('What a column of response times counts: time by the clock (the default), or of work'),
  answer: oneOf(['calls'] as const)
    .optional()
    .describe('calls: the first call with a talk is the answer, in place of the columns of the CRM'),
}).transform(({ not_by, response_in, ...own }) => ({ ...own, notBy: not_by, responseIn: response_in }));
