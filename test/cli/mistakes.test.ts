import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ADS, CRM, folder, funnel, small, YAML } from './run.js';

type Files = Record<string, string | Uint8Array>;

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const OLE = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1000)]);
const yaml = (wrong: string, right: string): Files => ({ ...small(), 'funnel.yaml': YAML.replace(wrong, right) });
const more = (line: string): Files => ({ ...small(), 'funnel.yaml': `${YAML}${line}\n` });
const RUSSIAN_DATES = { 'crm.csv': CRM.replaceAll(/2026-10-0(\d) /g, (_, day) => `1${day}.10.2026 `), 'ads.csv': ADS };

/** Words are parted by blanks; what is quoted is one word. */
const words = (line: string): string[] => [...line.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word);

/** What a new user types; what is said, of what and where; what stands behind the arrow; what is typed then. */
type Line = [typed: string, says: string, proposes: string, next: string, exports?: Files];
const LINES: Record<string, Line[]> = {
  'a path': [
    ['report exprots', 'exprots: there is no such', 'exports', 'report exports'],
    ['report exports/crm.scv', 'exports/crm.scv', 'exports/crm.csv', 'report exports/crm.csv exports/ads.csv'],
    ['report crm.csv', 'crm.csv', 'exports/crm.csv', 'report exports/crm.csv exports/ads.csv'],
    ['report .\\exports', '.\\exports', './exports', 'report ./exports'],
    ['report My exports', 'My: there is no such', '"My exports"', 'report "My exports"'],
    ['report exports/*.tsv', 'no file matches', 'exports/crm.csv', 'report exports/crm.csv exports/ads.csv'],
    [
      'report exports/crm.csv, exports/ads.csv',
      'crm.csv,',
      'exports/crm.csv?',
      'report exports/crm.csv exports/ads.csv',
    ],
    ['report', 'no exports were given', 'funnel report ', 'report exports'],
    ['report https://example.com/crm.csv', 'an address', 'download it', 'report exports'],
    ['report exports exports/crm.csv', 'given twice', 'give it once', 'report exports'],
    ['report exports exports', 'exports/ads.csv: is given twice', 'give it once', 'report exports'],
    ['report ""', 'an empty path', '.', 'report exports'],
    ['report .', 'no exports in this folder', 'funnel report "My exports" exports', 'report exports'],
    [
      'report exports/funnel.yaml',
      'is the configuration',
      '--config exports/funnel.yaml',
      'report exports --config exports/funnel.yaml',
    ],
  ],
  'a command': [
    ['reprot exports', 'unknown command reprot', 'report', 'report exports'],
    ['exports/', 'is a path', 'funnel report exports/', 'report exports/'],
    ['отчёт exports', 'отчёт', 'report', 'report exports'],
    ['help reprot', 'unknown command reprot', 'help report', 'help report'],
    ['version', 'unknown command', '--version', '--version'],
    ['explode exports', 'unknown command', 'funnel report', 'report exports'],
  ],
  'an option': [
    ['report exports --mont 2026-10', '--mont', '--month', 'report exports --month 2026-10'],
    ['report exports --group-by source', '--group-by', '--by', 'report exports --by source'],
    ['report exports -by source', '-by', '--by', 'report exports --by source'],
    ['report exports –by source', '–by: there is no such', '--by?', 'report exports --by source'],
    ['report exports —month 2026-10', '—month', '--month?', 'report exports --month 2026-10'],
    ['--format csv', '--format', 'funnel report exports/ --format csv', 'report exports/ --format csv'],
    ['check exports --by source', '--by', 'funnel report', 'report exports --by source'],
    ['report exports --guess=deal', '--guess=deal: expected lead', '--guess=lead', 'report exports --guess=lead'],
    ['report exports --guess lead', '--guess takes its value after a =', '--guess=lead', 'report exports --guess=lead'],
    ['report exports --excel en', '--excel', '--excel=en', 'report exports --excel=en'],
    ['report exports --by --month 2026-10', '--by', 'funnel report --help', 'report --help'],
    ['report exports --period', '--period', 'month', 'report exports --period month'],
    ['report exports --hlep', '--hlep', '--help', 'report exports --help'],
    [
      'report exports --month 2026-09 --month 2026-10',
      '--month 2026-09 and --month 2026-10 at once',
      'keep one',
      'report exports --month 2026-10',
    ],
    ['report exports --config exports/funnel.yaml --no-config', '--no-config', 'keep one', 'report exports'],
    ['report exports --strict=all', '--strict all', '--strict', 'report exports --strict=duplicate-leads'],
    ['formats yandex', 'yandex', 'yandex-direct or yandex-metrica', 'formats yandex-direct'],
  ],
  'a value': [
    ['report exports --format=excel', '--format excel', '-o report.xlsx', 'report exports -o report.xlsx'],
    ['report exports --period monthly', 'monthly', '--period month', 'report exports --period month'],
    ['report exports --section source', 'source', 'sources', 'report exports --section sources'],
    ['report exports --from 01.10.2026', '01.10.2026', '--from 2026-10-01', 'report exports --from 2026-10-01'],
    [
      'report exports --from 2026-10-04 --to 2026-10-01',
      'is after',
      '--from 2026-10-01 --to 2026-10-04',
      'report exports --from 2026-10-01 --to 2026-10-04',
    ],
    ['report exports --month октябрь', 'октябрь', '--month 2026-10', 'report exports --month 2026-10'],
    ['report exports --from 2026-10', '--from 2026-10', '--month 2026-10', 'report exports --month 2026-10'],
    ['report exports --to 2026-10-32', '--to 2026-10-32', '--to 2026-10-31', 'report exports --to 2026-10-31'],
    ['report exports --from today', '--from today', '--last 1d', 'report exports --last 1d'],
    ['report exports --week 40', '--week 40', '--week 2026-W40', 'report exports --week 2026-W40'],
    ['report exports --week last', '--week last', '--week 2026-W39', 'report exports --week 2026-W39'],
    ['report exports --month this', '--month this', '--month 2026-10', 'report exports --month 2026-10'],
    ['report exports --last "2 weeks"', '--last 2 weeks', '--last 2w', 'report exports --last 2w'],
    ['report exports --as-of 04.10.2026', '04.10.2026', '--as-of 2026-10-04', 'report exports --as-of 2026-10-04'],
    ['report exports --as-of tomorrow', 'tomorrow', '--as-of now', 'report exports --as-of 2026-10-04'],
    ['report exports --timezone UTC+3', 'UTC+3', 'Europe/Moscow', 'report exports --timezone Etc/GMT-3'],
    ['report exports --timezone МСК', 'МСК', '--timezone Europe/Moscow', 'report exports --timezone Europe/Moscow'],
    ['report exports --currency рубли', 'рубли', '--currency RUB', 'report exports --currency RUB'],
    ['report exports --by Источник', 'Источник', 'source', 'report exports --by source'],
    ['report exports --by month', 'month', '--period month', 'report exports --period month'],
    ['report exports --by source,', '--by source,', '--by source', 'report exports --by source'],
    ['report exports --period campaign', 'campaign', '--by campaign', 'report exports --by campaign'],
    ['report exports --where campaign', '--where campaign', '--by campaign', 'report exports --by campaign'],
    [
      'report exports --where campaign=',
      '--where campaign=',
      '"campaign=(no campaign)"',
      'report exports --where "campaign=(no campaign)"',
    ],
    [
      'report exports --where "campaign like autumn"',
      'campaign like autumn',
      '--where campaign=autumn',
      'report exports --where campaign=autumn',
    ],
    ['report exports --where leads>3', 'leads>3', 'only = and !=', 'report exports --where source!=VK'],
    ['report exports --threads two', 'two', '--threads 2', 'report exports --threads 2'],
    ['report exports --where source:VK', 'source:VK', '--where source=VK', 'report exports --where source=VK'],
    ['report exports --where sorce=VK', 'sorce', 'source', 'report exports --where source=VK'],
    ['report exports --where campaign=осень', 'campaign = осень', 'autumn', 'report exports --where campaign=autumn'],
    ['report exports --max-rejects 0.05', '0.05', '--max-rejects 5%', 'report exports --max-rejects 5%'],
    ['report exports --memory 2', '--memory 2', '--memory 2GB', 'report exports --memory 2GB'],
    ['report exports --lang russian', '--lang russian', '--lang ru', 'report exports'],
    [
      'report exports --strict=duplicate-lead',
      'duplicate-lead',
      'duplicate-leads',
      'report exports --strict=duplicate-leads',
    ],
  ],
  'what the file itself tells': [
    ['report exports --dates DD.MM.YYYY', 'DD.MM.YYYY', '--dates dd.MM.yyyy', 'report exports --dates dd.MM.yyyy'],
    ['report exports --dates mdy', 'crm.csv', 'leave out --dates', 'report exports', { ...small(), ...RUSSIAN_DATES }],
    ['report exports --decimal ,', 'ads.csv', 'leave out --decimal', 'report exports'],
    ['report exports --decimal comma', '--decimal comma', '--decimal ,', 'report exports'],
    [
      'report exports --delimiter semicolon',
      'divided by comma, not by semicolon',
      'leave out --delimiter',
      'report exports',
    ],
    ['report exports --encoding utf-16le', 'is utf-8, not utf-16le', 'leave out --encoding', 'report exports'],
    [
      'report exports --encoding ansi',
      '--encoding ansi',
      '--encoding windows-1251',
      'report exports --encoding windows-1251',
    ],
  ],
  'funnel.yaml': [
    [
      'report exports --config exports/funel.yaml',
      'no such configuration',
      'exports/funnel.yaml',
      'report exports --config exports/funnel.yaml',
    ],
    [
      'report exports --config exports',
      'exports: is a folder',
      '--config exports/funnel.yaml',
      'report exports --config exports/funnel.yaml',
    ],
  ],
  'a file': [
    [
      'report exports/new.csv',
      'the file is empty',
      'download the export again',
      'report exports',
      { ...small(), 'new.csv': '' },
    ],
    [
      'report exports/report.csv',
      'this is a PDF',
      'funnel formats',
      'formats amocrm',
      { ...small(), 'report.csv': '%PDF-1.7\n' },
    ],
    ['report exports/screen.png', 'a PNG picture', 'funnel formats', 'formats', { ...small(), 'screen.png': PNG }],
    [
      'report exports/deals.xls',
      'an old Excel file',
      'save it as .xlsx',
      'report exports',
      { ...small(), 'deals.xls': OLE },
    ],
    [
      'report exports/deals.xlsx',
      'protected by a password',
      'take the password off',
      'report exports',
      { ...small(), 'deals.xlsx': Buffer.concat([OLE, Buffer.from('EncryptedPackage', 'utf16le')]) },
    ],
  ],
  'an output': [
    ['report exports -o exports/crm.csv', 'one of the inputs', 'another name', 'report exports -o other.csv'],
    ['report exports -o report.tsv', 'not written as .tsv', '--out report.csv', 'report exports --out report.csv'],
    ['report exports -o report.ods', 'not written as .ods', '--out report.xlsx', 'report exports --out report.xlsx'],
    [
      'report exports -o report.xlsx -f csv',
      'two formats',
      '--out report.csv',
      'report exports -f csv --out report.csv',
    ],
    ['report exports -f csv -o out.json', 'two formats', '--out out.csv', 'report exports -f csv --out out.csv'],
    ['report exports --excel -o out.json', 'two formats', '--out out.csv', 'report exports --excel --out out.csv'],
    ['report exports --excel -f json', 'two formats', 'leave out one of them', 'report exports --excel'],
    ['report exports -o ""', '--out ""', '--out report/', 'report exports --out report/'],
    ['report exports -o report.pdf', 'not written as .pdf', '.txt', 'report exports -o report.txt'],
  ],
};

