import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { book, zip } from '../intake/book.js';
import { ADS, CRM, folder, funnel, rowsOf, small, YAML } from './run.js';

const PRODUCTS = 'product,series,price\nA,x,5\n';
const PICTURE = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

/** The total of the small exports, whatever lies beside them. */
function spendOf(out: string): unknown {
  return rowsOf(out, 'sources')
    .find((row) => row.get('source') === '(total)')
    ?.get('spend');
}

/** What is said of files that are no exports. */
const said = (out: string): string[] =>
  (JSON.parse(out).warnings as { code: string; message: string }[]).flatMap(({ code, message }) =>
    code === 'no-export' ? [message] : [],
  );

describe('what is no export stops no folder: it is named once, with its headings, and the rest is read', async () => {
  const ones: [string, Record<string, string | Uint8Array>, string][] = [
    ['a table of something else', { 'products.csv': PRODUCTS }, 'products.csv (headings «product», «series», «price»)'],
    ['prose', { 'README.txt': 'Exports of October.\nAsk Ann.\n' }, 'README.txt'],
    ['a picture', { 'logo.csv': PICTURE }, 'logo.csv (this is a PNG picture, not an export)'],
    [
      'a zip that was cut off',
      { 'old.zip': (await zip({ 'a.csv': ADS })).subarray(0, 40) },
      'old.zip (this zip file is damaged',
    ],
    ['an empty file', { 'empty.csv': '' }, 'empty.csv (the file is empty)'],
    ['a page', { 'page.csv': '<!doctype html><html><body>Log in</body></html>' }, 'page.csv (this is HTML or XML'],
    [
      'a workbook of prices',
      {
        'prices.xlsx': await book([
          {
            name: 'Prices',
            rows: [
              ['Article', 'Size'],
              ['a', 'b'],
            ],
          },
        ]),
      },
      'prices.xlsx (headings «Article», «Size»)',
    ],
    [
      'bytes that are no text',
      { 'bytes.csv': Buffer.from([1, 2, 3, 4, 44, 5, 10]) },
      'bytes.csv (holds control characters',
    ],
  ];
  /** All of them beside one another. */
  const check = funnel(['check', folder(Object.assign(small(), ...ones.map(([, files]) => files)))]);
  it.each(ones)('%s', { tags: 'slow' }, async (_, files, message) => {
    const path = folder({ ...small(), ...files });
    const { code, out, err } = await funnel(['report', path, '-f', 'json']);
    expect(code).toBe(0);
    expect(spendOf(out)).toBe('250.14');
    expect(said(out)).toHaveLength(1);
    expect(said(out)[0]).toContain(message);
    expect(err).toContain(message);
    const checked = await check;
    expect(checked.code).toBe(1);
    expect(checked.out.replace(/\s+/g, ' ')).toContain(message);
  });

  it.each([
    ['prose and a picture', ones.slice(1, 3)],
    ['a page and a workbook', ones.slice(5, 7)],
  ])('every format says it, and whoever wants no warnings gets an error: %s', { tags: 'slow' }, async (_, some) => {
    const path = folder(Object.assign(small(), ...some.map(([, files]) => files)));
    const [table, csv] = [await funnel(['report', path]), await funnel(['report', path, '-f', 'csv'])];
    for (const [, , message] of some) {
      expect(table.out.replace(/\s+/g, ' ')).toContain(message);
      expect(csv.err).toContain(message);
    }
    expect((await funnel(['report', path, '--strict'])).code).toBe(2);
  });

  it('several of them in one warning', { tags: 'slow' }, async () => {
    const path = folder({ ...small(), 'products.csv': PRODUCTS, 'a.csv': 'x,y\n1,2\n' });
    const { out } = await funnel(['report', path, '-f', 'json']);
    expect(said(out)).toHaveLength(1);
    expect(said(out)[0]).toMatch(/a\.csv .*products\.csv /);
  });

  it('one entry of an archive', async () => {
    const archive = await zip({ 'ads.csv': ADS, 'prices.csv': PRODUCTS, 'logo.csv': PICTURE, 'blank.csv': '' });
    const path = folder({ 'crm.csv': CRM, 'funnel.yaml': YAML, 'exports.zip': archive });
    const { out } = await funnel(['report', path, '-f', 'json']);
    expect(spendOf(out)).toBe('250.14');
    expect(said(out)[0]).toMatch(/exports\.zip\/blank\.csv.*exports\.zip\/logo\.csv.*exports\.zip\/prices\.csv/);
  });

  it('a file that may not be read', async () => {
    const path = folder({ ...small(), 'closed.csv': ADS });
    chmodSync(join(path, 'closed.csv'), 0);
    symlinkSync(join(path, 'gone'), join(path, 'link.csv'));
    const { code, out } = await funnel(['report', path, '-f', 'json', '--config', join(path, 'funnel.yaml')]);
    // Root may read whatever there is.
    if (process.getuid?.() !== 0) expect(said(out)[0]).toContain('closed.csv (cannot be read (EACCES))');
    else expect(code).toBe(2);
  });
});

