import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../../src/config/read-config.js';
import { jsonSchema } from '../../src/config/schema.js';
import { folder, funnel, small, YAML } from '../cli/run.js';
import { FOLDERS } from './folders.js';

const written = (path: string): string => readFileSync(join(path, 'funnel.yaml'), 'utf8');

/** What a person does with the question marks of a draft. */
const fill = (path: string, marks: RegExp, by: (mark: string, at: number, yaml: string) => string): void =>
  writeFileSync(join(path, 'funnel.yaml'), written(path).replace(marks, by));

/** What is drafted of one of the folders, once: tests that only read it share it. */
const drafts = new Map<string, Promise<string>>();
function draftOf(name: keyof typeof FOLDERS): Promise<string> {
  const draft = async () => {
    const path = folder(FOLDERS[name] ?? {});
    await funnel(['init', path]);
    return path;
  };
  const path = drafts.get(name) ?? draft();
  drafts.set(name, path);
  return path;
}

describe('funnel init', () => {
  describe.each(Object.entries(FOLDERS))('of %s', (name, files) => {
    it('writes a funnel.yaml with which the report runs, and no number differs', { tags: 'slow' }, async () => {
      const path = folder(files);
      const before = await funnel(['report', path, '--guess', '-f', 'json']);
      expect(before.code).toBe(0);
      const ran = await funnel(['init', path]);
      expect(ran).toMatchObject({ code: 0, out: '' });
      expect(ran.err).toContain('funnel.yaml');
      // A question mark alone stops every report, and the draft says in which lines.
      const open = written(path)
        .split('\n')
        .flatMap((line, at) => (/: \?(?: |$)/.test(line) ? [at + 1] : []));
      if (open.length > 0) expect((await funnel(['report', path])).code).toBe(2);
      for (const line of open.slice(0, 10)) expect(ran.err).toContain(`funnel.yaml:${line}: `);
      fill(path, / \?(?= *(?:#|$))/gm, (mark, at, yaml) => (/: $/.test(yaml.slice(0, at + 1)) ? ' ignore' : mark));
      const after = await funnel(['report', path, '-f', 'json']);
      expect(after).toMatchObject({ code: 0 });
      expect(JSON.parse(after.out).reports).toEqual(JSON.parse(before.out).reports);
      // What was drafted stays said, until the marks are deleted.
      const guesses = JSON.parse(after.out).warnings.map(({ code }: { code: string }) => code);
      const isGuessed = / \?"?(?: |$)/m.test(written(path).replace(/^#.*$/gm, ''));
      expect(guesses.some((code: string) => code.startsWith('guessed-'))).toBe(isGuessed);
      fill(path, /(?<=\S) \?(?="?(?: *#|$))/gm, () => '');
      const confirmed = await funnel(['report', path, '-f', 'json']);
      expect(JSON.parse(confirmed.out).reports).toEqual(JSON.parse(before.out).reports);
      expect(confirmed.out).not.toContain('guessed-');
      expect((await funnel(['check', path])).out).not.toMatch(/nobody has confirmed|is a guess/);
    });

    it('writes the same in either language, but for the comments', { tags: 'slow' }, async () => {
      const [english, russian] = [await draftOf(name), folder(files)];
      const ran = await funnel(['init', russian, '--lang', 'ru']);
      expect(ran).toMatchObject({ code: 0, out: '' });
      expect(ran.err).toContain('funnel.yaml');
      // A question mark alone is no YAML, so that nobody runs a draft unread.
      const entries = (path: string) => parse(written(path).replace(/: \?(?= *(?:#|$))/gm, ': "?"'));
      expect(entries(russian)).toEqual(entries(english));
    });
  });

  it('says of each guessed column what it was taken for, to be checked', async () => {
    const path = await draftOf('home-made sheets in English');
    const { files } = await readConfig(join(path, 'funnel.yaml'));
    const drafted = (heading: string) => [{ heading: `${heading} ?` }, { heading, drafted: true }];
    expect(files.map(({ path, table }) => [path, table])).toEqual([
      ['leads.csv', ['crm']],
      ['spend.csv', ['ad_stats']],
    ]);
    expect(files[1]?.columns).toEqual(
      new Map([
        ['day', drafted('Day')],
        ['source', drafted('Platform')],
        ['campaign', drafted('Campaign')],
        ['impressions', drafted('Impressions')],
        ['clicks', drafted('Clicks')],
        ['cost', drafted('Spend (USD)')],
      ]),
    );
    const columns = written(path)
      .split('\n')
      .filter((line) => /^ {6}/.test(line));
    expect(columns.length).toBeGreaterThan(10);
    for (const line of columns) expect(line).toMatch(/ \?"? {2,}# /);
    expect(columns.join('\n')).toMatch(/created_at: Created \? +# 2026-10-01 … 2026-10-05\n/);
  });

  it('calls headings as reports do where all cells stand in apostrophes, or are texts of formulas', async () => {
    const rows = ['Lead ID,Created,Status', ...[1, 2, 3].map((day) => `0${day},2026-10-0${day} 10:00,Fresh`)];
    const path = folder({ 'a.csv': rows.map((row) => row.replace(/[^,]+/g, "'$&'")).join('\n') });
    await funnel(['init', path]);
    expect(written(path)).toContain('lead_id: Lead ID');
    const formulas = folder({ 'a.csv': rows.map((row) => row.replace(/[^,]+/g, '="$&"')).join('\n') });
    await funnel(['init', formulas]);
    expect(written(formulas)).toBe(written(path));
  });

  it('writes no entry for an export that is known', async () => {
    const path = await draftOf('an amoCRM with stages of its own in two pipelines');
    expect(written(path)).toContain('amocrm_export_leads_2026-10-20.csv: amocrm, crm');
    expect(written(path)).not.toContain('files:');
  });

  it('writes every unknown status with its count and what it probably means, and leaves the rest open', async () => {
    const path = folder(FOLDERS['an amoCRM with stages of its own in two pipelines'] ?? {});
    await funnel(['init', path, '--lang', 'ru']);
    const yaml = written(path).replace(/ +#/g, ' #');
    expect(yaml).toContain('  Продажи / Новый интерес: lead ? # строк: 1\n');
    expect(yaml).toContain('  Продажи / Отправлено КП: proposal ? # строк: 1\n');
    expect(yaml).toContain('  Опт / сети / Странный этап: ? # строк: 1; впишите, что это значит\n');
    expect(yaml).not.toContain('Успешно реализовано');
    const { statuses } = await readConfig(join(path, 'funnel.yaml'));
    expect([...statuses.values()].map(({ drafted }) => drafted)).toEqual([true, true]);
    expect((await funnel(['report', path])).err).toMatch(
      /statuses that funnel\.yaml does not explain: 1[\s\S]*Странный этап: \?/,
    );
  });

  it('writes a status once, however it is spelt', async () => {
    const path = folder({
      'crm.csv': 'ID,Created,Status\n1,2026-10-01,Fresh\n2,2026-10-01,fresh\n3,2026-10-02,FRESH \n',
    });
    await funnel(['init', path]);
    expect(written(path)).toMatch(/^ {2}\w+: \? +# rows: 3; fill in what it means$/im);
  });

  it('names every source with the spellings that are one to it, in comments that may be uncommented', {
    tags: 'slow',
  }, async () => {
    const path = folder(FOLDERS['home-made sheets in Russian'] ?? {});
    await funnel(['init', path, '--lang', 'ru']);
    const yaml = written(path);
    expect(yaml).toContain('#   yandex / organic: [yandex / organic]  # лидов: 1\n');
    expect(yaml).toContain('#   VK: [VK, ВК]  # лидов: 2\n');
    const before = await funnel(['sources', path, '-f', 'csv']);
    writeFileSync(join(path, 'funnel.yaml'), yaml.replace(/^# (sources:| {2}\S.*\[)/gm, '$1'));
    expect((await readConfig(join(path, 'funnel.yaml'))).sources.size).toBe(3);
    expect((await funnel(['sources', path, '-f', 'csv'])).out).toBe(before.out);
  });

  it('counts the leads that name no source', async () => {
    const path = await draftOf('home-made sheets in English');
    expect(written(path)).toContain('# leads without a source: 1\n');
  });

  it('says what is unknown in comments, in the language of the reader', { tags: 'slow' }, async () => {
    const path = folder(FOLDERS['spend alone, without days'] ?? {});
    await funnel(['init', path]);
    expect(written(path)).toMatch(/^# timezone: Europe\/Moscow /m);
    expect(written(path)).toMatch(/^# currency: RUB /m);
    expect(written(path)).toMatch(/^ {4}# period: \{from: /m);
    expect(written(path)).toMatch(/^# norms: \{qualified: /m);
    expect(written(path)).not.toMatch(/[а-яё]/i);
    await funnel(['init', path, '--force', '--lang', 'ru']);
    expect(written(path)).toContain('часовой пояс отчёта');
    const nobodys = await draftOf('spend of nobody in particular');
    expect(written(nobodys)).toMatch(/^ {4}# set: \{source: /m);
  });

  it('has comments that run when they are uncommented', { tags: 'slow' }, async () => {
    const path = folder(FOLDERS['spend alone, without days'] ?? {});
    await funnel(['init', path]);
    // The rate of VAT is nobody's to propose: whoever uncomments the line writes it.
    const told = written(path).replace('vat: ?%', 'vat: 20%');
    const yaml = told.replace(/^( *)# (timezone|currency|vat|period|norms):/gm, '$1$2:');
    writeFileSync(join(path, 'funnel.yaml'), yaml);
    const ran = await funnel(['report', path]);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toContain('Amounts in RUB · time zone Europe/Moscow');
  });

  it('writes down the currency of the exports', async () => {
    const path = await draftOf('home-made sheets in English');
    expect(written(path)).toContain('\ncurrency: USD  # as in the exports\n');
  });

  it('works with amounts in several currencies, and says that rates are needed', async () => {
    const path = folder({
      'crm.csv': 'ID,Created,Outcome,"Сумма, ₽"\n1,2026-10-01,won,100\n',
      'spend.csv': 'Date,Source,Spend ($)\n2026-10-01,VK,10.50\n',
    });
    const ran = await funnel(['init', path]);
    expect(ran.code).toBe(0);
    expect(ran.err).toContain('amounts in RUB, USD');
    expect(written(path)).toMatch(/^currency: RUB .*\n# rates: \{USD: …\} {2}# needed/m);
    expect((await funnel(['report', path])).err).toContain('rates: {USD:');
    writeFileSync(join(path, 'funnel.yaml'), written(path).replace(/^# rates: .*$/m, 'rates: {USD: 90}'));
    expect((await funnel(['report', path])).code).toBe(0);
  });

  it('says whose spend includes VAT at a rate that no file holds, as check does beside all it lists', {
    tags: 'slow',
  }, async () => {
    const path = folder({
      'crm.csv': 'ID,Created,Outcome,Source\n1,2026-10-01,won,VK\n',
      'spend.csv': 'Дата,Источник,Расход с НДС\n2026-10-01,VK,120.00\n',
    });
    const said = 'spend.csv: «Расход с НДС» includes VAT, and its rate is not in the file; say it in funnel.yaml: ';
    const { code, out } = await funnel(['check', path], { width: 400 });
    const words = out.replaceAll(/\s+/g, ' ');
    expect([code, words.includes(said), words.includes('crm.csv')]).toEqual([1, true, true]);
    expect((await funnel(['report', path])).code).toBe(2);
    expect((await funnel(['init', path])).err).toContain(said);
  });

  it('keeps what the command line settled, so that the report need not be told again', { tags: 'slow' }, async () => {
    const files = {
      'crm.csv': 'ID,Created,Outcome,Amount\n1,01/02/2026,won,"1,234"\n2,03/02/2026,lost,"2,345"\n',
      'spend.csv': 'Date,Source,Spend\n01/02/2026,VK,5\n03/02/2026,VK,5\n',
    };
    const path = folder(files);
    const open = await funnel(['init', path]);
    expect(open.code).toBe(0);
    // Which it is, is a line of each file to fill in.
    expect(written(path)).toMatch(/path: crm\.csv[\s\S]*^ {4}dates: \? [\s\S]*path: spend\.csv[\s\S]*^ {4}dates: \? /m);
    expect(open.err).toMatch(/fill in first:(?:\n {2}\S*funnel\.yaml:\d+: (?:dates|decimal): \? .*){3}/);
    const ran = await funnel([
      ...[
        'init',
        path,
        '--force',
        '--dates',
        'dmy',
        '--decimal',
        '.',
        '--timezone',
        'Europe/Berlin',
        '--currency',
        'EUR',
      ],
    ]);
    expect(ran.code).toBe(0);
    expect(await readConfig(join(path, 'funnel.yaml'))).toMatchObject({
      timezone: 'Europe/Berlin',
      currency: 'EUR',
      files: [
        { dates: 'dmy', decimal: '.' },
        { dates: 'dmy', decimal: '.' },
      ],
    });
    const report = await funnel(['report', path]);
    expect(report.code).toBe(0);
    expect(report.out).toContain('2026-02-01 to 2026-02-03');
  });

  it('never writes over a configuration that is there, unless it is forced to', { tags: 'slow' }, async () => {
    const path = folder(small());
    const ran = await funnel(['init', path]);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toMatch(/funnel\.yaml: is already there\n {2}→ .*--out.*--force/);
    expect((await funnel(['init', path, '--lang', 'ru'])).err).toContain('уже есть');
    expect(written(path)).toBe(YAML);
    expect((await funnel(['init', path, '--force'])).code).toBe(0);
    expect(written(path)).toContain('written by funnel init');
    expect((await funnel(['report', path])).code).toBe(0);
  });

  it('takes funnel.yml for a configuration as well', async () => {
    const { 'funnel.yaml': _, ...exports } = small();
    const path = folder({ ...exports, 'funnel.yml': YAML });
    expect((await funnel(['init', path])).code).toBe(2);
    expect((await funnel(['init', path, '--force'])).code).toBe(0);
    expect(readdirSync(path).filter((name) => name.startsWith('funnel'))).toEqual(['funnel.yml']);
  });

  it('prints what it would write, where --out is -', async () => {
    const path = folder(FOLDERS[Object.keys(FOLDERS)[0] as string] ?? {});
    const ran = await funnel(['init', path, '--out', '-'], { cwd: path });
    expect([ran.code, existsSync(join(path, '-')), existsSync(join(path, 'funnel.yaml'))]).toEqual([0, false, false]);
    expect(ran.err).toMatch(/^as it would stand in funnel\.yaml; nothing is written/);
    await funnel(['init', path]);
    expect(ran.out).toBe(written(path));
  });

  it('writes another file where it is told to, with paths that lead to the exports', { tags: 'slow' }, async () => {
    const path = folder(small());
    const other = folder({});
    const ran = await funnel(['init', path, '--out', join(other, 'new', 'mine.yaml')]);
    expect(ran.code).toBe(0);
    expect(ran.err).toContain('--config');
    expect(written(path)).toBe(YAML);
    expect((await funnel(['report', path, '--config', join(other, 'new', 'mine.yaml')])).code).toBe(0);
    expect((await funnel(['report', '--config', join(other, 'new', 'mine.yaml')])).code).toBe(0);
    expect((await funnel(['init', path, '--out', `${other}/`])).code).toBe(0);
    expect(existsSync(join(other, 'funnel.yaml'))).toBe(true);
  });

  it('never writes over an export, not even when it is forced to', async () => {
    const path = folder(small());
    const ran = await funnel(['init', path, '--force', '--out', join(path, 'crm.csv')]);
    expect(ran.code).toBe(2);
    expect(ran.err).toContain('one of the inputs');
    expect(readFileSync(join(path, 'crm.csv'), 'utf8')).toBe(small()['crm.csv']);
  });

  it('writes beside the exports: in the folder of a file, before the wildcard of a glob, else in the current one', {
    tags: 'slow',
  }, async () => {
    const { 'funnel.yaml': _, ...exports } = small();
    const ask = async (argv: (path: string) => string[], cwd?: (path: string) => string) => {
      const path = folder({});
      mkdirSync(join(path, 'in'));
      for (const [name, content] of Object.entries(exports)) writeFileSync(join(path, 'in', name), content);
      const ran = await funnel(['init', ...argv(path)], { cwd: cwd?.(path) ?? path });
      expect(ran.code).toBe(0);
      return (readdirSync(path, { recursive: true }) as string[]).filter((name) => name.endsWith('funnel.yaml'));
    };
    expect(await ask((path) => [join(path, 'in', 'crm.csv')])).toEqual([join('in', 'funnel.yaml')]);
    expect(await ask((path) => [join(path, 'in', '*.csv')])).toEqual([join('in', 'funnel.yaml')]);
    expect(await ask((path) => [join(path, '*', '*.csv')])).toEqual(['funnel.yaml']);
    expect(
      await ask(
        () => [],
        (path) => join(path, 'in'),
      ),
    ).toEqual([join('in', 'funnel.yaml')]);
  });

  it('is not misled by a configuration in a folder above', async () => {
    const path = folder({ 'funnel.yaml': 'nonsense: true\n' });
    mkdirSync(join(path, 'in'));
    writeFileSync(join(path, 'in', 'spend.csv'), 'Date,Source,Cost\n2026-10-01,VK,10.50\n');
    expect((await funnel(['init', 'in'], { cwd: path })).code).toBe(0);
  });

  it('says what to look at, with lines that could not be used, and says nothing when it is to be quiet', {
    tags: 'slow',
  }, async () => {
    const files = { 'crm.csv': 'ID,Created,Status\n1,2026-10-01,Hm\n2,soon,Won\n3,2026-10-01,Won\n' };
    const ran = await funnel(['init', folder(files)]);
    expect(ran.err).toContain('1 export, 1 with guessed columns');
    expect(ran.err).toContain('2 statuses to confirm, 1 of them without a guess');
    expect(ran.err).toContain('! crm.csv: 1 line could not be used');
    expect(ran.err).toMatch(/→ funnel report \S+\n$/);
    expect(await funnel(['init', folder(files), '-q'])).toEqual({ code: 0, out: '', err: '' });
  });

  it('leaves open what a file is where nothing else can be read, and says in which line', async () => {
    const path = folder({ 'a.csv': 'a,b\n1,2\n', 'logo.csv': Buffer.from('89504e470d0a1a0a', 'hex') });
    const ran = await funnel(['init', path]);
    expect(ran.code).toBe(0);
    const line =
      written(path)
        .split('\n')
        .findIndex((one) => one.includes('table: ?')) + 1;
    expect(ran.err).toContain(`funnel.yaml:${line}: table: ?`);
    expect((await funnel(['report', path])).err).toContain(`funnel.yaml: line ${line}: `);
    fill(path, /table: \?.*/, () => 'table: ad_stats');
    fill(path, /columns: \{\}.*/, () => 'columns: {campaign: a, cost: b}');
    expect((await funnel(['report', path])).code).toBe(0);
  });

  it('writes nothing where no file can be looked into', async () => {
    const path = folder({ 'logo.csv': Buffer.from('89504e470d0a1a0a', 'hex') });
    expect((await funnel(['init', path])).err).toContain('this is a PNG picture');
    expect(readdirSync(path)).toEqual(['logo.csv']);
  });

  it('writes the same bytes for the same exports', { tags: 'slow' }, async () => {
    const files = FOLDERS['home-made sheets in Russian'] ?? {};
    const [one, two] = [folder(files), folder(files)];
    await funnel(['init', one, '--threads', '1']);
    await funnel(['init', two, '--threads', '4']);
    expect(written(two)).toBe(written(one));
  });

  it('prints the JSON Schema of funnel.yaml, and reads nothing for it', async () => {
    const ran = await funnel(['init', '--schema', 'nowhere']);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(ran.out)).toEqual(JSON.parse(JSON.stringify(jsonSchema())));
  });
});
