import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { folder, funnel, rowsOf } from '../cli/run.js';

const fixture = (path: string): string => fileURLToPath(new URL(`../../fixtures/sources/${path}`, import.meta.url));

/** What came of the leads of some files, all sources together. */
async function totalOf(path: string): Promise<Record<string, unknown>> {
  const ran = await funnel(['sources', path, '--all', '-f', 'json']);
  expect(ran.code, ran.err).toBe(0);
  return Object.fromEntries(rowsOf(ran.out, 'sources').at(-1) ?? []);
}

describe('a heading of Pipedrive that stands twice', () => {
  it('is read where both columns say the same', async () => {
    const total = await totalOf(fixture('crm-pipedrive-status-twice-alike'));
    expect(total).toMatchObject({ source: '(total)', leads: 4, deals: 1, lost: 1, revenue: '4500.00' });
  });

  it('is refused where they differ, with the first line that does', async () => {
    const ran = await funnel(['sources', fixture('crm-pipedrive-status-twice'), '--all']);
    expect([ran.code, ran.out]).toEqual([2, '']);
    expect(ran.err).toContain('line 2: the heading «Deal - Status» stands 2 times with different cells');
  });
});

describe('a heading that stands over an empty column, too', () => {
  const HEADINGS = 'ID,Название сделки,Этап сделки,Дата создания сделки';
  const rows = (...sources: readonly (readonly [string, string])[]) =>
    sources
      .map(([own, contacts], at) => `${at + 1},x,Первичный контакт,0${at + 1}.03.2026,${own},${contacts}`)
      .join('\n');
  const sourcesOf = async (...sources: readonly (readonly [string, string])[]) => {
    const ran = await funnel([
      ...['sources', folder({ 'amo.csv': `${HEADINGS},Источник,Источник\n${rows(...sources)}\n` }), '--all'],
      ...['-f', 'json'],
    ]);
    expect(ran.code, ran.err).toBe(0);
    return rowsOf(ran.out, 'sources').map((row) => row.get('source'));
  };

  it.each([
    [['Сайт', ''] as const, ['Сайт', ''] as const],
    [['', 'Сайт'] as const, ['', 'Сайт'] as const],
  ])('is read from the column that is filled in', async (...cells) => {
    expect(await sourcesOf(...cells)).toEqual(['Сайт', '(total)']);
  });

  it('is not read where both are, if only once', async () => {
    expect(await sourcesOf(['Сайт', ''], ['', 'Радио'])).toEqual(['(no source)', '(total)']);
  });
});

describe('a CRM with several fields for one client of web analytics', () => {
  it.each([
    'Deal - GA Client ID,Deal - gclientid',
    'Deal - _ym_uid,Deal - ym_uid',
    'Deal - Touches,Deal - Touch points',
    'Количество касаний,Касания до сделки',
  ])('is read all the same: %s', { tags: 'slow' }, async (headings) => {
    const path = fixture('crm-pipedrive-lost-keeps-its-stage/deals-2026-03-31.csv');
    const [head, ...rows] = readFileSync(path, 'utf8').trimEnd().split('\n');
    const wider = [`${head},${headings}`, ...rows.map((row) => `${row},1,2`)].join('\n');
    expect(await totalOf(folder({ 'deals-2026-03-31.csv': wider }))).toMatchObject({ leads: rows.length });
  });
});

