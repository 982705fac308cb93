import { cpSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sql } from '../../src/engines/sql.js';
import { withSession } from '../../src/session/session.js';
import { folder, funnel, rowsOf } from '../cli/run.js';
import { PLAIN } from '../explain/multiplied.js';
import { seedsOr } from '../given.js';
import { makeRandom } from '../oracle/random.js';
import { silentIo } from '../silent-io.js';

const CRM = `ID,Created,Changed,Status,Source
1,2026-10-01 09:00,2026-10-20 10:00,Lost,VK
2,2026-10-01 09:00,2026-10-20 10:00,Lost,VK
3,2026-10-02 09:00,2026-10-20 10:00,New,VK
4,2026-10-02 09:00,2026-10-20 10:00,Won,VK
`;
const YAML = `currency: RUB
files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, modified_at: Changed, status: Status, source: Source}}
statuses: {New: lead, Talked: contact, Qualified: qualified, Offer: proposal, Contract: decision, Won: deal, Lost: lost, On hold: ignore}
`;
const HISTORY = 'Lead ID,Stage,Entered at\n';

type Files = Record<string, string>;
const files = (history: string, changes: Files = {}): Files => ({
  'crm.csv': CRM,
  'funnel.yaml': YAML,
  'history.csv': HISTORY + history,
  ...changes,
});

interface Ledger {
  file: string;
  table: string;
  [bucket: string]: unknown;
}

async function read(all: Files | string, argv: readonly string[] = []) {
  const path = typeof all === 'string' ? all : folder(all);
  const ran = await funnel(['report', path, '-f', 'json', '--all', '--max-rejects', '100%', ...argv]);
  expect(ran.code, ran.err).toBe(0);
  const { reports, ledger, warnings } = JSON.parse(ran.out) as {
    reports: unknown;
    ledger: Ledger[];
    warnings: { code: string; count: number; message: string }[];
  };
  const stages = Object.fromEntries(
    rowsOf(ran.out, 'stages').map((row) => [row.get('stage') as string, Object.fromEntries(row)]),
  ) as Record<string, { reached: number | null; implied: number | null; lost: number | null; open: number | null }>;
  return {
    stages,
    reached: Object.fromEntries(Object.entries(stages).map(([stage, { reached }]) => [stage, reached])),
    reports,
    ledger,
    warnings,
    codes: warnings.map(({ code }) => code),
  };
}

