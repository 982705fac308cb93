import { type Sql, sql } from '../engines/sql.js';
import { countAnswerHours, countAnswers, silentDays } from '../facts/answer-counts.js';
import { listBehind, tallyBehind } from '../facts/behind.js';
import { countBridge, type WonDeals } from '../facts/bridge-counts.js';
import { addCosts, tellCosts } from '../facts/costs.js';
import { type CubeContext, cubeOf } from '../facts/cube.js';
import { idOf } from '../facts/cube-memo.js';
import { keyColumns, rowPerValue } from '../facts/cube-scope.js';
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
import { countScope } from '../facts/scope-counts.js';
import { countStandards } from '../facts/standard-counts.js';
import { findStuck } from '../facts/stuck-leads.js';
import { countSums, type SumSheets } from '../facts/sum-counts.js';
import { lostOnDays, wonOn } from '../facts/week-events.js';
import type { StagePair } from '../model/funnel-stages.js';
import type { Awaited } from '../model/measures.js';
import { expectedOf } from '../model/poisson-binomial.js';
import { once } from '../model/remembered.js';
import type { Scope } from '../model/scope.js';
import type { Questions } from '../reports/questions.js';
import type { Session } from '../session/session.js';
import type { Laid } from './laid-down.js';
import type { leadNames } from './shown-lead.js';

