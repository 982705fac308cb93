import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, funnel, rowsOf } from '../cli/run.js';
import { generateTouches } from '../oracle/generate-touches.js';

const MODELS = ['last-non-direct', 'first', 'last', 'linear', 'position', 'decay'];
const ADDED = ['spend', 'leads', 'lost', 'qualified', 'deals', 'won_deals', 'revenue', 'pipeline'];

const filesOf = (seed: number): Record<string, string> =>
  Object.fromEntries(generateTouches(seed).files.map(({ name, text }) => [name, text]));
const json = async (path: string, ...flags: string[]) => {
  const { code, out, err } = await funnel(['report', path, '--all', '-f', 'json', ...flags]);
  expect([code, code === 0 ? '' : err]).toEqual([0, '']);
  return out;
};
const ofRow = (out: string, row: string) => rowsOf(out, 'sources').find((one) => one.get('row') === row);

describe('leads given to sources by the touches before them', () => {
  it('add up to what is recorded, by every model, and nothing else changes', { tags: 'slow' }, async () => {
    const path = folder(filesOf(5));
    const recorded = await json(path);
    const total = ADDED.map((figure) => ofRow(recorded, 'total')?.get(figure));
    for (const model of MODELS) {
      const out = await json(path, '--attribution', model);
      const { attribution, reports, findings } = JSON.parse(out);
      expect(attribution).toBe(model);
      expect([model, ADDED.map((figure) => ofRow(out, 'total')?.get(figure))]).toEqual([model, total]);
      const same = JSON.parse(recorded);
      expect([reports.stages, reports.reasons, findings]).toEqual([
        same.reports.stages,
        same.reports.reasons,
        same.findings,
      ]);
    }
    expect(await json(path, '--attribution', 'recorded')).toBe(recorded);
    expect(recorded).not.toContain('attribution');
  });

  it('have six decimals where they are written for machines, and the model is said in every format', {
    tags: 'slow',
  }, async () => {
    const path = folder(filesOf(5));
    const { out, err } = await funnel(['sources', path, '--all', '--attribution', 'linear', '-f', 'csv']);
    const [heading = '', ...rows] = out.trimEnd().split('\n');
    const place = heading.split(',').indexOf('leads');
    for (const row of rows) expect(row.split(',')[place]).toMatch(/^\d+\.\d{6}$/);
    expect(err).toContain('sources by touches (linear)');
    expect(err).toContain('comparisons, hypotheses and findings by the recorded source');
    const table = await funnel(['sources', path, '--all', '--attribution', 'linear', '--lang', 'ru']);
    expect(table.out).toContain('источники по касаниям (linear)');
    const summary = join(path, 'summary');
    await funnel(['report', path, '--all', '--attribution', 'linear', '-f', 'csv', '-o', `${summary}/`]);
    expect(JSON.parse(readFileSync(join(summary, 'run.json'), 'utf8')).attribution).toBe('linear');
  });

  it('are asked for in funnel.yaml as well, and an option goes first', { tags: 'slow' }, async () => {
    const files = filesOf(5);
    const path = folder({ ...files, 'funnel.yaml': `attribution: last\n${files['funnel.yaml']}` });
    expect(JSON.parse(await json(path)).attribution).toBe('last');
    expect(JSON.parse(await json(path, '--attribution', 'first')).attribution).toBe('first');
    expect(await json(path, '--attribution', 'recorded')).not.toContain('"attribution"');
  });

  it('need touches: without any, to ask for a model is a mistake', async () => {
    const { 'by-lead.csv': _, 'by-client.csv': __, ...files } = filesOf(5);
    const yaml = (files['funnel.yaml'] ?? '').replace(/^ {2}- \{path: by-.+\n/gm, '');
    const { code, err } = await funnel(['report', folder({ ...files, 'funnel.yaml': yaml }), '--attribution', 'first']);
    expect([code, err]).toEqual([2, expect.stringContaining('there is no list of touches')]);
  });

  it('have none of what their ads were recorded as: a touch tells no keyword', { tags: 'slow' }, async () => {
    const crm = 'id,created,status,source,term\n1,2026-03-10,Won,Alpha,wide\n2,2026-03-10,New,Alpha,wide\n';
    const yaml =
      'files:\n  - {path: crm.csv, table: crm, columns: {lead_id: id, created_at: created, status: status, source: source, utm_term: term}}\n  - {path: t.csv, table: touches, columns: {lead_id: lead, touched_at: at, source: source}}\nstatuses: {New: lead, Won: deal}\n';
    const path = folder({ 'crm.csv': crm, 't.csv': 'lead,at,source\n1,2026-03-01,Omega\n', 'funnel.yaml': yaml });
    const out = await json(path, '--attribution', 'last', '--by', 'keyword', '--section', 'sources');
    expect(rowsOf(out, 'sources').map((row) => [row.get('keyword'), row.get('source'), row.get('leads')])).toEqual([
      ['(no keyword)', 'Omega', 1],
      ['wide', 'Alpha', 1],
      [null, '(total)', 2],
    ]);
  });

  it('filter by a source that only touches name', { tags: 'slow' }, async () => {
    const crm = 'id,created,status,source\n1,2026-03-10 12:00,Won,Alpha\n2,2026-03-10 12:00,New,Alpha\n';
    const touches = 'lead,at,source\n1,2026-03-01 10:00,Omega\n1,2026-03-02 10:00,Alpha\n';
    const yaml =
      'files:\n  - {path: crm.csv, table: crm, columns: {lead_id: id, created_at: created, status: status, source: source}}\n  - {path: t.csv, table: touches, columns: {lead_id: lead, touched_at: at, source: source}}\nstatuses: {New: lead, Won: deal}\n';
    const path = folder({ 'crm.csv': crm, 't.csv': touches, 'funnel.yaml': yaml });
    const out = await json(path, '--attribution', 'linear', '--where', 'source=Omega', '--section', 'sources');
    expect(rowsOf(out, 'sources').map((row) => [row.get('source'), row.get('leads'), row.get('match')])).toEqual([
      ['Omega', 0.5, undefined],
      ['(total)', 0.5, undefined],
    ]);
  });

  it('are judged by whole leads and deals: thirty that a source has a part in are enough', {
    tags: 'slow',
  }, async () => {
    const leads = Array.from(
      { length: 40 },
      (_, at) => `${at + 1},2026-03-10 12:00,${at % 2 ? 'Won' : 'Lost'},Alpha,100\n`,
    );
    const touches = leads.map((_, at) => `${at + 1},2026-03-01 10:00,Beta\n${at + 1},2026-03-02 10:00,Alpha\n`);
    const ads = 'day,source,cost\n2026-03-10,Alpha,1000\n2026-03-10,Beta,10\n';
    const yaml =
      'currency: RUB\nfiles:\n  - {path: crm.csv, table: crm, columns: {lead_id: id, created_at: created, status: status, source: source, revenue: paid}}\n  - {path: t.csv, table: touches, columns: {lead_id: lead, touched_at: at, source: source}}\n  - {path: ads.csv, table: ad_stats, columns: {day: day, source: source, cost: cost}}\nstatuses: {Lost: lost, Won: deal}\nrules: {qualified: {status: Won}}\n';
    const files = {
      'crm.csv': `id,created,status,source,paid\n${leads.join('')}`,
      't.csv': `lead,at,source\n${touches.join('')}`,
      ...{ 'ads.csv': ads, 'funnel.yaml': yaml },
    };
    const out = await json(folder(files), '--attribution', 'linear');
    const rows = rowsOf(out, 'sources').filter((row) => row.get('row') === 'source');
    expect(rows.map((row) => [row.get('source'), row.get('leads'), row.get('deals')])).toEqual([
      ['Alpha', 20, 10],
      ['Beta', 20, 10],
    ]);
    for (const row of rows) expect(row.get('verdict')).not.toBe('too few');
    const few = { ...files, 't.csv': `lead,at,source\n${touches.slice(0, 29).join('')}` };
    const other = rowsOf(await json(folder(few), '--attribution', 'linear'), 'sources');
    expect(other.find((row) => row.get('source') === 'Beta')?.get('verdict')).toBe('too few');
  });

  it('are too early where more than a tenth of their parts are young, however many leads they have a part in', {
    tags: 'slow',
  }, async () => {
    const old = Array.from({ length: 90 }, (_, at) => at + 1);
    const crm = [
      ...old.map((id) => `${id},2026-01-10 12:00,${id % 2 ? 'Won' : 'Lost'},Alpha,100\n`),
      ...Array.from({ length: 10 }, (_, at) => `${at + 91},2026-05-10 12:00,New,Alpha,\n`),
    ];
    const touches = [
      ...old.map((id) => `${id},2026-01-01 10:00,Beta\n${id},2026-01-02 10:00,Alpha\n`),
      ...Array.from({ length: 10 }, (_, at) => `${at + 91},2026-05-09 10:00,Alpha\n`),
    ];
    const yaml =
      'currency: RUB\nmaturity: {deal: 60d}\nfiles:\n  - {path: crm.csv, table: crm, columns: {lead_id: id, created_at: created, status: status, source: source, revenue: paid}}\n  - {path: t.csv, table: touches, columns: {lead_id: lead, touched_at: at, source: source}}\n  - {path: ads.csv, table: ad_stats, columns: {day: day, source: source, cost: cost}}\nstatuses: {New: lead, Lost: lost, Won: deal}\n';
    const path = folder({
      'crm.csv': `id,created,status,source,paid\n${crm.join('')}`,
      't.csv': `lead,at,source\n${touches.join('')}`,
      'ads.csv': 'day,source,cost\n2026-01-10,Alpha,1000\n2026-01-10,Beta,10\n2026-05-10,Alpha,1\n2026-05-10,Beta,1\n',
      'funnel.yaml': yaml,
    });
    const out = await json(path, '--attribution', 'linear');
    // Of 45 + 10 leads 10 are young; of the 100 that Alpha has a part in it would be a tenth, and no more.
    const alpha = rowsOf(out, 'sources').find((row) => row.get('source') === 'Alpha');
    expect([alpha?.get('leads'), alpha?.get('verdict')]).toEqual([55, 'too early']);
  });

  it('have the price of a deal that it has whole, and of what was lost on one a part as well', {
    tags: 'slow',
  }, async () => {
    const columns = ['source', 'leads', 'revenue', 'average_deal'];
    const won = ['1,2026-03-10 12:00,Won,Alpha,100.01,\n', '2,2026-03-10 12:00,Won,Alpha,-0.03,\n'];
    expect(await split(won.slice(0, 1), columns)).toEqual([
      ['Alpha', 0.5, '50.00', '100.00'],
      ['Beta', 0.5, '50.01', '100.02'],
      ['(total)', 1, '100.01', '100.01'],
    ]);
    expect(await split(won.slice(1), columns)).toEqual([
      ['Alpha', 0.5, '-0.01', '-0.02'],
      ['Beta', 0.5, '-0.02', '-0.04'],
      ['(total)', 1, '-0.03', '-0.03'],
    ]);
  });

  it('have all of what is less than a cent', { tags: 'slow' }, async () => {
    const won = [1, 2].map((id) => `${id},2026-03-10 12:00,Won,Alpha,0.005,\n`);
    expect(await split(won, ['source', 'revenue'])).toContainEqual(['(total)', '0.01']);
  });

  it('have a part of the profit of their deals, and of what has the margin', { tags: 'slow' }, async () => {
    const won = ['1,2026-03-10 12:00,Won,Alpha,100,60\n', '2,2026-03-10 12:00,Won,Alpha,200,\n'];
    // Half of 60 and of half of 200, beside 10.
    expect(await split(won, ['source', 'spend', 'romi'], 'margin: 50%\n')).toEqual([
      ['Alpha', '10.00', 7],
      ['Beta', '10.00', 7],
      ['(total)', '20.00', 7],
    ]);
  });

  it('are in no price of a source whose spend does not cover their day, wherever they were recorded', async () => {
    const crm = ['1,2026-03-10 12:00,Won,Alpha,100,\n', '2,2026-03-12 12:00,Won,Gamma,100,\n'];
    const columns = ['source', 'leads', 'costed_leads', 'cpl'];
    expect(await split(crm, columns)).toEqual([
      ['Alpha', 1, 0.5, '20.0000'],
      ['Beta', 1, 0.5, '20.0000'],
      ['(total)', 2, 1, '20.0000'],
    ]);
  });

  it.each([
    ...['Прямые заходы', 'Переходы с сохранённых страниц', 'Внутренние переходы', 'Internal traffic', 'Saved pages'],
    ...['typein', '(not set)', 'direct,direct', '(direct),(none)', 'Прямой визит', ''],
  ])('pass over a visit that nobody sent: %s', { tags: 'slow' }, async (last) => {
    expect(await lastNonDirect(last)).toBe('VK');
  });

  it('and over none that was paid for, or came from somewhere, however it is called', { tags: 'slow' }, async () => {
    expect(await lastNonDirect('direct,cpc')).not.toBe('VK');
    expect(await lastNonDirect('Direct mail')).toBe('Direct mail');
  });
});

/** Leads of which each has a touch of Beta and one of Alpha, which cost 10 on the tenth of March: rows of `sources`. */
async function split(crm: string[], columns: string[], more = ''): Promise<unknown[][]> {
  const touches = crm
    .map((_, at) => at)
    .flatMap((at) => ['2026-03-01,Beta', '2026-03-02,Alpha'].map((one) => [at, one]));
  const path = folder({
    'crm.csv': `id,created,status,source,paid,left\n${crm.join('')}`,
    't.csv': `lead,at,source\n${touches.map(([at, one]) => `${(crm[at as number] ?? '').split(',')[0]},${one}\n`).join('')}`,
    'ads.csv': 'day,source,cost\n2026-03-10,Alpha,10\n2026-03-10,Beta,10\n',
    'funnel.yaml': `currency: RUB\n${more}files:
  - {path: crm.csv, table: crm, columns: {lead_id: id, created_at: created, status: status, source: source, revenue: paid, profit: left}}
  - {path: t.csv, table: touches, columns: {lead_id: lead, touched_at: at, source: source}}
  - {path: ads.csv, table: ad_stats, columns: {day: day, source: source, cost: cost}}
statuses: {Won: deal}
`,
  });
  const rows = rowsOf(await json(path, '--attribution', 'linear', '--section', 'sources'), 'sources');
  return rows.filter((row) => row.get('row') !== 'paid').map((row) => columns.map((column) => row.get(column)));
}

/** Who is given a lead that VK sent first. */
async function lastNonDirect(last: string): Promise<unknown> {
  const yaml =
    'files:\n  - {path: crm.csv, table: crm, columns: {lead_id: id, created_at: created, status: status}}\n  - {path: t.csv, table: touches, columns: {lead_id: lead, touched_at: at, source: source, medium: medium}}\nstatuses: {Won: deal}\n';
  const [source = '', medium = ''] = last.split(',');
  const path = folder({
    'crm.csv': 'id,created,status\n1,2026-03-10 12:00,Won\n',
    't.csv': `lead,at,source,medium\n1,2026-03-01 10:00,VK,cpc\n1,2026-03-02 10:00,${source},${medium}\n`,
    'funnel.yaml': yaml,
  });
  const out = await json(path, '--attribution', 'last-non-direct', '--section', 'sources');
  return rowsOf(out, 'sources')[0]?.get('source');
}
