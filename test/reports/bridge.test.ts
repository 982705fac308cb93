import { afterAll, describe, expect, it } from 'vitest';
import { type Files, makeHarness } from '../intake/harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const PEOPLE = [
  'no,asked,via',
  'K1,2026-03-30,fair',
  'K2,2026-04-02,fair',
  'K3,2026-04-08,radio',
  'K4,2026-04-09,fair',
];
const SOLD = [
  'deal,of,made,won,shut',
  // Of a lead of March, won in April; and two of one lead of April, one of which came in May.
  ...['D1,K1,2026-04-01,2026-04-10,', 'D2,K2,2026-04-03,,2026-04-30', 'D3,K2,2026-04-04,2026-05-02,2026-04-05'],
  // Without a date, of nobody, and of nobody in May.
  ...['D4,K3,2026-04-09,,', 'D5,,2026-04-09,,2026-04-11', 'D6,,2026-04-09,,2026-05-11'],
];
const YAML = `files:
  - {path: asked.csv, table: crm, columns: {lead_id: no, created_at: asked, source: via}}
  - {path: sold.csv, table: crm, entity: deal, columns: {deal_id: deal, lead_id: of, created_at: made, deal_at: won, closed_at: shut, status: how}}
statuses: {Won: deal, Open: qualified}
`;
const sold = (rows: readonly string[], how = 'Won') =>
  rows.map((row, at) => `${row},${at === 0 ? 'how' : how}`).join('\n');
const files = (rows = SOLD, yaml = YAML, how = 'Won'): Files => ({
  'asked.csv': `${PEOPLE.join('\n')}\n`,
  'sold.csv': `${sold(rows, how)}\n`,
  'funnel.yaml': yaml,
});
const run = async (of: Files, ...flags: string[]) => {
  const folder = harness.write(of);
  return (await harness.start(flags.concat(folder), folder)).out.replaceAll(/\s+/g, ' ');
};
const bridge = async (of: Files, ...flags: string[]) =>
  JSON.parse(await run(of, 'report', '-f', 'json', '-q', ...flags)).bridge;
const APRIL = ['--month', '2026-04'];
const OF_APRIL = { closed: 3, of_these: 1, of_earlier: 1, without_lead: 1, closed_later: 1, undated: 1 };

describe('the bridge', () => {
  it('leads from the won deals of leads to those that a CRM shows as closed on these days, each on its own date', {
    tags: 'slow',
  }, async () => {
    expect(await bridge(files(), ...APRIL)).toEqual(OF_APRIL);
  });

  it('is of the whole scope, however it is broken down, and of what filters leave', { tags: 'slow' }, async () => {
    expect(await bridge(files(), ...APRIL, '--by', 'source', '--period', 'week')).toEqual(OF_APRIL);
    expect(await bridge(files(), ...APRIL, '--where', 'source=fair')).toEqual({
      ...OF_APRIL,
      closed: 2,
      without_lead: 0,
      undated: 0,
    });
  });

  it('has no deal that was lost after all', { tags: 'slow' }, async () => {
    const { 'sold.csv': rows, ...of } = files(SOLD, YAML.replace('Open:', 'Gone: lost, Open:'));
    expect(await bridge({ ...of, 'sold.csv': `${rows}D7,K2,2026-04-03,2026-04-12,,Gone\n` }, ...APRIL)).toEqual(
      OF_APRIL,
    );
  });

  it('is one line under the stages', { tags: 'slow' }, async () => {
    expect(await run(files(), 'stages', ...APRIL)).toContain(
      '3 won deals closed in these days = 1 of these leads + 1 of leads of other days + 1 without a lead; of these leads besides: 1 closed later, 1 without a date',
    );
    expect(await run(files(), 'stages', '--lang', 'ru', ...APRIL)).toContain(
      'ыигранных сделок, закрытых в эти дни: 3 = 1 по этим лидам + 1 по лидам других дней + 1 без лида; по этим лидам ещё: 1 закрыта позже, 1 без даты',
    );
    expect(await run(files(SOLD.slice(0, 4).filter((_, at) => at !== 1)), 'stages', ...APRIL)).toContain(
      '1 won deal closed in these days, all of these leads; of these leads besides: 1 closed later',
    );
  });

  it('shares out nothing where no deal was closed', { tags: 'slow' }, async () => {
    const undated = [SOLD[0] as string, SOLD[4] as string];
    expect(await run(files(undated), 'stages', ...APRIL)).toContain(
      '0 won deals closed in these days; of these leads besides: 1 without a date',
    );
  });

  it('says nothing where a CRM shows the same', { tags: 'slow' }, async () => {
    const same = files([SOLD[0] as string, SOLD[2] as string]);
    expect(await bridge(same, ...APRIL)).toMatchObject({ closed: 1, of_these: 1, closed_later: 0 });
    expect(await run(same, 'stages', ...APRIL)).not.toContain('closed in these days');
  });

  it('is unknown where no export dates a deal, and none where nobody has won', { tags: 'slow' }, async () => {
    const undated = YAML.replace(', deal_at: won, closed_at: shut', '');
    expect(await bridge(files(SOLD, undated), ...APRIL)).toBeNull();
    expect(
      await bridge(
        files(
          SOLD.map((row) => row.replace(/,[-\d]*,([-\d]*)$/, ',,$1')),
          YAML,
          'Open',
        ),
        ...APRIL,
      ),
    ).toEqual({
      ...{ closed: 0, of_these: 0, of_earlier: 0, without_lead: 0, closed_later: 0, undated: 0 },
    });
  });

  it('counts a lead that is won itself, without a deal, on its own date', async () => {
    const alone = {
      'asked.csv':
        'no,asked,via,how,shut\nK1,2026-03-30,fair,Won,2026-04-04\nK2,2026-04-02,fair,Won,2026-04-05\nK3,2026-04-02,fair,Open,2026-04-20\n',
      'funnel.yaml': `files:\n  - {path: asked.csv, table: crm, columns: {lead_id: no, created_at: asked, source: via, status: how, closed_at: shut}}\nstatuses: {Won: deal, Open: qualified}\n`,
    };
    expect(await bridge(alone, ...APRIL)).toMatchObject({ closed: 2, of_these: 1, of_earlier: 1, undated: 0 });
  });
});
