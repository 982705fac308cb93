import { UserError } from '../error.js';
import type { FileNotes, Lookalike } from '../model/checked-files.js';
import { hidePeople, type Wording } from '../model/people.js';
import type { Finding, LedgerEntry, Report, Warning } from '../model/report.js';
import type { Cell, Column, Kind, Sheet } from '../model/sheet.js';
import { type Text, text } from '../model/text.js';

/**
 * A report without people: every word of it that others wrote, in whatever format it is written down. In how many texts
 * something was hidden is said once, in its foot.
 */
export function withoutPeople(report: Report): Report {
  const veil = makeVeil();
  const own: Report = {
    ...report,
    where: report.where.map((filter) => veil.hide(filter, 'named')),
    guessed: new Map([...report.guessed].map(([status, meaning]) => [veil.hide(status, 'free'), meaning])),
    findings: report.findings.map((finding) => findingOf(finding, veil)),
    head: report.head.map(veil.say),
    foot: report.foot.map(veil.say),
    sheets: report.sheets.map((sheet) => sheetOf(sheet, veil)),
    ledger: report.ledger.map((entry) => entryOf(entry, veil)),
    warnings: report.warnings.map((warning) => warningOf(warning, veil)),
  };
  return { ...own, hidden: veil.said() };
}

/** What `check` prints. */
interface Checked {
  ledger: readonly LedgerEntry[];
  warnings: readonly Warning[];
  notes: FileNotes;
  /** That people are hidden, where they are. */
  said: readonly Text[];
}

/** The same of it. */
export function checkedWithoutPeople({ ledger, warnings, notes }: Checked): Checked {
  const veil = makeVeil();
  const name = (written: string) => veil.hide(written, 'named');
  const alike = ({ heading, field }: Lookalike) => ({ heading: name(heading), field });
  const own = {
    ledger: ledger.map((entry) => entryOf(entry, veil)),
    warnings: warnings.map((warning) => warningOf(warning, veil)),
    notes: {
      read: new Map(
        [...notes.read].map(([file, { columns, unread }]) => [
          name(file),
          {
            columns: new Map([...columns].map(([field, heading]) => [field, name(heading)])),
            unread: unread.map(alike),
          },
        ]),
      ),
      left: notes.left.map((one) => ({
        ...one,
        file: name(one.file),
        headings: one.headings.map(name),
        reason: veil.say(one.reason),
        mayBe: one.mayBe && {
          ...one.mayBe,
          columns: new Map([...one.mayBe.columns].map(([field, heading]) => [field, heading && name(heading)])),
        },
        lookalikes: one.lookalikes.map(alike),
      })),
      ignored: notes.ignored.map(name),
    },
  };
  return { ...own, said: veil.said() };
}

/** The same of what went wrong. */
export function errorWithoutPeople({ what, hint, file, line, exit }: UserError): UserError {
  const say = ({ en, ru }: Text) => text(hidePeople(en, 'sentence'), hidePeople(ru, 'sentence'));
  return new UserError(say(what), {
    ...(hint && { hint: say(hint) }),
    ...(file === undefined ? {} : { file: hidePeople(file, 'named') }),
    ...(line === undefined ? {} : { line }),
    exit,
  });
}

/** Hides people, and remembers what it has hidden them in. */
interface Veil {
  hide(words: string, wording: Wording): string;
  say(sentence: Text): Text;
  /** What there is to say of it. */
  said(): Text[];
}

function makeVeil(): Veil {
  const known = new Map<string, string>();
  const hidden = new Set<string>();
  const hide = (words: string, wording: Wording): string => {
    const key = `${wording} ${words}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const shown = hidePeople(words, wording);
    known.set(key, shown);
    // A sentence only says again what stands in a cell.
    if (shown !== words && wording !== 'sentence') hidden.add(words);
    return shown;
  };
  return {
    hide,
    say: ({ en, ru }) => text(hide(en, 'sentence'), hide(ru, 'sentence')),
    said: () => (hidden.size === 0 ? [] : [hiddenIn(hidden.size)]),
  };
}

const hiddenIn = (count: number): Text =>
  text(
    `phone numbers, mail addresses or names are hidden (•••), texts: ${count}; --personal shows them`,
    `скрыты телефоны, почта или имена (•••), текстов: ${count}; показать: --personal`,
  );

const FREE: ReadonlySet<Kind> = new Set<Kind>(['text', 'list', 'category']);
/** Names that are IDs often enough. */
const NAMED = /^(?:campaign|ad_group|ad|keyword|account)$|(?:^|_)id$/i;

function sheetOf(sheet: Sheet, veil: Veil): Sheet {
  const columns = sheet.columns.map((column): Column => {
    if (!FREE.has(column.kind)) return column;
    const wording = NAMED.test(column.name) ? 'named' : 'free';
    return { ...column, value: (row) => cellOf(column.value(row), wording, veil) };
  });
  // Said is what was hidden anywhere, and so every cell is looked at before anything is said.
  for (const row of sheet.rows) for (const column of columns) if (FREE.has(column.kind)) column.value(row);
  return { ...sheet, columns, notes: sheet.notes.map(veil.say) };
}

function cellOf(cell: Cell, wording: Wording, veil: Veil): Cell {
  if (typeof cell === 'string') return veil.hide(cell, wording);
  return Array.isArray(cell) ? cell.map((one: string) => veil.hide(one, wording)) : cell;
}

const findingOf = (finding: Finding, veil: Veil): Finding => ({
  ...finding,
  text: veil.say(finding.text),
  ...(finding.detail ? { detail: veil.say(finding.detail) } : {}),
});

const warningOf = (warning: Warning, veil: Veil): Warning => ({ ...warning, message: veil.say(warning.message) });

const entryOf = (entry: LedgerEntry, veil: Veil): LedgerEntry => ({
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
