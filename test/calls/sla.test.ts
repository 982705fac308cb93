import { describe, expect, it } from 'vitest';
import { folder, funnel, rowsOf } from '../cli/run.js';

// 2026-11-09 is a Monday.
const CRM = `ID,Owner,Created,Status,Reason,Closed
1,Mia,2026-11-09 10:00,Won,,2026-11-12 10:00
2,Mia,2026-11-09 10:00,New,,
3,Mia,2026-11-09 17:55,New,,
4,Leo,2026-11-09 10:00,New,,
5,Leo,2026-11-10 10:00,Lost,No answer,2026-11-11 10:00
6,Leo,2026-11-10 10:00,New,,
7,Leo,2026-11-11 10:00,New,,
8,Leo,2026-11-01 10:00,New,,
9,Leo,2026-11-10 11:00,New,,
`;
const HEAD = 'No,Lead,At,Who,Direction,Spoke,Result';
const CALLS = `${HEAD}
a,1,2026-11-09 09:59,Mia,in,60,
b,1,2026-11-09 10:05,Mia,out,0,
c,1,2026-11-09 10:10,Mia,out,95,
d,1,2026-11-09 12:00,Mia,out,30,
e,2,2026-11-09 10:01,Robot,out,50,
f,2,2026-11-09 10:40,Ann,out,50,
g,3,2026-11-10 09:05,Mia,out,50,
h,4,2026-11-09 10:05,Leo,out,45,Voicemail
i,4,2026-11-09 11:05,Leo,out,,no answer
j,5,2026-11-10 10:10,Leo,out,0,
k,5,2026-11-10 10:20,Leo,out,0,
l,5,2026-11-10 10:30,Leo,out,0,
m,6,2026-11-10 10:03,Leo,in,20,
n,9,2026-11-10 11:05,Leo,out,,
o,9,2026-11-10 11:15,Leo,out,10,
p,77,2026-11-12 10:00,Leo,out,10,
`;
const yaml = (sla: string) => `timezone: Europe/Moscow
files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, manager: Owner, created_at: Created, status: Status, reason: Reason, closed_at: Closed}}
  - {path: calls.csv, table: calls, columns: {call_id: No, lead_id: Lead, called_at: At, manager: Who, direction: Direction, talk: Spoke, result: Result}}
statuses: {New: lead, Won: deal, Lost: lost}
sla: {calendar: {days: Mon-Fri, hours: "09:00-18:00"}${sla}}
`;
const BY_CALLS = ', answer: calls, not_by: [Robot]';
const given = (sla: string, calls = CALLS) => folder({ 'crm.csv': CRM, 'calls.csv': calls, 'funnel.yaml': yaml(sla) });
const ask = (path: string, ...flags: string[]) => funnel(['sla', path, '--all', '--as-of', '2026-11-13', ...flags]);
const PARTS = ['answered', 'within', 'late', 'overdue', 'pending', 'unknown'] as const;
const OF_CALLS = ['attempts', 'no_answer', 'no_answer_under_3', 'calls', 'open_leads'] as const;
const figures = async (path: string, names: readonly string[], ...flags: string[]) => {
  const { out } = await ask(path, '-f', 'json', ...flags);
  return Object.fromEntries(rowsOf(out, 'sla').map((row) => [row.get('manager'), names.map((one) => row.get(one))]));
};

describe('sla with calls', () => {
  it('takes the first talk of a person, from creation on, for the answer; a machine, silence and a robot are none', {
    tags: 'slow',
  }, async () => {
    const path = given(BY_CALLS);
    expect(await figures(path, ['leads', ...PARTS, 'median_seconds'])).toEqual({
      // Lead 2 is Mia's, and Ann spoke to it.
      Mia: [2, 2, 2, 0, 0, 0, 0, 600],
      Ann: [1, 1, 0, 1, 0, 0, 0, 2400],
      // 7 was not called, 8 was made before any call that is known of, and of 9 nobody knows when it was answered.
      Leo: [6, 1, 1, 0, 3, 0, 2, 180],
      '(total)': [9, 4, 3, 1, 3, 0, 2, 600],
    });
    const { out } = await ask(path, '--lang', 'en');
    expect(out.replace(/\s+/g, ' ')).toContain('manager: who spoke first, as the calls say');
    const explained = await funnel([
      'explain',
      'sla.answered',
      path,
      '--row',
      'manager=Ann',
      '--ids',
      '--all',
      '--json',
    ]);
    expect(explained.out).toMatch(/"2"/);
  });

  it('counts attempts up to the first talk, and who was never reached', { tags: 'slow' }, async () => {
    expect(await figures(given(BY_CALLS), OF_CALLS)).toEqual({
      Mia: [1.5, 0, 0, 4, 1],
      Ann: [1, 0, 0, 1, 1],
      // Two attempts at lead 4, three at 5; of 9 they are unknown, and 6 called itself.
      Leo: [2.5, 2, 1, 8, 5],
      '(total)': [2, 2, 1, 13, 7],
    });
  });

  it('knows of nobody whom no list of calls covers: not reached is blank then, and no zero', {
    tags: 'slow',
  }, async () => {
    const later = CRM.replace('3,Mia,2026-11-09 17:55', '3,Eve,2026-11-12 17:55').replace('8,Leo', '8,Zoe');
    const until = CALLS.replace('p,77,2026-11-12 10:00,Leo,out,10,', 'p,8,2026-11-11 10:00,Leo,out,0,');
    const path = folder({ 'crm.csv': later, 'calls.csv': until.replace(/^g,.*\n/m, ''), 'funnel.yaml': yaml('') });
    expect(await figures(path, OF_CALLS)).toMatchObject({
      Eve: [null, null, null, null, 1],
      // Made before the first call of all: one is known, and not whether there were others.
      Zoe: [null, null, null, 1, 1],
    });
  });

  it('leaves answers to the CRM where nobody asks for calls, and says that there are calls', {
    tags: 'slow',
  }, async () => {
    const path = given('');
    expect(await figures(path, ['answered', 'unknown', ...OF_CALLS])).toMatchObject({
      '(total)': [0, 9, 2, 2, 1, 13, 7],
    });
    expect((await ask(path, '--lang', 'en')).out.replace(/\s+/g, ' ')).toContain('sla: {answer: calls} in funnel.yaml');
  });

  it('has blanks where there is no list of calls, and refuses to count answers by one', { tags: 'slow' }, async () => {
    const files = (sla: string) => ({
      'crm.csv': CRM,
      'funnel.yaml': yaml(sla).replace(/ {2}- \{path: calls.*\n/, ''),
    });
    expect(await figures(folder(files('')), OF_CALLS)).toMatchObject({ '(total)': [null, null, null, null, 7] });
    const { code, err } = await ask(folder(files(BY_CALLS)), '--lang', 'en');
    expect([code, err]).toEqual([2, expect.stringContaining('sla.answer: calls: no export is a list of calls')]);
  });

  it('stands in the order of its columns, those of calls before the open leads', { tags: 'slow' }, async () => {
    const { out } = await ask(given(BY_CALLS), '-f', 'csv');
    expect(out.split('\n')[0]).toMatch(/,feedback_ever,attempts,no_answer,no_answer_under_3,calls,open_leads$/);
  });
});
