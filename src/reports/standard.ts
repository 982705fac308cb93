import { compareKeys } from '../facts/cube-memo.js';
import type { StandardOf } from '../facts/standard-counts.js';
import { PERIOD } from '../model/dimensions.js';
import type { Scoped } from '../model/figures/scoped.js';
import type { StandardLine } from '../model/figures/standard-figures.js';
import { formatWhole } from '../model/numbers.js';
import { type Text, text } from '../model/text.js';
import { type Block, defineReport, type Keyed } from './define-report.js';
import { figure, words } from './report-columns.js';
import type { ReportContext } from './report-context.js';
import { byPeriod } from './source-tables.js';
import { IS_QUALIFIED, NO_STANDARD } from './standard-words.js';

/** Some leads by one criterion, or by all of them. */
interface Line extends Scoped, Keyed, StandardLine {}

export const standard = defineReport({
  name: 'standard',
  title: text('Lead standard', 'Стандарт лида'),
  question: text('Do leads hold what sales was promised?', 'Есть ли в лидах то, о чём договорились с продажами?'),
  keys: ['criterion'],
  columns: {
    criterion: words({
      kind: 'level',
      label: text('Criterion', 'Критерий'),
      sentence: text(
        'criterion = what a lead must hold, as standard: in funnel.yaml calls it; (total): all of them',
        'критерий = то, что должно быть в лиде, как это названо в standard в funnel.yaml; (total) — все вместе',
      ),
      value: ({ keys }: Line): string => keys.get('criterion') as string,
    }),
    known: figure('standard_known'),
    met: figure('standard_met'),
    met_rate: figure('standard_rate'),
  },
  // They come in the order of the configuration.
  order: [],
  blocks: tables,
  behind: ({ keys }) => ({
    table: 'standards',
    keys: new Map([...keys].filter(([key]) => key !== 'criterion')),
  }),
  notes: notesOnStandard,
});

/**
 * A table for each period: for each combination of keys the criteria and all of them together, and below all of them
 * together for the whole.
 */
async function tables(context: ReportContext, by: readonly string[]): Promise<Block<Line>[]> {
  const first = context.scope.period ? by.slice(0, 1) : [];
  const totals = (await context.standards(first)).toSorted((a, b) => compareKeys(a.keys, b.keys, first));
  const rows = by.length === first.length ? null : byPeriod(await context.standards(by));
  return totals.map((total) => {
    const own = rows?.get(total.keys.get(PERIOD) ?? '')?.toSorted((a, b) => compareKeys(a.keys, b.keys, by));
    return {
      rows: own
        ? own.flatMap((one) => [...criteriaOf(one, context), wholeOf(one, context)])
        : criteriaOf(total, context),
      totals: [wholeOf(total, context)],
    };
  });
}

const named = ({ keys }: StandardOf, criterion: string) => new Map([...keys, ['criterion', criterion]]);

const criteriaOf = (one: StandardOf, { standard: asked, margin }: ReportContext): Line[] =>
  (asked?.criteria ?? []).flatMap(({ name }, criterion) => {
    const stands = one.criteria[criterion];
    return stands ? [{ keys: named(one, name), own: one.own, margin, criterion, stands }] : [];
  });

const wholeOf = (one: StandardOf, { margin }: ReportContext): Line => ({
  ...{ keys: named(one, '(total)'), own: one.own, margin, criterion: null, stands: one.whole },
});

async function notesOnStandard(context: ReportContext): Promise<Text[]> {
  const { standard: asked } = context;
  if (!asked) return [NO_STANDARD];
  const [all] = await context.standards([]);
  const leads = Number(all?.own.leads?.num ?? 0n);
  return [
    text(
      `of ${formatWhole(leads, 'en')} leads; where a column is blank, it is not known whether the criterion is met; total: all criteria, not met where one is not, unknown where one is unknown`,
      `всего лидов: ${formatWhole(leads, 'ru')}; где столбец пуст, о критерии ничего не известно; «Всего» — все критерии вместе: не выполнен, если не выполнен хоть один, иначе неизвестно, если неизвестен хоть один`,
    ),
    ...(asked.isQualified ? [IS_QUALIFIED] : []),
  ];
}
