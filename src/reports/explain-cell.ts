import type { Behind, Wanted } from '../facts/behind.js';
import type { Exact } from '../model/exact.js';
import type { Arithmetic, ExplainedPart, Explanation } from '../model/explanation.js';
import { FIGURES, type FigureName } from '../model/figures/catalogue.js';
import type { Figure } from '../model/figures/figure.js';
import { type Formula, type Part, partsOf } from '../model/figures/formula.js';
import { partWords } from '../model/figures/part-words.js';
import { LEAD_MEASURES, type LeadCondition, type Rows } from '../model/measures.js';
import { number, toTheCent, whole } from '../model/numbers.js';
import type { Kind, Sheet } from '../model/sheet.js';
import { type Text, text } from '../model/text.js';
import type { DefinedReport } from './define-report.js';
import { readFrom } from './read-from.js';
import type { ReportColumn } from './report-columns.js';
import type { ReportContext } from './report-context.js';

/** What of one cell its own report knows: the rest of an explanation is of the whole run. */
export type ExplainedCell = Omit<Explanation, 'filters' | 'row' | 'title'> & {
  /** The rows of each part that can be listed, in the order of the parts. */
  readonly wanted: readonly (Wanted | null)[];
};

/** Explains the cell of a row in a column of a report's sheet. */
export async function explainCell(
  report: DefinedReport,
  sheet: Sheet,
  [row, at]: readonly [row: unknown, column: number],
  given: ReportContext,
): Promise<ExplainedCell> {
  const context = report.contextOf(given);
  const column = sheet.columns[at] as Sheet['columns'][number] & ReportColumn<unknown>;
  const { name, label, kind, isAtLeast } = column;
  const behind = report.behind(row, [...(context.scope.period ? ['period'] : []), ...context.scope.by]);
  const own = { report: report.name, column: name, label, kind, value: column.value(row) };
  const found = column.figure === undefined ? null : figureOf(column.figure);
  if (found === null) {
    const sentence = column.sentence ?? label;
    const leads = wholeRow(behind);
    const parts = [await explainPart(leads.part, leads.rows, behind, context, row)];
    const wanted = [{ behind, rows: leads.rows }];
    return { ...own, isAtLeast: false, sentence, formula: null, parts, wanted, leftOut: [] };
  }
  const { formula } = found;
  const named = formula.op === 'judged' ? formula.from : partsOf(formula, row);
  const parts: ExplainedPart[] = [];
  const wanted: (Wanted | null)[] = [];
  const places = new Map<string, number>();
  for (const part of named) {
    const rows = part.rows(row);
    const id = JSON.stringify([part.name, rows]);
    if (places.has(id)) continue;
    places.set(id, parts.length);
    const explained = await explainPart(part, rows, behind, context, row);
    parts.push(explained);
    wanted.push(explained.rows === null ? null : { behind, rows });
  }
  const placeOf = (part: Part<unknown>) => places.get(JSON.stringify([part.name, part.rows(row)])) ?? 0;
  return {
    ...{ ...own, isAtLeast: isAtLeast?.(row) ?? false, parts, wanted },
    sentence: column.noteOf?.(row) ?? found.sentence,
    formula: formula.op === 'judged' ? null : arithmeticOf(formula, row, placeOf),
    leftOut: [],
  };
}

const figureOf = (name: FigureName) => FIGURES[name] as unknown as Figure<unknown>;

/** What is no figure says what its row is: all of its leads. */
const wholeRow = (behind: Behind): { part: Part<unknown>; rows: Rows } => {
  const rows: Rows = { of: 'leads', measure: behind.table === 'deals_alone' ? 'won_deals' : 'leads' };
  return { rows, part: { op: 'part', name: 'leads', of: () => null, rows: () => rows } };
};

