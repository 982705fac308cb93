import { afterAll, describe, expect, it } from 'vitest';
import { type Files, makeHarness } from '../intake/harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const HEAD = 'Ticket,Opened,State,Fee';
const EARLY = `${HEAD}\n7,2026-05-01,Offer,40\n8,2026-05-02,New,40\n9,2026-05-03,Sold,25\n`;
const LATE = `${HEAD}\n7,2026-05-01,Gone,40\n8,2026-05-02,Sold,90\n10,2026-06-04,Sold,70\n`;
const entry = (path: string, more = '') =>
  `  - {path: ${path}, table: crm, columns: {lead_id: Ticket, created_at: Opened, status: State, revenue: Fee${more}}}\n`;
const yaml = (...entries: string[]) =>
  `files:\n${entries.join('')}statuses: {New: lead, Offer: proposal, Talks: decision, Sold: deal, Gone: lost}\n`;
const both = (
  early: string,
  late: string,
  [first, second]: readonly [string, string] = ['may.csv', 'june.csv'],
  more = '',
): Files => ({
  [first]: early,
  [second]: late,
  'funnel.yaml': yaml(entry(first, more), entry(second, more)),
});

const figures = async (files: Files) => {
  const found = await harness.report(files);
  return { leads: found.total('leads'), deals: found.total('deals'), revenue: found.total('revenue') };
};
const EVEN = `${HEAD}\n7,2026-05-01,Offer,40\n10,2026-05-03,Sold,70\n`;
const said = async (files: Files, code: string) =>
  (await harness.report(files)).json.warnings.find((one) => one.code === code)?.message;

