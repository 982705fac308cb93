import { makeRandom, type Random } from '../oracle/random.js';
import { ANSWERS, type Anketa, anketaOf, answerOf } from './agreement.js';
import { apportion } from './apportion.js';
import { AS_OF, afterWork, DAY, HOUR, MINUTE, weekday } from './calendar.js';
import { type AdUnit, DEPTHS, type Reason, SEGMENTS, type Segment, SPELLINGS, TOUCHES, UNHEARD } from './story.js';

/** A lead as it truly was; what the CRM shows of it is made from this. Moments are seconds, see calendar.ts. */
export interface Lead {
  id: number;
  segment: Segment;
  unit: AdUnit | undefined;
  created: number;
  modified: number;
  closed: number | null;
  /** Null: nobody answered. */
  answered: number | null;
  /** What the manager wrote down of the agreed standard; null: nobody talked to them. */
  anketa: Anketa | null;
  /** 0 lead … 5 deal. */
  depth: number;
  ending: 'won' | 'lost' | 'open';
  /** By depth; null where it is not marked. */
  marks: (number | null)[];
  reason: Reason | null;
  /** As the manager typed it. */
  reasonText: string;
  budget: number;
  manager: string;
  phone: string;
  /** How often they had come before, as the site and the forms counted; null: they called. */
  touches: number | null;
  /** The ID that the platform's own form gave; null: there was no form. */
  adLeadId: string | null;
  /** False: only the platform has it. */
  inCrm: boolean;
}

type Fate = Pick<Lead, 'depth' | 'ending' | 'reason' | 'inCrm'>;

const MANAGERS = Object.keys(ANSWERS);
/** Hours at which people leave their number, from 8 to 23. */
const HOURS = [3, 6, 9, 10, 10, 9, 9, 10, 9, 8, 7, 5, 4, 4, 3, 2].map((weight, index) => [8 + index, weight] as const);
const FIRST_ID = 48_000_000;
const FIRST_FORM_ID = 701_000_200_300_000;

export function makeLeads(): Lead[] {
  const taken = new Set<number>();
  const leads: Lead[] = [];
  for (const segment of SEGMENTS) leads.push(...leadsOf(segment, taken, leads.length));
  // The last thing that happened before the export.
  const last = leads.find(({ ending, depth }) => ending === 'open' && depth === 4);
  if (last) last.modified = AS_OF;
  return leads.sort((a, b) => a.id - b.id);
}

function leadsOf(segment: Segment, taken: Set<number>, before: number): Lead[] {
  const random = makeRandom(segment.seed);
  const fates = shuffled(fatesOf(segment), random);
  fates.splice(Math.floor(fates.length * 0.6), 0, ...neverHandedOver(segment));
  const [from, to] = segment.days;
  const days = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const perDay = apportion(
    fates.length,
    days.map((day) => (segment.week[weekday(day)] ?? 0) * random.int(70, 130)),
  );
  const onDays = perDay.flatMap((count, index) => Array<number>(count).fill(days[index] ?? 0));
  const prices = amounts(segment, random);
  const phones = numbers(before, fates.length, random);
  const counter = makeRandom(segment.seed + 2000);
  const leads = fates.map((fate, index) => {
    const created = freeMoment(onDays[index] ?? 0, taken, random);
    const unit = segment.ads && random.weighted(segment.ads.units.map((one) => [one, one.weight] as const));
    const budget = fate.ending === 'won' ? (prices.pop() ?? 0) : fate.depth >= 3 ? random.int(30, 110) * 1000 : 0;
    return {
      ...fate,
      ...lifeOf(fate, created, random),
      answered: null,
      anketa: null,
      // IDs grow with time, and do not change when a segment is added.
      id: FIRST_ID + created,
      segment,
      unit,
      created,
      reasonText: typed(fate.reason, random),
      budget,
      manager: random.pick(MANAGERS),
      phone: phones[index] ?? '',
      touches: touchesOf(segment, fate, counter),
      adLeadId: segment.source === 'meta' ? String(FIRST_FORM_ID + created * 61) : null,
    };
  });
  for (const lead of leads) Object.assign(lead, { answered: answerOf(lead), anketa: anketaOf(lead) });
  leaveOutMarks(leads, segment, random);
  addStrayReasons(leads, segment, random);
  return leads;
}

function fatesOf({ lost, lostWithoutReason, open, deals }: Segment): Fate[] {
  const reasons = [...(Object.entries(lost) as [Reason, Segment['open']][]), [null, lostWithoutReason] as const];
  return [
    ...reasons.flatMap(([reason, counts]) =>
      counts.flatMap((count, depth) => repeat(count, { depth, ending: 'lost', reason, inCrm: true })),
    ),
    ...open.flatMap((count, depth) => repeat(count, { depth, ending: 'open', reason: null, inCrm: true })),
    ...repeat(deals, { depth: 5, ending: 'won', reason: null, inCrm: true }),
  ];
}

