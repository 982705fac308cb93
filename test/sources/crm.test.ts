import { describe, expect, it } from 'vitest';
import { fold } from '../../src/model/fold.js';
import type { StatusMeaning } from '../../src/model/settings.js';
import { fieldsOf } from '../../src/model/tables.js';
import { CRMS } from '../../src/sources/crm/crms.js';
import { columnsOf, matchesOf } from './crm-matcher.js';

/** Headings of real exports, from the notes on exports. */
const REAL: [source: string, headings: string][] = [
  [
    'amocrm',
    'ID, Название сделки, Бюджет, Ответственный, Дата создания сделки, Кем создана сделка, Дата редактирования, Кем редактирована, Дата закрытия, Теги, Примечание, Примечание 2, Этап сделки, Воронка, Полное имя контакта, Компания контакта, Ответственный за контакт, Компания, Рабочий телефон, utm_source, utm_medium, utm_campaign, utm_term, utm_content, utm_referrer, _ym_uid, roistat, from, gclientid, gclid, yclid, fbclid',
  ],
  ['amocrm', 'ID, Название сделки, Бюджет ₽, Ответственный, Дата создания, Этап сделки, Воронка, Основной контакт'],
  ['amocrm', 'ID, Lead título, Etapa do lead, Funil de vendas, Usuário responsável, Criado em, Lead venda R$'],
  [
    'amocrm',
    'ID, Lead título, Contato principal, Lead usuário responsável, Etapa do lead, Funil de vendas, Venda, Data Criada, Última modificação, Fechada em, Lead tags',
  ],
  ['amocrm', 'ID, Nombre del lead, Estatus del lead, Contacto principal, Etiquetas del lead'],
  [
    'amocrm',
    'ID, Lead title, Lead status, Pipeline, Sale, Responsible user, Created at, Closed at, Lead tags, Loss reason',
  ],
  [
    'amocrm',
    'Сделка.ID, Сделка.Название, Сделка.Статус, Сделка.Причина отказа (ОП), Сделка.Ответственный, Сделка.Бюджет, Сделка.Дата создания, Сделка.Дата закрытия, Контакт.ФИО, Контакт.Телефон, Сделка.UTM_SOURCE',
  ],
  ['amocrm', 'Сделка.id, Ссылка, Ответственный, Контакт, Дата создания, Бюджет, Причина отказа, Статус, utm_source'],
  [
    'bitrix24',
    'ID, Название сделки, Воронка, Стадия сделки, Сумма, Валюта, Ответственный, Источник, Дополнительно об источнике, Дата создания, Дата изменения, Дата начала, Предполагаемая дата закрытия, Сделка закрыта, Контакт, Компания: Название компании, Тип, Комментарий, UTM Source, UTM Medium, UTM Campaign, UTM Content, UTM Term',
  ],
  ['bitrix24', 'ID, Название, Дата создания, Стадия, Ответственный, Клиент, Категория, Лид, Источник'],
  ['bitrix24', 'ID, Название лида, Статус, Источник, Имя, Фамилия, Рабочий телефон'],
  ['bitrix24', 'ID, Название лида, Стадия, Источник, Имя, Фамилия, Ответственный, Сумма, Дата создания'],
  ['bitrix24', 'ID, Deal Name, Stage, Income, Currency, Responsible, Source, Created, Modified, Assumed close date'],
  ['bitrix24', 'ID, Lead Name, Status, Source, First Name, Last Name, Responsible, Created'],
  ['hubspot', 'Record ID, Deal Name, Simpro Quote Id, Amount'],
  [
    'hubspot',
    'Record ID, Deal Name, Deal Stage, Pipeline, Amount, Currency, Close Date, Create Date, Deal Owner, Deal Type, Associated Contact IDs, Associated Company IDs, Original Traffic Source, Closed Lost Reason, Last Activity Date',
  ],
  [
    'hubspot',
    'Record ID, First Name, Last Name, Email, Phone Number, Lifecycle Stage, Lead Status, Contact owner, Create Date, Original Source, Became a Lead Date, Became an Opportunity Date',
  ],
  ['salesforce', 'Opportunity Owner, Account Name, Opportunity Name, Stage, Amount, Close Date'],
  ['salesforce', 'opportunity_id, stage_name, amount, is_closed, is_won, created_date, close_date'],
  [
    'salesforce',
    'Opportunity Owner, Opportunity Name, Stage, Created Date, Close Date, Stage Duration, Opportunity ID, Lead Source',
  ],
  ['salesforce', 'Opportunity Owner, Opportunity Name, Stage, Total Amount Currency, Total Amount, Created Date'],
  [
    'salesforce',
    'Lead Owner, First Name, Last Name, Company / Account, Lead Source, Lead Status, Create Date, Lead ID',
  ],
  ['salesforce', 'Id, Status, LeadSource, IsConverted, ConvertedDate, ConvertedOpportunityId, OwnerId, CreatedDate'],
  ['salesforce', 'Id, Name, StageName, Amount, CloseDate, IsWon, IsClosed, LeadSource, CurrencyIsoCode'],
  [
    'pipedrive',
    'Deal - ID, Deal - Title, Deal - Stage, Deal - Pipeline, Deal - Status, Deal - Value, Deal - Currency of value, Deal - Deal created, Deal - Won time, Deal - Lost time, Deal - Deal closed on, Deal - Lost reason, Deal - Last stage change, Deal - Owner, Deal - Source channel, Deal - Label, Deal - utm_source, Deal - Lead Source, Person - Name, Organization - Name',
  ],
  [
    'zoho',
    'Record Id, Deal Owner.id, Deal Owner, Account Name.id, Account Name, Contact Name.id, Contact Name, Stage, Amount, Currency, Closing Date, Created Time, Modified Time, Last Activity Time, Lead Source, Reason For Loss',
  ],
  [
    'bigin',
    'Deal Id, Deal Owner.id, Deal Owner, Deal Name, Sub-Pipeline, Amount, Stage, Closing Date, Created Time, Pipeline.id, Pipeline',
  ],
  [
    'zoho',
    'Id, Deal Owner Name, Closing Date, Quality, Stage, Lost Reason, Page, Campaign, SLA, Content, Term, Source, Payment Type, Product, Created Time, Initial Amount Paid, Offer Total Amount, Contact Name',
  ],
  [
    'meta-leads',
    'Created, Name, Email address, Source, Form, Channel, Stage, Owner, Labels, Phone number (recommended)',
  ],
];

