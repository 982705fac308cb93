import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../src', import.meta.url));

/** Room → the other rooms that it may use. All may use `error` and `scratch`, except `model`, which uses nothing. */
const MAY_USE: Record<string, string[]> = {
  model: [],
  error: ['model'],
  io: ['model'],
  scratch: [],
  sources: ['model'],
  engines: ['model'],
  intake: ['model', 'sources', 'engines'],
  drafts: ['model', 'intake'],
  masks: ['model', 'sources', 'intake', 'facts', 'config'],
  facts: ['model', 'engines'],
  doubts: ['model', 'engines', 'facts'],
  reports: ['model', 'engines', 'facts'],
  render: ['model'],
  config: ['model', 'reports'],
  options: ['model'],
  session: ['model', 'sources', 'engines', 'config', 'intake', 'drafts', 'masks', 'facts', 'doubts', 'io'],
  store: ['model', 'engines', 'intake', 'facts', 'doubts', 'session', 'io'],
  commands: [
    ...['model', 'sources', 'engines', 'config', 'options', 'intake', 'facts', 'doubts', 'session'],
    ...['reports', 'render', 'store', 'io'],
  ],
  progress: ['model', 'render', 'io'],
  'command-line': ['model', 'options', 'commands'],
  help: ['command-line', 'model', 'options', 'commands', 'io'],
  main: ['command-line', 'help', 'model', 'options', 'commands', 'io', 'progress'],
  library: ['model', 'options', 'commands', 'reports', 'render', 'io'],
  danfo: ['library'],
  package: ['main', 'library', 'danfo'],
  pack: ['package'],
};

/** The steps of intake. Each uses only those before it; the files beside them put them together. */
const STEPS = ['open', 'shape', 'recognise', 'scan', 'type', 'ledger'];

const files = (readdirSync(src, { recursive: true }) as string[]).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.d.ts'),
);
const roomOf = (file: string): string => (file.split('/')[0] as string).replace(/\.ts$/, '');

/** File → the files of src that it imports, types and dynamic imports included. */
const IMPORTS = new Map(
  files.map((file) => {
    const named = [...codeOf(file).matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, path]) => path as string);
    return [file, named.map((path) => join(dirname(file), path).replace(/\.js$/, '.ts')).filter(isOfSrc)] as const;
  }),
);
const importsOf = (file: string): readonly string[] => IMPORTS.get(file) ?? [];

/** The code of a file without its doc comments: an example in them is not code. */
function codeOf(file: string): string {
  return readFileSync(join(src, file), 'utf8').replace(/^\s*\/\*\*[\s\S]*?\*\//gm, '');
}

/** Whether a path is in src. `package.json`, imported for the version, is not. */
function isOfSrc(file: string): boolean {
  return !file.startsWith('..');
}

/** All files that a file imports, directly or by way of others. */
function reachedFrom(file: string): Set<string> {
  const reached = new Set<string>();
  const next = [...importsOf(file)];
  for (let one = next.pop(); one !== undefined; one = next.pop()) {
    if (reached.has(one)) continue;
    reached.add(one);
    next.push(...importsOf(one));
  }
  return reached;
}

describe('the house', () => {
  it('has no room that the plan does not know', () => {
    expect([...new Set(files.map(roomOf))].filter((room) => !(room in MAY_USE))).toEqual([]);
  });

  it.each(files)('%s uses only the rooms that it may', (file) => {
    const room = roomOf(file);
    const allowed = new Set([room, ...(room === 'model' ? [] : ['error', 'scratch']), ...(MAY_USE[room] ?? [])]);
    expect(importsOf(file).filter((path) => !allowed.has(roomOf(path)))).toEqual([]);
  });

  it('goes through the steps of intake in one direction', () => {
    const stepOf = (file: string) => (/^intake\/(.+)\//.exec(file)?.[1] ?? '').split('/')[0] as string;
    const within = files.filter((file) => roomOf(file) === 'intake');
    const steps = new Set(within.map(stepOf).filter((step) => step !== ''));
    expect([...steps].sort()).toEqual([...STEPS].sort());
    const placeOf = (file: string) => (stepOf(file) === '' ? STEPS.length : STEPS.indexOf(stepOf(file)));
    const forward = within.flatMap((file) =>
      importsOf(file).flatMap((path) =>
        roomOf(path) === 'intake' && placeOf(path) > placeOf(file) ? [`${file} uses ${path}`] : [],
      ),
    );
    expect(forward).toEqual([]);
  });

  it('has no circle of files that need each other, not of types either', () => {
    expect(files.filter((file) => reachedFrom(file).has(file))).toEqual([]);
  });

  it('calls no two files by one name', () => {
    const names = files.map((file) => basename(file));
    expect(files.filter((file, index) => names.indexOf(basename(file)) !== index)).toEqual([]);
  });

  it('leaves danfojs to those who have it', () => {
    const naming = files.filter((file) => /danfo/i.test(codeOf(file)));
    // The package exports it.
    expect(naming).toEqual(['danfo.ts', 'package.ts']);
  });

  it('catches errors for people in main alone, and goes on without what is refused by one word', () => {
    const catching = files.filter((file) => /instanceof UserError/.test(codeOf(file)));
    expect(catching).toEqual(['error.ts', 'main.ts']);
  });

  it('writes to the terminal through io alone', () => {
    const writing = files.filter((file) => /process\.std(out|err)|console\./.test(codeOf(file)));
    expect(writing).toEqual(['io.ts']);
  });

  it('has no way to the network but that to a store that was named, starts no other program, and runs no text as code', () => {
    const ways =
      /(?:from |import |import\(|require\()'(?:(?:node:)?(?:https?|http2|net|tls|dgram|dns|child_process|cluster|worker_threads|vm|inspector)(?:\/\w+)?|@clickhouse\/client)'/;
    const reaching = files.filter(
      (file) => ways.test(codeOf(file)) || /\b(?:fetch|eval|WebSocket)\(|new Function\(/.test(codeOf(file)),
    );
    // A store is asked by its own client, when an address was given. An executable runs the program from a text that it
    // holds; for files `bin/load.js` does so.
    expect(reaching.toSorted()).toEqual([
      'engines/clickhouse/connect.ts',
      'engines/clickhouse/store-settings.ts',
      'pack/start.ts',
    ]);
  });

  it('never reads the clock for a number', () => {
    const reading = files.filter((file) =>
      /Date\.now|new Date\(\)|performance\.now/.test(readFileSync(join(src, file), 'utf8')),
    );
    // All others are given the time.
    expect(reading).toEqual(['io.ts']);
  });

  it('never puts a value into SQL without binding or quoting it', () => {
    // `raw` takes only SQL of ours: a type, a number, a list of literals. Its argument must not be a name out of a
    // file.
    const suspicious = files.flatMap((file) =>
      [...readFileSync(join(src, file), 'utf8').matchAll(/raw\(([a-z]+\.(?:heading|name|path|value|file))\b/g)].map(
        ([all]) => `${file}: ${all}`,
      ),
    );
    expect(suspicious).toEqual([]);
  });
});
