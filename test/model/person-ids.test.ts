import { describe, expect, it } from 'vitest';
import { normalised } from '../../src/model/person-ids.js';

describe('a phone as it is compared', () => {
  it.each([
    '+7 916 123-45-60',
    '8 (916) 123-45-60',
    '89161234560',
    '9161234560',
    '7 916 123 45 60 доб. 12',
    '8-916-123-45-60 (доб. 12)',
    '8 916 123 45 60 добавочный № 7',
    '+7 916 123 45 60 (ext. 5)',
    '+8 916 123 45 60',
    "'+79161234560",
    '007 916 1234560',
    'тел. 8-916-123-45-60; +7 495 000-11-22',
    '79161234560.0',
    '79161234560.00 ',
    '8 916 123-45-60 (доб. 12 )',
    '495 000; 8 916 123-45-60',
    '916 123-45-60 (+ WhatsApp)',
    '\u200b+7\u00a0916\u00a01234560',
  ])('%s is one number in Russia', (written) => {
    expect(normalised('phone', written, 'RU')).toBe('79161234560');
  });

  it.each([
    ['030 1234569', 'DE', '49301234569'],
    ['+49 (0)30 1234569', 'DE', '49301234569'],
    ['(212) 555-0188', 'US', '12125550188'],
    ['8 029 650-11-22', 'BY', '375296501122'],
    ['80 29 650-11-22', 'BY', '375296501122'],
    ['+375 29 650-11-22', 'RU', '375296501122'],
    ['375296501122', 'RU', '375296501122'],
    ['8.916.123.45.00', 'RU', '79161234500'],
    ['123-45-60', 'RU', null],
    ['99161234560', 'RU', null],
    ['9161234560', undefined, '9161234560'],
    // Fifteen digits are the longest there are.
    ['+999161234560123', 'RU', '999161234560123'],
    ['+9991612345601234', 'RU', null],
    ['9991612345601234', undefined, null],
    // Where nothing is dialled before a number at home, nothing is taken off; elsewhere just that.
    ['+901234569', 'UZ', '901234569'],
    ['90 123-45-69', 'UZ', '998901234569'],
    ['+0 30 1234569', 'DE', '49301234569'],
    ['06 30 123 4569', 'HU', '36301234569'],
    ['91612345', undefined, null],
    ['+8 916 123-45-60', undefined, '89161234560'],
    ['+8 916 123-45-57', 'RU', '79161234557'],
    ['тел. +49 30 1234569', 'RU', '49301234569'],
    ['8.029-650-11-22', 'BY', '375296501122'],
    ['8.029 650 11 22', 'BY', '375296501122'],
    ['+600 100 200', 'PL', '600100200'],
    ['16502530001', 'GB', null],
    // What nobody's numbers end with stands in others too.
    ['8 800 000-00-01', 'RU', '78000000001'],
    ['+7 123 456-78-12', 'RU', '71234567812'],
    ['+49 012345678 91', 'DE', '4901234567891'],
    ['+7 765 432-10-55', 'RU', '77654321055'],
  ] as const)('%s in %s', (written, country, number) => {
    expect(normalised('phone', written, country)).toBe(number);
  });

  it.each([
    '',
    '-',
    'нет',
    '7,92E+10',
    '7.916E10',
    '+7 916 ***-**-60',
    '8 999 999-99-99',
    '+7 (912) 123-45-67',
    '8 800 000 00 00',
    '+7 912 345-67-89',
    '8 916 123-45-60*',
    '7e9161234560',
    '7е+9161234560',
    '+123456',
    '+0916 123 45 60',
    '+4930123456912345',
    `${' '.repeat(300)}89161234560`,
  ])('%s is nobody’s', (written) => expect(normalised('phone', written, 'RU')).toBeNull());

  it('an address has no case and no name around it', () => {
    for (const written of ['Ann@Shop.ru', ' mailto:ann@shop.ru', 'Ann <ANN@shop.ru>', '(ann@shop.ru)', 'ann@shop.ru.'])
      expect(normalised('email', written, undefined)).toBe('ann@shop.ru');
    for (const own of ['piano@shop.ru', 'ann@mail.shop.ru'])
      expect(normalised('email', `${own}, 7`, undefined)).toBe(own);
    for (const written of [
      '',
      'ann',
      'ann@shop;b.ru',
      `${' '.repeat(300)}ann@shop.ru`,
      'test@shop.ru',
      'no@no.ru',
      'name@example.com',
      'John.Doe@example.org',
    ])
      expect(normalised('email', written, undefined)).toBeNull();
  });

  it('an invented address tells one person from another all the same', () => {
    expect(normalised('email', 'P7@Example.com', undefined)).toBe('p7@example.com');
  });
});
