import { afterAll, describe, expect, it } from 'vitest';
import { monthInName } from '../../src/intake/shape/month-in-name.js';
import { makeHarness } from './harness.js';

const harness = makeHarness();
afterAll(harness.remove);
const report = (files: Record<string, string>, ...flags: string[]) =>
  harness.start(['report', '.', '-f', 'json', '--guess', ...flags], harness.write(files));

const OCTOBER = { from: '2026-10-01', to: '2026-10-31' };

describe('the month that the name of a file states', () => {
  it.each([
    ...['Расходы октябрь 2026.csv', 'расходы_окт_2026.xlsx', 'Spend October 2026.csv', 'Ausgaben Oktober 2026.csv'],
    ...['gastos-octubre-2026.csv', 'Расход 10.2026.csv', '2026-10.csv', '2026-10 spend.csv', 'spend_2026_october.csv'],
  ])('is found: %s', (name) => {
    expect(monthInName(name)).toEqual(OCTOBER);
  });

  it.each([
    ...['Расходы сентябрь-октябрь 2026.csv', 'spend 2026-09 2026-10.csv', 'spend 2026.csv', 'расходы октябрь.csv'],
    ...[
      'spend 2026-10-05.csv',
      'spend 2026-10-05 1.csv',
      'report 2026.10.5.csv',
      'plan 2026 v2.csv',
      'A-10.2026.10.csv',
    ],
  ])('is not guessed: %s', (name) => {
    expect(monthInName(name)).toBeNull();
  });

  it('is what spend without days belongs to, each file to its own', async () => {
    const sheet = (spend: number) => `Campaign;Platform;Spend\nBrand;Google Ads;${spend}\n`;
    const files = { 'Spend September 2026.csv': sheet(100), 'Spend October 2026.csv': sheet(40) };
    const outcome = await report(files, '--month', '2026-10');
    expect(outcome.total('spend')).toBe('40.00');
    expect(outcome.json.warnings.map(({ code }) => code)).not.toContain('undated-spend');
  });

  it('says nothing of a file whose rows have days: it may have come before the month was over', async () => {
    const text = 'Date;Platform;Spend\n2026-10-13;Google Ads;10\n2026-10-14;Google Ads;10\n';
    const leads = 'Lead ID;Created;Source\n1;2026-10-13;google\n2;2026-10-30;google\n';
    const outcome = await report({ 'Spend October 2026.csv': text, 'leads.csv': leads });
    expect(outcome.total('leads')).toBe(1);
  });
});
