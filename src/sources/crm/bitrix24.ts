import { text as words } from '../../model/text.js';
import { defineSource, id, moment, money, text } from '../define-source.js';
import { actuallyClosed, at, ignore, lost, origins, reasons, tags } from './crm-words.js';

const leadStatuses = {
  NEW: at('lead'),
  'Не обработан': at('lead'),
  Unassigned: at('lead'),
  IN_PROCESS: at('lead'),
  'В работе': at('lead'),
  'In progress': at('lead'),
  PROCESSED: at('lead'),
  Обработан: at('lead'),
  Processed: at('lead'),
  CONVERTED: at('qualified'),
  'Качественный лид': at('qualified'),
  'Good lead': at('qualified'),
  JUNK: lost,
  'Некачественный лид': lost,
  'Junk lead': lost,
};

const dealStages = {
  NEW: at('lead'),
  Новая: at('lead'),
  New: at('lead'),
  DETAILS: at('lead'),
  'Уточнение информации': at('lead'),
  'Get more info': at('lead'),
  // Papers are drawn up for somebody who was already talked to; they are no offer yet.
  PREPARATION: at('contact'),
  'Подготовка документов': at('contact'),
  'Create papers': at('contact'),
  PROPOSAL: at('proposal'),
  Предложение: at('proposal'),
  Quote: at('proposal'),
  NEGOTIATION: at('decision'),
  'Переговоры в процессе': at('decision'),
  Negotiate: at('decision'),
  PREPAYMENT_INVOICE: at('decision'),
  'Счёт на предоплату': at('decision'),
  'Счет на предоплату': at('decision'),
  // With a Latin C, as Bitrix24 itself writes it.
  'Cчёт на предоплату': at('decision'),
  'Cчет на предоплату': at('decision'),
  Invoice: at('decision'),
  // Work after the prepayment and before the final invoice. A lead «В работе» is something else with the same name.
  EXECUTING: at('decision'),
  'В работе': at('decision'),
  'In progress': at('decision'),
  FINAL_INVOICE: at('decision'),
  'Финальный счёт': at('decision'),
  'Финальный счет': at('decision'),
  'Final invoice': at('decision'),
  ON_HOLD: ignore,
  'Обработка приостановлена': ignore,
  Suspended: ignore,
  WON: at('deal'),
  'Сделка успешна': at('deal'),
  'Deal won': at('deal'),
  LOSE: lost,
  'Сделка провалена': lost,
  // The name in newer portals, also in the heading of the reason: «Причина стадии Сделка проиграна».
  'Сделка проиграна': lost,
  'Deal lost': lost,
  APOLOGY: lost,
  'Анализ причины провала': lost,
  'Analyze failure': lost,
};

// Newer versions name a UTM field by its meaning, not by its parameter.
const utm = {
  ...tags,
  utm_source: text('UTM Source', 'utm_source', 'Рекламная система', 'Ad system'),
  utm_medium: text('UTM Medium', 'utm_medium', 'Тип трафика', 'Medium'),
  utm_campaign: text('UTM Campaign', 'utm_campaign', 'Обозначение рекламной кампании', 'Ad campaign UTM'),
  utm_content: text('UTM Content', 'utm_content', 'Содержание кампании', 'Campaign contents'),
  utm_term: text('UTM Term', 'utm_term', 'Условие поиска кампании', 'Campaign search term'),
};

const created = moment('Дата создания', 'Created', 'Created on');
const modified = moment('Дата изменения', 'Modified', 'Modified on');
const modifiedBy = text('Кем изменена', 'Кем изменен', 'Кем изменён', 'Modified by');
const manager = text('Ответственный', 'Responsible', 'Responsible person');
const source = text('Источник', 'Source', ...origins);
const currency = text('Валюта', 'Currency');
// With this column there is one row per product, and the amount is that product's price × quantity.
const product = text('Товар', 'Product');
// The reason is always a custom field of the company: «Причина стадии Сделка проиграна».
const reason = text(...reasons, /^(Причина стадии )?.*Сделка (проиграна|провалена)$/i);

// The REST API (crm.deal.list, crm.lead.list) has names in capitals. CLOSEDATE of an open deal is a planned date.
const rest = {
  created_at: moment('DATE_CREATE'),
  modified_at: moment('DATE_MODIFY'),
  modified_by: text('MODIFY_BY_NAME', 'MODIFY_BY_ID'),
  source: text('SOURCE_ID'),
  amount: money('OPPORTUNITY'),
  currency: text('CURRENCY_ID'),
  manager: text('ASSIGNED_BY_NAME', 'ASSIGNED_BY_ID'),
  ...utm,
};

// crm.stagehistory.list and the table of the BI connector: a row per stage entered. A row has its own ID beside that of
// the deal or lead.
const entered = moment('CREATED_TIME', 'DATE_CREATE');
const ofChange = (link: 'DEAL_ID' | 'LEAD_ID') => new RegExp(`^(OWNER_ID|${link})$`, 'i');

