import { afterAll, describe, expect, it } from 'vitest';
import { UserError } from '../../src/error.js';
import { decode } from '../../src/intake/open/encoding.js';
import { ENCODINGS, type Encoding, encodingNamed } from '../../src/model/dialect.js';
import { adsYaml, expectBuckets, expectRefused, makeHarness } from './harness.js';
import { described, isRefused, makeReader } from './reader.js';
import { cp1251, highHalf, single } from './text.js';

const harness = makeHarness();
afterAll(harness.remove);
const read = makeReader(harness.base);

const utf8 = (text: string) => Buffer.from(text, 'utf8');
const utf16le = (text: string) => Buffer.from(text, 'utf16le');
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
const MARK = '\ufeff';

// Written out: the decoder of Node 20 takes windows-1252 for Latin-1, and the tests must not.
const SIGNS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const cp1252 = single(SIGNS + highHalf('iso-8859-1').slice(32));
const koi8r = single(highHalf('koi8-r'));
const ibm866 = single(highHalf('ibm866'));

const RUSSIAN = 'Дата;Кампания;Расход\n02.03.2026;«Осень» — скидки;1200,50\n13.03.2026;Ёлки №5;300\n';
const WESTERN = 'Date;Campagne;Coût\n02/03/2026;Été à Genève;1200,50\n13/03/2026;Münchner Café – 5 €;300\n';
const russian = described('ad_stats', { day: 'Дата', campaign: 'Кампания', cost: 'Расход' });
const western = described('ad_stats', { day: 'Date', campaign: 'Campagne', cost: 'Coût' });
const cells = (text: string) =>
  text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(';'));

/** The cells of a file that must be read, and the encoding that was found. */
async function readAs(bytes: Uint8Array, settings = russian, encoding?: Encoding) {
  const result = await read(bytes, settings, encoding === undefined ? {} : { encoding });
  if (isRefused(result)) throw new Error(`refused: ${result.message}`);
  return { cells: result.rows.map((row) => row.cells), encoding: result.loaded.encoding };
}

const refused = async (bytes: Uint8Array, encoding?: Encoding) => {
  const result = await read(bytes, russian, encoding === undefined ? {} : { encoding });
  if (!isRefused(result)) throw new Error(`was read as ${result.loaded.encoding}`);
  return result;
};

