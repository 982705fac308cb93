// Small random exports with their funnel.yaml: everything is readable, every row complete, every status mapped.

import { stringify } from 'yaml';
import { addCurrency, addHistory, addPeople, addProfit } from './generate-more.js';
import { type OracleInput, oracle } from './oracle.js';
import { makeRandom, type Random } from './random.js';
import { LATER, type Stage } from './read.js';
import { CAMPAIGNS, HEADINGS, type Headings, MANAGERS, PRODUCTS, REASONS, SOURCES, STATUSES, TOWNS } from './words.js';
import { type Value, writeTable } from './write.js';

export type Target = string | { lost: string };
export type Row = Map<string, Value>;
export type Options = NonNullable<OracleInput['options']>;

/** A column of a file, and the canonical field that it is read as, if any. */
export interface Column {
  heading: string;
  field?: string;
}

export interface Source {
  spellings: string[];
  weights: (readonly [Target | '', number])[];
  hasClicks: boolean;
  hasActions: boolean;
  isFree: boolean;
}

export const BLANK: Value = { text: '' };
export const DAY = 86_400_000;

/** VAT of spend: one rate, none, rates by day, or VAT as a cost. */
const UNDATED_VATS = ['20%', 'excluded', 'added', 'added 5%'];
const VATS = [...UNDATED_VATS, { '1990-01-01': '20%', '2026-06-01': '22%' }];

/** The same seed gives the same files, configuration and options. */
export const generate = (seed: number): OracleInput & { yaml: string } => {
  const random = makeRandom(seed);
  // Every third is large and plain, so that figures are big enough for a verdict.
  const isPlain = random.chance(0.35);
  const headings = HEADINGS[random.pick(['en', 'en', 'ru'] as const)];
  const start = Date.UTC(2026, random.int(0, 7), random.int(1, 28));
  const span = random.int(5, 100);
  const moment = () =>
    new Date(start + random.int(0, span * 86_400) * 1000).toISOString().slice(0, 19).replace('T', ' ');
  const currency = random.pick(['EUR', 'RUB']);

  const hasCrm = isPlain || random.chance(0.98);
  const hasAds = isPlain || !hasCrm || random.chance(0.85);
  const statuses = makeStatuses(random, isPlain);
  const sources = random.some(SOURCES, random.int(1, isPlain ? 3 : 5)).map(
    (spellings, i): Source => ({
      spellings: random.chance(0.3) ? [...spellings, `s-${i}${random.int(10, 99)}`] : [...spellings],
      weights: weigh(random, statuses.targets, isPlain),
      hasClicks: random.chance(0.85),
      hasActions: random.chance(0.8),
      isFree: random.chance(0.15),
    }),
  );

  const crm = hasCrm ? makeCrm({ random, headings, sources, statuses, moment, isPlain }) : null;
  const ads = hasAds ? makeAds({ random, headings, sources, moment, isPlain }) : null;
  const config: Record<string, unknown> = {
    timezone: 'Europe/Berlin',
    currency,
    files: [] as unknown[],
    ...crm?.config,
    ...(random.chance(0.25) ? { margin: random.pick(['40%', '35%', '12.5%']) } : {}),
    ...(random.chance(0.25) ? { vat: random.pick(ads === null || ads.hasDays ? VATS : UNDATED_VATS) } : {}),
    ...(random.chance(0.25) ? { costs: makeCosts(random, sources, start) } : {}),
    ...(random.chance(0.2) ? { revenue_vat: random.pick(['22%', 'excluded']) } : {}),
    ...aliases(random, sources),
    ...(random.chance(0.2) ? { maturity: random.pick([{ deal: '20d' }, { deal: '63d', qualified: '3d' }]) } : {}),
  };
  const files: OracleInput['files'] = [];
  const more = makeRandom(seed + 4_000_000);
  const made = { crm: crm?.files ?? [], ads: ads?.files ?? [], statuses, config, files };
  addPeople(more, made);
  addProfit(more, made);
  addCurrency(more, made, ads === null || ads.hasDays);
  for (const part of [...(crm?.files ?? []), ...(ads?.files ?? [])]) {
    const { text, dates } = writeTable(random, part.table, { euro: currency === 'EUR' });
    files.push({ name: part.config.path, text });
    (config.files as unknown[]).push({ ...part.config, ...(dates ? { dates } : {}) });
  }

  addHistory(more, made);

  const exclude = makeExclude(random, headings, crm?.hasKind ?? false, sources, files);
  if (exclude) config.exclude = exclude;

  const options = makeOptions(random, { crm, ads, sources, start, span, isPlain });
  const norms = makeNorms(random, sources, options.by ?? []);
  if (norms) config.norms = norms;

  // No payments if deals tell a profit: nobody says what of a payment is left.
  const tellsProfit = made.crm.some(({ config: { columns } }) => columns.profit ?? columns.cost_of_goods);
  if (!tellsProfit) addPayments(makeRandom(seed + 3_000_000), crm?.ids ?? [], { files, config });
  const input = { files, config };
  const settled = settle(input, options, crm !== null && crm.count > 0, wholeOf(ads === null || ads.hasDays));
  return { ...input, options: settled, yaml: stringify(config, { lineWidth: 0, aliasDuplicateObjects: false }) };
};

