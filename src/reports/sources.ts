import { type CubeRow, compareKeys, emptyRow } from '../facts/cube.js';
import { compare, divide, type Exact, exact, fromNumber } from '../model/exact.js';
import { LEAD_STAGES } from '../model/funnel-stages.js';
import { isPositive, type Measures, sum } from '../model/measures.js';
import { FEWEST, METRICS, type MetricName, metric, wilson } from '../model/metrics.js';
import type { Cell, Column } from '../model/sheet.js';
import { type Text, text } from '../model/text.js';
import { defineReport, type ReportContext } from './define-report.js';
import { headingsOf, originsOf, underTitle } from './provenance-words.js';
import { byPeriod, keyColumn, keysOf } from './report-keys.js';

/** A verdict needs as many deals, unless the deal rate is clearly below the baseline's. */
const FEWEST_DEALS = exact(10);

const figure = (name: MetricName, yields?: Column['yields']): Column => {
  const { kind, label, sentence } = METRICS[name];
  return { name, kind, label, note: sentence, ...(yields === undefined ? {} : { yields }) };
};

const COLUMNS: Column[] = [
  keyColumn('source'),
  { name: 'spend', kind: 'money', label: text('Spend', 'Расход') },
  { name: 'visits', kind: 'count', label: text('Visits', 'Переходы'), yields: 14 },
  { name: 'actions', kind: 'quantity', label: text('Actions', 'Действия'), yields: 15 },
  { name: 'leads', kind: 'count', label: text('Leads', 'Лиды') },
  { name: 'not_handed_over', kind: 'count', label: text('Not in CRM', 'Нет в CRM'), yields: 12 },
  { name: 'lost', kind: 'count', label: text('Lost', 'Отказы'), yields: 11 },
  { name: 'qualified', kind: 'count', label: text('Qualified', 'Квал.'), yields: 3 },
  { name: 'deals', kind: 'count', label: text('Deals', 'Сделки') },
  { name: 'revenue', kind: 'money', label: text('Revenue', 'Выручка'), yields: 2 },
  figure('average_deal', 16),
  {
    name: 'pipeline',
    kind: 'money',
    label: text('Pipeline', 'В работе'),
    note: text('pipeline = amounts of open leads', 'в работе = суммы открытых лидов'),
    yields: 13,
  },
  figure('cpl'),
  figure('cpql', 4),
  figure('cost_per_deal', 8),
  figure('revenue_per_lead', 17),
  figure('qualified_rate', 9),
  figure('deal_rate', 10),
  figure('roas', 1),
  figure('romi', 7),
  { name: 'spend_share', kind: 'rate', label: text('Of spend', 'Доля расхода'), yields: 18 },
  { name: 'revenue_share', kind: 'rate', label: text('Of revenue', 'Доля выручки'), yields: 19 },
  {
    name: 'cpl_rank',
    kind: 'rank',
    label: text('# by CPL', '№ по CPL'),
    note: text(
      '# by CPL, # by ROMI = place by cost per lead, by return on marketing investment; 1 is best',
      '№ по CPL, № по ROMI = место по цене лида и по окупаемости маркетинга; 1 — лучшее',
    ),
    yields: 5,
  },
  { name: 'romi_rank', kind: 'rank', label: text('# by ROMI', '№ по ROMI'), yields: 5 },
  { name: 'verdict', kind: 'verdict', label: text('Verdict', 'Вывод') },
];

export const sources = defineReport({
  name: 'sources',
  title: text('Sources', 'Источники'),
  question: text(
    'What does a lead of each source cost, and what does it earn?',
    'Сколько стоит лид каждого источника и сколько приносит?',
  ),
  async compute(context) {
    const keys = keysOf(context.scope, 'source');
    const rows = await context.cube([...keys, 'source']);
    // What the sources with spend have together is the same table however finely it is broken down.
    const bySource = byPeriod(
      await context.cube([...(context.scope.period ? ['period'] : []), 'source']),
      context.scope,
    );
    return {
      name: 'sources',
      title: sources.title,
      columns: [...keys.map(keyColumn), ...COLUMNS],
      rows: bySource.flatMap(([period, whole]) =>
        tableOf(
          rows.filter((row) => period === null || row.keys[0] === period),
          whole,
          period,
          keys,
          context,
        ),
      ),
      notes: [...notes(context), ...(context.explain ? explained(context) : [])],
    };
  },
});

