import { describe, expect, it } from 'vitest';
import { folder, funnel, rowsOf } from '../cli/run.js';

const CRM = `ID,Manager,Created,Status,Offered,Answered,Closes,Sum
1,Ann,2026-03-01 10:00,New,,,,
2,Ann,2026-03-01 10:00,Offer,2026-03-02,2026-03-01 10:05,,500
3,Bob,2026-03-01 10:00,Offer,,2026-03-01 10:05,,
4,Bob,2026-03-19 10:00,Offer,2026-03-19,2026-03-19 10:05,2026-03-19,300
5,Bob,2026-03-20 10:00,New,,,,
6,Bob,2026-03-02 10:00,Lost,,,,
`;
const given = (more: string) =>
  folder({
    'crm.csv': CRM,
    'funnel.yaml': `currency: RUB
files: [{path: crm.csv, table: crm, columns: {lead_id: ID, manager: Manager, created_at: Created, status: Status, proposal_at: Offered, answered_at: Answered, closed_at: Closes, amount: Sum}}]
statuses: {New: lead, Offer: proposal, Lost: lost}
${more}
`,
  });
const ASKED = ['--all', '--as-of', '2026-03-20T12:00'];
const rows = async (path: string, ...flags: string[]) =>
  rowsOf((await funnel(['stuck', path, ...ASKED, '-f', 'json', ...flags])).out, 'stuck').map((row) => [
    ...row.values(),
  ]);
const DAY = 86_400;

describe('stuck leads', () => {
  it('wait for an answer, stay too long or are past their day: the oldest first, of unknown age counted', {
    tags: 'slow',
  }, async () => {
    const path = given('stuck: {proposal: 7d, lead: 3d}');
    expect(
      (await rows(path)).map(([id, stage, manager, , , threshold, why, amount]) => [
        id,
        stage,
        manager,
        threshold,
        why,
        amount,
      ]),
    ).toEqual([
      ['1', 'lead', 'Ann', 3 * DAY, 'no answer', null],
      ['2', 'proposal', 'Ann', 7 * DAY, 'too long', '500.00'],
      ['4', 'proposal', 'Bob', 7 * DAY, 'date past', '300.00'],
    ]);
    const { out } = await funnel(['report', path, ...ASKED, '--lang', 'ru']);
    for (const words of ['ЗАВИСШИЕ', 'слишком долго', 'с какого дня они на этапе: 1'])
      expect(out.replace(/\s+/g, ' ')).toContain(words);
    const why = await funnel(['explain', 'stuck.amount', path, ...ASKED, '--row', 'lead_id=2', '--ids']);
    expect(why.out).toContain('2  2026-03-01');
  });

  it('with a calendar an answer whose time is up is enough', async () => {
    const path = given('timezone: Europe/Moscow\nsla: {calendar: {days: Mon-Sun, hours: "00:00-24:00"}}');
    expect((await rows(path, '--by', 'manager')).map((row) => [row[0], row[1], row[6]])).toEqual([
      ['Ann', '1', 'no answer'],
      ['Bob', '4', 'date past'],
      ['Bob', '5', 'no answer'],
    ]);
  });

  it('where nothing tells how long is too long, nobody listed is not said to be good news', {
    tags: 'slow',
  }, async () => {
    const path = folder({
      'crm.csv': 'ID,Created,Status\n1,2025-01-01,New\n2,2026-03-20,New\n',
      'funnel.yaml':
        'files: [{path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status}}]\nstatuses: {New: lead, Won: deal}\n',
    });
    const said = async (more: readonly string[] = []) =>
      (await funnel(['stuck', path, ...ASKED, ...more])).out.replace(/\s+/g, ' ');
    expect(await said()).not.toContain('no open lead is stuck');
    expect(await said()).toContain('so nobody is listed for it: Lead; stuck: {lead: 7d} in funnel.yaml says it');
    expect(await said(['--lang', 'ru'])).toContain('по сроку оттуда никого нет: Лид; это задаёт stuck: {lead: 7d}');
  });

  it('are said to be late by what tells it: the times of those who came on, or funnel.yaml', {
    tags: 'slow',
  }, async () => {
    const line = (_: unknown, at: number) => `${at + 1},2026-03-0${1 + (at % 2)},Offer,2026-03-0${2 + (at % 5)},Ann\n`;
    const yaml = `files: [{path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status, proposal_at: Offered, manager: Manager}}]
statuses: {New: lead, Offer: proposal, Won: deal}
`;
    const asked = (more = '') =>
      folder({
        'crm.csv': `ID,Created,Status,Offered,Manager\n${Array.from({ length: 40 }, line).join('')}99,2026-02-01,New,,Bob\n`,
        'funnel.yaml': `${yaml}${more}`,
      });
    const of = async (column: string, path = asked(), ...more: string[]) =>
      (await funnel(['explain', `stuck.${column}`, path, '--row', 'lead_id=99', ...ASKED, ...more])).out;
    const timed = await of('threshold_seconds');
    expect(timed).toMatch(/usual time in the stage: 4\sd\s2\sh · leads: 40/);
    expect(timed).not.toContain('   funnel.yaml');
    // Whatever row it stands in, it is told by all leads of the days.
    expect(await of('threshold_seconds', asked(), '--by', 'manager', '--row', 'manager=Bob')).toContain('leads: 40');
    expect(await of('threshold_seconds', asked('stuck: {lead: 3d}\n'))).toContain('   funnel.yaml');
    expect(await of('age_seconds')).toContain('leads: 1');
    expect(await of('age_seconds')).not.toContain('estimate');
  });

  it('are asked for by name where funnel.yaml says nothing of them, and follow leads', { tags: 'slow' }, async () => {
    expect((await funnel(['report', given(''), ...ASKED])).out).not.toContain('STUCK LEADS');
    expect((await funnel(['stuck', given(''), '--basis', 'event'])).code).toBe(2);
  });
});
