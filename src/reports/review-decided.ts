import type { Judged } from '../model/figures/hypothesis-figures.js';
import type { Decision } from '../model/review.js';
import { counted, type Text, text } from '../model/text.js';
import { type Block, defineReport, type Keyed } from './define-report.js';
import { kindOf, lineOf, noteOnCover, unmatched } from './hypotheses.js';
import { figure, words } from './report-columns.js';
import type { ReportContext } from './report-context.js';

interface DecidedLine extends Judged, Keyed {
  readonly decision: Decision;
}

/** So many can be read out in a few minutes. */
const MOST = 5;

export const reviewDecided = defineReport({
  name: 'review_decided',
  title: text('1. Decided last time', '1. Что решили в прошлый раз'),
  question: text('What came of what was decided?', 'Что вышло из прошлых решений?'),
  keys: ['what'],
  needs: ['paces'],
  isOfWeek: true,
  columns: {
    what: words({
      ...{ kind: 'text', label: text('Decision', 'Решение') },
      sentence: text('decision = what was decided', 'решение = что решили'),
      value: ({ decision: { what } }: DecidedLine): string => what,
    }),
    who: words({
      ...{ kind: 'text', label: text('Who', 'Кто'), yields: 1 },
      sentence: text('who = who does it', 'кто = кто делает'),
      value: ({ decision: { who } }: DecidedLine): string | null => who ?? null,
    }),
    since: words({
      ...{ kind: 'moment', label: text('Since', 'С') },
      sentence: text('since = the day from which on it holds', 'с = день, с которого решение действует'),
      value: ({ decision: { since } }: DecidedLine): string => since,
    }),
    figure: words({
      ...{ kind: 'figure', label: text('Figure', 'Показатель') },
      sentence: text('figure = by what it is looked at', 'показатель = по чему судим'),
      value: ({ decision }: DecidedLine): string | null => decision.figure ?? null,
    }),
    before: { ...figure('decided_before'), kindOf },
    after: { ...figure('decided_after'), kindOf },
    n: figure('decided_n', { yields: 2 }),
    word: figure('decided_word'),
  },
  // They come with the latest first.
  order: [],
  blocks: lines,
  behind: () => ({ keys: new Map() }),
  notes: notesOnDecided,
  warnings: (rows) => rows.flatMap((row) => unmatched(row, 'decisions')),
});

async function lines(context: ReportContext): Promise<Block<DecidedLine>[]> {
  const all = await context.review.decisions();
  const rows: DecidedLine[] = [];
  for (const { decision, judged } of context.review.asked.full ? all : all.slice(0, MOST))
    rows.push({ ...(await lineOf(judged, context)), decision });
  return [{ rows }];
}

async function notesOnDecided(context: ReportContext, rows: readonly DecidedLine[]): Promise<Text[]> {
  if (rows.length === 0) return [NONE];
  const more = (await context.review.decisions()).length - rows.length;
  return [
    ...rows.flatMap((row) => noteOnCover(row, context)),
    ...(more > 0
      ? [text(`${counted(more, 'earlier decision')}: --full`, `более ранние решения, ещё ${more}: --full`)]
      : []),
  ];
}

const NONE = text(
  'no decisions: write them down in funnel.yaml, decisions: [{since: 2026-11-09, what: …, who: …, figure: qualified_rate, where: {source: VK}}]',
  'решений нет: запишите их в funnel.yaml, decisions: [{since: 2026-11-09, what: …, who: …, figure: qualified_rate, where: {source: VK}}]',
);
