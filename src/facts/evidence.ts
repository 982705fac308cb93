import type { Engine } from '../engines/engine.js';
import { joined, literal, name, raw, type Sql, sql } from '../engines/sql.js';
import { ruleColumn, STATUS_MAP } from '../model/canonical.js';
import { LEAD_STAGES, type LeadStage } from '../model/funnel-stages.js';
import type { Reach } from '../model/report.js';
import { enteredColumn } from './history.js';

/** Whether a lead holds evidence of a stage itself. */
export const hasColumn = (stage: LeadStage): string => `has_${stage}`;

/**
 * `crm_marked`: the rows of `crm_latest` with the stages that each holds evidence of, and whether it is lost. A date of a stage
 * after the as-of moment is no evidence yet. `asOf` is as SQL understands a moment; undefined: everything counts.
 */
export async function gatherEvidence(
  engine: Engine,
  { hasHistory, asOf }: { hasHistory: boolean; asOf: string | undefined },
): Promise<void> {
  const evidence = LEAD_STAGES.filter((stage) => stage !== 'lead').map((stage) => {
    const index = raw(String(LEAD_STAGES.indexOf(stage)));
    const won = stage === 'deal' ? sql` or coalesce(m.won, false)` : sql``;
    const date = name(`${stage}_at`);
    const dated = asOf
      ? sql`coalesce(${date} <= cast(${literal(asOf)} as timestamp), false)`
      : sql`${date} is not null`;
    const entered = hasHistory ? sql` or coalesce(h.${name(enteredColumn(stage))}, false)` : sql``;
    return sql`(coalesce(m.stage = ${index}, false)${won} or coalesce(${name(ruleColumn(stage))}, false)
      or ${dated}${entered}) as ${name(hasColumn(stage))}`;
  });
  // A list of changes shows how far a lost lead came, though it were no further than the first stage. Columns of dates may
  // have been left out of an export.
  const listed = hasHistory ? sql` or coalesce(h.is_listed, false)` : sql``;
  await engine.run(sql`create view crm_marked as select c.*, true as has_lead, ${joined(evidence, ', ')},
      coalesce(m.lost, false) as lost, (coalesce(m.known_depth, false)${listed}) as known_depth
    from crm_latest c${hasHistory ? sql` left join crm_history h on h.lead_key = c.lead_key` : sql``} left join ${name(STATUS_MAP)} m on m.file = c.file and m.pipeline is not distinct from c.pipeline
      and m.status is not distinct from c.status and m.outcome is not distinct from c.outcome`);
}

/**
 * `lead_evidence`: every lead of `all_leads` with how deep it got and how it ended. `depth` counts lead stages from 0
 * (lead) to 5 (deal). Source: definitions, "reached(k)".
 */
export async function judgeDepth(engine: Engine, known: ReadonlySet<LeadStage>, reach: Reach): Promise<void> {
  const later = LEAD_STAGES.slice(1).map((stage) => name(hasColumn(stage)));
  const depth = reach === 'strict' ? strictDepth(known) : impliedDepth(known);
  // Won is who has reached the deal, by the same measure as everything else: so revenue and deals are of the same leads.
  await engine.run(sql`create view lead_evidence as select *,
      case when lost then 'lost' when depth = ${raw(String(LEAD_STAGES.indexOf('deal')))} then 'won' else 'open' end as ending,
      lost and not known_depth and not (${joined(later, ' or ')}) as unknown_depth
    from (select *, ${depth} as depth from all_leads)`);
}

/**
 * The deepest stage with evidence. A conversation is no qualification: sales often call before they qualify, so a
 * contact alone leaves a lead where it was, unless the exports hold nothing of qualification at all.
 */
function impliedDepth(known: ReadonlySet<LeadStage>): Sql {
  const contact = known.has('qualified') ? sql`has_contact and has_qualified` : sql`has_contact`;
  return sql`case when has_deal then 5 when has_decision then 4 when has_proposal then 3 when ${contact} then 2 when has_qualified then 1 else 0 end`;
}

/** The last stage up to which every known stage has evidence. */
function strictDepth(known: ReadonlySet<LeadStage>): Sql {
  const chain = LEAD_STAGES.filter((stage) => stage !== 'lead' && known.has(stage));
  let before = 0;
  const branches = chain.map((stage) => {
    const branch = sql`when not ${name(hasColumn(stage))} then ${raw(String(before))}`;
    before = LEAD_STAGES.indexOf(stage);
    return branch;
  });
  return branches.length === 0 ? sql`0` : sql`case ${joined(branches, ' ')} else ${raw(String(before))} end`;
}

/** The name of a lead stage out of its depth. */
export const stageName = (depth: Sql): Sql =>
  sql`case ${depth} ${joined(
    LEAD_STAGES.map((stage, index) => sql`when ${raw(String(index))} then ${literal(stage)}`),
    ' ',
  )} end`;
