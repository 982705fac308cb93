import { afterAll, describe, expect, it } from 'vitest';
import { type Files, makeHarness, type Outcome } from '../intake/harness.js';

const harness = makeHarness();
afterAll(harness.remove);

interface List {
  csv: string;
  /** `field: heading`, as funnel.yaml has it. */
  columns: string;
  entity?: 'deal';
  table?: string;
}

const folder = (lists: Record<string, List>, more = ''): Files => ({
  ...Object.fromEntries(Object.entries(lists).map(([name, { csv }]) => [`${name}.csv`, csv])),
  'funnel.yaml': `files:\n${Object.entries(lists)
    .map(
      ([name, { columns, entity = 'lead', table = 'crm' }]) =>
        `  - {path: ${name}.csv, table: ${table}${table === 'crm' ? `, entity: ${entity}` : ''}, columns: {${columns}}}\n`,
    )
    .join('')}${more}`,
});

const ASKED = 'lead_id: no, created_at: asked, source: via';
const LEADS: List = { csv: 'no,asked,via\nK1,2026-04-01,fair\nK2,2026-04-02,fair\n', columns: ASKED };
const DEALS: List = {
  entity: 'deal',
  csv: 'deal,made,sum\nS1,2026-04-10,700\nS2,2026-05-11,50\n',
  columns: 'deal_id: deal, created_at: made, deal_at: made, revenue: sum',
};
/** The same, of which each names a lead. */
const named = (first: string, second = ''): List => ({
  ...DEALS,
  csv: `deal,made,sum,of\nS1,2026-04-10,700,${first}\nS2,2026-05-11,50,${second}\n`,
  columns: `${DEALS.columns}, lead_id: of`,
});
const stood = (first: string, second: string): List => ({
  csv: `no,asked,via,state\nK1,2026-04-01,fair,${first}\nK2,2026-04-02,fair,${second}\n`,
  columns: `${ASKED}, status: state`,
});

const MADE_OF_DEALS = ['deals', 'won_deals', 'revenue', 'lost', 'deal_rate', 'revenue_per_lead', 'pipeline'] as const;
const of = (found: Outcome, figures: readonly string[]) => figures.map((figure) => found.total(figure));

/** `deals, won_deals, revenue, lost` of the leads; what is unknown is null. */
const TOLD: [what: string, files: Files, leads: unknown[]][] = [
  ['no deal belongs to a lead', folder({ asked: LEADS, sold: DEALS }), [null, null, null, null]],
  [
    'all deals name leads that are elsewhere',
    folder({ asked: LEADS, sold: named('X1', 'X2') }),
    [null, null, null, null],
  ],
  ['one deal belongs to a lead', folder({ asked: LEADS, sold: named('K2') }), [1, 1, '700.00', null]],
  [
    'the list of deals is empty',
    folder({ asked: LEADS, sold: { ...DEALS, csv: 'deal,made,sum\n' } }),
    [0, 0, '0.00', null],
  ],
  [
    'statuses of the leads themselves tell who is won',
    folder({ asked: stood('bought', 'gone'), sold: DEALS }, 'statuses: {bought: deal, gone: lost}\n'),
    [1, 1, null, 1],
  ],
  [
    'statuses of the leads tell who is lost, those of the deals who is won',
    folder(
      {
        asked: stood('fresh', 'gone'),
        sold: {
          ...DEALS,
          csv: 'deal,made,sum,state\nS1,2026-04-10,700,bought\n',
          columns: `${DEALS.columns}, status: state`,
        },
      },
      'statuses: {bought: deal, gone: lost, fresh: lead}\n',
    ),
    [null, null, null, 1],
  ],
  [
    'the leads bear a date of their deal',
    folder({
      asked: {
        csv: 'no,asked,via,won\nK1,2026-04-01,fair,2026-04-05\nK2,2026-04-02,fair,\n',
        columns: `${ASKED}, deal_at: won`,
      },
      sold: DEALS,
    }),
    [1, 1, null, null],
  ],
  [
    'the leads bear what they earned',
    folder({
      asked: {
        csv: 'no,asked,via,won,sum\nK1,2026-04-01,fair,2026-04-05,90\nK2,2026-04-02,fair,,\n',
        columns: `${ASKED}, deal_at: won, revenue: sum`,
      },
      sold: DEALS,
    }),
    [1, 1, '90.00', null],
  ],
  [
    'of two lists of deals that without amounts is linked',
    folder({
      asked: LEADS,
      won: {
        entity: 'deal',
        csv: 'n,made,of\nW1,2026-04-10,K1\n',
        columns: 'deal_id: n, created_at: made, deal_at: made, lead_id: of',
      },
      sold: DEALS,
    }),
    [1, 1, null, null],
  ],
  [
    'a table of links names one of the leads',
    folder({
      asked: LEADS,
      sold: DEALS,
      links: { csv: 'd,l\nS2,K1\n', columns: 'deal_id: d, lead_id: l', table: 'deal_links' },
    }),
    [1, 1, '50.00', null],
  ],
  [
    'a deal is linked, and the other download of its list has none that is',
    folder({
      asked: LEADS,
      sold: named('K1'),
      later: { ...named('', ''), csv: 'deal,made,sum,of\nS8,2026-06-10,9,\n' },
    }),
    [1, 1, '700.00', null],
  ],
];

