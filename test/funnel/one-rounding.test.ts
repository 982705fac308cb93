import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { type Files, makeHarness } from '../intake/harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const CRM =
  'ID,Created,Source,Campaign,Stage\n1,2026-03-01,VK,a,Paid\n2,2026-03-02,VK,b,New\n3,2026-03-02,Google Ads,a,New\n';
const yamlOf = (ads: readonly string[], more: string) => `currency: RUB
files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, source: Source, campaign: Campaign, status: Stage}}
${ads.map((path) => `  - {path: ${path}, table: ad_stats, columns: {day: Day, source: Source, campaign: Campaign, ad: Ad, cost: Cost, currency: Currency}}\n`).join('')}statuses: {Paid: deal, New: lead}
${more}`;

interface Line {
  day: string;
  source: string;
  campaign: string;
  ad: string;
  /** Hundredths, even: they can be halved. */
  cost: number;
  currency: string;
}

const HEAD = 'Day,Source,Campaign,Ad,Cost,Currency\n';
const written = (lines: readonly Line[]) =>
  HEAD +
  lines
    .map((one) => `${one.day},${one.source},${one.campaign},${one.ad},${(one.cost / 100).toFixed(2)},${one.currency}\n`)
    .join('');
const filesOf = (parts: readonly (readonly Line[])[], more: string): Files => ({
  'crm.csv': CRM,
  ...Object.fromEntries(parts.map((lines, at) => [`ads${at}.csv`, written(lines)])),
  'funnel.yaml': yamlOf(
    parts.map((_, at) => `ads${at}.csv`),
    more,
  ),
});
const reportsOf = async (files: Files, ...flags: string[]) =>
  (await harness.report(files, '--all', ...flags)).json.reports;

const DAYS = ['2026-03-01', '2026-03-02'];
const line: fc.Arbitrary<Line> = fc.record({
  day: fc.constantFrom(...DAYS),
  source: fc.constantFrom('VK', 'Google Ads'),
  campaign: fc.constantFrom('a', 'b', ''),
  ad: fc.constantFrom('1', '2'),
  cost: fc.integer({ min: -20, max: 2000 }).map((half) => half * 2),
  currency: fc.constantFrom('VND', 'UZS'),
});

describe('spend that is converted', () => {
  // Worth so little that shares of spend tell a millionth.
  const RATES = 'vat: 22%\nrates: {VND: 0.000925123, UZS: 0.0000717}\n';

  it('is rounded once per currency and day, however many lines it is of', { tags: 'slow' }, async () => {
    // A kopeck at 0.00004 is less than half a millionth: a thousand of them are 0.0004.
    const kopeck = { day: '2026-03-01', source: 'VK', campaign: 'a', ad: '1', cost: 1, currency: 'UZS' };
    const lines = Array.from({ length: 1000 }, () => kopeck);
    const outcome = await harness.report(
      filesOf([lines], 'rates: {UZS: 0.00004}\n'),
      '--all',
      '--where',
      'campaign=a',
      '--where',
      'source=VK',
    );
    expect(outcome.total('cpl')).toBe('0.0004');
  });

  it(
    'is the same where a line is cut in two halves, and where its file is cut in two by days',
    { tags: 'slow', timeout: 120_000 },
    () =>
      fc.assert(
        fc.asyncProperty(fc.array(line, { minLength: 3, maxLength: 12 }), fc.nat(), async (lines, pick) => {
          const at = pick % lines.length;
          const halves = lines.flatMap((one, index) =>
            index === at ? [one, one].map((half) => ({ ...half, cost: half.cost / 2 })) : [one],
          );
          const of = async (parts: readonly (readonly Line[])[]) =>
            Promise.all([
              reportsOf(filesOf(parts, RATES)),
              reportsOf(filesOf(parts, RATES), '--by', 'campaign,source'),
            ]);
          // Both at once: each report costs its planning, however little there is to read.
          const days = DAYS.map((day) => halves.filter((one) => one.day === day)).filter((part) => part.length > 0);
          expect(await of(days)).toEqual(await of([lines]));
        }),
        { numRuns: 8 },
      ),
  );
});