describe('a row of the history', () => {
  it('is evidence of the stage that its status means, for a lost lead too', { tags: 'slow' }, async () => {
    const { stages } = await read(files('1,New,2026-10-01\n1,Offer,2026-10-05\n1,Lost,2026-10-06\n'));
    // Of the other lost lead nothing tells how far it came: where they were lost nobody knows.
    expect(stages.proposal).toMatchObject({ reached: 2, implied: 1, lost: null });
    expect(stages.lead).toMatchObject({ reached: 4, lost: null });
  });

  it('makes no lead lost or open: that is what the CRM says now', { tags: 'slow' }, async () => {
    const { stages } = await read(files('3,Lost,2026-10-04\n3,New,2026-10-05\n1,New,2026-10-07\n2,New,2026-10-07\n'));
    expect(stages.lead).toMatchObject({ reached: 4, lost: 2, open: 1 });
  });

  it('that means nothing, or a loss, is evidence of nothing; one lost after a stage is evidence of it', {
    tags: 'slow',
  }, async () => {
    const without = await read(files(''));
    const nothing = await read(files('1,On hold,2026-10-05\n1,Lost,2026-10-06\n'));
    expect(nothing.reports).toEqual(without.reports);
    const after = await read(
      files('1,Gone,2026-10-06\n', { 'funnel.yaml': YAML.replace('Lost: lost', 'Lost: lost, Gone: {lost: proposal}') }),
    );
    expect(after.stages.proposal).toMatchObject({ reached: 2 });
  });

  it('says how far a lost lead came though it were no further than the first stage', { tags: 'slow' }, async () => {
    const depth = async (history: string) => {
      const path = folder(files(history));
      return (await funnel(['report', path, '--all'])).out.match(/how far (\d+) of/)?.[1];
    };
    expect(await depth('')).toBe('2');
    expect(await depth('1,New,2026-10-01\n')).toBe('1');
  });

  it('names the status that was left as well: it was there until then', { tags: 'slow' }, async () => {
    const { stages } = await read({
      ...files(''),
      'history.csv': 'Lead ID,From stage,To stage,Changed at\n1,Offer,Lost,2026-10-06\n',
    });
    expect(stages.proposal).toMatchObject({ reached: 2 });
  });

  it('stands in a ledger line of its own, and every bucket adds up', async () => {
    const { ledger, warnings } = await read(
      files('1,Offer,2026-10-05\n1,Offer,soon\n,Offer,2026-10-05\n2,,2026-10-05\n2,Offer,\n\n2,Offer,2026-11-05\n'),
      ['--as-of', '2026-10-31'],
    );
    expect(ledger.find(({ file }) => file === 'history.csv')).toMatchObject({
      table: 'stage_events',
      lines: 8,
      header: 1,
      blank: 1,
      rejected: 4,
      excluded: 1,
      used: 1,
      rejects: [
        { line: 3, column: 'Entered at', value: 'soon', reason: 'not a date that can be read' },
        { line: 4, column: 'Lead ID', reason: 'no lead or deal ID' },
        { line: 5, column: 'Stage', reason: 'no status' },
        { line: 6, column: 'Entered at', reason: 'no moment of the change' },
      ],
    });
    expect(warnings).toContainEqual(expect.objectContaining({ code: 'rejected-lines', count: 4 }));
  });

  it('after the as-of moment is no evidence, nor is such a date of a stage', async () => {
    const yaml = YAML.replace('source: Source}', 'source: Source, decision_at: Contract sent}');
    const crm = CRM.replace('Source\n', 'Source,Contract sent\n').replaceAll(/(,VK)\n/g, '$1,2026-10-08\n');
    const changes = { 'crm.csv': crm, 'funnel.yaml': yaml };
    const history = '1,Offer,2026-10-05 12:00\n2,Offer,2026-10-06 12:00\n';
    expect((await read(files(history, changes))).reached).toMatchObject({ proposal: 4, decision: 4 });
    expect((await read(files(history, changes), ['--as-of', '2026-10-05'])).reached).toMatchObject({
      proposal: 2,
      decision: 1,
    });
  });

  it('after the as-of moment tells that the status by now was not there by then, in a list and in columns', async () => {
    const history = '4,Offer,2026-10-04 12:00\n4,Won,2026-10-08 12:00\n';
    const past = await read(files(history), ['--as-of', '2026-10-05']);
    expect(past.reached).toMatchObject({ proposal: 1, deal: 0 });
    const deals = `Record ID,Deal Name,Deal Stage,Amount,Create Date,Close Date,"Date entered ""Offer""","Date entered ""Closed Won"""
1,a,Closed Won,100,2026-10-01 10:00,2026-10-08 10:00,2026-10-02 10:00,2026-10-08 10:00
2,b,Offer,200,2026-10-02 10:00,,2026-10-07 10:00,
`;
    const yaml = 'currency: RUB\nstatuses: {Offer: proposal, Closed Won: deal}\n';
    const wide = await read({ 'deals.csv': deals, 'funnel.yaml': yaml }, ['--as-of', '2026-10-05']);
    expect(wide.reached).toMatchObject({ lead: 2, proposal: 1, deal: 0 });
  });

  it('dates its stage by the first moment in it, unless the CRM has an earlier one', async () => {
    const path = folder(
      files('1,Offer,2026-10-05\n1,New,2026-10-06\n1,Offer,2026-10-07\n2,Offer,2026-10-08\n3,Offer,2026-10-10\n', {
        'crm.csv': CRM.replace('Source\n', 'Source,Sent\n')
          .replaceAll('VK\n', 'VK,\n')
          .replace(/(2,.*VK,)/, '$12026-10-09')
          .replace(/(3,2026-10-02.*VK,)/, '$12026-10-06'),
        'funnel.yaml': YAML.replace('source: Source}', 'source: Source, proposal_at: Sent}'),
      }),
    );
    const asked = ['--all', '--basis', 'event', '--period', 'day'];
    const { out } = await funnel(['stages', path, '-f', 'json', ...asked]);
    const offers = rowsOf(out, 'stages').filter((row) => row.get('stage') === 'proposal' && row.get('reached'));
    expect(offers.map((row) => [row.get('period'), row.get('reached')])).toEqual([
      ['2026-10-05', 1],
      ['2026-10-06', 1],
      ['2026-10-08', 1],
    ]);
  });

  it('of a lead that the CRM does not have is counted and changes no figure', async () => {
    const without = await read(files('1,Offer,2026-10-05\n'));
    const { reports, warnings } = await read(files('1,Offer,2026-10-05\n77,Won,2026-10-05\n77,Offer,2026-10-04\n'));
    expect(reports).toEqual(without.reports);
    expect(warnings).toContainEqual(
      expect.objectContaining({
        code: 'history-not-found',
        count: 1,
        message: expect.stringContaining('1 of 2 lead IDs'),
      }),
    );
  });

  it('of such a lead makes no stage known that nothing else knows', { tags: 'slow' }, async () => {
    const yaml = YAML.replace('Qualified: qualified, Offer: proposal, ', '');
    const crm = { 'crm.csv': CRM.replaceAll('New', 'Talked'), 'funnel.yaml': yaml };
    const guess = ['--guess'];
    const without = await read(files('4,Won,2026-10-05\n', crm), guess);
    // Where nothing is known of qualification, a contact counts by itself.
    expect(without.reached).toMatchObject({ qualified: null, contact: 2 });
    expect((await read(files('4,Won,2026-10-05\n77,Qualified,2026-10-05\n', crm), guess)).reports).toEqual(
      without.reports,
    );
    expect((await read(files('4,Qualified,2026-10-05\n', crm), guess)).reached).toMatchObject({
      qualified: 1,
      contact: 1,
    });
  });

  it('proves why its IDs are not found', { tags: 'slow' }, async () => {
    const { warnings } = await read(files('001,Offer,2026-10-05\n'));
    expect(warnings.find(({ code }) => code === 'history-not-found')?.message).toContain(
      '1 would be once leading zeros are put back',
    );
  });
});

