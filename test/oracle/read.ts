// Clean CSV files and a parsed funnel.yaml to leads and ad rows, by definitions.md alone.

import { parse } from 'csv-parse/sync';
import { divide, fromDecimal } from './exact.js';

export const STAGES = ['visit', 'action', 'lead', 'qualified', 'contact', 'proposal', 'decision', 'deal'] as const;
export type Stage = (typeof STAGES)[number];
/** The stages that a lead may have evidence of, `lead` itself aside. */
export const LATER: Stage[] = ['qualified', 'contact', 'proposal', 'decision', 'deal'];

export interface OracleInput {
  files: { name: string; text: string }[];
  config: object;
  options?: {
    from?: string;
    to?: string;
    by?: string[];
    where?: string[];
    reach?: 'implied' | 'strict' | 'observed';
    period?: 'day' | 'week' | 'month' | 'quarter';
  };
}

type Test = string | number | (string | number)[] | { not: string | number | (string | number)[] };
type Rule = Record<string, Test> | Record<string, Test>[];
type Target = string | { lost: string };

interface FileConfig {
  path: string;
  table: string;
  columns?: Record<string, string | string[]>;
  set?: Record<string, string>;
  vat?: string | number;
  dates?: string;
  decimal?: string;
  delimiter?: string;
}

export interface Config {
  vat?: string | number;
  margin?: string | number;
  files: FileConfig[];
  dimensions?: Record<string, string>;
  statuses?: Record<string, Target>;
  rules?: Partial<Record<Stage, Rule>>;
  exclude?: Rule;
  sources?: Record<string, string[]>;
  reasons?: Record<string, string[]>;
  norms?: Record<string, number> & { by?: { source?: Record<string, Record<string, number>> } };
}

export interface Lead {
  day: string;
  source: string;
  campaign: string;
  manager: string;
  dimensions: Map<string, string>;
  reason: string;
  revenue: bigint | null;
  amount: bigint | null;
  evidence: Set<Stage>;
  lost: boolean;
}

export interface AdRow {
  day: string | null;
  source: string;
  campaign: string;
  cost: bigint | null;
  clicks: bigint | null;
  actions: bigint | null;
}

export interface Data {
  leads: Lead[];
  ads: AdRow[];
  hasCrm: boolean;
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

const bare = (text: string) => text.replace(/[^\d.,-]/g, '');

/** The decimal mark of a column: the first value that allows one reading only settles it. */
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
    return { cell, number, text, money, knows: (heading: string) => index.has(heading) };
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

/** Spend without VAT, kept to the millionth row by row. */
const net = (cost: bigint | null, vat: string | number | undefined): bigint | null => {
  if (cost === null || vat === undefined || vat === 'excluded') return cost;
  const { n, d } = fromDecimal(vat);
  return divide(cost * d, n + d);
};

export const readData = (input: OracleInput): Data => {
  const config = input.config as Config;
  const statuses = config.statuses ?? {};
  const knows = new Set<Stage>();
  const mapped = { crm: new Set<string>(), ads: new Set<string>() };
  const ads: AdRow[] = [];
  const byId = new Map<string, { lead: Lead; modified: string }>();
  let hasCrm = false;
  let rowNumber = 0;

  for (const file of config.files) {
    for (const { text } of input.files.filter(({ name }) => matches(file.path, name))) {
      const { header, rows } = openFile(text, file);
      const fields = new Set([...Object.keys(file.columns ?? {}), ...Object.keys(file.set ?? {})]);
      const present = [...fields].filter((field) => isMapped(file, header, field));
      if (file.table === 'ad_stats') {
        for (const field of present) mapped.ads.add(field);
        for (const row of rows) {
          if (isExcluded(row, config.exclude)) continue;
          const whole = (field: string) => {
            const value = row.money(field);
            return value === null ? null : value / 1_000_000n;
          };
          const cost = net(row.money('cost'), file.vat ?? config.vat);
          const clicks = whole('clicks');
          if (cost === null && clicks === null) continue;
          const day = readMoment(row.text('day'))?.slice(0, 10) ?? null;
          if (present.includes('day') && day === null) continue;
          ads.push({
            day,
            source: row.text('source'),
            campaign: row.text('campaign'),
            cost,
            clicks,
            actions: whole('actions'),
          });
        }
        continue;
      }

      hasCrm = true;
      for (const field of present) mapped.crm.add(field);
      for (const stage of LATER) if (present.includes(`${stage}_at`)) knows.add(stage);
      for (const row of rows) {
        rowNumber += 1;
        if (isExcluded(row, config.exclude)) continue;
        const isRow = file.columns?.lead_id === '$row';
        const id = isRow ? `row ${rowNumber}` : row.text('lead_id');
        const created = readMoment(row.text('created_at'));
        if (id === '' || created === null) continue;

        const evidence = new Set<Stage>();
        const status = row.text('status');
        const target = status === '' ? undefined : targetOf(statuses, row.text('pipeline'), status);
        const lost = target === 'lost' || typeof target === 'object';
        const reached = typeof target === 'object' ? target.lost : target;
        if (reached === 'lead' || LATER.includes(reached as Stage)) evidence.add(reached as Stage);
        for (const stage of LATER) {
          const rule = config.rules?.[stage];
          if (rule && holds(row, rule)) evidence.add(stage);
          if (row.text(`${stage}_at`) !== '') evidence.add(stage);
        }

        const lead: Lead = {
          day: created.slice(0, 10),
          source: row.text('source'),
          campaign: row.text('campaign'),
          manager: row.text('manager'),
          dimensions: new Map(
            Object.entries(config.dimensions ?? {}).map(([name, heading]) => [name, row.cell(heading)]),
          ),
          reason: row.text('reason'),
          revenue: row.money('revenue'),
          amount: row.money('amount'),
          evidence,
          lost,
        };
        const modified = readMoment(row.text('modified_at')) ?? '';
        const key = isRow || /^\d[.,]\d+E\+\d+$/i.test(id) ? `row ${rowNumber} ${id}` : `id ${id}`;
        const before = byId.get(key);
        if (!before || modified >= before.modified) byId.set(key, { lead, modified });
      }
    }
  }

  for (const stage of Object.keys(config.rules ?? {})) if (LATER.includes(stage as Stage)) knows.add(stage as Stage);
  for (const target of Object.values(statuses)) {
    const stage = (typeof target === 'object' ? target.lost : target) as Stage;
    if (LATER.includes(stage)) knows.add(stage);
  }
  if (hasCrm) knows.add('lead');
  if (ads.some(({ clicks }) => clicks !== null)) knows.add('visit');
  if (ads.some(({ actions }) => actions !== null)) knows.add('action');
  return { leads: [...byId.values()].map(({ lead }) => lead), ads, hasCrm, knows, mapped };
};
