import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FINDINGS } from '../../src/reports/findings/all-findings.js';
import { folder, funnel, small } from '../cli/run.js';
import { numberFrom } from '../given.js';
import { exportsOf, findingsIn, type Leads, type Spend } from './data.js';

/** FUNNEL_SEEDS=1000 tries as many invented exports. */
const runs = numberFrom('FUNNEL_SEEDS', 8);

const NORMS = '{action: 0.05, lead: 0.7, qualified: 0.9, contact: 0.9, proposal: 0.9, decision: 0.9, deal: 0.9}';

/** Exports in which nearly everything is wrong. */
const trouble = (): { leads: Leads[]; spend: Spend[]; norms: string } => ({
  leads: [
    ...['2026-02', '2026-03'].flatMap((month, second): Leads[] => [
      { source: 'Google', status: 'Won', count: second ? 20 : 60, budget: 5000, day: `${month}-01` },
      { source: 'Google', status: 'Lost early', count: second ? 180 : 40, day: `${month}-28` },
    ]),
    { source: 'VK', status: 'Lost early', count: 300, reason: 'Only asked', day: '2026-03-31' },
    { source: 'Direct', status: 'Won', count: 30, budget: 50_000, day: '2026-03-10' },
    { source: 'Direct', status: 'Qualified', count: 20, day: '2026-03-10' },
  ],
  spend: [
    { source: 'Google', cost: 10_000, day: '2026-02-01' },
    { source: 'Google', cost: 10_000, day: '2026-03-31' },
    { source: 'VK', cost: 3000, day: '2026-03-31' },
    { source: 'Direct', cost: 9000, day: '2026-03-10' },
    { source: 'Radio', cost: 9000, day: '2026-03-01' },
  ],
  norms: NORMS,
});