/** Exports with something wrong in them, or in the funnel.yaml beside them; as they are once somebody did what was said. */
type Folder = [exports: Files, says: string, proposes: string, mended: Files, typed?: string];
const FOLDERS: Folder[] = [
  [small(), 'no rate for RUB', 'rates: {RUB:', more('rates: {RUB: 0.01}'), 'report exports --currency USD'],
  [yaml('  - path: crm', '\t- path: crm'), 'line 3', 'indent with blanks', small()],
  [yaml('    table: crm', '   table: crm'), 'line 4', 'begin in one column', small()],
  [yaml('lead_id: ID', 'lead_id: "ID'), 'line 5: " opens here', 'close it in the same line', small()],
  [yaml('currency: RUB', 'currency:RUB'), 'line 1', 'a blank after the colon', small()],
  [more('colour: red'), 'line 10: unknown key `colour`', 'known: timezone, currency', small()],
  [yaml('statuses', 'status'), 'line 9', '`statuses`', small()],
  [yaml('table: crm', 'tabel: crm'), 'line 4', '`table`', small()],
  [yaml('table: crm', 'table: leads'), 'line 4', '`crm`', small()],
  [yaml('Won: deal', 'Won: won'), 'line 9: statuses.Won', '`deal`', small()],
  [yaml('statuses: {', 'statuses: ['), 'line 9', 'close', small()],
  [more('statuses: {New: lead}'), 'stands twice', 'line 9: keep one', small()],
  [yaml('status: Status', 'stage: Status'), 'crm has no field `stage`', 'status, pipeline', small()],
  [yaml('lead_id: ID', 'lead_id: Lead ID'), 'crm.csv: has no column «Lead ID»', '«ID»', small()],
  [yaml('lead_id: ID', 'ID: lead_id'), 'crm has no field `ID`', '`lead_id: ID`', small()],
  [yaml('lead_id: ID', 'lead_id: «ID»'), 'crm.csv: has no column', '«ID»', small()],
  [
    yaml('New: lead, Qualified: qualified, Won: deal, Lost: lost', 'lead: New, qualified: Qualified, deal: Won'),
    'line 9: statuses: stages stand where statuses are expected',
    'the status of the CRM first',
    small(),
  ],
  [yaml('currency: RUB', 'currency: [RUB]'), 'line 1: currency', '`RUB`', small()],
  [yaml('currency: RUB', 'currency:\u00a0RUB'), 'line 1: a blank that does not break', 'type a blank', small()],
  [{ ...small(), 'funnel.yaml': 'files: [crm.csv]\n' }, 'line 1: files[0]', '- path: crm.csv', small()],
  [yaml('    table: ad_stats', '    format: google'), 'unknown format: google', 'google-ads', small()],
  [
    yaml('    table: ad_stats', '    table: ad_stats\n    period: 2026-10'),
    'line 8: files[1].period',
    '{from: 2026-10-01, to: 2026-10-31}',
    yaml('    table: ad_stats', '    table: ad_stats\n    period: {from: 2026-10-01, to: 2026-10-31}'),
  ],
  [
    yaml('    table: ad_stats', '    table: ad_stats\n    period: {from: 01.10.2026, to: 2026-10-31}'),
    'line 8: files[1].period.from',
    '`2026-10-01`',
    yaml('    table: ad_stats', '    table: ad_stats\n    period: {from: 2026-10-01, to: 2026-10-31}'),
  ],
  [yaml('    table: ad_stats', '    table: ad_stats\n    micros: no'), 'line 8: files[1].micros', '`false`', small()],
  [more('vat: included'), 'line 10: vat', '`excluded`', more('vat: excluded')],
  [more('lang: russian'), 'line 10: lang', '`ru`', more('lang: en')],
  [
    more('rules: {qualified: {Budget: ">> 0"}}'),
    'found «>> 0»',
    '"> 1000.5"',
    more('rules: {qualified: {Budget: "> 0"}}'),
  ],
  [more('exclude: Test'), 'line 10: exclude', '{Source: [Test]}', more('exclude: {Source: [Test]}')],
  [more('norms: {qualified: 80}'), 'line 10: norms.qualified', '`80%`', more('norms: {qualified: 80%}')],
  [more('timezone: Europe/Moskow'), 'line 10', '`Europe/Moscow`', more('timezone: Europe/Moscow')],
  [yaml('RUB', 'руб'), 'line 1', '`RUB`', small()],
  [more('rates: {USD: 92 руб}'), 'line 10: rates.USD', '`92`', more('rates: {USD: 92}')],
  [more('rates: {USD: "92,5"}'), 'line 10: rates.USD', '`92.5`', more('rates: {USD: 92.5}')],
  [
    more('rates: kurs.csv'),
    'kurs.csv: there is no such file: `rates`',
    'from the folder of funnel.yaml on',
    { ...more('rates: kurs.csv'), 'kurs.csv': 'date,currency,rate\n2026-10-01,USD,92.5\n' },
  ],
  [more('dimensions: {product: Product}'), 'dimensions.product', '«Reason»', more('dimensions: {product: Reason}')],
  [
    { ...small(), 'crm.csv': CRM.replace('Qualified', 'Contacted') },
    'statuses that funnel.yaml does not explain: 1',
    'Contacted: contact',
    { ...yaml('Lost: lost', 'Lost: lost, Contacted: contact'), 'crm.csv': CRM.replace('Qualified', 'Contacted') },
  ],
  [{ 'crm.csv': CRM, 'ads.csv': ADS, 'funnel.yaml.txt': YAML }, 'funnel.yaml.txt', 'rename it to funnel.yaml', small()],
  [
    { ...small(), 'ads (1).csv': ADS },
    'given twice',
    'ignore: ["ads (1).csv"]',
    { ...more('ignore: ["ads (1).csv"]'), 'ads (1).csv': ADS },
  ],
  [{ 'notes.md': '# hi' }, 'no exports in this folder', 'put the CSV files', small()],
  [{ 'prices.csv': 'product,series,price\na,b,1\n' }, 'not an export that is known', 'ignore: ["prices.csv"]', small()],
];

