import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/all-commands.js';
import { OPTIONS } from '../../src/options/all-options.js';
import type { Option } from '../../src/options/define-option.js';
import { folder, funnel } from './run.js';

const shared: readonly Option<never, unknown>[] = Object.values(OPTIONS);
const flagOf = ({ flags }: Pick<Option<never, unknown>, 'flags'>): string => /--[a-z-]+/.exec(flags)?.[0] ?? flags;

describe.each(COMMANDS.map(({ name, place, own }) => ({ name, place, own })))('the help of $name', (command) => {
  const { name, place, own = {} } = command;

  it('has the options that hold there and no others, with words in both languages, and on a screen those that it needs', {
    tags: 'slow',
  }, async () => {
    const holding = [...shared.filter(({ on }) => on.includes(place) || on.includes('all')), ...Object.values(own)];
    for (const lang of ['en', 'ru'] as const) {
      for (const [asked, isWhole] of [
        ['--help-all', true],
        ['--help', false],
      ] as const) {
        const { out, code } = await funnel([name, asked, '--lang', lang], { width: 2000 });
        expect(code).toBe(0);
        const [, ...shown] = out.split(/^(?:Options|Параметры|Global Options|Общие параметры):$/m);
        const flags = [...shown.join('\n').matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, flag]) => flag);
        const here = holding.filter(({ isRare }) => isWhole || !isRare);
        const wanted = here.flatMap((one) => [flagOf(one), ...(one.no ? [flagOf(one.no)] : [])]);
        expect(flags.filter((flag) => flag !== '--help' && flag !== '--version').sort()).toEqual(wanted.sort());
        for (const { help, helpOn } of here) expect(out).toContain((helpOn?.[place] ?? help)[lang]);
      }
    }
  });
});

describe('an option', () => {
  it.each(shared)('has words of its own in each language: $flags', ({ help }) => {
    expect(help.en).not.toMatch(/[а-яё]/i);
    expect(help.ru).not.toBe('');
  });

  it('that the README names is one of the list', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const own = COMMANDS.flatMap(({ own: list }) => Object.values(list ?? {}));
    const known = [...shared, ...own].flatMap((one) => [flagOf(one), ...(one.no ? [flagOf(one.no)] : [])]);
    // `npx --no funnel`: an option of npx.
    const named = [...readme.matchAll(/(?:^|[\s`(])(?<!npx )(--[a-z][a-z-]*)/gm)].map(([, flag]) => flag as string);
    expect(named.filter((flag) => ![...known, '--help', '--version'].includes(flag))).toEqual([]);
  });

  it('for days is written once; of others the last value counts, as scripts expect that have usual options', async () => {
    const exports = folder({ 'ads.csv': 'Day,Source,Cost\n2026-10-01,VK,5\n' });
    const twice = async (...flags: string[]) => (await funnel(['sources', exports, '-f', 'csv', ...flags])).code;
    expect(await twice('--month', '2026-10', '--month', '2026-11')).toBe(2);
    expect(await twice('--lang', 'ru', '--currency', 'USD', '--lang', 'en', '--currency', 'RUB')).toBe(0);
  });

  it('that says where to and what is written once, and those of one command need their values as others do', async () => {
    const at = ['--into', 'clickhouse://loader:secret@db.example/funnel'];
    for (const [argv, said] of [
      [['load', '--drop', 'a', '--drop', 'b', ...at], '--drop a and --drop b at once'],
      [['load', '--crm', 'a', 'exports', '--crm', 'b', ...at], '--crm a and --crm b at once'],
      [['load', ...at, 'exports', '--into', 'clickhouse://u:secret@other/x'], 'clickhouse://other/x at once'],
      [['load', '--into', '--list'], '--into: a value is missing before --list\n  → see: funnel load --help'],
      [['report', '-o', '-q'], '-o: a value is missing before -q\n  → see: funnel report --help'],
      [['explain', 'sources.cpl', '--row', '--all'], 'see: funnel explain --help'],
    ] as const) {
      const { code, err } = await funnel(argv);
      expect([argv, code, err]).toEqual([argv, 2, expect.stringContaining(said)]);
      expect(err).not.toContain('secret');
    }
  });
});
