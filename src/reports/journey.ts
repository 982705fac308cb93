import { compareKeys } from '../facts/cube-memo.js';
import { PERIOD } from '../model/dimensions.js';
import { type JourneyLine, MANY_TOUCHES, UNKNOWN_TOUCHES } from '../model/figures/journey-figures.js';
import { hasUnknownDepth, type Scoped } from '../model/figures/scoped.js';
import { type Text, text } from '../model/text.js';
import { type Block, defineReport, type Keyed } from './define-report.js';
import { directDeals } from './direct-deals.js';
import { journeyPaths } from './journey-paths.js';
import { lookbackWords } from './lookback-words.js';
import { figure, words } from './report-columns.js';
import type { ReportContext } from './report-context.js';
import { byPeriod } from './source-tables.js';

/** Leads with the same number of touches before they were created. */
interface Line extends Scoped, Keyed, JourneyLine {}

export const journey = defineReport({
  name: 'journey',
  title: text('Touches before a lead', 'Касания до лида'),
  question: text(
    'How many touches does a lead take, and what comes of it?',
    'Сколько касаний до лида и что из этого выходит?',
  ),
  keys: ['touches'],
  columns: {
    touches: words({
      kind: 'text',
      label: text('Touches', 'Касаний'),
      sentence: text(
        'touches = touches that count, before the lead was made',
        'касаний = учтённые касания до создания лида',
      ),
      value: ({ keys }: Line): string => keys.get('touches') ?? UNKNOWN_TOUCHES,
    }),
    leads: figure('leads'),
    qualified: { ...figure('qualified'), isAtLeast: hasUnknownDepth },
    deals: figure('deals'),
    revenue: figure('revenue'),
    deal_rate: figure('deal_rate'),
    /** From the first touch that counts to the creation of the lead. */
    median_days: figure('median_days'),
    /** Leads that had touches after they were created, too. */
    returns: figure('returns'),
  },
  // In the order of their numbers, as they come.
  order: [],
  ways: { 'first-last': journeyPaths },
  blocks: tables,
  behind: () => ({ table: 'journeys' }),
  notes: notesOnJourneys,
});

/** A table for each period. Its total is computed from the whole, since medians cannot be added up. */
async function tables(context: ReportContext, by: readonly string[]): Promise<Block<Line>[]> {
  const { margin, scope } = context;
  const first = scope.period ? by.slice(0, 1) : [];
  const rows = byPeriod(await context.journeys([...by, 'touches']));
  const totals = await context.journeys(first);
  const line = ({ keys, ...one }: (typeof totals)[number]): Line => ({ ...one, keys, margin });
  return totals
    .toSorted((a, b) => compareKeys(a.keys, b.keys, first))
    .map((total) => ({
      rows: (rows.get(total.keys.get(PERIOD) ?? '') ?? [])
        .toSorted((a, b) => compareKeys(a.keys, b.keys, by) || placeOf(a.keys) - placeOf(b.keys))
        .map(line),
      totals: [line({ ...total, keys: new Map([...total.keys, ['touches', '(total)']]) })],
    }));
}

const placeOf = (keys: Keyed['keys']): number => {
  const touches = keys.get('touches') ?? '';
  return touches === UNKNOWN_TOUCHES ? MANY_TOUCHES + 1 : Number.parseInt(touches, 10);
};

async function notesOnJourneys(context: ReportContext, rows: readonly Line[]): Promise<Text[]> {
  const { told } = context.touches;
  const isUnknown = rows.some(({ keys }) => keys.get('touches') === UNKNOWN_TOUCHES);
  const direct = await directDeals(context);
  return [
    ...(TOLD[told] ?? []),
    ...(isUnknown ? (UNKNOWN[told] ?? []) : []),
    ...lookbackWords(context.touches),
    ...(direct ? [direct] : []),
  ];
}

type ByTold = { readonly [Told in ReportContext['touches']['told']]?: readonly Text[] };

/** How touches are known, where there is no list of them. */
const TOLD: ByTold = {
  column: [
    text(
      'touches as a column of the CRM counts them: when and where from, no export says',
      'касаний столько, сколько записано в столбце CRM: когда и откуда они были, в выгрузках нет',
    ),
  ],
  nothing: [
    text(
      'no list of touches among the exports, and no column that counts them (touches: in columns)',
      'среди выгрузок нет касаний и нет столбца с их числом (touches: в columns)',
    ),
  ],
};

/** Why the touches of some leads are unknown. */
const UNKNOWN: ByTold = {
  column: [
    text('unknown: blank in that column, or not in the CRM', 'неизвестно: в этом столбце пусто или лида нет в CRM'),
  ],
  list: [
    text(
      'unknown: made on days that no list of touches covers, or without an ID by which one could be theirs',
      'неизвестно: созданы в дни, которых нет в касаниях, или без ID, по которому их можно было бы найти',
    ),
  ],
};
