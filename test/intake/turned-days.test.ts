import { afterAll, describe, expect, it } from 'vitest';
import { turnedIn } from '../../src/intake/type/turned-days.js';
import { dayOf, shiftDay, weekday } from '../../src/model/dates.js';
import { makeRandom, type Random } from '../oracle/random.js';
import { book, type Cell } from './book.js';
import { adsYaml, expectRefused, makeHarness } from './harness.js';

const harness = makeHarness();
afterAll(harness.remove);

/** `2026-03-05` as a program reads it that expects the month first; the 25th of a month is read right. */
const turned = (day: string): string =>
  Number(day.slice(8)) > 12 ? day : `${day.slice(0, 4)}-${day.slice(8)}-${day.slice(5, 7)}`;

const daysFrom = (first: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) => shiftDay(first, at));

describe('days of which the first twelve of each month have day and month exchanged', () => {
  it.each([
    ['of one month', '2026-03-01', 31],
    ['of a quarter', '2026-01-01', 90],
    ['that end before the 13th of a month', '2026-01-10', 85],
    ['of two years', '2025-10-05', 140],
    ['of a whole year and more', '2025-01-01', 460],
  ])('are known: days %s', (_, first, count) => {
    const days = daysFrom(first, count);
    expect(turnedIn(days.map(turned))).toMatchObject({ low: days.filter((day) => Number(day.slice(8)) <= 12).length });
    expect(turnedIn(days)).toBeNull();
  });

  it('are told with one of them, and as what it was meant', () => {
    const found = turnedIn(daysFrom('2026-03-01', 31).map(turned));
    expect(found).toEqual({ low: 12, high: 19, example: '2026-01-03', before: '01.03.2026' });
  });

  it('are not, where the days of a whole year tell nothing, or few days are there', () => {
    expect(turnedIn(daysFrom('2026-01-01', 365).map(turned))).toBeNull();
    expect(turnedIn(daysFrom('2026-03-06', 14).map(turned))).toBeNull();
    expect(turnedIn([])).toBeNull();
  });

  it('are known where days are missing: weekends and holidays, or every fifth day of some months', () => {
    const random = makeRandom(1);
    const isWorkday = (day: string) => weekday(day) < 5 && day !== '2026-02-23' && day !== '2026-03-09';
    expect(turnedIn(daysFrom('2026-02-01', 59).filter(isWorkday).map(turned))).not.toBeNull();
    expect(turnedIn(daysFrom('2026-03-01', 31).filter(isWorkday).map(turned))).not.toBeNull();
    for (const count of [120, 180, 500]) {
      const some = daysFrom('2025-10-01', count).filter(() => random.chance(0.8));
      expect([count, turnedIn(some.map(turned))]).not.toEqual([count, null]);
    }
  });

  it('are never found in days in order, however many are missing', () => {
    const kinds: ((day: number, share: number, chance: (of: number) => boolean) => boolean)[] = [
      (_, share, chance) => chance(share),
      // By the 10th of each month, and few later.
      (day, share, chance) => day <= 10 || chance(share / 4),
      (day) => day === 5 || day === 20,
      (day, share, chance) => day <= 3 || chance(share / 2),
      (day, share, chance) => day > 12 || chance(share),
    ];
    for (let seed = 1; seed <= 400; seed++) {
      const random = makeRandom(seed);
      const days = daysFrom(shiftDay('2024-01-01', random.int(0, 700)), random.int(20, 600));
      const share = random.int(2, 100) / 100;
      for (const kind of kinds) {
        const some = days.filter((day) => kind(Number(day.slice(8)), share, (of) => random.chance(of)));
        expect([seed, turnedIn(some)]).toEqual([seed, null]);
      }
    }
  });

  /** The same days of each of so many months, of which some may be missing. */
  const monthly = (random: Random, months: number, numbers: readonly number[], share = 1): string[] =>
    Array.from({ length: months }, (_, month) => numbers.map((number) => date(2023, month, number)))
      .flat()
      .filter(() => random.chance(share));
  const date = (year: number, month: number, number: number) => dayOf(new Date(Date.UTC(year, month, number)));
  const fixed: [string, (random: Random) => string[]][] = [
    [
      'a fee on the same day, and campaigns',
      (random) => {
        const months = random.int(1, 3) * 12;
        const campaigns = Array.from({ length: random.int(1, 4) }, () =>
          daysFrom(shiftDay('2023-01-01', random.int(0, months * 30)), random.int(5, 20)),
        );
        return [...monthly(random, months, [random.int(1, 4)]), ...campaigns.flat()];
      },
    ],
    [
      'two paydays',
      (random) => {
        const months = random.int(8, 36);
        return [
          ...monthly(random, months, [random.int(1, 12)], 0.9),
          ...monthly(random, months, [random.int(13, 28)], 0.7),
        ];
      },
    ],
    [
      'four paydays',
      (random) => {
        const months = random.int(8, 36);
        return [
          ...monthly(random, months, [random.int(1, 12), random.int(1, 12)], 0.9),
          ...monthly(random, months, [random.int(13, 28), random.int(13, 28)], 0.7),
        ];
      },
    ],
    [
      'the 1st of each month, and later days mostly in January',
      (random) => {
        const months = random.int(12, 36);
        const later = Array.from({ length: random.int(9, 40) }, () =>
          date(2023, random.pick([0, 12, 24, random.int(0, months)]), random.int(13, 28)),
        );
        return [...monthly(random, months, [1]), ...later];
      },
    ],
  ];

  it.each(fixed)('are never found in fixed days: %s', (_, daysOf) => {
    for (let seed = 1; seed <= 200; seed++) {
      const days = new Set(daysOf(makeRandom(seed)));
      expect([seed, turnedIn(days)]).toEqual([seed, null]);
    }
  });

  it('are not found in the 1st of each month and an exhibition of each January', () => {
    const january = ['2023-01-20', '2024-01-20'].flatMap((first) => daysFrom(first, 9));
    expect(turnedIn(new Set([...monthly(makeRandom(1), 24, [1]), ...january]))).toBeNull();
  });
});

