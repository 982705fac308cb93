import type { Engine } from '../engines/engine.js';
import { name, type Sql, sql } from '../engines/sql.js';
import { rowsOf } from '../model/canonical.js';
import type { LeadStage } from '../model/funnel-stages.js';
import type { Scope } from '../model/scope.js';
import type { Built } from './build.js';
import { type Dimensions, inScope } from './cube-scope.js';
import { keywordOfTag } from './keywords.js';
import { isMacro } from './macro.js';

/** A call, and where the lead came from that it is of. What nothing tells is null. */
export interface CallOfLead {
  /** Its own ID, as its export has it, and the key of its lead. */
  readonly call: string | null;
  readonly key: string;
  /** As exported: 2026-03-02T10:05:00, or a day alone. */
  readonly calledAt: string;
  /** Who spoke. */
  readonly manager: string | null;
  readonly isIncoming: boolean | null;
  readonly hasTalk: boolean | null;
  /** Seconds. */
  readonly talk: number | null;
  /** Where it can be listened to: never for html or md. */
  readonly recording: string | null;
  readonly source: string;
  readonly campaign: string | null;
  readonly ad: string | null;
  readonly keyword: string | null;
  readonly landing: string | null;
  /** What became of its lead so far: won, lost or open; the stage; why it was lost. */
  readonly ending: 'won' | 'lost' | 'open';
  readonly stage: LeadStage;
  readonly reason: string | null;
}

/**
 * The calls by people that were made on the days of a scope, of the leads that its filters keep, whenever these were
 * made; by their moments, then by their places. `calls` and `leads` are laid down; without a list of calls there are none.
 */
export async function callsOfLeads(
  engine: Engine,
  { leads, calls, matching }: Pick<Built, 'leads' | 'calls' | 'matching'>,
  scope: Scope,
  dimensions: Dimensions,
): Promise<CallOfLead[]> {
  if (calls.all === 0) return [];
  // A lead of the CRM may have come of several ad leads: the first of them is where it came from.
  const ofForms =
    matching.adLeads > 0
      ? sql`left join (select m.crm_file, m.crm_record, arg_min(a.landing, (a.file, a.record)) filter (where a.landing is not null) as landing
          from ad_matches m join ${name(rowsOf('ad_leads'))} a on a.file = m.file and a.record = m.record group by 1, 2) f
          on f.crm_file = r.file and f.crm_record = r.record`
      : sql``;
  const filledIn = (cell: Sql) => sql`case when not ${isMacro(cell)} then ${cell} end`;
  const landing = matching.adLeads > 0 ? sql`coalesce(r.landing, f.landing)` : sql`r.landing`;
  const found =
    await engine.query(sql`select call, key, replace(strftime(called_at, '%Y-%m-%dT%H:%M:%S'), 'T00:00:00', ''),
      by_whom, is_incoming, has_talk, talk, recording, source, campaign, ad, coalesce(keyword, term), landing, ending, stage, reason
    from (select c.* exclude (manager, key), c.manager as by_whom, l.*, ${filledIn(landing)} as landing, ${keywordOfTag(sql`r.utm_term`)} as term
      from calls c join leads l on l.key = c.key join ${leads} o on o.key = l.key
        join ${name(rowsOf('crm'))} r on r.file = o.file and r.record = o.record ${ofForms}
      where c.is_person)
    where ${inScope(scope, sql`cast(called_at as date)`, dimensions)} order by called_at, file, record`);
  return found.map(
    ([call, key, at, manager, isIncoming, hasTalk, talk, recording, source, campaign, ad, keyword, own, ...ofLead]) => {
      const [ending, stage, reason] = ofLead;
      return {
        ...{
          call,
          key,
          calledAt: at,
          manager,
          isIncoming,
          hasTalk,
          talk: talk === null ? null : Number(talk),
          recording,
        },
        ...{ source, campaign, ad, keyword, landing: own, ending, stage, reason },
      } as CallOfLead;
    },
  );
}
