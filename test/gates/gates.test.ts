import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shiftDay } from '../../src/model/dates.js';
import { OF_SCOPE } from '../../src/model/figures/catalogue.js';
import { folder, funnel, rowsOf } from '../cli/run.js';
import { toldAs } from '../config/problem.js';
import { FIRST, firm } from './firm.js';

interface Told {
  name: string;
  outcome: string;
  why: string | null;
  value: number | string | null;
  n: number | null;
  row: string | null;
  period: { from: string; to: string };
  command: string;
  text: { en: string; ru: string };
}

const section = (...gates: string[]) => `gates:\n${gates.map((gate) => `  - {${gate}}\n`).join('')}`;
const now = () => new Date('2026-10-06T22:30:00Z');

const gatesOf = (gates: string[], ...flags: string[]) => gatesIn(firm(section(...gates)), ...flags);
async function gatesIn(path: string, ...flags: string[]): Promise<{ code: number; gates: Told[]; out: string }> {
  const { code, out } = await funnel(['report', path, '-f', 'json', ...flags], { now });
  return { code, gates: JSON.parse(out).gates, out };
}

const short = ({ outcome, why, value }: Told) => [outcome, why, value];

describe('a gate', () => {
  it('fails beyond its limit, too few and too early warn, blank and missing fail unless they may', async () => {
    const { code, gates } = await gatesOf([
      'name: VK, metric: cpl, max: 40, where: {source: VK}',
      'figure: cpl, max: 60, where: {source: VK}',
      'figure: cpl, max: 80, where: {source: Google}',
      'figure: deal_rate, min: 50%',
      'figure: contacted_rate, min: 50%',
      'figure: contacted_rate, min: 50%, optional: true',
      'figure: cpl, max: 60, where: {source: Nobody}',
      'figure: cpl, max: 60, where: {source: Googel}, optional: true',
      'figure: lost, max: 10',
      'figure: leads, min: 500, warn: true',
      'figure: lost_without_reason, max: 10%',
      'figure: step_rate.qualified, min: 90%',
      'figure: stages.qualified.lost, max: 1000',
    ]);
    expect(code).toBe(1);
    expect(gates.map(short)).toEqual([
      ['failed', 'above', '50.0000'],
      ['passed', null, '50.0000'],
      ['warned', 'too few', '90.0000'],
      ['warned', 'too early', 0.080357],
      ['failed', 'blank', null],
      ['skipped', 'blank', null],
      ['failed', 'missing', null],
      ['skipped', 'missing', null],
      ['failed', 'above', 75],
      ['warned', 'below', 112],
      ['passed', null, 0.066667],
      ['warned', 'too early', 0.303571],
      ['passed', null, 25],
    ]);
    const [first] = gates;
    expect(first?.text.en).toBe('VK: CPL — 50\u00a0RUB; at most 40\u00a0RUB · source=VK · 2026-09-07 to 2026-10-04');
    expect(first?.text.ru).toBe('VK: CPL — 50\u00a0₽; не больше 40\u00a0₽ · source=VK · 07.09–04.10.2026');
    expect(first?.command).toMatch(
      /^funnel explain sources\.cpl \S+ --where source=VK --from 2026-09-07 --to 2026-10-04$/,
    );
    expect(gates[2]?.text.en).toContain('too few to tell: 28 of 30');
    expect(gates[6]?.text.en).toContain('nothing has source = Nobody (there are: Google, Friends, VK)');
    // It may be mistyped, or of an export that nobody downloaded: the sentence says both.
    expect(gates[7]?.text.ru).toContain('нет ничего, где source = Googel (возможно, Google?');
  });

  it('looks at as many weeks as it says, up to the last day of the report', { tags: 'slow' }, async () => {
    const { gates } = await gatesOf(['figure: leads, min: 1', 'figure: leads, min: 1, weeks: 2'], '--week', '2026-W38');
    expect(gates.map(({ value, period }) => [value, period.from, period.to])).toEqual([
      [28, '2026-09-14', '2026-09-20'],
      [56, '2026-09-07', '2026-09-20'],
    ]);
  });

  it('knows of no leads in weeks that no export of leads covers: none is no zero there', async () => {
    const gates = [
      'figure: leads, max: 20, weeks: 1',
      'figure: lost, max: 5, weeks: 1',
      'figure: stages.lead.reached, max: 9, weeks: 1',
    ];
    const both = [...gates, 'figure: spend, max: 100, weeks: 1'];
    const days = ['--from', '2026-09-07', '--to', '2026-10-18'];
    expect((await gatesOf(both, ...days)).gates.map(short)).toEqual(both.map(() => ['failed', 'blank', null]));
    const ads = { 'ads2.csv': 'Day,Source,Campaign,Cost,Clicks\n2026-10-18,VK,autumn,7,1\n' };
    const fresh = await gatesIn(firm(section(...both), ads), ...days);
    expect(fresh.gates.map(short)).toEqual([...gates.map(() => ['failed', 'blank', null]), ['passed', null, '7.00']]);
  });

  it('that must be sure fails where the whole interval lies beyond its limit', async () => {
    const vk = 'where: {source: VK}';
    const { gates } = await gatesOf([
      `figure: cpl, max: 48, ${vk}`,
      `figure: cpl, max: 48, sure: true, ${vk}`,
      `figure: cpl, max: 30, sure: true, ${vk}`,
      'figure: lost_without_reason, max: 4%, sure: true',
      'figure: lost_without_reason, max: 1%, sure: true',
    ]);
    expect(gates.map(({ outcome }) => outcome)).toEqual(['failed', 'passed', 'failed', 'passed', 'failed']);
    expect(gates[1]?.text.en).toMatch(/CPL — 50.RUB \(95 %: 38\.51.RUB … 64\.92.RUB\)/u);
  });

  it('by source holds each of them to it; what nothing is spent on has no price', async () => {
    const { gates } = await gatesOf(['figure: cpl, max: 60, by: source', 'figure: leads, min: 40, by: source']);
    expect(gates.map(({ row, outcome }) => [row, outcome])).toEqual([
      ['Google', 'warned'],
      ['VK', 'passed'],
      ['Friends', 'failed'],
      ['Google', 'failed'],
      ['VK', 'passed'],
    ]);
    expect(gates[2]?.command).toContain('--where source=Friends');
  });

  it('by source fails for one of which nobody knows what it cost, beside others whose cost is known', {
    tags: 'slow',
  }, async () => {
    const ads = Array.from({ length: 28 }, (_, at) =>
      ['VK,a,100,20', 'Google,b,,9'].map((rest) => `${shiftDay(FIRST, at)},${rest}\n`).join(''),
    );
    const gates = section('figure: cpl, max: 60, by: source', 'figure: cpl, max: 60, by: campaign');
    const found = await gatesIn(firm(gates, { 'ads.csv': `Day,Source,Campaign,Cost,Clicks\n${ads.join('')}` }));
    expect(found.gates.map(({ row, outcome, why }) => [row, outcome, why]).slice(0, 2)).toEqual([
      ['Google', 'failed', 'blank'],
      ['VK', 'passed', null],
    ]);
    expect(found.gates.filter(({ row }) => row === 'b').map(({ outcome }) => outcome)).toEqual(['failed']);
  });

  it('may be of any figure of a scope, and holds what the report of sources prints', async () => {
    const names = Object.keys(OF_SCOPE);
    const { gates, out } = await gatesOf(names.map((name) => `figure: ${name}, min: -1`));
    const total = rowsOf(out, 'sources').find((row) => row.get('source') === '(total)');
    const printed = names.filter((name) => total?.has(name));
    expect(printed.length).toBeGreaterThan(25);
    const value = new Map(gates.map((gate) => [gate.name, gate.value]));
    expect(printed.map((name) => [name, value.get(name)])).toEqual(printed.map((name) => [name, total?.get(name)]));
  });

  it('of a dimension stands in the place of what the report keeps of it', async () => {
    const gates = ['figure: leads, min: 1', 'figure: leads, min: 1, where: {source: Google}'];
    const found = await gatesOf(gates, '--where', 'source=VK', '--where', 'manager=Anna');
    expect(found.gates.map(({ value }) => value)).toEqual([56, 0]);
  });

  it('is said by the table, by stderr beside CSV and by check; what is written is written', {
    tags: 'slow',
  }, async () => {
    const path = firm(section('figure: cpl, max: 40', 'figure: leads, min: 1'));
    const table = await funnel(['report', path, '--lang', 'ru']);
    expect([table.code, table.out]).toEqual([1, expect.stringContaining('ПОРОГИ\n × CPL — ')]);
    expect(table.out).toContain('Пройдено порогов: 1 из 2');
    const out = join(path, 'out');
    const csv = await funnel(['report', path, '-f', 'csv', '-o', out]);
    expect([csv.code, existsSync(join(out, 'sources.csv'))]).toEqual([1, true]);
    expect(csv.err).toContain('! a gate does not hold: CPL — ');
    expect((await funnel(['sources', path])).code).toBe(0);
    const check = await funnel(['check', path]);
    expect([check.code, check.out]).toEqual([1, expect.stringContaining('GATES\n × CPL — ')]);
    const json = await funnel(['check', path, '-f', 'json']);
    expect(JSON.parse(json.out).gates.map(short)).toEqual([
      ['failed', 'above', expect.any(String)],
      ['passed', null, 112],
    ]);
  });
});

