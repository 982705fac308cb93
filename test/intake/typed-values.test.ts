import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { UserError } from '../../src/error.js';
import type { Loaded } from '../../src/intake/scan/loaded.js';
import { scan } from '../../src/intake/scan/scan.js';
import { type CellGroups, cellGroups } from '../../src/intake/type/cell-groups.js';
import { DECORATIONS } from '../../src/intake/type/clean-id.js';
import type { Part } from '../../src/intake/type/parquet.js';
import { shapesOfColumns } from '../../src/intake/type/profile.js';
import type { CellRequest } from '../../src/intake/type/request.js';
import { settle } from '../../src/intake/type/settle.js';
import type { Wanted } from '../../src/intake/type/wanted.js';
import { BLANKS } from '../../src/model/fold.js';
import { atOnce } from '../../src/model/give-way.js';
import { isNull, NULLS } from '../../src/model/nulls.js';
import { numberFrom } from '../given.js';
import { makeRandom, type Random } from '../oracle/random.js';
import { makeHarness } from './harness.js';
import { minimal } from './text.js';
import { AMOUNT_FORMS, amountWritten, ODD, two } from './written.js';

// Compares the values that the pass makes of cells with what their texts mean to a reader who knows neither shapes nor
// the program. Each value must be the one that its text says, with one order of day and month per separator and one
// decimal mark per column. A cell without a value is kept as written. FUNNEL_FILES=n tries more files, FUNNEL_SEED=n
// others.

const files = numberFrom('FUNNEL_FILES', 5_000);
const first = numberFrom('FUNNEL_SEED', 1) * 1_000_000;

const harness = makeHarness();
afterAll(harness.remove);
const path = join(harness.base, 'typed.csv');

const LATEST = '2026-06-30 23:59:59.999999';
const [FROM, UNTIL] = [Date.UTC(1990, 0, 1), Date.UTC(2026, 6, 1) - 1];

const digits = (random: Random, length: number): string =>
  Array.from({ length }, () => random.pick([...'00123456789999'])).join('');

/** Mostly days there are; the first and the last of what is read, and days there are none, among them. */
function dateIn(random: Random, form: number): string {
  const year = random.pick([1989, 1990, 2000, 2024, 2025, 2026, 2026, 2100, 2200]);
  const month = random.chance(0.03) ? random.pick([0, 13]) : random.int(1, 12);
  const day = random.chance(0.03) ? random.pick([0, 32]) : random.pick([1, 2, 12, 13, 28, 29, 30, 31]);
  const [hour, minute, second] = [random.int(0, 24), random.int(0, 60), random.int(0, 60)].map(two);
  const [d, m] = random.chance(0.2) ? [String(day), String(month)] : [two(day), two(month)];
  return [
    `${d}.${m}.${year} ${hour}:${minute}:${second}`,
    `${d}.${m}.${year} ${hour}:${minute}`,
    `${d}.${m}.${year}`,
    `${m}/${d}/${year} ${hour}:${minute}`,
    `${m}/${d}/${year}`,
    `${d}-${m}-${year}`,
    `${year}-${m}-${d} ${hour}:${minute}:${second}`,
    `${year}-${m}-${d}T${hour}:${minute}`,
    `${year}-${m}-${d}`,
    `${year}/${m}/${d}`,
    `${year}-${m}-${d} ${hour}:${minute}:${second}.5`,
    `${m}/${d}/${year} 1:${minute} PM`,
  ][form] as string;
}

/** Amounts of every width there is: the longest that has a value has sixteen digits. */
function amountIn(random: Random, form: number): string {
  const whole = digits(random, random.chance(0.2) ? random.int(9, 20) : random.int(1, 8));
  const part = digits(random, random.chance(0.2) ? random.int(1, 9) : 2);
  return amountWritten(whole, part, form);
}

