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

const REASONS = `select reason, category, count(*) as n from leads where lost group by all
  union all select 'reached', stage, n from (
    select count(*) as lead, sum(qualified) as qualified, sum(contact) as contact, sum(proposal) as proposal,
      sum(decision) as decision, sum(deal) as deal from leads) unpivot (n for stage in (columns(*)))`;

const ASKED = { sources: SOURCES, reasons: REASONS, events: EVENTS };
type Asked = keyof typeof ASKED;
/** All of it at once: exports are read once for what several tests ask of them. */
const AT_ONCE = Object.entries(ASKED)
  .map(([part, query]) => `select '${part}' as part, * from (${query})`)
  .join(' union all by name ');
const counted = new Map<string, ReturnType<typeof rowsOf>>();
async function partOf(part: Asked, path: string, flags: readonly string[]): Promise<Map<string, unknown>[]> {
  const key = JSON.stringify([path, flags]);
  const running = counted.get(key) ?? rowsOf(AT_ONCE, path, ...flags);
  counted.set(key, running);
  return (await running).filter((row) => row.get('part') === part);
}

const reported = new Map<string, ReturnType<typeof funnel>>();
async function reportOf(part: 'sources' | 'reasons' | 'stages', path: string, flags: readonly string[]) {
  const argv = ['report', path, '--section', 'sources,reasons,stages', '-f', 'json', ...flags];
  const running = reported.get(argv.join(' ')) ?? funnel(argv);
  reported.set(argv.join(' '), running);
  const { code, out, err } = await running;
  expect([code, code === 0 ? '' : err]).toEqual([0, '']);
  return rowsIn(out, part);
}

const SCOPES = [
  ['demo', []],
  ['demo', ['--month', '2026-03', '--reach', 'observed', '--where', 'source!=Meta Ads']],
  ['demo-ru', []],
  ['sources/crm-bitrix24-leads-names-and-codes', ['--all']],
  ['sources/crm-hubspot-contacts-stage-dates', ['--all']],
] as const;

describe('what reports count, a query counts as well', () => {
  it.each(SCOPES)('sources of %s %j', { tags: 'slow' }, async (folder, flags) => {
    const path = `${fixtures}${folder}`;
    const reported = (await reportOf('sources', path, flags)).filter((row) => row.get('row') === 'source');
    const counted = new Map((await partOf('sources', path, flags)).map((row) => [row.get('source'), row]));
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

  it('reasons and stages', { tags: 'slow' }, async () => {
    const path = `${fixtures}demo`;
    const reasons = (await reportOf('reasons', path, [])).map((row) =>
      ['reason', 'category', 'lost'].map((name) => row.get(name)),
    );
    const stages = (await reportOf('stages', path, [])).filter((row) => row.get('level') === 'lead');
    const found = (await partOf('reasons', path, [])).map((row) =>
      ['reason', 'category', 'n'].map((name) => row.get(name)),
    );
    const wanted = [...reasons, ...stages.map((row) => ['reached', row.get('stage'), row.get('reached')])];
    expect(found.map((row) => row.join(' ')).sort()).toEqual(wanted.map((row) => row.join(' ')).sort());
  });

  it('what happened by its own day, as --basis event counts it, of leads of all days', { tags: 'slow' }, async () => {
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

  it.each(SCOPES.filter(([folder]) => !/demo-ru|bitrix24/.test(folder)))(
    'events of %s %j are those of leads',
    async (folder, flags) => {
      const [found] = await partOf('events', `${fixtures}${folder}`, flags);
      const of = (side: string) => STEPS.map((step) => [step, found?.get(`${side}_${step}`) ?? null]);
      expect(Number(found?.get('event_qualified'))).toBeGreaterThan(0);
      expect(of('event')).toEqual(of('lead'));
    },
  );

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
