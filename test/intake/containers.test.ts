import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../src/error.js';
import { open } from '../../src/intake/open/opened.js';
import { Budget, unzstd } from '../../src/intake/open/unpack.js';
import { shortDemo } from '../cli/short-demo.js';
import { book, zip } from './book.js';
import { adsYaml, expectRefused, type Files, makeHarness } from './harness.js';

const { report, strictly, write, remove, start } = makeHarness();
afterAll(remove);

const bad = fileURLToPath(new URL('../../fixtures/bad/', import.meta.url));
const ADS = 'Day,Source,Cost,Clicks\n2026-10-01,VK,10.50,3\n2026-10-02,VK,2.25,1\n';

const SHORT = shortDemo();
const SHORT_PATH = write(SHORT);
/** The demo in short, each of its exports turned into something else. */
async function demoAs(turn: (name: string, bytes: Buffer, rows: string[][]) => Promise<[string, Buffer] | null>) {
  const files: Record<string, string | Uint8Array> = {};
  for (const [name, bytes] of Object.entries(SHORT)) {
    const [opened] = name.endsWith('.csv') ? await open(join(SHORT_PATH, name), name) : [];
    const delimiter =
      name.startsWith('google') || name === 'meta-leads.csv' ? '\t' : name === 'meta-ads.csv' ? ',' : ';';
    const rows: string[][] = opened
      ? parse(opened.bytes, { delimiter, relax_column_count: true, relax_quotes: true })
      : [];
    // A line of too few cells is none; in a sheet it would be a lead without a date of creation.
    const whole = name.startsWith('amocrm') ? rows.filter((row) => row.length === rows[0]?.length) : rows;
    const turned = opened ? await turn(name, bytes, whole) : null;
    if (turned) files[turned[0]] = turned[1];
    else if (!opened)
      files[name] = bytes.toString('utf8').replace('amocrm_export_leads_*.csv', 'amocrm_export_leads_*');
  }
  return files;
}

const reportsOf = async (files: Files) => JSON.stringify((await strictly(files)).json.reports);

