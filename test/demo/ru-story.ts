// The second demo, in counts: an invented firm that cleans flats and offices, four weeks of September 2026, and the places
// in which one can advertise in Russia. Everything else is drawn from seeds.

export interface Channel {
  name: 'search' | 'network' | 'vk' | 'avito' | 'telegram' | 'none';
  seed: number;
  /** How many came so far: lead, qualified, contact, proposal, decision, deal. */
  reached: readonly [number, number, number, number, number, number];
  /** Who stands there still. */
  open: readonly [number, number, number, number, number];
  /** Without VAT. */
  roubles: number;
  clicks: number;
  actions: number;
  shownPerClick: number;
  campaigns: readonly (readonly [name: string, id: string, weight: number])[];
  /** What is said before an offer, in weights. */
  early: Readonly<Record<string, number>>;
}

const SERIOUS = {
  Дорого: 24,
  'Нет связи': 30,
  'Выбрали других': 16,
  'Не наш район': 14,
  Передумали: 8,
  Дубль: 4,
  '': 4,
};
/** What is said after it. */
export const LATE: Readonly<Record<string, number>> = { Дорого: 50, 'Выбрали других': 30, Передумали: 20 };

export const CHANNELS: readonly Channel[] = [
  {
    name: 'search',
    seed: 301,
    reached: [84, 46, 42, 30, 22, 14],
    open: [4, 2, 4, 4, 3],
    roubles: 63_000,
    clicks: 1_480,
    actions: 104,
    shownPerClick: 14,
    campaigns: [
      ['poisk_uborka_kvartir', '710000101', 60],
      ['poisk_uborka_ofisov', '710000102', 40],
    ],
    early: SERIOUS,
  },
  {
    name: 'network',
    seed: 302,
    reached: [105, 30, 26, 16, 10, 5],
    open: [5, 2, 3, 2, 2],
    roubles: 31_500,
    clicks: 3_900,
    actions: 131,
    shownPerClick: 160,
    campaigns: [
      ['rsya_uborka', '710000201', 70],
      ['rsya_retarget', '710000202', 30],
    ],
    early: { ...SERIOUS, 'Не срочно': 30 },
  },
  {
    name: 'vk',
    seed: 303,
    reached: [120, 9, 7, 3, 1, 0],
    open: [3, 0, 1, 0, 0],
    roubles: 18_000,
    clicks: 2_600,
    actions: 138,
    shownPerClick: 75,
    campaigns: [
      ['vk_uborka_za_1rub', '14000031', 65],
      ['vk_pohozhie', '14000032', 35],
    ],
    early: { 'Только узнать цену': 40, 'Не срочно': 26, 'Хотели за рубль': 20, 'Нет связи': 10, '': 4 },
  },
  {
    name: 'avito',
    seed: 304,
    reached: [63, 38, 36, 26, 19, 13],
    open: [2, 1, 3, 3, 2],
    roubles: 25_200,
    clicks: 2_050,
    actions: 92,
    shownPerClick: 11,
    campaigns: [
      ['Уборка квартир', '5000000101', 50],
      ['Мытьё окон', '5000000102', 30],
      ['Уборка после ремонта', '5000000103', 20],
    ],
    early: SERIOUS,
  },
  {
    name: 'telegram',
    seed: 305,
    reached: [35, 10, 8, 4, 2, 1],
    open: [2, 1, 1, 0, 0],
    roubles: 28_000,
    clicks: 760,
    actions: 52,
    shownPerClick: 190,
    campaigns: [['tg_rayony', 'ad12', 100]],
    early: { ...SERIOUS, 'Только узнать цену': 20 },
  },
  {
    name: 'none',
    seed: 306,
    reached: [13, 8, 7, 5, 4, 2],
    open: [0, 0, 1, 0, 1],
    roubles: 0,
    clicks: 0,
    actions: 0,
    shownPerClick: 0,
    campaigns: [],
    early: SERIOUS,
  },
];

/** What a TON is worth: funnel.yaml says it too. */
export const TON = 250;
/** In percent, included in what Yandex, VK and Avito write. */
export const VAT = 22;