/** What is no CRM export, or none of a CRM that is known. */
const OTHER: [what: string, headings: string][] = [
  [
    'Google Ads',
    'Campaign status, Campaign, Budget, Status, Status reasons, Campaign type, Impr., Clicks, Currency code, Cost, Conversions',
  ],
  ['Google Ads, overview card', 'Date, Clicks, Impressions, Avg. CPC, Cost'],
  [
    'Yandex Direct',
    'Дата, Кампания, № Кампании, Группа, № Группы, № Объявления, Условие показа, Показы, Клики, Расход (руб.), Конверсии',
  ],
  ['Yandex Metrica', 'UTM Source, UTM Campaign, Визиты, Посетители, Отказы, Время на сайте'],
  ['VK Реклама', 'ID объявления, Название объявления, ID группы, Статус, Результат, Потрачено всего, ₽, Показы, Клики'],
  ['Meta', 'Reporting starts, Reporting ends, Campaign name, Campaign ID, Amount spent (USD), Impressions, Results'],
  [
    'Meta, lead form',
    'id, created_time, ad_id, ad_name, campaign_id, campaign_name, form_id, platform, email, full_name, lead_status',
  ],
  ['LinkedIn', 'Start Date (in UTC), Account Name, Campaign Name, Total Spent, Impressions, Clicks, Leads'],
  [
    'TikTok',
    'Campaign name, Primary status, Campaign Budget, Cost, Impressions, Clicks (destination), Conversions, Currency',
  ],
  ['a sheet of spend', 'Date, Source, Campaign, Impressions, Spend, Clicks, AdGroup, Ad'],
  ['deals without IDs', 'AQL date, Source, Client CRM, Stage, Loss reason description, Closing Date'],
  ['the stages of a pipeline', 'pipeline_id, stage_id, stage_name, sort_order, is_final, is_success'],
  ['the stages of a pipeline', 'id, stage_name, probability'],
  ['HubSpot companies', 'Record ID, Company name, Company owner, Create Date, Lifecycle Stage, Lead Status'],
  ['Kommo contacts', 'ID, Nombre completo, Respons. usuario, Fecha de Creación, Etiquetas, Teléfono celular'],
  ['a list of stages', 'pipeline_id, stage_id, stage_name, sort_order, is_final'],
  ['SalesMan CRM', '#, Дата создан., Дата план., Этап сделки, Заказчик, Источник клиента, Ответств., Сумма сделки, р.'],
];

describe('headings of real exports', () => {
  it.each(REAL)('%s knows its own: %s', (source, headings) => {
    expect(matchesOf(headings.split(', ')).map((one) => one.source.name)).toEqual([source]);
  });

  it.each(OTHER)('%s is no export of a known CRM', (_, headings) => {
    expect(matchesOf(headings.split(', '))).toEqual([]);
  });
});

const meant = (meaning: StatusMeaning | undefined): string | undefined =>
  meaning?.kind === 'stage' ? meaning.stage : meaning?.kind;

