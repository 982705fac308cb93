// The story of the demo, in counts: all else (who, when, which words) is drawn from seeds. An invented company that
// sells stock-keeping software to small shops; leads of February and March 2026.

export const DEPTHS = ['lead', 'qualified', 'contact', 'proposal', 'decision', 'deal'] as const;
/** Losses and open leads stand after one of these. */
type PerDepth = readonly [lead: number, qualified: number, contact: number, proposal: number, decision: number];

/** Reasons in their most frequent spelling, with the others that managers type. */
export const SPELLINGS = {
  'Просто хотел узнать': ['просто хотел узнать', 'Просто хотел узнать.'],
  'Не срочно': ['не срочно'],
  'Хотел бесплатно': ['хотел бесплатно', 'Хотел бесплатно!'],
  'Нет связи': ['нет связи', 'Нет связи...'],
  Дорого: ['дорого', 'Дорого!'],
  'Я подумаю': ['я подумаю', '"Я подумаю"'],
  'Нужно согласовать с партнёром': ['Нужно согласовать с партнером'],
  'Уже работаем с другими': ['уже работаем с другими'],
  'Не сейчас': ['не сейчас'],
  'Не наш профиль': ['не наш профиль'],
  'Неверный номер': ['неверный номер'],
  Дубль: ['дубль'],
} as const;
export type Reason = keyof typeof SPELLINGS;

/** Lost before anybody talked to them. */
export const UNHEARD: ReadonlySet<Reason | null> = new Set<Reason | null>([
  'Нет связи',
  'Неверный номер',
  'Дубль',
  null,
]);

/** What ad statistics count a day for: a campaign, in VK an ad of it. */
export interface AdUnit {
  campaign: string;
  campaignId: string;
  ad: string;
  adId: string;
  weight: number;
  /** What the platform counts as its results, where that is not leads. */
  goal?: 'clicks';
}

/** The leads of one source in one stretch of days, and what was paid for them. */
export interface Segment {
  seed: number;
  source: 'google' | 'yandex' | 'vk' | 'meta' | null;
  /** Days from 2 February 2026, both included. */
  days: readonly [from: number, to: number];
  /** Leads and spend by weekday, from Monday: no Google on Sundays, so that February and March part cleanly on 1 March. */
  week: readonly number[];
  lost: Partial<Record<Reason, PerDepth>>;
  lostWithoutReason: PerDepth;
  open: PerDepth;
  /** Leads of the platform's own form, in a row, that the CRM never received: nobody called them. */
  notHandedOver?: number;
  deals: number;
  averageDeal: number;
  /** Leads whose manager left the date of a stage out, though a later stage is marked. */
  unmarked: PerDepth;
  /** Leads that are not lost and bear a reason all the same. */
  strayReasons: number;
  ads?: { units: readonly AdUnit[]; roubles: number; clicks: number; actions: number; shownPerClick: number };
}

const campaign = (name: string, campaignId: string, weight: number): AdUnit => ({
  campaign: name,
  campaignId,
  ad: name,
  adId: campaignId,
  weight,
});
const ad = (name: string, adId: string, of: string, campaignId: string, weight: number): AdUnit => ({
  campaign: of,
  campaignId,
  ad: name,
  adId,
  weight,
});

export const GOOGLE = [
  campaign('g_search_uchet', '21900000101', 40),
  campaign('g_search_sklad', '21900000102', 30),
  campaign('g_pmax_retail', '21900000103', 22),
  campaign('g_brand', '21900000104', 8),
];
export const DIRECT = [
  campaign('ya_search_uchet', '709000011', 45),
  campaign('ya_rsya_magaziny', '709000012', 35),
  campaign('ya_brand', '709000013', 20),
];
const VK = [
  ad('Бесплатный аудит, видео', '130000211', 'vk_free_audit', '13000021', 40),
  ad('Бесплатный аудит, карусель', '130000212', 'vk_free_audit', '13000021', 30),
  ad('Чек-лист учёта', '130000221', 'vk_checklist', '13000022', 20),
  ad('Были на сайте', '130000231', 'vk_retarget', '13000023', 10),
];

const META = [
  ad('Видео: приёмка товара', '23860000000311', 'meta_form_retail', '23860000000031', 60),
  ad('Карусель: похожие на клиентов', '23860000000321', 'meta_form_lookalike', '23860000000032', 40),
  // Sends people to the site, and brings no lead.
  {
    ...ad('Видео: склад за минуту', '23860000000331', 'meta_video_site', '23860000000033', 0),
    goal: 'clicks' as const,
  },
];