describe('IsWon and IsClosed of Salesforce', () => {
  const STATUSES = 'statuses: {Signed: decision, Dropped: ignore, Talks: contact}\n';
  const rows = [
    ['006Ab00000Xy2aA', 'Signed', '100', 'true', 'true'],
    ['006Ab00000Xy2aB', 'Dropped', '50', 'false', 'true'],
    ['006Ab00000Xy2aC', 'Talks', '70', 'false', 'false'],
  ];
  const opportunities = (headings: string, pick: (row: string[]) => string[]) =>
    folder({
      'opportunity.csv': [
        `Id,Name,CreatedDate,${headings}`,
        ...rows.map((row) => [row[0], 'Example', '2026-03-05T14:15:33.000Z', ...pick(row)].join()),
        '',
      ].join('\n'),
      'funnel.yaml': `currency: USD\n${STATUSES}`,
    });

  it('say who won and who is lost, whatever a company calls its stages', { tags: 'slow' }, async () => {
    const total = await totalOf(opportunities('StageName,Amount,IsWon,IsClosed', ([, ...row]) => row));
    expect(total).toMatchObject({ leads: 3, deals: 1, lost: 1, revenue: '100.00', pipeline: '70.00' });
  });

  it('say as 1 and 0 in a report what they say as true and false elsewhere', async () => {
    const flag = (cell = '') => (cell === 'true' ? '1' : '0');
    const path = opportunities(
      'Stage,Opportunity Owner,Amount,Won,Closed',
      ([, stage = '', amount = '', won, closed]) => [...[stage, 'Mia Stern', amount, flag(won), flag(closed)]],
    );
    expect(await totalOf(path)).toMatchObject({ leads: 3, deals: 1, lost: 1, revenue: '100.00' });
  });

  it('without IsClosed tell only who won: the others stay open', async () => {
    const path = opportunities('StageName,Amount,IsWon', ([, stage = '', amount = '', won = '']) => [
      stage,
      amount,
      won,
    ]);
    expect(await totalOf(path)).toMatchObject({ leads: 3, deals: 1, lost: 0 });
  });
});

describe('Meta’s Leads Center', () => {
  const file = 'crm-meta-leads-center/leads.csv';

  it.each([
    ['en', 'each lead would count twice'],
    ['ru', 'каждый лид посчитался бы дважды'],
  ])('has no lead IDs, and says what to type (%s)', async (lang, words) => {
    const ran = await funnel(['sources', fixture(file), '--all', '--lang', lang]);
    expect([ran.code, ran.out]).toEqual([2, '']);
    expect(ran.err).toContain(words);
    expect(ran.err).toContain('format: meta-leads, columns: {lead_id: $row}, set: {source: Meta Ads}');
  });

  it('is read as it says', async () => {
    const config =
      'files:\n  - {path: leads.csv, format: meta-leads, columns: {lead_id: $row}, set: {source: Meta Ads}}\n';
    const path = folder({ 'leads.csv': readFileSync(fixture(file)), 'funnel.yaml': config });
    const ran = await funnel(['sources', path, '--all', '-f', 'json']);
    expect(ran.code, ran.err).toBe(0);
    const rows = rowsOf(ran.out, 'sources').map((row) => [row.get('source'), row.get('leads'), row.get('qualified')]);
    expect(rows).toEqual([
      ['Meta Ads', 2, 1],
      ['(total)', 2, 1],
    ]);
  });
});

describe('a file whose name holds its period', () => {
  const stats = 'Campaign name,Cost,Impressions,Clicks (destination),CPC (destination)\nclay,10.50,100,5,2.10\n';
  const month = ['sources', '--from', '2026-01-01', '--to', '2026-01-31', '-f', 'json'];

  it('belongs to that period where nothing inside says it', async () => {
    const path = folder({ 'Studio-Campaign Report-(2026-01-01 to 2026-01-31).csv': stats });
    const ran = await funnel([...month, path]);
    expect(ran.code, ran.err).toBe(0);
    expect(rowsOf(ran.out, 'sources').at(-1)?.get('spend')).toBe('10.50');
  });

  it('is not cut by another period, and a day of download is no period', async () => {
    const cut = await funnel([...month, folder({ 'Report-(2026-01-01 to 2026-02-28).csv': stats })]);
    expect(cut.err).toContain('2026-01-01 to 2026-02-28: the period asked for cuts it');
    const unknown = await funnel([...month, folder({ '2026-01-18 export.csv': stats })]);
    expect([cut.code, unknown.code]).toEqual([2, 2]);
  });
});

