import { expect } from 'vitest';
import { folder, funnel, rowsOf } from '../cli/run.js';
import { eachOf, seedsOr } from '../given.js';
import { answersOf, speedsOf, standings } from './answers.js';
import { generateAnswers } from './generate-answers.js';

const COLUMNS = [
  ...['leads', 'answered', 'within', 'late', 'overdue', 'pending', 'unknown', 'outside', 'within_rate'],
  ...['median_seconds', 'p90_seconds', 'elapsed_median_seconds', 'routing_median_seconds', 'human_median_seconds'],
  ...['feedback_due', 'feedback_given', 'feedback_rate', 'feedback_ever', 'open_leads'],
];

eachOf(2, seedsOr(5))(
  'answers are those of the oracle, which counts working time minute by minute: seed %i',
  async (seed) => {
    const input = generateAnswers(seed);
    const path = folder(input.files);
    const asked = input.asOf === undefined ? [] : ['--as-of', input.asOf];
    const run = async (...flags: string[]) => {
      const { code, out, err } = await funnel(['sla', path, '--all', '-f', 'json', ...asked, ...flags]);
      expect([code, code === 0 ? '' : err]).toEqual([0, '']);
      return rowsOf(out, 'sla');
    };
    const all = standings(input).filter(({ lead }) => input.asOf === undefined || isThere(lead.created, input.asOf));
    for (const [key, flags] of [
      ['manager', []],
      [
        (['weekday', 'hour'] as const)[seed % 2] as 'weekday' | 'hour',
        ['--by', ['weekday', 'hour'][seed % 2] as string],
      ],
    ] as const) {
      const rows = await run(...flags);
      const named = (one: (typeof all)[number]) => (key === 'manager' ? one.lead.manager : one[key]);
      const keys = [...new Set(all.map(named)), '(total)'];
      const expected = keys.map((value) => [
        value,
        answersOf(
          all.filter((one) => value === '(total)' || named(one) === value),
          input.calendar !== null,
        ),
      ]);
      const shown = rows.map((row) => [row.get(key), COLUMNS.map((column) => row.get(column))]);
      expect([key, Object.fromEntries(shown)]).toEqual([key, Object.fromEntries(expected)]);
    }
    const speeds = (await run('--by', 'speed')).slice(0, -1);
    expect(
      Object.fromEntries(
        speeds.map((row) => [row.get('speed'), ['leads', 'qualified', 'deals'].map((one) => row.get(one))]),
      ),
    ).toEqual(speedsOf(all));
  },
);

/** Whether a lead exists at the as-of moment. */
const isThere = (created: string, asOf: string): boolean => created.slice(0, asOf.length).replace(' ', 'T') <= asOf;
