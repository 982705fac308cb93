import { describe, expect, it } from 'vitest';
import { mediumKind } from '../../src/model/media.js';

const KINDS = {
  paid: [
    ...['cpc', 'CPC', 'paid_social', 'cpc_stories', 'target-post', 'vk_ads', 'таргет_сторис', 'search_ads_brand'],
    ...['Instagram_Stories', 'Facebook_Mobile_Feed', 'instagram_reels', 'Facebook_Right_Column'],
  ],
  unpaid: [
    ...[
      'organic',
      'organic_search',
      'wall_post',
      'wall-post',
      'смм_пост',
      'stories',
      'канал',
      'channel',
      'gmb',
      'ymaps',
    ],
    ...['google_maps', 'seo-blog', 'email_2026_10', 'not paid', 'not_cpc', 'unpaid', 'posev_paid', 'blogger-ads'],
    ...['не реклама', 'instagram_bio'],
  ],
  unknown: [null, '', 'search', 'yandex_direct', 'feed', 'newsfeed', 'google_business', 'brand', '42', 'поиск'],
} as const;

describe('a medium', () => {
  it.each(Object.entries(KINDS).flatMap(([kind, media]) => media.map((medium) => ({ kind, medium }))))(
    '«$medium» says that it is $kind',
    ({ kind, medium }) => {
      expect(mediumKind(medium)).toBe(kind);
    },
  );
});