describe('the statuses of a history', () => {
  it('that nobody has explained are an error with counts and suggestions, and --guess takes these', {
    tags: 'slow',
  }, async () => {
    const path = folder(files('1,Proposal sent,2026-10-05\n2,Proposal sent,2026-10-05\n'));
    const { code, err } = await funnel(['report', path, '--all']);
    expect([code, err]).toEqual([2, expect.stringContaining('Proposal sent: proposal   # 2 rows')]);
    expect((await read(path, ['--guess'])).reached.proposal).toBe(3);
    expect((await read(path, ['--guess=lead'])).reached.proposal).toBe(1);
  });

  it('are those of the CRM beside it: its defaults, and the pipelines of the configuration', async () => {
    const amocrm = `ID,Название сделки,Бюджет,Ответственный,Дата создания,Этап сделки,Воронка
7001,А,100,Анна,10.03.2026 10:00:00,Успешно реализовано,Продажи
7002,Б,200,Анна,11.03.2026 11:00:00,Закрыто и не реализовано,Продажи
`;
    const history = readFileSync(
      new URL('../../fixtures/sources/history-home-made-newest-first/История этапов.csv', import.meta.url),
      'utf8',
    );
    const own = { 'amocrm.csv': amocrm, 'История.csv': history };
    // Between them the leads were in «Переговоры» (a contact), which implies no qualification, and both are known of.
    const { stages, codes } = await read(own);
    expect(stages).toMatchObject({
      contact: { reached: 2, lost: 1 },
      decision: { reached: 1, implied: 0 },
      deal: { reached: 1 },
    });
    expect(codes).toEqual(['guessed-columns', 'reasons-missing']);
    const yaml = 'statuses: {Продажи / Переговоры: proposal}\n';
    expect((await read({ ...own, 'funnel.yaml': yaml })).stages).toMatchObject({ proposal: { reached: 2, lost: 1 } });
  });

  it('without a pipeline mean what all pipelines of the configuration mean by them', { tags: 'slow' }, async () => {
    const crm = CRM.replace('Status', 'Pipeline,Status').replaceAll(/10:00,/g, '10:00,Sales,');
    const yaml = (other: string) =>
      YAML.replace('status: Status', 'status: Status, pipeline: Pipeline').replace(
        'Offer: proposal',
        `Sales / Offer: proposal, Partners / Offer: ${other}`,
      );
    const changes = (other: string) => ({ 'crm.csv': crm, 'funnel.yaml': yaml(other) });
    expect((await read(files('1,Offer,2026-10-05\n', changes('proposal')))).reached.proposal).toBe(2);
    const { code, err } = await funnel(['report', folder(files('1,Offer,2026-10-05\n', changes('lead'))), '--all']);
    expect([code, err]).toEqual([2, expect.stringContaining('Offer: proposal   # 1 row')]);
  });
});

describe('whose history it is', () => {
  const LEADS = 'ID,Created,Status\n15,2026-10-01,New\n16,2026-10-01,New\n';
  const DEALS = 'ID,Lead,Created,Stage\n15,16,2026-10-02,New\n';
  const both = `currency: RUB
files:
  - {path: leads.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status}}
  - {path: deals.csv, table: crm, entity: deal, columns: {deal_id: ID, lead_id: Lead, created_at: Created, status: Stage}}
statuses: {New: lead, Offer: proposal, Won: deal}
`;
  const own = (history: string) => ({
    'leads.csv': LEADS,
    'deals.csv': DEALS,
    'funnel.yaml': both,
    'history.csv': history,
  });

  it('is a lead of the deal where deals are apart: lead 15 is not deal 15', { tags: 'slow' }, async () => {
    const bySource = async (history: string) => {
      const { out } = await funnel([
        'stages',
        folder(own(history)),
        '-f',
        'json',
        '--all',
        '--where',
        'stage=proposal',
      ]);
      return rowsOf(out, 'stages')
        .find((row) => row.get('stage') === 'proposal')
        ?.get('reached');
    };
    expect(await bySource('Deal ID,Stage,Entered\n15,Offer,2026-10-05\n')).toBe(1);
    // There is a lead 16, and no such deal.
    const ofDeals = await read(own('Deal ID,Stage,Entered\n15,Offer,2026-10-05\n16,Offer,2026-10-05\n'));
    expect(ofDeals.reached).toMatchObject({ lead: 2, proposal: 1 });
    expect(ofDeals.warnings.flatMap(({ code, message }) => (code === 'history-not-found' ? [message] : []))).toEqual([
      expect.stringContaining('1 of 2 deal IDs'),
    ]);
    const ofLeads = await read(own('Lead ID,Stage,Entered\n15,Offer,2026-10-05\n16,Offer,2026-10-05\n'));
    expect([ofLeads.reached.proposal, ofLeads.codes]).toEqual([2, ['guessed-columns']]);
  });

  it('must be said where the heading leaves it open', async () => {
    const { code, err } = await funnel(['report', folder(own('ID,Stage,Entered\n15,Offer,2026-10-05\n'))]);
    expect([code, err]).toEqual([2, expect.stringContaining('«ID» may be the ID of a lead or of a deal')]);
    const configured = `${both}`.replace(
      'statuses:',
      '  - {path: history.csv, table: stage_events, columns: {deal_id: ID, status: Stage, entered_at: Entered}}\nstatuses:',
    );
    const { reached, codes } = await read({
      ...own('ID,Stage,Entered\n15,Offer,2026-10-05\n'),
      'funnel.yaml': configured,
    });
    expect([reached.proposal, codes]).toEqual([1, []]);
  });

  it('is that of the only kind of rows that the CRM has, under a bare ID', { tags: 'slow' }, async () => {
    const bare = 'ID,Stage,Entered\n1,Offer,2026-10-05\n';
    expect((await read({ ...files(''), 'history.csv': bare })).reached.proposal).toBe(2);
    expect((await read({ ...files(''), 'history.csv': bare.replace('ID', 'Deal ID') })).reached.proposal).toBe(2);
  });

  it('reaches leads by the deals that came of them, where only leads are exported', async () => {
    const linked = YAML.replace('source: Source', 'source: Source, deal_id: Deal');
    const crm = CRM.replace('Source\n', 'Source,Deal\n').replaceAll(/(\d)(.*,VK)\n/g, '$1$2,D$1;E$1\n');
    const { reached } = await read({
      ...files(''),
      'crm.csv': crm,
      'funnel.yaml': linked,
      // 2 is a lead here, and no deal.
      'history.csv': 'Deal ID,Stage,Entered\nE1,Offer,2026-10-05\n2,Contract,2026-10-05\n',
    });
    expect(reached).toMatchObject({ proposal: 2, decision: 1 });
  });
});

