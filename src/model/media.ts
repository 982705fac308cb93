import { foldSource } from './platforms.js';

/**
 * What a medium says of a click: advertising of the platform itself, not paid to the platform, or unknown (`google /
 * search`). If the whole is not a known term, its words decide: `wall_post` is a post, `cpc_stories` is paid, `not-paid`
 * is not. Source: definitions, "Sources".
 */
export function mediumKind(medium: string | null): 'paid' | 'unpaid' | 'unknown' {
  const folded = medium === null ? '' : foldSource(medium);
  if (PAID.has(folded) || PLACEMENT.test(folded)) return 'paid';
  if (UNPAID.has(folded)) return 'unpaid';
  const words = folded.split(NO_WORD);
  const isPaid = words.some((word) => PAID.has(word));
  if (words.some((word) => OF_OTHERS.has(word) || (isPaid && DENIALS.has(word)))) return 'unpaid';
  if (isPaid) return 'paid';
  return words.some((word) => UNPAID.has(word) && !OPEN_WORDS.has(word)) ? 'unpaid' : 'unknown';
}

const NO_WORD = /[^\p{L}\p{N}]+/u;
const DENIALS = new Set(['not', 'non', 'no', 'не']);
/** Meta's values for `{{placement}}`: `Instagram_Stories` there is an advertisement. */
const PLACEMENT =
  /^(?:facebook|instagram|messenger|audience network|threads) (?:(?:mobile|desktop) )?(?:feed|stor(?:y|ies)|reels|explore|marketplace|inbox|search|right column|in ?stream video|profile feed|groups feed)(?: home)?$/u;
/** Paid posts of other people or communities are not advertising of the network, whatever else the medium says. */
const OF_OTHERS = new Set([
  ...['posev', 'seeding', 'influencer', 'influencers', 'blogger', 'bloggers'],
  ...['посев', 'посевы', 'блогер', 'блогеры'],
]);
/** As the whole medium these mean unpaid; as one of several words they may mean anything: `yandex_direct`. */
const OPEN_WORDS = new Set([
  ...['direct', 'none', 'free', 'market', 'business', 'group', 'push', 'pr', 'ref', 'mail', 'article', 'profile'],
  ...['бизнес', 'маркет', 'группа', 'пуш', 'прямой', 'почта', 'статья', 'профиль'],
]);

const PAID = new Set([
  ...[
    'cpc',
    'ppc',
    'cpm',
    'cpv',
    'cpa',
    'cpl',
    'cpo',
    'paid',
    'paid search',
    'paidsearch',
    'paid social',
    'paidsocial',
  ],
  ...['ad', 'ads', 'adv', 'sem', 'search ads', 'context', 'contextual', 'display', 'banner', 'target', 'targeted'],
  ...['targeting', 'retargeting', 'remarketing', 'shopping', 'pmax', 'performance max', 'gdn', 'rsya', 'rsy', 'tgb'],
  ...['video ads', 'lead ads', 'leadads', 'lead form', 'promoted'],
  ...['реклама', 'контекст', 'контекстная реклама', 'таргет', 'таргетинг', 'таргетированная реклама', 'ретаргетинг'],
  ...['ремаркетинг', 'рся', 'кмс', 'мкб', 'баннер', 'медийка', 'платный', 'платный трафик'],
]);

/** `google / organic` is not Google Ads, and neither is a paid post in a community advertising of its network. */
const UNPAID = new Set([
  ...['organic', 'organic search', 'organic social', 'free', 'none', 'direct', 'referral', 'ref'],
  ...['email', 'e mail', 'mail', 'newsletter', 'sms', 'push', 'messenger', 'chat', 'bot', 'qr', 'offline'],
  ...['social', 'socials', 'social organic', 'social media', 'smm', 'post', 'posts', 'posting', 'community', 'group'],
  ...['profile', 'bio', 'blog', 'article', 'pr', 'seo', 'posev', 'seeding', 'influencer', 'influencers', 'blogger'],
  ...[
    'maps',
    'map',
    'geo',
    'zen',
    'dzen',
    'market',
    'business',
    'gmb',
    'gbp',
    'google my business',
    'ymaps',
    'listing',
  ],
  ...['unpaid', 'nonpaid', 'wall', 'story', 'stories', 'reels', 'shorts', 'channel', 'taplink'],
  ...['органика', 'органический поиск', 'органический', 'бесплатно', 'бесплатный', 'сео', 'прямой', 'прямые заходы'],
  ...['реферал', 'рефералы', 'переходы с сайтов', 'почта', 'рассылка', 'рассылки', 'емейл', 'имейл', 'смс', 'пуш'],
  ...['социальные сети', 'соцсети', 'соц сети', 'смм', 'пост', 'посты', 'постинг', 'группа', 'сообщество', 'профиль'],
  ...[
    'блог',
    'статья',
    'посев',
    'посевы',
    'блогер',
    'блогеры',
    'карты',
    'гео',
    'дзен',
    'маркет',
    'бизнес',
    'мессенджер',
  ],
  ...['чат', 'бот', 'офлайн', 'оффлайн', 'стена', 'сторис', 'сториз', 'истории', 'рилс', 'клипы', 'канал', 'каналы'],
  ...['закреп', 'визитка', 'шапка', 'шапка профиля', 'неоплаченный', 'справочник'],
]);
