import type { Engine } from '../../engines/engine.js';
import { joined, name, type Sql, sql } from '../../engines/sql.js';
import { text } from '../../error.js';
import type { Warning } from '../../model/report.js';
import { counted } from '../../model/text.js';
import { type Reading, type Shape, shapeOf } from './values/cell-shape.js';
import type { Wanted } from './wanted.js';

/** `1e3`, `1,5E+6`: a spreadsheet showed a number in short, and saved what it showed. */
const SCIENTIFIC = /^[-+−]?0+(?:[.,]0+)?e[-+]?0+$/i;

/** Amounts in scientific notation: not read, since the digits that were cut off are gone. */
export function scientific(
  file: string,
  wanted: readonly Wanted[],
  shapes: ReadonlyMap<string, readonly Shape[]>,
): Warning[] {
  return wanted.flatMap(({ column, heading, kind }) => {
    if (kind === 'moment' || kind === 'day' || kind === 'duration') return [];
    const count = (shapes.get(column) ?? [])
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

/** Moments that the clocks of a file's time zone skip or show twice, by column. Source: bad-input, C10. */
export async function clockChanges(
  engine: Engine,
  table: string,
  file: string,
  columns: readonly { column: string; heading: string }[],
  readings: ReadonlyMap<string, Reading>,
): Promise<Warning[]> {
  const warnings: Warning[] = [];
  for (const { column, heading } of columns) {
    const clock = readings.get(column)?.clock;
    if (!clock) continue;
    const cell = name(column);
    const count = (holds: (cell: Sql, shape: Sql) => Sql) => sql`count(*) filter (where ${holds(cell, sql`shape`)})`;
    const [[skipped, repeated] = []] = await engine.query(
      sql`select ${joined([count(clock.skipped), count(clock.repeated)], ', ')} from (select ${cell}, ${shapeOf(cell)} as shape from ${name(table)})`,
    );
    const [gap, twice] = [Number(skipped), Number(repeated)];
    if (gap + twice === 0) continue;
    const parts = (lang: 'en' | 'ru') =>
      [
        ...(gap > 0
          ? [
              lang === 'en'
                ? `${gap} in the hour that was skipped, read an hour later`
                : `${gap} в пропущенный час, прочитаны часом позже`,
            ]
          : []),
        ...(twice > 0
          ? [
              lang === 'en'
                ? `${twice} in the hour that came twice, read as the first`
                : `${twice} в час, который был дважды, прочитаны как первый`,
            ]
          : []),
      ].join('; ');
    warnings.push({
      code: 'clock-changes',
      count: gap + twice,
      message: text(
        `${file}: moments of «${heading}» on a night when clocks were changed: ${parts('en')}`,
        `${file}: моменты «${heading}» в ночь перевода часов: ${parts('ru')}`,
      ),
    });
  }
  return warnings;
}
