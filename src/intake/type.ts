import type { Engine } from '../engines/engine.js';
import { joined, literal, name, raw, type Sql, sql } from '../engines/sql.js';
import { Bug, type Text, text, UserError } from '../error.js';
import { columnTypes, dimensionColumn, rowsOf, ruleColumn } from '../model/canonical.js';
import { BLANKS, mask } from '../model/fold.js';
import { nearest } from '../model/nearest.js';
import type { Reject } from '../model/report.js';
import type { Rule } from '../model/settings.js';
import { LEAD_STAGES, type LeadStage } from '../model/stages.js';
import { columnsOf, holds } from './conditions.js';
import { cleanId, isDestroyed } from './identity.js';
import type { Loaded } from './load.js';
import type { Column } from './recognise.js';
import { lineOf } from './scan.js';
import { meansNothing, settle, type Wanted } from './settle.js';
import { isZeroDate } from './values/date.js';
import type { Reading } from './values/shape.js';

export interface TypeOptions {
  dimensions: ReadonlyMap<string, string>;
  rules: ReadonlyMap<LeadStage, Rule>;
  exclude: Rule | undefined;
  timezone: string | undefined;
  decimal: '.' | ',' | undefined;
  dates: string | undefined;
  /** Leads created after it are no leads yet; as SQL understands a moment. */
  asOf: string | undefined;
}

/** One file, typed into its canonical table. */
export interface Typed {
  rejects: Reject[];
  /** Physical lines of the rows that were rejected, and of those left out by `exclude`. */
  rejectedLines: number;
  excludedLines: number;
  badCells: Map<string, number>;
  said: Text[];
  /** Dimensions whose heading this file has. */
  dimensions: Set<string>;
  /** Headings that rules and exclusions named and this file has. */
  headings: Set<string>;
  /** IDs that had decorations or invisible characters. */
  cleanedIds: number;
  currency: string | undefined;
}

/** Reads the clean rows into the engine, settles their formats, and types them into `crm_rows` or `ad_stats_rows`. */
export async function typeFile(engine: Engine, loaded: Loaded, index: number, options: TypeOptions): Promise<Typed> {
  const { recognised, shape, scan, file, clean } = loaded;
  const { table, columns, settings } = recognised;
  requireFields(loaded);
  const rawTable = `raw${index}`;
  const typedTable = `typed${index}`;

  const extras = extraColumns(shape.headings, options);
  const needed = new Set([...[...columns.values()].map((column) => column.index), ...extras.values()]);
  const all = shape.headings.map((_, at) => literal(`c${at}`).text).map((key) => `${key}: 'VARCHAR'`);
  const trimmed = [...needed].map((at) => sql`nullif(trim(${name(`c${at}`)}, ${BLANKS}), '') as ${name(`c${at}`)}`);
  const lineSize = Math.max(2_097_152, scan.longest * 2);
  await engine.run(sql`create table ${name(rawTable)} as select ${joined([sql`1 as one`, ...trimmed], ', ')} from read_csv(
    ${literal(clean.path)}, auto_detect = false, header = false, skip = ${raw(String(clean.skip))}, delim = ${literal(shape.delimiter)},
    quote = '"', escape = '"', max_line_size = ${raw(String(lineSize))}, columns = {${raw(all.join(', '))}})`);
  const [[read] = []] = await engine.query(sql`select count(*) from ${name(rawTable)}`);
  if (Number(read) !== scan.records) throw new Bug(`${file.name}: ${scan.records} records scanned, ${read} read`);

  const numeric = numericHeadings(options, extras);
  const wanted: Wanted[] = [
    ...[...columns.values()].flatMap(({ index: at, heading, kind }) =>
      kind === 'text' || kind === 'id' ? [] : [{ column: `c${at}`, heading, kind }],
    ),
    ...[...numeric].map(([heading, at]) => ({ column: `c${at}`, heading, kind: 'money' as const })),
  ].filter((one, at, list) => list.findIndex(({ column }) => column === one.column) === at);
  const zone = { file: settings?.timezone ?? options.timezone, report: options.timezone };
  const { readings, said } = await settle(engine, rawTable, file.name, wanted, {
    decimal: recognised.decimal ?? options.decimal,
    dates: recognised.dates ?? options.dates,
    zone,
  });

  const statement = typing(loaded, index, options, extras, readings);
  await engine.run(sql`create table ${name(typedTable)} as ${statement.select}`);
  const targets = columnTypes(table, options.dimensions.size).map(([column]) => name(column));
  await engine.run(sql`insert into ${name(rowsOf(table))} (${joined(targets, ', ')})
    select ${joined(targets, ', ')} from ${name(typedTable)} where reject is null and not excluded order by record`);
  const outcome = await collect(engine, loaded, typedTable, rawTable, statement);
  await engine.run(sql`drop table ${name(rawTable)}`);
  await engine.run(sql`drop table ${name(typedTable)}`);
  const currency = [...columns]
    .filter(([field]) => ['cost', 'revenue', 'amount'].includes(field))
    .flatMap(([, column]) => readings.get(`c${column.index}`)?.currency ?? [])[0];
  return {
    ...outcome,
    said,
    currency,
    dimensions: new Set([...options.dimensions].filter(([, heading]) => extras.has(heading)).map(([dim]) => dim)),
    headings: new Set(extras.keys()),
  };
}

