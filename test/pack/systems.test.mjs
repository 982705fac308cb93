// What every system must do in the same bytes, by the built program: paths, line ends, consoles. It is run on Windows and on
// macOS by .github/workflows/check.yml, where the other tests, which are of Linux, are not: npm run test:systems.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = join(root, 'bin/funnel.js');
const folder = mkdtempSync(join(tmpdir(), 'funnel systems '));
after(() => rmSync(folder, { recursive: true }));

/** Without a language of its own: what is not said is asked of the system. */
function funnel(cwd, ...args) {
  const { LANG, LC_ALL, ...env } = process.env;
  const ran = spawnSync(process.execPath, [program, ...args], {
    cwd,
    env: { ...env, COLUMNS: '100' },
    encoding: 'utf8',
  });
  return { code: ran.status, out: ran.stdout, err: ran.stderr };
}

/** What the README says that a command prints. */
function printed(typed) {
  const [, text] = readFileSync(join(root, 'README.md'), 'utf8').split(`$ npx funnel ${typed}\n`);
  return text.slice(0, text.indexOf('```'));
}

const DEMO = 'amocrm_export_leads_2026-05-31.csv';
const exports = join(folder, 'Выгрузки клиента');
cpSync(join(root, 'fixtures/demo'), exports, { recursive: true });
const report = (...args) => funnel(folder, 'report', ...args, '--no-config', '--lang', 'en', '-f', 'json');

describe(`funnel on ${process.platform}, Node ${process.version}`, () => {
  it('prints what the README says, and nothing of Node', () => {
    const { code, out, err } = funnel(root, 'report', 'fixtures/demo', '--lang', 'en');
    assert.deepEqual([code, out], [0, printed('report fixtures/demo')]);
    assert.doesNotMatch(err, /^Error|Warning:|\(node:/m);
  });

  it('speaks a language where the environment names none', () => {
    assert.match(funnel(root).out, /funnel check (?:exports|выгрузки)\//);
  });

  it('reads a folder with a Russian name by each way to write its path, to the same figures', () => {
    const name = 'Выгрузки клиента';
    const rows = (...paths) => {
      const { code, out, err } = funnel(folder, 'sources', ...paths, '--lang', 'en', '-f', 'csv');
      assert.equal(code, 0, err);
      return out;
    };
    const whole = rows(name);
    for (const path of [exports, `.${sep}${name}${sep}`, `${name}/*.csv`, `${name}${sep}*.csv`])
      assert.equal(rows(path, '--config', join(exports, 'funnel.yaml')), whole, path);
    // By two of its paths it would count twice.
    const { code, err } = funnel(folder, 'sources', `${name}/*.csv`, join(name, DEMO), '--lang', 'en');
    assert.deepEqual([code, /is given twice/.test(err)], [2, true]);
  });

  it('finds a file by its name in whichever form a system keeps it', () => {
    cpSync(exports, join(folder, 'Май'.normalize('NFD')), { recursive: true });
    const rows = (...paths) => funnel(folder, 'sources', ...paths, '--lang', 'en', '-f', 'csv').out;
    const whole = rows('Выгрузки клиента');
    for (const path of ['Май'.normalize('NFC'), 'Май'.normalize('NFD'), `Май${sep}*.csv`.normalize('NFC')])
      assert.equal(rows(path), whole, path);
  });

  it('reads line ends of Windows and of others alike', () => {
    const other = join(folder, 'crlf');
    cpSync(exports, other, { recursive: true });
    for (const file of readdirSync(other).filter((name) => /\.(?:csv|yaml)$/.test(name))) {
      const bytes = readFileSync(join(other, file), 'latin1');
      // In UTF-16 a line ends in other bytes.
      if (!bytes.includes('\0')) writeFileSync(join(other, file), bytes.replaceAll(/\r?\n/g, '\r\n'), 'latin1');
    }
    const rows = (name) => funnel(folder, 'sources', name, '--lang', 'en', '-f', 'csv').out;
    assert.equal(rows('crlf'), rows('Выгрузки клиента'));
  });

  it('writes a folder of files and a page under a Russian name, with the line ends of all', () => {
    const { code, err } = funnel(folder, 'report', 'Выгрузки клиента', '--out', 'Отчёт за месяц', '--lang', 'en');
    assert.equal(code, 0, err);
    for (const name of readdirSync(join(folder, 'Отчёт за месяц')).filter((one) => one.endsWith('.csv')))
      assert.doesNotMatch(readFileSync(join(folder, 'Отчёт за месяц', name), 'utf8'), /\r/);
    assert.equal(funnel(folder, 'report', 'Выгрузки клиента', '-f', 'html', '-o', 'страница.html').code, 0);
    assert.match(readFileSync(join(folder, 'страница.html'), 'utf8'), /<\/html>\s*$/);
  });

  it('says what is not there in one line, with its name', () => {
    const { code, err } = report('нет такой');
    assert.deepEqual([code, err.split('\n')[0]], [2, 'funnel: нет такой: there is no such file or folder']);
  });
});