/** Costs of every month alike or of some months, in total or of a source that exports may lack. */
const makeCosts = (random: Random, sources: Source[], start: number) => {
  const amount = () => random.pick([random.int(1, 900), `${random.int(0, 90)}.${random.int(10, 99)}`, '0.07', 0]);
  const ofMonth = () => ({
    agency: amount(),
    ...(random.chance(0.5) ? { salaries: amount() } : {}),
    ...(random.chance(0.6)
      ? {
          by: {
            source: Object.fromEntries(
              random
                .some([...sources.map(({ spellings }) => spellings[0] as string), 'Nowhere'], random.int(1, 3))
                .map((source) => [source, random.chance(0.3) ? { fee: amount(), texts: amount() } : amount()]),
            ),
          },
        }
      : {}),
  });
  if (random.chance(0.5)) return { per: 'month', ...ofMonth() };
  const month = (after: number) => new Date(start + after * 31 * DAY).toISOString().slice(0, 7);
  return { [month(0)]: ofMonth(), ...(random.chance(0.5) ? { [month(1)]: amount() } : {}), [month(3)]: ofMonth() };
};

export const makeStatuses = (random: Random, isPlain: boolean) => {
  const mapping: Record<string, Target> = {};
  const pipelines = random.chance(0.25) ? ['Retail', 'Trade'] : [];
  const own = (random.chance(0.85) ? LATER : []).filter(
    (stage) => stage === 'deal' || random.chance(isPlain ? 0.4 : 0.7),
  );
  const targets: Target[] = ['lead', ...own];
  if (random.chance(isPlain ? 0.5 : 0.9)) targets.push('lost');
  else if (isPlain) targets.push({ lost: 'lead' });
  if (random.chance(0.3)) targets.push({ lost: random.pick(['lead', ...(own.length > 0 ? own : ['proposal'])]) });
  if (random.chance(0.2)) targets.push('ignore');

  const byTarget = new Map<Target, { pipeline: string; status: string }[]>();
  for (const target of targets) {
    const words = typeof target === 'object' ? STATUSES.lostAfter : STATUSES[target as keyof typeof STATUSES];
    const used = random.some(words, random.int(1, words.length));
    const pairs: { pipeline: string; status: string }[] = [];
    for (const status of used) {
      const isSplit = pipelines.length > 0 && random.chance(0.4);
      for (const pipeline of isSplit ? pipelines : []) mapping[`${pipeline} / ${status}`] = target;
      if (!isSplit) mapping[status] = target;
      // If only one pipeline is listed separately, the plain status holds for the other.
      if (!isSplit && pipelines.length > 0 && random.chance(0.3)) mapping[`Trade / ${status}`] = random.pick(targets);
      for (const pipeline of pipelines.length > 0 ? pipelines : ['']) pairs.push({ pipeline, status });
    }
    byTarget.set(target, pairs);
  }
  return { mapping, targets, byTarget, hasPipelines: pipelines.length > 0 };
};

