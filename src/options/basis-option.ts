import { text } from '../error.js';
import { BASES, type Basis } from '../model/lead-events.js';
import { BROKEN_DOWN, defineOption, oneOf } from './define-option.js';

export const basis = defineOption({
  flags: '--basis <days>',
  help: text(
    'cohort: leads created on these days, and all that became of them; event: what happened on these days, each stage, loss and deal by its own day',
    'cohort — лиды, созданные в эти дни, и всё, что с ними стало; event — что произошло в эти дни: этапы, отказы и сделки по своему дню',
  ),
  on: BROKEN_DOWN,
  choices: BASES,
  default: 'cohort',
  given: oneOf(BASES),
  read: (written: Basis | undefined): Basis => written ?? 'cohort',
});
