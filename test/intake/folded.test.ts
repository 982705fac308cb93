import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDuckDb } from '../../src/engines/duckdb/open.js';
import type { Engine } from '../../src/engines/engine.js';
import { literal, sql } from '../../src/engines/sql.js';
import { foldedCell } from '../../src/intake/type/conditions.js';
import { BLANKS, fold } from '../../src/model/fold.js';

let engine: Engine;
beforeAll(async () => {
  engine = await openDuckDb({ files: [], threads: 1 });
});
afterAll(() => engine.close());

it('a cell is folded by the engine as words of the configuration are', { tags: 'slow' }, async () => {
  const words = ['Ann Lee', 'ЁЛКА  зелёная', 'Cafe\u0301 Ole', 'naïve', 'ÀÉÎ', 'a\tb', 'a\u000bb', ''];
  const odd = [...BLANKS].flatMap((blank) => [`a${blank}b`, `Ж${blank}${blank}ё`, `é${blank} ${blank}B`]);
  for (const word of [...words, ...odd]) {
    const [[found] = []] = await engine.query(sql`select ${foldedCell(sql`w`)} from (select ${literal(word)} as w)`);
    expect([JSON.stringify(word), found]).toEqual([JSON.stringify(word), fold(word)]);
  }
});