/** Cells of one way of writing mostly, as columns have them. */
function columnOf(random: Random, written: (random: Random, form: number) => string, forms: number): () => string {
  const [own, other] = [random.int(0, forms - 1), random.int(0, forms - 1)];
  const odd = random.pick([0, 0.03, 0.2]);
  return () => {
    if (random.chance(odd)) return random.pick(ODD);
    const cell = written(random, random.chance(odd) ? other : own);
    return random.chance(odd / 2) ? random.pick([` ${cell}`, `${cell} `, `\u00a0${cell}`, `'${cell}`]) : cell;
  };
}

const idIn = (random: Random): string =>
  random.pick([
    `L-${random.int(1, 99)}`,
    `${random.pick(DECORATIONS)}${random.pick(['AZaz', 'qM0', '-', ''])}${digits(random, random.int(1, 18))}`,
    `${random.pick(['@A', '[Z', '`a', '{z', 'é', ' '])}${digits(random, 2)}`,
    random.pick(['test', '0', 'n/a', 'Ъ-9', '-', '']),
  ]);
const wordIn = (random: Random): string =>
  random.pick([
    'mail',
    'Почта',
    'phone',
    'a, b; c',
    '«Звонок»',
    '',
    'x'.repeat(random.int(1, 90)),
    `w${random.int(1, 99)}`,
  ]);

const TYPED: Wanted[] = [
  { index: 1, heading: 'Created', kind: 'moment' },
  { index: 2, heading: 'Day', kind: 'day' },
  { index: 3, heading: 'Amount', kind: 'money' },
  { index: 4, heading: 'Clicks', kind: 'count' },
];
const [ID, WORD] = [0, 5];

interface File {
  loaded: Loaded;
  cells: string[][];
}

function fileOf(random: Random): File {
  const [delimiter, newline] = [random.pick([',', ';', '\t', '|']), random.pick(['\n', '\r\n'])];
  const [created, day] = [columnOf(random, dateIn, 12), columnOf(random, dateIn, 12)];
  const [amount, clicks] = [columnOf(random, amountIn, AMOUNT_FORMS), columnOf(random, amountIn, AMOUNT_FORMS)];
  const cells = Array.from({ length: random.int(1, 12) }, () => [
    ...[idIn(random), created(), day(), amount(), clicks(), wordIn(random)],
  ]);
  const lines = cells.map((row) => row.map((cell) => minimal(cell, delimiter)).join(delimiter));
  const text = ['id', ...lines].join(newline) + (random.chance(0.5) ? newline : '');
  const bytes = Buffer.from(text);
  // What is written over a file of that name would wait for the disk.
  rmSync(path, { force: true });
  writeFileSync(path, bytes);
  const scanned = atOnce(scan(bytes, 2 + newline.length, 2, { delimiter: delimiter.charCodeAt(0), width: 6 }));
  // A row of which every cell is empty is none.
  const kept = cells.filter((row) => row.some((cell) => cell.trim() !== ''));
  expect([scanned.records, scanned.broken]).toEqual([kept.length, []]);
  const loaded = {
    ...{ file: { name: 'a.csv' }, clean: { path, skip: 1 }, scan: scanned, size: bytes.length, shape: { delimiter } },
    recognised: { empty: random.chance(0.5) ? ['n/a'] : [] },
    characters: [...BLANKS].filter((char) => char !== ' ' && text.includes(char)),
  };
  return { loaded: loaded as unknown as Loaded, cells: kept };
}

/** What stands in the rows of a group, by the names of its columns; null where nothing does. */
function columnsIn(columns: CellGroups['columns'], rows: number, parts: readonly Part[]) {
  return new Map(
    columns.map(({ name, type }, at) => {
      const { defined, values, texts } = parts[at] as Part;
      const buffer = Buffer.from(values);
      const listed = texts ? textsIn(Buffer.from(texts.bytes)) : textsIn(type === 'text' ? buffer : Buffer.alloc(0));
      let next = 0;
      const value = () => {
        const place = next++;
        if (type === 'flag') return ((buffer[place >> 3] as number) >> (place & 7)) & 1;
        if (type !== 'text') return buffer.readBigInt64LE(place * 8);
        return listed[texts ? buffer.readUInt16LE(place * 2) : place] as string;
      };
      const isThere = (row: number) => defined !== undefined && ((defined[row >> 3] as number) >> (row & 7)) % 2 === 1;
      return [name, Array.from({ length: rows }, (_, row) => (isThere(row) ? value() : null))] as const;
    }),
  );
}

function textsIn(bytes: Buffer): string[] {
  const texts: string[] = [];
  for (let at = 0; at < bytes.length; at += 4 + bytes.readUInt32LE(at))
    texts.push(bytes.toString('utf8', at + 4, at + 4 + bytes.readUInt32LE(at)));
  return texts;
}

/** What a date may mean, in microseconds; null: nothing that is a moment of the years that are read. */
function moment(cell: string, order: 'dayFirst' | 'monthFirst'): bigint | null {
  const [, date = '', ...time] = /^(.+?)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?$/.exec(cell.trim()) ?? [];
  const parts = /^(\d{4})([-./])(\d\d?)\2(\d\d?)$/.exec(date);
  const turned = /^(\d\d?)([-./])(\d\d?)\2(\d{4})$/.exec(date);
  const [year, month, day] = parts
    ? [parts[1], parts[3], parts[4]].map(Number)
    : order === 'dayFirst'
      ? [turned?.[4], turned?.[3], turned?.[1]].map(Number)
      : [turned?.[4], turned?.[1], turned?.[3]].map(Number);
  const [hour = 0, minute = 0, second = 0] = time.map((part) => Number(part ?? 0));
  const found = new Date(Date.UTC(year as number, (month as number) - 1, day, hour, minute, second));
  const isSame =
    found.getUTCMonth() + 1 === month && found.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  return isSame && found.getTime() >= FROM && found.getTime() <= UNTIL ? BigInt(found.getTime()) * 1000n : null;
}

/** What an amount may mean in units of `10^-scale`; null: it is none, or not so written. */
function amount(cell: string, mark: '.' | ',', scale: number): bigint | null {
  const [, open, minus, number = ''] = /^(\()?(-)?[€]?([\d.,\s]*)(?:₽)?\)?$/u.exec(cell.trim()) ?? [];
  const [whole = '', part = '', ...more] = number.replace(/\s/gu, '').split(mark);
  if (more.length > 0 || whole === '' || part.length > scale || /\D/.test(part)) return null;
  const value = BigInt(whole.replace(/\D/g, '') + part.padEnd(scale, '0'));
  return open || minus ? -value : value;
}

/** An ID as the pass has it: without its decoration where nothing reads it as written, and plain so. */
function idOf(cell: string, isBared: boolean, isLowered: boolean) {
  const isPlain = (text: string) => /^[A-Za-z0-9-]*[1-9][A-Za-z0-9-]*$/.test(text);
  const decoration = isBared && !isPlain(cell) ? DECORATIONS.find((one) => cell.startsWith(one)) : undefined;
  const bare = cell.slice(decoration?.length ?? 0);
  if (!isPlain(bare)) return { text: cell, plain: null, bared: null };
  const text = isBared && isLowered ? bare.toLowerCase() : bare;
  return { text, plain: 1, bared: text === cell ? null : 1 };
}

describe('cells that the pass reads', () => {
  const few = Math.ceil(files / 20);
  const timeout = 60_000 + files * 40;
  it(`mean in ${few} files what they say, and stand as they are where that is not beyond doubt`, { timeout }, () =>
    areRead(first, first + few),
  );

  it(`and so in ${files - few} more`, { timeout, tags: 'slow' }, () => areRead(first + few, first + files));

  async function areRead(from: number, until: number) {
    const read = { moment: 0, day: 0, money: 0, count: 0 };
    let settledFiles = 0;
    for (let seed = from; seed < until; seed++) {
      const random = makeRandom(seed);
      const { loaded, cells } = fileOf(random);
      const [isBared, isCaseIgnored] = [random.chance(0.5), random.chance(0.5)];
      const request: CellRequest = {
        ...{
          needed: new Set([0, 1, 2, 3, 4, 5]),
          texts: new Set([WORD]),
          ids: new Set([ID]),
          clicks: new Set(),
          own: ID,
        },
        ...{ bared: new Set(isBared ? [ID] : []), isCaseIgnored, typed: TYPED, words: new Set(), nulls: NULLS },
      };
      const shapes = await shapesOfColumns(loaded, TYPED);
      const readings = settled(shapes);
      if (!readings) continue;
      settledFiles++;
      const { columns, groups } = cellGroups(loaded, request, { shapes, readings, asOf: LATEST });
      let row = 0;
      const values = new Map<number, { cell: string; value: bigint }[]>(TYPED.map(({ index }) => [index, []]));
      for await (const { rows, parts } of groups()) {
        const found = columnsIn(columns, rows, parts);
        for (let at = 0; at < rows; at++, row++) {
          const written = cells[row] as string[];
          const here = (name: string) => found.get(name)?.[at] ?? null;
          same(seed, [here(`c${WORD}`)], [written[WORD] || null]);
          const id = written[ID] as string;
          const { text, plain, bared } = idOf(id, isBared, isCaseIgnored);
          same(seed, [here('c0'), here('q0')], [text || null, plain]);
          if (isBared) same(seed, [id, here('d0')], [id, bared]);
          for (const { index } of TYPED) {
            const [cell, value] = [written[index] as string, here(`p${index}`)];
            if (value !== null) values.get(index)?.push({ cell, value: value as bigint });
            const isNoDate = index < 3 && isNull(cell.trim());
            const isNothing = cell.trim() === '' || isNoDate || (cell.trim() === 'n/a' && here(`c${index}`) === null);
            const kept = value === null && !(isNothing && found.has(`p${index}`)) ? cell || null : here(`c${index}`);
            same(seed, [cell, here(`c${index}`)], [cell, value === null ? kept : null]);
          }
        }
      }
      expect([seed, row]).toEqual([seed, cells.length]);
      for (const { index, kind } of TYPED) {
        const own = values.get(index) ?? [];
        read[kind as keyof typeof read] += own.length;
        const ways =
          kind === 'moment' || kind === 'day'
            ? ['.', '/', '-'].map((separator) => ({
                among: own.filter(({ cell }) => cell.includes(separator)),
                ways: (['dayFirst', 'monthFirst'] as const).map((order) => (cell: string) => moment(cell, order)),
              }))
            : [
                {
                  among: own,
                  ways: (['.', ','] as const).map(
                    (mark) => (cell: string) => amount(cell, mark, kind === 'count' ? 0 : 6),
                  ),
                },
              ];
        for (const { among, ways: all } of ways)
          if (!all.some((way) => among.every(({ cell, value }) => way(cell) === value)))
            expect.fail(
              `seed ${seed}, column ${index}: ${among.map(({ cell, value }) => `${cell} → ${value}`).join('\n')}`,
            );
      }
    }
    // Else nothing was compared.
    expect(settledFiles).toBeGreaterThan((until - from) / 3);
    for (const [kind, count] of Object.entries(read)) expect([kind, count > (until - from) / 2]).toEqual([kind, true]);
  }
});

/** `expect` alone would take most of the time. */
function same(seed: number, found: readonly unknown[], wanted: readonly unknown[]): void {
  if (!isDeepStrictEqual(found, wanted)) expect([seed, ...found]).toEqual([seed, ...wanted]);
}

function settled(shapes: Awaited<ReturnType<typeof shapesOfColumns>>) {
  try {
    return settle('typed.csv', TYPED, shapes, {
      ...{ decimal: undefined, dates: undefined, above: new Map() },
      ...{ profile: { decimal: '.', dates: 'dmy' }, zone: { file: undefined, report: undefined } },
    }).readings;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
