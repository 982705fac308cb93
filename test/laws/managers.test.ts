import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, funnel } from '../cli/run.js';

const NAMES = ['Борис', 'Анна Петрова', 'ivanov.p', 'Анна'];
/** As a value, in a reason, in a dimension of the same column, in the name of a file; and a campaign of such a name. */
const crm = ['ID;Created;Status;Source;Campaign;Manager;Reason']
  .concat(
    NAMES.flatMap((name, at) =>
      ['Lost', 'Lost', 'Lost', 'New'].map(
        (status, of) =>
          `${at}${of};2026-10-0${of + 1};${status};VK;Анна Каренина;${name};${status === 'Lost' ? `${name}: не дозвонились` : ''}`,
      ),
    ),
  )
  .join('\n');
const FILES = {
  'сделки Анна Петрова.csv': crm,
  'ads.csv': 'Day,Source,Campaign,Cost,Clicks\n2026-10-01,VK,Анна Каренина,100,10\n',
};
const YAML = 'dimensions: {owner: Manager}\nstatuses: {New: lead, Lost: lost}\n';

const read = (path: string): string =>
  statSync(path).isDirectory()
    ? readdirSync(path)
        .map((name) => readFileSync(join(path, name), 'utf8'))
        .join('\n')
    : readFileSync(path, 'utf8');

/** What a command writes where `--out` says, and what it says beside. */
async function written(argv: readonly string[], yaml = YAML) {
  const path = folder({ ...FILES, 'funnel.yaml': yaml });
  const target = folder({});
  const [name = '', out = '', ...flags] = argv;
  const ran = await funnel([name, path, '--all', '-o', join(target, out), ...flags]);
  expect([ran.code, ran.code === 0 ? '' : ran.err]).toEqual([0, '']);
  return { text: read(out === '' ? target : join(target, out)), err: ran.err, out: ran.out };
}

/** Names in a text, but in that of a campaign. */
const namedIn = (text: string): string[] => NAMES.filter((name) => text.replaceAll('Анна Каренина', '').includes(name));

const WRITTEN: string[][] = [
  ['report', 'r.txt', '-f', 'table', '--by', 'manager'],
  ['report', 'r.txt', '-f', 'table', '--explain', '--lang', 'ru'],
  ['report', '', '-f', 'csv', '--by', 'manager'],
  ['report', 'r.csv', '--by', 'owner'],
  ['report', 'r.json', '--by', 'owner,manager'],
  ['reasons', 'r.csv'],
  ['reasons', 'r.csv', '--excel=ru', '--by', 'manager'],
  ['stages', 'r.json', '--where', 'manager=анна', '--by', 'campaign'],
];

describe('a file that is handed on', () => {
  it.each(WRITTEN.map((argv) => [argv.join(' '), argv] as const))(
    'names no manager: funnel %s',
    { tags: 'slow' },
    async (_, argv) => {
      expect(namedIn((await written(argv)).text)).toEqual([]);
    },
  );

  it('calls each by a number, in the order of names, and says who is who beside', { tags: 'slow' }, async () => {
    const { text, err } = await written(['sources', 'r.csv', '--by', 'manager', '--lang', 'ru']);
    const called = text.split('\n').map((line) => line.split(',')[0]);
    expect(new Set(called.slice(1))).toEqual(new Set(['Manager 1', 'Manager 2', 'Manager 3', 'Manager 4', '']));
    expect(err).toContain('Manager 1 = ivanov.p, Manager 2 = Анна, Manager 3 = Анна Петрова, Manager 4 = Борис');
    const table = await written(['sources', 'r.txt', '-f', 'table', '--by', 'manager', '--lang', 'ru']);
    expect(table.text).toContain('Менеджер 4');
  });

  it('calls each alike, whatever it is about', { tags: 'slow' }, async () => {
    const { text } = await written(['sources', 'r.csv', '--by', 'manager', '--where', 'manager=Борис']);
    expect(text).toContain('\nManager 4,');
    expect(text).not.toContain('Manager 1');
  });

  it('leaves campaigns their names', { tags: 'slow' }, async () => {
    expect((await written(['sources', 'r.csv', '--by', 'campaign'])).text).toContain('Анна Каренина');
  });

  it('names them where funnel.yaml says so', { tags: 'slow' }, async () => {
    const { text, err } = await written(['reasons', 'r.csv', '--by', 'manager'], `${YAML}managers: names\n`);
    expect(namedIn(text)).toEqual(NAMES);
    expect(err).not.toContain('Manager 1');
  });

  it('says nothing of them where it holds none', { tags: 'slow' }, async () => {
    const { err } = await written(['stages', 'r.csv', '--by', 'source']);
    expect(err).not.toContain('have no names');
  });
});

describe('on screen', () => {
  it.each([['table'], ['csv'], ['json']])('managers are named: %s', { tags: 'slow' }, async (format) => {
    const path = folder({ ...FILES, 'funnel.yaml': YAML });
    const { out } = await funnel(['sources', path, '--all', '--by', 'manager', '-f', format]);
    expect(namedIn(out)).toEqual(NAMES);
  });
});
