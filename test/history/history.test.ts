import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { shiftDay } from '../../src/model/dates.js';
import { REPORTS } from '../../src/reports/all-reports.js';
import { folder, funnel, rowsOf } from '../cli/run.js';
import { FIRST, firm } from '../gates/firm.js';

const read = (file: string) => readFileSync(file, 'utf8');
const rowsIn = (file: string): Record<string, string>[] => parse(read(file), { columns: true });

/** A history beside the exports of a firm, and a run that adds to it. */
function kept(more = '') {
  const exports = firm(more);
  const home = folder({});
  const [history, restated] = [join(home, 'history.csv'), join(home, 'restated.csv')];
  const add = (...flags: string[]) =>
    funnel(['report', exports, '--append', history, '--restated', restated, '-f', 'json', ...flags]);
  return { exports, history, restated, add };
}
const WEEKS = ['--last', '3w', '--period', 'week'];

/** A lead that was lost at once had been qualified before, as it seems now. */
function rewrite(exports: string): void {
  const file = join(exports, 'crm.csv');
  writeFileSync(file, read(file).replace('\n2,2026-09-07 10:00,Lost', '\n2,2026-09-07 10:00,Refused'));
}

describe('a history', () => {
  it('holds each figure of the report, by period, scope, report and row', async () => {
    const { history, add } = kept();
    const { out, err, code } = await add(...WEEKS, '--by', 'campaign', '--where', 'source=VK');
    expect([code, read(history).split('\n')[0]]).toEqual([0, 'period,state,scope,as_of,report,row,measure,value']);
    expect(err).toContain('tables of a period new 9, replaced 0, kept 0');
    const rows = rowsIn(history);
    const [first] = rows;
    expect(first?.scope).toBe(
      'basis=cohort; reach=implied; attribution=recorded; currency=RUB; timezone=as exported; by=campaign; where=source=VK',
    );
    expect(first?.as_of).toBe('2026-10-04T10:00:00');
    const cpl = rows.filter(({ report, measure }) => report === 'sources' && measure === 'cpl');
    const printed = rowsOf(out, 'sources').map((row) => [row.get('period'), row.get('source'), row.get('cpl') ?? '']);
    expect(cpl.map(({ period, row, value }) => [period, /source=(.*)$/.exec(row ?? '')?.[1], value])).toEqual(printed);
    expect(cpl[0]?.row).toBe('campaign=autumn; source=VK');
    const whole = rowsOf(out, 'stages').length * (JSON.parse(out).reports.stages.columns.length - 4);
    expect(rows.filter(({ report }) => report === 'stages')).toHaveLength(whole);
  });

  it('of whatever report is read again, and gone on with', { tags: 'slow' }, async () => {
    const { history, add } = kept(
      'plan: {per: month, leads: 100}\nhypotheses: [{name: Form, figure: cpl, since: 2026-09-14, weeks: 1}]\n',
    );
    const names = REPORTS.filter(({ asked, isOfWeek }) => !asked && !isOfWeek).map(({ name }) => name);
    for (const flags of [[], ['--period', 'month'], []]) {
      const { code, err } = await add('--section', names.join(','), ...flags);
      expect([code, code === 0 ? '' : err]).toEqual([0, '']);
    }
    const there = new Set(rowsIn(history).map(({ report }) => report));
    expect([...there]).toEqual(expect.arrayContaining(['leak', 'plan', 'sources', 'stages', 'times', 'trend']));
  });

  it('--last counts whole periods there: the last one is over', { tags: 'slow' }, async () => {
    const { history, add } = kept();
    const periods = async (...flags: string[]) => JSON.parse((await add(...flags)).out).period;
    // The last lead is of a Sunday morning: that day is not over.
    expect(await periods(...WEEKS)).toEqual({ from: FIRST, to: shiftDay(FIRST, 20) });
    expect(await periods(...WEEKS, '--as-of', '2026-10-04')).toEqual({ from: '2026-09-14', to: '2026-10-04' });
    expect(await periods('--last', '1m', '--as-of', '2026-10-30')).toEqual({ from: '2026-09-01', to: '2026-09-30' });
    expect(await periods('--last', '2d', '--as-of', '2026-10-04T10:00')).toEqual({
      from: '2026-10-02',
      to: '2026-10-03',
    });
    expect(new Set(rowsIn(history).map(({ period }) => period))).toContain('2026-09-01/2026-09-30');
  });

  it('gives the same bytes again, and says what was restated', { tags: 'slow' }, async () => {
    const { exports, history, restated, add } = kept();
    await add(...WEEKS);
    const before = read(history);
    await add(...WEEKS);
    expect(read(history)).toBe(before);
    expect(read(restated).split('\n')).toEqual([expect.stringMatching(/^period,scope,report,row,measure,/), '']);
    rewrite(exports);
    const { err } = await add(...WEEKS);
    const changes = rowsIn(restated).map(({ period, report, row, measure, value_before, value }) => [
      ...[period, report, row, measure, value_before, value],
    ]);
    expect(changes).toContainEqual(['2026-W37', 'sources', 'source=VK', 'qualified', '6', '7']);
    expect(err).toMatch(/replaced 9, kept 0; figures that are others now \d+/);
    expect(changes.every(([period]) => period === '2026-W37')).toBe(true);
  });

  it('keeps the whole of a period against a part of it, and what was known later against what was known before', {
    tags: 'slow',
  }, async () => {
    const { history, add } = kept();
    await add(...WEEKS, '--as-of', '2026-10-05');
    const before = read(history);
    const part = await add('--from', '2026-09-15', '--to', '2026-09-16', '--period', 'week', '--as-of', '2026-10-06');
    expect(part.err).toContain('kept 3');
    const early = await add(...WEEKS, '--as-of', '2026-10-04');
    expect(early.err).toContain('new 0, replaced 0, kept 8');
    expect(read(history)).toBe(before);
    // Another scope has a history of its own.
    const other = await add(...WEEKS, '--as-of', '2026-10-04', '--reach', 'strict');
    expect(other.err).toContain('new 8');
    expect(read(history).length).toBeGreaterThan(before.length);
  });

  it.each(['crm.csv', 'ads.csv'])(
    'keeps what it has where %s was forgotten, whatever days the others cover',
    { tags: 'slow' },
    async (file) => {
      const { exports, history, add } = kept();
      await add(...WEEKS, '--as-of', '2026-10-04');
      const before = read(history);
      rmSync(join(exports, file));
      const part = await add(...WEEKS, '--as-of', '2026-10-04');
      expect([part.code, part.err]).toEqual([0, expect.stringMatching(/new 0, replaced 0, kept \d/)]);
      expect(read(history)).toBe(before);
      // Who never had it goes on without it.
      const own = join(history, '..', 'own.csv');
      await add(...WEEKS, '--as-of', '2026-10-04', '--append', own);
      expect((await add(...WEEKS, '--as-of', '2026-10-04', '--append', own)).err).toMatch(
        /new 0, replaced [1-9]\d*, kept 0/,
      );
    },
  );

  it('keeps what a CRM told where only the forms of its leads are left', async () => {
    const { exports, history, add } = kept();
    writeFileSync(
      join(exports, 'forms.csv'),
      [
        'id,created_time,campaign_name,form_id,is_organic,platform',
        ...Array.from({ length: 28 }, (_, at) => `l:${1000 + at},${shiftDay(FIRST, at)} 10:00:00,autumn,f:1,false,fb`),
      ].join('\n'),
    );
    expect((await add(...WEEKS, '--as-of', '2026-10-04')).err).toContain('replaced 0, kept 0');
    const before = read(history);
    rmSync(join(exports, 'crm.csv'));
    const { code, err } = await add(...WEEKS, '--as-of', '2026-10-04');
    expect([code, err]).toEqual([0, expect.stringMatching(/new 0, replaced 0, kept [1-9]/)]);
    expect(read(history)).toBe(before);
  });

  it('keeps what it has where one of two ad exports was forgotten; a source that is only called otherwise is replaced', {
    tags: 'slow',
  }, async () => {
    const { exports, history, add } = kept();
    const other = join(exports, 'ads-of-radio.csv');
    const ofRadio = read(join(exports, 'ads.csv'))
      .replace(/^.*Google.*\n/gm, '')
      .replaceAll('VK', 'Radio');
    writeFileSync(other, ofRadio);
    await add(...WEEKS, '--as-of', '2026-10-04');
    const before = read(history);
    expect(before).toContain('source=Radio,spend,');
    rmSync(other);
    const { code, err } = await add(...WEEKS, '--as-of', '2026-10-04');
    expect([code, err]).toEqual([0, expect.stringMatching(/new 0, replaced 0, kept [1-9]/)]);
    expect(read(history)).toBe(before);
    writeFileSync(other, ofRadio.replaceAll('Radio', 'Wireless'));
    expect((await add(...WEEKS, '--as-of', '2026-10-04')).err).toMatch(/replaced [1-9]\d*, kept 0/);
    expect(read(history)).toContain('source=Wireless,spend,');
  });

  it('takes away what a period no longer has', { tags: 'slow' }, async () => {
    const { exports, history, add } = kept();
    await add(...WEEKS);
    const reasons = () => rowsIn(history).filter(({ report }) => report === 'reasons').length;
    expect(reasons()).toBeGreaterThan(0);
    const file = join(exports, 'crm.csv');
    writeFileSync(file, read(file).replaceAll(/,(?:Lost|Refused),/g, ',New,'));
    await add(...WEEKS);
    expect(reasons()).toBe(0);
  });

  it('names nobody: managers have numbers in what is handed on, and another one tomorrow', {
    tags: 'slow',
  }, async () => {
    const sla = 'sla: {response: 15m}\n';
    const { exports, history, add } = kept(sla);
    const { err, out } = await add(...WEEKS);
    expect(err).toContain('in no history, for their rows are people or are told apart by nothing: sla');
    expect(out).toContain('Anna');
    expect(read(history)).not.toMatch(/Anna|Boris|Manager/);
    for (const flags of [
      ['--by', 'manager'],
      ['--where', 'manager=Anna'],
    ]) {
      const refused = await add(...WEEKS, ...flags);
      expect([refused.code, refused.err]).toEqual([
        2,
        expect.stringContaining('a history by manager needs their names'),
      ]);
    }
    expect((await add(...WEEKS, '--personal')).err).toContain('--personal shows people, and --append');
    writeFileSync(join(exports, 'funnel.yaml'), `${read(join(exports, 'funnel.yaml'))}managers: names\n`);
    expect((await add(...WEEKS, '--by', 'manager')).code).toBe(0);
    expect(read(history)).toContain('manager=Anna; source=VK');
  });
});

