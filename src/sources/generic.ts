import { fold } from '../model/fold.js';
import { remembered } from '../model/remembered.js';
import { type Field, type FieldKind, isResult, RESULTS } from '../model/tables.js';
import { text as words } from '../model/text.js';
import { reasons, tags } from './crm/crm-words.js';
import {
  count,
  date,
  decimal,
  type Export,
  type FieldSource,
  type Heading,
  id,
  moment,
  money,
  text,
} from './define-source.js';
import { histories } from './generic-history.js';
import { sumFields } from './generic-sums.js';

// Nobody's platform: a sheet that a person keeps, or an export that is not known yet. Its columns are taken by the
// headings that people use, the most telling first; where two of them fit a field, the order here decides.

/** A sheet that is recognised by what its headings usually mean. */
interface HomeMade extends Export {
  /** Of each of these lists the sheet must have a field. */
  needs: readonly (readonly Field[])[];
  /** And two of these. */
  twoOf?: readonly Field[];
  /** Headings that show it to be something else. */
  strangers: readonly Heading[];
}

// Not "№" and the like: in a sheet of spend they number the rows.
const leadIds = [
  ...['Lead ID', 'ID лида', 'ID заявки', 'Номер лида', 'Номер заявки', '№ лида', '№ заявки', 'Request ID'],
  ...['Deal ID', 'ID сделки', 'Номер сделки', '№ сделки', 'Record ID', 'Contact ID', 'ID контакта', 'ID'],
  ...['Order ID', 'ID заказа', 'Номер заказа', '№ заказа'],
];
const numbers = ['№', 'Номер', 'Number', 'No', '#'];
const days = ['Date', 'Day', 'Дата', 'День', 'Data', 'Fecha', 'Dia', 'Día'];
/** Of a row of several days: what a cell means is settled by all the cells there are. */
const months = [
  'Месяц',
  'Неделя',
  'Month',
  'Week',
  'Период',
  'Period',
  'Mes',
  'Mês',
  'Mois',
  'Monat',
  'Mese',
  'Квартал',
  'Quarter',
];
const created = [
  ...['Created', 'Created Time', 'Created At', 'Created On', 'Created Date', 'Create Date', 'Creation Date'],
  ...['Date Created', 'Date of creation', 'Lead Date', 'Request Date', 'Submitted At', 'Submission Date', 'Timestamp'],
  ...[
    'Дата создания',
    'Дата создан',
    'Создан',
    'Создано',
    'Создана',
    'Когда создан',
    'Время создания',
    'Дата и время создания',
  ],
  ...['Дата создания лида', 'Дата создания сделки', 'Дата создания заявки', 'Дата лида', 'Дата заявки'],
  ...['Дата обращения', 'Дата поступления', 'Дата добавления', 'Дата заказа', 'Отметка времени', 'Дата и время'],
  ...['Fecha lead', 'Fecha de creación', 'Fecha del lead', 'Data de criação', 'Data do lead'],
];
const stages = [
  ...['Stage', 'Lead Stage', 'Deal Stage', 'Pipeline Stage', 'Этап', 'Этап сделки', 'Этап лида', 'Этап воронки'],
  ...['Стадия', 'Стадия сделки', 'Стадия лида', 'Status', 'Lead Status', 'Deal Status', 'Статус', 'Статус лида'],
  ...['Статус заявки', 'Статус сделки', 'Статус заказа', 'Состояние'],
  // Not a bare «Estado»: in Portuguese it is a part of the country.
  ...['Estado lead', 'Estado del lead', 'Status do lead', 'Etapa', 'Fase'],
];
const managers = [
  ...['Manager', 'Sales Manager', 'Account Manager', 'Owner', 'Lead Owner', 'Deal Owner', 'Responsible'],
  ...['Responsible User', 'Responsible Person', 'Assigned To', 'Sales Rep', 'Менеджер', 'Менеджер по продажам'],
  ...['Ответственный', 'Ответственный менеджер', 'Ответств', 'Продавец'],
  ...['Responsable', 'Responsável', 'Vendedor'],
];
const people = [
  ...['Phone', 'Phone Number', 'Телефон', 'Номер телефона', 'Email', 'E-mail', 'Почта', 'Name', 'Full Name', 'Имя'],
  ...['ФИО', 'Client', 'Customer', 'Contact', 'Клиент', 'Контакт', 'Покупатель'],
  ...['Nombre', 'Nome', 'Teléfono', 'Telefone'],
];

