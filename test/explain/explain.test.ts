import { describe, expect, it } from 'vitest';
import { LANGS } from '../../src/model/text.js';
import { REPORTS } from '../../src/reports/all-reports.js';
import { explainCell } from '../../src/reports/explain-cell.js';
import { folder, funnel, small } from '../cli/run.js';
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

  it('lists the leads and the lines of ad statistics behind it, in every format', async () => {
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

  it('reads the row out of the address, out of --row, as printed or as CSV has it; else it is the total', async () => {
    expect((await json('stages.deal.reached')).value).toBe(1);
    expect((await json('stages.reached', '--row', 'stage=Deal')).value).toBe(1);
    expect((await json('sources.leads', '--row', 'source=вк')).row).toEqual({ source: 'VK' });
    expect((await json('sources.leads')).row).toEqual({ source: '(total)' });
    expect((await json('sources.spend', '--row', 'row=paid')).row).toEqual({ source: '(paid)' });
    expect((await json('cpl', '--period', 'day', '--row', 'period=2026-10-01')).row).toEqual({
      ...{ period: '2026-10-01', source: '(total)' },
    });
  });

  it.each([
    [['sources.cpll'], 'sources has no column cpll', 'did you mean cpl?'],
    [['sorces.cpl'], 'there is no report sorces', 'did you mean sources?'],
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
    await inContext({ ...PLAIN, paths: [files] }, async (context) => {
      for (const report of REPORTS) {
        const sheet = await report.compute(context);
        for (const [at, { name }] of sheet.columns.entries()) {
          const found = await explainCell(report, sheet, [sheet.rows.at(-1), at], context);
          for (const lang of LANGS)
            expect([name, found.sentence[lang]]).toEqual([name, expect.stringMatching(/\S \S/)]);
          expect([name, found.parts.length]).not.toEqual([name, 0]);
        }
      }
    });
  });
});
