import { describe, expect, it } from 'vitest';
import { requireYears } from '../../src/intake/recognise/short-years.js';
import { folder, funnel } from '../cli/run.js';

const asks = (cells: readonly string[], others: readonly string[] = [], file = 'ads.csv', dates?: string) => {
  const settings = {
    path: file,
    table: [],
    entity: 'lead',
    columns: new Map(),
    set: new Map(),
    concatenated: false,
    dates,
  } as const;
  return () => requireYears('Month', cells, { file, preamble: [], settings, others: () => others });
};

describe('two digits after the name of a month are a year', () => {
  it.each<[why: string, cells: string[], others?: string[]]>([
    ['where the other dates of the file are of it', ['Oct 26'], ['2026-10-01']],
    ['or of the year beside it', ['Dec 25'], ['05.01.2026']],
    ['where other months are written whole', ['окт. 26', 'ноябрь 2026']],
    ['where no month has such a day', ['Oct 99']],
    ['where the months follow each other', ['Sep-26', 'Oct-26']],
    ['and over the end of a year', ['Jan 26', 'Dec 25', 'Nov 25']],
    ['where an apostrophe says so', ["Oct '12"]],
    ['where four digits say so', ['Oct 2012']],
  ])('%s', (_, cells, others) => {
    expect(asks(cells, others)).not.toThrow();
  });

  it('where the name of the file states its days, or funnel.yaml its form', () => {
    expect(asks(['Oct 26'], [], 'spend_2026-10-01_2026-10-31.csv')).not.toThrow();
    expect(asks(['Oct 12'], [], 'ads.csv', 'dd.MM.yy')).not.toThrow();
  });
});

describe('two digits after the name of a month are asked about', () => {
  it.each<[why: string, cells: string[], others?: string[]]>([
    ['where nothing tells', ['Oct 12']],
    ['in every language', ['окт 12']],
    ['and however they are joined', ['Oct-12']],
    ['where the other dates are of another year', ['Oct 12'], ['2026-10-01']],
    ['though months follow each other then', ['Oct 12', 'Nov 12'], ['2026-10-01']],
    ['where they are days of one month', ['Oct 12', 'Oct 19', 'Oct 26']],
    ['where they are days of two', ['Sep 28', 'Oct 05', 'Oct 12']],
    ['where one month lacks', ['Aug 12', 'Oct 12']],
    ['where a whole year beside them is another', ['Oct 12', 'Nov 2026']],
  ])('%s', (_, cells, others) => {
    expect(asks(cells, others)).toThrow(/may be of the year 20\d\d, or day \d+ of a month/);
  });
});

it('a month that may be a day stops the report, with what to type', async () => {
  const ads = 'Month,Source,Spend\nOct 12,Social,60\nOct 12,Search,30\n';
  const { code, err } = await funnel(['report', folder({ 'ads.csv': ads }), '--all']);
  expect([code, err]).toEqual([
    2,
    expect.stringMatching(/ads\.csv: «Month»: «Oct 12» may be of the year 2012, or day 12 of a month\n.*four digits/),
  ]);
});
