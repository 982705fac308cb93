import { Words } from '../../model/words.js';
import { spanOf } from './span-words.js';
import { type DayOrder, daysIn } from './written-days.js';

/** The days that an export covers, both included. */
export interface Days {
  from: string;
  to: string;
}

/**
 * The period in the lines above a header, or in a file's name: one line with two days, two lines of which one says "from"
 * and one "to", or the name of a month. The day on which the file was made does not count.
 */
export function periodIn(preamble: readonly string[]): Days | null {
  const orderOf = orderedBy(preamble);
  const lines = preamble.map((line) => daysOfData(line.normalize('NFC'), orderOf));
  const range = lines.find((days) => days.length === 2);
  const single = (role: Role) => lines.flatMap((days) => (days.length === 1 && days[0]?.role === role ? days : []));
  const [first, last] = range ?? [...single('start'), ...single('end')];
  const areTwo = range !== undefined || (single('start').length === 1 && single('end').length === 1);
  if (areTwo && first && last) return first.day <= last.day ? { from: first.day, to: last.day } : null;
  const [month, ...more] = lines.flat().length > 0 ? [] : preamble.flatMap((line) => namedIn(line) ?? []);
  return month !== undefined && more.length === 0 ? month : null;
}

/** The one day that a file's name states: `amocrm_export_leads_2026-10-31.csv`. */
export function dayIn(name: string): string | null {
  const [one, ...more] = daysIn(name.normalize('NFC'), () => null);
  return one !== undefined && more.length === 0 ? one.day : null;
}

/** What the words before a day say of it. */
type Role = 'start' | 'end' | 'made' | 'period';

/**
 * The last of these words before a day decides: «сформирован за период с 01.10» is a beginning, «отчёт от 05.11» the day
 * of making. Stems only: a pattern that may end in any letters takes an engine long to prepare.
 */
const ROLES: Record<Role, { stems: string; words: string }> = {
  made: {
    stems:
      'сформир|созда|составл|выгруж|скачан|подготов|обновл|экспорт|generat|creat|export|download|prepar|print|updat|refresh|erstell|gén[ée]r|cré[ée]|cread|criad|gerad|wygenerow',
    words:
      'по состоянию на|(?:данные|выгрузка|отч[её]т|актуальн\\p{L}*) (?:на|от)|as of|run (?:on|date|time)|dated|stand',
  },
  start: {
    stems: 'начал|start|begin',
    words: 'с|со|от|from|since|von|vom|ab|desde|du|depuis|dal|inicio|inizio|début|van|od',
  },
  end: {
    stems: 'оконч',
    words: 'по|до|кон(?:ец|ца)|to|till?|until|through|thru|end(?:s|ed|ing)?|bis|hasta|até|al?|au|fin|fine|fim|ende|tot',
  },
  period: { stems: 'период|period|périod', words: 'за|dates?|for|zeitraum' },
};
const ROLE = new Words(
  () =>
    `(?<!\\p{L})(?:${Object.entries(ROLES)
      .map(([role, { stems, words }]) => `(?<${role}>${stems}|(?:${words})(?!\\p{L}))`)
      .join('|')})`,
  'giu',
);
const ROLE_NAMES = Object.keys(ROLES) as Role[];

/** The days in a line that say what the data cover, each with the role that the words before it give. */
function daysOfData(line: string, orderOf: (separator: string) => DayOrder): { day: string; role: Role | undefined }[] {
  let after = 0;
  const found = daysIn(line, orderOf).map(({ day, at, end }) => {
    const role = roleIn(line.slice(after, at));
    after = end;
    return { day, role };
  });
  return found.filter(({ role }) => role !== 'made');
}

/** «Начало периода» and `Start date` are a beginning, even though they say "period". */
const roleIn = (words: string): Role | undefined =>
  [...words.matchAll(ROLE.in(words))].reduce<Role | undefined>((before, { groups = {} }) => {
    const own = ROLE_NAMES.find((role) => groups[role] !== undefined);
    return own === 'period' && (before === 'start' || before === 'end') ? before : own;
  }, undefined);

/** What is longer is a sentence. */
const LONGEST = 200;
const BEFORE_NAME = new Words(
  () =>
    String.raw`(?<!\p{L})(?:(?:за|период|месяц|квартал|неделя|period|month|quarter|week|for)[\s:;,="]+)+(?<words>.{4,40})$`,
  'iu',
);

/** The days of a month, quarter or week whose name stands alone or after such a word: «Отчёт за октябрь 2026 г.». */
function namedIn(line: string): Days | null {
  if (line.length > LONGEST) return null;
  const bare = line.replace(/^[\s"#;,]+|[\s";,]+$/gu, '');
  const words = BEFORE_NAME.exec(bare)?.groups?.words ?? bare;
  return daysIn(words, () => null).length > 0 ? null : spanOf(words, 'day', null);
}

/** Dates whose day and month could stand in either order, unless a part shows it: `9/30/2026` does. */
const EITHER = /(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2\d{4}(?!\d)/g;

/** The order that the dates above a header prove, by separator: in some date one part is above 12. */
export function orderIn(preamble: readonly string[]): Map<string, { dayFirst: boolean; monthFirst: boolean }> {
  const found = new Map<string, { dayFirst: boolean; monthFirst: boolean }>();
  for (const [, first, separator = '', second] of preamble.flatMap((line) => [...line.matchAll(EITHER)])) {
    const seen = found.get(separator) ?? { dayFirst: false, monthFirst: false };
    found.set(separator, {
      dayFirst: seen.dayFirst || (Number(first) > 12 && Number(second) <= 12),
      monthFirst: seen.monthFirst || (Number(second) > 12 && Number(first) <= 12),
    });
  }
  return found;
}

/** The same, where they prove one. */
export function orderedBy(preamble: readonly string[]): (separator: string) => DayOrder {
  const orders = orderIn(preamble);
  return (separator) => {
    const { dayFirst = false, monthFirst = false } = orders.get(separator) ?? {};
    return dayFirst === monthFirst ? null : dayFirst ? 'dmy' : 'mdy';
  };
}
