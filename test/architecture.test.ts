import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const src = new URL('../src', import.meta.url).pathname;

/** Which rooms a room may use besides itself. `error` may be used by all; `scratch` too. */
const MAY_USE: Record<string, string[]> = {
  model: [],
  error: ['model'],
  io: [],
  scratch: [],
  config: ['model'],
  sources: ['model'],
  engines: ['model'],
  intake: ['model', 'sources', 'engines'],
  facts: ['model', 'engines'],
  doubts: ['model', 'engines', 'facts'],
  reports: ['model', 'engines', 'facts'],
  render: ['model'],
  session: ['model', 'sources', 'engines', 'config', 'intake', 'facts', 'doubts', 'io'],
  commands: [
    'model',
    'sources',
    'engines',
    'config',
    'intake',
    'facts',
    'doubts',
    'session',
    'reports',
    'render',
    'io',
  ],
  main: ['model', 'commands', 'io'],
  library: ['model', 'commands', 'render', 'io'],
  danfo: ['library'],
};

const files = (readdirSync(src, { recursive: true }) as string[]).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.d.ts'),
);
const roomOf = (file: string): string => (relative(src, file).split('/')[0] as string).replace(/\.[jt]s$/, '');

/** Without its documentation: an example in it is not code. */
const codeOf = (file: string): string => readFileSync(join(src, file), 'utf8').replace(/^\s*\/\*\*[\s\S]*?\*\//gm, '');

function importsOf(file: string): string[] {
  const code = readFileSync(join(src, file), 'utf8');
  const found = [...code.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, path]) => path as string);
  return found.map((path) => resolve(dirname(join(src, file)), path)).filter((path) => path.startsWith(`${src}/`));
}

describe('the house', () => {
  it('has no room that the plan does not know', () => {
    const rooms = new Set(files.map((file) => roomOf(join(src, file))));
    expect([...rooms].filter((room) => !(room in MAY_USE))).toEqual([]);
  });

  it.each(files)('%s uses only the rooms that it may', (file) => {
    const room = roomOf(join(src, file));
    const allowed = new Set([room, 'error', 'scratch', ...(MAY_USE[room] ?? [])]);
    if (room === 'model') allowed.delete('error');
    const wrong = importsOf(file).filter((path) => !allowed.has(roomOf(path)));
    expect(wrong.map((path) => relative(src, path))).toEqual([]);
  });

  it('leaves danfojs to those who have it', () => {
    const naming = files.filter((file) => /danfo/i.test(codeOf(file)));
    expect(naming).toEqual(['danfo.ts']);
  });

  it('catches errors for people in main alone', () => {
    const catching = files.filter((file) => /instanceof UserError/.test(codeOf(file)));
    expect(catching).toEqual(['main.ts']);
  });

  it('writes to the terminal through io alone', () => {
    const writing = files.filter((file) => /process\.std(out|err)|console\./.test(codeOf(file)));
    expect(writing).toEqual(['main.ts']);
  });

  it('never reads the clock for a number', () => {
    const reading = files.filter((file) =>
      /Date\.now|new Date\(\)|performance\.now/.test(readFileSync(join(src, file), 'utf8')),
    );
    expect(reading).toEqual([]);
  });

  it('never puts a value into SQL without binding or quoting it', () => {
    // `raw` takes SQL of ours: a type, a number, a list of literals. Nothing that begins with a name out of a file.
    const suspicious = files.flatMap((file) =>
      [...readFileSync(join(src, file), 'utf8').matchAll(/raw\(([a-z]+\.(?:heading|name|path|value|file))\b/g)].map(
        ([all]) => `${file}: ${all}`,
      ),
    );
    expect(suspicious).toEqual([]);
  });
});
