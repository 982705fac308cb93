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

describe('more than a hundred thousand leads, of which the pass says which may come again', () => {
  const DAYS = 28;
  const dayOf = (at: number) => `2026-02-${String(1 + (at % DAYS)).padStart(2, '0')}`;
  const crm = (ids: readonly string[]) =>
    ids.map((id, at) => `${id},${dayOf(at)},${dayOf(at + 1)},${at % 5 === 0 ? 'Продажа' : 'Новый'},${at % 97}`);
  const ads = (ids: readonly string[]) => ids.map((id, at) => `${id},${dayOf(at)},${at % 2 === 0 ? 'VK' : 'Meta'}`);
  const ONCE = Array.from({ length: 100_100 }, (_, at) => `A-${at + 1}`);
  const SOME = ONCE.map((id, at) => (at % 50 === 0 ? `l:a-${at + 7}` : id));

  it.each([
    ['none does', ONCE],
    ['some do, in another case and behind a prefix', SOME],
  ])('are the same in one file and in two: %s', { tags: 'slow', timeout: 60_000 }, async (_, ids) => {
    const files = `  - {path: crm*.csv, table: crm, columns: {lead_id: id, created_at: created, modified_at: modified, status: status, revenue: revenue}}
  - {path: ads*.csv, table: ad_leads, columns: {lead_id: id, created_at: created, source: source}}
`;
    const reports = async (parts: number) => {
      const cut = (head: string, rows: readonly string[]) =>
        Array.from({ length: parts }, (_, part) =>
          [head, ...rows.slice((part * rows.length) / parts, ((part + 1) * rows.length) / parts), ''].join('\n'),
        );
      const named = (name: string, texts: readonly string[]) => texts.map((text, at) => [`${name}${at}.csv`, text]);
      const path = folder({
        ...Object.fromEntries(named('crm', cut('id,created,modified,status,revenue', crm(ids)))),
        ...Object.fromEntries(named('ads', cut('id,created,source', ads(ids.toReversed())))),
        'funnel.yaml': `currency: RUB\nfiles:\n${files}statuses: {Новый: lead, Продажа: deal}\nids: {ignore_case: true}\n`,
      });
      const { out, err } = await funnel(['report', path, '-f', 'json']);
      if (out === '') throw new Error(err);
      const { reports, ledger } = JSON.parse(out) as { reports: unknown; ledger: { duplicate: number }[] };
      return { reports, duplicates: ledger.reduce((sum, { duplicate }) => sum + duplicate, 0) };
    };
    const whole = await reports(1);
    expect(whole).toEqual(await reports(2));
    expect(whole.duplicates > 0).toBe(ids === SOME);
  });
});
