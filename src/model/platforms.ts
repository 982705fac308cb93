import type { ClickId } from './tables.js';

/** Ad platforms: the name that is shown, spellings in UTM tags and CRM fields (folded), and the click ID of each. */
interface Platform {
  key: string;
  title: string;
  /** Names of its advertising alone: `adwords`. */
  spellings: readonly string[];
  /** Names of the site that it advertises on: `google` is Google Ads, unless people tell the two apart. */
  site?: readonly string[];
  /**
   * Names of a part of it, which belong to the platform where nobody says otherwise; a name in the configuration is that
   * part only.
   */
  parts?: readonly string[];
  /** Places where its own ads stand, folded. A breakdown of its exports may name them, and there they are no sources. */
  places?: readonly string[];
  clickId?: ClickId;
}

export const PLATFORMS: readonly Platform[] = [
  {
    key: 'yandex-direct',
    title: 'Яндекс Директ',
    spellings: [
      'yandex direct',
      'yandexdirect',
      'yadirect',
      'ya direct',
      'yd',
      'яндекс директ',
      'яндексдирект',
      'директ',
      'direct yandex',
      'direct yandex ru',
      'yandex rsya',
      'yandex network',
      'яд',
      'я директ',
    ],
    site: ['yandex', 'ya', 'яндекс', 'yandex ru', 'ya ru', 'yandex poisk', 'yandex search', 'яндекс поиск'],
    parts: ['яндекс директ поиск', 'яндекс директ рся', 'яндекс рся', 'рся', 'rsya'],
    clickId: 'yclid',
  },
  {
    key: 'vk-ads',
    title: 'VK Реклама',
    spellings: [
      'vk ads',
      'vkads',
      'vk реклама',
      'вк реклама',
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
      'вк адс',
    ],
    site: ['vk', 'vkontakte', 'вк', 'вконтакте', 'vk com'],
    places: ['вконтакте', 'vk', 'одноклассники', 'ok', 'mail ru', 'дзен', 'dzen', 'vk видео', 'vk video'],
  },
  {
    key: 'google-ads',
    title: 'Google Ads',
    spellings: [
      'google ads',
      'googleads',
      'adwords',
      'google adwords',
      'gads',
      'гугл реклама',
      'google реклама',
      'гугл адс',
      'гугл эдс',
      'адвордс',
      'реклама google',
      'реклама гугл',
    ],
    site: ['google', 'гугл', 'google com', 'google ru'],
    places: ['youtube', 'google', 'google search', 'search partners', 'gmail', 'display'],
    clickId: 'gclid',
  },
  {
    key: 'meta-ads',
    title: 'Meta Ads',
    // `ig` is what Meta itself writes for {{site_source_name}}.
    spellings: ['facebook ads', 'facebook реклама', 'фейсбук реклама', 'fb реклама', 'fb ads', 'meta ads'],
    site: ['facebook', 'fb', 'meta', 'facebook com', 'фейсбук', 'ig'],
    places: ['instagram', 'facebook', 'messenger', 'threads'],
    clickId: 'fbclid',
  },
  {
    key: 'mytarget',
    title: 'myTarget',
    spellings: ['mytarget', 'my target', 'target mail ru', 'майтаргет', 'май таргет'],
    site: ['mail ru'],
  },
  {
    key: 'tiktok-ads',
    title: 'TikTok Ads',
    spellings: ['tiktok ads', 'tik tok ads'],
    site: ['tiktok', 'tik tok', 'тикток', 'тик ток', 'tiktok com'],
    clickId: 'ttclid',
  },
  {
    key: 'linkedin-ads',
    title: 'LinkedIn Ads',
    spellings: ['linkedin ads'],
    site: ['linkedin', 'li', 'линкедин', 'linkedin com'],
  },
  {
    key: 'microsoft-ads',
    title: 'Microsoft Advertising',
    spellings: ['bing ads', 'microsoft ads', 'microsoft advertising'],
    site: ['bing', 'bing com'],
    clickId: 'msclkid',
  },
  {
    key: 'x-ads',
    title: 'X Ads',
    spellings: ['twitter ads', 'x ads'],
    site: ['twitter', 'x', 'твиттер', 'twitter com', 'x com'],
  },
  { key: 'pinterest-ads', title: 'Pinterest Ads', spellings: ['pinterest ads'], site: ['pinterest', 'pinterest com'] },
  {
    key: 'snapchat-ads',
    title: 'Snapchat Ads',
    spellings: ['snapchat ads'],
    site: ['snapchat', 'snap', 'snapchat com'],
  },
  { key: 'reddit-ads', title: 'Reddit Ads', spellings: ['reddit ads'], site: ['reddit', 'reddit com'] },
  {
    key: 'apple-search-ads',
    title: 'Apple Search Ads',
    spellings: ['apple search ads', 'apple search', 'apple ads', 'asa'],
  },
  {
    key: 'amazon-ads',
    title: 'Amazon Ads',
    spellings: ['amazon ads', 'amazonads', 'amazon advertising', 'amazon ppc', 'amazon sponsored products'],
    site: ['amazon', 'amazon com'],
  },
  {
    key: 'avito',
    title: 'Авито',
    spellings: ['avito ads', 'авито реклама', 'реклама авито'],
    site: ['avito', 'avito ru', 'авито'],
  },
  {
    key: 'telegram-ads',
    title: 'Telegram Ads',
    spellings: [
      'telegram ads',
      'telegramads',
      'tg ads',
      'tgads',
      'телеграм реклама',
      'телеграм адс',
      'telegram реклама',
      'тг реклама',
      'реклама telegram',
      'реклама телеграм',
      'реклама тг',
    ],
    site: ['telegram', 'телеграм', 'телеграмм', 'tg', 'тг', 'телега', 't me'],
  },
  {
    key: 'ozon-ads',
    title: 'Ozon Performance',
    spellings: ['ozon ads', 'ozon performance', 'озон реклама', 'ozon реклама', 'озон продвижение'],
    site: ['ozon', 'озон', 'ozon ru'],
  },
  {
    key: 'wildberries-ads',
    title: 'ВБ.Продвижение',
    spellings: ['вб продвижение', 'wb продвижение', 'wildberries ads', 'wb ads', 'вб реклама', 'wb реклама'],
    site: ['wildberries', 'wb', 'вб', 'вайлдберриз', 'вайлдберрис', 'валдберис'],
  },
];

