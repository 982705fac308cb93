import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  day,
  dayNumber,
  dayNumbered,
  dayOf,
  daysBetween,
  daysOfPeriod,
  earliest,
  interval,
  isDay,
  latest,
  moment,
  period,
  shiftDay,
  stretches,
  weekday,
} from '../../src/model/dates.js';
import { asksTheClock, daysMeant, lengthMeant, monthMeant, weekMeant } from '../../src/model/meant-days.js';

describe('a day', () => {
  it.each([
    ['2026-02-28', true],
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['2026-02-30', false],
    ['2026-13-01', false],
    ['2026-00-10', false],
    ['2026-2-8', false],
    ['x2026-02-28', false],
    ['2026-02-28T00:00', false],
    ['', false],
  ])('%s: %s', (written, is) => expect(isDay(written)).toBe(is));

  it.each([
    ['2026-02-01', '2026-02-03', '2026-02-01', '2026-02-03'],
    ['2026-02-03', '2026-02-01', '2026-02-01', '2026-02-03'],
    [null, '2026-02-01', '2026-02-01', '2026-02-01'],
    ['2026-02-01', null, '2026-02-01', '2026-02-01'],
    [null, null, null, null],
  ])('%s and %s: the earlier is %s, the later %s, and what is unknown bounds nothing', (a, b, first, last) => {
    expect([earliest(a, b), latest(a, b)]).toEqual([first, last]);
  });

  it('is counted from, over months and years', () => {
    expect([shiftDay('2026-02-28', 1), shiftDay('2024-02-28', 1), shiftDay('2026-01-01', -1)]).toEqual([
      ...['2026-03-01', '2024-02-29', '2025-12-31'],
    ]);
    expect([daysBetween('2026-02-01', '2026-02-03'), daysBetween('2026-02-03', '2026-02-01')]).toEqual([2, -2]);
    expect([dayNumber('1970-01-02'), dayNumbered(365), dayOf(new Date(Date.UTC(2026, 1, 3, 23)))]).toEqual([
      ...[1, '1971-01-01', '2026-02-03'],
    ]);
    expect(['1969-12-29', '1970-01-01', '2026-11-22', '2026-11-23'].map(weekday)).toEqual([0, 3, 6, 0]);
  });

  it('stands as the language writes it; what is none stays', () => {
    for (const other of ['(none)', 'x2026-02-01', '2026-02-01x']) expect(day(other, 'ru')).toBe(other);
    expect([day('2026-02-01', 'ru'), day('2026-02-01', 'en'), day('', 'ru')]).toEqual([
      ...['01.02.2026', '2026-02-01', ''],
    ]);
    expect([
      moment('2026-05-31T18:00:59', 'ru'),
      moment('2026-05-31T18:00:59', 'en'),
      moment('2026-05-31', 'ru'),
    ]).toEqual([...['31.05.2026 18:00', '2026-05-31 18:00', '31.05.2026']]);
  });

  it('and another are an interval: a year, or a single day, is said once', () => {
    expect(interval('2026-02-01', '2026-03-31', 'en')).toBe('2026-02-01 to 2026-03-31');
    expect(interval('2026-02-01', '2026-03-31', 'ru')).toBe('01.02–31.03.2026');
    expect(interval('2025-12-01', '2026-01-31', 'ru')).toBe('01.12.2025–31.01.2026');
    expect(interval('2026-02-01', '2026-02-01', 'ru')).toBe('01.02.2026');
    expect(interval('2026-02-01', '2026-W06', 'ru')).toBe('01.02.2026–2026-W06');
    expect(interval('…', '2026-02-01', 'ru')).toBe('…–01.02.2026');
    expect(interval('2026-02-01', '…', 'ru')).toBe('01.02.2026–…');
    // The same beginning makes no year of what are no days.
    expect(interval('2026-W05', '2026-W06', 'ru')).toBe('2026-W05–2026-W06');
  });

  it('in a row with others is a stretch, and of more than three stretches the first are named', () => {
    const days = ['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-05', '2026-03-07', '2026-03-09', '2026-03-10'];
    expect(stretches(days.slice(0, 5), 'en')).toBe('2026-02-27 to 2026-03-01, 2026-03-05, 2026-03-07');
    expect(stretches(days, 'en')).toBe('2026-02-27 to 2026-03-01, 2026-03-05, 2026-03-07 and 2 more');
    expect(stretches(days, 'ru')).toBe('27.02–01.03.2026, 05.03.2026, 07.03.2026 и ещё 2');
    expect([stretches(days, 'en', 1), stretches([], 'en')]).toEqual(['2026-02-27 to 2026-03-01 and 4 more', '']);
  });
});

