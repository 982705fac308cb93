import { afterAll, describe, expect, it } from 'vitest';
import { expectRefused, type Files, makeHarness } from '../intake/harness.js';

const harness = makeHarness();
afterAll(harness.remove);

/** Lists whose rows are leads, of `on via state`; a fourth column, where there is one, is the manager. */
const folder = (lists: Record<string, readonly string[]>, set: Record<string, string> = {}): Files => ({
  ...Object.fromEntries(
    Object.entries(lists).map(([name, rows]) => [
      name,
      `on,via,state${rows.some((row) => row.split(',').length > 3) ? ',who' : ''}\n${rows.map((row) => `${row}\n`).join('')}`,
    ]),
  ),
  'funnel.yaml': `files:\n${Object.entries(lists)
    .map(([name, rows]) => {
      const who = rows.some((row) => row.split(',').length > 3) ? ', manager: who' : '';
      const own = set[name] ? `, set: {manager: ${set[name]}}` : '';
      return `  - {path: ${name}, table: crm, columns: {lead_id: $row, created_at: on, source: via, status: state${who}}${own}}\n`;
    })
    .join('')}statuses: {New: lead, Talks: contact, Sold: deal, Gone: lost}\n`,
});
/** A folder is read once, whatever is asked of it. */
const runs = new Map<string, ReturnType<typeof harness.report>>();
function read(files: Files): ReturnType<typeof harness.report> {
  const key = JSON.stringify(files);
  const run = runs.get(key) ?? harness.report(files);
  runs.set(key, run);
  return run;
}
const leads = async (files: Files) => (await read(files)).total('leads');
const said = async (files: Files) =>
  (await read(files)).json.warnings.filter(({ code }) => code === 'rows-alike').map(({ message }) => message);

const [A, B, C, D] = ['2026-05-01,fair,New', '2026-05-02,radio,Sold', '2026-05-03,radio,New', '2026-05-04,fair,Gone'];
const [E, F] = ['2026-05-08,radio,New', '2026-05-09,radio,New'];

