import type { Engine } from '../engines/engine.js';
import { byFile } from '../engines/lay-down.js';
import { isOneOf, joined, name, raw, type Sql, sql, withLiterals } from '../engines/sql.js';
import { columnTypes, dimensionColumn, UNREAD } from '../model/canonical.js';
import { LEAD_STAGES, type LeadStage } from '../model/funnel-stages.js';
import { PERSON_FIELDS, type PersonField } from '../model/person-ids.js';
import { CLICK_IDS } from '../model/tables.js';
import type { Apart } from './apart.js';
import { acceptedOf, evidenceOf, IS_OPEN_BY_STATUS, SAYS_OPEN, toldBits, withMeaning } from './evidence.js';
import type { LeadMoment } from './fact-tables.js';
import { isMacro } from './macro.js';
import { codeOf, type MoneySettings } from './money.js';
import { putTogether } from './second-files.js';

export interface CrmSettings {
  /** Fields that some export of the CRM has, and that some export of ad leads has. */
  fields: Readonly<Record<'crm' | 'ad_leads', ReadonlySet<string>>>;
  tells: readonly ReadonlySet<LeadStage>[];
  hasLeads: boolean;
  hasDeals: boolean;
  hasHistory: boolean;
  hasPayments: boolean;
  hasCalls: boolean;
  asOf: string | undefined;
  dimensions: number;
  /** Moments of leads that somebody asks for. */
  moments: ReadonlySet<LeadMoment>;
  /** Per file: whether it has a column of answers. And the statuses (folded) that say nothing of an answer. */
  answers: { tells: readonly boolean[]; none: readonly string[] };
}

