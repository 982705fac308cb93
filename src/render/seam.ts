import { isStage, levelOf } from '../model/funnel-stages.js';
import type { Sheet } from '../model/sheet.js';
import { type Lang, text } from '../model/text.js';
import { ownKey } from './key-columns.js';
import { cut, displayWidth, pad } from './width.js';

/** The rows before which the seam is drawn: where counts of leads follow sums out of ad statistics. */
export function seamRows(sheet: Sheet): Set<number> {
  const { rows } = sheet;
  const own = ownKey(sheet);
  const level = (row: number) => {
    const stage = row < 0 ? undefined : own?.value(rows[row]);
    return typeof stage === 'string' && isStage(stage) ? levelOf(stage) : undefined;
  };
  return new Set(rows.map((_, row) => row).filter((row) => level(row - 1) === 'aggregate' && level(row) === 'lead'));
}

/** The line between what is summed and what is counted, drawn over the whole width of the table. */
export function seam(lang: Lang, width: number): string {
  const words = [SEAM[lang], SEAM_SHORT[lang]].find((one) => displayWidth(one) <= width) ?? SEAM_SHORT[lang];
  return pad(cut(words, width), width).replace(/ +$/, (blanks) => ' -'.repeat(blanks.length / 2));
}

const SEAM = text(
  '- - above: sums out of ad statistics; below: each lead of the CRM - -',
  '- - выше: суммы из рекламы; ниже: каждый лид из CRM - -',
);
const SEAM_SHORT = text('- - ad sums above, CRM leads below - -', '- - выше реклама, ниже лиды CRM - -');
