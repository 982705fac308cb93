import type { Engine } from '../engines/engine.js';
import { isOneOf, joined, type Sql, sql } from '../engines/sql.js';
import { isDay } from './dates-in-order.js';

export interface LeadCallsSettings {
  /** The first call with talk is the answer. */
  readonly areAnswers: boolean;
  /**
   * Calls may be matched by phone only. Then they tell nothing of leads without one (`leads` of the CRM with their
   * phones); null: by ID as well.
   */
  readonly phonesOf: Sql | null;
  /** Some call is a day and no time. */
  readonly areDays: boolean;
}

/**
 * Lays down `lead_calls`, a row per lead: the calls by people since its creation (`calls`); how many tried to reach it up
 * to the first talk, calls of the lead itself aside (`tries`); whether nobody spoke to it (`is_unreached`); the first
 * talk (`talked_at`) and who had it (`talker`); and whether the first talk is uncertain, because of an earlier call
 * nothing tells whether it was answered (`is_untold`). Leads made before the first call of all have unknown tries.
 * `notBy` are names, in small letters, that are no people. Needs `leads` and `calls`.
 */
export async function layDownLeadCalls(engine: Engine, notBy: readonly string[]): Promise<void> {
  const isAfter = sql`case when ${isDay(sql`c.called_at`)} or ${isDay(sql`l.created_at`)}
    then cast(c.called_at as date) >= cast(l.created_at as date) else c.called_at >= l.created_at end`;
  const made = sql`select c.*, ${MADE_SINCE_FIRST} as is_told, row_number() over (partition by c.key order by called_at, file, record) as place
    from calls c join leads l on l.key = c.key
    where c.is_person and not coalesce(${isOneOf(sql`lower(trim(c.manager))`, notBy)}, false) and coalesce(${isAfter}, false)`;
  const isTry = sql`is_incoming is distinct from true`;
  await engine.run(sql`create table lead_calls as
    select key, calls, is_untold, nullif(case when is_told then tries end, 0) as tries,
      is_told and talk_place is null and tries > 0 as is_unreached,
      case when is_told then talked_at end as talked_at, case when is_told then talker end as talker
    from (select key, calls, talk_place, tries, is_untold, is_covered and not is_untold as is_told, talked_at, talker
      from (select key, count(*) as calls, any_value(talk_place) as talk_place, bool_and(is_told) as is_covered,
          count(*) filter (where ${isTry} and place <= coalesce(talk_place, place)) as tries,
          bool_or(has_talk is null and place < coalesce(talk_place, place + 1)) as is_untold,
          any_value(called_at) filter (where place = talk_place) as talked_at,
          any_value(manager) filter (where place = talk_place) as talker
        from (select *, min(place) filter (where has_talk) over (partition by key) as talk_place from (${made})) group by key))`);
}

/** What was tried before the first call of the lists nobody knows. */
const MADE_SINCE_FIRST = sql`created_day >= (select cast(min(called_at) as date) from calls)`;

/**
 * Leads that the lists of calls tell of: made between their first and last day, and with a phone if phones are what
 * matches.
 */
export function isOfCalls({ phonesOf }: LeadCallsSettings): Sql {
  return joined(
    [
      MADE_SINCE_FIRST,
      sql`created_day <= (select cast(max(called_at) as date) from calls)`,
      ...(phonesOf ? [sql`key in (select key from ${phonesOf} where phone is not null)`] : []),
    ],
    ' and ',
  );
}
