import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckDb } from '../../src/engines/duckdb/open.js';
import type { Engine } from '../../src/engines/engine.js';
import { joined, literal, name, sql } from '../../src/engines/sql.js';
import { UserError } from '../../src/error.js';
import { loadFiles } from '../../src/intake/load-files.js';
import type { IntakeOptions } from '../../src/intake/read-files.js';
import type { Loaded } from '../../src/intake/scan/loaded.js';
import { DECORATIONS } from '../../src/intake/type/clean-id.js';
import { clearCell } from '../../src/intake/type/clear-cell.js';
import { columnsFile, layOut } from '../../src/intake/type/lay-out.js';
import { shapesOfColumns } from '../../src/intake/type/profile.js';
import { readCells } from '../../src/intake/type/read-cells.js';
import { type CellRequest, requestOf } from '../../src/intake/type/request.js';
import { typingOf } from '../../src/intake/type/select.js';
import { settle } from '../../src/intake/type/settle.js';
import { type Reading, shapeIn } from '../../src/intake/type/values/cell-shape.js';
import { isDay } from '../../src/model/dates.js';
import { NULLS } from '../../src/model/nulls.js';
import { makeScratch, type Scratch } from '../../src/scratch.js';
import { numberFrom } from '../given.js';
import { makeRandom, type Random } from '../oracle/random.js';
import { makeHarness } from './harness.js';
import { described } from './reader.js';
import { cellsOf } from './text.js';
import { AMOUNT_FORMS, amountWritten, ODD, two } from './written.js';

// What the pass makes of cells is what the engine makes of their texts: the same file is laid out twice, with the
// programs of its shapes and without any. FUNNEL_RUNS=n tries more files, FUNNEL_SEED=n others.

const runs = numberFrom('FUNNEL_RUNS', 60);
const first = numberFrom('FUNNEL_SEED', 1) * 100_000;

const OPTIONS: IntakeOptions = {
  ...{ headings: [], encoding: undefined, delimiter: undefined, timezone: undefined, currency: undefined },
  ...{ decimal: undefined, dates: undefined, asOf: '2026-06-30 23:59:59.999999', exclude: undefined, guess: false },
  ...{ dimensions: new Map(), worked: new Map(), rules: new Map(), statuses: new Map(), ids: {} },
};

const harness = makeHarness();
let scratch: Scratch;
let engine: Engine;
beforeAll(async () => {
  scratch = await makeScratch();
  engine = await openDuckDb({ files: [await scratch.path(columnsFile('0')), await scratch.path(columnsFile('1'))] });
});
afterAll(() => {
  engine.close();
  scratch.remove();
  harness.remove();
});

const counted = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);

/** Dates in one of the ways that they are written, those that are none among them. */
function dateIn(random: Random, form: number): string {
  const [year, month, day] = [
    random.pick([1989, 1990, 2000, 2024, 2025, 2026, 2100, 2199, 2200]),
    random.int(0, 13),
    random.int(0, 32),
  ];
  const time = `${two(random.int(0, 24))}:${two(random.int(0, 60))}`;
  const seconds = `:${two(random.int(0, 60))}`;
  const [d, m] = random.chance(0.3) ? [String(day), String(month)] : [two(day), two(month)];
  return [
    `${d}.${m}.${year} ${time}${seconds}`,
    `${year}-${m}-${d}T${time}`,
    `${year}-${m}-${d} ${time}${seconds}.${random.int(0, 999)}`,
    `${m}/${d}/${year}, ${time}`,
    `${d}.${m}.${year}`,
    `${year}/${m}/${d}`,
    `${random.int(1, 28)} марта ${year} г.`,
    `${year}-${m}-${d}T${time}${seconds}+03:00`,
    `${m}/${d}/${year} ${random.int(1, 12)}:${two(random.int(0, 59))} PM`,
  ][form] as string;
}

const digits = (random: Random, most: number): string =>
  Array.from({ length: random.int(1, most) }, () => random.int(0, 9)).join('');

