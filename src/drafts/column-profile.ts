import { spanOf } from '../intake/shape/span-words.js';
import { SIGN } from '../intake/type/values/amount-shape.js';
import { fold } from '../model/fold.js';
import { NULLS } from '../model/nulls.js';
import { afterSteps } from '../model/plain-dates.js';

/** What is known of one column from all of its cells. */
export interface ColumnProfile {
  heading: string;
  index: number;
  /** Cells that hold something. Words for nothing (`-`, `n/a`, `null`) do not count. */
  filled: number;
  /** The number of different values, as far as they were counted. */
  distinct: number;
  /** Every row has a value, and no two rows have the same. */
  isUnique: boolean;
  /** Unique but for a few rows: an ID that stands twice, a row without one. */
  isNearlyUnique: boolean;
  kind: 'empty' | 'date' | 'number' | 'text';
  /** The words of a column that has only a few of them, such as a status or a source → the number of rows with each. */
  words: ReadonlyMap<string, number> | undefined;
  /** The column holds nothing but yes and no, or 1 and 0. */
  isFlag: boolean;
  /**
   * The first and the last day; undefined where the order of day and month is not plain, or the column holds no dates.
   */
  days: { from: string; to: string } | undefined;
  /** The folded values, to compare with those of other files; undefined where there are too many. */
  values: ReadonlySet<string> | undefined;
}

/** A column with more different values than this holds names, numbers or remarks. */
const FEW = 60;
/** In a table of so few rows even a status may differ in nearly every row. */
const SMALL = 40;
/** So many different values of a column are kept for comparing. */
const MOST = 200_000;
/**
 * The share of the filled cells that must be of one kind to make the column of that kind: there is always a slip
 * somewhere.
 */
const NEARLY_ALL = 0.95;

const NOTHING = new Set([
  '',
  '-',
  '--',
  '—',
  'n/a',
  'na',
  'nan',
  'null',
  'none',
  'nil',
  '(blank)',
  '#n/a',
  '0000-00-00',
  '0000-00-00 00:00:00',
  ...NULLS.map(fold),
]);
const FLAGS = new Set(['0', '1', 'yes', 'no', 'y', 'n', 'true', 'false', 't', 'f', 'да', 'нет']);
/** `R$ 1.500,00`, `1 500,00 zł`, `$1,500`. Letters alone before digits are no currency: `MOP 1` is a salesperson. */
const NUMBER = new RegExp(
  `^[-+(]?(?:[^\\p{L}\\d(),.-]{0,3}|(?=\\p{L}+[^\\p{L}\\s\\d])(?:${SIGN})(?=[\\s\\d]))\\s?\\d[\\d\\s.,'’]{0,24}\\s?(?:[^\\p{L}\\d(),.-]{0,3}|${SIGN})\\)?$`,
  'u',
);

/** Looks at a column cell by cell; `profile` is what all of them tell. */
export class ColumnCounter {
  readonly #heading: string;
  readonly #index: number;
  #rows = 0;
  #filled = 0;
  #dates = 0;
  #numbers = 0;
  #flags = 0;
  #isRepeated = false;
  readonly #values = new Map<string, number>();
  readonly #shown = new Map<string, string>();
  readonly #days: DayParts[] = [];

  constructor(heading: string, index: number) {
    this.#heading = heading;
    this.#index = index;
  }

