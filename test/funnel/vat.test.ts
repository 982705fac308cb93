import { afterAll, describe, expect, it } from 'vitest';
import { makeHarness } from '../intake/harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const CRM =
  'ID,Created,Closed,Source,Stage,Sum\n1,2025-12-20,2025-12-31,VK,Paid,120\n2,2025-12-20,2026-01-01,VK,Paid,122\n';
const ADS = 'Day,Source,Cost\n2025-12-31,VK,120.00\n2026-01-01,VK,122.00\n';
const YAML = `currency: RUB
files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, closed_at: Closed, source: Source, status: Stage, revenue: Sum}}
  - {path: ads.csv, table: ad_stats, columns: {day: Day, source: Source, cost: Cost}}
statuses: {Paid: deal}
`;
const DATED = '{2019-01-01: 20%, 2026-01-01: 22%}';
const ask = (more: string, ads = ADS, ...flags: string[]) =>
  harness.report({ 'crm.csv': CRM, 'ads.csv': ads, 'funnel.yaml': YAML + more }, '--all', ...flags);
const totals = async (more: string, ads?: string) => {
  const outcome = await ask(more, ads);
  return [outcome.total('spend'), outcome.total('revenue')];
};

describe('VAT', () => {
  it('is taken out of spend at the rate of its day, of revenue at that of the closing day', {
    tags: 'slow',
  }, async () => {
    expect(await totals('')).toEqual(['242.00', '242.00']);
    expect(await totals(`vat: ${DATED}\n`)).toEqual(['200.00', '242.00']);
    expect(await totals(`revenue_vat: ${DATED}\n`)).toEqual(['242.00', '200.00']);
    expect(await totals(`vat: 21%\nrevenue_vat: 21%\n`)).toEqual(['200.00', '200.00']);
  });

  it('belongs to the cost of who cannot deduct it', { tags: 'slow' }, async () => {
    expect(await totals('vat: added\n')).toEqual(['242.00', '242.00']);
    expect(await totals('vat: added 10%\n')).toEqual(['266.20', '242.00']);
    const net = ADS.replace('Cost', '"Cost, without VAT"');
    const more = (vat: string) => `vat: ${vat}\n`;
    const of = (vat: string) =>
      harness.report(
        {
          ...{ 'crm.csv': CRM, 'ads.csv': net },
          'funnel.yaml': YAML.replace('cost: Cost', 'cost: "Cost, without VAT"') + more(vat),
        },
        '--all',
      );
    expect((await of('added 10%')).total('spend')).toBe('266.20');
    expect((await of('added')).err).toContain('vat: added …%');
    const gross = YAML.replace('cost: Cost', 'cost: "Cost, incl. VAT"') + more('added 10%');
    const ads = ADS.replace('Cost', '"Cost, incl. VAT"');
    const outcome = await harness.report({ 'crm.csv': CRM, 'ads.csv': ads, 'funnel.yaml': gross }, '--all');
    expect(outcome.total('spend')).toBe('242.00');
  });

  it('of a day before the first rate, of rows that cover two rates or have no day, is an error that says so', {
    tags: 'slow',
  }, async () => {
    const early = '{2026-01-01: 22%}';
    expect((await ask(`vat: ${early}\n`)).err).toMatch(/ads\.csv.*no rate of VAT on 2025-12-31/);
    expect((await ask(`revenue_vat: ${early}\n`)).err).toMatch(/crm\.csv.*no rate of VAT on 2025-12-31/);
    expect(await totals(`vat: ${early}\n`, 'Day,Source,Cost\n2025-12-31,VK,0\n2026-01-01,VK,122.00\n')).toEqual([
      ...['100.00', '242.00'],
    ]);
    const within = (from: string, to: string) => {
      const spans = YAML.replace('day: Day, ', '').replace(
        'cost: Cost}',
        `cost: Cost}, period: {from: ${from}, to: ${to}}`,
      );
      return harness.report({ 'crm.csv': CRM, 'ads.csv': ADS, 'funnel.yaml': `${spans}vat: ${DATED}\n` }, '--all');
    };
    expect((await within('2025-12-01', '2026-01-31')).err).toContain('two rates of VAT');
    // On the first day of a rate it holds already, and the one before it no more.
    expect((await within('2025-12-31', '2026-01-01')).err).toContain('two rates of VAT');
    expect((await within('2025-12-01', '2025-12-31')).total('spend')).toBe('201.67');
    expect((await within('2026-01-01', '2026-01-31')).total('spend')).toBe('198.36');
  });

  it('is said in the head: that of spend, that of revenue, and where the one is out and nobody knows of the other', {
    tags: 'slow',
  }, async () => {
    const table = async (more: string) => (await ask(more, ADS, '-f', 'table')).out.replace(/\s+/g, ' ');
    expect(await table('vat: 20%\n')).toContain('of revenue nothing says whether it includes VAT');
    expect(await table('vat: 20%\nrevenue_vat: 20%\n')).toContain('revenue without VAT');
    expect(await table('vat: added\n')).toContain('spend with VAT: it is not deducted');
    for (const more of ['', 'vat: added\n']) expect(await table(more)).not.toContain('of revenue nothing says');
  });

  it('that belongs to the cost in some exports alone is told apart, in the head and where it is explained', async () => {
    const own = `${YAML.replace('statuses', '  - {path: more.csv, table: ad_stats, vat: added, columns: {day: Day, source: Source, cost: Cost}}\nstatuses')}vat: 20%\n`;
    const more = 'Day,Source,Cost\n2026-01-01,Google,10.00\n';
    const files = { 'crm.csv': CRM, 'ads.csv': ADS, 'more.csv': more, 'funnel.yaml': own };
    const { out } = await harness.report(files, '--all', '--explain', '-f', 'table');
    const said = out.replace(/\s+/g, ' ');
    expect(said).toContain('spend without VAT, but that of «more.csv» with it: it is not deducted');
    expect(said).toContain('with VAT in some exports and without it in others');
  });
});