function arithmeticOf(formula: Formula<unknown>, row: unknown, placeOf: (part: Part<unknown>) => number): Arithmetic {
  if (formula.op === 'part') return { op: 'part', part: placeOf(formula) };
  if (formula.op === 'sum')
    return { op: 'sum', terms: formula.terms(row).map((term) => arithmeticOf(term, row, placeOf)) };
  const [left, right] = [formula.left, formula.right].map((one) => arithmeticOf(one, row, placeOf));
  return { op: formula.op, left: left as Arithmetic, right: right as Arithmetic };
}

async function explainPart(
  part: Part<unknown>,
  rows: Rows,
  behind: Behind,
  context: ReportContext,
  row: unknown,
): Promise<ExplainedPart> {
  const isOfRows = rows.of === 'leads' || rows.of === 'spend';
  const value = part.of(row);
  const { words, kind } = isOfRows
    ? partWords(rows.measure)
    : {
        words: CONFIGURED.get(part.name) ?? text(part.name, part.name),
        kind: CONFIGURED_KIND.get(part.name) ?? 'rate',
      };
  const [tally] = isOfRows ? await context.tallied([{ behind, rows }]) : [];
  const isUnknown = value === null && part.name !== 'leads';
  return {
    ...{
      name: part.name,
      words: inSources(wordsAs(words, rows), rows),
      kind: kindAs(part, rows, kind),
      listed: [],
    },
    value: value ?? (tally && part.name === 'leads' ? { num: BigInt(tally.count), den: 1n } : null),
    rows: tally === undefined || isUnknown ? null : { of: kindOf(rows, behind), count: tally.count },
    readFrom: FIXED[part.name]?.(context) ?? (await readFrom(rows, behind, context)),
    notes: isUnknown ? [UNKNOWN] : await notesOf(rows, behind, context, value),
  };
}

const CONFIGURED: ReadonlyMap<string, Text> = new Map([
  ['norm', text('norm', 'норма')],
  ['margin', text('margin', 'маржа')],
  ['seconds of a day', text('seconds of a day', 'секунд в сутках')],
]);

/** What no file says. */
const FIXED: Readonly<Record<string, (context: ReportContext) => Text[] | null>> = {
  margin: ({ margin }) => (margin === null ? [NO_MARGIN] : null),
  'seconds of a day': () => [],
};
const NO_MARGIN = text('none is configured: all of revenue counts', 'в настройках не задана: считается вся выручка');

const CONFIGURED_KIND: ReadonlyMap<string, Kind> = new Map([['seconds of a day', 'count']]);

const UNKNOWN = text(
  'unknown: the exports do not tell it, or not of all of them',
  'неизвестно: в выгрузках этого нет или есть не для всех',
);

const kindAs = ({ name }: Part<unknown>, rows: Rows, kind: Kind): Kind =>
  asOf(rows) === 'quantile' || name === 'maturity' ? 'seconds' : asOf(rows) === 'estimate' ? 'rate' : kind;
const asOf = (rows: Rows) => (rows.of === 'leads' ? rows.as : undefined);
const wordsAs = (words: Text, rows: Rows): Text =>
  asOf(rows) === 'quantile'
    ? text(`a time of ${words.en}`, `время: ${words.ru}`)
    : asOf(rows) === 'estimate'
      ? text(
          `an estimate (Aalen–Johansen) over all leads of the exports, by ${words.en}`,
          `оценка (Аален — Йохансен) по всем лидам выгрузок: ${words.ru}`,
        )
      : asOf(rows) === 'some'
        ? text(`some of ${words.en}, as the sentence says`, `часть из них, как сказано выше: ${words.ru}`)
        : words;

