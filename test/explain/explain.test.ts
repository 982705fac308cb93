import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { LANGS } from '../../src/model/text.js';
import { REPORTS } from '../../src/reports/all-reports.js';
import { explainCell } from '../../src/reports/explain-cell.js';
import { folder, funnel, small, YAML } from '../cli/run.js';
import { day, firm, LEADS } from '../review/weeks.js';
import { inContext, PLAIN } from './multiplied.js';

const files = folder(small());
const explain = (...argv: string[]) => funnel(['explain', ...argv, files]);
const json = async (...argv: string[]) => JSON.parse((await explain(...argv, '--json')).out);

describe('funnel explain', () => {
  it('gives the sentence, the formula with its numbers, and where each is read from', async () => {
    const { out, code } = await explain('sources.cpl', '--row', 'source=VK');
    expect(code).toBe(0);
    expect(out).toContain('Sources · VK · CPL: 75.08\nCPL, cost per lead = spend / leads\n');
    expect(out).toContain('   = 150.15 / 2 = 75.08\n');
    expect(out).toContain('«Cost» of «ads.csv»');
    expect(out).toContain('leads: «ID» of «crm.csv»');
    expect(out).toContain('leads created, and money spent: 2026-10-01 to 2026-10-04');
    // Of what is counted the number is not said to be itself.
    expect((await explain('sources.leads', '--row', 'source=VK')).out).not.toMatch(/^ +=/m);
  });

  it('says in JSON whatever it says in words, and besides what a figure is quoted with, what it is divided by, and what is doubted', {
    tags: 'slow',
  }, async () => {
    const asked = ['sources.cpl', '--row', 'source=VK', '--where', 'source=VK', '--ids'];
    const told = await json(...asked);
    const words = JSON.stringify(told);
    const said = (await explain(...asked)).out.split('\n').map((line) => line.trim());
    expect(told).toMatchObject({
      ...{ title: 'Sources', label: 'CPL', row: { source: 'VK' }, value: '75.0750' },
      ...{ numerator: '150.15', denominator: 2, where: ['source=VK'], currency: 'RUB', basis: 'cohort' },
      ...{
        arithmetic: { op: 'over', left: { part: 0 }, right: { part: 1 } },
        reach: 'implied',
        as_of: '2026-10-04T09:15:00',
      },
      ...{ period: { from: '2026-10-01', to: '2026-10-04' }, timezone: 'as exported' },
    });
    const others = said.filter((line) => line !== '' && !words.includes(line.replaceAll('"', '\\"')));
    // Those are made of what stands there as fields: names, values, counts, rows.
    expect(others).toEqual([
      'Sources · VK · CPL: 75.08',
      'spend of days whose cost is known / leads of days that spend covers',
      '= 150.15 / 2 = 75.08',
      'spend of days whose cost is known: 150.15 · rows of ad statistics: 2',
      ...['ads.csv:2  2026-10-01  VK  100.10', 'ads.csv:3  2026-10-02  VK   50.05'],
      'leads of days that spend covers: 2',
      ...['1  2026-10-01  VK', '2  2026-10-02  VK', 'What is counted'],
    ]);
    expect(told.parts).toMatchObject([
      { words: 'spend of days whose cost is known', kind: 'money', value: '150.15', rows: 2, of: 'spend' },
      { words: 'leads of days that spend covers', kind: 'count', value: 2, rows: 2, of: 'leads' },
    ]);
    expect(told.parts[0].listed[1]).toMatchObject({ file: 'ads.csv', line: 3, day: '2026-10-02', adds: '50.05' });
    const { warnings } = JSON.parse((await funnel(['sources', files, '-f', 'json', '--where', 'source=VK'])).out);
    expect(told.warnings).toEqual(warnings);
  });

  it('says how leads are split where they are, and moments as tables show them', async () => {
    const path = folder({
      'crm.csv': 'id,created,status,source\n1,2026-03-10 12:30,Won,Alpha\n',
      't.csv': 'lead,at,source\n1,2026-03-01 10:00,VK\n',
      'funnel.yaml':
        'files:\n  - {path: crm.csv, table: crm, columns: {lead_id: id, created_at: created, status: status, source: source}}\n  - {path: t.csv, table: touches, columns: {lead_id: lead, touched_at: at, source: source}}\nstatuses: {Won: deal}\n',
    });
    const of = async (...argv: string[]) =>
      (await funnel(['explain', ...argv, path, '--all'])).out.replace(/\s+/g, ' ');
    const split = await of('sources.leads', '--row', 'source=VK', '--attribution', 'last', '--lang', 'ru');
    expect(split).toContain('прослежены до 10.03.2026 12:30');
    expect(split).toContain('источники по касаниям (last): последнее касание');
    expect(split).toContain('источник лида = касания до него; если учтённых нет — поле CRM «source»');
    expect(await of('sources.leads', '--row', 'source=Alpha')).toContain('source of a lead = the field of the CRM');
    expect(await of('journey.median_days')).not.toContain('funnel.yaml');
  });

  it('counts leads that are split in parts, and lists the part of each', async () => {
    const path = folder({
      'crm.csv': 'id,created,status,source\n1,2026-03-10 12:30,Won,Alpha\n2,2026-03-10 12:30,Won,Alpha\n',
      't.csv': 'lead,at,source\n1,2026-03-01 10:00,VK\n1,2026-03-02 10:00,Beta\n2,2026-03-02 10:00,VK\n',
      'funnel.yaml':
        'files:\n  - {path: crm.csv, table: crm, columns: {lead_id: id, created_at: created, status: status, source: source}}\n  - {path: t.csv, table: touches, columns: {lead_id: lead, touched_at: at, source: source}}\nstatuses: {Won: deal}\n',
    });
    const of = (...argv: string[]) =>
      funnel(['explain', ...argv, path, '--all', '--attribution', 'linear', '--row', 'source=VK', '--ids']);
    const page = (await of('sources.deal_rate')).out;
    expect(page).toContain('= 1.5 / 1.5 = 100.0%');
    expect(page).toMatch(/^ {3}1 +2026-03-10 +VK +0\.5$/m);
    expect((await of('sources.leads', '-f', 'csv')).out).toBe(
      'part,lead_id,file,line,day,source,adds\nleads,1,,,2026-03-10,VK,0.500000\nleads,2,,,2026-03-10,VK,1.000000\n',
    );
    // What names the row is no count: it says how many leads those are, in parts as well.
    expect(JSON.parse((await of('sources.source', '--json')).out).parts[0]).toMatchObject({ value: 1.5, rows: 2 });
  });

  it('takes what the exports do not tell for no zero', async () => {
    const path = folder({ 'ads.csv': small()['ads.csv'] ?? '', 'funnel.yaml': small()['funnel.yaml'] ?? '' });
    for (const column of ['leads', 'source', 'revenue_per_lead']) {
      const { out } = await funnel(['explain', `sources.${column}`, path, '--json']);
      const leads = JSON.parse(out).parts.find(({ part }: { part: string }) => part === 'leads');
      expect([column, leads]).toMatchObject([column, { value: null, rows: null }]);
    }
  });

  it('has no sum of nothing where nothing tells what it is made of: whoever computed it again would get zero', async () => {
    const path = folder({
      'crm.csv': 'id,created,status,reason\n1,2026-03-10,Lost,Expensive\n2,2026-03-10,New,\n',
      'funnel.yaml':
        'files: [{path: crm.csv, table: crm, columns: {lead_id: id, created_at: created, status: status, reason: reason}}]\nstatuses: {New: lead, Lost: lost}\n',
    });
    const { out } = await funnel(['explain', 'reasons.money_spent', '--row', 'reason=Expensive', path, '--json']);
    expect(JSON.parse(out)).toMatchObject({ value: null, parts: [], arithmetic: null });
  });

  it('holds how many are implied beside the leads behind an estimate, and not beside the estimate', {
    tags: 'slow',
  }, async () => {
    const demo = fileURLToPath(new URL('../../fixtures/demo', import.meta.url));
    const { out } = await funnel(['explain', 'times.by_1d', demo, '--row', 'stage=contact', '--json']);
    expect(JSON.parse(out).parts[0]).toMatchObject({
      ...{ words: 'share of leads that came', rows: 820 },
      notes: [
        'an estimate (Aalen–Johansen) over all leads of the exports, whatever is asked for',
        '9 of them (1.1%) are implied: only a later stage is marked',
      ],
    });
  });

  it('lists behind a median the leads that it is of, which add nothing to it', async () => {
    const path = folder({
      'crm.csv':
        'id,created,status,closed\n1,2026-03-01 10:00,Won,2026-03-02 10:00\n2,2026-03-01 10:00,Won,2026-03-04 10:00\n3,2026-03-01 10:00,Won,\n4,2026-03-01 10:00,Won,2026-02-04 10:00\n5,2026-03-01 10:00,New,\n',
      'funnel.yaml':
        'files:\n  - {path: crm.csv, table: crm, columns: {lead_id: id, created_at: created, status: status, closed_at: closed}}\nstatuses: {Won: deal, New: lead}\n',
    });
    const of = (figure: string, ...argv: string[]) =>
      funnel(['explain', figure, path, '--all', '--row', 'stage=deal', '--as-of', '2026-03-10', '--ids', ...argv]);
    expect((await of('times.median_seconds', '-f', 'csv')).out).toBe(
      'part,lead_id,file,line,day,source,adds\nmedian,1,,,2026-03-01,(no source),\nmedian,2,,,2026-03-01,(no source),\n',
    );
    expect((await of('times.timed', '--lang', 'ru')).out).toContain(
      '\nлиды, у которых есть обе даты и они идут по порядку: 2\n',
    );
  });

  it('says that the maturity is of funnel.yaml where it is', { tags: 'slow' }, async () => {
    const path = folder({ ...small(), 'funnel.yaml': `${small()['funnel.yaml']}\nmaturity: {deal: 60d}\n` });
    const [part] = JSON.parse(
      (await funnel(['explain', 'times.maturity_seconds', path, '--row', 'stage=deal', '--row', 'from=lead', '--json']))
        .out,
    ).parts;
    expect(part).toMatchObject({ value: 5_184_000, rows: null, read_from: ['funnel.yaml'], notes: [] });
  });

  it('makes a text of another inert in CSV, as reports do', { tags: 'slow' }, async () => {
    const path = folder({
      ...small(),
      'crm.csv': `${small()['crm.csv']}5,2026-10-02 10:00,New,＝1+1,,\n`,
    });
    const { out } = await funnel(['explain', 'sources.leads', path, '--row', 'source=＝1+1', '--ids', '-f', 'csv']);
    expect(out).toContain(",'＝1+1,1\n");
  });

  it('tells all lost leads from those of a reason', async () => {
    const { parts } = await json('reasons.share', '--row', 'reason=Too dear');
    expect(parts.map(({ words }: { words: string }) => words)).toEqual(['lost leads', 'all lost leads']);
  });

  it('lists the leads and the lines of ad statistics behind it, in every format', { tags: 'slow' }, async () => {
    const table = (await explain('sources.cpl', '--row', 'source=VK', '--ids')).out;
    for (const line of [/^ {3}ads\.csv:2 +2026-10-01 +VK +100\.10$/m, /^ {3}ads\.csv:3 /m, /^ {3}1 +2026-10-01 +VK$/m])
      expect(table).toMatch(line);
    const { out } = await explain('sources.cpl', '--row', 'source=VK', '--ids', '-f', 'csv');
    expect(out.split('\n')).toEqual([
      'part,lead_id,file,line,day,source,adds',
      '"spend above zero, of days whose cost is known",,ads.csv,2,2026-10-01,VK,100.10',
      '"spend above zero, of days whose cost is known",,ads.csv,3,2026-10-02,VK,50.05',
      'costed_leads,1,,,2026-10-01,VK,1',
      'costed_leads,2,,,2026-10-02,VK,1',
      '',
    ]);
    const { parts } = await json('sources.cpl', '--row', 'source=VK', '--ids');
    expect(parts.map(({ listed }: { listed: { lead_id: string }[] }) => listed.map((one) => one.lead_id))).toEqual([
      [null, null],
      ['1', '2'],
    ]);
  });

  it('reads the row out of the address, out of --row, as printed or as CSV has it; else it is the total', {
    tags: 'slow',
  }, async () => {
    expect((await json('stages.deal.reached')).value).toBe(1);
    expect((await json('stages.reached', '--row', 'stage=Deal')).value).toBe(1);
    expect((await json('sources.leads', '--row', 'source=вк')).row).toEqual({ source: 'VK' });
    expect((await json('sources.leads')).row).toEqual({ source: '(total)' });
    expect((await json('sources.spend', '--row', 'row=paid')).row).toEqual({ source: '(paid)' });
    expect((await json('cpl', '--period', 'day', '--row', 'period=2026-10-01')).row).toEqual({
      ...{ period: '2026-10-01', source: '(total)' },
    });
  });

  it('takes a row that is called just so before one that is called alike', { tags: 'slow' }, async () => {
    const path = folder({
      'crm.csv': 'id,created,status,source,campaign\n1,2026-03-10,New,total,Brand\n2,2026-03-10,New,VK,brand\n',
      'funnel.yaml':
        'files:\n  - {path: crm.csv, table: crm, columns: {lead_id: id, created_at: created, status: status, source: source, campaign: campaign}}\nstatuses: {New: lead}\n',
    });
    const of = async (...argv: string[]) =>
      JSON.parse((await funnel(['explain', 'sources.leads', path, '--all', '--json', ...argv])).out);
    expect(await of('--row', 'source=total')).toMatchObject({ row: { source: 'total' }, value: 1 });
    expect(await of('--row', 'source=(total)')).toMatchObject({ row: { source: '(total)' }, value: 2 });
    expect(await of('--by', 'campaign', '--row', 'campaign=brand')).toMatchObject({ row: { source: 'VK' }, value: 1 });
  });

  it.each([
    [['sources.cpll'], 'sources has no column cpll', 'did you mean cpl?'],
    [['sorces.cpl'], 'there is no report sorces', 'did you mean sources?'],
    [['exports/'], 'there is no figure exports/', 'first a report and a column of it, then files'],
    [['lost'], 'lost stands in several reports', 'did you mean stages.lost or sources.lost or reasons.lost?'],
    [['sources.cpl', '--row', 'source=Gogle'], 'no row has source = Gogle', 'did you mean --row source=Google?'],
    [['sources.cpl', '--row', 'manager=A'], 'the rows of sources are not named by manager', 'there are: source, row'],
    [['sources.cpl', '--row', 'VK'], '--row VK: expected a row like source=VK', ''],
    [['stages.reached'], 'which row?', 'there are: --row stage=visit, '],
    [['sources'], 'sources: which figure of it?', 'there are: sources.source, sources.spend, '],
  ])('says of %j what there is', async (argv, what, hint) => {
    const { err, code } = await explain(...argv);
    expect(code).toBe(2);
    expect(err).toContain(`funnel: ${what}\n`);
    expect(err).toContain(hint);
  });

  it('asks for a figure where none is named', async () => {
    expect(await funnel(['explain'])).toMatchObject({ code: 2, err: expect.stringContaining('sources.cpl') });
  });

  it('says what is implied, what lies outside and what was left out, with counts', async () => {
    const more = {
      ...small(),
      'crm.csv': `${small()['crm.csv']}5,2026-12-01 10:00,New,VK,,\n,2026-10-01 10:00,New,VK,,\n`,
    };
    const { out } = await funnel(['explain', 'stages.qualified.reached', folder(more), '--max-rejects', '50%']);
    expect(out).toContain('1 of them (50.0%) are implied: only a later stage is marked');
    expect(out).toContain('outside these days: 1 lead');
    expect(out).toContain('lines of crm.csv: rejected 1');
  });

  it('says how many of what it counts were left out of a price, and not of all leads', { tags: 'slow' }, async () => {
    const late = '5,2026-10-03 10:00,Won,VK,10,\n6,2026-10-04 10:00,New,VK,,\n7,2026-10-04 10:00,Lost,VK,,\n';
    const path = folder({ ...small(), 'crm.csv': `${small()['crm.csv']}${late}` });
    const said = async (figure: string) =>
      (await funnel(['explain', figure, path, '--all', '--row', 'source=VK'])).out.replace(/\s+/g, ' ');
    expect(await said('sources.cpl')).toContain('left out: 3 created on days that the spend');
    expect(await said('sources.cost_per_deal')).toContain('left out: 1 created on days that the spend');
  });

  it('lists for a sheet the spend of ad statistics without what is in no price', async () => {
    const path = folder({
      'ads.csv':
        'Day,Source,Cost,Clicks\n2026-01-05,VK,90,9\n2026-01-05,VK,,3\n2026-01-06,VK,60,9\n2026-01-08,VK,50,9\n',
      'sums.csv': 'Date,Source,Leads,Deals\n2026-01-05,VK,10,1\n2026-01-06,VK,5,1\n2026-01-08,VK,5,1\n',
    });
    const { out } = await funnel(['explain', 'sources.cpl', path, '--row', 'row=aggregate', '--ids', '--json']);
    const { value, parts } = JSON.parse(out);
    const adds = parts.map(({ listed }: { listed: { adds: string }[] }) =>
      listed.reduce((sum, one) => sum + Number(one.adds), 0),
    );
    expect([value, adds]).toEqual(['11.0000', [110, 10]]);
  });

  it('hides people in texts of others, and shows the IDs of leads', async () => {
    const named = {
      ...small(),
      'crm.csv': small()['crm.csv']?.replaceAll('Too dear', 'Звонить +7 912 345-67-89') ?? '',
    };
    const { out } = await funnel(['explain', 'reasons.lost', folder(named), '--ids']);
    expect(out).not.toContain('345');
    expect(out).toContain('•••');
    expect(out).toMatch(/^ {3}3 +2026-10-03/m);
  });

  it('has something to say of every cell of every report, in both languages', async () => {
    const both = { days: null, where: [] };
    const forms =
      '  - {path: forms.csv, table: ad_leads, columns: {lead_id: form, created_at: made, source: origin}}\n';
    const board = folder({
      ...{ ...small(), 'forms.csv': 'form,made,origin\nf1,2026-10-02,VK\n' },
      'funnel.yaml': `${YAML.replace('statuses', `${forms}statuses`)}hypotheses: [{name: Form, figure: cpl}]\nplan: {2026-10: {deals: 5}}\nstandard: {need: Budget}\nstuck: {lead: 1d}\n`,
    });
    // A week in which one reason is above its range.
    const spam = LEADS.map((made) =>
      made.created < 15 * 7 ? made : { ...made, created: 15 * 7, won: made.won && 3, lost: 1, reason: 'Spam' },
    );
    const weeks = firm(`decisions: [{since: ${day(13 * 7)}, what: Call at once, figure: cpl}]\n`, spam);
    const [ofWeek, others] = [REPORTS.filter(({ isOfWeek }) => isOfWeek), REPORTS.filter(({ isOfWeek }) => !isOfWeek)];
    for (const [path, reports] of [[board, others] as const, [weeks, ofWeek] as const])
      await inContext({ ...PLAIN, paths: [path], a: both, b: both }, async (context) => {
        for (const report of reports) {
          const sheet = await report.compute(context);
          expect([report.name, sheet.rows.length]).not.toEqual([report.name, 0]);
          for (const [at, { name }] of sheet.columns.entries()) {
            const found = await explainCell(report, sheet, [sheet.rows.at(-1), at], context);
            for (const lang of LANGS)
              expect([name, found.sentence[lang]]).toEqual([name, expect.stringMatching(/\S \S/)]);
            expect([name, found.parts.length]).not.toEqual([name, 0]);
            // What is no figure stands on the whole row, which no multiplication of figures lists.
            const [whole, part] = [found.wanted[0], found.parts[0]];
            const listed =
              found.formula === null && at === 0 && whole ? await report.contextOf(context).rowsBehind(whole) : null;
            if (listed) expect([report.name, listed.length]).toEqual([report.name, part?.rows?.count]);
            for (const { words } of found.parts)
              expect([name, words.ru]).toEqual([name, expect.stringMatching(/[а-я]/)]);
          }
        }
      });
  });
});
