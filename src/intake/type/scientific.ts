import { text } from '../../error.js';
import type { Warning } from '../../model/report.js';
import { counted } from '../../model/text.js';
import type { Shape } from './values/cell-shape.js';
import { isDate, isTime, type Wanted } from './wanted.js';

/** `1e3`, `1,5E+6`: a spreadsheet showed a number in short and saved it so. */
const SCIENTIFIC = /^[-+−]?0+(?:[.,]0+)?e[-+]?0+$/i;

/** Amounts in scientific notation. They are not read, since digits were cut off. */
export function scientific(
  file: string,
  wanted: readonly Wanted[],
  shapes: ReadonlyMap<number, readonly Shape[]>,
): Warning[] {
  return wanted.flatMap(({ index, heading, kind }) => {
    if (isDate({ kind }) || isTime({ kind })) return [];
    const count = (shapes.get(index) ?? [])
      .filter(({ shape }) => SCIENTIFIC.test(shape))
      .reduce((sum, one) => sum + one.count, 0);
    if (count === 0) return [];
    return [
      {
        code: 'scientific-numbers',
        count,
        message: text(
          `${file}: ${counted(count, 'cell')} of «${heading}» in scientific notation (like 1.5E+6) ${count === 1 ? 'is' : 'are'} not read: a spreadsheet cut their digits off; export them again`,
          `${file}: ячеек «${heading}» в экспоненциальной записи (вида 1.5E+6): ${count}; они не читаются: таблица отрезала их цифры; выгрузите заново`,
        ),
      },
    ];
  });
}
