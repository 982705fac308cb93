import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, funnel, rowsOf } from '../cli/run.js';

const LEADS = `Lead No,Opened,State,Where from,Value,_ym_uid
1,2026-03-10 12:00,Won,direct,1000.01,1677000000000000001
2,2026-03-11 12:00,Lost,VK,500,1677000000000000002
3,2026-03-12 12:00,New,Google,700,1677000000000000003
`;
const VISITS = `ym:s:visitID\tym:s:dateTime\tym:s:clientID\tym:s:lastUTMSource
5500000000000000001\t2026-03-02 10:00:00\t1677000000000000002\tvk
`;
const draft = async (files: Record<string, string>) => {
  const path = folder(files);
  const { code, err } = await funnel(['init', path]);
  expect([code, code === 0 ? '' : err]).toEqual([0, '']);
  const { out } = await funnel(['journey', path, '--all', '-f', 'json']);
  return {
    path,
    yaml: readFileSync(join(path, 'funnel.yaml'), 'utf8'),
    rows: rowsOf(out, 'journey').map((row) => [row.get('touches'), row.get('leads')]),
  };
};

describe('a folder with touches', () => {
  it('is drafted with them, whatever their headings, and with the clients of a list of leads', async () => {
    const touches =
      'Lead No,Seen,Channel,Campaign\n1,2026-03-01 10:00,vk,a\n1,2026-03-03 10:00,yandex,b\n3,2026-03-05 10:00,vk,a\n1,2026-03-12 13:00,vk,a\n';
    const { yaml, rows } = await draft({ 'leads.csv': LEADS, 'seen.csv': touches, 'visits.tsv': VISITS });
    expect(yaml).toContain('table: touches');
    for (const field of ['lead_id: Lead No', 'touched_at: Seen', 'source: Channel', 'client_id: _ym_uid'])
      expect(yaml).toContain(`${field} ?`);
    expect(rows).toEqual([
      ['1', 2],
      ['2', 1],
      ['(total)', 3],
    ]);
  });

  it('is drafted with a history and touches in words that nobody knows, and accounts that leads became are no deals', async () => {
    const of = 'lead_id,created_date,lead_status,channel,became';
    const deals =
      'opp_id,lead_id,created_date,stage,amount\nO1,L1,2026-03-12,Closed Won,700\nO2,L2,2026-03-13,Closed Lost,300\n';
    const { yaml, path } = await draft({
      'leads.csv': `${of}\nL1,2026-03-10,SQL,email,A-1\nL2,2026-03-11,SQL,webinar,A-2\nL3,2026-03-12,Lead,email,\n`,
      'opportunities.csv': deals,
      'accounts.csv': 'account_id,account_name,created_date\nA-1,Round,2026-01-05\nA-2,Square,2026-01-06\n',
      'steps.csv':
        'lead_id,stage,stage_date,revenue\nL1,MQL,2026-03-10,0\nL1,Proposal,2026-03-14,0\nL2,MQL,2026-03-11,0\nL2,Proposal,2026-03-15,0\n',
      'touches.csv':
        'touch_id,lead_id,clicked,channel,touch_order,credited_revenue\nT1,L1,2026-03-01,email,1,70\nT2,L1,2026-03-02,webinar,2,630\nT3,L2,2026-03-03,email,1,0\nT4,L2,2026-03-04,email,2,0\n',
    });
    for (const said of ['table: stage_events', 'entered_at: stage_date ?', 'table: touches', 'touched_at: clicked ?'])
      expect(yaml).toContain(said);
    expect(yaml).not.toMatch(/^ +- path: accounts/m);
    const { out } = await funnel(['sources', path, '--all', '-f', 'json']);
    const total = rowsOf(out, 'sources').find((row) => row.get('row') === 'total');
    expect(['leads', 'lost', 'deals', 'revenue'].map((name) => total?.get(name))).toEqual([3, 1, 1, '700.00']);
  });

  it('has no clients without touches, and what counts or costs something besides is none', {
    tags: 'slow',
  }, async () => {
    const calls =
      'Lead No,Seen,Channel,Seconds\n1,2026-03-01 10:00,vk,120\n1,2026-03-03 10:00,yandex,15\n2,2026-03-05 10:00,vk,7\n';
    const { yaml } = await draft({ 'leads.csv': LEADS, 'talks.csv': calls });
    expect(yaml).not.toMatch(/touches|_ym_uid/);
  });
});