type Statuses = ReturnType<typeof makeStatuses>;

/** The weights of outcomes for a source: each source wins and loses differently, so that verdicts differ. */
export const weigh = (random: Random, targets: Target[], isPlain: boolean): (readonly [Target | '', number])[] => [
  ['', random.int(0, 5)],
  ...targets.map((target) => {
    if (target === 'deal') return [target, random.pick(isPlain ? [10, 40, 90] : [0, 10, 40, 90])] as const;
    return [target, target === 'lost' ? random.int(10, 80) : random.int(2, 25)] as const;
  }),
];

export const spelling = (random: Random, { spellings }: Source) =>
  random.chance(0.5) ? (spellings[0] as string) : random.pick(spellings);

export const aliases = (random: Random, sources: Source[]) => {
  const configured: Record<string, string[]> = {};
  for (const [i, { spellings }] of sources.entries()) {
    const code = spellings.find((text) => text.startsWith('s-'));
    const name = spellings[0] as string;
    if (!code || random.chance(0.2)) continue;
    if (random.chance(0.5)) configured[name] = [code];
    else configured[`Channel ${i + 1}`] = [name, code];
  }
  return Object.keys(configured).length > 0 ? { sources: configured } : {};
};

export interface Part {
  config: {
    path: string;
    table: string;
    entity?: string;
    columns: Record<string, string | string[]>;
    set?: Record<string, string>;
  };
  table: { headings: string[]; rows: Value[][] };
}

/** One file, or two that share the rows, the second with its columns in another order. */
export const split = (
  random: Random,
  name: string,
  table: string,
  columns: Column[],
  groups: Row[][],
  set?: Part['config']['set'],
) =>
  groups.map((rows, i): Part => {
    const order = i === 0 || random.chance(0.5) ? columns : [...columns].reverse();
    const fields = columns.filter(({ field }) => field !== undefined);
    return {
      config: {
        path: groups.length === 1 ? `${name}.csv` : `${name}-${i + 1}.csv`,
        table,
        columns: Object.fromEntries(
          fields.map(({ field, heading }) => [
            field as string,
            random.chance(0.05) ? [`${heading} (old)`, heading] : heading,
          ]),
        ),
        ...(set ? { set } : {}),
      },
      table: {
        headings: order.map(({ heading }) => heading),
        rows: rows.map((row) => order.map(({ heading }) => row.get(heading) ?? BLANK)),
      },
    };
  });

export const makeRules = (random: Random, h: Headings, on: { grade: boolean; offer: boolean; reply: boolean }) => {
  const rules: Partial<Record<Stage, unknown>> = {};
  if (on.grade && random.chance(0.6)) {
    rules.qualified = random.pick<unknown>([
      { [h.grade]: ['Hot', 'Warm'] },
      { [h.grade]: { not: ['Cold'] } },
      [{ [h.grade]: ['Hot'] }, on.reply ? { [h.grade]: ['Warm'], [h.reply]: 'present' } : { [h.grade]: ['Warm'] }],
    ]);
  }
  if (on.reply && random.chance(0.5)) {
    rules.contact =
      on.grade && random.chance(0.5) ? { [h.grade]: ['Hot', 'Warm'], [h.reply]: 'present' } : { [h.reply]: 'present' };
  }
  if (on.offer && random.chance(0.5)) rules.proposal = { [h.offer]: random.pick(['> 0', '> 250', 'present']) };
  if (on.offer && on.grade && random.chance(0.15)) rules.decision = { [h.offer]: 'absent', [h.grade]: ['Hot'] };
  if (on.offer && on.grade && random.chance(0.15)) rules.deal = { [h.offer]: '> 900', [h.grade]: ['Hot'] };
  return rules;
};

