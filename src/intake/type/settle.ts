import type { Engine } from '../../engines/engine.js';
import { isIn, name, raw, type Sql, sql } from '../../engines/sql.js';
import { type Text, text, UserError } from '../../error.js';
import type { Warning } from '../../model/report.js';
import { clockChanges, scientific } from './cell-checks.js';
import { isOpen, NOTHING, type Open, type Reading, type Shape, shapeOf } from './values/cell-shape.js';
import {
  type DateContext,
  type DateSetting,
  numericSeparator,
  type Parts,
  parseDateSetting,
  settleDate,
} from './values/date-value.js';
import { settleDuration } from './values/duration-value.js';
import { type DecimalMark, leadingZeroQuery, settleNumber } from './values/number-value.js';
import type { Wanted } from './wanted.js';

/** A column to be typed: where it stands, what it should hold, and what is said of its format. */
export interface FormatSettings {
  decimal: DecimalMark | undefined;
  dates: string | undefined;
  /** What the source always writes: only for what a column leaves open. */
  profile: { decimal: DecimalMark | undefined; dates: string | undefined };
  zone: { file: string | undefined; report: string | undefined };
}

export interface Settled {
  readings: ReadonlyMap<string, Reading>;
  /** How the file was read, in words. */
  said: Text[];
  warnings: Warning[];
}

/** Settles every typed column of one raw table from the whole of its cells. */
export async function settle(
  engine: Engine,
  table: string,
  file: string,
  wanted: readonly Wanted[],
  settings: FormatSettings,
): Promise<Settled> {
  const shapes = new Map<string, Shape[]>();
  for (const { column } of wanted) shapes.set(column, await shapesOf(engine, table, column));
  const setting = settings.dates === undefined ? undefined : parseDateSetting(settings.dates);
  const dates = wanted.filter(({ kind }) => kind === 'moment' || kind === 'day');
  const usual = settings.profile.dates === undefined ? undefined : parseDateSetting(settings.profile.dates);
  const parts = await partsOf(engine, table, dates, shapes, (setting ?? usual)?.shortYears ?? false);
  const readings = new Map<string, Reading>();
  const said = new Map<string, Text>();
  for (const { column, heading, kind, wide } of wanted) {
    const own = shapes.get(column) ?? [];
    const reading = await settleColumn(engine, table, column, kind, own, settings, {
      wide: wide ?? false,
      setting,
      usual,
      parts,
      zone: settings.zone,
    });
    if (isOpen(reading)) throw new UserError(label(heading, reading.open), { file, hint: reading.hint });
    readings.set(column, reading);
    if (reading.said) said.set(`${heading}${reading.said.en}`, label(heading, reading.said));
  }
  const warnings = [
    ...scientific(file, wanted, shapes),
    ...(await clockChanges(engine, table, file, wanted, readings)),
  ];
  return { readings, said: [...said.values()], warnings };
}

const label = (heading: string, words: Text): Text =>
  text(`column «${heading}»: ${words.en}`, `столбец «${heading}»: ${words.ru}`);

async function shapesOf(engine: Engine, table: string, column: string): Promise<Shape[]> {
  const cell = name(column);
  const rows = await engine.query(
    sql`select ${shapeOf(cell)} as shape, count(*) from ${name(table)} where ${cell} is not null group by 1 order by 1`,
  );
  return rows.map(([shape, count]) => ({ shape: shape as string, count: Number(count) }));
}

/** Days above 12 anywhere among a file's dates settle which part is the day. */
async function partsOf(
  engine: Engine,
  table: string,
  dates: readonly Wanted[],
  shapes: ReadonlyMap<string, Shape[]>,
  shortYears: boolean,
) {
  const parts = new Map<string, Parts>();
  for (const { column } of dates) {
    const own = shapes.get(column) ?? [];
    const separators = new Set(own.map(({ shape }) => numericSeparator(shape, shortYears)));
    for (const separator of separators) {
      if (separator === null) continue;
      const group = own.filter(({ shape }) => numericSeparator(shape, shortYears) === separator);
      const cell = name(column);
      const part = (index: number) => sql`try_cast(left(split_part(${cell}, ${separator}, ${index}), 2) as integer)`;
      // A day above 12 beside a month: anything else is no date, and settles nothing.
      const proves = (day: number, month: number) =>
        sql`max(${part(day)}) filter (where ${part(day)} <= 31 and ${part(month)} <= 12)`;
      const [row] = await engine.query(
        sql`select ${proves(1, 2)}, ${proves(2, 1)} from ${name(table)} where ${isIn(
          shapeOf(cell),
          group.map(({ shape }) => shape),
        )}`,
      );
      const seen = parts.get(separator) ?? { first: 0, second: 0 };
      parts.set(separator, {
        first: Math.max(seen.first, Number(row?.[0] ?? 0)),
        second: Math.max(seen.second, Number(row?.[1] ?? 0)),
      });
    }
  }
  return parts as ReadonlyMap<string, Parts>;
}

async function settleColumn(
  engine: Engine,
  table: string,
  column: string,
  kind: Wanted['kind'],
  shapes: readonly Shape[],
  { decimal, profile }: FormatSettings,
  context: DateContext & { setting: DateSetting | undefined; wide: boolean },
): Promise<Reading | Open> {
  if (kind === 'duration') return settleDuration(shapes);
  if (kind === 'moment' || kind === 'day') return settleDate(shapes, context);
  const cell = name(column);
  const [zero] = await engine.query(
    sql`select ${leadingZeroQuery(cell, '.')}, ${leadingZeroQuery(cell, ',')} from ${name(table)}
      where ${isIn(
        shapeOf(cell),
        shapes.map(({ shape }) => shape).filter((shape) => /(^|\D)0[.,]000\D*$/.test(shape)),
      )}`,
  );
  const leadingZero = { '.': zero?.[0] === true, ',': zero?.[1] === true };
  return settleNumber(shapes, {
    decimal,
    usual: profile.decimal,
    whole: kind === 'count',
    wide: context.wide,
    leadingZero,
  });
}

/** Whether a cell means nothing in a column of numbers or dates. */
export const meansNothing = (cell: Sql): Sql =>
  sql`(${cell} is null or ${cell} in (${raw(
    [...NOTHING]
      .filter((word) => word !== '')
      .map((word) => `'${word}'`)
      .join(', '),
  )}))`;
