import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folder, funnel } from '../cli/run.js';

const days = (from: string, count: number) =>
  new Date(Date.parse(`${from}T00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);

/** In June leads qualify on the sixth day and are won on the eleventh; of those of late September one is won, and the rest are new. */
const path = folder({
  'crm.csv': [
    'ID,Created,Status,Source,Budget,Qualified at,Closed',
    ...Array.from({ length: 60 }, (_, at) => {
      const made = days('2026-06-01', at % 20);
      return `${at + 1},${made},Won,VK,1000,${days(made, 5)},${days(made, 10)}`;
    }),
    '100,2026-09-20,Won,VK,1000,2026-09-24,2026-09-28',
    '92,2026-09-19,New,VK,,,',
    '90,2026-07-20,Won,VK,1000,2026-07-24,2026-07-28',
    '91,2026-07-20,Won,VK,1000,2026-07-24,',
    ...Array.from({ length: 9 }, (_, at) => `${101 + at},2026-09-${28 + (at % 3)},New,VK,,,`),
  ].join('\n'),
  'funnel.yaml': [
    'currency: RUB',
    'files: [{path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status, source: Source, revenue: Budget, qualified_at: Qualified at, closed_at: Closed}}]',
    'statuses: {New: lead, Won: deal}',
    'norms: {qualified: 50%}',
  ].join('\n'),
});

/** What each tile says, by its label, in the order of its lines. */
const tiles = (...flags: string[]) => tilesOf(path, ...flags);
async function tilesOf(of: string, ...flags: string[]): Promise<Record<string, string[]>> {
  const { out } = await funnel(['report', of, '-f', 'html', ...flags]);
  const words = (html: string) => html.replace(/<[^>]*>/g, '').replaceAll('\u00a0', ' ');
  const all = [...out.matchAll(/<li[^>]*>(<span class="label">.*?)<\/li>/gs)].map(([, one = '']) =>
    [...one.matchAll(/<(?:span|strong) class="(?:label|value|basis|beside)">(.*?)<\/(?:span|strong)>/gs)].map(
      ([, line = '']) => words(line),
    ),
  );
  return Object.fromEntries(all.map(([label = '', ...lines]) => [label, lines]));
}

it('tiles of leads that are too young have no value, and what came of these leads so far is called so', {
  tags: 'slow',
}, async () => {
  const young = await tiles('--from', '2026-09-15');
  expect(young['Qual. rate at day 7']?.slice(0, 2)).toEqual(['—', 'too early: ripe on 2026-10-07']);
  expect(young.Deals).toEqual(['1', 'by the day of the deal', 'of these leads so far: 1']);
  expect(young.Revenue).toEqual(['1,000', 'by the day of the deal', 'of these leads so far: 1,000']);
  const old = await tiles('--month', '2026-06', '--lang', 'ru');
  expect(old['Доля квал. за 7 дней']?.slice(0, 2)).toEqual(['100,0 %', 'за 7 дней от создания каждого лида']);
  expect(old.Сделки).toEqual(['60', 'по дню сделки', 'от этих лидов: 60']);
});

it('what the plan has come to has a tile, whether its report stands on the page or not', { tags: 'slow' }, async () => {
  const yaml = readFileSync(join(path, 'funnel.yaml'), 'utf8');
  const plan = (more: string) => {
    const own = folder({ 'crm.csv': readFileSync(join(path, 'crm.csv'), 'utf8'), 'funnel.yaml': `${yaml}\n${more}` });
    return tilesOf(own, '--month', '2026-06', '--lang', 'ru');
  };
  const PLAN = 'plan: {per: month, revenue: 100000}';
  const apart = await plan(`${PLAN}\nsections: apart\n`);
  expect(apart['План, выручка, 06.2026']).toEqual(['60 000', 'из 100 000']);
  expect((await plan(PLAN))['План, выручка, 06.2026']?.slice(0, 2)).toEqual(['60 000', 'из 100 000']);
});

it('no deal that was closed in these days earned nothing in them, whatever these leads earned later', async () => {
  const { Deals, Revenue } = await tiles('--from', '2026-06-01', '--to', '2026-06-02');
  expect(Deals).toEqual(['0', 'by the day of the deal', 'of these leads: 6']);
  expect(Revenue).toEqual(['0', 'by the day of the deal', 'of these leads: 6,000']);
});

it('deals of which nothing says the day are named beside those by the day of the deal', async () => {
  const { Deals } = await tiles('--month', '2026-07');
  expect(Deals).toEqual(['1', 'by the day of the deal', 'besides, without a date: 1', 'of these leads: 2']);
});

it('the share of qualified is that at day 7 beside the days before at the same age, from the day on which it is said to be ripe', {
  tags: 'slow',
}, async () => {
  const asked = ['--from', '2026-09-28', '--to', '2026-09-30'];
  const early = (await tiles(...asked, '--as-of', '2026-10-06'))['Qual. rate at day 7'];
  expect(early?.slice(0, 2)).toEqual(['—', 'too early: ripe on 2026-10-07']);
  const ripe = (await tiles(...asked, '--as-of', '2026-10-07'))['Qual. rate at day 7'];
  expect(ripe?.slice(0, 2)).toEqual(['0.0%', 'within 7 days of the creation of each lead']);
  const june = (await tiles('--month', '2026-06', '--lang', 'ru'))['Доля квал. за 7 дней'];
  expect(june?.slice(2)).toEqual(['на дату среза: 100,0 %, выше нормы', 'норма 50,0 %']);
  const day = (await tiles('--from', '2026-09-20', '--to', '2026-09-20', '--lang', 'ru'))['Доля квал. за 7 дней'];
  expect(day?.slice(2)).toEqual([
    'за 19.09.2026: 0,0 % (+100,0 п. п.)',
    expect.stringMatching(/^на дату среза: 100,0 %, /),
    'норма 50,0 %',
  ]);
});

it('the verdict is of the share by now: that at day 7 on the other side of the norm has neither its words nor its colour', {
  tags: 'slow',
}, async () => {
  const late = Array.from({ length: 60 }, (_, at) => {
    const made = days('2026-06-01', at % 20);
    return `${at + 1},${made},Won,VK,1000,${days(made, 10)},${days(made, 12)}`;
  });
  const [heading = ''] = readFileSync(join(path, 'crm.csv'), 'utf8').split('\n');
  const of = folder({
    'crm.csv': [heading, ...late, '99,2026-09-01,New,VK,,,'].join('\n'),
    'funnel.yaml': readFileSync(join(path, 'funnel.yaml'), 'utf8'),
  });
  const { out } = await funnel(['report', of, '-f', 'html', '--month', '2026-06']);
  const [tile = ''] = /<li[^>]*><span class="label">Qual\. rate at day 7.*?<\/li>/s.exec(out) ?? [];
  expect(tile).toMatch(/>0\.0%</);
  expect(tile).not.toMatch(/good|bad/);
  expect((await tilesOf(of, '--month', '2026-06'))['Qual. rate at day 7']?.slice(2)).toEqual([
    'by the as-of date: 100.0%, above norm',
    'norm 50.0%',
  ]);
});

it('what was qualified on a day that nobody knows may have been in time: the share is at least that, and has no change', async () => {
  const june = Array.from({ length: 60 }, (_, at) => {
    const made = days('2026-06-01', at % 20);
    return `${at + 1},${made},Won,VK,1000,${at < 3 ? '' : days(made, 5)},${days(made, 12)}`;
  });
  const may = june.map((line, at) => line.replace(/^\d+/, `${100 + at}`).replaceAll('2026-06', '2026-05'));
  const [heading = ''] = readFileSync(join(path, 'crm.csv'), 'utf8').split('\n');
  const of = folder({
    'crm.csv': [heading, ...may, ...june, '99,2026-09-01,New,VK,,,'].join('\n'),
    'funnel.yaml': readFileSync(join(path, 'funnel.yaml'), 'utf8'),
  });
  const found = (await tilesOf(of, '--from', '2026-06-01', '--to', '2026-06-20'))['Qual. rate at day 7'];
  expect(found?.[0]).toBe('≥ 95.0%');
  expect(found?.join(' ')).not.toContain('pp');
});
