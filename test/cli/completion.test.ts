import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/all-commands.js';
import { OPTIONS } from '../../src/options/all-options.js';
import { without } from '../given.js';
import { folder, funnel } from './run.js';

const CONFIG = `currency: RUB
dimensions: {product: Товар}
segments: {hot: {Товар: [A]}}
sources: {VK Реклама: [vk], "Zed: 1": [z], "Evil $(touch pwned) \`id\`": [e], "two\\nlines": [t]}
reasons: {Price: [дорого]}
`;
const cwd = folder({ 'funnel.yaml': 'sources: {' });
mkdirSync(join(cwd, 'exports'));
writeFileSync(join(cwd, 'exports', 'funnel.yaml'), CONFIG);

/** What the script of a shell is answered: the words, and what to do where there is none. */
async function answered(words: readonly string[], env: Record<string, string> = {}) {
  const { out, err, code } = await funnel(['complete', '--', ...words], { cwd, env });
  expect([code, err]).toEqual([0, '']);
  const [directive = '', ...lines] = out.trimEnd().split('\n').reverse();
  return { words: lines.reverse().map((line) => line.split('\t')[0]), lines, directive: Number(directive.slice(1)) };
}
const FILES = 0;
const [OPEN, ONLY_THESE] = [2, 4];

describe('a word that is being typed', () => {
  it('is a command first, with what it is for', async () => {
    const { words, lines, directive } = await answered(['']);
    expect(words).toEqual([...COMMANDS.map(({ name }) => name), 'help']);
    expect(lines[0]).toBe('report\tthe unified funnel: stages, sources, reasons');
    expect(directive).toBe(ONLY_THESE);
    expect((await answered(['--lang', 'ru', 'rep'])).lines).toEqual([
      'report\tединая воронка: этапы, источники, причины отказа',
    ]);
  });

  it.each<[string[], string[]]>([
    [
      ['report', '--per'],
      ['--period', '--personal'],
    ],
    // The command is the first word, whatever a folder is called.
    [['check', 'report', '--append'], []],
    [['report', 'check', '--append'], ['--append']],
    [['report', '-f', 'c'], ['csv']],
    [['report', '--format=x'], ['xlsx']],
    [['report', '--by', 'p'], ['platform']],
    [
      ['report', 'exports', '--by', 'p'],
      ['platform', 'product'],
    ],
    [
      ['report', '--config', 'exports/funnel.yaml', '--by', 'p'],
      ['platform', 'product'],
    ],
    [['report', 'exports', '--no-config', '--by', 'p'], ['platform']],
    [
      ['report', 'exports', '--by', 'source,s'],
      ['source,source', 'source,stage', 'source,segment'],
    ],
    [['report', 'exports', '--where', 'source=VK'], ['source=VK Реклама']],
    [['report', 'exports', '--where', 'source!=VK'], ['source!=VK Реклама']],
    [['report', 'exports', '--where', 'segment='], ['segment=hot']],
    [['report', 'exports', '--where', 'reason='], ['reason=дорого']],
    [
      ['report', '--section', 'st'],
      ['stages', 'standard', 'standard_matrix', 'stuck'],
    ],
    [
      ['trend', '--figure', 'cp'],
      ['cpl', 'cpql'],
    ],
    [['check', '--strict=duplicate-l'], ['duplicate-leads']],
    [['report', '--timezone', 'Europe/Mos'], ['Europe/Moscow']],
    [
      ['explain', 'sources.cpl'],
      ['sources.cpl', 'sources.cpl_rank', 'sources.cpl_unique'],
    ],
    [
      ['conversions', '--for', 'y'],
      ['yandex', 'yandex-offline'],
    ],
    [['schema', 'r'], ['report']],
    [['completion', 'p'], ['powershell']],
    [['help', 'stu'], ['stuck']],
  ])('%j may become %j', async (typed, wanted) => {
    expect((await answered(typed)).words).toEqual(wanted);
  });

  it.each([
    [['report', ''], FILES],
    [['report', '-o', ''], FILES],
    [['report', '--append', 'his'], FILES],
    [['explain', 'sources.cpl', ''], FILES],
    [['report', '--from', ''], ONLY_THESE],
    [['report', '--where', 'campaign='], ONLY_THESE],
    [['report', '--where', 'camp'], ONLY_THESE + OPEN],
    [['explain', 'sour'], ONLY_THESE + OPEN],
  ])('%j is told whether it may be a path, and whether it goes on: %i', async (typed, directive) => {
    expect((await answered(typed)).directive).toBe(directive);
  });

  it('is offered no option that its command has not, and the rare ones once they are begun', async () => {
    expect((await answered(['formats', '--'])).words).not.toContain('--by');
    expect((await answered(['report', '-'])).words).not.toContain('--threads');
    expect((await answered(['report', '--th'])).words).toEqual(['--threads']);
    const rest = Object.values(OPTIONS).filter((one) => 'offers' in one || 'choices' in one);
    expect(rest.length).toBeGreaterThan(15);
  });

  it('is offered no name that would end the line of the answer, and in zsh each as it may be inserted', async () => {
    const plain = await answered(['report', 'exports', '--where', 'source=']);
    expect(plain.words.filter((word) => /lines|two/.test(word ?? ''))).toEqual([]);
    const escaped = await answered(['report', 'exports', '--where', 'source=E'], { FUNNEL_COMPLETE: 'escaped' });
    // Else zsh would take what stands behind a colon for a description, and insert another name.
    const colon = await answered(['report', 'exports', '--where', 'source=Z'], { FUNNEL_COMPLETE: 'escaped' });
    expect(colon.words).toContain('source=Zed\\:\\\\ 1');
    expect(escaped.words).toEqual(['source=Evil\\\\ \\\\$\\\\(touch\\\\ pwned\\\\)\\\\ \\\\`id\\\\`']);
  });
});

