import { afterAll, describe, expect, it } from 'vitest';
import { makeHarness } from './harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const report = async (...lines: string[]) => {
  const outcome = await harness.report({ 'a.csv': `${lines.join('\n')}\n` }, '--all');
  const said = outcome.json.warnings.find(({ code }) => code === 'rows-beside');
  return { spend: outcome.total('spend'), said: said?.count, message: said?.message, ledger: outcome.ledger };
};

const SHEET = ['Кампания;Площадка;Расход, руб', 'Окна;VK Реклама;200', 'Двери;VK Реклама;100'];

describe('a row below the rows of a sheet that is no spend', () => {
  it.each([
    ['an average', 'Среднее'],
    ['an average of something', 'Среднее по кампаниям'],
    ['a plan', 'План на октябрь'],
    ['what is left of the budget', 'Остаток бюджета'],
    ['the tax', 'НДС 22%'],
    ['an average in another language', 'Durchschnitt'],
    ['the largest, where it leaves the platform blank', 'Максимум'],
  ])('is left out by its name, and said: %s', async (_, label) => {
    const { spend, said, message, ledger } = await report(...SHEET, `${label};;150`);
    expect([spend, said, ledger.total, ledger.used]).toEqual(['300.00', 1, 1, 2]);
    expect(message).toContain(`«${label}» (line 4)`);
  });

  it('is called by the name that tells it', async () => {
    const { message } = await report('№;Кампания;Расход', '1;Окна;200', '2;Среднее;100');
    expect(message).toContain('«Среднее» (line 3)');
  });

  it('is so in the place of the day', async () => {
    const { spend, said, ledger } = await report(
      'Дата;Площадка;Расход',
      '13.10.2026;VK;200',
      '14.10.2026;VK;100',
      'План;VK;500',
      'Среднее;;150',
    );
    expect([spend, said, ledger.rejected]).toEqual(['300.00', 2, 0]);
  });

  it('hides no months: these are read as they are without it', async () => {
    const { spend, said } = await report(
      'Месяц;Площадка;Расход',
      'сентябрь 2026;VK;200',
      'октябрь 2026;VK;100',
      'В среднем;;150',
    );
    expect([spend, said]).toEqual(['300.00', 1]);
  });

  it.each([
    ['it bears the name of its platform', [...SHEET, 'План;VK Реклама;150'], '450.00'],
    ['the word only begins its name', [...SHEET, 'Максимум тепла;;150'], '450.00'],
    ['it could have no other name', ['Кампания;Расход', 'Окна;200', 'Budget;100'], '300.00'],
    ['a platform is called so', [...SHEET, ';MAX;150'], '450.00'],
    [
      'it has a first and a last day',
      [
        'Начало периода;Конец периода;Кампания;Площадка;Расход',
        '01.03.2026;31.03.2026;Окна;VK;200',
        '01.03.2026;31.03.2026;План;;100',
      ],
      '300.00',
    ],
    ['it tells of an audience', ['Кампания;Площадка;Расход', 'Окна;VK;200', 'IVA 25-34;;100'], '300.00'],
  ])('is a row where %s', async (_, lines, spent) => {
    const { spend, said } = await report(...lines);
    expect([spend, said]).toEqual([spent, undefined]);
  });
});

describe('a total with its tax', () => {
  it.each(['Итого с НДС', 'Итого без НДС', 'Total incl. VAT', 'Total TTC'])('is a total: %s', async (label) => {
    const { spend, ledger } = await report(...SHEET, 'Итого;;300', `${label};;366`);
    expect([spend, ledger.total]).toEqual(['300.00', 2]);
  });
});
