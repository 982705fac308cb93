import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { folder, funnel } from '../cli/run.js';

const demo = fileURLToPath(new URL('../../fixtures/demo', import.meta.url));

/** Days of leads, so many a day: of these the first become deals after so many days, at 100 each and one more. */
interface Lot {
  from: string;
  days: number;
  perDay: number;
  source: string;
  wonOfEach?: number;
  after?: number;
  /** The first deals have no date. */
  undated?: number;
}

const shifted = (day: string, by: number) => new Date(Date.parse(day) + by * 86_400_000).toISOString().slice(0, 10);

function exports(lots: readonly Lot[], { seen = '2026-08-31', more = '' } = {}): string {
  const crm = ['ID,Created,Changed,Source,Stage,Sum,Closed'];
  const ads = ['Day,Source,Cost'];
  for (const { from, days, perDay, source, wonOfEach = 0, after = 0, undated = 0 } of lots) {
    let left = undated;
    for (let at = 0; at < days; at++) {
      const day = shifted(from, at);
      ads.push(`${day},${source},${perDay * 10}`);
      for (let one = 0; one < perDay; one++) {
        const isWon = one < wonOfEach;
        const closed = isWon && left-- > 0 ? '' : shifted(day, isWon ? after : 1);
        crm.push(
          `${crm.length},${day},${seen},${source},${isWon ? 'Paid' : 'Lost'},${isWon ? 100 + one : ''},${closed}`,
        );
      }
    }
  }
  return folder({
    'crm.csv': `${crm.join('\n')}\n`,
    'ads.csv': `${ads.join('\n')}\n`,
    'funnel.yaml': `currency: RUB
files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, modified_at: Changed, source: Source, status: Stage, revenue: Sum, closed_at: Closed}}
  - {path: ads.csv, table: ad_stats, columns: {day: Day, source: Source, cost: Cost}}
statuses: {Paid: deal, Lost: lost}
${more}`,
  });
}

type Rows = Record<string, Record<string, string>>;

async function compared(path: string, a: string, b: string, ...more: string[]): Promise<Rows> {
  const { out, err, code } = await funnel(['compare', path, '--a', a, '--b', b, '-f', 'csv', '-q', ...more]);
  if (code !== 0) throw new Error(err);
  const [head = '', ...lines] = out.trim().split('\n');
  const names = head.split(',');
  return Object.fromEntries(
    lines.map((line) => {
      const cells = line.split(',');
      return [cells[names.indexOf('figure')], Object.fromEntries(names.map((name, at) => [name, cells[at] ?? '']))];
    }),
  );
}

/** Two months of the demo, asked once. */
let months: Promise<Rows> | undefined;
function monthsOfDemo(): Promise<Rows> {
  months ??= compared(demo, '2026-02', '2026-03');
  return months;
}