describe('two downloads of one list', () => {
  it('that hold a lead alike, and neither newer, are not said to be newer', { tags: 'slow' }, async () => {
    expect(await said(both(EARLY, EVEN), 'duplicate-leads')).toMatch(/the latest row of each lead counts$/);
  });

  it('the one whose rows are newer counts, and what only the older has stays', { tags: 'slow' }, async () => {
    expect(await figures(both(EARLY, LATE))).toEqual({ leads: 4, deals: 3, revenue: '185.00' });
  });

  it('are told by no column of who edited a row: neither that it differs nor that one of them lacks it', {
    tags: 'slow',
  }, async () => {
    const edited = (of: string, by: string) => of.replaceAll(/\n(?=\d)/g, `,${by}\n`).replace(`,${by}`, ',Editor');
    const [with_, without] = [entry('may.csv', ', modified_by: Editor'), entry('june.csv', ', source: Via')];
    const early = edited(EARLY, 'Anna').replace(/25\n$/, '25,Anna\n');
    // What two lists say is put together; of one list the newer alone says who is won.
    const late = `${LATE}9,2026-05-03,Offer,25\n`.replace('Fee', 'Fee,Via').replaceAll(/(\d)\n/g, '$1,fair\n');
    const read = (own: string) => figures({ 'may.csv': own, 'june.csv': late, 'funnel.yaml': yaml(with_, without) });
    expect(await read(early)).toEqual({ leads: 4, deals: 2, revenue: '160.00' });
    const rows = ['2026-05-01,New,Anna', '2026-05-02,Sold,Anna'].map((row) => `${row}\n`).join('');
    const of = (path: string) =>
      entry(path, ', modified_by: Editor').replace('Ticket', '$row').replace(', revenue: Fee', '');
    const alike = {
      'a.csv': `Opened,State,Editor\n${rows}`,
      'b.csv': `Opened,State,Editor\n${rows.replace('New,Anna', 'New,Vera')}`,
    };
    expect(await figures({ ...alike, 'funnel.yaml': yaml(of('a.csv'), of('b.csv')) })).toMatchObject({
      leads: 2,
      deals: 1,
    });
    // Nor are two who edited a lead two opinions of it.
    const row = (by: string) => `${HEAD},Editor\n7,2026-05-01,Offer,40,${by}\n`;
    const two = both(row('Anna'), row('Vera'), ['a.csv', 'b.csv'], ', modified_by: Editor');
    expect(await said(two, 'duplicate-leads')).toMatch(/the latest row of each lead counts$/);
  });

  it('whatever they are called, and in whatever order they are named', { tags: 'slow' }, async () => {
    const files = both(EARLY, LATE);
    const right = await figures(files);
    for (const names of [
      ['a.csv', 'b.csv'],
      ['b.csv', 'a.csv'],
      ['list (2).csv', 'list.csv'],
    ] as const)
      expect(await figures(both(EARLY, LATE, names))).toEqual(right);
    const turned = yaml(entry('june.csv'), entry('may.csv'));
    expect(await figures({ ...files, 'funnel.yaml': turned })).toEqual(right);
  });

  it('is said, with the file that counts', { tags: 'slow' }, async () => {
    expect(await said(both(EARLY, LATE), 'duplicate-leads')).toMatch(
      /of 2 leads in several downloads that of .*june\.csv counts, whose rows are newer$/,
    );
  });

  it('a date of modification goes before: it tells of each row by itself', { tags: 'slow' }, async () => {
    const more = ', modified_at: Touched';
    const early = 'Ticket,Opened,State,Fee,Touched\n7,2026-05-01,Sold,40,2026-07-09\n8,2026-05-02,New,1,2026-05-02\n';
    const late = 'Ticket,Opened,State,Fee,Touched\n7,2026-05-01,New,10,2026-06-01\n8,2026-05-02,Sold,5,2026-06-01\n';
    expect(await figures(both(early, late, undefined, more))).toEqual({ leads: 2, deals: 2, revenue: '45.00' });
    expect(await said(both(early, late, undefined, more), 'duplicate-leads')).toMatch(
      /latest row of each lead counts$/,
    );
  });

  describe('of which only the older says when a lead was changed', () => {
    const touched = (rows: string) => `${HEAD},Touched\n${rows}`;
    const early = touched(
      '8,2026-05-02,Offer,25,2026-05-03\n7,2026-05-01,Sold,40,2026-06-09\n8,2026-05-02,Sold,25,2026-05-05\n',
    );
    const given = (late: string) => ({
      ...both(early, `${HEAD}\n${late}`),
      'funnel.yaml': yaml(entry('may.csv', ', modified_at: Touched'), entry('june.csv')),
    });

    it('that is no reason to take its rows: the one with the newer leads counts', async () => {
      const late = given('7,2026-05-01,Offer,40\n8,2026-05-02,Sold,25\n9,2026-06-04,New,\n');
      expect(await figures(late)).toEqual({ leads: 3, deals: 1, revenue: '25.00' });
      expect(await said(late, 'duplicate-leads')).toMatch(/that of .*june\.csv counts, whose rows are newer$/);
    });

    it('nor are they newer where no lead is: it is an error, unless they say the same', { tags: 'slow' }, async () => {
      const { code, err } = await harness.report(given('7,2026-05-01,Offer,40\n8,2026-05-02,Sold,25\n'));
      expect([code, err.replaceAll(/\s+/g, ' ')]).toEqual([
        2,
        expect.stringMatching(/different things of 1 lead, and nothing tells which is newer/),
      ]);
      const same = given('7,2026-05-01,Sold,40\n8,2026-05-02,Sold,25\n');
      expect(await figures(same)).toEqual({ leads: 2, deals: 2, revenue: '65.00' });
    });
  });

  it('where neither is newer and they differ, it is an error that names both', { tags: 'slow' }, async () => {
    const other = EARLY.replace('8,2026-05-02,New,40', '8,2026-05-02,Sold,55');
    const { code, err } = await harness.report(both(EARLY, other));
    expect(code).toBe(2);
    expect(err.replaceAll(/\s+/g, ' ')).toMatch(/may\.csv.*june\.csv|june\.csv.*may\.csv/);
    expect(err.replaceAll(/\s+/g, ' ')).toMatch(/different things of 1 lead, and nothing tells which is newer/);
    const path = harness.write(both(EARLY, other));
    expect((await harness.start(['check', path], path)).out.replaceAll(/\s+/g, ' ')).toContain(
      'different things of 1 lead',
    );
  });

  it('where neither is newer and they are alike, there is nothing to decide', { tags: 'slow' }, async () => {
    const turned = `${HEAD}\n${EARLY.trim().split('\n').slice(1).reverse().join('\n')}\n`;
    expect(await figures(both(EARLY, turned))).toEqual({ leads: 3, deals: 1, revenue: '25.00' });
  });

  it('the older one with a column less is a download of the same list all the same', { tags: 'slow' }, async () => {
    const late = LATE.replaceAll('\n', ',x\n').replace('Fee,x', 'Fee,Via');
    const files = { ...both(EARLY, late), 'funnel.yaml': yaml(entry('may.csv'), entry('june.csv', ', source: Via')) };
    expect(await figures(files)).toEqual({ leads: 4, deals: 3, revenue: '185.00' });
  });
});

