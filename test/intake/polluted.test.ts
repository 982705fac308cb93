import { afterAll, describe, expect, it } from 'vitest';
import { adsYaml, bucketsOf, crmYaml, expectRefused, makeHarness } from './harness.js';
import { described, imbalance, isRefused, makeReader, type Read } from './reader.js';
import { delimiters, linesOf, minimal, newlines, quoted } from './text.js';

// Files damaged in one place, as in Vitagliano and others, "Pollock: A Data Loading Benchmark" (2023). Each must be
// read exactly, be refused, or have every lost line counted. Nothing may be lost silently, shifted into the next
// column, or counted twice.

const harness = makeHarness();
afterAll(harness.remove);
const read = makeReader(harness.base);

const COLUMNS = { day: 'Day', source: 'Source', cost: 'Cost', clicks: 'Clicks' };
const HEADINGS = ['Day', 'Source', 'Cost', 'Clicks', 'Note'];
const settings = described('ad_stats', COLUMNS);
const joinedSettings = described('ad_stats', COLUMNS, { concatenated: true });

/** What stands in the files before anybody damages them. Each row is another, so that each is known again. */
const ROWS: string[][] = [
  ['2026-03-02', 'mail', '11.50', '1', ''],
  ['2026-03-03', 'a, b; c | d\te', '12.50', '2', 'plain'],
  ['2026-03-04', 'say "yes"', '13.50', '3', ''],
  ['2026-03-05', 'two\nlines', '14.50', '4', '"at both ends"'],
  ['2026-03-06', 'почта', '15.50', '5', 'x'],
  ['2026-03-07', 'mail', '16.50', '6', ''],
  ['2026-03-08', ' blanks ', '17.50', '7', 'y'],
  ['2026-03-09', 'mail', '18.50', '8', ''],
];

interface Dialect {
  delimiter: string;
  newline: string;
  all: boolean;
}

interface Polluted {
  name: string;
  text: string;
  dialect: Dialect;
  /** The rows that are whole, each as its cells joined by NUL. */
  whole: string[];
  /** How many of the physical lines may be rejected, at least and at most; undefined: it depends. */
  rejected?: [number, number];
  concatenated?: boolean;
  /** Refused or read: never read in part. */
  refusable?: boolean;
}

const key = (cells: readonly string[]) => cells.join('\0');
const write = (cells: readonly string[], { delimiter, all }: Dialect) =>
  cells.map((cell) => (all ? quoted(cell) : minimal(cell, delimiter)));

