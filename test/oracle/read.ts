// Reads clean CSV files and a parsed funnel.yaml into rows of the CRM, ad leads and ad statistics, by definitions.md
// alone.

import { parse } from 'csv-parse/sync';
import { divide, fromDecimal, type Ratio } from './exact.js';

export const STAGES = ['visit', 'action', 'lead', 'qualified', 'contact', 'proposal', 'decision', 'deal'] as const;
export type Stage = (typeof STAGES)[number];
/** The stages that a lead may have evidence of, except `lead` itself. */
export const LATER: Stage[] = ['qualified', 'contact', 'proposal', 'decision', 'deal'];

export interface OracleInput {
  files: { name: string; text: string }[];
  config: object;
  options?: {
    from?: string;
    to?: string;
    all?: boolean;
    by?: string[];
    where?: string[];
    reach?: 'implied' | 'strict' | 'observed';
    period?: 'day' | 'week' | 'month' | 'quarter';
    basis?: 'cohort' | 'event';
  };
}

/** Days from one to another, both included. */
export interface Days {
  from: string;
  to: string;
}

type Test = string | number | (string | number)[] | { not: string | number | (string | number)[] };
type Rule = Record<string, Test> | Record<string, Test>[];
type Target = string | { lost: string };

interface FileConfig {
  path: string;
  table: string;
  entity?: 'lead' | 'deal';
  columns?: Record<string, string | string[]>;
  set?: Record<string, string>;
  period?: Days;
  vat?: Vat;
  dates?: string;
  decimal?: string;
  delimiter?: string;
}

export interface Config {
  vat?: Vat;
  rates?: string | Record<string, string | number>;
  currency?: string;
  ids?: { fallback?: string[]; country?: string };
  repeats?: { by: string[]; window?: string };
  revenue_vat?: Vat;
  margin?: string | number;
  costs?: Record<string, unknown>;
  /** Only of a clock that never stops. */
  sla?: { response: string; calendar: unknown };
  files: FileConfig[];
  dimensions?: Record<string, string>;
  statuses?: Record<string, Target>;
  rules?: Partial<Record<Stage, Rule>>;
  exclude?: Rule;
  sources?: Record<string, string[]>;
  reasons?: Record<string, string[]>;
  maturity?: Record<string, string>;
  norms?: Record<string, number> & { by?: { source?: Record<string, Record<string, number>> } };
}

/** What a row says about the origin of a lead: the fields of `ORIGINS`, as written. */
export type Origin = Map<string, string>;

export const CLICKS = ['gclid', 'yclid', 'fbclid', 'msclkid', 'ttclid'] as const;
const ORIGINS = ['source', 'campaign', 'utm_source', 'utm_medium', 'utm_campaign', 'ad_lead_id', ...CLICKS];

export interface CrmRow {
  entity: 'lead' | 'deal';
  /** Its own ID. */
  id: string;
  /** On a deal the ID of its lead; on a lead the ID of its deal. */
  link: string;
  /** The number of its file, in the order of the configuration. */
  file: number;
  created: string;
  modified: string;
  /** When it reached each stage, and (`closed`) when it was closed; '' if the row does not say. */
  moments: Map<string, string>;
  productLine: string;
  origin: Origin;
  manager: string;
  dimensions: Map<string, string>;
  reason: string;
  /** Without VAT, `FINE` times as many as millionths. */
  revenue: bigint | null;
  amount: bigint | null;
  /** Of the same kind: what is left of its revenue; null where that cannot be told. */
  profit: bigint | null;
  person: Contacts;
  answered: string;
  evidence: Set<Stage>;
  /** Stages that its file would show for a lost lead: by a date, a rule, or a stage that it keeps. */
  tells: Set<Stage>;
  lost: boolean;
  /** Whether it states a status or an outcome. */
  saysState: boolean;
  /** Whether its column of outcomes says anything. */
  hasOutcome: boolean;
}

/** What tells a person, by `phone` and `email`, as all that mean the same are written; what says none is left out. */
export type Contacts = Map<string, string>;

/** A row of the history: the lead, the time, and what its status means. */
export interface Move {
  lead: string;
  entered: string;
  stage: Stage | null;
  isLoss: boolean;
}