describe('a cell of --period', () => {
  it.each([
    ['2026-02', '02.2026', '2026-02-01', '2026-02-28'],
    ['2024-02', '02.2024', '2024-02-01', '2024-02-29'],
    ['2026-12', '12.2026', '2026-12-01', '2026-12-31'],
    ['2026-10', '10.2026', '2026-10-01', '2026-10-31'],
    ['2026-Q1', '1\u00a0кв.\u00a02026', '2026-01-01', '2026-03-31'],
    ['2026-Q4', '4\u00a0кв.\u00a02026', '2026-10-01', '2026-12-31'],
    ['2026-W01', '2026-W01', '2025-12-29', '2026-01-04'],
    ['2026-W47', '2026-W47', '2026-11-16', '2026-11-22'],
    ['2026-W53', '2026-W53', '2026-12-28', '2027-01-03'],
    ['2027-W01', '2027-W01', '2027-01-04', '2027-01-10'],
    ['2026-02-01', '01.02.2026', '2026-02-01', '2026-02-01'],
  ])('%s is %s, of %s to %s', (cell, ru, from, to) => {
    expect([period(cell, 'ru'), period(cell, 'en'), daysOfPeriod(cell)]).toEqual([ru, cell, { from, to }]);
  });

  it('of a quarter may lack its dash', () => {
    expect([period('2026Q1', 'ru'), period('x2026-Q1', 'ru')]).toEqual(['1\u00a0кв.\u00a02026', 'x2026-Q1']);
  });

  it.each([
    '2026-xQ1',
    '2026-xW05',
    '2026-13',
    '2026-00',
    '2026-Q5',
    '2026-Q0',
    '2026-W00',
    '2026-W54',
    '2025-W53',
    '2026-W5',
    '2026',
    '(none)',
    '2026-02-30',
    'x2026-02',
    '2026-Q12',
    '2026-W011',
  ])('%s is none', (cell) => {
    expect(daysOfPeriod(cell)).toBeNull();
    if (!/^2026-(13|00)$/.test(cell))
      expect(period(cell, 'ru')).toBe(/^\d{4}-\d\d-\d\d$/.test(cell) ? '30.02.2026' : cell);
  });

  it('of a week is seven days from a Monday, and no day is in two', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 2050 }), fc.integer({ min: 1, max: 53 }), (year, week) => {
        const two = (n: number) => String(n).padStart(2, '0');
        const days = daysOfPeriod(`${year}-W${two(week)}`);
        if (days === null) {
          expect(week).toBe(53);
          return;
        }
        expect([weekday(days.from), daysBetween(days.from, days.to)]).toEqual([0, 6]);
        const next = daysOfPeriod(`${year}-W${two(week + 1)}`) ?? daysOfPeriod(`${year + 1}-W01`);
        expect(next?.from).toBe(shiftDay(days.to, 1));
      }),
      { seed: 3, numRuns: 200 },
    );
  });
});