/** Takes the written cells of one row and gives back the line that somebody made of it. */
const ROW_DAMAGE: Record<string, (cells: string[], dialect: Dialect, at: number) => string | undefined> = {
  'one cell less': (cells, { delimiter }) => cells.slice(0, -1).join(delimiter),
  'two cells less': (cells, { delimiter }) => cells.slice(0, -2).join(delimiter),
  'one cell alone': ([first]) => first,
  'the first cell gone': (cells, { delimiter }) => cells.slice(1).join(delimiter),
  'one cell more': (cells, { delimiter }) => [...cells, 'more'].join(delimiter),
  'a separator more at the end': (cells, { delimiter }) => `${cells.join(delimiter)}${delimiter}`,
  'two separators more at the end': (cells, { delimiter }) => `${cells.join(delimiter)}${delimiter}${delimiter}`,
  'a separator more at an empty end': (cells, { delimiter, all }) =>
    [...cells.slice(0, -1), all ? '""' : '', ''].join(delimiter),
  'a separator doubled': (cells, { delimiter }, at) =>
    [...cells.slice(0, at + 1), '', ...cells.slice(at + 1)].join(delimiter),
  'a quote before a cell': (cells, { delimiter }, at) => put(cells, at, `"${cells[at]}`, delimiter),
  'a quote behind a cell': (cells, { delimiter }, at) =>
    cells[at] === '' || cells[at] === '""' ? undefined : put(cells, at, `${cells[at]}"`, delimiter),
  'a quote inside a cell': (cells, { delimiter }, at) => {
    const cell = cells[at] as string;
    if (cell.includes('""')) return undefined;
    const middle = cell.startsWith('"') ? 2 : 1;
    return cell.length > middle + 1
      ? put(cells, at, `${cell.slice(0, middle)}"${cell.slice(middle)}`, delimiter)
      : undefined;
  },
  'a quote that is not closed': (cells, { delimiter }, at) => {
    const cell = cells[at] as string;
    return put(cells, at, cell.startsWith('"') ? cell.slice(0, -1) : `"${cell}`, delimiter);
  },
  'a quote that is not opened': (cells, { delimiter }, at) => {
    const cell = cells[at] as string;
    if (cell === '' || cell === '""') return undefined;
    return put(cells, at, cell.startsWith('"') ? cell.slice(1) : `${cell}"`, delimiter);
  },
  'quotes escaped by a backslash': (cells, { delimiter }, at) => put(cells, at, `"a \\"b\\" c"`, delimiter),
  'apostrophes for quotes': (cells, { delimiter }, at) => put(cells, at, `'a${delimiter}b'`, delimiter),
  'a blank before a quoted cell': (cells, { delimiter }, at) => put(cells, at, ' "a"', delimiter),
  // In the first or the last cell one of the halves would be a row of the right width, and nobody could tell.
  'a newline that is not quoted': (cells, { delimiter, newline }, at) =>
    at > 0 && at < cells.length - 1 ? put(cells, at, `a${newline}b`, delimiter) : undefined,
  'another delimiter': (cells, { delimiter }) => cells.join(delimiter === ';' ? ',' : ';'),
};
const put = (cells: readonly string[], at: number, cell: string, delimiter: string) =>
  cells.map((own, index) => (index === at ? cell : own)).join(delimiter);

const DIALECTS: Dialect[] = delimiters.flatMap((delimiter) =>
  newlines.flatMap((newline) => [false, true].map((all): Dialect => ({ delimiter, newline, all }))),
);

const textOf = (header: string, body: readonly string[], { newline }: Dialect, end = true) =>
  [header, ...body].join(newline) + (end ? newline : '');
const headerOf = (dialect: Dialect) => write(HEADINGS, dialect).join(dialect.delimiter);

/** Every row in turn, damaged in every way, in every dialect: the places of the damage go round. */
function* damagedRows(): Generator<Polluted> {
  let turn = 0;
  for (const dialect of DIALECTS)
    for (const [how, damage] of Object.entries(ROW_DAMAGE))
      for (let bad = 0; bad < ROWS.length; bad++) {
        const at = turn++ % HEADINGS.length;
        const body = ROWS.map((row) => write(row, dialect));
        // A row of two lines that is damaged loses both; where its second half looks like a row of its own nobody can tell.
        if ((ROWS[bad] as string[]).some((cell) => cell.includes('\n'))) continue;
        const line = damage(body[bad] as string[], dialect, at);
        if (line === undefined) continue;
        const lines = body.map((cells, index) => (index === bad ? line : cells.join(dialect.delimiter)));
        const own = linesOf(line).length;
        yield {
          name: `row ${bad + 1}, cell ${at + 1}: ${how}`,
          text: textOf(headerOf(dialect), lines, dialect, turn % 3 > 0),
          dialect,
          whole: ROWS.filter((_, index) => index !== bad).map(key),
          rejected: [own, own],
        };
      }
}

