import { type Text, text, UserError } from '../../error.js';
import { dateSetting } from '../../model/date-setting.js';
import type { DecimalMark } from './values/amount-shape.js';
import { isOpen, type Open, type Reading, type Shape } from './values/cell-shape.js';
import { type DateContext, numericSeparator, type Parts, settleDate } from './values/date-value.js';
import { settleDuration } from './values/duration-value.js';
import { settleNumber } from './values/number-value.js';
import { settleTalk } from './values/talk-value.js';
import { isDate, type Wanted } from './wanted.js';

/** What is said of a file's formats, by people and by its source. */
interface FormatSettings {
  decimal: DecimalMark | undefined;
  dates: string | undefined;
  /** What the source always writes: only for what a column leaves open. */
  profile: { decimal: DecimalMark | undefined; dates: string | undefined };
  zone: { file: string | undefined; report: string | undefined };
  /** Columns of days whose cells are midnights in the report's zone. */
  midnights?: ReadonlySet<number> | undefined;
  /**
   * The order of day and month that the lines above the header prove, by separator. It counts only if no date of the rows
   * proves one.
   */
  above: ReadonlyMap<string, Parts>;
}

export interface Settled {
  /** By the place of the column. */
  readings: ReadonlyMap<number, Reading>;
  /** How the file was read, in words. */
  said: Text[];
}

/** Settles how every wanted column of a file is read, from the shapes of all its cells. */
export function settle(
  file: string,
  wanted: readonly Wanted[],
  shapes: ReadonlyMap<number, readonly Shape[]>,
  { decimal, dates, profile, zone, above, midnights }: FormatSettings,
): Settled {
  const setting = dates === undefined ? undefined : dateSetting(dates);
  const usual = profile.dates === undefined ? undefined : dateSetting(profile.dates);
  const shortYears = (setting ?? usual)?.shortYears ?? false;
  const parts = partsOf(
    wanted.filter(isDate).flatMap(({ index }) => shapes.get(index) ?? []),
    shortYears,
    above,
  );
  const context: DateContext = { setting, usual, parts, zone };
  const settleColumn = ({ index, heading, kind, wide }: Wanted): Reading | Open => {
    const own = shapes.get(index) ?? [];
    if (kind === 'duration') return settleDuration(own);
    if (kind === 'talk') return settleTalk(own, heading);
    // A day is in the account's own time: a midnight with an offset (`2026-10-01 00:00:00 UTC`) is not moved to another
    // day, unless all of them are midnights of the report's zone.
    if (kind === 'day' && !midnights?.has(index))
      return settleDate(own, { ...context, zone: { file: undefined, report: undefined } });
    if (isDate({ kind })) return settleDate(own, context);
    return settleNumber(own, { decimal, usual: profile.decimal, whole: kind === 'count', wide: wide ?? false });
  };
  const readings = new Map<number, Reading>();
  const said = new Map<string, Text>();
  for (const column of wanted) {
    const { index, heading } = column;
    const reading = settleColumn(column);
    if (isOpen(reading)) {
      const { open, hint, settledBy } = reading;
      throw new UserError(label(heading, open), { file, hint, ...(settledBy && { settledBy }) });
    }
    readings.set(index, reading);
    if (reading.said) said.set(`${heading}${reading.said.en}`, label(heading, reading.said));
  }
  return { readings, said: [...said.values()] };
}

const label = (heading: string, words: Text): Text =>
  text(`column «${heading}»: ${words.en}`, `столбец «${heading}»: ${words.ru}`);

/** A number above 12 in any date of the file shows which part is the day, separator by separator. */
export function partsOf(
  shapes: readonly Shape[],
  shortYears: boolean,
  above: ReadonlyMap<string, Parts>,
): ReadonlyMap<string, Parts> {
  const parts = new Map<string, Parts>();
  for (const { shape, proves } of shapes) {
    const separator = numericSeparator(shape, shortYears);
    if (separator === null) continue;
    const seen = parts.get(separator);
    parts.set(separator, {
      dayFirst: seen?.dayFirst || proves?.has('dayFirst') || false,
      monthFirst: seen?.monthFirst || proves?.has('monthFirst') || false,
    });
  }
  for (const [separator, proven] of above) {
    const own = parts.get(separator);
    if (own && !own.dayFirst && !own.monthFirst) parts.set(separator, proven);
  }
  return parts;
}
