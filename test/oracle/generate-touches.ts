// Invented leads, touches and spend, given both to the program (as files) and to the oracle (as values).

import { makeRandom } from './random.js';

export interface TouchedLead {
  id: string;
  /** `2026-03-10 12:00`, or a plain day. */
  created: string;
  status: 'New' | 'Qualified' | 'Won' | 'Lost';
  source: string;
  campaign: string;
  /** In cents; null: blank. */
  amount: number | null;
  client: string;
}

export interface Touch {
  lead: string;
  client: string;
  at: string;
  source: string;
  campaign: string;
}

export interface TouchesInput {
  leads: TouchedLead[];
  touches: Touch[];
  /** Source → cents on each day from the first to the last. */
  spend: Map<string, number>;
  lookback: number;
  files: { name: string; text: string }[];
}

const SOURCES = ['Alpha', 'Beta', 'Gamma', 'Direct'];
const CAMPAIGNS = ['spring', 'autumn', ''];

export function generateTouches(seed: number): TouchesInput {
  const random = makeRandom(seed);
  const two = (n: number) => String(n).padStart(2, '0');
  const first = Date.UTC(2026, 0, 1);
  const dayAt = (day: number) => new Date(first + day * 86_400_000).toISOString().slice(0, 10);
  const momentAt = (day: number, withoutTime: number) =>
    random.chance(withoutTime) ? dayAt(day) : `${dayAt(day)} ${two(random.int(0, 23))}:${two(random.int(0, 59))}`;
  const lookback = random.pick([90, 30, 7]);
  const leads: TouchedLead[] = Array.from({ length: random.int(5, 40) }, (_, at) => ({
    id: String(1001 + at),
    created: momentAt(random.int(60, 90), 0.2),
    status: random.pick(['New', 'Qualified', 'Won', 'Lost'] as const),
    source: random.pick([...SOURCES, '']),
    campaign: random.pick(CAMPAIGNS),
    amount: random.chance(0.8) ? random.int(1, 5_000_000) : null,
    client: random.chance(0.6) ? `70${random.int(1, 30)}` : '',
  }));
  const touches: Touch[] = Array.from({ length: random.int(0, leads.length * 5) }, () => {
    const isOfLead = random.chance(0.5);
    return {
      lead: isOfLead ? (random.chance(0.95) ? random.pick(leads).id : '999') : '',
      client: isOfLead ? '' : `70${random.int(1, 35)}`,
      at: momentAt(random.int(0, 95), 0.3),
      source: random.pick(SOURCES),
      campaign: random.pick(CAMPAIGNS),
    };
  });
  // Some touches are repeated, and some happen at the same moment.
  for (const touch of random.some(touches, 3)) touches.push({ ...touch });
  for (const touch of random.some(touches, 3)) touches.push({ ...touch, source: random.pick(SOURCES) });
  const spend = new Map(random.some(['Alpha', 'Beta', 'Delta'], 2).map((source) => [source, random.int(100, 90_000)]));
  const days = Array.from({ length: 100 }, (_, day) => dayAt(day));
  const cents = (amount: number) => `${Math.floor(amount / 100)}.${two(amount % 100)}`;
  const table = (rows: readonly (readonly string[])[]) => rows.map((row) => `${row.join(',')}\n`).join('');
  const of = (own: readonly Touch[], whose: 'lead' | 'client') =>
    table([[whose, 'at', 'source', 'campaign'], ...own.map((one) => [one[whose], one.at, one.source, one.campaign])]);
  const file = (name: string, kind: string, columns: string) =>
    `  - {path: ${name}, table: ${kind}, columns: {${columns}}}\n`;
  return {
    ...{ leads, touches, spend, lookback },
    files: [
      {
        name: 'crm.csv',
        text: table([
          ['id', 'created', 'status', 'source', 'campaign', 'amount', 'client'],
          ...leads.map((one) => [
            ...[one.id, one.created, one.status, one.source, one.campaign],
            ...[one.amount === null ? '' : cents(one.amount), one.client],
          ]),
        ]),
      },
      {
        name: 'by-lead.csv',
        text: of(
          touches.filter(({ lead }) => lead !== ''),
          'lead',
        ),
      },
      {
        name: 'by-client.csv',
        text: of(
          touches.filter(({ client }) => client !== ''),
          'client',
        ),
      },
      {
        name: 'ads.csv',
        text: table([
          ['day', 'source', 'cost'],
          ...[...spend].flatMap(([source, cost]) => days.map((day) => [day, source, cents(cost)])),
        ]),
      },
      {
        name: 'funnel.yaml',
        text: `currency: RUB\nlookback: ${lookback}d\nfiles:\n${[
          file(
            'crm.csv',
            'crm',
            'lead_id: id, created_at: created, status: status, source: source, campaign: campaign, amount: amount, revenue: amount, client_id: client',
          ),
          file('by-lead.csv', 'touches', 'lead_id: lead, touched_at: at, source: source, campaign: campaign'),
          file('by-client.csv', 'touches', 'client_id: client, touched_at: at, source: source, campaign: campaign'),
          file('ads.csv', 'ad_stats', 'day: day, source: source, cost: cost'),
        ].join('')}statuses: {New: lead, Qualified: qualified, Won: deal, Lost: lost}\n`,
      },
    ],
  };
}
