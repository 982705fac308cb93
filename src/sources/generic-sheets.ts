import { AD_SETTING } from '../model/ad-settings.js';
import { type Field, RESULTS } from '../model/tables.js';
import { isLead } from './ads/meta-rows.js';
import { actuallyClosed, reasons, tags } from './crm/crm-words.js';
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
  customerIds,
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

// Sheets that people keep, and exports that are not known yet: their columns, by the headings that people use. If
// several headings of a sheet fit a field, the order here decides.

/** A sheet that is recognised by what its headings usually mean. */
export interface HomeMade extends Export {
  /** The sheet must have at least one field of each of these lists. */
  needs: readonly (readonly Field[])[];
  /** And at least two of these fields. */
  twoOf?: readonly Field[];
  /**
   * Headings that show that the sheet is something else. They do not count beside impressions, clicks and cost
   * together: nobody counts impressions of a lead, and an agency's client, a campaign's status or a number of the row
   * do not make it a CRM.
   */
  strangers: readonly Heading[];
  /** Headings that show it in any case. */
  never?: readonly Heading[];
  /**
   * `says`: the sheet must have one of these headings. `heads`: if the first heading is one of these, strangers do not
   * count.
   */
  says?: readonly Heading[];
  heads?: readonly Heading[];
  /**
   * Strangers that may only be the time when a row was recorded, as in running totals. They are not counted as
   * strangers if the sheet has a day, and clicks, impressions, a source or a campaign. Otherwise they begin the answers
   * of a form.
   */
  stamps?: readonly Heading[];
}

/** What campaigns have as well as leads: a phase, a status, a commercial that is shown, somebody who looks after them. */
const OF_CAMPAIGNS: readonly Heading[] = [
  ...['Phase', 'Statut', 'Etap', 'Durum', 'Comercial', 'Commercial', 'Commerciale', 'Zuständig', 'Ansprechpartner'],
];

/** «Расход до НДС», «Расходы, ₽ (без НДС)». */
const NET_SPEND =
  /^(?:расходы?|затраты|потрачено)(?:[\s,(]+(?:₽|руб\.?|р\.?)\)?)?[\s,(]+(?:без|до) ндс\)?(?:[\s,(]+(?:₽|руб\.?|р\.?)\)?)?$/iu;

const visits: readonly Heading[] = ['Visits', 'Sessions', 'Визиты', 'Посещения', 'Сеансы'];

/** `Kosten netto`, «Coût HT», `Spend (excl. VAT)`, «Gasto sin IVA», «Koszt netto», «Harcama (KDV hariç)». */
const NET_SPEND_ABROAD =
  /^(?:(?:ad |total )?(?:spend|spent|costs?)|kosten|ausgaben|werbekosten|coûts?|dépenses?|gastos?|costes?|costos?|costi|inversión|spesa|spese|custos?|investimento|koszty?|wydatki|harcama|maliyet)[\s,(]+(?:netto|net of vat|(?:excl(?:uding|\.)?|ex|without|w\/o|before|exkl\.?|ohne|hors|sin|sem|senza|bez|zonder) ?(?:vat|tax|tva|taxes|mwst\.?|ust\.?|iva|btw|vat-u)|iva esclusa|ht|kdv hariç)\)?$/iu;

