import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { folder, funnel } from '../cli/run.js';
import { firm } from '../gates/firm.js';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const [, chapter = ''] = /\n## The weekly job\n([\s\S]*?)\n## /.exec(readme) ?? [];
const recipes = [
  ...chapter.matchAll(/\*\*(Cron|GitLab|GitHub Actions|Windows)\*?\*?[\s\S]*?\n```(yaml)?\n([\s\S]*?)```/g),
].map(([, where = '', language, text = '']) => ({ where, language, text }));
/** What stands behind `funnel`, up to where it goes; no word of it is another to a shell than it is here. */
const commandsOf = (text: string) =>
  [...text.matchAll(/\bnpx --no funnel ([\w ./-]+?)(?: 2> \S+)?$/gm)].map(([, typed = '']) => typed.split(' '));

it('is told for cron, GitLab, GitHub Actions and Windows, first of all what stays in the house', () => {
  expect(recipes.map(({ where }) => where)).toEqual(['Cron', 'GitLab', 'GitHub Actions', 'Windows']);
  for (const { text, language } of recipes) {
    expect(text).toMatch(/^(?:#|rem) exports\/ stays on this machine/);
    expect(commandsOf(text)).toHaveLength(text.split('npx').length - 1);
    if (language) expect(Object.keys(parse(text))).not.toEqual([]);
  }
});

it('runs by every command line as it stands; a week without new exports is red where the job watches for it', {
  tags: 'slow',
}, async () => {
  const cwd = folder({});
  cpSync(firm(''), join(cwd, 'exports'), { recursive: true });
  const monday = () => new Date('2026-10-05T04:00:00Z');
  const aWeekLater = () => new Date('2026-10-12T04:00:00Z');
  const commands = recipes.flatMap(({ where, text }) => commandsOf(text).map((typed) => ({ where, typed })));
  for (const { where, typed } of commands) {
    const { code, err } = await funnel(typed, { cwd, now: monday });
    expect([where, code, code === 0 ? '' : err]).toEqual([where, 0, '']);
  }
  expect(readdirSync(cwd).sort()).toEqual(['exports', 'gates.xml', 'history.csv', 'report.html', 'restated.csv']);
  // The same weeks again are no new ones, and no figure of them is another.
  const periods = readFileSync(join(cwd, 'history.csv'), 'utf8').match(/^[^,]+(?=,(?:whole|too early),)/gm);
  expect([...new Set(periods)]).toEqual(['2026-W37', '2026-W38', '2026-W39', '2026-W40']);
  expect(readFileSync(join(cwd, 'restated.csv'), 'utf8').trim().split('\n')).toHaveLength(1);

  const [watching] = commands.filter(({ typed }) => typed.includes('--ci'));
  expect((await funnel(watching?.typed ?? [], { cwd, now: aWeekLater })).code).toBe(1);
});