/** How often somebody had come before they left their number, in weights of one to five. */
export const TOUCHES = {
  site: { idle: [35, 22, 17, 11, 15], qualified: [15, 15, 13, 12, 45] },
  form: { idle: [80, 10, 4, 3, 3], qualified: [40, 20, 12, 8, 20] },
} as const;

/** Visitors of the site in March who never became leads: the counter shows one in some hundred of them. */
export const PASSERS_BY = 60;

/** Before 2 March the company's marketing and sales did not look at leads together. */
const googleBefore: Segment = {
  seed: 101,
  source: 'google',
  days: [0, 27],
  week: [18, 18, 17, 17, 16, 8, 0],
  lost: {
    Дорого: [45, 3, 56, 22, 11],
    'Нет связи': [133, 10, 3, 3, 0],
    'Я подумаю': [16, 2, 17, 9, 5],
    'Нужно согласовать с партнёром': [4, 0, 9, 6, 7],
    'Уже работаем с другими': [20, 1, 12, 6, 3],
    'Не сейчас': [12, 1, 8, 4, 3],
    'Просто хотел узнать': [5, 0, 0, 0, 0],
    'Не срочно': [9, 0, 0, 0, 0],
    'Хотел бесплатно': [5, 0, 0, 0, 0],
    'Не наш профиль': [24, 0, 0, 0, 0],
    'Неверный номер': [14, 0, 0, 0, 0],
    Дубль: [8, 0, 0, 0, 0],
  },
  lostWithoutReason: [30, 4, 4, 2, 1],
  open: [5, 3, 12, 9, 4],
  deals: 30,
  averageDeal: 58_000,
  unmarked: [0, 5, 3, 10, 2],
  strayReasons: 2,
  ads: { units: GOOGLE, roubles: 240_000, clicks: 11_400, actions: 760, shownPerClick: 24 },
};

/** Then they did: dearer words, fewer idle ones, and more deals out of as many leads. */
const googleAfter: Segment = {
  ...googleBefore,
  seed: 102,
  days: [28, 55],
  lost: {
    Дорого: [35, 2, 52, 24, 13],
    'Нет связи': [102, 8, 3, 3, 0],
    'Я подумаю': [14, 2, 18, 10, 6],
    'Нужно согласовать с партнёром': [4, 0, 9, 7, 8],
    'Уже работаем с другими': [17, 1, 12, 6, 4],
    'Не сейчас': [12, 1, 8, 5, 3],
    'Просто хотел узнать': [3, 0, 0, 0, 0],
    'Не срочно': [7, 0, 0, 0, 0],
    'Хотел бесплатно': [3, 0, 0, 0, 0],
    'Не наш профиль': [19, 0, 0, 0, 0],
    'Неверный номер': [12, 0, 0, 0, 0],
    Дубль: [6, 0, 0, 0, 0],
  },
  lostWithoutReason: [17, 2, 3, 2, 1],
  open: [19, 8, 28, 22, 9],
  deals: 50,
  unmarked: [0, 5, 3, 12, 2],
  ads: { units: GOOGLE, roubles: 288_000, clicks: 10_200, actions: 760, shownPerClick: 21 },
};

/** Dear leads that buy. */
const direct: Segment = {
  seed: 103,
  source: 'yandex',
  days: [0, 55],
  week: [17, 17, 17, 16, 15, 9, 9],
  lost: {
    Дорого: [15, 1, 30, 15, 7],
    'Нет связи': [43, 6, 2, 2, 0],
    'Я подумаю': [6, 1, 13, 6, 3],
    'Нужно согласовать с партнёром': [2, 0, 6, 4, 4],
    'Уже работаем с другими': [8, 1, 9, 2, 2],
    'Не сейчас': [5, 1, 7, 2, 2],
    'Просто хотел узнать': [2, 0, 0, 0, 0],
    'Не срочно': [4, 0, 0, 0, 0],
    'Хотел бесплатно': [2, 0, 0, 0, 0],
    'Не наш профиль': [10, 0, 0, 0, 0],
    'Неверный номер': [6, 0, 0, 0, 0],
    Дубль: [2, 0, 0, 0, 0],
  },
  lostWithoutReason: [5, 1, 2, 1, 0],
  open: [10, 3, 13, 9, 4],
  deals: 21,
  averageDeal: 65_000,
  unmarked: [0, 3, 2, 6, 1],
  strayReasons: 2,
  ads: { units: DIRECT, roubles: 105_000, clicks: 4_900, actions: 370, shownPerClick: 18 },
};

