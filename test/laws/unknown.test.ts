import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isExact } from '../../src/model/exact.js';
import { FIGURES, type FigureName } from '../../src/model/figures/catalogue.js';
import { COUNTS } from '../../src/model/figures/counts.js';
import { answer, type Figure, partsBehind } from '../../src/model/figures/figure.js';
import { evaluate } from '../../src/model/figures/formula.js';
import { LOSSES } from '../../src/model/figures/losses.js';
import { PRICES } from '../../src/model/figures/prices.js';
import { STANDING } from '../../src/model/figures/standing.js';
import { STEP_FIGURES } from '../../src/model/figures/step-figures.js';
import { isLeadStage, LEAD_STAGES, STAGES } from '../../src/model/funnel-stages.js';
import { type MeasureName, noMeasures } from '../../src/model/measures.js';
import { REACHES } from '../../src/model/report.js';
import { REPORTS } from '../../src/reports/all-reports.js';
import { funnel } from '../cli/run.js';
import { type Exports, exportsOf } from '../findings/data.js';
import { line, lostGroup, measures, step } from '../model/subjects.js';

const NAMES = Object.keys(noMeasures()) as MeasureName[];
const figures = Object.entries(FIGURES) as [FigureName, Figure<never>][];

/** Some measures unknown, some zero, some not; what reached a stage had reached those before it. */
const someMeasures = fc
  .tuple(...NAMES.map(() => fc.oneof(fc.constant(null), fc.constant(0), fc.integer({ min: 1, max: 500 }))))
  .map((values) => {
    const all = Object.fromEntries(NAMES.map((name, at) => [name, values[at] ?? null]));
    let most = 500;
    for (const stage of LEAD_STAGES) {
      const reached = all[`reached.${stage}`];
      if (typeof reached === 'number') most = Math.min(most, reached);
      if (typeof reached === 'number') all[`reached.${stage}`] = most;
    }
    return measures(all);
  });

function holds([name, figure]: [FigureName, Figure<never>], subject: unknown): void {
  const value = answer(figure, subject as never);
  const parts = partsBehind(figure.formula, subject as never);
  const unknown = parts.filter((part) => part.of(subject as never) === null).map((part) => part.name);
  if (unknown.length > 0) expect([name, unknown, value]).toEqual([name, unknown, null]);
  const { formula } = figure;
  if (formula.op === 'over' && evaluate(formula.right, subject as never)?.num === 0n)
    expect([name, value]).toEqual([name, null]);
  if (isExact(value)) expect(value.den > 0n).toBe(true);
}

