import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { knownHeadings } from '../../src/intake/recognise/known-headings.js';
import { recognise } from '../../src/intake/recognise/recognise.js';
import { findShape } from '../../src/intake/shape/file-shape.js';
import { SOURCES } from '../../src/sources/known-sources.js';
import { folder, funnel } from '../cli/run.js';

/** What a sheet with these headings is taken for. */
function taken(...headings: string[]) {
  const { source, table, columns } = recognise(headings, 'sheet.csv', undefined);
  return { source, table, fields: Object.fromEntries([...columns].map(([field, { heading }]) => [field, heading])) };
}

describe('a sheet of nobody’s platform', () => {
  const SHEETS: [what: string, headings: string[], table: string, fields: Record<string, string>][] = [
    [
      'of spend, in English',
      ['Date', 'Channel', 'Campaign', 'Impressions', 'Clicks', 'Spend (USD)'],
      'ad_stats',
      {
        day: 'Date',
        source: 'Channel',
        campaign: 'Campaign',
        impressions: 'Impressions',
        clicks: 'Clicks',
        cost: 'Spend (USD)',
      },
    ],
    [
      'of spend, in Russian, with numbered rows',
      ['№', 'Дата', 'Источник', 'Расход, ₽', 'Заявки'],
      'ad_stats',
      { day: 'Дата', source: 'Источник', actions: 'Заявки', cost: 'Расход, ₽' },
    ],
    [
      'of spend by month',
      ['Месяц', 'Канал', 'Затраты'],
      'ad_stats',
      { period_from: 'Месяц', source: 'Канал', cost: 'Затраты' },
    ],
    [
      'of what was shown, clicked and spent, though it has clients, a status and numbered rows',
      ['id', 'date', 'client', 'status', 'campaign', 'impressions', 'clicks', 'spend'],
      'ad_stats',
      { day: 'date', campaign: 'campaign', impressions: 'impressions', clicks: 'clicks', cost: 'spend' },
    ],
    ['of clicks alone', ['Кампания', 'Переходы'], 'ad_stats', { campaign: 'Кампания', clicks: 'Переходы' }],
    [
      'of leads, in English, as programmers write',
      ['lead_id', 'createdAt', 'status', 'utm_source', 'GCLID', 'budget', 'owner'],
      'crm',
      {
        lead_id: 'lead_id',
        created_at: 'createdAt',
        status: 'status',
        utm_source: 'utm_source',
        gclid: 'GCLID',
        revenue: 'budget',
        amount: 'budget',
        manager: 'owner',
      },
    ],
    [
      'of opportunities, out of a warehouse',
      ['opportunity_id', 'account_id', 'stage', 'amount_inr', 'created_date', 'expected_close_date', 'lead_source'],
      'crm',
      {
        lead_id: 'opportunity_id',
        created_at: 'created_date',
        status: 'stage',
        source: 'lead_source',
        revenue: 'amount_inr',
        amount: 'amount_inr',
      },
    ],
    [
      'of leads, in Russian',
      ['№', 'Дата обращения', 'Имя', 'Телефон', 'Статус', 'Откуда пришёл', 'Выручка', 'Сумма руб.', 'Причина отказа'],
      'crm',
      {
        lead_id: '№',
        created_at: 'Дата обращения',
        status: 'Статус',
        source: 'Откуда пришёл',
        revenue: 'Выручка',
        amount: 'Сумма руб.',
        reason: 'Причина отказа',
      },
    ],
    [
      'of spend, as programmers write',
      ['spend_id', 'campaign_id', 'spend_date', 'acquisition_channel', 'spend_amount', 'clicks'],
      'ad_stats',
      {
        day: 'spend_date',
        source: 'acquisition_channel',
        campaign_id: 'campaign_id',
        clicks: 'clicks',
        cost: 'spend_amount',
      },
    ],
    [
      'of ads with the tags that leads bear',
      ['campaign_name', 'campaign_date', 'daily_spent', 'utm_source', 'utm_medium', 'utm_campaign'],
      'ad_stats',
      {
        day: 'campaign_date',
        source: 'utm_source',
        medium: 'utm_medium',
        campaign: 'campaign_name',
        cost: 'daily_spent',
      },
    ],
    [
      'of what came of ads, by their tags',
      ['visit_date', 'utm_source', 'total_cost', 'leads_count', 'purchases_count', 'revenue'],
      'agg',
      {
        day: 'visit_date',
        source: 'utm_source',
        cost: 'total_cost',
        leads: 'leads_count',
        deals: 'purchases_count',
        revenue: 'revenue',
      },
    ],
    [
      'of costs, as programmers write',
      ['cost_date', 'source_name', 'cost_amount', 'currency'],
      'ad_stats',
      { day: 'cost_date', source: 'source_name', cost: 'cost_amount', currency: 'currency' },
    ],
    [
      'of leads that name their users first',
      ['user_id', 'lead_id', 'lead_created_at', 'source_label', 'lifecycle_stage'],
      'crm',
      { lead_id: 'lead_id', created_at: 'lead_created_at', status: 'lifecycle_stage', source: 'source_label' },
    ],
    [
      'of leads, with a word of a CRM that numbers them in another way',
      ['lead_id', 'created_date', 'status', 'is_converted', 'source'],
      'crm',
      { lead_id: 'lead_id', created_at: 'created_date', status: 'status', source: 'source' },
    ],
    [
      'with a stage and a status, a source and a channel',
      ['ID', 'Created', 'Status', 'Stage', 'Channel', 'Source'],
      'crm',
      {
        lead_id: 'ID',
        created_at: 'Created',
        status: 'Stage',
        outcome: 'Status',
        source: 'Source',
        medium: 'Channel',
      },
    ],
  ];
  it.each(SHEETS)('%s is read by its headings', (_, headings, table, fields) => {
    expect(taken(...headings)).toEqual({ source: 'guess', table, fields });
  });

  it('is read by the order of the dictionary, never by the order of its columns', () => {
    for (const headings of [
      ['ID', 'Дата', 'Дата создания', 'Сумма', 'Статус', 'Этап'],
      ['Этап', 'Статус', 'Сумма', 'Дата создания', 'Дата', 'ID'],
    ])
      expect(taken(...headings).fields).toMatchObject({ created_at: 'Дата создания', status: 'Этап', amount: 'Сумма' });
    expect(taken('Расход с учётом всего', 'Дата', 'Расход', 'Расход без НДС', 'Источник').fields.cost).toBe(
      'Расход без НДС',
    );
  });

  const OTHERS: [why: string, headings: string[]][] = [
    ['nothing in it is known', ['a', 'b']],
    ['nothing says which lead', ['Created', 'Name', 'Source', 'Stage']],
    ['nothing says when', ['ID', 'Name', 'Status']],
    ['spend has no day, no campaign and no source', ['Сотрудник', 'Расход']],
    ['it has leads and clicks', ['ID', 'Created', 'Status', 'Clicks']],
    ['two columns may be the cost', ['Дата', 'Источник', 'Расход, ₽', 'Расход, $']],
    ['its leads are of an ad form', ['Request ID', 'Created', 'Form name']],
    ['what it spends on is people', ['Дата', 'Менеджер', 'Источник', 'Стоимость']],
  ];
  it.each(OTHERS)('is left to a person where %s', (_, headings) => {
    expect(() => taken(...headings)).toThrow('not an export that is known');
  });

  it('is never preferred to a platform that is known', () => {
    const names = SOURCES.map(({ name }) => name);
    expect(names).not.toContain('guess');
    expect(taken('Campaign', 'Currency code', 'Cost', 'Clicks', 'Day').source).toBe('google-ads');
  });

  it('is what the configuration says it is', () => {
    const settings = {
      path: 'sheet.csv',
      table: ['crm'],
      entity: 'lead' as const,
      columns: new Map(),
      set: new Map(),
      concatenated: false,
    };
    expect(() => recognise(['Дата', 'Источник', 'Расход'], 'sheet.csv', settings)).toThrow('not an export');
    expect(recognise(['№', 'Дата', 'Источник', 'Расход'], 'sheet.csv', settings).table).toBe('crm');
  });

  it('has its heading found below a title', () => {
    const sheet = Buffer.from('Расходы на рекламу, октябрь\n;;\nДата;Площадка;Потрачено, руб.\n01.10.2026;VK;5\n');
    const shape = findShape(sheet, knownHeadings(undefined, []));
    expect(shape).toMatchObject({ headerLine: 3, delimiter: ';' });
  });
});

