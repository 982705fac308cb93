import { AD_SETTING } from '../model/ad-settings.js';
import { type Field, RESULTS } from '../model/tables.js';
import { isLead } from './ads/meta-rows.js';
import { reasons, tags } from './crm/crm-words.js';
import {
  count,
  date,
  decimal,
  type Export,
  type Heading,
  id,
  moment,
  money,
  noDeleted,
  text,
} from './define-source.js';
import { callFields, callIds, SAYS_CALLS } from './generic-calls.js';
import {
  amounts,
  campaigns,
  connectorSources,
  created,
  currencies,
  days,
  dealIds,
  furtherPlaces,
  leadIds,
  leadLinks,
  managers,
  mediums,
  months,
  numbers,
  people,
  places,
  sources,
  stages,
} from './generic-headings.js';
import { historyShapes, moveShapes } from './generic-history.js';
import { sumFields } from './generic-sums.js';
import { touchFields } from './generic-touches.js';

// Sheets that people keep, and exports that are not known yet: which columns they have, by the headings that people use.
// Where two of them fit a field, the order here decides.

/** A sheet that is recognised by what its headings usually mean. */
export interface HomeMade extends Export {
  /** Of each of these lists the sheet must have a field. */
  needs: readonly (readonly Field[])[];
  /** And two of these. */
  twoOf?: readonly Field[];
  /**
   * Headings that show it to be something else; beside what was shown, clicked and spent they do not: nobody counts
   * impressions of a lead, and an agency's client, a campaign's status and a row's own number are none of a CRM.
   */
  strangers: readonly Heading[];
  /** And those that always do. */
  never?: readonly Heading[];
  /** Headings of which it must have one; and those with which, at its head, no stranger counts. */
  says?: readonly Heading[];
  heads?: readonly Heading[];
  /**
   * Of those the ones that beside a day, and clicks or whose advertising it is, only say when a row was taken: running
   * totals. Without these they begin the answers of a form.
   */
  stamps?: readonly Heading[];
}