describe('what a person may mean by', () => {
  it.each([
    ['01.10.2026', ['2026-10-01']],
    ['1.2.26', ['2026-02-01']],
    ['2026/10/1', ['2026-10-01']],
    ['2026.3.7', ['2026-03-07']],
    ['20261001', ['2026-10-01']],
    ['2026-10-32', ['2026-10-31']],
    ['2026-02-30', ['2026-02-28']],
    ['2024-02-29', ['2024-02-29']],
    ['2026-13-31', []],
    ['10/01/2026', ['2026-01-10', '2026-10-01']],
    ['10/10/2026', ['2026-10-10']],
    ['31/01/2026', ['2026-01-31']],
    ['01 02 2026', ['2026-02-01', '2026-01-02']],
    ['01.10-2026', []],
    ['01.10.1926', []],
    ['x20261001', []],
    ['20261001x', []],
    ['x01.10.2026', []],
    ['soon', []],
  ])('the day %s', (written, days) => expect(daysMeant(written)).toEqual(days));

  it('a word that asks the clock', () => {
    for (const word of ['now', ' Today ', 'вчера', 'СЕГОДНЯ', 'tomorrow']) expect(asksTheClock(word)).toBe(true);
    for (const word of ['nowhere', 'last', '2026', 'не сегодня']) expect(asksTheClock(word)).toBe(false);
  });

  it.each([
    ['10.2026', '2026-10'],
    ['2026/10', '2026-10'],
    ['October 2026', '2026-10'],
    ['октябрь', '2026-10'],
    [' 3 ', '2026-03'],
    ['12', '2026-12'],
    ['13', undefined],
    ['0', undefined],
    ['october extra 2026', undefined],
    ['october x', undefined],
    ['last', '2026-10'],
    ['прошлый', '2026-10'],
    ['this', '2026-11'],
    ['текущий', '2026-11'],
    ['last one', undefined],
    [' last ', '2026-10'],
    ['предыдущий', '2026-10'],
    ['notlast', undefined],
    ['этот', '2026-11'],
    ['likethis', undefined],
    ['thisx', undefined],
    ['October  2026', '2026-10'],
    ['1', '2026-01'],
    ['10 12026', undefined],
    ['10 20261', undefined],
    ['x10', undefined],
    ['10x', undefined],
  ])('the month %s, beside exports of 2026-11-20', (written, month) =>
    expect(monthMeant(written, '2026-11-20T10:00:00')).toBe(month),
  );

  it.each([
    ['W40', '2026-W40'],
    ['40', '2026-W40'],
    ['5', '2026-W05'],
    ['2025-40', '2025-W40'],
    ['2025W1', '2025-W01'],
    ['w-7', '2026-W07'],
    ['53', '2026-W53'],
    ['54', undefined],
    ['0', undefined],
    ['week', undefined],
    ['previous', '2025-W52'],
    ['current', '2026-W01'],
    [' last ', '2025-W52'],
    [' 40 ', '2026-W40'],
    ['x40', undefined],
    ['40x', undefined],
    ['2025x40', undefined],
  ])('the week %s, beside exports of 2026-01-04', (written, week) =>
    expect(weekMeant(written, '2026-01-04T10:00:00')).toBe(week),
  );

  it('neither of a year that nothing tells', () => {
    expect([
      monthMeant('октябрь', null),
      weekMeant('40', null),
      monthMeant('last', null),
      weekMeant('last', null),
    ]).toEqual(Array(4).fill(undefined));
    expect([monthMeant('10.2026', null), weekMeant('2026-40', null)]).toEqual(['2026-10', '2026-W40']);
  });

  it.each([
    ['30', '30d'],
    ['30 days', '30d'],
    ['1 д', '1d'],
    ['дня', '1d'],
    ['1.5 w', undefined],
    ['2 недели', '2w'],
    ['week', '1w'],
    ['3 мес', '3m'],
    ['quarter', '3m'],
    ['2 years', '24m'],
    ['лет', '12m'],
    ['0', undefined],
    ['', undefined],
    ['2 weeksx', undefined],
    ['x', undefined],
    ['1000', undefined],
    [' 7 ', '7d'],
    ...[
      ['day', '1d'],
      ['5 дней', '5d'],
      ['5 дн', '5d'],
      ['xd', undefined],
      ['dx', undefined],
    ],
    ...[
      ['3 недель', '3w'],
      ['weeks', '1w'],
      ['xw', undefined],
      ['wx', undefined],
    ],
    ...[
      ['month', '1m'],
      ['4 месяцев', '4m'],
      ['months', '1m'],
      ['xm', undefined],
      ['mx', undefined],
    ],
    ...[
      ['q', '3m'],
      ['2 quarters', '6m'],
      ['2 квартала', '6m'],
      ['xq', undefined],
      ['qx', undefined],
    ],
    ...[
      ['year', '12m'],
      ['2 года', '24m'],
      ['2 y', '24m'],
      ['xy', undefined],
      ['yx', undefined],
    ],
  ])('the length %s', (written = '', length) => expect(lengthMeant(written)).toBe(length));
});
