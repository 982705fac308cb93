import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { recognise } from '../../src/intake/recognise/recognise.js';
import { CALLS } from '../../src/sources/calls/call-trackers.js';
import { folder, funnel, rowsOf } from '../cli/run.js';

const fixtures = fileURLToPath(new URL('../../fixtures/sources', import.meta.url));
const fileIn = (name: string): string =>
  join(fixtures, name, readdirSync(join(fixtures, name)).filter((file) => file !== 'expected')[0] as string);

describe('an export of call tracking', () => {
  it.each([
    'Номер обращения,Дата обращения,Тип обращения,Источник,Статус',
    'ID,Дата,Источник,yaClientId,gaClientId,Статус',
    'ID заявки,Дата заявки,Название формы,Телефон',
  ])('is none of its own where nothing says so: %s', (header) => {
    const names = new Set(CALLS.map(({ name }) => name));
    let source = '';
    try {
      source = recognise(header.split(','), 'export.csv', undefined).source;
    } catch {
      // Not known at all, which is as good.
    }
    expect(names.has(source)).toBe(false);
  });

  it('reads no phone number', () => {
    for (const { exports } of CALLS)
      for (const { fields } of exports)
        for (const { headings } of Object.values(fields))
          for (const phone of ['Номер клиента', 'Номер абонента', 'callerNumber', 'contact_phone_number', 'Телефон'])
            expect(headings.some((one) => (typeof one === 'string' ? one === phone : one.test(phone)))).toBe(false);
  });
});

/** Source → leads, and the ledger of the file. */
async function leadsOf(paths: readonly string[]) {
  const ran = await funnel(['sources', ...paths, '--all', '-f', 'json', '--no-config']);
  expect(ran.code, ran.err).toBe(0);
  const rows = rowsOf(ran.out, 'sources').map((row) => [row.get('source'), row.get('leads')]);
  const json = JSON.parse(ran.out) as {
    ledger: Record<string, unknown>[];
    warnings: { code: string; count: number; message: string }[];
  };
  return { leads: Object.fromEntries(rows) as Record<string, number>, ...json, out: ran.out + ran.err };
}

