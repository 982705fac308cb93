import { fold } from '../../model/fold.js';
import { Words } from '../../model/words.js';
import { BEGINS_AS_TOTAL, TOTAL_WORD } from '../shape/total-words.js';

const OF_TAX =
  '(?:(?:с|без|включая|з)(?: уч[её]том)? (?:ндс|пдв)|к оплате|(?:with|without|including|excluding|incl|excl|inkl|exkl|zzgl|con|sin|com|sem|avec|hors)\\.? ?(?:vat|tax|iva|mwst|ust|tva|btw)|ttc|ht|brutto|netto)';

/** `Total`, `Total: Account`, `Total of 33 results`, `Итого и средние`, «Всего результатов: 3», `Grand Totals (5700 records)`; «Итого с НДС»; «Всего за 990 ₽» is an offer. */
const LABEL = new Words(
  () =>
    `^${TOTAL_WORD}(?:\\s*$|\\s*[:：,(–—-]|\\s+результат|\\s+(?:of|and|и|за|по|for|in|\\d)(?![\\d\\s.,]+(?:₽|руб|р\\.|[$€£]|usd|eur|rub))|\\s+${OF_TAX}(?!\\p{L}))`,
  'iu',
);

/** A label only if nothing else names the row: `All` may be a campaign. */
const WEAK_LABEL = /^(?:all|все|всі)$/iu;
/** What tells a row from others: neither nothing nor a weak label. */
export const isName = (cell: string): boolean => cell !== '' && !NOTHING.test(cell) && !WEAK_LABEL.test(cell);

const OF_GROUP = new Words(
  () => `^${TOTAL_WORD}(?!\\p{L})[\\s:,(–—-]+(?:(?:по|за|for|of|in|von|di|de)\\s+)?(?<group>.*[^\\s):])[\\s):]*$`,
  'iu',
);
const GROUPS = new Words(() => `^(?<group>\\S(?:.*?[^\\s:,(–—-])?)[\\s:,(–—-]+${TOTAL_WORD}[\\s:)]*$`, 'iu');
/** `Total rows: 3` counts them, and is the total of nothing. */
const OF_ROWS = new Words(() => `^${TOTAL_WORD}\\s+(?:rows|records|lines|строк|записей)\\s*[:：]?\\s*\\d`, 'iu');
/** What is longer is no name of a group. */
const LONGEST = 100;

/** The group that a label is the total of, in either order: `Google Total`, «Итого Google», `Subtotal - Google`. */
export function groupOf(cell: string): string | undefined {
  if (cell.length > LONGEST) return undefined;
  const group = (OF_GROUP.exec(cell) ?? GROUPS.exec(cell))?.groups?.group;
  return group === undefined ? undefined : fold(group.replace(/^[«"']+|[»"']+$/gu, ''));
}

/** `Google Ads total`, «Яндекс: итого»; what begins with a digit is a row beyond doubt. */
const endsAsTotal = (cell: string): boolean => cell.length <= LONGEST && !/^\d/.test(cell) && GROUPS.test(cell);

/** A word for totals and nothing else. */
export const isBareTotal = (cell: string): boolean => BARE.test(cell);
const BARE = new Words(() => `^${TOTAL_WORD}[\\s:]*$`, 'iu');

export interface TotalContext {
  /** The columns whose cell must be empty, or be the label itself, in a row of totals: the day, the lead's ID. */
  identity: readonly number[];
  /** Those of them that hold days: there `Google total` is no name. */
  days: readonly number[];
  /** The platform's own label, besides the known ones; and that of totals of each day, where the file has some. */
  pattern: RegExp | undefined;
  ofDays: RegExp | undefined;
  /** Columns that are all empty in a row of totals without a label; none: there is no such row. */
  blank: readonly number[];
  /** The columns that name a row of ad statistics, or group leads: under a weak label none but it may be filled. */
  names: readonly number[];
  /** Whether a column has this cell in some row: `Google Total` is a total where there is a `Google`. */
  hasCell: (column: number, cell: string) => boolean;
  /**
   * Whether some row has a name, or a day, that is more than a weak label: if all rows are called `All`, they are no
   * totals.
   */
  hasNamed: () => boolean;
}

/**
 * Whether a row is the total of one day: the platform's own label comes first after the day, and there is no other name.
 * A campaign called so has its status before its name.
 */
export function isOfDay(
  cells: readonly string[],
  { dated, names }: { dated: readonly number[]; names: readonly number[] },
  label: RegExp,
): boolean {
  const first = cells.find((cell, index) => !dated.includes(index) && !isNothing(cell)) ?? '';
  const isUnnamed = (cell: string) => isNothing(cell) || label.test(cell);
  return label.test(first) && names.every((index) => isUnnamed(cells[index] ?? ''));
}
const NOTHING = /^[-–—]+$/;
export const isNothing = (cell: string): boolean => cell === '' || NOTHING.test(cell);

/**
 * Whether the trimmed cells of a record are a total. A campaign that is really called "Total" has a date and is an
 * ordinary row.
 */
export function isTotal(
  cells: readonly string[],
  { identity, days, pattern, ofDays, blank, names, hasCell, hasNamed }: TotalContext,
): boolean {
  if (ofDays && isOfDay(cells, { dated: identity, names }, ofDays)) return true;
  if (blank.length > 0 && blank.every((index) => (cells[index] ?? '') === '')) return true;
  const isLabel = (cell: string) => LABEL.test(cell) || (pattern?.test(cell) ?? false);
  const named = names.filter((index) => (cells[index] ?? '') !== '');
  const isNameless = identity.every((index) => (cells[index] ?? '') === '' || named.includes(index));
  const [only] = named;
  if (named.length === 1 && only !== undefined && isNameless && WEAK_LABEL.test(cells[only] ?? '') && hasNamed())
    return true;
  // A label together with a value that the column has elsewhere, in either order: the sum of the rows with that value.
  const isOfGroup =
    isNameless &&
    named.some((index) => {
      const group = groupOf(cells[index] ?? '');
      const isAlone = named.every((one) => one === index || fold(cells[one] ?? '') === group);
      return group !== undefined && isAlone && names.some((column) => hasCell(column, group));
    });
  if (isOfGroup) return true;
  const isInstead = (index: number) => {
    const cell = cells[index] ?? '';
    return (BEGINS_AS_TOTAL.test(cell) && !OF_ROWS.test(cell)) || (days.includes(index) && endsAsTotal(cell));
  };
  if (!cells.some(isLabel) && !identity.some(isInstead)) return false;
  return identity.every((index) => {
    const cell = cells[index] ?? '';
    return cell === '' || NOTHING.test(cell) || isLabel(cell) || isInstead(index);
  });
}

/**
 * Lines below the rows that are no rows: a copyright, the number of rows, who made the report, or that there is no data.
 */
const FOOTER =
  /^[\s"]*(?:©|\(c\)|@\d{4}\b|\W{0,3}\d{4} .{0,80}\ball rights reserved|no (?:data|rows|results|records)(?: (?:available|found|to (?:display|show)))?\.?"?\s*$|нет данных\.?"?\s*$|copyright\b|confidential information|generated (?:by|on)|total rows:|rows:|data (?:as of|is)|report (?:generated|created|time)|as of |источник:|сформирован|данные (?:на|за)|отч[её]т |количество строк|примечание)/iu;
export const isFooter = (line: string): boolean => FOOTER.test(line);
