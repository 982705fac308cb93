import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, funnel } from '../cli/run.js';

// Every lead is in one state before and in another after, so that each pair of states occurs once.

const YAML = `currency: RUB
files:
  - path: "*.csv"
    table: crm
    columns: {lead_id: ID, created_at: Created, status: Status, source: Source, revenue: Budget, amount: Budget, reason: Reason, manager: Owner}
statuses: {New: lead, Qualified: qualified, Won: deal, Lost: {lost: lead}, Lost after: {lost: qualified}}
`;
const HEADER = 'ID,Created,Status,Source,Budget,Reason,Owner\n';
/** Status, budget, reason; undefined: the lead is not there. */
const STATES = [
  undefined,
  ['New', '', ''],
  ['Qualified', '300', ''],
  ['Qualified', '500.50', ''],
  ['Won', '1000.55', ''],
  ['Won', '700', ''],
  ['Won', '', ''],
  ['Lost', '300', 'Too dear'],
  ['Lost', '', 'Wrong number'],
  ['Lost after', '', 'Too dear'],
] as const;

const PAIRS = STATES.flatMap((was) => STATES.map((now) => [was, now] as const));
const line = (state: (typeof STATES)[number], at: number, isNew: boolean): string => {
  if (!state) return '';
  const [status, budget, reason] = state;
  const day = String(1 + (at % 28) + (isNew && at % 13 === 0 ? 1 : 0)).padStart(2, '0');
  const source = isNew && at % 11 === 0 ? 'Exhibition' : at % 2 === 0 ? 'VK' : 'Google';
  return `${at + 1},2026-10-${day} 10:00,${status},${source},${budget},${reason},${at % 3 === 0 ? 'Anna' : 'Boris'}\n`;
};
const old = HEADER + PAIRS.map(([was], at) => line(was, at, false)).join('');
const renewed = HEADER + PAIRS.map(([, now], at) => line(now, at, true)).join('');
const before = folder({ 'crm.csv': old, 'funnel.yaml': YAML });
const after = folder({ 'crm.csv': renewed, 'funnel.yaml': YAML });

const csv = async (...argv: string[]): Promise<string[][]> => {
  const { out, err, code } = await funnel([...argv, '-f', 'csv']);
  expect([code, code === 0 ? '' : err]).toEqual([0, '']);
  return out
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split(','));
};
const changed = (...argv: string[]) => csv('diff', before, after, ...argv);
const kopecks = (written: string | undefined) => Math.round(Number(written ?? '') * 100);

