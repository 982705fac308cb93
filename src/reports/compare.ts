import { text, UserError } from '../error.js';
import { compareKeys } from '../facts/cube-memo.js';
import { watchedFor } from '../model/came-in-time.js';
import { earliest, interval, latest } from '../model/dates.js';
import { exact } from '../model/exact.js';
import type { FigureName } from '../model/figures/catalogue.js';
import { comparedFigures } from '../model/figures/compared-figures.js';
import { type Comparison, isLeast } from '../model/figures/comparison.js';
import { PRICES } from '../model/figures/prices.js';
import { number } from '../model/numbers.js';
import type { Scope, Sides } from '../model/scope.js';
import type { Kind } from '../model/sheet.js';
import type { Lang, Text } from '../model/text.js';
import { type Block, defineReport, type Keyed } from './define-report.js';
import { type SideRows, sideOf, sideRows } from './followed-sides.js';
import { figure, words } from './report-columns.js';
import type { ReportContext } from './report-context.js';

/** One figure of both sides; of one group, if the report is broken down. */
interface ComparedLine extends Comparison, Keyed {}

const kindOf = ({ figure: { figure: own } }: Comparison): Kind => own.kind;
/** A difference of two rates is in percentage points. */
const kindOfChange = (row: Comparison): Kind => (kindOf(row) === 'rate' ? 'points' : kindOf(row));

const shown = <N extends FigureName>(name: N, width = {}) => ({ ...figure(name, width), kindOf });
const changed = <N extends FigureName>(name: N, width = {}) => ({
  ...figure(name, width),
  kindOf: kindOfChange,
  isChange: true,
});

const ASKED = '--a 2026-09 --b 2026-10';

export const compare = defineReport({
  name: 'compare',
  title: text('Two sides compared', 'Сравнение'),
  question: text(
    'Is one period or source really better than another?',
    'Правда ли один период или источник лучше другого?',
  ),
  asked: ASKED,
  keys: ['figure'],
  needs: ['paces'],
  columns: {
    figure: words({
      ...{ kind: 'figure', label: text('Figure', 'Показатель') },
      sentence: text('figure = what is held beside each other', 'показатель = что сравнивается'),
      value: ({ figure: { name } }: ComparedLine): string => name,
    }),
    a: { ...shown('side_a'), isAtLeast: (row: ComparedLine) => isLeast(row, 'a') },
    b: { ...shown('side_b'), isAtLeast: (row: ComparedLine) => isLeast(row, 'b') },
    n_a: figure('n_a', { yields: 'hidden' }),
    n_b: figure('n_b', { yields: 'hidden' }),
    change: changed('change', { yields: 2 }),
    change_share: { ...figure('change_share'), isChange: true },
    a_followed: shown('a_followed', { yields: 1 }),
    b_followed: shown('b_followed', { yields: 1 }),
    low: changed('change_low', { yields: 'hidden' }),
    high: changed('change_high', { yields: 'hidden' }),
    verdict: figure('compared_verdict'),
    mix: changed('mix', { yields: 3 }),
    rate: changed('by_rate', { yields: 3 }),
  },
  order: [],
  blocks: tables,
  behind: ({ keys }: ComparedLine) => ({ keys }),
  notes: notesOnSides,
});

const [A, B] = [text('A', 'A'), text('B', 'B')];

/** A table for each group that one of the sides has, in the order of their names. */
async function tables(context: ReportContext, by: readonly string[]): Promise<Block<ComparedLine>[]> {
  const { a, b } = required(context);
  const seconds = watched(context);
  const most = Math.max(0, seconds ?? 0);
  const [ofA, ofB] = [await sideRows(context, a, most, by), await sideRows(context, b, most, by)];
  const groups = new Map([...ofB, ...ofA].map(([id, { keys }]) => [id, keys]));
  return [...groups]
    .toSorted(([, one], [, other]) => compareKeys(one, other, by))
    .map(([id, keys]) => {
      const none: SideRows = { keys, printed: [], followed: [], earned: [] };
      const sides = {
        a: sideOf(context, a, A, ofA.get(id) ?? none),
        b: sideOf(context, b, B, ofB.get(id) ?? none),
      };
      const figures = comparedFigures(context.known, sides.a.days !== sides.b.days);
      return { rows: figures.map((own): ComparedLine => ({ keys, figure: own, ...sides, seconds })) };
    });
}