describe('an older download', () => {
  const reached = async (files: Files) => {
    const found = (await harness.report(files)).figures('stages', 'reached');
    return [found.lead, found.proposal, found.decision, found.deal];
  };

  it('proves the stages in which leads stood then, and how many leads gained one is said', {
    tags: 'slow',
  }, async () => {
    // 7 had an offer before it was lost.
    expect(await reached(both(EARLY, LATE))).toEqual([4, 4, 3, 3]);
    expect(await said(both(EARLY, LATE), 'older-downloads')).toMatch(/^1 lead reached a stage of which only an older/);
  });

  it('through any number of weeks', { tags: 'slow' }, async () => {
    const week = (day: string, state: string) => `${HEAD}\n7,2026-05-01,${state},40\n8,2026-05-${day},New,1\n`;
    const files = {
      'w1.csv': week('08', 'Talks'),
      'w2.csv': week('15', 'Offer').replace('8,', '88,'),
      'w3.csv': week('22', 'Gone').replace('8,', '89,'),
      'funnel.yaml': yaml(entry('w*.csv')),
    };
    expect(await reached(files)).toEqual([4, 1, 1, 0]);
    const total = (await harness.report(files)).total('lost');
    expect(total).toBe(1);
  });

  it('does not make a deal of what the newest calls open again', { tags: 'slow' }, async () => {
    const early = EARLY.replace('7,2026-05-01,Offer', '7,2026-05-01,Sold');
    const late = LATE.replace('7,2026-05-01,Gone', '7,2026-05-01,Offer');
    expect(await figures(both(early, late))).toEqual({ leads: 4, deals: 3, revenue: '185.00' });
  });

  it('nor where the newest writes a heading in another case', async () => {
    const head = 'Record ID,Create Date,Deal Stage,Amount,Last Modified Date';
    const early = `${head}\n7,2026-05-01,Closed Won,40,2026-05-05\n8,2026-05-02,Closed Won,25,2026-05-05\n`;
    const late = `${head}\n7,2026-05-01,Qualified To Buy,40,2026-06-04\n`.replace('Deal Stage', 'Deal stage');
    expect(await figures({ 'early.csv': early, 'late.csv': late })).toEqual({ leads: 2, deals: 1, revenue: '25.00' });
  });

  it('gives no values: those are of the newest alone', { tags: 'slow' }, async () => {
    const late = LATE.replace('8,2026-05-02,Sold,90', '8,2026-05-02,Sold,');
    expect((await figures(both(EARLY, late))).revenue).toBe('95.00');
  });
});

describe('open leads that only an older download has', () => {
  const row = (id: number, day: string, state = 'New') => `${id},2026-${day},${state},\n`;
  const list = (...rows: string[]) => `${HEAD}\n${rows.join('')}`;
  const early = list(
    row(1, '05-01'),
    row(2, '05-02'),
    row(3, '05-03', 'Sold'),
    row(4, '05-04', 'Gone'),
    row(5, '05-20'),
  );

  it('are said, with the day up to which they are known: what became of them since, nothing tells', async () => {
    const late = list(row(5, '05-20'), row(6, '06-04'));
    expect(await said(both(early, late), 'only-in-older')).toMatch(
      /^.*may\.csv: 2 leads and deals, open on .*20.*, that a newer download lacks .* --as-of 2026-05-20$/,
    );
  });

  it('are not where the report ends by then, or where lists have no lead in common', { tags: 'slow' }, async () => {
    const late = list(row(5, '05-20'), row(6, '06-04'));
    const ended = await harness.report(both(early, late), '--as-of', '2026-05-20');
    expect(ended.warnings).not.toContain('only-in-older');
    expect(await said(both(early, list(row(7, '06-04'))), 'only-in-older')).toBeUndefined();
    expect(
      await said(
        both(early, list(row(1, '05-01'), row(2, '05-02'), row(5, '05-20'), row(6, '06-04'))),
        'only-in-older',
      ),
    ).toBeUndefined();
  });
});

