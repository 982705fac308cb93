import { describe, expect, it } from 'vitest';
import { readScope } from '../../src/options/written-scope.js';
import { compare } from '../../src/reports/compare.js';
import { folder, funnel, rowsOf } from '../cli/run.js';
import { inContext, multipliedIn, PLAIN } from '../explain/multiplied.js';

const shifted = (day: string, by: number) => new Date(Date.parse(day) + by * 86_400_000).toISOString().slice(0, 10);
const AS_OF = '2026-08-09';
const MONTHS = ['2026-02', '2026-06'] as const;

/**
 * Leads of two months who do alike: of three a day two buy five days later, and then every month again, for as long as
 * the exports tell of them. One of the two is paid in two parts.
 */
function buyers(arePaid: boolean): string {
  const [leads, deals] = [['ID,Created,Changed,Source,Stage'], ['Deal,Lead,Created,Stage,Sum,Closed']];
  const [ads, paid] = [['Day,Source,Cost'], ['No,Deal,When,Sum']];
  for (const month of MONTHS)
    for (let day = `${month}-01`; day <= `${month}-28`; day = shifted(day, 1)) {
      ads.push(`${day},VK,300`);
      for (let one = 0; one < 3; one++) {
        const lead = leads.push(`${leads.length},${day},${AS_OF},VK,Talks`) - 1;
        if (one === 2) continue;
        for (let closed = shifted(day, 5); closed <= AS_OF; closed = shifted(closed, 30)) {
          const deal = deals.push(`d${deals.length},${lead},${closed},Paid,${100 + one},${closed}`) - 1;
          paid.push(`p${deal},d${deal},${closed},60`, `q${deal},d${deal},${closed},${40 + one}`);
        }
      }
    }
  const csv = (lines: readonly string[]) => `${lines.join('\n')}\n`;
  return folder({
    ...{ 'leads.csv': csv(leads), 'deals.csv': csv(deals), 'ads.csv': csv(ads) },
    ...(arePaid && { 'paid.csv': csv(paid) }),
    'funnel.yaml': `currency: RUB
files:
  - {path: leads.csv, table: crm, columns: {lead_id: ID, created_at: Created, modified_at: Changed, source: Source, status: Stage}}
  - {path: deals.csv, table: crm, entity: deal, columns: {deal_id: Deal, lead_id: Lead, created_at: Created, status: Stage, revenue: Sum, closed_at: Closed}}
  - {path: ads.csv, table: ad_stats, columns: {day: Day, source: Source, cost: Cost}, currency: RUB}
${arePaid ? '  - {path: paid.csv, table: payments, columns: {payment_id: No, deal_id: Deal, paid_at: When, amount: Sum}}\n' : ''}statuses: {Paid: deal, Talks: lead}
maturity: {deal: 5d}
`,
  });
}

describe.each([
  ['as the CRM has it', false],
  ['as it was paid', true],
] as const)('revenue of who buys again, %s', (_, arePaid) => {
  const [a, b] = MONTHS;
  const path = buyers(arePaid);

  it('is held beside that of others by the deals won in the same time, and not by all that came since', async () => {
    const { out } = await funnel(['compare', path, '--a', a, '--b', b, '--as-of', AS_OF, '-f', 'json']);
    const rows = new Map(rowsOf(out, 'compare').map((row) => [row.get('figure'), row]));
    const told = (figure: string) =>
      ['a', 'b', 'a_followed', 'b_followed', 'verdict'].map((of) => rows.get(figure)?.get(of));
    // 40 days: two deals of each buyer.
    expect(rows.get('revenue')?.get('a_followed')).toBe('11256.00');
    expect(told('revenue_per_lead').slice(2)).toEqual(['134.0000', '134.0000', 'too close to call']);
    expect(told('average_deal').slice(2)).toEqual(['100.50', '100.50', 'too close to call']);
    expect(told('roas').slice(2)).toEqual([1.34, 1.34, 'too close to call']);
    // What reports print is of all deals there are.
    expect(rows.get('revenue')?.get('a')).toBe('34773.00');
  });

  it('is that of the rows which are said to stand behind it', { tags: 'slow' }, async () => {
    const sides = { a: readScope('--a', a), b: readScope('--b', b) };
    const { count, off } = await inContext({ ...PLAIN, paths: [path], asOf: AS_OF, ...sides }, (context) =>
      multipliedIn(context, [compare]),
    );
    expect([count > 50, off]).toEqual([true, []]);
  });
});
