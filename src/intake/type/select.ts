import { joined, name, raw, type Sql, sql } from '../../engines/sql.js';
import { dimensionColumn, ruleColumn, SQL_TYPES } from '../../model/canonical.js';
import { LEAD_STAGES } from '../../model/funnel-stages.js';
import type { Rule } from '../../model/settings.js';
import { fieldsOf } from '../../model/tables.js';
import type { Loaded } from '../scan/loaded.js';
import { cellText, cellValue, cellWords, isUnreadable } from './cells.js';
import { checksOf, REQUIRED } from './checks.js';
import { type Cells, holds } from './conditions.js';
import { isBeside } from './events.js';
import { fieldValue } from './field-value.js';
import { identityColumns, rowKey } from './lead-key.js';
import { isTyped } from './request.js';
import type { Check } from './row-check.js';
import { leftOut, unclearRows } from './row-rules.js';
import type { TypeOptions } from './type-options.js';

export interface Typing {
  selected: Sql[];
  /** Canonical columns that this file fills; the others are unknown in every row. */
  present: Set<string>;
  checks: Check[];
  /** Headings of optional typed columns, each with its bit in `bad`. */
  optional: string[];
}

/** The select list that turns the cells of a file into rows of its canonical table. */
export function typingOf(
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

/** The lists of a rule whose columns this file has, all of them. */
const readable = (rule: Rule | undefined, extras: ReadonlyMap<string, number>): Rule =>
  (rule ?? []).filter((conditions) => conditions.every(({ column }) => extras.has(column)));
