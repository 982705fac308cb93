/**
 * What is changed in small ways, and the tests that look at it alone, in process and without a report: a report would take
 * a mutant a hundred times as long.
 */
export const ALONE = {
  money: {
    mutate: ['src/model/exact.ts', 'src/model/numbers.ts', 'src/model/exchange-rate.ts'],
    tests: ['test/model/exact.test.ts', 'test/render/numbers.test.ts'],
  },
  dates: {
    mutate: ['src/model/dates.ts', 'src/model/meant-days.ts', 'src/intake/shape/written-days.ts'],
    tests: ['test/model/dates.test.ts', 'test/intake/preamble.test.ts'],
  },
  ids: { mutate: ['src/model/person-ids.ts'], tests: ['test/model/person-ids.test.ts'] },
  intervals: {
    mutate: ['wilson', 'newcombe', 'price-interval'].map((name) => `src/model/figures/${name}.ts`),
    tests: ['test/model/figures.test.ts', 'test/model/newcombe.test.ts', 'test/model/price-interval.test.ts'],
  },
  statuses: {
    mutate: ['src/intake/type/status-words.ts', 'src/intake/type/outcome-words.ts'],
    tests: ['test/intake/status-words.test.ts'],
  },
};

const within = (folder, names) => names.split(' ').map((name) => `${folder}/${name}`);

/**
 * What only a running program tells: the code of Stryker's mutants, or the SQL of ours. `killers` are folders and files of
 * tests, which are imported once and asked of one mutant after another; `least` is the share of them that must be noticed.
 */
export const WHOLE = {
  figures: { of: 'code', least: 0.9, mutate: ['src/model/figures'], killers: ['model/'] },
  ledger: {
    of: 'code',
    least: 0.9,
    mutate: ['src/intake/ledger'],
    killers: [
      ...within('intake', 'ledger subtotals totals equal-lines named-once nameless-rows units converted values'),
      ...within('intake', 'shape without-days crm money second-table workbook actions blended shortened-numbers'),
      ...within('intake', 'outcomes override encoding proof'),
      ...within('cli', 'unread check warnings'),
      ...within('funnel', 'running-totals coarse sums rates vat words lost-ids repeated-ids days cover'),
      ...within('identity', 'without-ids several-ids alike-rows second-files'),
      ...within('facts', 'conserved'),
      ...within('bad', 'a b c d f'),
    ],
  },
  facts: { of: 'sql', mutate: ['src/facts'], killers: ['oracle/', 'laws/'] },
};

const asked = process.env.FUNNEL_MUTANTS?.split(',') ?? Object.keys(ALONE);
const parts = asked.flatMap((name) => ALONE[name] ?? []);

export const mutate = parts.flatMap((part) => part.mutate);
export const tests = parts.flatMap((part) => part.tests);