/** A folder to stand in, with the exports in `exports`, in `My exports` too. */
function place(files: Files): string {
  const cwd = folder({});
  mkdirSync(join(cwd, 'exports'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, 'exports', name), content);
  cpSync(join(cwd, 'exports'), join(cwd, 'My exports'), { recursive: true });
  return cwd;
}

const tried = new Map<string, ReturnType<typeof funnel>>();

/** Options of which a line has one: where the days, the filter and the output are said in several ways, they are said once. */
const KIND: Record<string, string> = {
  ...{ '--from': 'days', '--to': 'days', '--month': 'days', '--week': 'days', '--last': 'days', '--as-of': 'days' },
  ...{ '-o': 'out', '--out': 'out', '-f': 'out', '--format': 'out', '--excel': 'out' },
};
const kindsIn = (line: string): string[] =>
  [...line.matchAll(/ (--?[a-z][a-z-]*)/g)].map(([, option = '']) => KIND[option] ?? option);

/** What is right to type over the small exports, several options in one line: each is read by itself, and each must be right. */
const TOGETHER = new Map<string, string>();
const OPTIONS_ALONE = /^report exports (-.*)$/;
const parts = new Set(
  Object.values(LINES)
    .flat()
    .flatMap(([, , , next, files]) => (files === undefined && OPTIONS_ALONE.test(next) ? [next] : [])),
);
const batches: string[][] = [];
for (const next of parts) {
  const taken = (batch: string[]) => batch.flatMap(kindsIn).some((kind) => kindsIn(next).includes(kind));
  const batch = batches.find((one) => !taken(one)) ?? [];
  if (batch.length === 0) batches.push(batch);
  batch.push(next);
}
for (const batch of batches)
  for (const next of batch)
    TOGETHER.set(next, `report exports ${batch.map((one) => OPTIONS_ALONE.exec(one)?.[1]).join(' ')}`);

