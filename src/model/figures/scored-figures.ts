import { compare, type Exact } from '../exact.js';
import type { KpiName, KpiSide } from '../kpis.js';
import type { Kind } from '../sheet.js';
import { type Text, text } from '../text.js';
import { figure, judged } from './figure.js';
import { evaluate, type Formula, minus, type Part, part } from './formula.js';

/** What a row of a scorecard measures; the last is of a single manager. */
type ScoredName = KpiName | 'against_expected';

/** One figure of one department, with what it is held against. */
export interface Scored {
  readonly name: ScoredName;
  readonly side: KpiSide;
  readonly kind: Kind;
  /** As reports print it; null: nothing tells. */
  readonly value: Formula<unknown> | null;
  /** What it is divided by; null: a sum is of nothing. */
  readonly n: Part<unknown> | null;
  readonly norm: Formula<unknown> | null;
  /** The 95 % interval of the value; of a sum that is known there is none. */
  readonly bounds: { readonly low: Exact; readonly high: Exact } | null;
  /** The same figure for as many days before, both followed equally long; null: the exports do not tell. */
  readonly before: { readonly previous: Formula<unknown>; readonly now: Formula<unknown> } | null;
  /** Deals that were to be expected, of the row that is held against them. */
  readonly expected: Formula<unknown> | null;
  /** Why nothing can be said of it, and that in words. */
  readonly doubt: { readonly word: ScoreDoubt; readonly told: Text | null } | null;
  /** Its leads are chosen by what became of them: nothing is judged. */
  readonly isOfOutcome?: boolean;
  /** More of it is worse: what it costs. */
  readonly isLessBetter: boolean;
}

type ScoreDoubt = 'too few' | 'too early' | 'unproven';
type ScoreVerdict = 'above' | 'ok' | 'below' | ScoreDoubt;

const NONE: Part<unknown> = part(
  'nothing comparable',
  () => null,
  () => ({ of: 'nobody' }),
);
const ofRow = <K extends Kind>(kind: K, label: Text, sentence: Text, of: (row: Scored) => Formula<unknown> | null) =>
  figure<Scored, K>({ kind, label, sentence, formula: { op: 'sum', terms: (row) => [of(row) ?? NONE] } });

const N: Part<Scored> = part(
  'n',
  ({ n }) => n?.of(null) ?? null,
  ({ n }) => n?.rows(null) ?? { of: 'nobody' },
);
const NORM: Part<Scored> = part(
  'agreed',
  ({ norm }) => norm && evaluate(norm, null),
  () => ({ of: 'configuration' }),
);

/**
 * If several verdicts apply, the order is: blank, too few, too early, unproven, then whether the whole interval lies
 * beyond the norm.
 */
function verdictOf({ value, norm: agreed, bounds, doubt, isOfOutcome }: Scored): ScoreVerdict | null {
  const [found, norm] = [value && evaluate(value, null), agreed && evaluate(agreed, null)];
  if (found === null || norm === null || isOfOutcome) return null;
  if (doubt) return doubt.word;
  if (compare(bounds?.high ?? found, norm) < 0) return 'below';
  return compare(bounds?.low ?? found, norm) > 0 ? 'above' : 'ok';
}

const bound = (end: 'low' | 'high', label: Text) =>
  judged({
    kind: 'by_figure',
    label,
    sentence: text(
      `the ${end === 'low' ? 'lower' : 'upper'} end of the 95% interval of the value: shares by Wilson, costs by the inverse of the interval of the count per unit of spend (as much wider as the count varies more from day to day), what is earned by 2,000 compound draws of its deals; a sum has none`,
      `${end === 'low' ? 'нижняя' : 'верхняя'} граница 95 % интервала значения: доли — Уилсон, цены — обратный интервал числа на единицу расхода (тем шире, чем сильнее оно скачет по дням), выручка — 2 000 составных розыгрышей сделок; у сумм интервала нет`,
    ),
    from: [N],
    judge: ({ bounds }: Scored): Exact | null => bounds?.[end] ?? null,
  });

export const SCORES = {
  score_value: ofRow(
    'by_figure',
    text('Value', 'Значение'),
    text(
      'value = the figure of the row, as reports print it; costs and returns are of the sources with spend together, what is planned is by the day of the deal',
      'значение = показатель строки, как в отчётах; цены и отдача — по источникам с расходом вместе, то, что в плане, — по дню сделки',
    ),
    ({ value }) => value,
  ),
  score_norm: ofRow(
    'by_figure',
    text('Norm', 'Норма'),
    text(
      'norm = what kpi or norms of funnel.yaml say; of what is planned, the part of the plan that is due by now',
      'норма = то, что задано в kpi или norms в funnel.yaml; у того, что в плане, — часть плана, которая должна быть выполнена к этому дню',
    ),
    ({ norm }) => norm,
  ),
  score_gap: ofRow(
    'by_figure',
    text('Gap', 'Разница'),
    text('gap = value − norm', 'разница = значение − норма'),
    ({ value, norm }) => value && norm && minus(value, norm),
  ),
  score_low: bound('low', text('95% from', '95 % от')),
  score_high: bound('high', text('to', 'до')),
  score_n: figure<Scored, 'count'>({
    kind: 'count',
    label: text('Of', 'Из'),
    sentence: text(
      'of = what the figure is divided by; a sum is divided by nothing',
      'из = на что делится показатель; сумма ни на что не делится',
    ),
    formula: N,
  }),
  score_previous: ofRow(
    'by_figure',
    text('Before', 'Раньше'),
    text(
      'before = the figure of as many days just before, of what each lead had come to within the time for which both are followed',
      'раньше = показатель за столько же дней прямо перед этими: куда лид дошёл за срок, одинаковый для обоих периодов',
    ),
    ({ before }) => before?.previous ?? null,
  ),
  score_change: ofRow(
    'by_figure',
    text('Change', 'Изменение'),
    text(
      'change = the figure of these days, each lead followed as long, − before',
      'изменение = показатель за эти дни при том же сроке наблюдения − раньше',
    ),
    ({ before }) => before && minus(before.now, before.previous),
  ),
  score_verdict: judged({
    kind: 'verdict',
    label: text('Verdict', 'Вывод'),
    sentence: text(
      'verdict = below or above where the whole interval of the value lies on that side of the norm; a sum is held against what is due as it is; without a norm there is none',
      'вывод = ниже или выше, если весь интервал значения лежит по эту сторону нормы; сумма сравнивается с тем, что должно быть, как есть; без нормы вывода нет',
    ),
    from: [NORM],
    judge: verdictOf,
    told: ({ doubt }: Scored) => doubt?.told ?? null,
  }),
  expected_deals: ofRow(
    'quantity',
    text('Expected deals', 'Ожидалось сделок'),
    text(
      "expected deals = of each source the manager's leads × deals / leads of the whole company in that source, added up",
      'ожидалось сделок = по каждому источнику лиды менеджера × сделки / лиды всей компании в этом источнике, в сумме',
    ),
    ({ expected }) => expected,
  ),
  against_expected: ofRow(
    'ratio',
    text('To expected', 'К ожидаемому'),
    text(
      'to expected = deals / expected deals: above 1 there are more than leads of these sources bring',
      'к ожидаемому = сделки / ожидалось сделок: больше 1 — сделок больше, чем приносят лиды этих источников',
    ),
    ({ expected, value }) => expected && value,
  ),
} as const;
