import { describe, expect, it } from 'vitest';
import { folder, funnel, rowsOf } from '../cli/run.js';

/** The totals of a report, and the codes of its warnings. */
async function report(files: Record<string, string>, ...flags: string[]) {
  const { code, out, err } = await funnel(['report', folder(files), '-f', 'json', ...flags]);
  if (code !== 0) return { code, err, warnings: [], total: () => undefined };
  const total = rowsOf(out, 'sources').find((row) => row.get('row') === 'total');
  const warnings = (JSON.parse(out).warnings as { code: string }[]).map((one) => one.code);
  return { code, err, warnings, total: (figure: string) => total?.get(figure) };
}

const LEADS = 'Key,From,Won\n1,Google,no\n2,Google,yes\n3,Email,yes\n';
const YAML = `files:
  - {path: leads.csv, table: crm, columns: {lead_id: Key, source: From, status: Won}}
statuses: {no: lost, yes: deal}
`;
const files: Record<string, string> = { 'leads.csv': LEADS, 'funnel.yaml': YAML };

describe('a CRM without dates', () => {
  it('is read for the whole', { tags: 'slow' }, async () => {
    const outcome = await report(files);
    expect([outcome.total('leads'), outcome.total('deals'), outcome.total('lost')]).toEqual([3, 2, 1]);
    expect(outcome.warnings).not.toContain('undated-leads');
  });

  it('is in no period, and that is said', { tags: 'slow' }, async () => {
    const outcome = await report(files, '--month', '2026-01');
    expect(outcome.warnings).toContain('no-data');
    const periods = await report(files, '--period', 'month');
    expect(periods.warnings).toContain('undated-leads');
  });

  it('stands beside spend that has days', { tags: 'slow' }, async () => {
    const spend = 'Day,Source,Spend\n2026-01-05,Google,30\n2026-01-06,Google,30\n';
    const outcome = await report({ ...files, 'spend.csv': spend });
    expect([outcome.total('leads'), outcome.total('spend')]).toEqual([3, '60.00']);
  });

  it('of a platform that has them lacks a column, and that is an error', async () => {
    const { code, err } = await report({
      'deals.csv':
        'ID,Название сделки,Бюджет,Ответственный,Этап сделки,Воронка,Дата редактирования\n1,a,5,Анна,Новая,Продажи,01.02.2026\n',
    });
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('without the date of creation') });
  });
});

it('leads with and without a date: the ones without count where all do, and are named where days are asked for', {
  tags: 'slow',
}, async () => {
  const mixed: Record<string, string> = {
    'leads.csv': 'Lead ID,Created,Source\n1,2026-01-05,VK\n2,,VK\n3,2026-02-05,VK\n',
  };
  const [plain, all, month] = [
    await report(mixed),
    await report(mixed, '--all'),
    await report(mixed, '--month', '2026-01'),
  ];
  expect([plain.total('leads'), all.total('leads'), month.total('leads')]).toEqual([2, 3, 1]);
  expect([plain, all, month].map(({ warnings }) => warnings.includes('undated-leads'))).toEqual([true, false, true]);
});