describe('an encoding is told by the bytes', () => {
  const readable: [string, Uint8Array, string][] = [
    ['UTF-8', utf8(RUSSIAN), 'utf-8'],
    ['UTF-8 with its mark', utf8(MARK + RUSSIAN), 'utf-8'],
    ['UTF-8 with its mark twice', utf8(MARK + MARK + RUSSIAN), 'utf-8'],
    ['UTF-16LE with its mark', utf16le(MARK + RUSSIAN), 'utf-16le'],
    ['UTF-16BE with its mark', utf16be(MARK + RUSSIAN), 'utf-16be'],
    ['UTF-16LE with its mark twice', utf16le(MARK + MARK + RUSSIAN), 'utf-16le'],
    ['UTF-16LE without a mark', utf16le(RUSSIAN), 'utf-16le'],
    ['UTF-16BE without a mark', utf16be(RUSSIAN), 'utf-16be'],
    ['windows-1251', cp1251(RUSSIAN), 'windows-1251'],
  ];
  it('CP866, where Russian is most of what is above ASCII', async () => {
    const text = RUSSIAN.replace(/[«»]/g, '"').replace('—', '-').replaceAll('"', '');
    expect(await readAs(ibm866(text))).toEqual({ cells: cells(text), encoding: 'ibm866' });
    const plain = described('ad_stats', { day: 'Date', campaign: 'Campaign', cost: 'Cost' });
    const english = 'Date;Campaign;Cost\n02.03.2026;Кухни осень №5;1\n13.03.2026;я;2\n';
    expect(await readAs(ibm866(english), plain)).toEqual({ cells: cells(english), encoding: 'ibm866' });
  });

  it.each(['£', '§ 5', '‘–’ £', 'à la é', '£££', '‡‡‡‡ á'])('and it is not where %s is all there is', async (word) => {
    const plain = described('ad_stats', { day: 'Date', campaign: 'Campaign', cost: 'Cost' });
    const result = await read(cp1252(`Date;Campaign;Cost\n02.03.2026;${word};1\n`), plain);
    expect(isRefused(result) ? undefined : result.loaded.encoding).not.toBe('ibm866');
  });

  it.each(readable)('%s', async (_, bytes, encoding) => {
    expect(await readAs(bytes)).toEqual({ cells: cells(RUSSIAN), encoding });
  });

  it('windows-1252 is read as it is written', async () => {
    expect(await readAs(cp1252(WESTERN), western)).toEqual({ cells: cells(WESTERN), encoding: 'windows-1252' });
  });

  it('windows-1252 with an amount in euros', async () => {
    const text = 'Day;Source;Cost\n2026-03-02;Café “Zürich” – Süd;"1.200,50 €"\n';
    const outcome = await harness.report({
      'a.csv': cp1252(text),
      'funnel.yaml': adsYaml({ day: 'Day', source: 'Source', cost: 'Cost' }),
    });
    expectBuckets(outcome, { header: 1, used: 1 });
    expect(outcome.json.currency).toBe('EUR');
    expect(outcome.figures('sources', 'spend')).toMatchObject({ 'Café “Zürich” – Süd': '1200.50' });
  });

  it('UTF-16 with tabs and quotes, as "CSV for Excel" is', async () => {
    const text = 'Report\n"1 March - 2 March, 2026"\nDate\tCampagne\tCoût\n2026-03-01\tA\t"7,177.50"\n';
    for (const bytes of [utf16le(MARK + text), utf16be(MARK + text)]) {
      const result = await readAs(bytes, western);
      expect(result.cells).toEqual([['2026-03-01', 'A', '7,177.50']]);
    }
  });

  it('characters beyond the first 65,536, and those whose halves look like newlines or delimiters', async () => {
    // U+0A0D, U+2C3B and U+0922 hold the bytes of newlines, delimiters and quotes.
    const text = 'Дата;Кампания;Расход\n02.03.2026;😀 \u0a0d\u2c3b\u0922;1\n';
    for (const bytes of [utf8(text), utf16le(MARK + text), utf16be(MARK + text)])
      expect((await readAs(bytes)).cells).toEqual(cells(text));
  });

  it('UTF-16 without a mark, with a letter whose lower byte is zero', async () => {
    // Ā is U+0100: Latvian has it in every other line.
    const text = 'Date;Campagne;Coût\n2026-03-02;Ādaži;1\n2026-03-03;Rīga;2\n';
    for (const bytes of [utf16le(text), utf16be(text)])
      expect((await readAs(bytes, western)).cells).toEqual(cells(text));
  });

  it('one sign above ASCII in a whole file', async () => {
    const text = 'Дата;Кампания;Расход\n02.03.2026;Café;1\n'.replace(/^.*/, 'Date;Campagne;Cout');
    const plain = described('ad_stats', { day: 'Date', campaign: 'Campagne', cost: 'Cout' });
    expect(await readAs(cp1252(text), plain)).toEqual({ cells: cells(text), encoding: 'windows-1252' });
  });

  it('the ledger says which it was', async () => {
    const yaml = adsYaml({ day: 'Дата', campaign: 'Кампания', cost: 'Расход' }, ['set: {source: S}']);
    const outcome = await harness.report({ 'a.csv': cp1251(RUSSIAN), 'funnel.yaml': yaml });
    expect(outcome.ledger.encoding).toBe('windows-1251');
    expect(outcome.total('spend')).toBe('1500.50');
    expectBuckets(outcome, { header: 1, used: 2 });
  });
});