describe('the script of a shell', () => {
  const BASH = 'bash';
  /** The words that bash would put in, where the program answers so. */
  async function inBash(answer: string, words: readonly string[]) {
    const { out } = await funnel(['completion', 'bash']);
    const list = words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
    const asked = `${out}
funnel() { shift 2; printf '%s\\n' "$@" >asked; printf '%b' '${answer}'; }
COMP_WORDS=(${list}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _funnel; cat asked; echo --; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout } = spawnSync(BASH, ['-c', asked], {
      cwd: folder({}),
      encoding: 'utf8',
      env: { LC_ALL: 'C.UTF-8' },
    });
    const [given = '', replied = ''] = stdout.split('--\n');
    return { given: given.trimEnd().split('\n'), replied: replied.trimEnd().split('\n') };
  }

  it.skipIf(without('bash', spawnSync(BASH, ['-c', 'true']).status === 0))(
    'in bash: what = cuts is put together, and a name is inserted as one word that runs nothing',
    async () => {
      const where = await inBash('source=VK Реклама\\t\\nsource=$(touch pwned)\\t\\n:4\\n', [
        ...['funnel', 'report', 'a b', '--where', 'source', '=', 'V'],
      ]);
      expect(where.given).toEqual(['report', 'a b', '--where', 'source=V']);
      expect(where.replied).toEqual(['VK\\ Реклама', '\\$\\(touch\\ pwned\\)']);
      const flag = await inBash('source\\t\\n:4\\n', ['funnel', 'report', '--by', '=', 'so']);
      expect([flag.given, flag.replied]).toEqual([['report', '--by=so'], ['source']]);
      const quoted = await inBash('source=VK Реклама\\t\\n:4\\n', ['funnel', 'report', '--where', '"source=V']);
      expect([quoted.given.at(-1), quoted.replied]).toEqual(['source=V', ['source=VK Реклама']]);
    },
  );

  it.each(['zsh', 'fish', 'powershell'])('in %s asks the program', async (shell) => {
    const { out, code } = await funnel(['completion', shell]);
    expect([code, out.includes("funnel complete '--'") || out.includes('funnel complete --')]).toEqual([0, true]);
    expect(out.includes('FUNNEL_COMPLETE=escaped')).toBe(shell === 'zsh');
  });

  it('of one that is not known is refused, in either language', async () => {
    expect((await funnel(['completion', 'tcsh'])).err).toBe(
      'funnel: there is no completion for tcsh\n  → there are: bash, zsh, fish, powershell, man\n',
    );
    expect((await funnel(['completion', '--lang', 'ru'])).err).toMatch(/^funnel: для какой оболочки\?\n/);
  });
});

describe('the page of the manual', () => {
  it('has every command, every option, and what each exit code and variable means, in ASCII', async () => {
    for (const lang of ['en', 'ru']) {
      const { out } = await funnel(['completion', 'man', '--lang', lang]);
      expect(out).toMatch(/^[\x20-\x7e\n]*$/);
      const plain = out.replaceAll('\\-', '-');
      for (const { name, own = {} } of COMMANDS) {
        expect(plain).toContain(`\n.B ${name}\n`);
        for (const { flags } of Object.values(own)) expect(plain).toContain(`\n.B ${flags.split(/[<[]/)[0]}`);
      }
      for (const { flags } of Object.values(OPTIONS)) expect(plain).toContain(`\n.B ${flags.split(/[<[]/)[0]}`);
      for (const code of [0, 1, 2, 3, 70, 74, 130, 143]) expect(plain).toContain(`\n.B ${code}\n`);
    }
  });

  const isThere = spawnSync('groff', ['--version']).status === 0;
  it.skipIf(without('groff', isThere))('is read by roff without a complaint', async () => {
    const { out } = await funnel(['completion', 'man']);
    const { stderr, stdout } = spawnSync('groff', ['-man', '-Tutf8', '-ww'], { input: out, encoding: 'utf8' });
    expect([stderr, stdout.includes('exports/')]).toEqual(['', true]);
  });
});
