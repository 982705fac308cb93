import { describe, expect, it } from 'vitest';
import { folder, funnel, rowsOf } from '../cli/run.js';

const COLUMNS = 'lead_id: ID, created_at: Created, status: Status, reason: Reason';
const STATUSES = 'statuses: {New: lead, Good: qualified, Called: contact, Won: deal, Lost: lost}';
const yaml = (more: string, files = `{path: crm.csv, table: crm, columns: {${COLUMNS}}}`) =>
  `files: [${files}]\n${STATUSES}\n${more}\n`;
const CRM = `ID,Created,Status,Reason,Job,Budget,Industry
1,2026-03-01,Won,,CEO,500,Shops
2,2026-03-02,Lost,Too expensive,CEO,500,Shops
3,2026-03-03,Good,,,50,Mills
4,2026-03-04,Lost,No answer,CEO,,
5,2026-03-05,Called,,,,Mills
`;
const given = (more: string, files: Record<string, string> = {}, described?: string) =>
  folder({ 'crm.csv': CRM, ...files, 'funnel.yaml': yaml(more, described) });
const STANDARD = 'standard: {role: Job, budget: {Budget: "> 100"}}';

const rows = async (report: string, path: string, ...flags: string[]) => {
  const { code, out, err } = await funnel([report, path, '--all', '-f', 'json', ...flags]);
  expect([code, code === 0 ? '' : err]).toEqual([0, '']);
  return rowsOf(out, report).map((row) => [...row.values()]);
};
const matrix = async (path: string) => (await rows('standard_matrix', path)).map((row) => row.slice(0, 3));
const said = async (...argv: string[]) => (await funnel([...argv, '--all'])).out.replace(/\s+/g, ' ');

describe('the lead standard', () => {
  it('of a bare heading a filled cell is met and a blank one says nothing; of a rule a filled one may be not met', async () => {
    expect(await rows('standard', given(STANDARD))).toEqual([
      ['role', 3, 3, 1],
      ['budget', 3, 2, 0.666667],
      ['(total)', 3, 2, 0.666667],
    ]);
  });

  it('a dash fills no cell, of no rule either, and a rule says of a box which of its words counts', async () => {
    const crm = `ID,Created,Status,Reason,Job,Demo,Prices
1,2026-03-01,New,,—,true,yes
2,2026-03-02,New,,CEO,false,нет
3,2026-03-03,New,,-,,-
`;
    const path = given(
      'standard: {role: Job, interest: [{Demo: true}, {Prices: yes}]}\nrules: {proposal: {Job: present}}',
      {
        'crm.csv': crm,
      },
    );
    const { out } = await funnel(['report', path, '--all', '-f', 'json']);
    expect(rowsOf(out, 'standard').map((row) => [...row.values()])).toEqual([
      ['role', 1, 1, 1],
      ['interest', 2, 1, 0.5],
      ['(total)', 1, 0, 0],
    ]);
    expect(
      rowsOf(out, 'stages')
        .find((row) => row.get('stage') === 'proposal')
        ?.get('reached'),
    ).toBe(1);
  });

  it('says of good leads that were rejected and of others that were accepted how many there are, in both languages', {
    tags: 'slow',
  }, async () => {
    const path = given(STANDARD);
    expect(await matrix(path)).toEqual([
      ['met', 'accepted', 1],
      ['met', 'rejected', 1],
      ['not met', 'accepted', 1],
      ['unknown', 'unreached', 1],
      ['unknown', 'open', 1],
      ['(total)', null, 5],
    ]);
    const en = await said('report', path);
    for (const words of [
      'good leads that were rejected: 1 of 1',
      'accepted: 1 of 2 accepted ones whose standard is known',
    ])
      expect(en).toContain(words);
    expect(await said('standard_matrix', path, '--lang', 'ru')).toContain('хорошие лиды, которые отклонили: 1 из 1');
    const ids = await said(...['explain', 'standard_matrix.leads', path, '--row', 'standard=not met', '--ids']);
    expect(ids).toContain('3 2026-03-03');
  });

  it('who is accepted tell a status, a date and the history, of an older download too; a rule and a call do not', {
    tags: 'slow',
  }, async () => {
    const files = `{path: crm.csv, table: crm, columns: {${COLUMNS}, proposal_at: Offered}}`;
    const crm =
      'ID,Created,Status,Reason,Job,Grade,Offered\n1,2026-03-01,Lost,Price,CEO,A,2026-03-02\n2,2026-03-01,Lost,Price,CEO,A,\n3,2026-03-01,New,,CEO,A,\n4,2026-03-01,Called,,CEO,,\n';
    const rule = `${STANDARD.replace(', budget: {Budget: "> 100"}', '')}\nrules: {qualified: {Grade: A}}`;
    expect(await matrix(given(rule, { 'crm.csv': crm }, files))).toEqual([
      ['met', 'accepted', 1],
      ['met', 'rejected', 1],
      ['met', 'open', 2],
      ['(total)', null, 4],
    ]);
    const history = `${files}, {path: log.csv, table: stage_events, columns: {lead_id: ID, entered_at: At, status: To}}`;
    const log = 'ID,At,To\n2,2026-03-01,Good\n';
    expect((await matrix(given(rule, { 'crm.csv': crm, 'log.csv': log }, history)))[0]).toEqual(['met', 'accepted', 2]);
    const list = (status: string, day: string) =>
      `ID,Created,Status,Reason,Job,Changed\n1,2026-03-01,${status},Price,CEO,${day}\n`;
    const both = ['old', 'new'].map(
      (name) => `{path: ${name}.csv, table: crm, columns: {${COLUMNS}, modified_at: Changed}}`,
    );
    const downloads = { 'old.csv': list('Good', '2026-03-02'), 'new.csv': list('Lost', '2026-03-09') };
    const path = folder({ ...downloads, 'funnel.yaml': yaml('standard: {role: Job}', both.join(', ')) });
    expect((await matrix(path))[0]).toEqual(['met', 'accepted', 1]);
  });

  it('has no matrix where the rule of qualified is the standard itself, and says why', async () => {
    const path = given(`${STANDARD}\nrules: {qualified: {Job: present, Budget: "> 100"}}`);
    const { code, err } = await funnel(['standard_matrix', path, '--all']);
    expect([code, err.replace(/\s+/g, ' ')]).toEqual([2, expect.stringContaining('held against itself')]);
    const report = await said('report', path);
    expect(report).toContain('no standard_matrix: the rule of qualified reads');
    expect(report).not.toContain('STANDARD AND WHAT SALES MADE OF IT');
  });

  it('is asked for where there is none, named where it is empty, and none of its columns may be missing', async () => {
    expect(await said('standard', given(''))).toContain('no lead standard: in funnel.yaml');
    expect((await funnel(['standard', given('standard: {}')])).err).toContain('the standard names no criterion');
    expect((await funnel(['standard', given('standard: {role: Jib}')])).err).toContain(
      'standard.role: no export has a column «Jib»',
    );
    expect((await funnel(['standard', given(STANDARD), '--basis', 'event'])).code).toBe(2);
  });
});

