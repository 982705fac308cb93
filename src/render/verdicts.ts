import { type Text, text } from '../model/text.js';
import type { Style } from './styles.js';

/** Only bad verdicts are in capitals: they must be seen without colours, too. */
export const VERDICTS: ReadonlyMap<string, { readonly words: Text; readonly style: Style }> = new Map([
  ['above', { words: text('above norm', 'выше нормы'), style: 'good' }],
  ['ok', { words: text('within norm', 'в норме'), style: 'plain' }],
  ['below', { words: text('BELOW NORM', 'НИЖЕ НОРМЫ'), style: 'bad' }],
  // For figures that should be low.
  ['above, and less is better', { words: text('ABOVE NORM', 'ВЫШЕ НОРМЫ'), style: 'bad' }],
  ['below, and less is better', { words: text('below norm', 'ниже нормы'), style: 'good' }],
  ['too few', { words: text('too few', 'мало'), style: 'quiet' }],
  ['too early', { words: text('too early', 'рано судить'), style: 'quiet' }],
  ['undated', { words: text('no dates', 'нет дат'), style: 'doubt' }],
  ['unproven', { words: text('gaps in the CRM', 'пробелы в CRM'), style: 'doubt' }],
  ['clearly up', { words: text('clearly up', 'явно выше'), style: 'plain' }],
  ['clearly down', { words: text('clearly down', 'явно ниже'), style: 'plain' }],
  ['too close to call', { words: text('too close to call', 'в пределах случайного'), style: 'quiet' }],
  ['worked', { words: text('worked', 'сработала'), style: 'good' }],
  ['did not', { words: text('DID NOT WORK', 'НЕ СРАБОТАЛА'), style: 'bad' }],
  ['undecided', { words: text('undecided', 'пока не ясно'), style: 'quiet' }],
  ['above usual', { words: text('above usual', 'выше обычного'), style: 'strong' }],
  ['below usual', { words: text('below usual', 'ниже обычного'), style: 'strong' }],
  ['whole', { words: text('whole', 'целиком'), style: 'plain' }],
  ['partial', { words: text('partial', 'не целиком'), style: 'quiet' }],
  ['cheap_qualified', { words: text('lead cheaper, and pays off', 'лид дешевле и окупается'), style: 'good' }],
  ['cheap_weak', { words: text('CHEAP, NO RETURN', 'ДЁШЕВО И БЕЗ ОТДАЧИ'), style: 'bad' }],
  ['dear_qualified', { words: text('lead dearer, but pays off', 'лид дороже, но окупается'), style: 'good' }],
  ['dear_weak', { words: text('DEAR, NO RETURN', 'ДОРОГО И БЕЗ ОТДАЧИ'), style: 'bad' }],
  ['near', { words: text('like the others', 'как у других'), style: 'plain' }],
  ['mixed', { words: text('disputed', 'спорно'), style: 'doubt' }],
  ['both', { words: text('both look into it', 'разбирают вместе'), style: 'plain' }],
  ['marketing', { words: text('marketing starts', 'начинает маркетинг'), style: 'plain' }],
  ['sales', { words: text('sales start', 'начинают продажи'), style: 'plain' }],
  ['yes', { words: text('yes', 'да'), style: 'good' }],
  ['no', { words: text('no', 'нет'), style: 'bad' }],
]);
