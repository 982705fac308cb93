import { expect, it } from 'vitest';
import { joined, sql } from '../../src/engines/sql.js';

it('a list of any length is spliced into a statement, its values in their order', { tags: 'slow' }, () => {
  const values = Array.from({ length: 200_000 }, (_, at) => at);
  const list = joined(
    values.map((value) => sql`${value}`),
    ', ',
  );
  expect(sql`select ${'first'}, ${list}`.params).toEqual(['first', ...values]);
});
