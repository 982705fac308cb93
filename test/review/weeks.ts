import { folder } from '../cli/run.js';

const MONDAY = '2026-07-27';
export const day = (by: number) => new Date(Date.parse(MONDAY) + by * 86_400_000).toISOString().slice(0, 10);

/** An invented lead, as its CRM has it; days are numbers from a Monday on. */
export interface Made {
  readonly id: string;
  readonly created: number;
  readonly source: string;
  readonly campaign: string;
  readonly manager: string;
  /** Days until it was qualified, spoken to, answered (minutes), won or lost; null: it was not. */
  readonly qualified: number | null;
  readonly contact: number | null;
  readonly answered: number | null;
  readonly won: number | null;
  readonly lost: number | null;
  readonly sum: number | null;
  readonly reason: string;
  readonly hasOffer: boolean;
}

const SOURCES = ['VK', 'Meta', 'Direct'];
const REASONS = ['Price', 'Spam', '', 'Competitor'];

/** Sixteen weeks, no two of them alike, and the leads of the last ones half open. */
export const LEADS: readonly Made[] = Array.from({ length: 16 }, (_, week) =>
  Array.from({ length: 14 + ((week * 5) % 9) }, (_, at): Made => {
    const kind = (at * 7 + week * 3) % 10;
    const [isWon, isLost] = [kind === 0, kind > 4];
    return {
      id: String(1000 + week * 50 + at),
      created: week * 7 + (at % 7),
      source: SOURCES[(at + week) % 3] as string,
      campaign: `C${at % 4}`,
      manager: at % 3 === 0 ? 'Ann' : 'Bob',
      qualified: kind < 6 ? (at * 3 + week) % 11 : null,
      contact: kind < 8 ? (at + week) % 9 : null,
      answered: kind === 9 ? null : ((at * 4 + week) % 8) * 5,
      won: isWon ? 3 + ((at + week) % 12) : null,
      lost: isLost ? 2 + ((at * 2 + week) % 9) : null,
      sum: kind < 2 || kind === 5 ? 1000 + at * 100 + week : null,
      reason: isLost ? (REASONS[(at + week) % 4] as string) : '',
      hasOffer: kind < 3 || kind === 5,
    };
  }),
).flat();

/** What was spent, a row per source and day. */
export const SPENT = Array.from({ length: 16 * 7 }, (_, at) =>
  SOURCES.slice(0, 2).map((source, of) => ({ at, source, cost: 50 + ((at * 13 + of * 7) % 40) })),
).flat();

const at = (made: Made, days: number | null) => (days === null ? '' : day(made.created + days));
const lastDay = 16 * 7 + 8;

export const YAML = `currency: RUB
timezone: Europe/Moscow
files:
  - path: crm.csv
    table: crm
    columns: {lead_id: ID, created_at: Created, modified_at: Changed, source: Source, campaign: Campaign, manager: Manager, status: Status, reason: Reason, answered_at: Answered, qualified_at: Qualified, contact_at: Talked, proposal_at: Offered, closed_at: Closed, revenue: Sum, amount: Sum}
  - {path: ads.csv, table: ad_stats, columns: {day: Day, source: Source, cost: Cost}}
statuses: {Open: lead, Won: deal, Lost: lost}
sla: {calendar: {days: Mon-Sun, hours: "00:00-24:00"}}
`;

const lineOf = (made: Made): string =>
  [
    ...[made.id, `${day(made.created)} 10:00`, day(lastDay), made.source, made.campaign, made.manager],
    ...[made.won !== null ? 'Won' : made.lost !== null ? 'Lost' : 'Open', made.reason],
    made.answered === null ? '' : `${day(made.created)} 10:${String(made.answered).padStart(2, '0')}`,
    ...[at(made, made.qualified), at(made, made.contact), made.hasOffer ? at(made, 1) : ''],
    ...[at(made, made.won ?? made.lost), made.sum ?? ''],
  ].join(',');

/** Calls, one or two of every lead that was spoken to, the odd ones not answered. */
export const CALLS = LEADS.flatMap((made) =>
  made.contact === null
    ? []
    : [0, 1].slice(0, 1 + (Number(made.id) % 2)).map((nth) => ({
        ...{ id: `c${made.id}-${nth}`, lead: made.id, day: day(made.created + (made.contact ?? 0)) },
        ...{ manager: nth === 0 ? made.manager : 'Eve', talk: Number(made.id) % 5 === 0 ? 0 : 60 + nth },
      })),
);
export const callsCsv = (calls: typeof CALLS = CALLS): string =>
  `Call ID,Lead,When,Who,Talk,File\n${calls.map((one) => `${one.id},${one.lead},${one.day} 12:00,${one.manager},${one.talk},https://calls.example/${one.id}.mp3`).join('\n')}\n`;
export const OF_CALLS =
  '  - {path: calls.csv, table: calls, columns: {call_id: Call ID, lead_id: Lead, called_at: When, manager: Who, talk: Talk, recording: File}}\n';

/** The folder of all that, with more in its configuration. */
export const firm = (more = '', leads: readonly Made[] = LEADS): string =>
  folder({
    'crm.csv': `ID,Created,Changed,Source,Campaign,Manager,Status,Reason,Answered,Qualified,Talked,Offered,Closed,Sum\n${leads.map(lineOf).join('\n')}\n`,
    'ads.csv': `Day,Source,Cost\n${SPENT.map((one) => `${day(one.at)},${one.source},${one.cost}`).join('\n')}\n`,
    'funnel.yaml': `${YAML}${more}`,
  });