/** The fixtures of some folders, together. */
function fixtures(...names: string[]): string {
  const target = mkdtempSync(join(tmpdir(), 'funnel-test-'));
  for (const name of names) {
    const source = fileURLToPath(new URL(`../../fixtures/sources/${name}/`, import.meta.url));
    // What stands in `expected` is no export.
    for (const file of readdirSync(source)) if (file !== 'expected') cpSync(join(source, file), join(target, file));
  }
  return target;
}

describe('histories of known CRMs', () => {
  it('HubSpot: a date under the name of a stage is evidence of it, whatever its quotes', async () => {
    const { stages, ledger } = await read(fixtures('history-hubspot-headings-in-all-quotes'));
    expect(stages).toMatchObject({
      lead: { reached: 3, lost: 0, open: 1 },
      qualified: { reached: 2, implied: 0 },
      proposal: { reached: 2, implied: 1 },
      decision: { reached: 2, implied: 1, lost: 1 },
      deal: { reached: 1 },
    });
    expect(ledger).toMatchObject([{ table: 'crm', lines: 4, used: 3 }]);
  });

  it('HubSpot: a stage of nobody needs no meaning, one with a date does', async () => {
    const name = 'hubspot-crm-exports-all-deals-2026-03-31.csv';
    const from = new URL(`../../fixtures/sources/history-hubspot-headings-in-all-quotes/${name}`, import.meta.url);
    const text = readFileSync(from, 'utf8').replace(
      '"","","2026-03-03 11:00",""',
      '"","2026-03-04 11:00","2026-03-03 11:00",""',
    );
    const { code, err } = await funnel(['report', folder({ [name]: text }), '--all']);
    expect([code, err]).toEqual([2, expect.stringContaining('Renewals (EU) / Site visit (free): ?   # 1 row')]);
  });

  it('HubSpot: deals and contacts are one lead, each with the dates of its own stages', async () => {
    const { stages } = await read(fixtures('crm-hubspot-all-quoted', 'crm-hubspot-contacts-stage-dates'));
    // Four contacts, and a subscriber, who is none; two deals whose contacts are not among them are no leads. That of 8002 was presented before it was lost.
    expect(stages).toMatchObject({
      lead: { reached: 4 },
      qualified: { reached: 3, implied: 0 },
      // Of the deal that is lost no export tells whether it was being decided.
      proposal: { reached: 2, implied: 0, lost: null },
      decision: { reached: 1, implied: 1, unknown_depth: 1 },
      deal: { reached: 1, implied: 0 },
    });
  });

  it('HubSpot through a connector: two contacts with a deal each, whatever else lies there', {
    tags: 'slow',
  }, async () => {
    const { stages, ledger, warnings } = await read(fixtures('history-hubspot-connector'));
    expect(stages).toMatchObject({
      lead: { reached: 2, open: 0 },
      qualified: { reached: 2, implied: 1 },
      proposal: { reached: 1, lost: 1 },
      deal: { reached: null },
    });
    expect(ledger.map(({ file, excluded, duplicate, used }) => [file, excluded, duplicate, used])).toEqual([
      ['contact.csv', 1, 1, 2],
      ['deal.csv', 1, 0, 2],
      ['deal_contact.csv', 0, 0, 3],
      ['deal_pipeline_stage.csv', 2, 0, 0],
      ['deal_stage.csv', 0, 0, 3],
    ]);
    expect(warnings.map(({ code, count }) => [code, count])).toEqual([
      ['left-out', 2],
      ['merged-leads', 1],
      ['reasons-missing', 1],
    ]);
  });

  it.each(['OpportunityHistory.csv', 'OpportunityFieldHistory.csv'])(
    'Salesforce, Data Loader: only changes of the stage in %s count, by the first 15 characters of the ID',
    { tags: 'slow' },
    async (name) => {
      const path = fixtures('crm-salesforce-data-loader');
      const before = await read(path);
      const source = fileURLToPath(
        new URL(`../../fixtures/sources/history-salesforce-data-loader/${name}`, import.meta.url),
      );
      cpSync(source, join(path, name));
      const { reached, ledger, codes } = await read(path);
      // The history of a lost deal shows that it was found worth an opportunity; its lead was converted already.
      expect(reached).toEqual(before.reached);
      expect(ledger.find(({ file }) => file === name)).toMatchObject({ table: 'stage_events', rejected: 0 });
      expect(codes).not.toContain('history-not-found');
    },
  );

  it.each([
    ['history-salesforce-opportunity-history', { excluded: 1, used: 3, rejected: 0 }, { proposal: 1, qualified: 2 }],
    ['history-salesforce-field-history-mixed', { excluded: 3, used: 2, rejected: 0 }, { decision: 1, qualified: 2 }],
  ])(
    'Salesforce, report %s: other changes are excluded and counted',
    { tags: 'slow' },
    async (name, buckets, wanted) => {
      const path = fixtures(name);
      const crm = `"Opportunity ID","Opportunity Name","Stage","Amount","Close Date","Created Date"
"006Ab00000Xy3aA","Example - 20 seats","Closed Lost","$1,000.00","3/20/2026","3/5/2026"
"006Ab00000Xy3aa","Sample - pilot","Prospecting","","4/30/2026","3/13/2026"
`;
      cpSync(join(folder({ 'crm.csv': crm }), 'crm.csv'), join(path, 'crm.csv'));
      const { reached, ledger, codes } = await read(path);
      expect(reached).toMatchObject({ lead: 2, ...wanted });
      expect(ledger.find(({ table }) => table === 'stage_events')).toMatchObject(buckets);
      expect(codes).not.toContain('history-not-found');
    },
  );

  it('Salesforce through a connector: former versions of an opportunity are its history', {
    tags: 'slow',
  }, async () => {
    const { stages, ledger } = await read(fixtures('history-salesforce-connector-versions'));
    expect(stages).toMatchObject({ lead: { reached: 1 }, proposal: { reached: 1, lost: 1 }, deal: { reached: 0 } });
    expect(ledger.map(({ file, excluded, used }) => [file, excluded, used])).toEqual([
      ['opportunity.csv', 2, 1],
      ['opportunity_history.csv', 0, 3],
      ['task.csv', 1, 0],
    ]);
  });
});

