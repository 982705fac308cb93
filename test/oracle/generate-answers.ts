import type { AnswerLead, AnswersCase, Shift } from './answers.js';
import { makeRandom } from './random.js';

/** Invents a CRM of some managers around a change of the clocks, with a calendar or without. */
export function generateAnswers(seed: number): AnswersCase & { files: Record<string, string> } {
  const { int, chance, pick, some } = makeRandom(seed);
  const [zone, first] = pick([
    ['Europe/Berlin', '2026-03-24'],
    ['Europe/Berlin', '2026-10-20'],
    ['America/New_York', '2026-10-28'],
    ['America/New_York', '2026-03-03'],
    ['Europe/Moscow', '2026-11-02'],
    ['Asia/Kolkata', '2026-05-04'],
  ] as const);
  const day = (plus: number) => new Date(Date.parse(`${first}T00:00Z`) + plus * 86_400_000).toISOString().slice(0, 10);
  const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
  const moment = (from: number, to: number) =>
    `${day(int(from, to))} ${String(pick([0, 1, 2, 3, 8, 9, 9, 10, 11, 14, 17, 18, 23])).padStart(2, '0')}:${String(int(0, 59)).padStart(2, '0')}`;
  const shift = (): Shift => {
    const from = pick([0, 0, 2, 8, 9, 10]);
    return {
      days: some([1, 2, 3, 4, 5, 6, 7], int(3, 7)),
      from,
      to: pick([3, 5, 13, 18, 24].filter((to) => to > from)),
    };
  };
  const managers = ['Анна', 'Борис', 'Вера', 'Робот'];
  const calendar: AnswersCase['calendar'] = chance(0.15)
    ? null
    : {
        ...shift(),
        special: Object.fromEntries(
          Array.from({ length: int(0, 3) }, () => [day(int(0, 12)), chance(0.5) ? null : { from: 10, to: 15 }]),
        ),
        byManager: chance(0.5) ? { Вера: shift() } : {},
      };
  const reasons = ['', '-', 'Другое', 'Дорого', 'Спам', 'Спам', 'Дубль', 'test'];
  const leads = Array.from({ length: int(20, 60) }, (_, at): AnswerLead => {
    const created = moment(0, 10);
    const start = Math.round(
      (Date.parse(`${created.slice(0, 10)}T00:00Z`) - Date.parse(`${first}T00:00Z`)) / 86_400_000,
    );
    const status = pick(['New', 'Work', 'Won', 'Lost', 'Lost', 'Robot'] as const);
    const later = (most: number) => moment(Math.max(start - 1, 0), start + most);
    const isMute = chance(0.2);
    const told = <T>(probability: number, of: () => T) => (chance(probability) && !isMute ? of() : null);
    return {
      id: String(at + 1),
      manager: pick(managers),
      created,
      assigned: told(0.5, () => later(1)),
      answered: told(0.4, () => later(2)),
      response: told(0.3, () => 60 * pick([0, 4, 5, 14, 15, 16, 60, 200, 3000])),
      status,
      reason: status === 'Lost' ? pick(reasons) : '',
      closed: ['Won', 'Lost'].includes(status) && chance(0.8) ? moment(start, start + 4) : null,
      qualified: ['Work', 'Won'].includes(status) && chance(0.9) ? moment(start, start + 4) : null,
      unread: [],
      isMute,
    };
  });
  const unclear = chance(0.6) ? 0.08 : 0;
  for (const lead of leads) {
    if (chance(unclear)) lead.created = lead.created.slice(0, 10);
    if (chance(unclear)) lead.answered = lead.answered?.slice(0, 10) ?? null;
    if (chance(unclear)) lead.assigned = lead.assigned?.slice(0, 10) ?? null;
    if (lead.isMute) continue;
    lead.unread = (['assigned', 'answered', 'response'] as const).filter((of) => lead[of] === null && chance(unclear));
  }
  const input: AnswersCase = {
    ...{ leads, zone, calendar, response: pick([5, 15, 60]), feedback: int(1, 3) },
    ...{
      from: pick(['assigned', 'created'] as const),
      notBy: chance(0.3) ? ['Робот'] : [],
      none: chance(0.3) ? ['Robot'] : [],
    },
    asOf: pick([undefined, day(int(6, 12)), `${day(int(6, 12))}T12:30`]),
  };
  return { ...input, files: filesOf(input, clock, chance(0.5)) };
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function filesOf(input: AnswersCase, clock: (hour: number) => string, inFile: boolean): Record<string, string> {
  const { leads, calendar } = input;
  const duration = (seconds: number) =>
    `${Math.floor(seconds / 3600)}:${String(Math.floor((seconds % 3600) / 60)).padStart(2, '0')}:00`;
  const said = (lead: AnswerLead, of: 'assigned' | 'answered' | 'response'): string => {
    const value = lead[of];
    return lead.unread.includes(of) ? 'утром' : typeof value === 'number' ? duration(value) : (value ?? '');
  };
  const row = (one: AnswerLead) =>
    [
      ...[one.id, one.manager, one.created, one.status, one.reason, one.closed ?? '', one.qualified ?? ''],
      ...(one.isMute ? [] : [said(one, 'assigned'), said(one, 'answered'), said(one, 'response')]),
    ].join(',');
  const table = (isMute: boolean) =>
    [
      `ID,Manager,Created,Status,Reason,Closed,Qualified${isMute ? '' : ',Assigned,Answered,Response'}`,
      ...leads.filter((one) => one.isMute === isMute).map(row),
    ].join('\n');
  const shift = ({ days, from, to }: Shift) =>
    `days: [${days.map((day) => WEEKDAYS[day - 1]).join(', ')}], hours: "${clock(from)}-${clock(to)}"`;
  const special = Object.entries(calendar?.special ?? {});
  const isFile = inFile || special.some(([, hours]) => hours !== null);
  const columns =
    'lead_id: ID, manager: Manager, created_at: Created, status: Status, reason: Reason, closed_at: Closed, qualified_at: Qualified';
  const holidays =
    special.length === 0
      ? ''
      : isFile
        ? ', holidays: days.csv'
        : `, holidays: [${special.map(([day]) => day).join(', ')}]`;
  const own = Object.entries(calendar?.byManager ?? {}).map(([name, one]) => `${name}: {${shift(one)}}`);
  const by = own.length > 0 ? `, by: {manager: {${own.join(', ')}}}` : '';
  const yaml = `timezone: ${input.zone}
files:
  - {path: crm.csv, table: crm, columns: {${columns}, assigned_at: Assigned, answered_at: Answered, response: Response}}
  - {path: mute.csv, table: crm, columns: {${columns}}}
statuses: {New: lead, Work: qualified, Won: deal, Lost: lost, Robot: lead}
sla:
  response: ${input.response}m
  feedback: ${input.feedback}d
  from: ${input.from}
${input.notBy.length > 0 ? `  not_by: [${input.notBy.join(', ')}]\n` : ''}${input.none.length > 0 ? `  none: [${input.none.join(', ')}]\n` : ''}${
  calendar ? `  calendar: {${shift(calendar)}${holidays}${by}}\n` : ''
}`;
  return {
    'funnel.yaml': yaml,
    'crm.csv': `${table(false)}\n`,
    ...(leads.some(({ isMute }) => isMute) ? { 'mute.csv': `${table(true)}\n` } : {}),
    ...(isFile && special.length > 0
      ? {
          'days.csv': `date,hours\n${special
            .map(([day, hours]) => `${day},${hours ? `${clock(hours.from)}-${clock(hours.to)}` : ''}`)
            .join('\n')}\n`,
        }
      : {}),
  };
}
