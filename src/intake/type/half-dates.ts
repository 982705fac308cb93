import { text, UserError } from '../../error.js';
import { cellsAt } from '../scan/cells-at.js';
import type { Loaded } from '../scan/loaded.js';
import type { Shape } from './values/cell-shape.js';
import { isDate, type Wanted } from './wanted.js';

/** Fewer than so many of either kind prove nothing. */
const FEWEST = 3;

/**
 * Refuses dates that Excel has half converted. In another language than the export's it takes 03.04 for the 4th of March
 * and leaves 13.04 a text: then all real dates have a day up to 12, and no text has. Half of the dates have day and month
 * exchanged, and nothing in the file tells which is right.
 */
export function refuseHalfDates(
  loaded: Loaded,
  wanted: readonly Wanted[],
  shapes: ReadonlyMap<number, readonly Shape[]>,
): void {
  if (!loaded.isTable) return;
  for (const { index, heading } of wanted.filter(isDate)) {
    const among = (form: RegExp) =>
      (shapes.get(index) ?? []).reduce((sum, { shape, count }) => (form.test(shape) ? sum + count : sum), 0);
    if (among(/^0000-00-00/) < FEWEST || among(/^0{1,2}[./-]0{1,2}[./-]00/) < FEWEST) continue;
    const { dates, latest, texts, least } = daysIn(cellsAt(loaded, index));
    if (dates < FEWEST || texts < FEWEST || latest > 12 || least <= 12) continue;
    throw new UserError(
      text(
        `in «${heading}» ${dates} dates have a day up to 12, and ${texts} that stand as text have none: Excel took day and month of the first for one another`,
        `в «${heading}» у дат (${dates}) день не больше 12, а у записанных текстом (${texts}) — только больше: у первых Excel поменял день и месяц местами`,
      ),
      {
        file: loaded.file.name,
        hint: text(
          'download the export again and give it as it is, without opening it in Excel',
          'скачайте выгрузку заново и укажите её как есть, не открывая в Excel',
        ),
      },
    );
  }
}

/** The real dates with the latest day among them, and the texts with the smallest number that may be a day in each. */
function daysIn(cells: Iterable<string | null>) {
  const found = { dates: 0, latest: 0, texts: 0, least: Number.POSITIVE_INFINITY };
  for (const cell of cells) {
    if (cell === null) continue;
    const [, day] = /^[0-9]{4}-[0-9]{2}-([0-9]{2})/.exec(cell) ?? [];
    const [, first, second] = /^([0-9]{1,2})[./-]([0-9]{1,2})[./-][0-9]{2,4}/.exec(cell) ?? [];
    if (day !== undefined) {
      found.dates++;
      found.latest = Math.max(found.latest, Number(day));
    } else if (first !== undefined) {
      found.texts++;
      found.least = Math.min(found.least, Math.max(Number(first), Number(second)));
    }
  }
  return found;
}
