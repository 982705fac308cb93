import { compareKeys, idOf } from '../facts/cube-memo.js';
import { PERIOD } from '../model/dimensions.js';
import { compare } from '../model/exact.js';
import type { Arrival } from '../model/figures/arrivals.js';
import type { Paced } from '../model/figures/paces.js';
import type { Scoped } from '../model/figures/scoped.js';
import { type LeadStage, type StagePair, stepsBetween } from '../model/funnel-stages.js';
import { maturityOf } from '../model/incidence.js';
import { isAtLeast, ZERO } from '../model/measures.js';
import { type Text, text } from '../model/text.js';
import { type Block, defineReport, type Keyed } from './define-report.js';
import { figure, words } from './report-columns.js';
import type { ReportContext } from './report-context.js';
import { totalOf } from './source-tables.js';
import { NOBODY } from './stage-funnels.js';

/** A step of the leads of one group: from the last known stage before it, or from lead to deal. */
interface Line extends Arrival, Paced, Scoped, Keyed {
  readonly from: LeadStage;
}

export const times = defineReport({
  name: 'times',
  title: text('How long leads take', 'Сроки'),
  question: text('How long do leads take from stage to stage?', 'Сколько времени лиды идут от этапа к этапу?'),
  keys: ['stage', 'from'],
  needs: ['paces'],
  columns: {
    stage: words({
      ...{ kind: 'stage', label: text('Stage', 'Этап') },
      sentence: text('stage = where a lead comes to', 'этап = куда лид приходит'),
      value: ({ stage }: Line): LeadStage => stage,
    }),
    from: words({
      ...{ kind: 'stage', label: text('From', 'От этапа') },
      sentence: text('from = the last known stage before it', 'от этапа = последний известный этап перед ним'),
      value: ({ from }: Line): LeadStage => from,
    }),
    /** Leads of the scope. */
    n: figure('leads', { yields: 3 }),
    reached: {
      ...figure('came', { yields: 2 }),
      isAtLeast: ({ own, stage, from }: Line) => isAtLeast(own, stage, own[`reached.${from}`]),
    },
    /** From the stage before, over `timed` leads; whole seconds. */
    median_seconds: figure('median_seconds'),
    p90_seconds: figure('p90_seconds'),
    timed: figure('timed', { yields: 1 }),
    /** Counted from creation. */
    maturity_seconds: figure('maturity_seconds'),
    /** The share of leads that reached the stage within so many days of creation. */
    by_1d: figure('by_1d', { yields: 'hidden' }),
    by_7d: figure('by_7d', { yields: 'hidden' }),
    by_14d: figure('by_14d', { yields: 'hidden' }),
    by_30d: figure('by_30d', { yields: 'hidden' }),
    by_60d: figure('by_60d', { yields: 'hidden' }),
    by_90d: figure('by_90d', { yields: 'hidden' }),
  },
  order: [],
  blocks: tables,
  notes: notesOnTimes,
});

/**
 * A table for each group: periods in their order, and within one the group with the most leads first. The share of
 * leads that reach a stage is not told by period.
 */
async function tables(context: ReportContext, by: readonly string[]): Promise<Block<Line>[]> {
  const { margin, ripening } = context;
  const pairs = pairsOf(context);
  const dimensions = by.filter((key) => key !== PERIOD);
  const paces = new Map((await context.paces(by, pairs)).map((one) => [idOf(one.keys, by), one.paces]));
  const found = await context.incidences([...new Set(pairs.map(([, stage]) => stage))], dimensions);
  const incidences = new Map(
    found.map(({ keys, incidence }) => [`${incidence.stage} ${idOf(keys, dimensions)}`, incidence]),
  );
  const isGiven = (stage: LeadStage) =>
    ripening.maturity.has(stage) && ripening.incidences.every((one) => one.stage !== stage);
  const rows =
    by.length === 0
      ? [{ keys: new Map<string, string>(), rows: await context.cube([]) }]
      : (await context.cube(by)).map((row) => ({ keys: row.keys, rows: [row] }));
  const groups = rows
    .map(({ keys, rows: own }) => ({ keys, own: totalOf(own, context) }))
    .toSorted(
      (a, b) =>
        compareKeys(a.keys, b.keys, by.slice(0, by.length - dimensions.length)) ||
        compare(b.own.leads ?? ZERO, a.own.leads ?? ZERO) ||
        compareKeys(a.keys, b.keys, by),
    );
  return groups.map(({ keys, own }) => ({
    rows: pairs.map((pair, at): Line => {
      const [from, stage] = pair;
      const incidence = incidences.get(`${stage} ${idOf(keys, dimensions)}`) ?? null;
      const isConfigured = isGiven(stage);
      const shown = dimensions.length === 0 || isConfigured ? ripening.maturity.get(stage) : undefined;
      return {
        ...{ keys, own, margin, pair, stage, from, incidence, isConfigured },
        pace: paces.get(idOf(keys, by))?.[at] ?? NOBODY,
        maturity: shown ?? (dimensions.length > 0 && incidence ? maturityOf(incidence) : null),
      };
    }),
  }));
}

/** Each known stage from the last known one before it; and the deal from the lead. */
function pairsOf({ known, has }: ReportContext): StagePair[] {
  const steps = has.leads ? stepsBetween(known) : [];
  return steps.length > 1 && known.has('deal') ? [...steps, ['lead', 'deal']] : steps;
}

async function notesOnTimes({ explain }: ReportContext, rows: readonly Line[]): Promise<readonly Text[]> {
  const isOpen = rows.some(({ maturity }) => maturity === null);
  return [
    text(
      'median and 9 of 10 are of those who came: whoever still waits is not in them; maturity counts them too, since creation',
      'медиана и «9 из 10» — по тем, кто дошёл: кто ещё ждёт, в них не попал; созревание учитывает и их, от создания лида',
    ),
    ...(isOpen
      ? [
          text(
            'maturity is unknown where fewer than 30 leads with dates came, or more than a tenth of those who came or were lost have none: maturity: {deal: 60d} in funnel.yaml says it',
            'созревание неизвестно, где дошло меньше 30 лидов с датами или без дат больше десятой части дошедших или отказов; срок задаёт maturity: {deal: 60d} в funnel.yaml',
          ),
        ]
      : []),
    ...(explain
      ? [
          text(
            'by N days, in CSV and JSON: the share of leads that came within N days of creation (Aalen–Johansen)',
            'by_Nd в CSV и JSON: доля лидов, дошедших за N дней после создания (Аален — Йохансен)',
          ),
        ]
      : []),
  ];
}
