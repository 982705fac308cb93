import { isStage, levelOf } from '../model/funnel-stages.js';
import type { Sheet } from '../model/sheet.js';
import { type Lang, type Text, text } from '../model/text.js';
import { ownKey } from './key-columns.js';
import { cut, displayWidth, pad } from './width.js';

/** The words of the line between two kinds of rows: the full ones, and shorter ones. */
export type Seam = readonly [Text, Text];

/**
 * The rows before which a seam is drawn: counts of leads after sums of ad statistics, and sums of a sheet after the
 * total.
 */
export function seamsOf(sheet: Sheet): ReadonlyMap<number, Seam> {
  const own = ownKey(sheet);
  const level = (row: unknown) => {
    const stage = own?.value(row);
    return typeof stage === 'string' && isStage(stage) ? levelOf(stage) : undefined;
  };
  const what = sheet.columns.find(({ name }) => name === 'row');
  return new Map(
    sheet.rows.flatMap((row, at): [number, Seam][] => {
      const before = sheet.rows[at - 1];
      if (before === undefined) return [];
      if (level(before) === 'aggregate' && level(row) === 'lead') return [[at, STAGES]];
      return what?.value(row) === 'aggregate' && what.value(before) !== 'aggregate' ? [[at, SUMS]] : [];
    }),
  );
}

/** The words of a seam without its dashes. */
export const seamWords = (said: Text, lang: Lang): string => said[lang].replaceAll(/^- - | - -$/g, '');

/** The line between two kinds of rows, over the whole width of the table. */
export function seam(said: Seam, lang: Lang, width: number): string {
  const [, short] = said;
  const words = said.map((one) => one[lang]).find((one) => displayWidth(one) <= width) ?? short[lang];
  return pad(cut(words, width), width).replace(/ +$/, (blanks) => ' -'.repeat(blanks.length / 2));
}

const STAGES: Seam = [
  text(
    '- - above: sums out of ad statistics; below: each lead of the CRM - -',
    '- - выше: суммы из рекламы; ниже: каждый лид из CRM - -',
  ),
  text('- - ad sums above, CRM leads below - -', '- - выше реклама, ниже лиды CRM - -'),
];
const SUMS: Seam = [
  text('- - below: sums as a sheet has them, in no total - -', '- - ниже: суммы из таблицы, ни в одном итоге - -'),
  text('- - sums of a sheet, in no total - -', '- - суммы таблицы, вне итогов - -'),
];
