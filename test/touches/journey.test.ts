import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { folder, funnel, reportRows, rowsOf } from '../cli/run.js';
import { makeLeads } from '../demo/leads.js';
import { clientOf, makeVisits } from '../demo/visits.js';

const yaml = (crm: string, ...further: string[]) =>
  `currency: RUB\nfiles:\n  - {path: crm.csv, table: crm, columns: {lead_id: id, created_at: created, status: status, source: source, revenue: paid, ${crm}}}\n${further.map((one) => `  - {${one}}\n`).join('')}statuses: {New: lead, Won: deal}\n`;
const LIST = 'path: t.csv, table: touches, columns: {lead_id: lead, touched_at: at, source: source}';
const VISITS = 'path: v.csv, table: touches, columns: {client_id: client, touched_at: at, source: source}';
const CRM = `id,created,status,source,paid,client,touches
1,2026-03-10 12:00,Won,сам пришёл,1000.50,c1,3
2,2026-03-11 12:00,Won,,500,c2,12
3,2026-03-12 12:00,Won,direct,200,c3,0
4,2026-03-13 12:00,New,Alpha,,,
`;
const journey = async (files: Record<string, string>, ...flags: string[]) => {
  const path = folder(files);
  const rows = await reportRows('journey', path, '--all', ...flags);
  const { out: table } = await funnel(['journey', path, '--all', ...flags]);
  return { rows: rows.map((row) => [...row.values()]), table: table.replace(/\s+/g, ' ') };
};