export const adStats: HomeMade = {
  table: 'ad_stats',
  required: [],
  needs: [
    ['cost', 'clicks'],
    ['day', 'period_from', 'campaign', 'source'],
  ],
  // Columns that somebody took over from Meta: what each campaign aims at, leads or talks.
  actionsWhen: { of: /^results$/i, heading: /^result[ _](?:indicator|type)$/i, value: isLead },
  strangers: [...leadIds, ...created, ...stages, ...managers, ...people, ...reasons],
  // A table of a connector that is not known may hold millionths.
  never: [/^_fivetran_.*$/i],
  stamps: ['Timestamp', 'Отметка времени'],
  fields: {
    day: date(
      ...[...days, 'Дата показа', 'Дата расхода', 'Дата затрат', 'Report Date', 'Spend Date', 'Cost Date', 'Ad Date'],
      ...['Session Date', 'Campaign Date', 'Visit Date', 'Дата визита', 'Datum', 'Tag', 'Jour', 'Giorno'],
    ),
    period_from: date(...months),
    source: text(...sources, 'Ad Source', 'UTM Source', ...places, ...connectorSources, ...furtherPlaces),
    medium: text(...mediums, 'UTM Medium'),
    campaign: text(...campaigns, 'UTM Campaign'),
    campaign_id: id('Campaign ID', 'ID кампании', 'Номер кампании', '№ кампании'),
    ad_group: text('Ad Group', 'Ad Group Name', 'Ad Set', 'Ad Set Name', 'Группа объявлений', 'Группа'),
    ad: text('Ad', 'Ad Name', 'Creative', 'Объявление', 'Название объявления', 'Креатив'),
    keyword: text(
      ...['Keyword', 'Search Keyword', 'Ключевая фраза', 'Ключевое слово', 'Ключевые слова', 'Ключ', 'Фраза'],
      ...['UTM Term', 'Mot clé', 'Parola chiave', 'Palavra-chave', 'Palabra clave'],
    ),
    impressions: count(
      ...['Impressions', 'Impr.', 'Показы', 'Показов', 'Impresiones', 'Impressões', 'Impressoes', 'Impressionen'],
      ...['Einblendungen', 'Affichages', 'Impressioni'],
    ),
    clicks: count(
      ...['Clicks', 'Link Clicks', 'Клики', 'Кликов', 'Переходы', 'Переходов', 'Переходы на сайт'],
      ...['Visits', 'Sessions', 'Визиты', 'Посещения', 'Сеансы'],
      ...['Clics', 'Cliques', 'Klicks', 'Clic'],
    ),
    actions: decimal(
      ...['Target Actions', 'Conversions', 'Actions', 'Goals', 'Целевые действия', 'Конверсии', 'Достижения цели'],
      ...['Достижения целей', 'Цели', 'Leads', 'Лиды', 'Заявки', 'Кол-во лидов', 'Кол-во заявок', 'Количество лидов'],
      ...['Количество заявок', 'Results', 'Результаты'],
      ...['Conversiones', 'Conversões', 'Conversoes', 'Conversioni', 'Konversionen', 'Konwersje'],
    ),
    // Net of VAT before everything else: so spend is meant.
    cost: money(
      ...['Расход без НДС', 'Расходы без НДС', 'Затраты без НДС', 'Потрачено без НДС', 'Spend', 'Ad Spend'],
      ...['Spend Amount', 'Amount Spent', 'Spent', 'Total Spend', 'Total Spent', 'Cost', 'Costs', 'Cost Amount'],
      ...['Total Cost', 'Media Cost', 'Media Spend', 'Marketing Spend', 'Advertising Spend', 'Ad Cost', 'Daily Spend'],
      ...['Daily Spent', 'Расход'],
      ...['Расходы', 'Затраты', 'Потрачено', 'Потрачено всего', 'Израсходовано', 'Расход на рекламу', 'Стоимость'],
      ...['Расходы на рекламу', 'Рекламный расход', 'Рекламные расходы', 'Затраты на рекламу', 'Спенд'],
      ...['Сумма затрат', 'Сумма расходов', 'Сумма расхода'],
      ...[
        'Custo',
        'Investimento',
        'Coste',
        'Costo',
        'Inversión',
        'Gasto',
        'Gastos',
        'Kosten',
        'Ausgaben',
        'Werbekosten',
      ],
      ...['Werbeausgaben', 'Coût', 'Dépenses', 'Dépense', 'Spesa', 'Costi', 'Ausgegebener Betrag', 'Importe gastado'],
      ...['Montant dépensé', 'Importo speso', 'Valor gasto'],
      // Read last: how much of it is VAT must be said.
      ...['Расход с НДС', 'Расходы с НДС', 'Затраты с НДС', 'Потрачено с НДС'],
    ),
    currency: text(...currencies),
  },
};

/** A sheet of what came of advertising: sums per source or campaign and day, beside what was spent or without it. */
export const sums: HomeMade = {
  ...adStats,
  table: 'agg',
  // With one of them it is a sheet of spend, and that one its target action.
  twoOf: RESULTS,
  needs: [['day', 'period_from', 'campaign', 'source']],
  fields: sumFields(adStats.fields),
};

