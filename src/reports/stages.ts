import { Bug } from '../error.js';
import { type CubeRow, compareKeys, emptyRow } from '../facts/cube.js';
import { compare, divide, type Exact, exact, fromNumber, parseExact, subtract, toNumber } from '../model/exact.js';
import { isLeadStage, LEAD_STAGES, levelOf, STAGE_LABELS, STAGES, type Stage } from '../model/funnel-stages.js';
import { type Measures, sum } from '../model/measures.js';
import { FEWEST, wilson } from '../model/metrics.js';
import { whole } from '../model/numbers.js';
import type { Cell, Column } from '../model/sheet.js';
import { counted, plural, type Text, text } from '../model/text.js';
import { defineReport, type ReportContext } from './define-report.js';
import { evidenceOf, headingsOf, lossesOf, underTitle } from './provenance-words.js';
import { keyColumn, keysOf } from './report-keys.js';

const COLUMNS: Column[] = [
  { name: 'stage', kind: 'stage', label: text('Stage', 'Этап') },
  { name: 'level', kind: 'level', label: text('Level', 'Уровень'), yields: 'hidden' },
  { name: 'reached', kind: 'quantity', label: text('Reached', 'Дошли') },
  {
    name: 'implied',
    kind: 'count',
    label: text('Unmarked', 'Без отм.'),
    note: text(
      'unmarked = the stage itself is not marked, a later one is',
      'без отм. = этап не отмечен, но отмечен более поздний',
    ),
    yields: 5,
  },
  {
    name: 'step_rate',
    kind: 'rate',
    label: text('From prev.', 'Из прошл.'),
    note: text('from prev. = reached / reached the stage before', 'из прошл. = дошли / дошли до прошлого этапа'),
  },
  { name: 'overall_rate', kind: 'rate', label: text('Of first', 'От начала'), yields: 8 },
  { name: 'lead_rate', kind: 'rate', label: text('Of leads', 'От лидов'), yields: 6 },
  {
    name: 'step_low',
    kind: 'rate',
    label: text('95% from', '95 % от'),
    note: text(
      '95% from, to = the interval that holds the true rate (Wilson)',
      '95 % от, до = границы, в которых лежит истинная доля (Уилсон)',
    ),
    yields: 'hidden',
  },
  { name: 'step_high', kind: 'rate', label: text('to', 'до'), yields: 'hidden' },
  { name: 'moved', kind: 'count', label: text('Moved on', 'Дальше'), yields: 7 },
  { name: 'lost', kind: 'count', label: text('Lost here', 'Отказов'), yields: 3 },
  { name: 'open', kind: 'count', label: text('Still open', 'В работе'), yields: 4 },
  { name: 'norm', kind: 'rate', label: text('Norm', 'Норма'), yields: 2 },
  { name: 'gap', kind: 'points', label: text('Gap', 'Разница'), yields: 1 },
  { name: 'verdict', kind: 'verdict', label: text('Verdict', 'Вывод') },
];

export const stages = defineReport({
  name: 'stages',
  title: text('Stages', 'Этапы'),
  question: text('How does each stage convert, against its norm?', 'Как конвертируется каждый этап и какова норма?'),
  async compute(context) {
    const keys = keysOf(context.scope, 'stage');
    const withSource = keys.includes('source') ? keys : [...keys, 'source'];
    const blocks = new Map<string, { keys: string[]; sources: CubeRow[] }>();
    if (keys.length === 0) blocks.set('[]', { keys: [], sources: [] });
    for (const row of await context.cube(withSource)) {
      const own = row.keys.slice(0, keys.length);
      const id = JSON.stringify(own);
      const block = blocks.get(id) ?? { keys: own, sources: [] };
      block.sources.push(row);
      blocks.set(id, block);
    }
    const computed = [...blocks.values()].map(({ keys: own, sources }) => ({
      keys: own,
      total: sum([emptyRow(context), ...sources.map(({ measures }) => measures)]),
      sources: sources.map(({ measures }) => measures),
    }));
    for (const { total } of computed) assertEachStageAddsUp(total, context);
    const inPeriod = context.scope.period ? 1 : 0;
    computed.sort(
      (a, b) =>
        compareKeys(a.keys.slice(0, inPeriod), b.keys.slice(0, inPeriod)) ||
        compare(b.total.leads ?? exact(0), a.total.leads ?? exact(0)) ||
        compareKeys(a.keys, b.keys),
    );
    const sourceAt = keys.indexOf('source');
    const totals = computed.map(({ total }) => total);
    return {
      name: 'stages',
      title: stages.title,
      columns: [...keys.map(keyColumn), ...COLUMNS],
      rows: computed.flatMap(({ keys: own, total, sources }) =>
        stageRows(total, sources, context, sourceAt >= 0 ? own[sourceAt] : undefined).map((row) => [...own, ...row]),
      ),
      notes: [...notes(totals), ...(context.explain ? await explained(sum(totals), context) : [])],
    };
  },
});