export interface AdLead {
  file: number;
  id: string;
  person: Contacts;
  created: string;
  origin: Origin;
}

/** Of a deal, else of a lead; '' where it names none. What it is worth as amounts of deals are. */
export interface Payment {
  deal: string;
  lead: string;
  amount: bigint;
}

export interface AdRow {
  file: number;
  day: string | null;
  /** The days that it is of: its own, else those that its file states; of a day what its file states besides. Null: unknown. */
  days: Days | null;
  source: string;
  campaign: string;
  /** As its export has it, and the part of it that counts: `withNetCosts` makes one of them. */
  cost: bigint | null;
  part: NonNullable<Ratio>;
  clicks: bigint | null;
  actions: bigint | null;
}

export interface CrmFile {
  /** The days that the configuration says the file covers. */
  period: Days | null;
  /** Field → the column that it is read from. */
  headings: Map<string, string>;
  entity: 'lead' | 'deal';
  /** Its fields, and the stages that it may hold evidence of: by dates, rules, an outcome, statuses that it bears. */
  fields: Set<string>;
  knows: Set<Stage>;
}

export interface Tables {
  crm: CrmRow[];
  /** Number of a file of the CRM → what is known of it. */
  crmFiles: Map<number, CrmFile>;
  /** Of each other file, its table and what each field is read from, in words: files of the same words are one sheet. */
  otherFiles: Map<number, string>;
  adLeads: AdLead[];
  /** IDs in rows of the CRM that a rule leaves out: the CRM has received these leads. */
  leftOut: Set<string>;
  ads: AdRow[];
  /** Null: there is no list of payments. */
  payments: Payment[] | null;
  moves: Move[];
  has: { crm: boolean; adLeads: boolean };
  knows: Set<Stage>;
  mapped: { crm: Set<string>; ads: Set<string> };
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `2026-10-05 14:22:00` from ISO, `05.10.2026 14:22` or `Oct 5, 2026`; null where it is none of them. */
export const readMoment = (text: string): string | null => {
  const time = '(?:[T ]+(\\d{1,2}):(\\d\\d)(?::(\\d\\d))?)?';
  const iso = new RegExp(`^(\\d{4})-(\\d\\d)-(\\d\\d)${time}$`).exec(text);
  const dots = new RegExp(`^(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})${time}$`).exec(text);
  const named = new RegExp(`^([A-Za-z]{3}) (\\d{1,2}), (\\d{4})${time}$`).exec(text);
  const found = iso ?? dots ?? named;
  if (!found) return null;
  const [, a = '', b = '', c = '', h = '0', min = '0', s = '0'] = found;
  const [year, month, day] = iso ? [a, b, c] : dots ? [c, b, a] : [c, String(MONTHS.indexOf(a.toLowerCase()) + 1), b];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (date.getUTCMonth() + 1 !== Number(month) || date.getUTCDate() !== Number(day)) return null;
  if (Number(h) > 23 || Number(min) > 59 || Number(s) > 59) return null;
  return `${date.toISOString().slice(0, 10)} ${[h, min, s].map((part) => part.padStart(2, '0')).join(':')}`;
};

const lastDayOf = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);

/** The headings of columns of months and weeks. */
const SPANS = ['Month', 'Месяц', 'Week', 'Неделя'];
const NAMES = ['january', 'february', 'march', 'april', 'may', 'june'].concat(
  ...['july', 'august', 'september', 'october', 'november', 'december'],
);

/** `2026-03`, `03.2026`, `March 2026`, `2026-W10`. */
const readSpan = (text: string): Days | null => {
  const week = /^(\d{4})-W(\d\d)$/.exec(text);
  if (week) {
    // The week of 4 January is the first.
    const fourth = new Date(Date.UTC(Number(week[1]), 0, 4));
    const monday = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * 86_400_000;
    const day = (shift: number) =>
      new Date(monday + ((Number(week[2]) - 1) * 7 + shift) * 86_400_000).toISOString().slice(0, 10);
    return { from: day(0), to: day(6) };
  }
  const [, year = '', month = ''] = /^(\d{4})-(\d\d)$/.exec(text) ?? [];
  const [, number = '', of = ''] = /^(\d\d)\.(\d{4})$/.exec(text) ?? [];
  const [, name = '', after = ''] = /^([A-Za-z]+) (\d{4})$/.exec(text) ?? [];
  const at = Number(month || number) || NAMES.indexOf(name.toLowerCase()) + 1;
  const which = year || of || after;
  if (which === '' || at < 1) return null;
  return { from: `${which}-${String(at).padStart(2, '0')}-01`, to: lastDayOf(Number(which), at) };
};

