import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { jsonSchema } from '../src/config/schema.js';
import { SQL_VIEWS } from '../src/model/sql-views.js';
import { fieldsOf, TABLE_NAMES } from '../src/model/tables.js';
import { WARNINGS } from '../src/model/warnings.js';
import { REPORTS } from '../src/reports/all-reports.js';
import { funnel } from './cli/run.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

describe('the README', () => {
  /** The output that the readme shows for a command: all of it, or after `…` only the table. */
  const transcripts = [
    ...readme.matchAll(/^\$ npx funnel ((?:(?:explain )?\S+|sql "[^"]+") fixtures\/.+)\n(…\n)?([\s\S]*?)```/gm),
  ];
  it.each(transcripts.map(([, typed = '', isTable, printed = '']) => [typed, printed, isTable !== undefined] as const))(
    'shows what the program prints for the demo: funnel %s',
    { tags: 'slow' },
    async (typed, printed, isTable) => {
      const words = typed.match(/(?:"[^"]*"|\S)+/g) ?? [];
      const { out, code } = await funnel(
        words.map((word) => word.replaceAll('"', '')),
        { cwd: root, width: 100 },
      );
      expect([code, isTable ? out.split(/^─+\n/m)[1] : out]).toEqual([0, printed]);
    },
  );

  it.each([
    ...['report', 'times', 'leak', 'reconcile', 'trend', 'compare', 'hypotheses', 'plan', 'journey', 'stuck', 'review'],
    ...['standard_matrix', 'scorecard', 'sla', 'explain', 'diff', 'sql'],
  ])('answers the question of %s by what the program prints', (name) => {
    expect(transcripts.map(([, typed]) => typed?.split(' ')[0])).toContain(name);
  });

  it('names every command that --help lists, and no other', async () => {
    const { out } = await funnel(['--help']);
    const commands = [...out.matchAll(/^ {2}([a-z_]+) (?:\[options\]|\[paths)/gm)].map(([, name]) => name as string);
    expect(commands).toEqual(expect.arrayContaining(REPORTS.map(({ name }) => name)));
    for (const [, name] of readme.matchAll(/^funnel ([a-z_]+) /gm)) expect(commands).toContain(name);
  });

  it('has a configuration that the program takes', async () => {
    const [, yaml = ''] = /## funnel\.yaml\n\n```yaml\n([\s\S]*?)```/.exec(readme) ?? [];
    const { parseConfig } = await import('../src/config/read-config.js');
    expect(parseConfig(yaml, 'README.md').files).toHaveLength(10);
  });

  it('lists every code that --strict takes, with what it is of; each stands in a test', () => {
    const [, chapter = ''] = /\n## Warnings\n([\s\S]*?)\n## /.exec(readme) ?? [];
    const listed = [...chapter.matchAll(/^\| `([a-z-]+)` \| (.+) \|$/gm)].map(([, code, words]) => [code, words]);
    expect(listed).toEqual(Object.entries(WARNINGS));
    const tests = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(root, 'test', file), 'utf8'))
      .join('\n');
    expect(Object.keys(WARNINGS).filter((code) => !new RegExp(`[^a-z-]${code}[^a-z-]`).test(tests))).toEqual([]);
  });

  it('names the tables of a query with their columns', () => {
    const [, chapter = ''] = /\n## Your own question\n([\s\S]*?)\n## /.exec(readme) ?? [];
    const listed = [...chapter.matchAll(/^\| `(\w+)` \| (.+) \|$/gm)].map(([, view, columns]) => [view, columns]);
    expect(listed).toEqual(
      Object.entries(SQL_VIEWS).map(([view, { columns }]) => [view, Object.keys(columns).join(', ')]),
    );
  });

  it('names every key of the configuration, and the fields of every table', () => {
    const [, chapter = ''] = /\n## funnel\.yaml\n([\s\S]*?)\n## /.exec(readme) ?? [];
    const { properties } = jsonSchema() as { properties: { files: { anyOf: [{ items: { properties: object } }] } } };
    const keys = [...Object.keys(properties), ...Object.keys(properties.files.anyOf[0].items.properties)];
    expect(keys).toContain('concatenated');
    for (const key of keys) expect(chapter).toMatch(new RegExp(`\\b${key}\\b`));
    for (const table of TABLE_NAMES) {
      const [, fields = ''] = new RegExp(`^\\| \`${table}\` \\| (.+) \\|$`, 'm').exec(chapter) ?? [];
      const added = fields.replace('those of `ad_stats`, and ', `${[...fieldsOf('ad_stats').keys()].join(', ')}, `);
      expect([table, added]).toEqual([table, [...fieldsOf(table).keys()].join(', ')]);
    }
  });
});