describe('compare', () => {
  it('follows both sides equally long: a deal that took longer than the later side is old has not come on either', async () => {
    const path = exports([
      { from: '2026-06-01', days: 30, perDay: 10, source: 'VK', wonOfEach: 4, after: 50 },
      { from: '2026-07-01', days: 31, perDay: 10, source: 'VK', wonOfEach: 2, after: 20 },
    ]);
    const { deals, deal_rate } = await compared(path, '2026-06', '2026-07');
    // As printed June has twice as many; within the 31 days that July is followed for it has none.
    expect(deals).toMatchObject({ a: '120', b: '62', change: '-58', a_followed: '0', b_followed: '62', verdict: '' });
    expect(deal_rate).toMatchObject({
      a: '0.400000',
      a_followed: '0.000000',
      b_followed: '0.200000',
      verdict: 'clearly up',
    });
  });

  it('takes a later stage that came in time for proof of those before it: no step is above one', async () => {
    const crm = Array.from({ length: 20 }, (_, at) => {
      const [day, isWon, hasDecided] = [`2026-0${6 + (at % 2)}-03`, at % 5 < 2, at % 10 < 2];
      return `${at + 1},${day},2026-08-31,${isWon ? 'Paid' : 'Open'},${isWon ? shifted(day, hasDecided ? 4 : 9) : ''},${hasDecided ? shifted(day, 20) : ''}`;
    });
    const path = folder({
      'crm.csv': `ID,Created,Changed,Stage,Closed,Decided\n${crm.join('\n')}\n`,
      'funnel.yaml': `files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, modified_at: Changed, status: Stage, closed_at: Closed, decision_at: Decided}}
statuses: {Paid: deal, Open: lead}
`,
    });
    const within = (until: string) =>
      compared(path, '2026-06-03..2026-06-03', '2026-07-03..2026-07-03', '--as-of', until);
    // Eight days: the deals of four days, whose decisions are dated after them. Twelve: those of nine days, never dated.
    for (const [until, deals] of [
      ['2026-07-11', '2'],
      ['2026-07-15', '4'],
    ] as const) {
      const found = await within(until);
      expect(found.deals?.a_followed).toBe(deals);
      expect(found['step_rate.deal']?.a_followed).toBe('1.000000');
    }
  });

  it('calls deals undated where each stage is to be proved and the date of one before them is missing', async () => {
    const made = Array.from({ length: 120 }, (_, at) => ({
      id: at + 1,
      month: at < 60 ? '06' : '07',
      isWon: at % 3 === 0,
    }));
    const leads = made.map(
      ({ id, month, isWon }) => `${id},2026-${month}-03,Good,${isWon && month === '07' ? '' : `2026-${month}-04`}`,
    );
    const deals = made.flatMap(({ id, month, isWon }) =>
      isWon ? [`d${id},${id},2026-${month}-04,Paid,2026-${month}-06`] : [],
    );
    const path = folder({
      'leads.csv': `ID,Created,Status,Qualified\n${leads.join('\n')}\n`,
      'deals.csv': `Deal,Lead,Created,Stage,Closed\n${deals.join('\n')}\n`,
      'funnel.yaml': `files:
  - {path: leads.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status, qualified_at: Qualified}}
  - {path: deals.csv, table: crm, entity: deal, columns: {deal_id: Deal, lead_id: Lead, created_at: Created, status: Stage, closed_at: Closed}}
statuses: {Good: qualified, Paid: deal}
`,
    });
    const found = await compared(path, '2026-06', '2026-07', '--as-of', '2026-08-10', '--reach', 'strict');
    expect(found.deal_rate).toMatchObject({ a: '0.333333', b: '0.333333', verdict: 'undated' });
  });

  it('knows that nothing came of sources that brought nobody: their spend earned zero, followed too', {
    tags: 'slow',
  }, async () => {
    const path = exports([
      { from: '2026-06-01', days: 30, perDay: 1, source: 'VK', wonOfEach: 1, after: 5 },
      { from: '2026-07-01', days: 31, perDay: 1, source: 'VK', wonOfEach: 1, after: 5 },
    ]);
    // The same leads, and nothing but spend elsewhere.
    const spend = ['Day,Source,Cost', '2026-06-03,Ya,50', '2026-07-03,Ya,50'];
    writeFileSync(join(path, 'ads.csv'), `${spend.join('\n')}\n`);
    const { deals, roas, romi, cost_per_deal } = await compared(path, '2026-06', '2026-07');
    expect(deals).toMatchObject({ a_followed: '30', b_followed: '31' });
    expect(roas).toMatchObject({ a: '0.000000', a_followed: '0.000000', b: '0.000000', b_followed: '0.000000' });
    expect(romi).toMatchObject({ a: '-1.000000', a_followed: '-1.000000', b_followed: '-1.000000' });
    expect(cost_per_deal).toMatchObject({ a: '', a_followed: '', b_followed: '' });
    // Where nothing says when a deal came, nobody knows that none came in time.
    const yaml = join(path, 'funnel.yaml');
    writeFileSync(yaml, readFileSync(yaml, 'utf8').replace(', closed_at: Closed', ''));
    const undated = await compared(path, '2026-06', '2026-07');
    expect(undated.roas).toMatchObject({ a: '0.000000', a_followed: '', b_followed: '' });
  });

  it('gives the first word that applies: too few, too early, undated, then the judgement', {
    tags: 'slow',
  }, async () => {
    const [june, july]: [Lot, Lot] = [
      { from: '2026-06-01', days: 30, perDay: 10, source: 'VK', wonOfEach: 2, after: 5 },
      { from: '2026-07-01', days: 31, perDay: 10, source: 'VK', wonOfEach: 2, after: 5 },
    ];
    const verdict = async (path: string, b = '2026-07', figure = 'deal_rate') =>
      (await compared(path, '2026-06', b))[figure]?.verdict;
    expect(await verdict(exports([june, july]))).toBe('too close to call');
    expect(await verdict(exports([june, { ...july, wonOfEach: 6 }]))).toBe('clearly up');
    expect(await verdict(exports([june, { ...july, undated: 10 }]))).toBe('undated');
    expect(await verdict(exports([june, july], { seen: '2026-07-31' }))).toBe('too early');
    expect(await verdict(exports([june, { ...july, days: 2, undated: 4 }]), '2026-07-01..2026-07-02')).toBe('too few');
    // Ten days are too few to know how a count varies from day to day.
    expect(await verdict(exports([june, july]), '2026-07-01..2026-07-10', 'cpl')).toBe('too few');
    expect(await verdict(exports([june, july]), '2026-07-01..2026-07-20', 'cpl')).toBe('too close to call');
  });

  it('divides a change into mix and rate, to the last digit: rates that stay are all mix, shares that stay are all rate', {
    tags: 'slow',
  }, async () => {
    const lot = (from: string, source: string, perDay: number, wonOfEach: number): Lot => ({
      ...{ from, source, perDay, wonOfEach, days: 28, after: 1 },
    });
    const mixed = exports([
      ...[lot('2026-06-01', 'VK', 10, 1), lot('2026-06-01', 'Meta', 10, 5)],
      ...[lot('2026-07-01', 'VK', 30, 3), lot('2026-07-01', 'Meta', 10, 5)],
    ]);
    const { deal_rate, cost_per_deal, cpl } = await compared(mixed, '2026-06-01..2026-06-28', '2026-07-01..2026-07-28');
    expect(deal_rate).toMatchObject({
      a: '0.300000',
      b: '0.200000',
      change: '-0.100000',
      mix: '-0.100000',
      rate: '0.000000',
    });
    expect(cost_per_deal).toMatchObject({
      a: '33.3333',
      b: '50.0000',
      change: '16.6667',
      mix: '16.6667',
      rate: '0.0000',
    });
    expect(cpl).toMatchObject({ change: '0.0000', mix: '0.0000', rate: '0.0000' });
    const better = exports([
      ...[lot('2026-06-01', 'VK', 10, 1), lot('2026-06-01', 'Meta', 10, 5)],
      ...[lot('2026-07-01', 'VK', 10, 2), lot('2026-07-01', 'Meta', 10, 6)],
    ]);
    const found = await compared(better, '2026-06-01..2026-06-28', '2026-07-01..2026-07-28');
    expect(found.deal_rate).toMatchObject({ change: '0.100000', mix: '0.000000', rate: '0.100000' });
  });

  it('adds mix and rate up to the change of whatever is printed', { tags: 'slow' }, async () => {
    const found = await monthsOfDemo();
    for (const figure of ['qualified_rate', 'deal_rate', 'cpl', 'cpql', 'cost_per_deal']) {
      const { mix, rate, change } = found[figure] as Record<string, string>;
      expect(Number(mix) + Number(rate)).toBeCloseTo(Number(change), 3);
    }
  });

  it('adds them up where of one source alone it is not known how far its leads came', async () => {
    const [crm, ads] = [['ID,Created,Changed,Source,Stage'], ['Day,Source,Cost']];
    const lead = (day: string, source: string, stage: string, count: number) => {
      ads.push(`${day},${source},${source === 'VK' ? 3000 : 1500}`);
      for (let one = 0; one < count; one++) crm.push(`${crm.length},${day},2026-09-01,${source},${stage}`);
    };
    // Of the ten leads of Radio five were lost before, and two after, who knows how deep: few of all, many of these.
    for (const [day, good, ofRadio] of [
      ['2026-06-10', 40, 5],
      ['2026-07-10', 60, 8],
    ] as const) {
      lead(day, 'VK', 'Good', good);
      lead(day, 'VK', 'Junk', 100 - good);
      lead(day, 'Radio', 'Good', ofRadio);
      lead(day, 'Radio', 'Lost', 10 - ofRadio);
    }
    const path = folder({
      'crm.csv': crm.join('\n'),
      'ads.csv': ads.join('\n'),
      'funnel.yaml': `files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, modified_at: Changed, source: Source, status: Stage}}
  - {path: ads.csv, table: ad_stats, columns: {day: Day, source: Source, cost: Cost}}
statuses: {Good: qualified, Junk: {lost: lead}, Lost: lost}
`,
    });
    const { qualified_rate, cpql } = await compared(path, '2026-06', '2026-07');
    expect(qualified_rate).toMatchObject({ change: '0.209091', mix: '0.000000', rate: '0.209091' });
    expect([cpql?.mix, cpql?.rate]).toEqual(['0.0000', cpql?.change]);
  });

  it('says of a side which of its days the exports cover, where they do not cover all', { tags: 'slow' }, async () => {
    const path = exports([{ from: '2026-06-16', days: 46, perDay: 10, source: 'VK' }], {
      more: 'maturity: {deal: 1d}\n',
    });
    const said = async (a: string) => (await funnel(['compare', path, '--a', a, '--b', '2026-07'], { width: 300 })).out;
    expect(await said('2026-06')).toContain('A: exports of leads cover only 2026-06-16 to 2026-06-30 of it');
    expect(await said('2026-06-16..2026-06-30')).not.toContain('exports of leads cover only');
  });

  it('finds no change of a scope against itself', { tags: 'slow' }, async () => {
    const found = await compared(demo, '2026-03', '2026-03');
    for (const { figure, a, b, change, change_share, verdict, mix, rate } of Object.values(found)) {
      expect([figure, a]).toEqual([figure, b]);
      for (const none of [change, change_share, mix, rate]) expect([figure, Number(none)]).toEqual([figure, 0]);
      expect(['', 'too close to call']).toContain(verdict);
    }
  });

  it('is its own mirror where the sides are exchanged: a for b, up for down, every bound with the other sign', {
    tags: 'slow',
  }, async () => {
    const [there, back] = [
      await compared(demo, '2026-02', '2026-03,source!=VK Реклама'),
      await compared(demo, '2026-03,source!=VK Реклама', '2026-02'),
    ];
    const turned: Readonly<Record<string, string>> = { 'clearly up': 'clearly down', 'clearly down': 'clearly up' };
    const minus = (written = '') => (written === '' ? '' : Number(written) === 0 ? 0 : -Number(written));
    const number = (written = '') => (written === '' ? '' : Number(written));
    for (const [figure, row] of Object.entries(there)) {
      const other = back[figure] as Record<string, string>;
      expect([row.b, row.a, row.n_b, row.b_followed, row.a_followed]).toEqual([
        ...[other.a, other.b, other.n_a, other.a_followed, other.b_followed],
      ]);
      expect([
        figure,
        number(row.change),
        number(row.low),
        number(row.high),
        number(row.mix),
        number(row.rate),
      ]).toEqual([
        ...[figure, minus(other.change), minus(other.high), minus(other.low), minus(other.mix), minus(other.rate)],
      ]);
      expect(turned[row.verdict as string] ?? row.verdict).toBe(other.verdict);
    }
  });

  it('stands per day too where one side is longer', { tags: 'slow' }, async () => {
    expect(Object.keys(await monthsOfDemo())).toContain('leads_per_day');
    expect(Object.keys(await compared(demo, '2026-02-01..2026-02-14', '2026-03-01..2026-03-14'))).not.toContain(
      'leads_per_day',
    );
  });

  it('is broken down, each value by itself', { tags: 'slow' }, async () => {
    const { out } = await funnel([
      'compare',
      demo,
      '--a',
      '2026-02',
      '--b',
      '2026-03',
      '--by',
      'source',
      '-f',
      'csv',
      '-q',
    ]);
    const whole = await monthsOfDemo();
    const leads = out.split('\n').filter((line) => line.includes(',leads,'));
    expect(leads.length).toBeGreaterThan(3);
    const sum = leads.reduce((all, line) => all + Number(line.split(',')[2]), 0);
    expect(String(sum)).toBe(whole.leads?.a);
  });

  it.each([
    [['--a', '2026-02'], '--b is missing'],
    [[], 'compare holds two sides beside each other'],
    [['--a', '2025-02', '--b', '2026-02'], '--a: the exports hold nothing of 2025-02-01 to 2025-02-28'],
    [['--a', '2026-02', '--b', '2026-03', '--period', 'week'], 'compare has two sides, and no periods'],
    [['--a', 'source=Nobody', '--b', '2026-03'], 'nothing has source = Nobody'],
  ])('%j: says what to type', { tags: 'slow' }, async (flags, said) => {
    const { err, code } = await funnel(['compare', demo, ...flags]);
    expect([code, err]).toEqual([2, expect.stringContaining(said)]);
  });

  it('of days before the CRM begins nobody knows how many leads there were: it is no side, though there is spend', async () => {
    const path = exports([{ from: '2026-06-01', days: 30, perDay: 2, source: 'VK' }]);
    writeFileSync(
      join(path, 'ads.csv'),
      `Day,Source,Cost\n${Array.from({ length: 61 }, (_, at) => `${shifted('2026-05-01', at)},VK,10\n`).join('')}`,
    );
    const { err, code } = await funnel(['compare', path, '--a', '2026-05', '--b', '2026-06']);
    expect([code, err]).toEqual([2, expect.stringContaining('--a: no export of leads covers 2026-05-01')]);
    expect(err).toContain('they cover 2026-06-01 to');
  });

  it('says of which days and how long each side is, and of leads on both', { tags: 'slow' }, async () => {
    const { out } = await funnel(['compare', demo, '--a', '2026-03', '--b', 'source=VK Реклама', '--lang', 'ru'], {
      width: 100,
    });
    expect(out).toContain('A: 01.03–31.03.2026 · B: 01.02–31.03.2026, source = VK Реклама');
    expect(out.replace(/\s/g, ' ')).toContain('за 60 д 18 ч от создания');
    expect(out).toContain('на обеих сторонах сразу лидов: 458');
  });
});
