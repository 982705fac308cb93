import { afterAll, describe, expect, it } from 'vitest';
import { readFunnel } from '../../src/library.js';
import { type Files, makeHarness, type Outcome } from '../intake/harness.js';

const harness = makeHarness();
afterAll(harness.remove);

/** A lead of March that was qualified and won in April; one of April that is open; losses of both; one whose days nobody knows. */
const LEADS = [
  'id,born,from,state,good,offer,shut,why,paid',
  '1,2026-03-05,VK,Sold,2026-04-02,2026-04-03,2026-04-10,,100',
  '2,2026-04-01,VK,Sold,2026-04-01,,2026-05-02,,300',
  '3,2026-03-20,VK,Gone,,,2026-04-09,Dear,',
  '4,2026-04-11,Radio,Gone,2026-04-12,,2026-04-30,Dear,',
  '5,2026-04-12,Radio,Gone,,,,Spam,',
  '6,2026-04-13,Radio,Offer,,2026-04-20,,,',
  '7,2026-04-14,Radio,Sold,,,,,50',
];
const SPEND = 'day,from,cost\n2026-03-01,VK,30\n2026-04-01,VK,40\n2026-04-30,Radio,60\n';
const YAML = `currency: RUB
files:
  - {path: leads.csv, table: crm, columns: {lead_id: id, created_at: born, source: from, status: state, qualified_at: good, proposal_at: offer, closed_at: shut, reason: why, revenue: paid}}
  - {path: spend.csv, table: ad_stats, columns: {day: day, source: from, cost: cost}}
statuses: {Offer: proposal, Sold: deal, Gone: {lost: lead}}
norms: {deal: 50%}
margin: 40%
`;
const files = (leads: readonly string[] = LEADS): Files => ({
  'leads.csv': `${leads.join('\n')}\n`,
  'spend.csv': SPEND,
  'funnel.yaml': YAML,
});
const own = harness.write(files());
const run = (...flags: string[]) => harness.start([...flags, own], own);
const report = (...flags: string[]) => run('report', '-f', 'json', '--basis', 'event', ...flags);
const said = async (...flags: string[]) => (await run(...flags)).out.replaceAll(/\s+/g, ' ');
const APRIL = ['--month', '2026-04'];
const MONTHS = ['--from', '2026-03-01', '--to', '2026-05-31'];
const rows = ({ json }: Outcome, of: string) => {
  const { columns, rows: all } = json.reports[of] as { columns: { name: string }[]; rows: unknown[][] };
  return all.map((row) => Object.fromEntries(columns.map(({ name }, at) => [name, row[at]])));
};

