import type { Engine } from '../engines/engine.js';
import { joined, literal, name, raw, type Sql, sql } from '../engines/sql.js';
import { type Text, text, UserError } from '../error.js';
import { columnTypes, dimensionColumn, rowsOf, ruleColumn, SQL_TYPES } from '../model/canonical.js';
import { fold } from '../model/fold.js';
import type { Reject, Warning } from '../model/report.js';
import type { IdSettings, Rule } from '../model/settings.js';
import { LEAD_STAGES, type LeadStage } from '../model/stages.js';
import { CLICK_IDS, type FieldKind, fieldsOf } from '../model/tables.js';
import { counted } from '../model/text.js';
import { YES } from '../sources/define.js';
import { type CellRequest, cellId, cellText, cellValue, cellWords, isUnreadable, readCells } from './cells.js';
import { type Check, checksOf, isBeforeAll, REQUIRED } from './checks.js';
import { checkTotals } from './checksum.js';
import { type Cells, columnsOf, hasForm, holds } from './conditions.js';
import { currencyCode } from './currencies.js';
import { eventsInRows, isBeside, type RowEvents } from './events.js';
import { detailsOf } from './grain.js';
import { currencyIn } from './headings.js';
import { placeholderIds } from './id-checks.js';
import { cleanClick, cleanLink, isDestroyed } from './identity.js';
import type { Loaded } from './load.js';
import { refuseMicros } from './micros.js';
import { collect } from './outcome.js';
import type { Column } from './recognise.js';
import { requireSameCells } from './repeats.js';
import { requireFields } from './required.js';
import { rowsLikeTotals } from './rest.js';
import { leftOut, unclearRows } from './rows.js';

export interface TypeOptions {
  dimensions: ReadonlyMap<string, string>;
  rules: ReadonlyMap<LeadStage, Rule>;
  exclude: Rule | undefined;
  timezone: string | undefined;
  decimal: '.' | ',' | undefined;
  dates: string | undefined;
  /** Leads created after it are no leads yet; as SQL understands a moment. */
  asOf: string | undefined;
  ids?: IdSettings | undefined;
}

/** One file, typed into its canonical table. */
export interface Typed {
  /** The table of the rows that are used, and the canonical columns that it has. */
  rows: string;
  present: string[];
  /** The events that stand in these rows, where the file feeds two tables. */
  events: RowEvents | undefined;
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
  /** What the file's own totals, and the forms of its cells, say of its rows. */
  warnings: Warning[];
  currency: string | undefined;
}

/** Reads the clean rows into the engine, settles their formats, and types them into `crm_rows` or `ad_stats_rows`. */
export async function typeFile(engine: Engine, loaded: Loaded, index: number, options: TypeOptions): Promise<Typed> {
  const { recognised, shape } = loaded;
  const { table, columns, settings } = recognised;
  requireFields(loaded);
  const extras = extraColumns(shape.headings, options);
  const request = requestOf(recognised, extras, options);
  const details = detailsOf(shape.headings, table, columns).map(({ index: at }) => at);
  const further = [
    details,
    recognised.actionsWhen?.index ?? [],
    recognised.flags?.closed ?? [],
    recognised.rows.map(({ column }) => column.index),
    recognised.repeats.flatMap(({ indexes }) => indexes),
  ].flat();
  const cells = await readCells(
    engine,
    loaded,
    index,
    { ...request, needed: new Set([...request.needed, ...further]) },
    {
      decimal: recognised.decimal ?? options.decimal,
      dates: recognised.dates ?? options.dates,
      profile: recognised.profile,
      zone: { file: settings?.timezone ?? options.timezone, report: options.timezone },
    },
    options.ids,
  );
  await requireSameCells(engine, loaded, cells.table);
  const placeholders = await placeholderIds(engine, cells.table, recognised);
  const typing = typingOf(loaded, index, { ...options, placeholders, details }, extras);
  // Not a table: a wide one costs more memory than working it out twice.
  const typed = sql`(select ${joined(typing.selected, ', ')} from ${name(cells.table)})`;
  const present = columnTypes(table, options.dimensions.size)
    .map(([column]) => column)
    .filter((column) => typing.present.has(column));
  const rows = `${rowsOf(table)}_${index}`;
  await engine.run(sql`create table ${name(rows)} as select ${joined(present.map(name), ', ')}
    from ${typed} where reject is null and not excluded`);
  await refuseMicros(engine, loaded, rows);
  const outcome = await collect(engine, loaded, typed, cells.table, typing);
  const events = await eventsInRows(engine, loaded, index, cells.table, options.asOf);
  const totals = [
    ...(await checkTotals(engine, loaded, typed, cells.readings)),
    ...(await rowsLikeTotals(engine, loaded, rows)),
  ];
  await engine.run(sql`drop table ${name(cells.table)}`);
  const currency = currencyOf(loaded, cells.currencies, await codesOf(engine, loaded, rows));
  return {
    ...outcome,
    badCells: new Map([...outcome.badCells, ...(events?.badCells ?? [])]),
    rows,
    present,
    events,
    said: [...cells.said, ...(outcome.cleanedIds > 0 ? [cleaned(outcome.cleanedIds)] : [])],
    warnings: [...totals, ...cells.warnings],
    currency,
    dimensions: new Set([...options.dimensions].filter(([, heading]) => extras.has(heading)).map(([dim]) => dim)),
    headings: new Set(extras.keys()),
  };
}

