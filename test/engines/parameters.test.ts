import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openDuckDb } from '../../src/engines/duckdb/open.js';
import { type Param, sql, withLiterals, writtenOut } from '../../src/engines/sql.js';

const engine = await openDuckDb({ files: [] });
afterAll(() => engine.close());

const HOSTILE = [
  "'",
  "''",
  "' or 1 = 1 --",
  '"',
  '\\',
  '\0',
  '$1',
  '?',
  ';',
  '/*',
  '--',
  '\n',
  "x'; drop table t; --",
  '',
];
const words = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constantFrom(...HOSTILE));

describe('a parameter', () => {
  const typed: [fc.Arbitrary<Param>, (value: Param) => string][] = [
    [words, () => 'VARCHAR'],
    [fc.boolean(), () => 'BOOLEAN'],
    [fc.constant(null), () => '"NULL"'],
    [fc.maxSafeInteger(), (value) => (Math.abs(Number(value)) < 2 ** 31 ? 'INTEGER' : 'BIGINT')],
    [fc.double({ noNaN: true, noDefaultInfinity: true }).filter((one) => !Number.isInteger(one)), () => 'DOUBLE'],
  ];
  it.each(typed.map((one) => [...one] as const))(
    'comes back as it went in, of the same type: %#',
    { tags: 'slow' },
    async (values, typeOf) => {
      await fc.assert(
        fc.asyncProperty(values, async (value) => {
          const [row] = await engine.query(sql`select ${value}, typeof(${value})`);
          expect(row).toEqual([Number.isInteger(value) ? BigInt(value as number) : value, typeOf(value)]);
        }),
        { seed: 1, numRuns: 100 },
      );
    },
  );

  it('is text of a statement only where nothing in it can end a literal', () => {
    fc.assert(
      fc.property(words, (word) => {
        const { text, params } = writtenOut(sql`select ${word}`);
        if (/['"\\$?\0\n]/.test(word)) expect(params).toEqual([word]);
        else if (params.length === 0) expect(text).toBe(`select '${word}'`);
      }),
      { seed: 1, numRuns: 1000 },
    );
    expect(writtenOut(sql`select ${'2026-10-01'}, ${'Яндекс Директ'}, ${null}`)).toEqual({
      text: "select '2026-10-01', 'Яндекс Директ', null",
      params: [],
    });
  });

  it('is text of a view, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(words, fc.double({ noNaN: true, noDefaultInfinity: true })), async (value) => {
        await engine.run(withLiterals(sql`create or replace view v as select ${value} as one`));
        const [row] = await engine.query(sql`select one from v`);
        expect(row).toEqual([Number.isInteger(value) ? BigInt(value) : value]);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('below zero may stand behind a minus', async () => {
    expect(await engine.query(sql`select 1 -${-5}`)).toEqual([[6n]]);
  });
});
