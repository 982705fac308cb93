import { joined, literal, name, raw, type Sql, sql } from '../engines/sql.js';
import { LEAD_STAGES, type LeadStage } from '../model/funnel-stages.js';
import type { Reach } from '../model/report.js';
import {
  contacted,
  depthOf,
  ENDING,
  hasColumn,
  hasReached,
  IS_OPEN,
  LATER_STAGES,
  unknownContact,
  unknownDepth,
} from './evidence.js';
import { type LEADS, unknownColumn } from './fact-tables.js';

/**
 * The yes-or-no facts about a lead, each a bit of its `kind`. This makes the table of leads a third as wide, and whatever
 * follows from these facts alone (depth, ending and so on) is worked out once per kind, of which there are some hundred.
 * Above them come the bits of the stages of which the export tells whether a lost lead reached them.
 */
const TOLD: Readonly<Record<string, Sql>> = {
  ...Object.fromEntries(LATER_STAGES.map((stage) => [hasColumn(stage), name(hasColumn(stage))])),
  ...Object.fromEntries(
    ['lost', 'known_depth', 'not_in_crm', 'uncosted', 'duplicate', 'undecided', 'wordless', 'repeat'].map((column) => [
      column,
      name(column),
    ]),
  ),
  has_reason: sql`reason is not null`,
  has_amount: sql`open_amount is not null`,
};
const TOLD_STAGES_AT = Object.keys(TOLD).length;
const bit = (at: number) => raw(String(2 ** at));

/** The kind of a lead, out of its evidence; what is null is not so. */
export const KIND: Sql = sql`cast(${joined(
  [
    ...Object.values(TOLD).map((when, at) => sql`case when ${when} then ${bit(at)} else 0 end`),
    sql`coalesce(told, 0) * ${bit(TOLD_STAGES_AT)}`,
  ],
  ' + ',
)} as integer)`;

/** The same kind with another answer to whether the spend of its source covers the day of the lead. */
export function withUncosted(kind: Sql, uncosted: Sql): Sql {
  const own = bit(Object.keys(TOLD).indexOf('uncosted'));
  return sql`cast(${kind} - (${kind} & ${own}) + case when ${uncosted} then ${own} else 0 end as integer)`;
}

type Column = keyof typeof LEADS;

/** The columns of leads that follow from their kind. */
const ofKind = (reach: Reach, stages: ReadonlySet<LeadStage>) =>
  ({
    stray_reason: sql`not lost and has_reason`,
    lost_deal: sql`lost and has_deal`,
    depth: sql`depth`,
    stage: sql`case depth ${joined(
      LEAD_STAGES.map((stage, at) => sql`when ${raw(String(at))} then ${literal(stage)}`),
      ' ',
    )} end`,
    awaits: awaitedOf(stages),
    ending: ENDING,
    ...(Object.fromEntries(LEAD_STAGES.map((stage) => [unknownColumn(stage), unknownDepth(stage, reach)])) as Record<
      `unknown_${LeadStage}`,
      Sql
    >),
    contacted: contacted(reach),
    unknown_contacted: unknownContact(reach),
    uncosted: sql`uncosted`,
    duplicate: sql`duplicate`,
    undecided: sql`undecided`,
    wordless: sql`wordless`,
    worked: sql`(${hasReached('qualified', reach)} or (lost and not undecided and not repeat))`,
    repeat: sql`repeat`,
    copy: sql`duplicate or repeat`,
    not_in_crm: sql`not_in_crm`,
    ...(Object.fromEntries(
      LEAD_STAGES.map((stage) => [hasColumn(stage), stage === 'lead' ? sql`true` : name(hasColumn(stage))]),
    ) as Record<`has_${LeadStage}`, Sql>),
    priced_open: sql`${IS_OPEN} and has_amount`,
  }) satisfies Partial<Record<Column, Sql>>;

/** The first known stage beyond its depth. */
function awaitedOf(stages: ReadonlySet<LeadStage>): Sql {
  const later = LATER_STAGES.filter((stage) => stages.has(stage)).map((stage) =>
    raw(String(LEAD_STAGES.indexOf(stage))),
  );
  const branches = later.map((at) => sql`when depth < ${at} then ${at}`);
  return sql`cast(${branches.length > 0 ? sql`case ${joined(branches, ' ')} end` : sql`null`} as integer)`;
}

export type OfKind = keyof ReturnType<typeof ofKind>;

/** The table of the kinds of leads that another holds. */
export const kindsOf = (table: string): string => `${table}_kinds`;

/** The kinds that leads of a table have: `kind`, and the columns that follow from it. `stages`: of which there is evidence. */
export function kindsIn(rows: Sql, { stages, reach }: { stages: ReadonlySet<LeadStage>; reach: Reach }): Sql {
  const bits = Object.keys(TOLD).map((column, at) => sql`kind & ${bit(at)} <> 0 as ${name(column)}`);
  const columns = Object.entries(ofKind(reach, stages)).map(([column, value]) => sql`${value} as ${name(column)}`);
  return sql`select kind, ${joined(columns, ', ')} from (select *, ${depthOf(stages, reach)} as depth
    from (select kind, ${joined(bits, ', ')}, kind // ${bit(TOLD_STAGES_AT)} as told from (select distinct kind from ${rows})))`;
}
