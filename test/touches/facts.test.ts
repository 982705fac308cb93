import { describe, expect, it } from 'vitest';
import { sql } from '../../src/engines/sql.js';
import { TOUCHES } from '../../src/facts/fact-tables.js';
import { type Session, withSession } from '../../src/session/session.js';
import { folder, funnel } from '../cli/run.js';
import { silentIo } from '../silent-io.js';

const facts = <T>(files: Record<string, string>, work: (session: Session) => Promise<T>) => {
  const path = folder(files);
  const asked = { paths: [path], config: undefined, guess: false, reach: 'implied', maxRejects: { share: 1 } } as const;
  return withSession(asked, silentIo(path), work);
};
/** Whose each touch is, by its source, and where it stands to its lead. */
const standing = (files: Record<string, string>) =>
  facts(files, async ({ engine }) =>
    (await engine.query(sql`select source, key, stands from touches order by source, key`)).map((row) => row.join(' ')),
  );
const warned = async (files: Record<string, string>) => {
  const { out } = await funnel(['check', folder(files), '-f', 'json']);
  return JSON.parse(out) as {
    warnings: { code: string; count: number; message: string }[];
    ledger: Record<string, number>[];
  };
};

const CRM = `ID,Created,Status,Source,Budget,_ym_uid,gclientid
1,2026-03-10 12:00,Won,VK,1000.01,1677000000000000001,
2,2026-03-11 12:00,Lost,VK,500,1677000000000000002,GA1.2.1290043321.1772445600
3,2026-03-12,New,Google,700,1677000000000000003,
4,2026-03-13 09:00,Won,,300,,
`;
const YAML = `currency: RUB
files:
  - path: crm.csv
    table: crm
    columns: {lead_id: ID, created_at: Created, status: Status, source: Source, revenue: Budget, client_id: _ym_uid, google_client_id: gclientid}
statuses: {New: lead, Won: deal, Lost: lost}
`;
const HEAD = 'ym:s:visitID\tym:s:dateTime\tym:s:clientID\tym:s:lastsignTrafficSource\tym:s:lastsignUTMSource\n';
const of = (...rows: [visit: number, at: string, client: number, source: string][]) =>
  HEAD +
  rows
    .map(
      ([visit, at, client, source]) =>
        `550000000000000000${visit}\t${at}\t167700000000000000${client}\tad\t${source}\n`,
    )
    .join('');
const list = (...rows: string[]) => `Lead ID,Touch Date,Source\n${rows.map((row) => `${row}\n`).join('')}`;

