import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ADS, folder, funnel, reportRows, rowsOf as rowsIn, YAML } from '../cli/run.js';

const fixtures = fileURLToPath(new URL('../../fixtures/', import.meta.url));

/** The rows of a query, as objects. */
async function rowsOf(query: string, path: string, ...flags: string[]): Promise<Map<string, unknown>[]> {
  const { out, err, code } = await funnel(['sql', query, path, '-f', 'json', ...flags]);
  expect([code, code === 0 ? '' : err]).toEqual([0, '']);
  const { columns, rows } = JSON.parse(out) as { columns: { name: string }[]; rows: unknown[][] };
  return rows.map((row) => new Map(columns.map(({ name }, at) => [name, row[at]])));
}

/** What `sources` counts, out of the views alone. */
const SOURCES = `with l as (
    select coalesce(source, '(no source)') as source, count(*) as leads, sum(not_handed_over) as not_handed_over, sum(lost) as lost,
      sum(qualified) as qualified, sum(deal) as deals, sum(won_deals) as won_deals,
      round(sum(revenue), 2) as revenue,
      sum(duplicate) as duplicates, sum(repeat) as repeats, sum(costed) as costed_leads
    from leads group by all),
  s as (select source, round(sum(spend), 2) as spend, sum(visits) as visits, sum(actions) as actions from spend group by all)
  select coalesce(l.source, s.source) as source, spend, visits, actions, coalesce(leads, 0) as leads,
    not_handed_over, lost, qualified, deals, revenue, won_deals, duplicates, repeats, costed_leads,
    cast(spend / nullif(costed_leads, 0) as decimal(18,4)) as cpl
  from l full join s on s.source = l.source`;

const COUNTED = [
  ...['spend', 'visits', 'leads', 'not_handed_over', 'lost', 'qualified', 'deals', 'revenue', 'won_deals'],
  ...['duplicates', 'repeats', 'costed_leads', 'cpl'],
];
/** Of a source without leads a query has no row to add up, and reports say 0. */
const number = (value: unknown, leads: unknown): string =>
  value == null ? (Number(leads) === 0 ? '0' : '') : String(Number(value));

const STEPS = ['lead', 'qualified', 'contact', 'proposal', 'decision', 'deal', 'loss', 'win'];
/** How often each is there as an event, none where there is none, and how many leads it is true of. */
const EVENTS = `select * from
  (select ${STEPS.map((step) => `nullif(count(*) filter (event = '${step}'), 0) as event_${step}`).join(', ')} from events),
  (select count(*) as lead_lead, sum(lost) as lead_loss, sum(won_deals) as lead_win,
    ${STEPS.slice(1, 6)
      .map((stage) => `sum(${stage}) as lead_${stage}`)
      .join(', ')} from leads)`;

describe('what reports count, a query counts as well', () => {
  it.each([
    ['demo', []],
    ['demo', ['--month', '2026-03', '--reach', 'observed', '--where', 'source!=Meta Ads']],
    ['demo-ru', []],
    ['sources/crm-bitrix24-leads-names-and-codes', ['--all']],
    ['sources/crm-hubspot-contacts-stage-dates', ['--all']],
  ] as const)('sources of %s %j', async (folder, flags) => {
    const path = `${fixtures}${folder}`;
    const reported = (await reportRows('sources', path, ...flags)).filter((row) => row.get('row') === 'source');
    const counted = new Map((await rowsOf(SOURCES, path, ...flags)).map((row) => [row.get('source'), row]));
    expect([...counted.keys()].sort()).toEqual(reported.map((row) => row.get('source')).sort());
    expect(reported.length).toBeGreaterThan(0);
    for (const row of reported) {
      const own = counted.get(row.get('source'));
      const leads = row.get('leads');
      // Where nothing is won there is nothing to add up, while reports know that nothing was earned.
      if (Number(row.get('won_deals')) === 0) row.set('revenue', null);
      const figures = (of: Map<string, unknown> | undefined) =>
        COUNTED.map((name) => [name, number(of?.get(name), leads)]);
      expect([row.get('source'), figures(own)]).toEqual([row.get('source'), figures(row)]);
    }
  });

  it('reasons and stages', async () => {
    const path = `${fixtures}demo`;
    const { out } = await funnel(['report', path, '--section', 'reasons,stages', '-f', 'json']);
    const reasons = rowsIn(out, 'reasons').map((row) => ['reason', 'category', 'lost'].map((name) => row.get(name)));
    const stages = rowsIn(out, 'stages').filter((row) => row.get('level') === 'lead');
    const counted = await rowsOf(
      `select reason, category, count(*) as n from leads where lost group by all
      union all select 'reached', stage, n from (
        select count(*) as lead, sum(qualified) as qualified, sum(contact) as contact, sum(proposal) as proposal,
          sum(decision) as decision, sum(deal) as deal from leads) unpivot (n for stage in (columns(*)))
      order by all`,
      path,
    );
    const wanted = [...reasons, ...stages.map((row) => ['reached', row.get('stage'), row.get('reached')])];
    expect(counted.map((row) => [...row.values()].join(' ')).sort()).toEqual(wanted.map((row) => row.join(' ')).sort());
  });

  it('what happened by its own day, as --basis event counts it, of leads of all days', async () => {
    const path = `${fixtures}demo`;
    const [march] = await rowsOf(
      `select count(*) filter (event = 'lead') as leads, count(*) filter (event = 'deal') as deals, count(*) filter (event = 'loss') as lost,
        count(*) filter (event = 'win') as won_deals, sum(revenue) as revenue
      from events where happened_on between date '2026-03-01' and date '2026-03-31'`,
      path,
      '--all',
    );
    const total = (await reportRows('sources', path, '--month', '2026-03', '--basis', 'event')).find(
      (row) => row.get('row') === 'total',
    );
    expect([...(march ?? new Map())]).toEqual([...(march ?? new Map()).keys()].map((name) => [name, total?.get(name)]));
  });

  it.each([
    ['demo', []],
    ['demo', ['--reach', 'observed']],
    ['sources/crm-hubspot-contacts-stage-dates', ['--all']],
  ] as const)('events of %s %j are those of leads', async (folder, flags) => {
    const [counted] = await rowsOf(EVENTS, `${fixtures}${folder}`, ...flags);
    const of = (side: string) => STEPS.map((step) => [step, counted?.get(`${side}_${step}`) ?? null]);
    expect(Number(counted?.get('event_qualified'))).toBeGreaterThan(0);
    expect(of('event')).toEqual(of('lead'));
  });

  it('nor are there events of what no export tells, and it is said', async () => {
    const path = folder({
      'crm.csv': 'ID,Created,Status,Source,Budget,Reason\n1,2026-10-01,New,VK,,\n2,2026-10-02,Won,VK,100,\n',
      'ads.csv': ADS,
      'funnel.yaml': YAML.replace('Qualified: qualified, ', '').replace(', Lost: lost', ''),
    });
    const { out, err } = await funnel([
      'sql',
      'select event, count(*) from events group by all order by all',
      path,
      '-f',
      'csv',
    ]);
    expect(out.split('\n').slice(1)).toEqual(['deal,1', 'lead,2', 'win,1', '']);
    expect(err).toContain('unknown and not 0: qualified, contact, proposal, decision');
  });
});