function requireFields({ recognised: { columns, table, rowIsLead }, file, shape }: Loaded): void {
  const lacks = (what: Text, hint: Text) => {
    throw new UserError(what, { file: file.name, hint });
  };
  const near = (words: string[]) =>
    words.flatMap((word) => nearest(word, shape.headings) ?? [])[0] ?? shape.headings[0] ?? 'Id';
  if (table === 'crm' && !rowIsLead && !columns.has('lead_id'))
    lacks(
      text('a CRM export without lead IDs', 'выгрузка CRM без ID лидов'),
      text(
        `add under columns: lead_id: ${near(['ID', 'Lead ID', 'Record ID'])}; or lead_id: $row, where each row is a lead`,
        `добавьте в columns: lead_id: ${near(['ID', 'ID лида', 'ID сделки'])}; или lead_id: $row, если каждая строка — лид`,
      ),
    );
  if (table === 'crm' && !columns.has('created_at'))
    lacks(
      text('a CRM export without the date of creation', 'выгрузка CRM без даты создания'),
      text('add under columns: created_at: and its heading', 'добавьте в columns: created_at: и заголовок столбца'),
    );
  if (table === 'ad_stats' && !columns.has('cost') && !columns.has('clicks'))
    lacks(
      text('ad statistics without cost and without clicks', 'статистика рекламы без расхода и без кликов'),
      text('add under columns: cost: or clicks: and its heading', 'добавьте в columns: cost: или clicks: и заголовок'),
    );
}

/** The columns that rules, exclusions and dimensions read, by heading, where this file has them. */
function extraColumns(headings: readonly string[], { dimensions, rules, exclude }: TypeOptions): Map<string, number> {
  const named = new Set(dimensions.values());
  for (const rule of [...rules.values(), exclude ?? []]) for (const column of columnsOf(rule).all) named.add(column);
  const found = new Map<string, number>();
  for (const heading of named) {
    const at = headings.findIndex((own) => sameHeading(own, heading));
    if (at >= 0) found.set(heading, at);
  }
  return found;
}

const sameHeading = (a: string, b: string) =>
  a.trim().toLowerCase().normalize('NFC') === b.trim().toLowerCase().normalize('NFC');

function numericHeadings({ rules, exclude }: TypeOptions, extras: ReadonlyMap<string, number>): Map<string, number> {
  const numeric = new Map<string, number>();
  for (const rule of [...rules.values(), exclude ?? []])
    for (const heading of columnsOf(rule).numeric) {
      const at = extras.get(heading);
      if (at !== undefined) numeric.set(heading, at);
    }
  return numeric;
}

interface Check {
  column: Column | null;
  when: Sql;
  reason: Text;
}

interface Typing {
  select: Sql;
  checks: Check[];
  /** Optional typed columns, each with its bit in `bad`. */
  optional: string[];
}

