// The package as npm would publish it, in a clean folder, and the kits for those without Node, made of the registry alone.
// Some 120 MB are fetched, so it is a command of its own: npm run test:kit.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import yauzl from 'yauzl';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'funnel-kit-'));
after(() => rmSync(folder, { recursive: true }));

const isReached = spawnSync('npm', ['ping', '--loglevel=error'], { cwd: root }).status === 0;
const skip = isReached ? false : 'the npm registry cannot be reached';

/** What the program of this checkout prints: what each of them must print too. */
let printed;
before(() => {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
  printed = execFileSync(process.execPath, ['bin/funnel.js', 'report', 'fixtures/demo', '--lang', 'en'], { cwd: root });
});

/** A folder with what the demo reads. */
function withDemo(name) {
  const house = join(folder, name);
  for (const one of ['demo', 'demo-calls'])
    cpSync(join(root, 'fixtures', one), join(house, 'fixtures', one), { recursive: true });
  return house;
}

describe('the package', { skip }, () => {
  const house = join(folder, 'clean');
  const run = (program, args) => spawnSync(program, args, { cwd: house, encoding: 'utf8' });
  let size;
  let installed;

  before(() => {
    withDemo('clean');
    const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
    const [{ filename, unpackedSize }] = JSON.parse(execFileSync('npm', pack, { cwd: root, encoding: 'utf8' }));
    size = unpackedSize;
    writeFileSync(join(house, 'package.json'), '{"private": true}');
    installed = run('npm', ['install', '--no-audit', '--no-fund', join(folder, filename)]);
  });

  it('is less than 5 MB', () => assert.ok(size < 5_000_000, `${size}`));

  it('is installed without a warning, with the engine alone beside it', () => {
    assert.deepEqual([installed.status, installed.stderr], [0, '']);
    const found = readdirSync(join(house, 'node_modules')).filter((name) => !name.startsWith('.'));
    assert.deepEqual(found, ['@duckdb', '@leadfunnel', 'detect-libc']);
  });

  it('bears the licence of each package that its code was made of', () => {
    const licences = readFileSync(join(house, 'node_modules/@leadfunnel/cli/dist/LICENCES.txt'), 'utf8');
    const used = readdirSync(join(root, 'src'), { recursive: true })
      .filter((path) => path.endsWith('.ts'))
      .flatMap((path) => [
        ...readFileSync(join(root, 'src', path), 'utf8').matchAll(/ from '((?:@[^/']+\/)?[a-z][^/':]*)/g),
      ])
      .map(([, name]) => name)
      .filter((name) => name !== '@duckdb/node-bindings' && name in devDependencies);
    assert.ok(used.includes('zod'));
    for (const name of used) assert.match(licences, new RegExp(`^${name} \\d.*\\((?:MIT|ISC|BSD|Apache-2)`, 'm'));
  });

  it('is found by npx under its own name, and as funnel', () => {
    for (const name of ['@leadfunnel/cli', 'funnel']) {
      const { stdout, stderr } = run('npx', ['--no', '--', name, 'report', 'fixtures/demo', '--lang', 'en']);
      assert.equal(stdout, `${printed}`);
      assert.doesNotMatch(stderr, /^npm/m);
    }
  });

  it('is imported and required, without a word of Node; its errors say the file', () => {
    const code = (imports) => `${imports}
      const { reports } = await readFunnel('fixtures/demo');
      const error = await readFunnel('nowhere').catch((reason) => reason);
      console.log(JSON.stringify([reports.sources.length > 0, typeof toDataFrame, error instanceof UserError, error.file, error.code, error.message]));`;
    const said = '[true,"function",true,"nowhere","FUNNEL_INPUT","nowhere: there is no such file or folder"]\n';
    const imports = code(
      "import { readFunnel, UserError } from '@leadfunnel/cli'; import { toDataFrame } from '@leadfunnel/cli/danfo';",
    );
    const requires = code(
      "const { readFunnel, UserError } = require('@leadfunnel/cli'); const { toDataFrame } = require('@leadfunnel/cli/danfo');",
    );
    writeFileSync(join(house, 'imports.mjs'), imports);
    writeFileSync(join(house, 'requires.cjs'), `(async () => {${requires}})();`);
    for (const file of ['imports.mjs', 'requires.cjs']) {
      const { stdout, stderr } = run(process.execPath, [file]);
      assert.deepEqual([stdout, stderr], [said, '']);
    }
  });
});

