import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { folder, funnel } from '../cli/run.js';
import { firm } from './firm.js';

const GATES = `gates:
  - {name: "VK: not, dear 100%", figure: cpl, max: 40, where: {source: VK}}
  - {name: "<b>&'\\"", figure: cpl, max: 80, where: {source: Google}}
  - {figure: leads, min: 1}
  - {figure: contacted_rate, min: 50%, optional: true}
`;
const line = 12;

/** The elements of an XML, each with what it says. */
function elements(xml: string): { name: string; of: Record<string, string>; text: string }[] {
  const found: { name: string; of: Record<string, string>; text: string }[] = [];
  const parser = new Parser(
    {
      onopentag: (name, of) => void found.push({ name, of, text: '' }),
      ontext: (text) => {
        const last = found.at(-1);
        if (last) last.text += text;
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return found;
}

describe('--ci', () => {
  it('prints no name that GitHub would obey, and leaves data as they are', async () => {
    const crm = ['ID,Created,Status,Source', '1,2026-02-03,New,::add-mask::2', '2,2026-02-03,New,x ##[error]y'];
    const path = folder({
      '::x.csv': crm.join('\n'),
      'funnel.yaml':
        'files: [{path: "*.csv", table: crm, columns: {lead_id: ID, created_at: Created, status: Status, source: Source}}]\nstatuses: {New: lead}',
    });
    const obeyed = /^\s*::(?!warning |error )|##\[/m;
    for (const argv of [['report'], ['report', '-f', 'text', '--section', 'sources'], ['check']]) {
      const { out, err } = await funnel([...argv, path, '--ci']);
      expect(out).toContain('x3a');
      expect(`${out}\n${err}`).not.toMatch(obeyed);
    }
    const { out } = await funnel(['report', path, '--ci', '-f', 'csv', '--section', 'sources']);
    expect(out).toMatch(/^::add-mask::2,/m);
  });

  it('tells GitHub which gates do not hold, where they stand, and what else should be known', {
    tags: 'slow',
  }, async () => {
    const path = firm(GATES);
    const { code, err } = await funnel(['report', path, '--ci', '-f', 'json'], { cwd: path });
    expect(code).toBe(1);
    const told = err.split('\n').filter((one) => one.startsWith('::'));
    expect(told[0]).toMatch(
      new RegExp(
        `^::error file=funnel.yaml,line=${line},title=Gate%3A VK%3A not%2C dear 100%25::VK: not, dear 100%25: CPL — `,
      ),
    );
    expect(told[0]).toMatch(/%0Afunnel explain sources\.cpl /);
    expect(told[1]).toMatch(/^::warning file=funnel.yaml,line=13,title=Gate%3A /);
    const strict = await funnel(['report', path, '--ci', '--month', '10.2026']);
    expect(strict.err).toMatch(/^::error title=funnel::--month 10\.2026: expected/);
    const config = await funnel(['report', firm('gates: [{figure: cpll, max: 3}]'), '--ci']);
    expect(config.err).toMatch(/^::error file=\S+funnel\.yaml,line=11,title=funnel::gates\[0\]\.figure: /);
  });

  it('adds a summary in Markdown behind what stands there, in which names are only words', async () => {
    const crm = 'ID,Created,Status,Source\n1,2026-09-07 10:00,New,"[x](javascript:1) <b>|@all #1 `"\n';
    const path = firm(GATES, { 'crm.csv': crm });
    const page = join(path, 'summary.md');
    writeFileSync(page, 'before\n');
    const yaml = readFileSync(join(path, 'funnel.yaml'), 'utf8');
    writeFileSync(join(path, 'funnel.yaml'), yaml.replace(/, revenue: .*\}/, '}'));
    await funnel(['report', path, '--ci'], { env: { GITHUB_STEP_SUMMARY: page } });
    await funnel(['check', path, '--ci', '--lang', 'ru'], { env: { GITHUB_STEP_SUMMARY: page } });
    const summary = readFileSync(page, 'utf8');
    expect(summary).toMatch(/^before\n## Funnel · /);
    expect(summary).toContain('### Gates\n\n- ❌ ');
    expect(summary).toContain('| &#91;x&#93;(javascript:1) &#60;b&#62;&#124;&#64;all &#35;1 &#96; |');
    expect(summary).toContain('## funnel check\n\n### Пороги');
    for (const row of summary.split('\n').filter((one) => one.startsWith('|')))
      expect(row.split('|').length).toBeGreaterThan(3);
  });

  it('names nobody: managers are numbers, and --personal is refused', async () => {
    const path = firm('gates: [{figure: leads, min: 60, by: manager}]\n');
    const page = join(path, 'summary.md');
    const { err, out } = await funnel(['report', path, '--ci', '--by', 'manager'], {
      env: { GITHUB_STEP_SUMMARY: page },
    });
    expect(out).toContain('Manager 1');
    expect(out + err + readFileSync(page, 'utf8')).not.toMatch(/Anna|Boris/);
    for (const command of ['report', 'check']) {
      const refused = await funnel([command, path, '--ci', '--personal']);
      expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('--personal shows people, and --ci')]);
    }
  });
});

describe('--junit', () => {
  it('writes gates as tests, whole or not at all, and never over an input', async () => {
    const path = firm(GATES);
    const file = join(path, 'gates.xml');
    for (const command of ['report', 'check']) {
      expect((await funnel([command, path, '--junit', file])).code).toBe(1);
      const all = elements(readFileSync(file, 'utf8'));
      expect(all[0]?.of).toMatchObject({ tests: '4', failures: '1', skipped: '1' });
      expect(all.filter(({ name }) => name === 'testcase').map(({ of }) => of.name)).toEqual([
        'VK: not, dear 100%',
        '<b>&\'"',
        'leads',
        'contacted_rate',
      ]);
      const failure = all.find(({ name }) => name === 'failure');
      expect([failure?.of.type, failure?.text]).toEqual([
        'above',
        expect.stringContaining('funnel explain sources.cpl'),
      ]);
      expect(all.find(({ name }) => name === 'skipped')?.of.message).toContain('unknown');
    }
    const over = await funnel(['report', path, '--junit', join(path, 'crm.csv')]);
    expect([over.code, over.err]).toEqual([2, expect.stringContaining('one of the inputs')]);
    const broken = join(path, 'none.xml');
    expect((await funnel(['report', path, '--junit', broken, '--month', '10'])).code).toBe(2);
    expect(existsSync(broken)).toBe(false);
  });
});
