import { SESSIONS_LEFT } from '../doubts/analytics-left-out.js';
import { LEADS_IN_GAPS } from '../doubts/missing-spans.js';
import { LEADS_OF_COVERED } from '../doubts/spend-ends-early.js';
import { VISITS_BESIDE } from '../doubts/visits-beside.js';
import { name, type Sql, sql } from '../engines/sql.js';
import { happenedTo } from '../facts/counted-in.js';
import { type Credits, dropCredits } from '../facts/credits.js';
import { SPEND_READ } from '../facts/cube.js';
import { DEALS_ALONE } from '../facts/deals-alone.js';
import { LATER_STAGES } from '../facts/evidence.js';
import { CREDITED, OF_ANSWERS } from '../facts/fact-tables.js';
import { landingsOf } from '../facts/heard-calls.js';
import { kindsOf } from '../facts/lead-kinds.js';
import { statusesOf } from '../facts/listed-leads.js';
import { paymentsOfLeads } from '../facts/payments.js';
import { TIMES } from '../facts/stage-days.js';
import { SPEND_OF_SHEETS, WITH_ALL_DIMENSIONS } from '../facts/sum-counts.js';
import { lostAmounts } from '../facts/week-events.js';
import { markYoung } from '../facts/young.js';
import { MODEL_WORDS, type TouchModel } from '../model/attribution.js';
import { DIMENSION_NAMES } from '../model/dimensions.js';
import type { LaidInStore } from '../session/laid-in-store.js';
import { EDITORS } from '../session/managers-of.js';
import { STATUSES } from '../session/provenance-of.js';
import { ripen } from '../session/ripening.js';
import type { ReadOptions, Session } from '../session/session.js';
import { describe } from '../store/description.js';
import type { StoredTable } from '../store/stored-tables.js';
import { creditsOf } from './credits-asked.js';
import { eventsOf } from './events-asked.js';
import { laidDown } from './laid-down.js';
import { chancesIn } from './make-context.js';

/** How exports are read, so that any report can be asked of their facts later. */
export const FOR_ANY_REPORT: Required<Pick<ReadOptions, 'dimensions' | 'moments'>> = {
  dimensions: new Set(DIMENSION_NAMES),
  moments: [...new Set([...TIMES, ...OF_ANSWERS])],
};

/** Everything that reports read from a session, and what else they know of it, as text (`storedSession`). */
interface FactsToStore {
  readonly tables: readonly StoredTable[];
  readonly description: string;
}

/** Lays down everything that any report may need, in a session that was read `FOR_ANY_REPORT`. */
export async function factsToStore(session: Session, asked: ReadOptions): Promise<FactsToStore> {
  const { engine, built, facts, config } = session;
  const laid = laidDown(session);
  await eventsOf(session)();
  const ripening = await ripen(session, LATER_STAGES, { reach: asked.reach, hasCredits: false });
  const answers = await laid.answers();
  const standards = await laid.standards();
  await laid.journeys();
  await laid.forms();
  const credits = facts.tables.has('touches')
    ? await creditsByModel(session, ripening)
    : new Map<TouchModel, Credits>();
  const known = { answers, standards, credits, ripening, chances: await chancesIn(session, asked.reach) };
  const { census, wonDeals } = built;
  const has = (field: string) => facts.fields.crm.has(field);
  const made = ['leads', ...(census.dealsAlone > 0 ? [DEALS_ALONE] : [])];
  const lead = (table: string, relation: Sql = name(table)): StoredTable => ({ name: table, relation, spread: 'lead' });
  const whole = (table: string, relation: Sql = name(table)): StoredTable => ({
    name: table,
    relation,
    spread: 'whole',
  });
  const rows = (table: string, relation: Sql = name(table)): StoredTable => ({ name: table, relation, spread: 'rows' });
  const ofLeads = (table: string) => [lead(table), whole(kindsOf(table))];
  const [[areNamed] = []] = await engine.query(
    sql`select ${made.map((table) => sql`exists (select 1 from ${name(table)} where contains(key, 'row '))`).reduce((a, b) => sql`${a} or ${b}`)}`,
  );
  return {
    tables: [
      ...made.flatMap((table) => [...ofLeads(table), ...ofLeads(happenedTo(table))]),
      ...[...credits.keys()].flatMap((model) => ofLeads(creditedBy(model))),
      rows('spend', SPEND_READ),
      ...(facts.tables.has('agg')
        ? [whole('sums', WITH_ALL_DIMENSIONS), whole('spend_of_sheets', SPEND_OF_SHEETS)]
        : []),
      ...(config.costs.length > 0 ? [whole('costs')] : []),
      ...(answers ? [lead('answers')] : []),
      ...(standards > 0 ? [lead('standards')] : []),
      lead('journeys'),
      rows('forms'),
      ...(facts.tables.has('touches')
        ? [lead('touches', sql`(select key, is_ad, stands from touches where key is not null)`)]
        : []),
      ...(facts.tables.has('calls') ? [lead('calls', sql`(select * from calls where key is not null)`)] : []),
      lead('lost_amounts', lostAmounts(built)),
      ...(wonDeals ? [lead('won_deals', sql`(select deal_key as key, * from ${wonDeals})`)] : []),
      ...(facts.tables.has('payments') ? [lead('paid', paymentsOfLeads(built.linked, wonDeals))] : []),
      ...(has('status') ? [lead('statuses', statusesOf(built))] : []),
      ...(has('landing') ? [lead('landings', landingsOf(built.leads))] : []),
      ...(has('modified_by') ? [whole('editors', sql`(select distinct modified_by from ${EDITORS})`)] : []),
      whole('status_map', STATUSES),
      ...(census.spans > 0 ? [whole('leads_in_gaps', LEADS_IN_GAPS)] : []),
      ...(census.uncosted > 0 ? [whole('leads_of_covered', LEADS_OF_COVERED)] : []),
      ...(census.sessionsLeft > 0 ? [whole('sessions_left', SESSIONS_LEFT)] : []),
      ...(census.visitsOfNobody > 0 ? [whole('visits_beside', VISITS_BESIDE)] : []),
    ],
    description: describe(session, asked, known, areNamed === true),
  };
}

const creditedBy = (model: TouchModel): string => `${CREDITED}_${model.replaceAll('-', '_')}`;

/** Names under which tables of a load are asked for, if not their own: split leads are those of one model. */
export const namedFor = (attribution: string): ReadonlyMap<string, string> =>
  attribution === 'recorded'
    ? new Map()
    : new Map(
        [CREDITED, kindsOf(CREDITED)].map((table) => [
          table,
          table.replace(CREDITED, creditedBy(attribution as TouchModel)),
        ]),
      );

/** Leads split by each model, each in a table of its own. */
async function creditsByModel(
  session: Session,
  { maturity }: LaidInStore['ripening'],
): Promise<Map<TouchModel, Credits>> {
  const { engine, built, asOf } = session;
  const all = new Map<TouchModel, Credits>();
  for (const model of Object.keys(MODEL_WORDS) as TouchModel[]) {
    const credits = await creditsOf(session, model);
    if (!credits) continue;
    all.set(model, credits);
    if (asOf !== null) await markYoung(engine, built.kinded, maturity, { asOf, hasCredits: true });
    for (const [table, own] of namedFor(model))
      await engine.run(sql`create table ${name(own)} as select * from ${name(table)}`);
    await engine.run(dropCredits);
  }
  return all;
}
