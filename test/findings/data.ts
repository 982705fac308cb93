import { folder, funnel } from '../cli/run.js';

/** The given number of identical leads. */
export interface Leads {
  count: number;
  status: 'New' | 'Qualified' | 'Called' | 'Offered' | 'Deciding' | 'Won' | 'Lost' | 'Lost early' | 'Lost late';
  source?: string;
  campaign?: string;
  reason?: string;
  /** Of each. */
  budget?: number;
  day?: string;
  manager?: string;
}

/** What was paid. */
export interface Spend {
  source?: string;
  campaign?: string;
  cost: number;
  clicks?: number;
  actions?: number;
  day?: string;
}

export const crmOf = (groups: readonly Leads[]): string => {
  const rows = groups.flatMap(({ count, status, source = '', campaign = '', reason = '', budget, day, manager = '' }) =>
    Array.from({ length: count }, () => [
      `${day ?? '2026-10-15'} 10:00`,
      status,
      source,
      campaign,
      reason,
      budget ?? '',
      manager,
    ]),
  );
  return [
    'ID,Created,Status,Source,Campaign,Reason,Budget,Manager',
    ...rows.map((row, id) => [id + 1, ...row].join(',')),
  ]
    .join('\n')
    .concat('\n');
};

export const adsOf = (spend: readonly Spend[]): string =>
  [
    'Day,Source,Campaign,Cost,Clicks,Actions',
    ...spend.map(({ source = '', campaign = '', cost, clicks = '', actions = '', day = '2026-10-15' }) =>
      [day, source, campaign, cost, clicks, actions].join(','),
    ),
  ]
    .join('\n')
    .concat('\n');

const COLUMNS = ['lead_id: ID', 'created_at: Created', 'source: Source', 'manager: Manager'];
const STATUSES =
  '{New: lead, Qualified: qualified, Called: contact, Offered: proposal, Deciding: decision, Won: deal, Lost: lost, Lost early: {lost: lead}, Lost late: {lost: proposal}}';

const FIELDS = { status: 'Status', reason: 'Reason', revenue: 'Budget', campaign: 'Campaign' };
type Field = keyof typeof FIELDS;

export interface Exports {
  leads: readonly Leads[];
  spend?: readonly Spend[];
  norms?: string;
  /** Fields of the CRM that its export does not have. */
  without?: readonly Field[];
  /** What statuses mean; default: all of them. */
  statuses?: string;
  yaml?: string;
}

/** A folder with the exports and the configuration that reads them. */
export function exportsOf({ leads, spend, norms, without = [], statuses = STATUSES, yaml = '' }: Exports): string {
  const columns = [
    ...COLUMNS,
    ...Object.entries(FIELDS).flatMap(([field, heading]) =>
      without.includes(field as Field) ? [] : [`${field}: ${heading}`],
    ),
  ];
  const ads =
    '  - {path: ads.csv, table: ad_stats, columns: {day: Day, source: Source, campaign: Campaign, cost: Cost, clicks: Clicks, actions: Actions}}';
  return folder({
    'crm.csv': crmOf(leads),
    ...(spend ? { 'ads.csv': adsOf(spend) } : {}),
    'funnel.yaml': [
      'currency: RUB',
      'files:',
      `  - {path: crm.csv, table: crm, columns: {${columns.join(', ')}}}`,
      ...(spend ? [ads] : []),
      `statuses: ${statuses}`,
      ...(norms ? [`norms: ${norms}`] : []),
      yaml,
    ].join('\n'),
  });
}

export interface Said {
  code: string;
  tone: 'bad' | 'good' | 'info';
  codes: string[];
  owner: 'marketing' | 'sales' | 'both' | null;
  money: string | null;
  figure: string;
  scope: string | null;
  command: string;
  text: { en: string; ru: string };
}

/** What `funnel report` finds in the exports, no-break blanks as blanks. */
export async function findingsIn(exports: Exports | string, ...flags: string[]): Promise<Said[]> {
  const path = typeof exports === 'string' ? exports : exportsOf(exports);
  const { out, err, code } = await funnel(['report', path, '-f', 'json', ...flags]);
  if (code !== 0) throw new Error(err);
  const { findings } = JSON.parse(out) as { findings: Said[] };
  const plain = (words: string) => words.replaceAll('\u00a0', ' ');
  return findings.map(({ text: { en, ru }, ...one }) => ({ ...one, text: { en: plain(en), ru: plain(ru) } }));
}

/** The one with this code, in English. */
export async function found(code: string, exports: Exports | string, ...flags: string[]) {
  const one = await foundInBoth(code, exports, ...flags);
  return one && { tone: one.tone, owner: one.owner, en: one.en };
}

/** The same in both languages. */
export async function foundInBoth(code: string, exports: Exports | string, ...flags: string[]) {
  const one = (await findingsIn(exports, ...flags)).find((each) => each.code === code);
  return one && { tone: one.tone, owner: one.owner, ...one.text };
}
