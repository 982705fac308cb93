import { compareKeys, idOf } from '../facts/cube-memo.js';
import { daysOfPeriod, earliest, latest } from '../model/dates.js';
import { isOfOutcome, PERIOD } from '../model/dimensions.js';
import { compare, exact } from '../model/exact.js';
import type { FigureName } from '../model/figures/catalogue.js';
import { evaluate } from '../model/figures/formula.js';
import type { Scored } from '../model/figures/scored-figures.js';
import { KPI_SIDES, withBeside } from '../model/kpis.js';
import type { Scope } from '../model/scope.js';
import type { Kind } from '../model/sheet.js';
import { text } from '../model/text.js';
import { type Block, defineReport } from './define-report.js';
import { figure, key, words } from './report-columns.js';
import type { ReportContext } from './report-context.js';
import { againstExpected } from './score-expected.js';
import type { ScoredGroup, ScoreLine } from './score-line.js';
import { scoreLines } from './score-lines.js';
import { notesOnScores } from './score-notes.js';
import { type Windows, windowsOf } from './score-windows.js';

const kindOf = ({ kind }: Scored): Kind => kind;
/** A difference of two rates is in percentage points. */
const kindOfChange = ({ kind }: Scored): Kind => (kind === 'rate' ? 'points' : kind);
const shown = <N extends FigureName>(name: N, width = {}) => ({ ...figure(name, width), kindOf });
const changed = <N extends FigureName>(name: N, width = {}) => ({
  ...figure(name, width),
  ...{ kindOf: kindOfChange, isChange: true },
});

const TITLE = text('Scorecard', 'Показатели отделов');
const QUESTION = text('Does each department keep what was agreed?', 'Держит ли каждый отдел то, о чём договорились?');

const COLUMNS = {
  side: words({
    ...{ kind: 'level', label: text('Side', 'Сторона') },
    sentence: text(
      'side = who answers for the figure: marketing, sales, or both',
      'сторона = кто отвечает за показатель: маркетинг, продажи или вместе',
    ),
    value: ({ side }: ScoreLine): string => side,
  }),
  kpi: words({
    ...{ kind: 'figure', label: text('Figure', 'Показатель') },
    sentence: text(
      'figure = what is measured, as kpi: in funnel.yaml says',
      'показатель = что измеряется, как задано в kpi в funnel.yaml',
    ),
    value: ({ name }: ScoreLine): string => name,
  }),
  value: shown('score_value'),
  norm: shown('score_norm'),
  gap: changed('score_gap', { yields: 2 }),
  low: shown('score_low', { yields: 'hidden' }),
  high: shown('score_high', { yields: 'hidden' }),
  n: figure('score_n', { yields: 3 }),
  previous: shown('score_previous', { yields: 1 }),
  change: changed('score_change', { yields: 1 }),
  verdict: { ...figure('score_verdict'), isLessBetter: (row: ScoreLine): boolean => row.isLessBetter },
};

const behind = ({ table, group }: ScoreLine) => ({ table, keys: group });

/** The same for each manager, and how many deals leads of the same sources bring on average in the whole company. */
const byManager = defineReport({
  ...{ name: 'scorecard', title: TITLE, question: QUESTION, keys: ['manager', 'side', 'kpi'] },
  columns: {
    manager: key('manager'),
    ...COLUMNS,
    expected: figure('expected_deals', { yields: 1 }),
    against_expected: figure('against_expected', { yields: 'hidden' }),
  },
  order: [],
  blocks: (context: ReportContext, by: readonly string[]) => tables(context, [...by, 'manager'], againstExpected),
  ...{ behind, notes: notesOnScores },
});

export const scorecard = defineReport({
  ...{ name: 'scorecard', title: TITLE, question: QUESTION, keys: ['side', 'kpi'] },
  needs: ['stages', 'answers'],
  columns: COLUMNS,
  // They come in the order of the configuration.
  order: [],
  ways: { manager: byManager },
  blocks: (context: ReportContext, by: readonly string[]) => tables(context, by),
  ...{ behind, notes: notesOnScores },
});

/**
 * A table for each period: the figures of each group, groups with most leads first, and below them those of all. `more`:
 * further lines of a group.
 */
async function tables(
  context: ReportContext,
  given: readonly string[],
  more: typeof againstExpected = async () => [],
): Promise<Block<ScoreLine>[]> {
  const by = given.filter((one) => one !== PERIOD);
  const kpis = withBeside(context.scores.kpis);
  const blocks: Block<ScoreLine>[] = [];
  for (const [period, scope] of await periodsOf(context)) {
    const first: [string, string][] = period === null ? [] : [[PERIOD, period]];
    const linesIn = async (windows: Windows, group: ScoredGroup, totals: readonly string[]) => {
      const lines = await scoreLines(context, kpis, windows, group);
      const further = totals.length === 0 ? await more(context, windows.now, group) : [];
      const own = [...first, ...totals.map((one): [string, string] => [one, '(total)']), ...group.keys];
      const inOrder = [...lines, ...further].toSorted((a, b) => KPI_SIDES.indexOf(a.side) - KPI_SIDES.indexOf(b.side));
      return inOrder.map((line) => ({
        ...line,
        isOfOutcome: isOfOutcome(context.scope),
        keys: new Map([...own, ['side', line.side], ['kpi', line.name]]),
      }));
    };
    const rows: ScoreLine[] = [];
    if (by.length > 0) {
      const windows = await windowsOf(context, period, scope, by);
      for (const group of groupsIn(windows, by)) rows.push(...(await linesIn(windows, group, [])));
    }
    const all = await windowsOf(context, period, scope, []);
    const whole = await linesIn(all, { id: idOf(new Map(), []), keys: new Map() }, by);
    blocks.push(by.length > 0 ? { rows: toldOfGroups(rows), totals: whole } : { rows: whole });
  }
  return blocks;
}

/** A figure that is known for no group stands in the totals only, such as what the leads of a manager cost. */
function toldOfGroups(rows: readonly ScoreLine[]): readonly ScoreLine[] {
  const told = new Set(rows.flatMap(({ name, value }) => (value && evaluate(value, null) ? [name] : [])));
  return rows.filter(({ name }) => told.has(name));
}

/** The days of each period within the days of the report; without periods all days. */
async function periodsOf(context: ReportContext): Promise<[string | null, Scope][]> {
  const { scope } = context;
  const own = { ...scope, by: [], period: null };
  if (scope.period === null) return [[null, own]];
  const { undated: _, ...dated } = own;
  const periods = (await context.cube([PERIOD])).map(({ keys }) => keys.get(PERIOD) ?? '');
  return periods.flatMap((period): [string, Scope][] => {
    const days = daysOfPeriod(period);
    return days ? [[period, { ...dated, from: latest(days.from, scope.from), to: earliest(days.to, scope.to) }]] : [];
  });
}

function groupsIn({ now: { sides } }: Windows, by: readonly string[]): ScoredGroup[] {
  const leads = ({ printed }: { printed: readonly { measures: { leads: ReturnType<typeof exact> | null } }[] }) =>
    printed.reduce((sum, { measures }) => sum + (measures.leads?.num ?? 0n), 0n);
  return [...sides]
    .map(([id, rows]) => ({ id, keys: rows.keys, leads: exact(leads(rows)) }))
    .toSorted((a, b) => compare(b.leads, a.leads) || compareKeys(a.keys, b.keys, by));
}