describe('revenue, what is hoped for and profit', () => {
  interface Deal {
    day: string;
    source: string;
    stage: string;
    /** Hundredths, even: they can be halved. */
    sum: number;
    currency: string;
  }
  const yamlOfDeals = (files: readonly string[], more: string) => `currency: RUB
files:
${files.map((path) => `  - {path: ${path}, table: crm, entity: deal, columns: {deal_id: ID, created_at: Created, closed_at: Created, source: Source, status: Stage, revenue: Sum, amount: Sum, profit: Sum, currency: Currency}}\n`).join('')}statuses: {Paid: deal, New: lead}
${more}`;
  const filesOfDeals = (parts: readonly (readonly (readonly [string, Deal])[])[], more: string): Files => ({
    ...Object.fromEntries(
      parts.map((deals, at) => [
        `deals${at}.csv`,
        `ID,Created,Source,Stage,Sum,Currency\n${deals
          .map(
            ([id, one]) =>
              `${id},${one.day},${one.source},${one.stage},${(one.sum / 100).toFixed(2)},${one.currency}\n`,
          )
          .join('')}`,
      ]),
    ),
    'funnel.yaml': yamlOfDeals(
      parts.map((_, at) => `deals${at}.csv`),
      more,
    ),
  });
  const deal: fc.Arbitrary<Deal> = fc.record({
    day: fc.constantFrom(...DAYS),
    source: fc.constantFrom('VK', 'Google Ads'),
    stage: fc.constantFrom('Paid', 'New'),
    sum: fc.integer({ min: 1, max: 2000 }).map((half) => half * 2),
    currency: fc.constantFrom('VND', 'UZS'),
  });
  const numbered = (deals: readonly Deal[]) => deals.map((one, at) => [`D${at}`, one] as const);
  /** Sums alone: a deal in two halves is two deals. */
  const sumsOf = async (files: Files) => {
    const outcome = await harness.report(files, '--all', '--section', 'sources');
    return ['revenue', 'pipeline'].map((figure) => outcome.figures('sources', figure));
  };
  const RATES = 'revenue_vat: 22%\nrates: {VND: 0.925123, UZS: 0.0717}\n';

  it('are rounded once per currency and day, however many deals they are of', { tags: 'slow' }, async () => {
    // A kopeck at 0.000049 is less than half a millionth: eleven thousand of them are half of one and more.
    const kopeck = { day: '2026-03-01', source: 'VK', sum: 1, currency: 'UZS' };
    const deals = Array.from({ length: 12_000 }, (_, at) => ({ ...kopeck, stage: at < 11_000 ? 'Paid' : 'New' }));
    const outcome = await harness.report(filesOfDeals([numbered(deals)], 'rates: {UZS: 0.000049}\n'), '--all');
    expect([outcome.total('revenue'), outcome.total('pipeline')]).toEqual(['0.01', '0.00']);
    const explained = await harness.start(
      ['explain', 'sources.romi', outcome.folder, '--all', '-f', 'csv'],
      outcome.folder,
    );
    expect(explained.out).toContain('where deals tell it",0.01,11000,leads');
  });

  it(
    'are the same in whatever order the deals stand, in two files, and of a deal in two halves',
    { tags: 'slow', timeout: 120_000 },
    () =>
      fc.assert(
        fc.asyncProperty(fc.array(deal, { minLength: 3, maxLength: 12 }), fc.nat(), async (deals, pick) => {
          const at = pick % deals.length;
          const own = numbered(deals);
          const whole = await sumsOf(filesOfDeals([own], RATES));
          const halves = own.flatMap(([id, one], index) =>
            index === at
              ? ['a', 'b'].map((half) => [id + half, { ...one, sum: one.sum / 2 }] as const)
              : [[id, one] as const],
          );
          // All at once, the halves of the one deal in the same file or each in its own.
          const turned = halves.toReversed();
          const parts = [turned.slice(0, at + 1), turned.slice(at + 1)];
          expect(await sumsOf(filesOfDeals(parts, RATES))).toEqual(whole);
        }),
        { numRuns: 8 },
      ),
  );
});

describe('spend below zero', () => {
  const of = async (costs: readonly number[], more = '') => {
    const lines = costs.map((cost, at) => ({
      day: '2026-03-01',
      source: 'VK',
      campaign: 'a',
      ad: `${at}`,
      cost,
      currency: 'RUB',
    }));
    const outcome = await harness.report(filesOf([lines], more), '--all');
    return {
      spend: outcome.figures('sources', 'spend').VK,
      cpl: outcome.figures('sources', 'cpl').VK,
      warnings: outcome.warnings,
    };
  };

  it('is taken off, at the VAT and by the rounding of what it is taken off', { tags: 'slow' }, async () => {
    // Of the one lead that was made by the last day of spend.
    expect(await of([12_200, -6100], 'vat: 22%\n')).toMatchObject({ spend: '50.00', cpl: '50.0000' });
    // What is given back whole leaves nothing: no kopeck of rounding, and no price.
    expect(await of([1, 1, -2], 'vat: 22%\n')).toMatchObject({ spend: '0.00', cpl: null });
  });

  it('of a campaign stays below zero and is said: it is never made nothing', async () => {
    const { spend, cpl, warnings } = await of([-6100], 'vat: 22%\n');
    expect([spend, cpl]).toEqual(['-50.00', null]);
    expect(warnings).toContain('negative-spend');
  });
});