const bare = (text: string) => text.replace(/[^\d.,-]/g, '');

/** The decimal mark of a column: settled by the first value that can be read in one way only. */
const decimalMark = (values: string[]): string => {
  for (const text of values.map(bare)) {
    const marks = text.match(/[.,]/g) ?? [];
    const last = marks.at(-1);
    if (!last) continue;
    const tail = text.length - text.lastIndexOf(last) - 1;
    if (new Set(marks).size === 2) return last;
    if (marks.length > 1) return last === '.' ? ',' : '.';
    if (tail !== 3 || /^-?0[.,]/.test(text)) return last;
  }
  return '.';
};

/** Money in millionths: `€ 3.500,00` is 3500000000. */
export const readMoney = (text: string, mark: string): bigint | null => {
  const digits = bare(text)
    .replaceAll(mark === '.' ? ',' : '.', '')
    .replace(mark, '.');
  const match = /^(-?)(\d*)(?:\.(\d{1,6}))?$/.exec(digits);
  if (!match || !/\d/.test(digits)) return null;
  const micros = BigInt(`${match[2]}${(match[3] ?? '').padEnd(6, '0')}`);
  return match[1] ? -micros : micros;
};

const texts = (value: string | number | (string | number)[]): string[] => [value].flat().map(String);

type Row = { cell: (heading: string) => string; number: (heading: string) => bigint | null };

const passes = (row: Row, heading: string, test: Test): boolean => {
  const value = row.cell(heading);
  if (typeof test === 'object' && !Array.isArray(test)) return !texts(test.not).includes(value);
  if (test === 'present') return value !== '';
  if (test === 'absent') return value === '';
  const comparison = typeof test === 'string' ? /^(>=|<=|>|<)\s*(-?[\d.]+)$/.exec(test) : null;
  if (!comparison) return texts(test).includes(value);
  const left = row.number(heading);
  if (left === null) return false;
  const { n, d } = fromDecimal(comparison[2] as string);
  const difference = left * d - n * 1_000_000n;
  if (comparison[1] === '>') return difference > 0n;
  if (comparison[1] === '>=') return difference >= 0n;
  return comparison[1] === '<' ? difference < 0n : difference <= 0n;
};

const holds = (row: Row, rule: Rule): boolean =>
  [rule].flat().some((all) => Object.entries(all).every(([heading, test]) => passes(row, heading, test)));

const headingOf = (header: string[], wanted: string | string[] | undefined): string | undefined =>
  [wanted ?? []].flat().flatMap((one) => {
    const pattern = /^\/(.*)\/$/.exec(one);
    return header.filter((heading) =>
      pattern ? new RegExp(pattern[1] as string, 'i').test(heading) : heading === one,
    );
  })[0];

const openFile = (text: string, file: FileConfig) => {
  const first = text.replace(/^\uFEFF/, '').split('\n', 1)[0] ?? '';
  const count = (mark: string) => first.split(mark).length;
  const delimiter = file.delimiter ?? (count(';') > count(',') ? ';' : ',');
  const records = parse(text, { bom: true, delimiter, relax_column_count: true }) as string[][];
  const header = (records[0] ?? []).map((heading) => heading.trim());
  const index = new Map(header.map((heading, i) => [heading, i]));
  const body = records.slice(1);
  const marks = new Map<string, string>();
  const at = (record: string[], heading: string) => (record[index.get(heading) ?? -1] ?? '').trim();
  const markOf = (heading: string) => {
    if (!marks.has(heading)) {
      marks.set(heading, file.decimal ?? decimalMark(body.map((record) => at(record, heading)).filter(Boolean)));
    }
    return marks.get(heading) as string;
  };
  const rows = body.map((record) => {
    const cell = (heading: string) => at(record, heading);
    const number = (heading: string) => readMoney(cell(heading), markOf(heading));
    const mapped = (field: string) => headingOf(header, file.columns?.[field]);
    const text = (field: string) => {
      const heading = mapped(field);
      return heading === undefined ? (file.set?.[field] ?? '') : cell(heading);
    };
    const money = (field: string) => {
      const heading = mapped(field);
      return heading === undefined ? null : number(heading);
    };
    const has = (field: string) => mapped(field) !== undefined;
    return { cell, number, text, money, has, knows: (heading: string) => index.has(heading) };
  });
  return { header, rows };
};

