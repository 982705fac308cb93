import { describe, expect, it } from 'vitest';
import { folder, funnel, rowsOf } from '../cli/run.js';

const CRM = `ID,Created,Status,Source,Qualified
1,2026-11-09 10:00,New,VK,2026-11-09 12:00
2,2026-11-09 10:00,New,VK,2026-11-09 12:00
3,2026-11-09 10:00,New,VK,
4,2026-11-09 10:00,Lost,VK,2026-11-09 12:00
5,2026-11-09 10:00,Lost,VK,2026-11-09 12:00
6,2026-11-01 10:00,Lost,VK,2026-11-02 12:00
7,2026-11-10 10:00,Won,VK,2026-11-10 12:00
`;
// 1: a talk; 2: silence, a machine, a robot; 3: a talk, and no qualification; 4: a talk, then lost; 6: made before any call.
const CALLS = `Lead,At,Who,Spoke,Result
1,2026-11-09 09:59,Mia,60,
2,2026-11-09 10:05,Mia,0,
2,2026-11-09 10:10,Mia,95,Voicemail
2,2026-11-09 12:00,IVR,30,
3,2026-11-09 10:01,Mia,50,
4,2026-11-10 10:40,Mia,50,
7,2026-11-08 10:40,Mia,50,
`;
const yaml = (more: string) => `files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status, source: Source, qualified_at: Qualified}}
  - {path: calls.csv, table: calls, columns: {lead_id: Lead, called_at: At, manager: Who, talk: Spoke, result: Result}}
statuses: {New: lead, Won: deal, Lost: lost}
${more}`;
const given = (more: string) => folder({ 'crm.csv': CRM, 'calls.csv': CALLS, 'funnel.yaml': yaml(more) });
const contact = async (more: string, ...flags: string[]) => {
  const { code, out, err } = await funnel(['stages', given(more), '--all', '-f', 'json', ...flags]);
  expect([code, code === 0 ? '' : err]).toEqual([0, '']);
  const row = rowsOf(out, 'stages').find((one) => one.get('stage') === 'contact');
  return ['reached', 'implied', 'unknown_depth'].map((name) => row?.get(name));
};

describe('calls as evidence of contact', () => {
  it('are none unless funnel.yaml says so', { tags: 'slow' }, async () => {
    expect(await contact('')).toEqual([null, null, null]);
  });

  it('are where both sides spoke, a person called, and it was no talk of an earlier day', async () => {
    // 1, 4, and 7 by its deal; 3 was spoken to and is not qualified; of 6 no call could tell.
    expect(await contact('calls: contact\n')).toEqual([3, 1, 1]);
    expect(await contact('calls: contact\n', '--reach', 'observed')).toEqual([3, null, 1]);
  });

  it('tell their day, and are said where the figure is explained', { tags: 'slow' }, async () => {
    const path = given('calls: contact\n');
    const times = await funnel(['times', path, '--all', '--as-of', '2026-11-12', '-f', 'json']);
    const row = rowsOf(times.out, 'times').find((one) => one.get('stage') === 'contact');
    expect(row?.get('timed')).toBe(1);
    const { out } = await funnel(['explain', 'stages.contact.reached', path, '--all', '--lang', 'en', '--ids']);
    expect(out.replace(/\s+/g, ' ')).toContain('a call with a talk, from the day of creation on');
  });

  it('are an error where no export is a list of calls', async () => {
    const alone = yaml('calls: contact\n').replace(/ {2}- \{path: calls.*\n/, '');
    const { code, err } = await funnel(['stages', folder({ 'crm.csv': CRM, 'funnel.yaml': alone }), '--lang', 'en']);
    expect([code, err]).toEqual([2, expect.stringContaining('calls: contact: no export is a list of calls')]);
  });
});