function required({ sides, scope }: ReportContext): Sides {
  if (scope.period !== null)
    throw new UserError(text('compare has two sides, and no periods', 'в compare две стороны, и периодов в нём нет'), {
      hint: text('by periods: funnel sources --period week', 'по периодам: funnel sources --period week'),
    });
  if (sides) return sides;
  throw new UserError(text('compare holds two sides beside each other', 'compare сравнивает две стороны'), {
    hint: text(`say which: ${ASKED}`, `укажите их: ${ASKED}`),
  });
}

/**
 * How many seconds after creation the leads of both sides are followed: as long as the side with less time allows.
 * Null: the sides or the exports have no end.
 */
function watched({ sides, asOf }: ReportContext): number | null {
  const ends = sides ? [sides.a.to, sides.b.to] : [];
  if (asOf === null || !ends.every((end) => end !== null)) return null;
  return Math.min(...ends.map((end) => watchedFor(end, asOf)));
}

async function notesOnSides(context: ReportContext, [row]: readonly ComparedLine[]): Promise<readonly Text[]> {
  const { a, b } = required(context);
  const seconds = watched(context);
  const time = (lang: Lang) => number(exact(seconds ?? 0), 'seconds', lang);
  const [ofA, ofB] = [sideInWords(a, context), sideInWords(b, context)];
  return [
    text(`A: ${ofA.en} · B: ${ofB.en}`, `A: ${ofA.ru} · B: ${ofB.ru}`),
    seconds !== null && seconds > 0
      ? text(
          `followed: what each lead had come to within ${time('en')} of its creation, on both sides; verdicts are of that`,
          `равный срок: куда лид дошёл за ${time('ru')} от создания, на обеих сторонах; по нему и вывод`,
        )
      : text(
          'the days of one side are not over, so nothing can be followed equally long: take days that ended earlier',
          'дни одной из сторон ещё не кончились, сравнить при равном сроке наблюдения нельзя: возьмите дни пораньше',
        ),
    text(
      'CPL, CPQL, per deal, ROAS and ROMI are of the sources with spend together',
      'CPL, CPQL, цена сделки, ROAS и ROMI — по всем источникам с расходом вместе',
    ),
    ...(row ? [PRICES.romi.noteOf?.({ own: row.b.paid.own, margin: row.b.margin }) ?? []].flat() : []),
    ...[partly(a, A, context), partly(b, B, context)].flat(),
    ...(await shared(context)),
  ];
}

/** Days that no export of leads covers are not days without leads: says which part of a side is covered. */
function partly({ from, to }: Scope, called: Text, { covers: { leads } }: ReportContext): Text[] {
  const [first, last] = [latest(from, leads.from), earliest(to, leads.to)];
  if (from === null || to === null || first === null || last === null || first > last) return [];
  if (first === from && last === to) return [];
  const days = (lang: Lang) => interval(first, last, lang);
  return [
    text(
      `${called.en}: exports of leads cover only ${days('en')} of it: sums lack the other days, and per day they are divided by all of them`,
      `${called.ru}: выгрузки лидов охватывают из неё только ${days('ru')}: в суммах остальных дней нет, а «в день» делится на все дни`,
    ),
  ];
}

/** `2026-10-01 to 2026-10-31, source = VK`: a side in words, without the filters that both sides share. */
function sideInWords({ from, to, where }: Scope, { scope }: ReportContext): Text {
  const own = where
    .slice(scope.where.length)
    .map(({ dimension, values, not }) => `${dimension} ${not ? '≠' : '='} ${values.join(', ')}`);
  const days = (lang: Lang) => (from === null || to === null ? [] : [interval(from, to, lang)]);
  return text([...days('en'), ...own].join(', '), [...days('ru'), ...own].join(', '));
}

/** Warns of leads that are on both sides: an interval takes the sides for two separate samples. */
async function shared(context: ReportContext): Promise<Text[]> {
  const { a, b } = required(context);
  const isSame = JSON.stringify(a) === JSON.stringify(b);
  const [from, to] = [latest(a.from, b.from), earliest(a.to, b.to)];
  if (isSame || (from !== null && to !== null && from > to)) return [];
  const rows = await context.within({ ...a, from, to, where: [...a.where, ...b.where] }).cube([]);
  const leads = rows[0]?.measures.leads;
  return leads && leads.num > 0n
    ? [
        text(
          `${number(leads, 'count', 'en')} leads are on both sides, while intervals take the sides for separate: a side without them (source!=VK) tells more`,
          `на обеих сторонах сразу лидов: ${number(leads, 'count', 'ru')}, а интервалы считают стороны независимыми; надёжнее сторона без них (source!=VK)`,
        ),
      ]
    : [];
}