const cleaned = (count: number): Text =>
  text(
    `${counted(count, 'lead ID')} freed of decorations or invisible characters`,
    `ID лидов, очищенных от служебных знаков: ${count}`,
  );

function requestOf(
  { columns, entered, micros }: Loaded['recognised'],
  extras: ReadonlyMap<string, number>,
  { rules, exclude }: TypeOptions,
): CellRequest {
  const conditions = [...rules.values(), exclude ?? []].map(columnsOf);
  const own = [...columns.values(), ...entered];
  const places = (headings: Iterable<string>) => [...headings].flatMap((heading) => extras.get(heading) ?? []);
  const typed = [
    ...own.flatMap(({ index, heading, kind }) =>
      isTyped(kind) ? [{ index, heading, kind, wide: micros && kind === 'money' }] : [],
    ),
    ...conditions.flatMap(({ numeric }) =>
      [...numeric].flatMap((heading) =>
        extras.has(heading) ? [{ index: extras.get(heading) as number, heading, kind: 'money' as const }] : [],
      ),
    ),
  ];
  return {
    needed: new Set([...own.map(({ index }) => index), ...extras.values()]),
    ids: new Set(own.flatMap(({ index, kind }) => (kind === 'id' ? [index] : []))),
    typed: typed.filter((one, at) => typed.findIndex(({ index }) => index === one.index) === at),
    words: new Set(conditions.flatMap(({ words }) => places(words))),
  };
}

const isTyped = (kind: FieldKind): kind is Exclude<FieldKind, 'text' | 'id'> => kind !== 'text' && kind !== 'id';

/** The columns that rules, exclusions and dimensions read, by heading, where this file has them. */
function extraColumns(headings: readonly string[], { dimensions, rules, exclude }: TypeOptions): Map<string, number> {
  const named = new Set(dimensions.values());
  for (const rule of [...rules.values(), exclude ?? []]) for (const column of columnsOf(rule).all) named.add(column);
  const found = new Map<string, number>();
  for (const heading of named) {
    const at = headings.flatMap((own, index) => (sameHeading(own, heading) ? [index] : []));
    if (at.length > 1)
      throw new UserError(
        text(
          `the heading «${heading}» stands ${at.length} times, and the configuration reads it`,
          `заголовок «${heading}» встречается ${at.length} раза, а настройки его читают`,
        ),
        { hint: text('rename one of the columns', 'переименуйте один из столбцов') },
      );
    if (at[0] !== undefined) found.set(heading, at[0]);
  }
  return found;
}

const sameHeading = (a: string, b: string) => fold(a) === fold(b);

interface Typing {
  selected: Sql[];
  /** Canonical columns that this file fills; the others are unknown in every row. */
  present: Set<string>;
  checks: Check[];
  /** Headings of optional typed columns, each with its bit in `bad`. */
  optional: string[];
}

