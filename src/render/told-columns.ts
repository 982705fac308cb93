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
  /** The machine name: `cpl`. */
  readonly name: string;
  readonly kind: Kind;
  readonly heading: string;
  /** The column names the rows. */
  readonly isKey: boolean;
  /** It is the only one that does: the title of the table may replace its heading. */
  readonly isTitle: boolean;
  readonly note: string | undefined;
  readonly right: boolean;
  /** Where there is no room, the column with the highest number is hidden first; 0 is never hidden. */
  readonly yields: number;
  readonly cells: readonly Shown[];
  /** The values of the cells, and the kind of each row's figure, for drawing and sorting. */
  readonly values: readonly Cell[];
  readonly kinds: readonly Kind[];
  /** Whether a row has the same value as the row above, in this key and all keys before it. */
  readonly repeats: readonly boolean[];
  /** The meaning of the column, in one sentence. */
  readonly definition: string | null;
  /** What a row divides by what: `891 / 2,600`; null: it divides nothing. */
  fraction(row: number): string | null;
  /** How the number of a row is computed; null: it is not a number, or not a computed one. */
  computed(row: number): Computed | null;
  readonly hasUnknown: boolean;
  /** No row has a known value. */
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
    // A table without rows (no export holds anything for its periods) has no row that could give a note of its own.
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
 * The name of a column that is not in the table. An abbreviation gets its words: the note `CPQL, cost per qualified
 * lead = …` makes it `CPQL (cost per qualified lead)`. Commas are removed, since a comma ends a name in a list.
 */
export function nameOf({ heading, note }: Told): string {
  const words =
    /^[A-Z]+$/.test(heading) && note?.startsWith(`${heading}, `)
      ? note.slice(heading.length + 2).split(' = ')[0]
      : undefined;
  return `${heading.replaceAll(',', '').replaceAll(' ', '\u00a0')}${words ? ` (${words})` : ''}`;
}

/** The same verdict is good for figures that should be high and bad for costs. */
const turned = (value: Cell, { isLessBetter }: Column, row: unknown): Cell =>
  (value === 'above' || value === 'below') && isLessBetter?.(row) ? `${value}, and less is better` : value;

/** A change upwards has a plus. */
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

/** Stages are numbered where they name the rows, and rows that stand for several others are strong. */
function named(name: Cell, isFunnel: boolean, cell: Shown): Shown {
  if (typeof name !== 'string') return cell;
  if (isFunnel && isStage(name)) return { ...cell, text: `${STAGES.indexOf(name) + 1} ${cell.text}` };
  return TOTALS.has(name) && cell.style === 'plain' ? { ...cell, style: 'strong' } : cell;
}