describe('what a gate may not say', () => {
  it.each([
    ['figure: cpll, max: 4', 'gates[0].figure: there is no figure `cpll`', 'did you mean `cpl`?'],
    ['metric: sla.within_rat, min: 4%', 'gates[0].metric: there is no figure `sla.within_rat`', '`sla.within_rate`'],
    ['figure: stages.step_rate, min: 4%', 'gates[0].figure: there is no figure `stages.step_rate`', 'did you mean'],
    ['figure: cpl, max: 5%', 'gates[0].max: a limit that its figure is not in', 'a number like 400'],
    ['figure: deal_rate, min: 5', 'gates[0].min: a limit that its figure is not in', '5%'],
    ['figure: spend, max: 5, sure: true', 'gates[0].sure: sure: of this figure no interval is known', 'leave sure out'],
    ['figure: export_age, max: 2d, by: manager', 'gates[0].by: export_age is not told apart so', 'source'],
    ['figure: cpl, max: 2, by: sorce', 'gates[0].by: no dimension `sorce`', 'did you mean `source`?'],
    [
      'figure: cpl, max: 2, where: {stage: qualifed}',
      'gates[0].where.stage: there is no stage «qualifed»',
      'mean qualified?',
    ],
    ['figure: cpl, max: 2, where: {ending: [lost, wonn]}', 'there is no ending «wonn»', 'did you mean won?'],
    ['figure: times.del.median_seconds, max: 2', 'there is no figure `times.del.median', '`times.deal.median_seconds`'],
    ['figure: trend.cpl_change, max: 5', 'and no row of trend', 'write figure: cpl, weeks: 1'],
    [
      'figure: plan.revenue.run_rate, min: 5',
      'and no row of plan',
      'write figure: revenue, min: … (with --basis event',
    ],
    ['figure: scorecard.cpql.value, max: 5', 'and no row of scorecard', 'write figure: cpql'],
    ['figure: kpi.qualified_of_worked, max: 5%', 'and no row of kpi', 'write figure: qualified_of_worked'],
    ['figure: stuck.age_seconds, max: 5', 'and no row of stuck', 'for instance cpl'],
    ['figure: cpl, metric: cpl, max: 2', 'gates[0].metric: figure and metric are one thing', ''],
    ['max: 2', 'gates[0]: a gate without a figure', 'add figure: cpl'],
  ])('%s', (gate, what, hint) => {
    const [line, said, proposed] = toldAs(section(gate), 'en');
    expect([line, said]).toEqual([2, expect.stringContaining(what)]);
    expect(proposed ?? '').toContain(hint);
  });
});

