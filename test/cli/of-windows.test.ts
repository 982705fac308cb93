import { execFileSync } from 'node:child_process';
import { type PathLike, readdirSync, readFileSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { dirname, join, win32 } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { splitPattern } from '../../src/config/split-pattern.js';
import type { UserError } from '../../src/error.js';
import { shellWord } from '../../src/model/shell-word.js';
import { usualLanguage } from '../../src/options/talk.js';
import { REPORTS as ALL_REPORTS } from '../../src/reports/all-reports.js';
import { temporaryVariable } from '../../src/scratch.js';
import { fitsGlob, fitsName, withSlashes } from '../../src/session/globs.js';
import { refuseOddTargets, writeFiles } from '../../src/session/output.js';
import { folder } from './run.js';

// What depends on how Windows writes paths. The functions are told the system, since the tests run on others.

describe('a path of Windows', () => {
  it('is parted into its folder and its pattern by drive, by share of a server, and by the mark of a long path', () => {
    const home = 'D:\\работа';
    for (const [pattern, base, rest] of [
      ['exports\\*.csv', 'D:\\работа\\exports', '*.csv'],
      ['C:\\Users\\Анна (2)\\*.csv', 'C:\\Users\\Анна (2)', '*.csv'],
      ['C:\\*.csv', 'C:\\', '*.csv'],
      ['\\\\server\\общая\\Май\\**\\*.csv', '\\\\server\\общая\\Май', '**/*.csv'],
      ['\\\\?\\C:\\exports\\*.csv', '\\\\?\\C:\\exports', '*.csv'],
      ['..\\exports/{a,b}/*.csv', 'D:\\exports', '{a,b}/*.csv'],
      ['C:\\exports\\crm.csv', 'C:\\exports\\crm.csv', ''],
    ] as const)
      expect(splitPattern(pattern, home, win32), pattern).toEqual({ base, rest });
  });

  it('fits a pattern of funnel.yaml whichever slashes that has, in whatever case, and never from another drive', () => {
    const fits = (file: string, pattern: string) => fitsGlob(file, pattern, 'C:\\Выгрузки', win32);
    for (const pattern of ['*.csv', '.\\*.csv', 'C:\\Выгрузки\\*.csv', 'c:/выгрузки/l*.csv', '**\\*.csv'])
      expect(fits('C:\\Выгрузки\\LEADS.CSV', pattern), pattern).toBe(true);
    expect(fits('C:\\Выгрузки\\май\\crm.csv', 'май\\*.csv')).toBe(true);
    expect(fits('D:\\Выгрузки\\crm.csv', '**/*.csv')).toBe(false);
    expect(fits('C:\\crm.csv', '**/*.csv')).toBe(false);
  });

  it('has the case of its letters told apart by no pattern there, and by each elsewhere', () => {
    expect([fitsName('EXPORT.CSV', '*.csv', win32), fitsName('EXPORT.CSV', '*.csv')]).toEqual([true, false]);
  });

  it('is shown with the slashes of all', () => {
    expect(withSlashes('май\\crm.csv', win32)).toBe('май/crm.csv');
  });
});

describe('what is written on Windows', () => {
  const refused = async (path: string, system = 'win32') =>
    refuseOddTargets([path], system).then(
      () => null,
      ({ what }: UserError) => what.en,
    );

  it('has no name of a device, none that hides a stream in it, and none that loses its end', async () => {
    for (const name of [
      'NUL',
      'con.csv',
      'Aux .html',
      'com¹',
      'LPT1.xlsx',
      'report:may.csv',
      'report.',
      'report ',
      'a?.csv',
    ])
      expect(await refused(`C:\\отчёты\\${name}`), name).toBe(`«${name}» is no name of a file on Windows`);
    expect(await refused('C:\\nul\\report.csv')).toBe('«nul» is no name of a file on Windows');
    for (const path of [
      'C:\\отчёты\\console.csv',
      'C:\\a.b\\..\\nulls',
      '\\\\server\\c$\\com10.csv',
      '\\\\?\\C:\\report.html',
    ])
      expect(await refused(path), path).toBeNull();
    expect(await refused('/tmp/nul.csv', 'linux')).toBeNull();
  });

  it('has names of ours that it takes', async () => {
    for (const { name } of ALL_REPORTS) expect(await refused(`C:\\out\\${name}.csv`), name).toBeNull();
  });

  it('waits for a scanner of viruses, and of a file that is open in another program says so, with nothing changed', async () => {
    const target = join(folder({ 'report.csv': 'before' }), 'report.csv');
    const held = (times: number, pauses: number[]) => ({
      system: 'win32',
      rename: async (from: PathLike, to: PathLike) => {
        if (times-- > 0) throw Object.assign(new Error('held'), { code: 'EPERM', path: from, dest: to });
        await rename(from, to);
      },
      pause: (async (milliseconds: number) => void pauses.push(milliseconds)) as never,
    });
    const pauses: number[] = [];
    const files = new Map([[target, 'after']]);
    await expect(writeFiles(files, held(Number.POSITIVE_INFINITY, pauses))).rejects.toMatchObject({
      file: target,
      exit: 74,
      what: { en: 'could not be written (EPERM)' },
      hint: { ru: expect.stringContaining('Excel') },
    });
    expect(pauses.reduce((sum, one) => sum + one)).toBeLessThan(2000);
    expect([readFileSync(target, 'utf8'), readdirSync(dirname(target))]).toEqual(['before', ['report.csv']]);
    await writeFiles(files, held(3, pauses));
    expect(readFileSync(target, 'utf8')).toBe('after');
    // Elsewhere it is a matter of rights, which no waiting gives.
    const asked: number[] = [];
    await expect(writeFiles(files, { ...held(1, asked), system: 'linux' })).rejects.toMatchObject({
      hint: { en: expect.stringContaining('nothing was changed') },
    });
    expect(asked).toEqual([]);
  });

  it('is named so that its shells take it as one word', () => {
    expect(
      ['exports\\crm.csv', 'C:\\my exports\\', 'C:\\Анна (2)\\crm.csv', 'a"b'].map((word) => shellWord(word, 'win32')),
    ).toEqual(['exports\\crm.csv', '"C:\\my exports\\\\"', '"C:\\Анна (2)\\crm.csv"', '"a""b"']);
    expect(shellWord('a\\b', 'linux')).toBe("'a\\b'");
  });

  it('lies meanwhile where TEMP says', () => {
    expect([temporaryVariable('win32'), temporaryVariable('darwin')]).toEqual(['TEMP', 'TMPDIR']);
  });
});

describe('the starter of Windows', () => {
  const home = fileURLToPath(new URL('../../src/pack/windows/', import.meta.url));

  it('says in the language of whoever sits there that a name has to be another one, and else is in ASCII', {
    tags: 'slow',
  }, () => {
    const said = (LANG: string) =>
      execFileSync(process.execPath, [join(home, 'rename.js')], { encoding: 'utf8', env: { LANG } });
    expect([said('en_US.UTF-8'), said('ru_RU.UTF-8')]).toEqual([
      expect.stringMatching(/^funnel: the name .*\n {2}→ rename the folder .*\n$/),
      expect.stringMatching(/^funnel: в имени .*\n {2}→ переименуйте папку, .*\n$/),
    ]);
    const starter = readFileSync(join(home, 'Drop a folder here.cmd'), 'utf8');
    expect(starter).toMatch(/^[\x20-\x7e\n]+$/);
    expect(starter).toContain('"%~dp0program\\node.exe" "%~dp0program\\rename.js"');
    expect(starter).not.toMatch(/^ *echo (?!off)/m);
  });

  it('is of a system that has no LANG: its own language is asked for', () => {
    const of = (env: Record<string, string>, system: string) => usualLanguage(env, () => system);
    expect([of({}, 'ru-RU'), of({}, 'de-DE'), of({ LANG: '' }, 'ru'), of({ LANG: 'en_US' }, 'ru-RU')]).toEqual([
      ...['ru', 'en', 'ru', 'en'],
    ]);
  });
});