describe('--encoding settles it', () => {
  const forced: [string, Uint8Array, string][] = [
    ['utf-8', utf8(RUSSIAN), 'utf-8'],
    ['utf-8', utf8(MARK + RUSSIAN), 'utf-8'],
    ['UTF8', utf8(RUSSIAN), 'utf-8'],
    ['utf-16le', utf16le(RUSSIAN), 'utf-16le'],
    ['utf-16le', utf16le(MARK + RUSSIAN), 'utf-16le'],
    ['utf-16be', utf16be(MARK + RUSSIAN), 'utf-16be'],
    ['windows-1251', cp1251(RUSSIAN), 'windows-1251'],
    ['cp1251', cp1251(RUSSIAN), 'windows-1251'],
    ['Windows_1251', cp1251(RUSSIAN), 'windows-1251'],
  ];
  it.each(forced)('%s', async (word, bytes, encoding) => {
    expect(await readAs(bytes, russian, encodingNamed(word))).toEqual({ cells: cells(RUSSIAN), encoding });
  });

  it.each([
    ['koi8-r', koi8r],
    ['cp866', ibm866],
  ])('%s, which has no dashes', async (word, written) => {
    const text = 'Дата;Кампания;Расход\n13.03.2026;Ёлки;300\n';
    expect((await readAs(written(text), russian, encodingNamed(word))).cells).toEqual(cells(text));
  });

  it('against a guess: Russian that is read as Western is Western', async () => {
    // The headings are not found then, which is said; nothing is read as something else.
    expect((await refused(cp1251(RUSSIAN), 'windows-1252')).message).toMatch(/has no column «Дата»/);
  });

  it.each<[Encoding, Buffer]>([
    ['utf-8', cp1251(RUSSIAN)],
    ['utf-8', utf16le(MARK + RUSSIAN)],
    ['utf-16le', utf8(RUSSIAN)],
    ['utf-16be', utf16le(RUSSIAN)],
  ])('%s of what is not: refused', async (word, bytes) => {
    expect(await refused(bytes, word)).toBeInstanceOf(UserError);
  });

  it('an unknown name is refused with those that are known', async () => {
    const outcome = await harness.report({ 'a.csv': utf8(RUSSIAN) }, '--encoding', 'koi8');
    expectRefused(outcome, /--encoding koi8: expected one of/);
    for (const known of ENCODINGS) expect(outcome.err).toContain(known);
  });

  it('works from the command line and from funnel.yaml', async () => {
    const columns = { day: 'Дата', campaign: 'Кампания', cost: 'Расход' };
    const file = ['set: {source: S}'];
    for (const [yaml, ...flags] of [
      [adsYaml(columns, file), '--encoding', 'cp1251'],
      [adsYaml(columns, [...file, 'encoding: windows-1251'])],
    ] as [string, ...string[]][]) {
      const outcome = await harness.report({ 'a.csv': cp1251(RUSSIAN), 'funnel.yaml': yaml }, ...flags);
      expect(outcome.total('spend')).toBe('1500.50');
    }
  });
});

