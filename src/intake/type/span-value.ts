import { joined, literal, type Sql, sql } from '../../engines/sql.js';
import type { Column } from '../recognise/recognised.js';
import type { Span } from '../shape/span-words.js';
import { cellText } from './cells.js';

/** The first or the last of the days that a cell names, where its column is one of spans. */
export function spanValue(
  { index, beside, spans = new Map() }: Pick<Column, 'index' | 'spans' | 'beside'>,
  end: keyof Span,
): Sql {
  const list = (values: readonly string[]) =>
    joined(
      values.map((one) => literal(one)),
      ', ',
    );
  const cell = beside === undefined ? cellText(index) : sql`${cellText(index)} || ' ' || ${cellText(beside)}`;
  const days = [...spans.values()].map((span) => span[end]);
  return sql`cast([${list(days)}][list_position([${list([...spans.keys()])}], ${cell})] as date)`;
}
