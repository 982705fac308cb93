// How fast leads were answered, by the definitions alone: working time is counted minute by minute, on a clock from
// Intl.

/**
 * A lead as in the export. Moments are local, to the minute (`2026-03-01 12:00`) or a plain day; null where nothing can
 * be read.
 */
export interface AnswerLead {
  id: string;
  manager: string;
  created: string;
  assigned: string | null;
  answered: string | null;
  /** Seconds. */
  response: number | null;
  status: 'New' | 'Work' | 'Won' | 'Lost' | 'Robot';
  reason: string;
  closed: string | null;
  qualified: string | null;
  /** The fields whose cells hold words instead of a moment or a number. */
  unread: readonly ('assigned' | 'answered' | 'response')[];
  /** Its file has no column of answers. */
  isMute: boolean;
}

/** Working hours; `from` and `to` are whole hours. */
export interface Shift {
  /** ISO weekdays. */
  days: number[];
  from: number;
  to: number;
}

export interface AnswersCase {
  leads: AnswerLead[];
  zone: string;
  calendar:
    | (Shift & { special: Record<string, { from: number; to: number } | null>; byManager: Record<string, Shift> })
    | null;
  /** Minutes. */
  response: number;
  feedback: number;
  from: 'assigned' | 'created';
  notBy: string[];
  none: string[];
  /** Local, to the minute; or a day, all of it. Undefined: not given, and then it is the last creation. */
  asOf: string | undefined;
}

/** A wall clock in a time zone. */
export class Clock {
  readonly #format: Intl.DateTimeFormat;
  readonly #hours = new Map<number, number>();

  constructor(zone: string) {
    this.#format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  }

  /** Minutes ahead of UTC at a minute of UTC. Zones change at whole hours. */
  #ahead(minute: number): number {
    const hour = Math.floor(minute / 60);
    let known = this.#hours.get(hour);
    if (known === undefined) {
      const wall = this.#format.format(new Date(hour * 3_600_000)).replace(' ', 'T');
      known = Math.round((Date.parse(`${wall}Z`) - hour * 3_600_000) / 60_000);
      this.#hours.set(hour, known);
    }
    return known;
  }

  /** What the clock shows, as minutes since 1970 as if it were UTC. */
  shows(minute: number): number {
    return minute + this.#ahead(minute);
  }

  /** The first minute of UTC at which the clock shows this; if it never does, the minute at which it jumps over it. */
  when(local: string): number {
    const wall = Date.parse(local.length === 10 ? local : `${local.replace(' ', 'T')}Z`) / 60_000;
    for (let minute = wall - 15 * 60; minute <= wall + 15 * 60; minute++) if (this.shows(minute) >= wall) return minute;
    throw new Error(`${local} is never`);
  }
}

const MINUTES = 1440;
const dayOf = (minute: number) => Math.floor(minute / MINUTES);
const isoDay = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
const weekdayOf = (day: number) => ((((day + 3) % 7) + 7) % 7) + 1;

