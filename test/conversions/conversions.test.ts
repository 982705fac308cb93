import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, funnel } from '../cli/run.js';

const CRM = `ID,Created,Qualified on,Sold on,Status,Reason,Budget,gclid,gbraid,_ym_uid,yclid
A-1,2026-10-01 10:00,2026-10-02 09:30,2026-10-20 18:00,Won,,1000.50,Cj0KCQjw-1_a,,1700000001000000001,501
A-2,2026-10-03 11:00,2026-10-04 08:00,,Qualified,,300,Cj0KCQjw-2,0AAAA-2,1700000001000000002,502
A-3,2026-10-05 12:00,,,Lost,Спам,,Cj0KCQjw-3,,1700000001000000003,503
A-4,2026-10-06 12:00,2026-10-07 10:00,,Lost,Too dear,,Cj0KCQjw-4,,1700000001000000004,
A-5,2026-10-07 12:00,,,New,,,Cj0KCQjw-5,,1700000001000000005,
A-6,2026-10-08 12:00,2026-10-09 10:00,2026-10-25 10:00,Won,,0.1,,0AAAA-6,,
A-7,2026-10-09 12:00,2026-10-10 10:00,,Qualified,,,"=HYPERLINK(""http://evil"")",,"=1+1",
A-8,2026-10-10 12:00,2026-10-11 10:00,,Qualified,,,Cj0KCQjw-2,,1700000001000000002,502
A-9,2026-10-11 12:00,,2026-10-26 10:00,Won,,77,Cj0KCQjw-9,,1700000001000000009,509
=A-10,2026-07-01 12:00,2026-10-12,2026-10-12,Won,,1234567890.12,{gclid},,1700000001000000010,510
A-11,2026-10-12 12:00,2026-10-13 10:00,,Qualified,,,,,,
`;
const YAML = `currency: RUB
timezone: Europe/Moscow
files:
  - path: crm.csv
    table: crm
    columns: {lead_id: ID, created_at: Created, qualified_at: Qualified on, deal_at: Sold on, status: Status, reason: Reason, revenue: Budget, gclid: gclid, gbraid: gbraid, client_id: _ym_uid, yclid: yclid}
statuses: {New: lead, Qualified: qualified, Won: deal, Lost: lost}
`;
const exportsOf = (yaml = YAML): string => folder({ 'crm.csv': CRM, 'funnel.yaml': yaml });
const given = (path: string, ...flags: string[]) => funnel(['conversions', path, '--as-of', '2026-10-31', ...flags]);
const lines = (out: string): string[] => out.trimEnd().split('\n');

