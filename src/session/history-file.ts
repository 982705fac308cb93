import { resolve } from 'node:path';
import { type Text, text, type UserError } from '../error.js';
import { daysOfPeriod, isDay } from '../model/dates.js';
import { HISTORY, HISTORY_STATES, type HistoryGroup, type HistoryState, idOfGroup } from '../model/kept-groups.js';
import { counted } from '../model/text.js';
import { linesOf, notAsWritten, type WrittenLine } from './written-csv.js';

/**
 * Reads a history. Empty if there is no file, or an empty one. Decisions were made by what it holds, so nothing in it
 * is skipped.
 *
 * @throws {UserError} With its line, for anything that is not as the program wrote it.
 */
export async function readHistory(file: string, cwd: string): Promise<HistoryGroup[]> {
  const lines = await linesOf(resolve(cwd, file), (line, what) => refused(file, line, what));
  return lines.length === 0 ? [] : groupsIn(lines, file);
}

function groupsIn([header, ...lines]: readonly WrittenLine[], file: string): HistoryGroup[] {
  if (header === undefined || header.cells.join(',') !== HISTORY.join(','))
    throw refused(
      file,
      1,
      text(`is no history: it begins with ${HISTORY.join(',')}`, `не история: её первая строка — ${HISTORY.join(',')}`),
    );
  const groups = new Map<string, HistoryGroup & { values: { row: string; measure: string; value: string }[] }>();
  const seen = new Set<string>();
  for (const { line, cells } of lines) {
    const wrong = wrongIn(cells);
    if (wrong) throw refused(file, line, wrong);
    const [period, state, scope, asOf, report, row, measure, value] = cells as [string, HistoryState, ...string[]] & {
      length: 8;
    };
    const own = { period, scope: scope as string, report: report as string };
    const id = JSON.stringify([idOfGroup(own), row, measure]);
    if (seen.has(id)) throw refused(file, line, text('stands twice', 'повторяется'));
    seen.add(id);
    const group = groups.get(idOfGroup(own)) ?? { ...own, state, asOf: asOf as string, values: [] };
    if (group.state !== state || group.asOf !== asOf)
      throw refused(
        file,
        line,
        text(
          'has another state or as_of than the lines of its period, scope and report before',
          'состояние или as_of не те, что в других строках этого периода, среза и отчёта',
        ),
      );
    group.values.push({ row: row as string, measure: measure as string, value: value as string });
    groups.set(idOfGroup(own), group);
  }
  return [...groups.values()];
}

/** What is wrong with a line; null: nothing. */
function wrongIn(cells: readonly string[]): Text | null {
  if (cells.length !== HISTORY.length)
    return text(
      `${counted(cells.length, 'cell')}, there should be ${HISTORY.length}`,
      `ячеек ${cells.length}, должно быть ${HISTORY.length}`,
    );
  const [period = '', state = '', scope = '', asOf = '', report = '', row = '', measure = ''] = cells;
  if (!isPeriod(period)) return notA('period', period);
  if (!(HISTORY_STATES as readonly string[]).includes(state)) return notA('state', state);
  if (!/^basis=(?:cohort|event); reach=\w+; attribution=[\w-]+; currency=[A-Z]*; timezone=[^;]+; by=/.test(scope))
    return notA('scope', scope);
  if (!isMoment(asOf)) return notA('as_of', asOf);
  if (!/^[a-z][a-z_]*$/.test(report)) return notA('report', report);
  if (row !== '' && !row.includes('=')) return notA('row', row);
  return measure === '' ? notA('measure', measure) : null;
}

/** Whether it is a period, or the first and last day of a report without one. */
const isPeriod = (written: string): boolean =>
  written === '' ||
  daysOfPeriod(written) !== null ||
  (/^(?:\.\.|\d{4}-\d{2}-\d{2})\/(?:\.\.|\d{4}-\d{2}-\d{2})$/.test(written) &&
    written.split('/').every((day) => day === '..' || isDay(day)));

const isMoment = (written: string): boolean =>
  written === '' || (isDay(written.slice(0, 10)) && /^.{10}(?:T\d{2}:\d{2}:\d{2})?$/.test(written));

const notA = (column: string, value: string): Text => {
  const shown = value.length > 40 ? `${value.slice(0, 39)}…` : value;
  return text(`${column}: «${shown}» is none`, `${column}: «${shown}» — не то`);
};

const refused = (file: string, line: number, what: Text): UserError =>
  notAsWritten(
    file,
    line,
    what,
    text(
      'take back the last copy of it, or name a new file: --append history-2.csv',
      'верните последнюю копию или укажите новый файл: --append history-2.csv',
    ),
  );