const ADS = 'Day,Source,Cost,Industry\n2026-03-01,VK,100,Shops\n';

describe('segments', () => {
  it('are a dimension of leads: the first rule that holds; whoever is in none stands apart', {
    tags: 'slow',
  }, async () => {
    const path = given('segments: {Retail: {Industry: Shops}, Rich: [{Budget: "> 100"}, {Industry: Mills}]}');
    const bySegment = (await rows('sources', path, '--by', 'segment')).map(([segment, , , , , leads]) => [
      segment,
      leads,
    ]);
    expect(bySegment).toEqual([
      ['Retail', 2],
      ['Rich', 2],
      ['(no segment)', 1],
      [null, 5],
    ]);
    expect((await rows('sources', path, '--where', 'segment=rich')).at(-1)?.[4]).toBe(2);
    expect(await said('sources', path, '--by', 'segment', '--lang', 'ru')).toContain('(без сегмента)');
  });

  it('leave spend as it is where its exports lack a column of theirs, and are no second dimension of that name', async () => {
    const ads = '{path: ads.csv, table: ad_stats, columns: {day: Day, source: Source, cost: Cost}}';
    const files = `{path: crm.csv, table: crm, columns: {${COLUMNS}}}, ${ads}`;
    const more = 'currency: RUB\nsegments: {Retail: {Industry: Shops}, Other: {Budget: present}}';
    const path = given(more, { 'ads.csv': ADS }, files);
    const spendOf = async (one: string) =>
      (await rows('sources', one, '--by', 'segment')).map(([segment, , spend]) => [segment, spend]);
    expect((await spendOf(path)).map(([, spend]) => spend)).toEqual([null, null, null, null]);
    const whole = given(more.replace(', Other: {Budget: present}', ''), { 'ads.csv': ADS }, files);
    expect(await spendOf(whole)).toContainEqual(['Retail', '100.00']);
    const twice = given('segments: {A: {Job: CEO}}\ndimensions: {segment: Industry}');
    expect((await funnel(['sources', twice])).err).toContain('segments are the dimension `segment` already');
  });
});