describe('what is unknown is blank', () => {
  it('in every figure of a source, whichever of its measures are unknown or zero', { tags: 'slow' }, () => {
    const ofSources = { ...COUNTS, ...PRICES, ...STANDING };
    const own = figures.filter(([name]) => name in ofSources);
    fc.assert(
      fc.property(someMeasures, someMeasures, (mine, total) => {
        for (const figure of own) holds(figure, line(mine, total));
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it('in every figure of a stage, whichever stages are unknown or empty, with a norm and without', {
    tags: 'slow',
  }, () => {
    const own = figures.filter(([name]) => name in STEP_FIGURES);
    const norms = fc.constantFrom(undefined, '0.5');
    fc.assert(
      fc.property(
        someMeasures,
        fc.constantFrom(...STAGES),
        fc.constantFrom(...REACHES),
        norms,
        (total, stage, reach, norm) => {
          const of = step(stage, total, reach, norm);
          for (const figure of own) holds(figure, of);
          // Of a stage that is unknown nothing is known but its norm; by the day of events, how many came at no known day.
          const isHeld = of.reached !== null || (isLeadStage(stage) && total[`undated.${stage}`] !== null);
          if (!isHeld)
            for (const [name, figure] of own)
              if (name !== 'norm') expect([name, answer(figure, of as never)]).toEqual([name, null]);
        },
      ),
      { seed: 7, numRuns: 500 },
    );
  });

  it('in every figure of a reason', () => {
    for (const figure of figures.filter(([name]) => name in LOSSES))
      for (const group of [
        lostGroup(),
        lostGroup({ paidFor: new Map() }),
        lostGroup({ from: new Map(), after: new Map() }),
      ])
        holds(figure, group);
  });
});

const FULL: Exports = {
  leads: [
    { count: 40, status: 'Won', source: 'VK', campaign: 'a', budget: 500, manager: 'Anna' },
    { count: 50, status: 'Qualified', source: 'VK', campaign: 'a', budget: 200, manager: 'Anna' },
    { count: 60, status: 'Lost', source: 'Google', campaign: 'b', reason: 'Too dear', manager: 'Boris' },
    { count: 35, status: 'Won', source: 'Google', campaign: 'b', budget: 900, manager: 'Boris' },
  ],
  spend: [
    { source: 'VK', campaign: 'a', cost: 1000, clicks: 100, actions: 50 },
    { source: 'Google', campaign: 'b', cost: 3000, clicks: 200, actions: 70 },
  ],
  norms: '{qualified: 0.5, deal: 0.5}',
};
const { spend: _, ...NO_ADS } = FULL;
const SPEND: MeasureName[] = ['spend', 'visits', 'actions'];
/** Statuses that show nothing between a lead and its end: then no export tells who was qualified or called. */
const ENDS_ONLY: Exports = {
  ...FULL,
  leads: FULL.leads.filter(({ status }) => status === 'Won' || status === 'Lost'),
  statuses: '{Won: deal, Lost: lost}',
};
/** Neither a status nor a rule, a date or an outcome: nothing tells who is won, who is lost, or how far anybody came. */
const NO_ENDS: Exports = { ...FULL, without: ['status'], statuses: '{}' };
const UNTOLD = LEAD_STAGES.filter((stage) => stage !== 'lead' && stage !== 'deal');

/** What exports lack or are asked for, and the measures that are unknown then in every row. */
const LACKS: [string, Exports, string[], MeasureName[]][] = [
  ['a column of revenue', { ...FULL, without: ['revenue'] }, [], ['revenue', 'pipeline', 'not_handed_over']],
  [
    'what tells who is won',
    NO_ENDS,
    [],
    [
      ...(['lost', 'won_deals', 'revenue', 'priced_deals', 'pipeline', 'not_handed_over'] as const),
      ...LEAD_STAGES.slice(1).map((stage) => `reached.${stage}` as const),
    ],
  ],
  ['ad statistics', NO_ADS, [], [...SPEND, 'not_handed_over']],
  ['managers in ad statistics', FULL, ['--by', 'manager'], SPEND],
  ['managers in ad statistics, of one', FULL, ['--where', 'manager=Anna'], SPEND],
  ['statuses between a lead and its end', ENDS_ONLY, [], UNTOLD.map((stage) => `reached.${stage}` as const)],
];

const [sources] = REPORTS.filter(({ name }) => name === 'sources') as [(typeof REPORTS)[number]];

describe('where the exports lack', () => {
  it.each(LACKS)(
    '%s, every figure made of it is blank in every row',
    { tags: 'slow' },
    async (_, exports, flags, unknown) => {
      const { out, err, code } = await funnel(['report', exportsOf(exports), '-f', 'json', ...flags]);
      expect([code, code === 0 ? '' : err]).toEqual([0, '']);
      const { reports } = JSON.parse(out) as {
        reports: Record<string, { columns: { name: string }[]; rows: unknown[][] }>;
      };
      const { columns, rows } = reports.sources ?? { columns: [], rows: [] };
      expect(rows.length).toBeGreaterThan(1);
      const blank = Object.entries(sources.columns).filter(([, { figure }]) =>
        figure
          ? partsBehind((FIGURES[figure] as unknown as Figure<never>).formula, line() as never).some((part) =>
              isOf(part.name, unknown),
            )
          : false,
      );
      expect(blank.length).toBeGreaterThan(1);
      for (const [name] of blank) {
        const at = columns.findIndex((column) => column.name === name);
        expect([name, rows.map((row) => row[at])]).toEqual([name, rows.map(() => null)]);
      }
    },
  );

  it('evidence of a stage, its row is blank but for its norm', { tags: 'slow' }, async () => {
    const { out } = await funnel(['report', exportsOf(ENDS_ONLY), '-f', 'json']);
    const { columns, rows } = JSON.parse(out).reports.stages as { columns: { name: string }[]; rows: unknown[][] };
    for (const stage of UNTOLD) {
      const row = rows.find(([name]) => name === stage) ?? [];
      const told = columns.flatMap(({ name }, at) => (row[at] === null ? [] : [name]));
      expect([stage, told]).toEqual([stage, ['stage', 'level', ...(stage === 'qualified' ? ['norm'] : [])]]);
    }
  });
});

/** `spend above zero` is of `spend`. */
const isOf = (part: string, unknown: readonly MeasureName[]): boolean =>
  unknown.some((name) => part === name || part === `${name} above zero` || part === `${name} of all`);