/** The whole of a file in another way. */
function* damagedFiles(): Generator<Polluted> {
  for (const dialect of DIALECTS) {
    const { delimiter, newline } = dialect;
    const header = headerOf(dialect);
    const body = ROWS.map((row) => write(row, dialect).join(delimiter));
    const all = ROWS.map(key);
    const file = (name: string, text: string, more: Partial<Polluted> = {}): Polluted => ({
      ...{ name, text, dialect, whole: all },
      ...more,
    });
    const none: [number, number] = [0, 0];
    yield file('nothing at all', textOf(header, body, dialect), { rejected: none });
    yield file('no newline at the end', textOf(header, body, dialect, false), { rejected: none });
    yield file('a mark', `\ufeff${textOf(header, body, dialect)}`, { rejected: none });
    yield file(
      'blank lines between',
      textOf(
        header,
        body.flatMap((row) => [row, '']),
        dialect,
      ),
      { rejected: none },
    );
    yield file(
      'blank rows between',
      textOf(
        header,
        body.flatMap((row) => [row, delimiter.repeat(4)]),
        dialect,
      ),
      {
        rejected: none,
      },
    );
    yield file('blank lines above', `${newline}${newline}${textOf(header, body, dialect)}`, { rejected: none });
    yield file('a title above', `Report of spring${newline}${textOf(header, body, dialect)}`, { rejected: none });
    yield file('a title with delimiters above', `a${delimiter}b${newline}${textOf(header, body, dialect)}`, {
      rejected: none,
    });
    yield file('a title in quotes above', `"March 2${delimiter} 2026"${newline}${textOf(header, body, dialect)}`, {
      rejected: none,
    });
    yield file('a title with a stray quote above', `Pipes of 5" width${newline}${textOf(header, body, dialect)}`, {
      rejected: none,
    });
    yield file('a footer below', textOf(header, [...body, '© 2026'], dialect), { rejected: none });
    yield file('a total below', textOf(header, [...body, ['', 'Total', '120.00', '36', ''].join(delimiter)], dialect), {
      rejected: none,
    });
    const head = (name: string, changed: string, more: Partial<Polluted> = {}) =>
      file(`header: ${name}`, textOf(changed, body, dialect), more);
    yield head('padded', HEADINGS.map((heading) => ` ${heading}  `).join(delimiter), { rejected: none });
    yield head('in capitals', HEADINGS.map((heading) => heading.toUpperCase()).join(delimiter), { rejected: none });
    yield head('doubled', `${header}${newline}${header}`, { refusable: true });
    yield head('doubled, where that is allowed', `${header}${newline}${header}`, {
      concatenated: true,
      rejected: none,
    });
    yield head('damaged by a quote', `"${header}`, { refusable: true });
    yield head('damaged inside', header.replace('Sour', 'So"ur'), { refusable: true });
    yield head('misspelt', header.replace('Cost', 'Cast'), { refusable: true });
    yield head('one cell less', write(HEADINGS.slice(0, -1), dialect).join(delimiter));
    yield head('one cell more', `${header}${delimiter}`);
    const other = delimiter === '|' ? ';' : '|';
    yield head('another delimiter', header.replaceAll(delimiter, other), { dialect: { ...dialect, delimiter: other } });
    yield file('header: missing', textOf(body[0] as string, body.slice(1), dialect), { refusable: true });
    yield file('joined with itself', textOf(header, body, dialect).repeat(2), { refusable: true });
    yield file('joined with itself, where that is allowed', textOf(header, body, dialect).repeat(2), {
      ...{ concatenated: true, rejected: none, whole: [...all, ...all] },
    });
    yield file('joined with itself behind a blank line', `${textOf(header, body, dialect)}${newline}`.repeat(2), {
      refusable: true,
    });
    yield file('NULs in a cell', textOf(header, body, dialect).replace('plain', 'pl\0in'), { refusable: true });
    yield file('NULs at the end', `${textOf(header, body, dialect)}\0\0\0`, { refusable: true });
    yield file('a NUL behind every byte', [...textOf(header, body, dialect)].map((char) => `${char}\0`).join(''), {
      refusable: true,
    });
    const last = textOf(header, body, dialect);
    for (const cut of [3, 9, 14, 25]) {
      const text = last.slice(0, -cut);
      yield file(`cut off by ${cut}`, text, { whole: all.slice(0, -1) });
    }
    yield file('a newline more at the end', textOf(header, [...body, ''], dialect), { rejected: none });
    yield file('one row', textOf(header, body.slice(0, 1), dialect), { rejected: none, whole: all.slice(0, 1) });
    yield file('no row', textOf(header, [], dialect), { rejected: none, whole: [] });
    const blank = delimiter.repeat(HEADINGS.length - 1);
    yield file(
      'a delimited title and a blank row above',
      textOf(`PREAMBLE${blank}`, [blank, header, ...body], dialect),
      {
        rejected: none,
      },
    );
    yield head('three times', [header, header, header].join(newline), { refusable: true });
    yield head('over a second row of names', `${header}${newline}${HEADINGS.map(() => 'name').join(delimiter)}`, {
      refusable: true,
    });
    yield head('over units', `${header}${newline}${['(date)', '(text)', '(RUB)', '', ''].join(delimiter)}`, {
      refusable: true,
    });
    yield head('empty in an unread cell', header.replace('Note', ''), { rejected: none });
    yield head('empty in a read cell', header.replace('Cost', ''), { refusable: true });
    yield head('twice the same name', header.replace('Note', 'cost'), { refusable: true });
    yield head('without a newline below', header + body[0], { refusable: true });
    for (const [name, width] of [
      ['fewer', 4],
      ['as many', 5],
      ['more', 6],
    ] as const)
      for (const gap of [[], ['']]) {
        const second = [HEADINGS, ...ROWS].map((cells) =>
          write([...cells, 'more'].slice(0, width), dialect).join(delimiter),
        );
        yield file(
          `a second table of ${name} columns below${gap.length > 0 ? ' a blank line' : ''}`,
          textOf(header, [...body, ...gap, ...second], dialect),
          { refusable: true },
        );
      }
    // A delimiter that exports do not have: never read as if it were one of theirs.
    for (const strange of [' ', ':', '^', '\\t']) {
      const lines = [HEADINGS, ...ROWS].map((cells) =>
        cells.map((cell) => (cell.includes(strange) || /["\n]/.test(cell) ? quoted(cell) : cell)).join(strange),
      );
      yield file(`${JSON.stringify(strange)} for a delimiter`, textOf(lines[0] as string, lines.slice(1), dialect), {
        refusable: true,
      });
    }
    const spaced = [HEADINGS, ...ROWS].map((cells) => write(cells, { ...dialect, all: true }).join(`${delimiter} `));
    yield file('a blank behind each delimiter', textOf(spaced[0] as string, spaced.slice(1), dialect), {
      rejected: none,
    });
    const single = [HEADINGS, ...ROWS].map((cells) =>
      cells
        .map((cell) =>
          dialect.all || /['"\n]/.test(cell) || cell.includes(delimiter) ? `'${cell.replaceAll("'", "''")}'` : cell,
        )
        .join(delimiter),
    );
    yield file('apostrophes in place of quotes', textOf(single[0] as string, single.slice(1), dialect), {
      rejected: none,
    });
    // A cell with a quote at both ends is a quoted one, whoever wrote it.
    const unquoted = ROWS.filter((cells) => !cells.some((cell) => cell.startsWith('"')));
    const bare = unquoted.map((cells) => cells.map((cell) => cell.replaceAll('\n', ' ')).join(delimiter));
    yield file('no quotes at all', textOf(HEADINGS.join(delimiter), bare, dialect), {
      whole: unquoted.filter((cells) => !cells.some((cell) => cell.includes(delimiter) || /["\n]/.test(cell))).map(key),
      refusable: true,
    });
    const undoubled = ROWS.map((cells) => cells.map((cell) => `"${cell}"`).join(delimiter));
    yield file('quotes that are not doubled', textOf(header, undoubled, dialect), {
      whole: ROWS.filter((cells) => !cells.join().includes('"')).map(key),
      refusable: true,
    });
    for (const guarded of [(cell: string) => `="${cell}"`, (cell: string) => quoted(`="${cell}"`)]) {
      const cells = ROWS.map((row) => row.map((cell) => (/["\n]/.test(cell) ? quoted(cell) : guarded(cell))));
      const rows = cells.map((row) => row.join(delimiter));
      yield file(`texts guarded as formulas: ${rows[0]}`, textOf(header, rows, dialect), { rejected: none });
    }
    const escaped = ROWS.map((row) => row.map((cell) => `"${cell.replaceAll('"', '\\"')}"`).join(delimiter));
    yield file('backslashes for escapes everywhere', textOf(header, escaped, dialect), { rejected: none });
    const apostrophes = ROWS.map((row) => row.map((cell) => (cell.includes(delimiter) ? `'${cell}'` : cell)));
    yield file(
      'apostrophes for quotes everywhere',
      textOf(
        header,
        apostrophes.map((row) => row.join(delimiter)),
        dialect,
      ),
      {
        whole: ROWS.filter((row) => !row.join().match(/["\n]/) && !row.some((cell) => cell.includes(delimiter))).map(
          key,
        ),
      },
    );
    for (const other of newlines.filter((one) => one !== newline)) {
      const half = body.length / 2;
      yield file(
        `newlines of two kinds: ${JSON.stringify(other)} in the second half`,
        textOf(header, body.slice(0, half), dialect) +
          textOf(body[half] as string, body.slice(half + 1), { ...dialect, newline: other }),
        { rejected: none },
      );
      yield file(
        `a newline of another kind below the header: ${JSON.stringify(other)}`,
        header + other + textOf(body[0] as string, body.slice(1), dialect),
        {
          rejected: none,
        },
      );
    }
  }
}

/** What is wrong with the way in which a file was read; undefined where all is well. */
function complaint({ text, whole, rejected, refusable, dialect }: Polluted, result: Read): string | undefined {
  const { loaded, rows } = result;
  if (refusable && rows.length === 0 && loaded.rejects.length > 0) return undefined;
  const lost = imbalance(result, text.replace(/^\ufeff/, ''));
  if (lost) return lost;
  // Nothing appears that was not written, nothing shifted, nothing twice: the rows are those that are whole, in order.
  // Newlines inside cells are as they were written.
  const found = rows.map(({ cells }) => key(cells));
  const extra = found.filter((row, at) => !whole.includes(row) || found.indexOf(row) !== at);
  const missing = whole.filter((row) => !found.includes(row));
  if (whole.length === new Set(whole).size && extra.length > 0 && !mayBeCut(text, extra, whole))
    return `not written so: ${JSON.stringify(extra)}`;
  const bad = loaded.rejects.length;
  // Every row that is missing has its line among the rejected.
  const lines = linesOf(text.replace(/^\ufeff/, ''));
  const rejectedText = loaded.rejects.map(({ line }) => lines[line - 1] ?? '');
  const silent = missing.filter((row) => !rejectedText.some((line) => line.includes(row.split('\0')[0] as string)));
  if (silent.length > 0) return `lost without a word: ${JSON.stringify(silent)}`;
  if (rejected && (bad < rejected[0] || bad > rejected[1]))
    return `${bad} lines rejected where ${rejected.join(' to ')} are right: ${JSON.stringify(loaded.rejects)}`;
  if (rejected && missing.length > 0) return `missing: ${JSON.stringify(missing)}`;
  if (loaded.shape.delimiter !== dialect.delimiter) return `read with ${loaded.shape.delimiter}`;
  // Each record stands on the line that the program says.
  const misplaced = rows.find(({ line, cells }) => !lines[line - 1]?.includes(cells[0] as string));
  return misplaced && `not on line ${misplaced.line}: ${JSON.stringify(misplaced.cells)}`;
}

/** The last cell of a file that was cut off may be shorter than it was; nobody can know. */
const mayBeCut = (text: string, extra: readonly string[], whole: readonly string[]) =>
  !/[\r\n]$/.test(text) && extra.length === 1 && whole.length === ROWS.length - 1;

const show = (text: string) => JSON.stringify(text.length > 700 ? `${text.slice(0, 700)}…` : text);

async function runAll(files: Iterable<Polluted>) {
  const found: string[] = [];
  const seen = { read: 0, refused: 0, rejecting: 0 };
  for (const file of files) {
    const own = file.concatenated ? joinedSettings : settings;
    let told: string | undefined;
    try {
      const result = await read(Buffer.from(file.text), own);
      if (isRefused(result)) {
        seen.refused++;
        if (!file.refusable && file.rejected) told = `refused: ${result.message}`;
      } else {
        if (result.loaded.rejects.length > 0) seen.rejecting++;
        else seen.read++;
        told = complaint(file, result);
      }
    } catch (error) {
      told = `a fault of the program: ${error instanceof Error ? error.message : error}`;
    }
    if (told) found.push(`${file.name} (${JSON.stringify(file.dialect)}): ${told}\n    ${show(file.text)}`);
  }
  return { found, seen };
}

/** At most a dozen of what went wrong, with how many more. */
const expectNone = (found: readonly string[]) =>
  found.length > 0 && expect.fail(`${found.length} files\n${found.slice(0, 12).join('\n')}`);

// Each is written once: they are asked after by their names, dozens of times.
const WITH_ROWS = [...damagedRows()];
const WITH_FILES = [...damagedFiles()];

describe('files with one thing wrong', () => {
  it.each(Object.keys(ROW_DAMAGE))('a row with %s: its lines are counted, and the others are whole', async (how) => {
    const files = WITH_ROWS.filter(({ name }) => name.endsWith(`: ${how}`));
    const { found, seen } = await runAll(files);
    expectNone(found);
    expect(seen.rejecting).toBe(files.length);
    expect(files.length).toBeGreaterThan(20);
  });

  const names = [...new Set(WITH_FILES.map(({ name }) => name))];
  it.each(names)('a file with %s', async (name) => {
    const { found } = await runAll(WITH_FILES.filter((file) => file.name === name));
    expectNone(found);
  });

  it('are many', () => {
    expect(WITH_ROWS.length + WITH_FILES.length).toBeGreaterThan(4000);
  });
});

describe('the same, through the whole program', () => {
  const yaml = adsYaml(COLUMNS);
  const sum = (rows: readonly string[]) =>
    rows.reduce((total, row) => total + Math.round(Number(row.split('\0')[2]) * 100), 0);

  // Every so many of them, sixty in all, twenty files at a time.
  const sample = (files: Polluted[], count: number) =>
    files.filter((_, at) => at % Math.floor(files.length / count) === 0).slice(0, count);
  const plain = [...WITH_ROWS, ...WITH_FILES].filter(
    ({ rejected, concatenated, name }) => rejected && !concatenated && !name.includes('another kind below'),
  );
  const chosen = sample(plain, 60);

  it.each([0, 1, 2])('part %i: the sums are those of the rows that are whole', async (part) => {
    const files = chosen.filter((_, at) => at % 3 === part);
    // Each file is a source of its own, so that one run tells what each came to.
    const entry = (at: number) =>
      `  - {path: ${at}.csv, table: ad_stats, columns: {day: Day, cost: Cost, clicks: Clicks}, set: {source: S${at}}}\n`;
    const outcome = await harness.report({
      ...Object.fromEntries(files.map(({ text }, at) => [`${at}.csv`, text])),
      'funnel.yaml': `files:\n${files.map((_, at) => entry(at)).join('')}`,
    });
    const spend = outcome.figures('sources', 'spend');
    const ledger = new Map(outcome.json.ledger.map((one) => [one.file, bucketsOf(one)]));
    for (const [at, { name, whole, rejected }] of files.entries()) {
      const found = [name, spend[`S${at}`], ledger.get(`${at}.csv`)?.rejected ?? 0];
      expect(found).toEqual([name, (sum(whole) / 100).toFixed(2), rejected?.[0]]);
    }
  });

  it('a refusal is exit 2, too many rejected lines exit 3', async () => {
    const refused = WITH_FILES.filter(({ refusable }) => refusable);
    for (const file of sample(refused, 12)) {
      const outcome = await harness.strictly({ 'a.csv': file.text, 'funnel.yaml': yaml });
      expect([file.name, [2, 3].includes(outcome.code), outcome.out]).toEqual([file.name, true, '']);
    }
    for (const file of sample(WITH_ROWS, 8)) {
      const outcome = await harness.strictly({ 'a.csv': file.text, 'funnel.yaml': yaml });
      expect([file.name, outcome.code, outcome.out]).toEqual([file.name, 3, '']);
    }
  });
});

describe('files with two things wrong', () => {
  // Two quotes that were never meant as a pair, and whole rows of the right width between them.
  const crm = crmYaml();
  const row = (at: number) => `a${at},2026-03-02,x`;
  const many = Array.from({ length: 400 }, (_, at) => row(at));
  const between = (first: string, last: string) =>
    `${['Id,Created,Note', ...many, first, row(501), row(502), row(503), last, row(505)].join('\n')}\n`;

  it.each([
    ['in the last cell', 'a500,2026-03-02,"x', 'a504,2026-03-02,y"'],
    ['in the first cell', '"a500,2026-03-02,x', 'a504",2026-03-02,x'],
    ['in the middle', 'a500,"2026-03-02,x', 'a504,2026-03-02",x'],
    ['in inches', 'a500,2026-03-02,"24 inch', 'a504,2026-03-02,24"'],
  ])('a cell that would itself parse as rows is not swallowed without a word: %s', async (_, first, last) => {
    const outcome = await harness.strictly({ 'a.csv': between(first, last), 'funnel.yaml': crm });
    if (outcome.code !== 0) return expectRefused(outcome, /a\.csv/, outcome.code === 3 ? 3 : 2);
    // Leads 501 to 503 are there, or somebody is told that they may not be.
    const told = outcome.json.warnings.length > 0;
    expect([outcome.total('leads'), told]).toEqual([told ? expect.anything() : 404, told]);
  });

  it('two rows do not become one, with the day of the first and the cost of the second', async () => {
    const many = Array.from({ length: 300 }, () => '2026-03-01,x,1.00,1');
    const text = `${['Day,Source,Cost,Clicks', ...many, '2026-03-02,"mail,11.50,1', '2026-03-03,post",12.50,2'].join('\n')}\n`;
    const outcome = await harness.strictly({ 'a.csv': text, 'funnel.yaml': adsYaml(COLUMNS) });
    if (outcome.code !== 0) return expectRefused(outcome, /a\.csv/, outcome.code === 3 ? 3 : 2);
    expect(outcome.json.warnings.length).toBeGreaterThan(0);
  });

  it('two damaged rows cost two lines', async () => {
    const found: string[] = [];
    const damages = Object.entries(ROW_DAMAGE).filter(([how]) => /cell less|cell more|separator|delimiter/.test(how));
    for (const dialect of DIALECTS)
      for (const [how, damage] of damages) {
        const body = ROWS.map((cells) => write(cells, dialect));
        const lines = body.map((cells, at) =>
          at === 1 || at === 6 ? (damage(cells, dialect, 1) as string) : cells.join(dialect.delimiter),
        );
        const file: Polluted = {
          name: how,
          text: textOf(headerOf(dialect), lines, dialect),
          dialect,
          whole: ROWS.filter((_, at) => at !== 1 && at !== 6).map(key),
          rejected: [2, 2],
        };
        found.push(...(await runAll([file])).found);
      }
    expectNone(found);
  });
});
