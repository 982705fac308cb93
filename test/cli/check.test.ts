import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { WARNINGS } from '../../src/model/warnings.js';
import { zip } from '../intake/book.js';
import { ADS, folder, funnel, small, YAML } from './run.js';

const FIXTURES = join(fileURLToPath(new URL('../..', import.meta.url)), 'fixtures');

const page = async (files: Record<string, string | Uint8Array>, ...flags: string[]) => {
  const { code, out, err } = await funnel(['check', folder(files), ...flags]);
  expect(err).toBe('');
  return { code, out, words: out.replace(/\s+/g, ' ') };
};

describe('check lists every file', () => {
  it('with what each column is read as, and which are not read though they look like something', {
    tags: 'slow',
  }, async () => {
    const { words } = await page({
      ...small(),
      'crm.csv':
        'ID,Created,Status,Won Date,Qualified on\n1,2026-10-01,New,,\n2,2026-10-02,Won,2026-10-09,2026-10-03\n3,2026-10-03,Lost,2026-10-08,2026-10-04\n',
      'funnel.yaml': YAML.replace(
        /columns: \{lead_id.*\}/,
        'columns: {lead_id: ID, created_at: Created, status: Status}',
      ),
    });
    expect(words).toContain('lead_id = «ID» · created_at = «Created» · status = «Status»');
    expect(words).toContain('not read, though it looks like it: «Won Date» (closed_at), «Qualified on» (qualified_at)');
    expect(words).not.toContain('«Created» (');
  });

  it('one that is no export with what it lacks, and one that may be with what it may be', async () => {
    const { code, words } = await page({
      ...small(),
      'prices.csv': 'article,size,price\nA,1,100\nB,2,200\n',
      'visits.csv': `visitor key,arrival date,channel\n${['a1', 'b2', 'c3', 'd4'].map((key, at) => `${key},2026-10-0${at + 1},google`).join('\n')}\n`,
    });
    expect(code).toBe(1);
    expect(words).toMatch(
      /prices\.csv no export that is known: left out .*no column of spend, a status or a date of leads/,
    );
    expect(words).toMatch(
      /visits\.csv .*may be crm: lead_id = «visitor key», .*created_at = «arrival date».*funnel init drafts it/,
    );
  });

  it('where none can be used, each with what it lacks, or may be', async () => {
    const cwd = folder({
      'prices.csv': 'article,size,price\nA,1,100\nB,2,200\n',
      'visits.csv': `visitor key,arrival date,channel\n${['a1', 'b2', 'c3', 'd4'].map((key, at) => `${key},2026-10-0${at + 1},google`).join('\n')}\n`,
    });
    for (const command of ['check', 'report']) {
      const { code, err } = await funnel([command, cwd]);
      expect(code).toBe(2);
      expect(err).toMatch(/prices\.csv: .*headings «article», .*; no column of spend, a status or a date of leads/);
      expect(err).toMatch(/visits\.csv: .*may be crm: lead_id = «visitor key», .*; funnel init drafts it/);
    }
  });

  it.each(['A3-xlsx-named-csv', 'A4-html-table-named-xls'])('of %s no encoding, which nobody guessed', async (name) => {
    const { out } = await funnel(['check', join(FIXTURES, 'bad', name)]);
    expect(out).toMatch(/xlsx|html/);
    expect(out).not.toContain('read as');
  });

  it('one that funnel.yaml says is none', { tags: 'slow' }, async () => {
    const files = { ...small(), 'prices.csv': 'article,size\nA,1\n', 'funnel.yaml': `ignore: prices.csv\n${YAML}` };
    const { out } = await page(files, '--lang', 'ru');
    expect(out).not.toContain('не учтено, так как');
    expect(out).toContain('Не выгрузки, как сказано в funnel.yaml: prices.csv');
  });

  it('beside statuses that nobody has explained, which a report stops at', async () => {
    const files = { ...small(), 'funnel.yaml': YAML.replace('New: lead, ', '') };
    const { code, words } = await page(files);
    expect(code).toBe(1);
    expect(words).toContain('crm.csv');
    expect(words).toContain('statuses that funnel.yaml does not explain, so there is no report yet: «New» (1)');
    expect((await funnel(['report', folder(files)])).code).toBe(2);
  });
});

