// Invented exports that must be joined: leads and their deals, leads of ad platforms, click IDs and tags.

import { stringify } from 'yaml';
import {
  addPayments,
  aliases,
  areTold,
  BLANK,
  CATEGORIES,
  type Column,
  later,
  makeAds,
  makeNorms,
  makeRules,
  makeStatuses,
  type Options,
  type Part,
  type Row,
  type Source,
  settle,
  spelling,
  split,
  type Target,
  weigh,
  wholeOf,
} from './generate.js';
import { addForms, addProfit } from './generate-more.js';
import type { OracleInput } from './oracle.js';
import { makeRandom, type Random } from './random.js';
import { CLICKS, LATER, type Stage } from './read.js';
import {
  CAMPAIGNS,
  HEADINGS,
  type Headings,
  KEYS,
  MANAGERS,
  PLATFORMS,
  PRODUCTS,
  REASONS,
  SOURCES,
  TOWNS,
} from './words.js';
import { type Value, writeTable } from './write.js';

type Click = 'gclid' | 'yclid' | 'fbclid' | 'msclkid' | 'ttclid';
type Entity = 'lead' | 'deal';

/** A source; if it is a platform, with its click ID. */
interface Channel extends Source {
  click?: Click;
}

/** What a data set holds. Each row is filled with everything, and only the columns of its export are written. */
interface Plan {
  random: Random;
  /** Draws when rows were closed. */
  closing: Random;
  h: Headings;
  channels: Channel[];
  statuses: ReturnType<typeof makeStatuses>;
  moment: () => string;
  hasLeads: boolean;
  hasDeals: boolean;
  /** Which side holds the link between a lead and its deal. */
  linked: 'on deals' | 'on leads' | 'on both';
  hasLines: boolean;
  outcomeOn: Entity[];
  /** The ways in which ad leads are found in the CRM; empty: in none. */
  meets: ('field' | 'own' | 'click')[] | null;
  adLeadField: boolean;
  dated: Stage[];
}

interface Person {
  id: string;
  created: string;
  channel: Channel;
  click: string;
  adLead: string;
}

export const generateJoin = (seed: number): OracleInput & { yaml: string } => {
  const random = makeRandom(seed + 1_000_000);
  const has = (probability: number) => random.chance(probability);
  const h = HEADINGS[random.pick(['en', 'en', 'ru'] as const)];
  const start = Date.UTC(2026, random.int(0, 7), random.int(1, 28));
  const span = random.int(5, 60);
  const moment = () =>
    new Date(start + random.int(0, span * 86_400) * 1000).toISOString().slice(0, 19).replace('T', ' ');
  const currency = random.pick(['EUR', 'RUB']);
  const statuses = makeStatuses(random, false);
  const channels = makeChannels(random, statuses.targets);

  const hasLeads = has(0.88);
  const hasDeals = !hasLeads || has(0.8);
  const meets = has(0.6)
    ? random.some(['field', ...(hasLeads ? ['own' as const] : []), 'click'] as const, random.int(0, 3))
    : null;
  const plan: Plan = {
    ...{ random, closing: makeRandom(seed + 2_000_000), h, channels, statuses, moment, hasLeads, hasDeals, meets },
    linked: random.pick(['on deals', 'on deals', 'on leads', 'on both'] as const),
    hasLines: has(0.35),
    outcomeOn: has(0.35) ? random.some(['lead', 'deal'] as const, random.int(1, 2)) : [],
    adLeadField: (meets?.includes('field') ?? false) || has(0.15),
    dated: LATER.filter(() => has(0.06)),
  };

  const crm = makeCrm(plan);
  const adLeads = meets ? makeAdLeads(plan, crm.people) : [];
  const ads = has(0.75) ? makeAds({ random, headings: h, sources: channels, moment, isPlain: false }) : null;
  const config: Record<string, unknown> = {
    ...{ timezone: 'Europe/Berlin', currency, files: [] as unknown[] },
    ...crm.config,
    ...(has(0.2) ? { margin: '40%' } : {}),
    ...renamed(random, channels),
  };
  const files: OracleInput['files'] = [];
  const more = makeRandom(seed + 4_000_000);
  const made = { crm: crm.files, ads: ads?.files ?? [], statuses, config, files };
  addForms(more, made, adLeads);
  addProfit(more, made);
  for (const part of [...crm.files, ...adLeads, ...(ads?.files ?? [])]) {
    const { text, dates } = writeTable(random, part.table, { euro: currency === 'EUR' });
    files.push({ name: part.config.path, text });
    (config.files as unknown[]).push({ ...part.config, ...(dates ? { dates } : {}) });
  }

  const options = makeOptions(random, crm, channels, ads === null || ads.hasDays);
  const norms = makeNorms(random, channels, options.by ?? []);
  if (norms) config.norms = norms;
  const input = { files, config };
  const tellsProfit = crm.files.some(({ config: { columns } }) => columns.profit ?? columns.cost_of_goods);
  if (!tellsProfit)
    addPayments(
      makeRandom(seed + 3_000_000),
      crm.people.flatMap(({ id }) => id || []),
      input,
    );
  const settled = settle(input, options, crm.people.length > 0, wholeOf(ads === null || ads.hasDays));
  return { ...input, options: settled, yaml: stringify(config, { lineWidth: 0, aliasDuplicateObjects: false }) };
};

