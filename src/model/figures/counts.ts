import type { MeasureName } from '../measures.js';
import type { Kind } from '../sheet.js';
import { type Text, text } from '../text.js';
import { type Figure, figure } from './figure.js';
import { measure, type Scoped } from './scoped.js';

/** What is added up, as it is. */
const added = <K extends Kind>(
  kind: K,
  of: MeasureName,
  label: Text,
  sentence: Text,
  more: Pick<Figure<Scoped>, 'note' | 'ofEvents' | 'isOfCohorts'> = {},
) => figure<Scoped, K>({ kind, label, sentence, formula: measure(of), ...more });

const PIPELINE = text('pipeline = amounts of open leads', 'в работе = суммы открытых лидов');

const ofEvents = (en: string, ru: string) => ({ ofEvents: text(en, ru) });

const ofCostedDays = <K extends Kind>(kind: K, of: MeasureName, label: Text, what: Text) =>
  added(
    kind,
    of,
    label,
    text(
      `${label.en.toLowerCase()} = ${what.en} of the days that the spend of their source covers`,
      `${label.ru.toLowerCase()} = ${what.ru} за дни, которые покрывает расход их источника`,
    ),
    ofEvents(
      `${label.en.toLowerCase()} = ${what.en} of the period, but of leads created after the spend of their source ends`,
      `${label.ru.toLowerCase()} = ${what.ru} периода, кроме лидов, созданных после конца расхода их источника`,
    ),
  );

export const COUNTS = {
  spend: added(
    'money',
    'spend',
    text('Spend', 'Расход'),
    text(
      'spend = the cost in ad statistics, in the currency of the report; without VAT, or with it where it cannot be deducted (vat: added)',
      'расход = затраты из статистики рекламы в валюте отчёта; без НДС, а если его не принимают к вычету (vat: added) — с НДС',
    ),
  ),
  visits: added(
    'count',
    'visits',
    text('Visits', 'Переходы'),
    text(
      'visits = sessions of web analytics where they watch the source on the day, else clicks on its ads',
      'переходы = визиты веб-аналитики, если она видит источник в этот день, иначе клики по рекламе',
    ),
  ),
  actions: added(
    'quantity',
    'actions',
    text('Actions', 'Действия'),
    text(
      'actions = conversions of ad statistics, as each platform counts them',
      'действия = конверсии в статистике рекламы, как их считает площадка',
    ),
  ),
  leads: added(
    'count',
    'leads',
    text('Leads', 'Лиды'),
    text(
      'leads = leads of the CRM, and those of ad forms that it never received',
      'лиды = лиды CRM и те лиды рекламных форм, которых в CRM нет',
    ),
    ofEvents(
      'leads = leads created on these days, of the CRM, and those of ad forms that it never received',
      'лиды = лиды CRM, созданные в эти дни, и те лиды рекламных форм, которых в CRM нет',
    ),
  ),
  not_handed_over: added(
    'count',
    'not_handed_over',
    text('Not in CRM', 'Нет в CRM'),
    text(
      'not in CRM = leads of ad forms that the CRM never received',
      'нет в CRM = лиды рекламных форм, которых в CRM нет',
    ),
  ),
  lost: added(
    'count',
    'lost',
    text('Lost', 'Потеряно'),
    text('lost = leads that the CRM has closed without a deal', 'потеряно = лиды, закрытые в CRM без сделки'),
    ofEvents(
      'lost = leads lost on these days, whenever they were created',
      'потеряно = лиды, потерянные в эти дни, когда бы ни были созданы',
    ),
  ),
  qualified: added(
    'count',
    'reached.qualified',
    text('Qualified', 'Квал.'),
    text('qualified = leads that reached Qualified lead', 'квал. = лиды, которые дошли до квалифицированного'),
    ofEvents(
      'qualified = leads that first were qualified on these days, whenever they were created',
      'квал. = лиды, впервые квалифицированные в эти дни, когда бы ни были созданы',
    ),
  ),
  repeats: added(
    'count',
    'repeats',
    text('Repeats', 'Повторные'),
    text(
      'repeats = leads of a person who had come before, within the window of the configuration; they stay leads',
      'повторные = лиды тех, кто уже обращался, в пределах окна из настроек; из лидов они не вычитаются',
    ),
  ),
  duplicates: added(
    'count',
    'duplicates',
    text('Duplicates', 'Дубли'),
    text(
      'duplicates = lost leads whose reason says that they are duplicates; they stay leads',
      'дубли = отказы, причина которых — дубль; из лидов они не вычитаются',
    ),
  ),
  contacted: added(
    'count',
    'contacted',
    text('Talked to', 'Поговорили'),
    text(
      'talked to = leads that somebody talked to, qualified or not',
      'поговорили = лиды, с которыми поговорили, квалифицированные или нет',
    ),
    ofEvents(
      'talked to = leads that somebody first talked to on these days, qualified or not',
      'поговорили = лиды, с которыми впервые поговорили в эти дни, квалифицированные или нет',
    ),
  ),
  deals: added(
    'count',
    'reached.deal',
    text('Deals', 'Сделки'),
    text('deals = leads that reached Deal', 'сделки = лиды, которые дошли до сделки'),
    ofEvents(
      'deals = leads whose first deal is of these days, by its date, else its closing date; whenever they were created',
      'сделки = лиды, первая сделка которых пришлась на эти дни: по её дате, иначе по дате закрытия; когда бы ни были созданы',
    ),
  ),
  won_deals: added(
    'count',
    'won_deals',
    text('Won deals', 'Выигранные'),
    text(
      'won deals = the deals themselves that are won: of one lead there may be several',
      'выигранные = сами выигранные сделки: у одного лида их может быть несколько',
    ),
    ofEvents(
      'won deals = the deals themselves that were won on these days, each by its own date, else its closing date',
      'выигранные = сами сделки, выигранные в эти дни: каждая по своей дате, иначе по дате закрытия',
    ),
  ),
  revenue: added(
    'money',
    'revenue',
    text('Revenue', 'Выручка'),
    text('revenue = what won deals earned', 'выручка = суммы выигранных сделок'),
    ofEvents(
      'revenue = what deals won on these days earned, each by its own date, else its closing date',
      'выручка = суммы сделок, выигранных в эти дни: каждая по своей дате, иначе по дате закрытия',
    ),
  ),
  costed_leads: ofCostedDays('count', 'costed_leads', text('Costed leads', 'Лиды с расходом'), text('leads', 'лиды')),
  costed_qualified: ofCostedDays(
    'count',
    'costed_qualified',
    text('Costed qualified', 'Квал. с расходом'),
    text('qualified leads', 'квал. лиды'),
  ),
  costed_deals: ofCostedDays(
    'count',
    'costed_deals',
    text('Costed deals', 'Сделки с расходом'),
    text('deals', 'сделки'),
  ),
  costed_revenue: ofCostedDays(
    'money',
    'costed_revenue',
    text('Costed revenue', 'Выручка с расходом'),
    text('revenue', 'выручка'),
  ),
  pipeline: added('money', 'pipeline', text('Pipeline', 'Сумма в работе'), PIPELINE, {
    note: PIPELINE,
    isOfCohorts: true,
  }),
} as const;