/** The select list that turns the cells of a file into rows of its canonical table. */
function typingOf(
  { recognised }: Loaded,
  index: number,
  options: TypeOptions & { placeholders: readonly string[]; details: readonly number[] },
  extras: ReadonlyMap<string, number>,
): Typing {
  const { placeholders, details } = options;
  const { table, columns, settings } = recognised;
  const selected: Sql[] = [sql`${raw(String(index))} as file`, sql`record`];
  const present = new Set(['file', 'record', 'entity', 'lead_key', 'destroyed']);
  for (const [field, kind] of fieldsOf(table)) {
    const column = columns.get(field);
    const constant = settings?.set.get(field);
    // A lead of an ad form is told by its ID alone: one that is its row gets an ID that no other can have.
    const isRow = table === 'ad_leads' && field === 'lead_id' && recognised.rowIsLead;
    if (column || constant !== undefined || isRow) present.add(field);
    const typed = column
      ? fieldValue(field, column, recognised, index)
      : isRow
        ? rowKey(index)
        : constant === undefined
          ? sql`null`
          : sql`${constant}`;
    selected.push(sql`cast(${typed} as ${raw(SQL_TYPES[kind])}) as ${name(field)}`);
  }
  const place = (heading: string) => extras.get(heading) as number;
  const conditions: Cells = {
    text: (heading) => cellText(place(heading)),
    folded: (heading) => cellWords(place(heading)),
    number: (heading) => cellValue(place(heading)),
  };
  if (table === 'crm') {
    selected.push(...identityColumns(recognised, index));
    for (const stage of LEAD_STAGES) {
      if (options.rules.has(stage)) present.add(ruleColumn(stage));
      selected.push(
        sql`${holds(readable(options.rules.get(stage), extras), conditions)} as ${name(ruleColumn(stage))}`,
      );
    }
  }
  if (details.length > 0) {
    present.add('detail');
    selected.push(sql`concat_ws(' · ', ${joined(details.map(cellText), ', ')}) as detail`);
  }
  [...options.dimensions.values()].forEach((heading, at) => {
    if (extras.has(heading)) present.add(dimensionColumn(at));
    selected.push(
      sql`${extras.has(heading) ? cellText(place(heading)) : sql`cast(null as varchar)`} as ${name(dimensionColumn(at))}`,
    );
  });

  const checks = [...checksOf(recognised, options.asOf, placeholders), ...unclearRows(recognised.rows)];
  const branches = checks.map(({ when }, at) => sql`when ${when} then ${raw(String(at))}`);
  const reject = branches.length > 0 ? sql`case ${joined(branches, ' ')} end` : sql`null`;
  const required = REQUIRED[table];
  const optional = [...columns].flatMap(([field, column]) =>
    isTyped(column.kind) && !required.includes(field) ? [{ ...column, kind: column.kind }] : [],
  );
  const bits = optional.map(
    ({ index: at, kind }, bit) => sql`(case when ${isUnreadable(at, kind)} then ${raw(String(2 ** bit))} else 0 end)`,
  );
  selected.push(
    sql`cast(${reject} as integer) as reject`,
    sql`(${holds(readable(options.exclude, extras), conditions)} or ${leftOut(recognised.rows)} or ${isBeside(recognised, options.asOf)}) as excluded`,
    sql`cast(${bits.length > 0 ? joined(bits, ' + ') : sql`0`} as bigint) as bad`,
  );
  return { selected, present, checks, optional: optional.map(({ heading }) => heading) };
}

/** The codes in a file's column of currencies. */
async function codesOf(engine: Engine, { recognised }: Loaded, rows: string): Promise<string[]> {
  if (!recognised.columns.has('currency')) return [];
  const found = await engine.query(
    sql`select distinct currency from ${name(rows)} where currency is not null order by 1`,
  );
  return found.map(([code]) => code as string);
}

/** The currency that the amounts of a file bear, in their cells or their headings: one, and no other than is configured. */
function currencyOf(
  { recognised: { columns, settings }, file }: Loaded,
  inCells: ReadonlyMap<number, string>,
  inColumn: readonly string[],
): string | undefined {
  const found = ['cost', 'revenue', 'amount'].flatMap((field) => {
    const column = columns.get(field);
    return column ? [inCells.get(column.index) ?? currencyIn(column.heading) ?? []].flat() : [];
  });
  // A column of codes is the rule of its rows, unless the cells beside it bear a sign of their own.
  const all = new Set([
    ...found,
    ...(settings?.currency ? [settings.currency] : []),
    ...(found.length > 0 ? inColumn : []),
  ]);
  // A bare dollar sign is whatever dollar is named beside it.
  if (all.size > 1 && [...all].some((code) => code !== '$' && code.endsWith('D'))) all.delete('$');
  if (all.size > 1)
    throw new UserError(
      text(`amounts in several currencies: ${[...all].join(', ')}`, `суммы в разных валютах: ${[...all].join(', ')}`),
      {
        file: file.name,
        hint: text(
          'export one currency at a time, or put the currency of this file right in funnel.yaml',
          'выгрузите валюты отдельно или исправьте currency этого файла в funnel.yaml',
        ),
      },
    );
  return [...all][0];
}