describe('a sheet with a column per stage', () => {
  const SHEET = `Lead,Came,State,КП отправлено,Entered «Contract»
1,2026-10-01,Lost,2026-10-03,
2,2026-10-01,New,,
3,2026-10-01,New,,2026-10-04
4,2026-10-01,New,tomorrow,
`;
  const yaml = (columns: string, statuses = 'КП отправлено: proposal, Contract: decision') => `currency: RUB
files:
  - {path: sheet.csv, table: [crm, stage_events], columns: {lead_id: Lead, created_at: Came, status: State, entered_at: ${columns}}}
statuses: {New: lead, Lost: lost, ${statuses}}
`;
  const sheet = (columns: string, statuses?: string) => ({
    'sheet.csv': SHEET,
    'funnel.yaml': yaml(columns, statuses),
  });

  it('feeds both tables: a heading is a status, or names one', async () => {
    const { reached, warnings } = await read(sheet('[КП отправлено, /^Entered «(.+)»$/]'));
    expect(reached).toMatchObject({ lead: 4, proposal: 2, decision: 1 });
    expect(warnings).toContainEqual(expect.objectContaining({ code: 'bad-cells', count: 1 }));
  });

  it('must have its columns, and their statuses a meaning', async () => {
    const error = async (all: Files) => (await funnel(['report', folder(all), '--all'])).err;
    expect(await error(sheet('Offer sent'))).toContain('has no column «Offer sent» (entered_at)');
    expect(await error(sheet('[КП отправлено]', 'Other: proposal'))).toContain('КП отправлено: proposal   # 1 row');
  });
});

describe('a deal of several contacts', () => {
  const deals = (ids: string) => ({
    'deals.csv': `Record ID,Deal Name,Deal Stage,Create Date,Amount,Associated Contact IDs\n1,A,Closed Won,2026-03-01,100,${ids}\n`,
    'contacts.csv': `Record ID,Email,Lifecycle Stage,Create Date,Original Source\n8002,a@example.com,Lead,2026-02-01,VK\n8003,b@example.com,Lead,2026-02-01,Google\n`,
  });

  it.each([
    ['8001;8003;8002', 2, 'Google'],
    ['8002; 8003', 2, 'VK'],
    ['8003', 2, 'Google'],
    ['8001;8009', 2, undefined],
  ])(
    '%s belongs to the first of them that the leads hold, else to no lead',
    { tags: 'slow' },
    async (ids, leads, source) => {
      const { out } = await funnel(['sources', folder(deals(ids)), '-f', 'json', '--all', '--currency', 'RUB']);
      const rows = rowsOf(out, 'sources');
      expect(rows.find((row) => row.get('deals') === 1 && row.get('source') !== '(total)')?.get('source')).toBe(source);
      expect(rows.find((row) => row.get('source') === '(total)')?.get('leads')).toBe(leads);
    },
  );
});

describe('rows that were merged', () => {
  const contacts = (rows: string) => ({
    'contacts.csv': `Record ID,Email,Lifecycle Stage,Create Date,Merged object IDs\n${rows}`,
  });

  it('are one lead with the row that lists them', async () => {
    const { reached, ledger, codes } = await read(
      contacts(
        '1,a@example.com,Customer,2026-02-01,2;3\n2,b@example.com,Lead,2026-02-01,\n4,c@example.com,Lead,2026-02-01,4\n',
      ),
    );
    expect([reached.lead, reached.deal, codes]).toEqual([2, 1, ['merged-leads']]);
    expect(ledger).toMatchObject([{ used: 2, duplicate: 1 }]);
  });

  it('lend it the deals and the history that still bear their ID', { tags: 'slow' }, async () => {
    const { reached, codes } = await read({
      ...contacts('1,a@example.com,Lead,2026-02-01,2\n2,b@example.com,Lead,2026-02-01,\n'),
      'deals.csv':
        'Record ID,Deal Name,Deal Stage,Create Date,Associated Contact IDs\n7,A,Contract Sent,2026-03-01,2\n',
      'history.csv': 'Contact ID,Stage,Entered\n2,Opportunity,2026-02-03\n',
    });
    expect(reached).toMatchObject({ lead: 1, qualified: 1, decision: 1 });
    expect(codes).toEqual(['guessed-columns', 'merged-leads']);
  });

  it('lend it these, too, where they are gone from the exports themselves', async () => {
    const { reached } = await read({
      ...contacts('1,a@example.com,Lead,2026-02-01,2\n3,b@example.com,Lead,2026-02-01,\n'),
      'deals.csv':
        'Record ID,Deal Name,Deal Stage,Create Date,Associated Contact IDs\n7,A,Contract Sent,2026-03-01,2\n',
      // Whoever was merged into nobody keeps his own.
      'history.csv': 'Contact ID,Stage,Entered\n2,Opportunity,2026-02-03\n3,Opportunity,2026-02-04\n',
    });
    expect(reached).toMatchObject({ lead: 2, qualified: 2, decision: 1 });
  });

  it('that list each other stay: nobody is lost', async () => {
    const { reached } = await read(
      contacts('1,a@example.com,Customer,2026-02-01,2\n2,b@example.com,Lead,2026-02-01,1\n'),
    );
    expect(reached.lead).toBe(2);
  });
});