describe('a guess', () => {
  const files = {
    'crm.csv': 'ID,Created,Outcome,Source\n1,2026-10-01,won,VK\n2,2026-10-02,open,VK\n',
    'spend.csv': 'Day,Source,Cost\n2026-10-01,VK,10.50\n2026-10-02,VK,7\n',
  };
  const CRM =
    'crm.csv: columns taken by their names: lead_id = ID, created_at = Created, outcome = Outcome, source = Source';

  it('is shown column by column in the report and in the check, and lets both go on', { tags: 'slow' }, async () => {
    const path = folder(files);
    const ran = await funnel(['report', path, '-f', 'json']);
    expect(ran.code).toBe(0);
    const { warnings, ledger } = JSON.parse(ran.out);
    expect(ledger.map(({ source }: { source: string }) => source)).toEqual(['guess', 'guess']);
    expect(warnings.filter(({ code }: { code: string }) => code === 'guessed-columns')).toHaveLength(2);
    expect(ran.err).toContain(CRM);
    const check = await funnel(['check', path]);
    expect(check.code).toBe(1);
    expect(check.out.replace(/\s+/g, ' ')).toContain(CRM);
    expect((await funnel(['check', path, '--lang', 'ru'])).out).toContain('столбцы взяты по названиям');
  });

  it('is an error to those who are strict', { tags: 'slow' }, async () => {
    const ran = await funnel(['report', folder(files), '--strict']);
    expect(ran.code).toBe(2);
    expect(ran.err).toContain(CRM);
  });

  it('stays one as a draft, and is none any more once a person has deleted the marks', { tags: 'slow' }, async () => {
    const path = folder(files);
    expect((await funnel(['init', path])).code).toBe(0);
    const drafted = await funnel(['check', path]);
    expect(drafted.out.replace(/\s+/g, ' ')).toContain('columns as drafted, which nobody has confirmed');
    expect(drafted.code).toBe(1);
    const yaml = join(path, 'funnel.yaml');
    writeFileSync(yaml, readFileSync(yaml, 'utf8').replace(/(?<=\S) \?(?="?(?: *#|$))/gm, ''));
    const check = await funnel(['check', path]);
    expect(check.out).not.toMatch(/taken by their names|nobody has confirmed/);
    expect(check.code).toBe(0);
  });
});
