import { afterAll, describe, expect, it } from 'vitest';
import { makeHarness } from './harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const said = async (file: string, yaml?: string) => {
  const outcome = await harness.report({ 'a.csv': file, ...(yaml ? { 'funnel.yaml': yaml } : {}) });
  const warning = outcome.json.warnings.find(({ code }) => code === 'amounts-converted');
  return { total: outcome.total, currency: outcome.json.currency, message: warning?.message };
};

describe('amounts that a platform has converted', () => {
  const google = (...currencies: string[]) =>
    `Campaign,Day,Clicks,Impr.,Currency code,Cost,Cost (Converted currency),Converted currency code\n${currencies
      .map((code, at) => `c${at},2026-09-0${at + 1},1,10,${code},${at + 1}0.00,${at + 1}.00,EUR\n`)
      .join('')}`;
  it.each([
    ['several currencies', ['USD', 'GBP', 'USD'], true],
    ['one', ['USD', 'USD'], false],
  ])('are read, and said where the others are in %s', { tags: 'slow' }, async (_, currencies, isSaid) => {
    const { total, currency, message } = await said(google(...currencies));
    expect([total('spend'), currency]).toEqual([`${(currencies.length * (currencies.length + 1)) / 2}.00`, 'EUR']);
    expect(message ?? '').toContain(
      isSaid ? '«Cost» is in several currencies: «Cost (Converted currency)» is read' : '',
    );
    expect(message === undefined).toBe(!isSaid);
  });

  const deals = (head: string, ...rows: string[]) =>
    `Record ID,Deal Name,Deal Stage,Create Date,Amount,Amount in company currency${head}\n${rows
      .map((row, at) => `${at + 1},d${at},Closed Won,2026-09-01,${row}\n`)
      .join('')}`;
  it.each<[what: string, file: string, revenue: string, currency: string | null, isSaid: boolean]>([
    ['beside several currencies', deals(',Currency', '100,110,USD', '10000,64,JPY'), '174.00', null, true],
    ['beside one currency, which is read', deals(',Currency', '100,110,USD', '50,55,USD'), '150.00', 'USD', false],
    ['beside a blank one', deals(',Currency', '100,110,USD', '50,55,'), '150.00', 'USD', false],
    ['without the currencies', deals('', '100,110', '10000,64'), '174.00', null, true],
    ['where they are the same', deals('', '100,100', '50,50'), '150.00', null, false],
  ])('of deals: %s', { tags: 'slow' }, async (_, file, revenue, currency, isSaid) => {
    const found = await said(file);
    expect([found.total('revenue'), found.currency]).toEqual([revenue, currency]);
    expect(found.message !== undefined).toBe(isSaid);
  });

  const opportunities = (...rows: string[]) =>
    `Opportunity ID,Opportunity Owner,Stage,Created Date,Amount Currency,Amount,Amount (converted) Currency,Amount (converted)\n${rows
      .map((row, at) => `${at + 1},O,Closed Won,2026-09-01,${row}\n`)
      .join('')}`;
  it.each<[what: string, file: string, revenue: string, currency: string, isSaid: boolean]>([
    ['several currencies', opportunities('GBP,100,EUR,115', 'EUR,50,EUR,50'), '165.00', 'EUR', true],
    ['one', opportunities('GBP,100,EUR,115', 'GBP,50,EUR,57.5'), '150.00', 'GBP', false],
  ])('of opportunities: beside %s', { tags: 'slow' }, async (_, file, revenue, currency, isSaid) => {
    const found = await said(file);
    expect([found.total('revenue'), found.currency]).toEqual([revenue, currency]);
    expect(found.message !== undefined).toBe(isSaid);
  });

  it('are not where funnel.yaml names the others', async () => {
    const file = deals('', '100,110', '200,64');
    const { total, message } = await said(file, 'files: [{path: a.csv, columns: {revenue: Amount, amount: Amount}}]\n');
    expect(total('revenue')).toBe('300.00');
    expect(message).toBeUndefined();
  });
});