describe('how fresh exports are', () => {
  it('is asked of the clock, in the time zone of the report, and of the days they cover', async () => {
    const gates = [
      'figure: export_age, max: 2d',
      'figure: export_age, max: 2, where: {source: VK}',
      'figure: export_age, max: 48h, by: source',
      'figure: days_covered, min: 7d, weeks: 1, where: {source: crm}',
      'figure: days_covered, min: 28, by: source',
    ];
    const utc = await gatesOf(gates);
    expect(utc.gates.map(({ row, outcome, value }) => [row, outcome, value])).toEqual([
      [null, 'passed', 2],
      [null, 'passed', 2],
      ['Google', 'passed', 2],
      ['VK', 'passed', 2],
      ['(crm)', 'passed', 2],
      [null, 'passed', 7],
      ['Google', 'passed', 28],
      ['VK', 'passed', 28],
      ['(crm)', 'passed', 28],
    ]);
    const moscow = await gatesOf(gates.slice(0, 1), '--timezone', 'Europe/Moscow');
    expect([moscow.code, ...moscow.gates.map(short)]).toEqual([1, ['failed', 'above', 3]]);
    // A week of which no export tells.
    const empty = await gatesOf(['figure: days_covered, min: 7'], '--week', '2026-W42');
    expect([empty.code, ...empty.gates.map(short)]).toEqual([1, ['failed', 'below', 0]]);
  });

  it('is told by the one that is behind: what was forgotten, a week between two downloads, a source without an export', async () => {
    const of = (source: string, first: number) =>
      `Day,Source,Campaign,Cost,Clicks\n${Array.from({ length: 7 }, (_, at) => `${shiftDay(FIRST, first + at)},${source},a,50,5\n`).join('')}`;
    const gates = [
      'figure: export_age, max: 2d',
      'figure: export_age, max: 2d, where: {source: [VK, Friends]}',
      'figure: days_covered, min: 28, where: {source: [VK, Friends]}, by: source',
      'figure: days_covered, min: 28, where: {source: Meta}',
      'figure: days_covered, min: 28',
      'figure: days_covered, min: 7, weeks: 3, where: {source: [VK, Meta]}',
    ];
    const files = { 'ads1.csv': of('Meta', 0), 'ads2.csv': of('Meta', 14) };
    const found = await gatesIn(firm(section(...gates), files));
    expect(found.gates.map(({ row, outcome, why, value }) => [row, outcome, why, value])).toEqual([
      [null, 'failed', 'above', 9],
      [null, 'failed', 'missing', null],
      ['VK', 'passed', null, 28],
      ['Friends', 'failed', 'blank', null],
      [null, 'failed', 'below', 14],
      [null, 'passed', null, 28],
      [null, 'passed', null, 7],
    ]);
    expect(found.gates[0]?.text.en).toContain('at most 2 · Meta');
    // Two weeks that no export has, whoever began later among them.
    const gap = await gatesIn(
      firm(section(gates[4] as string), { 'ads.csv': of('VK', 0), 'ads4.csv': of('Meta', 21) }),
    );
    expect(gap.gates.map(short)).toEqual([['failed', 'below', 14]]);
    // Of what was spent without days nobody knows how old it is.
    const undated = {
      'crm.csv': 'ID,Created,Status,Source\n1,2026-10-01,New,VK\n',
      'ads.csv': 'Source,Cost\nVK,100\n',
      'funnel.yaml': `files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status, source: Source}}
  - {path: ads.csv, table: ad_stats, columns: {source: Source, cost: Cost}}
currency: RUB
statuses: {New: lead}
${section('figure: export_age, max: 9d', 'figure: days_covered, min: 1, where: {source: VK}')}`,
    };
    const unknown = await gatesIn(folder(undated), '--all');
    expect(unknown.gates.map(({ why }) => why)).toEqual(['blank', 'blank']);
  });

  it('--as-of now and yesterday are what the clock says there', { tags: 'slow' }, async () => {
    const asOf = async (...flags: string[]) =>
      JSON.parse((await funnel(['report', firm(''), '-f', 'json', '--as-of', ...flags], { now })).out).as_of;
    expect(await asOf('now')).toBe('2026-10-06T22:30:00');
    expect(await asOf('yesterday')).toBe('2026-10-05');
    expect(await asOf('yesterday', '--timezone', 'Europe/Moscow')).toBe('2026-10-06');
  });
});