const neverHandedOver = ({ notHandedOver = 0 }: Segment): Fate[] =>
  repeat(notHandedOver, { depth: 0, ending: 'open', reason: null, inCrm: false });

const repeat = (count: number, fate: Fate): Fate[] => Array.from({ length: count }, () => ({ ...fate }));

/** When each stage was reached, and when it ended: a deal within sixty days, so that two months later nothing is too early. */
function lifeOf({ depth, ending, reason }: Fate, created: number, random: Random) {
  const workday = 10 * HOUR;
  const waits = [
    [0, 0],
    [4 * MINUTE, 3 * HOUR],
    [5 * MINUTE, workday],
    [workday, 6 * workday],
    [2 * workday, 9 * workday],
    [2 * workday, 14 * workday],
  ] as const;
  const marks = Array<number | null>(DEPTHS.length).fill(null);
  let moment = created;
  for (const [stage, [low, high]] of waits.slice(0, depth + 1).entries()) {
    if (stage > 0) moment = afterWork(moment, random.int(low, high));
    marks[stage] = moment;
  }
  // Whoever gave a reason was talked to, qualified or not.
  if (depth === 0 && ending === 'lost' && !UNHEARD.has(reason)) {
    moment = afterWork(created, random.int(3 * MINUTE, 8 * HOUR));
    marks[2] = moment;
  }
  if (ending === 'won') return { marks, closed: moment, modified: later(moment, 3, random) };
  if (ending === 'open') return { marks, closed: null, modified: later(moment, 40, random) };
  const closed = afterWork(moment, random.int(HOUR, depth === 0 ? 8 * workday : 14 * workday));
  return { marks, closed, modified: later(closed, 2, random) };
}

/** An edit within so many working days, before the last day. */
function later(moment: number, days: number, random: Random): number {
  for (;;) {
    const edited = afterWork(moment, random.int(0, days * 10 * HOUR));
    if (edited < AS_OF - DAY) return edited;
  }
}

function freeMoment(day: number, taken: Set<number>, random: Random): number {
  for (;;) {
    const moment = day * DAY + random.weighted(HOURS) * HOUR + random.int(0, HOUR - 1);
    if (taken.has(moment)) continue;
    taken.add(moment);
    return moment;
  }
}

/** Amounts of deals, in pairs around their average, so that the sum is exact. */
function amounts({ deals, averageDeal }: Segment, random: Random): number[] {
  const found = deals % 2 === 1 ? [averageDeal] : [];
  while (found.length < deals) {
    const off = random.int(1, 60) * 500;
    found.push(averageDeal - off, averageDeal + off);
  }
  return shuffled(found, random);
}

/** 8-999-000-…: numbers that nobody has. */
const numbers = (before: number, count: number, random: Random): string[] =>
  shuffled(
    Array.from({ length: count }, (_, index) => `8999000${String(before + index).padStart(4, '0')}`),
    random,
  );

/** Two in three as the list of reasons has it, the others by hand. */
const typed = (reason: Reason | null, random: Random): string =>
  reason === null ? '' : random.chance(2 / 3) ? reason : random.pick(SPELLINGS[reason]);

/** Below a contact alone a missing qualification would change how deep a lead got: only leads with a proposal lose it. */
const UNMARKABLE_FROM = [6, 3, 3, 4, 5];

function leaveOutMarks(leads: readonly Lead[], { unmarked }: Segment, random: Random): void {
  const touched = new Set<Lead>();
  for (const [stage, count] of unmarked.entries()) {
    const able = leads.filter((lead) => lead.depth >= (UNMARKABLE_FROM[stage] ?? 6) && !touched.has(lead));
    for (const lead of random.some(able, count)) {
      lead.marks[stage] = null;
      touched.add(lead);
    }
  }
}

/** Somebody said it, and then bought or went on talking. */
function addStrayReasons(leads: readonly Lead[], { strayReasons }: Segment, random: Random): void {
  const able = leads.filter(({ ending }) => ending !== 'lost');
  for (const lead of random.some(able, strayReasons)) {
    lead.reason = random.pick(['Дорого', 'Я подумаю', 'Не сейчас'] as const);
    lead.reasonText = lead.reason;
  }
}

function touchesOf({ source }: Segment, { depth }: Fate, random: Random): number | null {
  if (source === null) return null;
  const weights = TOUCHES[source === 'vk' || source === 'meta' ? 'form' : 'site'][depth === 0 ? 'idle' : 'qualified'];
  return random.weighted(weights.map((weight, index) => [index + 1, weight] as const));
}

export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const all = [...items];
  for (let index = all.length - 1; index > 0; index--) {
    const other = random.int(0, index);
    [all[index], all[other]] = [all[other] as T, all[index] as T];
  }
  return all;
}
