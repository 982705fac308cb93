import type { Behind } from '../facts/behind.js';
import { period } from '../model/dates.js';
import { exact } from '../model/exact.js';
import type { ExplainedPart } from '../model/explanation.js';
import type { Part } from '../model/figures/formula.js';
import { wordsOf } from '../model/figures/part-words.js';
import { LEAD_STAGES, type LeadStage } from '../model/funnel-stages.js';
import type { LeadEvent } from '../model/lead-events.js';
import { LEAD_MEASURES, type LeadCondition, type LeadMeasureName, type Rows } from '../model/measures.js';
import { formatWhole, number, toTheCent } from '../model/numbers.js';
import type { Kind } from '../model/sheet.js';
import { type Lang, type Text, text } from '../model/text.js';
import { readFrom } from './read-from.js';
import type { ReportContext } from './report-context.js';

/** Explains one part of a number: what it is, the rows behind it, where these are read from, and what it leaves out. */
export async function explainPart(
  part: Part<unknown>,
  row: unknown,
  behind: Behind,
  context: ReportContext,
): Promise<ExplainedPart> {
  const rows = part.rows(row);
  const value = part.of(row);
  const [tally] = value !== null && isOfFacts(rows) ? await context.tallied([{ behind, rows }]) : [];
  const { words, kind } = wordsOf(part.name, rows);
  return {
    ...{
      name: part.name,
      words: ofSide(inSources(words, rows), rows),
      kind: kindOf(kind === 'by_figure' ? (row as { readonly kind: Kind }).kind : kind, rows, behind, context),
      value,
      listed: [],
    },
    rows: tally ? { of: tally.arePayments ? 'payments' : whatOf(rows, behind), count: tally.count } : null,
    readFrom: FIXED[part.name]?.(context) ?? (await readFrom(rows, behind, context)),
    notes: value === null ? [UNKNOWN] : await notesOf(rows, behind, context, tally?.count ?? 0),
  };
}

const isOfFacts = ({ of }: Rows): boolean => of === 'leads' || of === 'spend' || of === 'costs' || of === 'forms';

/** Parts that no file holds, with what they come from. */
const FIXED: Readonly<Record<string, (context: ReportContext) => Text[] | null>> = {
  margin: ({ margin, has }) => (has.profit ? [OWN_PROFIT] : margin === null ? [NO_MARGIN] : null),
  norm: ({ normsSaid }) => normsSaid && [normsSaid],
  'seconds of a day': () => [],
  days: () => [],
  'most of a week': () => [],
  'working days': ({ plans }) => [plans.workingDays],
  'working days passed': ({ plans }) => [plans.workingDays],
};
const OWN_PROFIT = text(
  'deals tell their profit: all of it counts, and a margin is taken of revenue only where a deal does not',
  'прибыль известна из сделок и считается вся; маржа берётся от выручки только там, где её нет',
);
const NO_MARGIN = text('none is configured: all of revenue counts', 'в настройках не задана: считается вся выручка');

const UNKNOWN = text(
  'unknown: the exports do not tell it, or not of all of them',
  'неизвестно: в выгрузках этого нет или есть не для всех',
);

/** Leads that are split over their touches are counted in fractions. */
function kindOf(kind: Kind, rows: Rows, { table }: Behind, { has }: ReportContext): Kind {
  const areCredits = has.credits && table === 'leads' && rows.of === 'leads' && !LEAD_MEASURES[rows.measure].whole;
  return areCredits && kind === 'count' ? 'credit' : kind;
}

/** Adds to the words of a part whether it is about some sources, the whole table, or all reasons. */
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
  if (within?.without) return text(`all ${words.en}`, `все ${words.ru}`);
  if (within?.period)
    return text(`${words.en} of ${period(within.period, 'en')}`, `${words.ru}, ${period(within.period, 'ru')}`);
  return within?.table ? text(`${words.en} of the whole table`, `${words.ru} всей таблицы`) : words;
}

/** Adds to the words of a part which of several scopes it is about, and how long its leads are followed. */
function ofSide(words: Text, rows: Rows): Text {
  const { scope, followed } = ('within' in rows ? rows.within : undefined) ?? {};
  if (!scope) return words;
  const time = (lang: Lang) => number(exact(followed?.seconds ?? 0), 'seconds', lang);
  return text(
    `${scope.called.en}: ${words.en}${followed ? `, within ${time('en')} of creation` : ''}`,
    `${scope.called.ru}: ${words.ru}${followed ? `, за ${time('ru')} от создания` : ''}`,
  );
}

const MOST_SOURCES = 6;

