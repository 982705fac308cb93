import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { configFiles } from '../../src/session/config-files.js';
import { ADS, CRM, folder, funnel, YAML } from './run.js';

/** Exports in a folder `in`, and beside it a configuration with these two paths for them. */
function places(crm: string, ads: string): string {
  const cwd = folder({
    'funnel.yaml': YAML.replace('crm.csv', JSON.stringify(crm)).replace('ads.csv', JSON.stringify(ads)),
  });
  mkdirSync(join(cwd, 'in'));
  writeFileSync(join(cwd, 'in', 'crm.csv'), CRM);
  writeFileSync(join(cwd, 'in', 'ads.csv'), ADS);
  return cwd;
}
const leads = (out: string) => /^lead,.*?,(\d+),/m.exec(out)?.[1];
const stages = (cwd: string, ...paths: string[]) => funnel(['stages', ...paths, '-f', 'csv', '--all'], { cwd });

describe('a pattern of funnel.yaml', () => {
  it.each([
    ['in/crm*.csv', 'in/ads*.csv'],
    ['./in/crm*.csv', '**/ads*.csv'],
    ['{in,out}/crm.csv', '**/a*.csv'],
  ])(
    'is held against the files that were given, and finds them where none is: %s, %s',
    { tags: 'slow' },
    async (crm, ads) => {
      const cwd = places(crm, ads);
      for (const paths of [['in'], ['in/crm.csv', 'in/ads.csv'], ['in/*.csv'], []]) {
        const { code, out, err } = await stages(cwd, ...paths);
        expect([code, leads(out)], err).toEqual([0, '4']);
      }
    },
  );

  it('never walks what was not asked for', async () => {
    const cwd = places('/**', '/**/ads.csv');
    const before = process.cpuUsage();
    const given = await funnel(['stages', 'in', '-f', 'csv', '--all'], { cwd });
    const alone = await funnel(['stages', '-f', 'csv', '--all'], { cwd });
    expect(process.cpuUsage(before).user).toBeLessThan(5_000_000);
    // The first entry fits both files: as leads the spend has no columns.
    expect([given.code, given.err]).toEqual([2, expect.stringContaining('ads.csv')]);
    expect([alone.code, alone.err]).toEqual([2, expect.stringContaining('goes through all folders outside')]);
  });

  it('that no given file fits is said where it looks at their folder, and else may be of another one', {
    tags: 'slow',
  }, async () => {
    const cwd = places('in/crm*.csv', 'in/add*.csv');
    const { err } = await stages(cwd, 'in');
    expect(err).toContain('in/add*.csv');
    const other = places('in/crm*.csv', 'out/ads*.csv');
    expect((await stages(other, 'in')).err).not.toContain('out/ads*.csv');
  });
});

describe('a pattern on the command line', () => {
  it('has the configuration beside what it finds, where its own folder has none', async () => {
    const cwd = folder({});
    mkdirSync(join(cwd, 'client-a'));
    for (const name of ['funnel.yaml', 'crm.csv']) writeFileSync(join(cwd, 'client-a', name), '');
    const found = async (path: string) => (await configFiles([path], cwd, undefined)).home;
    for (const path of ['client-a/crm.csv', 'client-*/crm.csv', '{client-a,client-b}/*.csv', '**/crm.csv'])
      expect([path, await found(path)]).toEqual([path, join(cwd, 'client-a')]);
    writeFileSync(join(cwd, 'funnel.yaml'), '');
    expect(await found('client-*/crm.csv')).toBe(cwd);
  });
});