interface CrmInput {
  random: Random;
  headings: Headings;
  sources: Source[];
  statuses: Statuses;
  moment: () => string;
  isPlain: boolean;
}

export const makeCrm = ({ random, headings: h, sources, statuses, moment, isPlain }: CrmInput) => {
  const has = (probability: number) => random.chance(probability);
  const rowIsLead = has(0.1);
  const hasStatus = has(0.93);
  const on = { grade: has(0.45), offer: has(0.4), reply: has(0.4) };
  const rules = makeRules(random, h, on);
  // Some CRMs date everything: then it is known how long leads take.
  const isDated = hasStatus && has(isPlain ? 0.6 : 0.15);
  const dated = LATER.filter((stage) => (isDated ? statuses.targets.includes(stage) : has(0.12)));
  const mapping = hasStatus ? statuses.mapping : {};
  const targets = Object.values(mapping);
  const canWin = targets.includes('deal') || 'deal' in rules || dated.includes('deal');
  const constant = has(0.05);
  const hasKind = has(0.2);
  const optional = (probability: number, heading: string, field?: string): Column[] =>
    has(probability) ? [field ? { heading, field } : { heading }] : [];

  const columns: Column[] = [
    ...(rowIsLead ? [] : [{ heading: h.id, field: 'lead_id' }]),
    { heading: h.created, field: 'created_at' },
    ...optional(rowIsLead ? 0 : 0.4, h.modified, 'modified_at'),
    ...(hasStatus ? [{ heading: h.status, field: 'status' }] : []),
    ...(hasStatus && statuses.hasPipelines ? [{ heading: h.pipeline, field: 'pipeline' }] : []),
    ...(constant ? [] : optional(0.95, h.source, 'source')),
    ...optional(0.6, h.campaign, 'campaign'),
    ...optional(0.6, h.manager, 'manager'),
    ...optional(canWin ? 0.85 : 0, h.revenue, 'revenue'),
    ...optional(0.4, h.amount, 'amount'),
    ...optional(0.8, h.reason, 'reason'),
    ...dated.map((stage) => ({ heading: `${h.created}: ${stage}`, field: `${stage}_at` })),
    ...optional(isDated ? 1 : 0.2, h.closed, 'closed_at'),
    ...optional(on.grade ? 1 : 0, h.grade),
    ...optional(on.offer ? 1 : 0, h.offer),
    ...optional(on.reply ? 1 : 0, h.reply),
    ...optional(0.5, h.product),
    ...optional(0.3, h.town),
    ...optional(hasKind ? 1 : 0, h.kind),
    ...optional(0.2, h.note),
  ];
  const headings = columns.map(({ heading }) => heading);

  const count = isPlain
    ? random.int(90, 120)
    : random.weighted([
        [0, 1],
        [random.int(1, 10), 8],
        [random.int(11, 60), 18],
        [random.int(61, 120), 33],
      ]);
  const idStyle = random.pick(['plain', 'long', 'mixed']);
  const idOf = (i: number) =>
    idStyle === 'plain' ? `K-${1000 + i}` : idStyle === 'long' ? `58050280000${String(45_000_017 + i * 37)}` : `a${i}B`;
  const cents = () => random.int(1, 4000) * random.pick([100, 100, 25, 1]);

  const fill = (id: string, created: string): Row => {
    const source = random.pick(sources);
    const target = random.weighted(source.weights);
    const pair = target === '' ? null : random.pick(statuses.byTarget.get(target) ?? []);
    const text = (value: string, blank = 0.08): Value => (random.chance(blank) ? BLANK : { text: value });
    const money = (blank: number): Value => (random.chance(blank) ? BLANK : { cents: cents() });
    const isDeal = target === 'deal';
    const depth = LATER.indexOf((typeof target === 'object' ? target.lost : target) as Stage);
    const took = LATER.map(() => random.int(0, 6)).map((_, at, all) => all.slice(0, at + 1).reduce((a, b) => a + b, 0));
    const isEnded = isDeal || target === 'lost' || typeof target === 'object';
    const hasReason = target === 'lost' || typeof target === 'object' ? 0.9 : 0.1;
    return new Map<string, Value>([
      [h.id, { text: id }],
      [h.created, { moment: created }],
      [h.modified, random.chance(0.1) ? BLANK : { moment: later(random, created) }],
      [h.status, { text: pair?.status ?? '' }],
      [h.pipeline, { text: pair?.pipeline ?? '' }],
      [h.source, text(spelling(random, source))],
      [h.campaign, text(random.pick(CAMPAIGNS), 0.2)],
      [h.manager, text(random.pick(MANAGERS))],
      [h.revenue, money(isDeal ? 0.1 : 0.9)],
      [h.amount, money(0.3)],
      [h.reason, text(random.pick(random.pick(REASONS)), 1 - hasReason)],
      ...dated.map((stage): [string, Value] => [
        `${h.created}: ${stage}`,
        isDated
          ? LATER.indexOf(stage) > depth || random.chance(0.03)
            ? BLANK
            : { moment: shifted(created, (took[LATER.indexOf(stage)] ?? 0) * DAY + random.int(0, DAY)) }
          : random.chance(0.7)
            ? BLANK
            : { moment: random.chance(0.5) ? created : shifted(created, random.int(-1, 20) * DAY) },
      ]),
      [
        h.closed,
        !isEnded || random.chance(0.03)
          ? BLANK
          : { moment: shifted(created, (took.at(-1) ?? 0) * DAY + DAY + random.int(0, DAY)) },
      ],
      [h.grade, text(random.pick(['Hot', 'Warm', 'Cold']), 0.2)],
      [h.offer, random.chance(0.1) ? { cents: 0 } : money(0.4)],
      [h.reply, text(`${random.int(0, 3)}:${random.int(10, 59)}:${random.int(10, 59)}`, 0.4)],
      [h.product, text(random.pick(PRODUCTS), 0.15)],
      [h.town, text(random.pick(TOWNS), 0.3)],
      [h.kind, { text: random.chance(0.1) ? 'trial' : 'real' }],
      [h.note, { text: random.pick(['', 'said "maybe"', 'call, then write; wait', 'two\nlines']) }],
    ]);
  };

  const rows: Row[] = [];
  const repeats = !rowIsLead && has(0.3) ? 0.08 : 0;
  for (let i = 0; i < count; i++) {
    const created = moment();
    for (let copies = 1 + (random.chance(repeats) ? random.int(1, 2) : 0); copies > 0; copies--) {
      rows.splice(random.int(0, rows.length), 0, fill(idOf(i), created));
    }
  }
  const cut = random.int(0, rows.length);
  const halves = [rows.slice(0, cut), rows.slice(cut)];
  const groups = rows.length > 4 && has(0.25) && areTold(halves, h, headings) ? halves : [rows];
  const set = constant ? { source: sources[0]?.spellings[0] as string } : undefined;
  const files = split(
    random,
    'crm',
    'crm',
    columns,
    groups.filter((group) => group.length > 0 || count === 0),
    set,
  );
  if (rowIsLead) for (const { config } of files) config.columns = { lead_id: '$row', ...config.columns };

  const dimensions = {
    ...(headings.includes(h.product) ? { product: h.product } : {}),
    ...(headings.includes(h.town) ? { town: h.town } : {}),
  };
  const reasons = Object.fromEntries(
    random.some(['Price', 'Silence', 'Цена'], random.int(1, 3)).map((name) => [name, CATEGORIES[name] as string[]]),
  );
  const valuesOf = (heading: string) =>
    [
      ...new Set(rows.map((row) => row.get(heading) ?? BLANK).map((value) => ('text' in value ? value.text : ''))),
    ].filter(Boolean);
  return {
    files,
    count,
    ids: rowIsLead ? [] : rows.map((row) => (row.get(h.id) as { text: string }).text),
    hasKind,
    fields: new Set(columns.map(({ field }) => field ?? '')),
    dimensions: Object.keys(dimensions),
    values: new Map([
      ['campaign', valuesOf(h.campaign)],
      ['manager', valuesOf(h.manager)],
      ['product', valuesOf(h.product)],
      ['town', valuesOf(h.town)],
    ]),
    config: {
      ...(Object.keys(dimensions).length > 0 ? { dimensions } : {}),
      ...(hasStatus ? { statuses: mapping } : {}),
      ...(Object.keys(rules).length > 0 ? { rules } : {}),
      ...(has(0.4) ? { reasons } : {}),
    },
  };
};

