import { text as words } from '../../model/text.js';
import { defineSource, id, moment, money, text } from '../define-source.js';
import { at, tags } from './crm-words.js';

/** Lists of what is done about deals, or sold in them, name the deal of each. */
const ofDeal = /^(Activity|Note|Product|Активность|Заметка|Продукт|Товар) - .+$/iu;

// Headings bear the name of what they belong to, custom fields too. A lost deal keeps its last open stage:
// only `Deal - Status` tells the outcome. A lead leaves the inbox when it becomes a deal, so a deal stands for its lead.
export const pipedrive = defineSource({
  name: 'pipedrive',
  title: 'Pipedrive',
  where: words('Deals → list view → ⋯ → Export → CSV', 'Сделки → список → ⋯ → Экспорт → CSV'),
  exports: [
    {
      table: 'crm',
      required: ['lead_id', /^(Deal|Сделка) - (Title|Stage|Status|Название|Этап|Статус)$/i],
      absent: [ofDeal],
      fields: {
        lead_id: id('Deal - ID', 'Сделка - ID'),
        created_at: moment('Deal - Deal created', 'Deal - Add time', 'Deal - Creation date', 'Сделка - Сделка создана'),
        modified_at: moment('Deal - Update time', 'Сделка - Время обновления'),
        closed_at: moment(
          'Deal - Deal closed on',
          'Deal - Closed on',
          'Deal - Won time',
          'Deal - Lost time',
          'Сделка - Сделка закрыта',
        ),
        deal_at: moment('Deal - Won time', 'Сделка - Время выигрыша'),
        status: text('Deal - Stage', 'Сделка - Этап'),
        pipeline: text('Deal - Pipeline', 'Сделка - Воронка'),
        outcome: text('Deal - Status', 'Сделка - Статус'),
        source: text(
          'Deal - Lead source',
          'Deal - Source',
          'Deal - Source channel',
          'Сделка - Источник',
          'Сделка - Канал источника',
        ),
        campaign: text('Deal - Campaign'),
        amount: money('Deal - Value', 'Сделка - Ценность', 'Сделка - Сумма'),
        revenue: money('Deal - Value', 'Сделка - Ценность', 'Сделка - Сумма'),
        currency: text('Deal - Currency of value', 'Deal - Currency', 'Сделка - Валюта', /^Сделка - Валюта .+$/i),
        reason: text('Deal - Lost reason', 'Сделка - Причина проигрыша', 'Сделка - Причина потери'),
        manager: text('Deal - Owner', 'Сделка - Владелец', 'Сделка - Ответственный'),
        ...tags,
      },
    },
    {
      table: 'crm',
      required: ['lead_id', /^Lead - (Title|Lead created|Add time|Creation date|Owner)$/i],
      fields: {
        lead_id: id('Lead - ID'),
        created_at: moment('Lead - Lead created', 'Lead - Add time', 'Lead - Creation date'),
        modified_at: moment('Lead - Update time'),
        source: text('Lead - Lead source', 'Lead - Source', 'Lead - Source channel'),
        amount: money('Lead - Value'),
        currency: text('Lead - Currency of value', 'Lead - Currency'),
        manager: text('Lead - Owner'),
        ...tags,
      },
    },
    { table: 'none', required: [ofDeal, /^(Deal|Сделка) - .+$/iu], fields: {} },
  ],
  statuses: {
    'Lead in': at('lead'),
    Idea: at('lead'),
    Qualified: at('qualified'),
    'Contact made': at('contact'),
    'Needs defined': at('qualified'),
    // An offer of its own comes later in this pipeline.
    'Demo scheduled': at('contact'),
    'Proposal made': at('proposal'),
    'Negotiations started': at('decision'),
    Квалифицирован: at('qualified'),
    'Контакт установлен': at('contact'),
    'Демонстрация запланирована': at('contact'),
    'Предложение сделано': at('proposal'),
    'Переговоры начаты': at('decision'),
  },
});