/** The stages that a CRM comes with, and what each says of a lead. */
const STATUSES: Record<string, Record<string, string>> = {
  amocrm: {
    lead: 'Неразобранное, Первичный контакт, Incoming leads, Initial contact, Etapa de leads de entrada, Contato inicial',
    contact: 'Переговоры, Discussions, Discusiones',
    proposal: 'Offer made',
    decision:
      'Принимают решение, Согласование договора, Negotiation, Decision making, Contract discussion, Toma de decisiones',
    deal: 'Успешно реализовано, Closed - won, Venda ganha, Logrado con éxito, 142',
    lost: 'Закрыто и не реализовано, Closed - lost, Venda perdida, Ventas Perdidos, 143',
  },
  bitrix24: {
    lead: 'NEW, Не обработан, Unassigned, IN_PROCESS, В работе, In Progress, PROCESSED, Обработан, Processed, Новая, New',
    qualified: 'CONVERTED, Качественный лид, Good Lead',
    contact: 'PREPARATION, Подготовка документов, Create papers',
    decision:
      'PREPAYMENT_INVOICE, Счёт на предоплату, Cчёт на предоплату, Invoice, EXECUTING, FINAL_INVOICE, Финальный счёт, Final invoice',
    deal: 'WON, Сделка успешна, Deal won',
    lost: 'JUNK, Некачественный лид, Junk Lead, LOSE, Сделка провалена, Сделка проиграна, Deal lost, APOLOGY, Анализ причины провала, Analyze failure',
  },
  hubspot: {
    lead: 'appointmentscheduled, Appointment Scheduled, Lead, New, Open, In Progress, Attempted to Contact, Evangelist',
    qualified:
      'qualifiedtobuy, Qualified To Buy, Marketing Qualified Lead, marketingqualifiedlead, Sales Qualified Lead, Opportunity, Open Deal',
    contact: 'Connected',
    proposal: 'presentationscheduled, Presentation Scheduled',
    decision: 'decisionmakerboughtin, Decision Maker Bought-In, contractsent, Contract Sent',
    deal: 'closedwon, Closed Won, Customer',
    lost: 'closedlost, Closed Lost, Unqualified, Bad Timing',
    ignore: 'Subscriber, Other',
  },
  zoho: {
    lead: 'Qualification, Not Contacted, Attempted to Contact, Contact in Future',
    qualified: 'Needs Analysis, Value Proposition, Identify Decision Makers, Pre-Qualified',
    contact: 'Contacted',
    proposal: 'Proposal/Price Quote',
    decision: 'Negotiation/Review',
    deal: 'Closed Won',
    lost: 'Closed Lost, Closed Lost to Competition, Junk Lead, Lost Lead, Not Qualified',
  },
  bigin: {
    lead: 'Qualification',
    qualified: 'Needs Analysis',
    proposal: 'Proposal/Price Quote',
    decision: 'Negotiation/Review',
    deal: 'Closed Won',
    lost: 'Closed Lost',
  },
  salesforce: {
    lead: 'Open - Not Contacted, New, Prospecting, Qualification',
    contact: 'Working - Contacted, Contacted',
    qualified:
      'Closed - Converted, Qualified, Needs Analysis, Value Proposition, Id. Decision Makers, Perception Analysis',
    proposal: 'Proposal/Price Quote',
    decision: 'Negotiation/Review',
    deal: 'Closed Won',
    lost: 'Closed - Not Converted, Unqualified, Closed Lost',
  },
  pipedrive: {
    lead: 'Lead In, Idea',
    qualified: 'Qualified, Needs Defined',
    contact: 'Contact Made, Demo Scheduled',
    proposal: 'Proposal Made',
    decision: 'Negotiations Started',
  },
  retailcrm: {
    lead: 'Новый, Наличие подтверждено',
    decision: 'Согласовано с клиентом, Предоплата поступила, Комплектуется, Доставляется',
    deal: 'Выполнен',
    lost: 'Отменен, Недозвон, Нет в наличии, Купил в другом месте, Не устроила цена',
  },
  moysklad: {
    lead: 'Новый',
    decision: 'Подтвержден, Собран',
    deal: 'Отгружен, Доставлен',
    lost: 'Возврат, Отменен',
  },
  getcourse: {
    lead: 'Новый, В работе, Не подтвержден, new, in_work, not_confirmed',
    decision: 'Ожидаем оплаты, Частично оплачен, payment_waiting, part_payed',
    deal: 'Завершен, payed',
    lost: 'Отменен, Ложный, cancelled, false',
    ignore: 'Отложен, pending',
  },
  tilda: { lead: 'Входящие' },
  close: { ignore: 'Active', deal: 'Won', lost: 'Lost' },
  freshsales: {
    lead: 'New, Qualification',
    qualified: 'Discovery, Under review',
    contact: 'Follow-up',
    proposal: 'Demo',
    decision: 'Negotiation',
    deal: 'Won, Closed Won',
    lost: 'Lost, Closed Lost',
  },
  activecampaign: { lead: 'To Contact', contact: 'In Contact, Follow Up' },
  'meta-leads': { lead: 'Intake', qualified: 'Qualified', deal: 'Converted', lost: 'Lost' },
};

