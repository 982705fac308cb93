import { compareKeys } from '../facts/cube-memo.js';
import { PERIOD } from '../model/dimensions.js';
import type { Scoped } from '../model/figures/scoped.js';
import { text } from '../model/text.js';
import { type Block, defineReport, type Keyed } from './define-report.js';
import { figure, words } from './report-columns.js';
import type { ReportContext } from './report-context.js';
import { byPeriod } from './source-tables.js';

/** Leads whose first touch came from one source and whose last came from another, or from the same. */
interface Line extends Scoped, Keyed {}

const source = (name: 'first_source' | 'last_source', label: ReturnType<typeof text>) =>
  words({
    ...{ kind: 'text', label },
    sentence: text(
      `${label.en.toLowerCase()} = the source of that touch of the lead`,
      `${label.ru.toLowerCase()} = источник этого касания лида`,
    ),
    value: ({ keys }: Line): string | null => keys.get(name) ?? null,
  });

/** The variant of `journey` by the sources of the first and the last touch: `journey --by first-last`. */
export const journeyPaths = defineReport({
  name: 'journey',
  title: text('First and last touch of a lead', 'Первое и последнее касание лида'),
  question: text('Which source begins a way, and which ends it?', 'Какой источник начинает путь и какой заканчивает?'),
  keys: ['first_source', 'last_source'],
  columns: {
    first_source: source('first_source', text('First touch', 'Первое касание')),
    last_source: source('last_source', text('Last touch', 'Последнее касание')),
    leads: figure('leads'),
    deals: figure('deals'),
    revenue: figure('revenue'),
  },
  order: [{ falling: 'leads' }, 'keys'],
  blocks: tables,
  behind: () => ({ table: 'ways' }),
  notes: async () => [
    text(
      'leads with a touch that counts; the others have no way here',
      'лиды, у которых есть учтённое касание; остальных здесь нет',
    ),
  ],
});

async function tables(context: ReportContext, by: readonly string[]): Promise<Block<Line>[]> {
  const { margin, scope } = context;
  const first = scope.period ? by.slice(0, 1) : [];
  const rows = byPeriod(await context.journeys([...by, 'first_source', 'last_source']));
  const totals = await context.journeys(first, true);
  return totals
    .toSorted((a, b) => compareKeys(a.keys, b.keys, first))
    .map(({ keys, own }) => ({
      rows: (rows.get(keys.get(PERIOD) ?? '') ?? []).map((row) => ({ keys: row.keys, own: row.own, margin })),
      totals: [{ keys: new Map([...keys, ['first_source', '(total)']]), own, margin }],
    }));
}