export const crm: HomeMade = {
  table: 'crm',
  required: ['lead_id', 'created_at'],
  needs: [['lead_id'], ['created_at']],
  rows: noDeleted,
  strangers: [
    ...['Clicks', 'Клики', 'Impressions', 'Impr.', 'CPC', 'CPM', 'CTR', AD_SETTING],
    // Leads of an ad platform's own form are not yet in a CRM.
    ...['Form ID', 'Form Name', 'Ad ID', 'Ad Set ID', 'AdSet ID', 'ID формы', 'ID объявления'],
  ],
  fields: {
    lead_id: id(...leadIds, ...numbers),
    created_at: moment(...created, ...days),
    modified_at: moment(
      ...['Modified', 'Modified Time', 'Modified At', 'Last Modified', 'Updated', 'Updated At', 'Last Updated'],
      ...['Дата изменения', 'Дата редактирования', 'Дата обновления', 'Изменен', 'Изменено', 'Обновлено'],
      ...['Последнее изменение', 'Geändert am', 'Datum der letzten Änderung', 'Date de modification', 'Data modifica'],
      ...['Fecha de modificación', 'Data de modificação', 'Data modyfikacji', 'Güncelleme Tarihi', 'Дата зміни'],
      ...['Дата оновлення', 'Оновлено', 'Змінено'],
    ),
    modified_by: text(
      ...['Modified By', 'Last Modified By', 'Updated By', 'Last Updated By', 'Edited By', 'Last Edited By'],
      ...['Кем изменен', 'Кем изменена', 'Кем изменено', 'Кем редактирован', 'Кем редактирована', 'Кто изменил'],
    ),
    closed_at: moment(
      ...['Closed', 'Closed At', 'Closed Date', 'Date Closed', 'Close Date', 'Closing Date', 'Won Date'],
      ...['Дата закрытия', 'Закрыт', 'Закрыта', 'Закрыто', 'Дата сделки', 'Дата продажи', 'Дата оплаты'],
    ),
    status: text(...stages),
    pipeline: text('Pipeline', 'Воронка', 'Воронка продаж'),
    // Beside a stage the status says whether it was won.
    outcome: text(
      'Opportunity State',
      'Opportunity Status',
      'Deal State',
      'Outcome',
      'Итог',
      'Исход',
      'Status',
      'Deal Status',
      'Статус',
      'Статус сделки',
    ),
    source: text(
      ...['Leadquelle', 'Quelle', 'Herkunft', 'Źródło', 'Źródło leada', 'Kaynak', 'Fuente', 'Fonte', 'Provenance'],
      ...['Lead Source', 'Источник лида', 'Источник заявки', 'Источник сделки', 'Источник заказа', 'Источник клиента'],
      ...['Рекламный источник', ...sources],
      ...[
        'Откуда',
        'Откуда узнали',
        'Откуда узнал',
        'Откуда пришел',
        ...places,
        'Канал привлечения',
        'Маркетинговый канал',
      ],
    ),
    medium: text(...mediums),
    campaign: text(...campaigns),
    ...tags,
    revenue: money(
      ...['Revenue', 'Amount Paid', 'Paid Amount', 'Выручка', 'Сумма оплаты', 'Оплаченная сумма', 'Сумма продажи'],
      ...amounts,
    ),
    amount: money(...amounts),
    currency: text(...currencies),
    reason: text(
      ...[
        ...reasons,
        'Lost Reason Name',
        'Reason',
        'Rejection Reason',
        'Reject Reason',
        'Why lost',
        'Причина',
        'Почему отказ',
      ],
      ...['Причина відмови', 'Verlustgrund', 'Absagegrund', 'Motivo de pérdida', 'Motivo de perda', 'Motif de perte'],
      ...['Motivo di perdita', 'Powód przegranej', 'Powód utraty', 'Kaybetme Nedeni'],
    ),
    manager: text(...managers),
  },
};

/** A list of deals that name their leads. */
export const deals: HomeMade = {
  ...crm,
  entity: 'deal',
  required: ['deal_id', 'lead_id', 'created_at'],
  needs: [['deal_id'], ['lead_id'], ['created_at']],
  fields: {
    ...crm.fields,
    deal_id: id(...dealIds),
    lead_id: id(...leadLinks),
    created_at: moment(...created, 'Order Date', ...days),
  },
};

/** A list of touches: whose, when, from where. What is spent, shown or clicked is of nobody in particular. */
export const touches: HomeMade = {
  table: 'touches',
  required: [],
  needs: [['lead_id', 'client_id', 'google_client_id'], ['touched_at'], ['source', 'utm_source']],
  strangers: [
    ...(adStats.fields.cost?.headings ?? []),
    ...(adStats.fields.clicks?.headings ?? []),
    ...stages,
    ...created,
  ],
  fields: touchFields,
};

/** A list of calls. What says where a lead comes from, or how it stands, is a list of leads with the calls of each beside them. */
export const calls: HomeMade = {
  table: 'calls',
  required: [],
  says: SAYS_CALLS,
  heads: callIds,
  needs: [['lead_id', 'deal_id', 'phone'], ['called_at'], ['talk', 'duration', 'result']],
  strangers: [
    ...(adStats.fields.cost?.headings ?? []),
    ...(adStats.fields.clicks?.headings ?? []),
    ...(adStats.fields.impressions?.headings ?? []),
    ...[...stages, ...created.filter((one) => !callFields.called_at.headings.includes(one))],
    ...[...sources, ...campaigns, ...reasons, ...amounts],
  ],
  fields: callFields,
};

/** A CRM export has a date of creation and says where a lead comes from; a history has neither. */
const ofALead = [...sources, ...campaigns, ...reasons];
export const histories: readonly HomeMade[] = historyShapes.map((shape) => ({
  ...shape,
  strangers: [...created, ...ofALead],
}));
export const moves: readonly HomeMade[] = moveShapes.map((shape) => ({ ...shape, strangers: ofALead }));