/** Whether something says which of two downloads is newer. Without that, a lead on which they differ is refused. */
export const areTold = (downloads: Row[][], { created, modified }: Headings, headings: string[]): boolean => {
  const newest = (rows: Row[], dates: string[]) => {
    const written = dates.filter((heading) => headings.includes(heading));
    const moments = rows.flatMap((row) => written.map((heading) => row.get(heading) ?? BLANK));
    return moments
      .flatMap((one) => ('moment' in one ? [one.moment.slice(0, 10)] : []))
      .sort()
      .at(-1);
  };
  const dates = downloads.every((rows) => newest(rows, [modified]) !== undefined) ? [created, modified] : [created];
  const [one, other] = downloads.map((rows) => newest(rows, dates));
  return one !== other;
};

export const CATEGORIES: Record<string, string[]> = {
  Price: ['Too costly'],
  Silence: ['never replied', 'Перезвонит ещё'],
  Цена: ['слишком дорого', 'Нашёл дешевле'],
};

/** A moment shifted by some milliseconds. */
const shifted = (moment: string, by: number) =>
  new Date(Date.parse(`${moment.replace(' ', 'T')}Z`) + Math.round(by / 1000) * 1000)
    .toISOString()
    .slice(0, 19)
    .replace('T', ' ');

export const later = (random: Random, moment: string) =>
  new Date(Date.parse(`${moment.replace(' ', 'T')}Z`) + random.int(0, 10) * DAY)
    .toISOString()
    .slice(0, 19)
    .replace('T', ' ');

