import { describe, expect, it } from 'vitest';
import { folder, funnel, reportRows, rowsOf as rowsIn } from '../cli/run.js';

const day = (at: number) => new Date(Date.parse('2026-03-01') + at * 86_400_000).toISOString().slice(0, 10);

/** Sixty-one days of four leads each: two qualified, one of them won, one lost for its price, one whom nobody reached. */
const LEADS = Array.from({ length: 61 }, (_, at) =>
  [
    `${day(at)} 10:00,${day(at)} 10:05,Good,,${day(at)},,,CTO`,
    `${day(at)} 11:00,${day(at)} 13:00,Won,,${day(at)},${day(at)},100,CTO`,
    `${day(at)} 12:00,,Lost,Too dear,,${day(at)},,Intern`,
    `${day(at)} 13:00,,Lost,${at % 2 ? 'No answer' : 'other'},,${day(at)},,`,
  ].map((line, one) => `${at * 4 + one + 1},${at === 0 && one === 0 ? '2026-05-31' : day(at)},VK,${line}`),
).flat();
const FILES = {
  'crm.csv': `ID,Changed,Source,Created,Answered,Stage,Reason,Qualified,Closed,Amount,Job\n${LEADS.join('\n')}\n`,
  'ads.csv': `Day,Source,Cost\n${Array.from({ length: 61 }, (_, at) => `${day(at)},VK,50`).join('\n')}\n`,
};
const of = (more = '') =>
  folder({
    ...FILES,
    'funnel.yaml': `currency: RUB
files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, modified_at: Changed, source: Source, created_at: Created, answered_at: Answered, status: Stage, reason: Reason, qualified_at: Qualified, closed_at: Closed, revenue: Amount}}
  - {path: ads.csv, table: ad_stats, columns: {day: Day, source: Source, cost: Cost}}
statuses: {Good: qualified, Won: deal, Lost: lost}
maturity: {deal: 5d}
${more}`,
  });

const april = async (more: string, ...asked: string[]) =>
  (await reportRows('scorecard', of(more), '--month', '2026-04', ...asked)).map((row) => Object.fromEntries(row));
const told = async (more: string, ...names: string[]) =>
  (await april(more)).map((row) => [row.kpi, ...names.map((name) => row[name])]);

