import type { CubeRow } from '../facts/cube.js';
import { idOf } from '../facts/cube-memo.js';
import { isOfOutcome } from '../model/dimensions.js';
import { answer } from '../model/figures/figure.js';
import { LEAKS, type Leak, type Owner } from '../model/figures/leaks.js';
import { STAGE_LABELS } from '../model/funnel-stages.js';
import { join, type Text, text } from '../model/text.js';
import { type Block, defineReport, type Keyed } from './define-report.js';
import { leakOf } from './leak-of.js';
import { notesOnOutcome } from './of-outcome.js';
import { figure, words } from './report-columns.js';
import type { ReportContext } from './report-context.js';
import { shortWords } from './short-words.js';
import { sourcesUnmatched } from './sources-unmatched.js';
import { funnelGroups, stepsIn } from './stage-funnels.js';

interface Line extends Leak, Keyed {}

export const leak = defineReport({
  name: 'leak',
  title: text('Losses by stages', 'Потери по этапам'),
  question: text(
    'At which step are we short of the norm, and of what?',
    'На каком шаге не дотягиваем до нормы и чего не хватает?',
  ),
  keys: ['stage'],
  columns: {
    stage: words({
      kind: 'stage',
      label: text('Stage', 'Этап'),
      sentence: text('stage = a stage of the unified funnel', 'этап = этап единой воронки'),
      value: ({ stage }: Line) => stage,
    }),
    norm: figure('norm'),
    actual: figure('step_rate'),
    /** Leads at the stage before. */
    n: figure('step_n', { yields: 2 }),
    short_leads: figure('short_leads'),
    /** Upper bounds: they assume that all later steps go on as now. */
    short_deals: figure('short_deals', { yields: 1 }),
    short_revenue: figure('short_revenue', { yields: 1 }),
    /** The source without which most of the gap would close. */
    worst_source: words({
      kind: 'text',
      label: text('Mostly', 'Больше всего из-за'),
      sentence: text(
        'mostly = the source whose absence closes most of what is missing, with 30 leads left at least',
        'больше всего из-за = источник, без которого не хватает меньше всего; без него должно остаться не меньше 30 лидов',
      ),
      yields: 3,
      value: ({ without }: Line) => without?.source ?? null,
    }),
    rate_without: figure('rate_without', { yields: 4 }),
    owner: figure('owner', { yields: 1 }),
    verdict: figure('step_verdict'),
  },
  order: [],
  blocks: lines,
  notes: notesOnLeaks,
});

/**
 * A table for each group. The steps are in the order of the funnel: those that the exports tell, and those that have a
 * norm.
 */
async function lines(asked: ReportContext, by: readonly string[]): Promise<Block<Line>[]> {
  const context = { ...asked, unmatched: await sourcesUnmatched(asked) };
  let managed: Promise<readonly CubeRow[]> | undefined;
  let late: Promise<readonly CubeRow[]> | undefined;
  const blocks: Block<Line>[] = [];
  for (const { keys, sources, total } of await funnelGroups(context, by)) {
    const managers = async () => {
      managed ??= context.cube([...new Set([...by, 'manager'])]);
      return (await managed).filter((row) => idOf(row.keys, by) === idOf(keys, by));
    };
    const missed = async () => {
      late ??= context.missed(by);
      return (await late).find((row) => idOf(row.keys, by) === idOf(keys, by))?.measures;
    };
    const source = by.includes('source') ? keys.get('source') : undefined;
    const steps = stepsIn(total, sources, context, source);
    const rows: Line[] = [];
    for (const step of steps)
      if (step.before || step.norm)
        rows.push({ ...(await leakOf(step, steps, { sources, total, source, managers, missed }, context)), keys });
    blocks.push({ rows });
  }
  return blocks;
}

/**
 * Notes only for a report that is not broken down: what is missing, in words, and which department should start with
 * it, with the proof.
 */
async function notesOnLeaks({ norms, scope }: ReportContext, rows: readonly Line[]): Promise<readonly Text[]> {
  if (norms.steps.size + norms.bySource.size > 0 && isOfOutcome(scope)) return notesOnOutcome({ scope });
  const isWhole = scope.by.length === 0 && scope.period === null;
  if (norms.steps.size > 0) return rows.flatMap((row) => (isWhole ? (sentenceOf(row) ?? []) : []));
  if (norms.bySource.size === 0) return [NO_NORMS];
  return scope.by.includes('source') ? [] : [NORMS_OF_SOURCES];
}

const NO_NORMS = text(
  'nothing says what to expect of a step: norms: {qualified: 50%} in funnel.yaml, or --norms last-quarter for what it was',
  'не сказано, чего ждать от шага: norms: {qualified: 50%} в funnel.yaml или --norms last-quarter, чтобы сравнить с прошлым кварталом',
);
const NORMS_OF_SOURCES = text(
  'norms are of single sources alone, and of all of them together nothing says what to expect: funnel leak --by source, or norms: {qualified: 50%} in funnel.yaml',
  'нормы заданы только для отдельных источников, а чего ждать от всех вместе, не сказано: funnel leak --by source или norms: {qualified: 50%} в funnel.yaml',
);

function sentenceOf(row: Line): Text | null {
  const missing = answer(LEAKS.short_leads, row);
  if (!row.owner || !missing) return null;
  const { proof } = row;
  const who = proof ? join([WHO[row.owner], text(`(${proof.en})`, `(${proof.ru})`)], ' ') : WHO[row.owner];
  return join([join([STAGE_LABELS[row.stage], shortWords(row.stage, missing)], ': '), who], '. ');
}

const WHO: Record<Owner, Text> = {
  both: text('Both look into it', 'Разбирают вместе'),
  marketing: text('Marketing starts', 'Начинает маркетинг'),
  sales: text('Sales start', 'Начинают продажи'),
};
