import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const guide = readFileSync(join(root, '.github/CONTRIBUTING.md'), 'utf8');

interface Example {
  path: string;
  /** The list that it is a line of; undefined: it is a whole file. */
  list: string | undefined;
  code: string;
}

const examples: Example[] = [...guide.matchAll(/```ts\n\/\/ (src\/\S+\.ts)(?:, in (\w+))?\n([\s\S]*?)```/g)].map(
  ([, path = '', list, code = '']) => ({ path, list, code }),
);

/** Puts the line into the list, right after its bracket, and its imports at the top of the file. */
function withLine(source: string, { path, list, code }: Example): string {
  const [, imports = '', line = ''] = /^((?:import .*\n)*)\n*([\s\S]*)$/.exec(code) ?? [];
  const start = new RegExp(`const ${list}\\b[^=]*= [[{]`).exec(source);
  if (!start) throw new Error(`${path} has no list ${list}`);
  const at = start.index + start[0].length;
  return `${imports}${source.slice(0, at)}\n${line}${source.slice(at)}`;
}

describe('what the guide says of adding things', () => {
  const house = mkdtempSync(join(tmpdir(), 'funnel-guide-'));
  afterAll(() => rmSync(house, { recursive: true, force: true }));

  beforeAll(() => {
    cpSync(join(root, 'src'), join(house, 'src'), { recursive: true });
    for (const file of ['package.json', 'tsconfig.json']) cpSync(join(root, file), join(house, file));
    symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'));
    for (const example of examples) {
      const path = join(house, example.path);
      if (!example.list && existsSync(path)) throw new Error(`${example.path} is there already`);
      writeFileSync(path, example.list ? withLine(readFileSync(path, 'utf8'), example) : example.code);
    }
  });

  it('has an example of everything that can be added', () => {
    const folders = new Set(examples.map(({ path }) => path.split('/').slice(1, -1).join('/')));
    for (const folder of ['reports', 'model', 'model/figures', 'facts', 'options', 'doubts', 'sources/ads'])
      expect([...folders]).toContain(folder);
  });

  it('compiles, all of it put in its places', { tags: 'slow' }, () => {
    const tsc = join(root, 'node_modules/.bin/tsc');
    const { stdout } = spawnSync(tsc, ['-p', 'tsconfig.json'], { cwd: house, encoding: 'utf8' });
    expect(stdout).toBe('');
  });

  it('and works: the platform is read, the report has its command, figures and dimension, the doubt is said', () => {
    const banner = "import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);";
    const bundled = [
      '--bundle',
      '--platform=node',
      '--format=esm',
      '--external:@duckdb/node-bindings',
      '--loader:.wasm=binary',
    ];
    execFileSync(
      join(root, 'node_modules/.bin/esbuild'),
      ['src/main.ts', ...bundled, '--outfile=dist/main.mjs', '--log-level=error', `--banner:js=${banner}`],
      { cwd: house },
    );
    cpSync(join(root, 'src/intake/open/pass.wasm'), join(house, 'dist/pass.wasm'));
    // One process answers everything: starting it takes most of the time.
    const program = `import { run } from './dist/main.mjs';
const said = [];
for (const argv of JSON.parse(process.argv[2])) {
  const [stdout, stderr] = [[], []];
  await run(argv, { out: (chunk) => void stdout.push(String(chunk)), err: (chunk) => void stderr.push(chunk) });
  said.push({ stdout: stdout.join(''), stderr: stderr.join('') });
}
process.stdout.write(JSON.stringify(said));
`;
    for (const [name, content] of Object.entries({ ...EXPORTS, 'run.mjs': program }))
      writeFileSync(join(house, name), content);
    const asked = [
      ['managers', '--by', 'medium', '--note', 'Autumn'],
      ['explain', 'managers.lost_deals', '--row', 'manager=Anna'],
      ['explain', 'managers.lost_deals', '--ids'],
      ['sources'],
      ['sources', '--note', ' '],
    ].map((argv) => [...argv, 'crm.csv', 'quora.csv', '-f', 'csv', '--lang', 'en']);
    const said = execFileSync(process.execPath, ['run.mjs', JSON.stringify(asked)], { cwd: house, encoding: 'utf8' });
    const [managers, ofAnna, ofAll, sources, refused] = JSON.parse(said) as { stdout: string; stderr: string }[];
    expect(managers?.stderr).toContain('! 1 lead that no manager has');
    expect(managers?.stdout.split('\n')).toEqual([
      'medium,manager,leads,lost_deals,deals,visit_price',
      'cpc,Anna,1,1,1,',
      'email,(no manager),1,0,0,',
      ',(total),2,1,1,',
      '',
    ]);
    expect(ofAnna?.stdout).toMatch(/^lost_deals,1,1,leads$/m);
    expect(ofAll?.stdout).toMatch(/^lost_deals,1,,,2026-10-01,Quora Ads,1$/m);
    expect(sources?.stdout).toMatch(/^Quora Ads,100\.00,20,2,1,/m);
    expect(refused?.stderr).toContain('--note  : expected some words');
  });
});

const EXPORTS = {
  'crm.csv': `Id,Created,Stage,Manager,Source,Medium,Paid
1,2026-10-01,Gone,Anna,quora,cpc,2026-10-02
2,2026-10-02,New,,,email,
`,
  'quora.csv': `Day,Quora campaign,Impressions,Clicks,Conversions,Spend
2026-10-01,Brand,100,10,1,50.00
2026-10-02,Brand,100,10,1,50.00
`,
  'funnel.yaml': `currency: USD
files:
  - path: crm.csv
    table: crm
    columns: {lead_id: Id, created_at: Created, status: Stage, manager: Manager, source: Source, medium: Medium, deal_at: Paid}
statuses: {New: lead, Gone: lost}
`,
};