describe('scorecard', () => {
  it('measures each department by what it can change and both by the plan; who is qualified of all stands beside', async () => {
    expect(
      await april('plan: {per: month, revenue: 2000}\nnorms: {qualified_of_worked: 50%, cpql: 40}\n'),
    ).toMatchObject([
      // Of four a day two are qualified, one or two lost by a decision: who gave no reason that says anything was decided about.
      {
        side: 'marketing',
        kpi: 'qualified_of_worked',
        value: 0.571429,
        norm: 0.5,
        gap: 0.071429,
        n: 105,
        verdict: 'ok',
      },
      { side: 'marketing', kpi: 'qualified_rate', value: 0.5, norm: null, verdict: null, n: 120 },
      { side: 'marketing', kpi: 'cpql', value: '25.0000', norm: '40.0000', verdict: 'below', n: 60 },
      { side: 'sales', kpi: 'qualified_to_deal', value: 0.5, n: 60, previous: 0.5, change: 0 },
      { side: 'sales', kpi: 'within_rate', value: null, n: null },
      { side: 'shared', kpi: 'revenue', value: '3000.00', norm: '2000.00', gap: '1000.00', n: null, verdict: 'above' },
    ]);
  });

  it('says what kpi asks for, with its norms or those of norms; one that is left blank has none', {
    tags: 'slow',
  }, async () => {
    const kpi = `kpi:
  marketing: [cpql, leads]
  sales: {lost_without_reason: 5%, within_rate: 60%, feedback_rate: , contacted_rate: null}
  shared: {romi: 10%, roas: }
sla: {response: 15m, calendar: {days: Mon-Sun, hours: "00:00-24:00"}}
`;
    expect(await told(kpi, 'side', 'value', 'norm', 'n', 'verdict')).toEqual([
      ['cpql', 'marketing', '25.0000', null, 60, null],
      ['leads', 'marketing', 120, null, null, null],
      // 15 of 60 say "other", which says nothing.
      ['within_rate', 'sales', 0.25, 0.6, 120, 'below'],
      ['feedback_rate', 'sales', 0.875, null, 120, null],
      ['contacted_rate', 'sales', null, null, 120, null],
      ['lost_without_reason', 'sales', 0.25, 0.05, 60, 'above'],
      ['roas', 'shared', 2, null, 30, null],
      ['romi', 'shared', 1, 0.1, 30, 'above'],
    ]);
    // The norm of answers is that of sla, too: of a figure there is one.
    const sla = await reportRows('sla', of(kpi), '--month', '2026-04', '--by', 'source');
    expect(sla[0]?.get('norm')).toBe(0.6);
  });

  it('counts leads by the standard where funnel.yaml has one', { tags: 'slow' }, async () => {
    const rows = await told('standard: {role: {Job: [CTO]}}\n', 'value', 'n');
    expect(rows[0]).toEqual(['standard_rate', 0.666667, 90]);
    expect(rows.map(([name]) => name)).not.toContain('qualified_rate');
  });

  it('of what is dearer or left out more says so in capitals, and of what is cheaper that it is good', async () => {
    const path = of(
      'norms: {cpql: 10, lost_without_reason: 50%}\nkpi: {marketing: [cpql], sales: [lost_without_reason]}\n',
    );
    const { out } = await funnel(['scorecard', path, '--month', '2026-04', '--lang', 'ru'], { width: 140 });
    expect(out).toMatch(/CPQL .*ВЫШЕ НОРМЫ/);
    expect(out).toMatch(/Отказы без причины .*ниже нормы/);
    expect(out).toMatch(/раньше, изменение: 02.03–31.03.2026, столько же дней; куда лид дошёл за 31\sд/);
  });

  it('holds each period beside as many days before it, and its own month against the plan', {
    tags: 'slow',
  }, async () => {
    const rows = await reportRows('scorecard', of('plan: {2026-04: {revenue: 1000}}\n'), '--period', 'month');
    const revenue = rows.filter((row) => row.get('kpi') === 'revenue');
    expect(revenue.map((row) => ['period', 'value', 'norm', 'previous'].map((name) => row.get(name)))).toEqual([
      ['2026-03', '3100.00', null, null],
      ['2026-04', '3000.00', '1000.00', '3000.00'],
    ]);
  });

  it('holds a month that goes on beside as many days before it, and spend that nothing tells beside nothing', {
    tags: 'slow',
  }, async () => {
    const path = of('kpi: {marketing: [leads, cpql, spend], shared: [revenue, deals]}\n');
    const rowsOf = async (...asked: string[]) =>
      (await reportRows('scorecard', path, '--month', '2026-04', ...asked)).map((row) =>
        ['kpi', 'value', 'previous', 'change'].map((name) => row.get(name)),
      );
    expect((await rowsOf('--as-of', '2026-04-20')).filter(([kpi]) => kpi !== 'cpql')).toEqual([
      ['leads', 80, 80, 0],
      ['spend', '1000.00', '1000.00', '0.00'],
      ['revenue', '2000.00', '2000.00', '0.00'],
      ['deals', 20, 20, 0],
    ]);
    const { out } = await funnel(['scorecard', path, '--month', '2026-04', '--as-of', '2026-04-20', '--lang', 'en']);
    expect(out).toContain('as many days as have passed of them');
    const untold = await reportRows('scorecard', path, '--month', '2026-04', '--where', 'stage=deal');
    const spent = untold.filter((row) => ['cpql', 'spend'].includes(row.get('kpi') as string));
    expect(spent.map((row) => ['value', 'n', 'previous'].map((name) => row.get(name)))).toEqual([
      [null, null, null],
      [null, null, null],
    ]);
  });

  it('joins a report whose configuration has kpi, is of leads followed, and is explained down to them', {
    tags: 'slow',
  }, async () => {
    const path = of('kpi: {sales: {lost_without_reason: 5%}}\n');
    expect((await funnel(['report', path])).out).toContain('SCORECARD');
    expect((await funnel(['report', of('plan: {per: month, deals: 5}\n')])).out).not.toContain('SCORECARD');
    const chosen = await funnel(['scorecard', path, '--where', 'ending=lost', '-f', 'json']);
    const verdicts = rowsIn(chosen.out, 'scorecard').map((row) => [row.get('value') !== null, row.get('verdict')]);
    // Whoever is chosen by what became of him says nothing of a department.
    expect(verdicts).toContainEqual([true, null]);
    expect(verdicts.every(([, verdict]) => verdict === null)).toBe(true);
    expect((await funnel(['scorecard', path, '--basis', 'event'])).err).toContain('scorecard follows leads');
    const asked = ['--row', 'kpi=lost_without_reason', '--month', '2026-04', '--ids'];
    const { out } = await funnel(['explain', 'scorecard.value', path, ...asked]);
    expect(out).toContain('= 15 / 60 = 25.0%');
    expect(out).toContain('«Reason» of «crm.csv»');
    const judged = await funnel([
      'explain',
      'scorecard.verdict',
      of('kpi: {marketing: {cpql: 40}}\n'),
      '--row',
      'kpi=cpql',
    ]);
    expect(judged.out).toContain('norm: 40.00\n');
  });

  it.each([
    ['kpi: {marketing: [cpqll]}', 'kpi.marketing[0]', '`cpql`'],
    ['kpi: {marketing: {qualified_of_work: 5%}}', 'unknown key `qualified_of_work`', '`qualified_of_worked`'],
    ['kpi: {sales: {within_rate: 80}}', 'expects a share like 80% or 0.8', '`80%`'],
    ['kpi: {sales: {within_rate: 120%}}', 'expects a share', ''],
    ['norms: {cpql: -5}', 'expects a number above zero', ''],
    ['kpi: {shared: {revenue: 5000}}', 'its norm is the plan', 'plan: {per: month, revenue: …}'],
    ['kpi: {marketing: [leads]}', 'leads stand only beside cpql', 'add cpql'],
    ['kpi: {marketing: [cpl], sales: [cpl]}', 'cpl stands under marketing already', 'leave it under one side'],
    ['kpi: {marketing: [standard_rate]}', 'standard_rate without a standard', 'add standard'],
    ['kpi: {sales: {within_rate: 80%}}\nnorms: {within_rate: 90%}', 'two norms of within_rate', 'leave one'],
    ['kpi: {sale: [cpl]}', 'unknown key `sale`', '`sales`'],
  ])('refuses %s', async (more, what, hint) => {
    const { err, code } = await funnel(['scorecard', of(`${more}\n`)]);
    expect([code, err]).toEqual([2, expect.stringContaining(what)]);
    expect(err).toContain(hint);
    expect(err).toMatch(/line \d+/);
  });

  it('lends its rates to hypotheses, of which what less is better of is hoped to fall; of the qualified alone none can be judged', {
    tags: 'slow',
  }, async () => {
    const since = 'since: 2026-03-31, weeks: 4';
    const path = of(`hypotheses:
  - {name: Reasons, figure: lost_without_reason, ${since}}
  - {name: Form, figure: qualified_of_worked, ${since}}
`);
    const rows = await reportRows('hypotheses', path);
    expect(rows.map((row) => ['name', 'before', 'after', 'n_after', 'verdict'].map((name) => row.get(name)))).toEqual([
      ['Reasons', 0.25, 0.25, 56, 'undecided'],
      ['Form', 0.571429, 0.571429, 98, 'undecided'],
    ]);
    const { err } = await funnel(['hypotheses', of(`hypotheses: [{name: A, figure: qualified_to_deal, ${since}}]\n`)]);
    expect(err).toContain('hypotheses[0].figure: expects one of qualified_rate');
  });

  it('takes no norm in another currency for one in that of the report', { tags: 'slow' }, async () => {
    const path = of('rates: {RUB: 0.01}\nkpi: {marketing: {cpql: 5000}}\n');
    const { err, code } = await funnel(['scorecard', path, '--currency', 'USD']);
    expect([code, err]).toEqual([2, expect.stringContaining('the norms of kpi in funnel.yaml are in RUB')]);
  });
});