describe('what is not clear is refused', () => {
  const middle = 'Дата;Кампания;Расход\n02.03.2026;А;1\n';

  it.each([
    ['Russian UTF-8, then windows-1251', Buffer.concat([utf8(middle), cp1251('03.03.2026;Осень;2\n')]), 3],
    ['windows-1251 in the middle', Buffer.concat([utf8(middle), cp1251('Осень\n'), utf8('Весна\n')]), 3],
    ['UTF-8 with one windows-1252 letter', Buffer.concat([utf8('Кампания\nCafé\n'), cp1252('Café\n')]), 3],
  ])('%s: with the line', async (_, bytes, line) => {
    const error = await refused(bytes);
    expect(error.message).toMatch(/is not utf-8: encodings are mixed/);
    expect(error.line).toBe(line);
  });

  it('accents of which only some are UTF-8: each alone looks like Western text', async () => {
    // Without Russian letters, two bytes of UTF-8 make "Ã©": a name that nobody wrote.
    const bytes = Buffer.concat([utf8('Date;Campagne;Cost\n2026-03-02;Café;1\n'), cp1252('2026-03-03;Café;2\n')]);
    const plain = described('ad_stats', { day: 'Date', campaign: 'Campagne', cost: 'Cost' });
    const result = await read(bytes, plain);
    expect(isRefused(result) ? result.line : result.rows.map((row) => row.cells[1])).toBe(3);
  });

  it('euro signs and dashes in UTF-8 beside a windows-1252 letter', async () => {
    const bytes = Buffer.concat([utf8('Date;Campagne;Cost\n2026-03-02;– 5 € –;1\n'), cp1252('2026-03-03;Café;2\n')]);
    const plain = described('ad_stats', { day: 'Date', campaign: 'Campagne', cost: 'Cost' });
    const result = await read(bytes, plain);
    expect(isRefused(result) ? result.line : result.rows.map((row) => row.cells[1])).toBe(3);
  });

  it('KOI8-R, which is no windows-1251: its names would be nonsense', async () => {
    const text = 'Date;Campaign;Cost\n2026-03-02;Осенние скидки на кухни;1\n2026-03-03;Новая коллекция;2\n';
    const plain = described('ad_stats', { day: 'Date', campaign: 'Campaign', cost: 'Cost' });
    const result = await read(koi8r(text), plain);
    expect(isRefused(result) ? 'refused' : result.rows.map((row) => row.cells[1])).toBe('refused');
  });

  it('the byte where UTF-8 breaks is that byte', async () => {
    for (const [text, tail] of [
      ['abc', 'x'],
      ['Осень\n', 'x'],
      ['a\nb\n', ' \n'],
      ['a', '\u00a0 '],
    ] as const) {
      const bytes = Buffer.concat([utf8(text), Buffer.of(0xe9), Buffer.from(tail, 'latin1')]);
      let error: unknown;
      try {
        await decode(bytes, 'a.csv', 'utf-8');
      } catch (thrown) {
        error = thrown;
      }
      expect((error as UserError).message).toMatch(`byte ${Buffer.byteLength(text)} is not utf-8`);
      expect((error as UserError).line).toBe(text.split('\n').length);
    }
  });

  it.each([
    ['UTF-16LE', utf16le(`${MARK}${RUSSIAN}15.03.2026;Ёлки №5;30`)],
    ['UTF-16BE', utf16be(`${MARK}${RUSSIAN}15.03.2026;Ёлки №5;30`)],
    ['UTF-16LE without a mark', utf16le(`${RUSSIAN}15.03.2026;Ёлки №5;30`)],
  ])('%s cut off in the middle of a character loses its last row, whatever its width (A11)', async (_, bytes) => {
    const result = await read(bytes.subarray(0, -1), russian);
    if (isRefused(result)) throw result;
    expect(result.rows.map((row) => row.cells)).toEqual(cells(RUSSIAN));
    expect([result.loaded.rejects.map(({ line }) => line), result.loaded.looksTruncated]).toEqual([[4], true]);
  });

  it('UTF-16 cut off in the middle of a pair', async () => {
    const bytes = utf16le(`${MARK}${RUSSIAN}02.03.2026;😀`);
    expect((await refused(bytes.subarray(0, -2))).message).toMatch(/is not utf-16le/);
  });

  it('UTF-16 cut off between characters loses its last row, and says so', async () => {
    const yaml = adsYaml({ day: 'Дата', campaign: 'Кампания', cost: 'Расход' }, ['set: {source: S}']);
    const bytes = utf16le(MARK + RUSSIAN).subarray(0, -2 * ';300\n'.length);
    const outcome = await harness.report({ 'a.csv': bytes, 'funnel.yaml': yaml });
    expectBuckets(outcome, { header: 1, rejected: 1, used: 1 });
    // bad-input.md, A11: no newline at the end and a short last row.
    expect(outcome.err).toMatch(/looks truncated/);
  });

  it('UTF-8 cut off in the middle of a character', async () => {
    const bytes = utf8(RUSSIAN.replace('Ёлки', 'Ё')).subarray(0, utf8(RUSSIAN).indexOf(utf8('Ё')) + 1);
    expect(await refused(bytes)).toBeInstanceOf(UserError);
  });

  it('U+FFFD already inside: somebody lost letters before', async () => {
    const yaml = adsYaml({ day: 'Дата', campaign: 'Кампания', cost: 'Расход' }, ['set: {source: S}']);
    const text = RUSSIAN.replace('Ёлки', '\ufffd\ufffd');
    const outcome = await harness.report({ 'a.csv': text, 'funnel.yaml': yaml });
    expectBuckets(outcome, { header: 1, used: 2 });
    expect(outcome.json.warnings.some(({ message }) => /U\+FFFD|lost letters|\ufffd/i.test(message))).toBe(true);
  });
});

