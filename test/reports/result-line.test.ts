import { describe, expect, it } from 'vitest';
import { folder, funnel } from '../cli/run.js';
import { adsOf } from '../findings/data.js';

const CRM = [
  'ID,Created,Status,Source,Budget,Closed',
  ...['1,2026-02-03,Won,VK,1000.50,2026-02-20', '2,2026-02-10,Won,VK,,2026-03-05', '3,2026-02-11,Lost,VK,,2026-02-12'],
  ...['4,2026-01-20,Won,Google,500,2026-02-01', '5,2026-02-21,Qualified,Google,,', '6,2026-03-20,New,Google,,'],
].join('\n');

const yaml = (more = '', columns = '') => `currency: RUB
files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, source: Source, status: Status${columns}}}
  - {path: ads.csv, table: ad_stats, columns: {day: Day, source: Source, cost: Cost}}
statuses: {New: lead, Won: deal, Qualified: qualified, Lost: {lost: lead}}
${more}`;
const MONEY = ', revenue: Budget, closed_at: Closed';

async function result(files: Record<string, string>, ...flags: string[]) {
  const { out, err, code } = await funnel(['report', folder(files), '-f', 'json', ...flags]);
  if (code !== 0) throw new Error(err);
  const { result: said, to_decide } = JSON.parse(out) as {
    result: Record<'en' | 'ru', string> | null;
    to_decide: unknown[];
  };
  const plain = (words = '') => words.replaceAll('\u00a0', ' ');
  return { said: said && { en: plain(said.en), ru: plain(said.ru) }, to_decide };
}
const files = (more?: string, columns = MONEY) => ({
  'crm.csv': CRM,
  'ads.csv': adsOf([{ source: 'VK', cost: 300, day: '2026-02-05' }]),
  'funnel.yaml': yaml(more, columns),
});
const FEBRUARY = ['--month', '2026-02'];

describe('the line of result', () => {
  it('goes from what was spent to what its leads earned, then says what the CRM shows of these days', {
    tags: 'slow',
  }, async () => {
    const { said } = await result(files(), ...FEBRUARY);
    expect(said).toEqual({
      en: 'Spent 300 RUB → 4 leads → 3 qualified → 2 deals → 1,001 RUB of revenue (1 without an amount) (leads of 2026-02-01 to 2026-02-28). By the day of the deal: 2 deals for 1,501 RUB',
      ru: 'Потрачено 300 ₽ → 4 лида → 3 квала → 2 сделки → 1 001 ₽ выручки (без суммы: 1) (по лидам 01.02–28.02.2026). По дню сделки: 2 сделки на 1 501 ₽',
    });
  });

  it('is of the whole, however the report is broken down, and of what is kept by filters', {
    tags: 'slow',
  }, async () => {
    const { said } = await result(files(), ...FEBRUARY);
    expect((await result(files(), ...FEBRUARY, '--by', 'source', '--period', 'week')).said).toEqual(said);
    expect((await result(files(), ...FEBRUARY, '--where', 'source=Google')).said?.en).toBe(
      '1 lead → 1 qualified → 0 deals → 0 RUB of revenue (leads of 2026-02-01 to 2026-02-28). By the day of the deal: 1 deal for 500 RUB',
    );
  });

  it('leaves out what is unknown, says of which deals the amount is, and takes nothing for a zero', {
    tags: 'slow',
  }, async () => {
    expect((await result(files('', ', closed_at: Closed'), ...FEBRUARY)).said?.en).toBe(
      'Spent 300 RUB → 4 leads → 3 qualified → 2 deals (leads of 2026-02-01 to 2026-02-28). By the day of the deal: 2 deals',
    );
    expect((await result(files('', ', revenue: Budget'), ...FEBRUARY)).said?.en).not.toContain('By the day');
    const undated = { ...files(), 'crm.csv': `${CRM}\n7,2026-02-12,Won,VK,700,` };
    expect((await result(undated, ...FEBRUARY)).said).toEqual({
      en: expect.stringMatching(/By the day of the deal: 2 deals for 1,501 RUB, and 1 without a date$/),
      ru: expect.stringMatching(/По дню сделки: 2 сделки на 1 501 ₽, и ещё 1 без даты$/),
    });
    expect((await result(files(), '--month', '2026-03')).said?.ru).toContain('По дню сделки: 1 сделка (');
    const { 'ads.csv': ads } = files();
    const alone =
      'currency: RUB\nfiles:\n  - {path: ads.csv, table: ad_stats, columns: {day: Day, source: Source, cost: Cost}}\n';
    expect(await result({ 'ads.csv': ads, 'funnel.yaml': alone })).toEqual({
      said: { en: 'Spent 300 RUB (2026-02-05)', ru: 'Потрачено 300 ₽ (05.02.2026)' },
      to_decide: [],
    });
  });

  it('says by the day of events what happened, without a way from one to the other', { tags: 'slow' }, async () => {
    expect((await result(files(), ...FEBRUARY, '--basis', 'event')).said?.ru).toMatch(
      /^Потрачено 300 ₽ · 4 лида · 2 сделки · 1 501 ₽ выручки \(по дню события, 01\.02–28\.02\.2026\)$/,
    );
  });

  it('holds the plan beside what there is of it: money first, of the last period that has begun', {
    tags: 'slow',
  }, async () => {
    const { said } = await result(files('plan: {per: month, revenue: 2000, deals: 4}'), ...FEBRUARY);
    expect(said?.en).toMatch(/\. Plan of 2026-02, revenue: 1,501 RUB of 2,000 RUB \(75\.0%\)$/);
    expect(said?.ru).toMatch(/\. План на 02\.2026, выручка: 1 501 ₽ из 2 000 ₽ \(75,0 %\)$/);
    const { said: open } = await result(files('plan: {2026-02: {deals: 4}}'), '--as-of', '2026-02-14');
    expect(open?.ru).toMatch(/План на 02\.2026, сделки: 1 из 4 \(25,0 %\), к этому дню должно быть 2$/);
  });

  it('is of the whole report, and of the findings alone', { tags: 'slow' }, async () => {
    const path = folder(files());
    const of = async (...argv: string[]) => (await funnel([...argv, path, ...FEBRUARY])).out;
    expect(JSON.parse(await of('sources', '-f', 'json')).result).toBeNull();
    const alone = (await of('report', '--section', 'findings')).replaceAll('\u00a0', ' ');
    expect(alone).toContain('Spent 300 RUB');
    expect(alone).not.toContain('SOURCES');
  });
});