function typing(
  { recognised }: Loaded,
  index: number,
  options: TypeOptions,
  extras: ReadonlyMap<string, number>,
  readings: ReadonlyMap<string, Reading>,
): Typing {
  const { table, columns, settings, rowIsLead, empty } = recognised;
  const cell = ({ index: at }: Column) => name(`c${at}`);
  const value = (field: string): Sql | undefined => {
    const column = columns.get(field);
    if (!column) return undefined;
    if (column.kind === 'id') return cleanId(cell(column));
    if (column.kind === 'text') return emptied(cell(column), empty);
    const converted = (readings.get(`c${column.index}`) as Reading).convert(cell(column));
    if (column.kind === 'day') return sql`cast(${converted} as date)`;
    if (column.kind === 'count')
      return sql`(case when ${converted} = floor(${converted}) then cast(${converted} as bigint) end)`;
    return converted;
  };
  const unreadable = (column: Column, converted: Sql): Sql => {
    const zero = column.kind === 'moment' || column.kind === 'day' ? sql` and not ${isZeroDate(cell(column))}` : sql``;
    return sql`(not ${meansNothing(cell(column))} and ${converted} is null${zero})`;
  };

  const selected: Sql[] = [sql`${index} as file`, sql`rowid as record`];
  const typedFields = new Map<string, Sql>();
  for (const [field, type] of columnTypes(table, 0).slice(2)) {
    if (field.startsWith('rule_') || field === 'lead_key' || field === 'destroyed') continue;
    const constant = settings?.set.get(field);
    const typed = value(field) ?? (constant === undefined ? sql`null` : sql`${constant}`);
    typedFields.set(field, typed);
    selected.push(sql`cast(${typed} as ${raw(type)}) as ${name(field)}`);
  }
  if (table === 'crm') {
    const row = sql`concat(${String(index)}, ':', rowid)`;
    const id = typedFields.get('lead_id') as Sql;
    selected.push(
      rowIsLead
        ? sql`concat('row ', ${row}) as lead_key, false as destroyed`
        : sql`case when ${isDestroyed(id)} then concat(${id}, ' ', ${row}) else ${id} end as lead_key, ${isDestroyed(id)} as destroyed`,
    );
    const extra = (heading: string) => name(`c${extras.get(heading)}`);
    const number = (heading: string) => (readings.get(`c${extras.get(heading)}`) as Reading).convert(extra(heading));
    for (const stage of LEAD_STAGES) {
      const rule = present(options.rules.get(stage), extras);
      selected.push(sql`${rule.length > 0 ? holds(rule, extra, number) : sql`false`} as ${name(ruleColumn(stage))}`);
    }
  }
  const extraCell = (heading: string) => name(`c${extras.get(heading)}`);
  [...options.dimensions.values()].forEach((heading, at) => {
    selected.push(
      sql`${extras.has(heading) ? extraCell(heading) : sql`cast(null as varchar)`} as ${name(dimensionColumn(at))}`,
    );
  });

  const checks = table === 'crm' ? crmChecks() : adChecks();
  const reject =
    checks.length === 0
      ? sql`null`
      : sql`case ${joined(
          checks.map(({ when }, at) => sql`when ${when} then ${at}`),
          ' ',
        )} end`;
  const exclude = present(options.exclude, extras);
  const excluded =
    exclude.length > 0
      ? holds(exclude, extraCell, (heading) =>
          (readings.get(`c${extras.get(heading)}`) as Reading).convert(extraCell(heading)),
        )
      : sql`false`;
  const required = new Set(table === 'crm' ? ['lead_id', 'created_at'] : ['cost', 'clicks', 'day']);
  const optional = [...columns].filter(([field, { kind }]) => kind !== 'text' && kind !== 'id' && !required.has(field));
  const bits = optional.map(
    ([field, column], at) =>
      sql`(case when ${unreadable(column, value(field) as Sql)} then ${raw(String(2 ** at))} else 0 end)`,
  );
  selected.push(
    sql`cast(${reject} as integer) as reject`,
    sql`${excluded} as excluded`,
    sql`cast(${bits.length > 0 ? joined(bits, ' + ') : sql`0`} as bigint) as bad`,
  );
  return {
    select: sql`select ${joined(selected, ', ')} from ${name(`raw${index}`)}`,
    checks,
    optional: optional.map(([, { heading }]) => heading),
  };

  function crmChecks(): Check[] {
    const created = columns.get('created_at') as Column;
    const moment = value('created_at') as Sql;
    const id = columns.get('lead_id');
    return [
      ...(id
        ? [{ column: id, when: sql`${value('lead_id') as Sql} is null`, reason: text('no lead ID', 'нет ID лида') }]
        : []),
      {
        column: created,
        when: unreadable(created, moment),
        reason: text('not a date that can be read', 'дата не читается'),
      },
      { column: created, when: sql`${moment} is null`, reason: text('no date of creation', 'нет даты создания') },
      ...(options.asOf
        ? [
            {
              column: created,
              when: sql`${moment} > cast(${options.asOf} as timestamp)`,
              reason: text('created after the as-of date', 'создан после даты среза'),
            },
          ]
        : []),
    ];
  }

  function adChecks(): Check[] {
    const all: Check[] = [];
    for (const field of ['cost', 'clicks']) {
      const column = columns.get(field);
      if (column)
        all.push({
          column,
          when: unreadable(column, value(field) as Sql),
          reason: text('not a number that can be read', 'число не читается'),
        });
    }
    const present = ['cost', 'clicks'].flatMap((field) => value(field) ?? []);
    all.push({
      column: columns.get('cost') ?? columns.get('clicks') ?? null,
      when: joined(
        present.map((one) => sql`${one} is null`),
        ' and ',
      ),
      reason: text('neither cost nor clicks', 'нет ни расхода, ни кликов'),
    });
    const day = columns.get('day');
    if (day) {
      all.push({
        column: day,
        when: unreadable(day, value('day') as Sql),
        reason: text('not a date that can be read', 'дата не читается'),
      });
      all.push({ column: day, when: sql`${value('day') as Sql} is null`, reason: text('no day', 'нет дня') });
    }
    return all;
  }
}

