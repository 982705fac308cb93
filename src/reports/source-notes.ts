import { answer } from '../model/figures/figure.js';
import { hasUnknownDepth } from '../model/figures/scoped.js';
import { STANDING } from '../model/figures/standing.js';
import { isPositive, LEAD_MEASURES } from '../model/measures.js';
import { formatWhole } from '../model/numbers.js';
import { RESULTS } from '../model/tables.js';
import { counted, join, type Text, text } from '../model/text.js';
import { notesOnOutcome } from './of-outcome.js';
import { headingsOf, originsOf, underTitle } from './provenance-words.js';
import type { ReportContext } from './report-context.js';
import { type SourceLine, tellsRevenue, totalOf } from './source-tables.js';

export async function notesOnSources(context: ReportContext, rows: readonly SourceLine[]): Promise<Text[]> {
  const { margin, has } = context;
  const all: Text[] = rows.some(({ isPaid }) => isPaid) ? notesOnOutcome(context) : [];
  if (has.profit)
    all.push(
      text(
        'return on marketing investment (ROMI) is of the profit of deals: their own, else revenue without the cost of goods, else by the margin',
        'окупаемость маркетинга (ROMI) считается по прибыли сделок: своей, иначе выручка без себестоимости, иначе по марже',
      ),
    );
  else if (margin)
    all.push(
      text(
        'return on marketing investment (ROMI) is of gross profit: revenue × margin',
        'окупаемость маркетинга (ROMI) считается по валовой прибыли: выручка × маржа',
      ),
    );
  if (!has.revenue && has.leads && headingsOf(context, 'crm', 'revenue') === null)
    all.push(
      text(
        'no export says what deals earned: name the column under revenue in funnel.yaml',
        'ни в одной выгрузке нет выручки сделок: укажите столбец revenue в funnel.yaml',
      ),
    );
  if (rows.some(({ own }) => isPositive(own.open_costs)))
    all.push(
      text(
        'costs are known by source and by day: of part of a source that bears some, ROMI is blank',
        'затраты известны по источникам и дням: у части источника, на который они отнесены, ROMI пустая',
      ),
    );
  if (context.events) all.push(...(await undatedWins(context)));
  if (rows.some(hasUnknownDepth))
    all.push(
      context.events
        ? AT_LEAST
        : text(
            '≥ = at least: nothing tells how far many lost leads came; verdicts are by return on ad spend (ROAS) alone there',
            '≥ = не меньше: у многих отказов не отмечено, до какого этапа дошли; там вывод — только по выручке на единицу расхода (ROAS)',
          ),
    );
  else if (
    !context.events &&
    !context.known.has('qualified') &&
    rows.some((row) => answer(STANDING.quadrant, row) !== null)
  )
    all.push(
      text(
        'no export tells who is qualified: verdicts are by return on ad spend (ROAS) alone',
        'ни одна выгрузка не говорит, кто квалифицирован: вывод — только по выручке на единицу расхода (ROAS)',
      ),
    );
  if (rows.some(({ row }) => row === 'aggregate')) all.push(sumsNote(context));
  return [...all, ...(context.explain ? await explained(context) : [])];
}

const AT_LEAST = text(
  '≥ = at least: nothing tells how far many lost leads came',
  '≥ = не меньше: у многих отказов не отмечено, до какого этапа дошли',
);

/** By the day of events a won deal without a date is in no figure: says how many there are. */
async function undatedWins(context: ReportContext): Promise<Text[]> {
  const { undated_wins: undated } = totalOf(await context.cube([]), context);
  const alone = await context.undatedAlone();
  return [
    ...(isPositive(undated)
      ? [
          text(
            `${counted(Number(undated.num), 'won deal')} of leads created in these days without a date: in no figure here`,
            `выигранных сделок без даты по лидам этих дней: ${formatWhole(undated.num, 'ru')}; их нет ни в одном показателе`,
          ),
        ]
      : []),
    ...(alone > 0
      ? [
          text(
            `${counted(alone, 'won deal')} without a lead, created in these days, without a date: in no row`,
            `выигранных сделок без лида и без даты, созданных в эти дни: ${formatWhole(alone, 'ru')}; их нет ни в одной строке`,
          ),
        ]
      : []),
  ];
}

/** Says what the rows below the total are, and which columns they come from. */
function sumsNote(context: ReportContext): Text {
  const read = RESULTS.flatMap((field) => headingsOf(context, 'agg', field) ?? []);
  const list = join(read, ', ');
  return text(
    `below Total: sums as a sheet has them (${list.en}), in no total and in no stage; spend as the sheet says, else that of ad statistics for its source on its days`,
    `ниже «Всего» — суммы из таблицы, как они в ней стоят (${list.ru}): ни в итогах, ни в этапах их нет; расход — из самой таблицы, иначе из статистики рекламы за её источник и дни`,
  );
}

const SPEND_VAT = {
  with: text('with VAT', 'с НДС'),
  without: text('without VAT', 'без НДС'),
  both: text('with VAT in some exports and without it in others', 'в одних выгрузках с НДС, в других без НДС'),
};

/** For those who doubt the figures: which headings are money, what named the sources, and what a verdict compares. */
async function explained(context: ReportContext): Promise<Text[]> {
  const said: Text[] = [];
  const spend = headingsOf(context, 'ad_stats', 'cost');
  if (spend) {
    const { en, ru } = SPEND_VAT[context.spendVat];
    said.push(text(`Spend = ${spend.en} of ad statistics, ${en}`, `Расход = ${spend.ru} в статистике рекламы, ${ru}`));
  }
  const revenue = headingsOf(context, 'payments', 'amount') ?? headingsOf(context, 'crm', 'revenue');
  if (revenue && (await tellsRevenue(context)))
    said.push(text(`Revenue = ${revenue.en} of won deals`, `Выручка = ${revenue.ru} выигранных сделок`));
  const pipeline = headingsOf(context, 'crm', 'amount');
  if (pipeline && LEAD_MEASURES.pipeline.isKnown(context))
    said.push(text(`Pipeline = ${pipeline.en} of open leads`, `Сумма в работе = ${pipeline.ru} открытых лидов`));
  const origins = originsOf(context);
  if (origins) said.push(text(`Source of a lead = ${origins.en}`, `Источник лида = ${origins.ru}`));
  if (spend && LEAD_MEASURES.revenue.isKnown(context) && !context.events)
    said.push(
      text(
        'Verdict: cheaper or dearer is the cost per lead (CPL) against all other sources with spend together; good is where of the cost per qualified lead (CPQL) and the return on ad spend (ROAS) one is better and none worse; a difference of a tenth at most is none',
        'Вывод: дешевле или дороже — цена лида (CPL) против всех остальных источников с расходом вместе; хорошо — когда из цены квалифицированного лида (CPQL) и выручки на единицу расхода (ROAS) что-то лучше и ничто не хуже; разница до десятой части не в счёт',
      ),
    );
  return underTitle(said);
}
