// Words that no built-in table of the program should know, so that only the configuration gives them a meaning.

export const SOURCES = [
  ['Harbour Radio', 'harbour radio', 'HARBOUR RADIO'],
  ['Bulletin Nord', 'bulletin nord', 'Bulletin nord'],
  ['Trade Fair', 'TRADE FAIR', 'trade fair'],
  ['Tram Poster', 'tram poster', 'Tram poster'],
  ['Выставка на Неве', 'выставка на неве', 'ВЫСТАВКА НА НЕВЕ'],
  ['Листовки', 'листовки', 'ЛИСТОВКИ'],
  ['Соседский журнал', 'соседский журнал'],
];

/** Known spellings of a platform, and its click ID. */
export const PLATFORMS = [
  { spellings: ['google', 'Google', 'Google Ads'], click: 'gclid' },
  { spellings: ['yandex', 'yadirect', 'Яндекс.Директ'], click: 'yclid' },
  { spellings: ['facebook', 'fb', 'meta', 'Meta Ads'], click: 'fbclid' },
  { spellings: ['vk', 'vkontakte', 'VK'] },
  { spellings: ['Microsoft Advertising', 'microsoft advertising'], click: 'msclkid' },
  { spellings: ['TikTok Ads', 'tiktok ads'], click: 'ttclid' },
];

export const CAMPAIGNS = ['spring_one', 'autumn-two', 'Зимний набор', 'Open day; May', 'tuition, half price'];
export const MANAGERS = ['Ada Quill', 'Bram Oak', 'Вера Лисицына', 'Глеб Сомов'];
export const PRODUCTS = ['Pottery', 'Welding', 'Бухучёт', 'Chess "for all"'];
export const TOWNS = ['Riga', 'Псков', 'Turku'];

/** Spellings of a reason differ only by case, punctuation and ё. Different reasons share no word. */
export const REASONS = [
  ['Too costly', 'too costly', 'TOO COSTLY!', 'Too costly...'],
  ['Never replied', 'never replied', 'Never replied.'],
  ['Bought elsewhere', 'bought elsewhere'],
  ['Wrong person', 'WRONG PERSON'],
  ['Слишком дорого', 'слишком дорого', 'Слишком дорого!'],
  ['Нашёл дешевле', 'нашел дешевле', 'Нашел дешевле'],
  ['Перезвонит ещё', 'перезвонит еще', 'Перезвонит, ещё'],
  ['Другой город', 'другой город'],
];

export const STATUSES = {
  lead: ['Fresh card', 'Ringing', 'Новая карточка'],
  qualified: ['Fits us', 'Подошла'],
  contact: ['Talked', 'Поговорили'],
  proposal: ['Quoted', 'Смета у клиента'],
  decision: ['Thinking it over', 'Договор на столе'],
  deal: ['Signed up', 'Оплатила'],
  lost: ['Dropped', 'Закрыта без сделки'],
  lostAfter: ['Dropped late', 'Сорвалась'],
  ignore: ['Parked', 'На полке'],
};

export const HEADINGS = {
  en: {
    ...{
      id: 'Card code',
      created: 'Made on',
      modified: 'Touched on',
      closed: 'Shut on',
      status: 'State',
      pipeline: 'Track',
    },
    ...{ source: 'Origin', campaign: 'Push', manager: 'Keeper', revenue: 'Got', amount: 'Hoped', reason: 'Why' },
    ...{ grade: 'Grade', offer: 'Offered', reply: 'Reply', product: 'Course', town: 'Town', kind: 'Kind' },
    ...{ note: 'Remark', day: 'Spent on', cost: 'Paid out', clicks: 'Hits', actions: 'Goals', shown: 'Shown' },
  },
  ru: {
    ...{
      id: 'Шифр',
      created: 'Заведена',
      modified: 'Правлена',
      closed: 'Закрыта',
      status: 'Состояние',
      pipeline: 'Ветка',
    },
    ...{
      source: 'Откуда',
      campaign: 'Набор',
      manager: 'Ведёт',
      revenue: 'Получено',
      amount: 'Надеемся',
      reason: 'Почему',
    },
    ...{ grade: 'Оценка', offer: 'Смета', reply: 'Ответ', product: 'Курс', town: 'Место', kind: 'Вид' },
    ...{
      note: 'Заметка',
      day: 'День трат',
      cost: 'Заплачено',
      clicks: 'Заходы',
      actions: 'Цели сайта',
      shown: 'Показано',
    },
  },
};

/** Headings of columns that join exports, the same in both languages. */
export const KEYS = {
  ...{ deal: 'Sale code', toLead: 'From card', toDeal: 'To sale', adLead: 'Form code', item: 'Item', outcome: 'Ended' },
  ...{ utm_source: 'Tag source', utm_medium: 'Tag medium', utm_campaign: 'Tag campaign' },
  ...{ gclid: 'Click G', yclid: 'Click Y', fbclid: 'Click F', msclkid: 'Click M', ttclid: 'Click T' },
};

export type Headings = (typeof HEADINGS)['en'];