describe('the ways on which leads came', () => {
  it('are of leads that look direct and had an ad before, which is said with what they earned', {
    tags: 'slow',
  }, async () => {
    const ofThree = '3,2026-03-01,direct\n3,2026-03-13,vk / cpc\n3,2025-03-01,vk / cpc\n';
    const touches = `lead,at,source\n1,2026-03-01,VK / cpc\n2,2026-03-01,adwords\n${ofThree}4,2026-03-13,vk / cpc\n`;
    const files = { 'crm.csv': CRM, 't.csv': touches, 'funnel.yaml': yaml('', LIST).replace(', }', '}') };
    const { table } = await journey(files);
    expect(table).toContain(
      'Of 3 deals that look direct («came by himself», or no source) 2 had an ad touch before, 1,501 RUB of revenue',
    );
    expect((await journey(files, '--where', 'source=direct')).table).not.toContain('look direct');
    const { out } = await funnel(['report', folder(files), '--all', '-f', 'json']);
    const { findings } = JSON.parse(out) as { findings: { code: string }[] };
    expect(findings.find(({ code }) => code === 'direct-had-ads')).toMatchObject({
      ...{ tone: 'info', owner: 'marketing' },
      text: {
        en: expect.stringContaining('Of 3 deals that look direct'),
        ru: 'Из 3 сделок, которые выглядят прямыми («сам пришёл» или без источника), у 2 раньше было касание с рекламой, выручка 1\u00a0501\u00a0₽',
      },
    });
  });

  it('are unknown of leads without a client where visits are told by clients, and on days that no list covers', {
    tags: 'slow',
  }, async () => {
    const visits = 'client,at,source\nc1,2026-03-01 10:00,Beta\nc9,2026-03-11 23:00,Beta\n';
    const files = { 'crm.csv': CRM, 'v.csv': visits, 'funnel.yaml': yaml('client_id: client', VISITS) };
    const { rows, table } = await journey(files);
    expect(rows.map(([touches, leads]) => [touches, leads])).toEqual([
      ['0', 1],
      ['1', 1],
      ['(unknown)', 2],
      ['(total)', 4],
    ]);
    expect(table).toContain('unknown: made on days that no list of touches covers');
  });

  it('are unknown of leads whose client is nobody, and on days of which only the other kind of list tells', {
    tags: 'slow',
  }, async () => {
    const shared = Array.from({ length: 10 }, (_, at) => `${at + 5},2026-03-10 12:00,New,Alpha,,c5,\n`).join('');
    const visits = 'client,at,source\nc1,2026-03-01 10:00,Beta\nc5,2026-03-01 10:00,Beta\nc9,2026-03-31 23:00,Beta\n';
    const list = 'lead,at,source\n2,2026-03-02,Beta\n1,2026-03-11,Beta\n';
    const files = { 'crm.csv': `${CRM}${shared}`, 'v.csv': visits };
    const ofVisits = await journey({ ...files, 'funnel.yaml': yaml('client_id: client', VISITS) });
    expect(ofVisits.rows.map(([touches, leads]) => [touches, leads])).toEqual([
      ['0', 2],
      ['1', 1],
      ['(unknown)', 11],
      ['(total)', 14],
    ]);
    // The list by leads ends on the eleventh: of lead 4, who has no client, nothing tells.
    const ofBoth = await journey({
      ...{ 'crm.csv': CRM, 'v.csv': visits, 't.csv': list },
      'funnel.yaml': yaml('client_id: client', VISITS, LIST),
    });
    expect(ofBoth.rows.map(([touches, leads]) => [touches, leads])).toEqual([
      ['0', 1],
      ['1', 2],
      ['(unknown)', 1],
      ['(total)', 4],
    ]);
  });

  it('are unknown of leads that the CRM never received, and none of those that a list of leads would hold', {
    tags: 'slow',
  }, async () => {
    const forms = 'lead,made,from\n4,2026-03-13 11:00,Meta\n7,2026-03-12 12:00,Meta\n';
    const list = 'lead,at,source\n1,2026-03-01,Alpha\n9,2026-03-14,Alpha\n';
    const form = 'path: forms.csv, table: ad_leads, columns: {lead_id: lead, created_at: made, source: from}';
    const config = yaml('', LIST, form).replace(', }', '}');
    const { rows } = await journey({ 'crm.csv': CRM, 't.csv': list, 'forms.csv': forms, 'funnel.yaml': config });
    expect(rows.map(([touches, leads]) => [touches, leads])).toEqual([
      ['0', 3],
      ['1', 1],
      ['(unknown)', 1],
      ['(total)', 5],
    ]);
  });

  it('take as long as half of those that had a touch', { tags: 'slow' }, async () => {
    const list = 'lead,at,source\n1,2026-03-09,Alpha\n2,2026-03-09,Alpha\n3,2026-01-01,Alpha\n';
    const { rows } = await journey({
      'crm.csv': CRM,
      't.csv': list,
      'funnel.yaml': yaml('', LIST).replace(', }', '}'),
    });
    // After one, two and seventy days.
    expect(rows.map((row) => [row[0], row[6]])).toContainEqual(['1', 2]);
  });

  it('begin with the count of a CRM where there is no list: when and where from nobody knows', {
    tags: 'slow',
  }, async () => {
    const { rows, table } = await journey({ 'crm.csv': CRM, 'funnel.yaml': yaml('touches: touches') });
    expect(rows).toEqual([
      ['0', 1, null, 1, '200.00', 1, null, null],
      ['3', 1, null, 1, '1000.50', 1, null, null],
      ['10+', 1, null, 1, '500.00', 1, null, null],
      ['(unknown)', 1, null, 0, '0.00', 0, null, null],
      ['(total)', 4, null, 3, '1700.50', 0.75, null, null],
    ]);
    expect(table).toContain('touches as a column of the CRM counts them');
    expect(table).toContain('unknown: blank in that column');
  });

  it('are those that the demo tells of its leads: by the visits of their clients, and else unknown', {
    tags: 'slow',
  }, async () => {
    const demo = fileURLToPath(new URL('../../fixtures/demo', import.meta.url));
    const { out } = await funnel(['journey', demo, '-f', 'json']);
    const shown = rowsOf(out, 'journey').map((row) => [row.get('touches'), row.get('leads')] as const);
    const leads = makeLeads();
    const visits = makeVisits(leads);
    const told = leads.map((lead) => {
      const own = visits.filter(({ client, moment }) => client === clientOf(lead) && moment <= lead.created);
      return own.length === 0 ? '(unknown)' : String(own.length);
    });
    for (const [touches, count] of shown)
      expect([touches, count]).toEqual([
        touches,
        touches === '(total)' ? told.length : told.filter((one) => one === touches).length,
      ]);
    expect(shown).toHaveLength(new Set(told).size + 1);
  });

  it('are unknown altogether where nothing tells of touches, which is said', { tags: 'slow' }, async () => {
    const { rows, table } = await journey({ 'crm.csv': CRM, 'funnel.yaml': yaml('').replace(', }', '}') });
    expect(rows.map(([touches, leads]) => [touches, leads])).toEqual([
      ['(unknown)', 4],
      ['(total)', 4],
    ]);
    expect(table).toContain('no list of touches among the exports');
  });

  it('say which share of touches the look-back leaves out', { tags: 'slow' }, async () => {
    const touches = 'lead,at,source\n1,2025-01-01,Alpha\n1,2026-03-01,Alpha\n2,2026-03-01,Alpha\n2,2026-03-20,Alpha\n';
    const files = { 'crm.csv': CRM, 't.csv': touches, 'funnel.yaml': yaml('', LIST).replace(', }', '}') };
    const said = '1 of 3 touches before a lead (33.3%) are older than 90 days and do not count (lookback)';
    const { rows, table } = await journey(files);
    expect(table).toContain(said);
    // Only who was there once it was a lead came again: no touch from long before tells that.
    expect(rows.at(-1)?.at(-1)).toBe(1);
    const { out } = await funnel(['sources', folder(files), '--all', '--attribution', 'first']);
    expect(out.replace(/\s+/g, ' ')).toContain(said);
    const machine = await funnel(['sources', folder(files), '--all', '--attribution', 'first', '-f', 'json']);
    expect(machine.err).toContain(said);
    expect(JSON.parse(machine.out)).toMatchObject({
      attribution: 'first',
      touches: { leads: 4, leads_without: 2, before: 3, cut: 1, lookback_days: 90 },
    });
  });

  it('stand in no report unasked, and first-last is a way of this one alone', { tags: 'slow' }, async () => {
    const path = folder({ 'crm.csv': CRM, 'funnel.yaml': yaml('touches: touches') });
    const { out } = await funnel(['report', path, '--all', '-f', 'json']);
    expect(Object.keys(JSON.parse(out).reports)).toEqual(['stages', 'sources', 'reasons']);
    const { code, err } = await funnel(['sources', path, '--all', '--by', 'first-last']);
    expect([code, err]).toEqual([2, expect.stringContaining('unknown dimension: first-last')]);
    const { out: both } = await funnel(['report', path, '--all', '-f', 'json', '--section', 'stages,journey']);
    expect(Object.keys(JSON.parse(both).reports)).toEqual(['stages', 'journey']);
  });

  it('have totals of their own in each period', async () => {
    const crm = `${CRM}5,2026-04-01 12:00,New,Alpha,,,3\n`;
    const { rows } = await journey({ 'crm.csv': crm, 'funnel.yaml': yaml('touches: touches') }, '--period', 'month');
    expect(rows.map(([month, touches, leads]) => [month, touches, leads])).toEqual([
      ...[
        ['2026-03', '0', 1],
        ['2026-03', '3', 1],
        ['2026-03', '10+', 1],
        ['2026-03', '(unknown)', 1],
      ],
      ...[
        ['2026-03', '(total)', 4],
        ['2026-04', '3', 1],
        ['2026-04', '(total)', 1],
      ],
    ]);
  });
});
