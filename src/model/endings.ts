import { type Text, text } from './text.js';

/** How a lead has ended, or that it has not, in words. */
export const ENDINGS: ReadonlyMap<string, Text> = new Map([
  ['won', text('won', 'сделка')],
  ['lost', text('lost', 'отказ')],
  ['open', text('open', 'в работе')],
]);
