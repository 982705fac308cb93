import { isExact } from '../model/exact.js';
import {
  HISTORY,
  type HistoryGroup,
  type HistoryState,
  type HistoryValue,
  pairs,
  type Restated,
} from '../model/kept-groups.js';
import type { Kept, Report } from '../model/report.js';
import { kindIn, type Sheet } from '../model/sheet.js';
import { words, write } from './csv-text.js';
import { keysOf } from './key-columns.js';
import { figure } from './plain-figure.js';

const PLAIN = { excel: false, raw: false } as const;

/** The CSV of a history. The same groups give the same bytes. */
export const historyCsv = (groups: readonly HistoryGroup[]): string =>
  write(
    [
      [...HISTORY],
      ...groups.flatMap(({ period, state, scope, asOf, report, values }) =>
        values.map(({ row, measure, value }) => [period, state, scope, asOf, report, row, measure, value]),
      ),
    ],
    PLAIN,
  );

/** The CSV of values that had been written differently before. */
export const restatedCsv = (all: readonly Restated[]): string =>
  write(
    [
      [...RESTATED],
      ...all.map(({ was, now, row, measure, before, after }) => [
        ...[now.period, now.scope, now.report, row, measure],
        ...[was.state, was.asOf, before, now.state, now.asOf, after],
      ]),
    ],
    PLAIN,
  );

const RESTATED = [
  ...(['period', 'scope', 'report', 'row', 'measure', 'state_before', 'as_of_before', 'value_before'] as const),
  ...(['state', 'as_of', 'value'] as const),
];

/**
 * The values of a report for a history, by its periods. `leftOut`: reports whose rows are people, or cannot be told
 * from each other.
 */
export function historyOf(
  report: Report,
  kept: Kept,
  people: ReadonlySet<string>,
): { groups: readonly HistoryGroup[]; leftOut: readonly string[] } {
  const scope = scopeOf(report, kept);
  const leftOut: string[] = [];
  const groups = report.sheets
    .filter(({ isDrawn }) => !isDrawn)
    .flatMap((sheet) => {
      const found = groupsOf(sheet, kept)?.map((group) => ({ ...group, scope, asOf: report.asOf ?? '' }));
      const isOfPeople = keysOf(sheet).some(({ name }) => people.has(name) || name === 'lead_id');
      if (!isOfPeople && found) return found;
      leftOut.push(sheet.name);
      return [];
    });
  return { groups, leftOut };
}

/** What else the figures depend on, apart from the days: a different scope has a history of its own. */
const scopeOf = ({ basis, reach, attribution, currency, timezone, where }: Report, { by }: Kept): string =>
  words(
    pairs([
      ...([
        ['basis', basis],
        ['reach', reach],
        ['attribution', attribution?.model ?? 'recorded'],
        ['currency', currency ?? ''],
        ['timezone', timezone],
        ['by', by.join(',')],
      ] as const),
      ...where.toSorted().map((filter) => ['where', filter] as const),
    ]),
    PLAIN,
  );

/** Null: some rows cannot be told from each other. */
function groupsOf(sheet: Sheet, { isPeriodic, periods }: Kept): Omit<HistoryGroup, 'scope' | 'asOf'>[] | null {
  const keys = keysOf(sheet);
  const period = keys.find(({ kind }) => kind === 'period');
  const state = sheet.columns.find(({ name, kind }) => name === 'state' && kind === 'verdict');
  const kind = sheet.columns.find(({ name }) => name === 'row');
  const measures = sheet.columns.filter((column) => !column.isKey && column !== state);
  // A period for which the report now has nothing may have had something before.
  const found = new Map<string, { state: HistoryState; values: HistoryValue[] }>(
    period && !isPeriodic ? [] : periods.map(({ name, state: own }) => [name, { state: own, values: [] }]),
  );
  const seen = new Set<string>();
  for (const row of sheet.rows) {
    const name = period ? String(period.value(row) ?? '') : (periods[0]?.name ?? '');
    // The total over all periods belongs to no period.
    if (name === '(total)') continue;
    const named = keys
      .filter((key) => key !== period)
      .map(({ name: key, value }) => [key, asText(value(row))] as const);
    const isApart = kind?.value(row) === 'aggregate';
    const called = words(pairs([...named, ...(isApart ? [['row', 'aggregate'] as const] : [])]), PLAIN);
    const id = JSON.stringify([name, called]);
    if (seen.has(id)) return null;
    seen.add(id);
    const group = found.get(name) ?? { state: (state?.value(row) as HistoryState | null) ?? 'partial', values: [] };
    found.set(name, group);
    for (const column of measures) {
      const cell = column.value(row);
      const value = isExact(cell) ? figure(cell, kindIn(column, row)) : words(asText(cell), PLAIN);
      group.values.push({ row: called, measure: column.name, value });
    }
  }
  return [...found].map(([name, group]) => ({ period: name, report: sheet.name, ...group }));
}

const asText = (cell: unknown): string =>
  Array.isArray(cell) ? cell.join('; ') : typeof cell === 'string' ? cell : '';