const makeChannels = (random: Random, targets: Target[]): Channel[] =>
  [
    ...random.some(PLATFORMS, random.int(1, 4)),
    ...random.some(SOURCES, random.int(0, 2)).map((spellings) => ({ spellings })),
  ].map((one) => ({
    ...(one as { spellings: string[]; click?: Click }),
    weights: weigh(random, targets, false),
    hasClicks: random.chance(0.85),
    hasActions: random.chance(0.8),
    isFree: random.chance(0.15),
  }));

/** Names in the configuration: of a platform by one of its spellings, or of a row `source / medium`. */
const renamed = (random: Random, channels: Channel[]) => {
  const { sources = {} } = aliases(random, channels);
  for (const [i, { spellings }] of channels.entries()) {
    if (random.chance(0.15)) Object.assign(sources, { [`Платформа ${i + 1}`]: [random.pick(spellings)] });
  }
  if (random.chance(0.1)) Object.assign(sources, { Search: ['google / organic', 'yandex / organic'] });
  return Object.keys(sources).length > 0 ? { sources } : {};
};

// The CRM

const DESTROYED = '5.8050E+18';

/** Links that name nobody: blank, a placeholder of the export, or what Excel has left of an ID. */
const LINK_TO_NOBODY = ['', '', '', '', '', '0', '-', 'n/a', 'unknown', DESTROYED];

/** Values that are no click ID. */
const NO_CLICK = ['0', '-', 'n/a', '{gclid}', '{{click.id}}'];

const decorate = (random: Random, id: string): string =>
  id === '' || random.chance(0.85) ? id : random.pick([`zcrm_${id}`, `[${id}]`, `l:${id}`, `c:${id}`, `'${id}`]);

