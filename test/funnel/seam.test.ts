import { afterAll, describe, expect, it } from 'vitest';
import { type Files, makeHarness, type Outcome } from '../intake/harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const leads = (...groups: [count: number, source: string][]): string =>
  groups
    .flatMap(([count, source]) => Array.from({ length: count }, () => source))
    .map((source, at) => `${at + 1},2026-10-01,${source},New\n`)
    .join('');
const files = (ads: string, crm: string, top = ''): Files => ({
  'crm.csv': `ID,Created,Source,Stage\n${crm}`,
  'ads.csv': `Day,Source,Cost,Clicks,Goals\n${ads}`,
  'funnel.yaml': `files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, source: Source, status: Stage}}
  - {path: ads.csv, table: ad_stats, columns: {day: Day, source: Source, cost: Cost, clicks: Clicks, actions: Goals}}
statuses: {New: lead}
${top}`,
});
const ADS = '2026-10-01,Alpha,100,1000,40\n2026-10-01,Beta,50,500,10\n';
const step = (outcome: Outcome) => [
  outcome.figures('stages', 'step_rate').lead,
  outcome.figures('stages', 'overall_rate').lead,
];
const codes = (outcome: Outcome) => outcome.warnings.filter((code) => code === 'leads-unmatched');

describe('the step from ad statistics to leads', () => {
  it('divides the leads of the sources that have statistics, and so does the share of the first stage', {
    tags: 'slow',
  }, async () => {
    const outcome = await harness.report(files(ADS, leads([20, 'Alpha'], [5, 'Beta'], [15, 'organic'])));
    expect([outcome.reached('lead'), step(outcome)]).toEqual([40, [0.5, 0.016667]]);
  });

  it('has no verdict where too few stand in what it divides', async () => {
    const ads = '2026-10-01,Alpha,100,1000,\n2026-10-01,Beta,50,20,10\n';
    const outcome = await harness.report(files(ads, leads([20, 'Alpha'], [5, 'Beta']), 'norms: {action: 0.9}\n'));
    const of = (figure: string) => outcome.figures('stages', figure).action;
    expect([of('step_rate'), of('verdict')]).toEqual([0.5, 'too few']);
  });

  it('shows the two numbers that it divides, under the table', { tags: 'slow' }, async () => {
    const folder = harness.write(files(ADS, leads([20, 'Alpha'], [5, 'Beta'], [15, 'organic'])));
    const { out } = await harness.start(['stages', folder, '--all'], folder);
    expect(out).toContain('Target action → Lead = 25 / 50: leads of the sources with statistics / theirs');
    const { out: ru } = await harness.start(
      ['stages', folder, '--all', '--lang', 'ru', '--explain', '--by', 'source'],
      folder,
    );
    expect(ru.replaceAll('\u00a0', ' ')).toContain('Alpha, Целевое действие → Лид = 20 / 40');
  });

  it('counts a source without leads as a zero, where the names of the others match', { tags: 'slow' }, async () => {
    const outcome = await harness.report(files(ADS, leads([20, 'Alpha'], [2, 'organic'])));
    expect([step(outcome), codes(outcome)]).toEqual([[0.4, 0.013333], []]);
  });

  it('is blank where names do not match, which is said with the line that joins them', { tags: 'slow' }, async () => {
    const all = files(ADS, leads([20, 'Alpha'], [5, 'Bet@']), 'norms: {lead: 0.5}\n');
    const outcome = await harness.report(all);
    expect([step(outcome), outcome.figures('stages', 'verdict').lead, codes(outcome)]).toEqual([
      [null, null],
      null,
      ['leads-unmatched'],
    ]);
    expect(outcome.json.warnings.find(({ code }) => code === 'leads-unmatched')?.message).toContain(
      'sources: {"Beta": ["Bet@"]}',
    );
    // Of the source whose leads do match it is known, and what is broken down says no zero where the whole says nothing.
    const { columns, rows } = (await harness.report(all, '--by', 'source')).json.reports.stages as {
      columns: { name: string }[];
      rows: unknown[][];
    };
    const at = columns.findIndex(({ name }) => name === 'step_rate');
    const found = Object.fromEntries(rows.flatMap((row) => (row[1] === 'lead' ? [[row[0], row[at]]] : [])));
    expect(found).toEqual({ Alpha: 0.5, Beta: null, 'Bet@': null });
    expect(step(await harness.report(all, '--where', 'source=Beta'))).toEqual([null, null]);
  });

  it('proposes no alias of statistics that name no source: whose they are is a constant of their file', {
    tags: 'slow',
  }, async () => {
    const all = files('2026-10-01,,100,1000,40\n', leads([5, 'Alpha']));
    const said = (await harness.report(all)).json.warnings.find(({ code }) => code === 'leads-unmatched');
    expect(said?.message).toContain('files: [{path: …, set: {source: "Alpha"}}]');
    const unsaid = files('2026-10-01,100,1000,40\n', leads([5, 'Alpha']));
    const ads = `${unsaid['ads.csv']}`.replace(',Source', '');
    const yaml = `${unsaid['funnel.yaml']}`.replace('day: Day, source: Source', 'day: Day');
    const named = await harness.report({ ...unsaid, 'ads.csv': ads, 'funnel.yaml': yaml });
    const next = named.json.warnings.find(({ code }) => code === 'leads-unmatched')?.message;
    expect(next).toContain('files: [{path: "ads.csv", set: {source: "Alpha"}}]');
  });

  it('divides what names no source by what names none, and where others are named it is said that they need not be one', {
    tags: 'slow',
  }, async () => {
    const all = files('2026-10-01,,100,1000,40\n', leads([6, 'Alpha'], [4, '']));
    const outcome = await harness.report(all);
    expect(step(outcome)).toEqual([0.1, 0.004]);
    expect(outcome.json.warnings.find(({ code }) => code === 'spend-unmatched')?.message).toMatch(
      /spend that names no source, and beside it leads without one \(4\), .*set: \{source: …\}/,
    );
    // Of a single firm nobody has named any source: all of it is all of it.
    const alone = await harness.report(files('2026-10-01,,100,1000,40\n', leads([10, ''])));
    expect([step(alone), codes(alone)]).toEqual([[0.25, 0.01], []]);
  });

  it('proposes no alias of leads that name no source', async () => {
    const said = (await harness.report(files(ADS, leads([5, ''])))).json.warnings.find(
      ({ code }) => code === 'leads-unmatched',
    );
    expect(said?.message).toContain('are blank; export where the leads came from');
    expect(said?.message).not.toContain('sources:');
  });

  it('a tenth of the leads may bear other sources', { tags: 'slow' }, async () => {
    expect(codes(await harness.report(files(ADS, leads([18, 'Alpha'], [2, 'Bet@']))))).toEqual([]);
    expect(codes(await harness.report(files(ADS, leads([17, 'Alpha'], [2, 'Bet@']))))).toEqual(['leads-unmatched']);
  });
});
