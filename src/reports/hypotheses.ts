import { watchedFor } from '../model/came-in-time.js';
import { interval } from '../model/dates.js';
import { compare, exact } from '../model/exact.js';
import type { FigureName } from '../model/figures/catalogue.js';
import { comparedFigures, HYPOTHESIZED } from '../model/figures/compared-figures.js';
import type { Comparison } from '../model/figures/comparison.js';
import type { Judged } from '../model/figures/hypothesis-figures.js';
import { movedMix } from '../model/figures/mix-and-rate.js';
import type { AskedHypothesis, Window } from '../model/hypothesis.js';
import { without } from '../model/measures.js';
import { number } from '../model/numbers.js';
import type { Warning } from '../model/report.js';
import type { Filter, Scope } from '../model/scope.js';
import type { Kind } from '../model/sheet.js';
import { type Lang, type Text, text } from '../model/text.js';
import { type Block, defineReport, type Keyed } from './define-report.js';
import { type SideRows, sideOf, sideRows } from './followed-sides.js';
import { figure, words } from './report-columns.js';
import type { ReportContext } from './report-context.js';

interface HypothesisLine extends Judged, Keyed {}

export const kindOf = ({ hypothesis }: Judged): Kind => judgedFigure(hypothesis).figure.kind;
const kindOfChange = (row: Judged): Kind => (kindOf(row) === 'rate' ? 'points' : kindOf(row));
const shown = <N extends FigureName>(name: N) => ({ ...figure(name), kindOf });
const bound = <N extends FigureName>(name: N) => ({
  ...figure(name, { yields: 'hidden' }),
  kindOf: kindOfChange,
  isChange: true,
});

export const hypotheses = defineReport({
  name: 'hypotheses',
  title: text('Hypotheses', 'Доска гипотез'),
  question: text('Did what we changed work?', 'Сработало ли то, что мы поменяли?'),
  keys: ['name'],
  needs: ['paces'],
  columns: {
    name: words({
      ...{ kind: 'text', label: text('Hypothesis', 'Гипотеза') },
      sentence: text('hypothesis = what is changed, or might be', 'гипотеза = что меняют или могли бы'),
      value: ({ hypothesis: { name } }: HypothesisLine): string => name,
    }),
    side: words({
      ...{ kind: 'level', label: text('Side', 'Сторона'), yields: 4 },
      sentence: text('side = whose change it is', 'сторона = чьё это изменение'),
      value: ({ hypothesis: { side } }: HypothesisLine): string | null => side ?? null,
    }),
    who: words({
      ...{ kind: 'text', label: text('Who', 'Кто'), yields: 3 },
      sentence: text('who = who makes the change', 'кто = кто вносит изменение'),
      value: ({ hypothesis: { who } }: HypothesisLine): string | null => who ?? null,
    }),
    figure: words({
      ...{ kind: 'figure', label: text('Figure', 'Показатель') },
      sentence: text('figure = what it should move', 'показатель = что должно измениться'),
      value: ({ hypothesis }: HypothesisLine): string => hypothesis.figure,
    }),
    since: words({
      ...{ kind: 'moment', label: text('Since', 'С какого дня'), yields: 2 },
      sentence: text('since = the day of the change', 'с какого дня = день изменения'),
      value: ({ hypothesis: { since } }: HypothesisLine): string | null => since ?? null,
    }),
    weeks: words({
      ...{ kind: 'text', label: text('Weeks', 'Недель'), yields: 5 },
      sentence: text('weeks = over how many whole weeks it is judged', 'недель = за сколько целых недель оценивается'),
      value: ({ hypothesis: { weeks } }: HypothesisLine): string => String(weeks),
    }),
    state: words({
      ...{ kind: 'level', label: text('State', 'Состояние'), yields: 1 },
      sentence: text(
        'state = an idea without a day, planned for a later one, running until its weeks are over, then done',
        'состояние = идея без даты, запланирована на потом, идёт, пока не кончились её недели, затем завершена',
      ),
      value: ({ hypothesis: { state } }: HypothesisLine): string => state,
    }),
    before: shown('before'),
    after: shown('after'),
    n_before: figure('n_before', { yields: 'hidden' }),
    n_after: figure('n_after', { yields: 'hidden' }),
    change_share: { ...figure('hypothesis_change', { yields: 2 }), isChange: true },
    low: bound('hypothesis_low'),
    high: bound('hypothesis_high'),
    rest_change: { ...figure('rest_change', { yields: 2 }), isChange: true },
    verdict: figure('hypothesis_verdict'),
  },
  order: [],
  blocks: board,
  behind: () => ({ keys: new Map() }),
  notes: async (context, rows) => [...windowsOf(rows), ...rows.flatMap((row) => noteOnCover(row, context))],
  warnings: (rows) => rows.flatMap((row) => [...unmatched(row, 'hypotheses'), ...movedWarning(row)]),
});