describe('touches', () => {
  it('are laid down with the columns that are declared, and no others', async () => {
    const files = { 'crm.csv': CRM, 'touches.csv': list('1,2026-03-01,vk'), 'funnel.yaml': YAML };
    const there = await facts(files, ({ engine }) =>
      engine.query(sql`select column_name, lower(data_type) from duckdb_columns() where table_name = 'touches'`),
    );
    expect(there).toEqual(Object.entries(TOUCHES).map(([column, { type }]) => [column, type]));
  });

  it('belong to a lead by its ID, or by the client of web analytics that the CRM holds', async () => {
    const visits = of([1, '2026-03-02 10:00:00', 1, 'a'], [2, '2026-03-02 10:00:00', 9, 'b']);
    const ga =
      'user_pseudo_id,session_start,session_source\n1290043321.1772445600,2026-03-05 10:00:00 UTC,c\n5.5,2026-03-05 10:00:00 UTC,d\n';
    const files = { 'crm.csv': CRM, 'visits.tsv': visits, 'ga.csv': ga, 'funnel.yaml': YAML };
    expect(await standing({ ...files, 'list.csv': list('4,2026-03-01,e', ',2026-03-01,f') })).toEqual([
      ...['a 1 before', 'b  ', 'c 2 before', 'd  ', 'e 4 before', 'f  '],
    ]);
  });

  it('of a lead that was merged into another are of that one, where it has deals as well', async () => {
    const files = {
      'leads.csv': 'ID,Created,Stage,Client,Merged\n1,2026-03-10 12:00,Talks,c1,2\n2,2026-03-10 13:00,Talks,c2,\n',
      'deals.csv': 'Deal,Lead,Created,Stage\n7,1,2026-03-12,Paid\n',
      'visits.csv': 'Client ID,Visit Date,Source\nc1,2026-03-01,a\nc2,2026-03-02,b\n',
      'funnel.yaml': `files:
  - {path: leads.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Stage, client_id: Client, merged_ids: Merged}}
  - {path: deals.csv, table: crm, entity: deal, columns: {deal_id: Deal, lead_id: Lead, created_at: Created, status: Stage}}
statuses: {Talks: lead, Paid: deal}
`,
    };
    expect(await standing(files)).toEqual(['a 1 before', 'b 1 before']);
  });

  it('of deals alone are of whom these name, by the ID of either', async () => {
    const files = {
      'deals.csv': 'Deal,Contact,Created,Stage\n7,C1,2026-03-12,Paid\n8,C1,2026-03-14,New\n9,,2026-03-14,New\n',
      'touches.csv': list('C1,2026-03-01,a', '8,2026-03-02,b', '9,2026-03-03,c', '1,2026-03-03,d'),
      'funnel.yaml': `files:
  - {path: deals.csv, table: crm, entity: deal, columns: {deal_id: Deal, lead_id: Contact, created_at: Created, status: Stage}}
statuses: {New: lead, Paid: deal}
`,
    };
    expect(await standing(files)).toEqual(['a C1 before', 'b C1 before', 'c deal 9 before', 'd  ']);
  });

  it('count up to the moment at which their lead was made, a day alone on the day itself, and for ninety days', async () => {
    const touches = list(
      ...['1,2026-03-10 12:00,a at the moment', '1,2026-03-10 12:01,b a minute later', '1,2026-03-10,c on the day'],
      ...['1,2026-03-11,d the day after', '1,2025-12-10 12:00,e ninety days', '1,2025-12-10 11:59,f a minute more'],
      ...['1,2025-12-10,g the ninetieth day', '1,2025-12-09,h the day before it'],
      ...['3,2026-03-12 18:00,i of a lead of that day', '3,2026-03-13 00:01,j of the next'],
    );
    const files = { 'crm.csv': CRM, 'touches.csv': touches, 'funnel.yaml': YAML };
    expect(await standing(files)).toEqual([
      ...['a at the moment 1 before', 'b a minute later 1 after', 'c on the day 1 before', 'd the day after 1 after'],
      ...['e ninety days 1 before', 'f a minute more 1 early', 'g the ninetieth day 1 before'],
      ...['h the day before it 1 early', 'i of a lead of that day 3 before', 'j of the next 3 after'],
    ]);
    const short = await standing({ ...files, 'funnel.yaml': `lookback: 1w\n${YAML}` });
    expect(short.filter((one) => one.endsWith('early'))).toHaveLength(4);
  });

  it('are one where a visit stands twice, in one file or in two, and the ledger says so', {
    tags: 'slow',
  }, async () => {
    const visit = [1, '2026-03-02 10:00:00', 1, 'vk'] as const;
    const files = {
      'crm.csv': CRM,
      'a.tsv': of([...visit], [...visit]),
      'b.tsv': of([...visit], [2, '2026-03-02 10:00:00', 1, 'vk']),
      'funnel.yaml': YAML,
    };
    expect(await standing(files)).toEqual(['VK 1 before', 'VK 1 before']);
    const { ledger } = await warned(files);
    expect(ledger.map(({ file, used, duplicate }) => [file, used, duplicate])).toEqual([
      ['a.tsv', 1, 1],
      ['b.tsv', 1, 1],
      ['crm.csv', 4, 0],
    ]);
  });

  it('are one by their own ID, whatever place each row of it names', { tags: 'slow' }, async () => {
    const touches = (ids: string[]) =>
      `Touch ID,Lead ID,Touch Date,Source\n${ids.map((id, at) => `${id},1,2026-03-01 10:00,place ${at}\n`).join('')}`;
    const of = (...ids: string[]) => standing({ 'crm.csv': CRM, 't.csv': touches(ids), 'funnel.yaml': YAML });
    expect(await of('a', 'a', 'b')).toEqual(['place 0 1 before', 'place 2 1 before']);
    expect(await of('', '', '')).toHaveLength(3);
  });

  it('are of no lead that the CRM does not have, though a form numbers it alike', { tags: 'slow' }, async () => {
    const forms = 'Lead,Made,Platform\n4,2026-03-13 08:00,Meta\n77,2026-03-12 08:00,Meta\n';
    const form = `files:
  - {path: forms.csv, table: ad_leads, columns: {lead_id: Lead, created_at: Made, source: Platform}}
`;
    const files = { 'crm.csv': CRM, 'forms.csv': forms, 'funnel.yaml': YAML.replace('files:\n', form) };
    expect(await standing({ ...files, 't.csv': list('4,2026-03-01,a', '77,2026-03-01,b') })).toEqual([
      'a 4 before',
      'b  ',
    ]);
  });

  it('are of the lead that theirs was merged into', async () => {
    const crm = 'ID,Created,Status,Merged,_ym_uid\n1,2026-03-10,Won,2,5\n2,2026-03-09,New,,6\n';
    const yaml = `files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status, merged_ids: Merged, client_id: _ym_uid}}
statuses: {New: lead, Won: deal}
`;
    const visits = 'Client ID,Visit Date,Source\n6,2026-03-02,b\n';
    const files = { 'crm.csv': crm, 't.csv': list('2,2026-03-01,a'), 'v.csv': visits, 'funnel.yaml': yaml };
    expect(await standing(files)).toEqual(['a 1 before', 'b 1 before']);
  });

  it('are one where one list holds it by the lead and another by its client, and two of two leads of that client', {
    tags: 'slow',
  }, async () => {
    const crm = `${CRM}5,2026-03-20 09:00,New,,,1677000000000000001,\n`;
    const visits = of([1, '2026-03-02 10:00:00', 1, 'vk'], [2, '2026-03-03 10:00:00', 2, 'vk']);
    const both = 'Lead ID,Client ID,Visit Date,Source\n1,,2026-03-02 10:00,vk\n2,,2026-03-03 10:00,vk\n';
    const bare = visits.replace(/^ym:s:visitID\t/, '').replace(/^55000000000\d+\t/gm, '');
    const files = { 'crm.csv': crm, 'a-list.csv': both, 'visits.tsv': bare, 'funnel.yaml': YAML };
    expect(await standing(files)).toEqual(['VK 1 before', 'VK 2 before', 'VK 5 before']);
    const { ledger } = await warned(files);
    expect(ledger.map(({ file, used, duplicate }) => [file, used, duplicate])).toEqual([
      ['a-list.csv', 2, 0],
      ['crm.csv', 5, 0],
      ['visits.tsv', 1, 1],
    ]);
  });

  it('bear the names of their tags, else of their own columns, else of what analytics call the way in', async () => {
    const head = 'Lead,At,Source,Medium,Campaign,UTM source,UTM medium,UTM campaign,Way in';
    const rows = [
      ['1,2026-03-01,own,m,c,,,,way', '1,2026-03-02,,,,,,,direct', '1,2026-03-03,own,m,c,tag,tm,tc,way'],
      // One place, whatever stands beside its tags; and two places by what stands there alone.
      ['1,2026-03-04,blog,m1,c1,tag,tm,tc,', '1,2026-03-04,blog,m2,c2,tag,tm,tc,'],
      ['1,2026-03-05,blog,m1,,,,,', '1,2026-03-05,blog,m2,,,,,'],
    ].flat();
    const columns =
      'lead_id: Lead, touched_at: At, source: Source, medium: Medium, campaign: Campaign, utm_source: UTM source, utm_medium: UTM medium, utm_campaign: UTM campaign, traffic_source: Way in';
    const files = {
      'crm.csv': CRM,
      'touches.csv': `${head}\n${rows.join('\n')}\n`,
      'funnel.yaml': YAML.replace(
        'statuses:',
        `  - {path: touches.csv, table: touches, columns: {${columns}}}\nstatuses:`,
      ),
    };
    const told = await facts(files, ({ engine, built }) =>
      engine
        .query(
          sql`select strftime(touched_at, '%d'), source, medium, campaign, is_ad, is_direct from touches order by all`,
        )
        .then((found) => ({ found: found.map((row) => row.join(' ')), repeated: built.touches.repeated.length })),
    );
    expect(told).toEqual({
      repeated: 1,
      found: [
        ...['01 own m c false false', '02 direct   false true', '03 tag tm tc false false', '04 tag tm tc false false'],
        ...['05 blog m1  false false', '05 blog m2  false false'],
      ],
    });
  });

  it('are counted: those of some lead once, and for each lead that they come before or too early for', async () => {
    const rows = [
      'c1,2026-03-01,a',
      'c1,2025-01-01,b',
      'c1,2026-05-01,c',
      'c2,2026-03-01,d',
      'c9,2026-03-01,e',
      'c9,2025-01-01,f',
    ];
    const files = {
      'crm.csv': 'ID,Created,Status,Client\n1,2026-03-10,New,c1\n2,2026-03-11,New,c1\n3,2026-03-12,New,c2\n4,,New,c3\n',
      'visits.csv': `Client ID,Visit Date,Source\n${rows.join('\n')}\nc3,2026-03-01,g\n`,
      'funnel.yaml': `files: [{path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status, client_id: Client}}]
statuses: {New: lead}
`,
    };
    const counted = await facts(files, async ({ built: { touches } }) => touches);
    expect(counted).toEqual({
      all: 7,
      linked: 5,
      before: 5,
      early: 2,
      shared: 0,
      isByLead: false,
      hasClients: true,
      repeated: [],
    });
  });

  it('of a client are of the lead that bears it, where deals hang on leads', { tags: 'slow' }, async () => {
    const files = {
      'leads.csv': 'ID,Created,Stage,Client\n1,2026-03-10,Talks,c1\n2,2026-03-10,Talks,c2\n3,2026-03-10,Talks,\n',
      'deals.csv': 'Deal,Lead,Created,Stage\n7,1,2026-03-12,Paid\n8,3,2026-03-12,Paid\n',
      'visits.csv': 'Client ID,Visit Date,Source\nc1,2026-03-01,a\nc2,2026-03-02,b\nc3,2026-03-02,c\n',
      'funnel.yaml': `files:
  - {path: leads.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Stage, client_id: Client}}
  - {path: deals.csv, table: crm, entity: deal, columns: {deal_id: Deal, lead_id: Lead, created_at: Created, status: Stage}}
statuses: {Talks: lead, Paid: deal}
`,
    };
    expect(await standing(files)).toEqual(['a 1 before', 'b 2 before', 'c  ']);
  });

  it('of parts that were joined with their headers are read as one', { tags: 'slow' }, async () => {
    const joined = of([1, '2026-03-02 10:00:00', 1, 'vk']) + of([2, '2026-03-03 10:00:00', 1, 'vk']);
    const { ledger } = await warned({ 'crm.csv': CRM, 'visits.tsv': joined, 'funnel.yaml': YAML });
    expect(ledger[1]).toMatchObject({ file: 'visits.tsv', table: 'touches', lines: 4, header: 2, used: 2 });
  });

  it('of no lead are counted and said, and a column of clients that is missing is asked for', async () => {
    const visits = of([1, '2026-03-02 10:00:00', 1, 'vk'], [2, '2026-03-02 10:00:00', 9, 'vk']);
    const files = { 'crm.csv': CRM, 'visits.tsv': visits, 'funnel.yaml': YAML };
    expect((await warned(files)).warnings).toContainEqual(
      expect.objectContaining({ code: 'touches-not-joined', count: 1 }),
    );
    const without = { ...files, 'funnel.yaml': YAML.replace(', client_id: _ym_uid, google_client_id: gclientid', '') };
    const [one] = (await warned(without)).warnings.filter(({ code }) => code === 'touches-not-joined');
    expect(one).toMatchObject({ count: 2 });
    expect(one?.message).toContain('columns: client_id');
  });

  it('are of the visitor whom a table out of amoCRM names', async () => {
    const crm =
      'visitor_id,lead_id,amount,created_at,closing_reason,status_id\nv1,L1,100,2026-03-10,Bought,142\nv2,L2,0,2026-03-10,Gone,143\n';
    const sessions = 'visitor_id,visit_date,source,medium,campaign\nv1,2026-03-01,vk,cpc,a\nv3,2026-03-01,bing,cpc,b\n';
    expect(await standing({ 'leads.csv': crm, 'sessions.csv': sessions })).toEqual(['bing  ', 'vk L1 before']);
  });

  it('that are numbered by a bare ID are no touches of the leads with these numbers', async () => {
    const rows = [1, 2].map((id) => `${id},2026-03-10 12:00,New,VK,,90${id},\n`);
    const crm = `ID,Created,Status,Source,Budget,_ym_uid,gclientid\n${rows.join('')}`;
    const visits = 'ID,Client ID,Visit Date,Source\n1,902,2026-03-01,bing\n2,901,2026-03-01,vk\n';
    expect(await standing({ 'crm.csv': crm, 'visits.csv': visits, 'funnel.yaml': YAML })).toEqual([
      'VK 1 before',
      'bing 2 before',
    ]);
  });

  it('of a client who stands on ten leads and over a hundredth of them are of nobody', { tags: 'slow' }, async () => {
    const crmOf = (count: number, shared: number) => {
      const client = (at: number) => (at < shared ? 7 : at + 1000);
      const rows = Array.from({ length: count }, (_, at) => `${at + 1},2026-03-10 12:00,New,VK,,${client(at)},\n`);
      return `ID,Created,Status,Source,Budget,_ym_uid,gclientid\n${rows.join('')}`;
    };
    const visits = 'Client ID,Visit Date,Source\n7,2026-03-01,vk\n1010,2026-03-01,vk\n';
    const files = { 'crm.csv': crmOf(12, 10), 'visits.csv': visits, 'funnel.yaml': YAML };
    expect(await standing(files)).toEqual(['VK 11 before', 'VK  ']);
    for (const [count, shared] of [
      [12, 9],
      [1000, 10],
    ] as const)
      expect(await standing({ ...files, 'crm.csv': crmOf(count, shared) })).toHaveLength(shared + 1);
    expect((await warned(files)).warnings.map(({ code, count }) => [code, count])).toContainEqual([
      'shared-clients',
      1,
    ]);
  });

  it('without a moment that can be read are rejected, and never joined by an ID that a spreadsheet rounded', async () => {
    const touches = list('1,2026-03-01,vk', '1,soon,vk', '1,,vk', '1.6E+18,2026-03-01,vk');
    const { ledger } = await warned({ 'crm.csv': CRM, 'touches.csv': touches, 'funnel.yaml': YAML });
    expect(ledger[1]).toMatchObject({ file: 'touches.csv', used: 2, rejected: 2 });
  });

  it.each([
    [[], '--by', 'campaign'],
    [[], '--period', 'month'],
  ])('change no figure %#', { tags: 'slow' }, async (_, ...flags) => {
    const files = { 'crm.csv': CRM, 'funnel.yaml': YAML };
    // Other spellings of the same source, many of them; a site told apart from its ads; names that look alike.
    const sources = ['vkontakte', 'vkontakte', 'vkontakte', 'google / organic', 'adwords', 'Gogle'];
    const visits = of(
      ...sources.map((source, at): [number, string, number, string] => [at, '2026-03-02 10:00:00', 1, source]),
    );
    const reports = async (all: Record<string, string>) => {
      const { out, code } = await funnel(['report', folder(all), '--all', '-f', 'json', ...(flags as string[])]);
      expect(code).toBe(0);
      return JSON.parse(out).reports;
    };
    expect(await reports({ ...files, 'visits.tsv': visits })).toEqual(await reports(files));
  });

  it.each([
    ['columns: {lead_id: Lead ID}', 'touches without touched_at'],
    ['columns: {touched_at: Touch Date}', 'touches without lead_id or client_id'],
  ])('that lack what they need are refused: %s', async (columns, said) => {
    const yaml = YAML.replace('files:\n', `files:\n  - {path: t.csv, table: touches, ${columns}}\n`);
    const { code, err } = await funnel([
      'report',
      folder({ 'crm.csv': CRM, 't.csv': list('1,2026-03-01,vk'), 'funnel.yaml': yaml }),
    ]);
    expect([code, err]).toEqual([2, expect.stringContaining(said)]);
  });
});
