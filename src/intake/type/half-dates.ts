import { type Text, text, UserError } from '../../error.js';
import { placeOf } from '../../model/entry-place.js';
import { cellsAt } from '../scan/cells-at.js';
import type { Loaded } from '../scan/loaded.js';
import { turnedIn } from './turned-days.js';
import type { Shape } from './values/cell-shape.js';
import { isDate, type Wanted } from './wanted.js';

/** Fewer than so many of either kind prove nothing. */
const FEWEST = 3;

/**
 * Refuses dates of which half have day and month exchanged: nothing in the file tells which those are. Who says
 * `dates: ymd` has looked at them; `unix`, `excel` and patterns tell of other cells.
 */
export function refuseHalfDates(
  loaded: Loaded,
  wanted: readonly Wanted[],
  shapes: ReadonlyMap<number, readonly Shape[]>,
  dates: string | undefined,
): void {
  if (/^\s*ymd\s*$/i.test(dates ?? '')) return;
  for (const { index, heading } of wanted.filter(isDate)) {
    const own = shapes.get(index) ?? [];
    refuseTexts(loaded, index, heading, own);
    refuseTurned(loaded, heading, own);
  }
}

/**
 * In another language than the export's Excel takes 03.04 for the 4th of March and leaves 13.04 a text: then all real
 * dates have a day up to 12, and no text has. In what was saved as text since, only all days together are proof enough.
 */
function refuseTexts(loaded: Loaded, index: number, heading: string, shapes: readonly Shape[]): void {
  const among = (form: RegExp) => shapes.reduce((sum, { shape, count }) => (form.test(shape) ? sum + count : sum), 0);
  if (among(/^0000-00-00/) < FEWEST || among(/^0{1,2}[./-]0{1,2}[./-]00/) < FEWEST) return;
  const { dates, latest, texts, least, days } = daysIn(cellsAt(loaded, index));
  if (dates < FEWEST || texts < FEWEST || latest > 12 || least <= 12) return;
  if (!loaded.isTable && !turnedIn(days)) return;
  throw new UserError(
    text(
      `in «${heading}» ${dates} dates have a day up to 12, and ${texts} that stand as text have none: Excel took day and month of the first for one another`,
      `в «${heading}» у дат (${dates}) день не больше 12, а у записанных текстом (${texts}) — только больше: у первых Excel поменял день и месяц местами`,
    ),
    {
      file: loaded.file.name,
      hint: orRight(
        loaded.file.name,
        text(
          'download the export again and give it as it is, without opening it in Excel',
          'скачайте выгрузку заново и укажите её как есть, не открывая в Excel',
        ),
      ),
    },
  );
}

/** A program that was not told which comes first has exchanged them wherever that gave a date. */
function refuseTurned(loaded: Loaded, heading: string, shapes: readonly Shape[]): void {
  const turned = turnedIn(new Set(shapes.flatMap(({ days = [] }) => [...days])));
  if (turned === null) return;
  const { low, high, example, before } = turned;
  throw new UserError(
    text(
      `in «${heading}» some of the ${low} days up to the 12th stand in months that have no later day, and read the other way round (${example} as ${before}) all ${low} fall into the months of the ${high} later ones: a program took day and month of the first for one another`,
      `в «${heading}» часть дней до 12-го (всего ${low}) стоит в месяцах, где более поздних нет, а прочитанные наоборот (${example} как ${before}) все ${low} попадают в месяцы более поздних (${high}): у первых программа поменяла день и месяц местами`,
    ),
    {
      file: loaded.file.name,
      hint: orRight(
        loaded.file.name,
        text(
          'download the export again and give it as it is; a script has to say that the day comes first (in pandas dayfirst=True)',
          'скачайте выгрузку заново и укажите её как есть; скрипт должен указывать, что день стоит первым (в pandas dayfirst=True)',
        ),
      ),
    },
  );
}

/** The entry of the one file comes first: the option switches the check off for all. */
const orRight = (file: string, { en, ru }: Text): Text => {
  const entry = `files: [{${placeOf(file)}, dates: ymd}]`;
  return text(
    `${en}; if the dates are right as they stand, say so in funnel.yaml: ${entry}, or of all files: --dates ymd`,
    `${ru}; если даты верны, укажите в funnel.yaml: ${entry}, а если во всех файлах, то --dates ymd`,
  );
};

/**
 * The real dates with the latest day among them, the texts with the smallest number that may be a day in each, and the days
 * of both.
 */
function daysIn(cells: Iterable<string | null>) {
  const days = new Set<string>();
  const found = { dates: 0, latest: 0, texts: 0, least: Number.POSITIVE_INFINITY, days };
  for (const cell of cells) {
    if (cell === null) continue;
    const [date, day] = /^[0-9]{4}-[0-9]{2}-([0-9]{2})/.exec(cell) ?? [];
    const [, first, second, year = ''] = /^([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{2,4})/.exec(cell) ?? [];
    if (date !== undefined) {
      found.dates++;
      found.latest = Math.max(found.latest, Number(day));
      days.add(date);
    } else if (first !== undefined) {
      const [month, later] = [Number(first), Number(second)].sort((a, b) => a - b) as [number, number];
      found.texts++;
      found.least = Math.min(found.least, later);
      days.add([year.padStart(4, '20'), ...[month, later].map((part) => `${part}`.padStart(2, '0'))].join('-'));
    }
  }
  return found;
}
