import { type Text, text, UserError } from '../error.js';
import type { AlikePair } from '../facts/alike-rows.js';
import { formatWhole } from '../model/numbers.js';
import { counted } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';

interface Found extends AlikePair {
  count: number;
  list: string;
}

const HINT = text(
  'export them with IDs, or read only one of the files: name the other under ignore in funnel.yaml; if they are lists of different leads, tell them apart there: set: {manager: …} for each',
  'выгрузите их с ID или читайте только один из файлов: другой укажите в ignore в funnel.yaml; если это разные лиды, различите файлы там же: set: {manager: …} у каждого',
);

/**
 * Each row without an ID is a lead of its own. A row that stands in two downloads of one list is one lead. If each
 * download has other rows on the same days as well, nothing tells whether these are the same leads in a later state.
 */
export default defineDoubt<Found>({
  code: 'rows-alike',
  asks: ({ alike }) => alike.length > 0,
  look: ({ alike, files }) =>
    alike.map((pair) => ({
      ...pair,
      count: pair.alike,
      list: pair.files.map((file) => files[file] ?? '').join(', '),
    })),
  say: (found) => (found.counts === 'open' ? areOpen(found) : areCounted(found)),
  refuses: (found) => (found.counts === 'open' ? new UserError(areOpen(found), { hint: HINT }) : null),
});

const areCounted = ({ count, list, counts }: Found): Text =>
  counts === 'once'
    ? text(
        `${counted(count, 'row')} without an ID that ${list} hold alike: downloads of the same days, counted once; if they are different leads, tell the files apart in funnel.yaml: set: {manager: …} for each`,
        `строк без ID, одинаковых в ${list}: ${formatWhole(count, 'ru')}; это выгрузки за одни и те же дни, строки посчитаны один раз; если это разные лиды, различите файлы в funnel.yaml: set: {manager: …} у каждого`,
      )
    : text(
        `${counted(count, 'row')} without an ID that ${list} hold alike: counted in each of them; export them with IDs, or read only one of the files`,
        `строк без ID, одинаковых в ${list}: ${formatWhole(count, 'ru')}; посчитаны в каждом файле; выгрузите их с ID или читайте только один из файлов`,
      );

const areOpen = ({ count, list, rows: [a, b] }: Found): Text =>
  text(
    `${list} hold ${formatWhole(count, 'en')} rows without an ID alike, of ${formatWhole(a, 'en')} and ${formatWhole(b, 'en')} on the days of both: whether the others are the same leads as they stood later, nothing tells`,
    `${list}: одинаковых строк без ID ${formatWhole(count, 'ru')}, а всего за общие дни ${formatWhole(a, 'ru')} и ${formatWhole(b, 'ru')}: остальные — те же лиды, но позже, или другие, ничто не говорит`,
  );