describe('a win that the status no longer bears out', () => {
  const said = async (history: string, changes: Files = {}) =>
    (await read(files(history, changes))).warnings.find(({ code }) => code === 'won-yet-open');

  it('counts, for it stands in the history, and is said', async () => {
    const history = '3,New,2026-10-02\n3,Won,2026-10-04\n3,Offer,2026-10-09\n4,Won,2026-10-04\n';
    expect((await read(files(history))).reached.deal).toBe(2);
    expect(await said(history)).toMatchObject({
      count: 1,
      message: expect.stringContaining('1 lead or deal, counted'),
    });
  });

  it('is said of nobody who is won or lost by the status, or has none', async () => {
    // The second is lost after a stage, as its status says.
    const gone = {
      'crm.csv': CRM.replace('2,2026-10-01 09:00,2026-10-20 10:00,Lost', '2,2026-10-01 09:00,2026-10-20 10:00,Gone'),
      'funnel.yaml': YAML.replace('Lost: lost', 'Lost: lost, Gone: {lost: proposal}'),
    };
    expect(await said('1,Won,2026-10-03\n2,Won,2026-10-03\n4,Won,2026-10-04\n', gone)).toBeUndefined();
    const crm = CRM.replace('3,2026-10-02 09:00,2026-10-20 10:00,New', '3,2026-10-02 09:00,2026-10-20 10:00,');
    expect(await said('3,Won,2026-10-04\n', { 'crm.csv': crm })).toBeUndefined();
  });

  it('is said of the status that the newest list tells', { tags: 'slow' }, async () => {
    const own = 'columns: {lead_id: ID, created_at: Created, modified_at: Changed, status: Stage}';
    const two = (stage: string, day: number) =>
      said('3,Won,2026-10-04\n', {
        'more.csv': `ID,Created,Changed,Stage\n3,2026-10-02 09:00,2026-10-${day} 10:00,${stage}\n`,
        'funnel.yaml': YAML.replace('statuses:', `  - {path: more.csv, table: crm, ${own}}\nstatuses:`),
      });
    expect(await two('Lost', 21)).toBeUndefined();
    expect(await two('Lost', 19)).toMatchObject({ count: 1 });
  });
});

describe('dates of stages that cannot be right', () => {
  it('count, and are warned of', async () => {
    const { reached, warnings } = await read(
      files(
        '1,Offer,2026-09-30\n2,Won,2026-10-03\n2,Qualified,2026-10-05\n3,Offer,2026-12-24\n4,Offer,2026-10-02 08:00\n',
      ),
    );
    expect(reached).toMatchObject({ proposal: 4, deal: 2 });
    const counts = Object.fromEntries(warnings.map(({ code, count }) => [code, count]));
    expect(counts).toMatchObject({
      'stage-before-created': 1,
      'won-before-earlier-stage': 1,
      'stage-after-as-of': 1,
    });
  });

  it('and lie after the as-of moment are no evidence, which is said', { tags: 'slow' }, async () => {
    const yaml = YAML.replace('source: Source}', 'source: Source, proposal_at: Offer}');
    const crm = CRM.replace('Source\n', 'Source,Offer\n').replaceAll(',VK', ',VK,2026-10-25');
    const { 'history.csv': _, ...own } = files('', { 'crm.csv': crm, 'funnel.yaml': yaml });
    const all = await read(own);
    const past = await read(own, ['--as-of', '2026-10-24']);
    expect([all.reached.proposal, past.reached.proposal]).toEqual([4, 1]);
    const of = ({ warnings }: typeof all) => warnings.find(({ code }) => code === 'stage-after-as-of')?.message;
    expect(of(all)).toContain('the stage counts');
    expect(of(past)).toBe('4 leads with a date of a stage after the as-of moment: that date is no evidence yet');
  });

  it('are looked for in columns of dates too', async () => {
    const yaml = YAML.replace('source: Source}', 'source: Source, proposal_at: Offer, deal_at: Paid}');
    const crm = `ID,Created,Changed,Status,Source,Offer,Paid
1,2026-10-01,2026-10-20,Won,VK,2026-10-05,2026-10-04
2,2026-10-01,2026-10-20,Won,VK,2026-09-04,2026-10-04
`;
    const { 'history.csv': _, ...own } = files('', { 'crm.csv': crm, 'funnel.yaml': yaml });
    expect((await read(own)).codes).toEqual(['stage-before-created', 'won-before-earlier-stage']);
  });
});

/** A CRM of thirty leads and the history of some of them, out of a seed. */
function invented(seed: number) {
  const { pick, int } = makeRandom(seed);
  const statuses = ['New', 'Talked', 'Qualified', 'Offer', 'Contract', 'Won', 'Lost', 'On hold'];
  const leads = Array.from(
    { length: 30 },
    (_, id) => `${id + 1},2026-10-01,2026-12-30,${pick(statuses)},${pick(['VK', 'Google'])}`,
  );
  const events = Array.from(
    { length: 60 },
    () => `${int(1, 30)},${pick(statuses)},2026-${int(10, 12)}-${int(10, 28)} ${int(10, 23)}:15`,
  );
  return { crm: `ID,Created,Changed,Status,Source\n${leads.join('\n')}\n`, events, random: { int } };
}

