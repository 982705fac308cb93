import type { GateResult } from '../model/gate.js';
import type { Wording } from '../model/people.js';
import type { Finding, LedgerEntry, Report, Warning } from '../model/report.js';
import { type Cell, type Column, type Kind, kindIn, type Sheet } from '../model/sheet.js';
import type { Text } from '../model/text.js';

/**
 * Replaces words that were written by people outside the program. `column`: the column that they stand in, if they
 * stand in one.
 */
export interface Veil {
  hide(words: string, wording: Wording, column?: string): string;
  say(sentence: Text): Text;
}

/** The report with all such words replaced, for any format. */
export const veiled = (report: Report, veil: Veil): Report => ({
  ...report,
  where: report.where.map((filter) => veil.hide(filter, 'named')),
  guessed: new Map([...report.guessed].map(([status, meaning]) => [veil.hide(status, 'free'), meaning])),
  result: report.result.map(veil.say),
  findings: report.findings.map((finding) => findingOf(finding, veil)),
  gates: report.gates.map((gate) => veiledGate(gate, veil)),
  toDecide: report.toDecide.map(veil.say),
  ...(report.agenda
    ? { agenda: report.agenda.map(({ title, lines }) => ({ title, lines: lines.map(veil.say) })) }
    : {}),
  head: report.head.map(veil.say),
  foot: report.foot.map(veil.say),
  sheets: report.sheets.map((sheet) => sheetOf(sheet, veil)),
  ledger: report.ledger.map((entry) => veiledEntry(entry, veil)),
  warnings: report.warnings.map((warning) => veiledWarning(warning, veil)),
});

const FREE: ReadonlySet<Kind> = new Set<Kind>(['text', 'list', 'category']);
/**
 * Columns in which people write of other people, and that do not name rows: reasons of loss, their spellings, managers.
 */
const SAID = /^(?:reason|examples|status|manager)$/;
/** Columns of names that are often IDs. */
const NAMED = /^(?:campaign|ad_group|ad|keyword|account|landing|link)$|(?:^|_)id$/i;

/** How the words of a column are searched for people. */
export const wordingOf = (column: string): Wording =>
  NAMED.test(column) ? 'named' : SAID.test(column) ? 'free' : 'label';

function sheetOf(sheet: Sheet, veil: Veil): Sheet {
  const columns = sheet.columns.map((column): Column => {
    if (!FREE.has(column.kind)) return column;
    const hideAs = (name: string) => {
      const wording = wordingOf(name);
      return (words: string) => veil.hide(words, wording, name);
    };
    const own = hideAs(column.name);
    return {
      ...column,
      value: (row) => {
        const cell = column.value(row);
        if (!FREE.has(kindIn(column, row))) return cell;
        return cellOf(cell, column.wordsOf ? hideAs(column.wordsOf(row)) : own);
      },
    };
  });
  // A note tells what was hidden anywhere in the sheet, so all cells are looked at before notes are written.
  for (const column of columns) if (FREE.has(column.kind)) for (const row of sheet.rows) column.value(row);
  return { ...sheet, columns, notes: sheet.notes.map(veil.say) };
}

function cellOf(cell: Cell, hide: (words: string) => string): Cell {
  if (typeof cell === 'string') return hide(cell);
  return Array.isArray(cell) ? cell.map(hide) : cell;
}

/** The row of a gate is the name of a source or a manager, for example: a name that rows are told apart by. */
export const veiledGate = (gate: GateResult, veil: Veil): GateResult => ({
  ...gate,
  row: gate.row === null ? null : veil.hide(gate.row, 'label', gate.by ?? undefined),
  where: gate.where.map((filter) => veil.hide(filter, 'named')),
  text: veil.say(gate.text),
  command: veil.hide(gate.command, 'sentence'),
});

const findingOf = (finding: Finding, veil: Veil): Finding => ({
  ...finding,
  scope: finding.scope && veil.hide(finding.scope, 'sentence'),
  command: veil.hide(finding.command, 'sentence'),
  text: veil.say(finding.text),
  ...(finding.detail ? { detail: veil.say(finding.detail) } : {}),
  ...(finding.decide ? { decide: veil.say(finding.decide) } : {}),
});

export const veiledWarning = (warning: Warning, veil: Veil): Warning => ({
  ...warning,
  message: veil.say(warning.message),
});

export const veiledEntry = (entry: LedgerEntry, veil: Veil): LedgerEntry => ({
  ...entry,
  file: veil.hide(entry.file, 'named'),
  bad_cells: new Map([...entry.bad_cells].map(([heading, count]) => [veil.hide(heading, 'named'), count])),
  rejects: entry.rejects.map((reject) => ({
    ...reject,
    column: reject.column === null ? null : veil.hide(reject.column, 'named'),
    value: veil.hide(reject.value, 'sentence'),
    reason: veil.say(reject.reason),
  })),
  readings: entry.readings.map(veil.say),
});