export const makeAds = ({ random, headings: h, sources, moment, isPlain }: Omit<CrmInput, 'statuses'>) => {
  const hasDays = random.chance(0.88);
  const hasCampaign = random.chance(0.6);
  const count = random.int(1, 60);
  const paying = random.some(sources, isPlain ? sources.length : random.int(1, sources.length));
  const constant = random.chance(0.12) ? random.pick(paying) : null;
  const rows = Array.from({ length: count }, () => {
    const source = constant ?? random.pick(paying);
    const cents = source.isFree ? 0 : random.int(0, 3000) * random.pick([1, 10, 100]);
    return {
      source,
      row: new Map<string, Value>([
        [h.day, { moment: moment() }],
        // A row needs a source or a day.
        [h.source, { text: random.chance(hasDays ? 0.03 : 0) ? '' : spelling(random, source) }],
        [h.campaign, random.chance(0.15) ? BLANK : { text: random.pick(CAMPAIGNS) }],
        [h.cost, { cents }],
        [h.clicks, { text: String(random.pick([0, random.int(1, 9), random.int(10, 400)])) }],
        [h.actions, { text: String(random.int(0, 30)) }],
        [h.shown, { text: String(random.int(0, 5000)) }],
      ]),
    };
  }).sort((a, b) => dayOf(a.row, h).localeCompare(dayOf(b.row, h)));

  // Two files on different days, each with its own columns; each has a cost or clicks.
  const cut = dayOf(rows[random.int(0, rows.length - 1)]?.row ?? new Map(), h);
  const isBefore = ({ row }: { row: Row }) => dayOf(row, h) < cut;
  const halves = [rows.filter(isBefore), rows.filter((one) => !isBefore(one))];
  const isSplit = hasDays && random.chance(0.3) && halves.every((half) => half.length > 0);
  const groups = isSplit ? halves : [rows];
  const files = groups.flatMap((group, i) => {
    const hasCost = random.chance(0.9);
    const hasClicks = !hasCost || random.chance(0.85);
    const columns: Column[] = [
      ...(hasDays ? [{ heading: h.day, field: 'day' }] : []),
      ...(constant ? [] : [{ heading: h.source, field: 'source' }]),
      ...(hasCampaign ? [{ heading: h.campaign, field: 'campaign' }] : []),
      ...(random.chance(0.3) ? [{ heading: h.shown, field: 'impressions' }] : []),
      ...(hasCost ? [{ heading: h.cost, field: 'cost' }] : []),
      ...(hasClicks ? [{ heading: h.clicks, field: 'clicks' }] : []),
      ...(random.chance(0.55) ? [{ heading: h.actions, field: 'actions' }] : []),
    ];
    for (const { row, source } of group) {
      if (hasCost && (!source.hasClicks || random.chance(0.04))) row.set(h.clicks, BLANK);
      else if (hasClicks && random.chance(0.04)) row.set(h.cost, BLANK);
      if (!source.hasActions || random.chance(0.04)) row.set(h.actions, BLANK);
    }
    const set = constant ? { source: spelling(random, constant) } : undefined;
    const name = groups.length === 1 ? 'spend' : `spend-${i + 1}`;
    return split(random, name, 'ad_stats', columns, [group.map(({ row }) => row)], set);
  });
  return { files, hasDays, hasCampaign };
};

