type DateOrder = 'dmy' | 'mdy' | 'ymd';
export interface DateSetting {
  order: DateOrder;
  /** Whether two-digit years are meant (20xx). */
  shortYears: boolean;
  /** Dates without separators (`20260801`), which are read only if the setting says so. */
  packed: boolean;
  /** Seconds or milliseconds since 1970 (`1772442000`), only by the setting: any number of ten digits could be one. */
  seconds: boolean;
  /**
   * Days since 1899-12-30, as spreadsheets keep them (`46266.4375`), only by the setting: any number of five digits could
   * be one.
   */
  serials: boolean;
}

/** What `--dates` and `dates:` take: `dmy`, `mdy`, `ymd`, `unix`, `excel`, or a pattern like `dd.MM.yyyy HH:mm` or `MMM d, yyyy`. */
export function dateSetting(written: string): DateSetting | undefined {
  const word = written.trim();
  const plain = { shortYears: false, packed: false, seconds: false, serials: false };
  if (/^unix$/i.test(word)) return { ...plain, order: 'ymd', seconds: true };
  if (/^excel$/i.test(word)) return { ...plain, order: 'ymd', serials: true };
  if (/^(dmy|mdy|ymd)$/i.test(word)) return { ...plain, order: word.toLowerCase() as DateOrder };
  const order = [...word.replace(/[Hhmsa:]+/g, (part) => (/[M]/.test(part) ? part : ' '))]
    .filter((char) => 'dMy'.includes(char))
    .filter((char, index, all) => all.indexOf(char) === index)
    .join('')
    .toLowerCase();
  if (!['dmy', 'mdy', 'ymd'].includes(order)) return undefined;
  const [shortYears, packed] = [/(?<!y)yy(?!y)/.test(word), /^yyyyMMdd/.test(word)];
  return { ...plain, order: order as DateOrder, shortYears, packed };
}

/**
 * The pattern in our notation, from that of other programs: `DD.MM.YYYY`, `dd.mm.yyyy`, `дд.мм.гггг` and `%d.%m.%Y` are
 * `dd.MM.yyyy`.
 */
export function dateSettingMeant(written: string): string | undefined {
  if (/^(?:epoch|unix[ _-]?(?:time|timestamp|epoch|seconds)|timestamp|x|%s)$/i.test(written.trim())) return 'unix';
  if (/^(?:serials?|(?:excel|sheets?)[ _-]?(?:serials?|dates?|days?)|xlsx?)$/i.test(written.trim())) return 'excel';
  const usual = written
    .replace(/%[dmY]/g, (part) => ({ '%d': 'dd', '%m': 'MM', '%Y': 'yyyy' })[part] as string)
    .replace(/[DYдДмМгГ]/g, (letter) => LETTERS.get(letter.toLowerCase()) as string);
  const pattern = usual.includes('M') ? usual : usual.replace(/m+/, (months) => months.toUpperCase());
  return dateSetting(pattern) ? pattern : undefined;
}

const LETTERS = new Map([
  ['d', 'd'],
  ['y', 'y'],
  ['д', 'd'],
  ['м', 'M'],
  ['г', 'y'],
]);
