import { execFileSync, spawnSync } from 'node:child_process';
import { linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { CRM, folder, funnel, rowsOf, small, YAML } from './run.js';

describe('what is written', () => {
  it('is one valid tidy CSV for the whole report, and the plain sheet for one', { tags: 'slow' }, async () => {
    const path = folder(small());
    const tidy = parse((await funnel(['report', path, '-f', 'csv'])).out) as string[][];
    expect(tidy[0]).toEqual(['period', 'report', 'row', 'measure', 'value']);
    expect(tidy).toContainEqual(['2026-10-01/2026-10-04', 'sources', 'VK', 'spend', '150.15']);
    const [head, first] = parse((await funnel(['sources', path, '-f', 'csv'])).out) as string[][];
    expect(head?.slice(0, 3)).toEqual(['source', 'spend', 'visits']);
    expect(first?.slice(0, 3)).toEqual(['VK', '150.15', '30']);
    expect((await funnel(['report', path, '--section', 'sources', '-f', 'csv'])).out).toBe(
      (await funnel(['sources', path, '-f', 'csv'])).out,
    );
  });

  it('goes into a folder as a file per report, with run.json beside them', { tags: 'slow' }, async () => {
    const path = folder(small());
    const ran = await funnel(['report', path, '-f', 'csv', '-o', join(path, 'out/')]);
    expect(ran).toMatchObject({ code: 0, out: '' });
    expect(readdirSync(join(path, 'out')).sort()).toEqual(['reasons.csv', 'run.json', 'sources.csv', 'stages.csv']);
    const run = JSON.parse(readFileSync(join(path, 'out', 'run.json'), 'utf8'));
    expect(run).toMatchObject({
      period: { from: '2026-10-01', to: '2026-10-04' },
      as_of: '2026-10-04T09:15:00',
      currency: 'RUB',
    });
  });

  it('is a folder where a slash ends its name, whatever that is', { tags: 'slow' }, async () => {
    const path = folder(small());
    expect(await funnel(['report', path, '-f', 'csv', '-o', join(path, 'data.json/')])).toMatchObject({ code: 0 });
    expect(readdirSync(join(path, 'data.json'))).toContain('sources.csv');
  });

  it('never goes over an input, not even by a link', async () => {
    const path = folder(small());
    linkSync(join(path, 'crm.csv'), join(path, 'hard.txt.out'));
    symlinkSync(join(path, 'ads.csv'), join(path, 'soft.out'));
    for (const target of ['crm.csv', 'hard.txt.out', 'soft.out', 'funnel.yaml']) {
      const ran = await funnel([
        'report',
        join(path, 'crm.csv'),
        join(path, 'ads.csv'),
        '-f',
        'csv',
        '-o',
        join(path, target),
      ]);
      expect(ran.code).toBe(2);
      expect(ran.err).toContain('one of the inputs');
    }
    expect(readFileSync(join(path, 'crm.csv'), 'utf8')).toBe(CRM);
  });

  it('is whole or not there at all', async () => {
    const path = folder(small());
    writeFileSync(join(path, 'file'), 'x');
    const ran = await funnel(['report', path, '-o', join(path, 'file', 'report.txt')]);
    expect(ran.code).toBe(74);
    expect(ran.err).toContain('nothing was changed');
    mkdirSync(join(path, 'full'));
    const left = readdirSync(path).filter((name) => name.includes('.tmp-'));
    expect(left).toEqual([]);
  });

  it('makes formulas in text inert and leaves numbers alone', { tags: 'slow' }, async () => {
    const crm = CRM.replace('Too dear', '=1+1').replace(
      '3,2026-10-03 12:00,Lost,Google',
      '3,2026-10-03 12:00,Lost,@cmd',
    );
    const path = folder({
      ...small(),
      'crm.csv': crm,
      'ads.csv': 'Day,Source,Campaign,Cost,Clicks\n2026-10-01,VK,a,-5.20,1\n',
    });
    const csv = (await funnel(['report', path, '-f', 'csv', '--all'])).out;
    expect(csv).toContain("'=1+1");
    expect(csv).toContain("'@cmd");
    expect(csv).toContain(',-5.20');
    expect((await funnel(['report', path, '-f', 'csv', '--all', '--raw'])).out).toContain(',=1+1,');
  });

  it('is for Excel with a byte order mark, semicolons and decimal commas in Russian', { tags: 'slow' }, async () => {
    const { out } = await funnel(['sources', folder(small()), '--excel', '--lang', 'ru']);
    expect(out.startsWith('\ufeff')).toBe(true);
    expect(out).toContain('VK;150,15;30;');
  });

  it('is JSON that survives headings named __proto__', { tags: 'slow' }, async () => {
    const crm = CRM.replace('Budget', '__proto__').replace('1000.50', 'abc');
    const path = folder({ ...small(), 'crm.csv': crm, 'funnel.yaml': YAML.replaceAll('Budget', '__proto__') });
    const { out } = await funnel(['report', path, '-f', 'json']);
    const ledger = JSON.parse(out).ledger.find((entry: { file: string }) => entry.file === 'crm.csv');
    expect(Object.entries(ledger.bad_cells)).toEqual([['__proto__', 1]]);
    expect(({} as Record<string, unknown>).bad).toBeUndefined();
  });

  it('is the same to the byte whatever the number of threads, the terminal or the locale', {
    tags: 'slow',
  }, async () => {
    const path = folder(small());
    const one = await funnel(['report', path, '-f', 'json', '--threads', '1']);
    const two = await funnel(['report', path, '-f', 'json', '--threads', '4'], {
      width: 40,
      env: { LANG: 'de_DE', TZ: 'Asia/Tokyo' },
    });
    expect(two.out).toBe(one.out);
  });

  it('has colours on a terminal, none in a pipe, and obeys NO_COLOR and the flags', { tags: 'slow' }, async () => {
    const path = folder(small());
    const colours = async (argv: string[], io: Parameters<typeof funnel>[1]) =>
      (await funnel(['report', path, ...argv], io)).out.includes('\u001b[');
    expect(await colours([], { isTerminal: true })).toBe(true);
    expect(await colours([], { isTerminal: false })).toBe(false);
    expect(await colours([], { isTerminal: true, env: { NO_COLOR: '1' } })).toBe(false);
    expect(await colours(['--color'], { isTerminal: false })).toBe(true);
    expect(await colours(['--no-color'], { isTerminal: true })).toBe(false);
  });

  it('says in the ledger where each line went', { tags: 'slow' }, async () => {
    const crm = `${CRM}\n,,,,,\n4,2026-10-04 09:20,Qualified,Google,310,\n6,2026-10-04 10:00\n`;
    const { out } = await funnel([
      'report',
      folder({ ...small(), 'crm.csv': crm }),
      '-f',
      'json',
      '--max-rejects',
      '50%',
    ]);
    const entry = JSON.parse(out).ledger.find(({ file }: { file: string }) => file === 'crm.csv');
    expect(entry).toMatchObject({ lines: 9, header: 1, blank: 2, duplicate: 1, rejected: 1, used: 4, rows: 7 });
    expect(entry.rejects).toEqual([{ line: 9, column: null, value: '', reason: '2 cells, the header has 6' }]);
    expect(
      rowsOf(out, 'stages')
        .find((row) => row.get('stage') === 'lead')
        ?.get('reached'),
    ).toBe(4);
  });

  it('has help that begins with examples, in both languages', async () => {
    const en = await funnel(['--help']);
    expect(en.out.trimStart().startsWith('Examples:')).toBe(true);
    const ru = await funnel(['report', '--help', '--lang', 'ru']);
    expect(ru.out.trimStart().startsWith('Примеры:')).toBe(true);
    expect((await funnel(['--help'], { env: { LANG: 'ru_RU.UTF-8' } })).out).toContain('Примеры:');
    // Without its two sides it would be refused.
    const { out } = await funnel(['compare', '--help']);
    expect(out.match(/^ {2}funnel compare .*$/gm)).toEqual([
      '  funnel compare exports/ --a 2026-09 --b 2026-10',
      '  funnel compare exports/ --a 2026-09 --b 2026-10 -f csv',
    ]);
  });
});

describe('F1: a reader that goes away', () => {
  const bin = fileURLToPath(new URL('../../bin/funnel.js', import.meta.url));

  it('ends the program quietly', { tags: 'slow' }, () => {
    const ran = spawnSync(
      'bash',
      ['-c', `node "${bin}" report "${folder(small())}" -f json | head -n 1; exit \${PIPESTATUS[0]}`],
      { encoding: 'utf8' },
    );
    expect(ran.stderr).not.toMatch(/EPIPE|Error/);
    expect(ran.stdout).toBe('{\n');
  });

  it('leaves nothing in the folder for temporary files', { tags: 'slow' }, () => {
    const scratch = folder({});
    const crm = `\ufeff${CRM}\n\n`;
    execFileSync('node', [bin, 'report', folder({ ...small(), 'crm.csv': crm })], {
      env: { ...process.env, TMPDIR: scratch },
      stdio: 'pipe',
    });
    expect(readdirSync(scratch)).toEqual([]);
  });
});