const dayOf = (row: Row, h: Headings) => {
  const value = row.get(h.day);
  return value && 'moment' in value ? value.moment.slice(0, 10) : '';
};

const makeExclude = (random: Random, h: Headings, hasKind: boolean, sources: Source[], files: OracleInput['files']) => {
  if (hasKind && random.chance(0.7)) return { [h.kind]: ['trial'] };
  const hasSource = files.some(({ text }) => text.split('\n', 1)[0]?.includes(h.source));
  if (hasSource && sources.length > 2 && random.chance(0.12)) return { [h.source]: sources[0]?.spellings };
  return null;
};

export const makeNorms = (random: Random, sources: Source[], by: string[]) => {
  if (random.chance(0.4)) return null;
  const some = (stages: string[]) =>
    Object.fromEntries(random.some(stages, random.int(1, 4)).map((stage) => [stage, random.int(3, 95) / 100]));
  const own =
    by.includes('source') && random.chance(0.5)
      ? { by: { source: { [sources[0]?.spellings[0] as string]: some(LATER) } } }
      : {};
  return { ...some(['action', 'lead', ...LATER]), ...own };
};

interface Made {
  crm: ReturnType<typeof makeCrm> | null;
  ads: ReturnType<typeof makeAds> | null;
  sources: Source[];
  start: number;
  span: number;
  isPlain: boolean;
}