/** Further sources with names in two alphabets but without an export. The first name is the one that all are folded to. */
export const SAME_NAMES: readonly (readonly string[])[] = [
  ['direct', 'direct none', 'direct traffic', 'прямой', 'прямые', 'прямой заход', 'прямые заходы', 'прямой трафик'],
  ['organic', 'organic search', 'органика', 'органический поиск', 'органический трафик'],
  ['2gis', '2гис', '2 гис', '2 gis', '2gis ru', 'дубльгис', 'дубль гис'],
  ['instagram', 'instagram com', 'инстаграм', 'инстаграмм', 'инста', 'insta', 'inst'],
  ['odnoklassniki', 'ok', 'ок', 'ok ru', 'одноклассники'],
  ['dzen', 'zen', 'дзен', 'яндекс дзен', 'yandex zen', 'yandex dzen', 'dzen ru'],
  ['youtube', 'youtube com', 'ютуб', 'ютьюб', 'ютюб'],
  ['rutube', 'rutube ru', 'рутуб', 'рутьюб'],
  ['whatsapp', 'whats app', 'ватсап', 'вотсап', 'вацап', 'вотсапп', 'ватсапп'],
  ['viber', 'вайбер'],
  [
    'yandex maps',
    'yandexmaps',
    'yandex map',
    'яндекс карты',
    'яндекс карта',
    'карты яндекс',
    'yandex карты',
    'ya maps',
  ],
  ['google maps', 'googlemaps', 'гугл карты', 'google карты'],
  ['yandex market', 'yandexmarket', 'яндекс маркет', 'яндексмаркет', 'market yandex ru'],
  ['yandex business', 'яндекс бизнес', 'yandexbusiness', 'яндексбизнес'],
  ['yandex uslugi', 'яндекс услуги', 'услуги яндекс', 'yandexuslugi', 'uslugi yandex ru'],
  ['cian', 'циан', 'cian ru', 'циан ру'],
  ['domclick', 'домклик', 'дом клик', 'domclick ru'],
  ['avto ru', 'auto ru', 'авто ру'],
  ['drom', 'дром', 'drom ru'],
  ['youla', 'юла', 'yula'],
  ['profi', 'profi ru', 'профи', 'профи ру'],
  ['hh', 'hh ru', 'headhunter', 'хедхантер', 'хэдхантер', 'хх', 'хх ру'],
  ['megamarket', 'мегамаркет', 'сбермегамаркет', 'sbermegamarket'],
  ['zoon', 'зун', 'zoon ru'],
  ['flamp', 'фламп', 'flamp ru'],
  ['prodoctorov', 'продокторов', 'про докторов', 'prodoctorov ru'],
];

/** Spellings that may as well be initials, a grade or a "yes" where people fill in a source by hand. */
export const SHORTHANDS: ReadonlySet<string> = new Set(['x', 'li', 'ok', 'ок', 'ya', 'snap', 'asa', 'yd', 'яд']);

/**
 * The spelling of a source without case, punctuation and outer blanks: `Яндекс.Директ` and `yandex_direct` become words.
 */
export const foldSource = (spelling: string): string =>
  spelling
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s._/\\|-]+/gu, ' ')
    .replace(/[()]/g, '')
    .trim();

/** By folded spelling: the platform whose site, and the platform whose advertising, it names. */
export const SITE_OF: ReadonlyMap<string, string> = new Map(
  PLATFORMS.flatMap(({ key, site = [] }) => site.map((word) => [word, key] as const)),
);
/** Paid traffic of a site in one word of a tag: `yandex_cpc`, `google/ppc`, «Реклама ВКонтакте». */
const ON_A_SITE: readonly ((name: string) => string)[] = [
  ...['cpc', 'ppc', 'cpm', 'ads', 'adv', 'реклама'].map((paid) => (name: string) => `${name} ${paid}`),
  (name) => `реклама ${name}`,
];
export const ADS_OF: ReadonlyMap<string, string> = new Map(
  PLATFORMS.flatMap(({ key, title, spellings, site = [], parts = [] }) =>
    [
      ...[foldSource(title), ...spellings, ...parts],
      ...site.filter((name) => !SHORTHANDS.has(name)).flatMap((name) => ON_A_SITE.map((written) => written(name))),
    ].flatMap((word) => (SITE_OF.has(word) ? [] : [[word, key] as const])),
  ),
);
export const PLATFORM_OF: ReadonlyMap<string, string> = new Map([...SITE_OF, ...ADS_OF]);

const NAMES: ReadonlySet<string> = new Set(SAME_NAMES.flat());
/** Whether a folded spelling is the name of a known source, a platform or another. */
export const isSourceName = (folded: string): boolean => PLATFORM_OF.has(folded) || NAMES.has(folded);
