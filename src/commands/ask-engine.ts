import { type Sql, sql } from '../engines/sql.js';
import { countAnswerHours, countAnswers, silentDays } from '../facts/answer-counts.js';
import { listBehind, tallyBehind } from '../facts/behind.js';
import { countBridge, type WonDeals } from '../facts/bridge-counts.js';
import { addCosts, tellCosts } from '../facts/costs.js';
import { type CubeContext, cubeOf } from '../facts/cube.js';
import { idOf } from '../facts/cube-memo.js';
import { apart, keyColumns } from '../facts/cube-scope.js';
import { countDealsAlone, countUndatedAlone } from '../facts/deals-alone.js';
import { cameWithin, countEarned, countFollowed, followedNobody } from '../facts/followed-counts.js';
import { heardIn } from '../facts/heard-calls.js';
import { countDirectDeals, countJourneys } from '../facts/journey-counts.js';
import { incidencesOf, type Watched } from '../facts/lead-incidence.js';
import { isTimed, pacesOf } from '../facts/lead-paces.js';
import { countLost, type LostCount } from '../facts/lost-counts.js';
import { countMissed } from '../facts/missed-answers.js';
import { openAges } from '../facts/open-ages.js';
import { countForms, countToldActions } from '../facts/reconciled-counts.js';
import { countScope, type ScopeCounts } from '../facts/scope-counts.js';
import { countStandards } from '../facts/standard-counts.js';
import { findStuck } from '../facts/stuck-leads.js';
import { countSums, type SumSheets } from '../facts/sum-counts.js';
import { lostOnDays, wonOn } from '../facts/week-events.js';
import type { Bridged } from '../model/bridge.js';
import type { StagePair } from '../model/funnel-stages.js';
import type { Awaited } from '../model/measures.js';
import { expectedOf } from '../model/poisson-binomial.js';
import type { Scope } from '../model/scope.js';
import type { ReportContext } from '../reports/report-context.js';
import type { Session } from '../session/session.js';
import type { Laid } from './laid-down.js';
import type { leadNames } from './shown-lead.js';

/** The questions of a context that are answered by the rows of its scope. */
export type Asked = Pick<
  ReportContext,
  | 'cube'
  | 'lost'
  | 'counts'
  | 'costs'
  | 'bridge'
  | 'dealsAlone'
  | 'undatedAlone'
  | 'sums'
  | 'journeys'
  | 'answers'
  | 'answerHours'
  | 'missed'
  | 'standards'
  | 'stuck'
  | 'silentDays'
  | 'wonLeads'
  | 'lostLeads'
  | 'toHear'
  | 'directDeals'
  | 'forms'
  | 'toldActions'
  | 'paces'
  | 'incidences'
  | 'expected'
  | 'cameWithin'
  | 'cameOfNobody'
  | 'earnedWithin'
  | 'rowsBehind'
  | 'tallied'
>;

/** What the exports have besides leads and spend. */
export interface Beside extends Laid {
  ofDealsAlone: { wins: boolean; amounts: boolean } | null;
  sheets: SumSheets | null;
  /** What a lead is called. */
  nameOf: ReturnType<typeof leadNames>;
  /** The rows of the CRM that they are of. */
  rows: Pick<Session['built'], 'linked' | 'leads'>;
  /** What tells of calls and of pages. */
  heard: Parameters<typeof heardIn>[4];
  /** What sources are called that nobody sent. */
  direct: ReadonlySet<string>;
  /** Null: nothing says when anything was. */
  watched: Watched | null;
  won: WonDeals;
  /** What revenue was paid by; null: there is no list of payments. */
  paid: Sql | null;
  /** How likely open leads of so many days are to become deals yet. */
  chances: () => Promise<readonly number[] | null>;
}