export function standings(input: AnswersCase) {
  const clock = new Clock(input.zone);
  const { calendar } = input;
  const last = input.leads
    .map(({ created }) => created)
    .sort()
    .at(-1) as string;
  const isDay = input.asOf?.length === 10;
  const now = isDay
    ? clock.when(`${isoDay(dayOf(Date.parse(`${input.asOf}T00:00Z`) / 60_000) + 1)} 00:00`)
    : clock.when(input.asOf ?? last);
  const today = dayOf(Date.parse(`${(input.asOf ?? last).slice(0, 10)}T00:00Z`) / 60_000);
  const firstOpen = isDay ? today + 1 : today;
  const hoursOf = (manager: string, day: number) => {
    if (!calendar) throw new Error('no calendar');
    const special = calendar.special[isoDay(day)];
    if (special !== undefined) return special;
    const shift = calendar.byManager[manager] ?? calendar;
    return shift.days.includes(weekdayOf(day)) ? shift : null;
  };
  /**
   * Working minutes between two moments, counted one by one; without a calendar every minute counts. Negative if the
   * end comes first.
   */
  const worked = (manager: string, from: number, to: number): number => {
    if (!calendar) return to - from;
    let sum = 0;
    for (let minute = Math.min(from, to); minute < Math.max(from, to); minute++) {
      const shown = clock.shows(minute);
      const hours = hoursOf(manager, dayOf(shown));
      const hour = (shown - dayOf(shown) * MINUTES) / 60;
      if (hours && hour >= hours.from && hour < hours.to) sum++;
    }
    return from <= to ? sum : -sum;
  };
  /** Whether a moment has a time of day. If plain days stand in its column, midnight may be a plain day. */
  const isTimed = (field: 'created' | 'assigned' | 'answered', moment: string | null): boolean =>
    moment !== null &&
    moment.length > 10 &&
    !(moment.endsWith('00:00') && input.leads.some((one) => one[field]?.length === 10));
  const isRoundTheClock =
    !calendar ||
    (calendar.days.length === 7 &&
      calendar.from === 0 &&
      calendar.to === 24 &&
      Object.keys({ ...calendar.special, ...calendar.byManager }).length === 0);
  const until = (moment: string | null) => {
    if (moment === null) return null;
    const minute = clock.when(moment);
    return input.asOf !== undefined && minute > now ? null : minute;
  };
  return input.leads.map((lead) => {
    const created = clock.when(lead.created);
    const assigned = until(lead.assigned);
    const start = input.from === 'assigned' && assigned !== null ? Math.max(created, assigned) : created;
    const said = until(lead.answered);
    const counted = lead.response === null ? null : created + lead.response / 60;
    const isNobody = input.notBy.includes(lead.manager);
    const isCreatedTimed = isTimed('created', lead.created);
    const isSaidTimed = isTimed('answered', lead.answered);
    const isAssignedTimed = isTimed('assigned', lead.assigned);
    const isSaid =
      said !== null &&
      (isCreatedTimed && isSaidTimed ? said >= created : dayOf(clock.shows(said)) >= dayOf(clock.shows(created)));
    const answered = isNobody
      ? null
      : isSaid
        ? said
        : counted !== null && (input.asOf === undefined || counted <= now)
          ? counted
          : null;
    const isByResponse = answered !== null && !isSaid;
    const mayBeAssigned = input.from === 'assigned' && (assigned !== null || lead.unread.includes('assigned'));
    const isStartKnown = isCreatedTimed && (!mayBeAssigned || isAssignedTimed);
    const isAnswerKnown = isCreatedTimed && (isByResponse || isSaidTimed);
    const took =
      answered === null
        ? null
        : isByResponse && isRoundTheClock && !mayBeAssigned
          ? (lead.response as number) / 60
          : isStartKnown && isAnswerKnown
            ? Math.max(0, worked(lead.manager, start, answered))
            : null;
    const isUnread = !isNobody && lead.unread.some((one) => one !== 'assigned');
    const closed = until(lead.closed);
    const isLost = lead.status === 'Lost';
    const isJunk = isLost && ['Спам', 'Дубль', 'test'].includes(lead.reason);
    const stands = (): string => {
      if (lead.isMute || input.none.includes(lead.status)) return 'unknown';
      if (answered === null && isUnread) return 'unknown';
      if (answered !== null && !calendar) return 'answered';
      if (answered !== null) return took === null ? 'unknown' : took <= input.response ? 'within' : 'late';
      if (!calendar) return 'pending';
      if (!isStartKnown) return 'unknown';
      if (isJunk && closed !== null && worked(lead.manager, start, closed) <= input.response) return 'outside';
      if (worked(lead.manager, start, now) <= input.response) return 'pending';
      return isJunk && closed === null ? 'unknown' : 'overdue';
    };
    const standing = stands();
    const isAnswered = ['within', 'late', 'answered'].includes(standing);
    const localDay = (minute: number) => dayOf(clock.shows(minute));
    const hasReason = isLost && !['', '-', 'Другое'].includes(lead.reason);
    const moved = until(lead.qualified);
    const fed = [moved, hasReason ? closed : null]
      .flatMap((one) => (one === null ? [] : [localDay(one)]))
      .sort((a, b) => a - b)[0];
    let deadline = localDay(created);
    for (let left = input.feedback; calendar && left > 0; ) {
      deadline++;
      if (hoursOf(lead.manager, deadline)) left--;
    }
    const isDue = calendar !== null && deadline < firstOpen;
    // A lead whose work began after the as-of day was not being worked on at that time.
    const isLater = lead.qualified !== null && moved === null;
    const hasMoved = moved !== null || lead.status === 'Won' || (lead.status === 'Work' && !isLater);
    return {
      lead,
      standing,
      took: isAnswered && took !== null ? took * 60 : null,
      elapsed:
        !isAnswered || answered === null
          ? null
          : isByResponse
            ? lead.response
            : isAnswerKnown
              ? (answered - created) * 60
              : null,
      routing:
        assigned !== null && isCreatedTimed && isAssignedTimed && assigned >= created
          ? (assigned - created) * 60
          : null,
      human:
        isAnswered &&
        isAnswerKnown &&
        isAssignedTimed &&
        answered !== null &&
        assigned !== null &&
        assigned >= created &&
        answered >= assigned
          ? (answered - assigned) * 60
          : null,
      isDue,
      isGiven: isDue && fed !== undefined && fed <= deadline,
      isEver: (calendar ? isDue : true) && (hasMoved || hasReason),
      isDated: fed !== undefined,
      isOpen: !isLost && lead.status !== 'Won',
      isDeal: lead.status === 'Won',
      isQualified: hasMoved,
      weekday: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][
        weekdayOf(dayOf(Date.parse(lead.created.slice(0, 10)) / 60_000)) - 1
      ] as string,
      hour: isCreatedTimed ? lead.created.slice(11, 13) : '(no time)',
    };
  });
}

