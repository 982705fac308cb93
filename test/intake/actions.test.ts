import { readFile } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { makeHarness } from './harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const fixture = (name: string) => readFile(new URL(`../../fixtures/sources/${name}`, import.meta.url));

describe('results of Meta', () => {
  it.each([
    ['meta-ads-spanish-result-indicator/Campañas.csv', 8],
    ['meta-ads-portuguese/Campanhas.csv', 6],
  ])('count only where the indicator says leads, in every language: %s', async (name, actions) => {
    const folder = harness.write({ 'meta.csv': await fixture(name) });
    const outcome = await harness.start(['report', folder, '-f', 'json', '--month', '2026-03'], folder);
    expect([outcome.total('actions'), outcome.code]).toEqual([actions, 0]);
  });

  it.each(['Индикатор результата', 'Ergebnisindikator'])('have an indicator called %s', async (indicator) => {
    const german = indicator.startsWith('E');
    const [name, results, spent] = german
      ? ['Kampagnenname', 'Ergebnisse', 'Ausgegebener Betrag (EUR)']
      : ['Название кампании', 'Результаты', 'Сумма затрат (EUR)'];
    const text = `${name},${results},${indicator},${spent}\na,3,actions:lead,5\nb,90,actions:link_click,5\n`;
    expect((await harness.report({ 'meta.csv': text })).total('actions')).toBe(3);
  });

  it('have a condition that is not one of the column of leads', async () => {
    const text = `Campaign name,Result indicator,Results,Leads,Amount spent (USD),Link clicks
a,actions:link_click,90,7,100.00,90
b,actions:lead,5,5,50.00,30
`;
    expect((await harness.report({ 'meta.csv': text })).total('actions')).toBe(12);
  });

  it('are leads in a sheet taken over from it only where their type says so, on the days that each row spans', async () => {
    const text = `reporting_starts,reporting_ends,ad_name,amount_spent,results,result_type
2026-10-01,2026-10-02,a,10.00,40,Messaging conversations started
2026-10-03,2026-10-03,b,20.00,3,Leads (form)
`;
    const folder = harness.write({ 'spend.csv': text });
    const days = ['--from', '2026-10-03', '--to', '2026-10-03'];
    const outcome = await harness.start(['report', folder, '-f', 'json', ...days], folder);
    expect([outcome.total('spend'), outcome.total('actions')]).toEqual(['20.00', 3]);
  });

  it('come with clicks on the link in French', async () => {
    const text = 'Nom de la campagne,Montant dépensé (EUR),Clics sur le lien\na,5.00,12\n';
    expect((await harness.report({ 'meta.csv': text })).total('visits')).toBe(12);
  });
});

describe('web analytics', () => {
  it('have visits of no source where they name none, never their own', async () => {
    const metrica = await harness.report({
      'metrica.csv': 'UTM Source,Визиты,Посетители\nИтого и средние,150,120\nyandex,100,80\nНе определено,50,40\n',
    });
    expect(metrica.figures('sources', 'visits')).toMatchObject({ '(no source)': 50 });
    const ga4 = await harness.report({ 'ga4.csv': 'Session campaign,Sessions,Key events\nbread,5,1\n' });
    expect(ga4.figures('sources', 'visits')).toMatchObject({ '(no source)': 5 });
  });
});

it('the Portuguese and Spanish sheets of spend are read by their headings', async () => {
  for (const head of ['Data,Campanha,Cliques,Investimento', 'Fecha,Campaña,Clics,Inversión']) {
    const outcome = await harness.report({ 'a.csv': `${head}\n2026-03-01,Pan,3,5.50\n` });
    expect([outcome.total('spend'), outcome.total('visits')]).toEqual(['5.50', 3]);
  }
});

it('the conditions of display of Yandex Direct are known by their ID too', async () => {
  const outcome = await harness.report({
    'direct.csv': 'Дата;ID кампании;ID условия показа;Показы;Клики;Расход\n01.03.2026;101;7;10;2;5,50\n',
  });
  expect([outcome.ledger.source, outcome.total('spend')]).toEqual(['yandex-direct', '5.50']);
});