describe('whatever the history', () => {
  it.each(seedsOr(2))(
    'shuffling its rows changes nothing, adding rows lowers no stage, a stranger counts for nothing (%i)',
    { tags: 'slow' },
    async (seed) => {
      const { crm, events, random: own } = invented(seed);
      const run = (rows: readonly string[]) => read(files(rows.map((row) => `${row}\n`).join(''), { 'crm.csv': crm }));
      const shuffled = [...events];
      for (let at = shuffled.length - 1; at > 0; at--) {
        const other = own.int(0, at);
        [shuffled[at], shuffled[other]] = [shuffled[other] as string, shuffled[at] as string];
      }
      const all = await run(events);
      expect((await run(shuffled)).reports).toEqual(all.reports);
      expect((await run([...events, '99,Won,2026-11-11', '98,Lost,2026-11-11'])).reports).toEqual(all.reports);
      const half = await run(events.slice(0, 30));
      const none = await run([]);
      for (const stage of ['lead', 'qualified', 'contact', 'proposal', 'decision', 'deal']) {
        expect(half.reached[stage] ?? 0).toBeGreaterThanOrEqual(none.reached[stage] ?? 0);
        expect(all.reached[stage] ?? 0).toBeGreaterThanOrEqual(half.reached[stage] ?? 0);
        expect(all.stages[stage]?.lost ?? 0).toBeLessThanOrEqual(none.reached.lead ?? 0);
      }
      expect(all.reached.lead).toBe(30);
    },
  );
});

describe('statuses that only headings name', () => {
  it.each([
    [
      'deals of one pipeline, without a column of pipelines',
      'Record ID,Deal Name,Deal Stage,Amount,Create Date,Close Date,"Date entered ""Closed Won (Sales Pipeline)""","Date entered ""Presentation Scheduled (Sales Pipeline)"""\n1,a,Closed Won,100,2026-10-01 10:00,2026-10-05 10:00,2026-10-05 10:00,2026-10-02 10:00\n2,b,Presentation Scheduled,200,2026-10-02 10:00,,,2026-10-03 10:00\n',
    ],
    [
      'contacts without a stage of their own',
      'Record ID - Contact,First Name,Email,Create Date,Became a Lead Date,Became a Customer Date\n101,a,a@example.com,2026-10-01 10:00,2026-10-01 10:00,2026-10-04 10:00\n103,c,c@example.com,2026-10-02 10:00,2026-10-02 11:00,\n',
    ],
  ])('make no lead two: %s', { tags: 'slow' }, async (_, content) => {
    const path = folder({ 'hubspot.csv': content });
    const { out, code } = await funnel(['stages', path, '-f', 'json', '--all', '--currency', 'USD']);
    expect(code).toBe(0);
    const stages = new Map(rowsOf(out, 'stages').map((row) => [row.get('stage'), row.get('reached')]));
    expect([stages.get('lead'), stages.get('deal')]).toEqual([2, 1]);
  });
});

describe('a loss whose day only the history tells', () => {
  /** By the day of events, on which days leads were lost; and how many of these days nobody knows when. */
  const lostOn = async (history: string, changes: Files = {}) => {
    const path = folder(files(history, changes));
    const { out, code, err } = await funnel(
      ['report', path, '-f', 'json', '--all', '--max-rejects', '100%', '--basis', 'event', '--period', 'day'], //
    );
    expect(code, err).toBe(0);
    return Object.fromEntries(
      rowsOf(out, 'sources').flatMap((row) =>
        row.get('row') === 'total' && row.get('lost') ? [[row.get('period'), row.get('lost')]] : [],
      ),
    );
  };

  it('is of the day on which the lead was lost for good', { tags: 'slow' }, async () => {
    expect(await lostOn('1,New,2026-10-01\n1,Lost,2026-10-06\n2,Offer,2026-10-05\n2,Lost,2026-10-09\n')).toEqual({
      ...{ '2026-10-06': 1, '2026-10-09': 1 },
    });
    // Lead 1 came back and was lost again; lead 2 got another reason, and then a status that means nothing.
    const again = '1,Lost,2026-10-03\n1,Talked,2026-10-05\n1,Lost,2026-10-08\n';
    const more = '2,Lost,2026-10-04\n2,Gone,2026-10-07\n2,On hold,2026-10-10\n';
    const gone = { 'funnel.yaml': YAML.replace('Lost: lost', 'Lost: lost, Gone: {lost: proposal}') };
    expect(await lostOn(again + more, gone)).toEqual({ '2026-10-08': 1, '2026-10-04': 1 });
  });

  it('is undated where the history ends with a stage, and of no lead that the CRM does not call lost', {
    tags: 'slow',
  }, async () => {
    expect(await lostOn('1,Lost,2026-10-03\n1,Talked,2026-10-05\n2,Lost,2026-10-07\n3,Lost,2026-10-04\n')).toEqual({
      '2026-10-07': 1,
    });
  });

  it('gives way to the date of the CRM, lead by lead', { tags: 'slow' }, async () => {
    const dated = {
      'crm.csv': CRM.replace('Source\n', 'Source,Closed\n')
        .replaceAll('VK\n', 'VK,\n')
        .replace('Lost,VK,', 'Lost,VK,2026-10-12'),
      'funnel.yaml': YAML.replace('source: Source', 'source: Source, closed_at: Closed'),
    };
    expect(await lostOn('1,Lost,2026-10-06\n2,Lost,2026-10-09\n', dated)).toEqual({ '2026-10-12': 1, '2026-10-09': 1 });
  });

  it('is that of the last deal of a lead whose deals are all lost', async () => {
    const deals = {
      'deals.csv': 'Deal,Lead,Made,Stage\n7,1,2026-10-02,Lost\n8,1,2026-10-02,Lost\n',
      'history.csv': 'Deal ID,Stage,Entered at\n7,Lost,2026-10-06\n8,Lost,2026-10-11\n',
      'funnel.yaml': YAML.replace(
        'statuses',
        '  - {path: deals.csv, table: crm, entity: deal, columns: {deal_id: Deal, lead_id: Lead, created_at: Made, status: Stage}}\nstatuses',
      ),
    };
    expect(await lostOn('', deals)).toEqual({ '2026-10-11': 1 });
  });

  it('stands for the loss in reasons, in how long leads take, and says where it is read from', async () => {
    const lost = Array.from({ length: 40 }, (_, at) => `${at + 10},2026-10-01 09:00,2026-10-20 10:00,Lost,VK\n`);
    const path = folder(
      files(
        lost.map((_, at) => `${at + 10},Lost,2026-10-${String(3 + (at % 9)).padStart(2, '0')}\n`).join('') +
          '4,Won,2026-10-09\n',
        {
          'crm.csv': CRM + lost.join(''),
        },
      ),
    );
    const days = ['--from', '2026-10-03', '--to', '2026-10-03', '--basis', 'event'];
    const { out } = await funnel(['explain', 'sources.lost', path, ...days, '--ids']);
    expect(out).toMatch(/by the day in .*«Entered at»/);
    for (const id of [10, 19, 28, 37]) expect(out).toMatch(new RegExp(`^ {3}${id} +2026-10-03`, 'm'));
    const [row] = rowsOf((await funnel(['times', path, '--all', '-f', 'json'])).out, 'times').filter(
      (one) => one.get('stage') === 'deal',
    );
    // Of 42 lost leads two have no day: less than a tenth.
    expect([row?.get('n'), row?.get('by_1d')]).toEqual([44, 0]);
  });
});

