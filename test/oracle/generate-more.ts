// Further contents of some exports: people who come again, deals with a profit, sums in two currencies, a history, and
// forms that the CRM knows by phone only. Drawn separately, so that all else drawn from a seed stays the same.

import { BLANK, type Part } from './generate.js';
import type { Random } from './random.js';
import { CLICKS, canJoin, cleanId } from './read.js';
import type { Value } from './write.js';

interface Made {
  crm: Part[];
  ads: Part[];
  statuses: { mapping: Record<string, unknown>; byTarget: Map<unknown, { pipeline: string; status: string }[]> };
  config: Record<string, unknown>;
  files: { name: string; text: string }[];
}

const headingOf = ({ config }: Part, field: string): string | undefined => [config.columns[field] ?? []].flat().at(-1);

const cellsOf = (part: Part, field: string): Value[] => {
  const at = part.table.headings.indexOf(headingOf(part, field) ?? '');
  return part.table.rows.map((row) => row[at] ?? BLANK);
};
const textOf = (value: Value): string => ('text' in value ? value.text : '');
const momentOf = (value: Value): string => ('moment' in value ? value.moment : '');
const idsOf = (part: Part): string[] => cellsOf(part, 'lead_id').map((cell) => cleanId(textOf(cell)));

const addColumn = (part: Part, field: string, heading: string, texts: string[]): void => {
  part.config.columns[field] = heading;
  part.table.headings.push(heading);
  for (const [at, row] of part.table.rows.entries()) row.push({ text: texts[at] ?? '' });
};

/** One Russian phone number, in one of its spellings. */
const phoneOf = (random: Random, person: number): string => {
  const digits = `916${String(2_345_678 + person * 7919)}`;
  const [a, b, c, d] = [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6, 8), digits.slice(8)];
  return random.pick([`+7 (${a}) ${b}-${c}-${d}`, `8${digits}`, `8 ${a} ${b} ${c} ${d}`, digits, `7${digits}`]);
};
const mailOf = (random: Random, person: number): string =>
  random.pick([`who${person}@mailbox.org`, `Who${person}@Mailbox.ORG`]);

/** Gives leads of the CRM contacts, so that some belong to the same person. */
export const addPeople = (random: Random, { crm, config }: Made): void => {
  const isKnown = crm.every((part) => headingOf(part, 'lead_id') !== '$row');
  if (!isKnown || crm.length === 0 || !random.chance(0.4)) return;
  const people = new Map<string, number>();
  const ids = [...new Set(crm.flatMap(idsOf))];
  for (const id of ids) people.set(id, random.chance(0.3) ? random.int(0, 9) : 100 + people.size);
  const bare = new Set(ids.filter(() => random.chance(0.2)));
  const by = random.pick([['phone'], ['email'], ['phone', 'email']]);
  for (const part of crm) {
    const texts = (write: typeof phoneOf) =>
      idsOf(part).map((id) => (bare.has(id) ? '' : write(random, people.get(id) ?? 0)));
    if (by.includes('phone')) addColumn(part, 'phone', 'Tel', texts(phoneOf));
    // Some rows have only one of a person's two contacts, which tells less.
    if (by.includes('email')) addColumn(part, 'email', 'Mail', texts(mailOf));
  }
  config.ids = { country: 'RU' };
  config.repeats = { by, ...(random.chance(0.7) ? { window: `${random.pick([1, 7, 30])}d` } : {}) };
};

const amount = (random: Random): string => `${random.int(0, 900)}.${String(random.int(0, 99)).padStart(2, '0')}`;

