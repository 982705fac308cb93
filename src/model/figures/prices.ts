import type { Kind } from '../sheet.js';
import { type Text, text } from '../text.js';
import { type Figure, figure } from './figure.js';
import { type Formula, minus, over, times } from './formula.js';
import {
  actedSpend,
  allContacted,
  allQualified,
  costedEarnings,
  costedSpend,
  invested,
  margin,
  measure,
  type Scoped,
  tellsCosts,
  tellsProfit,
} from './scoped.js';

/** What is divided; its sentence stands under the table. */
const divided = <K extends Kind>(
  kind: K,
  label: Text,
  formula: Formula<Scoped>,
  sentence: Text,
  byDays: Pick<Figure<Scoped>, 'ofEvents' | 'isOfCohorts'> = {},
) => figure<Scoped, K>({ kind, label, formula, sentence, note: sentence, ...byDays });

/** These divide leads by others that they come from: by the day of events the two would be different leads. */
const OF_COHORTS = { isOfCohorts: true } as const;

const same = (word: string): Text => text(word, word);

/** No export has agencies and salaries: a reader of ROMI has to know whether they are included. */
const romiNote = (scoped: Scoped): Text => {
  const [en, ru] = tellsProfit(scoped)
    ? ['profit', 'прибыль']
    : scoped.margin === null
      ? ['revenue', 'выручка']
      : ['revenue × margin', 'выручка × маржа'];
  if (tellsCosts(scoped))
    return text(
      `ROMI, return on marketing investment = (${en} − spend − costs) / (spend + costs), where costs are those of funnel.yaml`,
      `ROMI, окупаемость маркетинга = (${ru} − расход − затраты) / (расход + затраты), где затраты — из funnel.yaml`,
    );
  return text(
    `ROMI, return on marketing investment = (${en} − spend) / spend, where spend is only advertising`,
    `ROMI, окупаемость маркетинга = (${ru} − расход) / расход, где расход — только реклама`,
  );
};

