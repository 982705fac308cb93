import { describe, expect, it } from 'vitest';
import { hidePeople } from '../../src/model/people.js';

const PHONES = [
  ...['+7 999 123-45-67', '8 (999) 123-45-67', '89991234567', '+79991234567', '8-999-123-45-67', '9991234567'],
  ...['+1 (555) 123-4567', '555-123-4567', '+44 20 7946 0958', '+49 30 123456', '(495) 123 45 67', '123-45-67'],
  '8 999 123 45 67',
];

describe('what others wrote is shown without people', () => {
  it.each(PHONES)('a phone number is hidden, wherever it stands: %s', (phone) => {
    for (const text of [phone, `тел.${phone}`, `Звонить ${phone} вечером`, `${phone}, ${phone}`, `${phone} ${phone}`])
      expect(hidePeople(text, 'free')).not.toMatch(/\d/);
    for (const text of [`Звонить ${phone} вечером`, `«${phone} Дорого»: 12`])
      expect(hidePeople(text, 'sentence')).not.toMatch(/\d{3}/);
  });

  it.each(['ivan.petrov@example.com', 'ИВАН@почта.рф', 'a+b@mail.example.co.uk'])(
    'a mail address is hidden: %s',
    (mail) => {
      for (const wording of ['free', 'named', 'sentence'] as const)
        expect(hidePeople(`Писать на <${mail}>, не звонить`, wording)).toBe('Писать на <•••>, не звонить');
    },
  );

  it('three capitalised words are hidden beside one of these, and alone they stay', () => {
    expect(hidePeople('Иванова Анна Сергеевна, 8 999 123-45-67', 'free')).toBe('•••, •••');
    expect(hidePeople('Позвонить Иванову Ивану Ивановичу +7 916 123-45-67', 'free')).toBe('••• •••');
    expect(hidePeople('Dr Mary Jane Ann Watson, m@x.ru', 'sentence')).toBe('•••, •••');
    expect(hidePeople('Дорого Долго Далеко', 'free')).toBe('Дорого Долго Далеко');
  });

  it.each([
    ...[
      'Пишите в тг @ivan_petrov',
      'ответит t.me/ivan_petrov',
      'skype: ivan.petrov, вечером',
      'вот vk.com/ivan.petrov',
    ],
    ...['паспорт 4509 123456', 'СНИЛС: 112-233-445 95', 'полис №1234567890123456', 'карта 4276 1234 5678 9012'],
    ...['8/999/123/45/67', '8_999_123_45_67', '8‑999‑123‑45‑67', 'моб. 9 991 234 567'],
  ])('messengers, documents and numbers with other signs are hidden in free words: %s', (text) => {
    expect(hidePeople(text, 'free')).toMatch(/•••/);
    expect(hidePeople(text, 'free')).not.toMatch(/\d{3}|petrov/);
  });

  it.each([
    ...['Иванов-Петров Иван Иванович', 'ИВАНОВ ИВАН ИВАНОВИЧ', 'петрова анна сергеевна', "O'Brien Mary Jane"],
    ...['Иванов И. И.', 'И.И. Иванов', 'Петровой Анны Ильиничны'],
  ])('a full name is hidden beside a phone number, however it is written: %s', (name) => {
    for (const wording of ['free', 'named', 'sentence'] as const)
      expect(hidePeople(`${name}, 8 999 123-45-67`, wording)).toBe('•••, •••');
  });

  it('beside a phone number two names are enough among free words', () => {
    expect(hidePeople('Звонить: John Smith, 8 999 123-45-67', 'free')).toBe('Звонить: •••, •••');
    expect(hidePeople('Google Ads 8 999 123-45-67', 'named')).toBe('Google Ads •••');
  });

  it.each([
    'My Open Opportunities 11-28-2026 10-02-03 AM.csv',
    'deals-20261128-100203.csv',
    'All Deals 2026 03 01 - 2026 03 31.csv',
    'Leads 3-1-2026 - 3-31-2026.csv',
    'Campaign Performance Report (2026.03.01-2026.03.31).csv',
  ])('a day and a moment in the name of a file are no phone, and its words nobody: %s', (name) => {
    for (const wording of ['named', 'sentence'] as const) expect(hidePeople(name, wording)).toBe(name);
  });

  it.each(['@shop_moscow', 't.me/shop_moscow', 'https://t.me/shop', 'telegram: shop_moscow'])(
    'a channel stays where it is a campaign: %s',
    (channel) => {
      expect(hidePeople(channel, 'named')).toBe(channel);
    },
  );

  it.each([
    ...['VK @brand', 'Telegram - posev', 'telegram: stories', 'vk.com/club1 посты', 'Telegram - @reklama'],
    ...[
      'Mobile 2025-10',
      'Mobile 728 90',
      'Phone 2026-10-31',
      '1080-1920-1080-1350',
      'Полис ОСАГО 2025-2026',
      'Полис 100 000 000',
      'Mobile 2000-5000',
    ],
  ])('a channel, a size, a month and a year stay where they name rows and in what is said of them: %s', (name) => {
    for (const wording of ['label', 'named', 'sentence'] as const) expect(hidePeople(name, wording)).toBe(name);
  });

  it.each(PHONES.concat('ivan.petrov@example.com'))('people are hidden where they name rows: %s', (contact) => {
    expect(hidePeople(`Звонок ${contact}`, 'label')).toBe('Звонок •••');
  });

  it.each([
    ...[
      'телефон 12 345 строк',
      'полис 100 000 000 руб',
      'полис 2025-2026 15000',
      'паспорт 2026-10-31 12',
      'тел. 2025-10',
    ],
    'Mobile 120212345678901234',
  ])('figures and days after the word of a document or a phone stay in sentences: %s', (text) => {
    expect(hidePeople(text, 'sentence')).toBe(text);
  });

  it.each(['паспорт 4509 123456', 'СНИЛС: 112-233-445 95', 'Пишите в тг @ivan_petrov', 'skype: ivan.petrov'])(
    'documents and names in messengers are hidden in sentences as well: %s',
    (text) => {
      expect(hidePeople(`«${text}»`, 'sentence')).not.toMatch(/\d{3}|petrov/);
    },
  );

  it.each([
    ...['ivan (at) mail.ru', 'ivan.petrov[at]mail.ru', 'ivan собака mail.ru', 'ivan (собака) mail (точка) ru'],
    ...['ivan {at} mail {dot} example {dot} com', 'иван(собака)почта.рф'],
  ])('a mail address that is spelt out is hidden, wherever it stands: %s', (mail) => {
    for (const wording of ['free', 'label', 'named', 'sentence'] as const)
      expect(hidePeople(`писать ${mail}, ждёт`, wording)).toBe('писать •••, ждёт');
  });

  it.each([
    ...[
      'ул. Ленина, д. 5, кв. 7',
      'улица Ленина 5',
      'ул Мира 12к2',
      'Невский проспект, 28',
      'пр-т Мира, д.101, корп. 2',
    ],
    ...[
      'просп. Мира 7а',
      'ул. 8 Марта, 15/2',
      'д. 5, кв. 7',
      '12 Baker Street',
      'Hauptstraße 5a',
      'Ленинградское шоссе, 16',
    ],
  ])('where somebody lives is hidden in free words and sentences: %s', (address) => {
    for (const wording of ['free', 'sentence'] as const)
      expect(hidePeople(`живёт: ${address}; дорого`, wording)).toBe('живёт: •••; дорого');
    expect(hidePeople(`Офис ${address}`, 'label')).toBe(`Офис ${address}`);
  });

  it.each([
    ...['д.р. 05.05.1980', 'ДР: 5.5.80', 'дата рождения 1980-05-05', 'born 05/05/1980', 'born on May 5, 1980'],
    ...['родилась 5 мая 1980', 'DOB: 1980-05-05', '05.05.1980 г.р.', '5 мая 1980 года рождения', 'geb. 05.05.1980'],
  ])('the day on which somebody was born is hidden: %s', (text) => {
    for (const wording of ['free', 'sentence'] as const) {
      expect(hidePeople(`${text}, дорого`, wording)).not.toMatch(/\d/);
      expect(hidePeople(`${text}, дорого`, wording)).toMatch(/, дорого$/);
    }
  });

  it.each([
    ...['ул. Ленина далеко', 'улица Ленина 5 000 ₽', 'улица Мира 15 минут пешком', 'дом 5 комнат', 'проспект 2026'],
    ...[
      'цена и др. 01.02.2026',
      'другой 12 2024',
      'кампания с 01.02.2026',
      'Street Style 2026',
      'дорого, 5 500 руб',
      'meet at mail.ru',
    ],
    ...['до др 5 дней', 'квартира 45 кв. м', 'reborn 05.05.2026', 'д. 5', 'saw it at avito.ru'],
  ])('prices, days and places that are nobody’s stay: %s', (text) => {
    for (const wording of ['free', 'sentence'] as const) expect(hidePeople(text, wording)).toBe(text);
  });

  it.each(['цена не критична', 'работа была плачевна', 'всё на уровне', 'наша цена логична'])(
    'a short adjective is no patronymic: %s',
    (words) => {
      expect(hidePeople(`${words}, 8 999 123-45-67`, 'free')).toBe(`${words}, •••`);
    },
  );

  it('a channel that is the whole of a cell is a placement, and no person', () => {
    expect(hidePeople('@shop_moscow', 'free')).toBe('@shop_moscow');
  });

  it.each([
    ...[
      'Дорого',
      'нет 150 000 руб',
      'до 01.10.2026',
      '2026-10-01 10:00',
      'с 2026-10-01 по 2026-10-31',
      '1 из 5',
      'встреча 12:30-13:30 10.10.2026',
      'A/B 50%',
    ],
    '2026-10-01–2026-10-31',
    'ads(2026.03.01-2026.03.31).csv',
    '0000-00-00 00:00 aaa',
  ])('what is neither stays in free words: %s', (text) => {
    expect(hidePeople(text, 'free')).toBe(text);
  });

  it.each(['700000001', '120212345678901234', 'cid|700000001|search', 'promo_20261001', 'Кв 1000-2000', '5.500.000'])(
    'IDs stay in names: %s',
    (text) => {
      expect(hidePeople(text, 'named')).toBe(text);
    },
  );

  it.each([
    ...['1\u00a0234\u00a0567 строк', 'spend 1234567.89, leads 12345678', '2026-10-01–2026-10-31: 12 of 1,234,567'],
    ...['Потрачено 30 (01.01–03.01.2026).', 'Spent 30 (2026-01-01 to 2026-01-03)', 'за 7 (31.12.2026)'],
    ...['нет строк за 20.01–22.01.2026 (3 дня)', 'за 29.08–31.08.2026, 29.09–30.09.2026 (5 дней) внутри'],
    ...[
      'a.csv (36028646.00) and b.csv (18014323.5)',
      'from 2026-10 2026-11',
      'created 2026-10-01 10:00:00 to 2026-10-03',
      'rates: {USD: 92.5}',
    ],
  ])('figures stay in sentences: %s', (text) => {
    expect(hidePeople(text, 'sentence')).toBe(text);
  });

  it('a phone number before a day in brackets is hidden, and the day is not', () => {
    for (const wording of ['sentence', 'free'] as const)
      expect(hidePeople('звонить 999 123-45-67 (01.02.2026)', wording)).toBe('звонить ••• (01.02.2026)');
  });

  it('of a very long text in time that grows as it does', { tags: 'slow' }, () => {
    for (const piece of [
      'a',
      '1',
      '1 ',
      '@',
      'a@',
      'Аа ',
      '(',
      '1-',
      'паспорт ',
      'тел',
      'Аа-',
      'вич ',
      ' @aaaa',
      '1/',
    ]) {
      const before = process.cpuUsage().user;
      hidePeople(piece.repeat(200_000), 'free');
      expect(process.cpuUsage().user - before).toBeLessThan(3e6);
    }
  });
});
