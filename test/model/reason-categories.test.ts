import { describe, expect, it } from 'vitest';
import { categoryOf } from '../../src/model/reason-categories.js';

describe('a word tells the category of a reason where it begins, and not inside of another', () => {
  it.each(['Цена', 'не устроила цена', 'ценой недовольны', 'Ценовая политика', '«Цены»'])(
    '«%s» is of the price',
    (said) => {
      expect(categoryOf(said)).toBe('price');
    },
  );

  it.each(['Сцено-план', 'нужна сцена', 'сцену не собрали', 'мизансцены'])('«%s» is not', (said) => {
    expect(categoryOf(said)).toBeNull();
  });
});