/** The cheapest leads, and not one deal: the ads promise something for free. */
const vk: Segment = {
  seed: 104,
  source: 'vk',
  days: [0, 55],
  week: [13, 13, 13, 14, 14, 16, 17],
  lost: {
    'Просто хотел узнать': [368, 0, 2, 0, 0],
    'Не срочно': [308, 0, 2, 0, 0],
    'Хотел бесплатно': [154, 0, 1, 0, 0],
    'Нет связи': [18, 2, 0, 0, 0],
    Дорого: [0, 0, 4, 3, 1],
    'Я подумаю': [0, 0, 3, 1, 0],
    'Нужно согласовать с партнёром': [0, 0, 0, 0, 1],
    'Уже работаем с другими': [0, 0, 2, 0, 1],
    'Не сейчас': [0, 0, 0, 1, 0],
    'Не наш профиль': [2, 0, 0, 0, 0],
    'Неверный номер': [3, 0, 0, 0, 0],
  },
  lostWithoutReason: [8, 0, 0, 1, 0],
  open: [12, 0, 1, 1, 0],
  deals: 0,
  averageDeal: 0,
  unmarked: [0, 0, 0, 0, 0],
  strayReasons: 2,
  ads: { units: VK, roubles: 108_000, clicks: 15_500, actions: 1_130, shownPerClick: 60 },
};

/** Calls, and whatever lost its tags on the way. */
const unknown: Segment = {
  seed: 105,
  source: null,
  days: [0, 55],
  week: [17, 17, 17, 16, 15, 9, 9],
  lost: {
    'Нет связи': [6, 0, 0, 0, 0],
    Дорого: [3, 0, 4, 1, 1],
    'Я подумаю': [1, 0, 2, 1, 0],
    'Нужно согласовать с партнёром': [0, 0, 1, 0, 1],
    'Уже работаем с другими': [2, 0, 1, 0, 0],
    'Не сейчас': [0, 0, 0, 1, 0],
    'Не срочно': [1, 0, 0, 0, 0],
    'Не наш профиль': [2, 0, 0, 0, 0],
    'Неверный номер': [2, 0, 0, 0, 0],
  },
  lostWithoutReason: [2, 1, 0, 0, 0],
  open: [1, 1, 1, 1, 0],
  deals: 3,
  averageDeal: 50_000,
  unmarked: [0, 0, 0, 0, 0],
  strayReasons: 1,
};

/**
 * Forms inside the network: dear leads, and too few deals to judge them by. For some days in March the link to the CRM
 * was broken.
 */
const meta: Segment = {
  seed: 107,
  source: 'meta',
  // Two months, where the others ran for eight weeks.
  days: [-1, 57],
  week: [14, 14, 13, 13, 14, 16, 16],
  lost: {
    Дорого: [22, 1, 13, 5, 3],
    'Нет связи': [14, 2, 0, 0, 0],
    'Я подумаю': [7, 0, 5, 2, 1],
    'Нужно согласовать с партнёром': [1, 0, 2, 2, 2],
    'Уже работаем с другими': [9, 0, 3, 1, 0],
    'Не сейчас': [8, 0, 1, 0, 1],
    'Не срочно': [8, 0, 0, 0, 0],
    'Не наш профиль': [7, 0, 0, 0, 0],
    'Неверный номер': [4, 0, 0, 0, 0],
    Дубль: [1, 0, 0, 0, 0],
  },
  lostWithoutReason: [3, 1, 1, 0, 0],
  open: [0, 1, 5, 2, 1],
  notHandedOver: 12,
  deals: 9,
  averageDeal: 55_000,
  unmarked: [0, 1, 1, 3, 1],
  strayReasons: 0,
  ads: { units: META, roubles: 80_000, clicks: 3_400, actions: 160, shownPerClick: 45 },
};

/** New segments go to the end: each has its own seed, so that those before it stay as they are. */
export const SEGMENTS: readonly Segment[] = [googleBefore, googleAfter, direct, vk, unknown, meta];
