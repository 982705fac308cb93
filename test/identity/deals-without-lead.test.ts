import { afterAll, describe, expect, it } from 'vitest';
import { type Files, makeHarness } from '../intake/harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const LEADS = 'no,asked,via\nK1,2026-04-01,fair\nK2,2026-04-02,fair\nK3,2026-04-08,radio\n';
const yaml = (deals: string, leads = '') => `files:
  - {path: asked.csv, table: crm, columns: {lead_id: no, created_at: asked, source: via${leads}}}
  - {path: sold.csv, table: crm, entity: deal, columns: {deal_id: deal, created_at: made, deal_at: made, revenue: sum${deals}}}
`;
const folder = (sold: string, deals = '', asked = LEADS, leads = ''): Files => ({
  'asked.csv': asked,
  'sold.csv': sold,
  'funnel.yaml': yaml(deals, leads),
});
const UNLINKED = folder('deal,made,sum\nS1,2026-04-10,700\nS2,2026-05-11,50\n');

const report = (files: Files) => harness.report(files);
const within = (files: Files, from: string, to: string) => {
  const path = harness.write(files);
  return harness.start(['report', path, '-f', 'json', '--from', from, '--to', to], path);
};
const only = (found: Awaited<ReturnType<typeof report>>, row: string) =>
  ['leads', 'deals', 'won_deals', 'revenue', 'average_deal', 'revenue_share', 'spend', 'lost', 'row'].map(
    (figure) => found.figures('sources', figure)[row],
  );