describe('what deals tell of leads', () => {
  it.each(TOLD)('where %s', { tags: 'slow' }, async (_, files, leads) => {
    const found = await harness.report(files);
    expect(of(found, ['leads', 'deals', 'won_deals', 'revenue', 'lost'])).toEqual([2, ...leads]);
    expect(found.reached('deal')).toBe(leads[0]);
  });

  it('is nothing where none of them belongs to any: all that is made of deals is blank in every row', {
    tags: 'slow',
  }, async () => {
    const found = await harness.report(folder({ asked: LEADS, sold: DEALS }), '--by', 'manager', '--period', 'month');
    for (const figure of MADE_OF_DEALS) {
      const { columns, rows } = found.json.reports.sources as { columns: { name: string }[]; rows: unknown[][] };
      const at = (name: string) => columns.findIndex((column) => column.name === name);
      const ofLeads = rows.filter((row) => row[at('row')] !== 'deals_without_lead');
      expect([figure, ...new Set(ofLeads.map((row) => row[at(figure)]))]).toEqual([figure, null]);
    }
    const steps = found.figures('stages', 'moved');
    expect(Object.values(steps).filter((moved) => moved !== null)).toEqual([]);
  });

  it('is said: that deals stand alone, that winners are unknown, and that what leads earned is blank', {
    tags: 'slow',
  }, async () => {
    const { warnings } = (await harness.report(folder({ asked: LEADS, sold: DEALS }))).json;
    expect(warnings.map(({ code }) => code)).toEqual(['deals-without-lead', 'winners-unknown']);
    expect(warnings[0]?.message).toContain('what leads earned is blank');
    expect(warnings[1]?.message).toContain('no deal is linked to a lead');
    const told = await harness.report(
      folder({ asked: stood('bought', 'gone'), sold: DEALS }, 'statuses: {bought: deal, gone: lost}\n'),
    );
    expect(told.json.warnings.map(({ code }) => code)).toEqual(['deals-without-lead', 'reasons-missing']);
  });

  it('is no stage, and no reason, that only lists of deals have which belong to no lead', {
    tags: 'slow',
  }, async () => {
    const sold: List = {
      entity: 'deal',
      csv: 'deal,made,sum,fits,why\nS1,2026-04-10,700,2026-04-11,\n',
      columns: `${DEALS.columns}, qualified_at: fits, reason: why`,
    };
    const statuses = 'statuses: {bought: deal, gone: lost}\n';
    const found = await harness.report(folder({ asked: stood('bought', 'gone'), sold }, statuses));
    expect([found.reached('deal'), found.reached('qualified'), found.total('qualified')]).toEqual([1, null, null]);
    expect(found.figures('reasons', 'lost')).toEqual({});
    const linked = {
      ...sold,
      csv: `${sold.csv.replace('why', 'why,of').replace(/,$/m, ',,K1')}`,
      columns: `${sold.columns}, lead_id: of`,
    };
    const other = await harness.report(folder({ asked: stood('bought', 'gone'), sold: linked }, statuses));
    expect([other.reached('qualified'), other.figures('reasons', 'lost')]).toEqual([1, { '(no reason given)': 1 }]);
  });

  it('is no stage of the history of deals that belong to no lead', { tags: 'slow' }, async () => {
    const moves: List = {
      csv: 'd,at,to\nS1,2026-04-11,fits\n',
      columns: 'deal_id: d, entered_at: at, status: to',
      table: 'stage_events',
    };
    const statuses = 'statuses: {fits: qualified}\n';
    const apart = await harness.report(folder({ asked: LEADS, sold: DEALS, moves }, statuses));
    expect(apart.reached('qualified')).toBe(null);
    const linked = await harness.report(folder({ asked: LEADS, sold: named('K1'), moves }, statuses));
    expect(linked.reached('qualified')).toBe(1);
  });
});