/** Reached = moved on + lost here + still open here, from lead to decision: else a lead was lost on the way. */
function assertEachStageAddsUp(total: Measures, { known, reach, has }: ReportContext): void {
  if (!has.leads || reach === 'observed') return;
  for (const [index, stage] of LEAD_STAGES.entries()) {
    if (stage === 'deal' || !known.has(stage)) continue;
    const next = LEAD_STAGES.findIndex((later, at) => at > index && known.has(later));
    // Between two known stages none can be the deepest of a lead, so that what is not here has moved on.
    const parts = [total.lost_here[index], total.open_here[index], next < 0 ? exact(0) : total.reached[next]];
    const added = parts.reduce((all, part) => all + (part?.num ?? 0n), 0n);
    if (added !== total.reached[index]?.num)
      throw new Bug(`${stage}: ${total.reached[index]?.num} reached, but ${added} moved on, lost or open`);
  }
}

export interface Step {
  stage: Stage;
  reached: Exact | null;
  /** Of the lead stages; −1 for sums out of ad statistics. */
  index: number;
}

/** A stage against the last known one before it, and against its norm. */
export interface JudgedStep extends Step {
  before: Step | undefined;
  /** The first known stage after it. */
  next: Step | undefined;
  /** What the rate is made of: it covers only sources that have both figures. */
  parts: { above: Exact; below: Exact } | null;
  rate: Exact | null;
  bounds: { low: Exact; high: Exact } | null;
  norm: Exact | null;
  verdict: string | null;
}

/** Every stage of one block of sources, in order. `source` is theirs where all of them are of one. */
export function judgeSteps(
  total: Measures,
  sources: readonly Measures[],
  context: ReportContext,
  source?: string,
): JudgedStep[] {
  const steps: Step[] = STAGES.map((stage) => {
    if (!isLeadStage(stage)) return { stage, index: -1, reached: stage === 'visit' ? total.visits : total.actions };
    const index = LEAD_STAGES.indexOf(stage);
    return { stage, index, reached: context.known.has(stage) ? (total.reached[index] ?? null) : null };
  });
  const knownSteps = steps.filter(({ reached }) => reached !== null);
  return steps.map((step) => {
    const norm = normOf(step.stage, source, context);
    if (step.reached === null)
      return {
        ...step,
        before: undefined,
        next: undefined,
        parts: null,
        rate: null,
        bounds: null,
        norm,
        verdict: null,
      };
    const before = knownSteps[knownSteps.indexOf(step) - 1];
    const next = knownSteps[knownSteps.indexOf(step) + 1];
    const parts = before ? partsOf(step, before, sources) : null;
    const rate = parts && divide(parts.above, parts.below);
    const bounds = interval(step, before, context);
    const judged = norm ? verdict(step, before, rate, norm, bounds, total, knownSteps) : null;
    return { ...step, before, next, parts, rate, bounds, norm, verdict: judged };
  });
}

function stageRows(
  total: Measures,
  sources: readonly Measures[],
  context: ReportContext,
  source: string | undefined,
): Cell[][] {
  const steps = judgeSteps(total, sources, context, source);
  const first = steps.find(({ reached }) => reached !== null);
  const leads = steps.find(({ stage }) => stage === 'lead')?.reached ?? null;
  return steps.map(({ stage, index, reached, next, rate, bounds, norm, verdict: judged }) => {
    const level = levelOf(stage);
    if (reached === null) return [stage, level, ...Array<Cell>(10).fill(null), norm, null, null];
    const isLead = level === 'lead';
    const flows = isLead && context.reach !== 'observed';
    return [
      stage,
      level,
      reached,
      flows ? (total.implied[index] ?? null) : null,
      rate,
      first ? divide(reached, first.reached as Exact) : null,
      isLead && leads ? divide(reached, leads) : null,
      bounds?.low ?? null,
      bounds?.high ?? null,
      flows ? (next?.reached ?? exact(0)) : null,
      flows ? (total.lost_here[index] ?? null) : null,
      flows ? (stage === 'deal' ? exact(0) : (total.open_here[index] ?? null)) : null,
      norm,
      norm && rate ? subtract(rate, norm) : null,
      judged,
    ];
  });
}

/** Steps out of ad statistics, and into the CRM, cover only the sources that have both figures. */
function partsOf(step: Step, before: Step, sources: readonly Measures[]): { above: Exact; below: Exact } | null {
  if (before.index >= 0) return { above: step.reached as Exact, below: before.reached as Exact };
  const of = (measures: Measures, { stage }: Step) =>
    stage === 'visit' ? measures.visits : stage === 'action' ? measures.actions : measures.leads;
  const both = sources.filter((one) => of(one, step) !== null && of(one, before) !== null);
  const add = (which: Step) => sum(both.map((one) => ({ ...one, spend: of(one, which) }))).spend;
  const [above, below] = [add(step), add(before)];
  return above && below ? { above, below } : null;
}