describe('deals that belong to no lead', () => {
  it('are counted where they lie outside of the days of a report', { tags: 'slow' }, async () => {
    const { out } = await within(UNLINKED, '2026-04-01', '2026-04-30');
    expect(JSON.parse(out).outside).toEqual({ leads: 0, spend: null, won_deals: 1 });
  });

  it('have earned nothing that is known where only leads are known to be won', async () => {
    const own = `files:
  - {path: asked.csv, table: crm, columns: {lead_id: no, created_at: asked, source: via, status: stage}}
  - {path: sold.csv, table: crm, entity: deal, columns: {deal_id: deal, created_at: made, revenue: sum}}
statuses: {Open: lead, Bought: deal}
`;
    const asked = 'no,asked,via,stage\nK1,2026-04-01,fair,Open\nK2,2026-04-16,fair,Bought\n';
    const found = await report({ ...UNLINKED, 'asked.csv': asked, 'funnel.yaml': own });
    const of = (figure: string) => found.figures('sources', figure)['(deals_without_lead)'];
    expect([of('won_deals'), of('revenue')]).toEqual([null, null]);
    expect(found.figures('sources', 'deals')['(total)']).toBe(1);
  });

  it('make a period of every report', async () => {
    const found = await harness.report(UNLINKED, '--period', 'month', '--all');
    const { columns, rows } = found.json.reports.stages as { columns: { name: string }[]; rows: unknown[][] };
    const [period, stage, reached] = ['period', 'stage', 'reached'].map((name) =>
      columns.findIndex((column) => column.name === name),
    ) as [number, number, number];
    expect(rows.filter((row) => row[stage] === 'lead').map((row) => [row[period], row[reached]])).toEqual([
      ['2026-04', 3],
      ['2026-05', 0],
    ]);
  });

  it('are reviewed where only forms of an ad platform tell a keyword: a deal has none', async () => {
    const forms = 'id,made,campaign\nF1,2026-04-09,autumn\n';
    const own = `${yaml('', ', status: stage')}  - {path: forms.csv, table: ad_leads, columns: {lead_id: id, created_at: made, campaign: campaign}, set: {source: Radio}}
statuses: {Open: lead}
`;
    const asked = 'no,asked,via,stage\nK1,2026-04-01,fair,Open\nK2,2026-04-16,fair,Open\n';
    const path = harness.write({ ...UNLINKED, 'asked.csv': asked, 'forms.csv': forms, 'funnel.yaml': own });
    const { code, err, out } = await harness.start(['review', path, '-f', 'json', '--week', '2026-W15'], path);
    expect([code, code === 0 ? '' : err]).toEqual([0, '']);
    expect(JSON.parse(out).reports).toHaveProperty('review_won');
  });

  it('and have no amount are said, beside those of leads', async () => {
    const sold = 'deal,made,sum\nS1,2026-04-10,700\nS2,2026-04-11,\n';
    const found = await report(folder(sold));
    expect(found.json.warnings.filter(({ code }) => code === 'amounts-missing').map(({ message }) => message)).toEqual([
      '1 of 2 won deals without a lead has no amount: what the others earned is the revenue of their row',
    ]);
  });

  it('stand in a row of their own, with what they earned alone, and are no leads', { tags: 'slow' }, async () => {
    const found = await report(UNLINKED);
    expect(only(found, '(deals_without_lead)')).toEqual([
      ...[null, null, 2, '750.00', null, null, null, null],
      'deals_without_lead',
    ]);
    expect([found.total('leads'), found.total('deals'), found.total('revenue')]).toEqual([3, null, null]);
    expect(Object.keys(found.figures('sources', 'row'))).toEqual(['fair', 'radio', '(deals_without_lead)', '(total)']);
  });

  it('count in the period in which they were made', { tags: 'slow' }, async () => {
    const found = await within(UNLINKED, '2026-05-01', '2026-05-31');
    expect(only(found, '(deals_without_lead)').slice(2, 4)).toEqual([1, '50.00']);
  });

  it.each([
    // The CRM knows of every day up to its last: of those on which it made a deal alone it made no lead.
    ['2026-05-01', '2026-05-31', 0, false],
    ['2026-04-10', '2026-04-10', 0, false],
    ['2026-06-01', '2026-06-30', null, true],
    ['2026-03-01', '2026-03-31', null, true],
  ])('are data: from %s to %s there are %s leads', { tags: 'slow' }, async (from, to, leads, isSaid) => {
    const found = await within(UNLINKED, from, to);
    expect([found.total('leads'), found.warnings.includes('no-data')]).toEqual([leads, isSaid]);
    const said = found.json.warnings.find(({ code }) => code === 'no-data')?.message ?? '';
    if (isSaid)
      expect(said).toContain('leads of 2026-04-01 to 2026-04-08, deals without a lead of 2026-04-10 to 2026-05-11');
  });

  it('are found by what they alone bear', { tags: 'slow' }, async () => {
    const files = folder('deal,made,sum,push\nS1,2026-04-10,700,spring\nS2,2026-04-11,50,\n', ', campaign: push');
    const [spring, others] = [
      await harness.report(files, '--where', 'campaign=spring'),
      await harness.report(files, '--where', 'campaign!=spring'),
    ];
    const revenue = (found: Awaited<ReturnType<typeof report>>) => only(found, '(deals_without_lead)')[3];
    expect([spring, others].map((found) => [found.total('leads'), revenue(found)])).toEqual([
      [0, '700.00'],
      [3, '50.00'],
    ]);
    expect((await harness.report(files, '--where', 'campaign=autumn')).err).toMatch(
      /nothing has campaign = autumn.*spring/s,
    );
  });

  it.each(['month', 'week', 'day'])(
    'have a row in their %s, as where it is asked for alone',
    { tags: 'slow' },
    async (period) => {
      const all = await harness.report(UNLINKED, '--period', period);
      const { columns, rows } = all.json.reports.sources as { columns: { name: string }[]; rows: unknown[][] };
      const at = (name: string) => columns.findIndex((column) => column.name === name);
      const alone = rows.filter((row) => row[at('row')] === 'deals_without_lead');
      expect(alone.map((row) => row[at('revenue')])).toEqual(['700.00', '50.00']);
      const leads = rows.filter((row) => row[at('row')] === 'total').map((row) => Number(row[at('leads')]));
      expect(leads.reduce((sum, one) => sum + one, 0)).toBe(3);
    },
  );

  it('are said, with what to type', { tags: 'slow' }, async () => {
    const { warnings } = (await report(UNLINKED)).json;
    const said = warnings.find(({ code }) => code === 'deals-without-lead');
    expect(said?.count).toBe(2);
    expect(said?.message).toContain('columns: {lead_id: …} for sold.csv, columns: {deal_id: …} for asked.csv');
  });

  it('are said with the columns that could link them', async () => {
    const asked = 'no,asked,via,phone\nK1,2026-04-01,fair,1\n';
    const sold = 'deal,made,sum,phone,Contact ID,ID пользователя\nS1,2026-04-10,700,1,K1,7\n';
    const { warnings } = (await report(folder(sold, '', asked))).json;
    const message = warnings.find(({ code }) => code === 'deals-without-lead')?.message;
    expect(message).toContain('«phone», «Contact ID», «ID пользователя» of sold.csv could link them');
    expect(message).toContain('«phone» of asked.csv could link them');
  });

  it('are those of a lead that is not among the exports too', { tags: 'slow' }, async () => {
    const found = await report(
      folder('deal,made,sum,of\nS1,2026-04-10,700,K1\nS2,2026-04-11,50,K9\n', ', lead_id: of'),
    );
    expect([found.total('leads'), found.total('deals'), found.total('revenue')]).toEqual([3, 1, '700.00']);
    expect(only(found, '(deals_without_lead)').slice(2, 4)).toEqual([1, '50.00']);
    expect(found.json.warnings.find(({ code }) => code === 'deals-without-lead')?.message).toContain(
      '«of» of sold.csv is blank for them, or names what is not here',
    );
  });

  it('are leads where the CRM keeps no leads apart: each stands for its own', async () => {
    const { 'asked.csv': _, ...files } = UNLINKED;
    const found = await report({ ...files, 'funnel.yaml': yaml('').split('\n').toSpliced(1, 1).join('\n') });
    expect([found.total('leads'), found.total('won_deals'), found.total('revenue')]).toEqual([2, 2, '750.00']);
    expect(only(found, '(deals_without_lead)')[2]).toBeUndefined();
  });

  it.each([
    ['on the deal', folder('deal,made,sum,of\nS1,2026-04-10,700,K1\n', ', lead_id: of')],
    [
      'on the lead',
      folder(
        'deal,made,sum\nS1,2026-04-10,700\n',
        '',
        'no,asked,via,won\nK1,2026-04-01,fair,S1\nK2,2026-04-02,fair,\nK3,2026-04-08,radio,\n',
        ', deal_id: won',
      ),
    ],
    [
      'in a table of links',
      {
        ...folder('deal,made,sum\nS1,2026-04-10,700\n'),
        'links.csv': 'd,l\nS1,K1\n',
        'funnel.yaml': `${yaml('')}  - {path: links.csv, table: deal_links, columns: {deal_id: d, lead_id: l}}\n`,
      },
    ],
  ])('are none once a link stands %s', { tags: 'slow' }, async (_, files) => {
    const found = await report(files);
    expect([found.total('leads'), found.total('deals'), found.total('revenue')]).toEqual([3, 1, '700.00']);
    expect(found.warnings.includes('deals-without-lead')).toBe(false);
  });
});

