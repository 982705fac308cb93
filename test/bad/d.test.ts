import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { folder, funnel } from '../cli/run.js';
import { Outcome } from '../intake/harness.js';
import { bucketsIn, countOf, expectError, messageOf, over } from './over.js';

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

  it('twice in one file stay: an export may lack the column that tells them apart', async () => {
    const outcome = await over('D8-rows-twice-in-one-file');
    expect([outcome.total('spend'), outcome.warnings]).toEqual(['20.00', []]);
  });

  it.each([
    ['of other campaigns', 'D8-other-campaigns-on-the-same-days', '434.25'],
    ['of other ads of one campaign', 'D8-other-ads-of-one-campaign', '62.00'],
    ['of two clients whose campaigns bear one name', 'D8-two-clients-with-one-campaign-name', '869.10'],
    ['of two platforms whose campaigns bear one name', 'D8-one-name-on-two-platforms', '20.00'],
    ['of two accounts, as funnel.yaml says', 'D8-two-accounts-said-apart', '62.00'],
  ])('%s are no overlap', async (_, fixture, spend) => {
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

  it('that cannot be compared are added up, and both sums are said aloud', async () => {
    const outcome = await over('D8-card-beside-campaigns');
    expect(outcome.total('spend')).toBe('82.30');
    expect(messageOf(outcome, 'perhaps-twice')).toMatch(
      /google-campaigns\.csv \(spend 30\.20\) and google-card\.csv \(22\.00\) are both of Google Ads/,
    );
  });

  it.each(['yandex-direct.csv', 'vk-ads.csv'])(
    'law: %s in two overlapping parts gives the same report',
    async (file) => {
      const demo = new URL('../../fixtures/demo', import.meta.url).pathname;
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