/** What the exports have besides leads and spend. */
interface Beside extends Laid {
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

/** The questions that reports ask of a scope. One that several reports have is asked once. */
export function ask(
  context: CubeContext,
  scope: Scope,
  foreseen: readonly (readonly string[])[],
  beside: Beside,
): Questions {
  return {
    cube: cubeOf(context, scope, foreseen),
    ...ofCounts(context, scope, beside),
    ...ofAnswers(context, scope, beside),
    ...ofSingleLeads(context, scope, beside),
    ...ofWaysToLeads(context, scope, beside),
    ...ofTime(context, scope, beside),
    ...ofRows(context, scope, beside),
  };
}

/** Waits for what a scope needs before it is asked, such as the events of leads. */
const ready = ({ laidDown = async () => {} }: CubeContext): Promise<void> => laidDown();

/** What can be added up, besides the measures of the cube. */
function ofCounts(context: CubeContext, scope: Scope, { ofDealsAlone, sheets, won }: Beside) {
  const { engine, dimensions, has, known } = context;
  const lost = new Map<string, Promise<readonly LostCount[]>>();
  const tellsWins = has.leads && known.has('deal');
  return {
    lost(keys) {
      const id = JSON.stringify(keys);
      const own = lost.get(id) ?? ready(context).then(() => countLost(engine, scope, dimensions, keys));
      lost.set(id, own);
      return own;
    },
    counts: once(() => countScope(engine, scope, dimensions, ofDealsAlone !== null)),
    costs: async () => (has.costs ? tellCosts(context, scope) : null),
    bridge: once(async () => (tellsWins ? countBridge(engine, scope, dimensions, won) : null)),
    async dealsAlone() {
      await ready(context);
      return ofDealsAlone ? countDealsAlone(engine, scope, dimensions, ofDealsAlone) : [];
    },
    async undatedAlone() {
      if (scope.basis !== 'event' || !ofDealsAlone?.wins) return 0;
      await ready(context);
      return countUndatedAlone(engine, scope, dimensions);
    },
    async sums(keys) {
      if (!sheets) return [];
      const rows = await countSums(context, sheets, scope, keys);
      const byKeys = new Map(rows.map((row) => [idOf(row.keys, keys), row]));
      if (has.costs) await addCosts(context, scope, keys, byKeys, (own) => byKeys.get(idOf(own, keys))?.measures);
      return rows;
    },
  } satisfies Partial<Questions>;
}

/** How leads were answered, and what they are held to. */
function ofAnswers(context: CubeContext, scope: Scope, { answers, standards, nameOf, watched }: Beside) {
  const { engine, dimensions, has } = context;
  return {
    async answers(keys) {
      const laid = await answers();
      return laid && has.leads ? countAnswers(context, scope, keys, laid) : [];
    },
    missed: async (keys) => ((await answers()) && has.leads ? countMissed(context, scope, keys) : []),
    answerHours: async () => ((await answers()) && has.leads ? countAnswerHours(engine, scope, dimensions) : []),
    silentDays: async () => silentDays(engine, (await answers())?.workingDays ?? []),
    async standards(keys) {
      const count = has.leads ? await standards() : 0;
      return count > 0 ? countStandards(context, scope, keys, count) : [];
    },
    async stuck(by, thresholds) {
      if (!watched || !has.leads || !has.ends || !(await answers())) return { leads: [], unknownAge: 0 };
      const found = await findStuck(engine, scope, dimensions, watched, by, thresholds);
      return { ...found, leads: found.leads.map((lead) => ({ ...lead, id: nameOf(lead.key).id })) };
    },
  } satisfies Partial<Questions>;
}

/** Leads one by one, by what their exports call them. */
function ofSingleLeads(context: CubeContext, scope: Scope, { journeys, nameOf, rows, heard }: Beside) {
  const { engine, dimensions, has } = context;
  return {
    async wonLeads() {
      await ready(context);
      await journeys();
      const found = has.leads ? await wonOn(engine, scope, dimensions) : [];
      return found.map((lead) => ({ ...lead, id: nameOf(lead.key).id }));
    },
    async lostLeads(from) {
      await ready(context);
      const found = has.leads ? await lostOnDays(engine, scope, dimensions, from, rows) : [];
      return found.map((lead) => ({ ...lead, id: nameOf(lead.key).id }));
    },
    async toHear() {
      const found = has.leads ? await heardIn(engine, scope, dimensions, rows, heard) : [];
      return found.map((one) => {
        const { id, file } = nameOf(one.key);
        return { ...one, id, isNamed: file === null };
      });
    },
  } satisfies Partial<Questions>;
}

/** What was there before a lead: touches, forms, what platforms count. */
function ofWaysToLeads(context: CubeContext, scope: Scope, { journeys, forms, direct }: Beside) {
  return {
    async journeys(keys, isTouched) {
      await ready(context);
      await journeys();
      return context.has.leads ? countJourneys(context, scope, keys, isTouched) : [];
    },
    async directDeals() {
      await ready(context);
      return countDirectDeals(context, scope, direct);
    },
    async forms(keys) {
      await forms();
      return countForms(context, scope, keys);
    },
    toldActions: (keys) => countToldActions(context, scope, keys),
  } satisfies Partial<Questions>;
}

/** Questions about time: how long leads take, how many are still expected, and what came of them within some time. */
function ofTime(context: CubeContext, scope: Scope, { watched, chances, won }: Beside) {
  const { engine, dimensions, has, known } = context;
  const followed = { ...context, moments: momentsOf(watched), wonDeals: won.ofLeads };
  return {
    async paces(keys, steps) {
      await ready(context);
      return watched ? pacesOf(engine, scope, dimensions, watched, keys, steps) : [];
    },
    async incidences(stages, keys) {
      if (!watched || !has.ends) return [];
      const columns = keyColumns(keys, scope, sql`created_day`, dimensions);
      return incidencesOf(engine, stages, watched, {
        keys: new Map(keys.map((key, at) => [key, columns[at] as Sql])),
        leads: rowPerValue(sql`leads`, keys, dimensions),
      });
    },
    async expected(keys) {
      const byAge = await chances();
      if (!byAge || !watched) return null;
      const found = await openAges(engine, scope, dimensions, watched.asOf, keys);
      return found.map(({ keys: own, ages }) => ({
        keys: own,
        expected: expectedOf(ages.map(({ days, count }) => ({ count, chance: byAge[days] ?? 0 }))),
      }));
    },
    cameWithin: async (keys, seconds) => (has.leads ? countFollowed(followed, scope, keys, seconds) : []),
    cameOfNobody: () => (has.leads ? followedNobody(followed) : null),
    async earnedWithin(keys, seconds) {
      const isTold = has.leads && has.revenue && known.has('deal');
      return isTold ? countEarned(followed, scope, keys, seconds) : [];
    },
  } satisfies Partial<Questions>;
}

/** What a number is made of. */
function ofRows(context: CubeContext, scope: Scope, { watched, paid, won }: Beside) {
  const behind = {
    ...context,
    isTimed: watched && ((step: StagePair) => isTimed(step, watched)),
    isFollowed: (awaited: Awaited, seconds: number) =>
      cameWithin(awaited, seconds, { ...context, moments: momentsOf(watched) }),
    ...{ paid, wonDeals: won.ofLeads },
  };
  return {
    rowsBehind: (wanted) => listBehind(behind, scope, wanted),
    tallied: (wanted) => tallyBehind(behind, scope, wanted),
  } satisfies Partial<Questions>;
}

const momentsOf = (watched: Watched | null): Watched['moments'] => watched?.moments ?? new Set();