const sources = ['Source', 'Traffic Source', 'Источник', 'Источник трафика'];
const places = [
  ...['Platform', 'Ad Platform', 'Площадка', 'Рекламная площадка', 'Платформа', 'Рекламная система'],
  ...['Рекламный источник', 'Channel', 'Ad Channel', 'Канал', 'Рекламный канал', 'Канал трафика'],
  ...['Canal', 'Canal origen', 'Canal de origem', 'Origen', 'Origem', 'Plataforma'],
];
const furtherPlaces = ['Quelle', 'Kanal', 'Plattform', 'Fuente', 'Fonte', 'Plateforme', 'Piattaforma', 'Canale'];
/** What programs that gather the spend of several platforms call the column that tells them apart. */
const gathered = ['Data Source', 'Datasource', 'Data Source Name', 'Media Source', 'Ad Network', 'Ad Network Name'];
// A channel is the medium only where another column is the source.
const mediums = ['Medium', 'Тип трафика', 'Channel', 'Канал', 'Канал трафика'];
const campaigns = [
  ...['Campaign', 'Campaign Name', 'Ad Campaign', 'Кампания', 'Название кампании', 'Рекламная кампания', 'РК'],
  ...['Campaña', 'Campanha', 'Kampagne', 'Kampagnenname', 'Campagne', 'Campagna'],
];
const currencies = ['Currency', 'Currency Code', 'Валюта', 'Код валюты'];

const amounts = [
  ...['Amount', 'Deal Amount', 'Deal Value', 'Order Amount', 'Value', 'Budget', 'Price', 'Total'],
  ...['Сумма', 'Сумма сделки', 'Сумма заказа', 'Бюджет', 'Бюджет сделки', 'Стоимость', 'Стоимость заказа', 'Цена'],
  'Чек',
];

const adStats: HomeMade = {
  table: 'ad_stats',
  required: [],
  needs: [
    ['cost', 'clicks'],
    ['day', 'period_from', 'campaign', 'source'],
  ],
  // A table of a connector that is not known may hold millionths.
  strangers: [...leadIds, ...created, ...stages, ...managers, ...people, ...reasons, /^_fivetran_.*$/i],
  fields: {
    day: date(...days, 'Дата показа', 'Report Date', 'Datum', 'Tag', 'Jour', 'Giorno'),
    period_from: date(...months),
    source: text(...sources, 'Ad Source', 'UTM Source', ...places, ...gathered, ...furtherPlaces),
    medium: text(...mediums, 'UTM Medium'),
    campaign: text(...campaigns, 'UTM Campaign'),
    campaign_id: id('Campaign ID', 'ID кампании', 'Номер кампании', '№ кампании'),
    ad_group: text('Ad Group', 'Ad Group Name', 'Ad Set', 'Ad Set Name', 'Группа объявлений', 'Группа'),
    ad: text('Ad', 'Ad Name', 'Creative', 'Объявление', 'Название объявления', 'Креатив'),
    keyword: text(
      ...[
        'Keyword',
        'Search Keyword',
        'Ключевая фраза',
        'Ключевое слово',
        'Ключевые слова',
        'Ключ',
        'Фраза',
        ...['UTM Term', 'Mot clé', 'Parola chiave', 'Palavra-chave', 'Palabra clave'],
      ],
    ),
    impressions: count(
      'Impressions',
      'Impr.',
      'Показы',
      'Показов',
      'Impresiones',
      'Impressões',
      'Impressoes',
      'Impressionen',
      'Einblendungen',
      'Affichages',
      'Impressioni',
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
      ...['Conversiones', 'Conversões', 'Conversoes'],
    ),
    // Net of VAT before everything else: so spend is meant.
    cost: money(
      ...['Расход без НДС', 'Расходы без НДС', 'Затраты без НДС', 'Потрачено без НДС', 'Spend', 'Ad Spend'],
      ...['Amount Spent', 'Total Spend', 'Total Spent', 'Cost', 'Costs', 'Total Cost', 'Media Cost', 'Расход'],
      ...['Расходы', 'Затраты', 'Потрачено', 'Потрачено всего', 'Израсходовано', 'Расход на рекламу', 'Стоимость'],
      ...['Расходы на рекламу', 'Рекламный расход', 'Рекламные расходы', 'Затраты на рекламу'],
      ...['Сумма затрат', 'Сумма расходов', 'Сумма расхода'],
      ...['Custo', 'Investimento', 'Coste', 'Costo', 'Inversión', 'Gasto', 'Kosten', 'Ausgaben', 'Werbekosten'],
      ...['Werbeausgaben', 'Coût', 'Dépenses', 'Dépense', 'Spesa', 'Costi'],
      // Read last: how much of it is VAT must be said.
      ...['Расход с НДС', 'Расходы с НДС', 'Затраты с НДС', 'Потрачено с НДС'],
    ),
    currency: text(...currencies),
  },
};

