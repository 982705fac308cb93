/**
 * What is changed in small ways, and the tests that look at it alone, in process and without a report: a report would take
 * a mutant a hundred times as long. What the engine computes stands in SQL, which Stryker does not change: of it the
 * oracle and the laws tell.
 */
const PARTS = {
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

const asked = process.env.FUNNEL_MUTANTS?.split(',') ?? Object.keys(PARTS);
const unknown = asked.filter((name) => !(name in PARTS));
if (unknown.length > 0) throw new Error(`FUNNEL_MUTANTS: ${unknown}: there are ${Object.keys(PARTS)}`);
const parts = asked.map((name) => PARTS[name]);

export const mutate = parts.flatMap((part) => part.mutate);
export const tests = parts.flatMap((part) => part.tests);