const makeCrm = (plan: Plan) => {
  const { random, h, statuses, hasLeads, hasDeals, moment } = plan;
  const has = (probability: number) => random.chance(probability);
  const on = { grade: has(0.4), offer: has(0.4), reply: has(0.3) };
  const rules = makeRules(random, h, on);
  const targets = Object.values(statuses.mapping);
  const canWin =
    targets.includes('deal') || 'deal' in rules || plan.dated.includes('deal') || plan.outcomeOn.length > 0;
  const hasKind = has(0.15);
  const tags = has(0.6);
  const clicks = (Object.keys(KEYS) as (keyof typeof KEYS)[]).filter(
    (name): name is Click =>
      name.endsWith('id') && (plan.meets?.includes('click') || plan.channels.some(({ click }) => click === name)),
  );
  const hasClicks = clicks.length > 0 && (has(0.6) || (plan.meets?.includes('click') ?? false));

  const columnsOf = (entity: Entity): Column[] => {
    const isLead = entity === 'lead';
    const optional = (probability: number, heading: string, field?: string): Column[] =>
      has(probability) ? [field ? { heading, field } : { heading }] : [];
    // A file of deals alone must tell everything; beside leads it need not.
    const often = isLead || !hasLeads ? 0.9 : 0.5;
    return [
      isLead ? { heading: h.id, field: 'lead_id' } : { heading: KEYS.deal, field: 'deal_id' },
      ...(isLead && hasDeals && plan.linked !== 'on deals' ? [{ heading: KEYS.toDeal, field: 'deal_id' }] : []),
      ...(!isLead && (plan.linked !== 'on leads' || !hasLeads) ? [{ heading: KEYS.toLead, field: 'lead_id' }] : []),
      { heading: h.created, field: 'created_at' },
      ...optional(0.5, h.modified, 'modified_at'),
      ...optional(isLead && hasDeals ? 0.8 : 0.97, h.status, 'status'),
      ...(statuses.hasPipelines ? [{ heading: h.pipeline, field: 'pipeline' }] : []),
      ...(plan.outcomeOn.includes(entity) ? [{ heading: KEYS.outcome, field: 'outcome' }] : []),
      ...optional(often, h.source, 'source'),
      ...optional(often * 0.7, h.campaign, 'campaign'),
      ...(tags && has(often)
        ? [
            { heading: KEYS.utm_source, field: 'utm_source' },
            ...optional(0.8, KEYS.utm_medium, 'utm_medium'),
            ...optional(0.8, KEYS.utm_campaign, 'utm_campaign'),
          ]
        : []),
      ...(hasClicks && (has(often) || plan.meets?.includes('click'))
        ? clicks.map((click) => ({ heading: KEYS[click], field: click }))
        : []),
      ...(plan.adLeadField && (isLead || !hasLeads) ? [{ heading: KEYS.adLead, field: 'ad_lead_id' }] : []),
      ...optional(0.5, h.manager, 'manager'),
      ...optional(canWin ? (isLead && hasDeals ? 0.4 : 0.9) : 0, h.revenue, 'revenue'),
      ...optional(isLead && hasDeals ? 0.4 : 0.7, h.amount, 'amount'),
      ...optional(0.7, h.reason, 'reason'),
      ...(!isLead && plan.hasLines ? [{ heading: KEYS.item, field: 'product_line' }] : []),
      ...(plan.closing.chance(0.6) ? [{ heading: h.closed, field: 'closed_at' }] : []),
      ...plan.dated
        .filter(() => has(0.6))
        .map((stage) => ({ heading: `${h.created}: ${stage}`, field: `${stage}_at` })),
      ...(on.grade ? optional(0.7, h.grade) : []),
      ...(on.offer ? optional(0.7, h.offer) : []),
      ...(on.reply ? optional(0.7, h.reply) : []),
      ...optional(0.5, h.product),
      ...optional(0.3, h.town),
      ...(hasKind ? [{ heading: h.kind }] : []),
    ];
  };

  const columns = { lead: hasLeads ? columnsOf('lead') : [], deal: hasDeals ? columnsOf('deal') : [] };
  // Every column that a rule or a dimension names is in one of the files.
  const headings = () => new Set([...columns.lead, ...columns.deal].map(({ heading }) => heading));
  for (const [name, heading] of [
    ['grade', h.grade],
    ['offer', h.offer],
    ['reply', h.reply],
  ] as const) {
    if (on[name] && !headings().has(heading)) columns[hasDeals ? 'deal' : 'lead'].push({ heading });
  }
  // Columns that a rule names together are together in one of the files.
  for (const asked of Object.values(rules).flatMap((rule) => [rule].flat() as object[])) {
    const holds = (all: Column[]) => Object.keys(asked).every((one) => all.some(({ heading }) => heading === one));
    if (holds(columns.lead) || holds(columns.deal)) continue;
    const own = columns[hasDeals ? 'deal' : 'lead'];
    own.push(
      ...Object.keys(asked).flatMap((heading) => (own.some((one) => one.heading === heading) ? [] : [{ heading }])),
    );
  }
  const present = headings();

  const people: Person[] = [];
  const rows: Record<Entity, Row[]> = { lead: [], deal: [] };
  const size = random.weighted([
    [random.int(1, 10), 2],
    [random.int(11, 60), 5],
    [random.int(61, 90), 2],
  ] as const);
  const idStyle = random.pick(['plain', 'long', 'mixed']);
  const idOf = (i: number) =>
    idStyle === 'plain' ? `${100 + i}` : idStyle === 'long' ? `58050280000${45_000_017 + i * 37}` : `a${i}B`;
  const put = (entity: Entity, added: Row[]) => {
    const at = random.int(0, rows[entity].length);
    // The lines of a deal stand together, as they are exported.
    rows[entity].splice(has(0.5) ? rows[entity].length : at, 0, ...added);
  };
  const copies = (entity: Entity, row: Row): Row[] => (has(0.06) ? [again(plan, entity, row)] : []);

  // Deals have their own numbers, which leads may have too.
  let dealNumber = 0;
  const makeDeal = (person: Person, link: string, created: string) => {
    const id = idOf(dealNumber);
    dealNumber += 1;
    const row = fill(plan, 'deal', person, created);
    row.set(KEYS.deal, { text: decorate(random, id) });
    row.set(KEYS.toLead, { text: decorate(random, link) });
    // Either all rows of a deal are product lines, or none is.
    const hasLines = plan.hasLines && has(0.5);
    for (const one of [...copies('deal', row), row]) put('deal', hasLines ? linesOf(plan, one) : [one]);
    return id;
  };

  for (let i = 0; i < size; i++) {
    const created = moment();
    const channel = random.pick(plan.channels);
    const person: Person = {
      ...{ id: idOf(i), created, channel },
      // A person who comes again has the same click.
      click: channel.click && has(0.4) ? `${channel.click}-${has(0.25) ? 1000 + (i >> 2) : 1000 + i}` : '',
      adLead: plan.adLeadField && has(0.4) ? `77${1000 + i}` : '',
    };
    const around = () => (has(0.1) ? moment() : later(random, created));
    if (!hasLeads || (hasDeals && has(0.08))) {
      // Deals of a lead that is in no file, or of none.
      const link = has(0.5) ? `9${person.id}` : random.pick(LINK_TO_NOBODY);
      const count = random.weighted([
        [1, 3],
        [2, 1],
        [3, 1],
      ] as const);
      for (let n = 0; n < count; n++) makeDeal({ ...person, id: '' }, link, n === 0 ? created : around());
      // Several deals with the same ad lead or click would be several leads with it.
      if (count === 1 && !hasLeads) people.push({ ...person, id: '' });
      continue;
    }
    people.push(person);
    const row = fill(plan, 'lead', person, created);
    row.set(h.id, { text: decorate(random, person.id) });
    const most = plan.linked === 'on leads' ? 1 : 3;
    const count = hasDeals
      ? Math.min(
          most,
          random.weighted([
            [0, 5],
            [1, 5],
            [2, 2],
            [3, 1],
          ] as const),
        )
      : 0;
    const holder = plan.linked === 'on both' ? random.int(0, 1) : plan.linked === 'on leads' ? 0 : 1;
    for (let n = 0; n < count; n++) {
      const isHeldByLead = n === 0 && holder === 0;
      const link = isHeldByLead && has(0.6) ? random.pick(LINK_TO_NOBODY) : person.id;
      const id = makeDeal(person, link, around());
      if (isHeldByLead) row.set(KEYS.toDeal, { text: decorate(random, id) });
    }
    if (!row.has(KEYS.toDeal)) row.set(KEYS.toDeal, { text: random.pick(LINK_TO_NOBODY) });
    for (const copy of copies('lead', row)) put('lead', [copy]);
    put('lead', [row]);
  }

  // Rows without an ID are no leads. (Rows whose ID Excel destroyed are; if they are more than a hundredth, it is an
  // error.)
  for (const entity of ['lead', 'deal'] as const) {
    for (let extra = has(0.2) ? random.int(1, 2) : 0; extra > 0; extra--) {
      const person: Person = { id: '', created: moment(), channel: random.pick(plan.channels), click: '', adLead: '' };
      const row = fill(plan, entity, person, person.created);
      put(entity, [row.set(entity === 'lead' ? h.id : KEYS.deal, { text: random.pick(['', '0', 'unknown', 'n/a']) })]);
    }
  }

  const files = (['lead', 'deal'] as const).flatMap((entity) => {
    const all = rows[entity];
    if (columns[entity].length === 0) return [];
    const cut = random.int(1, Math.max(1, all.length - 1));
    const halves = [all.slice(0, cut), all.slice(cut)];
    const headings = columns[entity].map(({ heading }) => heading);
    const groups = all.length > 4 && has(0.25) && areTold(halves, h, headings) ? halves : [all];
    return split(random, `${entity}s`, 'crm', columns[entity], groups).map(
      (part): Part => (entity === 'lead' ? part : { ...part, config: { ...part.config, entity } }),
    );
  });
  const dimensions = Object.fromEntries(
    [['product', h.product] as const, ['town', h.town] as const].filter(([, heading]) => present.has(heading)),
  );
  const hasField = (name: string) => [...columns.lead, ...columns.deal].some(({ field }) => field === name);
  const valuesOf = (heading: string) =>
    [...rows.lead, ...rows.deal].flatMap((row) => {
      const value = row.get(heading);
      return value && 'text' in value && value.text !== '' ? [value.text] : [];
    });
  const reasons = { Price: CATEGORIES.Price, duplicate: CATEGORIES.Silence };
  const isExcluding = hasKind && has(0.7);
  return {
    files,
    people,
    fields: new Map(
      [
        ['campaign', valuesOf(h.campaign)] as const,
        ['manager', valuesOf(h.manager)] as const,
        ...Object.entries(dimensions).map(([name, heading]) => [name, valuesOf(heading)] as const),
      ].filter(([name]) => name in dimensions || hasField(name)),
    ),
    config: {
      ...(Object.keys(dimensions).length > 0 ? { dimensions } : {}),
      ...(hasField('status') ? { statuses: statuses.mapping } : {}),
      ...(Object.keys(rules).length > 0 ? { rules } : {}),
      ...(has(0.3) ? { reasons } : {}),
      ...(isExcluding ? { exclude: { [h.kind]: ['trial'] } } : {}),
    },
  };
};