/** A sheet of what came of advertising: sums per source or campaign and day, beside what was spent or without it. */
const sums: HomeMade = {
  ...adStats,
  table: 'agg',
  // With one of them it is a sheet of spend, and that one its target action.
  twoOf: RESULTS,
  needs: [['day', 'period_from', 'campaign', 'source']],
  fields: sumFields(adStats.fields),
};

const dealIds = [
  ...['Deal ID', 'ID сделки', 'Номер сделки', '№ сделки', 'Opportunity ID'],
  ...['Order ID', 'ID заказа', 'Номер заказа', '№ заказа'],
];
/** Whether a heading numbers deals, or orders. */
export const isDealId = (heading: string): boolean => has(dealIds, [heading]);

const crm: HomeMade = {
  table: 'crm',
  required: ['lead_id', 'created_at'],
  needs: [['lead_id'], ['created_at']],
  strangers: [
    ...['Clicks', 'Клики', 'Impressions', 'Impr.', 'CPC', 'CPM', 'CTR'],
    // Leads of an ad platform's own form are not yet in a CRM.
    ...['Form ID', 'Form Name', 'Ad ID', 'Ad Set ID', 'AdSet ID', 'ID формы', 'ID объявления'],
  ],
  fields: {
    lead_id: id(...leadIds, ...numbers),
    created_at: moment(...created, ...days),
    modified_at: moment(
      ...['Modified', 'Modified Time', 'Modified At', 'Last Modified', 'Updated', 'Updated At', 'Last Updated'],
      ...['Дата изменения', 'Дата редактирования', 'Дата обновления', 'Изменен', 'Изменено', 'Обновлено'],
      'Последнее изменение',
    ),
    closed_at: moment(
      ...['Closed', 'Closed At', 'Closed Date', 'Date Closed', 'Close Date', 'Closing Date', 'Won Date'],
      ...['Дата закрытия', 'Закрыт', 'Закрыта', 'Закрыто', 'Дата сделки', 'Дата продажи', 'Дата оплаты'],
    ),
    status: text(...stages),
    pipeline: text('Pipeline', 'Воронка', 'Воронка продаж'),
    // Beside a stage the status says whether it was won.
    outcome: text('Outcome', 'Итог', 'Исход', 'Status', 'Deal Status', 'Статус', 'Статус сделки'),
    source: text(
      ...[
        'Lead Source',
        'Источник лида',
        'Источник заявки',
        'Источник сделки',
        'Источник клиента',
        'Рекламный источник',
        ...sources,
      ],
      ...['Откуда', 'Откуда узнали', 'Откуда узнал', 'Откуда пришел', ...places, 'Канал привлечения'],
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
    reason: text(...[...reasons, 'Reason', 'Rejection Reason', 'Reject Reason', 'Why lost', 'Причина', 'Почему отказ']),
    manager: text(...managers),
  },
};

/** A list of deals that name their leads. */
const deals: HomeMade = {
  ...crm,
  entity: 'deal',
  required: ['deal_id', 'lead_id', 'created_at'],
  needs: [['deal_id'], ['lead_id'], ['created_at']],
  fields: {
    ...crm.fields,
    deal_id: id(...dealIds),
    lead_id: id(
      ...['Lead ID', 'ID лида', 'ID заявки', 'Номер лида', 'Номер заявки', '№ лида', '№ заявки', 'Request ID'],
      ...['Contact ID', 'ID контакта'],
    ),
    created_at: moment(...created, 'Order Date', ...days),
  },
};

/** IDs of what happens around a lead, and is none: a call, a task, a payment. Without blanks and the word ID. */
const ACTIVITY =
  /^(?:call|task|e?mail|message|sms|event|activit(?:y|ies)|meeting|note|ticket|visit|session|invoice|payment|transaction|refund|comment|chat|звон\p{L}*|задач\p{L}*|письм\p{L}*|сообщени\p{L}*|событи\p{L}*|встреч\p{L}*|визит\p{L}*|счет\p{L}*|платеж\p{L}*|оплат\p{L}*|транзакци\p{L}*|заметк\p{L}*)$/u;
/** A heading that says ID, and of what: `TASKID`, `Call Id`, «№ звонка». */
const OF_ID = /^(?:(?:id|№|номер|код)\s+(?<after>\S.*)|(?<before>\S.*?)[\s_.-]*(?:id|guid|uuid|№|number|номер))$/iu;
/** Words that end so and are none. */
const NO_ID = /(?:paid|void|valid|avoid|bid|said|grid)$/iu;

/**
 * Rows that have an ID of their own at their head and only name a lead further on are something that happened around it:
 * calls, tasks, letters, payments. Other rows that say where they come from, or how they stand, may be leads all the same.
 */
function onlyNamesLeads(fields: Export['fields'], [first = '']: readonly string[]): boolean {
  const [own] = fields.lead_id?.headings ?? [];
  const { after, before } = OF_ID.exec(first.trim())?.groups ?? {};
  const what = after ?? before;
  if (typeof own !== 'string' || fold(own) === fold(first) || what === undefined || NO_ID.test(first)) return false;
  const saysWhence = SAY_WHENCE.some((field) => fields[field]);
  return ACTIVITY.test(loose(what)) || !(saysWhence || isDealId(first));
}

const SAY_WHENCE = ['status', 'outcome', 'source', 'medium', 'campaign', 'utm_source', 'utm_campaign'] as const;

/** A CRM export has a date of creation and says where a lead comes from; a history has neither. */
const other = [...created, ...sources, ...campaigns, ...reasons];
const history: readonly HomeMade[] = histories.map((shape) => ({ ...shape, strangers: other }));

/** The dictionary as a source: what is recognised by it is a guess, and said to be one. */
export const generic = {
  name: 'guess',
  title: 'Any other sheet',
  where: words(
    'a table with one heading per column, saved as CSV',
    'таблица с одной строкой заголовков, сохранённая как CSV',
  ),
  exports: [adStats, sums, crm, ...history.slice(0, 1)],
} as const;

/** Case, blanks, punctuation and ё do not tell headings apart: `lead_id`, `Lead ID`, `LeadId:`. */
const loose = remembered((heading) =>
  fold(heading)
    .replaceAll('ё', 'е')
    .replace(/[\s_.:*-]+/gu, ''),
);

/** `Расход, ₽`, `Spend (USD)`, `Сумма руб.`: the currency after the word; never "с НДС", which is a heading of its own. */
const CURRENCY_TAIL = /[\s,(_]+(?:[$€£₽₴₸₹]|р|руб|рублей|rub|usd|eur|gbp|kzt|byn|uah|тенге|евро)\.?\)?\s*$/iu;

const withoutCurrency = remembered((heading) => loose(heading.replace(/\s+/gu, ' ').replace(CURRENCY_TAIL, '')));

const PIECES = /[\s,(]+(?:шт|штук|ед|pcs|qty)\.?\)?\s*$/iu;

/** What a heading may be called: as it stands, money without its currency, a number without its unit. */
function names(heading: string, kind: FieldKind): string[] {
  if (kind === 'money') return [loose(heading), withoutCurrency(heading)];
  return kind === 'count' ? [loose(heading), loose(heading.replace(PIECES, ''))] : [loose(heading)];
}

const fits = (wanted: Heading, heading: string, kind: FieldKind): boolean =>
  typeof wanted === 'string' ? names(heading, kind).includes(loose(wanted)) : wanted.test(heading.trim());

/** Not what sheets count: `Won` and `MQL` stand in the rows of a CRM as well. */
const ALL = generic.exports.flatMap(({ table, fields }) =>
  Object.entries(fields).flatMap(([field, source]) => (table === 'agg' && isResult(field) ? [] : [source])),
);
const USUAL = new Set(
  ALL.flatMap(({ headings }) => headings.flatMap((one) => (typeof one === 'string' ? loose(one) : []))),
);
const PATTERNS = ALL.flatMap(({ headings }) => headings.filter((one) => typeof one !== 'string'));

/** Whether a heading is one that people use: a row of such is a header. */
export const isUsual = (heading: string): boolean =>
  names(heading, 'money').some((name) => USUAL.has(name)) || PATTERNS.some((pattern) => pattern.test(heading.trim()));

/**
 * What a sheet probably is, with its own headings in place of the dictionary's; undefined where it is no CRM, no ad
 * statistics, no sums and no history. `tables` keeps it to those; empty: any. `counted`: what of a sheet of sums its values
 * show to be counted.
 */
export function guess(
  headings: readonly string[],
  tables: readonly string[] = [],
  counted: (fields: Export['fields']) => Export['fields'] = (fields) => fields,
): Export | undefined {
  const number = tables.length === 0 ? numberOf(headings) : undefined;
  for (const shape of [sums, adStats, deals, crm, ...history]) {
    if (tables.length > 0 && !tables.includes(shape.table)) continue;
    if (shape.table === 'crm' && (number !== undefined || (tables.length === 0 && leadsOrEvents(headings)))) continue;
    const own = headings.filter((heading) => heading !== number);
    const found = fieldsIn(shape, own);
    const fields = shape === sums ? counted(found) : found;
    // Of a sheet of which somebody says that it holds sums one will do.
    const fewest = shape.twoOf ? (tables.length > 0 ? 1 : 2) : 0;
    const counts = (shape.twoOf ?? []).filter((field) => fields[field]).length;
    const isOther = has(shape.strangers, own) || (number !== undefined && mayBeOrders(fields));
    if (shape.table === 'crm' && onlyNamesLeads(fields, own)) continue;
    if (!isOther && counts >= fewest && shape.needs.every((list) => list.some((field) => fields[field])))
      return { ...shape, fields };
  }
  return undefined;
}

/** The headings under which a sheet of spend may say whose advertising each row is, the most telling first. */
export const sourceHeadings = (headings: readonly string[]): string[] =>
  [...(adStats.fields.source?.headings ?? []), 'Network', 'Provider'].flatMap((wanted) =>
    headings.filter((heading) => fits(wanted, heading, 'text')),
  );

/** Whether a heading says «source» itself, and not a place or a channel, which platforms have of their own. */
export const isSourceHeading = (heading: string): boolean => has(sources, [heading]);

const has = (wanted: readonly Heading[], headings: readonly string[]): boolean =>
  wanted.some((one) => headings.some((heading) => fits(one, heading, 'text')));

/**
 * The column that numbers the rows of a sheet, where nothing else says that they are leads: a bare `№` or `ID` and a
 * plain date stand before leads and before payments alike.
 */
function numberOf(headings: readonly string[]): string | undefined {
  const { lead_id, created_at, gclid, yclid } = fieldsIn(crm, headings);
  const [number] = lead_id?.headings ?? [];
  const isBare = typeof number === 'string' && has([...numbers, 'ID'], [number]);
  const isPlain = created_at?.headings.some((heading) => typeof heading === 'string' && has(days, [heading]));
  const areLeads = has([...stages, ...managers, ...people, ...reasons], headings) || gclid || yclid;
  return isBare && isPlain && !areLeads ? number : undefined;
}

/** «Стоимость» of a numbered row is what an order costs, or what an ad did: only clicks or views tell. */
const mayBeOrders = ({ cost, clicks, impressions }: Export['fields']): boolean =>
  !clicks &&
  !impressions &&
  (cost?.headings ?? []).some((one) => typeof one === 'string' && fits('Стоимость', one, 'money'));

/**
 * Where a sheet's rows may be leads or payments: the columns that it would have as a sheet of spend, with its amount for
 * the cost. Undefined for any other sheet.
 */
export function leadsOrSpend(headings: readonly string[]): Record<string, string> | undefined {
  const number = numberOf(headings);
  if (number === undefined) return undefined;
  const cost = { kind: 'money' as const, headings: [...(adStats.fields.cost?.headings ?? []), ...amounts] };
  const fields = fieldsIn({ ...adStats, fields: { ...adStats.fields, cost } }, headings);
  return Object.fromEntries(Object.entries(written(fields)).filter(([, heading]) => heading !== number));
}

/**
 * Where a sheet is nothing but an ID, a stage and a plain date: each row may be a lead, or a deal's entry into a stage.
 * The columns that it would have as a history and as a list of leads; undefined for any other sheet.
 */
export function leadsOrEvents(
  headings: readonly string[],
): Record<'events' | 'leads', Record<string, string>> | undefined {
  const dated = histories.map((shape) => ({ ...shape, fields: { ...shape.fields, entered_at: moment(...days) } }));
  for (const shape of dated) {
    const [events, leads] = [
      written(fieldsIn({ ...shape, strangers: [] }, headings)),
      written(fieldsIn(crm, headings)),
    ];
    const used = new Set(Object.values(events));
    if (!shape.needs.every((list) => list.some((field) => events[field]))) continue;
    if (headings.every((heading) => used.has(heading)) && leads.lead_id && leads.created_at) return { events, leads };
  }
  return undefined;
}

const written = (fields: Export['fields']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(
      ([
        field,
        {
          headings: [heading],
        },
      ]) => (typeof heading === 'string' ? [[field, heading]] : []),
    ),
  );

/** Headings of money that was spent, as it seems; rates and prices of one are none. */
export const looksLikeSpend = (heading: string): boolean =>
  /расход|затрат|потрач|израсход|cost|spen[dt]/iu.test(heading) &&
  !/ср\.|средн|цена|стоимость|за (?:клик|лид|конв|заявк|результат)|avg|average|\bper\b|cost\s*\/|_per_|доля|план|share|plan|%|\broas\b/iu.test(
    heading,
  );

/** Headings that count what came of advertising, or what it earned, as it seems; rates and prices of one are none. */
export const looksLikeResults = (heading: string): boolean =>
  /^(?:кол(?:-во|ичество)? )?(?:лиды|заявки|квалы|сделки|продажи|заказы|оплаты|выручка|доход)(?!.*(?:%|доля|цена))|\b(?:leads|orders|deals|sales|revenue|mqls?|sqls?|won)$/iu.test(
    heading.replaceAll('_', ' ').trim(),
  );

/** Headings of what was paid of an amount, as it seems; a day, a way or a share of it is none. */
export const looksLikePaid = (heading: string): boolean =>
  /оплачен|оплат[аыу]?(?!\p{L})|предоплат|поступил|поступлени|получено|внесено|выплачен|\b(?:paid|received|collected|payments?|prepaid|cash in)\b/iu.test(
    heading.replaceAll('_', ' '),
  ) &&
  !/дата|день|время|способ|метод|форма|вид|тип|статус|срок|остат|долг|ожида|план|%|\b(?:date|day|time|at|on|method|kind|type|status|due|term|left|plan|paid (?:search|social|traffic))\b/iu.test(
    heading.replaceAll('_', ' '),
  );

/** Headings of what became of a lead, as it seems. */
export const looksLikeOutcome = (heading: string): boolean =>
  !/(?<!\p{L})(?:способ|метод|форма|вид|тип|method|kind|type)(?!\p{L})/iu.test(heading) &&
  /стату|этап|стади|состояни|исход|итог|результат|сделка|дата (?:сделки|покупки|продажи)|оплат|оплачен|продан|выигр|закрыт|успе[хш]|\b(?:status|stage|state|outcome|result|won|lost|closed|paid|converted|deal|sold|etapa|fase|estado)\b/iu.test(
    heading,
  );

/**
 * Each field with the one heading it is read from. A heading serves one field, but an amount may become the revenue, and
 * a bare ID may be a deal's or a lead's.
 */
function fieldsIn({ fields }: HomeMade, headings: readonly string[]): Export['fields'] {
  const taken = new Set<string>();
  const found: Export['fields'] = {};
  for (const [field, source] of Object.entries(fields) as [Field, FieldSource][]) {
    const free = headings.filter((heading) => !taken.has(heading));
    const heading = chosen(source, free);
    if (heading === undefined) continue;
    found[field] = { kind: source.kind, headings: [heading] };
    if (field !== 'revenue' && field !== 'deal_id') taken.add(heading);
  }
  return found;
}

/** The heading that the first word of the list fits. A word that fits two different ones settles nothing. */
function chosen(source: FieldSource, headings: readonly string[]): string | undefined {
  for (const wanted of source.headings) {
    const own = headings.filter((heading) => fits(wanted, heading, source.kind));
    if (own.length > 0) return new Set(own.map(fold)).size === 1 ? own[0] : undefined;
  }
  return undefined;
}
