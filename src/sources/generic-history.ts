import { id, moment, text } from './define-source.js';
import { created, days, dealIds, leadLinks } from './generic-headings.js';

// A history that a person keeps, or had somebody get out of a CRM: the deal, the stage, when it was entered, and
// perhaps when it was left.

/** IDs that leave open whether a lead or a deal is meant. Not `№` and the like: they number the rows. */
const bare = ['ID', 'Record ID'];

const from = [
  ...['From Stage', 'Old Stage', 'Previous Stage', 'From Status', 'Old Status', 'Previous Status', 'Из этапа'],
  ...['С этапа', 'Предыдущий этап', 'Прежний этап', 'Старый этап', 'Из стадии', 'Предыдущая стадия'],
  ...['Прежняя стадия', 'Старая стадия', 'Предыдущий статус', 'Прежний статус', 'Старый статус'],
  ...['From Stage ID', 'Old Stage ID', 'Previous Stage ID', 'From Status ID', 'Old Status ID', 'Previous Status ID'],
];
const to = [
  ...['To Stage', 'New Stage', 'To Status', 'New Status', 'На этап', 'В этап', 'Новый этап', 'Новая стадия'],
  ...['В стадию', 'Новый статус'],
];
const toIds = ['To Stage ID', 'New Stage ID', 'To Status ID', 'New Status ID'];
const entered = [
  ...['Entered', 'Entered At', 'Entered On', 'Entered Date', 'Date Entered', 'Entry Date', 'Entered Stage'],
  ...['Entered Stage At', 'Stage Entered', 'Stage Entered At', 'Stage Entered On', 'Stage Entered Date'],
  ...['Stage Entry Date', 'Stage Start', 'Stage Start Date', 'Moved At', 'Moved On', 'Changed At', 'Changed On'],
  ...['Changed Date', 'Change Date', 'Date Changed', 'Change Timestamp', 'Stage Changed', 'Stage Changed At'],
  ...['Stage Change Date', 'Status Changed At', 'Status Change Date', 'Transition Date', 'Transitioned At'],
  ...['Transition Timestamp', 'Edit Date', 'Дата перехода', 'Дата и время перехода'],
  ...['Время перехода', 'Дата перехода на этап', 'Дата перехода в этап', 'Дата входа', 'Дата и время входа'],
  ...['Дата входа в этап', 'Дата входа на этап', 'Дата входа в стадию', 'Вошла', 'Вошёл', 'Вошла в этап'],
  ...['Вошёл в этап', 'Вошла в стадию', 'Перешла', 'Перешёл', 'Перешла в этап', 'Перешла на этап'],
  ...['Перешёл на этап', 'Дата смены этапа', 'Дата смены стадии', 'Дата смены статуса', 'Дата изменения этапа'],
  ...['Дата изменения стадии', 'Дата изменения статуса', 'Начало этапа', 'Дата начала этапа'],
];

const fields = {
  from_status: text(...from),
  status: text(
    ...[...to, 'Stage', 'Deal Stage', 'Lead Stage', 'Pipeline Stage', 'Stage Name', 'Этап'],
    ...['Этап сделки', 'Этап лида', 'Этап воронки', 'Название этапа', 'Стадия', 'Стадия сделки', 'Стадия лида'],
    ...['Status', 'Lead Status', 'Deal Status', 'Статус', 'Статус сделки', 'Статус лида', 'Статус заявки'],
    ...[...toIds, 'Stage ID', 'Status ID', 'ID этапа'],
  ),
  entered_at: moment(...entered),
  pipeline: text('Pipeline', 'Воронка', 'Воронка продаж', 'Направление'),
};

const needs = [['deal_id', 'lead_id'], ['status'], ['entered_at']] as const;
const shape = (deal: readonly string[], lead: readonly string[]) =>
  ({
    table: 'stage_events',
    required: [],
    needs,
    fields: { deal_id: id(...deal), lead_id: id(...lead), ...fields },
  }) as const;

/** The most telling first. «Сделка» comes last: beside an ID it is the name of a deal. */
export const historyShapes = [
  shape(dealIds, leadLinks),
  shape(bare, bare),
  shape(['Deal', 'Сделка'], ['Lead', 'Лид', 'Заявка']),
] as const;

/** Rows from one stage to another. Any date in such a row is that of the change, even a date of creation. */
export const moveShapes = [
  [dealIds, leadLinks],
  [
    ['Deal', 'Сделка'],
    ['Lead', 'Лид', 'Заявка'],
  ],
].map(([deal = [], lead = []]) => ({
  ...shape(deal, lead),
  needs: [...needs, ['from_status']] as const,
  fields: {
    ...shape(deal, lead).fields,
    status: text(...to, ...toIds),
    entered_at: moment(...entered, ...created, ...days),
  },
}));
