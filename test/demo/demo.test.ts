import { cpSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/main.js';
import { AS_OF, clockOf, DAY, HOUR, isoDay } from './calendar.js';
import { REPEATED } from './crm.js';
import { type Lead, makeLeads } from './leads.js';
import { makeDemo } from './make.js';
import { type AdRow, makeSpend } from './spend.js';
import { DEPTHS, PASSERS_BY, type Segment } from './story.js';
import { clientOf, makeVisits } from './visits.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'fixtures/demo');
const file = (name: string) => readFileSync(join(folder, name));

const leads = makeLeads();
const spend = makeSpend(leads);

// The model, counted without the program.

type Sourced = Pick<Lead, 'segment'>;
const from =
  (source: Segment['source']) =>
  ({ segment }: Sourced) =>
    segment.source === source;
const count = (of: readonly Lead[], when: (lead: Lead) => boolean) => of.filter(when).length;
const total = <T>(of: readonly T[], value: (one: T) => number) => of.reduce((sum, one) => sum + value(one), 0);
const roubles = (of: readonly AdRow[]) => total(of, ({ kopecks }) => kopecks) / 100;
const isLost = ({ ending }: Lead) => ending === 'lost';
const isWon = ({ ending }: Lead) => ending === 'won';
const lostFor = (of: readonly Lead[], reason: Lead['reason']) =>
  count(of, (one) => isLost(one) && one.reason === reason);
const dayOf = ({ created }: Lead) => isoDay(Math.floor(created / DAY));

/** What one row of `sources` should say. */
const figures = (of: readonly Lead[], ads: readonly AdRow[]) => ({
  spend: ads.length === 0 ? null : roubles(ads).toFixed(2),
  visits: ads.length === 0 ? null : total(ads, ({ clicks }) => clicks),
  actions: ads.length === 0 ? null : total(ads, ({ actions }) => actions) / 100,
  leads: of.length,
  not_handed_over: count(of, ({ inCrm }) => !inCrm),
  lost: count(of, isLost),
  qualified: count(of, ({ depth }) => depth >= 1),
  deals: count(of, isWon),
  revenue: total(of.filter(isWon), ({ budget }) => budget).toFixed(2),
  pipeline: total(
    of.filter(({ ending }) => ending === 'open'),
    ({ budget }) => budget,
  ).toFixed(2),
});

describe('the demo files', () => {
  it('are made again to the byte', { tags: 'slow' }, () => {
    const made = makeDemo();
    expect([...made.keys()].sort()).toEqual(readdirSync(folder).filter((name) => /\.[ct]sv$/.test(name)));
    for (const [name, bytes] of made) expect(bytes.equals(file(name)), name).toBe(true);
  });

  it('stay below a megabyte and a quarter together', () => {
    const sizes = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
    expect(total(sizes, (size) => size)).toBeLessThan(1_250_000);
  });

  it('are kept to the byte by git', () => {
    expect(file('.gitattributes').toString()).toMatch(/^\*\.csv -text\n\*\.tsv -text$/m);
  });

  it('name no real phone and no real domain', () => {
    const crm = new TextDecoder('windows-1251').decode(file('amocrm_export_leads_2026-05-31.csv'));
    const text = `${crm}${file('meta-leads.csv').toString('utf16le')}`;
    const [phones, domains] = [text.match(/(?<![\d#])[78]\d{10}(?!\d)/g) ?? [], text.match(/@[\w.-]+/g) ?? []];
    expect(phones.length).toBeGreaterThanOrEqual(leads.length);
    expect(phones.filter((phone) => !/^[78]999000/.test(phone))).toEqual([]);
    expect(domains.filter((domain) => domain !== '@example.com')).toEqual([]);
  });

  it('have the layout of their platforms', () => {
    const google = file('google-ads-campaign-report.csv');
    expect(google.subarray(0, 2).toString('hex')).toBe('fffe');
    const lines = google.toString('utf16le').slice(1).split('\n');
    expect(lines.slice(0, 2)).toEqual(['Campaign report', '"February 2, 2026 - March 29, 2026"']);
    expect(lines[2]).toMatch(/^Day\tCampaign\t.*\tCurrency code\tImpr\.\tClicks\t.*\tCost\tConversions\t/);
    expect(lines.filter((line) => line.startsWith('Total: ')).length).toBe(4);
    expect(lines.some((line) => /\t"\d,\d{3}"\t/.test(line))).toBe(true);
    expect(lines.some((line) => line.includes('\t --'))).toBe(true);

    const direct = file('yandex-direct.csv').toString('utf8').split('\r\n');
    expect(direct[0]).toMatch(/^\ufeffКлиент: /);
    expect(direct[3]).toBe('');
    expect(direct[4]).toBe('Дата;Название кампании;№ Кампании;Расход, ₽;Показы;Клики;Конверсии;Отказы, %');
    expect(direct[5]).toMatch(/^Итого;;;105000,00;/);

    const meta = file('meta-ads.csv').toString('utf8').split('\n');
    expect(meta[0]).toMatch(
      /^\ufeff"Campaign name",Day,"Campaign delivery",Results,"Result indicator","Amount spent \(RUB\)",/,
    );
    expect(meta[1]).toMatch(/^,2026-02-01,,,,[\d.]+,\d+,\d+,\d+,2026-02-01,2026-03-31$/);

    const forms = file('meta-leads.csv').toString('utf16le').split('\n');
    expect(forms[0]).toMatch(/^\ufeffid\tcreated_time\tad_id\t/);
    expect(forms[1]).toMatch(/^l:\d{15}\t2026-02-01T\d\d:\d\d:\d\d\+03:00\tag:\d+\t.*\tas:\d+\t.*\tc:\d+\tmeta_/);
  });

  it('of Meta begin with the totals of each day, and mix what its campaigns are for', () => {
    const rows = parse(file('meta-ads.csv'), { columns: true, bom: true }) as Record<string, string>[];
    const isTotal = (row: Record<string, string>) => row['Campaign name'] === '';
    const days = rows.filter(isTotal);
    expect(rows.findLastIndex(isTotal)).toBe(days.length - 1);
    expect(new Set(days.map(({ Day }) => Day)).size).toBe(59);
    for (const day of days)
      for (const column of ['Amount spent (RUB)', 'Impressions', 'Link clicks', 'Clicks (all)'])
        expect(
          total(
            rows.filter((row) => !isTotal(row) && row.Day === day.Day),
            (row) => Number(row[column]),
          ),
          `${day.Day}, ${column}`,
        ).toBeCloseTo(Number(day[column]), 6);
    const results = (indicator: string) =>
      total(
        rows.filter((row) => row['Result indicator'] === indicator),
        ({ Results }) => Number(Results),
      );
    expect(results('actions:lead')).toBe(160);
    expect(results('actions:link_click')).toBeGreaterThan(0);
  });

  it('of Meta and of the CRM share 148 lead IDs', () => {
    const forms = parse(file('meta-leads.csv').toString('utf16le'), {
      delimiter: '\t',
      columns: true,
      bom: true,
    }) as Record<string, string>[];
    const asked = new Set(forms.map(({ id = '' }) => id.replace('l:', '')));
    expect(asked.size).toBe(160);
    const crm = new TextDecoder('windows-1251').decode(file('amocrm_export_leads_2026-05-31.csv'));
    const known = new Set(crm.match(/(?<=;)70100\d{10}(?=;)/g));
    expect(known.size).toBe(148);
    expect([...known].filter((id) => !asked.has(id))).toEqual([]);
  });

  it('of Metrika hold the visits of those leads of March whose client the CRM has, and of few others', () => {
    const rows = parse(file('metrika-visits.tsv'), { delimiter: '\t', columns: true }) as Record<string, string>[];
    const days = rows.map((row) => row['ym:s:dateTime']?.slice(0, 10));
    expect([days[0], days.at(-1), new Set(days).size]).toEqual(['2026-03-02', '2026-03-31', 30]);
    const clients = new Set(leads.flatMap((lead) => clientOf(lead) ?? []));
    const crm = new TextDecoder('windows-1251').decode(file('amocrm_export_leads_2026-05-31.csv'));
    expect(new Set(crm.match(/(?<=;)177\d{16}(?=\r)/g))).toEqual(clients);
    const isOfLead = (row: Record<string, string>) => clients.has(row['ym:s:clientID'] ?? '');
    expect(new Set(rows.filter(isOfLead).map((row) => row['ym:s:clientID']))).toEqual(clients);
    expect(rows.filter((row) => !isOfLead(row)).length).toBe(PASSERS_BY);
    expect(rows.map((row) => row['ym:s:clientID'])).toEqual(makeVisits(leads).map(({ client }) => client));
  });

  it('of Google end with totals that are the sums of the rows', () => {
    const text = file('google-ads-campaign-report.csv').toString('utf16le').slice(1);
    const rows = parse(text, { delimiter: '\t', columns: true, from_line: 3 }) as Record<string, string>[];
    const number = (cell = '') => Number(cell.replaceAll(',', ''));
    const isTotal = ({ Day = '' }) => Day.startsWith('Total:');
    for (const [label, type] of [
      ['Campaigns', /./],
      ['Account', /./],
      ['Search', /^Search$/],
      ['Performance Max', /^Performance Max$/],
    ] as const) {
      const own = rows.filter((row) => !isTotal(row) && type.test(row['Campaign type'] ?? ''));
      const sum = rows.find(({ Day }) => Day === `Total: ${label}`);
      for (const column of ['Impr.', 'Clicks', 'Cost', 'Conversions'])
        expect(
          total(own, (row) => number(row[column])),
          `${label}, ${column}`,
        ).toBeCloseTo(number(sum?.[column]), 6);
    }
  });

  it('hold lives that go forward, and deals that close within sixty days', () => {
    for (const lead of leads) {
      const [created, ...later] = lead.marks;
      const moments = [created, lead.answered, ...later, lead.closed, lead.modified].filter((one) => one != null);
      expect(moments, `${lead.id}`).toEqual([...moments].sort((a, b) => a - b));
      expect(lead.modified).toBeLessThanOrEqual(AS_OF);
      if (isWon(lead)) expect((lead.closed ?? 0) - lead.created).toBeLessThan(60 * DAY);
      expect(clockOf(lead.created)).toBeGreaterThanOrEqual(8 * HOUR);
    }
    expect(new Set(leads.map(({ id }) => id)).size).toBe(leads.length);
    expect([leads[0], leads.at(-1)].map((lead) => lead && dayOf(lead))).toEqual(['2026-02-01', '2026-03-31']);
  });
});

describe('the story', () => {
  it('VK Реклама: 900 leads at 120 roubles, not one deal, and idle reasons', () => {
    const own = leads.filter(from('vk'));
    expect(own.length).toBe(900);
    expect(roubles(spend.filter(from('vk'))) / own.length).toBe(120);
    expect(count(own, isWon)).toBe(0);
    expect(lostFor(own, 'Просто хотел узнать')).toBe(370);
    expect(lostFor(own, 'Не срочно')).toBe(310);
    expect(lostFor(own, 'Хотел бесплатно')).toBe(155);
    expect(new Set(own.filter(isLost).map(({ reason }) => reason)).size).toBeGreaterThan(6);
  });

  it('Яндекс Директ: 300 leads at 350 roubles that sell', () => {
    const own = leads.filter(from('yandex'));
    expect(own.length).toBe(300);
    expect(roubles(spend.filter(from('yandex'))) / own.length).toBe(350);
    expect(count(own, isWon)).toBe(21);
    const revenue = total(own.filter(isWon), ({ budget }) => budget);
    expect(revenue / 21).toBe(65_000);
    expect(revenue / roubles(spend.filter(from('yandex')))).toBe(13);
  });

  it.each([
    ['by month', '2026-03-01'],
    ['by four weeks', '2026-03-02'],
  ])('Google Ads: dearer leads and more deals since the reviews, %s', (_, since) => {
    const own = leads.filter(from('google'));
    const ads = spend.filter(from('google'));
    const [before, after] = [own.filter((lead) => dayOf(lead) < since), own.filter((lead) => dayOf(lead) >= since)];
    expect([before.length, after.length]).toEqual([600, 600]);
    expect(roubles(ads.filter(({ day }) => isoDay(day) < since)) / before.length).toBe(400);
    expect(roubles(ads.filter(({ day }) => isoDay(day) >= since)) / after.length).toBe(480);
    expect([count(before, isWon), count(after, isWon)]).toEqual([30, 50]);
  });

  it('Meta: 160 dear leads, few deals, and twelve in a row that sales never saw', () => {
    const own = leads.filter(from('meta'));
    expect(own.length).toBe(160);
    expect(roubles(spend.filter(from('meta'))) / own.length).toBe(500);
    expect([count(own, ({ depth }) => depth >= 1), count(own, isWon)]).toEqual([64, 9]);
    expect(total(own.filter(isWon), ({ budget }) => budget)).toBe(495_000);
    const days = own.flatMap((lead) => (lead.inCrm ? [] : [dayOf(lead)]));
    expect(days.length).toBe(12);
    expect(new Set(days).size).toBeLessThanOrEqual(6);
    expect(new Set(days.map((day) => day.slice(0, 7)))).toEqual(new Set(['2026-03']));
    expect(new Set(own.map(({ adLeadId }) => adLeadId)).size).toBe(160);
    expect(count(leads, ({ adLeadId, inCrm }) => adLeadId === null && !inCrm)).toBe(0);
  });

  it('one lead in five came five times before it asked, and such leads are qualified most often', () => {
    const share = (of: readonly Lead[]) => count(of, ({ depth }) => depth >= 1) / of.length;
    const [five, once] = [5, 1].map((touches) => leads.filter((lead) => lead.touches === touches)) as [Lead[], Lead[]];
    expect(five.length / leads.length).toBeCloseTo(0.2, 1);
    expect([share(five) > 0.6, share(once) < 0.2]).toEqual([true, true]);
    expect(count(leads, ({ touches }) => touches === null)).toBe(40);
  });

  it('hears the five objections of sales calls, and few silences', () => {
    const objections = ['Я подумаю', 'Дорого', 'Нужно согласовать с партнёром', 'Уже работаем с другими', 'Не сейчас'];
    for (const objection of objections) expect(lostFor(leads, objection as Lead['reason'])).toBeGreaterThan(70);
    expect(lostFor(leads, 'Нет связи')).toBeGreaterThan(300);
    expect(lostFor(leads, null) / count(leads, isLost)).toBeCloseTo(0.04, 3);
  });

  it('loses most leads at qualification, and comes near its other norms', () => {
    const reached = DEPTHS.map((_, stage) => count(leads, ({ depth }) => depth >= stage));
    expect(reached).toEqual([2600, 891, 820, 430, 226, 113]);
    const fromAds = count(leads, ({ segment }) => segment.source !== null);
    const [clicks, actions] = [total(spend, (row) => row.clicks), total(spend, (row) => row.actions) / 100];
    expect(actions / clicks).toBeCloseTo(0.07, 3);
    expect(fromAds / actions).toBeCloseTo(0.805, 3);
  });
});

describe('funnel report fixtures/demo', () => {
  type Report = {
    period: { from: string; to: string };
    as_of: string;
    reports: Record<string, { columns: { name: string }[]; rows: unknown[][] }>;
    ledger: Record<string, unknown>[];
    warnings: { code: string; count: number }[];
    findings: { code: string; codes: string[]; tone: string; command: string }[];
  };
  const funnel = async (...argv: string[]): Promise<string> => {
    const [out, err]: [string[], string[]] = [[], []];
    const io = { out: (chunk: string) => void out.push(chunk), err: (chunk: string) => void err.push(chunk) };
    const code = await run(argv, { ...io, width: 100, isTerminal: false, env: {}, cwd: root });
    expect(code, err.join('')).toBe(0);
    return out.join('');
  };
  const report = async (...argv: string[]): Promise<Report> =>
    JSON.parse(await funnel('report', 'fixtures/demo', '-f', 'json', ...argv));
  const rowsOf = ({ reports }: Report, name: string) => {
    const { columns = [], rows = [] } = reports[name] ?? {};
    return rows.map((row) => Object.fromEntries(columns.map((column, index) => [column.name, row[index]])));
  };
  let whole: Report;
  beforeAll(async () => {
    whole = await report();
  });

  it('covers the days of the leads, followed to the day of the export', () => {
    expect(whole.period).toEqual({ from: '2026-02-01', to: '2026-03-31' });
    expect(whole.as_of).toBe('2026-05-31T18:42:07');
  });

  it('recognises every platform by its headings: only the dates that amoCRM does not know are described', () => {
    expect(whole.ledger.map(({ file: name, source, table }) => [name, source, table])).toEqual([
      ['amocrm_export_leads_2026-05-31.csv', 'amocrm', 'crm'],
      ['google-ads-campaign-report.csv', 'google-ads', 'ad_stats'],
      ['meta-ads.csv', 'meta-ads', 'ad_stats'],
      ['meta-leads.csv', 'meta-ads', 'ad_leads'],
      ['metrika-visits.tsv', 'yandex-metrica', 'touches'],
      ['vk-ads.csv', 'vk-ads', 'ad_stats'],
      ['yandex-direct.csv', 'yandex-direct', 'ad_stats'],
    ]);
    const yaml = file('funnel.yaml').toString();
    expect(yaml.match(/^ *- path: .*$/gm)).toEqual([
      '  - path: amocrm_export_leads_*.csv',
      '  - path: ../demo-calls/calls.csv',
    ]);
    expect(yaml.match(/^ {6}\w+(?=:)/gm)?.map((field) => field.trim())).toEqual([
      'qualified_at',
      'contact_at',
      'proposal_at',
      'decision_at',
      'answered_at',
    ]);
  });

  it('counts each stage as the model does', () => {
    const stages = rowsOf(whole, 'stages');
    const ads = ['visit', 'action'].map((stage) => stages.find((row) => row.stage === stage)?.reached);
    expect(ads).toEqual([total(spend, ({ clicks }) => clicks), total(spend, ({ actions }) => actions) / 100]);
    for (const [depth, stage] of DEPTHS.entries()) {
      const here = leads.filter((lead) => lead.depth === depth);
      expect(stages.find((row) => row.stage === stage)).toMatchObject({
        reached: count(leads, (lead) => lead.depth >= depth),
        // A status marks the stage of a lead that stands in it; what lies before it is marked by its date alone.
        implied: count(leads, (lead) => lead.depth > depth && lead.marks[depth] === null),
        lost: count(here, isLost),
        open: count(here, ({ ending }) => ending === 'open'),
      });
    }
    expect(stages.map(({ verdict }) => verdict)).toEqual([null, 'above', 'above', 'below', 'below', 'ok', 'ok', 'ok']);
  });

  it('gives each source its leads, money and verdict', () => {
    const sources = rowsOf(whole, 'sources');
    for (const [name, source, verdict] of [
      ['Google Ads', 'google', 'dear_qualified'],
      ['VK Реклама', 'vk', 'cheap_weak'],
      ['Яндекс Директ', 'yandex', 'dear_qualified'],
      ['Meta Ads', 'meta', 'too few'],
      ['(no source)', null, null],
    ] as const)
      expect(sources.find((row) => row.source === name)).toMatchObject({
        ...figures(leads.filter(from(source)), spend.filter(from(source))),
        verdict,
      });
    expect(sources.find(({ source }) => source === '(total)')).toMatchObject(figures(leads, spend));
    expect(sources.map(({ not_handed_over }) => not_handed_over)).toEqual([0, 0, 0, 12, 0, 12, 12]);
  });

  it('tells the story in its findings: the source that explains the gap is one with it', () => {
    expect(whole.findings.map(({ codes, tone }) => `${tone}: ${codes.join(' + ')}`)).toEqual(
      expect.arrayContaining(['bad: stage-below-norm + cheap-and-empty', 'bad: not-handed-over', 'good: changed']),
    );
  });

  it('breaks down by how often people came before they asked', { tags: 'slow' }, async () => {
    const stages = rowsOf(await report('--by', 'touches', '--section', 'stages'), 'stages');
    for (const [name, touches] of [
      ...[1, 2, 3, 4, 5].map((each) => [String(each), each] as const),
      ['(no touches)', null],
    ]) {
      // What the CRM never received has no field of it.
      const own = leads.filter((lead) => (lead.inCrm ? lead.touches : null) === touches);
      for (const [depth, stage] of DEPTHS.entries())
        expect(stages.find((row) => row.touches === name && row.stage === stage)).toMatchObject({
          reached: count(own, (lead) => lead.depth >= depth),
        });
    }
  });

  it('tells most of it without a configuration, where statuses alone say how deep a lead got', {
    tags: 'slow',
  }, async () => {
    const guessed = await report('--no-config', '--guess');
    expect([guessed.period, guessed.as_of]).toEqual([whole.period, whole.as_of]);
    // Nobody reads the dates of stages: a lost lead got no further than a lead, and negotiations are no qualification.
    const seen = leads.map((lead) => {
      const isUnseen = isLost(lead) || (lead.ending === 'open' && lead.depth === 2);
      return isUnseen ? { ...lead, depth: 0 } : lead;
    });
    const stages = rowsOf(guessed, 'stages');
    for (const [depth, stage] of DEPTHS.entries())
      expect(stages.find((row) => row.stage === stage)).toMatchObject({
        reached: count(seen, (lead) => lead.depth >= depth),
      });
    expect(new Set(stages.map(({ verdict }) => verdict))).toEqual(new Set([null]));
    const sources = rowsOf(guessed, 'sources');
    for (const [name, source, verdict] of [
      ['Google Ads', 'google', 'dear_qualified'],
      ['VK Реклама', 'vk', 'cheap_weak'],
      ['Яндекс Директ', 'yandex', 'dear_qualified'],
      ['Meta Ads', 'meta', 'too few'],
      ['(no source)', null, null],
    ] as const)
      expect(sources.find((row) => row.source === name)).toMatchObject({
        ...figures(seen.filter(from(source)), spend.filter(from(source))),
        verdict,
      });
    const lostBy = (of: Report) => rowsOf(of, 'reasons').map(({ reason, lost }) => [reason, lost]);
    expect(lostBy(guessed)).toEqual(lostBy(whole));
    expect(guessed.findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['cheap-and-empty', 'not-handed-over', 'changed', 'dear-but-sells']),
    );
  });

  it('tells the months of Google Ads apart', { tags: 'slow' }, async () => {
    const monthly = await report('--period', 'month', '--where', 'source=Google Ads', '--section', 'sources');
    for (const [month, cpl, deals] of [
      ['2026-02', '400.0000', 30],
      ['2026-03', '480.0000', 50],
    ] as const) {
      const own = leads.filter((lead) => from('google')(lead) && dayOf(lead).startsWith(month));
      const ads = spend.filter((row) => from('google')(row) && isoDay(row.day).startsWith(month));
      const row = rowsOf(monthly, 'sources').find((one) => one.period === month && one.source === 'Google Ads');
      expect(row).toMatchObject({ ...figures(own, ads), cpl, deals });
    }
  });

  it('begins and ends with a week of which the exports have some days only', { tags: 'slow' }, async () => {
    const weekly = rowsOf(await report('--period', 'week', '--section', 'sources'), 'sources');
    const states = weekly.filter(({ source }) => source === '(total)').map(({ period, state }) => [period, state]);
    const whole = ['06', '07', '08', '09', '10', '11', '12', '13'].map((week) => [`2026-W${week}`, 'whole']);
    expect(states).toEqual([['2026-W05', 'partial'], ...whole, ['2026-W14', 'partial']]);
    expect(weekly.at(-1)).toMatchObject({ leads: count(leads, (lead) => dayOf(lead) >= '2026-03-30') });
  });

  it('says the same without the visits: a file of touches changes no figure unasked', { tags: 'slow' }, async () => {
    const without = mkdtempSync(join(tmpdir(), 'funnel-demo-'));
    cpSync(folder, without, { recursive: true, filter: (path) => !path.endsWith('.tsv') });
    const { reports, findings } = JSON.parse(await funnel('report', without, '-f', 'json')) as Report;
    const said = ({ findings: all }: Pick<Report, 'findings'>) => all.map(({ command: _, ...one }) => one);
    expect({ reports, findings: said({ findings }) }).toEqual({ reports: whole.reports, findings: said(whole) });
    const credited = rowsOf(await report('--attribution', 'first', '--section', 'sources'), 'sources');
    expect(credited).not.toEqual(rowsOf(whole, 'sources'));
  });

  it('folds the spellings of reasons, and nothing else', () => {
    const reasons = rowsOf(whole, 'reasons');
    const named = [...new Set(leads.filter(isLost).map(({ reason }) => reason))];
    expect(Object.fromEntries(reasons.map(({ reason, lost }) => [reason, lost]))).toEqual(
      Object.fromEntries(named.map((reason) => [reason ?? '(no reason given)', lostFor(leads, reason)])),
    );
    expect(reasons.find(({ reason }) => reason === 'Дорого')?.examples).toEqual(['Дорого', 'Дорого!', 'дорого']);
    const stray = count(leads, ({ ending, reason }) => ending !== 'lost' && reason !== null);
    expect(stray).toBe(9);
  });

  it('owns up to what it left out: two lines, blank ones, repeats', () => {
    const crm = whole.ledger.find(({ file: name }) => name === 'amocrm_export_leads_2026-05-31.csv');
    const lines = new TextDecoder('windows-1251').decode(file('amocrm_export_leads_2026-05-31.csv')).split(/\r?\n/);
    const repeats = REPEATED.won + REPEATED.others;
    expect(crm).toMatchObject({ lines: lines.length - 1, header: 1, blank: 3, duplicate: repeats, rejected: 2 });
    const at = (pattern: RegExp) => lines.findIndex((line) => pattern.test(line)) + 1;
    const rejects = (crm?.rejects ?? []) as { line: number }[];
    expect(rejects.map(({ line }) => line).sort((a, b) => a - b)).toEqual(
      [at(/^;Тест формы;/), at(/^49000001;/)].sort((a, b) => a - b),
    );
    expect(2 / lines.length).toBeLessThan(0.01);
    // The totals of single days in meta-ads.csv are no total of the file: that they are taken for one is not told here.
    const told = whole.warnings.filter(({ code }) => code !== 'total-differs');
    expect(Object.fromEntries(told.map((one) => [one.code, one.count]))).toEqual({
      'rejected-lines': 2,
      'duplicate-leads': repeats,
      'duplicate-amounts': REPEATED.won,
      'ad-leads-not-found': 12,
      'touches-not-joined': PASSERS_BY,
    });
  });

  it.each([
    [
      'ru',
      [
        /Квалифицированный лид .*34,3 %.*НИЖЕ НОРМЫ/,
        /VK Реклама .*108 000 +900 .*120,00/,
        /Дорого .*392 /,
        /12 лидов из Meta/,
      ],
    ],
    [
      'en',
      [
        /Qualified lead .*34\.3%.*BELOW NORM/,
        /VK Реклама .*108,000 +900 .*120\.00/,
        /Дорого .*392 /,
        /12 leads from Meta/,
      ],
    ],
  ] as const)('says so at a glance, --lang %s', { tags: 'slow' }, async (lang, wanted) => {
    const page = (await funnel('report', 'fixtures/demo', '--lang', lang)).replaceAll(/[\u00a0\u202f]/g, ' ');
    for (const line of wanted) expect(page).toMatch(line);
    expect(page.split('\n').filter((line) => [...line].length > 100)).toEqual([]);
  });
});
