import { text } from '../../error.js';
import type { Warning } from '../../model/report.js';
import type { Typed } from '../type/type.js';
import { countMarked, type Tally } from './tally.js';

/** Moments that the clocks of a file's time zone skip or show twice, by column. Source: bad-input, C10. */
export function clockChanges(file: string, { marks }: Typed, counted: Tally): Warning[] {
  const countOf = (what: 'skipped' | 'repeated', index: number) =>
    marks
      .filter((mark) => mark.of === what && mark.index === index)
      .reduce((sum, mark) => sum + countMarked(counted, mark, () => true), 0);
  return marks.flatMap(({ of, index, heading }): Warning[] => {
    if (of !== 'skipped') return [];
    const [gap, twice] = [countOf('skipped', index), countOf('repeated', index)];
    if (gap + twice === 0) return [];
    const en = [
      ...(gap > 0 ? [`${gap} in the hour that was skipped, read an hour later`] : []),
      ...(twice > 0 ? [`${twice} in the hour that came twice, read as the first`] : []),
    ];
    const ru = [
      ...(gap > 0 ? [`${gap} в пропущенный час, прочитаны часом позже`] : []),
      ...(twice > 0 ? [`${twice} в час, который был дважды, прочитаны как первый`] : []),
    ];
    return [
      {
        code: 'clock-changes',
        count: gap + twice,
        message: text(
          `${file}: moments of «${heading}» on a night when clocks were changed: ${en.join('; ')}`,
          `${file}: моменты «${heading}» в ночь перевода часов: ${ru.join('; ')}`,
        ),
      },
    ];
  });
}