describe('the demo gives the same figures', () => {
  let plain = '';
  beforeAll(async () => {
    plain = await reportsOf(await demoAs(async (name, bytes) => [name, bytes]));
  }, 60_000);

  it('from one zip of everything', { tags: 'slow' }, async () => {
    const { 'funnel.yaml': yaml = '', ...exports } = SHORT;
    expect(await reportsOf({ 'all.zip': await zip(exports), 'funnel.yaml': yaml })).toBe(plain);
  });

  it('from workbooks of their cells', { tags: 'slow' }, async () => {
    const files = await demoAs(async (name, _, rows) => [
      name.replace('.csv', '.xlsx'),
      await book([{ name: 'Sheet0', rows }]),
    ]);
    expect(await reportsOf(files)).toBe(plain);
  });

  it('from pages with their cells in a table', { tags: 'slow' }, async () => {
    const escaped = (cell: string) => cell.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>');
    const files = await demoAs(async (name, _, rows) => {
      const lines = rows.map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`);
      const page = `<meta http-equiv="Content-type" content="text/html;charset=UTF-8" />\n<table>${lines.join('\n')}</table>`;
      return [name.replace('.csv', '.xls'), Buffer.from(page)];
    });
    expect(await reportsOf(files)).toBe(plain);
  });
});

describe('A3: a container is known by its content', () => {
  it.each([
    ['A3-gzip-named-csv', 'utf-8'],
    ['A3-zstd-named-csv', 'utf-8'],
    ['A3-zip-of-one-export', 'utf-8'],
    ['A3-xlsx-named-csv', 'xlsx'],
  ])('%s is read', { tags: 'slow' }, async (name, encoding) => {
    const folder = join(bad, name);
    const outcome = await start(['report', folder, '-f', 'json', '--all'], folder);
    expect(outcome.total('spend')).toBe('12.75');
    expect(outcome.ledger).toMatchObject({ encoding, used: 2 });
  });

  it.each([
    ['A3-old-excel', /old Excel file \(xls\)/],
    ['A3-open-document', /OpenDocument/],
  ])('%s is refused by what it is', async (name, words) => {
    const folder = join(bad, name);
    expectRefused(await start(['report', folder, '-f', 'json'], folder), words);
  });

  it.each([
    ['a Word document', { 'word/document.xml': '<a/>' }, /Word document/],
    ['a binary workbook', { 'xl/workbook.bin': 'x' }, /xlsb/],
    ['a zip of pictures', { 'a.png': 'x', 'b.png': 'y' }, /no exports in this zip/],
  ])('%s is refused by what it is', async (_, files, words) => {
    expectRefused(await strictly({ 'a.csv': await zip(files) }), words);
  });

  it('names each export of an archive, and leaves the rest of it alone', { tags: 'slow' }, async () => {
    const files = { 'b.csv': ADS.replaceAll('VK', 'Meta'), 'a.csv': ADS, 'notes.pdf': 'x', '__MACOSX/._a.csv': 'x' };
    const outcome = await strictly({ 'all.zip': await zip(files), 'funnel.yaml': adsYaml().replace('*.csv', '*.zip') });
    expect(outcome.json.ledger.map(({ file }) => file)).toEqual(['all.zip/a.csv', 'all.zip/b.csv']);
    expect(outcome.total('spend')).toBe('25.50');
  });

  it('refuses what is packed into itself again and again, what is cut off, and what a byte of has changed', async () => {
    let nested: Uint8Array = Buffer.from(ADS);
    for (let depth = 0; depth < 6; depth++) nested = gzipSync(nested);
    expectRefused(await strictly({ 'a.csv': nested }), /packed too many times/);
    const whole = gzipSync(ADS);
    expectRefused(await strictly({ 'a.csv': whole.subarray(0, whole.length - 12) }), /gzip file is damaged or cut off/);
    const archive = await zip({ 'a.csv': ADS });
    expectRefused(await strictly({ 'a.csv': archive.subarray(0, archive.length - 30) }), /damaged or cut off/);
    const changed = Buffer.from(archive);
    changed[changed.indexOf('a.csv') + 12] = (changed[changed.indexOf('a.csv') + 12] as number) ^ 0x55;
    expectRefused(await strictly({ 'a.csv': changed }), /damaged or cut off/);
  });

  it('refuses a zip whose directory and files do not agree on a name: an export would be passed over', async () => {
    const archive = await zip({ 'a.csv': ADS, 'b.csv': ADS.replaceAll('VK', 'Meta') });
    const directory = archive.indexOf('PK\u0001\u0002', 0, 'latin1');
    archive.write('x', archive.indexOf('b.csv', directory) + 2, 'latin1');
    expectRefused(await strictly({ 'all.zip': archive }), /zip file is damaged/);
  });

  it('refuses a zstd file of which any bit has changed', { tags: 'slow' }, async () => {
    const good = readFileSync(join(bad, 'A3-zstd-named-csv', 'spend.csv'));
    const text = await unzstd(good, 'a.zst', new Budget(good.length));
    expect(text.toString()).toBe(ADS);
    for (let bit = 0; bit < good.length * 8; bit++) {
      const changed = Buffer.from(good);
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      const read = await unzstd(changed, 'a.zst', new Budget(good.length)).catch((error: unknown) => error);
      if (Buffer.isBuffer(read)) expect(read.equals(text)).toBe(true);
      else expect(read).toBeInstanceOf(UserError);
    }
  });

  it('refuses two files of one name: one of them would be read in place of both', async () => {
    const archive = await zip({ 'a.csv': ADS, 'b.csv': ADS.replaceAll('VK', 'Meta') });
    for (let at = archive.indexOf('b.csv'); at >= 0; at = archive.indexOf('b.csv', at))
      archive.write('a', at, 'latin1');
    expectRefused(await strictly({ 'all.zip': archive }), /holds two files called a\.csv[\s\S]*unpack/);
  });

  it('refuses a workbook whose row would be longer than any memory', async () => {
    const cell = 'x'.repeat(100_000);
    const rows = [['Day', 'Source', 'Cost', 'Clicks'], Array.from({ length: 300 }, () => cell)];
    expectRefused(await strictly({ 'a.xlsx': await book([{ name: 'A', rows }]) }), /more than 1 GB/);
  });

  it('reads a file in an archive by the entry that names it, in whatever folder it lies there', async () => {
    const yaml = 'currency: RUB\nfiles: [{path: spend.csv, vat: 20%}, {path: sprend.csv, vat: 10%}]\n';
    const outcome = await strictly({ 'all.zip': await zip({ 'экспорт/spend.csv': ADS }), 'funnel.yaml': yaml });
    expect(outcome.total('spend')).toBe('10.63');
    expect(outcome.json.warnings.find(({ code }) => code === 'files-not-found')?.message).toContain('sprend.csv');
  });

  it('says so where a name leads out of the archive', async () => {
    for (const name of ['../a.csv', '/etc/a.csv']) {
      const archive = await zip({ ['x'.repeat(name.length)]: ADS });
      for (let at = archive.indexOf('x'.repeat(name.length)); at >= 0; at = archive.indexOf('xxxxx', at))
        archive.write(name, at, 'latin1');
      expectRefused(await strictly({ 'all.zip': archive }), /leads out of the archive/);
    }
  });

  it('refuses a bomb before it is unpacked', async () => {
    const archive = await zip({ 'a.csv': ADS });
    const directory = archive.indexOf('PK\u0001\u0002', 0, 'latin1');
    archive.writeUInt32LE(1.5 * 2 ** 30, directory + 24);
    expectRefused(await strictly({ 'a.csv': archive }), /more than 150 times its size/);
  });

  it('refuses a bomb of rows that are all alike before it fills the memory, and reads what shrinks as exports do', {
    tags: 'slow',
  }, async () => {
    const rows = (times: number) => `${ADS}${'2026-10-01,VK,0.00,0\n'.repeat(times)}`;
    for (const pack of [gzipSync, async (text: string) => zip({ 'a.csv': text })])
      expectRefused(await strictly({ 'a.csv': await pack(rows(4_000_000)) }), /more than 150 times its size/);
    expect((await strictly({ 'a.csv': gzipSync(rows(1000)) })).total('spend')).toBe('12.75');
  });
});

describe('A4: HTML', () => {
  it('that is a table is an export', async () => {
    const folder = join(bad, 'A4-html-table-named-xls');
    const outcome = await start(['report', folder, '-f', 'json', '--all'], folder);
    expect(outcome.total('spend')).toBe('12.75');
    expect(outcome.figures('sources', 'visits')).toMatchObject({ 'Директ & Ко': 4 });
  });

  it('that was cut off is refused: its last cell may be half of a number', async () => {
    const page =
      '<table><tr><th>Day<th>Source<th>Cost<th>Clicks<tr><td>2026-10-01<td>VK<td>1<td>3<tr><td>2026-10-02<td>VK<td>20';
    expectRefused(
      await report({ 'a.xls': page, 'funnel.yaml': adsYaml().replace('*.csv', '*.xls') }),
      /HTML file is damaged or cut off/,
    );
  });

  it('with a cell over several rows is refused: its rows would be shifted', async () => {
    const page =
      '<table><tr><th>Day<th>Source<th>Cost<th>Clicks<tr><td rowspan=2>2026-10-01<td>VK<td>1<td>3<tr><td>Meta<td>200<td>4</table>';
    expectRefused(
      await report({ 'a.xls': page, 'funnel.yaml': adsYaml().replace('*.csv', '*.xls') }),
      /merged over rows 2 to 3/,
    );
  });

  it('in the encoding that it names is read in it', async () => {
    const page =
      '<html><head><meta charset="windows-1251"></head><table><tr><th>Day<th>Source<th>Cost<th>Clicks<tr><td>2026-10-01<td>??<td>10,50<td>3</table>';
    const bytes = Buffer.from(page, 'latin1');
    bytes.set([0xc2, 0xca], bytes.indexOf('??'));
    const outcome = await report({ 'a.csv': bytes, 'funnel.yaml': adsYaml() });
    expect(outcome.figures('sources', 'spend')).toMatchObject({ ВК: '10.50' });
  });

  it.each(['A4-login-page', 'A4-xml'])('that is no table (%s) is a download that failed', async (name) => {
    const folder = join(bad, name);
    expectRefused(
      await start(['report', folder, '-f', 'json'], folder),
      /HTML or XML, not an export[\s\S]*download it again/,
    );
  });
});

describe('A13: standard input', () => {
  async function* piped(...chunks: string[]) {
    for (const chunk of chunks) yield Buffer.from(chunk);
  }

  it('is read once, beside files', async () => {
    const folder = write({ 'more.csv': ADS.replaceAll('VK', 'Meta') });
    const outcome = await start(['report', '-', 'more.csv', '-f', 'json', '--all'], folder, {
      input: () => piped(ADS.slice(0, 30), ADS.slice(30)),
    });
    expect(outcome.total('spend')).toBe('25.50');
    expect(outcome.json.ledger.map(({ file }) => file)).toEqual(['-', 'more.csv']);
  });

  it('may be a container too', async () => {
    async function* packed() {
      yield gzipSync(ADS);
    }
    const outcome = await start(['report', '-', '-f', 'json', '--all'], write({}), { input: packed });
    expect(outcome.total('spend')).toBe('12.75');
  });

  it('without anything in it is refused, and so is the same twice', async () => {
    const folder = write({});
    expectRefused(await start(['report', '-'], folder), /nothing is piped[\s\S]*for example/);
    expectRefused(await start(['report', '-'], folder, { input: () => piped() }), /nothing came by standard input/);
    expectRefused(await start(['report', '-', '-'], folder, { input: () => piped(ADS) }), /given twice/);
  });
});