  add(cell: string): void {
    this.#rows++;
    const value = fold(cell.length > 200 ? cell.slice(0, 200) : cell);
    if (NOTHING.has(value)) return;
    this.#filled++;
    const parts = dayParts(value);
    if (parts) {
      this.#dates++;
      this.#days.push(parts);
    } else if (NUMBER.test(cell.trim())) this.#numbers++;
    if (FLAGS.has(value)) this.#flags++;
    const seen = this.#values.get(value);
    if (seen !== undefined) this.#isRepeated = true;
    if (seen !== undefined || this.#values.size < MOST) this.#values.set(value, (seen ?? 0) + 1);
    if (this.#shown.size < FEW && !this.#shown.has(value)) this.#shown.set(value, cell.trim());
  }

  get profile(): ColumnProfile {
    const filled = this.#filled;
    const isKind = (count: number) => filled > 0 && count >= filled * NEARLY_ALL;
    const distinct = this.#values.size;
    const isFew = distinct <= FEW && (distinct * 2 <= filled || filled <= SMALL);
    return {
      heading: this.#heading,
      index: this.#index,
      filled,
      distinct,
      isUnique: filled === this.#rows && filled > 1 && !this.#isRepeated,
      isNearlyUnique: filled > 1 && distinct >= this.#rows * NEARLY_ALL,
      kind: filled === 0 ? 'empty' : isKind(this.#dates) ? 'date' : isKind(this.#numbers) ? 'number' : 'text',
      words:
        isFew && filled > 0 && !isKind(this.#dates)
          ? new Map([...this.#values].map(([value, count]) => [this.#shown.get(value) ?? value, count]))
          : undefined,
      isFlag: distinct <= 2 && isKind(this.#flags),
      days: isKind(this.#dates) ? range(this.#days) : undefined,
      values: distinct < MOST ? new Set(this.#values.keys()) : undefined,
    };
  }
}

/**
 * The three numbers of a date in the order in which they stand; the year is the one of four digits. `open`: which of
 * the other two is the day is not known.
 */
interface DayParts {
  year: string;
  first: number;
  second: number;
  order: 'ymd' | 'open';
}

/** A cell without a year of four digits is not tried for other ways of writing a date. */
const HAS_YEAR = /^(?=.{1,60}$).*(?<!\d)(?:19|20)\d\d(?!\d)/;

function dayParts(value: string): DayParts | undefined {
  const parts = plainParts(value);
  if (parts || !HAS_YEAR.test(value)) return parts;
  const plain = afterSteps(value);
  return plain === value ? undefined : plainParts(plain);
}

function plainParts(value: string): DayParts | undefined {
  const iso = /^((?:19|20)\d\d)[-./](\d{1,2})[-./](\d{1,2})(?:$|[ t])/.exec(value);
  if (iso) return { year: iso[1] as string, first: Number(iso[2]), second: Number(iso[3]), order: 'ymd' };
  const local = /^(\d{1,2})[-./](\d{1,2})[-./]((?:19|20)?\d\d)(?:$|[ ,])/.exec(value);
  if (!local) return monthParts(value);
  if (Number(local[1]) > 31 || Number(local[2]) > 31) return undefined;
  const year = (local[3] as string).length === 2 ? `20${local[3]}` : (local[3] as string);
  return { year, first: Number(local[1]), second: Number(local[2]), order: 'open' };
}

/**
 * Reads `Сентябрь 2026` and `2026-W40` as their first day, and dates in words such as `Sep 1, 2026 6:16 PM`. A plain
 * number is no date.
 */
function monthParts(value: string): DayParts | undefined {
  // Most cells are no dates, and trying every way of writing one takes most of the time.
  const isNone = NUMBER.test(value) || !HAS_YEAR.test(value);
  const from = isNone ? undefined : spanOf(value.replace(TIME, ''), 'day', null)?.from;
  const [year = '', month, day] = from?.split('-') ?? [];
  return from === undefined ? undefined : { year, first: Number(month), second: Number(day), order: 'ymd' };
}

const TIME = /,?\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?(?:\s?(?:z|utc|[+-]\d{2}:?\d{2}))?$/u;

/** The first and the last day; undefined where days and months cannot be told apart. */
function range(days: readonly DayParts[]): ColumnProfile['days'] {
  const open = days.filter(({ order }) => order === 'open');
  const isDayFirst = open.some(({ first }) => first > 12);
  const isMonthFirst = open.some(({ second }) => second > 12);
  if (open.length > 0 && isDayFirst === isMonthFirst) return undefined;
  let [from, to] = ['9999', '0000'];
  for (const { year, first, second, order } of days) {
    const [month, day] = order === 'ymd' || !isDayFirst ? [first, second] : [second, first];
    const iso = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
    if (iso < from) from = iso;
    if (iso > to) to = iso;
  }
  return { from, to };
}