/** Types something that is right, once. */
async function expectToWork(next: string, files: Files): Promise<void> {
  const line = (isSmall(files) && TOGETHER.get(next)) || next;
  const key = JSON.stringify([line, files]);
  const running = tried.get(key) ?? funnel(words(line), { cwd: place(files), env: { LANG: 'en' } });
  tried.set(key, running);
  const { code, err } = await running;
  expect([line, err]).toEqual([line, expect.not.stringContaining('→')]);
  expect(code).toBe(0);
}
const isSmall = (files: Files): boolean => JSON.stringify(files) === JSON.stringify(small());

async function expectTold(line: string, files: Files, says: string, proposes: string): Promise<void> {
  const cwd = place(files);
  const said = async (lang: string) => {
    const { code, out, err } = await funnel(words(line), { cwd, env: { LANG: lang } });
    expect(out).toBe('');
    const [, what = '', hint = ''] = /^([\s\S]*?)\n\s+→ ([\s\S]*)$/.exec(err) ?? [];
    return { code, what, hint };
  };
  const [en, ru] = [await said('en'), await said('ru')];
  expect(en.what).toContain(says);
  expect(en.hint).toContain(proposes);
  expect(en.code).toBeGreaterThan(1);
  expect(ru).toEqual({
    code: en.code,
    what: expect.stringMatching(/[а-яё]{3}/i),
    hint: expect.stringMatching(/[а-яё]{3}/i),
  });
}

describe.each(Object.entries(LINES))('%s that is mistaken is told with what to type, and that works', (_, lines) => {
  it.each(lines)('funnel %s (%s)', async (typed, says, proposes, next, files = small()) => {
    await expectTold(typed, files, says, proposes);
    await expectToWork(next, files);
  });
});

describe('what is wrong with a file is told with what to write, and that works', () => {
  it.each(FOLDERS.map(([files, says, ...rest]) => [says, files, ...rest] as const))(
    '%s',
    { tags: 'slow' },
    async (says, files, proposes, mended, typed = 'report exports') => {
      await expectTold(typed, files, says, proposes);
      await expectToWork(typed, mended);
    },
  );
});