/** A row of a lead or deal, without its own ID and its link. */
const fill = (plan: Plan, entity: Entity, person: Person, created: string): Row => {
  const { random, closing, h, statuses } = plan;
  const { channel } = person;
  const text = (value: string, blank = 0.08): Value => (random.chance(blank) ? BLANK : { text: value });
  const money = (blank: number): Value =>
    random.chance(blank) ? BLANK : { cents: random.int(1, 4000) * random.pick([100, 25, 1]) };
  const target = random.weighted(channel.weights);
  const pair = target === '' ? null : random.pick(statuses.byTarget.get(target) ?? []);
  // A status may have another meaning in one pipeline.
  const { mapping } = statuses;
  const meant = pair ? (mapping[`${pair.pipeline} / ${pair.status}`] ?? mapping[pair.status] ?? '') : '';
  const ended = endingOf(plan, entity, meant);
  const isLost = meant === 'lost' || typeof meant === 'object' || ended === 'Lost';
  const isWon = meant === 'deal' || ended === 'Won';
  const tag = random.chance(0.7) ? spelling(random, channel) : random.pick(['newsletter', 'Яндекс Услуги']);
  return new Map<string, Value>([
    [h.created, { moment: created }],
    [h.modified, random.chance(0.1) ? BLANK : { moment: later(random, created) }],
    [h.closed, closing.chance(0.2) ? BLANK : { moment: later(closing, created) }],
    [h.status, { text: pair?.status ?? '' }],
    [h.pipeline, { text: pair?.pipeline ?? '' }],
    [KEYS.outcome, { text: ended }],
    [
      h.source,
      {
        text: random.weighted([
          [spelling(random, channel), 12],
          ['', 4],
          ['organic', 1],
          ['direct', 1],
          ['{source}', 1],
        ] as const),
      },
    ],
    [
      h.campaign,
      {
        text: random.weighted([
          [random.pick(CAMPAIGNS), 8],
          ['', 3],
          ['{{campaign.name}}', 1],
        ] as const),
      },
    ],
    [
      KEYS.utm_source,
      {
        text: random.weighted([
          [tag, 6],
          ['', 6],
          ['{utm_source}', 1],
          ['{{site_source_name}}', 1],
        ] as const),
      },
    ],
    [
      KEYS.utm_medium,
      {
        text: random.weighted([
          ['cpc', 6],
          ['', 3],
          ['organic', 1],
          ['referral', 1],
          ['email', 1],
        ] as const),
      },
    ],
    [
      KEYS.utm_campaign,
      {
        text: random.weighted([
          [random.pick(CAMPAIGNS), 4],
          ['', 4],
          ['{campaign_name}', 1],
        ] as const),
      },
    ],
    // An invalid click ID may stand on any row. The source's own click comes last and wins.
    ...(random.chance(0.05) ? [[KEYS[random.pick(CLICKS)], { text: random.pick(NO_CLICK) }] as [string, Value]] : []),
    ...(channel.click && person.click !== '' && random.chance(0.85)
      ? [[KEYS[channel.click], { text: person.click }] as [string, Value]]
      : []),
    [KEYS.adLead, { text: decorate(random, person.adLead) || random.pick(['', '', '', '0', '-', DESTROYED]) }],
    [h.manager, text(random.pick(MANAGERS), 0.2)],
    [h.revenue, money(isWon ? 0.1 : 0.8)],
    [h.amount, money(0.3)],
    [h.reason, text(random.pick(random.pick(REASONS)), isLost ? 0.12 : 0.9)],
    ...plan.dated.map((stage): [string, Value] => [
      `${h.created}: ${stage}`,
      random.chance(0.7) ? BLANK : { moment: created },
    ]),
    [h.grade, text(random.pick(['Hot', 'Warm', 'Cold']), 0.3)],
    [h.offer, random.chance(0.1) ? { cents: 0 } : money(0.5)],
    [h.reply, text(`${random.int(0, 3)}:${random.int(10, 59)}:${random.int(10, 59)}`, 0.5)],
    [h.product, text(random.pick(PRODUCTS), 0.2)],
    [h.town, text(random.pick(TOWNS), 0.3)],
    [h.kind, { text: random.chance(0.07) ? 'trial' : 'real' }],
  ]);
};