export const PRICES = {
  average_deal: divided(
    'money',
    text('Average deal', 'Средний чек'),
    over(measure('revenue'), measure('priced_deals')),
    text(
      'average deal = revenue / won deals that have an amount',
      'средний чек = выручка / выигранные сделки, у которых есть сумма',
    ),
  ),
  cpl: divided(
    'unit_cost',
    same('CPL'),
    over(costedSpend, measure('costed_leads')),
    text('CPL, cost per lead = spend / leads', 'CPL, цена лида = расход / лиды'),
    {
      ofEvents: text(
        'CPL, cost per lead = spend / leads created in the period',
        'CPL, цена лида = расход / лиды, созданные в периоде',
      ),
    },
  ),
  cpl_unique: divided(
    'unit_cost',
    text('CPL unique', 'CPL без повторов'),
    over(costedSpend, measure('costed_unique')),
    text(
      'CPL unique = spend / leads that are neither repeats nor duplicates',
      'CPL без повторов = расход / лиды, кроме повторных и дублей',
    ),
    {
      ofEvents: text(
        'CPL unique = spend / leads created in the period that are neither repeats nor duplicates',
        'CPL без повторов = расход / лиды, созданные в периоде, кроме повторных и дублей',
      ),
    },
  ),
  cpql: divided(
    'unit_cost',
    same('CPQL'),
    over(costedSpend, allQualified('costed_qualified')),
    text(
      'CPQL, cost per qualified lead = spend / qualified leads',
      'CPQL, цена квалифицированного лида = расход / квал. лиды',
    ),
    {
      ofEvents: text(
        'CPQL, cost per qualified lead = spend / leads qualified in the period',
        'CPQL, цена квалифицированного лида = расход / лиды, квалифицированные в периоде',
      ),
    },
  ),
  cost_per_deal: divided(
    'unit_cost',
    text('Per deal (CAC)', 'Цена сделки (CAC)'),
    over(costedSpend, measure('costed_deals')),
    text('per deal (CAC) = spend / deals', 'цена сделки (CAC) = расход / сделки'),
    {
      ofEvents: text(
        'per deal (CAC) = spend / deals of the period, whenever their leads were created',
        'цена сделки (CAC) = расход / сделки периода, когда бы ни были созданы их лиды',
      ),
    },
  ),
  revenue_per_lead: divided(
    'unit_cost',
    text('Revenue per lead', 'Выручка с лида'),
    over(measure('revenue'), measure('leads')),
    text('revenue per lead = revenue / leads', 'выручка с лида = выручка / лиды'),
    {
      ofEvents: text(
        'revenue per lead = revenue of deals of the period / leads created in it',
        'выручка с лида = выручка сделок периода / лиды, созданные в нём',
      ),
    },
  ),
  qualified_rate: divided(
    'rate',
    text('Qual. rate', 'Доля квал.'),
    over(allQualified('reached.qualified'), measure('leads')),
    text('qual. rate = qualified leads / leads', 'доля квал. = квалифицированные / лиды'),
    OF_COHORTS,
  ),
  qualified_of_worked: divided(
    'rate',
    text('Qual. of worked', 'Квал. из разобранных'),
    over(allQualified('reached.qualified'), measure('worked')),
    text(
      'qual. of worked = qualified / (qualified + lost by a decision): without leads that are open or not in the CRM, duplicates, repeats, spam, tests and those that nobody could reach',
      'квал. из разобранных = квалифицированные / (квалифицированные + отказы по решению): без открытых лидов, тех, которых нет в CRM, дублей, повторных, спама, тестов и тех, кому не дозвонились',
    ),
    OF_COHORTS,
  ),
  qualified_to_deal: divided(
    'rate',
    text('Deals of qualified', 'Из квал. в сделку'),
    over(measure('reached.deal'), allQualified('reached.qualified')),
    text('deals of qualified = deals / qualified leads', 'из квал. в сделку = сделки / квалифицированные'),
    OF_COHORTS,
  ),
  lost_without_reason: divided(
    'rate',
    text('Lost without a reason', 'Отказы без причины'),
    over(measure('wordless'), measure('lost')),
    text(
      'lost without a reason = lost leads whose reason is missing or says nothing (other, not stated, -) / lost leads',
      'отказы без причины = отказы, где причины нет или она ничего не говорит (другое, не указано, -) / отказы',
    ),
  ),
  contacted_rate: divided(
    'rate',
    text('Talked to, rate', 'Доля разговоров'),
    over(allContacted, measure('leads')),
    text(
      'talked to, rate = leads that somebody talked to, qualified or not / leads',
      'доля разговоров = лиды, с которыми поговорили, квалифицированные или нет / лиды',
    ),
    OF_COHORTS,
  ),
  deal_rate: divided(
    'rate',
    text('Deal rate', 'Конверсия в сделку'),
    over(measure('reached.deal'), measure('leads')),
    text('deal rate = deals / leads', 'конверсия в сделку = сделки / лиды'),
    OF_COHORTS,
  ),
  roas: divided(
    'ratio',
    same('ROAS'),
    over(measure('costed_revenue'), costedSpend),
    text('ROAS, return on ad spend = revenue / spend', 'ROAS, выручка на единицу расхода = выручка / расход'),
    {
      ofEvents: text(
        'ROAS, return on ad spend = revenue of deals of the period / spend of its days',
        'ROAS, выручка на единицу расхода = выручка сделок периода / расход за его дни',
      ),
    },
  ),
  romi: figure<Scoped, 'ratio'>({
    kind: 'ratio',
    label: same('ROMI'),
    sentence: text(
      'ROMI, return on marketing investment = (revenue − spend) / spend; of gross profit, (revenue × margin − spend) / spend, or (profit − spend) / spend where deals tell it; costs of funnel.yaml are added to spend, without them only advertising is',
      'ROMI, окупаемость маркетинга = (выручка − расход) / расход; по валовой прибыли — (выручка × маржа − расход) / расход или (прибыль − расход) / расход, если она есть у сделок; затраты из funnel.yaml прибавляются к расходу, без них расход — только реклама',
    ),
    formula: over(minus(times(costedEarnings, margin), invested), invested),
    noteOf: romiNote,
  }),
  cpa: divided(
    'unit_cost',
    same('CPA'),
    over(actedSpend, measure('costed_actions')),
    text('CPA, cost per action = spend / actions', 'CPA, цена действия = расход / действия'),
  ),
  drr: divided(
    'rate',
    text('Of revenue spent', 'ДРР'),
    over(costedSpend, measure('costed_revenue')),
    text('of revenue spent = spend / revenue', 'ДРР, доля рекламных расходов = расход / выручка'),
  ),
} as const;
