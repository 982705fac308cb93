import { basename } from 'node:path';
import { monthNamed } from '../model/months.js';
import { ADS_OF, foldSource, PLATFORMS, SHORTHANDS, SITE_OF } from '../model/platforms.js';

/**
 * The platform of a sheet of spend when only the file's name says it: `google_ads.csv`, `TikTok.csv`, «Яндекс Директ
 * октябрь.csv». The name of a platform's advertising is enough. The name of its site counts only among words that any
 * export has, since `google_sheet.csv` may be anything. Undefined where two platforms are named, or none.
 */
export function platformByName(file: string): string | undefined {
  const words = wordsOf(file);
  const ads = namesAmong(words, ADS_OF);
  const [found, ...more] = new Set((ads.length > 0 ? ads : sitesAlone(words)).map(({ key }) => key));
  if (found === undefined || more.length > 0) return undefined;
  return PLATFORMS.find(({ key }) => key === found)?.title;
}

/** `GoogleAds-2026-10.csv` → google, ads. A name with a digit stays one word: «2ГИС». */
const wordsOf = (file: string): string[] => {
  const name = basename(file).replace(/\.[a-z\d]{2,4}(?:\.(?:gz|zip|zst))?$/iu, '');
  return foldSource(name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'))
    .split(' ')
    .flatMap((word) => (SITE_OF.has(word) || ADS_OF.has(word) ? word : word.split(/[^\p{L}]+/u)))
    .filter((word) => word !== '');
};

interface Named {
  key: string;
  at: number;
  length: number;
}

/**
 * Finds the known names of one to three words, the longest first. Abbreviations that may be anybody's initials name
 * nobody.
 */
function namesAmong(words: readonly string[], known: ReadonlyMap<string, string>): Named[] {
  const found: Named[] = [];
  for (let at = 0; at < words.length; at++)
    for (const length of [3, 2, 1]) {
      const name = words.slice(at, at + length).join(' ');
      const key = at + length > words.length || SHORTHANDS.has(name) ? undefined : known.get(name);
      if (key === undefined) continue;
      found.push({ key, at, length });
      at += length - 1;
      break;
    }
  return found;
}

function sitesAlone(words: readonly string[]): Named[] {
  const found = namesAmong(words, SITE_OF);
  const isNamed = (index: number) => found.some(({ at, length }) => index >= at && index < at + length);
  return words.every((word, index) => isNamed(index) || ANYBODYS.has(word) || monthNamed(word) > 0) ? found : [];
}

/** Words that the name of any export of spend may hold. */
const ANYBODYS = new Set([
  ...[
    'ad',
    'ads',
    'adv',
    'advertising',
    'spend',
    'spends',
    'spending',
    'cost',
    'costs',
    'expenses',
    'paid',
    'marketing',
  ],
  ...['campaign', 'campaigns', 'report', 'reports', 'data', 'dataset', 'stats', 'statistics', 'performance', 'results'],
  ...[
    'export',
    'raw',
    'clean',
    'cleaned',
    'final',
    'full',
    'all',
    'total',
    'account',
    'by',
    'daily',
    'weekly',
    'monthly',
  ],
  ...[
    'day',
    'days',
    'week',
    'month',
    'year',
    'q',
    'w',
    'copy',
    'new',
    'расход',
    'расходы',
    'затраты',
    'реклама',
    'кампании',
  ],
  ...['статистика', 'отчет', 'отчёт', 'выгрузка', 'данные', 'за', 'по', 'дням', 'неделя', 'месяц', 'год', 'г', 'копия'],
]);
