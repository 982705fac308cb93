import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CRM, folder, funnel, small, YAML } from './run.js';

// What a person asks of the program beside figures: a language, a title, an Excel, a folder, and to be left alone.

const withYaml = (more: string) => ({ ...small(), 'funnel.yaml': `${YAML}${more}\n` });

describe('the language', () => {
  it('is that of funnel.yaml where nobody asks for another, in errors too', { tags: 'slow' }, async () => {
    const cwd = folder(withYaml('lang: ru'));
    expect((await funnel(['report', cwd])).out).toContain('ИСТОЧНИКИ');
    expect((await funnel(['report', cwd, '--lang', 'en'])).out).toContain('SOURCES');
    expect((await funnel(['check', cwd])).out).toContain('Файлов');
    expect((await funnel(['report', cwd, '--where', 'source=Nobody'])).err).toContain('нет ничего, где');
    expect((await funnel(['report', cwd, '--no-config', '--currency', 'RUB'])).err).not.toMatch(/[а-я]{4}/i);
  });
});

describe('a filter', () => {
  const exports = folder({
    ...small(),
    'crm.csv': `${CRM}5,2026-10-04 10:00,Lost,,,Spam\n6,2026-10-04 10:30,Offered,VK,,\n7,2026-10-04 11:00,Lost,VK,,\n`,
    'funnel.yaml': YAML.replace('Lost: lost', 'Lost: lost, Offered: proposal'),
  });

  it.each([
    ['source=(без источника)', 'source=(no source)'],
    ['reason=(причина не указана)', 'reason=(no reason given)'],
    ['stage=Предложение', 'stage=proposal'],
    ['stage!=Deal', 'stage!=deal'],
    ['category=спам или неверный номер', 'category=spam'],
  ])('takes a value as tables show it: %s', { tags: 'slow' }, async (shown, written) => {
    const outputs = [shown, written].map(async (filter) => {
      const { code, out } = await funnel(['sources', exports, '-f', 'csv', '--where', filter]);
      expect(code).toBe(0);
      return out;
    });
    const [first, second] = await Promise.all(outputs);
    expect(first).toBe(second);
  });
});

describe('help', () => {
  it('is that of a command, wherever --help stands', async () => {
    const { out } = await funnel(['check', '--help']);
    expect(out).toContain('funnel check exports/');
    expect(await funnel(['--help', 'check'])).toEqual({ code: 0, out, err: '' });
  });
});

