import { describe, expect, it } from 'vitest';
import { WHOLE } from '../../src/reports/all-reports.js';
import { folder, funnel, small, YAML } from '../cli/run.js';

const called = (name: string) => folder({ ...small(), 'funnel.yaml': `${YAML}dimensions:\n  ${name}: Reason\n` });
const line = YAML.split('\n').length + 1;
const NAMES = [...new Set(WHOLE.flatMap(({ columns }) => Object.keys(columns)))];

describe('a dimension of the configuration', () => {
  it.each(NAMES)('is not called %s: a column of a report is', { tags: 'slow' }, async (name) => {
    const { code, err } = await funnel(['reasons', called(name), '--by', name, '-f', 'csv']);
    expect(code).toBe(2);
    expect(err).toMatch(
      new RegExp(`funnel.yaml: line ${line}: dimensions.${name}: \`${name}\` is a (column of \\w+|dimension) already`),
    );
    expect(err).toMatch(/→ (give the dimension another name, like `\w+`|choose a name other than)/);
  });

  it('is refused whatever its case, in both languages, before any file is read', async () => {
    const { code, err } = await funnel(['check', called('Share'), '--lang', 'ru']);
    expect(code).toBe(2);
    expect(err).toContain('столбец `Share` уже есть в отчёте «Причины отказа»');
  });

  it('may be called like no column: its values stand under its name, and every other under its own', {
    tags: 'slow',
  }, async () => {
    const path = called('lost_to');
    const read = async (...flags: string[]) => {
      const { out, code, err } = await funnel(['reasons', path, '-f', 'csv', ...flags]);
      expect([code, code === 0 ? '' : err]).toEqual([0, '']);
      const [header = '', ...rows] = out.trimEnd().split('\n');
      return rows.map((row) => new Map(header.split(',').map((name, at) => [name, row.split(',')[at]])));
    };
    const [plain, broken] = [await read(), await read('--by', 'lost_to')];
    expect(broken[0]?.has('lost_to')).toBe(true);
    for (const name of ['lost', 'money_spent', 'mostly_from', 'examples'])
      expect([name, broken.map((row) => row.get(name))]).toEqual([name, plain.map((row) => row.get(name))]);
  });
});
