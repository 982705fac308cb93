import { linkSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { folder, funnel } from '../cli/run.js';
import { book } from '../intake/book.js';
import { Outcome } from '../intake/harness.js';
import { bucketsIn, countOf, expectError, messageOf, over } from './over.js';

/** Options that let every line be rejected, so that the ledger can be looked at. */
const ANY = ['--max-rejects', '100%'];

describe('D1: IDs that Excel destroyed', () => {
  it('of no more than a hundredth of the rows are leads all the same, and warned of', async () => {
    const outcome = await over('D1-two-ids-destroyed-of-200');
    expect([outcome.total('leads'), countOf(outcome, 'destroyed-ids')]).toEqual([200, 2]);
    expect(outcome.buckets).toEqual({ header: 1, used: 200 });
  });

  it('of more are an error: export these IDs again', async () => {
    expectError(await over('D1-three-ids-destroyed-of-200'), [
      /^funnel: crm\.csv: Excel destroyed 3 of 200 IDs/,
      /→ export these IDs again as text/,
    ]);
  });
});

describe('D2: leading zeros that were lost', () => {
  it('are never put back untold, but proven by a count, with the setting that does', async () => {
    const outcome = await over('D2-leading-zeros-lost');
    expect([outcome.total('leads'), outcome.total('not_handed_over')]).toEqual([40, 20]);
    expect(messageOf(outcome, 'ad-leads-not-found')).toBe(
      '20 of 20 leads of the ad forms are not found in the CRM by their ID; 20 would be once leading zeros are put back: they match after zero-padding to 8 (ids: {pad: 8} in funnel.yaml)',
    );
  });

  it('are put back by ids: {pad: 8}', async () => {
    const outcome = await over('D2-leading-zeros-put-back');
    expect([outcome.total('leads'), outcome.total('not_handed_over'), outcome.warnings]).toEqual([
      20,
      0,
      ['winners-unknown'],
    ]);
  });
});

describe('D3: IDs that were taken for numbers', () => {
  it('are text: long ones stay apart by their last digit, a tail of .0 is reported', async () => {
    const outcome = await over('D3-ids-with-a-tail');
    expect([outcome.total('leads'), countOf(outcome, 'id-tails')]).toEqual([8, 3]);
    expect(messageOf(outcome, 'id-tails')).toMatch(/ids: \{strip_tail: true\}/);
  });

  it('lose the tail with ids: {strip_tail: true}', async () => {
    const outcome = await over('D3-ids-freed-of-a-tail');
    expect([outcome.total('leads'), outcome.buckets]).toEqual([3, { header: 1, duplicate: 1, used: 3 }]);
    // They stand on rows of different days, so they may be two leads after all.
    expect(outcome.warnings).toEqual(['ids-start-again', 'duplicate-leads', 'winners-unknown']);
  });
});

describe('D4: invisible characters in IDs', () => {
  it('are stripped, composed and counted; case is kept', async () => {
    const outcome = await over('D4-invisible-characters-in-ids');
    // 15 three times, café twice, abc and ABC.
    expect([outcome.total('leads'), outcome.buckets]).toEqual([4, { header: 1, duplicate: 3, used: 4 }]);
    const { out } = await funnel(['check', outcome.folder]);
    expect(out).toContain('4 lead IDs freed of decorations or invisible characters');
  });

  it('case is one with ids: {ignore_case: true}', async () => {
    expect((await over('D4-case-ignored')).total('leads')).toBe(1);
  });
});

describe('D5: letters of two scripts that look alike', () => {
  it('never match, and the first five IDs are listed', async () => {
    const outcome = await over('D5-cyrillic-letters-in-ids');
    expect([outcome.total('leads'), countOf(outcome, 'mixed-scripts')]).toEqual([12, 7]);
    // The А of these is Cyrillic, the B Latin.
    expect(messageOf(outcome, 'mixed-scripts')).toMatch(
      /are not equal: \u0410B0, \u0410B1, \u0410B2, \u0410B3, \u0410B4$/,
    );
  });
});

describe('D6: what stands where an ID is missing', () => {
  it('a word for nothing is no ID', async () => {
    const outcome = await over('D6-words-for-no-id', ...ANY);
    expect([outcome.total('leads'), outcome.rejected]).toEqual([2, [4, 5, 6, 7, 8, 9, 10]]);
    expect(new Set(outcome.ledger.rejects.map(({ reason }) => reason))).toEqual(new Set(['no lead ID']));
  });

  it('one ID on more than a hundredth of the rows is none', async () => {
    expectError(
      await over('D6-one-id-on-many-rows'),
      [/12 of 501 lines could not be read/, /no lead ID: the same stands on many rows/],
      3,
    );
    const outcome = await over('D6-one-id-on-many-rows', ...ANY);
    expect([outcome.total('leads'), outcome.buckets]).toEqual([488, { header: 1, rejected: 12, used: 488 }]);
  });

  it('the product lines of one deal are its own', async () => {
    const outcome = await over('D6-product-lines-of-one-deal');
    expect([outcome.total('deals'), outcome.total('revenue'), outcome.ledger.rejected]).toEqual([61, '660.00', 0]);
  });

  it('one ad lead is not the ad lead of many leads', async () => {
    const outcome = await over('D6-one-ad-lead-id-on-many-leads');
    expect(countOf(outcome, 'placeholder-ids')).toBe(12);
    // Lead 2 came of the ad lead 602; nobody of 501.
    expect(outcome.figures('sources', 'leads')).toMatchObject({ 'Meta Ads': 2, VK: 23 });
    expect(outcome.total('not_handed_over')).toBe(1);
  });
});

describe('D7: one lead in two exports', () => {
  it('is one, by its latest row, and its source is paid for once', async () => {
    const outcome = await over('D7-one-lead-in-two-exports');
    expect([outcome.total('leads'), outcome.total('deals'), outcome.total('revenue'), outcome.total('spend')]).toEqual([
      3,
      1,
      '150.00',
      '90.00',
    ]);
    expect(bucketsIn(outcome, 'crm-1.csv')).toEqual({ header: 1, duplicate: 1, used: 1 });
    expect([countOf(outcome, 'duplicate-leads'), countOf(outcome, 'duplicate-amounts')]).toEqual([1, 1]);
  });
});

describe('D8: the same days and campaigns in two ad exports', () => {
  it('count once where the figures agree, and the second file says so', async () => {
    const outcome = await over('D8-same-days-in-two-files');
    // Six days of two campaigns: 100.50 to 106.50 and 40.25 to 46.25.
    expect([outcome.total('spend'), outcome.total('visits'), outcome.total('actions')]).toEqual(['886.50', 222, 9]);
    expect(bucketsIn(outcome, 'direct-01-04.csv')).toEqual({ header: 1, preamble: 4, used: 8 });
    expect(bucketsIn(outcome, 'direct-03-06.csv')).toEqual({ header: 1, preamble: 4, duplicate: 4, used: 4 });
    expect(countOf(outcome, 'overlapping-exports')).toBe(4);
    expect(messageOf(outcome, 'overlapping-exports')).toBe(
      'direct-03-06.csv: 4 rows of 2026-03-03 to 2026-03-04 stand in direct-01-04.csv too, with the same figures: counted once',
    );
  });

  it('are an error with --strict', async () => {
    expectError(await over('D8-same-days-in-two-files', '--strict'), [/counted once/]);
  });

  it('are an error where the figures differ: both files, the days, and what to do', async () => {
    expectError(await over('D8-other-figures-for-one-day'), [
      /^funnel: direct-03-06\.csv: .* in direct-01-04\.csv too, with other figures: 2026-03-03 to 2026-03-04/,
      /spend 99\.00 here, 103\.50 there/,
      /→ export both again on one day, or leave one out/,
      /set: \{account: a name\}/,
    ]);
  });

  it('are an error day by day beside a whole period of the same campaign', async () => {
    expectError(await over('D8-days-beside-a-whole-period'), [
      /^funnel: google-march\.csv: the same spend stands in google-by-day\.csv for other days/,
      /2026-03-01 to 2026-03-31 here/,
      /→ keep the export by day and leave the other out/,
    ]);
  });

  it('without days are compared over their period', async () => {
    const outcome = await over('D8-whole-period-twice');
    expect([outcome.total('spend'), outcome.total('visits')]).toEqual(['710.50', 69]);
    expect(bucketsIn(outcome, 'google-march.csv')).toMatchObject({ duplicate: 2 });
    expect(messageOf(outcome, 'overlapping-exports')).toMatch(/2 rows of 2026-03-01 to 2026-03-31/);
  });

  it('without campaigns are compared by source and day', async () => {
    const outcome = await over('D8-without-campaigns');
    expect(outcome.total('spend')).toBe('70.00');
    expect(messageOf(outcome, 'overlapping-exports')).toMatch(/1 row of 2026-03-03 stands in account-01-03\.csv too/);
  });

  it('count once though an ad was renamed between the exports', async () => {
    const outcome = await over('D8-ads-renamed-between-exports');
    expect([outcome.total('spend'), outcome.total('visits')]).toEqual(['62.00', 26]);
    expect(bucketsIn(outcome, 'meta-late.csv')).toEqual({ header: 1, duplicate: 1, used: 1 });
  });

  it('without days are told apart by their names, else by funnel.yaml, which the error says', {
    tags: 'slow',
  }, async () => {
    const month = (...sums: number[]) =>
      ['Source,Campaign,Clicks,Cost', ...sums.map((sum, at) => `Google,c${at},${sum},${sum}`), ''].join('\n');
    const [january, february] = [month(10, 20), month(11, 21)];
    const named = { 'ads_2026-01-01_2026-01-31.csv': january, 'ads_2026-02-01_2026-02-28.csv': february };
    expect((await reportOf(named)).total('spend')).toBe('62.00');
    expectError(await reportOf({ 'a.csv': january, 'b.csv': february }), [
      /with other figures: all time/,
      /→ if they are of different days, say so in funnel\.yaml, under each file: period: \{from: /,
    ]);
    const config =
      'files: [{path: a.csv, period: {from: 2026-01-01, to: 2026-01-31}}, {path: b.csv, period: {from: 2026-02-01, to: 2026-02-28}}]\n';
    const told = await reportOf({ 'a.csv': january, 'b.csv': february, 'funnel.yaml': config });
    expect(told.total('spend')).toBe('62.00');
  });

  const bloggers = (...rows: string[]) => ['Date,Source,Campaign,Ad,Cost', ...rows, ''].join('\n');
  const reportOf = async (files: Record<string, string | Uint8Array>) => {
    const { code, out, err } = await funnel(['report', folder(files), '-f', 'json', '--all']);
    return new Outcome(code, out, err, '');
  };

  it('are an error where other ads have the same sum, and nothing tells that they were renamed', async () => {
    const first = bloggers('2026-03-01,Bloggers,March,Ivanov,10000', '2026-03-02,Bloggers,March,Ivanov,500');
    const second = bloggers('2026-03-01,Bloggers,March,Petrov,10000', '2026-03-03,Bloggers,March,Sidorov,700');
    expectError(await reportOf({ 'a.csv': first, 'b.csv': second }), [
      /^funnel: b\.csv: the same sums stand in a\.csv under other ads: 2026-03-01 \(.*«march»: spend 10000\.00\)/,
      /→ if they were renamed, take these days out of one file; if they are two/,
    ]);
    const config = 'files: [{path: a.csv, set: {account: one}}, {path: b.csv, set: {account: two}}]\n';
    const apart = await reportOf({ 'a.csv': first, 'b.csv': second, 'funnel.yaml': config });
    expect(apart.total('spend')).toBe('21200.00');
  });

  it('are an error where two ads have one price day after day, and count once where the sums of three days agree', {
    tags: 'slow',
  }, async () => {
    const days = (ad: string, sums: number[]) =>
      bloggers(...sums.map((sum, at) => `2026-03-0${at + 1},Bloggers,March,${ad},${sum}`));
    const flat = [10000, 10000, 10000];
    expectError(await reportOf({ 'a.csv': days('Ivanov', flat), 'b.csv': days('Petrov', flat) }), [/same sums/]);
    const sums = [100, 230, 70];
    const renamed = await reportOf({ 'a.csv': days('Ivanov', sums), 'b.csv': days('Ivanov (old)', sums) });
    expect(renamed.total('spend')).toBe('400.00');
  });

  it('twice in one file stay, and are said: an export may lack the column that tells them apart', async () => {
    const outcome = await over('D8-rows-twice-in-one-file');
    expect([outcome.total('spend'), outcome.warnings]).toEqual(['20.00', ['equal-lines']]);
  });

  it.each([
    ['of other campaigns', 'D8-other-campaigns-on-the-same-days', '434.25'],
    ['of other ads of one campaign', 'D8-other-ads-of-one-campaign', '62.00'],
    ['of two clients whose campaigns bear one name', 'D8-two-clients-with-one-campaign-name', '869.10'],
    ['of two platforms whose campaigns bear one name', 'D8-one-name-on-two-platforms', '20.00'],
    ['of two accounts, as funnel.yaml says', 'D8-two-accounts-said-apart', '62.00'],
  ])('%s are no overlap', { tags: 'slow' }, async (_, fixture, spend) => {
    const outcome = await over(fixture);
    expect([outcome.total('spend'), outcome.warnings]).toEqual([spend, []]);
  });

  it('of two accounts that nothing tells apart are an error', async () => {
    expectError(await over('D8-two-accounts-said-apart', '--no-config'), [
      /account-south\.csv: .* account-north\.csv too, with other figures: 2026-03-02/,
      /set: \{account: a name\}/,
    ]);
  });

  it('at two levels are an error: campaigns beside their keywords, with both sums', async () => {
    expectError(await over('D8-campaigns-and-keywords'), [
      /^funnel: google-keywords\.csv: holds the same spend as google-campaigns\.csv at another level/,
      /by «Ad group», «Keyword», «Match type»: spend 560\.55; there by «Campaign»: spend 810\.55/,
      /→ leave google-keywords\.csv out: google-campaigns\.csv covers more of the account/,
    ]);
  });

  it('in two sheets of a workbook are one too many, and what is typed of it is said', { tags: 'slow' }, async () => {
    const rows = (first: string, ...cells: string[]) => [
      [first, 'Показы', 'Клики', 'Потрачено, ₽'],
      ...cells.map((one) => [one, '9', '2', '50']),
    ];
    const stat = await book([
      { name: 'По дням', rows: rows('Дата', '01.03.2026', '13.03.2026') },
      { name: 'Кампании', rows: rows('Название кампании', 'Весна', 'Лето') },
    ]);
    const entry = 'files: [{path: "stat.xlsx", sheet: Кампании, table: none}]';
    const files = { 'stat.xlsx': stat, 'funnel.yaml': 'currency: RUB\n' };
    expectError(await reportOf(files), [entry]);
    const told = await reportOf({ ...files, 'funnel.yaml': `currency: RUB\n${entry}\n` });
    expect(told.total('spend')).toBe('100.00');
  });

  it('that cannot be compared are added up, and both sums are said aloud', async () => {
    const outcome = await over('D8-card-beside-campaigns');
    expect(outcome.total('spend')).toBe('82.30');
    expect(messageOf(outcome, 'perhaps-twice')).toMatch(
      /google-campaigns\.csv \(spend 30\.20\) and google-card\.csv \(22\.00\) are both of Google Ads/,
    );
  });

  const home = (columns: string, ...rows: string[]) => [columns, ...rows, ''].join('\n');
  const daily = home('Date,Source,Campaign,Cost', '2026-03-01,VK,Spring,300', '2026-03-31,VK,Spring,700');
  const monthly = (row: string) => home('Month,Source,Cost', row);

  it.each([
    ['a month', monthly('2026-03,VK,1200')],
    ['a month that was rounded, by campaign ID', home('Month,Source,Campaign ID,Cost', '2026-03,VK,17,1001')],
    ['a week', home('Week,Source,Cost', '2026-03-30,VK,720')],
  ])(
    'day by day and by %s are an error that names both files, though their campaigns cannot be compared',
    async (_, other) => {
      expectError(await reportOf({ 'daily.csv': daily, 'other.csv': other }), [
        /^funnel: other\.csv: the same spend stands in daily\.csv for other days: VK/,
        /keep the export by day and leave the other out; if they are of two accounts or platforms, .*set: \{account: a name\}/,
      ]);
    },
  );

  it.each([
    ['a month of the same sum', monthly('2026-03,VK,1000.00')],
    ['the same days without campaigns', home('Date,Source,Cost', '2026-03-01,VK,300', '2026-03-31,VK,700')],
  ])('with and without campaigns are an error where both spend the same: %s', { tags: 'slow' }, async (_, other) => {
    const outcome = await reportOf({ 'daily.csv': daily, 'other.csv': other });
    expectError(outcome, [/^funnel: other\.csv: holds the same spend as daily\.csv at another level/]);
  });

  it('of nobody in particular are an error where they are the sum of others, and said where they are not', async () => {
    const files = (spend: number) => ({ 'daily.csv': daily, 'b.csv': home('Month,Cost', `2026-03,${spend}`) });
    expectError(await reportOf(files(1000)), [
      /^funnel: b\.csv: its spend, 1000\.00, is that of daily\.csv on the same days/,
      /files: \[\{path: "b\.csv", table: none\}\]/,
    ]);
    const inEuros = await reportOf({
      'daily.csv': home('Date,Source,Campaign,Cost,Currency', '2026-03-01,VK,Spring,1000,USD'),
      'b.csv': home('Month,Cost,Currency', '2026-03,1000,EUR'),
      'funnel.yaml': 'currency: EUR\nrates: {USD: 0.5}\n',
    });
    expect(inEuros.total('spend')).toBe('1500.00');
    const outcome = await reportOf(files(900));
    expect([outcome.total('spend'), messageOf(outcome, 'perhaps-twice')]).toEqual([
      '1900.00',
      expect.stringMatching(/^b\.csv \(spend 900\.00\) names no source, and daily\.csv \(1000\.00\)/),
    ]);
  });

  it.each([
    ['another month', monthly('2026-04,VK,1200'), ''],
    ['another source', monthly('2026-03,Telegram,1200'), ''],
    ['other campaigns', home('Month,Source,Campaign,Cost', '2026-03,VK,Autumn,1200'), ''],
    [
      'another account, as funnel.yaml says',
      monthly('2026-03,VK,1200'),
      'files: [{path: daily.csv, set: {account: one}}, {path: other.csv, set: {account: two}}]\n',
    ],
  ])(
    'day by day and by month both count where these tell them apart: %s',
    { tags: 'slow' },
    async (_, other, config) => {
      const files = { 'daily.csv': daily, 'other.csv': other, ...(config ? { 'funnel.yaml': config } : {}) };
      expect((await reportOf(files)).total('spend')).toBe('2200.00');
    },
  );

  it.each(['yandex-direct.csv', 'vk-ads.csv'])(
    'law: %s in two overlapping parts gives the same report',
    { tags: 'slow' },
    async (file) => {
      const demo = fileURLToPath(new URL('../../fixtures/demo', import.meta.url));
      const lines = readFileSync(`${demo}/${file}`, 'utf8').trimEnd().split('\n');
      const first = lines.findIndex((line) => /^\d\d\.\d\d\.\d{4};/.test(line));
      // The totals belong to the whole.
      const head = lines.slice(0, first).filter((line) => !line.startsWith('Итого'));
      const rows = lines.slice(first);
      const part = (from: number, to: number) =>
        `${[...head, ...rows.slice(Math.floor(rows.length * from), Math.floor(rows.length * to))].join('\n')}\n`;
      const reports = async (files: Record<string, string>) => {
        const { code, out, err } = await funnel(['report', folder(files), '-f', 'json', '--all']);
        return new Outcome(code, out, err, '');
      };
      const whole = await reports({ 'whole.csv': part(0, 1) });
      const split = await reports({ 'a.csv': part(0, 0.6), 'b.csv': part(0.4, 0.9), 'c.csv': part(0.85, 1) });
      expect(split.json.reports).toEqual(whole.json.reports);
      const used = (outcome: Outcome) => outcome.json.ledger.reduce((sum, entry) => sum + Number(entry.used), 0);
      expect(used(split)).toBe(used(whole));
      expect(split.warnings).toContain('overlapping-exports');
    },
  );
});

describe('D9: the same file twice', () => {
  it('under another name is an error that names both', async () => {
    expectError(await over('D9-a-copy-of-a-file'), [/ads\.csv: is given twice \(the other time as ads \(1\)\.csv\)/]);
  });

  it.each([
    ['a symbolic link', symlinkSync],
    ['a hard link', linkSync],
  ])('by %s is an error', async (_, link) => {
    const path = folder({ 'ads.csv': 'Date,Source,Cost\n2026-03-01,VK,30\n' });
    link(join(path, 'ads.csv'), join(path, 'linked.csv'));
    const { code, out, err } = await funnel(['report', path, '-f', 'json']);
    expectError(new Outcome(code, out, err, path), [/is given twice/]);
  });
});

describe('D10: a deal without a lead, a lead without an ad, spend without leads', () => {
  it('are each a line of its own, and everything adds up', { tags: 'slow' }, async () => {
    const outcome = await over('D10-leads-deals-and-spend-apart');
    const of = (figure: string) => outcome.figures('sources', figure);
    const alone = '(deals_without_lead)';
    expect(of('leads')).toEqual({ VK: 1, Radio: 0, '(no source)': 1, [alone]: null, '(paid)': 1, '(total)': 2 });
    expect(of('spend')).toEqual({
      VK: '30.00',
      Radio: '20.50',
      '(no source)': null,
      [alone]: null,
      '(paid)': '50.50',
      '(total)': '50.50',
    });
    expect(of('revenue')).toMatchObject({ VK: '500.00', [alone]: '70.00', '(total)': '500.00' });
    expect(outcome.warnings).toEqual(['deals-not-found', 'deals-without-lead', 'leads-unmatched', 'spend-unmatched']);
  });
});

describe('D11: spend that meets no lead', () => {
  it('of a renamed campaign is listed with its share of spend', { tags: 'slow' }, async () => {
    const outcome = await over('D11-a-campaign-renamed');
    expect(messageOf(outcome, 'campaigns-unmatched')).toMatch(
      /^90\.0% of spend is of campaigns that no lead names: «spring_2026» 90\.0%; .* without spend: «spring»;/,
    );
    expect(outcome.total('cpl')).toBe('33.3333');
  });

  it('of a source is listed with its share of spend', { tags: 'slow' }, async () => {
    expect(messageOf(await over('D11-a-source-without-leads'), 'spend-unmatched')).toMatch(
      /^10\.0% of spend has no lead of its source: Targetolog;/,
    );
  });
});

describe('D12: days that an ad export lacks', () => {
  it('are warned of, source by source', async () => {
    const outcome = await over('D12-three-days-missing');
    expect(countOf(outcome, 'missing-days')).toBe(3);
    expect(messageOf(outcome, 'missing-days')).toMatch(
      /^VK: no rows for 2026-03-10 to 2026-03-11, 2026-03-20 \(3 days\)/,
    );
  });

  it('outside the days asked for are not', { tags: 'slow' }, async () => {
    const path = fileURLToPath(new URL('../../fixtures/bad/D12-three-days-missing', import.meta.url));
    const flags = ['-f', 'json', '--from', '2026-03-01', '--to', '2026-03-15'];
    const { code, out, err } = await funnel(['report', path, ...flags]);
    expect(countOf(new Outcome(code, out, err, path), 'missing-days')).toBe(2);
  });

  it('between two files are a month that was forgotten', { tags: 'slow' }, async () => {
    expect(messageOf(await over('D12-a-month-forgotten'), 'missing-days')).toMatch(
      /2026-02-01 to 2026-02-28 \(28 days\)/,
    );
  });

  it.each(['D12-working-days-only', 'D12-a-campaign-paused', 'D12-now-and-then'])(
    '%s lacks none',
    { tags: 'slow' },
    async (fixture) => {
      expect((await over(fixture)).warnings).not.toContain('missing-days');
    },
  );
});

describe('D13: a month that has had no time', () => {
  const YOUNG = fileURLToPath(new URL('../../fixtures/bad/D13-a-month-too-young', import.meta.url));
  const read = (name: string) => readFileSync(join(YOUNG, name), 'utf8');
  const told = async (crm: string) => {
    const path = folder({ 'crm.csv': crm, 'spend.csv': read('spend.csv'), 'funnel.yaml': read('funnel.yaml') });
    return (await funnel(['report', path])).out.replace(/\s+/g, ' ');
  };

  it('is not called worse than the one before: its open leads may still make it good', async () => {
    const out = await told(read('crm.csv'));
    expect(out).not.toContain('clearly down');
    // The same month with all of it decided is worse, and that is said.
    expect(await told(read('crm.csv').replaceAll('New', 'Lost'))).toMatch(/2026-03 against 2026-02.*clearly down/);
  });

  it('shows how many leads are still open beside what they reached', async () => {
    const { out } = await funnel(['stages', YOUNG, '--period', 'month', '-f', 'csv']);
    const march = out.split('\n').find((line) => line.startsWith('2026-03,lead,'));
    expect(march?.split(',')[12]).toBe('30');
  });
});

describe('what a report refuses', () => {
  it('check lists beside everything else, and says what to type', { tags: 'slow' }, async () => {
    const folder = fileURLToPath(new URL('../../fixtures/bad/D8-other-figures-for-one-day', import.meta.url));
    const { out, code } = await funnel(['check', folder]);
    expect(code).toBe(1);
    expect(out).toContain('Files 2');
    expect(out).toMatch(/! .*\.csv/);
  });
});