export const adStats: HomeMade = {
  table: 'ad_stats',
  required: [],
  needs: [
    ['cost', 'clicks'],
    ['day', 'period_from', 'campaign', 'source'],
  ],
  // Columns taken over from Meta: the kind of results of each campaign, leads or conversations.
  actionsWhen: { of: /^results$/i, heading: /^result[ _](?:indicator|type)$/i, value: isLead },
  strangers: [...leadIds, ...created, ...stages, ...managers, ...people, ...reasons].filter(
    (one) => !OF_CAMPAIGNS.includes(one),
  ),
  // The table of an unknown connector may hold money in millionths.
  never: [/^_fivetran_.*$/i],
  stamps: ['Timestamp', 'Отметка времени'],
  fields: {
    day: date(
      ...[...days, 'Дата показа', 'Дата расхода', 'Дата затрат', 'Report Date', 'Spend Date', 'Cost Date', 'Ad Date'],
      ...['Session Date', 'Campaign Date', 'Visit Date', 'Дата визита', 'Datum', 'Tag', 'Jour', 'Giorno'],
      ...['Dzień', 'Tarih', 'Gün'],
    ),
    period_from: date(...months, 'Начало периода', 'Period Start', 'Period From'),
    period_to: date('Конец периода', 'Period End', 'Period To'),
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
      ...['Einblendungen', 'Affichages', 'Impressioni', 'Wyświetlenia', 'Gösterim', 'Gösterimler', 'Покази'],
      ...['Total Impressions', 'Impression Count', 'Всего показов'],
    ),
    clicks: count(
      ...['Clicks', 'Link Clicks', 'Total Clicks', 'Click Count', 'Клики', 'Кликов', 'Всего кликов'],
      ...['Переходы', 'Переходов', 'Переходы на сайт'],
      ...visits,
      ...['Clics', 'Cliques', 'Klicks', 'Clic', 'Kliknięcia', 'Tıklama', 'Tıklamalar', 'Tıklanma', 'Кліки'],
    ),
    actions: decimal(
      ...['Target Actions', 'Conversions', 'Actions', 'Goals', 'Целевые действия', 'Конверсии', 'Достижения цели'],
      ...['Достижения целей', 'Цели', 'Leads', 'Лиды', 'Заявки', 'Кол-во лидов', 'Кол-во заявок', 'Количество лидов'],
      ...['Количество заявок', 'Results', 'Результаты'],
      ...['Conversiones', 'Conversões', 'Conversoes', 'Conversioni', 'Konversionen', 'Konwersje'],
      ...['Dönüşüm', 'Dönüşümler', 'Конверсії', 'Total Conversions'],
    ),
    // Amounts without VAT come before all others: that is what spend means here.
    cost: money(
      NET_SPEND,
      NET_SPEND_ABROAD,
      ...['Расход без НДС', 'Расходы без НДС', 'Затраты без НДС', 'Потрачено без НДС', 'Spend', 'Ad Spend'],
      ...['Spend Amount', 'Amount Spent', 'Spent', 'Total Spend', 'Total Spent', 'Cost', 'Costs', 'Cost Amount'],
      ...['Total Cost', 'Media Cost', 'Media Spend', 'Marketing Spend', 'Advertising Spend', 'Ad Cost', 'Daily Spend'],
      ...['Daily Spent', 'Расход', 'Expenses', 'Ad Expenses'],
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
      ...['Koszt', 'Koszty', 'Wydatki', 'Wydana kwota', 'Harcama', 'Harcanan Tutar', 'Maliyet', 'Витрати', 'Витрачено'],
      // Beside what was planned.
      ...['Расход факт', 'Расход (факт)', 'Факт расход', 'Фактический расход', 'Actual Spend', 'Actual Cost'],
      ...['Spend (actual)', 'Cost (actual)'],
      // Amounts with VAT come last: the configuration must say how much of them is VAT.
      ...['Расход с НДС', 'Расходы с НДС', 'Затраты с НДС', 'Потрачено с НДС'],
    ),
    currency: text(...currencies),
  },
};

const { cost: costs, clicks, impressions, ...ofAnalytics } = adStats.fields;

/**
 * What web analytics count: visits from wherever they came, and nothing that an ad platform counts. The same clicks are
 * in the exports of the platforms, beside which visits must not be added up.
 */
export const analytics: HomeMade = {
  ...adStats,
  says: visits,
  needs: [['sessions'], ['day', 'period_from', 'campaign', 'source']],
  strangers: [
    ...adStats.strangers,
    ...[costs, clicks, impressions].flatMap((field) => field?.headings ?? []).filter((one) => !visits.includes(one)),
    ...[...amounts, 'Budget', 'Ad Budget', 'Бюджет', 'Рекламный бюджет', 'Presupuesto', 'Orçamento'],
  ],
  fields: { ...ofAnalytics, sessions: count(...visits) },
};

