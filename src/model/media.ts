import { foldSource } from './platforms.js';

/**
 * What a medium says of a click: that it was paid for as the platform's own advertising, that nobody paid the platform
 * for it, or nothing that is known (`google / search`). Source: definitions, "Sources".
 */
export function mediumKind(medium: string | null): 'paid' | 'unpaid' | 'unknown' {
  const folded = medium === null ? '' : foldSource(medium);
  return PAID.has(folded) ? 'paid' : UNPAID.has(folded) ? 'unpaid' : 'unknown';
}

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

/** `google / organic` is not Google Ads; a post that a community was paid for is no advertising of its network either. */
const UNPAID = new Set([
  ...['organic', 'organic search', 'organic social', 'free', 'none', 'direct', 'referral', 'ref'],
  ...['email', 'e mail', 'mail', 'newsletter', 'sms', 'push', 'messenger', 'chat', 'bot', 'qr', 'offline'],
  ...['social', 'socials', 'social organic', 'social media', 'smm', 'post', 'posts', 'posting', 'community', 'group'],
  ...['profile', 'bio', 'blog', 'article', 'pr', 'seo', 'posev', 'seeding', 'influencer', 'influencers', 'blogger'],
  ...['maps', 'map', 'zen', 'dzen', 'market', 'business'],
  ...['органика', 'органический поиск', 'органический', 'бесплатно', 'бесплатный', 'сео', 'прямой', 'прямые заходы'],
  ...['реферал', 'рефералы', 'переходы с сайтов', 'почта', 'рассылка', 'рассылки', 'емейл', 'имейл', 'смс', 'пуш'],
  ...['социальные сети', 'соцсети', 'соц сети', 'смм', 'пост', 'посты', 'постинг', 'группа', 'сообщество', 'профиль'],
  ...['блог', 'статья', 'посев', 'посевы', 'блогер', 'блогеры', 'карты', 'дзен', 'маркет', 'бизнес', 'мессенджер'],
  ...['чат', 'бот', 'офлайн', 'оффлайн'],
]);