/** Amounts in one of the ways that they are written, of up to twenty digits. */
function amountIn(random: Random, form: number): string {
  const whole = digits(random, random.chance(0.05) ? 20 : 8);
  const part = digits(random, random.chance(0.1) ? 9 : 2);
  return amountWritten(whole, part, form);
}

const wrapped = (random: Random, cell: string): string =>
  random.chance(0.04) ? random.pick([` ${cell}`, `${cell} `, `\u00a0${cell}`, `\t${cell}`, `'${cell}`]) : cell;
/** Mostly cells of one or two forms, as columns have them; few that are something else. */
function columnOf(random: Random, cell: (random: Random, form: number) => string, forms: number): () => string {
  const [own, other] = [random.int(0, forms - 1), random.int(0, forms - 1)];
  return () => {
    if (random.chance(0.05)) return random.pick(ODD);
    const form = random.chance(0.97) ? own : random.chance(0.5) ? other : random.int(0, forms - 1);
    return wrapped(random, cell(random, form));
  };
}

const idIn = (random: Random): string =>
  random.weighted([
    [`L-${random.int(1, 3000)}`, 60],
    [`${random.pick(['@A', '[Z', '`a', '{z', 'aZ', 'é'])}${digits(random, 2)}`, 5],
    [
      `${random.pick(['', ...DECORATIONS])}${random.pick(['AZaz', 'Zz-', 'qM0', 'x'.repeat(40)])}${digits(random, 9)}`,
      15,
    ],
    [`${random.pick(DECORATIONS)}${digits(random, 18)}`, 5],
    [`${random.pick(DECORATIONS)}${random.pick(['', 'l:5', '0', ' 7', '-', 'A-7'])}`, 5],
    [`[${digits(random, 4)}]`, 5],
    [random.pick(['test', '0', 'n/a', ...NULLS, '\u200b77', '5.8E+18', 'é1', 'Ъ-9']), 10],
  ]);
const wordIn = (random: Random): string =>
  random.pick([
    'mail',
    'Почта',
    ...NULLS,
    ' NULL',
    'null',
    'NA',
    'phone',
    'a, b',
    '«Звонок»',
    'x'.repeat(random.int(1, 90)),
  ]);

const HEADINGS = ['Id', 'Created', 'Closed', 'Amount', 'Word', 'Unread'];
/** A file of a CRM. */
function fileOf(random: Random): string {
  const [delimiter, newline] = [random.pick([',', ';', '\t', '|']), random.pick(['\n', '\r\n'])];
  const cells = [
    () => idIn(random),
    columnOf(random, dateIn, 9),
    columnOf(random, dateIn, 9),
    columnOf(random, amountIn, AMOUNT_FORMS),
    () => wordIn(random),
    () => random.pick(['', 'nobody reads this', '"']),
  ];
  const written = (cell: string) =>
    /["\n\r]/.test(cell) || cell.includes(delimiter) || random.chance(0.05) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const rows = Array.from({ length: random.int(1, 400) }, () => cells.map((cell) => written(cell())).join(delimiter));
  return [HEADINGS.join(delimiter), ...rows].join(newline) + (random.chance(0.5) ? newline : '');
}

/** The cells of the clean rows, as another reader of CSV has them. */
async function cellsIn({ clean, shape }: Loaded, content: string): Promise<string[][]> {
  return clean.skip === 0
    ? cellsOf(readFileSync(clean.path), shape.delimiter)
    : cellsOf(Buffer.from(content), shape.delimiter).slice(1);
}

async function loadedOf(content: string): Promise<Loaded> {
  const path = join(harness.base, 'pass.csv');
  // What is written over a file of that name would wait for the disk.
  rmSync(path, { force: true });
  writeFileSync(path, content);
  const settings = described('crm', {
    lead_id: 'Id',
    created_at: 'Created',
    closed_at: 'Closed',
    revenue: 'Amount',
    reason: 'Word',
  });
  const { loaded } = await loadFiles([{ path, name: 'pass.csv', settings }], OPTIONS, scratch);
  return loaded[0] as Loaded;
}

const timeout = 60_000 + runs * 1_000;

const seeds = Array.from({ length: runs }, (_, at) => first + at);

describe('a file that is read by the pass', () => {
  it('has the shapes that its cells have, counted, with what they prove and which days they name', {
    timeout,
  }, async () => {
    let named = 0;
    for (const seed of seeds) {
      const content = fileOf(makeRandom(seed));
      const loaded = await loadedOf(content);
      const { typed } = requestOf(loaded.recognised, new Map(), [], OPTIONS);
      const clear = clearCell(loaded);
      const cells = await cellsIn(loaded, content);
      for (const [index, shapes] of await shapesOfColumns(loaded, typed)) {
        const counts = new Map<string, number>();
        const proofs = new Set<string>();
        const days = new Set<string>();
        for (const row of cells) {
          const cell = clear(row[index] ?? '', index < 3);
          if (cell === null) continue;
          counts.set(shapeIn(cell), (counts.get(shapeIn(cell)) ?? 0) + 1);
          const [, a = 0, b = 0] = (/^\D{0,14}(\d\d?)[-./](\d\d?)[-./]\d\d/.exec(cell) ?? []).map(Number);
          if (index < 3 && a > 12 && a < 32 && b < 13) proofs.add(`dayFirst ${shapeIn(cell)}`);
          if (index < 3 && b > 12 && b < 32 && a < 13) proofs.add(`monthFirst ${shapeIn(cell)}`);
          const [, ...parts] = /^\D{0,14}(\d{4})[-./](\d\d?)[-./](\d\d?)(?!\d)/.exec(cell) ?? [];
          const day = parts.map((part) => part.padStart(2, '0')).join('-');
          if (index < 3 && isDay(day) && day >= '1990' && day < '2200') days.add(`${day} ${shapeIn(cell)}`);
          if (index === 3 && /^[^\d.,]*0[.,]\d{3}[^\d.,]*$/.test(cell)) proofs.add(`fraction ${shapeIn(cell)}`);
        }
        expect([seed, new Map(shapes.map(({ shape, count }) => [shape, count]))]).toEqual([seed, counts]);
        expect(
          new Set(shapes.flatMap(({ shape, proves }) => [...(proves ?? [])].map((proof) => `${proof} ${shape}`))),
        ).toEqual(proofs);
        expect(
          new Set(shapes.flatMap(({ shape, days: named = [] }) => [...named].map((day) => `${day} ${shape}`))),
        ).toEqual(days);
        named += days.size;
      }
    }
    expect(named).toBeGreaterThan(seeds.length);
  });

  it('has the values that the engine makes of its texts, and the texts of the file', { timeout }, async () => {
    let [files, values] = [0, 0];
    for (const seed of seeds) {
      const ids = { ignoreCase: seed % 2 === 0 };
      const read = await readBothWays(fileOf(makeRandom(seed)), { ...OPTIONS, ids }, seed);
      if (read === undefined) continue;
      files++;
      values += read;
    }
    // Most files can be settled, and most of their cells are read by the pass: else nothing was compared.
    expect(files).toBeGreaterThan(runs * 0.25);
    expect(values).toBeGreaterThan(files * 100);
  });
});

describe('a file whose cells are at the edges of what the pass holds', () => {
  const file = (rows: readonly (readonly string[])[]) => [HEADINGS, ...rows].map((row) => row.join(';')).join('\n');

  it('has every day there is, and none that is not: of each month, in leap years and others, to the last second', async () => {
    const parts = [1989, 1990, 1999, 2000, 2023, 2024, 2100, 2199, 2200].flatMap((year) =>
      // A month of 13 would be a day.
      [...counted(0, 12), 32].flatMap((month) => [0, 1, 28, 29, 30, 31, 32].map((day) => ({ year, month, day }))),
    );
    const times = ['00:00:00', '23:59:59', '24:00:00', '23:60:00', '23:59:60', '99:99:99'];
    const moments = parts.flatMap(({ year, month, day }) =>
      times.map((time) => `${two(day)}.${two(month)}.${year} ${time}`),
    );
    const rows = moments.map((moment, at) => [`L-${at}`, '01.03.2026', moment, '', '', '']);
    const isDay = ({ year, month, day }: (typeof parts)[number]) =>
      year >= 1990 && year < 2200 && month > 0 && new Date(Date.UTC(year, month - 1, day)).getUTCMonth() === month - 1;
    const there = parts.filter((part) => isDay(part) && part.day > 0).length * 2;
    expect(await readBothWays(file(rows), { ...OPTIONS, asOf: undefined })).toBe(moments.length + there);
  });

  it('names the days of as many years as it has room for, and no others', async () => {
    const kept = ['1990-01-01', '1990-12-31', '2199-01-01', '2199-12-31'];
    const days = ['0000-01-01', '1989-12-31', ...kept, '2200-01-01', '9999-12-31'];
    const loaded = await loadedOf(file(days.map((day, at) => [`L-${at}`, day, '', '', '', ''])));
    const shapes = await shapesOfColumns(loaded, requestOf(loaded.recognised, new Map(), [], OPTIONS).typed);
    const named = [...shapes.values()].flatMap((own) => own.flatMap(({ days = [] }) => [...days]));
    expect(named).toEqual(kept);
  });

  it('has amounts of as many digits as fit, and leaves those of more to the engine', async () => {
    for (const whole of counted(1, 21)) {
      const amounts = counted(0, 8).flatMap((part) =>
        ['9', '1', '0'].flatMap((digit) => {
          const written = digit.padEnd(whole, digit === '1' ? '0' : digit);
          const amount = part === 0 ? written : `${written}.${'9'.repeat(part)}`;
          return [amount, `-${amount}`];
        }),
      );
      const read = await readBothWays(file(amounts.map((amount, at) => [`L-${at}`, '01.03.2026', '', amount, '', ''])));
      // Twelve digits before the mark and six behind it, sixteen in all.
      const fitting = whole > 12 ? 0 : Math.min(6, 16 - whole) + 1;
      expect([whole, read]).toEqual([whole, amounts.length + fitting * 6]);
    }
  });

  it('has texts that end wherever a block may, and as many different ones as are numbered and more', async () => {
    const lengths = counted(1, 140).map((length) => 'ж'.repeat(length / 2) + 'x'.repeat(length % 2));
    for (const words of [4_095, 4_096, 4_097]) {
      const all = [...lengths, ...counted(lengths.length + 1, words).map((word) => `word ${word}`)];
      await readBothWays(file([...all, ...all].map((word, at) => [`L-${at}`, '01.03.2026', '', '', word, word])));
    }
  });

  it('has as many shapes in a column as are kept and more, of cells that are as long as a shape and longer', async () => {
    const notes = counted(1, 70).map((length) => '\u00a0'.repeat(length % 7) + 'z'.repeat(length));
    const spaces = counted(0, 40).map((length) => ' '.repeat(length));
    const dates = spaces.flatMap((before) => [`${before}02.03.2026`, `02.03.2026${before}`]);
    const rows = [...dates, ...notes, ...dates].map((cell, at) => [`L-${at}`, '01.03.2026', cell, '', '', '']);
    expect(await readBothWays(file(rows))).toBe(rows.length + 2 * dates.length);
  });
});

/**
 * Reads a file by the programs of its shapes and without one, and expects the same rows, and the texts that it has. Gives
 * how many values the pass made; undefined: its columns cannot be settled.
 */
async function readBothWays(content: string, options: IntakeOptions = OPTIONS, seed = 0): Promise<number | undefined> {
  const loaded = await loadedOf(content);
  const request = requestOf(loaded.recognised, new Map(), [], options);
  const shapes = await shapesOfColumns(loaded, request.typed);
  const readings = settled(loaded, shapes);
  if (!readings) return undefined;
  const rows = async (by: ReadonlyMap<number, Reading>, index: number, asked: CellRequest) => {
    const how = { shapes, readings: by, asOf: options.asOf };
    const laidOut = await layOut(loaded, asked, how, scratch, String(index));
    expect([seed, laidOut.shapes]).toEqual([seed, shapes]);
    const typing = typingOf(loaded, {
      ...{ request: asked, readings: by, laidOut, options },
      ...{ extras: new Map(), details: [], placeholders: [] },
    });
    const columns = [...typing.fields].map((field) => sql`cast(${name(field)} as varchar)`);
    const list = sql`select ${joined(columns, ', ')}, reject, excluded, marks0, shown from (${typing.rows})`;
    return { laidOut, rows: await engine.query(list) };
  };
  const withPrograms = await rows(readings, 0, request);
  const unread = new Map([...readings].map(([at, { program: _, ...reading }]) => [at, reading]));
  const without = await rows(unread, 1, { ...request, bared: new Set() });
  expect([seed, withPrograms.rows]).toEqual([seed, without.rows]);
  const places = [...without.laidOut.columns.keys()];
  const texts = places.map((at) => sql`coalesce(${name(`c${at}`)}, '')`);
  const laid = await engine.query(
    sql`select ${joined(texts, ', ')} from read_parquet(${literal(without.laidOut.path)})`,
  );
  expect(laid).toEqual((await cellsIn(loaded, content)).map((row) => places.map((at) => row[at])));
  const read = [...withPrograms.laidOut.columns].flatMap(([at, { hasValues }]) =>
    hasValues ? [sql`count(${name(`p${at}`)})`] : [],
  );
  if (read.length === 0) return 0;
  const [counts = []] = await engine.query(
    sql`select ${joined(read, ', ')} from read_parquet(${literal(withPrograms.laidOut.path)})`,
  );
  return counts.reduce<number>((sum, count) => sum + Number(count), 0);
}

describe('a file of several megabytes', () => {
  /** Rows by their number, of which the first megabyte holds some 16,000; the whole has 60,000. */
  const file = (date: (at: number) => string, amount: (at: number) => string) =>
    [HEADINGS, ...counted(1, 60_000).map((at) => [`L-${at}`, '01.03.2026', date(at), amount(at), `word ${at}`, ''])]
      .map((row) => row.join(';'))
      .join('\n');
  const late = (at: number) => at > 50_000;

  it.each<[string, (at: number) => string, (at: number) => string]>([
    ['is what its beginning says', (at) => `${two(1 + (at % 28))}.02.2026`, (at) => `${at},50`],
    ['has a month first, which only its end proves', (at) => `02/${two(late(at) ? 28 : 3)}/2026`, (at) => `${at}.50`],
    ['has a fraction, which only its end proves', () => '', (at) => (late(at) ? `0,${at}`.slice(0, 5) : '1,234')],
    ['has nothing in a column but at its end', (at) => (late(at) ? '02.03.2026' : ''), (at) => (late(at) ? '1.5' : '')],
    ['has a new way of writing at its end', (at) => (late(at) ? '2026-03-02 10:00' : '02.03.2026'), (at) => `${at}`],
    ['has amounts of another currency at its end', () => '', (at) => (late(at) ? '€1,234.50' : '1.234')],
  ])('that %s is laid out as if all of it had been looked at before', async (_, date, amount) => {
    const loaded = await loadedOf(file(date, amount));
    const request = requestOf(loaded.recognised, new Map(), [], OPTIONS);
    const shapes = await shapesOfColumns(loaded, request.typed);
    const settleBy = (known: typeof shapes) => {
      const found = settled(loaded, known);
      if (!found) throw new UserError({ en: 'open', ru: 'открыто' });
      return { readings: found, said: [] };
    };
    const before = settled(loaded, shapes);
    if (!before) {
      await expect(readCells(loaded, request, settleBy, OPTIONS.asOf, scratch, '0')).rejects.toThrow('open');
      return;
    }
    const whole = await layOut(loaded, request, { shapes, readings: before, asOf: OPTIONS.asOf }, scratch, '1');
    const { laidOut } = await readCells(loaded, request, settleBy, OPTIONS.asOf, scratch, '0');
    expect(laidOut.shapes).toEqual(shapes);
    expect(laidOut.columns).toEqual(whole.columns);
    expect(readFileSync(laidOut.path).equals(readFileSync(whole.path))).toBe(true);
  });
});

describe('a file that takes several groups of rows', () => {
  it('has every row in its place, whether its texts are few or many, short or of a third of a megabyte', async () => {
    const rows = Array.from({ length: 130_000 }, (_, at) => {
      const long = at % 20_000 === 7 ? 'я'.repeat(150_000) : `word ${at % 5_000}`;
      return [`L-${at}`, '01.03.2026', '', at % 9 === 0 ? '' : `${at},50`, long].join(';');
    });
    const loaded = await loadedOf(['Id;Created;Closed;Amount;Word', ...rows].join('\n'));
    const request = requestOf(loaded.recognised, new Map(), [], OPTIONS);
    const shapes = await shapesOfColumns(loaded, request.typed);
    const readings = settled(loaded, shapes) ?? new Map();
    const { path } = await layOut(loaded, request, { shapes, readings, asOf: OPTIONS.asOf }, scratch, '0');
    const [row] = await engine.query(sql`select count(*), count(*) filter (where c0 <> 'L-' || file_row_number
        or p1 <> timestamp '2026-03-01' or p3 is distinct from
          case when file_row_number % 9 > 0 then file_row_number + 0.5 end
        or c4 is distinct from case when file_row_number % 20000 = 7 then repeat('я', 150000)
          else 'word ' || (file_row_number % 5000) end)
      from read_parquet(${literal(path)}, file_row_number = true)`);
    expect(row).toEqual([130_000n, 0n]);
  });

  it('says of each ID that came before that it may have, whatever stands before it and in which case, and of hardly another', async () => {
    // Every seventh stands twice, far apart or side by side, in one group or in two.
    const idOf = (at: number) =>
      `${at % 14 === 0 ? 'l:' : ''}${at % 3 === 0 ? 'AB' : 'ab'}-${at % 7 === 0 ? 1 + (at % 1_000) : at}`;
    const rows = Array.from({ length: 130_000 }, (_, at) => `${idOf(at + 1)};01.03.2026;;;`);
    const loaded = await loadedOf(['Id;Created;Closed;Amount;Word', ...rows].join('\n'));
    const request = requestOf(loaded.recognised, new Map(), [], { ...OPTIONS, ids: { ignoreCase: true } });
    const { path } = await layOut(
      loaded,
      request,
      { shapes: new Map(), readings: new Map(), asOf: OPTIONS.asOf },
      scratch,
      '0',
    );
    const [row] =
      await engine.query(sql`select count(*) filter (where turn > 1), count(*) filter (where turn > 1 and r0 is null),
        count(*) filter (where turn = 1 and r0) * 50 < count(*)
      from (select r0, row_number() over (partition by c0 order by file_row_number) as turn
        from read_parquet(${literal(path)}, file_row_number = true))`);
    const known = new Set(
      rows.map((_, at) =>
        idOf(at + 1)
          .replace('l:', '')
          .toLowerCase(),
      ),
    );
    expect(row).toEqual([BigInt(130_000 - known.size), 0n, true]);
  });
});

function settled(
  loaded: Loaded,
  shapes: Awaited<ReturnType<typeof shapesOfColumns>>,
): ReadonlyMap<number, Reading> | undefined {
  const { typed } = requestOf(loaded.recognised, new Map(), [], OPTIONS);
  try {
    return settle('pass.csv', typed, shapes, {
      ...{ decimal: undefined, dates: undefined },
      profile: { decimal: '.', dates: 'dmy' },
      zone: { file: undefined, report: undefined },
      above: new Map(),
    }).readings;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
