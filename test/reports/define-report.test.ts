import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/error.js';
import { exact } from '../../src/model/exact.js';
import { text } from '../../src/model/text.js';
import { type Block, defineReport } from '../../src/reports/define-report.js';
import { key, words } from '../../src/reports/report-columns.js';
import type { ReportContext } from '../../src/reports/report-context.js';

interface Row {
  keys: ReadonlyMap<string, string>;
  hours: number | null;
}
const row = (source: string, hours: number | null, more: [string, string][] = []): Row => ({
  keys: new Map([...more, ['source', source]]),
  hours,
});

const blocks = async (_: ReportContext, by: readonly string[]): Promise<Block<Row>[]> => [
  {
    rows: [row('a', 1), row('b', null), row('c', 3), row('d', 3)].map((one) => ({
      ...one,
      keys: new Map([...by.map((name) => [name, `its ${name}`] as const), ...one.keys]),
    })),
    totals: [row('(total)', 9)],
  },
];

const waits = defineReport({
  name: 'waits',
  title: text('Waits', 'Ожидание'),
  question: text('Who waits?', 'Кто ждёт?'),
  keys: ['source'],
  columns: {
    source: key('source'),
    waited: {
      kind: 'count',
      label: text('Waited', 'Ждали'),
      sentence: text('waited = hours', 'ждали = часы'),
      value: ({ hours }: Row) => (hours === null ? null : exact(hours)),
    },
    team: words({
      ...{ kind: 'text', label: text('Team', 'Команда'), value: (_: Row) => 'A' },
      sentence: text('team = whose it is', 'команда = чьё это'),
    }),
  },
  order: [{ falling: 'waited' }, 'keys'],
  blocks,
  notes: async () => [],
});

const dimensions = {
  configured: ['Office'],
  splits: new Map([['Office', ',']]),
  groups: new Map(),
  onSpend: new Set(),
};
const asked = (...by: string[]) =>
  waits.compute({
    scope: { from: null, to: null, where: [], by, period: null },
    dimensions,
  } as unknown as ReportContext);

describe('a report', () => {
  it('puts its rows in order, the unknown last, and its totals below them', async () => {
    const { columns, rows } = await asked();
    const [source] = columns;
    expect(rows.map((one) => source?.value(one))).toEqual(['c', 'd', 'a', 'b', '(total)']);
    expect(columns.map(({ name }) => name)).toEqual(['source', 'waited', 'team']);
  });

  it('puts what it is broken down by first, under its name, and asks it of the row by that name', async () => {
    const { columns, rows, notes } = await asked('manager', 'source', 'Office');
    expect(columns.map(({ name, isKey }) => [name, isKey])).toEqual([
      ['manager', true],
      ['Office', true],
      ['source', true],
      ['waited', false],
      ['team', false],
    ]);
    expect(columns.map(({ value }) => value(rows[0]))).toEqual(['its manager', 'its Office', 'c', exact(3), 'A']);
    // A total is the total of all managers.
    expect(columns.map(({ value }) => value(rows.at(-1)))).toEqual([null, null, '(total)', exact(9), 'A']);
    // Of several values a cell the rows come to more than the total.
    expect(notes.map(({ en }) => en)).toEqual([
      'leads with several values of Office stand in the row of each, and once in totals',
    ]);
  });

  it('refuses to be broken down by a dimension that bears the name of a column of its own', async () => {
    const error = await asked('team').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).what).toEqual({
      en: 'waits has a column team of its own',
      ru: 'в отчёте waits уже есть столбец team',
    });
    expect((error as UserError).hint?.en).toContain('funnel.yaml');
  });
});