describe('funnel conversions', () => {
  it("writes Google's template: its zone first, one kind of ID, each click once, amounts to the last digit", async () => {
    const path = exportsOf();
    const { out, err, code } = await given(path, '--for', 'google', '--stage', 'qualified');
    expect([code, lines(out)]).toEqual([
      0,
      [
        'Parameters:TimeZone=Europe/Moscow',
        'Google Click ID,Conversion Name,Conversion Time,Conversion Value,Conversion Currency',
        'Cj0KCQjw-1_a,qualified,2026-10-02 09:30:00,,',
        'Cj0KCQjw-2,qualified,2026-10-04 08:00:00,,',
        'Cj0KCQjw-4,qualified,2026-10-07 10:00:00,,',
      ],
    ]);
    expect(err).toMatchInlineSnapshot(`
      "google, qualified: conversions 3, by gclid
      left out: not (yet) in stage qualified 2; without a click ID 2; with another ID 1; with what can be no ID 1; without a date 1; of a click that is there already 1
      bear gbraid instead: 1; one kind of ID per file: --id gbraid
      when those without a date came to stage qualified, no export says: name the date in funnel.yaml (columns: {qualified_at: …}), or add the history of stages
      "
    `);
    const deals = await given(path, '--for', 'google', '--stage', 'deal');
    expect(lines(deals.out).slice(2)).toEqual([
      'Cj0KCQjw-1_a,deal,2026-10-20 18:00:00,1000.50,RUB',
      'Cj0KCQjw-9,deal,2026-10-26 10:00:00,77.00,RUB',
    ]);
    const braids = await given(path, '--for', 'google', '--stage', 'deal', '--id', 'gbraid');
    expect(lines(braids.out).slice(1)).toEqual([
      'GBRAID,Conversion Name,Conversion Time,Conversion Value,Conversion Currency',
      '0AAAA-6,deal,2026-10-25 10:00:00,0.10,RUB',
    ]);
  });

  it('writes orders of Metrica, the lost and the spam among them', async () => {
    const { out, err, code } = await given(exportsOf(), '--for', 'yandex', '--stage', 'qualified');
    expect([code, lines(out)]).toEqual([
      0,
      [
        'id,create_date_time,client_ids,order_status,revenue,currency',
        "'=A-10,2026-07-01 12:00:00,1700000001000000010,PAID,1234567890.12,RUB",
        'A-1,2026-10-01 10:00:00,1700000001000000001,PAID,1000.50,RUB',
        'A-2,2026-10-03 11:00:00,1700000001000000002,IN_PROGRESS,,',
        'A-3,2026-10-05 12:00:00,1700000001000000003,SPAM,,',
        'A-4,2026-10-06 12:00:00,1700000001000000004,CANCELLED,,',
        'A-8,2026-10-10 12:00:00,1700000001000000002,IN_PROGRESS,,',
        'A-9,2026-10-11 12:00:00,1700000001000000009,PAID,77.00,RUB',
      ],
    ]);
    expect(err).toMatchInlineSnapshot(`
      "yandex, qualified: orders 7, by client_id
      left out: not (yet) in stage qualified 1; without a click ID 2; with what can be no ID 1
      "
    `);
  });

  it('writes the older file of Metrica in seconds of UTC, of 21 days and under the name of the goal', async () => {
    const named = `${YAML}conversions: {names: {deal: bought}}\n`;
    const { out, err } = await given(exportsOf(named), '--for', 'yandex-offline', '--stage', 'deal', '--id', 'yclid');
    expect(lines(out)).toEqual([
      'Yclid,Target,DateTime,Price,Currency',
      `509,bought,${Date.UTC(2026, 9, 26, 7) / 1000},77.00,RUB`,
    ]);
    expect(err).toContain('older than 21 days 2');
  });

  it('leaves out what is older than conversions.max_age, and counts it', async () => {
    const young = `${YAML}conversions: {max_age: 25d}\n`;
    const { out, err } = await given(exportsOf(young), '--for', 'yandex', '--stage', 'deal');
    expect(
      lines(out)
        .slice(1)
        .map((line) => line.split(',')[0]),
    ).toEqual(['A-4', 'A-9']);
    expect(err).toContain('older than 25 days 3');
  });

  it('counts every lead once, sends nothing twice, and marks nothing as sent that nobody confirmed', async () => {
    const [path, home] = [exportsOf(), folder({})];
    const [file, state] = [join(home, 'yandex.csv'), join(home, 'sent.csv')];
    const write = (...flags: string[]) =>
      given(path, '--for', 'yandex', '--stage', 'qualified', '--sent', state, '-o', file, ...flags);
    const confirm = () => funnel(['conversions', '--confirm', file, '--sent', state]);
    expect((await write()).err).toContain('there is no such file yet');
    const first = readFileSync(file, 'utf8');
    await write();
    expect([existsSync(state), readFileSync(file, 'utf8')]).toEqual([false, first]);
    expect((await confirm()).err).toContain('added 7 of 7');
    const sent = readFileSync(state, 'utf8');
    expect((await confirm()).err).toContain('added 0 of 7');
    expect(readFileSync(state, 'utf8')).toBe(sent);
    const { err } = await write();
    expect([lines(readFileSync(file, 'utf8')).length, err]).toEqual([1, expect.stringContaining('sent before 7')]);
    const counted = [...err.matchAll(/(?:orders|left out:|;)[^;\n]*? (\d+)(?=[,;\n])/g)].map(([, count]) =>
      Number(count),
    );
    expect(counted.reduce((a, b) => a + b)).toBe(11);
    // What stands otherwise now goes again, and nothing else.
    writeFileSync(
      join(path, 'crm.csv'),
      CRM.replace('2026-10-04 08:00,,Qualified,,300', '2026-10-04 08:00,2026-10-30 10:00,Won,,300'),
    );
    await write();
    expect(lines(readFileSync(file, 'utf8')).slice(1)).toEqual([
      'A-2,2026-10-03 11:00:00,1700000001000000002,PAID,300.00,RUB',
    ]);
    // And what stands again as it stood once: Metrica has it as it was sent last.
    expect((await confirm()).err).toContain('added 1 of 1');
    writeFileSync(join(path, 'crm.csv'), CRM);
    await write();
    expect(lines(readFileSync(file, 'utf8')).slice(1)).toEqual([
      'A-2,2026-10-03 11:00:00,1700000001000000002,IN_PROGRESS,,',
    ]);
    expect((await confirm()).err).toContain('added 1 of 1');
    expect((await write()).err).toContain('sent before 7');
  });

  it('dates a deal by the first of a lead that was won, and no moment before its lead was made', async () => {
    const path = folder({
      'leads.csv':
        'Lead ID,Created,Stage,gclid\nL1,2026-10-01 10:00,Qualified,Cj0aaa1\nL2,2026-10-20 15:00,Qualified,Cj0aaa2\n',
      'deals.csv':
        'Deal ID,Lead,Made,Closed,Stage,Sum\nD1,L1,2026-10-05,2026-10-22,Won,100.10\nD2,L1,2026-10-06,2026-10-21,Won,50\nD3,L2,2026-10-20,2026-10-20,Won,0.30\n',
      'funnel.yaml': `timezone: Europe/Moscow
currency: RUB
files:
  - {path: leads.csv, table: crm, columns: {lead_id: Lead ID, created_at: Created, status: Stage, gclid: gclid}}
  - {path: deals.csv, table: crm, entity: deal, columns: {deal_id: Deal ID, lead_id: Lead, created_at: Made, closed_at: Closed, status: Stage, revenue: Sum}}
statuses: {Qualified: qualified, Won: deal}
`,
    });
    const ask = () => funnel(['conversions', path, '--for', 'google', '--stage', 'deal']);
    expect(lines((await ask()).out).slice(2)).toEqual([
      'Cj0aaa2,deal,2026-10-20 15:00:00,0.30,RUB',
      'Cj0aaa1,deal,2026-10-21 00:00:00,150.10,RUB',
    ]);
    // A part of the money is not all of it.
    const deals = join(path, 'deals.csv');
    writeFileSync(deals, readFileSync(deals, 'utf8').replace('Won,50', 'Won,'));
    const { out, err } = await ask();
    expect(lines(out)[3]).toBe('Cj0aaa1,deal,2026-10-21 00:00:00,,');
    expect(err).toContain('without an amount, since a deal of theirs has none: 1');
  });

  it('takes for confirmed only what it wrote, and for a list of what was sent only one', async () => {
    const home = folder({
      'other.csv': 'id,name\n1,2\n',
      'excel.csv':
        'Parameters:TimeZone=Europe/Moscow\nGoogle Click ID,Conversion Name,Conversion Time,Conversion Value,Conversion Currency\n"1,7E+18",deal,2026-10-01 10:00:00,,\n',
      'state.csv': 'for,id\n',
    });
    const state = join(home, 'sent.csv');
    for (const [argv, said] of [
      [['--confirm', join(home, 'other.csv'), '--sent', state], 'is no file for a platform'],
      [['--confirm', join(home, 'excel.csv'), '--sent', state], 'line 3: not as funnel wrote it'],
      [['--confirm', join(home, 'gone.csv'), '--sent', state], 'gone.csv: there is no such file, or it is empty'],
      [['--confirm', join(home, 'excel.csv')], '--confirm adds to the list of --sent'],
      [[home, '--for', 'google', '--stage', 'deal', '--sent', state], 'would lie among the exports'],
      [
        [exportsOf(), '--for', 'google', '--stage', 'deal', '--sent', join(home, 'state.csv')],
        'no list of what was sent',
      ],
      [[exportsOf(), '--for', 'google', '--stage', 'deal', '--id', 'yclid'], 'google does not take it'],
      [[exportsOf(), '--stage', 'deal'], 'for which platform?'],
      [[exportsOf(YAML.replace(/timezone.*\n/, '')), '--for', 'google', '--stage', 'deal'], 'nothing says in which'],
    ] as const) {
      const { code, err, out } = await funnel(['conversions', ...argv]);
      expect([code, out, err]).toEqual([2, '', expect.stringContaining(said)]);
    }
    expect(existsSync(state)).toBe(false);
  });
});
