import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/all-commands.js';
import { withCommandFirst } from '../../src/options/on-command.js';
import { folder, funnel, small } from './run.js';

describe('whoever types something else is told what to type', () => {
  it('says what to do first, in both languages, where nothing is asked', async () => {
    const en = await funnel([]);
    const ru = await funnel(['--lang', 'ru']);
    expect([en.code, en.err, ru.code, ru.err]).toEqual([0, '', 0, '']);
    expect(en.out).toMatch(/funnel check exports\/[\s\S]*funnel init exports\/[\s\S]*funnel report exports\//);
    expect(ru.out).toMatch(/funnel check выгрузки\/[\s\S]*funnel init выгрузки\/[\s\S]*funnel report выгрузки\//);
  });

  it('takes options before the command too, and no value of theirs for it', () => {
    const first = (line: string) => withCommandFirst(line.split(' '), COMMANDS).join(' ');
    expect(first('-f csv --by source sources in')).toBe('sources -f csv --by source in');
    expect(first('--guess -q report in')).toBe('report --guess -q in');
    expect(first('--for google conversions in')).toBe('conversions --for google in');
    for (const line of ['report in -q', '--section report in', '-- report', '-q in report', '--lang ru'])
      expect(first(line)).toBe(line);
  });

  it('gives the help of a command to whoever asks with a word', async () => {
    const { code, out } = await funnel(['help', 'sources']);
    expect(code).toBe(0);
    expect(out).toBe((await funnel(['sources', '--help'])).out);
  });

  it.each([
    [['exports'], 'exports is a path, and no command', 'funnel report exports'],
    [['crm.csv', '--month', '2026-10'], 'crm.csv is a path', 'funnel report crm.csv'],
    [['reprot', 'exports'], 'unknown command reprot', 'report'],
    [['report', 'exprots'], 'exprots: there is no such file or folder', 'exports'],
    [['report', './exports/../crm.cvs'], 'no such file or folder', 'crm.csv'],
    [['report', 'exports', '-f', 'jsn'], '--format jsn: there is no such choice', '--format json'],
    [['report', 'exports', '--period', 'mont'], '--period mont: there is no such choice', '--period month'],
  ])('%j', async (argv, what, meant) => {
    const cwd = folder(small());
    mkdirSync(join(cwd, 'exports'));
    const { code, out, err } = await funnel(argv, { cwd });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(what);
    expect(err).toContain(`did you mean ${meant}?`);
  });

  it('does not greet whoever asks for the help of a command that there is not', async () => {
    const { out, code } = await funnel(['help', 'foo']);
    expect([out, code]).toEqual(['', 2]);
  });

  it('lists the choices where none is near', async () => {
    const { err } = await funnel(['report', '-f', 'powerpoint']);
    expect(err).toContain('there are: table, csv, json');
  });

  it('shows the options of every command to whoever asks for all, and those of one to whoever names it', async () => {
    const all = (await funnel(['--help-all'])).out;
    const helps = await Promise.all(COMMANDS.map(({ name }) => funnel([name, '--help-all'])));
    for (const { out } of helps) expect(all).toContain(out.trim());
    const [short, whole] = [(await funnel(['check', '--help'])).out, (await funnel(['check', '--help-all'])).out];
    expect(short).not.toContain('--encoding');
    expect(whole).toContain('--encoding');
  });

  it('lists commands by the questions that people come with, in that order, and all others below', async () => {
    const { out } = await funnel(['--help', '--lang', 'ru'], { width: 200 });
    const [, listed = ''] = out.split('эта справка\n');
    const asked = listed
      .trimStart()
      .split(/^(?=\S)/m)
      .map((group) => [group.split('\n')[0], ...[...group.matchAll(/^ {2}(\w+)/gm)].map(([, name]) => name)]);
    const [rest, ...others] = asked.slice(5).flat();
    expect(asked.slice(0, 5)).toEqual([
      ['Что за неделю?', 'report'],
      ['Что обсудить?', 'review'],
      ['Кто не ответил?', 'sla', 'stuck'],
      ['Почему цифры не сходятся?', 'reconcile'],
      ['Откуда эта цифра?', 'explain'],
    ]);
    expect(rest).toBe('Все остальные команды:');
    for (const { name } of COMMANDS) expect([...asked.flat(), ...others]).toContain(name);
  });

  it('says of the days of diff what is so there', async () => {
    expect((await funnel(['diff', '--help'])).out).not.toContain('the days that ads and CRM both cover');
  });

  it.each([50, 60, 80, 100])('breaks the lines of a help between words, %i columns wide', async (width) => {
    for (const lang of ['en', 'ru']) {
      const { out } = await funnel(['report', '--help', '--lang', lang], { width });
      const [, options = ''] = out.split(/^(?:Options|Параметры):$/m);
      expect(options.split('\n').filter((line) => line.length > width && /\s\S+\s\S/.test(line.slice(25)))).toEqual([]);
    }
  });

  it('speaks Russian in a Russian help, commander’s own words too', async () => {
    for (const argv of [['--help'], ['report', '--help'], ['init', '--help']]) {
      const { out } = await funnel([...argv, '--lang', 'ru'], { width: 200 });
      expect(out).not.toMatch(/<[a-z]+>|\[options]|\[command]|\[paths|default|choices|Usage|Options|Global|Arguments/);
    }
  });
});
