import { describe, expect, it } from 'vitest';
import { recognise } from '../../src/intake/recognise/recognise.js';
import { fieldsOf } from '../../src/model/tables.js';
import { SOURCES } from '../../src/sources/known-sources.js';

const recognised = (headings: readonly string[]) => {
  const found = recognise(headings, 'x.csv', undefined);
  const columns = Object.fromEntries([...found.columns].map(([field, { heading }]) => [field, heading]));
  return { source: found.source, table: found.table, columns };
};

describe('a heading that names a stage', () => {
  const HEADINGS: [heading: string, stage: string | undefined][] = [
    ['Date entered "Closed Won (Sales Pipeline)"', 'Sales Pipeline / Closed Won'],
    ['DATE ENTERED “Closed Won (Sales Pipeline)”', 'Sales Pipeline / Closed Won'],
    ["Date entered 'Closed Won (Sales Pipeline)'", 'Sales Pipeline / Closed Won'],
    ['Date entered ‘Closed Won (Sales Pipeline)’', 'Sales Pipeline / Closed Won'],
    ['date entered Closed Won (Sales Pipeline)', 'Sales Pipeline / Closed Won'],
    ['Date entered "Closed Won"', 'Closed Won'],
    ['Date entered "Site visit (free) (Renewals (EU))"', 'Renewals (EU) / Site visit (free)'],
    ['Date entered "Kunde’s Wahl (Vertrieb)"', 'Vertrieb / Kunde’s Wahl'],
    ['hs_v2_date_entered_closedwon', 'closedwon'],
    ['hs_date_entered_1234567', '1234567'],
    ['Date exited "Closed Won (Sales Pipeline)"', undefined],
    ['Date entered current stage', undefined],
    ['hs_v2_date_entered_current_stage', undefined],
    ['Cumulative time in "Closed Won (Sales Pipeline)" (HH:mm:ss)', undefined],
    ['Create Date', undefined],
  ];
  const stagesIn = (headings: readonly string[]) =>
    recognise(headings, 'x.csv', undefined).entered.map(({ status, pipeline }) =>
      pipeline === null ? status : `${pipeline} / ${status}`,
    );

  it.each(HEADINGS)('of HubSpot: %s is %s', (heading, stage) => {
    expect(stagesIn(['Record ID', 'Deal Name', 'Deal Stage', heading])).toEqual(stage === undefined ? [] : [stage]);
  });

  it('of a contact says what it became', () => {
    const contact = ['Record ID', 'Email', 'Lifecycle Stage'];
    expect(
      stagesIn([...contact, 'Became a Lead Date', 'became an opportunity date', 'hs_lifecyclestage_customer_date']),
    ).toEqual(['Lead', 'opportunity', 'customer']);
  });
});

