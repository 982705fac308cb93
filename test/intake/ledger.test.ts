import { afterAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engines/engine.js';
import { Bug, UserError } from '../../src/error.js';
import { tableOf } from '../../src/intake/ledger/aside.js';
import { checkSums } from '../../src/intake/ledger/breakdown-checks.js';
import { clockChanges } from '../../src/intake/ledger/clock-changes.js';
import { currencyOf } from '../../src/intake/ledger/file-currency.js';
import { checkIds } from '../../src/intake/ledger/id-checks.js';
import { assertLedger } from '../../src/intake/ledger/ledger.js';
import { refuseMicros } from '../../src/intake/ledger/micros.js';
import { notLeads } from '../../src/intake/ledger/not-leads.js';
import { isSum, tolerance } from '../../src/intake/ledger/own-totals.js';
import { perhapsApart, runningTotals } from '../../src/intake/ledger/running-totals.js';
import { amountOf, countMarked, isRead, type Measure, type Tally, tellingOf } from '../../src/intake/ledger/tally.js';
import { unreadColumns } from '../../src/intake/ledger/unread-columns.js';
import type { Recognised } from '../../src/intake/recognise/recognised.js';
import type { Loaded } from '../../src/intake/scan/loaded.js';
import type { Mark } from '../../src/intake/type/marks.js';
import type { Typed } from '../../src/intake/type/type.js';
import { exact, parseExact, round } from '../../src/model/exact.js';
import { BUCKETS, type LedgerEntry } from '../../src/model/report.js';
import { type Files, makeHarness } from './harness.js';

const harness = makeHarness();
afterAll(harness.remove);

/** What these checks look at, and nothing else. */
const loaded = (recognised: Partial<Recognised> = {}, more: Partial<Loaded> = {}): Loaded =>
  ({
    ...{ file: { path: '/a.csv', name: 'a.csv', settings: undefined }, signs: new Map(), breakdown: [] },
    shape: { headings: [] },
    recognised: {
      ...{ source: 'guess', table: 'ad_stats', columns: new Map(), rows: [], openActions: [] },
      ...{ drafted: new Set(), entity: 'lead' },
      ...recognised,
    },
    ...more,
  }) as unknown as Loaded;
const columns = (named: Record<string, string>) =>
  new Map(Object.entries(named).map(([field, heading], index) => [field, { index, heading, kind: 'money' }])) as never;
const typed = (marks: readonly Mark[] = [], readings: Record<number, object> = {}): Typed =>
  ({
    rows: 'r',
    marks,
    fields: new Set(),
    readings: new Map(Object.entries(readings).map(([at, of]) => [Number(at), of])),
  }) as unknown as Typed;
const mark = (of: Mark['of'], index = 0, heading = 'Created'): Mark => ({ of, index, heading, when: null });

interface Grouped {
  rows: number;
  marks?: readonly Mark[];
  excluded?: boolean;
  reject?: number | null;
  amounts?: Partial<Record<Measure, [sum: number, largest?: number, smallest?: number]>>;
}
const tally = (...groups: Grouped[]): Tally =>
  ({
    groups: groups.map(({ rows, marks = [], excluded = false, reject = null, amounts = {} }) => {
      const of = ([sum, largest = sum, smallest = sum]: [number, number?, number?]) => ({
        sum: exact(sum),
        largest: exact(largest),
        smallest: exact(smallest),
      });
      return {
        rows,
        marks,
        excluded,
        reject,
        amounts: new Map(Object.entries(amounts).map(([name, own]) => [name, of(own)])),
      };
    }),
    used: groups.reduce(
      (sum, { rows, excluded, reject }) => (excluded || (reject ?? null) !== null ? sum : sum + rows),
      0,
    ),
  }) as unknown as Tally;
/** An engine that nothing may ask. */
const UNASKED = { query: () => Promise.reject(new Error('asked')) } as unknown as Engine;
const refusal = (work: () => unknown): UserError => {
  try {
    work();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('not refused');
};

describe('the lines of a file', () => {
  const entry = (lines: number, buckets: Partial<LedgerEntry>) =>
    ({
      file: 'a.csv',
      lines,
      ...Object.fromEntries(BUCKETS.map((bucket) => [bucket, 0])),
      ...buckets,
    }) as unknown as LedgerEntry;

  it('are each in one bucket, or the run ends', () => {
    expect(() => assertLedger([entry(0, {}), entry(9, { header: 1, used: 5, rejected: 3 })])).not.toThrow();
    for (const bucket of BUCKETS) {
      expect(() => assertLedger([entry(3, { used: 2, [bucket]: bucket === 'used' ? 3 : 1 })])).not.toThrow();
      expect(() => assertLedger([entry(1, {}), entry(3, { [bucket]: 3 })])).toThrow(Bug);
    }
    expect(() => assertLedger([entry(3, { used: 2 })])).toThrow('a.csv: 3 lines, but the buckets hold 2');
    expect(() => assertLedger([entry(3, { used: 4 })])).toThrow(Bug);
  });

  it('are set aside by one thing at most', () => {
    const [older, subtotals] = [{ table: 'o' }, { table: 's' }] as never[];
    const of = (a: unknown, b: unknown) => tableOf({ older: a, subtotals: b } as never);
    expect([of(older, null), of(null, subtotals), of(null, null)]).toEqual(['o', 's', null]);
  });
});

describe('what rows bear', () => {
  const [skipped, later] = [mark('skipped'), mark('later')];
  const counted = tally(
    { rows: 5, marks: [skipped] },
    { rows: 3, marks: [skipped, later], excluded: true },
    { rows: 2, marks: [skipped], reject: 1 },
    { rows: 7 },
  );

  it('is counted of those that are used, or that are asked for', () => {
    expect([
      countMarked(counted, skipped),
      countMarked(counted, skipped, () => true),
      countMarked(counted, skipped, isRead),
    ]).toEqual([5, 10, 8]);
    expect([countMarked(counted, later), countMarked(counted, later, ({ excluded }) => excluded)]).toEqual([0, 3]);
  });

  it('adds up, with the largest and the smallest', () => {
    const costs = tally(
      { rows: 2, amounts: { cost: [30, 20, 10] } },
      { rows: 2, amounts: { cost: [7, 9, -2] } },
      { rows: 1, amounts: { cost: [50] }, excluded: true },
      { rows: 1, amounts: { cost: [900] }, reject: 2 },
      { rows: 1 },
    );
    const told = (among?: Parameters<typeof amountOf>[2]) => {
      const found = amountOf(costs, 'cost', among);
      return found && [found.sum, found.largest, found.smallest].map((one) => round(one, 0));
    };
    expect([told(), told(isRead), told(() => false)]).toEqual([['37', '20', '-2'], ['87', '50', '-2'], undefined]);
    expect(amountOf(costs, 'clicks')).toBeUndefined();
    const telling = (table: string, ...fields: string[]) =>
      tellingOf({ table, columns: columns(Object.fromEntries(fields.map((field) => [field, field]))) } as never);
    expect([
      telling('ad_stats', 'actions', 'clicks', 'cost'),
      telling('ad_stats', 'clicks'),
      telling('crm', 'cost'),
    ]).toEqual([['cost', 'clicks'], ['clicks'], []]);
  });

  it('is a sum where it differs by a kopeck a row at most', () => {
    const rows = { sum: parseExact('100'), count: 3 };
    expect(round(tolerance(rows), 2)).toBe('0.03');
    expect(['99.96', '99.97', '100', '100.03', '100.04'].map((value) => isSum(parseExact(value), rows))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
  });
});

describe('moments on a night when clocks were changed', () => {
  const [skipped, repeated, other, twice] = [
    mark('skipped'),
    mark('repeated'),
    mark('skipped', 1, 'Closed'),
    mark('repeated', 1, 'Closed'),
  ];
  const said = (...groups: Grouped[]) =>
    clockChanges('a.csv', typed([skipped, repeated, other, twice, mark('later')]), tally(...groups));

  it('are said by column, with what was made of them', () => {
    expect(said({ rows: 1 }, { rows: 2, marks: [mark('later')] })).toEqual([]);
    const found = said(
      { rows: 2, marks: [skipped] },
      { rows: 3, marks: [repeated, other], excluded: true },
      { rows: 4, marks: [repeated] },
    );
    expect(found.map(({ count, message }) => [count, message.en, message.ru])).toEqual([
      [
        9,
        'a.csv: moments of «Created» on a night when clocks were changed: 2 in the hour that was skipped, read an hour later; 7 in the hour that came twice, read as the first',
        'a.csv: моменты «Created» в ночь перевода часов: 2 в пропущенный час, прочитаны часом позже; 7 в час, который был дважды, прочитаны как первый',
      ],
      [
        3,
        'a.csv: moments of «Closed» on a night when clocks were changed: 3 in the hour that was skipped, read an hour later',
        'a.csv: моменты «Closed» в ночь перевода часов: 3 в пропущенный час, прочитаны часом позже',
      ],
    ]);
    expect(said({ rows: 1, marks: [twice] }).map(({ message }) => message.en)).toEqual([
      'a.csv: moments of «Closed» on a night when clocks were changed: 1 in the hour that came twice, read as the first',
    ]);
  });
});

describe('rows that are no leads by the rule of their export', () => {
  const [out, worked] = [mark('no-lead'), mark('worked-on')];
  const why = { en: 'contacts', ru: 'контакты' };
  const said = (unless: object | undefined, ...groups: Grouped[]) =>
    notLeads(loaded({ rows: [{ why, unless }] as never }), typed([out, worked, mark('later')]), tally(...groups)).map(
      ({ code, count, message }) => [code, count, message.en, message.ru],
    );

  it('are said, and how to keep those that somebody works on', () => {
    const left: Grouped = { rows: 3, marks: [out], excluded: true };
    const keep = 'rules: {lead: {"Owner": present}}';
    expect(
      said(
        { heading: 'Owner' },
        left,
        { rows: 2, marks: [out, worked], excluded: true },
        { rows: 9, marks: [out, worked] },
      ),
    ).toEqual([
      [
        'left-out',
        5,
        `a.csv: 5 rows left out: contacts; 2 of them have a «Owner»: if these are leads, say so in funnel.yaml: ${keep}`,
        `a.csv: строк не учтено: 5: контакты; из них с «Owner»: 2; если это лиды, укажите в funnel.yaml: ${keep}`,
      ],
    ]);
    expect(said({ heading: 'Owner' }, { rows: 1, marks: [out, worked], excluded: true })[0]?.[2]).toContain(
      '; 1 of them has a «Owner»',
    );
    expect(said({ heading: 'Owner' }, left)).toEqual([
      ['left-out', 3, 'a.csv: 3 rows left out: contacts', 'a.csv: строк не учтено: 3: контакты'],
    ]);
    expect(said(undefined, { rows: 1, marks: [out, worked], excluded: true })[0]?.[2]).toBe(
      'a.csv: 1 row left out: contacts',
    );
    expect(said({ heading: 'Owner' }, { rows: 9, marks: [out] })).toEqual([]);
    expect(notLeads(loaded(), typed([out]), tally(left))).toEqual([]);
  });
});

describe('a click that costs more than any can', () => {
  const of = (cost: number | null, clicks: number | null, more: Partial<Recognised> = {}) => {
    const amounts = {
      ...(cost === null ? {} : { cost: [cost] }),
      ...(clicks === null ? {} : { clicks: [clicks] }),
    } as Grouped['amounts'];
    return () =>
      refuseMicros(
        loaded({ perhapsMicros: true, columns: columns({ cost: 'Cost', clicks: 'Clicks' }), ...more }),
        tally({ rows: 9, amounts: amounts ?? {} }),
      );
  };

  it('is in millionths: a person has to say it', () => {
    const error = refusal(of(300_001, 3));
    expect(error.what.en).toBe('a click costs more than 100000 on average: «Cost» seems to be in millionths');
    expect(error.what.ru).toContain('похоже, «Cost» в миллионных долях');
    expect(refusal(of(100_001, 1)).hint?.en).toContain('micros: true');
  });

  it('is not asked about where it may well cost that, or nothing tells', () => {
    for (const fine of [of(300_000, 3), of(900_000, 0), of(900_000, -1), of(null, 1), of(900_000, null)])
      expect(fine).not.toThrow();
    expect(of(300_001, 3, { perhapsMicros: false })).not.toThrow();
    expect(of(300_001, 3, { columns: columns({ cost: 'Cost' }) })).not.toThrow();
    expect(of(300_001, 3, { columns: columns({ clicks: 'Clicks' }) })).not.toThrow();
  });
});

describe('running totals', () => {
  it('are said with the column that tells when they were taken, where one does', () => {
    const said = (rows: number, ...headings: string[]) =>
      runningTotals(loaded({}, { shape: { headings } as never }), rows).map(({ count, message }) => [
        count,
        message.en,
      ]);
    expect(said(0, 'Updated')).toEqual([]);
    expect(said(4, 'Cost', 'Updated at')[0]?.[1]).toContain('latest: "Updated at"');
    expect(said(4, 'Cost')).toEqual([[4, expect.stringContaining('latest: …')]]);
    expect(said(4, 'Выгружено')[0]?.[1]).toContain('latest: "Выгружено"');
    expect(said(4, 'Загрузка')[0]?.[1]).toContain('latest: "Загрузка"');
    expect(said(4, 'Время')[0]?.[1]).toContain('latest: "Время"');
    const apart = perhapsApart(loaded(), { table: 'o', perhaps: ['Bid', 'Note'] } as never);
    expect(apart.map(({ message }) => message.en)).toEqual([
      expect.stringContaining('each «Bid» counts'),
      expect.stringContaining('each «Note» counts'),
    ]);
    expect(perhapsApart(loaded(), null)).toEqual([]);
  });
});

describe('sums that say All', () => {
  const parse = (cell: string) => (cell === 'x' ? undefined : cell);
  const said = (sums: Record<string, number>, parts: Record<string, number>) => {
    const of = (all: Record<string, number>) => new Map(Object.entries(all));
    const breakdown = [{ line: 2, sums: of(sums), parts: of(parts) }];
    return checkSums(loaded({ columns: columns({ cost: 'Cost' }) }, { breakdown }), typed([], { 0: { parse } })).map(
      ({ count, message }) => [count, message.en.slice(0, 61)],
    );
  };

  it('differ from their parts by more than a kopeck each, on either side', () => {
    expect([said({ 100: 1 }, { 50: 2 }), said({ '100.02': 1 }, { 50: 2 }), said({ '99.98': 1 }, { 50: 2 })]).toEqual([
      [],
      [],
      [],
    ]);
    expect(said({ '100.03': 1 }, { 50: 2 })).toEqual([
      [1, 'a.csv: line 2 says All and 100.03, its parts add up to 100.00'],
    ]);
    expect(said({ '99.97': 1 }, { 50: 2 })).toHaveLength(1);
    expect(said({ 100: 2 }, { 50: 4, x: 1 })).toEqual([]);
    expect(checkSums(loaded(), typed())).toEqual([]);
  });
});

describe('the currency of a file', () => {
  const of = (
    headings: Record<string, string>,
    read: Record<number, string> = {},
    more: { reported?: string; own?: string; signs?: Record<number, string[]> } = {},
  ) => {
    const signs = new Map(Object.entries(more.signs ?? {}).map(([at, own]) => [Number(at), new Set(own)]));
    const settings = (more.own ? { currency: more.own, columns: new Map() } : undefined) as never;
    const readings = Object.fromEntries(Object.entries(read).map(([at, currency]) => [at, { currency }]));
    return currencyOf(
      UNASKED,
      loaded({ columns: columns(headings), settings }, { signs }),
      typed([], readings),
      more.reported,
    );
  };

  it('is what its cells or its headings bear, and one', async () => {
    expect(await of({ cost: 'Cost' })).toBeUndefined();
    expect(await of({ cost: 'Cost, ₽' })).toBe('RUB');
    expect(await of({ cost: 'Cost' }, { 0: 'EUR' })).toBe('EUR');
    expect(await of({ cost: 'Cost' }, {}, { own: 'KZT' })).toBe('KZT');
    for (const heading of ['spend_rub', 'Cost RUB', 'Расход руб.', 'Расход р.', 'Затраты рублей'])
      expect(await of({ cost: heading })).toBe('RUB');
    for (const heading of ['cost_all', 'spend_try', 'Cost per']) expect(await of({ cost: heading })).toBeUndefined();
    expect(await of({ cost: 'spend_usd' }, {}, { own: 'KZT' })).toBe('KZT');
    await expect(of({ cost: 'spend_usd', revenue: 'revenue_eur' })).rejects.toThrow('USD, EUR');
    await expect(of({ cost: 'Cost', revenue: 'Sum' }, { 0: 'EUR', 1: 'RUB' })).rejects.toThrow(
      'amounts in several currencies: EUR, RUB',
    );
    await expect(of({ cost: 'Cost' }, { 0: 'EUR' }, { own: 'KZT' })).rejects.toThrow('EUR, KZT');
  });

  it('is any code that ends a heading and is no word', async () => {
    for (const code of ['CHF', 'PLN', 'BRL', 'INR'])
      expect(await of({ cost: `spend_${code.toLowerCase()}` })).toBe(code);
    for (const heading of ['Cost top', 'revenue_usda', 'cost_chf_per_day'])
      expect(await of({ cost: heading })).toBeUndefined();
  });

  it('is that of a sheet’s format where nobody else says one', async () => {
    const signs = { 0: ['€'] };
    expect(await of({ cost: 'Cost' }, {}, { signs })).toBe('EUR');
    expect(await of({ cost: 'Cost' }, {}, { signs, reported: 'RUB' })).toBeUndefined();
    expect(await of({ cost: 'Cost' }, {}, { signs, own: 'RUB' })).toBe('RUB');
  });

  it('is of a bare dollar whatever dollar is named beside it', async () => {
    expect(await of({ cost: 'Cost', revenue: 'Sum' }, { 0: '$', 1: 'CAD' })).toBe('CAD');
    expect(await of({ cost: 'Cost' }, { 0: '$' })).toBe('$');
    for (const code of ['AUD', 'NZD', 'SGD', 'HKD', 'MXN', 'ARS', 'CLP', 'CAD', 'USD'])
      expect(await of({ cost: `Spend (${code})` }, { 0: '$' })).toBe(code);
    expect(await of({ cost: 'Spend AUD' }, { 0: '$' })).toBe('AUD');
    expect(await of({ cost: 'Spend (TOP)' }, { 0: '$' })).toBe('$');
    for (const heading of ['Spend EUR', 'Spend (EUR)', 'Расход, ₽'])
      await expect(of({ cost: heading }, { 0: '$' })).rejects.toThrow('several currencies');
    await expect(of({ cost: 'Cost', revenue: 'Sum' }, { 0: '$', 1: 'EUR' })).rejects.toThrow('several currencies');
  });

  it('is of a shared sign that of the report, or of the code beside it, or has to be said', async () => {
    expect(await of({ cost: 'Cost' }, { 0: 'kr' }, { reported: 'NOK' })).toBe('NOK');
    expect(await of({ cost: 'Cost', revenue: 'Sum' }, { 0: 'kr', 1: 'SEK' })).toBe('SEK');
    expect(await of({ cost: 'Cost', revenue: 'Sum' }, { 0: 'kr', 1: 'SEK' }, { reported: 'NOK' })).toBe('SEK');
    for (const reported of [undefined, 'EUR'])
      await expect(of({ cost: 'Cost' }, { 0: '¥' }, reported === undefined ? {} : { reported })).rejects.toThrow(
        'amounts in «¥», which may be JPY, CNY',
      );
    const error = await of({ cost: 'Cost' }, { 0: 'kr' }).catch((one: UserError) => one);
    expect((error as UserError).hint?.en).toContain('currency: SEK');
    await expect(of({ cost: 'Cost', revenue: 'Sum' }, { 0: 'kr', 1: 'EUR' })).rejects.toThrow(
      'several currencies: kr, EUR',
    );
  });
});

describe('IDs', () => {
  const [destroyed, tail, mixed, unnamed] = [mark('destroyed'), mark('tail'), mark('mixed'), mark('unnamed')];
  const said = async (recognised: Partial<Recognised>, ...groups: Grouped[]) => {
    const found = await checkIds(
      UNASKED,
      [loaded({ table: 'crm', ...recognised })],
      [typed([destroyed, tail, mixed, unnamed])],
      [tally(...groups)],
    );
    return found.map(({ code, count, message }) => [code, count, message.en]);
  };

  it('that Excel destroyed are a slip up to a hundredth, and refused beyond it', async () => {
    expect(await said({}, { rows: 99 }, { rows: 1, marks: [destroyed] })).toEqual([
      ['destroyed-ids', 1, '1 lead ID destroyed by Excel (like 5.8E+18): leads all the same, never joined'],
    ]);
    await expect(said({}, { rows: 98 }, { rows: 1, marks: [destroyed] })).rejects.toThrow(
      'Excel destroyed 1 of 99 IDs',
    );
    const error = await said({}, { rows: 1, marks: [destroyed] }).catch((one: UserError) => one);
    expect((error as UserError).hint?.ru).toContain('не открывайте файл в Excel');
    expect(await said({ table: 'ad_stats' }, { rows: 1, marks: [destroyed] })).toEqual([]);
    expect(await said({ table: 'ad_leads' }, { rows: 200 }, { rows: 2, marks: [destroyed] })).toHaveLength(1);
  });

  it('have tails, or are none, or names stand in for them', async () => {
    expect(await said({}, { rows: 9, marks: [tail] }, { rows: 1, marks: [tail], excluded: true })).toEqual([
      [
        'id-tails',
        9,
        expect.stringContaining('a.csv: 9 IDs end in .0 (a spreadsheet took them for numbers), and are read so'),
      ],
    ]);
    expect(await said({}, { rows: 4, marks: [unnamed] })).toEqual([
      ['deals-without-id', 4, 'a.csv: 4 deals without an ID: each row is a deal'],
    ]);
    expect(await said({ nameIsId: true, columns: columns({ lead_id: 'Name' }) }, { rows: 4 })).toEqual([
      [
        'names-as-ids',
        4,
        'a.csv: no column of IDs: «Name» stands in for it, since no two rows share one; export the ID as well',
      ],
    ]);
    const deals = { nameIsId: true, entity: 'deal' } as const;
    expect((await said({ ...deals, columns: columns({ deal_id: 'Title' }) }, { rows: 4 }))[0]?.[0]).toBe(
      'names-as-ids',
    );
    expect((await said({ ...deals, columns: columns({ lead_id: 'Name' }) }, { rows: 4 }))[0]?.[0]).toBe(
      'deals-without-id',
    );
    await expect(said({}, { rows: 1, marks: [mixed] })).rejects.toThrow('asked');
  });
});

describe('a column of money that is not read', () => {
  const said = (...headings: string[]) =>
    unreadColumns(loaded({}, { shape: { headings } as never }))
      .filter(({ code }) => code === 'spend-not-read')
      .map(({ message }) => message.en);
  const entryFor = (heading: string) => said('Day', heading)[0] ?? null;

  it('is a budget, alone or of advertising, and nothing that only begins so', () => {
    for (const heading of [
      'Бюджет',
      'Рекламный бюджет',
      'Budget',
      'Ad budget',
      'presupuesto',
      'Orçamento',
      ' Budget (EUR)',
    ])
      expect(entryFor(heading)).toContain(`«${heading}»`);
    for (const heading of ['Наш бюджет', 'Бюджетный', 'Budget owner', 'budget_id', 'Budget-ID', 'The budget'])
      expect(entryFor(heading)).toBeNull();
  });

  it('is an amount of nothing in particular, and none of something else', () => {
    for (const heading of ['amount', 'amount_idr', 'Сумма, ₽', 'Betrag (EUR)'])
      expect([heading, entryFor(heading)]).toEqual([heading, expect.stringContaining('if it is the spend')]);
    for (const heading of ['amount refunded', 'Сумма заказа'])
      expect([heading, entryFor(heading)]).toEqual([heading, null]);
  });

  it('is not the day of what was spent, nor its number or its kind', () => {
    for (const heading of ['spend_date', 'Spend ID', 'Cost number', 'Дата расхода', '№ расхода', 'Статья затрат'])
      expect([heading, entryFor(heading)]).toEqual([heading, null]);
    expect(entryFor('Spend to date')).toContain('running total');
  });

  it('asks for the VAT that its heading names, and not where it is net of it', () => {
    for (const heading of [
      'Бюджет (с НДС)',
      'Spend incl. VAT',
      'Spend gross',
      'Расход, брутто',
      'Cost TTC',
      'Cost (IVA)',
      'Spend + GST',
      'Витрати з ПДВ',
    ])
      expect([heading, entryFor(heading)]).toEqual([heading, expect.stringContaining('vat: ?')]);
    for (const heading of [
      'Расход без НДС',
      'Расход до НДС',
      'Spend net',
      'Spend ex. VAT',
      'Spend excl VAT',
      'Cost HT',
      'Cost ohne MwSt',
      'Cost sin IVA',
      'Spend without VAT',
      'Spend netto',
    ])
      expect([heading, entryFor(heading)]).toEqual([heading, expect.not.stringContaining('vat: ?')]);
    for (const heading of ['Spend gstar', 'Cost private', 'Cost activa'])
      expect([heading, entryFor(heading)]).toEqual([heading, expect.not.stringContaining('vat: ?')]);
  });

  it('is named net of VAT before everything else, and running totals last', () => {
    expect(said('Day', 'Spend to date', 'Spend with VAT', 'Spend without VAT')[0]).toContain(
      'cost: "Spend without VAT"',
    );
    expect(said('Day', 'Cumulative spend', 'Spend with VAT')[0]).toContain('cost: "Spend with VAT"');
    expect(said('Day', 'Cumulative spend')[0]).toContain('it is a running total: export what was spent on each day');
  });
});

describe('what a report says of the lines of a file', () => {
  const report = async (files: Files) => {
    const outcome = await harness.report(files);
    const message = (code: string) => outcome.json.warnings.find((one) => one.code === code)?.message ?? null;
    return { buckets: outcome.buckets, message, spend: outcome.total('spend') };
  };
  const file = (...rows: string[]) => `Date,Campaign,Clicks,Cost,Note\n${rows.map((row) => `${row}\n`).join('')}`;

  it('counts each line of a row that takes several, whether it is used, left out or rejected', async () => {
    const yaml = `files:
  - path: a.csv
    table: ad_stats
    columns: {day: Date, campaign: Campaign, clicks: Clicks, cost: Cost}
exclude: {Campaign: [test]}
`;
    const long = (start: string, lines: number) => `${start},"${Array(lines).fill('x').join('\n')}"`;
    const found = await report({
      'a.csv': file(
        long('2026-10-01,A,1,10', 2),
        long('2026-10-01,test,1,99', 3),
        '2026-10-02,test,1,99,x',
        long('2026-10-02,A,1,much', 4),
        '2026-10-03,A,1,7,x',
      ),
      'funnel.yaml': yaml,
    });
    expect([found.buckets, found.spend]).toEqual([{ header: 1, used: 3, excluded: 4, rejected: 4 }, '17.00']);
    const short = await report({
      'a.csv': file('2026-10-01,test,1,99,x', '2026-10-02,A,1,much,x', '2026-10-03,A,1,7,x'),
      'funnel.yaml': yaml,
    });
    expect(short.buckets).toEqual({ header: 1, used: 1, excluded: 1, rejected: 1 });
  });

  it('names the totals that have a day of their own, three of them, and none that come to nothing', async () => {
    const named = (day: string, ...costs: number[]) =>
      ['Google', 'Bing', 'VK', 'Ads'].flatMap((one, at) => {
        const cost = costs[at] ?? 0;
        return [`${day},${one} a,1,${cost},`, `${day},${one},1,${cost},`, `${day},${one} Total,1,${cost},`];
      });
    const several = await report({
      'a.csv': file(...named('2026-10-01', 10, 20, 30, 40), ...named('2026-10-02', 1, 2, 3, 4)),
    });
    expect(several.message('row-equals-the-rest')).toContain(
      'the rows of «Ads Total», «Bing Total», «Google Total» come to',
    );
    const nothing = await report({
      'a.csv': file(
        '2026-10-01,Google,1,0,',
        '2026-10-01,Google Total,1,0,',
        '2026-10-02,VK,1,5,',
        '2026-10-03,VK,2,6,',
      ),
    });
    expect(nothing.message('row-equals-the-rest')).toBeNull();
  });

  it('takes totals of days for some where half of the days have one', { tags: 'slow' }, async () => {
    const day = (date: string, cost: number, hasTotal: boolean) => [
      `${date},A,1,${cost},`,
      `${date},B,2,${cost + 5},`,
      ...(hasTotal ? [`${date},C,3,${2 * cost + 5},`] : [`${date},C,4,${cost + 90},`]),
    ];
    const days = (...totals: boolean[]) =>
      file(...totals.flatMap((hasTotal, at) => day(`2026-10-0${at + 1}`, 10 + at, hasTotal)));
    const message = async (...totals: boolean[]) =>
      (await report({ 'a.csv': days(...totals) })).message('row-equals-the-rest');
    expect(await message(true, true, false, false)).toContain('line 4 is the sum of the other rows');
    expect(await message(true, true, false, false, false)).toBeNull();
  });

  it('shows the first of many rows that may be sums', async () => {
    const rows = Array.from({ length: 9 }, (_, at) => at + 1).flatMap((at) => [
      `2026-10-0${at},yandex,A,${at},10`,
      `2026-10-0${at},yandex,B,${at},20`,
      `2026-10-0${at},yandex,,${2 * at},30`,
    ]);
    const found = await report({ 'a.csv': `Date,Source,Campaign,Clicks,Cost\n${rows.join('\n')}\n` });
    expect(found.message('subtotals-left-out')).toMatch(
      /\(lines 4, 7, 10(?:, \d+)* …; without «Campaign»; «Cost» 270\.00\)/,
    );
  });

  it('reads IDs of deals, too, for letters of two scripts', async () => {
    const found = await report({
      'a.csv': 'Deal,Created,Status,Amount\n\u0410B1,2026-10-01,Won,5\nAB2,2026-10-01,Won,x6\n3.0,2026-10-02,Won,7\n',
      'funnel.yaml': `files: [{path: a.csv, table: crm, entity: deal, columns: {deal_id: Deal, created_at: Created, status: Status, revenue: Amount}}]
statuses: {Won: deal}
`,
    });
    expect(found.message('mixed-scripts')).toMatch(/not equal: \u0410B1$/);
  });
});
