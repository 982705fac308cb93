import { describe, expect, it } from 'vitest';
import { REPORTS } from '../../src/reports/all-reports.js';
import { folder, funnel } from '../cli/run.js';
import { inContext, multipliedIn, PLAIN } from '../explain/multiplied.js';

/**
 * Deals of a CRM with leads and deals: one of a lead made in October, one without a lead, one of a lead made in
 * November, one without a date.
 */
const LEADS = `ID,Created,Changed,Source,Stage
1,2026-10-20,2026-11-03,VK,Open
2,2026-11-02,2026-11-05,VK,Open
3,2026-11-02,2026-11-05,Meta,Open
4,2026-11-04,2026-11-16 12:00,Meta,Open
`;
const DEALS = `Deal,Lead,Created,Closed,Source,Stage,Amount
d1,1,2026-10-20,2026-11-03,VK,Won,1000
d2,,2026-11-04,2026-11-04,,Won,500
d3,2,2026-11-02,2026-11-16,VK,Won,300
d4,3,2026-11-02,,Meta,Won,900
`;
const ADS = `Day,Source,Cost
2026-10-20,VK,10
2026-11-02,VK,30
2026-11-06,Meta,20
`;
const yaml = (more: string) => `currency: RUB
files:
  - {path: leads.csv, table: crm, columns: {lead_id: ID, created_at: Created, modified_at: Changed, source: Source, status: Stage}}
  - {path: deals.csv, table: crm, entity: deal, columns: {deal_id: Deal, lead_id: Lead, created_at: Created, closed_at: Closed, source: Source, status: Stage, revenue: Amount}}
  - {path: ads.csv, table: ad_stats, columns: {day: Day, source: Source, cost: Cost}}
statuses: {Open: lead, Won: deal}
${more}`;
const firm = (more: string, files: Record<string, string> = {}) =>
  folder({ 'leads.csv': LEADS, 'deals.csv': DEALS, 'ads.csv': ADS, ...files, 'funnel.yaml': yaml(more) });
const NOVEMBER = 'plan: {2026-11: {revenue: 3600, deals: 4, leads: 6, spend: 100}}\n';

type Row = Record<string, string>;
async function rowsOf(path: string, ...more: string[]): Promise<Row[]> {
  const { out, err, code } = await funnel(['plan', path, '-f', 'csv', '-q', ...more]);
  if (code !== 0) throw new Error(err);
  const [head = '', ...lines] = out.trim().split('\n');
  return lines.map((line) => Object.fromEntries(head.split(',').map((name, at) => [name, line.split(',')[at] ?? ''])));
}

/** The other reports are multiplied out where every number is. */
const PLANS = REPORTS.filter(({ name }) => name === 'plan');

/** Of November as it stands, asked once. */
let asItStands: Promise<Row[]> | undefined;
function november(): Promise<Row[]> {
  asItStands ??= rowsOf(firm(NOVEMBER));
  return asItStands;
}

