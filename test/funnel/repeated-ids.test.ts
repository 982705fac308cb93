import { describe, expect, it } from 'vitest';
import { folder, funnel } from '../cli/run.js';

const sheet = (name: string, columns = 'lead_id: №, created_at: Дата, status: Статус') =>
  `  - {path: ${name}, table: crm, columns: {${columns}}}\n`;
const yaml = (...files: string[]) => `files:\n${files.join('')}statuses: {Новый: lead, Продажа: deal}\n`;

async function messages(files: Record<string, string>): Promise<Map<string, { message: string; count: number }>> {
  const { code, out, err } = await funnel(['report', folder(files), '-f', 'json', '--all']);
  if (code !== 0) throw new Error(err);
  const { warnings } = JSON.parse(out) as { warnings: { code: string; message: string; count: number }[] };
  return new Map(warnings.map((one) => [one.code, one]));
}

const months = (february: string) => ({
  'jan.csv': '№,Дата,Статус\n1,2026-01-05,Новый\n2,2026-01-06,Продажа\n3,2026-01-07,Новый\n',
  'feb.csv': `№,Дата,Статус\n${february}`,
});

describe('a lead ID in rows of different days', () => {
  it('is warned of as a numbering that starts again, with the files and what to type', { tags: 'slow' }, async () => {
    const files = months('1,2026-02-03,Новый\n2,2026-02-04,Новый\n');
    const told = await messages({ ...files, 'funnel.yaml': yaml(sheet('jan.csv'), sheet('feb.csv')) });
    expect(told.get('ids-start-again')?.count).toBe(2);
    expect(told.get('ids-start-again')?.message).toMatch(
      /^2 lead IDs in rows that were created on different days \(.*feb\.csv, .*jan\.csv\).*lead_id: \$row/,
    );
  });

  it('is none where they are a day apart: zones and missing times tell no two leads apart', {
    tags: 'slow',
  }, async () => {
    const files = months('1,2026-01-06,Новый\n2,2026-01-05,Новый\n');
    const told = await messages({ ...files, 'funnel.yaml': yaml(sheet('jan.csv'), sheet('feb.csv')) });
    expect([told.has('ids-start-again'), told.get('duplicate-leads')?.count]).toEqual([false, 2]);
  });

  it('is heeded: with $row each row is a lead', { tags: 'slow' }, async () => {
    const files = months('1,2026-02-03,Новый\n2,2026-02-04,Новый\n');
    const rows = 'lead_id: $row, created_at: Дата, status: Статус';
    const told = await messages({ ...files, 'funnel.yaml': yaml(sheet('jan.csv', rows), sheet('feb.csv', rows)) });
    expect([told.has('ids-start-again'), told.has('duplicate-leads')]).toEqual([false, false]);
  });

  it('is an error where two CRMs number them, and check says it as well', async () => {
    const path = folder({
      'amo.csv':
        '"ID","Название сделки","Бюджет","Ответственный","Дата создания сделки","Дата редактирования","Этап сделки","Воронка","utm_source"\n"15","A","10","П","08.02.2026 10:00:00","10.02.2026 18:00:00","Первичный контакт","Воронка","vk"\n',
      'b24.csv':
        'ID;Название лида;Стадия;Источник;Дата создания;Дата изменения;Ответственный\n15;B;Новый;VK;20.03.2026 10:00:00;21.03.2026 10:00:00;П\n',
      'funnel.yaml':
        'files:\n  - {path: amo.csv, format: amocrm}\n  - {path: b24.csv, format: bitrix24}\nstatuses: {Первичный контакт: lead, Новый: lead}\n',
    });
    const { code, out, err } = await funnel(['report', path, '--all']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/1 lead ID in rows that were created on different days \(.*amo\.csv, .*b24\.csv\)/);
    expect((await funnel(['check', path])).out).toMatch(/the numbering probably\s+starts again/);
  });
});
