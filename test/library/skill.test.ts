import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { folder, funnel } from '../cli/run.js';
import { shortDemo } from '../cli/short-demo.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const skill = readFileSync(join(root, 'src/SKILL.md'), 'utf8');
const commands = [...skill.matchAll(/^ {4}funnel (.+)$/gm)].map(([, typed]) => typed as string);

it('the skill for assistants is in the package, and is one: it has a name and says when it is of use', () => {
  expect(readFileSync(join(root, 'dist/SKILL.md'), 'utf8')).toBe(skill);
  const { name, description } = parse(/^---\n([\s\S]*?)\n---\n/.exec(skill)?.[1] ?? '');
  expect([name, description]).toEqual(['funnel', expect.stringContaining('Use it instead of')]);
});

it('the skill names commands and columns that are there: each line runs as it stands, over the demo', {
  tags: 'slow',
}, async () => {
  const [whole, short] = [folder({}), folder({})];
  cpSync(join(root, 'fixtures/demo'), join(whole, 'exports'), { recursive: true });
  mkdirSync(join(short, 'exports'));
  for (const [name, bytes] of Object.entries(shortDemo())) writeFileSync(join(short, 'exports', name), bytes);
  for (const cwd of [whole, short])
    cpSync(join(root, 'fixtures/demo-calls'), join(cwd, 'demo-calls'), { recursive: true });
  const printed = new Map<string, string>();
  for (const typed of commands) {
    const words = (typed.match(/(?:"[^"]*"|\S)+/g) ?? []).map((word) => word.replaceAll('"', ''));
    // Figures that it quotes are of all leads; else a few of them show that there is something to print.
    const cwd = /^(?:check|explain|report exports\/ -f)/.test(typed) ? whole : short;
    const { code, out, err } = await funnel(['--lang', 'en', ...words], { cwd });
    // Two lines of the demo cannot be read: that needs a person.
    const isFine = code === (typed.startsWith('check') ? 1 : 0);
    expect([typed, isFine, isFine ? '' : err]).toEqual([typed, true, '']);
    printed.set(typed, out);
  }
  const json = (begin: string) =>
    JSON.parse(printed.get(commands.find((typed) => typed.startsWith(begin)) ?? '') ?? '');

  const report = json('report exports/ -f');
  for (const key of ['schema', 'period', 'as_of', 'basis', 'currency', 'warnings', 'result', 'findings', 'to_decide'])
    expect(report).toHaveProperty(key);
  const { columns, rows } = report.reports.sources as { columns: { name: string; kind: string }[]; rows: unknown[][] };
  expect([...new Set(columns.map(({ kind }) => kind))]).toEqual(expect.arrayContaining(['rate', 'ratio', 'unit_cost']));
  const row = columns.findIndex(({ name }) => name === 'row');
  expect(new Set(rows.map((cells) => cells[row]))).toEqual(new Set(['source', 'paid', 'total']));
  expect(json('sources exports/ --month 2026-03 --basis').basis).toBe('event');
  for (const name of ['trend', 'leak', 'reconcile_counts', 'plan', 'sla'])
    expect(json('report exports/ --section').reports).toHaveProperty(name);
  expect(json('stages').reports.stages.columns.at(-1).name).toBe('state');

  // What it quotes for an example is what the program says.
  const { value, parts, filters, left_out, at_least } = json('explain');
  expect([Number(value), parts.map((part: { value: unknown }) => Number(part.value)), at_least]).toEqual([
    120,
    [108000, 900],
    false,
  ]);
  expect(skill).toContain('CPL of VK Реклама: 120.00 RUB (108,000.00 / 900)');
  expect(filters[0]).toContain('2026-02-01 to 2026-03-31, followed to 2026-05-31 18:42');
  expect(left_out).toContain('lines of amocrm_export_leads_2026-05-31.csv: repeats of others 6, rejected 2');
  expect(report.period).toEqual({ from: '2026-02-01', to: '2026-03-31' });
});