describe('rows without an ID that two downloads of one list hold alike', () => {
  it.each<[string, Record<string, readonly string[]>, number]>([
    ['a later week begins where the earlier one ends', { 'one.csv': [A, B, C], 'two.csv': [C, D, E] }, 5],
    ['the newer holds all of the older', { 'one.csv': [A, B], 'two.csv': [A, B, C, D] }, 4],
    ['the older lacks what a filter left out', { 'one.csv': [A, C, D], 'two.csv': [A, B, C, D, E] }, 5],
    ['each ends with a row of its own', { 'one.csv': [A, B, E], 'two.csv': [A, B, F] }, 4],
    ['three overlap', { 'one.csv': [A, B, C], 'two.csv': [B, C, D], 'three.csv': [C, D, E] }, 5],
    // Of rows that a file holds twice as many count as the file has that has most of them.
    ['a row stands twice in each', { 'one.csv': [A, A, B], 'two.csv': [A, A, B, C] }, 4],
    ['a row stands twice in one of them', { 'one.csv': [A, A, B], 'two.csv': [A, B] }, 3],
    ['the newer has a further column', { 'one.csv': [A, B], 'two.csv': [`${A},Anna`, `${B},Boris`, `${C},Anna`] }, 3],
  ])('count once where %s', { tags: 'slow' }, async (_, lists, count) => {
    expect(await leads(folder(lists))).toBe(count);
    const names = Object.keys(lists).reverse();
    const renamed = Object.fromEntries(Object.values(lists).map((rows, at) => [names[at] as string, rows]));
    expect(await leads(folder(renamed))).toBe(count);
    for (const message of await said(folder(lists)))
      expect(message).toContain('downloads of the same days, counted once');
    expect((await said(folder(lists))).length).toBeGreaterThan(0);
  });

  it.each<[string, Record<string, readonly string[]>, number, number]>([
    ['they are of other days', { 'one.csv': [A, B], 'two.csv': [E, F] }, 4, 0],
    [
      'they are two lists of which one row is alike',
      {
        'one.csv': [A, B, C, D],
        'two.csv': [A, B.replace('Sold', 'New'), C.replace('radio', 'fair'), D.replace('Gone', 'New')],
      },
      8,
      1,
    ],
  ])('count in each where %s', { tags: 'slow' }, async (_, lists, count, warnings) => {
    expect(await leads(folder(lists))).toBe(count);
    const messages = await said(folder(lists));
    expect(messages.length).toBe(warnings);
    for (const message of messages) expect(message).toContain('counted in each');
  });

  it('are refused where each file has others on the same days: they may be the same leads as they stood later', {
    tags: 'slow',
  }, async () => {
    const files = folder({ 'one.csv': [A, B, C, D], 'two.csv': [A, B, C.replace('New', 'Sold'), D, E] });
    expectRefused(await harness.report(files), /hold 3 rows without an ID alike, of 4 and 4 on the days of both/);
    const path = harness.write(files);
    const checked = await harness.start(['check', path], path);
    expect([checked.code, checked.out.replaceAll(/\s+/g, ' ')]).toEqual([
      1,
      expect.stringContaining('of 4 and 4 on the days of both'),
    ]);
  });

  it.each([
    [{ 'one.csv': [A, B, C, D], 'two.csv': [A, B, C.replace('New', 'Sold'), D, E] }, 9],
    [{ 'one.csv': [A, B], 'two.csv': [A, B, C] }, 5],
  ])('are different leads where funnel.yaml tells the files apart', { tags: 'slow' }, async (lists, count) => {
    const files = folder(lists, { 'one.csv': 'North', 'two.csv': 'South' });
    expect([await leads(files), await said(files)]).toEqual([count, []]);
  });

  it('count in the ledger as duplicates, and every line stays in one bucket', async () => {
    const { ledger } = (await harness.report(folder({ 'one.csv': [A, B, C], 'two.csv': [C, D, E] }))).json;
    expect(ledger.map(({ used, duplicate }) => [used, duplicate])).toEqual([
      [3, 0],
      [2, 1],
    ]);
  });

  it('count in each where no day tells that the files overlap', async () => {
    const sheet = (path: string) =>
      `  - {path: ${path}, table: crm, columns: {lead_id: $row, source: via, status: state}}\n`;
    const files = {
      'one.csv': 'via,state\nfair,New\nradio,Sold\n',
      'two.csv': 'via,state\nfair,New\n',
      'funnel.yaml': `files:\n${sheet('one.csv')}${sheet('two.csv')}statuses: {New: lead, Sold: deal}\n`,
    };
    expect([await leads(files), (await said(files))[0]]).toEqual([3, expect.stringContaining('counted in each')]);
  });

  it('are deals as well as leads', { tags: 'slow' }, async () => {
    const sold = (rows: string) => `deal,on,worth\n${rows}`;
    const entry = (path: string) =>
      `  - {path: ${path}, table: crm, entity: deal, columns: {deal_id: deal, created_at: on, deal_at: on, revenue: worth}}\n`;
    const files = {
      'one.csv': sold(',2026-05-01,100\nD2,2026-05-02,20\n,2026-05-03,7\n'),
      'two.csv': sold(',2026-05-03,7\nD2,2026-05-02,20\n,2026-05-05,3\n'),
      'funnel.yaml': `files:\n${entry('one.csv')}${entry('two.csv')}`,
    };
    const found = await harness.report(files);
    expect([found.total('won_deals'), found.total('revenue')]).toEqual([4, '130.00']);
  });
});

describe('names that stand for IDs', () => {
  const HEAD = '"Opportunity Owner","Opportunity Name","Stage","Amount","Close Date","Created Date"';
  const report = (rows: readonly string[], head = HEAD) => `${head}\n${rows.map((row) => `"O",${row}\n`).join('')}`;
  const NORTH = '"North","Closed Won","100","9/20/2026","9/13/2026"';
  const SOUTH = '"South","Closed Lost","50","9/20/2026","9/14/2026"';

  it('are so in one list, whatever another list of the same CRM shares', async () => {
    const other = '"Opportunity Owner","Opportunity Name","Stage","Amount (converted)","Close Date","Created Date"';
    const found = await harness.report({
      'a.csv': report([NORTH, SOUTH]),
      'b.csv': report([SOUTH, NORTH]),
      // Of another list: here two opportunities bear one name.
      'c.csv': report(
        ['"West","Closed Won","5","9/20/2026","9/15/2026"', '"West","Closed Won","6","9/21/2026","9/16/2026"'],
        other,
      ),
      'funnel.yaml': 'currency: EUR\n',
    });
    expect([found.total('won_deals'), found.total('leads')]).toEqual([3, 4]);
  });
});
