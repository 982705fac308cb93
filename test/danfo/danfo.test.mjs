// The real danfojs-node against the package as npm would publish it: packed, and unpacked beside it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '../..');
const demo = join(root, 'fixtures/demo');

/** Installs the package out of its tarball, without its dependencies: those stand in the folder above. */
function unpack(target) {
  const folder = mkdtempSync(join(tmpdir(), 'funnel-pack-'));
  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const [{ filename }] = JSON.parse(execFileSync('npm', pack, { cwd: root, encoding: 'utf8' }));
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, filename), '-C', target, '--strip-components=1']);
  rmSync(folder, { recursive: true });
}

describe('toDataFrame', () => {
  let readFunnel;
  let toDataFrame;
  let UserError;
  let report;
  let DataFrame;

  before(async () => {
    unpack(join(here, 'node_modules/@leadfunnel/cli'));
    ({ readFunnel, UserError } = await import('@leadfunnel/cli'));
    ({ toDataFrame } = await import('@leadfunnel/cli/danfo'));
    report = await readFunnel(demo);
    ({ DataFrame } = await import('danfojs-node'));
  });

  it('gives every report as a DataFrame with its columns and rows', async () => {
    assert.deepEqual(Object.keys(report.reports), Object.keys(report.columns));
    for (const [name, rows] of Object.entries(report.reports)) {
      const frame = await toDataFrame(report, name);
      assert.ok(frame instanceof DataFrame);
      assert.deepEqual(frame.shape, [rows.length, report.columns[name].length]);
      assert.deepEqual(
        frame.columns,
        report.columns[name].map((column) => column.name),
      );
    }
  });

  it('adds up to what the report says', async () => {
    const frame = await toDataFrame(report, 'sources');
    const total = report.reports.sources.at(-1);
    const sources = frame.query(frame.source.values.map((source) => !/^\((paid|total)\)$/.test(source)));
    assert.equal(sources.shape[0], report.reports.sources.length - 2);
    assert.ok(total.leads > 1000);
    assert.equal(sources.leads.sum(), total.leads);
    assert.equal(sources.spend.sum().toFixed(2), total.spend);
    assert.equal(sources.revenue.sum().toFixed(2), total.revenue);
    const reasons = await toDataFrame(report, 'reasons');
    assert.equal(reasons.lost.sum(), total.lost);
    assert.equal(reasons.examples.values[0], report.reports.reasons[0].examples.join('; '));
  });

  it('can be grouped: managers add up to stages', async () => {
    const byManager = await readFunnel(demo, { by: 'manager' });
    const frame = (await toDataFrame(byManager, 'stages')).groupby(['stage']).col(['reached', 'lost']).sum();
    const found = new Map(frame.values.map(([stage, reached, lost]) => [stage, [reached, lost]]));
    assert.ok(found.size >= 6);
    for (const { stage, level, reached, lost } of report.reports.stages)
      if (level === 'lead') assert.deepEqual(found.get(stage), [reached, lost]);
  });

  it('holds money as numbers and what is unknown as NaN, which no tensor takes for zero', async () => {
    const frame = await toDataFrame(report, 'sources');
    const spend = report.reports.sources.map((row) => row.spend);
    const unknown = spend.indexOf(null);
    assert.ok(unknown >= 0);
    assert.deepEqual(
      frame.spend.values,
      spend.map((written) => (written === null ? Number.NaN : Number(written))),
    );
    assert.deepEqual(
      frame.spend.isNa().values,
      spend.map((written) => written === null),
    );
    assert.ok(Number.isNaN(frame.spend.tensor.arraySync()[unknown]));
    const dtypes = Object.fromEntries(frame.columns.map((column, index) => [column, frame.dtypes[index]]));
    const { source, spend: money, leads, cpl, verdict } = dtypes;
    assert.equal([source, money, leads, cpl, verdict].join(' '), 'string float32 int32 float32 string');
  });

  it('loses cents in a tensor, as its documentation says', () => {
    const frame = new DataFrame([[4_640_000.37]], { columns: ['revenue'], dtypes: ['float32'] });
    assert.equal(frame.revenue.sum(), 4_640_000.37);
    assert.deepEqual(frame.add(0).values, [[4_640_000.5]]);
  });

  it('gives a report without rows, with its columns', async () => {
    const folder = exports('');
    const empty = await readFunnel(folder);
    assert.deepEqual(empty.reports.reasons, []);
    const frame = await toDataFrame(empty, 'reasons');
    assert.deepEqual(frame.shape, [0, 9]);
    assert.deepEqual(frame.columns.slice(0, 3), ['reason', 'category', 'lost']);
  });

  it('refuses names that would replace what a DataFrame is made of, and reports that there are not', async () => {
    for (const name of ['size', 'columns', '__proto__', 'constructor']) {
      const folder = exports(`dimensions: {${name}: Source}\n`);
      const broken = await readFunnel(folder, { by: name });
      await assert.rejects(toDataFrame(broken, 'stages'), (error) => {
        assert.ok(error instanceof UserError);
        assert.equal(error.what.en, `a DataFrame has a member ${name} of its own`);
        return true;
      });
    }
    await assert.rejects(toDataFrame(report, 'plan'), {
      name: 'UserError',
      message: 'toDataFrame: unknown report plan',
    });
    await assert.rejects(toDataFrame(report, 'toString'), { name: 'UserError' });
  });

  it('says what to type where danfojs-node is not installed, and what is wrong where it does not load', async () => {
    const target = join(mkdtempSync(join(tmpdir(), 'funnel-alone-')), 'node_modules');
    unpack(join(target, 'funnel'));
    symlinkSync(join(root, 'node_modules/@duckdb'), join(target, '@duckdb'));
    const alone = await import(pathToFileURL(join(target, 'funnel/bin/danfo.js')).href);
    const { readFunnel: readAlone } = await import(pathToFileURL(join(target, 'funnel/bin/library.js')).href);
    assert.equal((await readAlone(demo)).reports.sources.length, report.reports.sources.length);
    await assert.rejects(alone.toDataFrame(report, 'sources'), (error) => {
      assert.ok(error instanceof alone.UserError);
      assert.equal(error.what.en, 'danfojs-node is not installed');
      assert.equal(error.hint.en, 'type: npm install danfojs-node@1.2.0');
      return true;
    });
    mkdirSync(join(target, 'danfojs-node'));
    writeFileSync(
      join(target, 'danfojs-node/index.js'),
      "throw new Error('no tfjs_binding.node\\nRequire stack: …');\n",
    );
    await assert.rejects(alone.toDataFrame(report, 'sources'), (error) => {
      assert.equal(error.what.en, 'danfojs-node is installed but does not load: no tfjs_binding.node');
      assert.match(error.hint.en, /overrides/);
      return true;
    });
    rmSync(join(target, '..'), { recursive: true });
  });

  it('alone loads danfojs: readFunnel does not', () => {
    const script = `
      const { readFunnel } = await import('@leadfunnel/cli');
      await import('@leadfunnel/cli/danfo');
      await readFunnel(${JSON.stringify(demo)});
      const { createRequire } = await import('node:module');
      console.log(Object.keys(createRequire(import.meta.url).cache).filter((file) => file.includes('danfojs')).length);`;
    const run = (code) =>
      execFileSync(process.execPath, ['--input-type=module', '-e', code], { cwd: here, encoding: 'utf8' });
    assert.equal(run(script), '0\n');
    assert.notEqual(run(script.replace('await readFunnel', "await import('danfojs-node'); await readFunnel")), '0\n');
  });
});

/** A folder with a small CRM export in which nobody is lost. */
function exports(yaml) {
  const folder = mkdtempSync(join(tmpdir(), 'funnel-danfo-'));
  writeFileSync(join(folder, 'crm.csv'), 'ID,Created,Status,Source\n1,2026-10-01,New,VK\n2,2026-10-02,New,Google\n');
  writeFileSync(
    join(folder, 'funnel.yaml'),
    `files:\n  - path: crm.csv\n    table: crm\n    columns: {lead_id: ID, created_at: Created, status: Status, source: Source}\nstatuses: {New: lead}\n${yaml}`,
  );
  return folder;
}
