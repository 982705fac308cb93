import { text } from '../../error.js';
import type { Warning } from '../../model/report.js';
import { counted, NO_WORDS } from '../../model/text.js';
import type { Loaded } from '../scan/loaded.js';
import type { Mark } from '../type/marks.js';
import type { Typed } from '../type/type.js';
import { countMarked, type Tally } from './tally.js';

/**
 * Rows that a rule of the export itself takes for no leads, though a person may: the warning says how to keep those that
 * somebody works on.
 */
export function notLeads({ file, recognised }: Loaded, { marks }: Typed, tally: Tally): Warning[] {
  const [rule] = recognised.rows.filter(({ why }) => why);
  const count = (of: Mark['of']) =>
    marks.reduce((sum, mark) => (mark.of === of ? sum + countMarked(tally, mark, ({ excluded }) => excluded) : sum), 0);
  const [all, worked] = [count('no-lead'), count('worked-on')];
  if (!rule?.why || all === 0) return [];
  const heading = rule.unless?.heading;
  const keep = `rules: {lead: {${JSON.stringify(heading)}: present}}`;
  const more =
    worked === 0 || heading === undefined
      ? NO_WORDS
      : text(
          `; ${worked} of them ${worked === 1 ? 'has' : 'have'} a «${heading}»: if these are leads, say so in funnel.yaml: ${keep}`,
          `; из них с «${heading}»: ${worked}; если это лиды, укажите в funnel.yaml: ${keep}`,
        );
  return [
    {
      code: 'left-out',
      count: all,
      message: text(
        `${file.name}: ${counted(all, 'row')} left out: ${rule.why.en}${more.en}`,
        `${file.name}: строк не учтено: ${all}: ${rule.why.ru}${more.ru}`,
      ),
    },
  ];
}