describe('plan', () => {
  it('counts all won deals by their own day, those of earlier leads and of no lead too, whatever days are asked for', {
    tags: 'slow',
  }, async () => {
    const [revenue, deals, leads, spend] = await november();
    expect(revenue).toMatchObject({ figure: 'revenue', period: '2026-11', plan: '3600.00', value: '1800.00' });
    expect(deals).toMatchObject({ plan: '4', value: '3', missing: '1', missing_deals: '1' });
    expect(leads).toMatchObject({ plan: '6', value: '3', missing: '3', missing_deals: '', missing_leads: '3' });
    expect(spend).toMatchObject({ plan: '100.00', value: '50.00', missing: '50.00', missing_spend: '50.00' });
    expect(await rowsOf(firm(NOVEMBER), '--week', '2026-W45')).toEqual([revenue, deals, leads, spend]);
    expect(await rowsOf(firm(NOVEMBER), '--basis', 'event')).toEqual([revenue, deals, leads, spend]);
    expect(await rowsOf(firm(NOVEMBER), '--month', '2026-10')).toEqual([]);
  });

  it('holds days that are over against working days: at noon of Monday the 16th, ten of 21', {
    tags: 'slow',
  }, async () => {
    const [revenue, deals, leads, spend] = await november();
    // 1,500 until Sunday: today's 300 would be of a day that is not over.
    expect(revenue).toMatchObject({ due: '1714.29', run_rate: '3150.00' });
    expect(deals).toMatchObject({ due: '1.904762', run_rate: '4.2' });
    expect(leads).toMatchObject({ due: '2.857143', run_rate: '6.3' });
    // Statistics end on the 6th: five working days.
    expect(spend).toMatchObject({ due: '23.81', run_rate: '210.00' });
    const { out } = await funnel(['plan', firm(NOVEMBER)]);
    expect(out).toContain('working days: Monday to Friday');
    expect(out).toContain('2026-11, spend: until 2026-11-06, 5 of 21 working days');
    const closed = firm(`${NOVEMBER}sla: {calendar: {days: Mon-Fri, holidays: [2026-11-04, 2026-11-30]}}\n`);
    expect((await rowsOf(closed))[0]).toMatchObject({ due: '1705.26', run_rate: '3166.67' });
    expect((await funnel(['plan', closed])).out).toContain('working days: by sla.calendar of funnel.yaml');
  });

  it('is whole when its last day is over, and only then pays a bonus: the highest step that is reached', {
    tags: 'slow',
  }, async () => {
    const toTheEnd = { 'leads.csv': LEADS.replace('2026-11-05,VK', '2026-11-30 12:00,VK') };
    const of = (steps: string) => `${NOVEMBER}bonus: {of: deals, steps: ${steps}}\n`;
    const paid = async (steps: string, ...asked: string[]) =>
      (await rowsOf(firm(of(steps), toTheEnd), ...asked))[1]?.bonus;
    const steps = '{100%: 100%, 75%: 40%, 50%: 20%}';
    expect(await paid(steps)).toBe('');
    const { out } = await funnel(['plan', firm(`${NOVEMBER}bonus: {of: deals, steps: ${steps}}\n`), '--lang', 'ru']);
    expect(out).toMatch(/бонус предварительно: 40,0\s%, пока выполнено 75,0\s%\s+плана/);
    expect(await paid(steps, '--as-of', '2026-11-30')).toBe('0.400000');
    expect(await paid(steps, '--as-of', '2026-11-30 23:00')).toBe('');
    expect(await paid('{80%: 50%}', '--as-of', '2026-11-30')).toBe('0.000000');
    const [revenue] = await rowsOf(firm(NOVEMBER, toTheEnd), '--as-of', '2026-11-30');
    expect(revenue).toMatchObject({ due: '3600.00', run_rate: '1800.00', missing: '1800.00' });
    // Exports that end on the 16th know nothing of the days after it, whenever they are looked at.
    expect((await rowsOf(firm(of(steps)), '--as-of', '2026-12-10'))[1]).toMatchObject({
      value: '3',
      due: '2.095238',
      bonus: '',
    });
    // Nor do deals that are only planned for later tell anything of them.
    const planned = { 'deals.csv': DEALS.replace('2026-11-02,,Meta', '2026-11-02,2026-12-20,Meta') };
    expect((await rowsOf(firm(of(steps), planned), '--as-of', '2026-12-10'))[1]).toMatchObject({
      value: '3',
      due: '2.095238',
    });
    const [december] = await rowsOf(firm('plan: {2026-12: {deals: 4}}\n'), '--as-of', '2026-12-31');
    expect(december).toMatchObject({ value: '', missing: '' });
  });

  it('pays no bonus of revenue while a won deal of the period has no amount, of a lead or of none: what is known is the least of it', {
    tags: 'slow',
  }, async () => {
    const toTheEnd = { 'leads.csv': LEADS.replace('2026-11-05,VK', '2026-11-30 12:00,VK') };
    const of = (deals: string, what: string) =>
      firm(`${NOVEMBER}bonus: {of: ${what}, steps: {30%: 40%}}\n`, { ...toTheEnd, 'deals.csv': deals });
    const bonus = async (deals: string, what = 'revenue') =>
      (await rowsOf(of(deals, what), '--as-of', '2026-11-30'))[what === 'revenue' ? 0 : 1]?.bonus;
    expect(await bonus(DEALS)).toBe('0.400000');
    for (const amount of ['500', '300']) {
      const lacking = DEALS.replace(`Won,${amount}\n`, 'Won,\n');
      expect(await bonus(lacking)).toBe('');
      expect(await bonus(lacking, 'deals')).toBe('0.400000');
      const { out } = await funnel(['plan', of(lacking, 'revenue'), '--as-of', '2026-11-30'], { width: 200 });
      expect(out).toMatch(/bonus provisionally: 40\.0% for .* of the plan so far; won deals without an amount: 1\n/);
    }
  });

  it('of every month is that of each, of one source only of its own', { tags: 'slow' }, async () => {
    const path = firm('plan: {per: month, deals: 5, by: {source: {vk: {deals: 2, leads: 3}}}}\n');
    expect((await rowsOf(path)).map(({ period, value }) => [period, value])).toEqual([
      ['2026-10', '0'],
      ['2026-11', '3'],
    ]);
    const bySource = await rowsOf(path, '--by', 'source', '--month', '2026-11');
    expect(bySource.map(({ source, figure, plan, value }) => [source, figure, plan, value])).toEqual([
      ['(total)', 'deals', '5', '3'],
      ['vk', 'deals', '2', '2'],
      ['vk', 'leads', '3', '1'],
    ]);
    const ofVk = await rowsOf(path, '--where', 'source=VK', '--month', '2026-11');
    expect(ofVk.map(({ figure, value }) => [figure, value])).toEqual([
      ['deals', '2'],
      ['leads', '1'],
    ]);
    // What is planned for all is not held against a part of it.
    expect(await rowsOf(path, '--where', 'source!=VK')).toEqual([]);
    const slip = firm('plan: {per: month, deals: 5, by: {source: {Vkk: {deals: 2}}}}\n');
    expect((await funnel(['plan', slip, '--by', 'source', '-f', 'json'])).out).toMatch(
      /"plan-unmatched"[^}]*nothing has source = Vkk/,
    );
  });

  it('says of a period that the exports do not hold nothing, of one that they hold in part from when on, and of deals without a date how many', {
    tags: 'slow',
  }, async () => {
    const [august] = await rowsOf(firm('plan: {2026-08: {deals: 5}}\n'), '--all');
    expect(august).toBeUndefined();
    const [later] = await rowsOf(firm('plan: {2026-12: {deals: 5}}\n'), '--from', '2026-10-01', '--to', '2026-12-31');
    expect(later).toMatchObject({ period: '2026-12', plan: '5', value: '', due: '', missing: '' });
    const { out } = await funnel(['plan', firm('plan: {2026-Q4: {deals: 9, spend: 50}}\n')], { width: 200 });
    expect(out).toContain('the exports tell of spend from 2026-10-20 on, what was before is missing in so far');
    expect(out).toContain('won deals of its leads without a date, in no period: 1');
    expect((await funnel(['plan', firm('')])).out).toContain('no plan for these days: plan: {per: month');
  });

  it('tells what is missing in deals, leads and spend at the rates of leads that had their time', {
    tags: 'slow',
  }, async () => {
    const day = (by: number) => new Date(Date.parse('2026-06-01') + by * 86_400_000).toISOString().slice(0, 10);
    // Each day 10 leads of 5 roubles, of which one is won 5 days later for 200.
    const rows = Array.from({ length: 100 }, (_, at) =>
      Array.from({ length: 10 }, (_, one) => {
        const isWon = one === 0 && at + 5 < 100;
        return `${at * 10 + one},${day(at)},${day(99)},VK,${isWon ? `Won,${day(at + 5)},200` : 'Open,,'}`;
      }),
    ).flat();
    const ads = Array.from({ length: 100 }, (_, at) => `${day(at)},VK,50`);
    const files = {
      'crm.csv': `ID,Created,Changed,Source,Stage,Closed,Amount\n${rows.join('\n')}\n`,
      'ads.csv': `Day,Source,Cost\n${ads.join('\n')}\n`,
    };
    const config = (more: string) => `currency: RUB
files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, modified_at: Changed, source: Source, status: Stage, closed_at: Closed, revenue: Amount}}
  - {path: ads.csv, table: ad_stats, columns: {day: Day, source: Source, cost: Cost}}
statuses: {Open: lead, Won: deal}
plan: {2026-09: {revenue: 10000, deals: 20, leads: 400}}
${more}`;
    const [revenue, deals, leads] = await rowsOf(folder({ ...files, 'funnel.yaml': config('maturity: {deal: 6d}\n') }));
    // Eight days of September: 8 deals for 1,600, 80 leads.
    expect(revenue).toMatchObject({
      missing: '8400.00',
      missing_deals: '42',
      missing_leads: '420',
      missing_spend: '2100.00',
    });
    expect(deals).toMatchObject({ missing: '12', missing_deals: '12', missing_leads: '120', missing_spend: '600.00' });
    expect(leads).toMatchObject({ missing: '320', missing_deals: '', missing_leads: '320', missing_spend: '1600.00' });
    const open = folder({ ...files, 'funnel.yaml': config('maturity: {deal: 200d}\n') });
    // Nobody is so old.
    expect((await rowsOf(open))[0]).toMatchObject({ missing_deals: '42', missing_leads: '', missing_spend: '' });
  });

  it('joins the report of a configuration that has one, and is explained down to its rows', {
    tags: 'slow',
  }, async () => {
    const path = firm(`${NOVEMBER}bonus: {steps: {80%: 50%}}\nsla: {response: 15m}\n`);
    const { out, code } = await funnel(['report', path, '--lang', 'ru', '--period', 'month']);
    expect(code).toBe(0);
    expect(out).toContain('ПЛАН');
    expect((await funnel(['report', path, '--section', 'stages'])).out).not.toContain('PLAN');
    expect((await funnel(['report', path, '--basis', 'event'])).out).toMatch(/\nPLAN/);
    const { out: explained } = await funnel(['explain', 'plan.value', path, '--row', 'figure=deals', '--ids']);
    expect(explained).toMatch(/won deals \+ 2026-11: won deals|2026-11: won deals/);
    expect(explained).toMatch(/= 2 \+ 1 = 3/);
    const { off, count } = await inContext({ ...PLAIN, paths: [path] }, (context) => multipliedIn(context, PLANS));
    expect(off).toEqual([]);
    expect(count).toBeGreaterThan(10);
  });

  it('is in the currency of funnel.yaml: one of amounts is refused in another, one of counts is not', {
    tags: 'slow',
  }, async () => {
    const other = ['--currency', 'USD'];
    const of = (plan: string) => funnel(['plan', firm(`rates: {RUB: 0.01}\nplan: {2026-11: ${plan}}\n`), ...other]);
    for (const plan of ['{revenue: 5}', '{deals: 5, by: {source: {VK: {spend: 5}}}}'])
      expect(await of(plan)).toMatchObject({
        code: 2,
        err: expect.stringContaining('the plan of funnel.yaml is in RUB, and the report is asked for in USD'),
      });
    expect((await of('{deals: 5}')).code).toBe(0);
  });

  it.each([
    ['plan: {revenue: 5}', 'a plan without a period', 'add per: month'],
    ['plan: {2026-13: {deals: 5}}', 'a period like 2026-11', ''],
    ['plan: {per: year, deals: 5}', 'one of day, week, month, quarter', ''],
    ['plan: {per: month, deals: 1.5}', 'a whole number', ''],
    ['plan: {per: month, deals: 5}\nbonus: {of: revenue, steps: {80%: 50%}}', 'of which there is no plan', 'revenue'],
    ['bonus: {of: revenue, steps: {80%: 50%}}', 'of which there is no plan', 'add plan'],
    // 80 of whoever means 80 % would be eighty times the plan.
    ['plan: {per: month, revenue: 5}\nbonus: {steps: {80: 50%}}', 'a share like 80% or 1.2', '`80%`'],
    ['plan: {per: month, revenue: 5}\nbonus: {steps: {80%: 50}}', 'a share like 80% or 1.2', '`50%`'],
    ['plan: {per: month, revenue: 5}\nbonus: {steps: {80%: -50%}}', 'a share like 80% or 1.2', ''],
  ])('refuses %s', async (more, what, hint) => {
    const { err, code } = await funnel(['plan', firm(`${more}\n`)]);
    expect(code).toBe(2);
    expect(err).toContain(what);
    expect(err).toContain(hint);
  });
});