describe('the stages a CRM comes with', () => {
  it.each(Object.entries(STATUSES))('%s: each is known', (name, expected) => {
    const own = CRMS.find((source) => source.name === name)?.statuses ?? {};
    const known = new Map(Object.entries(own).map(([status, meaning]) => [fold(status), meant(meaning)]));
    const found = Object.entries(expected).flatMap(([meaning, statuses]) =>
      statuses.split(', ').map((status) => [status, meaning, known.get(fold(status))]),
    );
    expect(found.filter(([, meaning, actual]) => actual !== meaning)).toEqual([]);
  });

  it.each(CRMS)('$name: no name means two things', ({ statuses = {} }) => {
    const meanings = new Map<string, Set<string | undefined>>();
    for (const [status, meaning] of Object.entries(statuses))
      meanings.set(fold(status), new Set([...(meanings.get(fold(status)) ?? []), meant(meaning)]));
    expect([...meanings].filter(([, own]) => own.size > 1)).toEqual([]);
  });

  it.each(CRMS)('$name: no first contact counts as a conversation', ({ name, statuses = {} }) => {
    const early = Object.entries(statuses).filter(([status]) =>
      /^(первичный|первый|initial|first) |^(contato|contacto) inicial$/iu.test(status),
    );
    expect(early.length > 0 || name !== 'amocrm').toBe(true);
    expect(early.filter(([, meaning]) => meant(meaning) !== 'lead')).toEqual([]);
  });
});

describe('every CRM', () => {
  it('is in the list once', () => {
    expect(CRMS.map(({ name }) => name)).toEqual(Object.keys(STATUSES).sort(byPlace));
  });

  const exports = CRMS.flatMap(({ name, exports: shapes }) =>
    shapes.map((shape, at) => ({ name, at, shape })).filter(({ shape }) => shape.table === 'crm'),
  );

  it.each(exports)('$name, export $at, has only fields of a CRM, each of its kind', ({ shape }) => {
    const kinds = fieldsOf('crm');
    const wrong = Object.entries(shape.fields).filter(([field, { kind }]) => kinds.get(field) !== kind);
    expect([shape.table, wrong]).toEqual(['crm', []]);
  });

  it.each(exports)('$name, export $at, says which row it is and when it began', ({ shape }) => {
    expect(Object.keys(shape.fields)).toEqual(
      expect.arrayContaining([shape.entity === 'deal' ? 'deal_id' : 'lead_id', 'created_at']),
    );
  });

  it.each(['meta_lead_id', 'Facebook Lead ID', 'Google Lead ID', 'Meta_Lead_Id__c', 'ID лида VK'])(
    'reads the ID of an ad platform’s form out of a field called %s',
    (heading) => {
      const read = CRMS.filter((source) =>
        source.exports.some((shape) => columnsOf(shape, [heading]).ad_lead_id === heading),
      );
      // Meta's own has no fields of a company's own.
      const all = CRMS.filter(({ name }) => name !== 'meta-leads');
      expect(read.map(({ name }) => name)).toEqual(all.map(({ name }) => name));
    },
  );

  it.each(['Причина стадии Некачественный лид', 'Типы некачественного лида', 'Причина стадии Сделка проиграна'])(
    'reads why a lead of Bitrix24 was bad: «%s»; and where it came from by a name of the company’s own',
    (reason) => {
      const [leads] = matchesOf(['ID', 'Название лида', 'Стадия', 'Дата создания']);
      const columns = leads && columnsOf(leads.shape, ['Маркетинговый канал', reason]);
      expect(columns).toMatchObject({ reason, source: 'Маркетинговый канал' });
    },
  );

  it('takes no planned date of Bitrix24 for the day a deal was closed, but one that is called actual', () => {
    const bitrix = CRMS.find(({ name }) => name === 'bitrix24');
    const deals = bitrix?.exports.find(({ entity }) => entity === 'deal');
    const actual = ['Планируемая дата закрытия', 'Фактическая дата закрытия'];
    expect(deals && columnsOf(deals, actual).closed_at).toBe('Фактическая дата закрытия');
    const planned = Object.values(deals?.fields ?? {}).filter(({ headings }) =>
      ['Предполагаемая дата закрытия', 'Дата завершения', 'Assumed close date'].some((plan) =>
        headings.some((one) => (typeof one === 'string' ? fold(one) === fold(plan) : one.test(plan))),
      ),
    );
    expect(planned).toEqual([]);
  });
});

function byPlace(a: string, b: string): number {
  const names = CRMS.map(({ name }) => name);
  return names.indexOf(a) - names.indexOf(b);
}