describe('an export with such days', () => {
  const march = daysFrom('2026-03-01', 31);
  const read = (days: readonly string[], ...flags: string[]) => {
    const text = ['Day,Source,Cost,Clicks', ...days.map((day) => `${day},A,1,1`)].join('\n');
    return harness.report({ 'a.csv': text, 'funnel.yaml': adsYaml() }, ...flags);
  };
  const SAID =
    /«Day» some of the 12 days up to the 12th.*2026-01-03 as 01\.03\.2026\) all 12 .*19 later ones[\s\S]*files: \[\{path: "a\.csv", dates: ymd\}\].*--dates ymd/;

  it('is refused, whatever stands behind its days, and as a workbook too', async () => {
    expectRefused(await read(march.map(turned)), SAID);
    expectRefused(await read(march.map((day) => `${turned(day)}T10:00:00+03:00`)), SAID);
    expectRefused(await read(march.map((day, at) => `${turned(day)} 10:00:00.${'0'.repeat(at)}`)), SAID);
    const rows = march.map((day): Cell[] => [turned(day), 'A', { n: '1' }, { n: '1' }]);
    const file = await book([{ name: 'Spend', rows: [['Day', 'Source', 'Cost', 'Clicks'], ...rows] }]);
    expectRefused(await harness.report({ 'a.csv': file, 'funnel.yaml': adsYaml() }), SAID);
  });

  it('is read where a person says that its dates are right', async () => {
    expect((await read(march)).total('spend')).toBe('31.00');
    expect((await read(march.map(turned), '--dates', 'ymd')).total('spend')).toBe('31.00');
    // What is said of the cells of other files or columns says nothing of these.
    for (const said of ['dmy', 'unix', 'excel', 'yyyy-MM-dd'])
      expectRefused(await read(march.map(turned), '--dates', said), SAID);
  });

  it('is refused as well where the others are left as Excel found them, and was saved as text', async () => {
    const left = (day: string) => (Number(day.slice(8)) > 12 ? day.split('-').reverse().join('.') : day);
    expectRefused(
      await read(march.map((day) => turned(left(day)))),
      /«Day» 12 dates have a day up to 12.*19 that stand/,
    );
    // Two exports one after the other: dates were written in another way from the 13th on.
    expect((await read(march.map(left))).total('spend')).toBe('31.00');
  });
});