describe('a history and a CRM export', () => {
  const table = (headings: string) => recognised(headings.split(', ')).table;

  it.each([
    'ID сделки, Этап, Дата входа в этап',
    'ID, Стадия, Вошла в этап, Вышла',
    'lead_id, status, changed_at',
    'deal, stage, entered, left',
    'Сделка; Этап; Дата перехода'.replaceAll(';', ','),
    'ID лида, Статус, Дата смены статуса, Ответственный',
    'event_id, deal_id, old_stage_id, new_stage_id, changed_at, changed_by_id',
    // Words of amoCRM and of HubSpot, without a date of creation.
    'ID, Название сделки, Этап сделки, Воронка, Ответственный, Дата перехода',
    'Deal ID, Deal Name, Deal Stage, Entered At',
    'opportunity_id, stage, entered_date',
    'history_id, lead_id, stage, stage_start_date, stage_end_date',
    'lead_id, from_stage, to_stage, change_timestamp',
    'Opportunity ID, Opportunity Name, Stage, Last Modified',
    // A connector's, with an ID of its own beside that of the opportunity.
    'id, opportunity_id, stage_name, amount, close_date, probability, created_by_id, created_date, is_deleted',
    'id, opportunity_id, field, old_value, new_value, created_by_id, created_date',
    'id, lead_id, field, old_value, new_value, created_by_id, created_date',
    'deal_id, name, timestamp, value, source, source_id',
    'contact_id, name, timestamp, value, source, source_id',
    // Bitrix24: crm.stagehistory.list, and the table of its BI connector.
    'ID, TYPE_ID, OWNER_ID, CREATED_TIME, CATEGORY_ID, STAGE_SEMANTIC_ID, STAGE_ID',
    'ID, TYPE_ID, OWNER_ID, CREATED_TIME, STATUS_SEMANTIC_ID, STATUS_ID',
    'ID, TYPE_ID, DATE_CREATE, DEAL_ID, ASSIGNED_BY_ID, STAGE_SEMANTIC_ID, STAGE_ID, CATEGORY_ID',
    // From one stage to another: made when it was entered.
    'id, lead_id, from_status, to_status, created_at, comment',
    'ID, ID сделки, Старый статус, Новый статус, Дата создания, Автор',
  ])('%s is a history', (headings) => expect(table(headings)).toBe('stage_events'));

  it.each([
    'ID, Название сделки, Этап сделки, Воронка, Ответственный, Дата создания, Дата перехода',
    'ID сделки, Дата создания, Этап, Дата перехода на этап, Источник',
    'Deal ID, Created, Stage, Stage Change Date',
    'Opportunity ID, Opportunity Name, Stage, Last Modified, Created Date',
    'Opportunity Owner, Opportunity Name, Stage, Last Modified Date, Close Date, Lead Source',
    'ID сделки, Этап, Дата, Источник',
    'ID сделки, Этап, Дата, Сумма',
    'id, opportunity_id, stage_name, amount, created_date, created_by_id, owner_id, lead_source',
    'id, stage_name, amount, created_date, created_by_id, close_date',
    'ID, TITLE, STAGE_ID, STAGE_SEMANTIC_ID, OPPORTUNITY, DATE_CREATE, ASSIGNED_BY_ID, TYPE_ID',
    'ID, TITLE, STATUS_ID, OPPORTUNITY, DATE_CREATE, ASSIGNED_BY_ID, DEAL_ID',
    'ID, TITLE, STAGE_ID, OPPORTUNITY, CREATED_TIME, DATE_CREATE, ASSIGNED_BY_ID',
    'deal_id, name, value, timestamp, stage',
    'Deal - ID, Deal - Title, Deal - Stage, Deal - Deal created, Product - Name',
    'ID, Тема, Дата создания, Дата завершения, Статус',
    'ID, Тема, Дата создания, Срок, Статус, Сумма',
    // Where it moved from last is a column of a lead too.
    'ID лида, Статус, Предыдущий статус, Дата создания, Источник',
    'lead_id, status, previous_status, created_at, manager',
  ])('%s is a CRM export', (headings) => expect(table(headings)).toBe('crm'));

  it.each(['ID сделки, Этап, Дата', 'Deal ID, Stage, Date', 'Lead ID, Date, Status', 'ID, Дата, Воронка, Этап'])(
    '%s may be either, and is neither until it is said',
    (headings) => expect(() => table(headings)).toThrow('a lead or an entry into a stage'),
  );

  it.each([
    'Id, CaseNumber, Status, Origin, CreatedDate, OwnerId',
    'Id, OpportunityId, Name, Status, GrandTotal, CreatedDate',
    'Id, OpportunityId, ContactId, Role, IsPrimary, CreatedDate',
    'Id, CampaignId, LeadId, ContactId, Status, HasResponded, FirstRespondedDate, CreatedDate',
    'Record ID, Ticket name, Ticket status, Pipeline, Create date, Close date, Source',
    'Record ID, Property, Value, Timestamp, Source, Updated by',
    'Activity - ID, Activity - Subject, Activity - Done, Deal - ID, Deal - Title',
    'Deal - ID, Deal - Title, Product - Name, Product - Price',
  ])('%s is what a CRM keeps besides', (headings) => expect(table(headings)).toBe('none'));

  it('that lacks its date of creation, and says where leads come from, is no history', () => {
    expect(() => table('ID лида, Статус, Дата перехода, Источник')).toThrow('not an export that is known');
  });

  it('prefers an ID that says whose it is to a bare one, and that to a name', () => {
    expect(recognised(['id', 'deal_id', 'stage', 'entered']).columns.deal_id).toBe('deal_id');
    expect(recognised(['ID', 'Сделка', 'Этап', 'Дата входа']).columns).toMatchObject({ deal_id: 'ID', lead_id: 'ID' });
  });
});

describe('every table of a CRM besides its leads and deals', () => {
  it('has only fields of its own', () => {
    for (const { exports } of SOURCES)
      for (const { table, fields } of exports) {
        const kinds = fieldsOf(table);
        expect(Object.entries(fields).filter(([field, { kind }]) => kinds.get(field) !== kind)).toEqual([]);
      }
  });
});

describe('every history of a CRM', () => {
  const histories = SOURCES.flatMap(({ name, exports }) =>
    exports.map((shape, at) => ({ name, at, shape })).filter(({ shape }) => shape.table === 'stage_events'),
  );

  it.each(histories)('$name, export $at, says whose it is, when, and what', ({ shape }) => {
    expect(Object.keys(shape.fields)).toEqual(expect.arrayContaining(['status', 'entered_at']));
    expect(Object.keys(shape.fields).filter((field) => /^(deal|lead)_id$/.test(field))).toHaveLength(1);
  });
});