const makeOptions = (random: Random, { crm, ads, sources, start, span, isPlain }: Made): Options => {
  const options: Options = {
    reach: random.weighted([
      ['implied', 7],
      ['strict', 2],
      ['observed', 2],
    ] as const),
  };
  const hasField = (name: string) => crm?.fields.has(name) ?? false;
  const dimensions = [
    'source',
    ...(hasField('campaign') ? ['campaign'] : []),
    ...(hasField('manager') ? ['manager'] : []),
    ...(crm?.dimensions ?? []),
  ];
  const isDated = ads === null || ads.hasDays;
  if (isPlain) {
    // The days that both sides cover may leave out much.
    if (isDated && random.chance(0.7)) Object.assign(options, { from: '2026-01-01', to: '2026-12-31' });
    if (random.chance(0.3)) options.by = [random.pick(dimensions)];
    return options;
  }
  if (random.chance(0.4)) options.by = random.some(dimensions, random.pick([1, 1, 2]));
  if (random.chance(0.3)) {
    options.where = random.some(dimensions, random.pick([1, 1, 2])).flatMap((dimension) => {
      const known =
        dimension === 'source' ? sources.flatMap(({ spellings }) => spellings) : (crm?.values.get(dimension) ?? []);
      if (known.length === 0) return [];
      if (random.chance(0.25)) return [`${dimension}!=${random.pick(known)}`];
      return random.some(known, random.pick([1, 1, 2, 3])).map((value) => `${dimension}=${value}`);
    });
    if (options.where.length === 0) delete options.where;
  }
  if (isDated && random.chance(0.3))
    options.period = random.pick(['day', 'week', 'week', 'month', 'month', 'quarter'] as const);
  if (isDated && random.chance(0.35)) {
    const days = [random.int(-3, span + 3), random.int(-3, span + 3)].sort((a, b) => a - b);
    const [from, to] = days.map((day) => new Date(start + day * DAY).toISOString().slice(0, 10));
    if (from !== undefined && to !== undefined) Object.assign(options, { from, to });
  }
  return options;
};

type Days = Pick<Options, 'from' | 'to' | 'all'>;
/** Days that contain all of the exports, if their spend has days. */
export const wholeOf = (isDated: boolean): Days => (isDated ? { from: '2026-01-01', to: '2026-12-31' } : {});

/** Options under which something is left, of `all` days at the worst; a program may refuse a report about nothing, and a value that nothing has. */
/** Adds payments of some leads, some of them several times, and some returned. None if the leads do not count. */
export const addPayments = (random: Random, leads: readonly string[], { files, config }: OracleInput): void => {
  if (leads.length === 0 || !random.chance(0.2)) return;
  const entry = {
    path: 'paid.csv',
    table: 'payments',
    columns: { payment_id: 'No', lead_id: 'Whose', paid_at: 'Paid on', amount: 'Sum' },
    ...{ dates: 'yyyy-MM-dd', decimal: '.' },
  };
  const lines = Array.from({ length: random.int(3, 40) }, (_, at) => {
    const lead = random.chance(0.05) ? `nobody-${at}` : random.pick([...leads]);
    return `p${at},${lead},2026-0${random.int(1, 9)}-1${random.int(0, 9)},${random.int(-20, 900)}.${random.int(10, 99)}`;
  });
  files.push({ name: entry.path, text: `No,Whose,Paid on,Sum\n${lines.join('\n')}\n` });
  const all = (config as { files: unknown[] }).files;
  all.push(entry);
  try {
    oracle({ files, config, options: { all: true } });
  } catch {
    files.pop();
    all.pop();
  }
};

export const settle = (input: OracleInput, options: Options, hasLeads: boolean, all: Days): Options => {
  const rowsOf = (tried: Options) => {
    const { columns = [], rows = [] } = oracle({ ...input, options: { ...tried, by: [] } }).sources ?? {};
    const [name, leads] = [columns.indexOf('source'), columns.indexOf('leads')];
    const some = rows.filter((row) => row[name] !== '(paid)' && row[name] !== '(total)');
    return { some: some.length > 0, leads: some.some((row) => Number(row[leads]) > 0) };
  };
  const leaves = (tried: Options) => (hasLeads ? rowsOf(tried).leads : rowsOf(tried).some);
  const { where = [], ...anything } = options;
  const { from: _from, to: _to, ...always } = anything;
  const whole = { ...always, ...all };
  const matched = where.filter((one) => rowsOf({ ...anything, where: [one.replace('!=', '=')] }).some);
  const asked = matched.length > 0 ? { ...anything, where: matched } : anything;
  return [asked, anything, always].find(leaves) ?? whole;
};
