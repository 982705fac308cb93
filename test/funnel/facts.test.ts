import { describe, expect, it } from 'vitest';
import { joined, name, sql } from '../../src/engines/sql.js';
import { LEAD_MOMENTS, LEADS, type LeadMoment, SPEND } from '../../src/facts/fact-tables.js';
import { type ReadOptions, type Session, withSession } from '../../src/session/session.js';
import { ADS, CRM, folder, funnel, YAML } from '../cli/run.js';
import { silentIo } from '../silent-io.js';

const MOMENTS = (Object.keys(LEAD_MOMENTS) as LeadMoment[]).filter((column) => column.endsWith('_at'));

const facts = <T>(
  files: Record<string, string>,
  options: Partial<ReadOptions>,
  work: (session: Session) => Promise<T>,
) => {
  const path = folder(files);
  const asked = { paths: [path], config: undefined, guess: false, reach: 'implied', maxRejects: { share: 1 } } as const;
  return withSession({ ...asked, ...options }, silentIo(path), work);
};
const columnsOf = async ({ engine }: Session, table: string) =>
  (await engine.query(sql`select column_name, lower(data_type) from duckdb_columns() where table_name = ${table}`)) as [
    string,
    string,
  ][];

const STAGES = `ID,Created,Changed,Status,Given,Qualified on,Offered on,Closed
1,2026-10-01 09:00,2026-10-20 10:00,Won,2026-10-01 09:05,2026-10-03 12:00,2026-10-09 12:00,2026-10-15 12:00
2,2026-10-02 09:00,2026-10-20 10:00,New,,,2026-11-30 12:00,
`;
const HISTORY = `Lead ID,Stage,Entered at
1,New,2026-10-01 09:00
1,Qualified,2026-10-02 18:00
2,New,2026-10-02 09:00
`;
const DATED = `currency: RUB
files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, modified_at: Changed, status: Status, assigned_at: Given, qualified_at: Qualified on, proposal_at: Offered on, closed_at: Closed}}
statuses: {New: lead, Qualified: qualified, Offer: proposal, Won: deal, Lost: lost}
`;

describe('the facts', () => {
  const small = { 'crm.csv': CRM, 'ads.csv': ADS, 'funnel.yaml': YAML };

  it.each([
    ['leads', LEADS],
    ['spend', SPEND],
  ] as const)(
    'are %s with the columns and the types that are declared, and no others',
    { tags: 'slow' },
    async (table, declared) => {
      const there = await facts(small, {}, (session) => columnsOf(session, table));
      const types = Object.entries(declared).map(([column, { type }]) => [column, type]);
      expect(there.map(([column, type]) => [column, type.replace(/^decimal\(\d+,6\)$/, 'decimal')])).toEqual(types);
    },
  );

  it('hold when things happened to a lead, where somebody asks: the first date of a column or of the history', {
    tags: 'slow',
  }, async () => {
    const files = { 'crm.csv': STAGES, 'history.csv': HISTORY, 'funnel.yaml': DATED };
    const happened = (options: Partial<ReadOptions>) =>
      facts(files, options, async (session) => {
        const there = (await columnsOf(session, 'leads')).map(([column]) => column);
        const moments = MOMENTS.filter((moment) => there.includes(moment));
        const dates = moments.map((moment) => sql`cast(${name(moment)} as varchar)`);
        const rows = await session.engine.query(
          sql`select ${joined([sql`key`, ...dates], ', ')} from leads order by key`,
        );
        return rows.map(([, ...row]) => Object.fromEntries(moments.map((moment, at) => [moment, row[at]])));
      });
    const none = Object.fromEntries(['contact_at', 'decision_at', 'deal_at'].map((moment) => [moment, null]));
    expect(await happened({ moments: MOMENTS })).toEqual([
      {
        ...none,
        created_at: '2026-10-01 09:00:00',
        assigned_at: '2026-10-01 09:05:00',
        changed_at: '2026-10-02 18:00:00',
        qualified_at: '2026-10-02 18:00:00',
        proposal_at: '2026-10-09 12:00:00',
        closed_at: '2026-10-15 12:00:00',
      },
      {
        ...none,
        created_at: '2026-10-02 09:00:00',
        assigned_at: null,
        changed_at: '2026-11-30 12:00:00',
        qualified_at: null,
        proposal_at: '2026-11-30 12:00:00',
        closed_at: null,
      },
    ]);
    // What the as-of moment comes before has not happened.
    const [, second] = await happened({ moments: MOMENTS, asOf: '2026-10-25' });
    expect(second).toMatchObject({ changed_at: null, proposal_at: null });
    expect(await happened({})).toEqual([{}, {}]);
  });
});

describe('a doubt', () => {
  const told = async (files: Record<string, string>) =>
    (await funnel(['report', folder(files)], { env: { FUNNEL_SQL: '1' } })).err;
  const LOOKED_UP = /median\(|unmatched_ids|having sum\(cost_as_exported\)|tied = 1/;

  it('looks nothing up where nothing asks for it', async () => {
    const statements = await told({ 'crm.csv': CRM, 'ads.csv': ADS, 'funnel.yaml': YAML });
    expect(statements).toContain('create or replace view "leads"');
    expect(statements).not.toMatch(LOOKED_UP);
  });

  it('is looked up where a count asks for it', { tags: 'slow' }, async () => {
    const refund = `${ADS}2026-10-04,VK,spring,-5.00,1\n`;
    const statements = await told({ 'crm.csv': CRM, 'ads.csv': refund, 'funnel.yaml': YAML });
    expect(statements).toMatch(LOOKED_UP);
  });
});
