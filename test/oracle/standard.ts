import { makeRandom } from './random.js';

// The lead standard, computed from its definition alone.

type Told = 'met' | 'not met' | 'unknown';
const HEADINGS = [
  'ID',
  'Source',
  'Created',
  'Status',
  'Reason',
  'Paid',
  'Job',
  'Budget',
  'Pricing',
  'Demo',
  'Pain',
] as const;
type Row = Readonly<Record<(typeof HEADINGS)[number], string>>;

export interface StandardInput {
  readonly rows: readonly Row[];
  readonly files: Readonly<Record<string, string>>;
}

const STATUSES = ['New', 'Good', 'Called', 'Offer', 'Won', 'Lost', 'Lost later'];
const REASONS = ['', 'Too expensive', 'No answer', 'Spam', 'Duplicate', 'Changed mind', 'Тестовая заявка'];

export function generateStandard(seed: number): StandardInput {
  const random = makeRandom(seed);
  const blankOr = (...words: readonly string[]) => (random.chance(0.3) ? '' : random.pick(words));
  const rows = Array.from({ length: random.int(20, 80) }, (_, at): Row => {
    const Status = random.pick(STATUSES);
    return {
      ...{
        ID: String(at + 1),
        Source: random.pick(['VK', 'Direct mail']),
        Created: `2026-03-${10 + (at % 20)}`,
        Status,
      },
      ...{ Reason: Status.startsWith('Lost') ? random.pick(REASONS) : '', Paid: Status === 'Won' ? '100' : '' },
      ...{ Job: blankOr('CEO', 'cto', 'Intern'), Budget: blankOr('50', '100', '1 000'), Pain: blankOr('much') },
      ...{ Pricing: blankOr('yes', 'no'), Demo: blankOr('yes', 'no') },
    };
  });
  const lines = rows.map((row) => HEADINGS.map((heading) => row[heading]).join(','));
  return {
    rows,
    files: {
      'crm.csv': `${[HEADINGS.join(','), ...lines].join('\n')}\n`,
      'funnel.yaml': `currency: RUB
files: [{path: crm.csv, table: crm, columns: {lead_id: ID, source: Source, created_at: Created, status: Status, reason: Reason, revenue: Paid}}]
statuses: {New: lead, Good: qualified, Called: contact, Offer: proposal, Won: deal, Lost: lost, Lost later: {lost: proposal}}
standard: {role: {Job: [CEO, CTO]}, budget: {Budget: ">= 100"}, interest: [{Pricing: 'yes'}, {Demo: 'yes'}], at_least: 1, pain: Pain}
`,
    },
  };
}

const by = (cell: string, holds: boolean): Told => (cell === '' ? 'unknown' : holds ? 'met' : 'not met');

const CRITERIA: Readonly<Record<string, (row: Row) => Told>> = {
  role: ({ Job }) => by(Job, ['ceo', 'cto'].includes(Job.toLowerCase())),
  budget: ({ Budget }) => by(Budget, Number(Budget.replace(' ', '')) >= 100),
  interest: ({ Pricing, Demo }) => {
    const signs = [by(Pricing, Pricing === 'yes'), by(Demo, Demo === 'yes')];
    return signs.includes('met') ? 'met' : signs.includes('unknown') ? 'unknown' : 'not met';
  },
  // A plain heading: a blank cell says nothing.
  pain: ({ Pain }) => by(Pain, true),
};

function standardOf(row: Row): Told {
  const all = Object.values(CRITERIA).map((criterion) => criterion(row));
  return all.includes('not met') ? 'not met' : all.includes('unknown') ? 'unknown' : 'met';
}

function acceptedOf({ Status, Reason }: Row): string {
  if (['Good', 'Offer', 'Won', 'Lost later'].includes(Status)) return 'accepted';
  if (Status !== 'Lost') return 'open';
  return ['No answer', 'Spam', 'Duplicate', 'Тестовая заявка'].includes(Reason) ? 'unreached' : 'rejected';
}

const share = (some: number, all: number): number | null =>
  all === 0 ? null : Math.round((some / all) * 1_000_000) / 1_000_000;

/** `criterion, known, met, met_rate`. */
export function standardRows(rows: readonly Row[]): unknown[][] {
  const line = (name: string, of: (row: Row) => Told) => {
    const told = rows.map(of).filter((one) => one !== 'unknown');
    const met = told.filter((one) => one === 'met').length;
    return [name, told.length, met, share(met, told.length)];
  };
  return [...Object.entries(CRITERIA).map(([name, of]) => line(name, of)), line('(total)', standardOf)];
}

/** `standard, accepted, leads, deals, revenue, deal_rate`. */
export function matrixRows(rows: readonly Row[]): unknown[][] {
  const line = (standard: string, accepted: string | null, own: readonly Row[]) => {
    const deals = own.filter(({ Status }) => Status === 'Won').length;
    return [standard, accepted, own.length, deals, `${deals * 100}.00`, share(deals, own.length)];
  };
  const cells = ['met', 'not met', 'unknown'].flatMap((standard) =>
    ['accepted', 'rejected', 'unreached', 'open'].map(
      (accepted) =>
        [
          standard,
          accepted,
          rows.filter((row) => standardOf(row) === standard && acceptedOf(row) === accepted),
        ] as const,
    ),
  );
  return [...cells.filter(([, , own]) => own.length > 0).map((cell) => line(...cell)), line('(total)', null, rows)];
}