/** A sheet of results of advertising: sums per source or campaign and day, with or without the spend. */
export const sums: HomeMade = {
  ...adStats,
  table: 'agg',
  // With only one result it is a sheet of spend, and that result is its target action.
  twoOf: RESULTS,
  needs: [['day', 'period_from', 'campaign', 'source']],
  fields: sumFields(adStats.fields),
};

/** Which form somebody filled in. */
export const ofForms: readonly Heading[] = ['Form ID', 'Form Name', 'ID формы'];

export const crm: HomeMade = {
  table: 'crm',
  required: ['lead_id', 'created_at'],
  needs: [['lead_id'], ['created_at']],
  rows: noDeleted,
  strangers: [
    ...['Clicks', 'Клики', 'Impressions', 'Impr.', 'CPC', 'CPM', 'CTR', AD_SETTING],
    ...['Klicks', 'Clics', 'Cliques', 'Impressionen', 'Impresiones', 'Impressões', 'Impressioni', 'Кліки'],
    // Leads in the export of an ad platform's form are not in a CRM yet.
    ...[...ofForms, 'Ad ID', 'Ad Set ID', 'AdSet ID', 'ID объявления'],
  ],
  fields: {
    lead_id: id(...leadIds, ...numbers, ...customerIds),
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
      ...actuallyClosed,
      ...['Closed', 'Closed At', 'Closed Date', 'Date Closed', 'Close Date', 'Closing Date', 'Won Date'],
      ...['Customer Date', 'Became Customer Date', 'Became a Customer Date'],
      ...['Дата закрытия', 'Закрыт', 'Закрыта', 'Закрыто', 'Дата сделки', 'Дата продажи', 'Дата оплаты'],
    ),
    status: text(...stages),
    pipeline: text('Pipeline', 'Воронка', 'Воронка продаж'),
    // If there is a stage too, the status says whether the deal was won.
    outcome: text(
      'Opportunity State',
      'Opportunity Status',
      'Outcome',
      'Итог',
      'Исход',
      'Status',
      'Deal Status',
      'Статус',
      'Статус сделки',
    ),
    source: text(
      ...['Lead Source', 'Источник лида', 'Источник заявки', 'Источник сделки', 'Источник заказа', 'Источник клиента'],
      ...['Рекламный источник', 'Leadquelle', 'Źródło leada', ...sources],
      // Of some of these the cells may be countries as well.
      ...['Quelle', 'Źródło', 'Kaynak', 'Fuente', 'Fonte', 'Herkunft', 'Provenance'],
      ...[
        'Откуда',
        'Откуда узнали',
        'Откуда узнал',
        'Откуда пришел',
        ...places,
        'Канал привлечения',
        'Маркетинговый канал',
      ],
      ...['Source Channel', 'Lead Channel', 'Lead Origin', 'First Touch Channel', 'First Touch Source'],
      ...['Original Source', 'Acquisition Source', 'Marketing Source', 'Deal Source', 'Opportunity Source'],
    ),
    medium: text(...mediums),
    campaign: text(...campaigns),
    ...tags,
    revenue: money(
      ...['Revenue', 'Amount Paid', 'Paid Amount', 'Deal Revenue', 'Won Amount', 'Close Value', 'Closed Value'],
      ...['Выручка', 'Сумма оплаты', 'Оплаченная сумма', 'Сумма продажи'],
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
      ...['Kayıp Nedeni', 'Raison de perte', 'Raison de la perte', 'Motivo perdita', 'Motivo della perdita'],
    ),
    manager: text(...managers),
  },
};

/** A list of deals with the lead of each. */
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

/**
 * A list of touches: whose, when, from where. A row with spend, impressions or clicks belongs to nobody in particular.
 */
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

/**
 * A list of calls. With columns for the origin or the status of a lead it is a list of leads, with the calls of each
 * beside them.
 */
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

/** Headings that say where a lead comes from. A CRM export has them and a date of creation; a history has neither. */
const ofALead = [...sources, ...campaigns, ...reasons];
export const histories: readonly HomeMade[] = historyShapes.map((shape) => ({
  ...shape,
  strangers: [...created, ...ofALead],
}));
export const moves: readonly HomeMade[] = moveShapes.map((shape) => ({ ...shape, strangers: ofALead }));
