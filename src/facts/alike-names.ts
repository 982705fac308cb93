/**
 * Pairs of names that look alike: they differ only in blanks and punctuation, in the alphabet, or by one letter.
 * `Северный ветер`, `severny-veter` and `Северный ветр` are alike. In the order of `names`, each with the first name that
 * it is like.
 */
export function alikeNames(names: readonly string[]): [string, string][] {
  const first = new Map<string, string>();
  const pairs: [string, string][] = [];
  for (const name of names.slice(0, MOST)) {
    const bones = skeleton(name);
    if (bones === '' || bones.length > LONGEST) continue;
    const ways = [bones, ...withoutOne(bones)];
    const like = ways.map((way) => first.get(way)).find((one) => one !== undefined && isLike(skeleton(one), bones));
    if (like !== undefined) pairs.push([like, name]);
    for (const way of ways) if (!first.has(way)) first.set(way, name);
  }
  return pairs;
}

/** More names than these are no list of sources that a person keeps. */
const MOST = 20_000;
/** Longer names are texts. Of each a word per letter is kept. */
const LONGEST = 60;
/** Of a short name one letter is too much. */
const SHORTEST = 5;

/** Two words that differ by one letter become the same once that letter is left out of one or both. */
function withoutOne(bones: string): string[] {
  if (bones.length < SHORTEST) return [];
  return [...bones].flatMap((char, at) => (/\d/.test(char) ? [] : [bones.slice(0, at) + bones.slice(at + 1)]));
}

/**
 * Equal, or one letter apart. A digit is no letter here (branch 1 and branch 2 are two), nor is the first letter, which
 * hardly anybody mistypes.
 */
function isLike(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short === long) return true;
  if (short.length < SHORTEST || long.length - short.length > 1 || short[0] !== long[0]) return false;
  let head = 0;
  while (head < short.length && short[head] === long[head]) head++;
  let tail = 0;
  while (tail < short.length - head && short.at(-1 - tail) === long.at(-1 - tail)) tail++;
  const rest = [short.slice(head, short.length - tail), long.slice(head, long.length - tail)];
  return rest.every((part) => part.length <= 1 && !/\d/.test(part));
}

/** Letters and digits alone, in Latin: `Яндекс.Еда` and `yandex_eda` are both `iandekseda`. */
function skeleton(name: string): string {
  const words = CALLED.reduce((text, [from, to]) => text.replaceAll(from, to), name.normalize('NFKC').toLowerCase());
  const latin = [...words].map((char) => LETTERS[char] ?? char).join('');
  const plain = latin.normalize('NFD').replace(/[^\p{L}\p{N}]+/gu, '');
  const one = SPELLINGS.reduce((word, [from, to]) => word.replaceAll(from, to), plain);
  return one.replace(/(\p{L})\1+/gu, '$1');
}

/** What is one word in two languages: «ВКонтакте реклама» is `VK Ads`. */
const CALLED: readonly (readonly [RegExp, string])[] = [
  [/в\s?контакте|vkontakte/gu, 'vk'],
  [/(?<!\p{L})(?:реклам[аы]|advertising|ads?)(?!\p{L})/gu, 'ads'],
  [/фейсбук|фэйсбук/gu, 'facebook'],
  [/гугл/gu, 'google'],
  [/одноклассники/gu, 'ok'],
];

const LETTERS: Readonly<Record<string, string>> = {
  ...{ а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'e', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l' },
  ...{ м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'h', ц: 'c', ч: 'ch', ш: 'sh' },
  ...{ щ: 'sh', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya', і: 'i', ї: 'i', є: 'e', ґ: 'g' },
};

/** What is transliterated in several ways, each to one. */
const SPELLINGS: readonly (readonly [string, string])[] = [
  ...([
    ['shch', 'sh'],
    ['sch', 'sh'],
    ['kh', 'h'],
    ['ts', 'c'],
    ['tz', 'c'],
    ['ph', 'f'],
    ['ck', 'k'],
    ['x', 'ks'],
  ] as const),
  ...([
    ['w', 'v'],
    ['q', 'k'],
    ['j', 'i'],
    ['y', 'i'],
    ['ii', 'i'],
  ] as const),
];