describe('by the day of events', () => {
  it('a lead counts once a stage, on its first date of it; losses and deals on their own day', {
    tags: 'slow',
  }, async () => {
    const april = await report(...APRIL);
    expect(april.figures('stages', 'reached')).toMatchObject({ lead: 5, qualified: 3, proposal: 2, deal: 1 });
    expect(april.figures('stages', 'undated')).toMatchObject({ lead: 0, qualified: 2, proposal: 2, deal: 1 });
    expect(april.total('leads')).toBe(5);
    expect([april.total('lost'), april.total('won_deals'), april.total('revenue')]).toEqual([2, 1, '100.00']);
    expect(april.figures('reasons', 'lost')).toEqual({ Dear: 2 });
    const may = await report('--month', '2026-05');
    expect([may.total('leads'), may.total('deals'), may.total('revenue')]).toEqual([0, 1, '300.00']);
  });

  it('prices divide by the leads created and the deals of the period, and say so', { tags: 'slow' }, async () => {
    const april = await report(...APRIL);
    expect([april.total('cpl'), april.total('cpql'), april.total('cost_per_deal')]).toEqual([
      '20.0000',
      '33.3333',
      '100.0000',
    ]);
    expect([april.total('roas'), april.total('revenue_per_lead')]).toEqual([1, '20.0000']);
    const table = await said('sources', '--basis', 'event', ...APRIL);
    expect(table).toContain('CPL, cost per lead = spend / leads created in the period');
    expect(table).toContain('per deal (CAC) = spend / deals of the period, whenever their leads were created');
    expect(table).toContain('1 won deal of leads created in these days without a date: in no figure here');
  });

  it('what would hold some leads against others is blank, verdicts and findings too', { tags: 'slow' }, async () => {
    const whole = await report(...MONTHS);
    const blank = {
      stages: ['implied', 'step_rate', 'overall_rate', 'lead_rate', 'step_low', 'step_high', 'moved', 'open', 'gap'],
      sources: ['qualified_rate', 'deal_rate', 'pipeline', 'cpl_rank', 'romi_rank', 'pays'],
    };
    for (const [of, columns] of Object.entries(blank))
      for (const column of [...columns, 'verdict'])
        expect([column, rows(whole, of).filter((row) => row[column] !== null)]).toEqual([column, []]);
    const { findings, contacted_rate: rate } = whole.json as unknown as Record<string, unknown>;
    expect([findings, rate]).toEqual([[], null]);
    // More deals than leads are no fault then.
    expect((await report('--month', '2026-05')).figures('stages', 'reached')).toMatchObject({ lead: 0, deal: 1 });
  });

  it('periods add up to the whole, and rows to their total', { tags: 'slow' }, async () => {
    const [whole, months, byManager] = [
      await report(...MONTHS),
      await report(...MONTHS, '--period', 'month'),
      await report(...MONTHS, '--by', 'reason'),
    ];
    for (const figure of ['leads', 'lost', 'qualified', 'deals', 'won_deals', 'revenue']) {
      const sum = (all: Record<string, unknown>[]) => all.reduce((some, row) => some + Number(row[figure] ?? 0), 0);
      const total = Number(whole.total(figure));
      expect([figure, sum(rows(months, 'sources').filter(({ row }) => row === 'total'))]).toEqual([figure, total]);
      expect([figure, sum(rows(byManager, 'sources').filter(({ row }) => row === 'source'))]).toEqual([figure, total]);
    }
    const undated = rows(months, 'stages').filter(({ stage }) => stage === 'proposal');
    expect(undated.map((row) => [row.period, row.reached, row.undated])).toEqual([
      ['2026-03', 0, 0],
      ['2026-04', 2, 2],
      ['2026-05', 0, 0],
    ]);
  });

  it('with all days, those with a day and those without are the leads that reached the stage', {
    tags: 'slow',
  }, async () => {
    const [events, cohort] = [await report('--all'), await run('report', '-f', 'json', '--all')];
    const [dated, undated, all] = [
      events.figures('stages', 'reached'),
      events.figures('stages', 'undated'),
      cohort.figures('stages', 'reached'),
    ];
    for (const stage of ['lead', 'qualified', 'proposal', 'deal'])
      expect([stage, Number(dated[stage]) + Number(undated[stage])]).toEqual([stage, all[stage]]);
  });

  it('won deals are those that the bridge of the same days has as closed', { tags: 'slow' }, async () => {
    for (const days of [APRIL, MONTHS, ['--from', '2026-04-14', '--to', '2026-05-31']]) {
      const bridge = (outcome: Outcome) => (outcome.json as unknown as { bridge: { closed: number } }).bridge;
      const events = await report(...days);
      expect(events.total('won_deals')).toBe(bridge(await run('report', '-f', 'json', ...days)).closed);
      expect(bridge(events).closed).toBe(events.total('won_deals'));
    }
  });

  it('says by which days it counts, in the head and to machines', { tags: 'slow' }, async () => {
    expect((await report(...APRIL)).json).toMatchObject({ basis: 'event' });
    const table = await said('stages', '--basis', 'event', ...APRIL);
    expect(table).toContain('by the day of events 2026-04-01 to 2026-04-30, as known on');
    expect(table).toContain(
      'without a date, and in no row (leads of these days): Qualified lead 2, Proposal 2, Deal 1',
    );
    expect(await said('stages', '--basis', 'event', '--lang', 'ru', ...APRIL)).toContain('по дню события 01.04');
    expect((await report(...APRIL)).warnings).toContain('undated-events');
    const { basis, reports } = await readFunnel(own, { basis: 'event', month: '2026-04' });
    expect([basis, reports.sources.at(-1)?.won_deals]).toEqual(['event', 1]);
  });

  it('is explained with the dates it is read from, and the leads behind it', { tags: 'slow' }, async () => {
    const deals = await said('explain', 'sources.deals', '--basis', 'event', ...APRIL, '--ids');
    expect(deals).toContain('by the day in «shut»');
    expect(deals).toContain('1 2026-04-10 VK');
    expect(deals).toContain('what happened, and money spent, each by its own day');
    expect(await said('explain', 'stages.deal.step_rate', '--basis', 'event', ...APRIL)).toContain(
      'blank: by the day of events those who came to a stage are other leads',
    );
    expect(await said('explain', 'stages.proposal.undated', '--basis', 'event', ...APRIL, '--ids')).toContain(
      '7 2026-04-14 Radio',
    );
  });

  it('is refused where leads are followed or split', { tags: 'slow' }, async () => {
    expect((await run('times', '--basis', 'event')).err).toContain('leave out --basis event');
    expect((await run('sources', '--basis', 'event', '--attribution', 'linear')).err).toContain('only whole ones');
    expect((await run('leads', '--basis', 'event')).err).toContain('--basis');
  });

  it('stages, losses and deals that no export dates are blank, counted as undated, and said', {
    tags: 'slow',
  }, async () => {
    const yaml = YAML.replace(/ (?:qualified|proposal|closed)_at: \w+,/g, '');
    const found = await harness.report({ ...files(), 'funnel.yaml': yaml }, '--basis', 'event');
    expect(found.figures('stages', 'reached')).toMatchObject({ lead: 7, proposal: null, deal: null });
    expect(found.figures('stages', 'undated')).toMatchObject({ proposal: 4, deal: 3 });
    expect(['lost', 'deals', 'won_deals', 'revenue', 'cost_per_deal'].map(found.total)).toEqual(Array(5).fill(null));
    expect(found.figures('reasons', 'lost')).toEqual({});
    expect(found.warnings).toContain('undated-events');
  });

  it('a price has what is sold after the spend has ended, but of leads that were made since', async () => {
    const sold = [...LEADS, '8,2026-04-15,Radio,Sold,,,2026-05-20,,70', '9,2026-05-03,Radio,Sold,,,2026-05-20,,90'];
    const found = await harness.report(files(sold), '--basis', 'event');
    const radio = (figure: string) => found.figures('sources', figure).Radio;
    expect([radio('deals'), radio('costed_deals'), radio('cost_per_deal'), radio('roas')]).toEqual([
      2,
      1,
      '60.0000',
      1.166667,
    ]);
  });

  it('of several deals of a lead each counts on its day, and the lead on that of the first', {
    tags: 'slow',
  }, async () => {
    const asked = 'no,asked,via\nK1,2026-03-30,fair\nK2,2026-04-02,fair\n';
    const deals = [
      'deal,of,made,won,shut,how,sum',
      ...['D1,K1,2026-04-01,2026-05-10,,Won,100', 'D2,K1,2026-04-03,,2026-04-30,Won,200'],
      ...['D3,K2,2026-04-09,,,Won,70', 'D4,,2026-04-09,,2026-04-11,Won,11', 'D5,,2026-04-09,,2026-05-11,Won,12'],
    ];
    const yaml = `files:
  - {path: asked.csv, table: crm, columns: {lead_id: no, created_at: asked, source: via}}
  - {path: deals.csv, table: crm, entity: deal, columns: {deal_id: deal, lead_id: of, created_at: made, deal_at: won, closed_at: shut, status: how, revenue: sum}}
statuses: {Won: deal}
`;
    const of = { 'asked.csv': asked, 'deals.csv': `${deals.join('\n')}\n`, 'funnel.yaml': yaml };
    const folder = harness.write(of);
    const month = (name: string) =>
      harness.start(['report', folder, '-f', 'json', '--basis', 'event', '--month', name], folder);
    const [april, may] = [await month('2026-04'), await month('2026-05')];
    expect(['deals', 'won_deals', 'revenue'].map(april.total)).toEqual([1, 1, '200.00']);
    expect(['deals', 'won_deals', 'revenue'].map(may.total)).toEqual([0, 1, '100.00']);
    expect(april.figures('sources', 'revenue')['(deals_without_lead)']).toBe('11.00');
    expect(may.figures('sources', 'revenue')['(deals_without_lead)']).toBe('12.00');
  });

  it('won deals that nothing dates are said beside their leads that something does, those without a lead too', {
    tags: 'slow',
  }, async () => {
    const deals =
      'deal,lead,born,state,paid,shut\n1,1,2026-03-05,Sold,100,2026-04-10\n2,1,2026-03-05,Sold,900,\n3,,2026-03-05,Sold,70,\n';
    const yaml = `currency: RUB
files:
  - {path: leads.csv, table: crm, columns: {lead_id: id, created_at: born, source: from, status: state}}
  - {path: deals.csv, table: crm, entity: deal, columns: {deal_id: deal, lead_id: lead, created_at: born, status: state, revenue: paid, closed_at: shut}}
statuses: {New: lead, Sold: deal}
`;
    const all = { 'leads.csv': 'id,born,from,state\n1,2026-03-05,VK,New\n', 'deals.csv': deals, 'funnel.yaml': yaml };
    const folder = harness.write(all);
    const ask = (...flags: string[]) =>
      harness.start([...flags, '--all', '--basis', 'event', folder, '--lang', 'en'], folder);
    const found = await ask('report', '-f', 'json');
    expect([found.total('deals'), found.total('won_deals'), found.total('revenue')]).toEqual([1, 1, '100.00']);
    expect(found.json.warnings.find(({ code }) => code === 'undated-events')?.message).toContain(
      'by the day of events: won deals 1 of 2, won deals without a lead 1 of 1; name',
    );
    expect((await ask('sources')).out.replaceAll(/\s+/g, ' ')).toContain(
      '1 won deal without a lead, created in these days, without a date: in no row',
    );
  });

  it('a history of stages is no help where losses have no date', async () => {
    const found = await harness.report(
      { ...files(LEADS.slice(0, 1).concat(LEADS[5] ?? '')) },
      '--basis',
      'event',
      '--lang',
      'en',
    );
    const { message } = found.json.warnings.find(({ code }) => code === 'undated-events') ?? { message: '' };
    expect(message).toContain('lost 1 of 1; name the dates in funnel.yaml (columns: {closed_at: …})');
    expect(message).not.toContain('history');
  });
});