describe('funnel diff', () => {
  it('tells what `funnel leads` of both tells differently', async () => {
    const listed = async (path: string) =>
      new Map((await csv('leads', path, '--all')).map(([id = '', ...rest]) => [id, rest]));
    const [was, now] = [await listed(before), await listed(after)];
    const wanted = [...new Set([...was.keys(), ...now.keys()])].flatMap((id) => plainly(id, was.get(id), now.get(id)));
    const found = await changed();
    expect(found.map(([kind, id, , field, a, b, money]) => [kind, id, field, a, b, money].join()).sort()).toEqual(
      wanted.sort(),
    );
    // Every kind is there.
    expect(new Set(found.map(([kind]) => kind)).size).toBe(8);
    const revenue = (rows: Map<string, string[]>) => [...rows.values()].reduce((sum, row) => sum + kopecks(row[8]), 0);
    const moved = found.reduce((sum, row) => sum + (row[3] === 'pipeline' ? 0 : kopecks(row[6])), 0);
    expect(moved).toBe(revenue(now) - revenue(was));
  });

  /** One lead, as a person holds two rows of two lists beside each other. */
  function plainly(id: string, was: string[] | undefined, now: string[] | undefined): string[] {
    const STAGE = ['lead', 'qualified', 'deal'];
    const [created, source, , , , stage, ending, reason, revenue = '', pipeline = ''] = was ?? [];
    const [created2, source2, , , , stage2, ending2, reason2, revenue2 = '', pipeline2 = ''] = now ?? [];
    const grew = ((kopecks(revenue2) - kopecks(revenue)) / 100).toFixed(2);
    const isMoved = revenue !== '' || revenue2 !== '';
    if (!was) return [`new,${id},stage,,${stage2},${isMoved ? grew : ''}`];
    if (!now) return [`gone,${id},stage,${stage},,${isMoved ? grew : ''}`];
    const carried = (revenue === '') !== (revenue2 === '') ? grew : '';
    const rows: string[] = [];
    if ((ending === 'lost') !== (ending2 === 'lost'))
      rows.push(`${ending2 === 'lost' ? 'back' : 'forward'},${id},ending,${ending},${ending2},${carried}`);
    else if (stage !== stage2) {
      const isForward = STAGE.indexOf(stage2 as string) > STAGE.indexOf(stage as string);
      rows.push(`${isForward ? 'forward' : 'back'},${id},stage,${stage},${stage2},${carried}`);
    }
    const isCarried = rows.length > 0 && carried !== '';
    if (revenue !== revenue2 && !isCarried) rows.push(`amount,${id},revenue,${revenue},${revenue2},${grew}`);
    const hoped = ((kopecks(pipeline2) - kopecks(pipeline)) / 100).toFixed(2);
    if (ending === 'open' && ending2 === 'open' && pipeline !== pipeline2)
      rows.push(`amount,${id},pipeline,${pipeline},${pipeline2},${hoped}`);
    if (ending === 'lost' && ending2 === 'lost' && reason !== reason2)
      rows.push(`reason,${id},reason,${reason},${reason2},`);
    if (source !== source2) rows.push(`source,${id},source,${source},${source2},`);
    if (created !== created2) rows.push(`created,${id},created_at,${created},${created2},`);
    return rows;
  }

  it('of a folder and itself tells nothing', { tags: 'slow' }, async () => {
    expect(await csv('diff', before, before)).toEqual([]);
    expect((await funnel(['diff', before, before])).out).toContain('\nnothing was rewritten\n');
  });

  it('the other way round is its mirror: new is gone, forward is back, money has the other sign', {
    tags: 'slow',
  }, async () => {
    const OTHER: Record<string, string> = { new: 'gone', gone: 'new', forward: 'back', back: 'forward' };
    const sign = (money = '') => (money.startsWith('-') ? money.slice(1) : /[1-9]/.test(money) ? `-${money}` : money);
    const mirrored = (await csv('diff', after, before)).map(([kind = '', id, manager, field, a, b, money]) =>
      [OTHER[kind] ?? kind, id, manager, field, b, a, sign(money)].join(),
    );
    expect(mirrored.sort()).toEqual((await changed()).map((row) => row.join()).sort());
  });

  it('counts leads and money of each kind and field first, whatever the limit', { tags: 'slow' }, async () => {
    const found = await changed();
    const kinds = await csvOfKinds('--limit', '3');
    const sums = new Map<string, [number, number]>();
    for (const [kind, , , field, , , money] of found) {
      const [leads, sum] = sums.get(`${kind},${field}`) ?? [0, 0];
      sums.set(`${kind},${field}`, [leads + 1, sum + kopecks(money)]);
    }
    expect(kinds).toEqual([...sums].map(([key, [leads, sum]]) => [key, leads, sum]));
    const { out } = await funnel(['diff', before, after, '--limit', '3', '--lang', 'ru']);
    expect(out).toContain(`3 из ${found.length} изменений`);
    expect(out).toMatch(/^Изменение +Поле +Лиды +Деньги$/m);
  });

  const csvOfKinds = async (...argv: string[]) => {
    const home = mkdtempSync(join(tmpdir(), 'funnel-test-'));
    expect((await funnel(['diff', before, after, ...argv, '-f', 'csv', '-o', `${home}/out`])).code).toBe(0);
    expect(readdirSync(`${home}/out`).sort()).toEqual(['diff.csv', 'diff_kinds.csv', 'run.json']);
    expect(readFileSync(`${home}/out/diff.csv`, 'utf8')).toContain(',Manager 1,');
    const [, ...rows] = readFileSync(`${home}/out/diff_kinds.csv`, 'utf8').trim().split('\n');
    return rows
      .map((row) => row.split(','))
      .map(([kind, field, leads, money]) => [`${kind},${field}`, Number(leads), kopecks(money)]);
  };

  it('is filtered by what was rewritten and by whom, and sorted by any column', async () => {
    const found = await changed();
    const of = (kind: string) => found.filter(([own]) => own === kind);
    expect(await changed('--where', 'kind=назад')).toEqual(of('back'));
    expect(await changed('--where', 'kind!=back', '--where', 'manager=anna')).toEqual(
      found.filter(([kind, , manager]) => kind !== 'back' && manager === 'Anna'),
    );
    const moneys = (await changed('--sort', 'money')).map((row) => row[6] as string);
    const known = moneys.filter((money) => money !== '');
    expect(known.map(Number)).toEqual(known.map(Number).sort((a, b) => b - a));
    expect(moneys.slice(known.length).every((money) => money === '')).toBe(true);
    expect((await changed('--sort=-lead_id')).map((row) => row[1])).toEqual(
      found
        .map((row) => row[1] as string)
        .sort()
        .reverse(),
    );
  });

  it('of days keeps a lead in whose days either download has it', async () => {
    // Lead 14 was created on 14 October, and on 15 October after that.
    for (const day of ['2026-10-14', '2026-10-15'])
      expect(await changed('--from', day, '--to', day, '--where', 'lead_id=14')).toContainEqual(
        expect.arrayContaining(['created', '14', '2026-10-14T10:00:00', '2026-10-15T10:00:00']),
      );
    expect(await changed('--from', '2026-10-16', '--where', 'lead_id=14')).toEqual([]);
  });

  it.each([
    [[before], 'diff takes two downloads, the older one first; given: 1', 'type: funnel diff october/ november/'],
    [[before, after, before], 'given: 3', 'type: funnel diff'],
    [[], 'given: 0', 'type: funnel diff'],
    [[before, after, '--where', 'kind=bak'], 'nothing has kind = bak', 'did you mean back?'],
    [
      [before, after, '--where', 'source=VK'],
      'diff is not filtered by source',
      'there are: kind, lead_id, manager, field',
    ],
    [[before, after, '--sort', 'monye'], 'diff has no column monye', 'did you mean money?'],
  ])('says of %j what to type', async (argv, what, hint) => {
    const { code, err } = await funnel(['diff', ...argv]);
    expect([code, err]).toEqual([2, expect.stringContaining(what)]);
    expect(err).toContain(hint);
  });

  it('says what it is not filtered by before lines that cannot be read', async () => {
    const broken = folder({ 'crm.csv': `${HEADER}1,2026-10-01`, 'funnel.yaml': YAML });
    expect((await funnel(['diff', broken, broken])).code).toBe(3);
    expect((await funnel(['diff', broken, broken, '--where', 'source=VK'])).code).toBe(2);
  });

  it('is no number that is made of others', async () => {
    const { code, err } = await funnel(['explain', 'diff.money', before]);
    expect([code, err]).toEqual([2, expect.stringContaining('diff lists leads as the exports have them')]);
  });

  const two = (was: Record<string, string>, now: Record<string, string>) =>
    funnel(['diff', folder(was), folder(now), '-f', 'json']);
  const crm = (rows: string, yaml = YAML) => ({ 'crm.csv': HEADER + rows, 'funnel.yaml': yaml });
  const ROW = '1,2026-10-01 10:00,New,VK,,,Anna\n';

  /** Rows without an ID of their own. */
  const OF_ROWS = YAML.replace('lead_id: ID', 'lead_id: $row');

  it('hides people in what was rewritten, and shows IDs', async () => {
    const lost = (reason: string) => crm(`89123456789,2026-10-01 10:00,Lost,VK,,${reason},Anna\n`);
    const { out } = await two(lost('Call +7 912 345-67-89'), lost('Too dear'));
    expect(JSON.parse(out).reports.diff.rows).toEqual([
      ['reason', '89123456789', 'Anna', 'reason', 'Call •••', 'Too dear', null],
    ]);
  });

  it.each([
    ['sides-other-config', crm(ROW), crm(ROW, `${YAML}margin: 40%\n`), 'read by different configurations'],
    [
      'sides-other-days',
      crm(`${ROW}2,2026-11-20 10:00,New,VK,,,Anna\n`),
      crm(ROW),
      '1 of the leads gone and 0 of the new ones',
    ],
    [
      'sides-other-fields',
      crm(`${ROW}2,2026-10-02 10:00,Lost,VK,,Too dear,Anna\n`, YAML.replace(', reason: Reason', '')),
      crm(`${ROW}2,2026-10-02 10:00,Lost,VK,,Too dear,Anna\n`),
      ': reasons: columns are not compared then',
    ],
    [
      'sides-other-fields',
      crm(ROW.replace('VK', ''), YAML.replace('source: Source, ', '')),
      crm(ROW),
      ': sources: columns are not compared then',
    ],
    [
      'sides-other-tables',
      crm(ROW),
      {
        ...crm(ROW),
        'vk.tsv': 'Day\tSource\tCost\n2026-10-01\tVK\t10\n',
        'funnel.yaml': `${YAML.replace('statuses', '  - {path: vk.tsv, table: ad_stats, columns: {day: Day, source: Source, cost: Cost}}\nstatuses')}`,
      },
      ': ad statistics: what these tell of leads seems rewritten here',
    ],
    ['sides-without-ids', crm(ROW, OF_ROWS), crm(ROW, OF_ROWS), '2 leads without an ID'],
    [
      'sides-of-several',
      crm(ROW.replace('New', 'Qualified')),
      {
        ...crm(`${ROW}2,2026-10-05 10:00,New,VK,,,Anna\n`),
        'older.csv': `${HEADER}${ROW.replace('New', 'Qualified')}`,
      },
      'give diff one download on each side',
    ],
    ['sides-nothing-alike', crm(ROW), crm(ROW.replace('1,', '7,')), 'no lead stands in both'],
  ])('says %s', { tags: 'slow' }, async (code, was, now, words) => {
    const { warnings, reports } = JSON.parse((await two(was, now)).out);
    expect(warnings).toContainEqual(expect.objectContaining({ code, message: expect.stringContaining(words) }));
    if (code === 'sides-other-fields' || code === 'sides-without-ids') expect(reports.diff.rows).toEqual([]);
    const same = JSON.parse((await two(was, was)).out) as { warnings: { code: string }[] };
    if (code !== 'sides-without-ids') expect(same.warnings.map((one) => one.code)).not.toContain(code);
  });

  it('has no difference of two currencies', { tags: 'slow' }, async () => {
    const { code, err } = await two(crm(ROW), crm(ROW, YAML.replace('RUB', 'USD')));
    expect([code, err]).toEqual([2, expect.stringMatching(/amounts of .+ are in RUB, those of .+ in USD/)]);
  });

  it('takes a source by any of its spellings, a reason by its words, and a day for any hour of it', {
    tags: 'slow',
  }, async () => {
    const was = crm('1,2026-10-01 10:00,Lost,VK,,Слишком дорого!,Anna\n');
    const now = crm('1,2026-10-01,Lost,ВКонтакте,,слишком дорого,Anna\n');
    expect(await reportRowsOf(was, now)).toEqual([]);
  });

  const reportRowsOf = async (was: Record<string, string>, now: Record<string, string>) =>
    JSON.parse((await two(was, now)).out).reports.diff.rows as unknown[];

  it('leaves out a lead that only an ad platform has: nobody rewrote it in the CRM', async () => {
    const forms = {
      ...crm(
        ROW,
        YAML.replace(
          'statuses',
          '  - {path: forms.tsv, table: ad_leads, columns: {lead_id: Lead, created_at: Day}, set: {source: VK}}\nstatuses',
        ),
      ),
      'forms.tsv': 'Lead\tDay\nF1\t2026-10-01\nF2\t2026-10-01\n',
    };
    expect(await reportRowsOf(crm(ROW), forms)).toEqual([]);
  });

  describe('where the CRM says who edited a lead last', () => {
    const EDITED = YAML.replace('manager: Owner', 'manager: Owner, modified_at: Edited, modified_by: Editor');
    const edited = (yaml: string, ...rows: string[]) => ({
      'crm.csv': `${HEADER.trim()},Edited,Editor\n${rows.join('\n')}\n`,
      'funnel.yaml': yaml,
    });
    const was = folder(
      edited(
        EDITED,
        '1,2026-10-01 10:00,New,VK,,,Anna,2026-10-02,Anna',
        '2,2026-10-01 10:00,New,VK,,,Boris,2026-10-02,Vera',
        '3,2026-10-01 10:00,New,VK,,,Anna,2026-10-02,Vera',
        '4,2026-10-01 10:00,New,VK,,,Boris,2026-10-02,Boris',
      ),
    );
    const now = folder(
      edited(
        EDITED,
        '1,2026-10-01 10:00,Qualified,VK,,,Anna,2026-11-02,Vera',
        '2,2026-10-01 10:00,Qualified,VK,,,Boris,2026-11-02,',
        '4,2026-10-01 10:00,Qualified,VK,,,Boris,2026-11-02,717',
        '5,2026-10-20 10:00,New,VK,,,Boris,2026-10-21,Gleb',
      ),
    );

    it('names him, of each lead of which it does, and else who is responsible: which, is said', {
      tags: 'slow',
    }, async () => {
      const found = await csv('diff', was, now);
      expect(found.map(([kind, id, manager]) => [kind, id, manager])).toEqual([
        ['new', '5', 'Gleb'],
        ['gone', '3', 'Anna'],
        ['forward', '1', 'Vera'],
        ['forward', '2', 'Boris'],
        ['forward', '4', 'Boris'],
      ]);
      expect((await csv('diff', was, now, '--where', 'manager=vera')).map(([, id]) => id)).toEqual(['1']);
      const said = async (...argv: string[]) => (await funnel(['diff', was, now, ...argv])).out.replaceAll(/\s+/g, ' ');
      expect(await said()).toContain(
        'manager: who edited the lead last, as the newer download says; where it names nobody, and of leads gone, who is responsible: 2, 3, 4 ',
      );
      expect(await said('--lang', 'ru', '--limit', '1')).toContain(
        'менеджер — кто последним правил лид, по новой выгрузке; где она никого не называет, и у исчезнувших — ответственный: 2, 3, 4 ',
      );
      expect(await said('--where', 'manager=vera')).toContain('as the newer download says ');
    });

    it('hands nobody’s name on', async () => {
      const home = mkdtempSync(join(tmpdir(), 'funnel-test-'));
      expect((await funnel(['diff', was, now, '-f', 'csv', '-o', `${home}/out`])).code).toBe(0);
      const written = readFileSync(`${home}/out/diff.csv`, 'utf8');
      expect(written).not.toMatch(/Anna|Boris|Vera|Gleb/);
      expect(written).toContain('forward,1,Manager 4,');
      // Nor where somebody has made a dimension of it.
      const byEditor = folder(edited(`${EDITED}dimensions: {editor: Editor}\n`, '1,2026-10-01,New,VK,,,Anna,,Vera'));
      expect((await funnel(['sources', byEditor, '--by', 'editor', '--all', '-o', `${home}/by.csv`])).code).toBe(0);
      expect(readFileSync(`${home}/by.csv`, 'utf8')).toContain('Manager 2');
    });

    it('names a number beside numbers alone, and no robot', { tags: 'slow' }, async () => {
      const [row, moved] = ['1,2026-10-01 10:00,New,VK,,,501', '1,2026-10-01 10:00,Qualified,VK,,,501'];
      for (const [editor, named] of [
        ['502', '502'],
        ['0', '501'],
      ])
        expect(await reportRowsOf(edited(EDITED, `${row},,`), edited(EDITED, `${moved},,${editor}`))).toEqual([
          ['forward', '1', named, 'stage', 'lead', 'qualified', null],
        ]);
    });

    it('means the row that was edited last, of a lead and its deals', { tags: 'slow' }, async () => {
      const yaml = `${EDITED.replace('statuses', '  - {path: deals.tsv, table: crm, entity: deal, columns: {deal_id: ID, lead_id: Lead, created_at: Created, status: Status, modified_at: Edited, modified_by: Editor}}\nstatuses')}`;
      const both = (status: string, ...deals: string[]) => ({
        ...edited(yaml, '1,2026-10-01 10:00,New,VK,,,Anna,2026-11-02,Vera'),
        'deals.tsv': `ID\tLead\tCreated\tStatus\tEdited\tEditor\n${deals.map((own, at) => `${at + 7}\t1\t2026-10-03\t${status}\t${own}\n`).join('')}`,
      });
      const whose = async (...deals: string[]) =>
        ((await reportRowsOf(both('New', '2026-10-03\t'), both('Qualified', ...deals))) as string[][]).map(
          (row) => row[2],
        );
      expect(await whose('2026-11-01\tGleb')).toEqual(['Vera']);
      expect(await whose('2026-11-03\tGleb', '2026-10-30\tBoris')).toEqual(['Gleb']);
      expect(await whose('2026-11-03\t')).toEqual(['Anna']);
      // When the other row was edited nobody knows.
      expect(await whose('\tGleb')).toEqual(['Anna']);
      expect(await whose('\tVera')).toEqual(['Vera']);
    });
  });
});