/** Gives deals a profit, or the cost of the goods; some have neither. */
export const addProfit = (random: Random, { crm, config }: Made): void => {
  if (crm.some((part) => headingOf(part, 'product_line') !== undefined) || !random.chance(0.4)) return;
  if (!crm.some((part) => headingOf(part, 'revenue') !== undefined)) return;
  const [blank, has] = [
    random.pick([0, 0, 0.2]),
    random.pick([['profit'], ['cost_of_goods'], ['profit', 'cost_of_goods']]),
  ];
  for (const part of crm) {
    const isOpen = part.table.rows.map(() => random.chance(blank));
    // At least one of the two, unless nothing is told.
    const which = part.table.rows.map(() => random.pick(has));
    for (const field of has)
      addColumn(
        part,
        field,
        field === 'profit' ? 'Left over' : 'Goods cost',
        part.table.rows.map((_, at) => (isOpen[at] || which[at] !== field ? '' : amount(random))),
      );
  }
  delete config.revenue_vat;
};

const DAY = 86_400_000;

/** Gives sums in two currencies, with one fixed rate or one for each day. */
export const addCurrency = (random: Random, { crm, ads, config, files }: Made, areDated: boolean): void => {
  if (config.currency !== 'RUB' || !random.chance(0.8)) return;
  const isDaily = areDated && random.chance(0.6);
  for (const part of [...crm, ...ads])
    addColumn(
      part,
      'currency',
      'Cur',
      part.table.rows.map(() => random.pick(['RUB', 'USD'])),
    );
  if (!isDaily) {
    config.rates = { USD: random.pick(['92.5', '0.0786', '81.2345678901']) };
    return;
  }
  const rates = Array.from({ length: 900 }, (_, at) => {
    const day = new Date(Date.UTC(2025, 6, 1) + at * DAY).toISOString().slice(0, 10);
    return `${day},USD,${random.int(60, 110)}.${String(random.int(0, 9999)).padStart(4, '0')}`;
  });
  files.push({ name: 'rates.csv', text: `date,currency,rate\n${rates.join('\n')}\n` });
  config.rates = 'rates.csv';
};

const shifted = (moment: string, days: number, seconds: number): string =>
  new Date(Date.parse(`${moment.replace(' ', 'T')}Z`) + days * DAY + seconds * 1000)
    .toISOString()
    .slice(0, 19)
    .replace('T', ' ');

/**
 * Adds a history of the leads' stages: for some of them, with some entries after the report, and some of unknown leads.
 */
export const addHistory = (random: Random, { crm, statuses, config, files }: Made): void => {
  const isTold = crm.length > 0 && crm.every((part) => headingOf(part, 'status') !== undefined);
  const isKnown = crm.every((part) => headingOf(part, 'lead_id') !== '$row');
  const targets = [...statuses.byTarget.keys()].filter((one) => one !== 'deal');
  if (!isTold || !isKnown || targets.length === 0 || !random.chance(0.3)) return;
  const hasPipelines = crm.every((part) => headingOf(part, 'pipeline') !== undefined);
  if (!hasPipelines && Object.keys(statuses.mapping).some((one) => one.includes(' / '))) return;
  const leads = new Map(
    crm.flatMap((part) => {
      const made = cellsOf(part, 'created_at').map(momentOf);
      return idsOf(part).map((id, at) => [id, made[at] ?? ''] as const);
    }),
  );
  const rows = [...leads].flatMap(([id, created]) => {
    if (created === '' || !canJoin(id) || random.chance(0.4)) return [];
    return Array.from({ length: random.int(1, 4) }, () => {
      const { pipeline, status } = random.pick(statuses.byTarget.get(random.pick(targets)) ?? []);
      return [id, shifted(created, random.int(-1, 40), random.int(0, 80_000)), status, pipeline];
    });
  });
  if (rows.length === 0) return;
  const [, moment, status, pipeline] = rows[0] as string[];
  rows.push(['nobody here', moment as string, status as string, pipeline as string]);
  const columns = {
    lead_id: 'Whose',
    entered_at: 'Since',
    status: 'Stood at',
    ...(hasPipelines ? { pipeline: 'Track' } : {}),
  };
  const lines = rows.map((row) =>
    row
      .slice(0, hasPipelines ? 4 : 3)
      .map((cell) => `"${cell}"`)
      .join(','),
  );
  files.push({ name: 'moves.csv', text: `${Object.values(columns).join(',')}\n${lines.join('\n')}\n` });
  (config.files as unknown[]).push({
    ...{ path: 'moves.csv', table: 'stage_events', columns, dates: 'yyyy-MM-dd HH:mm:ss', delimiter: ',' },
  });
};

