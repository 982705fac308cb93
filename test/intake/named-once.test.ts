import { afterAll, describe, expect, it } from 'vitest';
import { makeHarness } from './harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const said = async (...rows: string[]) => {
  const outcome = await harness.report({ 'a.csv': `Источник;Дата;Расход\n${rows.join('\n')}\n` });
  return outcome.json.warnings.find(({ code }) => code === 'named-once');
};

describe('names that stand once, above rows without one', () => {
  it('are said to have been merged cells', async () => {
    const found = await said('VK;01.10.2026;10', ';02.10.2026;20', 'Google;01.10.2026;5', ';02.10.2026;6');
    expect([found?.count, found?.message]).toEqual([2, expect.stringContaining('«Источник» is blank in 2 rows')]);
  });

  it.each([
    ['a name comes again', ['VK;01.10.2026;10', ';02.10.2026;20', 'VK;03.10.2026;5', ';04.10.2026;6']],
    ['the first row has none', [';01.10.2026;10', 'VK;02.10.2026;20', ';03.10.2026;5', 'Google;04.10.2026;6']],
    ['most rows have one', ['VK;01.10.2026;10', ';02.10.2026;20', 'Google;01.10.2026;5', 'Meta;01.10.2026;6']],
    ['no row lacks one', ['VK;01.10.2026;10', 'Google;02.10.2026;20']],
  ])('are not where %s', { tags: 'slow' }, async (_, rows) => {
    expect(await said(...rows)).toBeUndefined();
  });
});