describe('an error stays one, and all of them are told together, where a figure would be wrong without the file', () => {
  const broken = (text: string) => Buffer.concat([Buffer.from(text), Buffer.from([0]), Buffer.from('\n')]);
  it.each([
    [
      'an export that is known, with bytes in it that are no text',
      { 'more.csv': broken('Day,Campaign,Cost,Clicks\n2026-10-01,a,1,') },
    ],
    ['what the configuration describes', { 'ads.csv': 'Day,Source\n2026-10-01,VK\n' }],
  ])('%s', async (_, files) => {
    const { code, err } = await funnel(['report', folder({ ...small(), ...files })]);
    expect(code).toBe(2);
    expect(err).toContain(Object.keys(files)[0]);
  });

  it('a file that was given by its own name', async () => {
    const path = folder({ ...small(), 'products.csv': PRODUCTS });
    const names = ['crm.csv', 'ads.csv', 'products.csv'].map((name) => join(path, name));
    const { code, err } = await funnel(['report', ...names]);
    expect(code).toBe(2);
    expect(err).toMatch(
      /products\.csv: not an export that is known: headings «product»[\s\S]*ignore: \["products\.csv"\]/,
    );
  });

  it('nothing that can be used: every file is named, each with what to do', async () => {
    const path = folder({ 'products.csv': PRODUCTS, 'notes.txt': 'a;b\n1;2\n', 'logo.csv': PICTURE });
    for (const command of ['report', 'check']) {
      const { code, err } = await funnel([command, path]);
      expect(code).toBe(2);
      expect(err).toMatch(/no file here is an export[\s\S]*logo\.csv: [\s\S]*notes\.txt: [\s\S]*products\.csv: /);
    }
    expect((await funnel(['report', path, '--lang', 'ru'])).err).toContain('ни один файл здесь не годится');
  });

  it('several at once', async () => {
    const path = folder({ ...small(), 'crm.csv': 'ID\n1\n', 'ads.csv': 'Day\n2026-10-01\n' });
    const { err } = await funnel(['report', path]);
    expect(err).toMatch(/2 files cannot be read[\s\S]*ads\.csv: [\s\S]*crm\.csv: /);
  });
});