describe('the cost of Yandex Direct’s API', () => {
  const path = fixture('yandex-direct-api-cost-in-micros');

  it('may be in millionths: where a click costs more than any can, a person has to say', async () => {
    const ran = await funnel(['sources', path, '--all']);
    expect([ran.code, ran.out]).toEqual([2, '']);
    expect(ran.err).toContain('micros: true');
  });

  it.each([
    ['true', '0.90'],
    ['false', '900000.00'],
  ])('is read with micros: %s', async (micros, spend) => {
    const rows = 'Date\tCampaignId\tClicks\tCost\n2026-03-01\t7\t1\t400000\n2026-03-02\t7\t1\t500000\n';
    const config = `files: [{path: report.csv, micros: ${micros}}]\n`;
    expect(await totalOf(folder({ 'report.csv': rows, 'funnel.yaml': config }))).toMatchObject({ spend });
  });

  it('asked for in units is read as it stands', async () => {
    const rows = 'Date\tCampaignId\tClicks\tCost\n2026-03-01\t7\t1\t40.25\n2026-03-02\t7\t0\t0\n';
    expect(await totalOf(folder({ 'report.csv': rows }))).toMatchObject({ spend: '40.25' });
  });
});

describe('leads of Meta’s forms without IDs', () => {
  const leads = 'created_time,ad_name,campaign_name,form_name,platform\n2026-03-02T10:00:00+03:00,v1,spring,short,fb\n';

  it('say what to type, and are then leads, each row one', async () => {
    const refused = await funnel(['sources', folder({ 'leads.csv': leads }), '--all']);
    expect([refused.code, refused.out]).toEqual([2, '']);
    expect(refused.err).toContain('leads without IDs');
    const config = 'files: [{path: leads.csv, format: meta-ads, columns: {lead_id: $row}}]\n';
    const total = await totalOf(folder({ 'leads.csv': leads, 'funnel.yaml': config }));
    expect(total).toMatchObject({ leads: 1 });
  });
});

describe('a report that a portal makes of its deals', () => {
  it('is taken by its headings: why a stage was reached is the reason, the channel of marketing is the source', async () => {
    const sheet =
      'Номер сделки;Дата создания сделки;Статус сделки;Ответственное лицо;Маркетинговый канал;Сумма продажи;Причина стадии Сделка проиграна\n' +
      '1;13.03.2026;Успех;Мия;Сайт;1000;\n2;14.03.2026;Отказ;Мия;Радио;0;Дорого\n';
    const path = folder({ 'deals.csv': sheet, 'funnel.yaml': 'statuses: {Успех: deal, Отказ: lost}\n' });
    const ran = await funnel(['report', path, '--all', '-f', 'json']);
    expect(ran.code, ran.err).toBe(0);
    const rows = rowsOf(ran.out, 'sources').map((row) => [row.get('source'), row.get('deals'), row.get('lost')]);
    expect(rows).toContainEqual(['Радио', 0, 1]);
    expect(rowsOf(ran.out, 'reasons').map((row) => [row.get('reason'), row.get('lost')])).toEqual([['Дорого', 1]]);
  });
});

describe('a sheet of SalesMan CRM', () => {
  it('is taken by its headings, and its per cents are statuses to explain', async () => {
    const sheet =
      '#;Дата создан.;Дата план.;Этап сделки;Заказчик;Источник клиента;Ответств.;Описание;Сумма сделки, р.\n1;01.03.2026;05.03.2026;20%;Пример;Сайт;Мия;;1000\n';
    const config = 'statuses: {"20%": contact}\n';
    const path = folder({ 'deals.csv': sheet, 'funnel.yaml': config });
    const ran = await funnel(['sources', path, '--all', '-f', 'json']);
    expect(ran.code, ran.err).toBe(0);
    const rows = rowsOf(ran.out, 'sources').map((row) => [row.get('source'), row.get('leads'), row.get('pipeline')]);
    expect(rows).toContainEqual(['Сайт', 1, '1000.00']);
  });
});