describe('two downloads by clocks of two time zones', () => {
  const list = (hours: readonly number[], open: string) =>
    `${HEAD}\n${hours.map((hour, at) => `${at + 1},2026-05-0${at + 1} ${String(hour).padStart(2, '0')}:17:05,${open},\n`).join('')}`;
  const early = list([9, 10, 11, 12], 'New');

  it('are told by the leads of both, which were created as many hours apart', async () => {
    const message = (late: string) => said(both(early, `${late}9,2026-06-04 10:00:00,New,\n`), 'clocks-apart');
    expect(await message(list([12, 13, 14, 12], 'Offer'))).toMatch(
      /^.*june\.csv: 3 of 4 leads that .*may\.csv has too were created 3 h later by its clock: /,
    );
    expect(await message(list([9, 10, 11, 15], 'Offer'))).toBeUndefined();
    expect(await message(list([12, 12, 12, 12], 'Offer'))).toBeUndefined();
  });

  it('and are put together by the zone of each', { tags: 'slow' }, async () => {
    const late = `${list([12, 13, 14, 15], 'Offer')}9,2026-06-04 10:00:00,New,\n`;
    const zoned = (path: string, zone: string) => entry(path).replace('table: crm', `table: crm, timezone: ${zone}`);
    const config = `timezone: UTC\n${yaml(zoned('may.csv', 'UTC'), zoned('june.csv', 'Europe/Moscow'))}`;
    expect(await said({ ...both(early, late), 'funnel.yaml': config }, 'clocks-apart')).toBeUndefined();
    const turned = config.replace('may.csv, table: crm, timezone: UTC', 'may.csv, table: crm, timezone: Asia/Kolkata');
    expect(await said({ ...both(early, late), 'funnel.yaml': turned }, 'clocks-apart')).toContain('5 h 30 min later');
  });
});

describe('what two files hold alike, and no ID joins', () => {
  it('IDs that differ in case, zeros or a tail alone are two leads, and said', { tags: 'slow' }, async () => {
    const files = (ids: readonly string[]): Files => ({
      'one.csv': `${HEAD}\nab7,2026-05-01,New,\n0042,2026-05-02,New,\n9,2026-05-03,New,\n`,
      'two.csv': `${HEAD}\n${ids.map((id) => `${id},2026-05-0${id.length === 3 ? 1 : 3},New,\n`).join('')}`,
      'funnel.yaml': yaml(entry('one.csv'), entry('two.csv')),
    });
    const found = await harness.report(files(['AB7', '42', '9.0', '5']));
    expect(found.total('leads')).toBe(7);
    expect(await said(files(['AB7', '42', '9.0', '5']), 'ids-alike')).toMatch(
      /^3 lead IDs in .*ids: \{ignore_case: true\}/,
    );
    expect(await said(files(['AB8', '43', '5']), 'ids-alike')).toBeUndefined();
    expect(await said(files(['"4,200"', '№ 42', '10 009']), 'ids-alike')).toMatch(/^1 lead ID in /);
    const grouped = ['10 001', '"10,002"', '10\u00a0003', '# 10004', 'ID 10005', '10 05'];
    const plain = `${HEAD}\n${[1, 2, 3, 4, 5].map((id) => `1000${id},2026-05-0${id},New,\n`).join('')}`;
    expect(await said({ ...files(grouped), 'one.csv': plain }, 'ids-alike')).toMatch(/^5 lead IDs in /);
    const read = files(['AB7', '5']);
    const config = `${read['funnel.yaml']}ids: {ignore_case: true}\n`;
    expect((await harness.report({ ...read, 'funnel.yaml': config })).total('leads')).toBe(4);
  });
});