describe('left out without a word is what funnel.yaml says is no export', () => {
  const silent = async (files: Record<string, string | Uint8Array>, isBeside = true) => {
    const path = folder(files);
    const { code, out, err } = await funnel(['report', path, '-f', 'json']);
    expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
    expect(said(out)).toEqual([]);
    expect(spendOf(out)).toBe('250.14');
    if (!isBeside) return;
    // The same where the configuration alone says what to read.
    const own = await funnel(['report', '-f', 'json'], { cwd: path });
    expect(JSON.parse(own.out).warnings).toEqual(JSON.parse(out).warnings);
  };
  const others = { 'products.csv': PRODUCTS, 'README.txt': 'Hello\n' };
  it.each([
    ['ignore, by names and patterns', { 'funnel.yaml': `ignore: ["*.txt", products.csv]\n${YAML}` }],
    ['ignore, one alone', { 'funnel.yaml': `ignore: "[Rp]*"\n${YAML}` }],
    [
      'table: none',
      {
        'funnel.yaml': YAML.replace(
          'files:',
          'files:\n  - {path: products.csv, table: none}\n  - {path: "*.txt", table: none}',
        ),
      },
    ],
  ])('%s', { tags: 'slow' }, (_, files) => silent({ ...small(), ...others, ...files }));

  it('the files of rates, holidays and look-ups', { tags: 'slow' }, () =>
    silent({
      ...small(),
      'rates.csv': 'date,currency,rate\n2026-10-01,USD,90\n',
      'holidays.csv': 'day\n2026-01-01\n',
      'sources.csv': 'Code,Name\nVK,VK\nGoogle,Google\n',
      'funnel.yaml': `rates: rates.csv\nsla: {response: 15m, calendar: {holidays: holidays.csv}}\nlookups: {source: {file: sources.csv, key: Code, value: Name}}\n${YAML}`,
    }),
  );

  it('one sheet of a workbook', async () => {
    const sheets = [
      {
        name: 'Spend',
        rows: ADS.trim()
          .split('\n')
          .map((line) => line.split(',')),
      },
      {
        name: 'Plan',
        rows: [
          ['Day', 'Source', 'Cost'],
          ['2026-10-01', 'VK', '1000'],
        ],
      },
    ];
    const yaml = YAML.replace(
      '  - path: ads.csv\n',
      '  - {path: ads.xlsx, sheet: Plan, table: none}\n  - path: ads.xlsx\n    sheet: Spend\n',
    );
    const { 'crm.csv': crm } = small();
    const path = folder({ 'crm.csv': crm as string, 'ads.xlsx': await book(sheets), 'funnel.yaml': yaml });
    const { out } = await funnel(['report', path, '-f', 'json']);
    expect(spendOf(out)).toBe('250.14');
    expect(out).not.toContain('Plan');
  });

  it('a sheet of a workbook of which nothing else is said', async () => {
    const sheet = (name: string, cost: string) => ({
      name,
      rows: [
        ['Day', 'Campaign', 'Currency code', 'Impr.', 'Clicks', 'Cost'],
        ['2026-10-01', 'brand', 'RUB', '10', '3', cost],
      ],
    });
    const yaml = YAML.replace(
      / {2}- path: ads\.csv[\s\S]*(?=statuses)/,
      '  - {path: ads.xlsx, sheet: Old, table: none}\n',
    );
    const { 'crm.csv': crm } = small();
    const workbook = await book([sheet('New', '250.14'), sheet('Old', '1000')]);
    await silent({ 'crm.csv': crm as string, 'ads.xlsx': workbook, 'funnel.yaml': yaml }, false);
    const asked = (entry: string) =>
      funnel(['sources', folder({ 'crm.csv': crm as string, 'ads.xlsx': workbook, 'funnel.yaml': entry })]);
    const mistyped = await asked(yaml.replace('sheet: Old', 'sheet: Odl'));
    expect([mistyped.code, mistyped.err]).toEqual([2, expect.stringContaining('«Old»')]);
    // Of several workbooks not each need have it.
    const pattern = await asked(yaml.replace('ads.xlsx, sheet: Old', 'ads*.xlsx, sheet: Odl'));
    expect(pattern.err).not.toContain('Odl');
  });

  it('an entry of an archive', async () => {
    const archive = await zip({ 'ads.csv': ADS, 'prices.csv': PRODUCTS });
    await silent({ 'crm.csv': CRM, 'exports.zip': archive, 'funnel.yaml': `ignore: prices.csv\n${YAML}` }, false);
  });

  it('where nothing remains, it is said who left it out', async () => {
    const { code, err } = await funnel(['report', folder({ ...small(), 'funnel.yaml': 'ignore: "*.csv"\n' })]);
    expect(code).toBe(2);
    expect(err).toMatch(/funnel\.yaml says of all of them that they are none: ads\.csv, crm\.csv/);
  });
});

