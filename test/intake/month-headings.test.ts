import { describe, expect, it } from 'vitest';
import { folder, funnel, rowsOf } from '../cli/run.js';

const YAML = `files:
  - path: leads.csv
    table: crm
    columns: {lead_id: $row, created_at: Дата, source: Источник, status: Статус}
statuses: {Новая: lead}
`;
const LEADS = ['02.09.2026;Анна;Сайт;Новая', '01.10.2026;Борис;Сайт;Новая'] as const;

async function leadsAmong(...rows: readonly string[]) {
  const text = ['Дата;Имя;Источник;Статус', ...rows, ''].join('\n');
  const { code, out, err } = await funnel([
    'report',
    folder({ 'leads.csv': text, 'funnel.yaml': YAML }),
    '--all',
    '-f',
    'json',
  ]);
  return code === 0
    ? rowsOf(out, 'stages')
        .find((row) => row.get('stage') === 'lead')
        ?.get('reached')
    : err;
}

describe('the name of a month between the leads of a sheet', () => {
  it.each(['СЕНТЯБРЬ;;;', 'Сентябрь 2026;;;', ';сентябрь 2026 г.;;', 'Sept. 2026;;;'])(
    'is the heading of what follows: %s',
    async (row) => {
      expect(await leadsAmong(row, ...LEADS)).toBe(2);
      expect(await leadsAmong(LEADS[0], row, LEADS[1])).toBe(2);
    },
  );

  it.each([
    [';;April;', 3],
    ['Сентябрь;Вера;Сайт;Новая', /«Дата»: not a date that can be read/],
    ['Планы сентября;;;', /«Дата»: not a date that can be read/],
  ])('is told from a lead, and from words that are no month: %s', async (row, leads) => {
    const found = await leadsAmong(LEADS[0], row, LEADS[1]);
    if (typeof leads === 'number') expect(found).toBe(leads);
    else expect(found).toMatch(leads);
  });

  it('is all that tells the months apart where rows have no days: it is not passed over', async () => {
    const spend = 'Канал;Расход;Клики\nСентябрь 2026;;\nСайт;1000;10\nОктябрь 2026;;\nСайт;1200;12\n';
    const { code, err } = await funnel(['report', folder({ 'spend.csv': spend }), '--all', '--guess']);
    expect([code, err]).toEqual([3, expect.stringContaining('2 of 5 lines could not be read')]);
  });
});