/** As a shell takes it apart. */
const wordsOf = (command: string): string[] =>
  (command.match(/'[^']*'|"[^"]*"|\S+/g) ?? []).map((word) => word.replace(/^(['"])(.*)\1$/, '$2'));

describe('the findings', () => {
  it('are at most seven, what is bad first and of that the most money, and each says who takes it up', async () => {
    const said = await findingsIn(trouble());
    expect(said.map(({ code, tone }) => [code, tone])).toEqual([
      ['stage-below-norm', 'bad'],
      ['changed', 'bad'],
      ['spend-unmatched', 'bad'],
      ['cheap-and-empty', 'bad'],
      ['reasons-unrecorded', 'bad'],
    ]);
    for (const { owner } of said) expect(['marketing', 'sales', 'both']).toContain(owner);
    expect(said.map(({ money }) => money)).toEqual(['6650000.00', '200000.00', '9000.00', '3000.00', null]);
  });

  it('each carry the command that shows what is behind it, with the days, the filters and the paths of the report', async () => {
    const path = exportsOf(trouble());
    const said = await findingsIn(path, '--from', '2026-02-01', '--where', 'source!=Radio');
    expect(said.map(({ command }) => command)).toContain(
      `funnel leak --from 2026-02-01 --where 'source!=Radio' ${path}`,
    );
    for (const { command } of said) {
      const { code, err } = await funnel(wordsOf(command).slice(1));
      expect([command, code, err]).toEqual([command, 0, expect.any(String)]);
    }
  });

  it('say of a gap and the source that explains it in one finding, which both codes find', async () => {
    const leads: Leads[] = [
      { source: 'VK', status: 'Lost early', count: 480, reason: 'Only asked' },
      { source: 'VK', status: 'Qualified', count: 20 },
      { source: 'Google', status: 'Lost early', count: 240, reason: 'Only asked' },
      { source: 'Google', status: 'Won', count: 260, budget: 10_000 },
    ];
    const spend: Spend[] = [
      { source: 'VK', cost: 3000 },
      { source: 'Google', cost: 90_000 },
    ];
    const said = await findingsIn({ leads, spend, norms: '{qualified: 0.5}' });
    const [both, ...others] = said.filter(({ text }) => text.en.includes('VK'));
    expect(others).toEqual([]);
    expect(both).toMatchObject({
      code: 'cheap-and-empty',
      codes: ['stage-below-norm', 'cheap-and-empty'],
      ...{ owner: 'marketing', figure: 'leak.short_leads', scope: 'stage=qualified' },
    });
    expect(both?.text.en).toMatch(
      /^Lead → Qualified lead: 28\.0%, .* Without VK: 52\.0%, within the norm\. VK has the lowest cost per lead .* Spent 3,000 RUB\. They say: «Only asked» 480$/,
    );
    // Where the source does not explain it, they are two.
    const apart = await findingsIn({ leads, spend, norms: '{qualified: 0.6}' });
    expect(apart.map(({ codes }) => codes)).toEqual(
      expect.arrayContaining([['stage-below-norm'], ['cheap-and-empty']]),
    );
  });

  it('stand in the table before the first report, in both languages', async () => {
    const path = exportsOf(trouble());
    const en = (await funnel(['report', path])).out.replaceAll('\u00a0', ' ');
    expect(en.indexOf('\nFINDINGS\n ! Lead → Qualified lead: ')).toBeGreaterThan(0);
    expect(en.indexOf('\nFINDINGS\n')).toBeLessThan(en.indexOf('\nSTAGES'));
    expect((await funnel(['report', path, '--lang', 'ru'])).out).toContain('\nГЛАВНОЕ\n ! ');
  });

  it('are of the whole report alone, and never in its CSV', async () => {
    const path = exportsOf(trouble());
    for (const argv of [
      ['stages', path],
      ['report', path, '--section', 'stages'],
      ['report', path, '-f', 'csv'],
    ])
      expect((await funnel(argv)).out).not.toMatch(/FINDINGS|short: up to/);
    expect(JSON.parse((await funnel(['sources', path, '-f', 'json'])).out).findings).toEqual([]);
  });

  it('stand in run.json beside the CSV', async () => {
    const path = exportsOf(trouble());
    await funnel(['report', path, '-f', 'csv', '-o', join(path, 'out/')]);
    const run = JSON.parse(readFileSync(join(path, 'out', 'run.json'), 'utf8'));
    expect(Object.keys(run).slice(-2)).toEqual(['findings', 'gates']);
    expect(run.findings[0]).toMatchObject({
      code: 'stage-below-norm',
      owner: 'both',
      text: { en: expect.stringContaining('short'), ru: expect.stringContaining('Не хватает') },
    });
  });

  it('are the same however the report is broken down', async () => {
    const path = exportsOf(trouble());
    const whole = await findingsIn(path);
    expect(await findingsIn(path, '--by', 'manager')).toEqual(whole);
    expect(await findingsIn(path, '--by', 'source')).toEqual(whole);
    expect(await findingsIn(path, '--period', 'month')).toEqual(whole);
  });

  it('are none of too little', async () => {
    expect(await findingsIn(folder(small()))).toEqual([]);
  });

  it('are none without leads', async () => {
    const path = exportsOf(trouble());
    writeFileSync(
      join(path, 'funnel.yaml'),
      readFileSync(join(path, 'funnel.yaml'), 'utf8').replace(/ {2}- \{path: crm.*\n/, ''),
    );
    const { out, code, err } = await funnel(['report', join(path, 'ads.csv'), '-f', 'json']);
    expect([code, err]).toEqual([0, expect.any(String)]);
    expect(JSON.parse(out).findings).toEqual([]);
  });

  it('show a hostile name harmlessly', async () => {
    const { leads, ...rest } = trouble();
    const bad = 'x\u202ey';
    const path = exportsOf({ ...rest, leads: leads.map((one) => (one.reason ? { ...one, reason: bad } : one)) });
    const { out } = await funnel(['report', path]);
    expect(out).toContain('They say: «x\\u202ey» 300');
    expect(out).not.toContain('\u202e');
  });

  it('each have a name of their own and say what they look at', () => {
    expect(new Set(FINDINGS.map(({ name }) => name)).size).toBe(FINDINGS.length);
    for (const { name, looksAt } of FINDINGS) {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(looksAt.ru).toMatch(/[а-я]/);
    }
  });
});

async function saysLittle(numRuns: number): Promise<void> {
  const source = fc.constantFrom('VK', 'Google', 'Direct', '');
  const day = fc.constantFrom('2026-02-01', '2026-02-15', '2026-02-28', '2026-03-01', '2026-03-31', '2026-04-02');
  const leads = fc.record(
    {
      count: fc.nat({ max: 120 }),
      status: fc.constantFrom<Leads['status']>(
        'New',
        'Qualified',
        'Called',
        'Offered',
        'Deciding',
        'Won',
        'Lost',
        'Lost late',
      ),
      source,
      campaign: fc.constantFrom('', 'a', 'b'),
      reason: fc.constantFrom('', 'Too dear', 'too dear!', 'Spam'),
      budget: fc.nat({ max: 10_000 }),
      day,
    },
    { requiredKeys: ['count', 'status'] },
  );
  const spend = fc.record(
    {
      cost: fc.nat({ max: 5000 }),
      source,
      campaign: fc.constantFrom('', 'a', 'b'),
      clicks: fc.nat(5000),
      actions: fc.nat(300),
      day,
    },
    { requiredKeys: ['cost'] },
  );
  const flags = fc.constantFrom<string[]>(
    [],
    ['--where', 'source!=VK'],
    ['--reach', 'strict'],
    ['--reach', 'observed'],
    ['--month', '2026-03'],
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(leads, { minLength: 1, maxLength: 12 }),
      fc.array(spend, { minLength: 1, maxLength: 8 }),
      fc.constantFrom(undefined, NORMS),
      flags,
      async (groups, costs, norms, more) => {
        // So that every filter finds something.
        const own: Leads[] = [...groups, { count: 1, status: 'New', source: 'VK', day: '2026-03-01' }];
        const said = await findingsIn(
          { leads: own, spend: costs, ...(norms ? { norms } : {}) },
          ...more,
          ...(more.includes('--month') ? [] : ['--all']),
        );
        expect(said.length).toBeLessThanOrEqual(7);
        for (const { text } of said) {
          for (const words of [text.en, text.ru]) expect(words).not.toMatch(/undefined|NaN|null|Infinity|\[object|—/);
          expect(text.en).not.toMatch(/[а-я]/i);
          expect(text.ru).not.toMatch(/\b(?:lead|deal|spend|cost|norm)s?\b/);
        }
      },
    ),
    { numRuns },
  );
}
const timeout = 60_000 + runs * 5_000;
it('never says more than seven things, nor what no person says, of whatever exports', { timeout }, () =>
  saysLittle(Math.ceil(runs / 4)),
);
it('and so of further exports', { timeout, tags: 'slow' }, () => saysLittle(runs));
