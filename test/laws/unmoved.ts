// The laws under which a report must not differ by a byte: each writes the same exports in another way.

import fc from 'fast-check';
import { makeRandom } from '../oracle/random.js';
import type { Column, Exports, Table, Written } from './written.js';

export interface Law {
  /** What is drawn at random for it. */
  readonly how: fc.Arbitrary<unknown>;
  readonly change: (exports: Exports, how: never) => Exports;
}
const law = <T>(how: fc.Arbitrary<T>, change: (exports: Exports, how: T) => Exports): Law => ({ how, change });
const ofTables = <T>(how: fc.Arbitrary<T>, change: (table: Table, how: T, at: number) => readonly Table[]): Law =>
  law(how, (exports, of) => ({ ...exports, tables: exports.tables.flatMap((one, at) => change(one, of, at)) }));
/** Each file is written in its own way. */
const writtenAs = <K extends keyof Written>(key: K, ...ways: readonly Written[K][]): Law =>
  ofTables(fc.array(fc.constantFrom(...ways), { minLength: 7, maxLength: 7 }), (table, how, at) => [
    { ...table, written: { ...table.written, [key]: how[at % how.length] } },
  ]);

const seed = fc.nat({ max: 999_999 });
function shuffled<T>(all: readonly T[], by: number): T[] {
  const random = makeRandom(by);
  const left = [...all];
  return all.map(() => left.splice(random.int(0, left.length - 1), 1)[0] as T);
}
/** In so many parts, rows of one lead, client or day in the same: what tells two downloads apart is another matter. */
function inParts(table: Table, by: number): Table[] {
  if (table.name === 'whole') return [table];
  const random = makeRandom(by);
  const count = random.int(2, 3);
  const partOf = new Map<string, number>();
  const keyed = table.columns.find(({ field }) => ['lead_id', 'client_id', 'day'].includes(field ?? ''))?.heading ?? '';
  for (const row of table.rows) {
    const key = JSON.stringify(row[keyed]);
    if (!partOf.has(key)) partOf.set(key, random.int(0, count - 1));
  }
  return Array.from({ length: count }, (_, part) => ({
    ...table,
    name: `${part}-${table.name}`,
    rows: table.rows.filter((row) => partOf.get(JSON.stringify(row[keyed])) === part),
  })).filter(({ rows }) => rows.length > 0);
}
/** One way to call each lead or client otherwise. */
const renamed = (id: string, by: number): string =>
  [`K-${id}`, `58050280000${id.padStart(8, '4')}`, `${id}x`, id.split('').reverse().join('')][by] as string;
const NOTES: Column[] = [{ heading: 'Заметка' }, { heading: 'Remark 2' }];

export const UNMOVED: Record<string, Law> = {
  'rows shuffled': ofTables(seed, (table, by) => [{ ...table, rows: shuffled(table.rows, by) }]),
  'files in parts': ofTables(seed, (table, by, at) => inParts(table, by + at)),
  delimiter: writtenAs('delimiter', ',', ';', '\t', '|'),
  encoding: writtenAs('encoding', 'utf-8', 'utf-8 with a mark', 'utf-16le', 'utf-16be', 'windows-1251'),
  newline: writtenAs('newline', '\n', '\r\n', '\r'),
  quotes: writtenAs('quotes', 'where needed', 'all'),
  'columns added': ofTables(seed, (table, by) => {
    const random = makeRandom(by);
    const note = () => random.pick(['', 'call; then, write', 'said "maybe"', 'две\nстроки', '7']);
    const rows = table.rows.map((row) => ({
      ...row,
      ...Object.fromEntries(NOTES.map(({ heading }) => [heading, note()])),
    }));
    return [{ ...table, columns: [...table.columns, ...NOTES], rows }];
  }),
  'columns in another order': ofTables(seed, (table, by) => [{ ...table, columns: shuffled(table.columns, by) }]),
  'decimal mark': writtenAs('amounts', '1234.50', '1234,50', '1,234.50', '1.234,50', '1 234,50'),
  dates: writtenAs('dates', 'yyyy-MM-dd', 'dd.MM.yyyy', 'MM/dd/yyyy', 'dd/MM/yyyy'),
  preamble: writtenAs('preamble', [], ['Выгрузка'], ['Campaign report', 'All campaigns, one by one', '']),
  totals: ofTables(fc.constantFrom('Total', 'Итого', 'Grand total'), (table, total) => [
    { ...table, written: { ...table.written, total: table.table === 'ad_stats' ? total : null } },
  ]),
  'IDs renamed': ofTables(fc.nat({ max: 3 }), (table, by) => {
    const own = table.columns.filter(({ field }) => field === 'lead_id' || field === 'client_id');
    const rows = table.rows.map((row) => ({
      ...row,
      ...Object.fromEntries(
        own.map(({ heading }) => [heading, row[heading] === '' ? '' : renamed(String(row[heading]), by)]),
      ),
    }));
    return [{ ...table, rows }];
  }),
  'threads and memory': law(
    fc.tuple(fc.constantFrom('1', '2', '8'), fc.constantFrom('256MB', '1GB', '4GB')),
    (exports, [threads, memory]) => ({
      ...exports,
      flags: [...exports.flags, '--threads', threads, '--memory', memory],
    }),
  ),
  'files renamed': ofTables(fc.constantFrom('Отчёт (1)', 'z', 'данные, final', 'report'), (table, stem, at) => [
    { ...table, name: `${stem} ${at}${/_\d{4}-.*$/.exec(table.name)?.[0] ?? ''}` },
  ]),
  'from gzip and workbooks': writtenAs('packed', 'plain', 'gzip', 'workbook'),
};
