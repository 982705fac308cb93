import { basename } from 'node:path';
import { text, UserError } from '../../error.js';
import type { FileSettings } from '../../model/settings.js';
import { dayIn, periodIn } from '../shape/preamble.js';
import { monthAndDigits, yearsOfDates } from '../shape/span-words.js';

/** What a file tells of its years, apart from the column in question. */
export interface Around {
  file: string;
  preamble: readonly string[];
  settings: FileSettings | undefined;
  /** The different cells of its other columns. */
  others: () => Iterable<string>;
}

/**
 * Decides whether the two digits of `Oct 26` are a year. They are if the other dates of the file are of that year or one
 * beside it, if no month has such a day, or if the months follow each other. Else they may be days (`Oct 12`, `Oct 19`),
 * and only a person knows which October it was.
 */
export function requireYears(heading: string, cells: Iterable<string>, around: Around): void {
  const own = [...cells];
  const short = own.flatMap((cell) => {
    const found = monthAndDigits(cell);
    return found ? [{ cell, ...found }] : [];
  });
  const [first] = short;
  if (first === undefined || /(?<!y)yy(?!y)/.test(around.settings?.dates ?? '')) return;
  const known = yearsAround(own, around);
  const isOfKnown = ({ digits }: { digits: number }) =>
    2000 + digits >= Math.min(...known) - 1 && 2000 + digits <= Math.max(...known) + 1;
  if (known.length > 0 ? short.every(isOfKnown) : short.some(({ digits }) => digits > 31) || followEachOther(short))
    return;
  const { cell, digits } = short.find((one) => known.length > 0 && !isOfKnown(one)) ?? first;
  throw new UserError(
    text(
      `«${heading}»: «${cell}» may be of the year 20${String(digits).padStart(2, '0')}, or day ${digits} of a month`,
      `«${heading}»: «${cell}» — это либо 20${String(digits).padStart(2, '0')} год, либо ${digits}-е число`,
    ),
    {
      file: around.file,
      hint: text(
        'write the years with four digits (Oct 2026), and days as dates (2026-10-12); or, where they are years, say dates: dd.MM.yy for the file in funnel.yaml',
        'пишите год четырьмя цифрами (октябрь 2026), а дни — датами (12.10.2026); если это годы, укажите для файла dates: dd.MM.yy в funnel.yaml',
      ),
    },
  );
}

function yearsAround(own: readonly string[], { file, preamble, settings, others }: Around): number[] {
  const name = basename(file);
  const period = settings?.period ?? periodIn(preamble) ?? periodIn([name]);
  const stated = [period?.from, period?.to, dayIn(name)].flatMap((day) => day ?? []);
  const years = own.flatMap((cell) => /(?<!\d)(20\d{2})(?!\d)/u.exec(cell)?.[1] ?? []);
  return [...years.map(Number), ...yearsOfDates([...stated, ...others()])];
}

/** Two months or more, each right after the one before: days of several months do not fall so. */
function followEachOther(short: readonly { month: number; digits: number }[]): boolean {
  const months = [...new Set(short.map(({ month, digits }) => digits * 12 + month))].sort((a, b) => a - b);
  return months.length > 1 && months.every((month, at) => at === 0 || month === (months[at - 1] as number) + 1);
}
