import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, funnel, small } from '../cli/run.js';

const files = folder(small());
const leads = (...argv: string[]) => funnel(['leads', files, ...argv]);
const csv = async (...argv: string[]) => (await leads(...argv, '-f', 'csv')).out.trim().split('\n');
const ids = async (...argv: string[]) => (await csv(...argv)).slice(1).map((line) => line.split(',')[0]);

describe('funnel leads', () => {
  it('lists each lead with its outcome, in the order of creation', { tags: 'slow' }, async () => {
    expect(await csv()).toEqual([
      'lead_id,created_at,source,campaign,manager,status,stage,ending,reason,revenue,pipeline,match,platform,ad_group,ad,keyword,account,category',
      '1,2026-10-01T10:00:00,VK,,,New,lead,open,,,,crm,VK Реклама,,,,,',
      '2,2026-10-02T11:30:00,VK,,,Won,deal,won,,1000.50,,crm,VK Реклама,,,,,',
      '3,2026-10-03T12:00:00,Google,,,Lost,lead,lost,Too dear,,,crm,Google Ads,,,,,',
      '4,2026-10-04T09:15:00,Google,,,Qualified,qualified,open,,,300.00,crm,Google Ads,,,,,',
    ]);
  });

  it('says the same in a table, in the words of the language, and in JSON', { tags: 'slow' }, async () => {
    const { out } = await leads('--lang', 'ru');
    expect(out).toMatch(/^2 +02\.10\.2026 11:30 .* сделка .* 1\s001$/m);
    const { reports, where } = JSON.parse((await leads('-f', 'json', '--where', 'ending=won')).out);
    expect(where).toEqual(['ending=won']);
    expect(reports.leads.rows).toHaveLength(1);
  });

  it.each([
    [
      ['--where', 'ending=open'],
      ['1', '4'],
    ],
    [['--where', 'ending=отказ'], ['3']],
    [['--where', 'match=поле CRM', '--where', 'ending=won'], ['2']],
    [['--where', 'ending!=open', '--where', 'source=VK'], ['2']],
    [['--where', 'reason=too dear'], ['3']],
    [['--where', 'stage=qualified'], ['4']],
    [
      ['--from', '2026-10-03'],
      ['3', '4'],
    ],
  ])('keeps those of %j', { tags: 'slow' }, async (argv, wanted) => {
    expect(await ids(...argv)).toEqual(wanted);
  });

  it.each([
    ['revenue', ['2', '1', '3', '4']],
    ['-created_at', ['4', '3', '2', '1']],
    ['source', ['3', '4', '1', '2']],
    ['-source', ['1', '2', '3', '4']],
    ['-lead_id', ['4', '3', '2', '1']],
    ['pipeline', ['4', '1', '2', '3']],
    ['stage', ['1', '3', '4', '2']],
  ])('sorted by %s they come as %j', { tags: 'slow' }, async (column, wanted) => {
    expect(await ids('--sort', column)).toEqual(wanted);
    expect(await ids('--sort', column, '--limit', '2')).toEqual(wanted.slice(0, 2));
  });

  it('says how many of them are shown', { tags: 'slow' }, async () => {
    expect((await leads('--limit', '3')).out).toContain('\n3 of 4 leads\n');
    expect((await leads('--limit', '4')).out).not.toContain('of 4 leads');
  });

  it('of leads of one moment the ID tells which comes first, whatever the order of the rows', {
    tags: 'slow',
  }, async () => {
    const rows = ['10', '9', 'b', 'a'].map((id) => `${id},2026-10-01 10:00,New,VK,,\n`);
    const listed = async (order: string[]) => {
      const own = { ...small(), 'crm.csv': `ID,Created,Status,Source,Budget,Reason\n${order.join('')}` };
      const { out } = await funnel(['leads', folder(own), '-f', 'csv', '--limit', '3']);
      return out.split('\n').map((line) => line.split(',')[0]);
    };
    expect(await listed(rows)).toEqual(['lead_id', '10', '9', 'a', '']);
    expect(await listed(rows.toReversed())).toEqual(await listed(rows));
  });

  it('calls a row without an ID of its own by its file and line', async () => {
    const own = {
      'leads.csv': 'Created,Status,Source\n2026-10-01,New,VK\n2026-10-02,Won,VK\n',
      'funnel.yaml':
        'files:\n  - path: leads.csv\n    table: crm\n    columns: {lead_id: $row, created_at: Created, status: Status, source: Source}\nstatuses: {New: lead, Won: deal}\n',
    };
    const { out, err } = await funnel(['leads', folder(own), '-f', 'csv']);
    expect([err, out.split('\n').slice(1, 3)]).toEqual([
      expect.anything(),
      [
        expect.stringMatching(/^leads\.csv:2,2026-10-01,VK,,,New,lead,open/),
        expect.stringMatching(/^leads\.csv:3,2026-10-02,/),
      ],
    ]);
  });

  it('hides people, and in files that are handed on the names of managers', { tags: 'slow' }, async () => {
    const own = {
      ...small(),
      'crm.csv': `ID,Created,Status,Source,Budget,Reason,Manager\n1,2026-10-01,Lost,VK,,Звонить +7 912 345-67-89,Анна К.\n`,
      'funnel.yaml': small()['funnel.yaml']?.replace('reason: Reason', 'reason: Reason, manager: Manager') ?? '',
    };
    const path = folder(own);
    const { out } = await funnel(['leads', path, '-f', 'csv']);
    expect(out).toContain('Анна К.');
    expect(out).toContain('•••');
    expect(out).not.toContain('345-67');
    expect((await funnel(['leads', path, '-f', 'csv', '--personal'])).out).toContain('345-67');
    const file = join(mkdtempSync(join(tmpdir(), 'funnel-test-')), 'leads.csv');
    expect((await funnel(['leads', path, '-o', file])).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain(',Manager 1,');
  });

  it.each([
    [['--sort', 'revenu'], 'leads have no column revenu', 'did you mean revenue?'],
    [['--limit', '0'], '--limit 0: expected a number like 20', ''],
    [['--where', 'ending=wom'], 'nothing has ending = wom', 'did you mean won?'],
  ])('says of %j what there is', async (argv, what, hint) => {
    const { err, code } = await leads(...argv);
    expect([code, err]).toEqual([2, expect.stringContaining(`funnel: ${what}\n`)]);
    expect(err).toContain(hint);
  });

  it('leaves an outcome blank that nothing tells, and does not sort by it', { tags: 'slow' }, async () => {
    const own = {
      ...small(),
      'funnel.yaml':
        small()
          ['funnel.yaml']?.replace('status: Status, ', '')
          .replace(/statuses.*\n/, '') ?? '',
    };
    const path = folder(own);
    const { out } = await funnel(['leads', path, '-f', 'csv']);
    expect(out).toMatch(/^1,2026-10-01T10:00:00,VK,,,,lead,,,,,crm,/m);
    const { code, err } = await funnel(['leads', path, '--where', 'ending=open']);
    expect([code, err]).toEqual([2, expect.stringContaining('no status or outcome tells who is lost')]);
  });
});
