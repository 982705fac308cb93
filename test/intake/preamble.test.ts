import { describe, expect, it } from 'vitest';
import { dayIn, periodIn } from '../../src/intake/shape/preamble.js';
import { daysIn } from '../../src/intake/shape/written-days.js';
import { monthNamed } from '../../src/model/months.js';

const OCTOBER = { from: '2026-10-01', to: '2026-10-31' };

describe('the period above a header', () => {
  it.each([
    '1 октября 2026 г. - 31 октября 2026 г.',
    '1 октября 2026г. — 31 октября 2026г.',
    'Период: 01.10.2026 - 31.10.2026',
    'с 1 по 31 октября 2026 г.',
    '1–31 октября 2026',
    'с 1 октября по 31 октября 2026',
    'Период: 01–31.10.2026',
    'Период: 01.10–31.10.2026',
    'Отчёт, сформированный 05.11.2026 за период с 01.10.2026 по 31.10.2026',
    'Отчёт от 05.11.2026 за период 01.10.2026–31.10.2026',
    'October 1, 2026 - October 31, 2026',
    'Oct 1 – Oct 31, 2026',
    'October 1 – 31, 2026',
    '1 - 31 October 2026',
    '1 octubre 2026 - 31 octubre 2026',
    'del 1 al 31 de octubre de 2026',
    '1 ottobre 2026 - 31 ottobre 2026',
    '1. Oktober 2026 - 31. Oktober 2026',
    '1.–31. Oktober 2026',
    '1 de outubro de 2026 a 31 de outubro de 2026',
    '1 octobre 2026 - 31 octobre 2026',
    'du 1er au 31 octobre 2026',
    '1 okt. 2026 - 31 okt. 2026',
    '1 października 2026 – 31 października 2026',
    '1 octombrie 2026 - 31 octombrie 2026',
    '1 Ekim 2026 - 31 Ekim 2026',
    '1 жовтня 2026 р. - 31 жовтня 2026 р.',
    '2026年10月1日～2026年10月31日',
    'Report Time: 10/1/2026-10/31/2026',
    '2026-10-01T00:00:00 - 2026-10-31T23:59:59',
    '20261001-20261031',
    'Oct-1-2026-Oct-31-2026.csv',
    'Отчёт за октябрь 2026 г.',
    'Период: октябрь 2026',
    '"Month","October 2026"',
    'Ottobre 2026',
    '2026-10',
  ])('%s is October', (line) => {
    expect(periodIn(['Отчет по кампаниям', line])).toEqual(OCTOBER);
  });

  it('over the turn of a year begins in the year before', () => {
    expect(periodIn(['28.12–03.01.2027'])).toEqual({ from: '2026-12-28', to: '2027-01-03' });
    expect(periodIn(['28 декабря – 3 января 2027'])).toEqual({ from: '2026-12-28', to: '2027-01-03' });
  });

  it.each([
    ['Начало: 01.10.2026', 'Конец: 31.10.2026'],
    ['Дата окончания;31.10.2026', 'Дата начала;01.10.2026'],
    ['Report Start: October 1, 2026, 12:00 AM', 'Report End: October 31, 2026, 11:59 PM'],
    ['From,2026-10-01', 'To,2026-10-31'],
    ['# Start date: 20261001', '# End date: 20261031'],
    ['Начало периода: 01.10.2026', 'Конец периода: 31.10.2026'],
    ['Period start: 2026-10-01', 'Period end: 2026-10-31'],
    ['Период с 01.10.2026', 'Период по 31.10.2026'],
    ['Дата от: 1 октября 2026', 'Дата до: 31 октября 2026'],
  ])('«%s» and «%s» are its first and its last day', (...lines) => {
    expect(periodIn(lines)).toEqual(OCTOBER);
    expect(periodIn([...lines, 'Сформирован: 05.11.2026'])).toEqual(OCTOBER);
    expect(periodIn(['Date Generated: November 5, 2026, 9:14 AM', ...lines])).toEqual(OCTOBER);
  });

  it.each([
    ['Данные на: 04.11.2026', 'Сформирован: 05.11.2026'],
    ['Данные на 04.11.2026; сформирован 05.11.2026'],
    ['По состоянию на 04.11.2026', 'Выгрузка от 05.11.2026'],
    ['Отчёт от 04.11.2026', 'Обновлено: 05.11.2026'],
    ['As of 2026-11-04', 'Generated 2026-11-05'],
    ['Created 2026-11-04, updated 2026-11-05'],
    ['Report date: November 4, 2026', 'Exported on November 5, 2026'],
    ['2026-11-04', '2026-11-05'],
    ['Начало: 04.11.2026', 'Сформирован: 05.11.2026'],
    ['Начало: 05.11.2026', 'Начало: 04.11.2026'],
    ['Начало: 05.11.2026', 'Конец: 04.11.2026'],
    ['Клиент 2 - 31.10.2026'],
    ['Октябрь 2026', 'Ноябрь 2026'],
    ['Октябрь'],
    ['План на октябрь 2026'],
    ['10/01/2026 - 11/01/2026'],
    ['Marketing 5, 2026 - Marketing 7, 2026'],
  ])('is none in «%s» %s', (...lines) => {
    expect(periodIn(lines)).toBeNull();
  });
});