/** Canonical columns that are copied unchanged where an export has them. */
const TAKEN = [
  ...['created_at', 'modified_at', 'closed_at', ...LEAD_STAGES.map((stage) => `${stage}_at`)],
  ...['source', 'medium', 'campaign', 'utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'ad_lead_id'],
  ...['manager', 'reason', 'revenue', 'amount', 'currency', 'profit', 'cost_of_goods'],
];
/** By which leads, deals and events are joined with each other. */
const LINKS = ['lead_id', 'deal_id', 'destroyed'];

/**
 * Lays down `crm`: a row per lead and one per deal, with the stages that each has evidence of. Gives a sub-select with
 * every column; a column that no export has is null and takes no room.
 *
 * With many rows that are leads as they stand, `crm` is a view: its readers take a few columns each, while a table of all
 * columns would take as long to write as they do, and a quarter of a gigabyte per million rows.
 */
export async function layDownCrm(
  engine: Engine,
  apart: Apart,
  settings: CrmSettings & MoneySettings & { isView: boolean },
): Promise<Laid> {
  const { fields, hasDeals, hasHistory, asOf, dimensions } = settings;
  const isPlain = !apart.hasSecond && !apart.hasOlder;
  const isView = settings.isView && isPlain && !hasDeals && !hasHistory;
  const types = new Map(columnTypes('crm', dimensions));
  const own = ['assigned_at', 'answered_at', 'response', 'modified_by'] as const;
  const wanted = [
    ...TAKEN,
    ...clickIds(settings),
    ...personsIn(fields.crm),
    ...own.filter((moment) => settings.moments.has(moment)),
    ...(hasDeals || hasHistory || settings.hasPayments || settings.hasCalls ? LINKS : []),
  ];
  const isThere = (column: string) =>
    fields.crm.has(column) || column === 'destroyed' || (column === 'currency' && !isPlain);
  const taken = wanted.filter((column) => isThere(column) && (isPlain || column !== 'currency'));
  const columns: [column: string, value: Sql][] = [
    ...['file', 'record', 'lead_key', ...(hasDeals ? ['entity'] : []), ...taken, ...dims(dimensions)].map(
      (column): [string, Sql] => [column, sql`c.${name(column)}`],
    ),
    ['click', firstClickId(fields.crm)],
    ...evidenceOf(fields.crm, asOf),
    ['lost', sql`coalesce(m.lost, false)`],
    ['known_depth', sql`coalesce(m.known_depth, false)`],
    ...(hasHistory ? [[SAYS_OPEN, IS_OPEN_BY_STATUS] satisfies [string, Sql]] : []),
    [
      'told',
      byFile(
        settings.tells.map((stages) => String(toldBits(stages))),
        'integer',
        sql`c.file`,
      ),
    ],
    ...(settings.moments.has('tells_answer') ? answersOf(settings) : []),
    ...(settings.moments.has('is_accepted')
      ? [['is_accepted', acceptedOf(fields.crm, asOf)] satisfies [string, Sql]]
      : []),
  ];
  const parts = isPlain ? apart.rows : sql`(select *, ${codeOf(settings)} as own_code from ${apart.rows})`;
  await engine.run(
    withLiterals(sql`create ${raw(isView ? 'view' : 'table')} ${name(isPlain ? 'crm' : 'crm_parts')} as
    select ${list(isPlain ? columns : [...columns, ...ofParts(fields.crm)])} from ${parts} c${withMeaning(fields.crm)}`),
  );
  const gained = isPlain
    ? 0
    : await putTogether(engine, apart, { ...settings, fields: fields.crm, columns: columns.map(([column]) => column) });
  const absent = wanted
    .filter((column) => !isThere(column))
    .map((column): [string, Sql] => [column, sql`cast(null as ${raw(types.get(column) as string)})`]);
  if (!hasDeals) absent.push(['entity', sql`'lead'`]);
  return { rows: sql`(select *, ${list(absent)} from crm)`, gained };
}

/** Null where nothing is said, so that another list may say it. */
function answersOf({ fields, answers }: Pick<CrmSettings, 'fields' | 'answers'>): [column: string, value: Sql][] {
  const tells = answers.tells.map((one) => (one ? 'true' : null));
  const words = ['status', 'pipeline'].map((field) => (fields.crm.has(field) ? sql`c.${name(field)}` : sql`null`));
  const [status, pipeline] = words as [Sql, Sql];
  const isNone = isOneOf(sql`lower(trim(${status}))`, answers.none);
  const isNoneThere = isOneOf(sql`lower(concat(trim(${pipeline}), ' / ', trim(${status})))`, answers.none);
  return [
    ...Object.keys(UNREAD).map((column): [string, Sql] => [column, sql`c.${name(column)}`]),
    ['tells_answer', byFile(tells, 'boolean', sql`c.file`)],
    ['is_excused', sql`case when ${status} is not null then ${isNone} or ${isNoneThere} end`],
  ];
}

interface Laid {
  rows: Sql;
  /** How many leads and deals reached a stage that only an older download tells of. */
  gained: number;
}

/** What is needed to put rows of several files together: the currency of each, and whether it says how a lead stands. */
const ofParts = (fields: ReadonlySet<string>): [column: string, value: Sql][] => {
  const states = ['status', 'outcome']
    .filter((field) => fields.has(field))
    .map((field) => sql`c.${name(field)} is not null`);
  return [
    ['currency', sql`own_code`],
    ['says_state', states.length > 0 ? sql`(${joined(states, ' or ')})` : sql`false`],
  ];
};

const list = (columns: readonly (readonly [column: string, value: Sql])[]): Sql =>
  joined(
    columns.map(([column, value]) => sql`${value} as ${name(column)}`),
    ', ',
  );

/** Click IDs that can find a lead among the ad leads: those that both sides have. */
export const clickIds = ({ fields }: Pick<CrmSettings, 'fields'>): string[] =>
  CLICK_IDS.filter((id) => fields.crm.has(id) && fields.ad_leads.has(id));

/** Keys of people, where an export has them. */
export const personsIn = (fields: ReadonlySet<string>): PersonField[] => PERSON_FIELDS.filter((one) => fields.has(one));

/** The first click ID of a row, as its place in `CLICK_IDS`. A macro that was never filled in is no click ID. */
export function firstClickId(fields: ReadonlySet<string>): Sql {
  const branches = CLICK_IDS.flatMap((id, at) =>
    fields.has(id) ? [sql`when ${name(id)} is not null and not ${isMacro(name(id))} then ${raw(String(at))}`] : [],
  );
  return sql`cast(${branches.length > 0 ? sql`case ${joined(branches, ' ')} end` : sql`null`} as tinyint)`;
}

export const dims = (count: number): string[] => Array.from({ length: count }, (_, index) => dimensionColumn(index));