describe('the title', () => {
  it('stands above the report and in JSON, and nowhere where there is none', { tags: 'slow' }, async () => {
    const cwd = folder(withYaml('title: Acme \u001b[31m'));
    expect((await funnel(['report', cwd])).out).toMatch(/^Funnel · Acme \\x1b\[31m · /);
    expect(JSON.parse((await funnel(['report', cwd, '-f', 'json'])).out).title).toBe('Acme \u001b[31m');
    expect(JSON.parse((await funnel(['report', folder(small()), '-f', 'json'])).out)).not.toHaveProperty('title');
  });
});

describe('--excel', () => {
  it('is for the Excel of the language, or of the one that is asked for, and says for which', {
    tags: 'slow',
  }, async () => {
    const cwd = folder(small());
    for (const [flags, semicolons, word] of [
      [['--excel'], false, 'English Excel'],
      [['--excel', '--lang', 'ru'], true, 'русского Excel'],
      [['--excel=ru'], true, 'Russian Excel'],
      [['--lang', 'ru', '--excel=en'], false, 'английского Excel'],
    ] as const) {
      const { code, out, err } = await funnel(['sources', ...flags, cwd]);
      expect([code, out.startsWith('\ufeffsource'), out.includes(';spend')]).toEqual([0, true, semicolons]);
      expect(err).toContain(word);
    }
  });

  it('never takes the path behind it for its value, and knows two', async () => {
    const { code, err } = await funnel(['sources', '--excel=de', '.'], { cwd: folder(small()) });
    expect([code, err]).toEqual([2, expect.stringContaining('--excel=ru or --excel=en')]);
  });
});

describe('-o', () => {
  it('without an ending is a folder, unless a file of that name is there', { tags: 'slow' }, async () => {
    const cwd = folder(small());
    expect((await funnel(['report', '.', '-f', 'csv', '-o', 'report', '-q'], { cwd })).code).toBe(0);
    expect(readdirSync(join(cwd, 'report'))).toContain('run.json');
    writeFileSync(join(cwd, 'plain'), 'as it was');
    expect((await funnel(['report', '.', '-f', 'json', '-o', 'plain', '-q'], { cwd })).code).toBe(0);
    expect(readFileSync(join(cwd, 'plain'), 'utf8')).toContain('funnel/1');
  });

  it('that fails at the second of several files says which is new', async () => {
    const cwd = folder(small());
    mkdirSync(join(cwd, 'out', 'run.json'), { recursive: true });
    const { code, err } = await funnel(['report', '.', '-f', 'csv', '-o', 'out', '-q'], { cwd });
    expect([code, existsSync(join(cwd, 'out', 'stages.csv'))]).toEqual([74, true]);
    expect(err).toMatch(/only these are new.*: stages\.csv, sources\.csv, reasons\.csv/);
  });
});

describe('--section', () => {
  it('takes blanks between names', async () => {
    const { code, out } = await funnel(['report', folder(small()), '--section', 'sources, reasons', '-f', 'json']);
    expect([code, Object.keys(JSON.parse(out).reports)]).toEqual([0, ['sources', 'reasons']]);
  });
});

describe('check', () => {
  // Of a lead that is lost nothing here tells how far it came: that is not what is asked.
  const known = 'unknown-depth: 1';
  const repeats = `${CRM}${CRM.trim().split('\n').slice(1, 3).join('\n')}\n`;
  const exports = (more: string) => folder({ ...withYaml(more), 'crm.csv': repeats });

  it('says what accept knows of, up to its bound, and fails on what is beyond', { tags: 'slow' }, async () => {
    for (const [bound, exit] of [
      ['2', 0],
      ['34%', 0],
      ['1', 1],
      ['33%', 1],
    ] as const) {
      const { code, out } = await funnel(['check', exports(`accept: {duplicate-leads: ${bound}, ${known}}`)]);
      expect([code, out], out).toEqual([exit, expect.stringContaining('comes again')]);
      expect(/comes again[^(]*\(known/.test(out)).toBe(exit === 0);
    }
  });

  it('refuses a code that there is not, with the nearest', async () => {
    const { code, err } = await funnel(['check', exports('accept: {duplicate-lead: 2}')]);
    expect([code, err]).toEqual([2, expect.stringContaining('duplicate-leads')]);
  });

  it('is JSON with everything where that is asked for, and ends with 2 where --strict says so', {
    tags: 'slow',
  }, async () => {
    const cwd = exports('');
    const { code, out } = await funnel(['check', cwd, '-f', 'json']);
    const read = JSON.parse(out);
    expect([code, read.schema, read.ledger.length, read.warnings.length > 0]).toEqual([1, 'funnel/check/1', 2, true]);
    expect((await funnel(['check', cwd, '--strict'])).code).toBe(2);
    expect((await funnel(['check', '--strict=negative-spend', cwd])).code).toBe(1);
    expect((await funnel(['report', cwd, '--strict'])).code).toBe(2);
    expect((await funnel(['report', cwd, '--strict=negative-spend'])).code).toBe(0);
    expect((await funnel(['report', exports(`accept: {duplicate-leads: 2, ${known}}`), '--strict'])).code).toBe(0);
    expect((await funnel(['report', cwd, '--strict=negativ-spend'])).err).toContain('did you mean negative-spend?');
  });
});