/** The lists of a rule whose columns this file has, all of them. */
const present = (rule: Rule | undefined, extras: ReadonlyMap<string, number>): Rule =>
  (rule ?? []).filter((conditions) => conditions.every(({ column }) => extras.has(column)));

function emptied(cell: Sql, empty: readonly string[]): Sql {
  const words = [...new Set(['-', '--', '—', '–', ...empty])];
  return sql`(case when ${cell} in (${raw(words.map((word) => literal(word).text).join(', '))}) then null else ${cell} end)`;
}

async function collect(
  engine: Engine,
  loaded: Loaded,
  typedTable: string,
  rawTable: string,
  { checks, optional }: Typing,
) {
  const { scan, recognised } = loaded;
  const linesOf = (record: number) => scan.spans.get(record) ?? 1;
  const where = (record: number) => lineOf(scan.lineMap, scan.spans, record);
  const rejects: Reject[] = [];
  let rejectedLines = 0;
  for (const [code, check] of checks.entries()) {
    const shown = check.column ? name(`c${check.column.index}`) : sql`null`;
    const rows = await engine.query(sql`select t.record, ${check.column ? sql`r.${shown}` : shown}
      from ${name(typedTable)} t join ${name(rawTable)} r on r.rowid = t.record
      where t.reject = ${code} and not t.excluded order by t.record`);
    for (const [record, value] of rows) {
      rejects.push({
        line: where(Number(record)),
        column: check.column?.heading ?? null,
        value: mask(String(value ?? '')),
        reason: check.reason,
      });
      rejectedLines += linesOf(Number(record));
    }
  }
  const excluded = await engine.query(sql`select record from ${name(typedTable)} where excluded`);
  const excludedLines = excluded.reduce((sum, [record]) => sum + linesOf(Number(record)), 0);
  const badCells = new Map<string, number>();
  if (optional.length > 0) {
    const sums = optional.map((_, at) => sql`sum((bad >> ${raw(String(at))}) & 1)`);
    const [counts = []] = await engine.query(
      sql`select ${joined(sums, ', ')} from ${name(typedTable)} where reject is null and not excluded`,
    );
    optional.forEach((heading, at) => {
      if (Number(counts[at] ?? 0) > 0) badCells.set(heading, Number(counts[at]));
    });
  }
  const id = recognised.columns.get('lead_id');
  let cleanedIds = 0;
  if (id) {
    const [[count] = []] = await engine.query(
      sql`select count(*) from ${name(typedTable)} t join ${name(rawTable)} r on r.rowid = t.record
        where t.reject is null and not t.excluded and t.lead_id <> r.${name(`c${id.index}`)}`,
    );
    cleanedIds = Number(count);
  }
  return { rejects, rejectedLines, excludedLines, badCells, cleanedIds };
}
