import { text } from '../../error.js';
import type { Warning } from '../../model/report.js';
import type { Loaded } from '../scan/loaded.js';
import { entryOf } from '../shape/entry.js';
import type { Older } from '../type/running.js';

/** What a column is called that says when a row was taken. */
const TAKEN =
  /time|stamp|snapshot|updated|synced|fetched|loaded|taken|as of|выгру[зж]|загру[зж]|обновл|врем|снят|срез|момент/iu;

/** Totals that were taken several times a day and are added up. */
export function runningTotals({ file, shape }: Loaded, rows: number): Warning[] {
  if (rows === 0) return [];
  const heading = shape.headings.find((one) => TAKEN.test(one));
  const entry = entryOf(file.name, {}, { latest: heading === undefined ? '…' : JSON.stringify(heading) });
  return [
    {
      code: 'running-totals',
      count: rows,
      message: text(
        `${file.name}: rows of the same day and campaign come again, and never with less (${rows}): where they are running totals, only the last of each counts; say so in funnel.yaml: ${entry}, with the column of moments`,
        `${file.name}: строки того же дня и кампании повторяются, и ни разу не меньше прежних (${rows}): если это нарастающий итог, считать надо последнюю; укажите в funnel.yaml: ${entry}, столбец с моментом`,
      ),
    },
  ];
}

/** Warns of a column that tells running totals apart, though its value may just have changed within one row. */
export function perhapsApart({ file }: Loaded, older: Older | null): Warning[] {
  return (older?.perhaps ?? []).map((heading) => ({
    code: 'running-totals',
    count: 1,
    message: text(
      `${file.name}: the last row of each «${heading}» counts: where it only changed from one row to the next, take the column out of the file`,
      `${file.name}: учтена последняя строка по каждому значению «${heading}»: если оно лишь менялось от строки к строке, уберите этот столбец из файла`,
    ),
  }));
}
