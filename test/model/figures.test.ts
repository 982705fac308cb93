import { describe, expect, it } from 'vitest';
import { exact } from '../../src/model/exact.js';
import { ANSWERS } from '../../src/model/figures/answer-figures.js';
import { ARRIVALS } from '../../src/model/figures/arrivals.js';
import { FIGURES, type FigureName } from '../../src/model/figures/catalogue.js';
import { COMPARISONS } from '../../src/model/figures/comparisons.js';
import { COUNTS } from '../../src/model/figures/counts.js';
import { DECIDED } from '../../src/model/figures/decided-figures.js';
import { type Figure, partsBehind } from '../../src/model/figures/figure.js';
import { labelOfRow } from '../../src/model/figures/figure-labels.js';
import { HYPOTHESES } from '../../src/model/figures/hypothesis-figures.js';
import { JOURNEYS } from '../../src/model/figures/journey-figures.js';
import { LEAKS } from '../../src/model/figures/leaks.js';
import { LOSSES } from '../../src/model/figures/losses.js';
import { PACES } from '../../src/model/figures/paces.js';
import { wordsOf } from '../../src/model/figures/part-words.js';
import { PLANS } from '../../src/model/figures/plan-figures.js';
import { PRICES } from '../../src/model/figures/prices.js';
import { RECONCILED } from '../../src/model/figures/reconciled.js';
import { REVIEWED } from '../../src/model/figures/reviewed-leads.js';
import { SCORES } from '../../src/model/figures/scored-figures.js';
import { STANDARDS } from '../../src/model/figures/standard-figures.js';
import { placesBy, STANDING } from '../../src/model/figures/standing.js';
import { STEP_FIGURES } from '../../src/model/figures/step-figures.js';
import { STUCK } from '../../src/model/figures/stuck-figures.js';
import { TREND_FIGURES } from '../../src/model/figures/trend-figures.js';
import { WEEKLY } from '../../src/model/figures/weekly-figures.js';
import { FOLLOWED_FIGURES } from '../../src/model/followed.js';
import { noMeasures } from '../../src/model/measures.js';
import type { Kind } from '../../src/model/sheet.js';
import { LANGS } from '../../src/model/text.js';
import { REPORTS } from '../../src/reports/all-reports.js';
import {
  comparison,
  judged,
  line,
  lostGroup,
  measures,
  planned,
  reconciled,
  reviewed,
  step,
  weekly,
} from './subjects.js';

const ALL = Object.entries(FIGURES) as [FigureName, Figure<never>][];
const NUMBERS_AND_JUDGEMENTS: readonly Kind[] = [
  ...(['count', 'quantity', 'rank', 'rate', 'points', 'ratio', 'money', 'unit_cost', 'seconds', 'verdict'] as const),
];
const ways = REPORTS.flatMap((report) => [report, ...Object.values(report.ways)]);
const columns = ways.flatMap(({ name, columns: own }) =>
  Object.entries(own).map(([column, { kind, figure }]) => ({ column: `${name}.${column}`, kind, figure })),
);

const paced = { pace: { median: exact(1), p90: exact(1), timed: exact(1) }, pair: ['lead', 'deal'] as const };
const arrival = { stage: 'deal', own: measures(), incidence: null, maturity: 1, isConfigured: true } as const;
const stuck = { key: 'a', age: exact(1), threshold: exact(1), amount: exact(1) };

