import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ADS, CRM, folder, funnel, YAML } from './run.js';

/** Exports from a Mac: й in their names is и and a breve, while a typed й is one character. */
function ofMac(yaml: string): string {
  const cwd = folder({ 'funnel.yaml': yaml });
  const exports = join(cwd, 'май'.normalize('NFD'));
  mkdirSync(exports);
  for (const [name, content] of Object.entries({
    'сделки май.csv': CRM,
    'расход май.csv': ADS,
    'чужой.csv': 'a,b\n1,2\n',
    'ставки май.csv': 'date,currency,rate\n2026-01-01,USD,92.5\n',
  }))
    writeFileSync(join(exports, name.normalize('NFD')), content);
  return cwd;
}

const named = (crm: string, ads: string) =>
  `${YAML.replace('crm.csv', JSON.stringify(crm)).replace('ads.csv', JSON.stringify(ads))}\nignore: ["чужой.csv", "ставки*.csv"]\n`;
const leads = (out: string) => /^lead,.*?,(\d+),/m.exec(out)?.[1];
const stages = (cwd: string, ...paths: string[]) => funnel(['stages', ...paths, '-f', 'csv', '--all'], { cwd });

describe('a name with letters that a Mac takes apart', () => {
  it('is one name in either form, in funnel.yaml and on the command line, as a path and as a pattern', {
    tags: 'slow',
  }, async () => {
    const [found, given] = [[], ['м*й/*май.csv', 'май/чужой.csv']];
    for (const [crm, ads, ways] of [
      ['май/сделки май.csv', 'май/расход май.csv', [found, given, ['май'], ['май/*.csv'], ['май'.normalize('NFD')]]],
      ['май/сделки*й.csv', '**/расход май.{csv,tsv}', [found, given]],
      ['м*й/сделки май.csv', '*/расход [а-я]ай*.csv', [found, given]],
    ] as const) {
      const cwd = ofMac(named(crm, ads));
      for (const paths of ways) {
        const { code, out, err } = await stages(cwd, ...paths);
        expect([code, leads(out)], `${crm} ${paths} ${err}`).toEqual([0, '4']);
      }
    }
  });

  it('is one file though both forms of it are given', async () => {
    const { code, err } = await stages(
      ofMac(named('x.csv', 'y.csv')),
      'май/сделки май.csv',
      'май/сделки май.csv'.normalize('NFD'),
    );
    expect([code, err]).toEqual([2, expect.stringContaining('is given twice')]);
  });

  it('is found where a key of funnel.yaml names a file, and in --config', { tags: 'slow' }, async () => {
    const cwd = ofMac(`${named('май/сделки май.csv', 'май/расход май.csv')}rates: май/ставки май.csv\n`);
    const yaml = 'настройки'.replace('к', 'й');
    renameSync(join(cwd, 'funnel.yaml'), join(cwd, `${yaml}.yaml`.normalize('NFD')));
    expect(readdirSync(cwd)).not.toContain(`${yaml}.yaml`);
    const { code, out, err } = await stages(cwd, '--config', `${yaml}.yaml`);
    expect([code, leads(out)], err).toEqual([0, '4']);
  });
});

describe('a folder with such a name', () => {
  it('is where its funnel.yaml is begun, and the copy for a stranger is of all that it names', async () => {
    const cwd = ofMac(`${named('май/сделки май.csv', 'май/расход май.csv')}rates: май/ставки май.csv\n`);
    const { code, err } = await funnel(['anonymize', 'май', '--out', 'copy', '--config', 'funnel.yaml'], { cwd });
    const copy = readFileSync(join(cwd, 'copy/funnel.yaml'), 'utf8');
    expect([code, /^rates: .*$/m.exec(copy)?.[0]], err).toEqual([0, 'rates: rates.csv']);
    await funnel(['init', 'май'], { cwd });
    expect(readdirSync(join(cwd, 'май'.normalize('NFD')))).toContain('funnel.yaml');
  });
});

describe('a folder with signs of a pattern in its name', () => {
  it('is itself where it stands before a pattern, and so is a download that came twice', { tags: 'slow' }, async () => {
    const cwd = folder({ 'funnel.yaml': named('in/сделки*.csv', 'in/расход*.csv') });
    for (const name of ['Выгрузки (2)', 'Выгрузки [2026]']) {
      mkdirSync(join(cwd, name));
      writeFileSync(
        join(cwd, name, 'funnel.yaml'),
        YAML.replace('crm.csv', 'crm (*).csv').replace('ads.csv', 'ads (1).csv'),
      );
      writeFileSync(join(cwd, name, 'crm (1).csv'), CRM);
      writeFileSync(join(cwd, name, 'ads (1).csv'), ADS);
      for (const pattern of [`${name}/*.csv`, `${name}/* (1).csv`]) {
        const { code, out, err } = await stages(cwd, pattern);
        expect([code, leads(out)], `${pattern} ${err}`).toEqual([0, '4']);
      }
    }
  });
});