/** One table: a row per source (and breakdown), then the paid ones together, then all. */
function tableOf(
  rows: readonly CubeRow[],
  whole: readonly CubeRow[],
  period: string | null,
  keys: readonly string[],
  context: ReportContext,
): Cell[][] {
  const sorted = [...rows].sort(
    (a, b) =>
      byAmount(a.measures.spend, b.measures.spend) ||
      byAmount(a.measures.leads, b.measures.leads) ||
      compareKeys(a.keys, b.keys),
  );
  const paid = rows.some(({ measures }) => measures.spend !== null) ? paidOf(whole) : [];
  const total = totalOf(rows, context);
  const baseline = totalOf(paid, context);
  const cpl = ranks(rows, (row) => metric('cpl', row.measures, context), 1);
  const romi = ranks(rows, (row) => metric('romi', row.measures, context), -1);
  const lead = (label: string): Cell[] => [...keys.map((key) => (key === 'period' ? period : null)), label];
  const line = (measures: Measures, ranked: Cell[]): Cell[] => [...figures(measures, total, context), ...ranked];
  return [
    ...sorted.map((row) => [
      ...row.keys,
      ...line(row.measures, [cpl.get(row) ?? null, romi.get(row) ?? null, verdict(row.measures, baseline, context)]),
    ]),
    ...(paid.length > 0 ? [[...lead('(paid)'), ...line(baseline, [null, null, null])]] : []),
    [...lead('(total)'), ...line(total, [null, null, null])],
  ];
}

/** The baseline: all sources with spend above zero. */
export const paidOf = (rows: readonly CubeRow[]): CubeRow[] =>
  rows.filter(({ measures }) => isPositive(measures.spend));

export const totalOf = (rows: readonly CubeRow[], context: ReportContext): Measures =>
  sum([emptyRow(context), ...rows.map(({ measures }) => measures)]);

/** Falling, unknown last. */
const byAmount = (a: Exact | null, b: Exact | null): number =>
  a === null || b === null ? Number(a === null) - Number(b === null) : compare(b, a);

function figures(measures: Measures, total: Measures, context: ReportContext): Cell[] {
  const { spend, visits, actions, leads, not_handed_over, lost, revenue, pipeline } = measures;
  const of = (name: MetricName) => metric(name, measures, context);
  const share = (part: Exact | null, whole: Exact | null) => (part && whole ? divide(part, whole) : null);
  const known = (stage: 'qualified' | 'deal') =>
    context.known.has(stage) ? (measures.reached[LEAD_STAGES.indexOf(stage)] ?? null) : null;
  const qualified = known('qualified');
  const deals = known('deal');
  return [
    spend,
    visits,
    actions,
    leads,
    not_handed_over,
    lost,
    qualified,
    deals,
    revenue,
    of('average_deal'),
    pipeline,
    of('cpl'),
    qualified && of('cpql'),
    deals && of('cost_per_deal'),
    of('revenue_per_lead'),
    qualified && of('qualified_rate'),
    deals && of('deal_rate'),
    of('roas'),
    of('romi'),
    share(spend, total.spend),
    share(revenue, total.revenue),
  ];
}

/** Places by a metric, 1 is best, ties share a place; rows without the metric have none. */
function ranks(
  rows: readonly CubeRow[],
  value: (row: CubeRow) => Exact | null,
  direction: 1 | -1,
): Map<CubeRow, Exact> {
  const valued = rows.flatMap((row) => {
    const found = value(row);
    return found ? [{ row, found }] : [];
  });
  return new Map(
    valued.map(({ row, found }) => [
      row,
      exact(1 + valued.filter((other) => direction * compare(other.found, found) < 0).length),
    ]),
  );
}