/** Adds forms of platforms that the CRM knows by a phone or an address only. Some share one phone. */
export const addForms = (random: Random, { crm, config }: Made, forms: Part[]): void => {
  const leads = crm.filter(({ config: { entity } }) => entity !== 'deal');
  const [form] = forms;
  if (leads.length === 0 || form === undefined || !random.chance(0.7)) return;
  const taken = new Set(forms.flatMap(idsOf));
  const people = leads.flatMap((part) => {
    const made = cellsOf(part, 'created_at').map(momentOf);
    const clicks = CLICKS.map((click) => cellsOf(part, click).map(textOf));
    const of = cellsOf(part, 'ad_lead_id').map((cell) => cleanId(textOf(cell)));
    return idsOf(part).map((id, at) => ({
      id,
      created: made[at] ?? '',
      isFree: canJoin(id) && !taken.has(id) && !canJoin(of[at] ?? '') && clicks.every((own) => (own[at] ?? '') === ''),
    }));
  });
  const bound = new Set(people.filter(({ isFree }) => !isFree).map(({ id }) => id));
  const free = [...new Map(people.map((one) => [one.id, one])).values()].filter(
    ({ id, created }) => !bound.has(id) && created !== '',
  );
  if (free.length < 3) return;
  const by = random.pick([['phone'], ['email'], ['phone', 'email']]);
  const number = new Map([...new Set(people.map(({ id }) => id))].map((id, at) => [id, at] as const));
  const shared = free.length > 12 ? free.slice(0, 5) : [];
  const other = free.slice(shared.length);
  // Two leads of one person: they come from one form if they are within a day, else the second comes from none.
  const sorted = other.toSorted((a, b) => (a.created < b.created ? -1 : +(a.created > b.created)));
  const pair = sorted.length > 4 && random.chance(0.6) ? sorted.slice(1, 3) : [];
  for (const { id } of shared) number.set(id, 900);
  for (const { id } of pair) number.set(id, 800);
  const write = { phone: phoneOf, email: mailOf };
  const headings = { phone: 'Tel', email: 'Mail' };
  for (const part of leads)
    for (const field of by as ('phone' | 'email')[])
      addColumn(
        part,
        field,
        headings[field],
        idsOf(part).map((id) => (canJoin(id) ? write[field](random, number.get(id) ?? 0) : '')),
      );
  const sent = [
    ...other.filter(({ id }) => !pair.some((one) => one.id === id) && random.chance(0.4)),
    ...pair.slice(0, 1),
    ...shared.slice(0, 1),
  ];
  const model = form.table.rows[0] as Value[];
  const columnOf = (field: string) => form.table.headings.indexOf(headingOf(form, field) ?? '');
  const added = sent.map(({ id, created }, at) => {
    const row = [...model];
    for (const click of CLICKS) if (columnOf(click) >= 0) row[columnOf(click)] = BLANK;
    row[columnOf('lead_id')] = { text: `44${1000 + at}` };
    row[columnOf('created_at')] = { moment: shifted(created, 0, -random.int(60, 7200)) };
    return { row, person: number.get(id) ?? 0 };
  });
  const old = form.table.rows.length;
  form.table.rows.push(...added.map(({ row }) => row));
  for (const field of by as ('phone' | 'email')[]) {
    const texts = added.map(({ person }) => write[field](random, person));
    addColumn(form, field, headings[field], [...Array.from({ length: old }, () => ''), ...texts]);
  }
  config.ids = { fallback: by, country: 'RU' };
};