describe('check -f json', () => {
  it('tells programs what the text tells people of each file', async () => {
    const files = {
      ...small(),
      'crm.csv': 'ID,Created,Status,Won Date\n1,2026-10-01,New,\n2,2026-10-02,Won,2026-10-09\n',
      'funnel.yaml': `ignore: plan.csv\n${YAML.replace(/columns: \{lead_id.*\}/, 'columns: {lead_id: ID, created_at: Created, status: Status}')}`,
      'plan.csv': 'a,b\n1,2\n',
      'prices.csv': 'article,size,price\nA,1,100\nB,2,200\n',
      'visits.csv': `visitor key,arrival date,channel\n${['a1', 'b2', 'c3', 'd4'].map((key, at) => `${key},2026-10-0${at + 1},google`).join('\n')}\n`,
      'logo.csv': Buffer.from('89504e470d0a1a0a', 'hex'),
    };
    const { words } = await page(files);
    const { code, out } = await page(files, '-f', 'json');
    const { files: read, left_out, ignored, warnings, ledger } = JSON.parse(out);
    expect([code, ignored, ledger.length]).toEqual([1, ['plan.csv'], 2]);
    expect(read.map(({ file }: { file: string }) => file)).toEqual(ledger.map(({ file }: { file: string }) => file));
    expect(read[1]).toEqual({
      file: 'crm.csv',
      readings: ['column «Created»: dates yyyy-MM-dd'],
      columns: { lead_id: 'ID', created_at: 'Created', status: 'Status' },
      not_read: [{ heading: 'Won Date', looks_like: 'closed_at' }],
    });
    expect(left_out).toMatchObject([
      { file: 'logo.csv', headings: [], may_be: null, reason: 'this is a PNG picture, not an export' },
      { file: 'prices.csv', headings: ['article', 'size', 'price'], may_be: null, lacks: ['cost', 'status'] },
      { file: 'visits.csv', may_be: { table: 'crm', columns: { lead_id: 'visitor key', created_at: 'arrival date' } } },
    ]);
    for (const { message } of warnings) expect(words).toContain(message);
    for (const { columns, readings } of read) {
      for (const [field, heading] of Object.entries(columns)) expect(words).toContain(`${field} = «${heading}»`);
      for (const reading of readings) expect(words).toContain(reading);
    }
  });

  it('names the warnings that are known', async () => {
    const files = {
      ...small(),
      'crm.csv': 'ID,Created,Status\n1,2026-10-01,Won\n1,2026-10-02,Won\n',
      'funnel.yaml': `accept: {duplicate-leads: 5}\n${YAML.replace(/columns: \{lead_id.*\}/, 'columns: {lead_id: ID, created_at: Created, status: Status}')}`,
    };
    expect(JSON.parse((await page(files, '-f', 'json')).out).accepted).toEqual(['duplicate-leads']);
  });
});

describe('law: what check says of a file does not hang on where it is packed', () => {
  const FILES = {
    'a.csv': 'Date,Source,Spend,Deal stage\n2026-10-01,VK,10,x\n2026-10-02,VK,12,x\n',
    'b.csv': 'ID,Created,Status,Won Date\n1,2026-10-01,New,\n2,2026-10-02,Won,2026-10-09\n',
    'c.csv': 'Article,Size,Price\nA,1,100\nB,2,200\n',
    'd.csv': 'Day,Platform,Cost,Order amount\n2026-10-03,VK,5,1\n2026-10-04,VK,6,2\n',
  };
  /** The paragraph of each file, in the order of their names. */
  const paragraphs = (out: string, packed = '') =>
    out
      .replaceAll(packed, '')
      .split('\n\n')
      .filter((one) => /^\w\.csv\n/.test(one))
      .sort();

  it('in an archive, alone and beside another', { tags: 'slow' }, async () => {
    const plain = paragraphs((await page(FILES)).out);
    expect(plain).toHaveLength(4);
    const all = await zip(FILES);
    expect(paragraphs((await page({ 'all.zip': all })).out, 'all.zip/')).toEqual(plain);
    const { 'a.csv': a, ...others } = FILES;
    const parts = await page({ '1.zip': await zip({ 'a.csv': a }), '2.zip': await zip(others) });
    expect(paragraphs(parts.out.replaceAll('2.zip/', ''), '1.zip/')).toEqual(plain);
  });
});

it('a code of its own tells statuses that nobody has explained from those that were guessed', () => {
  expect(Object.keys(WARNINGS)).toEqual(expect.arrayContaining(['unknown-status', 'guessed-statuses']));
});

describe('law: what a report warns of needs a person, and check says it', () => {
  const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url));
  const all = [
    'demo',
    ...['bad', 'intake', 'sources'].flatMap((room) =>
      readdirSync(join(fixtures, room)).map((name) => join(room, name)),
    ),
  ];
  /** Every twentieth; FUNNEL_EVERY=1 goes through all of them. */
  const every = Number(process.env.FUNNEL_EVERY ?? 20);

  it.each(all.filter((_, at) => at % every === 0))('%s', { tags: 'slow' }, async (name) => {
    const path = join(fixtures, name);
    const [report, check] = [await funnel(['report', path, '-f', 'json']), await funnel(['check', path, '-f', 'json'])];
    expect([0, 2, 3]).toContain(report.code);
    // What can be read in no way is an error of both.
    if (check.code === 2) return expect(report.code).toBe(2);
    const { warnings } = JSON.parse(check.out);
    if (report.code === 0) expect(warnings).toEqual(expect.arrayContaining(JSON.parse(report.out).warnings));
    expect(check.code).toBe(warnings.length > 0 ? 1 : 0);
    if (report.code !== 0) expect(check.code).toBe(1);
  });

  it.each([
    ['nothing', small()],
    ['a source that no lead has', { ...small(), 'ads.csv': ADS.replaceAll('VK', 'Bing') }],
    ['a row without a source', { ...small(), 'ads.csv': ADS.replace(',VK,', ',,') }],
    [
      'a lost lead that is paid',
      {
        ...small(),
        'crm.csv': 'ID,Created,Status,Source,Budget,Reason,Paid\n1,2026-10-01,Lost,VK,,,2026-10-02\n',
        'funnel.yaml': YAML.replace('reason: Reason', 'reason: Reason, deal_at: Paid'),
      },
    ],
  ])('in words: %s', { tags: 'slow' }, async (_, files) => {
    const path = folder(files);
    const report = JSON.parse((await funnel(['report', path, '-f', 'json'])).out).warnings as { message: string }[];
    const check = await funnel(['check', path]);
    const words = check.out.replace(/\s+/g, ' ');
    for (const { message } of report) expect(words).toContain(message.replace(/\s+/g, ' '));
    expect(check.code).toBe(report.length > 0 ? 1 : 0);
    expect(words.includes('Nothing needs a person')).toBe(report.length === 0);
  });
});