describe('a lead that has a deal older than itself', () => {
  // Another deal of it is younger.
  const early = folder(
    'deal,made,sum,of\nS1,2026-01-10,700,K1\nS2,2026-04-20,50,K3\nS3,2026-04-21,5,K1\n',
    ', lead_id: of',
  );

  it('counts on the day on which it was made itself', { tags: 'slow' }, async () => {
    const april = await within(early, '2026-04-01', '2026-04-30');
    expect([april.total('leads'), april.total('revenue')]).toEqual([3, '755.00']);
    const january = await within(early, '2026-01-01', '2026-01-31');
    // No lead of January, nor any spend: nothing is known of it.
    expect([january.total('leads'), january.warnings.includes('no-data')]).toEqual([null, true]);
  });

  it('is warned of, with how many there are', { tags: 'slow' }, async () => {
    const { warnings } = (await report(early)).json;
    expect(warnings.filter(({ code }) => code === 'deal-before-lead').map(({ count }) => count)).toEqual([1]);
  });
});

describe('a deal that names a lead which is not here, while a lead names the deal', () => {
  const asked = 'no,asked,via,deal\nK1,2026-04-01,fair,S1\nK2,2026-04-02,fair,\n';
  it.each([
    ['names nobody', 'S1,2026-04-10,700,'],
    ['names somebody else', 'S1,2026-04-10,700,K9'],
  ])('belongs to that lead where it %s', { tags: 'slow' }, async (_, row) => {
    const found = await report(folder(`deal,made,sum,of\n${row}\n`, ', lead_id: of', asked, ', deal_id: deal'));
    expect([found.total('deals'), found.total('revenue')]).toEqual([1, '700.00']);
    expect(found.json.warnings.map(({ code }) => code)).not.toContain('deals-without-lead');
  });
});