const judgedFigure = ({ figure: name }: AskedHypothesis) => {
  const found = [...comparedFigures(new Set(), false), ...HYPOTHESIZED].find((one) => one.name === name);
  if (!found) throw new RangeError(`no figure ${name}`);
  return found;
};

/** Whether the figure of a hypothesis needs spend. */
function isCost(hypothesis: AskedHypothesis): boolean {
  const { among, name } = judgedFigure(hypothesis);
  return among === 'paid' || name === 'spend';
}

const [BEFORE, AFTER] = [text('before', 'до'), text('after', 'после')];

/** Keeps the order of the configuration: it is a board, and the person who keeps it has put it in order. */
async function board(context: ReportContext): Promise<Block<HypothesisLine>[]> {
  const rows: HypothesisLine[] = [];
  for (const hypothesis of await context.hypotheses()) rows.push(await lineOf(hypothesis, context));
  return [{ rows }];
}

/** A hypothesis with what came of it. */
export async function lineOf(hypothesis: AskedHypothesis, context: ReportContext): Promise<HypothesisLine> {
  const { windows, filters } = hypothesis;
  const none = { keys: new Map(), hypothesis, compared: null, rest: null };
  if (!windows || context.asOf === null || !isCovered(hypothesis, context)) return none;
  const seconds = watchedFor(windows.after.to, context.asOf);
  const whole = await bothOf(context, windows, [], seconds);
  const inside = filters.length === 0 ? whole : await bothOf(context, windows, filters, seconds);
  const comparison = ([a, b]: Both): Comparison => ({
    figure: judgedFigure(hypothesis),
    a: sideOf(context, a.scope, BEFORE, a.rows),
    b: sideOf(context, b.scope, AFTER, b.rows),
    seconds,
  });
  const rest = whole.map((all, at) => ({ ...all, rows: restOf(all.rows, (inside[at] as Windowed).rows) }));
  const isTold =
    inside !== whole && (!isCost(hypothesis) || whole.every((all, at) => isParted(all, inside[at] as Windowed)));
  return { ...none, compared: comparison(inside), rest: isTold ? comparison(rest as unknown as Both) : null };
}

interface Windowed {
  scope: Scope;
  rows: SideRows;
}
type Both = readonly [before: Windowed, after: Windowed];

async function bothOf(
  context: ReportContext,
  { before, after }: { before: Window; after: Window },
  filters: readonly Filter[],
  seconds: number,
): Promise<Both> {
  const windowed = async (window: Window): Promise<Windowed> => {
    const scope = { ...window, by: [], period: null, where: [...context.scope.where, ...filters] };
    const [rows] = (await sideRows(context, scope, Math.max(0, seconds), [])).values();
    return { scope, rows: rows ?? { keys: new Map(), printed: [], followed: [], earned: [] } };
  };
  return [await windowed(before), await windowed(after)];
}

/** What is left of all leads without the part in which the change was made, by source. */
function restOf(all: SideRows, part: SideRows): SideRows {
  const partOf = new Map(part.printed.map(({ keys, measures }) => [keys.get('source'), measures]));
  const cameOf = new Map(part.followed.map((one) => [idOfDay(one), one]));
  return {
    ...{ keys: all.keys, earned: [] },
    printed: all.printed.map(({ keys, measures }) => {
      const own = partOf.get(keys.get('source'));
      return { keys, measures: own ? without(measures, own) : measures };
    }),
    followed: all.followed.map((one) => {
      const own = cameOf.get(idOfDay(one));
      return own ? { ...one, own: without(one.own, own.own) } : one;
    }),
  };
}