/** The outcome that the CRM states beside the stage; it never contradicts it. */
const endingOf = ({ random, outcomeOn }: Plan, entity: Entity, target: Target | '') => {
  if (!outcomeOn.includes(entity)) return '';
  if (target === 'deal') return random.pick(['Won', 'Won', '']);
  if (target === 'lost' || typeof target === 'object') return random.pick(['Lost', 'Lost', '']);
  return random.weighted([
    ['Open', 5],
    ['', 2],
    ['Lost', 2],
    ['Won', 1],
  ] as const);
};

/** The same row again, as it was at another time. */
const again = (plan: Plan, entity: Entity, row: Row): Row => {
  const { random, h, channels } = plan;
  const created = row.get(h.created) as { moment: string };
  const other = fill(
    plan,
    entity,
    { id: '', created: '', channel: random.pick(channels), click: '', adLead: '' },
    created.moment,
  );
  return new Map([
    ...row,
    ...[h.modified, h.status, h.pipeline, KEYS.outcome, h.revenue, h.amount, h.reason].map(
      (heading) => [heading, other.get(heading) ?? BLANK] as const,
    ),
  ]);
};

/** The product lines of a deal: the same but for the item and its price. */
const linesOf = ({ random, h }: Plan, row: Row): Row[] =>
  random.some(PRODUCTS, random.int(1, 3)).map((item) => {
    const part = (heading: string): [string, Value] => [
      heading,
      random.chance(0.15) ? BLANK : { cents: random.int(1, 900) * random.pick([100, 1]) },
    ];
    return new Map([...row, [KEYS.item, { text: item }], part(h.revenue), part(h.amount)]);
  });

