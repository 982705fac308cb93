import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { without } from '../given.js';
import { zip } from '../intake/book.js';
import { ADS, CRM, folder, funnel, reportRows, small, YAML } from './run.js';

it('names the folders with exports that lie inside the one that was given', async () => {
  const path = folder(small());
  mkdirSync(join(path, 'vk'));
  writeFileSync(join(path, 'vk', 'ads.csv'), ADS);
  mkdirSync(join(path, 'notes'));
  const { err } = await funnel(['report', '.', '-f', 'json'], { cwd: path });
  expect(err).toContain('folders with exports inside are not read: vk;');
  const alone = folder({});
  mkdirSync(join(alone, 'vk'));
  writeFileSync(join(alone, 'vk', 'ads.csv'), ADS);
  expect((await funnel(['report', '.'], { cwd: alone })).err).toMatch(
    /no exports in this folder[\s\S]*its folders hold some/,
  );
});

it('names a link that leads nowhere: an error where it alone was given, said beside exports', async () => {
  const path = folder(small());
  symlinkSync(join(path, 'gone.csv'), join(path, 'link.csv'));
  const beside = await funnel(['report', path]);
  expect(beside.code).toBe(0);
  expect(beside.out.replace(/\s+/g, ' ')).toMatch(
    /a link that leads nowhere: link\.csv; put back the file that it led to, or ignore: \["link\.csv"\]/,
  );
  symlinkSync(join(path, 'crm.csv'), join(path, 'crm2.csv'));
  expect((await funnel(['report', path])).err).toMatch(/crm2\.csv is a link to it: delete the link/);
  const alone = await funnel(['report', join(path, 'link.csv')]);
  expect(alone.code).toBe(2);
  expect(alone.err).toMatch(/link\.csv: there is no such file/);
});

it('passes over what Excel lays beside a workbook that is open', { tags: 'slow' }, async () => {
  const lock = Buffer.concat([Buffer.from([5]), Buffer.from('Anna'), Buffer.alloc(160, 32)]);
  const { code, err } = await funnel(['report', folder({ ...small(), '~$plan.xlsx': lock }), '-f', 'json']);
  expect(code).toBe(0);
  expect(err).not.toContain('plan');
});

it('says which entry comes second for a file that another describes', async () => {
  const yaml = `files:
  - {path: leads.csv, table: crm, columns: {lead_id: No, created_at: Came}}
  - {path: leads.csv, columns: {source: From}}
`;
  const path = folder({ 'leads.csv': 'No,Came,From\n1,2026-08-01,VK\n', 'funnel.yaml': yaml });
  const { err } = await funnel(['report', path, '-f', 'csv']);
  expect(err).toMatch(/leads\.csv \(an entry above has this file: make one of the two\)$/m);
});

it('says that nothing came by standard input, and how something would', async () => {
  const said = await funnel(['report', '-'], { cwd: folder({}), input: () => Readable.from([]) });
  expect(said.code).toBe(2);
  expect(said.err).toBe('funnel: nothing came by standard input\n  → give it a file: funnel report - < crm.csv\n');
});

it.skipIf(without('pipes that have a name', process.platform !== 'win32'))(
  'a pipe that funnel.yaml names is not waited for',
  async () => {
    for (const key of ['rates: k.csv', 'lookups: {manager: {file: k.csv, key: Agent, value: Office}}']) {
      const cwd = folder({ ...small(), 'funnel.yaml': `${YAML}${key}\n` });
      execFileSync('mkfifo', [join(cwd, 'k.csv')]);
      const { code, err } = await funnel(['report', cwd]);
      expect([code, err]).toEqual([
        2,
        expect.stringMatching(/^funnel: k\.csv: is no plain file: .*\n {2}→ name a CSV/),
      ]);
    }
  },
);

it.skipIf(without('names with line ends', process.platform !== 'win32'))(
  'the end of a line in a name ends no line of ours',
  async () => {
    const { err } = await funnel(['report', folder({ ...small(), 'b\n! forged.csv': 'x,y\n1,2\n' }), '-f', 'csv']);
    expect(err).toContain('b\\n! forged.csv');
    expect(err).not.toMatch(/^! forged/m);
    const named = await funnel(['report', join(folder({}), 'b\nfunnel: forged.csv')]);
    expect(named.err).not.toMatch(/^funnel: forged/m);
  },
);

it('tells an export in a folder by what stands in it, whatever it is called', async () => {
  const leads = async (files: Record<string, string | Uint8Array>) => {
    const rows = await reportRows('sources', folder(files), '--guess');
    return rows.map((row) => [row.get('source'), row.get('leads'), row.get('spend')]).at(-1);
  };
  const downloaded = CRM.replace('ID,', 'Lead ID,').replace('Budget', 'Revenue');
  const all = ['(total)', 4, '250.14'];
  for (const name of ['deals', 'export.php', 'leads.csv.1', 'Выгрузка 12.10']) {
    expect([name, await leads({ 'ads.csv': ADS, [name]: downloaded })]).toEqual([name, all]);
  }
  // So it is in an archive, where what is no export after all is said to be left out.
  const archive = await zip({ 'ads.csv': ADS, deals: downloaded, LICENSE: 'a,b\n1,2\n', 'a.pdf': '%PDF' });
  expect(await leads({ 'all.zip': archive })).toEqual(all);
  expect((await funnel(['check', folder({ 'all.zip': archive })])).out).toMatch(
    /all\.zip\/LICENSE[\s\S]*left out, being no export that is known: all\.zip\/LICENSE \(headings «a», «b»\)/,
  );
  // What funnel.yaml describes counts even where no heading of it is known.
  const own = { deals: CRM.replace('ID,Created,Status', 'A,B,C') };
  const yaml = YAML.replace('crm.csv', 'deals').replace(
    'ID, created_at: Created, status: Status',
    'A, created_at: B, status: C',
  );
  expect(await leads({ ...own, 'ads.csv': ADS, 'funnel.yaml': yaml })).toEqual(all);
  // A table that nobody knows is said to be left out.
  const strange = await funnel(['check', folder({ ...small(), deals: 'Foo,Bar,Baz,Qux\n1,2,3,4\n5,6,7,8\n' })]);
  expect(strange.out).toMatch(/left out, being no export that is known: deals \(headings «Foo»/);
  // Notes are none, and neither is an older state that a program left, or a file that is still being fetched.
  const half = ADS.slice(0, -2);
  expect(
    await leads({ ...small(), Makefile: 'leads, deals: report', 'crm.csv.bak': downloaded, 'ads.csv.filepart': half }),
  ).toEqual(all);
});
