import { describe, expect, it } from 'vitest';
import { sql } from '../../src/engines/sql.js';
import { CALLS } from '../../src/facts/fact-tables.js';
import { recognise } from '../../src/intake/recognise/recognise.js';
import { type Session, withSession } from '../../src/session/session.js';
import { folder, funnel } from '../cli/run.js';
import { silentIo } from '../silent-io.js';

const facts = <T>(files: Record<string, string>, work: (session: Session) => Promise<T>, asOf?: string) => {
  const path = folder(files);
  const asked = {
    paths: [path],
    config: undefined,
    guess: false,
    reach: 'implied',
    maxRejects: { share: 1 },
    asOf,
  } as const;
  return withSession(asked, silentIo(path), work);
};
/** Each call by its ID: whose it is, and whether both sides spoke. */
const called = (files: Record<string, string>, asOf?: string) =>
  facts(
    files,
    async ({ engine }) =>
      Object.fromEntries<string>(
        (
          await engine.query(
            sql`select coalesce(call, strftime(called_at, '%H:%M')), key, has_talk from calls order by file, record`,
          )
        ).map(([call, key, talked]) => [String(call), [key, talked].map((one) => String(one ?? '-')).join(' ')]),
      ),
    asOf,
  );
const warned = async (files: Record<string, string>, ...more: string[]) => {
  const { out } = await funnel(['check', folder(files), '-f', 'json', ...more]);
  return JSON.parse(out) as {
    warnings: { code: string; count: number; message: string }[];
    ledger: Record<string, number>[];
  };
};

const CRM = `Lead ID,Created,Status,Source,Owner,Phone,Deal ID
1,2026-03-02 10:00,Won,VK,Mia,+7 916 000-10-01,A1
2,2026-03-02 11:00,New,VK,Leo,8 (916) 000-10-02,
3,2026-03-05 11:00,New,Google,Leo,9160001002,
4,2026-03-06,New,Google,Leo,,
`;
const STATUSES = 'statuses: {New: lead, Won: deal}\n';
const PHONES = `${STATUSES}ids: {fallback: [phone], country: RU}\n`;
const HEAD = 'Call ID,Lead ID,Called At,Manager,Duration,Talk,Recording\n';