/** Where a part is of some sources alone, or of all of the table, it says so. */
function inSources(words: Text, rows: Rows): Text {
  const within = 'within' in rows ? rows.within : undefined;
  if (within?.sources && within.sources.length > 0) {
    const shown = within.sources.slice(0, MOST_SOURCES);
    const more = within.sources.length - shown.length;
    const list = shown.join(', ');
    return text(
      `${words.en} of ${list}${more > 0 ? ` and ${more} more` : ''}`,
      `${words.ru}: ${list}${more > 0 ? ` и ещё ${more}` : ''}`,
    );
  }
  return within?.table ? text(`${words.en} of the whole table`, `${words.ru} всей таблицы`) : words;
}

const MOST_SOURCES = 6;

const kindOf = (rows: Rows, { table }: Behind): NonNullable<ExplainedPart['rows']>['of'] =>
  table === 'sums' ? 'sums' : rows.of === 'spend' ? 'spend' : table === 'deals_alone' ? 'deals' : 'leads';

/** How much of a number is inferred or may be missing, and what it leaves out on purpose. */
async function notesOf(rows: Rows, behind: Behind, context: ReportContext, value: Exact | null): Promise<Text[]> {
  if (behind.table === 'sums') return [];
  if (rows.of === 'spend') return rows.measure === 'costed_spend' ? leftOfSpend(rows, behind, context) : [];
  if (rows.of !== 'leads' || value === null) return [];
  const where = LEAD_MEASURES[rows.measure].where(context.reach);
  const questions: { rows: Rows; also: LeadCondition[]; say: (count: number, of: Exact) => Text }[] = [];
  for (const condition of where) {
    if ('depth' in condition && condition.depth === 'from' && condition.stage !== 'lead') {
      const { stage } = condition;
      questions.push({ rows, also: [{ evidence: stage, not: true }], say: impliedOf });
      if (context.has.ends)
        questions.push({ rows: { ...rows, measure: 'lost' }, also: [{ flag: `unknown_${stage}` }], say: unknownOf });
    }
    if ('flag' in condition && condition.flag === 'uncosted') {
      const also = [...where.filter((one) => one !== condition), { flag: 'uncosted' } as const];
      questions.push({ rows: { ...rows, measure: 'leads' }, also, say: uncostedOf });
    }
  }
  const found = await context.tallied(questions.map(({ rows: own, also }) => ({ behind, rows: own, also })));
  return questions.flatMap(({ say }, at) => {
    const count = found[at]?.count ?? 0;
    return count > 0 ? [say(count, value)] : [];
  });
}

const impliedOf = (count: number, of: Exact): Text => {
  const share = (lang: 'en' | 'ru') => number({ num: BigInt(count) * of.den, den: of.num }, 'rate', lang);
  return of.num > 0n
    ? text(
        `${whole(count, 'en')} of them (${share('en')}) are implied: only a later stage is marked`,
        `${whole(count, 'ru')} из них (${share('ru')}) без отметки: отмечен только более поздний этап`,
      )
    : text(`${count} of them are implied`, `без отметки: ${count}`);
};

const unknownOf = (count: number): Text =>
  text(
    `of ${whole(count, 'en')} lost leads no export tells whether they came so far: depth unknown`,
    `о ${whole(count, 'ru')} отказах выгрузки не говорят, дошли ли они сюда: глубина неизвестна`,
  );

const uncostedOf = (count: number): Text =>
  text(
    `left out: ${whole(count, 'en')} created on days that the spend of their source does not cover`,
    `не вошли: ${whole(count, 'ru')}, созданы в дни, которые расход их источника не покрывает`,
  );

async function leftOfSpend(rows: Rows & { of: 'spend' }, behind: Behind, context: ReportContext): Promise<Text[]> {
  if (!context.has.openCosts) return [];
  const [open] = await context.tallied([{ behind, rows: { ...rows, measure: 'open_spend' } }]);
  const sum = open?.sum;
  return sum && sum.num !== 0n
    ? [
        text(
          `left out: ${toTheCent(sum, 'en')} of days whose cost is not known in full`,
          `не вошло: ${toTheCent(sum, 'ru')} за дни, стоимость которых известна не вся`,
        ),
      ]
    : [];
}
