// Invented exports of one firm: their contents, separate from the way they are written (written.ts).

import fc from 'fast-check';
import { type Cell, type Exports, type Table, WRITTEN } from './written.js';

const STATUSES = ['New', 'Qualified', 'Called', 'Offered', 'Deciding', 'Won', 'Lost', 'Lost late'];
const YAML = `currency: RUB
margin: 40%
norms: {qualified: 0.5, deal: 0.3}
statuses: {New: lead, Qualified: qualified, Called: contact, Offered: proposal, Deciding: decision, Won: deal, Lost: lost, Lost late: {lost: proposal}}
`;
const SOURCES = ['Выставка', 'выставка', 'Letters', 'letters', 'LETTERS', 'VK', 'vk', 'Радио; утро', ''];
const CAMPAIGNS = ['spring, half price', 'Осень', 'осень', 'brand "A"', ''];
const MANAGERS = ['Ann', 'Борис', ''];
const REASONS = ['Too dear', 'too dear!', 'Дорого', 'нет ответа', 'two\nlines', ''];
const HEADINGS = [
  {
    lead_id: 'Code',
    created_at: 'Made',
    modified_at: 'Changed',
    status: 'State',
    source: 'From',
    campaign: 'Push',
    manager: 'Keeper',
    revenue: 'Got',
    reason: 'Why',
    client_id: 'Client',
    qualified_at: 'Fits since',
    closed_at: 'Shut',
    day: 'Spent on',
    cost: 'Paid',
    clicks: 'Hits',
    actions: 'Goals',
    touched_at: 'Came at',
    entered_at: 'Entered at',
  },
  {
    lead_id: 'Шифр',
    created_at: 'Заведена',
    modified_at: 'Правлена',
    status: 'Состояние',
    source: 'Откуда',
    campaign: 'Набор',
    manager: 'Ведёт',
    revenue: 'Получено',
    reason: 'Почему',
    client_id: 'Посетитель',
    qualified_at: 'Подошла с',
    closed_at: 'Закрыта',
    day: 'День трат',
    cost: 'Заплачено',
    clicks: 'Заходы',
    actions: 'Цели сайта',
    touched_at: 'Пришёл',
    entered_at: 'С какого времени',
  },
] as const;
type Field = keyof (typeof HEADINGS)[number];

const START = Date.UTC(2026, 2, 1);
/** So many days, and minutes, after the first of March. */
const at = (day: number, minute = 0): string =>
  new Date(START + day * 86_400_000 + minute * 60_000).toISOString().slice(0, 16).replace('T', ' ');
export const DAYS = 45;
export const dayAt = (day: number): string => at(day).slice(0, 10);

const cents = fc.oneof(
  fc.integer({ min: 0, max: 900_000 }),
  fc.integer({ min: 0, max: 9000 }).map((n) => n * 100),
);
const day = fc.integer({ min: 0, max: DAYS - 1 });
const minute = fc.integer({ min: 0, max: 1439 });
const client = fc.integer({ min: 1, max: 12 });
const some = (words: readonly string[]) => fc.constantFrom(...words);

const lead = fc.record({
  ...{ day, minute, status: some(STATUSES), source: some(SOURCES), campaign: some(CAMPAIGNS), manager: some(MANAGERS) },
  ...{ cents, reason: some(REASONS), client, isPriced: fc.boolean(), hasClient: fc.boolean() },
  later: fc.integer({ min: 1, max: 20_000 }),
  /** Of a lead that stands there once more, what it came to: newer by its moment of modification. */
  again: fc.option(some(STATUSES), { freq: 8 }),
  fits: fc.option(fc.integer({ min: 0, max: 14_000 })),
});
const spend = fc.record({
  ...{ day, cents, source: some(SOURCES.slice(0, -1)), campaign: some(CAMPAIGNS) },
  ...{ clicks: fc.integer({ min: 0, max: 1200 }), actions: fc.integer({ min: 0, max: 40 }) },
  blank: fc.constantFrom('', '', '', 'cost', 'clicks', 'actions'),
});
const touch = fc.record({
  lead: fc.nat({ max: 99 }),
  client,
  day,
  minute,
  source: some(SOURCES),
  campaign: some(CAMPAIGNS),
});
const entry = fc.record({ lead: fc.nat({ max: 99 }), day, minute, status: some(STATUSES) });

