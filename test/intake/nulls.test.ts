import { afterAll, describe, expect, it } from 'vitest';
import { NULLS } from '../../src/model/nulls.js';
import { adsYaml, crmYaml, makeHarness } from './harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const HEAD = 'lead_id,created_at,closed_at,status,source,utm_source,campaign,amount,reason,deal_id';
/** Leads of one list; what a row does not say is blank. */
const leads = (...rows: Partial<Record<string, string>>[]) =>
  [
    HEAD,
    ...rows.map((row, at) =>
      HEAD.split(',')
        .map((heading) => row[heading] ?? { lead_id: `L-${at + 1}`, created_at: '2026-03-02' }[heading] ?? '')
        .join(','),
    ),
  ].join('\n');
const yaml = (further = '') =>
  crmYaml(
    { lead_id: 'lead_id', created_at: 'created_at', ...Object.fromEntries(OWN.map((one) => [one, one])) },
    [],
    ['statuses: {won: deal, lost: lost, new: lead}', further],
  );
const OWN = ['closed_at', 'status', 'source', 'utm_source', 'campaign', 'amount', 'reason', 'deal_id'];
const report = (text: string, further?: string) => harness.report({ 'a.csv': text, 'funnel.yaml': yaml(further) });

describe('a word that programs write for nothing', () => {
  it('is a blank cell wherever one may be, as if nothing stood there', async () => {
    const rows = (words: readonly string[]) =>
      leads(
        ...words.flatMap((word) => [
          { source: 'Newspaper', utm_source: word, status: 'lost', reason: word, deal_id: word },
          { source: word, utm_source: 'yandex', status: 'won', closed_at: word, campaign: word, deal_id: word },
          { source: 'Newspaper', status: word, created_at: word },
          { source: 'Newspaper', status: 'new', closed_at: '2026-03-09' },
        ]),
      );
    const [blank, said] = [await report(rows(NULLS.map(() => ''))), await report(rows(NULLS))];
    expect([said.json.reports, said.json.ledger, said.warnings]).toEqual([
      blank.json.reports,
      blank.json.ledger,
      blank.warnings,
    ]);
    expect(said.figures('sources', 'leads')).toMatchObject({ Newspaper: 3 * NULLS.length });
  });

  it('names no campaign: the sum of a day that a database adds (ROLLUP) is not counted beside its rows', async () => {
    const days = ['01', '02', '03'].flatMap((day) =>
      [`Bread,10,1`, `Buns,20,2`, `NULL,30,3`].map((row) => `2026-03-${day},Google Ads,${row}`),
    );
    const columns = { day: 'day', source: 'source', campaign: 'campaign', cost: 'cost', clicks: 'clicks' };
    const text = ['day,source,campaign,cost,clicks', ...days].join('\n');
    const outcome = await harness.report({ 'a.csv': text, 'funnel.yaml': adsYaml(columns) });
    expect([outcome.total('spend'), outcome.ledger.total]).toEqual(['90.00', 3]);
  });

  it('is so with blanks around it, and between quotes', async () => {
    const outcome = await report(
      leads({ source: 'Newspaper', utm_source: ' NULL ' }, { utm_source: '"\\N"', source: 'Radio' }),
    );
    expect(outcome.figures('sources', 'leads')).toMatchObject({ Newspaper: 1, Radio: 1 });
  });

  it('is the ID of no lead, and of no deal', async () => {
    const outcome = await report(
      leads({ lead_id: '\\N' }, { lead_id: '[NULL]' }, { deal_id: '\\N' }, { deal_id: '\\N' }),
    );
    expect([outcome.total('leads'), outcome.rejected]).toEqual([2, [2, 3]]);
  });

  it('is a word in small letters, and so are NA and N/A: campaigns and sources may be called so', async () => {
    const outcome = await report(leads({ source: 'NA' }, { source: 'N/A' }, { source: 'null' }, { source: 'None' }));
    expect(Object.keys(outcome.figures('sources', 'leads'))).toEqual(expect.arrayContaining(['NA', 'None', 'null']));
  });

  it('is no number, and said not to be one', async () => {
    const outcome = await report(leads({ amount: 'NaN' }, { amount: 'NULL' }, { amount: '5' }));
    expect(outcome.ledger.bad_cells).toEqual({ amount: 2 });
  });

  it('is no evidence of a stage, among numbers either', async () => {
    const rows = leads({ amount: 'NULL' }, { amount: '5' }, { reason: '\\N' });
    expect((await report(rows, 'rules: {proposal: {amount: present}}')).reached('proposal')).toBe(1);
    expect((await report(rows, 'rules: {proposal: {reason: present}}')).reached('proposal')).toBe(0);
  });

  it('is what funnel.yaml says that it is', async () => {
    const rows = leads({ status: 'won' }, { utm_source: 'NULL', source: 'Radio' });
    expect((await report(rows, 'exclude: [{utm_source: "NULL"}]')).total('leads')).toBe(1);
    const named = await report(rows, 'sources: {Nobody: ["NULL"]}');
    expect(named.figures('sources', 'leads')).toMatchObject({ Nobody: 1 });
    const statuses = yaml().replace('new: lead', '"NULL": lost');
    const lost = await harness.report({
      'a.csv': leads({ status: 'won' }, { status: 'NULL' }),
      'funnel.yaml': statuses,
    });
    expect(lost.total('lost')).toBe(1);
  });
});