/** Cheap by CPL, qualified by CPQL and ROAS together: against all sources with spend. Source: definitions, "Money". */
export function verdict(own: Measures, baseline: Measures, context: ReportContext): string | null {
  if (!isPositive(own.spend) || own.revenue === null || !context.known.has('qualified') || !context.known.has('deal'))
    return null;
  const deals = own.reached[LEAD_STAGES.indexOf('deal')];
  const leads = own.leads;
  if (!leads || !deals || compare(leads, FEWEST) < 0) return 'too few';
  if (compare(deals, FEWEST_DEALS) < 0 && !clearlyBelow(deals, leads, metric('deal_rate', baseline, context)))
    return 'too few';
  // Where there is nothing else to compare with, a source would be compared with itself.
  if (own.spend && baseline.spend && compare(own.spend, baseline.spend) === 0) return null;
  const cheap = isBetter('cpl', own, baseline, context) ? 'cheap' : 'dear';
  const [cpql, roas] = [isBetter('cpql', own, baseline, context), isBetter('roas', own, baseline, context)];
  return cpql !== roas ? 'mixed' : `${cheap}_${cpql ? 'qualified' : 'weak'}`;
}

/** Prices are better below, returns above. */
export function isBetter(
  name: 'cpl' | 'cpql' | 'roas',
  own: Measures,
  baseline: Measures,
  context: ReportContext,
): boolean {
  const [mine, theirs] = [metric(name, own, context), metric(name, baseline, context)];
  const direction = name === 'roas' ? -1 : 1;
  // No qualified lead at all is the dearest there is.
  return mine !== null && (theirs === null || direction * compare(mine, theirs) < 0);
}

/** Whether a deal rate is below the baseline's with its whole interval. */
export function clearlyBelow(deals: Exact, leads: Exact, baseline: Exact | null): boolean {
  const bounds = wilson(Number(deals.num), Number(leads.num));
  return bounds !== null && baseline !== null && compare(fromNumber(bounds.high), baseline) < 0;
}

/** Which headings are money, what named the sources, what a verdict compares: for whoever disputes the figures. */
function explained(context: ReportContext): Text[] {
  const said: Text[] = [];
  const spend = headingsOf(context, 'ad_stats', 'cost');
  if (spend)
    said.push(
      text(`Spend = ${spend.en} of ad statistics, without VAT`, `Расход = ${spend.ru} в статистике рекламы, без НДС`),
    );
  const revenue = headingsOf(context, 'crm', 'revenue');
  if (revenue) said.push(text(`Revenue = ${revenue.en} of won deals`, `Выручка = ${revenue.ru} выигранных сделок`));
  const pipeline = headingsOf(context, 'crm', 'amount');
  if (pipeline) said.push(text(`Pipeline = ${pipeline.en} of open leads`, `В работе = ${pipeline.ru} открытых лидов`));
  const origins = originsOf(context);
  if (origins) said.push(text(`Source of a lead = ${origins.en}`, `Источник лида = ${origins.ru}`));
  if (spend && context.has.revenue)
    said.push(
      text(
        'Verdict: cheap or dear is the cost per lead (CPL) against Paid, all sources with spend together; qualified is a lower cost per qualified lead (CPQL) and a higher return on ad spend (ROAS)',
        'Вывод: дёшево или дорого — цена лида (CPL) против строки «Платные», всех источников с расходом вместе; качественно — цена квалифицированного лида (CPQL) ниже и выручка на единицу расхода (ROAS) выше',
      ),
    );
  return underTitle(said);
}

function notes({ margin, has }: ReportContext): Text[] {
  const all: Text[] = [];
  if (margin)
    all.push(
      text(
        'return on marketing investment (ROMI) is of gross profit: revenue × margin',
        'окупаемость маркетинга (ROMI) считается по валовой прибыли: выручка × маржа',
      ),
    );
  if (!has.revenue && has.leads)
    all.push(
      text(
        'no export says what deals earned: name the column under revenue in funnel.yaml',
        'ни в одной выгрузке нет выручки сделок: укажите столбец revenue в funnel.yaml',
      ),
    );
  return all;
}
