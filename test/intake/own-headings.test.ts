import { afterAll, describe, expect, it } from 'vitest';
import { makeHarness } from './harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const spendOf = async (heading: string, ...rows: string[]) => {
  const outcome = await harness.report({ 'a.csv': `${heading}\n${rows.join('\n')}\n` }, '--all');
  return outcome.total('spend');
};

describe('spend with and without its tax, side by side', () => {
  it.each([
    'Datum;Plattform;Kosten brutto;Kosten netto',
    'Date;Plateforme;Coût TTC;Coût HT',
    'Date;Platform;Spend (incl. VAT);Spend (excl. VAT)',
    'Fecha;Plataforma;Gasto con IVA;Gasto sin IVA',
    'Data;Platforma;Koszt brutto;Koszt netto',
  ])('is read without it: %s', async (heading) => {
    expect(await spendOf(heading, '2026-10-13;Google Ads;119,00;100,00')).toBe('100.00');
  });
});

describe('spend that was planned, and that was', () => {
  it.each(['Дата;Площадка;Расход план;Расход факт', 'Date;Channel;Planned spend;Actual spend'])(
    'is what was: %s',
    async (heading) => {
      expect(await spendOf(heading, '2026-10-13;Google Ads;500;100')).toBe('100.00');
    },
  );
});

describe('a sheet of spend in another language', () => {
  it.each(['Data;Platforma;Kampania;Wydatki;Kliknięcia', 'Tarih;Platform;Kampanya;Harcama;Tıklama'])(
    'is read: %s',
    async (heading) => {
      expect(await spendOf(heading, '13.10.2026;Google Ads;A;100,50;7')).toBe('100.50');
    },
  );
});
