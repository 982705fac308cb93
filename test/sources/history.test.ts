import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { recognise } from '../../src/intake/recognise/recognise.js';
import { fieldsOf, type Table } from '../../src/model/tables.js';
import { SOURCES } from '../../src/sources/known-sources.js';
import { headingsOf } from './crm-matcher.js';

const HOME_MADE = 'history-home-made-newest-first/История этапов.csv';

/** Every fixture of a history, what it is, and which columns it is read from. */
const FIXTURES: { fixture: string; source: string; table?: Table; columns: Record<string, string> }[] = [
  {
    fixture: 'history-hubspot-headings-in-all-quotes/hubspot-crm-exports-all-deals-2026-03-31.csv',
    source: 'hubspot',
    table: 'crm',
    columns: {
      deal_id: 'Record ID',
      lead_id: 'Associated Contact IDs',
      created_at: 'Create Date',
      status: 'Deal Stage',
      pipeline: 'Pipeline',
      amount: 'Amount',
      revenue: 'Amount',
    },
  },
  {
    fixture: 'history-hubspot-connector/deal_stage.csv',
    source: 'hubspot',
    columns: { deal_id: 'deal_id', status: 'value', entered_at: 'date_entered' },
  },
  {
    fixture: 'history-hubspot-connector/deal.csv',
    source: 'hubspot',
    table: 'crm',
    columns: {
      deal_id: 'deal_id',
      created_at: 'property_createdate',
      closed_at: 'property_closedate',
      status: 'deal_pipeline_stage_id',
      pipeline: 'deal_pipeline_id',
      amount: 'property_amount',
      revenue: 'property_amount',
      manager: 'owner_id',
    },
  },
  {
    fixture: 'history-hubspot-connector/contact.csv',
    source: 'hubspot',
    table: 'crm',
    columns: { lead_id: 'id', merged_ids: 'property_hs_merged_object_ids', created_at: 'property_createdate' },
  },
  {
    fixture: 'history-hubspot-connector/deal_contact.csv',
    source: 'hubspot',
    table: 'deal_links',
    columns: { deal_id: 'deal_id', lead_id: 'contact_id' },
  },
  {
    fixture: 'history-hubspot-connector/deal_pipeline_stage.csv',
    source: 'hubspot',
    table: 'none',
    columns: {},
  },
  {
    fixture: 'history-salesforce-opportunity-history/report1775000000001.csv',
    source: 'salesforce',
    columns: {
      deal_id: 'Opportunity ID',
      from_status: 'From Stage',
      status: 'To Stage',
      entered_at: 'Last Modified',
    },
  },
  {
    fixture: 'history-salesforce-field-history-mixed/report1775000000002.csv',
    source: 'salesforce',
    columns: {
      deal_id: 'Opportunity ID',
      from_status: 'Old Value',
      status: 'New Value',
      entered_at: 'Edit Date',
    },
  },
  {
    fixture: 'history-salesforce-lead-history/report1775000000003.csv',
    source: 'salesforce',
    columns: { lead_id: 'Lead ID', from_status: 'Old Value', status: 'New Value', entered_at: 'Edit Date' },
  },
  {
    fixture: 'history-salesforce-data-loader/OpportunityHistory.csv',
    source: 'salesforce',
    columns: { deal_id: 'OpportunityId', status: 'StageName', entered_at: 'CreatedDate' },
  },
  {
    fixture: 'history-salesforce-data-loader/OpportunityFieldHistory.csv',
    source: 'salesforce',
    columns: { deal_id: 'OpportunityId', from_status: 'OldValue', status: 'NewValue', entered_at: 'CreatedDate' },
  },
  {
    fixture: 'history-salesforce-data-loader/LeadHistory.csv',
    source: 'salesforce',
    columns: { lead_id: 'LeadId', from_status: 'OldValue', status: 'NewValue', entered_at: 'CreatedDate' },
  },
  {
    fixture: 'history-salesforce-connector-versions/opportunity_history.csv',
    source: 'salesforce',
    columns: { deal_id: 'id', status: 'stage_name', entered_at: '_fivetran_start' },
  },
  {
    fixture: 'history-salesforce-connector-versions/opportunity.csv',
    source: 'salesforce',
    table: 'crm',
    columns: {
      deal_id: 'id',
      created_at: 'created_date',
      closed_at: 'close_date',
      status: 'stage_name',
      outcome: 'is_won',
      source: 'lead_source',
      amount: 'amount',
      revenue: 'amount',
      manager: 'owner_id',
    },
  },
  {
    fixture: 'history-salesforce-connector-versions/task.csv',
    source: 'salesforce',
    table: 'none',
    columns: {},
  },
  {
    fixture: HOME_MADE,
    source: 'guess',
    columns: {
      deal_id: 'ID сделки',
      pipeline: 'Воронка',
      from_status: 'Из этапа',
      status: 'Новый этап',
      entered_at: 'Дата перехода',
    },
  },
  {
    fixture: 'history-home-made-left-column/stages.csv',
    source: 'guess',
    columns: { deal_id: 'deal_id', status: 'stage', entered_at: 'entered' },
  },
];

const recognised = (headings: readonly string[]) => {
  const found = recognise(headings, 'x.csv', undefined);
  const columns = Object.fromEntries([...found.columns].map(([field, { heading }]) => [field, heading]));
  return { source: found.source, table: found.table, columns };
};

describe('a fixture of a history', () => {
  it.each(FIXTURES)('$fixture is known for what it is', ({ fixture, table = 'stage_events', ...wanted }) => {
    expect(recognised(headingsOf(fixture))).toEqual({ table, ...wanted });
  });

  it('stands in this list', () => {
    const root = new URL('../../fixtures/sources/', import.meta.url);
    const there = readdirSync(root)
      .filter((name) => name.startsWith('history-'))
      .flatMap((folder) => readdirSync(new URL(folder, root)).map((file) => `${folder}/${file.normalize('NFC')}`));
    expect(there.sort()).toEqual(FIXTURES.map(({ fixture }) => fixture).sort());
  });
});

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
    // Words of amoCRM and of HubSpot, without a date of creation.
    'ID, Название сделки, Этап сделки, Воронка, Ответственный, Дата перехода',
    'Deal ID, Deal Name, Deal Stage, Entered At',
    'Opportunity ID, Opportunity Name, Stage, Last Modified',
  ])('%s is a history', (headings) => expect(table(headings)).toBe('stage_events'));

  it.each([
    'ID, Название сделки, Этап сделки, Воронка, Ответственный, Дата создания, Дата перехода',
    'ID сделки, Дата создания, Этап, Дата перехода на этап, Источник',
    'Deal ID, Created, Stage, Stage Change Date',
    'Opportunity ID, Opportunity Name, Stage, Last Modified, Created Date',
    'Opportunity Owner, Opportunity Name, Stage, Last Modified Date, Close Date, Lead Source',
    'ID сделки, Этап, Дата, Источник',
    'ID сделки, Этап, Дата, Сумма',
  ])('%s is a CRM export', (headings) => expect(table(headings)).toBe('crm'));

  it.each(['ID сделки, Этап, Дата', 'Deal ID, Stage, Date', 'Lead ID, Date, Status', 'ID, Дата, Воронка, Этап'])(
    '%s may be either, and is neither until it is said',
    (headings) => expect(() => table(headings)).toThrow('a lead or an entry into a stage'),
  );

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
