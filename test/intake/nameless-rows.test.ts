import { afterAll, describe, expect, it } from 'vitest';
import { adsYaml, expectRefused, makeHarness } from './harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const YAML = adsYaml({ day: 'date', campaign: 'campaign', cost: 'cost', clicks: 'clicks' });
const sheet = (...rows: string[]) => `campaign,date,cost,clicks\n${rows.map((row) => `${row}\n`).join('')}`;
const [A, B, C] = ['A,2026-01-01,10.00,1', 'B,2026-01-02,20.00,2', 'C,2026-01-03,30.00,3'];

describe('a row of a sheet that names neither a day nor anything else', () => {
  const SUMS: [where: string, text: string][] = [
    ['above the rows', sheet(',,60.00,6', A, B, C)],
    ['below them', sheet(A, B, C, ',,60.00,6')],
    ['among them', sheet(A, ',,60.00,6', B, C)],
    ['with its clicks alone', sheet(A, B, C, ',,,6')],
    ['off by a kopeck per row', sheet(A, B, C, ',,60.03,6')],
    [
      'with a currency',
      `campaign,date,cost,clicks,currency\n${[A, B, C].map((row) => `${row},EUR\n`).join('')},,60.00,6,EUR\n`,
    ],
  ];
  it.each(SUMS)('is their total where it is their sum, %s', { tags: 'slow' }, async (_where, text) => {
    const outcome = await harness.strictly({ 'a.csv': text });
    expect([outcome.total('spend'), outcome.ledger.total, outcome.ledger.used]).toEqual(['60.00', 1, 3]);
    expect(outcome.warnings.filter((code) => /total|rest/.test(code))).toEqual([]);
  });

  const OTHERS: [what: string, text: string, line: number][] = [
    ['a part of them', sheet(A, B, C, ',,25.00,2'), 5],
    ['the rest of merged cells', sheet(A, ',,20.00,2', C), 3],
    ['twice the sum', sheet(A, B, C, ',,60.00,6', ',,60.00,6'), 5],
  ];
  it.each(OTHERS)('is neither counted nor left out where it is %s', { tags: 'slow' }, async (_what, text, line) => {
    expectRefused(
      await harness.strictly({ 'a.csv': text }),
      new RegExp(`a\\.csv: line ${line}: \\d rows? without any name or day, not the sum of the others`),
    );
  });

  it('is the same where funnel.yaml names the columns', async () => {
    const outcome = await harness.strictly({ 'a.csv': sheet(A, B, C, ',,60.00,6'), 'funnel.yaml': YAML });
    expect([outcome.total('spend'), outcome.ledger.total]).toEqual(['60.00', 1]);
    expectRefused(
      await harness.strictly({ 'a.csv': sheet(A, B, ',,7.00,1'), 'funnel.yaml': YAML }),
      /without any name/,
    );
  });

  it('changes nothing where it holds no amount', { tags: 'slow' }, async () => {
    const outcome = await harness.strictly({ 'a.csv': sheet(A, B, C, ',,0,0') });
    expect(outcome.total('spend')).toBe('60.00');
  });

  it('is a row where a column that is read names it', { tags: 'slow' }, async () => {
    const text = 'date,source,campaign,cost\n2026-01-01,Ads,A,10.00\n2026-01-02,Ads,B,20.00\n2026-01-03,,,30.00\n';
    const outcome = await harness.strictly({ 'a.csv': text });
    expect([outcome.total('spend'), outcome.ledger.total]).toEqual(['60.00', 0]);
  });

  it('is spend of an unknown source where the source is all that names a row', { tags: 'slow' }, async () => {
    const outcome = await harness.strictly({
      'a.csv': 'Источник;Клики;Расход\nЯндекс;10;100,00\nVK;20;50,00\n;3;15,00\n',
    });
    expect([outcome.total('spend'), outcome.ledger.total]).toEqual(['165.00', 0]);
  });
});

describe('a row that is by chance the sum of the others', () => {
  it.each([
    ['a nameless total', sheet(A, B, C, ',,60.00,6')],
    ['a total with a label', sheet(A, B, C, 'Total,,60.00,6')],
  ])('is not warned of where %s agrees with all of them', { tags: 'slow' }, async (_, text) => {
    expect((await harness.strictly({ 'a.csv': text })).warnings).not.toContain('row-equals-the-rest');
  });

  it('is none where the total does not know of it: then the file is refused', async () => {
    const outcome = await harness.strictly({ 'a.csv': sheet(A, B, C, 'Total,,30.00,3') });
    expectRefused(outcome, /add up to 60\.00, 2 times its own total of 30\.00/);
  });
});

describe('a list in which each row is a lead', () => {
  it('has none in the sums below its groups, which say neither when nor whence nor how it stands', async () => {
    const board =
      'Name,Stage,Added,Source,Value\nA,Won,2026-10-01,Radio,100\nB,New,2026-10-02,Radio,200\n,,,,300\nC,New,,,50\n,,,,50\n';
    const columns = 'lead_id: $row, status: Stage, created_at: Added, source: Source, revenue: Value';
    const outcome = await harness.report({
      'a.csv': board,
      'funnel.yaml': `files: [{path: a.csv, table: crm, columns: {${columns}}}]\nstatuses: {Won: deal, New: lead}\n`,
    });
    expect(['leads', 'deals', 'revenue'].map(outcome.total)).toEqual([3, 1, '100.00']);
    expect(outcome.ledger.total).toBe(2);
  });
});