// Leads of ad platforms

const makeAdLeads = (plan: Plan, people: Person[]): Part[] => {
  const { random, channels, h, moment } = plan;
  const meets = plan.meets ?? [];
  const own = channels.filter(({ click }) => click !== undefined);
  const makers = random.some(own.length > 0 ? own : channels, random.int(1, 2));
  return makers.flatMap((channel, n) => {
    const { click } = channel;
    const isConstant = random.chance(0.5);
    const all: Row[] = [];
    // For an ad lead with a click and no source, the generator leaves open what a matched lead takes from it.
    const add = (id: string, created: string, clickId: string, isOpen = false) => {
      const row: Row = new Map<string, Value>([
        [h.id, { text: decorate(random, id) }],
        [h.created, { moment: created }],
        [h.source, (clickId === '' || isOpen) && random.chance(0.08) ? BLANK : { text: spelling(random, channel) }],
        [
          h.campaign,
          {
            text: random.weighted([
              [random.pick(CAMPAIGNS), 6],
              ['', 2],
              ['{{campaign.name}}', 1],
            ] as const),
          },
        ],
        ...(click
          ? [[KEYS[click], { text: clickId || random.pick(['', '', '', ...NO_CLICK]) }] as [string, Value]]
          : []),
        [h.note, { text: random.pick(['', 'call me', 'evening']) }],
      ]);
      all.splice(random.int(0, all.length), 0, row);
      if (random.chance(0.08)) all.push(new Map([...row, [h.id, { text: decorate(random, id) }]]));
    };
    // Each person is matched once, in one way. A platform may know a lead whose row in the CRM names another source.
    for (const [i, person] of people.entries()) {
      if (i % makers.length !== n || random.chance(0.4)) continue;
      const { id, adLead, created } = person;
      if (meets.includes('field') && adLead !== '')
        add(adLead, created, person.channel === channel ? person.click : '');
      else if (meets.includes('own') && id !== '' && adLead === '') add(id, created, '');
      else if (meets.includes('click') && person.channel === channel && person.click !== '' && adLead === '')
        add(`66${1000 + i}`, created, person.click);
    }
    for (let extra = random.int(0, 6); extra > 0; extra--) {
      // No ID destroyed by Excel here: among so few rows one is too many, and the file is refused.
      add(`55${n}${100 + extra}`, moment(), click && random.chance(0.3) ? `${click}-ad${n}${extra}` : '', true);
    }
    const columns: Column[] = [
      { heading: h.id, field: 'lead_id' },
      { heading: h.created, field: 'created_at' },
      ...(isConstant ? [] : [{ heading: h.source, field: 'source' }]),
      ...(random.chance(0.7) ? [{ heading: h.campaign, field: 'campaign' }] : []),
      ...(click && (meets.includes('click') || random.chance(0.5)) ? [{ heading: KEYS[click], field: click }] : []),
      { heading: h.note },
    ];
    const set = isConstant ? { source: spelling(random, channel) } : undefined;
    return all.length === 0 ? [] : split(random, `forms-${n + 1}`, 'ad_leads', columns, [all], set);
  });
};

const makeOptions = (
  random: Random,
  crm: ReturnType<typeof makeCrm>,
  channels: Channel[],
  isDated: boolean,
): Options => {
  const dimensions = ['source', ...crm.fields.keys()];
  const options: Options = {
    reach: random.weighted([
      ['implied', 7],
      ['strict', 2],
      ['observed', 1],
    ] as const),
  };
  if (random.chance(0.5)) options.by = random.some(dimensions, random.pick([1, 1, 2]));
  if (random.chance(0.25)) {
    const dimension = random.pick(dimensions);
    const known =
      dimension === 'source' ? channels.flatMap(({ spellings }) => spellings) : (crm.fields.get(dimension) ?? []);
    if (known.length > 0) options.where = [`${dimension}${random.chance(0.25) ? '!=' : '='}${random.pick(known)}`];
  }
  if (isDated && random.chance(0.25)) options.period = random.pick(['week', 'month'] as const);
  if (isDated && random.chance(0.7)) Object.assign(options, { from: '2026-01-01', to: '2027-12-31' });
  return options;
};