// The columns of the user's list, in the language of the portal. Values are names, or the code where a name is missing.
// Each line ends with `;`. «Excel» is an HTML table with the ending .xls.
export const bitrix24 = defineSource({
  name: 'bitrix24',
  title: 'Bitrix24',
  where: words('CRM → Leads or Deals → ⚙ → Export to CSV', 'CRM → Лиды или Сделки → ⚙ → Экспорт в CSV'),
  stages: words(
    'CRM → Settings → Custom fields: a date field per stage; Automation rules of the stage: set it to the present moment; then export those columns',
    'CRM → Настройки → Пользовательские поля: поле «Дата» на каждую стадию; роботы стадии: записать в него текущую дату; затем выгрузите эти столбцы',
  ),
  exports: [
    {
      table: 'crm',
      list: 'leads',
      mayLackIds: true,
      statuses: leadStatuses,
      required: [
        'lead_id',
        'status',
        /^(Название лида|Дополнительно о статусе|Повторный лид|Создан CRM-формой|Lead name|Status information|Repeat lead)$/i,
      ],
      fields: {
        lead_id: id('ID'),
        created_at: created,
        modified_at: modified,
        modified_by: modifiedBy,
        closed_at: moment('Дата завершения', 'Completed on'),
        status: text('Статус', 'Стадия', 'Status', 'Stage'),
        outcome: text('Состояние статуса', 'Состояние', 'Status group', 'Status details'),
        source,
        amount: money('Сумма', 'Возможная сумма', 'Возможная сумма сделки', 'Total', 'Opportunity'),
        currency,
        product_line: product,
        reason,
        manager,
        ...utm,
      },
    },
    {
      table: 'crm',
      list: 'deals',
      mayLackIds: true,
      statuses: dealStages,
      entity: 'deal',
      required: [
        'deal_id',
        'status',
        /^(Название сделки|Название|Deal name)$/i,
        // Every CRM has an ID, a name and a stage, so one more heading must be Bitrix24's own.
        /^(Стадия сделки|Сделка закрыта|Предполагаемая дата закрытия|Ответственный|Направление|Дополнительно об источнике|Повторная сделка|Deal stage|Assumed close date|Responsible|Responsible person|Source information|Repeat deal)$/i,
      ],
      fields: {
        deal_id: id('ID'),
        // The ID of the lead that became this deal.
        lead_id: id('Лид', 'ID лида', 'Lead', 'Lead ID'),
        created_at: created,
        modified_at: modified,
        modified_by: modifiedBy,
        // «Предполагаемая дата закрытия» and «Дата завершения» of a deal are planned dates. A field that somebody added,
        // or a CRM with the same headings, may have the actual one.
        closed_at: moment(...actuallyClosed),
        status: text('Стадия сделки', 'Стадия', 'Deal stage', 'Stage'),
        pipeline: text('Воронка', 'Направление', 'Pipeline'),
        outcome: text('Группа стадий', 'Группа стадии', 'Stage group', 'Deal status'),
        source,
        amount: money('Сумма', 'Income', 'Total', 'Amount'),
        revenue: money('Сумма', 'Income', 'Total', 'Amount'),
        currency,
        product_line: product,
        reason,
        manager,
        ...utm,
      },
    },
    {
      table: 'crm',
      list: 'deals',
      statuses: dealStages,
      entity: 'deal',
      required: ['deal_id', 'status', 'created_at', /^(OPPORTUNITY|ASSIGNED_BY_ID|STAGE_SEMANTIC_ID|CATEGORY_ID)$/],
      absent: [ofChange('DEAL_ID')],
      fields: {
        ...rest,
        deal_id: id('ID'),
        lead_id: id('LEAD_ID'),
        status: text('STAGE_ID'),
        pipeline: text('CATEGORY_ID'),
        outcome: text('STAGE_SEMANTIC_ID'),
        revenue: money('OPPORTUNITY'),
      },
    },
    {
      table: 'crm',
      list: 'leads',
      statuses: leadStatuses,
      required: ['lead_id', 'status', 'created_at', /^(OPPORTUNITY|ASSIGNED_BY_ID|STATUS_SEMANTIC_ID)$/],
      absent: [ofChange('LEAD_ID')],
      fields: {
        ...rest,
        lead_id: id('ID'),
        closed_at: moment('DATE_CLOSED'),
        status: text('STATUS_ID'),
        outcome: text('STATUS_SEMANTIC_ID'),
      },
    },
    {
      table: 'stage_events',
      statuses: dealStages,
      required: ['deal_id', 'status', 'entered_at', /^TYPE_ID$/i],
      fields: {
        deal_id: id('DEAL_ID', 'OWNER_ID'),
        status: text('STAGE_ID'),
        pipeline: text('CATEGORY_ID'),
        entered_at: entered,
      },
    },
    {
      table: 'stage_events',
      statuses: leadStatuses,
      required: ['lead_id', 'status', 'entered_at', /^TYPE_ID$/i],
      fields: { lead_id: id('LEAD_ID', 'OWNER_ID'), status: text('STATUS_ID'), entered_at: entered },
    },
  ],
  statuses: { ...dealStages, ...leadStatuses },
});
