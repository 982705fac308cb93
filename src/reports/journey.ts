import { type JourneyLine, MANY_TOUCHES, UNKNOWN_TOUCHES } from '../model/figures/journey-figures.js';
import { hasUnknownDepth, type Scoped } from '../model/figures/scoped.js';
import { type Text, text } from '../model/text.js';
import { type Block, defineReport, type Keyed } from './define-report.js';
import { directDeals } from './direct-deals.js';
import { journeyPaths } from './journey-paths.js';
import { lookbackWords } from './lookback-words.js';
import { figure, words } from './report-columns.js';
import type { ReportContext } from './report-context.js';

/** Leads that had as many touches before they were made. */
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
    /** From the first touch that counts to the lead. */
    median_days: figure('median_days'),
    /** Leads that came again once they were leads. */
    returns: figure('returns'),
  },
  // In the order of their numbers, as they come.
  order: [],
  ways: { 'first-last': journeyPaths },
  blocks: tables,
  behind: ({ keys }: Line) => ({
    table: 'journeys',
    keys: keys.get('touches') === '(total)' ? new Map([...keys].filter(([key]) => key !== 'touches')) : keys,
  }),
  notes: notesOnJourneys,
});

/** A table per period; totals of the whole, since medians of parts are none. */
async function tables(context: ReportContext, by: readonly string[]): Promise<Block<Line>[]> {
  const { margin, scope } = context;
  const first = scope.period ? by.slice(0, 1) : [];
  const [rows, totals] = [await context.journeys([...by, 'touches']), await context.journeys(first)];
  const line = ({ keys, ...one }: (typeof rows)[number]): Line => ({ ...one, keys, margin });
  return totals
    .toSorted((a, b) => compare(first.map((key) => [a, b].map(({ keys }) => keys.get(key) ?? ''))))
    .map((total) => ({
      rows: rows
        .filter(({ keys }) => first.every((key) => keys.get(key) === total.keys.get(key)))
        .toSorted(
          (a, b) =>
            compare(by.map((key) => [a, b].map(({ keys }) => keys.get(key) ?? ''))) ||
            placeOf(a.keys) - placeOf(b.keys),
        )
        .map(line),
      totals: [line({ ...total, keys: new Map([...total.keys, ['touches', '(total)']]) })],
    }));
}

/** By code point, the first pair that differs. */
function compare(pairs: readonly string[][]): number {
  const [a = '', b = ''] = pairs.find(([one, other]) => one !== other) ?? [];
  return a === b ? 0 : a < b ? -1 : 1;
}

const placeOf = (keys: Keyed['keys']): number => {
  const touches = keys.get('touches') ?? '';
  return touches === UNKNOWN_TOUCHES ? MANY_TOUCHES + 1 : Number.parseInt(touches, 10);
};

async function notesOnJourneys(context: ReportContext, rows: readonly Line[]): Promise<Text[]> {
  const { told } = context.touches;
  const notes: Text[] = [];
  if (told === 'column')
    notes.push(
      text(
        'touches as a column of the CRM counts them: when and where from, no export says',
        'касания по столбцу CRM с их числом: когда и откуда, ни одна выгрузка не говорит',
      ),
    );
  if (told === 'nothing')
    notes.push(
      text(
        'no list of touches among the exports, and no column that counts them (touches: in columns)',
        'среди выгрузок нет касаний и нет столбца с их числом (touches: в columns)',
      ),
    );
  const unknown = rows.find(({ keys }) => keys.get('touches') === UNKNOWN_TOUCHES);
  if (unknown && told === 'list')
    notes.push(
      text(
        'unknown: made on days that no list of touches covers, or without an ID by which one could be theirs',
        'неизвестно: созданы в дни, которых нет в касаниях, или без ID, по которому их можно было бы найти',
      ),
    );
  const direct = await directDeals(context);
  return [...notes, ...lookbackWords(context.touches), ...(direct ? [direct] : [])];
}
