import { type Text, text } from './text.js';

/** Who is given a lead: what its records say, or the touches before it. */
export const ATTRIBUTIONS = ['recorded', 'last-non-direct', 'first', 'last', 'linear', 'position', 'decay'] as const;
export type Attribution = (typeof ATTRIBUTIONS)[number];
export type TouchModel = Exclude<Attribution, 'recorded'>;

/** What each model says, in half a sentence. */
export const MODEL_WORDS: Readonly<Record<TouchModel, Text>> = {
  'last-non-direct': text(
    'the last touch that is not direct, else the last',
    'последнее непрямое касание, если таких нет — последнее',
  ),
  first: text('the first touch', 'первое касание'),
  last: text('the last touch', 'последнее касание'),
  linear: text('all touches alike', 'все касания поровну'),
  position: text(
    '40 % the first, 40 % the last, 20 % those between; two touches half each',
    '40 % первое, 40 % последнее, 20 % остальные; два касания — пополам',
  ),
  decay: text(
    'all touches, one seven days earlier half as much',
    'все касания; то, что на семь дней раньше, весит вдвое меньше',
  ),
};