/** What a column says of its field, as the canonical table holds it. */
function fieldValue(
  field: string,
  { index, kind }: Column,
  { micros, actionsWhen, flags, table, entity }: Loaded['recognised'],
  file: number,
): Sql {
  const value = cellValue(index);
  if (field === 'currency') return currencyCode(cellText(index));
  if (field === 'actions' && actionsWhen)
    return sql`case when regexp_matches(${cellText(actionsWhen.index)}, ${`(?i)${actionsWhen.value.source}`}) then ${value} end`;
  if (field === 'outcome' && flags) return outcomeOf(cellText(index), flags.closed);
  if (kind === 'money' && micros) return sql`${value} * cast(0.000001 as decimal(7,6))`;
  if ((CLICK_IDS as readonly string[]).includes(field)) return cleanClick(cellText(index));
  if (kind === 'text') return dashesAreNothing(cellText(index));
  const own = table === 'ad_leads' || (table === 'crm' && entity === 'lead') ? 'lead_id' : 'deal_id';
  if (kind === 'id' && field === own && table === 'ad_leads') return keyOf(cellId(index), file);
  if (kind === 'id') return field === own || table === 'stage_events' ? cellId(index) : cleanLink(cellId(index));
  if (kind === 'moment') return sql`(case when not ${isBeforeAll(value)} then ${value} end)`;
  return kind === 'day' ? sql`cast(${value} as date)` : value;
}

const rowPlace = (index: number): Sql => sql`concat(${raw(String(index))}, ':', record)`;
/** What Excel destroyed is an ID all the same, which no other row has. */
const lostKey = (id: Sql, file: number): Sql => sql`concat(${id}, ' ', ${rowPlace(file)})`;
const keyOf = (id: Sql, file: number): Sql =>
  sql`(case when ${isDestroyed(id)} then ${lostKey(id, file)} else ${id} end)`;
const rowKey = (index: number): Sql => sql`concat('row ', ${rowPlace(index)})`;

/**
 * The key by which rows of one lead, or of one deal, are told. Leads and deals never meet by their own IDs: lead 15 is
 * not deal 15. IDs that Excel destroyed, and rows that stand for a lead, get a key that no other row can have.
 */
function identityColumns({ columns, rowIsLead, entity }: Loaded['recognised'], index: number): Sql[] {
  const id = rowIsLead ? undefined : columns.get(entity === 'deal' ? 'deal_id' : 'lead_id');
  const kind = sql`${literal(entity)} as entity`;
  if (!id) return [kind, sql`${rowKey(index)} as lead_key`, sql`false as destroyed`];
  const value = cellId(id.index);
  const key = entity === 'deal' ? sql`concat('deal ', ${value})` : value;
  return [
    kind,
    sql`case when ${isDestroyed(value)} then ${lostKey(value, index)} else ${key} end as lead_key`,
    sql`${isDestroyed(value)} as destroyed`,
  ];
}

/** Salesforce's IsWon and IsClosed as one outcome: what is closed and not won is lost. */
function outcomeOf(won: Sql, closed: number | undefined): Sql {
  const lost = closed === undefined ? sql`` : sql` when ${hasForm(cellText(closed), YES)} then 'lost'`;
  return sql`(case when ${hasForm(won, YES)} then 'won'${lost} end)`;
}

/** The lists of a rule whose columns this file has, all of them. */
const readable = (rule: Rule | undefined, extras: ReadonlyMap<string, number>): Rule =>
  (rule ?? []).filter((conditions) => conditions.every(({ column }) => extras.has(column)));

function dashesAreNothing(cell: Sql): Sql {
  return sql`(case when ${cell} in ('-', '--', '—', '–') then null else ${cell} end)`;
}
