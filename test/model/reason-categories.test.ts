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

describe('a lead that is another once more', () => {
  it.each([
    ...['Дубль', 'Дорого (дубль)', 'Не дозвонились, дубль', 'Повтор', 'Двойная заявка', 'Задвоение', 'Уже есть в базе'],
    ...['Уже клиент', 'Dupe', 'Double entry', 'Already in the CRM', 'Duplikat'],
  ])('«%s» is a duplicate', (said) => expect(categoryOf(said)).toBe('duplicate'));

  it.each([
    ...[
      'Не дубль',
      'не является дублем',
      'Не повторная заявка',
      'not a duplicate',
      'дублей нет',
      'Перезвонить повторно',
    ],
    ...['Double price', 'Уже клиент конкурента', 'Повторная продажа', 'already in talks with a competitor'],
  ])('«%s» is none', (said) => expect(categoryOf(said)).not.toBe('duplicate'));
});