/** Asks the engine of a scope; a question that several reports have is asked once. */
export function ask(
  context: CubeContext,
  scope: Scope,
  foreseen: readonly (readonly string[])[],
  {
    ofDealsAlone,
    sheets,
    journeys,
    forms,
    answers,
    standards,
    nameOf,
    rows,
    heard,
    direct,
    watched,
    won,
    paid,
    chances,
  }: Beside,
): Asked {
  const { engine, dimensions, laidDown = async () => {} } = context;
  const lost = new Map<string, Promise<readonly LostCount[]>>();
  let counts: Promise<ScopeCounts> | undefined;
  let bridge: Promise<Bridged | null> | undefined;
  const moments = watched?.moments ?? new Set();
  const behind = {
    ...context,
    isTimed: watched && ((step: StagePair) => isTimed(step, watched)),
    isFollowed: (awaited: Awaited, seconds: number) => cameWithin(awaited, seconds, moments),
    paid,
  };
  const tellsWins = context.has.leads && context.known.has('deal');
  return {
    cube: cubeOf(context, scope, foreseen),
    lost(keys) {
      const id = JSON.stringify(keys);
      const own = lost.get(id) ?? laidDown().then(() => countLost(engine, scope, dimensions, keys));
      lost.set(id, own);
      return own;
    },
    counts() {
      counts ??= countScope(engine, scope, dimensions, ofDealsAlone !== null);
      return counts;
    },
    costs: async () => (context.has.costs ? tellCosts(context, scope) : null),
    async bridge() {
      bridge ??= tellsWins ? countBridge(engine, scope, dimensions, won) : Promise.resolve(null);
      return bridge;
    },
    async dealsAlone() {
      await laidDown();
      return ofDealsAlone ? countDealsAlone(engine, scope, dimensions, ofDealsAlone) : [];
    },
    async undatedAlone() {
      if (scope.basis !== 'event' || !ofDealsAlone?.wins) return 0;
      await laidDown();
      return countUndatedAlone(engine, scope, dimensions);
    },
    async answers(keys) {
      const laid = await answers();
      return laid && context.has.leads ? countAnswers(context, scope, keys, laid) : [];
    },
    async missed(keys) {
      return (await answers()) && context.has.leads ? countMissed(context, scope, keys) : [];
    },
    async answerHours() {
      return (await answers()) && context.has.leads ? countAnswerHours(engine, scope, dimensions) : [];
    },
    async standards(keys) {
      const count = context.has.leads ? await standards() : 0;
      return count > 0 ? countStandards(context, scope, keys, count) : [];
    },
    async stuck(by, thresholds) {
      if (!watched || !context.has.leads || !context.has.ends || !(await answers()))
        return { leads: [], unknownAge: 0 };
      const found = await findStuck(engine, scope, dimensions, watched, by, thresholds);
      return { ...found, leads: found.leads.map((lead) => ({ ...lead, id: nameOf(lead.key).id })) };
    },
    async wonLeads() {
      await laidDown();
      await journeys();
      const found = context.has.leads ? await wonOn(engine, scope, dimensions) : [];
      return found.map((lead) => ({ ...lead, id: nameOf(lead.key).id }));
    },
    async lostLeads(from) {
      await laidDown();
      const found = context.has.leads ? await lostOnDays(engine, scope, dimensions, from, rows) : [];
      return found.map((lead) => ({ ...lead, id: nameOf(lead.key).id }));
    },
    async toHear() {
      const found = context.has.leads ? await heardIn(engine, scope, dimensions, rows, heard) : [];
      return found.map((one) => {
        const { id, file } = nameOf(one.key);
        return { ...one, id, isNamed: file === null };
      });
    },
    silentDays: async () => silentDays(engine, (await answers())?.workingDays ?? []),
    async journeys(keys, isTouched) {
      await laidDown();
      await journeys();
      return context.has.leads ? countJourneys(context, scope, keys, isTouched) : [];
    },
    async forms(keys) {
      await forms();
      return countForms(context, scope, keys);
    },
    toldActions: (keys) => countToldActions(context, scope, keys),
    async directDeals() {
      await laidDown();
      return countDirectDeals(context, scope, direct);
    },
    async paces(keys, steps) {
      await laidDown();
      return watched ? pacesOf(engine, scope, dimensions, watched, keys, steps) : [];
    },
    incidences: async (stages, keys) =>
      watched && context.has.ends
        ? incidencesOf(engine, stages, watched, {
            keys: new Map(
              keys.map((key, at) => [key, keyColumns(keys, scope, sql`created_day`, dimensions)[at] as Sql]),
            ),
            leads: apart(sql`leads`, keys, dimensions),
          })
        : [],
    async expected(keys) {
      const byAge = await chances();
      if (!byAge || !watched) return null;
      const found = await openAges(engine, scope, dimensions, watched.asOf, keys);
      return found.map(({ keys: own, ages }) => ({
        keys: own,
        expected: expectedOf(ages.map(({ days, count }) => ({ count, chance: byAge[days] ?? 0 }))),
      }));
    },
    cameWithin: async (keys, seconds) =>
      context.has.leads ? countFollowed({ ...context, moments }, scope, keys, seconds) : [],
    cameOfNobody: () => (context.has.leads ? followedNobody({ ...context, moments }) : null),
    earnedWithin: async (keys, seconds) =>
      context.has.leads && context.has.revenue && context.known.has('deal')
        ? countEarned({ ...context, moments }, scope, keys, seconds)
        : [],
    rowsBehind: (wanted) => listBehind(behind, scope, wanted),
    tallied: (wanted) => tallyBehind(behind, scope, wanted),
    async sums(keys) {
      if (!sheets) return [];
      const rows = await countSums(context, sheets, scope, keys);
      const byKeys = new Map(rows.map((row) => [idOf(row.keys, keys), row]));
      if (context.has.costs)
        await addCosts(context, scope, keys, byKeys, (own) => byKeys.get(idOf(own, keys))?.measures);
      return rows;
    },
  };
}