describe('--week last-whole', () => {
  const asked = async (...flags: string[]) => {
    const at = new Date(flags.includes('late') ? '2026-10-13T08:00:00Z' : '2026-10-06T08:00:00Z');
    const { code, out, err } = await funnel(
      ['report', firm(''), '--week', 'last-whole', '--section', 'stages', ...flags.filter((flag) => flag !== 'late')],
      { now: () => at },
    );
    return [code, ...(/(?:leads created (\S+ to \S+),)/.exec(out)?.slice(1) ?? []), out + err] as const;
  };

  it('is the last week that is over and that the exports cover; the head names those that have begun since', {
    tags: 'slow',
  }, async () => {
    const [, days, out] = await asked();
    expect([days, out]).toEqual([
      '2026-09-21 to 2026-09-27',
      expect.stringContaining('2026-W39 is the last whole week; 2026-W40 has begun'),
    ]);
    const [, later, of] = await asked('--as-of', 'yesterday');
    expect([later, of]).toEqual([
      '2026-09-28 to 2026-10-04',
      expect.stringContaining('2026-W40 is the last whole week; 2026-W41 has begun'),
    ]);
    const [code, none] = await asked('--as-of', '2026-09-10');
    expect([code, none]).toEqual([2, expect.stringContaining('no week is whole')]);
  });

  it('ends on a weekend without leads too, where the exports go on after the as-of moment', async () => {
    const days = ['2026-09-28', '2026-09-29', '2026-09-30', '2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04'];
    const crm = (first: number, made: readonly string[]) =>
      `ID,Created,Status,Source\n${made.map((day, at) => `${first + at},${day} 09:30,New,VK\n`).join('')}`;
    const files = (made: readonly string[], later: readonly string[] = []) =>
      folder({
        'crm.csv': crm(1, made),
        ...(later.length > 0 && { 'later.csv': crm(11, later) }),
        'ads.csv': `Day,Source,Cost\n${days.map((day) => `${day},VK,10\n`).join('')}`,
        'funnel.yaml': `files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status, source: Source}}
${later.length > 0 ? '  - {path: later.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status, source: Source}}\n' : ''}\
  - {path: ads.csv, table: ad_stats, columns: {day: Day, source: Source, cost: Cost}}
currency: RUB
statuses: {New: lead}
`,
      });
    const states = async (path: string) =>
      (await funnel(['trend', path, '--as-of', '2026-10-04', '-f', 'csv', '-q'])).out
        .split('\n')
        .filter((line) => line.startsWith('2026'))
        .map((line) => line.split(',').slice(0, 2).join(' '));
    expect(await states(files(['2026-09-28', '2026-10-02', '2026-10-05']))).toEqual(['2026-W40 whole']);
    expect(await states(files(['2026-09-28', '2026-10-02']))).toEqual(['2026-W40 partial']);
    // An export that begins after as-of says nothing of the days before it.
    expect(await states(files(['2026-09-28', '2026-10-02'], ['2026-10-05']))).toEqual(['2026-W40 partial']);
  });

  it('with --ci fails where by the clock a week is over that the exports do not have all of', async () => {
    expect((await asked('--as-of', 'yesterday', '--ci'))[0]).toBe(0);
    const [code, , said] = await asked('--as-of', 'yesterday', '--ci', 'late');
    expect([code, said]).toEqual([1, expect.stringContaining('::error title=last-whole::the week that is over')]);
    expect(said).toContain('2026-W41 … 2026-W42 have begun');
    expect((await asked('--as-of', '2026-10-12', '--ci'))[0]).toBe(0);
  });
});