describe('the calls of call tracking', () => {
  it('are leads where they are unique and the target, each from its own source', { tags: 'slow' }, async () => {
    const { leads, ledger, out } = await leadsOf([fileIn('calls-calltouch-target-and-unique')]);
    // The click names the platform where the row has no source; the vendor is never one.
    expect(leads).toEqual({
      '(total)': 4,
      yandex: 1,
      'google / organic': 1,
      'Google Ads': 1,
      '(no source)': 1,
    });
    expect(ledger).toMatchObject([{ used: 4, excluded: 2, rejected: 0 }]);
    expect(out).not.toMatch(/7999000000|Calltouch/);
  });

  it.each([
    ['calls-calltouch-api-names', 1, 1],
    ['calls-calltouch-requests', 1, 1],
    // Outgoing calls are no leads, missed ones are.
    ['calls-comagic-both-directions', 2, 2],
    ['calls-comagic-api-names', 2, 1],
  ])('%s: %i count, %i do not', { tags: 'slow' }, async (name, used, excluded) => {
    const { leads, ledger } = await leadsOf([fileIn(name)]);
    expect(leads['(total)']).toBe(used);
    expect(ledger).toMatchObject([{ used, excluded, rejected: 0 }]);
  });

  it('whose flag says neither yes nor no are refused, not guessed', async () => {
    const text = readFileSync(fileIn('calls-calltouch-requests'), 'utf8').replace('Да;Да', 'Да;вроде');
    const ran = await funnel(['sources', folder({ 'requests.csv': text }), '--all', '--no-config']);
    expect(ran.code).toBe(3);
    expect(ran.err).toContain('«Целевая заявка»: neither yes nor no');
  });

  it('without IDs say what to type, and are then leads, each row one', async () => {
    const text = readFileSync(fileIn('calls-calltouch-requests'), 'utf8').replace('ID заявки Calltouch', 'Комментарий');
    const refused = await funnel(['sources', folder({ 'requests.csv': text }), '--all', '--no-config']);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('format: calltouch, columns: {lead_id: $row}');
    const config = 'files: [{path: requests.csv, format: calltouch, columns: {lead_id: $row}}]\n';
    const ran = await funnel([
      'sources',
      folder({ 'requests.csv': text, 'funnel.yaml': config }),
      '--all',
      '-f',
      'json',
    ]);
    expect(ran.code, ran.err).toBe(0);
    expect(rowsOf(ran.out, 'sources').at(-1)?.get('leads')).toBe(1);
  });

  it('are other leads than requests and forms of the same number, but for what a second export repeats', async () => {
    const calls = `ID звонка,Дата и время звонка,Источник,Подменный номер,Целевой звонок
71,2026-03-01 10:00:00,google,0,Да
72,2026-03-01 11:00:00,google,0,Да
`;
    const path = folder({
      'calls.csv': calls,
      'calls-later.csv': `${calls}73,2026-03-02 12:00:00,google,0,Да\n`,
      'requests.csv': `ID заявки Calltouch,Дата заявки,Источник,Уникальная заявка,Целевая заявка
71,2026-03-01 12:00:00,vk,Да,Да
74,2026-03-02 13:00:00,vk,Да,Да
`,
      'forms.csv': `id,created_time,campaign_name,form_id,form_name,platform,is_organic
l:71,2026-03-01T10:00:00+0000,Bread,f:1,Form,fb,false
`,
    });
    const { leads } = await leadsOf([path]);
    expect(leads).toEqual({ '(total)': 6, google: 3, vk: 2, 'Meta Ads': 1 });
  });

  const CRM = 'ID;Название сделки;Этап сделки;Дата создания;utm_source;gclid';
  const rows = [
    // The number of a call, and no lead of it; a click that a call has too; a lead without anything.
    '70000501;Заказ;Первичный контакт;02.03.2026 10:00:00;vk;',
    '2;Заказ;Первичный контакт;03.03.2026 09:31:00;;Cj0-invented-9',
    '3;Заказ;Первичный контакт;04.03.2026 13:01:00;;',
  ];

  it('do not count beside the leads of a CRM that keeps none of their IDs', { tags: 'slow' }, async () => {
    const path = folder({
      'crm.csv': [CRM, ...rows, ''].join('\n'),
      'calls.csv': readFileSync(fileIn('calls-calltouch-target-and-unique')),
    });
    const { leads, warnings } = await leadsOf([path]);
    expect(leads).toEqual({ '(total)': 3, vk: 1, 'Google Ads': 1, '(no source)': 1 });
    expect(warnings).toContainEqual(expect.objectContaining({ code: 'calls-not-joined', count: 4 }));
  });

  it('that are all found by their clicks are nothing to warn of', { tags: 'slow' }, async () => {
    const path = folder({
      'crm.csv': [CRM, ...rows, ''].join('\n'),
      'calls.csv':
        'Дата и время звонка;ID звонка Calltouch;Источник;Канал;gclid\n03.03.2026 09:30:00;88;google;cpc;Cj0-invented-9\n',
    });
    const { leads, warnings } = await leadsOf([path]);
    expect(leads).toMatchObject({ '(total)': 3, google: 1 });
    expect(warnings.map(({ code }) => code)).not.toContain('calls-not-joined');
  });

  it('without IDs count as none beside those of a CRM, nor do leads that Meta keeps without any', async () => {
    const path = folder({
      'crm.csv': [CRM, ...rows, ''].join('\n'),
      'calls.csv': 'Дата и время;Виртуальный номер;UTM source\n02.03.2026 10:01:00;74950000000;yandex\n',
      'center.csv':
        'Created,Name,Email address,Source,Stage,Labels\n"03/13/2026, 21:35",A,a@example.com,Paid,Intake,\n',
    });
    const { leads, warnings } = await leadsOf([path]);
    expect(leads['(total)']).toBe(3);
    expect(warnings).toContainEqual(
      expect.objectContaining({
        code: 'calls-not-joined',
        count: 1,
        message: expect.stringContaining('ids: {fallback'),
      }),
    );
    const left = warnings.find(({ code }) => code === 'left-out')?.message;
    expect(left).toContain('{path: "center.csv", format: meta-leads, columns: {lead_id: $row}}');
  });

  it('that the CRM never received count where it keeps their IDs', { tags: 'slow' }, async () => {
    const path = folder({
      'crm.csv': [
        `${CRM};calltouch_id`,
        `${rows[0]}70000506`.replace('vk;70', 'vk;;70'),
        `${rows[1]};70000501`,
        '',
      ].join('\n'),
      'calls.csv': readFileSync(fileIn('calls-calltouch-target-and-unique')),
    });
    const { leads } = await leadsOf([path]);
    expect(leads['(total)']).toBe(4);
    expect(leads.yandex).toBe(1);
  });
});

describe('a lead that somebody sent to try the form', () => {
  const FORMS: [name: string, used: number][] = [
    ['linkedin-ads-lead-gen-form-leads', 2],
    ['tiktok-ads-instant-form-leads', 2],
  ];
  it.each(FORMS)('is no lead: %s', { tags: 'slow' }, async (name, used) => {
    const { leads, ledger } = await leadsOf([fileIn(name)]);
    expect(leads['(total)']).toBe(used);
    expect(ledger).toMatchObject([{ used, excluded: 1 }]);
  });

  it('is none of Google’s or Meta’s either', async () => {
    const google =
      'Lead ID,Lead Submit Time,Campaign ID,is_test\na-1,2026-03-02T10:00:00Z,31,false\na-2,2026-03-02T10:00:00Z,31,TRUE\n';
    const meta = `id,created_time,form_id,email\nl:1,2026-03-02T10:00:00+03:00,f:1,one@example.com\nl:2,2026-03-02T10:00:00+03:00,f:1,<test lead: dummy data for email>\n`;
    const { leads, ledger } = await leadsOf([folder({ 'a.csv': google, 'b.csv': meta })]);
    expect(leads).toMatchObject({ 'Google Ads': 1, 'Meta Ads': 1, '(total)': 2 });
    expect(ledger.map(({ excluded }) => excluded)).toEqual([1, 1]);
  });

  it('has a fixture that is there', () => {
    for (const [name] of FORMS) expect(existsSync(join(fixtures, name))).toBe(true);
  });
});