describe('leads that moved back, or to another pipeline', () => {
  const said = async (history: string, head = HISTORY) => {
    const path = folder(files('', { 'history.csv': head + history }));
    const { out } = await funnel(['report', path, '--all', '--section', 'stages', '--lang', 'en']);
    return /by the stage history of all exports [^:]+/.exec(out.replace(/\s+/g, ' '))?.[0];
  };

  it('are counted, each once, and said', { tags: 'slow' }, async () => {
    // The third was called before it was qualified, and the fourth came to two stages on one day.
    const history = `1,Offer,2026-10-05\n1,New,2026-10-06\n1,Offer,2026-10-07\n1,Qualified,2026-10-08\n2,Qualified,2026-10-05\n2,Offer,2026-10-06
3,Talked,2026-10-03\n3,Qualified,2026-10-04\n4,Contract,2026-10-05\n4,Offer,2026-10-05\n`;
    expect(await said(history)).toBe('by the stage history of all exports 1 lead moved back to an earlier stage');
    expect(await said('2,Qualified,2026-10-05\n2,Offer,2026-10-06\n')).toBeUndefined();
    const head = 'Lead ID,Stage,Pipeline,Entered at\n';
    expect(await said('1,New,Retail,2026-10-05\n1,Offer,Trade,2026-10-06\n2,New,Retail,2026-10-05\n', head)).toBe(
      'by the stage history of all exports 1 lead changed the pipeline',
    );
  });
});

describe('when a lead first left the status that it began with', () => {
  const LEADS = [1, 2, 3, 4, 5, 6].map((id) => `${id},2026-10-01 09:00,2026-10-20 10:00,New,VK\n`).join('');
  const all = (more: Files): Files => ({
    'crm.csv': `ID,Created,Changed,Status,Source\n${LEADS}`,
    'funnel.yaml': YAML.replace('New: lead', 'New: lead, Called: lead, Waiting: lead'),
    ...more,
  });
  const changed = (given: Files) => {
    const options = {
      ...PLAIN,
      paths: [folder(given)],
      dimensions: new Set<string>(),
      moments: ['changed_at'] as const,
    };
    return withSession(options, silentIo(), async ({ engine }) => {
      const found = await engine.query(sql`select key, strftime(changed_at, '%d') from leads order by key`);
      return Object.fromEntries(found as [string, string | null][]);
    });
  };

  it('is its second status in time, whatever order the rows stand in and however often one comes again', {
    tags: 'slow',
  }, async () => {
    const rows = [
      '1,New,2026-10-01',
      '1,New,2026-10-02',
      '1,Called,2026-10-03',
      '1,Waiting,2026-10-05',
      '2,New,2026-10-01',
    ];
    const more = [
      '3,Waiting,2026-10-06',
      '3,New,2026-10-02',
      '3,Called,2026-10-04',
      '9,New,2026-10-01',
      '9,Called,2026-10-02',
    ];
    // Of one moment the row that stands first came first.
    const tied = ['6,New,2026-10-07', '6,Called,2026-10-07'];
    expect(await changed(all({ 'history.csv': `${HISTORY}${[...rows, ...more, ...tied].join('\n')}\n` }))).toEqual({
      ...{ 1: '03', 2: null, 3: '04', 4: null, 5: null, 6: '07' },
    });
  });

  it('is the first row of a list that names the status that was left', async () => {
    const moves = 'Lead ID,From stage,To stage,Changed at\n5,Called,Waiting,2026-10-06\n5,New,Called,2026-10-04\n';
    const list = `${HISTORY}1,New,2026-10-02\n1,Called,2026-10-08\n`;
    expect(await changed(all({ 'history.csv': list, 'moves.csv': moves }))).toMatchObject({
      1: '08',
      4: null,
      5: '04',
    });
  });
});