describe('the kits', { skip }, () => {
  before(() => execFileSync(process.execPath, ['src/pack/kit.mjs'], { cwd: root, stdio: ['ignore', 2, 'ignore'] }));
  const executable = join(root, 'dist/kit/funnel-linux-x64');

  describe('for Linux', { skip: process.platform !== 'linux' && 'it is for Linux' }, () => {
    const house = join(folder, 'Выгрузки клиента');
    const funnel = (env, ...args) => {
      const { status, stdout, stderr } = spawnSync(join(house, 'funnel'), args, { cwd: house, env, encoding: 'utf8' });
      return { status, stdout, stderr };
    };
    const report = (env) => funnel({ PATH: '', TMPDIR: tmpdir(), ...env }, 'report', 'fixtures/demo', '--lang', 'en');
    const enginesOf = (place) => readdirSync(place).map((name) => [name, statSync(join(place, name)).ino]);

    before(() => {
      withDemo('Выгрузки клиента');
      cpSync(executable, join(house, 'funnel'));
    });

    it('has the licences of what is in it beside it', () =>
      assert.deepEqual(readdirSync(join(root, 'dist/kit/licences')).sort(), [
        ...['duckdb.txt', 'funnel.txt', 'libraries.txt', 'node.txt'],
      ]));

    it('gives the bytes of the demo with an empty PATH, and lays its engine down once', () => {
      const cache = join(folder, 'cache');
      const first = report({ XDG_CACHE_HOME: cache });
      assert.equal(first.stdout, `${printed}`);
      assert.doesNotMatch(first.stderr, /^Error|Warning/m);
      const laid = enginesOf(join(cache, 'funnel'));
      assert.equal(laid.length, 1);
      assert.equal(report({ XDG_CACHE_HOME: cache }).stdout, `${printed}`);
      assert.deepEqual(enginesOf(join(cache, 'funnel')), laid);

      // Cut short by whatever it was: it is laid down anew, and what a killed run left is gone.
      truncateSync(join(cache, 'funnel', laid[0][0], 'libduckdb.so'), 1000);
      mkdirSync(join(cache, 'funnel', `${laid[0][0]}-killed`));
      assert.equal(report({ XDG_CACHE_HOME: cache }).stdout, `${printed}`);
      assert.deepEqual(
        enginesOf(join(cache, 'funnel')).map(([name]) => name),
        [laid[0][0]],
      );
    });

    it('takes the temporary folder where home cannot be written, and needs neither for help', () => {
      const [home, place] = [join(folder, 'no folder'), join(folder, 'for a while')];
      writeFileSync(home, '');
      mkdirSync(place);
      assert.equal(report({ HOME: home, TMPDIR: place }).stdout, `${printed}`);
      assert.equal(readdirSync(place).length, 1);
      assert.match(funnel({ HOME: home, TMPDIR: home }, '--help').stdout, /funnel report exports/);
    });
  });

  describe('for Windows', () => {
    const held = new Map();
    before(async () => {
      const zip = await yauzl.openPromise(join(root, 'dist/kit/funnel-windows-x64.zip'));
      for await (const entry of zip.eachEntry()) {
        const chunks = [];
        for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk);
        held.set(entry.fileName.replace(/^funnel\//, ''), Buffer.concat(chunks));
      }
    });

    it('holds Node, the engine, the program and how to start it, and nothing else', () => {
      const engine = 'program/node_modules/@duckdb';
      assert.deepEqual(
        [...held.keys()].sort(),
        [
          ...['funnel.cmd', 'Drop a folder here.cmd', 'README.txt'],
          ...['funnel', 'libraries', 'duckdb', 'node'].map((name) => `licences/${name}.txt`),
          ...[
            'node.exe',
            'rename.js',
            'package.json',
            'bin/funnel.js',
            'bin/load.js',
            'dist/main.cjs',
            'dist/help.cjs',
          ].map((one) => `program/${one}`),
          ...['package.json', 'duckdb.js'].map((name) => `${engine}/node-bindings/${name}`),
          ...['package.json', 'duckdb.node', 'duckdb.dll'].map((name) => `${engine}/node-bindings-win32-x64/${name}`),
        ].sort(),
      );
    });

    it('has Node and the engine as they were signed, byte for byte', () => {
      for (const name of ['program/node.exe', 'program/node_modules/@duckdb/node-bindings-win32-x64/duckdb.dll']) {
        const { digest, signature } = signedPart(held.get(name));
        assert.ok(signature.includes(digest), `${name} is not what its signature is of`);
      }
    });

    it('is for Windows on x64, and of the engine of the program', () => {
      const { machine } = signedPart(held.get('program/node.exe'));
      assert.equal(machine, 0x8664);
      const version = (path) => JSON.parse(held.get(path)).version;
      assert.equal(
        version('program/node_modules/@duckdb/node-bindings-win32-x64/package.json'),
        version('program/node_modules/@duckdb/node-bindings/package.json'),
      );
    });

    it('has commands that every code page reads, with the line ends of Windows', () => {
      for (const name of ['funnel.cmd', 'Drop a folder here.cmd']) {
        const text = held.get(name).toString('latin1');
        assert.match(text, /^[\x20-\x7e\r\n]+$/);
        assert.deepEqual(
          text.split('\r\n').filter((line) => /[\r\n]/.test(line)),
          [],
        );
        assert.match(text, /"%~dp0program\\node\.exe" "%~dp0program\\bin\\funnel\.js"/);
      }
    });
  });
});

/** Of a Windows executable: what it is of, and the digest that Authenticode signs, which is of all but where the signature is. */
function signedPart(bytes) {
  const header = bytes.readUInt32LE(0x3c);
  const [checksum, entry] = [header + 88, header + 24 + 112 + 4 * 8];
  const [at, length] = [bytes.readUInt32LE(entry), bytes.readUInt32LE(entry + 4)];
  const digest = createHash('sha256')
    .update(bytes.subarray(0, checksum))
    .update(bytes.subarray(checksum + 4, entry))
    .update(bytes.subarray(entry + 8, at))
    .update(bytes.subarray(at + length))
    .digest();
  return { digest, signature: bytes.subarray(at, at + length), machine: bytes.readUInt16LE(header + 4) };
}