describe('calls', () => {
  it.each(['125', '02:05', '0:02:05', '2 мин 5 с'])(
    'of which a cell beside %s says nothing are untold, not without a talk',
    async (talk) => {
      const rows = `c1,1,2026-03-02 10:05,Mia,,${talk},\nc2,2,2026-03-02 11:05,Leo,,,\n`;
      expect(await called({ 'crm.csv': CRM, 'calls.csv': HEAD + rows, 'funnel.yaml': STATUSES })).toEqual({
        c1: '1 true',
        c2: '2 -',
      });
    },
  );

  it('are one of their lead, though one row names it and of another the phone alone, or nothing, tells whose it is', async () => {
    const list = (rows: string) => `Call ID,Lead ID,Phone,Called At,Talk\n${rows}`;
    const calls = (rows: string) =>
      facts({ 'crm.csv': CRM, 'calls.csv': list(rows), 'funnel.yaml': PHONES }, async ({ engine }) =>
        (await engine.query(sql`select count(*) from calls`)).map(([count]) => Number(count)),
      );
    const own = 'c1,1,+7 916 000-10-01,2026-03-02 10:05,0\n';
    expect(await calls(own)).toEqual([1]);
    expect(await calls(`c1,,+7 916 000-10-01,2026-03-02 10:05,0\n${own}`)).toEqual([1]);
    expect(await calls(`${own}c1,,,2026-03-02 10:05,0\n`)).toEqual([1]);
    // A call about two leads is one of each.
    expect(await calls(`${own}c1,4,+7 916 000-10-01,2026-03-02 10:05,0\n`)).toEqual([2]);
  });

  it('are laid down with the columns that are declared, and no others', { tags: 'slow' }, async () => {
    const there = await facts(
      { 'crm.csv': CRM, 'calls.csv': `${HEAD}c1,1,2026-03-02 10:05,Mia,60,40,\n`, 'funnel.yaml': STATUSES },
      ({ engine }) =>
        engine.query(sql`select column_name, lower(data_type) from duckdb_columns() where table_name = 'calls'`),
    );
    expect(there).toEqual(Object.entries(CALLS).map(([column, { type }]) => [column, type]));
  });

  it('are of the lead that they name, be it by its deal, and of nobody else', async () => {
    const rows = `Call ID,Lead ID,Deal ID,Call Date,Talk
c1,1,,2026-03-02 10:05,40
c2,,A1,2026-03-02 10:06,40
c3,9,,2026-03-02 10:07,40
c4,A1,,2026-03-02 10:08,40
c5,,,2026-03-02 10:09,40
`;
    const config = `files:
  - {path: crm.csv, table: crm, columns: {lead_id: Lead ID, created_at: Created, status: Status, deal_id: Deal ID}}
${STATUSES}`;
    expect(await called({ 'crm.csv': CRM, 'calls.csv': rows, 'funnel.yaml': config })).toEqual({
      ...{ c1: '1 true', c2: '1 true', c3: '- true', c4: '- true', c5: '- true' },
    });
  });

  it('name a deal of its own list, and a deal that stands for its lead by either heading', async () => {
    const leads = 'Lead ID,Created,Source\n15,2026-03-01,VK\n16,2026-03-01,VK\n';
    const deals = 'Deal ID,Lead ID,Created,Stage\n15,16,2026-03-02,New\n';
    const rows = 'Call ID,Deal ID,Lead ID,Call Date,Talk\nc1,15,,2026-03-03,4\nc2,,15,2026-03-03,4\n';
    const both = { 'calls.csv': rows, 'funnel.yaml': 'statuses: {New: lead}\n' };
    expect(await called({ 'leads.csv': leads, 'deals.csv': deals, ...both })).toEqual({ c1: '16 true', c2: '15 true' });
    const config = `files:
  - {path: deals.csv, table: crm, entity: deal, columns: {deal_id: Deal ID, created_at: Created, status: Stage}}
statuses: {New: lead}
`;
    const alone = 'Deal ID,Created,Stage\n15,2026-03-02,New\n';
    expect(await called({ 'deals.csv': alone, 'calls.csv': rows, 'funnel.yaml': config })).toEqual({
      ...{ c1: 'deal 15 true', c2: 'deal 15 true' },
    });
  });

  it('are found by a phone of either side only where funnel.yaml asks for it: of one person the last lead that was there', {
    tags: 'slow',
  }, async () => {
    const rows = `ID звонка;Дата звонка;Кто звонил;Кому звонили;Разговор
c1;2026-03-02 10:05:00;101;+79160001001;40
c2;2026-03-03 10:05:00;8 916 000 10 02;74950000000;40
c3;2026-03-05 10:59:59;102;79160001002;0
c4;2026-03-05 12:00:00;102;79160001002;5
c5;2026-03-01 12:00:00;102;79160001002;5
c6;2026-02-20 12:00:00;102;79160001002;5
c7;2026-03-05 12:00:00;102;79169999999;5
`;
    const config = `files: [{path: calls.csv, table: calls, columns: {call_id: ID звонка, called_at: Дата звонка, talk: Разговор}}]\n`;
    const files = { 'crm.csv': CRM, 'calls.csv': rows };
    expect(await called({ ...files, 'funnel.yaml': PHONES + config })).toEqual({
      ...{ c1: '1 true', c2: '2 true', c3: '2 false', c4: '3 true', c5: '2 true', c6: '- true', c7: '- true' },
    });
    const { warnings } = await warned({ ...files, 'funnel.yaml': STATUSES + config }, '--lang', 'en');
    expect(warnings.filter(({ code }) => code === 'calls-of-nobody')).toEqual([
      expect.objectContaining({ count: 7, message: expect.stringContaining('ids: {fallback: [phone]}') }),
    ]);
    // Four leads have the number of a switchboard.
    const many = `${CRM}5,2026-03-01,New,VK,Leo,9160001002,\n6,2026-03-01,New,VK,Leo,9160001002,\n`;
    const found = await called({ 'crm.csv': many, 'calls.csv': rows, 'funnel.yaml': PHONES + config });
    expect(Object.values(found).map((one) => one[0])).toEqual(['1', ...'------']);
  });

  it('had a talk where both sides spoke: no machine, no silence, and nothing is taken for it', {
    tags: 'slow',
  }, async () => {
    const cases: [cells: string, talked: string][] = [
      ['60,40,', 'true'],
      ['60,0,', 'false'],
      ['0:01:00,00:00,', 'false'],
      ['60,2:05,', 'true'],
      ['60,2 min 5 sec,', 'true'],
      ['60,,', 'null'],
      ['0,,', 'false'],
      ['60,,answered', 'true'],
      ['60,,Not answered', 'false'],
      ['60,,no answer', 'false'],
      ['60,35,Voicemail', 'false'],
      ['60,35,Автоответчик', 'false'],
      ['60,,Отвечен', 'true'],
      ['60,,Не отвечен', 'false'],
      ['60,,Не дозвонились', 'false'],
      ['60,35,busy until May', 'true'],
      ['60,,занято', 'false'],
      ...[
        'could not be reached',
        "Wasn't answered",
        'call not completed',
        'no conversation',
        'Nobody answered',
        'Did not connect',
      ].map((words): [string, string] => [`60,,${words}`, 'false']),
      ...['Разговора не было', 'Не удалось дозвониться', 'Нет дозвона', 'Соединения нет', 'Разговор: нет'].map(
        (words): [string, string] => [`60,,${words}`, 'false'],
      ),
      ...['Client answered', 'Agent connected', 'Клиент ответил', 'Разговор состоялся'].map(
        (words): [string, string] => [`60,,${words}`, 'true'],
      ),
      ['60,soon,', 'null'],
    ];
    const rows = cases.map(([cells], at) => `c${at},4,2026-03-07 10:00,Mia,${cells}\n`).join('');
    const files = {
      'crm.csv': CRM,
      'calls.csv': `Call ID,Lead ID,Called At,Manager,Duration,Talk,Call Result\n${rows}`,
      'funnel.yaml': STATUSES,
    };
    expect(Object.values(await called(files)).map((one) => one.slice(2).replace('-', 'null'))).toEqual(
      cases.map(([, talked]) => talked),
    );
    const { warnings } = await warned(files);
    expect(warnings).toContainEqual(expect.objectContaining({ code: 'calls-untold', count: 2 }));
    expect(warnings.map(({ code }) => code)).not.toContain('calls-of-nobody');
  });

  it('that two downloads hold are one, without an ID as many as either has; what came after as-of has not happened', {
    tags: 'slow',
  }, async () => {
    const one = `${HEAD}c1,1,2026-03-02 10:05,Mia,60,40,\nc2,1,2026-03-03 10:05,Mia,60,,\n,2,2026-03-03 12:00,Leo,5,0,\n,2,2026-03-03 12:00,Leo,5,0,\n`;
    const two = `${HEAD}c2,1,2026-03-03 10:05,Mia,60,25,https://rec.example/c2\n,2,2026-03-03 12:00,Leo,5,0,\nc3,3,2026-03-09 10:00,Leo,5,0,\n`;
    const files = { 'crm.csv': CRM, 'a.csv': one, 'b.csv': two, 'funnel.yaml': STATUSES };
    const all = (session: Session) => session.engine.query(sql`select key, talk from calls order by called_at, key`);
    expect(await facts(files, all)).toEqual([
      ['1', 40n],
      ['1', 25n],
      ['2', 0n],
      ['2', 0n],
      ['3', 0n],
    ]);
    const { ledger } = await warned(files);
    expect(ledger.map(({ used, duplicate }) => [used, duplicate])).toEqual([
      [3, 1],
      [2, 1],
      [4, 0],
    ]);
    expect(await facts(files, async (session) => (await all(session)).length, '2026-03-04')).toBe(4);
  });

  const CALLTOUCH = `callId,date,callerNumber,phoneNumber,source,uniqueCall,targetCall,duration,manager,successful
71,02/03/2026 12:15:00,79160001001,78000000001,yandex,true,true,125,Mia,true
72,03/03/2026 11:15:00,79160001002,78000000001,vk,true,false,4,Leo,false
`;
  const COMAGIC = `ID обращения;Дата и время;Направление;Номер абонента;Виртуальный номер;Источник;Целевой;Длительность разговора;Сотрудник
81;03.03.2026 10:15:00;Входящий;79160001001;78000000001;yandex;Да;00:02:05;Mia
82;03.03.2026 11:15:00;Исходящий;79160001001;78000000001;;;00:00:00;Mia
`;

  it('of call tracking name sources as before, and are calls as well where phones tell whose: outgoing and repeated ones too', async () => {
    const files = { 'crm.csv': CRM, 'calltouch.csv': CALLTOUCH, 'comagic.csv': COMAGIC };
    expect(await called({ ...files, 'funnel.yaml': PHONES })).toEqual({
      ...{ 71: '1 true', 72: '2 false', 81: '1 true', 82: '1 false' },
    });
    const { ledger } = await warned({ ...files, 'funnel.yaml': PHONES });
    expect(ledger.map(({ used, excluded }) => [used, excluded])).toEqual([
      [1, 1],
      [1, 1],
      [4, 0],
    ]);
    const { warnings } = await warned({ ...files, 'funnel.yaml': STATUSES });
    expect(warnings.map(({ code }) => code)).not.toContain('calls-of-nobody');
  });

  it('of call tracking may be calls alone, and then no leads', async () => {
    const config = `${PHONES}files: [{path: calltouch.csv, table: calls, format: calltouch}, {path: comagic.csv, table: calls}]\n`;
    const files = { 'crm.csv': CRM, 'calltouch.csv': CALLTOUCH, 'comagic.csv': COMAGIC, 'funnel.yaml': config };
    expect(await called(files)).toEqual({ 71: '1 true', 72: '2 false', 81: '1 true', 82: '1 false' });
    expect((await warned(files)).ledger.map(({ used }) => used)).toEqual([2, 2, 4]);
  });

  it.each([
    ['mango', 'Тип вызова;Дата и время;Кто звонил;Куда звонили;Сотрудник;Длительность разговора;Статус вызова'],
    [
      'mango',
      'entry_id,context_type,context_start_time,caller_number,called_number,duration,talk_duration,context_status',
    ],
    [
      'zoho',
      'Record Id,Call Owner.id,Call Owner,Subject,Call Type,Contact Name.id,Contact Name,Related To.id,Related To,Call Start Time,Call Duration,Call Duration (in seconds),Created Time,Modified Time,Outgoing Call Status',
    ],
    ['guess', 'ID звонка;ID лида;Дата звонка;Менеджер;Длительность;Разговор;Запись'],
    ['guess', 'Call ID,Lead ID,Called At,Manager,Duration,Talk,Recording'],
    ['guess', 'Call ID,Lead ID,Date,Source,Status,Duration (sec)'],
    ['guess', 'Дата и время звонка;Сотрудник;№ сделки;Результат звонка'],
    ['guess', 'Телефон;Дата звонка;Длительность разговора, сек'],
  ])('are known by their headings: %s, %s', (source, header) => {
    const found = recognise(header.split(/[;,](?! )/u), 'export.csv', undefined);
    expect([found.source, found.table]).toEqual([source, 'calls']);
  });

  it.each([
    ['crm', 'Lead ID,Created,Status,Source,Call Date,Call Result,Call ID'],
    ['crm', 'ID лида;Дата создания;Этап;Источник;Дата звонка;Длительность разговора'],
    ['ad_leads', 'ID звонка;Дата и время звонка;Номер клиента;Подменный номер;Источник;Целевой звонок;Длительность'],
    ['nothing', 'TASKID,Call Start Time,Call Type,Created Time,Modified Time,LEADID'],
    ['nothing', 'Ticket ID,Lead ID,Date,Duration,Result'],
  ])('are no leads, and leads with calls beside them are no calls: %s, %s', (table, header) => {
    let found: string;
    try {
      found = recognise(header.split(/[;,]/u), 'export.csv', undefined).table;
    } catch {
      found = 'nothing';
    }
    expect(found).toBe(table);
  });

  it('print neither recordings nor phones', async () => {
    const rows = `${HEAD.trim()},Phone\nc1,1,2026-03-02 10:05,Mia,60,40,https://rec.example/secret,+79160001001\n`;
    const path = folder({ 'crm.csv': CRM, 'calls.csv': rows, 'funnel.yaml': PHONES });
    for (const format of ['json', 'table', 'csv'])
      for (const command of ['report', 'check'])
        expect((await funnel([command, path, '--all', '-f', format, '--ids'])).out).not.toMatch(/secret|79160001001/);
  });
});