const whatOf = (rows: Rows, { table }: Behind): NonNullable<ExplainedPart['rows']>['of'] =>
  rows.of === 'costs'
    ? 'costs'
    : rows.of === 'leads' && rows.within?.alone
      ? 'deals'
      : table === 'sums'
        ? 'sums'
        : rows.of === 'spend'
          ? 'spend'
          : table === 'deals_alone'
            ? 'deals'
            : 'leads';

/**
 * Notes on a number of leads (`all`): how many of them are inferred or may be missing, and what is left out on purpose.
 */
async function notesOf(rows: Rows, behind: Behind, context: ReportContext, all: number): Promise<Text[]> {
  if (rows.of === 'costs')
    return [behind.keys.has('source') || behind.sources || rows.within?.sources ? OF_SOURCES : OF_ALL];
  if (behind.table === 'sums') return [];
  if (rows.of === 'spend') return rows.measure === 'costed_spend' ? leftOfSpend(rows, behind, context) : [];
  if (rows.of !== 'leads') return [];
  const where = LEAD_MEASURES[rows.measure].where(context.reach);
  const questions: { rows: Rows; also: LeadCondition[]; say: (count: number, of: number) => Text }[] = [];
  for (const condition of where) {
    if ('depth' in condition && condition.depth === 'from' && condition.stage !== 'lead') {
      const { stage } = condition;
      // It need not be said where a measure counts leads because the stage is implied.
      if (!where.some((one) => 'evidence' in one && one.not))
        questions.push({ rows, also: [{ evidence: stage, not: true }], say: impliedOf });
      if (context.has.ends)
        questions.push({ rows: { ...rows, measure: 'lost' }, also: [{ flag: `unknown_${stage}` }], say: unknownOf });
    }
    if ('flag' in condition && condition.flag === 'uncosted') {
      const also = [...where.filter((one) => one !== condition), { flag: 'uncosted' } as const];
      const { on } = LEAD_MEASURES[rows.measure];
      const all = context.events && on !== undefined ? EVERY_EVENT[on] : 'leads';
      questions.push({ rows: { ...rows, measure: all }, also, say: context.events ? uncostedEvents : uncostedOf });
    }
  }
  const found = await context.tallied(questions.map(({ rows: own, also }) => ({ behind, rows: own, also })));
  const said = questions.flatMap(({ say }, at) => {
    const count = found[at]?.count ?? 0;
    return count > 0 ? [say(count, all)] : [];
  });
  return (rows.as === 'estimate' ? [ESTIMATED] : []).concat(said);
}

const ESTIMATED = text(
  'an estimate (Aalen–Johansen) over all leads of the exports, whatever is asked for',
  'оценка Аалена — Йохансена по всем лидам выгрузок, что бы ни было отобрано',
);

const OF_SOURCES = text(
  'a day has its part of the month; only what the source bears, on days that its spend covers',
  'у каждого дня — его доля месяца; только затраты самого источника за дни, которые покрывает его расход',
);
const OF_ALL = text(
  'a day has its part of the month; with those that no source bears',
  'у каждого дня — его доля месяца; вместе с теми, что не отнесены ни к одному источнику',
);

const impliedOf = (count: number, of: number): Text => {
  const share = (lang: Lang) => number(exact(count, of), 'rate', lang);
  return text(
    `${formatWhole(count, 'en')} of them (${share('en')}) are implied: only a later stage is marked`,
    `${formatWhole(count, 'ru')} из них (${share('ru')}) без отметки: отмечен только более поздний этап`,
  );
};

const unknownOf = (count: number): Text =>
  text(
    `of ${formatWhole(count, 'en')} lost leads no export tells whether they came so far: depth unknown`,
    `о ${formatWhole(count, 'ru')} отказах выгрузки не говорят, дошли ли они сюда: глубина неизвестна`,
  );

/** The measure that counts all leads or deals to which a kind of event happened. */
const EVERY_EVENT: Readonly<Record<LeadEvent, LeadMeasureName>> = {
  ...(Object.fromEntries(LEAD_STAGES.map((stage) => [stage, `reached.${stage}`])) as Record<
    LeadStage,
    `reached.${LeadStage}`
  >),
  loss: 'lost',
  win: 'won_deals',
};

const uncostedEvents = (count: number): Text =>
  text(
    `left out: ${formatWhole(count, 'en')} of leads created on days that the spend of their source does not cover`,
    `не вошли: ${formatWhole(count, 'ru')} по лидам, созданным в дни, которые расход их источника не покрывает`,
  );

const uncostedOf = (count: number): Text =>
  text(
    `left out: ${formatWhole(count, 'en')} created on days that the spend of their source does not cover`,
    `не вошли: ${formatWhole(count, 'ru')}, созданы в дни, которые расход их источника не покрывает`,
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
