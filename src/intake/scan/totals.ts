/** `Total`, `Total: Account`, `Total of 33 results`, `Итого и средние`, `Grand Totals (5700 records)`: a label, not a name that begins so. */
const LABEL =
  /^(?:(?:grand |sub-?)?totals?|total g[eé]n[eé]ral|(?:общий |промежуточный )?итог|итого|всего|gesamt)(?:\s*$|\s*[:,(–—-]|\s+(?:of|and|и|за|по|for|in|\d))/iu;

/** A label only where nothing else names the row: `All` may be a campaign, and so may `Brand Total`. */
const WEAK_LABEL = /^(?:all|все|всі)$|^(?<group>.+\S)\s+(?:total|итог)$/iu;

export interface TotalContext {
  /** The columns whose cell must be empty, or be the label itself, in a row of totals: the day, the lead's ID. */
  identity: readonly number[];
  /** The platform's own label, besides the known ones. */
  pattern: RegExp | undefined;
  /** Columns that are all empty in a row of totals without a label; none: there is no such row. */
  blank: readonly number[];
  /** The columns that name a row of ad statistics: none but the label may be filled under a weak label. */
  names: readonly number[];
  /** Whether a column has this cell in some row: `Google Total` is a total where there is a `Google`. */
  hasCell: (column: number, cell: string) => boolean;
  /** Whether the file has a row besides: its only one is no total. */
  hasOthers: () => boolean;
}

/**
 * Whether the trimmed cells of a record are a row of totals. A campaign that is truly called "Total" and has a date is a row like any other.
 */
export function isTotal(
  cells: readonly string[],
  { identity, pattern, blank, names, hasCell, hasOthers }: TotalContext,
): boolean {
  if (blank.length > 0 && blank.every((index) => (cells[index] ?? '') === '')) return true;
  const isLabel = (cell: string) => LABEL.test(cell) || (pattern?.test(cell) ?? false);
  const weak = names.filter((index) => (cells[index] ?? '') !== '');
  if (weak.length === 1 && identity.every((index) => (cells[index] ?? '') === '' || index === weak[0])) {
    const [index = 0] = weak;
    const found = WEAK_LABEL.exec(cells[index] ?? '');
    const group = found?.groups?.group;
    if (found && (group === undefined ? hasOthers() : hasCell(index, group))) return true;
  }
  if (!cells.some(isLabel)) return false;
  return identity.every((index) => {
    const cell = cells[index] ?? '';
    return cell === '' || /^[-–—]+$/.test(cell) || isLabel(cell);
  });
}

/** Lines below the rows that are no rows: a copyright, the number of rows, who made the report. */
const FOOTER =
  /^[\s"]*(?:©|\(c\)|copyright\b|confidential information|generated (?:by|on)|total rows:|rows:|data (?:as of|is)|report (?:generated|created|time)|as of |источник:|сформирован|данные (?:на|за)|отч[её]т |количество строк|примечание)/iu;
export const isFooter = (line: string): boolean => FOOTER.test(line);