describe('what is no text', () => {
  it.each([
    ['a NUL', RUSSIAN.replace('Ёлки', 'Ё\0')],
    ['NULs at the end', `${RUSSIAN}\0\0\0\0`],
    ['NULs alone', '\0'.repeat(100)],
    ['another control character', RUSSIAN.replace('Ёлки', 'Ё\u0001')],
    ['an escape', RUSSIAN.replace('Ёлки', '\u001b[31mЁ')],
  ])('%s', async (_, text) => {
    expect(await refused(utf8(text))).toBeInstanceOf(UserError);
  });

  it.each([
    ['nothing', ''],
    ['a mark alone', MARK],
    ['newlines', '\n\n\r\n'],
    ['blanks', '  \t \n\u00a0\n'],
  ])('an empty file: %s', async (_, text) => {
    expect((await refused(utf8(text))).what.en).toBe('the file is empty');
  });

  it.each([
    ['PK\u0003\u0004....', /zip file is damaged/],
    ['%PDF-1.7', /PDF/],
    ['PAR1....', /Parquet/],
    ['<!DOCTYPE html><html>', /HTML or XML/],
    ['  <html lang="ru">', /HTML or XML/],
    ['<?xml version="1.0"?>', /HTML or XML/],
    ['{"error": "not found"}', /JSON/],
    ['[{"id": 1}]', /JSON/],
  ])('%j is named for what it is', async (text, words) => {
    expect((await refused(utf8(text))).what.en).toMatch(words);
  });

  it.each([
    ['gzip', Buffer.from('1f8b0800000000000003', 'hex'), /gzip file is damaged/],
    ['zstd', Buffer.from('28b52ffd00000000', 'hex'), /zstd file is damaged/],
    ['xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /xls/],
    ['PNG', Buffer.from('89504e470d0a1a0a', 'hex'), /PNG/],
  ])('%s', async (_, bytes, words) => {
    expect((await refused(bytes)).what.en).toMatch(words);
  });
});

describe('marks in the middle of a file', () => {
  const yaml = adsYaml({ day: 'Day', source: 'Source', cost: 'Cost' });
  const one = 'Day,Source,Cost\n2026-03-01,A,1.50\n';
  const two = 'Day,Source,Cost\n2026-03-02,B,2.50\n';

  it('two exports with a mark each, joined: the second heading is a heading', async () => {
    expectRefused(
      await harness.report({ 'a.csv': MARK + one + MARK + two, 'funnel.yaml': yaml }),
      /line 3: the heading stands here again/,
    );
  });

  it('a cell behind a mark is that cell', async () => {
    const text = `${MARK}${one}${MARK}2026-03-02,B,2.50\n`;
    const outcome = await harness.report({ 'a.csv': text, 'funnel.yaml': yaml });
    expectBuckets(outcome, { header: 1, used: 2 });
    expect(outcome.total('spend')).toBe('4.00');
  });

  it('a quoted cell behind a mark is no stray quote', { tags: 'slow' }, async () => {
    const text = `${MARK}${one}${MARK}"2026-03-02","B","2.50"\n`;
    const outcome = await harness.report({ 'a.csv': text, 'funnel.yaml': yaml });
    expectBuckets(outcome, { header: 1, used: 2 });
  });
});

it('a refusal never holds a whole row', async () => {
  await expect(
    decode(Buffer.concat([utf8('Осень;Anna;anna@example.com\n'), Buffer.of(0xe9, 0x0a)]), 'a.csv', undefined),
  ).rejects.toThrowError(/^a\.csv: line 2: byte \d+ is not utf-8: encodings are mixed in this file$/);
});

it('a file whose rows are far apart in kind keeps its order', async () => {
  const text = `Дата;Кампания;Расход\n${Array.from({ length: 500 }, (_, i) => `02.03.2026;К${i};${i}`).join('\n')}\n`;
  const names = Array.from({ length: 500 }, (_, i) => `К${i}`);
  for (const bytes of [utf8(text), utf16le(text), cp1251(text)])
    expect((await readAs(bytes)).cells.map((row) => row[1])).toEqual(names);
});

describe('an encoding that is no UTF-8', () => {
  const file = (campaign: Buffer) =>
    Buffer.concat([utf8('Day,Source,Cost,Clicks\n2026-03-02,'), campaign, utf8(',10.00,1\n')]);
  const said = async (campaign: Buffer, ...flags: string[]) => {
    const { json } = await harness.report({ 'a.csv': file(campaign), 'funnel.yaml': adsYaml() }, ...flags);
    return json.warnings.filter(({ code }) => code === 'encoding-doubtful').map(({ message }) => message);
  };

  it.each([
    ['a slash in too many bytes', Buffer.from([0x41, 0xc0, 0xaf, 0x42])],
    ['a sign that nobody writes', Buffer.from([0x41, 0xac, 0x42])],
    ['half of a letter', Buffer.from([0x41, 0xb6, 0x42])],
  ])('is said where hardly a letter tells which it is: %s', { tags: 'slow' }, async (_, bytes) => {
    const [message] = await said(bytes);
    expect(message).toMatch(/a\.csv: not valid UTF-8, and read as windows-125\d: «.+», which few letters tell/);
    expect(await said(bytes, '--encoding', 'windows-1252')).toEqual([]);
  });

  it.each([
    ['a name', cp1252('Café')],
    ['an amount', cp1252('5 €')],
    ['a dash between words', cp1252('Spring – sale')],
    ['Russian', cp1251('Осень №5')],
    ['UTF-8', utf8('AÀ¯B')],
  ])('is not where it is plain: %s', { tags: 'slow' }, async (_, bytes) => {
    expect(await said(bytes)).toEqual([]);
  });
});
