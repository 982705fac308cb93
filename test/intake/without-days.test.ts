import { afterAll, describe, expect, it } from 'vitest';
import { makeHarness, type Outcome } from './harness.js';

const harness = makeHarness();
afterAll(harness.remove);

describe('a table without days', () => {
  const crm = `ID,Created At,Status,Source\n${Array.from({ length: 40 }, (_, at) => {
    const day = new Date(Date.UTC(2026, 8, 12 + at)).toISOString().slice(0, 10);
    return `${at + 1},${day} 10:00,New,VK`;
  }).join('\n')}\n`;
  const report = (above: string) => {
    const folder = harness.write({
      'crm.csv': crm,
      'spend.csv': `${above}\nИсточник;Кампания;Расход;Клики\nVK;Brand;3000;50\n`,
      'funnel.yaml': 'statuses: {New: lead}\n',
    });
    return harness.start(['report', folder, '-f', 'json'], folder);
  };

  const period = ({ out }: Outcome) => (JSON.parse(out) as { period: { from: string; to: string } }).period;

  it('belongs to the days that stand above it in Russian', { tags: 'slow' }, async () => {
    const outcome = await report('Отчет по кампаниям\n1 октября 2026 г. - 20 октября 2026 г.');
    expect(period(outcome)).toEqual({ from: '2026-10-01', to: '2026-10-20' });
    expect([outcome.total('leads'), outcome.total('cpl')]).toEqual([20, '150.0000']);
  });

  it('belongs to no days where those above it say when it was made, and that is said', { tags: 'slow' }, async () => {
    const outcome = await report('Данные на: 04.10.2026\nСформирован: 05.10.2026');
    expect(period(outcome).from).toBe('2026-09-12');
    expect(outcome.json.warnings.map(({ message }) => message).join()).toMatch(/has no days/);
  });
});

it('reads a day by the name of its month in the cells of a column as above a header', async () => {
  const days = ['1 октября 2026', '2 octubre 2026', '3 de outubro de 2026', '4. Oktober 2026', '5 października 2026'];
  const spend = days.map((day, at) => `${day},VK,${(at + 1) * 10},1\n`).join('');
  const { out } = await harness.report({ 'spend.csv': `Date,Source,Cost,Clicks\n${spend}` }, '--period', 'day');
  const { columns, rows } = (JSON.parse(out) as Outcome['json']).reports.sources ?? { columns: [], rows: [] };
  const at = (name: string) => columns.findIndex((column) => column.name === name);
  const own = rows.filter((row) => row[at('source')] === 'VK');
  expect(own.map((row) => [row[at('period')], row[at('spend')]])).toEqual(
    days.map((_, index) => [`2026-10-0${index + 1}`, `${(index + 1) * 10}.00`]),
  );
});
