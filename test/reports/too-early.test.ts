import { afterAll, describe, expect, it } from 'vitest';
import { makeHarness, type Outcome } from '../intake/harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const DAY = 86_400_000;
const day = (number: number) => new Date(Date.UTC(2026, 0, 1) + number * DAY).toISOString().slice(0, 10);

/** Leads of a day, of a source: how many, their status, and after how many days they qualified and were closed. */
type Group = [
  made: number,
  from: string,
  count: number,
  status: string,
  qualified: number | null,
  closed: number | null,
];
const crm = (groups: readonly Group[], last: number): string => {
  const lines = groups.flatMap(([made, from, count, status, qualified, closed]) =>
    Array.from({ length: count }, () =>
      [
        day(made),
        day(last),
        from,
        status,
        status === 'Sold' ? '100' : '',
        ...[qualified, closed].map((after) => (after === null ? '' : day(made + after))),
      ].join(','),
    ),
  );
  return ['id,born,touched,from,stage,paid,good,shut', ...lines.map((line, at) => `${at + 1},${line}`)].join('\n');
};
const yaml = (more = '') => `files:
  - {path: crm.csv, table: crm, columns: {lead_id: id, created_at: born, modified_at: touched, source: from, status: stage, qualified_at: good, closed_at: shut, revenue: paid}}
  - {path: ads.csv, table: ad_stats, columns: {day: Day, source: From, cost: Cost}}
statuses: {New: lead, Good: qualified, Sold: deal, Gone: {lost: lead}}
norms: {qualified: 50%, deal: 90%}
${more}`;
const ADS = `Day,From,Cost\n${day(0)},VK,100\n${day(0)},Radio,900\n`;
const report = (groups: readonly Group[], last: number, more = '') =>
  harness.report({ 'crm.csv': crm(groups, last), 'ads.csv': ADS, 'funnel.yaml': yaml(more) }, '--all');

/** Of 200 leads that had all the time: 40 sold on days 10 and 20, 60 were lost at once. */
const RIPE: Group[] = [
  [0, 'Radio', 40, 'Sold', 1, 10],
  [0, 'Radio', 40, 'Sold', 2, 20],
  [0, 'VK', 60, 'Gone', null, 1],
  [0, 'VK', 60, 'Sold', 5, 20],
];
const YOUNG: Group[] = [...RIPE, [95, 'VK', 30, 'New', null, null], [95, 'Radio', 5, 'Good', 1, null]];
const cells = (outcome: Outcome, figure: string) => outcome.figures('stages', figure);

describe('too early', () => {
  it('is who is open and younger than nine of ten of those who came took', { tags: 'slow' }, async () => {
    const found = await report(YOUNG, 100);
    expect(cells(found, 'too_early')).toMatchObject({ lead: null, qualified: 0, deal: 5 });
    // 30 of the 235 leads are new for five days, which is what the last tenth of the qualified took.
    expect(cells(await report(YOUNG, 99), 'too_early')).toMatchObject({ qualified: 30, deal: 5 });
    expect(cells(await report(YOUNG, 99), 'verdict')).toMatchObject({ qualified: 'too early', deal: 'above' });
  });

  it('keeps a source from its verdict where more than a tenth of its leads may yet become deals', {
    tags: 'slow',
  }, async () => {
    const verdicts = async (last: number) => (await report(YOUNG, last)).figures('sources', 'verdict');
    expect(await verdicts(114)).toMatchObject({ VK: 'too early', Radio: 'dear_weak' });
    // On the twentieth day they are as old as deals become.
    expect(await verdicts(115)).toMatchObject({ VK: 'cheap_qualified', Radio: 'dear_weak' });
  });

  it('goes before what later stages alone tell of a source: more of it is to come', { tags: 'slow' }, async () => {
    const implied: Group[] = YOUNG.map((group) => (group[1] === 'VK' ? group.with(4, null) : group) as Group);
    const verdicts = async (last: number) =>
      (await report(implied, last, 'maturity: {deal: 20d}\n')).figures('sources', 'verdict');
    expect(await verdicts(114)).toMatchObject({ VK: 'too early' });
    expect(await verdicts(115)).toMatchObject({ VK: 'unproven' });
  });

  it('is what funnel.yaml says, where it says it', { tags: 'slow' }, async () => {
    const found = await report(YOUNG, 130, 'maturity: {deal: 60d}');
    expect(cells(found, 'too_early')).toMatchObject({ qualified: 0, deal: 5 });
    expect(found.figures('sources', 'verdict')).toMatchObject({ VK: 'too early' });
    expect(cells(await report(YOUNG, 155, 'maturity: {deal: 60d}'), 'too_early')).toMatchObject({ deal: 0 });
  });

  it('is unknown where fewer than thirty leads with dates came, or more than a tenth have none', {
    tags: 'slow',
  }, async () => {
    const few = await report(
      [
        [0, 'VK', 29, 'Sold', 1, 10],
        [0, 'VK', 40, 'New', null, null],
      ],
      20,
    );
    expect(cells(few, 'too_early')).toMatchObject({ qualified: null, deal: null });
    const undated = (without: number): Group[] => [
      [0, 'VK', 40, 'Sold', 1, 10],
      [0, 'VK', without, 'Sold', 1, null],
      [5, 'VK', 20, 'Good', 1, null],
    ];
    expect(cells(await report(undated(4), 10), 'too_early')).toMatchObject({ deal: 20 });
    expect(cells(await report(undated(5), 10), 'too_early')).toMatchObject({ deal: null });
    const folder = harness.write({ 'crm.csv': crm(undated(5), 10), 'ads.csv': ADS, 'funnel.yaml': yaml() });
    const { out } = await harness.start(['stages', folder, '--all'], folder);
    expect(out.replaceAll(/\s+/g, ' ')).toContain(
      'how long deals take is unknown (more than a tenth of the deals or of the lost leads have no date): nothing is called too early; maturity: {deal: 60d} in funnel.yaml says it',
    );
  });

  it('is the state of a whole period of whose leads more than a tenth may yet become deals, and of no other', {
    tags: 'slow',
  }, async () => {
    const folder = harness.write({
      'crm.csv': crm([...YOUNG, [45, 'VK', 30, 'New', null, null]], 121),
      'ads.csv': `${ADS}${day(120)},VK,1\n`,
      'funnel.yaml': yaml('maturity: {deal: 60d}'),
    });
    const { out } = await harness.start(['sources', folder, '--all', '--period', 'month', '-f', 'csv', '-q'], folder);
    const states = out
      .split('\n')
      .filter((line) => line.includes('(total)'))
      .map((line) => [line.slice(0, 7), line.split(',').at(-1)]);
    // Who was made in February is older than 60 days; in April there was nobody, and May has begun.
    expect(states).toEqual([
      ['2026-01', 'whole'],
      ['2026-02', 'whole'],
      ['2026-04', 'too early'],
      ['2026-05', 'partial'],
    ]);
  });

  it('tells how long leads took from stage to stage: half of them, nine of ten, and of how many', {
    tags: 'slow',
  }, async () => {
    const found = await report(RIPE, 100);
    const of = (figure: string) => cells(found, figure);
    expect([of('median_seconds').qualified, of('p90_seconds').qualified, of('timed').qualified]).toEqual([
      2 * 86_400,
      5 * 86_400,
      140,
    ]);
    // From the last known stage before it: 9, 18 and 15 days.
    expect([of('median_seconds').deal, of('p90_seconds').deal, of('timed').deal]).toEqual([
      15 * 86_400,
      18 * 86_400,
      140,
    ]);
  });
});
