// Invented exports without a day in each row: months and weeks, days that a file states, leads without a date.

import { stringify } from 'yaml';
import {
  aliases,
  BLANK,
  type Column,
  DAY,
  makeCrm,
  makeNorms,
  makeStatuses,
  type Options,
  type Part,
  type Row,
  type Source,
  settle,
  spelling,
  split,
  weigh,
} from './generate.js';
import type { OracleInput } from './oracle.js';
import { makeRandom, type Random } from './random.js';
import type { Days } from './read.js';
import { HEADINGS, type Headings, SOURCES } from './words.js';
import { type Value, writeTable } from './write.js';

const isoDay = (time: number) => new Date(time).toISOString().slice(0, 10);

/** How a file of spend states its days. */
type Grain = 'days' | 'stated days' | 'months' | 'weeks' | 'from and to' | 'stated whole' | 'nothing';

interface Time {
  random: Random;
  start: number;
  /** In days. */
  span: number;
}

/** The same seed gives the same files, configuration and options. */
export const generateSpans = (seed: number): OracleInput & { yaml: string } => {
  const random = makeRandom(seed + 2_000_000);
  const headings = HEADINGS[random.pick(['en', 'ru'] as const)];
  const time: Time = { random, start: Date.UTC(2026, random.int(0, 7), random.int(1, 28)), span: random.int(10, 120) };
  const moment = () =>
    new Date(time.start + random.int(0, time.span * 86_400) * 1000).toISOString().slice(0, 19).replace('T', ' ');
  const statuses = makeStatuses(random, false);
  const sources = random.some(SOURCES, random.int(1, 4)).map(
    (spellings): Source => ({
      spellings: [...spellings],
      weights: weigh(random, statuses.targets, false),
      hasClicks: random.chance(0.85),
      hasActions: random.chance(0.8),
      isFree: random.chance(0.15),
    }),
  );

  const crm = makeCrm({ random, headings, sources, statuses, moment, isPlain: random.chance(0.5) });
  const areUndated = withoutDates(random, headings, crm.files);
  // The days that the CRM is said to cover contain all of its leads.
  if (random.chance(0.3)) for (const { config } of crm.files) Object.assign(config, { period: around(time, 0) });
  const ads = makeFiles(time, headings, sources);

  const config: Record<string, unknown> = {
    ...{ timezone: 'Europe/Berlin', currency: 'EUR', files: [] as unknown[] },
    ...crm.config,
    ...aliases(random, sources),
  };
  const files: OracleInput['files'] = [];
  for (const part of [...crm.files, ...ads.map(({ part: one }) => one)]) {
    const { text, dates } = writeTable(random, part.table, { euro: true });
    files.push({ name: part.config.path, text });
    (config.files as unknown[]).push({ ...part.config, ...(dates ? { dates } : {}) });
  }
  const grains = ads.map(({ grain }) => grain);
  const options = makeOptions(time, grains, crm.fields.has('manager'), areUndated);
  const norms = makeNorms(random, sources, options.by ?? []);
  if (norms) config.norms = norms;
  const input = { files, config };
  const settled = settle(input, options, crm.count > 0, { all: true });
  return { ...input, options: settled, yaml: stringify(config, { lineWidth: 0, aliasDuplicateObjects: false }) };
};

/** Days that contain all of the exports: at least `more` days longer at each end. */
const around = ({ random, start, span }: Time, more: number): Days => ({
  from: isoDay(start - random.int(more, 40) * DAY),
  to: isoDay(start + (span + random.int(more, 30)) * DAY),
});

/**
 * Takes the date from some leads, or from all; gives whether from all. If there are several downloads, the newest row
 * says which is newer, so some dates stay.
 */
const withoutDates = (random: Random, h: Headings, files: Part[]): boolean => {
  const lost = random.weighted([
    [0, 4],
    [0.2, 4],
    [files.length > 1 ? 0 : 1, 1],
  ] as const);
  for (const { table } of files) {
    const at = table.headings.indexOf(h.created);
    const momentOf = (row: Value[]) => {
      const value = row[at] ?? BLANK;
      return 'moment' in value ? value.moment : '';
    };
    const newest = table.rows.map(momentOf).sort().at(-1);
    for (const row of table.rows)
      if (random.chance(lost) && (files.length === 1 || momentOf(row) !== newest)) row[at] = BLANK;
  }
  return lost === 1;
};

/** One file or two, each with its own sources and its own kind of days. */
const makeFiles = (time: Time, h: Headings, sources: Source[]): { grain: Grain; part: Part }[] => {
  const cut = time.random.int(1, sources.length);
  const groups = [sources.slice(0, cut), sources.slice(cut)].filter((group) => group.length > 0);
  return groups.map((group, i) => {
    const grain = time.random.weighted<Grain>([
      ['days', 2],
      ['stated days', 3],
      ['months', 4],
      ['weeks', 3],
      ['from and to', 3],
      ['stated whole', 2],
      ['nothing', 1],
    ]);
    return { grain, part: makeFile(time, h, group, grain, `spend-${i + 1}`) };
  });
};

