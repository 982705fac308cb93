import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { funnel } from '../cli/run.js';
import { isoDay } from './calendar.js';
import { DOWNLOADS, makeRuLeads } from './ru-leads.js';
import { CHANNELS, type Channel } from './ru-story.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const CALLED: Readonly<Record<Channel['name'], string>> = {
  search: 'Директ Поиск',
  network: 'РСЯ',
  vk: 'VK Реклама',
  avito: 'Авито',
  telegram: 'Telegram Ads',
  none: '(no source)',
};
const STAGES = ['lead', 'qualified', 'contact', 'proposal', 'decision', 'deal'];
const files = DOWNLOADS.map((moment) => `amocrm_export_leads_${isoDay(Math.floor(moment / 86_400))}.csv`);

describe('the Russian demo', () => {
  const leads = makeRuLeads();
  type Rows = Record<string, unknown>[];
  const told = async (...argv: string[]): Promise<Record<string, Rows>> => {
    const { out, err, code } = await funnel([...argv, '-f', 'json'], { cwd: root });
    expect(code, err).toBe(0);
    const { reports } = JSON.parse(out) as {
      reports: Record<string, { columns: { name: string }[]; rows: unknown[][] }>;
    };
    return Object.fromEntries(
      Object.entries(reports).map(([name, { columns, rows }]) => [
        name,
        rows.map((row) => Object.fromEntries(columns.map((column, at) => [column.name, row[at]]))),
      ]),
    );
  };
  let report: Record<string, Rows>;
  beforeAll(async () => {
    report = await told('report', 'fixtures/demo-ru');
  });

  it.each(CHANNELS)('counts and prices what came of $name as the story has it', ({ name, ...story }) => {
    const row = report.sources?.find(({ source }) => source === CALLED[name]);
    const own = leads.filter(({ channel, ending }) => channel.name === name && ending === 'won');
    const [came, qualified, , , , deals] = story.reached;
    expect(row).toMatchObject({
      leads: came,
      qualified,
      deals,
      ...(name === 'none' ? { spend: null } : { visits: story.clicks, actions: story.actions }),
      revenue: own.reduce((sum, { budget }) => sum + budget, 0).toFixed(2),
    });
    // Without VAT, which is taken out day by day, and of Telegram out of TON.
    if (name !== 'none') expect(Math.abs(Number(row?.spend) - story.roubles)).toBeLessThan(0.5);
  });

  it('knows the way of who was lost by the earlier downloads, and by nothing else', { tags: 'slow' }, async () => {
    const reached = (rows: Rows | undefined) =>
      STAGES.map((stage) => rows?.find((row) => row.stage === stage)?.reached);
    const all = (depth: number) => CHANNELS.reduce((sum, channel) => sum + (channel.reached[depth] ?? 0), 0);
    expect(reached(report.stages)).toEqual(STAGES.map((_, depth) => all(depth)));
    const lastAlone = ['stages', `fixtures/demo-ru/${files.at(-1)}`, '--config', 'fixtures/demo-ru/funnel.yaml'];
    const onTheWay = (depth: number) =>
      leads.filter(({ marks, ending }) => ending === 'lost' && marks.length > 1 && marks.length > depth).length;
    const { stages } = await told(...lastAlone);
    expect(reached(stages)).toEqual(STAGES.map((_, depth) => all(depth) - (depth === 0 ? 0 : onTheWay(depth))));
  });

  it('needs nobody: that its downloads repeat each other is known', { tags: 'slow' }, async () => {
    expect((await funnel(['check', 'fixtures/demo-ru'], { cwd: root })).code).toBe(0);
  });

  it('names nobody: phones that nobody has, and numbers for names', () => {
    for (const name of files) {
      const text = readFileSync(join(root, 'fixtures/demo-ru', name), 'utf8');
      const phones = text.match(/\+7\d+/g) ?? [];
      expect(phones.length).toBe(text.match(/Клиент \d+/g)?.length);
      expect(phones.filter((phone) => !/^\+79990005\d{3}$/.test(phone))).toEqual([]);
    }
  });
});