type Standing = ReturnType<typeof standings>[number];

/** A quantile; between two neighbours it is interpolated in a straight line. */
export function quantile(values: readonly (number | null)[], share: number): number | null {
  const known = values.flatMap((one) => (one === null ? [] : [one])).sort((a, b) => a - b);
  if (known.length === 0) return null;
  const place = share * (known.length - 1);
  const below = Math.floor(place);
  const [low, high] = [known[below] as number, known[Math.min(below + 1, known.length - 1)] as number];
  return Math.round(low + (high - low) * (place - below));
}

/** The cells of a row of the report, in the order of its columns, without norm and verdict. */
export function answersOf(all: readonly Standing[], hasCalendar: boolean): (number | null)[] {
  const count = (is: (one: Standing) => boolean) => all.filter(is).length;
  const stand = (...words: string[]) => count(({ standing }) => words.includes(standing));
  const ofCalendar = (value: number | null) => (hasCalendar ? value : null);
  const rate = (some: number, whole: number) => (whole === 0 ? null : Math.round((some / whole) * 1e6) / 1e6);
  const [due, given, ever] = [
    count(({ isDue }) => isDue),
    count(({ isGiven }) => isGiven),
    count(({ isEver }) => isEver),
  ];
  const undated = count(({ isEver, isDated }) => isEver && !isDated);
  return [
    all.length,
    stand('within', 'late', 'answered'),
    ofCalendar(stand('within')),
    ofCalendar(stand('late')),
    ofCalendar(stand('overdue')),
    stand('pending'),
    stand('unknown'),
    stand('outside'),
    ofCalendar(rate(stand('within'), stand('within', 'late', 'overdue'))),
    quantile(
      all.map(({ took }) => took),
      0.5,
    ),
    quantile(
      all.map(({ took }) => took),
      0.9,
    ),
    quantile(
      all.map(({ elapsed }) => elapsed),
      0.5,
    ),
    quantile(
      all.map(({ routing }) => routing),
      0.5,
    ),
    quantile(
      all.map(({ human }) => human),
      0.5,
    ),
    ofCalendar(due),
    ofCalendar(given),
    ofCalendar(undated * 10 > ever ? null : rate(given, due)),
    ever,
    count(({ isOpen }) => isOpen),
  ];
}

/**
 * Bucket of answer time → the number of leads, of qualified ones and of deals in it. Leads that are answered or waiting
 * count.
 */
export function speedsOf(all: readonly Standing[]): Record<string, number[]> {
  const found: Record<string, number[]> = {};
  for (const { standing, took, isQualified, isDeal } of all) {
    const bucket =
      took !== null
        ? ([
            [300, '5m'],
            [900, '15m'],
            [3600, '1h'],
            [14_400, '4h'],
            [86_400, '24h'],
          ].find(([most]) => took <= Number(most))?.[1] ?? 'later')
        : ['overdue', 'pending'].includes(standing)
          ? 'unanswered'
          : null;
    if (bucket === null) continue;
    const [leads = 0, qualified = 0, deals = 0] = found[String(bucket)] ?? [];
    found[String(bucket)] = [leads + 1, qualified + Number(isQualified), deals + Number(isDeal)];
  }
  return found;
}