const parts = fc.record({
  leads: fc.array(lead, { minLength: 1, maxLength: 45, size: 'max' }),
  spend: fc.array(spend, { maxLength: 30, size: 'max' }),
  byLead: fc.array(touch, { maxLength: 15 }),
  byClient: fc.array(touch, { maxLength: 15 }),
  history: fc.array(entry, { maxLength: 15 }),
  language: fc.constantFrom(0, 1),
  crm: fc.subarray<Field>([
    'modified_at',
    'campaign',
    'manager',
    'revenue',
    'reason',
    'client_id',
    'qualified_at',
    'closed_at',
  ]),
  ads: fc.subarray<Field>(['campaign', 'clicks', 'actions']),
  /** Whether cells of spend are blank: what is counted nowhere in one file is unknown, so such a file is not split. */
  hasBlanks: fc.boolean(),
  /** A day that the name of the CRM's file states: up to then it covers. */
  stated: fc.option(fc.constant('_2026-04-20')),
  asked: fc.constantFrom(
    ...[[], ['--by', 'campaign'], ['--by', 'manager'], ['--period', 'month'], ['--by', 'source', '--period', 'week']],
    ...[['--reach', 'strict'], ['--reach', 'observed', '--where', 'source!='], ['--unfolded']],
    ...['first', 'last', 'last-non-direct', 'linear', 'position', 'decay'].map((model) => ['--attribution', model]),
  ),
  days: fc.constantFrom([], ['--all'], ['--from', dayAt(10), '--to', dayAt(30)]),
});

/** Exports whose figures no law may move: leads that stand twice are told apart by when they were changed. */
export const exportsOfAFirm: fc.Arbitrary<Exports> = parts.map((one) => {
  const headings = HEADINGS[one.language as 0 | 1];
  const table = (
    kind: Table['table'],
    name: string,
    fields: readonly Field[],
    rows: readonly Partial<Record<Field, Cell>>[],
  ): Table => ({
    table: kind,
    name,
    columns: fields.map((field) => ({ heading: headings[field], field })),
    rows: rows.map((row) => Object.fromEntries(fields.map((field) => [headings[field], row[field] ?? '']))),
    written: WRITTEN,
  });
  const idOf = (number: number) => String(1001 + number);
  const hasRepeats = one.crm.includes('modified_at');
  const leads = one.leads.flatMap((own, number) => {
    const isEnded = /Won|Lost/.test(own.status);
    const row: Partial<Record<Field, Cell>> = {
      lead_id: idOf(number),
      created_at: { at: at(own.day, own.minute) },
      modified_at: { at: at(own.day, own.minute + own.later) },
      status: own.status,
      source: own.source,
      campaign: own.campaign,
      manager: own.manager,
      revenue: own.isPriced ? { cents: own.cents } : '',
      reason: own.status.startsWith('Lost') ? own.reason : '',
      client_id: own.hasClient ? `70${own.client}` : '',
      qualified_at: own.fits === null ? '' : { at: at(own.day, own.minute + own.fits) },
      closed_at: isEnded ? { at: at(own.day, own.minute + own.later) } : '',
    };
    const older = { ...row, status: own.again ?? '', modified_at: { at: at(own.day, own.minute + own.later - 1) } };
    return own.again !== null && hasRepeats ? [row, older] : [row];
  });
  const touches = (own: (typeof one)['byLead']) =>
    own.map((touched) => ({
      ...{ lead_id: idOf(touched.lead % (one.leads.length + 1)), client_id: `70${touched.client}` },
      ...{ touched_at: { at: at(touched.day, touched.minute) }, source: touched.source, campaign: touched.campaign },
    }));
  const paid = one.spend.map(
    (own): Partial<Record<Field, Cell>> => ({
      ...{ day: { day: dayAt(own.day) }, source: own.source, campaign: own.campaign, cost: { cents: own.cents } },
      ...{ clicks: String(own.clicks), actions: String(own.actions) },
      // A row without both cost and clicks says nothing, and is rejected.
      ...(one.hasBlanks && own.blank !== '' && one.ads.includes('clicks') ? { [own.blank]: '' } : {}),
    }),
  );
  const entries = one.history.map((own) => ({
    ...{ lead_id: idOf(own.lead % one.leads.length), entered_at: { at: at(own.day, own.minute) }, status: own.status },
  }));
  const tables = [
    table('crm', `crm${one.stated ?? ''}`, ['lead_id', 'created_at', 'status', 'source', ...one.crm], leads),
    table('ad_stats', one.hasBlanks ? 'whole' : 'ads', ['day', 'source', 'cost', ...one.ads], paid),
    table('touches', 'by-lead', ['lead_id', 'touched_at', 'source', 'campaign'], touches(one.byLead)),
    table(
      'touches',
      'by-client',
      ['client_id', 'touched_at', 'source', 'campaign'],
      one.crm.includes('client_id') ? touches(one.byClient) : [],
    ),
    table('stage_events', 'history', ['lead_id', 'entered_at', 'status'], entries),
  ].filter(({ rows }) => rows.length > 0);
  const hasTouches = tables.some(({ table: kind }) => kind === 'touches');
  const asked = one.asked[0] === '--attribution' && !hasTouches ? [] : one.asked;
  const fields = new Set(tables[0]?.columns.map(({ field }) => field));
  const isKnown = asked[0] !== '--by' || asked[1] === 'source' || fields.has(asked[1] ?? '');
  const first = one.leads[0]?.source ?? '';
  const flags = isKnown && (asked[2] !== '--where' || first !== '') ? asked : [];
  return {
    tables,
    yaml: YAML,
    flags: [...flags.map((flag) => (flag === 'source!=' ? flag + first : flag)), ...one.days],
  };
});
