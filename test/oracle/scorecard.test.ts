import { expect, it } from 'vitest';
import { scorecard } from '../../src/reports/scorecard.js';
import { folder, reportRows } from '../cli/run.js';
import { inContext, multipliedIn, PLAIN } from '../explain/multiplied.js';
import { eachOf, seedsOr } from '../given.js';
import { expectedOf, generateScores, scoresOf } from './scorecard.js';

const near = (value: unknown, wanted: unknown): unknown =>
  typeof wanted === 'number' && value !== null ? expect.closeTo(wanted, 3) : wanted;

eachOf(2, seedsOr(4))(
  'the scorecard of a month is what the oracle says, of all and by manager: seed %i',
  async (seed) => {
    const input = generateScores(seed);
    const path = folder(input.files);
    const asNumbers = (row: Map<string, unknown> | undefined, names: readonly string[]) =>
      Object.fromEntries(
        names.map((name) => {
          const cell = row?.get(name) ?? null;
          return [name, cell === null || name === 'verdict' ? cell : Number(cell)];
        }),
      );
    const compare = (
      row: Map<string, unknown> | undefined,
      wanted: Readonly<Record<string, unknown>>,
      told: unknown,
    ) => {
      const found = asNumbers(row, Object.keys(wanted));
      const close = Object.fromEntries(Object.entries(wanted).map(([name, one]) => [name, near(found[name], one)]));
      expect({ told, ...found }).toEqual({ told, ...close });
    };
    const rows = await reportRows('scorecard', path, '--month', '2026-04');
    const all = scoresOf(input);
    expect(rows.map((row) => row.get('kpi'))).toEqual([
      ...['qualified_of_worked', 'qualified_rate', 'cpql', 'romi'],
      ...['qualified_to_deal', 'contacted_rate', 'lost_without_reason', 'revenue'],
    ]);
    for (const row of rows) {
      const name = row.get('kpi') as string;
      if (name !== 'romi') compare(row, all[name] ?? {}, name);
    }
    const byManager = await reportRows('scorecard', path, '--month', '2026-04', '--by', 'manager');
    for (const manager of ['Anna', 'Oleg', 'Vera']) {
      const of = byManager.filter((row) => row.get('manager') === manager);
      if (of.length === 0) continue;
      const own = scoresOf(input, ({ Manager }) => Manager === manager);
      for (const row of of) {
        const name = row.get('kpi') as string;
        if (name === 'against_expected') {
          const { expected, against } = expectedOf(input, manager);
          compare(row, { expected, against_expected: against, value: against }, [manager, name]);
        } else compare(row, own[name] ?? {}, [manager, name]);
      }
      // What is not known by manager stands in the total alone.
      expect(of.map((row) => row.get('kpi'))).not.toContain('cpql');
    }
  },
);

it('each number of it is that of the leads and the spend that are said to stand behind it', async () => {
  const path = folder(generateScores(2).files);
  const asked = { ...PLAIN, paths: [path], month: '2026-04', sections: ['scorecard'] };
  for (const by of [[], ['manager'], ['source']]) {
    const { count, off } = await inContext({ ...asked, by }, (context) => multipliedIn(context, [scorecard]));
    expect([count > 20, off]).toEqual([true, []]);
  }
});
