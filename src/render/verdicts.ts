import { type Text, text } from '../model/text.js';
import type { Style } from './styles.js';

/** Capitals only where something is bad: they must catch the eye without colour too. */
export const VERDICTS: ReadonlyMap<string, { readonly words: Text; readonly style: Style }> = new Map([
  ['above', { words: text('above norm', 'выше нормы'), style: 'good' }],
  ['ok', { words: text('within norm', 'в норме'), style: 'plain' }],
  ['below', { words: text('BELOW NORM', 'НИЖЕ НОРМЫ'), style: 'bad' }],
  ['too few', { words: text('too few', 'мало данных'), style: 'quiet' }],
  ['too early', { words: text('too early', 'рано судить'), style: 'quiet' }],
  ['unproven', { words: text('unproven', 'не доказано'), style: 'doubt' }],
  ['cheap_qualified', { words: text('cheap, qualified', 'дёшево, качественно'), style: 'good' }],
  ['cheap_weak', { words: text('CHEAP, WEAK', 'ДЁШЕВО, СЛАБО'), style: 'bad' }],
  ['dear_qualified', { words: text('dear, qualified', 'дорого, качественно'), style: 'good' }],
  ['dear_weak', { words: text('DEAR, WEAK', 'ДОРОГО, СЛАБО'), style: 'bad' }],
  ['mixed', { words: text('mixed', 'неоднозначно'), style: 'doubt' }],
]);
