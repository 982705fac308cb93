import { type Text, text } from '../text.js';
import { HYPOTHESES, type Judged, verdictOf } from './hypothesis-figures.js';

const { before, after, n_after, hypothesis_verdict } = HYPOTHESES;

/** A decision is no hypothesis: in Russian it is of another gender. */
const WORDS: ReadonlyMap<unknown, Text> = new Map([
  ['worked', text('worked', 'сработало')],
  ['did not', text('DID NOT WORK', 'НЕ СРАБОТАЛО')],
]);

/** What came of a decision: as for a hypothesis, except that its own day counts as after it. */
export const DECIDED = {
  decided_before: {
    ...before,
    label: text('Then', 'Было'),
    sentence: text(
      'then = the figure of as many whole weeks before the day of the decision, each lead followed as long as since it',
      'было = показатель за столько же целых недель до дня решения; лиды прослежены тот же срок, что и после',
    ),
  },
  decided_after: {
    ...after,
    label: text('Now', 'Стало'),
    sentence: text(
      'now = the figure of the whole weeks since the day of the decision, that day too, up to the end of the week reviewed',
      'стало = показатель за целые недели со дня решения включительно до конца недели, которую разбираем',
    ),
  },
  decided_n: {
    ...n_after,
    label: text('Of', 'Из'),
    sentence: text('of = what the figure of these weeks is divided by', 'из = на что делится показатель этих недель'),
  },
  decided_word: {
    ...hypothesis_verdict,
    label: text('Word', 'Вывод'),
    sentence: text(
      'word = worked where the whole 95% interval of the difference lies on the good side, did not where it lies on the other, undecided in between or where the rest changed as much; sums have none',
      'вывод = сработало, если весь 95%-й интервал разницы по хорошую сторону нуля, не сработало — если по другую, не ясно — между ними или если остальное изменилось не меньше; у сумм вывода нет',
    ),
    told: (row: Judged) => WORDS.get(verdictOf(row)) ?? hypothesis_verdict.told?.(row) ?? null,
  },
} as const;