/** A constant or a column that gives the field. */
const isMapped = (file: FileConfig, header: string[], field: string) =>
  headingOf(header, file.columns?.[field]) !== undefined || file.set?.[field] !== undefined;

const targetOf = (statuses: Record<string, Target>, pipeline: string, status: string): Target | undefined => {
  const key = [`${pipeline} / ${status}`, status].find((text) => Object.hasOwn(statuses, text));
  return key === undefined ? undefined : statuses[key];
};

const isExcluded = (row: Row & { knows: (heading: string) => boolean }, rule: Rule | undefined): boolean =>
  rule !== undefined &&
  holds(
    row,
    [rule].flat().filter((all) => Object.keys(all).every(row.knows)),
  );

const matches = (path: string, name: string) =>
  new RegExp(`^${path.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(name);

type Vat = string | number | Record<string, string>;

/** The amount without VAT, at the rate of the latest day that is not after the amount's own. */
const partOf = (vat: Vat | undefined, day: string | null): NonNullable<Ratio> => {
  if (vat === undefined || vat === 'excluded' || vat === 'added') return { n: 1n, d: 1n };
  if (typeof vat === 'object') {
    const since = Object.keys(vat).sort();
    return partOf(vat[since.filter((one) => day !== null && one <= day).at(-1) ?? 'none'], day);
  }
  const added = /^added (.+)$/.exec(String(vat))?.[1];
  const { n, d } = fromDecimal(added ?? vat);
  return added === undefined ? { n: d, d: n + d } : { n: n + d, d };
};

/** Amounts of deals are kept so many times finer than millionths: sums are rounded, single amounts are not. */
export const FINE = 10n ** 15n;

const net = (
  amount: bigint | null,
  vat: Vat | undefined,
  day: string | null,
  rate: NonNullable<Ratio> = ONE,
): bigint | null => {
  const { n, d } = partOf(vat, day);
  return amount === null ? null : divide(amount * FINE * n * rate.n, d * rate.d);
};

const ONE: NonNullable<Ratio> = { n: 1n, d: 1n };

/** The price of one unit of a currency, in the report's, on a day. */
type RateOf = (currency: string, day: string | null) => NonNullable<Ratio>;

/** Of rates for good, or of a file of `date,currency,rate`. */
const ratesIn = ({ files, config }: OracleInput): RateOf => {
  const { rates, currency: own } = config as Config;
  const written = typeof rates === 'string' ? (files.find(({ name }) => name === rates)?.text ?? '') : '';
  const byDay = new Map(
    written.split('\n').flatMap((line): [string, string][] => {
      const [day = '', currency = '', rate = ''] = line.split(',');
      return rate === '' ? [] : [[`${currency} ${day}`, rate]];
    }),
  );
  return (currency, day) => {
    if (currency === '' || currency === own) return ONE;
    const rate = typeof rates === 'object' ? rates[currency] : byDay.get(`${currency} ${day}`);
    if (rate === undefined) throw new Error(`no rate of ${currency} on ${day}`);
    return fromDecimal(rate);
  };
};

/** `8 (912) 345-67-89`, `+7 912 3456789` and `9123456789` are one phone in Russia; an address is what it is in small letters. */
const contactsOf = (text: (field: string) => string): Contacts => {
  const digits = text('phone').replace(/\D/g, '');
  const phone = digits.length === 10 ? `7${digits}` : digits.replace(/^8(?=\d{10}$)/, '7');
  const all = new Map([
    ['phone', phone],
    ['email', text('email').trim().toLowerCase()],
  ]);
  return new Map([...all].filter(([, value]) => value !== ''));
};

/** Its own, else what its goods leave of revenue, else, of a deal that tells neither, by the margin. */
const profitOf = ([profit, goods, revenue]: (bigint | null)[], margin: Config['margin']): bigint | null => {
  if (profit != null) return profit;
  if (goods != null && revenue != null) return revenue - goods;
  if (margin === undefined || goods != null || revenue == null) return null;
  const { n, d } = fromDecimal(margin);
  return divide(revenue * n, d);
};

const DECORATION = /^(?:'|zcrm_|(?:l|ag|as|c|f):)|^\[(?=.*\]$)|(?<=^[^[]*)\]$/;

/** An ID without decoration: `l:120` and ` [120]` are 120. */
export const cleanId = (text: string): string => {
  const plain = text
    .normalize('NFC')
    .replace(/[\p{Cf}\u00a0]/gu, '')
    .trim();
  const bare = plain.replace(DECORATION, '').trim();
  return bare === plain ? plain : cleanId(bare);
};

const PLACEHOLDERS = ['', '0', '-', 'n/a', 'unknown', 'test', 'null'];

/** Whether a text is an ID. A placeholder is none, and a row with one has no ID. */
const isId = (id: string): boolean => !PLACEHOLDERS.includes(id.toLowerCase());

/** Whether an ID may be compared with others. What Excel has left of a number may not, although its row is a lead. */
export const canJoin = (id: string): boolean => isId(id) && !/^\d[.,]\d+E\+\d+$/i.test(id);

const originOf = (text: (field: string) => string): Origin =>
  new Map(ORIGINS.map((field) => [field, text(field)] as const).filter(([, value]) => value !== ''));

type FileRow = ReturnType<typeof openFile>['rows'][number];

const readAd = (
  row: FileRow,
  file: FileConfig,
  config: Config,
  isDated: boolean,
  rateOf: RateOf,
): Omit<AdRow, 'file'> | null => {
  const whole = (field: string) => {
    const value = row.money(field);
    return value === null ? null : value / 1_000_000n;
  };
  const clicks = whole('clicks');
  const dayIn = (field: string) => readMoment(row.text(field))?.slice(0, 10) ?? null;
  const day = dayIn('day');
  const cost = row.money('cost');
  if (cost === null && clicks === null) return null;
  if (isDated && day === null) return null;
  const [from, to] = [dayIn('period_from'), dayIn('period_to')];
  const named = SPANS.flatMap((heading) => (row.knows(heading) ? (readSpan(row.cell(heading)) ?? []) : []))[0];
  const days = from !== null && to !== null ? { from, to } : (named ?? file.period ?? null);
  // A row of one day is of that day.
  const single = days !== null && days !== file.period && days.from === days.to ? days.from : null;
  const part = partOf(file.vat ?? config.vat, day);
  const rate = cost === null ? ONE : rateOf(row.text('currency'), day ?? single);
  return {
    day: day ?? single,
    days,
    source: row.text('source'),
    campaign: row.text('campaign'),
    cost,
    part: { n: part.n * rate.n, d: part.d * rate.d },
    clicks,
    actions: whole('actions'),
  };
};

/** A rule asks for columns. A file that lacks one of them holds no such evidence. */
const isEvidence = (row: FileRow, rule: Rule): boolean =>
  holds(
    row,
    [rule].flat().filter((all) => Object.keys(all).every(row.knows)),
  );

const readCrm = (
  row: FileRow,
  file: FileConfig,
  config: Config,
  rateOf: RateOf,
  wonIn: string[],
): Omit<CrmRow, 'file' | 'id'> | null => {
  // What its export does not date is a lead all the same.
  const created = row.text('created_at') === '' ? '' : readMoment(row.text('created_at'));
  if (created === null) return null;
  const evidence = new Set<Stage>();
  const status = row.text('status');
  const target = status === '' ? undefined : targetOf(config.statuses ?? {}, row.text('pipeline'), status);
  const reached = typeof target === 'object' ? target.lost : target;
  if (reached === 'lead' || LATER.includes(reached as Stage)) evidence.add(reached as Stage);
  for (const stage of LATER) {
    const rule = config.rules?.[stage];
    if (rule && isEvidence(row, rule)) evidence.add(stage);
    if (row.text(`${stage}_at`) !== '') evidence.add(stage);
  }
  // Where a CRM holds won and lost apart from the stage, a lost row has reached what its stage says.
  const outcome = row.text('outcome').toLowerCase();
  if (outcome === 'won') evidence.add('deal');
  const entity = file.entity ?? 'lead';
  const lost = outcome === 'lost' || (outcome !== 'won' && (target === 'lost' || typeof target === 'object'));
  const keepsItsStage = lost && (reached === 'lead' || LATER.includes(reached as Stage));
  const isTold = (stage: Stage) =>
    keepsItsStage ||
    row.has(`${stage}_at`) ||
    [config.rules?.[stage] ?? []].flat().some((all) => Object.keys(all).every(row.knows));
  const modified = readMoment(row.text('modified_at')) ?? '';
  // A deal is worth what it was on the day on which it was closed, else won, else changed, else made.
  const won = [readMoment(row.text('deal_at')) ?? '', ...wonIn].filter(Boolean).sort()[0];
  const valued = (readMoment(row.text('closed_at')) || won || modified || created).slice(0, 10);
  const amounts = ['revenue', 'amount', 'profit', 'cost_of_goods'].map((field) => row.money(field));
  const rate = amounts.every((one) => one === null) ? ONE : rateOf(row.text('currency'), valued);
  const [revenue = null, amount = null, own = null, goods = null] = amounts.map((one) =>
    net(one, config.revenue_vat, null, rate),
  );
  return {
    entity,
    link: cleanId(row.text(entity === 'deal' ? 'lead_id' : 'deal_id')),
    created,
    modified,
    moments: new Map([...LATER, 'closed'].map((one) => [one, readMoment(row.text(`${one}_at`)) ?? ''])),
    productLine: row.text('product_line'),
    origin: originOf(row.text),
    manager: row.text('manager'),
    dimensions: new Map(Object.entries(config.dimensions ?? {}).map(([name, heading]) => [name, row.cell(heading)])),
    reason: row.text('reason'),
    ...{ revenue, amount, profit: profitOf([own, goods, revenue], config.margin) },
    person: contactsOf(row.text),
    answered: readMoment(row.text('answered_at')) ?? '',
    evidence,
    saysState: status !== '' || row.text('outcome') !== '',
    hasOutcome: row.text('outcome') !== '',
    tells: new Set(LATER.filter(isTold)),
    lost,
  };
};

/** The stages that the exports may hold evidence of, whether or not a row does. */
const knownStages = (config: Config, { ads, crm, has, mapped }: Omit<Tables, 'knows'>): Set<Stage> => {
  const knows = new Set<Stage>(LATER.filter((stage) => mapped.crm.has(`${stage}_at`)));
  if (crm.some(({ hasOutcome }) => hasOutcome)) knows.add('deal');
  for (const stage of Object.keys(config.rules ?? {})) if (LATER.includes(stage as Stage)) knows.add(stage as Stage);
  for (const target of Object.values(config.statuses ?? {})) {
    const stage = (typeof target === 'object' ? target.lost : target) as Stage;
    if (LATER.includes(stage)) knows.add(stage);
  }
  if (has.crm) knows.add('lead');
  if (ads.some(({ clicks }) => clicks !== null)) knows.add('visit');
  if (ads.some(({ actions }) => actions !== null)) knows.add('action');
  return knows;
};

/** What a file may show by its columns alone. */
const stagesOf = (config: Config, present: string[], header: string[]): Set<Stage> =>
  new Set(
    LATER.filter(
      (stage) =>
        present.includes(`${stage}_at`) ||
        [config.rules?.[stage] ?? []].flat().some((all) => Object.keys(all).every((one) => header.includes(one))),
    ),
  );

export const readTables = (input: OracleInput): Tables => {
  const config = input.config as Config;
  const tables: Omit<Tables, 'knows'> = {
    ...{
      crm: [],
      crmFiles: new Map(),
      otherFiles: new Map(),
      adLeads: [],
      leftOut: new Set(),
      ads: [],
      payments: null,
      moves: [],
    },
    ...{ has: { crm: false, adLeads: false }, mapped: { crm: new Set(), ads: new Set() } },
  };
  const rateOf = ratesIn(input);
  let rowNumber = 0;
  let fileNumber = 0;
  // A history tells when leads were won.
  const isHistory = ({ table }: FileConfig) => table === 'stage_events';
  for (const file of [...config.files.filter(isHistory), ...config.files.filter((one) => !isHistory(one))]) {
    for (const { text } of input.files.filter(({ name }) => matches(file.path, name))) {
      fileNumber += 1;
      const { header, rows } = openFile(text, file);
      const fields = new Set([...Object.keys(file.columns ?? {}), ...Object.keys(file.set ?? {})]);
      const present = [...fields].filter((field) => isMapped(file, header, field));
      const kept = rows.filter((row) => !isExcluded(row, config.exclude));
      const headings = new Map(present.map((field) => [field, String(headingOf(header, file.columns?.[field]))]));
      if (file.table !== 'crm')
        tables.otherFiles.set(fileNumber, JSON.stringify([file.table, ...[...headings].sort()]));
      if (file.table === 'ad_stats') {
        for (const field of present) tables.mapped.ads.add(field);
        const read = kept.map((row) => readAd(row, file, config, present.includes('day'), rateOf));
        tables.ads.push(...read.filter((ad) => ad !== null).map((ad) => ({ ...ad, file: fileNumber })));
      } else if (file.table === 'payments') {
        tables.payments ??= [];
        for (const row of kept) {
          const day = readMoment(row.text('paid_at'))?.slice(0, 10) ?? null;
          const paid = row.money('amount');
          const less = row.money('refunded') ?? 0n;
          const amount = net(paid === null ? null : paid - less, config.revenue_vat, day);
          const own = { deal: cleanId(row.text('deal_id')), lead: cleanId(row.text('lead_id')) };
          if (day !== null && amount !== null) tables.payments.push({ ...own, amount });
        }
      } else if (file.table === 'stage_events') {
        for (const row of kept) {
          const entered = readMoment(row.text('entered_at'));
          if (entered === null) continue;
          const target = targetOf(config.statuses ?? {}, row.text('pipeline'), row.text('status'));
          const meant = (typeof target === 'object' ? target.lost : target) as Stage;
          const stage = meant === 'lead' || LATER.includes(meant) ? meant : null;
          const isLoss = target === 'lost' || typeof target === 'object';
          tables.moves.push({ lead: cleanId(row.text('lead_id')), entered, stage, isLoss });
        }
      } else if (file.table === 'ad_leads') {
        tables.has.adLeads = true;
        for (const row of kept) {
          const id = cleanId(row.text('lead_id'));
          const created = readMoment(row.text('created_at'));
          if (isId(id) && created !== null)
            tables.adLeads.push({
              ...{ file: fileNumber, id, created, origin: originOf(row.text) },
              person: contactsOf(row.text),
            });
        }
      } else {
        tables.has.crm = true;
        for (const field of present) tables.mapped.crm.add(field);
        const knows = stagesOf(config, present, header);
        const period = file.period ?? null;
        tables.crmFiles.set(fileNumber, {
          period,
          headings,
          entity: file.entity ?? 'lead',
          fields: new Set(present),
          knows,
        });
        const isRow = file.columns?.lead_id === '$row';
        for (const row of rows.filter((one) => !kept.includes(one)))
          for (const field of ['lead_id', 'ad_lead_id']) tables.leftOut.add(cleanId(row.text(field)));
        for (const row of kept) {
          rowNumber += 1;
          const own = cleanId(row.text(file.entity === 'deal' ? 'deal_id' : 'lead_id'));
          // A deal without an ID is a deal each.
          const isOwn = isRow || (file.entity === 'deal' && !isId(own));
          const id = isOwn ? `row ${rowNumber}` : own;
          const read = readCrm(
            row,
            file,
            config,
            rateOf,
            tables.moves.flatMap(({ lead, stage, entered }) => (lead === own && stage === 'deal' ? [entered] : [])),
          );
          if (!isId(id) || !read) continue;
          tables.crm.push({ ...read, id, file: fileNumber });
          const target = targetOf(config.statuses ?? {}, row.text('pipeline'), row.text('status'));
          const stage = (typeof target === 'object' ? target.lost : target) as Stage;
          if (LATER.includes(stage)) knows.add(stage);
          // A column of outcomes in which nothing stands says of nobody whether they were won.
          if (read.hasOutcome) knows.add('deal');
        }
      }
    }
  }
  return { ...tables, knows: knownStages(config, tables) };
};
