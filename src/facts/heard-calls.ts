import type { Engine } from '../engines/engine.js';
import { spelt } from '../engines/spell.js';
import { name, type Sql, sql } from '../engines/sql.js';
import { rowsOf } from '../model/canonical.js';
import type { Scope } from '../model/scope.js';
import { type Dimensions, inScope } from './cube-scope.js';
import { isMacro } from './macro.js';

/** A call with the lead that it is of; or a lead alone, where there are no calls. */
export interface Heard {
  /** Else it is of a lead alone. */
  readonly isCall: boolean;
  readonly call: string | null;
  readonly key: string;
  /** When they spoke, else when the lead was made; ISO. */
  readonly at: string;
  readonly manager: string | null;
  readonly source: string;
  readonly campaign: string | null;
  readonly ad: string | null;
  readonly keyword: string | null;
  readonly landing: string | null;
  /** Of a lost lead. */
  readonly reason: string | null;
  readonly outcome: string | null;
  readonly recording: string | null;
}

interface HeardSettings {
  readonly hasCalls: boolean;
  /** The CRM has the page on which a lead came first. */
  readonly hasLanding: boolean;
  readonly hasEnds: boolean;
}

/** `key, landing`: the page on which a lead came first, where the CRM has it. */
export const landingsOf = (leads: Sql): Sql =>
  spelt.beside(
    sql`landings`,
    sql`(select x.key, min(r.landing) filter (where not ${isMacro(sql`r.landing`)}) as landing from ${leads} x
    join ${name(rowsOf('crm'))} r on r.file = x.file and r.record = x.record group by x.key)`,
  );

/**
 * Calls of the days of a scope in which people spoke, each with its lead. Without calls, the leads of the CRM that were
 * made on these days. In the order of their moments, then of their contents.
 */
export async function heardIn(
  engine: Engine,
  scope: Scope,
  dimensions: Dimensions,
  { leads }: { readonly leads: Sql },
  { hasCalls, hasLanding, hasEnds }: HeardSettings,
): Promise<Heard[]> {
  const spoken = sql`(select key, call, called_at, nullif(manager, '') as speaker, recording from ${spelt.beside(sql`calls`, sql`calls`)}
    where key is not null and coalesce(has_talk, true) and coalesce(is_person, true))`;
  const outcome = hasEnds ? sql`ending` : sql`case when ending = 'won' then ending end`;
  type Asked = { from: Sql; day: Sql; at: Sql; call: Sql; speaker: Sql; recording: Sql };
  const ask = async (isCall: boolean, of: Asked) => {
    const rows =
      await engine.query(sql`select ${of.call}, l.key, ${spelt.moment(of.at)}, coalesce(${of.speaker}, l.manager),
        l.source, l.campaign, l.ad, l.keyword, ${hasLanding ? sql`p.landing` : sql`null`},
        case when l.ending = 'lost' then l.reason end, ${outcome}, ${of.recording}
      from leads l ${of.from} ${hasLanding ? sql`left join ${landingsOf(leads)} p on p.key = l.key` : sql``}
      where not l.not_in_crm and ${inScope(scope, of.day, dimensions)} order by 3, 5, 6, 4, 10, 1, 2`);
    return rows.map((row): Heard => {
      const [call, key, at, manager, source, campaign, ad, keyword, landing, reason, ending, recording] =
        row as string[];
      return {
        isCall,
        ...{ call: call ?? null, key: key ?? '', at: at ?? '', manager: manager ?? null, source: source ?? '' },
        ...{ campaign: campaign ?? null, ad: ad ?? null, keyword: keyword ?? null, landing: landing ?? null },
        ...{ reason: reason ?? null, outcome: ending ?? null, recording: recording ?? null },
      };
    });
  };
  const none = sql`cast(null as varchar)`;
  const calls = hasCalls
    ? await ask(true, {
        ...{ from: sql`join ${spoken} c on c.key = l.key`, day: sql`cast(called_at as date)`, at: sql`called_at` },
        ...{ call: sql`call`, speaker: sql`speaker`, recording: sql`recording` },
      })
    : [];
  if (calls.length > 0) return calls;
  return ask(false, {
    ...{ from: sql``, day: sql`created_day`, at: sql`coalesce(created_at, created_day)` },
    ...{ call: none, speaker: none, recording: none },
  });
}