/**
 * Whether the spend of the part is known. For a part by manager, for example, it is not, and then that of the rest is
 * unknown, too.
 */
function isParted({ rows: all }: Windowed, { rows: part }: Windowed): boolean {
  const spent = new Set(
    all.printed.flatMap(({ keys, measures }) => (measures.spend === null ? [] : [keys.get('source')])),
  );
  return part.printed.every(({ keys, measures }) => measures.spend !== null || !spent.has(keys.get('source')));
}

const idOfDay = ({ keys }: Keyed): string => JSON.stringify([keys.get('source'), keys.get('period')]);

/**
 * Whether exports cover both windows. Days before they begin are not days without leads, and spend without days cannot
 * be divided.
 */
function isCovered(hypothesis: AskedHypothesis, { covers }: ReportContext): boolean {
  const { windows } = hypothesis;
  if (!windows) return false;
  const { from } = windows.before;
  const { to } = windows.after;
  const holds = ({ from: first, to: last }: { from: string | null; to: string | null }) =>
    (first === null || first <= from) && (last === null || last >= to);
  return holds(covers.leads) && (!isCost(hypothesis) || (holds(covers.spend) && hypothesis.cuts.length === 0));
}

function windowsOf(rows: readonly HypothesisLine[]): Text[] {
  if (rows.length === 0)
    return [
      text(
        'no hypotheses: name them in funnel.yaml, hypotheses: [{name: …, figure: qualified_rate, since: 2026-03-02, where: {source: VK}}]',
        'гипотез нет: их задают в funnel.yaml, hypotheses: [{name: …, figure: qualified_rate, since: 2026-03-02, where: {source: VK}}]',
      ),
    ];
  return [
    text(
      'before, after: whole weeks on both sides of the day of the change, which is in neither; leads of both are followed equally long',
      'до и после: целые недели по обе стороны от дня изменения (сам день не входит); лиды прослежены одинаковый срок',
    ),
  ];
}

export function noteOnCover({ hypothesis }: HypothesisLine, context: ReportContext): Text[] {
  const { windows, name, cuts } = hypothesis;
  if (!windows || isCovered(hypothesis, context)) return [];
  if (isCost(hypothesis) && cuts.length > 0)
    return [
      text(
        `«${name}»: its weeks cut spend that has no days, so what they cost is not known (${cuts.join(', ')}): export it by day`,
        `«${name}»: её недели разрезают расход без дней, поэтому сколько на них потрачено, неизвестно (${cuts.join(', ')}): выгрузите его по дням`,
      ),
    ];
  const days = (lang: Lang) => interval(windows.before.from, windows.after.to, lang);
  return [
    text(
      `«${name}»: the exports do not cover all of its weeks, ${days('en')}`,
      `«${name}»: выгрузки покрывают не все её недели, ${days('ru')}`,
    ),
  ];
}

/**
 * The warning that no export has the value which a hypothesis or decision filters by, so there are no leads before or
 * after it.
 */
export function unmatched(
  { hypothesis: { name, unmatched: why, windows } }: HypothesisLine,
  section: 'hypotheses' | 'decisions',
): Warning[] {
  if (why === null || windows === null) return [];
  const message = text(`${section}, «${name}»: ${why.en}`, `${section}, «${name}»: ${why.ru}`);
  return [{ code: 'hypotheses-unmatched', count: 1, message }];
}

/** The share of leads that come from other sources on one side than on the other, if it is above a tenth; else null. */
function moved({ compared }: HypothesisLine) {
  const share = compared && movedMix(compared.a.sources, compared.b.sources);
  return share && compare(share, exact(1, 10)) > 0 ? share : null;
}

function movedWarning(row: HypothesisLine): Warning[] {
  const share = moved(row);
  if (!share) return [];
  const { name } = row.hypothesis;
  return [
    {
      code: 'mix-moved',
      count: 1,
      message: text(
        `«${name}»: ${number(share, 'rate', 'en')} of the leads come of other sources after the change than before: its effect and theirs cannot be told apart`,
        `«${name}»: после изменения ${number(share, 'rate', 'ru')} лидов пришли из других источников, чем до него: что дало изменение, а что источники, не различить`,
      ),
    },
  ];
}
