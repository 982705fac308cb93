import type { ClickId } from './tables.js';

/** Ad platforms: the name shown, the spellings met in UTM tags and CRM fields (folded), and the click ID each leaves. */
export interface Platform {
  key: string;
  title: string;
  spellings: readonly string[];
  /** Names of a part of it: of the platform where nobody says otherwise; a name of the configuration keeps to that part. */
  parts?: readonly string[];
  clickId?: ClickId;
}

export const PLATFORMS: readonly Platform[] = [
  {
    key: 'yandex-direct',
    title: 'Яндекс Директ',
    spellings: [
      'yandex',
      'yandex direct',
      'yandexdirect',
      'yadirect',
      'ya direct',
      'yd',
      'ya',
      'яндекс',
      'яндекс директ',
      'яндексдирект',
      'директ',
      'direct yandex',
      'yandex ru',
      'yandex poisk',
      'yandex search',
      'yandex rsya',
      'yandex network',
      'яд',
      'я директ',
    ],
    parts: ['яндекс директ поиск', 'яндекс директ рся', 'яндекс рся', 'рся', 'rsya'],
    clickId: 'yclid',
  },
  {
    key: 'vk-ads',
    title: 'VK Реклама',
    spellings: [
      'vk',
      'vk ads',
      'vkads',
      'vkontakte',
      'вк',
      'вконтакте',
      'vk реклама',
      'вк реклама',
      'vk com',
      'реклама vk',
      'реклама вк',
      'vk таргет',
      'вк таргет',
      'таргет вк',
      'таргет vk',
      'vk target',
      'vkreklama',
      'vk reklama',
      'ads vk',
      'ads vk com',
    ],
  },
  {
    key: 'google-ads',
    title: 'Google Ads',
    spellings: [
      'google',
      'google ads',
      'googleads',
      'adwords',
      'google adwords',
      'gads',
      'гугл',
      'гугл реклама',
      'google реклама',
    ],
    clickId: 'gclid',
  },
  {
    key: 'meta-ads',
    title: 'Meta Ads',
    // `ig` is what Meta itself writes for {{site_source_name}}.
    spellings: ['facebook', 'facebook ads', 'fb', 'fb ads', 'meta', 'meta ads', 'facebook com', 'фейсбук', 'ig'],
    clickId: 'fbclid',
  },
  { key: 'mytarget', title: 'myTarget', spellings: ['mytarget', 'my target', 'target mail ru', 'mail ru'] },
  {
    key: 'tiktok-ads',
    title: 'TikTok Ads',
    spellings: ['tiktok', 'tik tok', 'tiktok ads', 'tik tok ads', 'тикток'],
    clickId: 'ttclid',
  },
  { key: 'linkedin-ads', title: 'LinkedIn Ads', spellings: ['linkedin', 'linkedin ads', 'li'] },
  {
    key: 'microsoft-ads',
    title: 'Microsoft Advertising',
    spellings: ['bing', 'bing ads', 'microsoft ads', 'microsoft advertising'],
    clickId: 'msclkid',
  },
  { key: 'x-ads', title: 'X Ads', spellings: ['twitter', 'twitter ads', 'x ads', 'x'] },
  { key: 'pinterest-ads', title: 'Pinterest Ads', spellings: ['pinterest', 'pinterest ads'] },
  { key: 'snapchat-ads', title: 'Snapchat Ads', spellings: ['snapchat', 'snapchat ads', 'snap'] },
  { key: 'reddit-ads', title: 'Reddit Ads', spellings: ['reddit', 'reddit ads'] },
  {
    key: 'apple-search-ads',
    title: 'Apple Search Ads',
    spellings: ['apple search ads', 'apple search', 'apple ads', 'asa'],
  },
  { key: 'avito', title: 'Авито', spellings: ['avito', 'avito ru', 'авито'] },
  {
    key: 'telegram-ads',
    title: 'Telegram Ads',
    spellings: [
      'telegram',
      'telegram ads',
      'telegramads',
      'телеграм',
      'телеграмм',
      'tg',
      'тг',
      'tg ads',
      'tgads',
      'телеграм реклама',
    ],
  },
  { key: 'ozon-ads', title: 'Ozon Performance', spellings: ['ozon', 'ozon ads', 'ozon performance', 'озон'] },
  {
    key: 'wildberries-ads',
    title: 'ВБ.Продвижение',
    spellings: ['wildberries', 'wb', 'вб', 'вайлдберриз', 'вб продвижение', 'wb продвижение'],
  },
];

/** Further sources that people spell in two alphabets; no export of theirs is known. The first is what all are folded to. */
export const SAME_NAMES: readonly (readonly string[])[] = [
  ['2gis', '2гис', '2 гис', 'дубльгис'],
  ['instagram', 'инстаграм', 'инстаграмм', 'инста', 'insta', 'inst'],
  ['odnoklassniki', 'ok', 'ок', 'ok ru', 'одноклассники'],
  ['dzen', 'zen', 'дзен', 'яндекс дзен', 'yandex zen', 'yandex dzen'],
];

/** A source's spelling without case, punctuation and blanks at its ends: `Яндекс.Директ` and `yandex_direct` become words. */
export const foldSource = (spelling: string): string =>
  spelling
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s._/\\|-]+/gu, ' ')
    .replace(/[()]/g, '')
    .trim();

/** By their folded spellings, the keys of platforms as a whole; and with those of their parts. */
export const WHOLE_PLATFORM: ReadonlyMap<string, string> = new Map(
  PLATFORMS.flatMap(({ key, spellings, title }) =>
    [foldSource(title), ...spellings].map((word) => [word, key] as const),
  ),
);
export const PLATFORM_OF: ReadonlyMap<string, string> = new Map([
  ...WHOLE_PLATFORM,
  ...PLATFORMS.flatMap(({ key, parts = [] }) => parts.map((word) => [word, key] as const)),
]);
