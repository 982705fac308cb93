import type { Engine } from '../../engines/engine.js';
import { joined, name, sql } from '../../engines/sql.js';
import { type Text, text } from '../../error.js';
import { columnTypes, rowsOf } from '../../model/canonical.js';
import type { Reject, Warning } from '../../model/report.js';
import { counted } from '../../model/text.js';
import { detailsOf } from '../recognise/grain.js';
import type { Loaded } from '../scan/loaded.js';
import { checkSums } from './breakdown-checks.js';
import { readCells } from './cells.js';
import { checkTotals } from './checksum.js';
import { eventsInRows, type RowEvents } from './events.js';
import { codesOf, currencyOf } from './file-currency.js';
import { placeholderIds } from './id-checks.js';
import { refuseMicros } from './micros.js';
import { collect } from './outcome.js';
import { requireSameCells } from './repeats.js';
import { extraColumns, requestOf } from './request.js';
import { requireFields } from './required.js';
import { rowsLikeTotals } from './rows-like-totals.js';
import { typingOf } from './select.js';
import type { TypeOptions } from './type-options.js';

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
    ...checkSums(loaded, cells.readings),
    ...(await rowsLikeTotals(engine, loaded, rows)),
  ];
  await engine.run(sql`drop table ${name(cells.table)}`);
  const currency = currencyOf(loaded, cells.currencies, await codesOf(engine, loaded, rows), options.currency);
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