const makeFile = (time: Time, h: Headings, sources: Source[], grain: Grain, name: string): Part => {
  const { random } = time;
  const heading = { months: random.pick(['Month', 'Месяц']), weeks: random.pick(['Week', 'Неделя']) };
  const style = random.pick(['iso', 'dots', 'words'] as const);
  const [begins, ends] = [`${h.day}: from`, `${h.day}: to`];
  const hasClicks = random.chance(0.8);
  const columns: Column[] = [
    ...(grain === 'days' || grain === 'stated days' ? [{ heading: h.day, field: 'day' }] : []),
    ...(grain === 'months' || grain === 'weeks' ? [{ heading: heading[grain] }] : []),
    ...(grain === 'from and to' ? [{ heading: begins, field: 'period_from' }] : []),
    ...(grain === 'from and to' ? [{ heading: ends, field: 'period_to' }] : []),
    { heading: h.source, field: 'source' },
    { heading: h.cost, field: 'cost' },
    ...(hasClicks ? [{ heading: h.clicks, field: 'clicks' }] : []),
    ...(random.chance(0.5) ? [{ heading: h.actions, field: 'actions' }] : []),
  ];
  const rows = Array.from({ length: random.int(1, 25) }, (): Row => {
    const source = random.pick(sources);
    const at = time.start + random.int(-5, time.span + 5) * DAY;
    const days = spanAt(random, at, grain);
    const clicks = hasClicks && source.hasClicks;
    return new Map<string, Value>([
      [h.day, { moment: `${isoDay(at)} 00:00:00` }],
      [heading.months, { text: writeMonth(days, style) }],
      [heading.weeks, { text: weekOf(days.from) }],
      [begins, { moment: `${days.from} 00:00:00` }],
      [ends, { moment: `${days.to} 00:00:00` }],
      [h.source, { text: spelling(random, source) }],
      // A row needs a cost or clicks.
      [h.cost, clicks && random.chance(0.05) ? BLANK : { cents: source.isFree ? 0 : random.int(1, 300_000) }],
      [h.clicks, clicks ? { text: String(random.int(1, 400)) } : BLANK],
      [h.actions, source.hasActions ? { text: String(random.int(0, 30)) } : BLANK],
    ]);
  });
  const [part] = split(random, name, 'ad_stats', columns, [rows]) as [Part];
  if (grain === 'stated days' || grain === 'stated whole') Object.assign(part.config, { period: around(time, 5) });
  return part;
};

/** The days of a row in such a file. */
const spanAt = (random: Random, at: number, grain: Grain): Days => {
  const date = new Date(at);
  if (grain === 'months') {
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
    return { from: isoDay(Date.UTC(year, month, 1)), to: isoDay(Date.UTC(year, month + 1, 0)) };
  }
  if (grain === 'weeks') {
    const monday = at - ((date.getUTCDay() + 6) % 7) * DAY;
    return { from: isoDay(monday), to: isoDay(monday + 6 * DAY) };
  }
  return { from: isoDay(at), to: isoDay(at + random.pick([0, 1, 6, 13]) * DAY) };
};

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June'].concat(
  ...['July', 'August', 'September', 'October', 'November', 'December'],
);

const writeMonth = ({ from }: Days, style: 'iso' | 'dots' | 'words'): string => {
  const [year = '', month = ''] = from.split('-');
  if (style === 'iso') return `${year}-${month}`;
  return style === 'dots' ? `${month}.${year}` : `${MONTHS[Number(month) - 1]} ${year}`;
};

/** The ISO week of a Monday: `2026-W10`. A week belongs to the year of its Thursday. */
const weekOf = (monday: string): string => {
  const thursday = Date.parse(monday) + 3 * DAY;
  const year = new Date(thursday).getUTCFullYear();
  const number = Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * DAY)) + 1;
  return `${year}-W${String(number).padStart(2, '0')}`;
};

/** Options that may be asked of such days: nothing that would divide a row of several days. */
const makeOptions = (
  { random, start, span }: Time,
  grains: Grain[],
  hasManager: boolean,
  areUndated: boolean,
): Options => {
  const options: Options = {};
  const only = (...some: Grain[]) => grains.every((grain) => some.includes(grain));
  const areDays = only('days', 'stated days');
  const periods = areDays
    ? (['day', 'week', 'month', 'quarter'] as const)
    : only('days', 'stated days', 'months')
      ? (['month', 'quarter'] as const)
      : only('days', 'stated days', 'weeks')
        ? (['week'] as const)
        : [];
  if (random.chance(0.3)) options.reach = random.pick(['strict', 'observed'] as const);
  if (random.chance(0.35)) options.by = [random.pick(['source', ...(hasManager ? ['manager'] : [])])];
  if (periods.length > 0 && !areUndated && random.chance(0.4)) options.period = random.pick(periods);
  const asked = random.pick(['all', 'all', 'some', 'nothing', 'nothing'] as const);
  if (asked === 'all') options.all = true;
  if (asked === 'some' && areDays) {
    const days = [random.int(-3, span + 3), random.int(-3, span + 3)].sort((a, b) => a - b);
    const [from, to] = days.map((day) => isoDay(start + day * DAY));
    if (from !== undefined && to !== undefined) Object.assign(options, { from, to });
  }
  return options;
};
