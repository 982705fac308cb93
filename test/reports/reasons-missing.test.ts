import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, funnel } from '../cli/run.js';

const ROWS = '1,2026-10-01,New,\n2,2026-10-02,Lost,\n3,2026-10-03,Lost,\n';
const files = (rows = ROWS, columns = '') => ({
  'crm.csv': `ID,Created,Status,Why\n${rows}`,
  'funnel.yaml': `files: [{path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status${columns}}}]\nstatuses: {New: lead, Won: deal, Lost: lost}\n`,
});
const SAID =
  'no export has a column of reasons: why 2 leads were lost is not told; name it under reason in funnel.yaml';
const inOneLine = (out: string) => out.replaceAll(/\s+/g, ' ');

describe('where leads are lost and no export has a column of reasons', () => {
  const path = folder(files());
  const run = (...argv: string[]) => funnel(argv);

  it('JSON says so', { tags: 'slow' }, async () => {
    const { warnings } = JSON.parse((await run('report', path, '-f', 'json')).out);
    expect(warnings).toContainEqual({ code: 'reasons-missing', message: SAID, count: 2 });
  });

  it('a table says so below the report, and what is empty beside it', async () => {
    const said = inOneLine((await run('report', path)).out);
    expect([said.split(SAID).length, said.includes('no rows no export has a column of reasons')]).toEqual([2, true]);
  });

  it('CSV says so beside it: in run.json and on stderr', { tags: 'slow' }, async () => {
    expect((await run('report', path, '-f', 'csv', '--section', 'sources')).err).toContain(SAID);
    const out = join(folder({}), 'out/');
    expect((await run('report', path, '-f', 'csv', '-o', out)).err).toContain(SAID);
    expect(readFileSync(join(out, 'run.json'), 'utf8')).toContain(SAID);
  });

  it('check says so, and that a person is needed', async () => {
    const { out, code } = await run('check', path);
    expect([code, inOneLine(out).includes(SAID)]).toEqual([1, true]);
  });

  it('--strict takes it for an error, by its name too', async () => {
    for (const flag of ['--strict', '--strict=reasons-missing']) expect((await run('report', path, flag)).code).toBe(2);
  });
});

it.each([
  ['nobody is lost', files('1,2026-10-01,New,\n2,2026-10-02,Won,\n')],
  ['there is a column, though it is empty', files(ROWS, ', reason: Why')],
  [
    'nothing tells who is lost',
    {
      ...files(),
      'funnel.yaml': 'files: [{path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created}}]\n',
    },
  ],
])('nothing is said of reasons where %s', { tags: 'slow' }, async (_, of) => {
  const { out, err, code } = await funnel(['report', folder(of), '-f', 'json']);
  expect([code, code === 0 ? '' : err]).toEqual([0, '']);
  expect(JSON.parse(out).warnings.map(({ code: one }: { code: string }) => one)).not.toContain('reasons-missing');
});

describe('where one of two lists of leads has no column of reasons', () => {
  const two = (south: string) =>
    folder({
      'north.csv': 'ID,Created,Status,Why\n1,2026-10-01,Lost,Too dear\n2,2026-10-02,Lost,\n3,2026-10-03,Won,\n',
      'south.csv': `No,Stage\n${south}`,
      'funnel.yaml': `files:
  - {path: north.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status, reason: Why}}
  - {path: south.csv, table: crm, columns: {lead_id: No, status: Stage}}
statuses: {New: lead, Won: deal, Lost: lost}
kpi: {sales: {lost_without_reason: 5%}}
`,
    });
  const json = async (path: string) => {
    const { findings, warnings, reports } = JSON.parse((await funnel(['report', path, '--all', '-f', 'json'])).out);
    return { warnings, findings: JSON.stringify(findings), scored: reports.scorecard.rows[0].slice(0, 3) };
  };

  it('nobody is blamed for reasons that were not exported, and their share is unknown', async () => {
    const { findings, warnings, scored } = await json(two('11,Lost\n12,Lost\n13,New\n'));
    const said = { code: 'reasons-missing', count: 2, message: expect.stringContaining('why 2 leads were lost') };
    expect(warnings).toContainEqual(said);
    expect(findings).not.toContain('No reason');
    expect(scored).toEqual(['sales', 'lost_without_reason', null]);
  });

  it.each([
    ['a second list of the same leads has one', '1,Lost\n2,Lost\n3,Won\n'],
    ['none of them was lost', '11,New\n12,Won\n'],
  ])('it is known where %s', { tags: 'slow' }, async (_, south) => {
    const { findings, warnings, scored } = await json(two(south));
    expect(JSON.stringify(warnings)).not.toContain('reasons-missing');
    expect(findings).toContain('No reason is given for 1 of 2 lost leads');
    expect(scored).toEqual(['sales', 'lost_without_reason', 0.5]);
  });
});