describe('the catalogue of figures', () => {
  it('holds every number and every judgement that a report shows, but for what it says of its period', () => {
    const without = columns.filter(
      ({ column, kind, figure }) =>
        NUMBERS_AND_JUDGEMENTS.includes(kind) && figure === undefined && column !== 'trend.state',
    );
    expect(without).toEqual([]);
  });

  it('holds none that no report shows', () => {
    // Who was talked to stands under a table and in JSON, of the whole; scorecards and gates name the others.
    const changes = FOLLOWED_FIGURES.map((name) => `${name}_change`);
    const shown = new Set<string | undefined>([
      ...columns.map(({ figure }) => figure),
      ...['contacted', 'contacted_rate', 'qualified_of_worked', 'qualified_to_deal', 'lost_without_reason'],
      ...changes,
    ]);
    expect(ALL.map(([name]) => name).filter((name) => !shown.has(name))).toEqual([]);
  });

  it('gives no name twice, over all families', () => {
    const families = [
      ...[COUNTS, PRICES, STANDING, STEP_FIGURES, PACES, ARRIVALS, ANSWERS, LOSSES, JOURNEYS],
      ...[TREND_FIGURES, COMPARISONS, LEAKS, HYPOTHESES, RECONCILED, STANDARDS, PLANS, STUCK],
      ...[DECIDED, WEEKLY, REVIEWED, SCORES],
    ].flatMap((family) => Object.keys(family));
    expect(families.sort()).toEqual(Object.keys(FIGURES).sort());
  });

  it.each(ALL)('says what %s is, in one sentence of each language', (_, { label, sentence, note }) => {
    for (const lang of LANGS) {
      expect(label[lang]).not.toBe('');
      expect(sentence[lang]).toMatch(/\S+ \S+/);
      expect(sentence[lang]).not.toMatch(/[.\n]$/);
      expect(note?.[lang]).not.toBe('');
    }
  });

  it.each(ALL)('knows what %s is made of, and which rows stand behind each part', (name, of) => {
    const subject = (
      name in LEAKS
        ? { ...step('qualified', measures(), 'implied', '0.99'), intoLead: step('lead'), without: null }
        : name in JOURNEYS
          ? { median: exact(1), returns: exact(1) }
          : name in STEP_FIGURES
            ? step()
            : name in PACES
              ? paced
              : name in ARRIVALS
                ? arrival
                : name in LOSSES
                  ? lostGroup()
                  : name in HYPOTHESES || name in DECIDED
                    ? judged()
                    : name in PLANS
                      ? planned()
                      : name in COMPARISONS
                        ? comparison()
                        : name in RECONCILED
                          ? reconciled()
                          : name in STUCK
                            ? stuck
                            : name in WEEKLY
                              ? weekly()
                              : name in REVIEWED
                                ? reviewed()
                                : line()
    ) as never;
    const parts = partsBehind(of.formula, subject);
    expect(parts.length).toBeGreaterThan(0);
    for (const part of parts) {
      expect(part.name).not.toBe('');
      expect(['leads', 'spend', 'costs', 'forms', 'configuration', 'nobody']).toContain(part.rows(subject).of);
      // In words, and never by the name that it has here.
      expect(wordsOf(part.name, part.rows(subject)).words.ru).toMatch(/[а-я]/);
    }
  });
});

it('a count of the days that spend covers says so under its own heading', () => {
  const { sentence, ofEvents } = COUNTS.costed_leads;
  expect(sentence).toEqual({
    en: 'costed leads = leads of the days that the spend of their source covers',
    ru: 'лиды с расходом = лиды за дни, которые покрывает расход их источника',
  });
  expect(ofEvents?.en).toMatch(/^costed leads = leads of the period, but of leads created after/);
  expect(ofEvents?.ru).toMatch(/^лиды с расходом = лиды периода, кроме лидов, созданных/);
});

it('a figure that names a row is called as a heading, or by more words where that says too little', () => {
  const called = (name: string) => labelOfRow(name)?.en ?? null;
  expect(['within_rate', 'standard_rate', 'feedback_rate', 'against_expected'].map(called)).toEqual([
    ...['Answered in time', 'Leads that meet the standard', 'Feedback in time', 'Deals to expected'],
  ]);
  expect(['leads_per_day', 'cpl', 'feedback_due', 'none'].map(called)).toEqual([
    'Leads per day',
    'CPL',
    'Feedback due',
    null,
  ]);
});

describe('a place', () => {
  it('is shared by equals, the next one counts them all, and what lacks the figure has none', () => {
    const scoped = [30, 10, 30, 20, null].map((spend) => ({
      own: { ...noMeasures(), spend: spend === null ? null : exact(spend), costed_leads: exact(1) },
      margin: null,
    }));
    const places = (best: 'lowest' | 'highest') => {
      const found = placesBy(PRICES.cpl, best, scoped);
      return scoped.map(({ own }) => found.get(own)?.num ?? null);
    };
    expect(places('lowest')).toEqual([3n, 1n, 3n, 2n, null]);
    expect(places('highest')).toEqual([1n, 4n, 1n, 3n, null]);
  });
});
