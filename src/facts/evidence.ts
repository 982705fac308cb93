import { joined, literal, name, raw, type Sql, sql } from '../engines/sql.js';
import { ruleColumn, STATUS_MAP } from '../model/canonical.js';
import { isDepthStage, LEAD_STAGES, type LeadStage } from '../model/funnel-stages.js';
import type { Reach } from '../model/report.js';

/** Whether a lead holds evidence of a stage itself. */
export const hasColumn = <Stage extends LeadStage>(stage: Stage): `has_${Stage}` => `has_${stage}`;

/** The stages that need evidence. The first stage needs none: every lead has reached it. */
export const LATER_STAGES = LEAD_STAGES.slice(1) as Exclude<LeadStage, 'lead'>[];

/** `c` with what its status means, as `m`: every file maps its own. */
export const withMeaning = (fields: ReadonlySet<string>): Sql => {
  // A status may stand in a heading instead of in the rows (`Date entered "Won (Sales)"`): the map of statuses holds it
  // as well.
  const same = ['pipeline', 'status', 'outcome'].map((field) =>
    fields.has(field)
      ? sql` and m.${name(field)} is not distinct from c.${name(field)}`
      : sql` and m.${name(field)} is null`,
  );
  return sql` left join ${name(STATUS_MAP)} m on m.file = c.file${joined(same, '')}`;
};

/**
 * The stages that a row of a CRM has evidence of: by its status, a rule or a date. A date after the as-of moment is no
 * evidence yet, and neither is the status that the row has got since. `asOf` is a moment as SQL writes it; undefined:
 * everything counts.
 */
export function evidenceOf(fields: ReadonlySet<string>, asOf: string | undefined): [column: string, value: Sql][] {
  return LATER_STAGES.map((stage) => {
    const dated = fields.has(`${stage}_at`) ? sql` or ${stageDate(stage, asOf)} is not null` : sql``;
    const undated = sql`${statusOf(stage)} or coalesce(${name(ruleColumn(stage))}, false)`;
    return [hasColumn(stage), sql`(${byThen(undated, stage, fields, asOf)}${dated})`];
  });
}

/** Whether the status of a row means this stage. */
const statusOf = (stage: LeadStage): Sql =>
  sql`coalesce(m.stage = ${raw(String(LEAD_STAGES.indexOf(stage)))}, false)${stage === 'deal' ? sql` or coalesce(m.won, false)` : sql``}`;

/** Evidence without a date of its own does not count for a row that came to the stage after the as-of moment. */
const byThen = (undated: Sql, stage: LeadStage, fields: ReadonlySet<string>, asOf: string | undefined): Sql =>
  asOf && fields.has(`${stage}_at`)
    ? sql`(${undated}) and coalesce(${name(`${stage}_at`)} <= cast(${literal(asOf)} as timestamp), true)`
    : undated;

/** Stages that say that sales took a lead: a conversation does not. */
const TAKEN_STAGES = ['qualified', 'proposal', 'decision', 'deal'] as const;

/**
 * Whether the status or a date of a row says that it was qualified or came further. A rule is the configuration's word
 * and not that of sales.
 */
export function acceptedOf(fields: ReadonlySet<string>, asOf: string | undefined): Sql {
  const stages = TAKEN_STAGES.map((stage) => byThen(statusOf(stage), stage, fields, asOf));
  const dates = TAKEN_STAGES.filter((stage) => fields.has(`${stage}_at`)).map(
    (stage) => sql`${stageDate(stage, asOf)} is not null`,
  );
  return sql`(${joined([...stages, ...dates], ' or ')})`;
}
/** The same of the history of a row. */
export const acceptedIn = (has: (stage: LeadStage) => Sql): Sql => joined(TAKEN_STAGES.map(has), ' or ');

/** Whether the status of a row (`m`) says that it is neither won nor lost. */
export const SAYS_OPEN = 'says_open';
export const IS_OPEN_BY_STATUS = sql`coalesce(m.stage < ${raw(String(LEAD_STAGES.indexOf('deal')))} and not coalesce(m.won or m.lost, false), false)`;

/** The date that a row has of a stage; null where the as-of moment comes before it. */
export function stageDate(stage: LeadStage, asOf: string | undefined): Sql {
  const date = name(`${stage}_at`);
  return asOf ? sql`(case when ${date} <= cast(${literal(asOf)} as timestamp) then ${date} end)` : date;
}

/**
 * The deepest stage with evidence. A contact does not imply qualification, since sales often call before they qualify:
 * alone it leaves a lead where it was, unless the exports tell nothing of qualification at all.
 */
function impliedDepth(known: ReadonlySet<LeadStage>): Sql {
  const contact = known.has('qualified') ? sql`has_contact and has_qualified` : sql`has_contact`;
  return sql`case when has_deal then 5 when has_decision then 4 when has_proposal then 3 when ${contact} then 2 when has_qualified then 1 else 0 end`;
}

/** The last stage up to which every known stage has evidence. */
function strictDepth(known: ReadonlySet<LeadStage>): Sql {
  const chain = LATER_STAGES.filter((stage) => known.has(stage));
  let before = 0;
  const branches = chain.map((stage) => {
    const branch = sql`when not ${name(hasColumn(stage))} then ${raw(String(before))}`;
    before = LEAD_STAGES.indexOf(stage);
    return branch;
  });
  return branches.length === 0 ? sql`0` : sql`case ${joined(branches, ' ')} else ${raw(String(before))} end`;
}

/** How deep a lead got, in lead stages from 0 (lead) to 5 (deal). Source: definitions, "reached(k)". */
export const depthOf = (known: ReadonlySet<LeadStage>, reach: Reach): Sql =>
  reach === 'strict' ? strictDepth(known) : impliedDepth(known);

/** A lead is won if it has reached the deal, measured as all stages are: so deals and revenue are of the same leads. */
const HAS_DEAL = sql`(depth = ${raw(String(LEAD_STAGES.indexOf('deal')))})`;
export const IS_WON = sql`not lost and ${HAS_DEAL}`;
export const IS_OPEN = sql`not lost and not ${HAS_DEAL}`;
export const ENDING = sql`case when lost then 'lost' when ${HAS_DEAL} then 'won' else 'open' end`;

/** Stages as bits by their place: those of which an export tells whether a lost lead reached them. */
export const toldBits = (stages: Iterable<LeadStage>): number =>
  [...stages].reduce((bits, stage) => bits | (1 << LEAD_STAGES.indexOf(stage)), 0);

/**
 * A lost lead of which no export tells whether it reached a stage. Where its status or history shows how far it came
 * (`known_depth`), that answers for every stage. Source: definitions, "unknown depth".
 */
export const unknownDepth = (stage: LeadStage, reach: Reach): Sql =>
  isDepthStage(stage)
    ? sql`(lost and not known_depth and told & ${raw(String(toldBits([stage])))} = 0 and not ${hasReached(stage, reach)})`
    : sql`false`;

/** Whether a lead has come to a stage, by its depth or by evidence of the stage itself. */
export const hasReached = (stage: LeadStage, reach: Reach): Sql =>
  reach === 'observed' ? name(hasColumn(stage)) : sql`(depth >= ${raw(String(LEAD_STAGES.indexOf(stage)))})`;

/** Somebody talked to it, whether it qualified or not. */
export const contacted = (reach: Reach): Sql => sql`(has_contact or ${hasReached('contact', reach)})`;
export const unknownContact = (reach: Reach): Sql =>
  sql`(lost and not known_depth and told & ${raw(String(toldBits(['contact'])))} = 0 and not ${contacted(reach)})`;
