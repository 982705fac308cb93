import type { Config } from '../config/schema.js';
import { UserError } from '../error.js';
import { isDay } from '../model/dates.js';
import { isHoursOfADay, readHours } from '../model/day-hours.js';
import { mask } from '../model/fold.js';
import { type Text, text } from '../model/text.js';
import type { Hours, WorkingTime } from '../model/working-time.js';
import { readSmallTable, type SmallTable } from './small-table.js';

/**
 * The calendar of the configuration, with the days of the file that it names; null: there is none.
 *
 * @throws {UserError} Where that file has a line that is no day.
 */
export async function workingTimeOf(
  { sla }: Config,
  file: { path: string; name: string } | null,
): Promise<WorkingTime | null> {
  const calendar = sla?.calendar;
  if (!calendar) return null;
  const { days, hours, holidays: written, byManager = new Map() } = calendar;
  const own = typeof written === 'string' ? [] : written.map((day) => [day, null] as const);
  const holidays: ReadonlyMap<string, Hours | null> = file ? await readHolidays(file.path, file.name) : new Map(own);
  return { days, hours, holidays, byManager };
}

const EXPECTED = text(
  'a line like 2026-01-01, (a day off) or 2026-11-07,09:00-15:00 (a working one)',
  'строка вида 2026-01-01, (выходной) или 2026-11-07,09:00-15:00 (рабочий день)',
);
const TABLE: SmallTable = {
  headings: { date: ['date', 'day', 'дата', 'день'], hours: ['hours', 'часы', 'время'] },
  optional: ['hours'],
  what: text(
    'a file of holidays needs the headings date,hours, each once',
    'файлу праздников нужны заголовки date,hours, каждый один раз',
  ),
  expected: EXPECTED,
};

/** Reads `date,hours`. A date without hours is a day off; with hours it is a working day, whatever the weekday. */
async function readHolidays(path: string, name: string): Promise<Map<string, Hours | null>> {
  const found = new Map<string, Hours | null>();
  const lines = new Map<string, number>();
  for (const { line, cells } of await readSmallTable(path, name, TABLE)) {
    const wrong = (what: Text) => new UserError(what, { file: name, line, hint: EXPECTED });
    const day = (cells.date ?? '').replace(/^(\d\d)\.(\d\d)\.(\d{4})$/, '$3-$2-$1');
    if (!isDay(day)) throw wrong(text(`not a day: ${mask(day)}`, `это не день: ${mask(day)}`));
    const written = cells.hours ?? '';
    const hours = written === '' ? null : readHours(written);
    if (hours === undefined || (hours && !isHoursOfADay(hours)))
      throw wrong(text(`not hours of one day: ${mask(written)}`, `это не часы одного дня: ${mask(written)}`));
    const before = lines.get(day);
    if (before !== undefined)
      throw wrong(
        text(
          `${day} stands twice, first in line ${before}`,
          `${day} встречается дважды, первый раз в строке ${before}`,
        ),
      );
    lines.set(day, line);
    found.set(day, hours);
  }
  return found;
}
