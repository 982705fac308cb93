import { unlink } from 'node:fs/promises';
import type { Engine } from '../../engines/engine.js';
import { name, sql, withLiterals } from '../../engines/sql.js';
import type { Text } from '../../error.js';
import { rowsOf } from '../../model/canonical.js';
import type { LeadStage } from '../../model/funnel-stages.js';
import type { Warning } from '../../model/report.js';
import type { Scratch } from '../../scratch.js';
import { detailsOf } from '../recognise/grain.js';
import type { Loaded } from '../scan/loaded.js';
import { orderIn } from '../shape/preamble.js';
import { MANY } from './cell-groups.js';
import { type Clocks, clocksOf, daysAlone } from './clocks.js';
import { dayClocks, midnightsAmong, perhapsEarly } from './day-clocks.js';
import { refuseHalfDates } from './half-dates.js';
import type { LaidOut } from './lay-out.js';
import { readCells } from './read-cells.js';
import { type CellRequest, extraColumns, requestOf } from './request.js';
import { requireFields } from './required-fields.js';
import { scientific } from './scientific.js';
import { readableRule, type Typing, typingOf } from './select.js';
import { settle } from './settle.js';
import type { TypeOptions } from './type-options.js';
import type { Reading } from './values/cell-shape.js';
import { isWorked } from './worked.js';

/** One file, typed: every row of it is one of the table or view `rows`. */
export interface Typed extends Omit<Typing, 'rows'> {
  rows: string;
  /** Whether the rows stay where the pass has written them: then `rows` is a view. */
  isView: boolean;
  /** How its columns are read, by their place. */
  readings: ReadonlyMap<number, Reading>;
  said: Text[];
  /** Dimensions whose heading this file has. */
  dimensions: Set<string>;
  /** Stages of which a rule can be read here. */
  rules: Set<LeadStage>;
  /** Headings that rules and exclusions named and this file has. */
  headings: Set<string>;
  /** null: the report is in a time zone, and its moments are turned into it. */
  clocks: Clocks | null;
  /** Fields of moments of which some cell is a day and no time. */
  days: ReadonlySet<string>;
  /** What the forms of its cells say. */
  warnings: Warning[];
}

/**
 * Settles the formats of a file from all its cells, and says what its rows are. Many rows stay where the pass has written
 * them, unless they need work that is not to be done twice. Only rows show which IDs are `placeholders`: then the file is
 * typed again under its second name.
 */
export async function typeFile(
  engine: Engine,
  loaded: Loaded,
  own: string,
  options: TypeOptions,
  scratch: Scratch,
  placeholders: readonly string[] = [],
): Promise<Typed> {
  const { recognised, shape, file } = loaded;
  requireFields(loaded);
  const extras = extraColumns(shape.headings, options);
  const details = detailsOf(shape.headings, recognised.table, recognised.columns).map(({ index: at }) => at);
  const asked = requestOf(recognised, extras, details, options);
  // Of an ID that turns out to be nobody's it is shown how it is written.
  const request = placeholders.length > 0 ? { ...asked, bared: new Set<number>() } : asked;
  const clocksOfDays = dayClocks(loaded, options.timezone);
  const dates = recognised.dates ?? options.dates;
  const settleBy = (shapes: LaidOut['shapes']) => {
    refuseHalfDates(loaded, request.typed, shapes, dates);
    return settle(file.name, request.typed, shapes, {
      decimal: recognised.decimal ?? options.decimal,
      dates,
      profile: recognised.profile,
      above: orderIn(shape.preamble),
      midnights: midnightsAmong(clocksOfDays(request.typed, shapes)),
      zone: { file: recognised.settings?.timezone ?? options.timezone, report: options.timezone },
    });
  };
  const { readings, said, laidOut } = await readCells(loaded, request, settleBy, options.asOf, scratch, own);
  const typing = typingOf(loaded, { request, readings, laidOut, extras, details, placeholders, options });
  const rows = `${rowsOf(recognised.table)}_${own}`;
  const isView = loaded.scan.records >= MANY && isPlain(laidOut, request);
  await engine.run(
    isView
      ? sql`create view ${name(rows)} as ${withLiterals(typing.rows)}`
      : sql`create table ${name(rows)} as ${typing.rows}`,
  );
  const clocks = options.timezone === undefined ? await clocksOf(engine, loaded, request.typed, laidOut) : null;
  if (!isView) await unlink(laidOut.path);
  return {
    ...typing,
    ...{ rows, isView },
    readings,
    said,
    clocks,
    days: daysAlone(loaded, laidOut),
    warnings: [
      ...scientific(file.name, request.typed, laidOut.shapes),
      ...perhapsEarly(file.name, request.typed, clocksOfDays(request.typed, laidOut.shapes)),
    ],
    dimensions: new Set([
      ...[...options.dimensions].filter(([, heading]) => extras.has(heading)).map(([dim]) => dim),
      ...[...options.worked]
        .filter(([, worked]) => isWorked(worked, recognised.table, (column) => extras.has(column)))
        .map(([dim]) => dim),
    ]),
    rules: new Set(
      [...options.rules].filter(([, rule]) => readableRule(rule, extras).length > 0).map(([stage]) => stage),
    ),
    headings: new Set(extras.keys()),
  };
}

/** Whether the pass has turned practically all cells into values, where that is possible. */
function isPlain({ columns }: LaidOut, { typed, ids, words }: CellRequest): boolean {
  const laid = (place: number) => columns.get(place);
  const areRead = typed.every(({ index }) => laid(index)?.hasValues || !laid(index)?.hasTexts);
  return (
    areRead && words.size === 0 && [...ids].every((place) => laid(place)?.plain === 'all' || !laid(place)?.hasTexts)
  );
}