function interval(step: Step, before: Step | undefined, { reach }: ReportContext): { low: Exact; high: Exact } | null {
  // Into the CRM two systems are compared, not leads with leads: there the rate has no interval.
  if (!before || before.index < 0 || reach === 'observed') return null;
  const found = wilson(Number(step.reached?.num), Number(before.reached?.num));
  return found ? { low: fromNumber(found.low), high: fromNumber(found.high) } : null;
}

function normOf(stage: Stage, source: string | undefined, { norms, sameSource }: ReportContext): Exact | null {
  const own = source === undefined ? undefined : [...norms.bySource].find(([name]) => sameSource(name, source))?.[1];
  const written = own?.get(stage) ?? norms.steps.get(stage);
  return written === undefined ? null : parseExact(written);
}

function verdict(
  step: Step,
  before: Step | undefined,
  rate: Exact | null,
  norm: Exact,
  bounds: { low: Exact; high: Exact } | null,
  total: Measures,
  knownSteps: readonly Step[],
): string | null {
  if (!before) return null;
  if (compare(before.reached as Exact, FEWEST) < 0) return 'too few';
  if (rate === null) return null;
  if (step.index > 0 && isUnproven(step, total, knownSteps)) return 'unproven';
  if (before.index < 0) return compare(rate, norm) < 0 ? 'below' : compare(rate, norm) > 0 ? 'above' : 'ok';
  if (!bounds) return null;
  return compare(bounds.high, norm) < 0 ? 'below' : compare(bounds.low, norm) > 0 ? 'above' : 'ok';
}

/**
 * More than a tenth of the figure is inferred: implied by later stages, or, in the first step of the CRM, lost leads
 * of which nobody noted how far they came.
 */
function isUnproven({ index, reached }: Step, total: Measures, knownSteps: readonly Step[]): boolean {
  const overTenth = (part: Exact | null | undefined, whole: Exact | null | undefined) =>
    part && whole ? compare({ num: part.num * 10n, den: part.den }, whole) > 0 : false;
  const first = knownSteps.find((step) => step.index > 0)?.index === index;
  return overTenth(total.implied[index], reached) || (first && overTenth(total.unknown_depth, total.reached[0]));
}

/** What counts as each stage, and how many of it are implied: for whoever disputes the figures. */
async function explained(total: Measures, context: ReportContext): Promise<Text[]> {
  const said: Text[] = [];
  const line = (stage: Stage, of: Text | null) => {
    const { en, ru } = STAGE_LABELS[stage];
    if (of) said.push(text(`${en} = ${of.en}`, `${ru} = ${of.ru}`));
  };
  for (const [stage, field] of [
    ['visit', 'clicks'],
    ['action', 'actions'],
  ] as const) {
    const headings = headingsOf(context, 'ad_stats', field);
    line(stage, headings && text(`${headings.en} of ad statistics`, `${headings.ru} в статистике рекламы`));
  }
  for (const [index, stage] of LEAD_STAGES.entries()) {
    if (!context.known.has(stage)) continue;
    if (stage === 'lead') {
      line(stage, everyLead(total, context));
      continue;
    }
    const evidence = (await evidenceOf(stage, context)) ?? text('nothing in these exports', 'в этих выгрузках ничего');
    const implied = total.implied[index];
    const count = implied && implied.num > 0n ? implied.num : null;
    line(
      stage,
      count === null
        ? evidence
        : text(
            `${evidence.en}; implied by a later stage: ${whole(count, 'en')}`,
            `${evidence.ru}; выведено из более поздних этапов: ${whole(count, 'ru')}`,
          ),
    );
  }
  const lost = await lossesOf(context);
  if (lost) said.push(text(`Lost = ${lost.en}`, `Отказ = ${lost.ru}`));
  if (context.known.has('qualified') && context.known.has('contact') && context.reach === 'implied')
    said.push(
      text(
        'A conversation alone does not make a lead qualified: without more it stays a Lead',
        'Один разговор ещё не квалификация: без других отметок лид остаётся на этапе «Лид»',
      ),
    );
  return underTitle(said);
}

function everyLead({ not_handed_over: orphans }: Measures, context: ReportContext): Text {
  const created = headingsOf(context, 'crm', 'created_at');
  const count = orphans?.num ?? 0n;
  return text(
    `every lead of the CRM${created ? `, by the day in ${created.en}` : ''}${count > 0n ? `, and ${whole(count, 'en')} of ad forms that the CRM never received` : ''}`,
    `каждый лид CRM${created ? ` по дню в ${created.ru}` : ''}${count > 0n ? `, и ${whole(count, 'ru')} из рекламных форм, которых в CRM нет` : ''}`,
  );
}

function notes(totals: readonly Measures[]): Text[] {
  const unknown = sum(totals).unknown_depth;
  if (!unknown || unknown.num === 0n) return [];
  const count = toNumber(unknown, 0);
  return [
    text(
      `${counted(count, 'lost lead')}: nothing tells how far they came, so they count as lost right after Lead`,
      `${count} ${plural(count, 'отказ', 'отказа', 'отказов')}: не отмечено, до какого этапа дошли, поэтому они посчитаны как отказы сразу после этапа «Лид»`,
    ),
  ];
}