describe('lookups', () => {
  const offices = 'Agent;Office\nann;Berlin\nBOB;Rome\n';
  const yaml = `dimensions: {office: Agent}
lookups: {office: {file: offices.csv, key: Agent, value: Office}}
${YAML}`;
  const crm = CRM.split('\n')
    .map((line, at) => (line === '' ? '' : `${line},${['Agent', 'Ann', 'Bob', 'Ann', 'Eve'][at]}`))
    .join('\n');

  it('name a dimension by what its words stand for; a word that is not there stays, and is said', {
    tags: 'slow',
  }, async () => {
    const path = folder({ ...small(), 'crm.csv': crm, 'offices.csv': offices, 'funnel.yaml': yaml });
    const { out } = await funnel(['sources', path, '-f', 'json', '--by', 'office']);
    const leads = new Map<unknown, number>();
    for (const row of rowsOf(out, 'sources'))
      if (!String(row.get('source')).startsWith('('))
        leads.set(row.get('office'), (leads.get(row.get('office')) ?? 0) + Number(row.get('leads')));
    expect([...leads].sort()).toEqual([
      ['Berlin', 2],
      ['Eve', 1],
      ['Rome', 1],
    ]);
    const { warnings } = JSON.parse(out) as { warnings: { code: string; message: string; count: number }[] };
    expect(warnings.find(({ code }) => code === 'not-looked-up')).toMatchObject({
      count: 1,
      message: expect.stringContaining('«Eve»'),
    });
  });

  it('find words whatever blanks and invisible characters stand in them, here or there', async () => {
    const odd = crm
      .replace('Ann', 'Ann\u200b Lee')
      .replace('Ann\n', 'ann\u00a0\u00a0LEE\n')
      .replace('Bob', 'B\u00adob');
    const words = 'Agent;Office\n ANN\u2009lee ;\u00a0Berlin\u200b \nBOB\ufeff;Rome\n';
    const path = folder({ ...small(), 'crm.csv': odd, 'offices.csv': words, 'funnel.yaml': yaml });
    const { out } = await funnel(['sources', path, '-f', 'json', '--by', 'office']);
    const offices = new Set(rowsOf(out, 'sources').map((row) => row.get('office')));
    expect([offices.has('Berlin'), offices.has('Rome'), offices.has('Eve')]).toEqual([true, true, true]);
    expect((JSON.parse(out) as { warnings: { code: string; count: number }[] }).warnings).toContainEqual(
      expect.objectContaining({ code: 'not-looked-up', count: 1 }),
    );
  });

  it('name a field, a status too, before anything is made of it', { tags: 'slow' }, async () => {
    const path = folder({
      ...small(),
      'crm.csv': CRM.replace(',New,', ',S1,')
        .replace(',Won,', ',S2,')
        .replace(',Lost,', ',S3,')
        .replace(',Qualified,', ',S4,'),
      'stages.csv': 'id,label\nS1,New\nS2,Won\nS3,Lost\nS4,Qualified\n',
      'funnel.yaml': `lookups: {status: {file: stages.csv, key: id, value: label}}\n${YAML}`,
    });
    const plain = await funnel(['report', folder(small()), '-f', 'csv']);
    expect((await funnel(['report', path, '-f', 'csv'])).out).toBe(plain.out);
  });

  it.each([
    [
      'a column that is not there',
      'Agent,Ofice\nAnn,Berlin\n',
      /offices\.csv: has no column «Office» \(lookups\.office\)[\s\S]*did you mean «Ofice»/,
    ],
    [
      'a word that stands for two things',
      `${offices}Ann;Paris\n`,
      /offices\.csv: «ann» stands twice under «Agent»: for «Berlin» and for «Paris»/,
    ],
    ['nothing', '', /offices\.csv: the file is empty/],
  ])('of %s are an error', async (_, content, message) => {
    const { code, err } = await funnel([
      'report',
      folder({ ...small(), 'crm.csv': crm, 'offices.csv': content, 'funnel.yaml': yaml }),
    ]);
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringMatching(message) });
  });

  it('of a name that is neither a field nor a dimension are an error', async () => {
    const path = folder({ ...small(), 'funnel.yaml': 'lookups: {manger: {file: a.csv, key: A, value: B}}\n' });
    expect((await funnel(['report', path])).err).toMatch(/no field or dimension `manger`[\s\S]*manager/);
  });
});
