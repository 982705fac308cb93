import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { WARNINGS } from '../../src/model/warnings.js';
import { withSession } from '../../src/session/session.js';
import { type Files, makeHarness } from '../intake/harness.js';
import { silentIo } from '../silent-io.js';
import { CRM, small, YAML } from './run.js';

const harness = makeHarness();
afterAll(harness.remove);

/** What a warning says and counts; undefined where it is not given. */
async function warning(code: keyof typeof WARNINGS, files: Files, ...flags: string[]) {
  const { json } = await harness.report(files, ...flags);
  return json.warnings.find((one) => one.code === code);
}

it('every warning that is listed stands in a test', () => {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const tests = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => readFileSync(join(root, path), 'utf8'))
    .join('\n');
  expect(tests.length).toBeGreaterThan(100_000);
  const missing = Object.keys(WARNINGS).filter((code) => !new RegExp(`['"]${code}['"]`).test(tests));
  expect(missing).toEqual([]);
});

describe('warned of is', () => {
  it('an export beside funnel.yaml that it does not name, where it alone says what to read', {
    tags: 'slow',
  }, async () => {
    const folder = harness.write({ ...small(), 'more.csv': CRM });
    const { json } = await harness.start(['report', '-f', 'json'], folder);
    expect(json.warnings).toContainEqual(
      expect.objectContaining({ code: 'exports-not-read', count: 1, message: expect.stringContaining('more.csv') }),
    );
    expect((await harness.start(['report', '-f', 'json'], harness.write(small()))).warnings).not.toContain(
      'exports-not-read',
    );
  });

  it('a folder with exports inside of the one that was given', { tags: 'slow' }, async () => {
    const found = await warning('folders-not-read', { ...small(), 'vk/deals.csv': CRM, 'notes/read.md': '' });
    expect(found).toMatchObject({ count: 1, message: expect.stringMatching(/are not read: \S*vk;/) });
  });

  it('days that are not read: those of sums that have no other, those on which leads came to a stage', async () => {
    const { json } = await harness.report(
      {
        'spend.csv': 'Week,channel,spend,clicks\n32,Google,100,5\n33,Google,50,5\n',
        'leads.csv': `lead_id,created_date,stage,date_qualified,last_contacted_date,date_proposal
1,2026-10-01,New,2026-10-02,2026-10-02,
2,2026-10-02,New,,2026-10-03,2026-10-05
`,
      },
      '--guess',
    );
    const said = json.warnings.filter(({ code }) => code === 'dates-not-read').map(({ message }) => message);
    expect(said).toEqual([
      expect.stringMatching(/^leads\.csv: «date_qualified», «date_proposal» not read; .*qualified_at, contact_at/),
      expect.stringMatching(/^spend\.csv: .*«Week» not read; .*columns: \{period_from: Week\}/),
    ]);
  });

  it('a day without a year in a drafted list of leads, which then has none', async () => {
    const { json } = await harness.report({
      'leads.csv': 'Дата,Телефон,Статус\n5 янв,79160000001,Продано\n03.02,79160000002,Отказ\n',
      'funnel.yaml': `files: [{path: leads.csv, table: crm, columns: {lead_id: Телефон ?, status: Статус ?}}]
statuses: {Продано: deal, Отказ: lost}
`,
    });
    const said = json.warnings.filter(({ code }) => code === 'dates-not-read').map(({ message }) => message);
    expect(said).toEqual([expect.stringMatching(/«Дата» not read; write the year .*columns: \{created_at: Дата\}/)]);
  });

  it('amounts that are not read where none is; to name one as proposed changes nothing else', async () => {
    const deals = `deal_id,created_at,stage_id,contact_id,expected_amount,lifetime_value
1,2026-06-01,WON,7,100,9
2,2026-06-02,WON,7,50,9
`;
    const report = async (config: string) => {
      const said = `currency: RUB\nstatuses: {WON: deal}\n${config}`;
      const { json, total } = await harness.report({ 'deals.csv': deals, 'funnel.yaml': said });
      const unread = json.warnings.filter(({ code }) => code === 'revenue-not-read').map(({ message }) => message);
      return { figures: [total('leads'), total('revenue')], unread };
    };
    const entry = 'files: [{path: "deals.csv", columns: {revenue: expected_amount}}]';
    expect(await report('')).toEqual({
      figures: [2, null],
      unread: [expect.stringMatching(/«expected_amount» not read; .*: files: \[\{path: "deals\.csv", columns/)],
    });
    expect(await report(entry)).toEqual({ figures: [2, '150.00'], unread: [] });
  });

  it('by check what a report would refuse, beside everything else', { tags: 'slow' }, async () => {
    const folder = harness.write({
      'crm.csv': 'ID,Created,Status,Budget,Money\n1,2026-10-01,Won,100,USD\n2,2026-10-02,Won,100,EUR\n',
      'funnel.yaml': `files: [{path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status, revenue: Budget, currency: Money}}]
statuses: {Won: deal}
`,
    });
    const words = 'amounts in several currencies: EUR, USD';
    expect(await harness.start(['report', folder], folder)).toMatchObject({
      code: 2,
      err: expect.stringContaining(words),
    });
    const check = await harness.start(['check', folder], folder);
    expect([check.code, check.out.replaceAll(/\s+/g, ' ')]).toEqual([1, expect.stringContaining(words)]);
    // The page names no codes: they are asked of the session that it is drawn from.
    const asked = {
      paths: [folder],
      config: undefined,
      guess: false,
      reach: 'implied',
      maxRejects: { share: 1 },
    } as const;
    const codes = await withSession({ ...asked, lenient: true }, silentIo(folder), async ({ warnings }) =>
      warnings.map(({ code }) => code),
    );
    expect(codes).toContain('no-report');
  });

  it('an export of ads that covers a part of its account', { tags: 'slow' }, async () => {
    const rows = 'Campaign,Campaign state,Cost,Clicks,Currency code,Day\n';
    const ads = (account: string) =>
      `${rows}Bread,Enabled,10.00,5,USD,2026-03-01\nTotal: Campaigns, --,10.00,5,USD, --\nTotal: Account, --,${account},5,USD, --\n`;
    expect(await warning('account-not-covered', { 'a.csv': ads('40.00') })).toMatchObject({
      count: 1,
      message: expect.stringContaining("10.00 of the account's 40.00: the export covers 25% of the account"),
    });
    expect(await warning('account-not-covered', { 'a.csv': ads('10.00') })).toBeUndefined();
    // What lacks something is never a hundred.
    const most = `${rows}Bread,Enabled,10003.00,5,USD,2026-03-01\nTotal: Account, --,10010.00,5,USD, --\n`;
    expect((await warning('account-not-covered', { 'a.csv': most }))?.message).toContain(
      'the export covers 99.93% of the account',
    );
  });

  it.each([
    ['Kampagne,Kosten,Währungscode,Interaktionen', 'Brot,"5,50",EUR,40'],
    ['Кампания,Стоимость,Код валюты,Взаимодействия', 'Хлеб,"5,50",RUB,40'],
    ['Campaña,Coste,Código de moneda,Interacciones', 'Pan,"5,50",EUR,40'],
    ['Название кампании,Сумма затрат (RUB),Клики (все)', 'Хлеб,"5,50",40'],
  ])('so it is in every language: %s', { tags: 'slow' }, async (head, row) => {
    expect(await warning('clicks-stand-in', { 'a.csv': `${head}\n${row}\n` })).toMatchObject({ count: 1 });
  });

  it('an export that says of itself that it is not complete', async () => {
    const of = (is: boolean) =>
      `"Report Name: Campaigns"\n"Potential Incomplete Data: ${is}"\n\n"TimePeriod","CampaignName","CurrencyCode","Clicks","Spend"\n"2026-03-01","Bread","USD","5","5.50"\n`;
    expect(await warning('says-incomplete', { 'a.csv': of(true) })).toMatchObject({ count: 1 });
    expect(await warning('says-incomplete', { 'a.csv': of(false) })).toBeUndefined();
  });

  it('an export without clicks, where something else stands in for them', async () => {
    const head = 'Campaign,Campaign state,Cost,Currency code,Day,Impressions';
    const row = 'Bread,Enabled,10.00,USD,2026-03-01,1000';
    const found = await warning('clicks-stand-in', { 'a.csv': `${head},Interactions\n${row},40\n` });
    expect(found).toMatchObject({ count: 1, message: expect.stringContaining('«Interactions» stand in for clicks') });
    const both = await harness.report({ 'a.csv': `${head},Interactions,Clicks\n${row},40,7\n` });
    expect([both.warnings.includes('clicks-stand-in'), both.total('visits')]).toEqual([false, 7]);
  });

  it('an as-of moment after which the exports know of changes', { tags: 'slow' }, async () => {
    const files = {
      ...small(),
      'crm.csv': CRM.replace('Reason\n', 'Reason,Changed\n').replace('Too dear', 'Too dear,2026-10-09 10:00'),
      'funnel.yaml': YAML.replace('created_at: Created', 'created_at: Created, modified_at: Changed'),
    };
    files['crm.csv'] = files['crm.csv'].replace(/,$/gm, ',,');
    expect(await warning('as-of-past', files, '--as-of', '2026-10-05')).toMatchObject({
      count: 1,
      message: expect.stringContaining('changes up to 2026-10-09'),
    });
    expect(await warning('as-of-past', files, '--as-of', '2026-10-09')).toBeUndefined();
  });

  it('an as-of moment before the exports were made, though they say nothing of changes', { tags: 'slow' }, async () => {
    const message =
      'the exports were made after the as-of moment: stages and losses that bear no date are as they stood in them';
    expect(await warning('as-of-past', small(), '--as-of', '2026-10-01')).toMatchObject({ count: 1, message });
    expect(await warning('as-of-past', small(), '--as-of', '2026-12-31')).toBeUndefined();
  });

  it('a lead that is lost and holds evidence of a deal: no revenue', { tags: 'slow' }, async () => {
    const yaml = YAML.replace('status: Status', 'status: Status, deal_at: Sold');
    const crm = CRM.replace('Reason\n', 'Reason,Sold\n').replace(/(Too dear|,)$/gm, '$1,');
    const files = { ...small(), 'funnel.yaml': yaml, 'crm.csv': crm.replace('Too dear,', 'Too dear,2026-10-03') };
    expect(await warning('lost-deals', files)).toMatchObject({ count: 1 });
    expect(await warning('lost-deals', { ...files, 'crm.csv': crm })).toBeUndefined();
    expect((await harness.report(files)).total('revenue')).toBe('1000.50');
  });
});
