import { text } from '../error.js';
import { formatWhole } from '../model/numbers.js';
import { counted } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';

/** Dates of stages that cannot be right. Such leads keep the stages that they have reached. */
export default defineDoubt({
  code: 'stage-before-created',
  asks: ({ census }) => census.stageEarly > 0,
  look: ({ census }) => [{ count: census.stageEarly }],
  say: ({ count }) =>
    text(
      `${counted(count, 'lead')} with a date of a stage before the day they were created: the stage counts`,
      `лидов с датой этапа раньше дня создания: ${formatWhole(count, 'ru')}; этап засчитан`,
    ),
});
