import type { Computed } from '../model/computed.js';
import { isExact } from '../model/exact.js';
import { isStage, STAGES } from '../model/funnel-stages.js';
import { centsOf, number } from '../model/numbers.js';
import { type Cell, type Column, type Kind, kindIn, type Sheet } from '../model/sheet.js';
import type { Lang } from '../model/text.js';
import { funnelKey, keysOf } from './key-columns.js';
import { safe } from './safe.js';
import { isWords, type Shown, showCell, UNKNOWN } from './shown-cell.js';
import { TOTALS } from './table-words.js';

/** A column in words. */
export interface Told {
  /** Of the machine: `cpl`. */
  readonly name: string;
  readonly kind: Kind;
  readonly heading: string;
  /** It names the rows. */
  readonly isKey: boolean;
  /** It alone does: what the table is called may stand in place of its heading. */
  readonly isTitle: boolean;
  readonly note: string | undefined;
  readonly right: boolean;
  /** The highest gives way first where there is no room; 0 stays. */
  readonly yields: number;
  readonly cells: readonly Shown[];
  /** What the cells say, and what kind the figure of a row is: for whoever draws, or sorts. */
  readonly values: readonly Cell[];
  readonly kinds: readonly Kind[];
  /** Whether a row only says again what the row above says of it, for every key up to this one. */
  readonly repeats: readonly boolean[];
  /** What it says, in one sentence. */
  readonly definition: string | null;
  /** What a row divides by what: `891 / 2,600`; null where it divides nothing. */
  fraction(row: number): string | null;
  /** How a row's number is computed; null: it is none, or nobody computes it. */
  computed(row: number): Computed | null;
  readonly hasUnknown: boolean;
  /** Nothing is known in any row. */
  readonly isEmpty: boolean;
  readonly isQuiet: boolean;
}

/** Every column that a table may show. */
export function tellColumns(sheet: Sheet, lang: Lang): Told[] {
  const keys = keysOf(sheet);
  const own = keys.at(-1);
  const funnel = funnelKey(sheet);
  const names = sheet.rows.map((row) => own?.value(row) ?? null);
  const [first] = sheet.rows;
  return sheet.columns.flatMap((column): Told[] => {
    const { name, kind, label, yields = 0 } = column;
    // A table without rows has none that would say it otherwise: periods of which no export holds anything.
    const note = (first === undefined ? undefined : column.noteOf?.(first)) ?? column.note;
    if (yields === 'hidden') return [];
    const values = sheet.rows.map((row) => column.value(row));
    const isOfMoney = !column.kindOf && (kind === 'money' || kind === 'unit_cost');
    const cents = isOfMoney ? centsOf(values.filter(isExact)) : 'as each';
    const upTo = column === own ? [] : keys.slice(0, keys.indexOf(column) + 1);
    const cells = sheet.rows.map((row, at) => {
      const value = turned(values[at] ?? null, column, row);
      const cell = signed(showCell(value, kindIn(column, row), lang, column.told?.(row), cents), column, row);
      const told = values[at] !== null && column.isAtLeast?.(row) ? { ...cell, text: `≥ ${cell.text}` } : cell;
      return named(names[at] ?? null, column === funnel, told);
    });
    const repeats = sheet.rows.map(
      (row, at) => upTo.length > 0 && at > 0 && upTo.every(({ value }) => value(row) === value(sheet.rows[at - 1])),
    );
    const isTitle = column === own && keys.length === 1;
    return [
      {
        name,
        kind,
        heading: safe(label[lang]),
        isKey: keys.includes(column),
        isTitle,
        note: note && safe(note[lang]),
        right: !isWords(kind),
        yields,
        cells,
        values,
        repeats,
        definition: column.definition ? safe(column.definition[lang]) : null,
        fraction: (at) => (values[at] == null ? null : divided(column.fraction?.(sheet.rows[at]), lang)),
        computed: (at) => (isExact(values[at]) ? (column.computed?.(sheet.rows[at]) ?? null) : null),
        kinds: sheet.rows.map((row) => kindIn(column, row)),
        isQuiet: column.isQuiet === true,
        isEmpty: !isTitle && values.every((value) => value === null),
        hasUnknown: cells.some(({ text }) => text === UNKNOWN),
      },
    ];
  });
}

/**
 * A heading that is not in the table, an abbreviation with its words: the note `CPQL, cost per qualified lead = …`
 * makes it `CPQL (cost per qualified lead)`. In a list of names a comma ends one.
 */
export function nameOf({ heading, note }: Told): string {
  const words =
    /^[A-Z]+$/.test(heading) && note?.startsWith(`${heading}, `)
      ? note.slice(heading.length + 2).split(' = ')[0]
      : undefined;
  return `${heading.replaceAll(',', '').replaceAll(' ', '\u00a0')}${words ? ` (${words})` : ''}`;
}

/** The same word is good news of what is wanted, and bad news of what is paid. */
const turned = (value: Cell, { isLessBetter }: Column, row: unknown): Cell =>
  (value === 'above' || value === 'below') && isLessBetter?.(row) ? `${value}, and less is better` : value;

/** What has grown has a plus. */
const signed = (cell: Shown, { isChange, value }: Column, row: unknown): Shown => {
  const own = isChange ? value(row) : null;
  return isExact(own) && own.num > 0n && /[1-9]/.test(cell.text) && !cell.text.startsWith('+')
    ? { ...cell, text: `+${cell.text}` }
    : cell;
};

const divided = (parts: ReturnType<NonNullable<Column['fraction']>> | undefined, lang: Lang): string | null => {
  const [left, right] = parts ?? [null, null];
  return left && right && `${number(left, 'quantity', lang)} / ${number(right, 'quantity', lang)}`;
};

/** The stages of the funnel are numbered where they name the rows, and rows that stand for many are strong. */
function named(name: Cell, isFunnel: boolean, cell: Shown): Shown {
  if (typeof name !== 'string') return cell;
  if (isFunnel && isStage(name)) return { ...cell, text: `${STAGES.indexOf(name) + 1} ${cell.text}` };
  return TOTALS.has(name) && cell.style === 'plain' ? { ...cell, style: 'strong' } : cell;
}