describe('a file that is not as it was written', () => {
  const scope = 'basis=cohort; reach=implied; attribution=recorded; currency=RUB; timezone=UTC; by=';
  const good = `period,state,scope,as_of,report,row,measure,value\n2026-W37,whole,${scope},2026-10-04,sources,source=VK,cpl,50\n`;
  const again = good.split('\n')[1];
  it.each([
    ['an export', 'ID,Created\n1,2026-10-01\n', 1, 'is no history'],
    ['a column less', good.replace(',value\n', '\n'), 1, 'is no history'],
    ['a line cut off', good.slice(0, -10), 2, 'cells, there should be 8'],
    ['a period that is none', good.replace('2026-W37', '2026-W60'), 2, 'period: «2026-W60» is none'],
    ['a day as a spreadsheet writes it', good.replace('2026-10-04', '04.10.2026'), 2, 'as_of: «04.10.2026» is none'],
    ['a state that is none', good.replace('whole', 'Whole'), 2, 'state: «Whole» is none'],
    ['a scope that is none', good.replace('basis=', 'base='), 2, 'scope: «base=cohort'],
    ['a line twice', `${good}${again}\n`, 3, 'stands twice'],
    [
      'two states of one table',
      `${good}${again?.replace('whole', 'partial').replace('cpl', 'cpql')}\n`,
      3,
      'has another state',
    ],
    ['semicolons', good.replaceAll(',', ';'), 1, 'is no history'],
    ['ends of lines of Windows', good.replaceAll('\n', '\r\n'), 1, 'was saved by a spreadsheet'],
    ['a mark at its head', `\uFEFF${good}`, 1, 'was saved by a spreadsheet'],
    ['a quote that stays open', `${good}"2026-W38,whole\n`, 3, 'quotes do not close'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00]), 1, 'is not UTF-8'],
  ])('%s is refused, with its line, and stays as it is', async (_, content, line, what) => {
    const home = folder({ 'history.csv': content });
    const file = join(home, 'history.csv');
    const bytes = readFileSync(file);
    const { code, err, out } = await funnel(['report', firm(''), '--append', file]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(`history.csv: line ${line}: not as funnel wrote it: `);
    expect(err).toContain(what);
    expect(readFileSync(file)).toEqual(bytes);
  });

  it('an empty one is begun, and one as it was written is gone on with', { tags: 'slow' }, async () => {
    for (const content of ['', good]) {
      const file = join(folder({ 'history.csv': content }), 'history.csv');
      expect((await funnel(['sources', firm(''), '--append', file])).code).toBe(0);
      expect(read(file)).toContain(content === '' ? '2026-09-07/2026-10-04' : again);
    }
  });

  it('among the exports, over an input, and what changed without a history are refused', async () => {
    const exports = firm('');
    const { code, err } = await funnel(['report', exports, '--append', join(exports, 'history.csv')]);
    expect([code, err]).toEqual([2, expect.stringContaining('would lie among the exports')]);
    expect(existsSync(join(exports, 'history.csv'))).toBe(false);
    const sub = join(exports, 'kept');
    mkdirSync(sub);
    const alone = await funnel(['report', exports, '--restated', join(sub, 'r.csv')]);
    expect(alone.err).toContain('--restated says what --append changes');
    expect((await funnel(['report', exports, '--append', join(sub, 'history')])).err).toContain('expected a .csv file');
  });
});