describe('the day in the name of a file', () => {
  it.each([
    ['amocrm_export_leads_2026-10-31.csv', '2026-10-31'],
    ['Лиды 31 октября 2026.xlsx', '2026-10-31'],
    ['leads_20261031.csv', '2026-10-31'],
    ['Клиент 2 - 31.10.2026.csv', '2026-10-31'],
    ['leads-2-31.10.2026.csv', '2026-10-31'],
    ['Leads_31_Oct_2026.csv', '2026-10-31'],
  ])('%s', (name, day) => expect(dayIn(name)).toBe(day));

  it.each(['leads.csv', '2026-10-01_2026-10-31.csv', 'с 1 по 31 октября 2026.csv', 'v1.2.2026.1.csv', '123456789.csv'])(
    'is none, or not the only one, in %s',
    (name) => expect(dayIn(name)).toBeNull(),
  );
});

it('finds days as they stand, wherever a line is cut', () => {
  const line = 'по 31.10.2026, затем 5 November 2026';
  expect(daysIn(line, () => null).map(({ at, end }) => line.slice(at, end))).toEqual(['31.10.2026', '5 November 2026']);
});

it.each([
  ['5 November 2026, 2026-11-07 и 01.12.2026', ['2026-11-05', '2026-11-07', '2026-12-01']],
  // A day is in no other, and half a range is none.
  ['2026-10-11-2026', ['2026-10-11']],
  ['October 30 – 32, 2026', []],
  ['с 1 октября по 1 октября 2026', ['2026-10-01', '2026-10-01']],
  ['Отчёт 01-31.10.2026', ['2026-10-01', '2026-10-31']],
  // What stands before is no beginning of theirs.
  ['с 1 по 2026-10-05', ['2026-10-05']],
  ['с 31 по 5 октября 2026', ['2026-10-05']],
  ['Отчёт 5-31.10.2026', ['2026-10-31']],
  ['v01-31.10.2026', ['2026-10-31']],
  ['Отчёт 07-12 и 31.10.2026', ['2026-10-31']],
])('in «%s» are %j', (line, days) => {
  expect(daysIn(line, () => 'dmy').map(({ day }) => day)).toEqual(days);
});

it('knows a month by its name alone, in every case and language', () => {
  expect(['ОКТЯБРЯ', 'Okt', 'ottobre', 'ekim', 'жовтня', 'paź'].map(monthNamed)).toEqual([10, 10, 10, 10, 10, 10]);
  expect(['Octopus', 'марте', 'Marketing', 'лист', ''].map(monthNamed)).toEqual([0, 0, 0, 0, 0]);
});
