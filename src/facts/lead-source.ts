import type { Engine } from '../engines/engine.js';
import { layDown } from '../engines/lay-down.js';
import { joined, sql } from '../engines/sql.js';
import { foldSource, PLATFORM_OF, PLATFORMS, SAME_NAMES, WHOLE_PLATFORM } from '../model/platforms.js';
import { CLICK_IDS } from '../model/tables.js';
import { MACRO } from './macro.js';
import { ORIGIN, ORIGIN_COLUMNS, type Originated, originOf } from './origins.js';

/** What a lead or an ad row says of where it comes from; the first that says something decides. */
interface Origin {
  click: string | null;
  utmSource: string | null;
  utmMedium: string | null;
  source: string | null;
  medium: string | null;
  /** The platform whose export an ad row, or the ad lead of a CRM row, stands in; and the source that it names. */
  platform: string | null;
  adSource: string | null;
}

/** Which evidence named a lead's source. */
export type Rule = 'ad_lead' | 'click' | 'utm' | 'crm' | 'none';

export const NO_SOURCE = '(no source)';
/** Media that are no advertising: `google / organic` is not Google Ads. */
const UNPAID = new Set([
  'organic',
  'referral',
  'email',
  'e mail',
  'none',
  'organic search',
  'социальные сети',
  'органика',
  'social',
  'smm',
  'post',
  'maps',
  'zen',
  'market',
  'business',
]);
const ONE_NAME = new Map(SAME_NAMES.flatMap((names) => names.map((one) => [one, names[0] as string] as const)));
const TITLE_OF = new Map(PLATFORMS.map(({ key, title }) => [key, title]));
const BY_CLICK = new Map(PLATFORMS.flatMap(({ key, clickId }) => (clickId ? [[clickId as string, key] as const] : [])));

export interface SourceSettings {
  aliases: ReadonlyMap<string, readonly string[]>;
  /** Per file: the platform whose export it is, or null. */
  platforms: readonly (string | null)[];
  /** What a platform's export is called. */
  titles: ReadonlyMap<string, string>;
}

/**
 * Names the source of every lead and every ad row, in `source_map`: origin → source, platform, rule. The name shown is
 * the configuration's, else the platform's where its own export is present, else the spelling that most rows bear.
 */
export async function nameSources(
  engine: Engine,
  all: readonly Originated[],
  { aliases, platforms, titles }: SourceSettings,
): Promise<void> {
  const exported = new Set(platforms);
  const parts = all.map((one) => sql`select ${originOf(one)} from ${one.rows}`);
  const rows = await engine.query(
    sql`select ${ORIGIN_COLUMNS}, count(*) from (${joined(parts, ' union all ')}) group by all order by all`,
  );
  const configured = namesOf(aliases);
  const found = rows.map((row) => {
    const [click, ...words] = row.slice(0, ORIGIN.length) as [bigint | null, ...(string | null)[]];
    const [utmSource, utmMedium, source, medium, platform, adSource] = words;
    const clicked = click === null ? null : (CLICK_IDS[Number(click)] ?? null);
    const origin = { click: clicked, utmSource, utmMedium, source, medium, platform, adSource } as Origin;
    return { origin: [click, ...words], count: Number(row[ORIGIN.length]), ...resolve(origin, configured, titles) };
  });
  const spellings = new Map<string, Map<string, number>>();
  for (const { key, spelling, count } of found) {
    const own = spellings.get(key.words) ?? new Map<string, number>();
    own.set(spelling, (own.get(spelling) ?? 0) + count);
    spellings.set(key.words, own);
  }
  const shown = ({ name: own, platform, words }: Key): string => {
    if (own !== undefined) return own;
    const title = platform !== undefined && exported.has(platform) ? TITLE_OF.get(platform) : undefined;
    return title ?? mostFrequent(spellings.get(words) ?? new Map());
  };
  await layDown(
    engine,
    'source_map',
    {
      ...Object.fromEntries(ORIGIN.map(({ column, type }) => [column, type])),
      ...{ source: 'varchar', platform: 'varchar', rule: 'varchar' },
    },
    found.map(({ origin, key, rule }) => [...origin, shown(key), titleOf(key), rule]),
  );
}

type Names = ReadonlyMap<string, string>;

/** Every configured spelling, folded, with the name that is shown for it. */
const namesOf = (aliases: ReadonlyMap<string, readonly string[]>): Names =>
  new Map(
    [...aliases].flatMap(([shown, spellings]) =>
      [shown, ...spellings].map((spelling) => [foldSource(spelling), shown] as const),
    ),
  );

/** Whether two spellings are one source. */
export function sameSource(aliases: ReadonlyMap<string, readonly string[]>): (a: string, b: string) => boolean {
  const names = namesOf(aliases);
  return (a, b) => keyOf(a, names).words === keyOf(b, names).words;
}

/** What the spellings of one source have in common. */
interface Key {
  /** The configuration's name for it. */
  name?: string;
  platform?: string | undefined;
  words: string;
}

const titleOf = ({ platform }: Key): string | null =>
  platform === undefined ? null : (TITLE_OF.get(platform) ?? null);

function resolve(
  origin: Origin,
  names: Names,
  titles: ReadonlyMap<string, string>,
): { key: Key; spelling: string; rule: Rule } {
  const { click, utmSource, utmMedium, source, medium, platform, adSource } = origin;
  if (adSource !== null && !MACRO.test(adSource)) {
    const spelling = spellingOf(adSource, null);
    return { key: keyOf(spelling, names), spelling, rule: 'ad_lead' };
  }
  const title = platform === null ? undefined : (TITLE_OF.get(platform) ?? titles.get(platform));
  if (title) return { key: keyOf(title, names), spelling: title, rule: 'ad_lead' };
  const clicked = click === null ? undefined : TITLE_OF.get(BY_CLICK.get(click) ?? '');
  if (clicked) return { key: keyOf(clicked, names), spelling: clicked, rule: 'click' };
  for (const [word, kind, rule] of [
    [utmSource, utmMedium, 'utm'],
    [source, medium, 'crm'],
  ] as const) {
    if (word === null || MACRO.test(word)) continue;
    const spelling = spellingOf(word, kind);
    return { key: keyOf(spelling, names), spelling, rule };
  }
  return { key: { words: NO_SOURCE }, spelling: NO_SOURCE, rule: 'none' };
}

/** A source, with its medium where that is no advertising. Web analytics write both into one cell. */
function spellingOf(word: string, medium: string | null): string {
  const [first = word, second = medium] = word.split(' / ');
  return second !== null && UNPAID.has(foldSource(second)) ? `${first} / ${second}` : first;
}

function keyOf(spelling: string, names: Names): Key {
  const folded = foldSource(spelling);
  const platform = PLATFORM_OF.get(folded);
  const one = ONE_NAME.get(folded);
  // A name of the configuration that is a spelling of a platform, or has one as an alias, stands for all its spellings.
  const alike = ([word]: [string, string]) =>
    platform ? WHOLE_PLATFORM.get(word) === platform : one !== undefined && ONE_NAME.get(word) === one;
  const own = names.get(folded) ?? [...names].find(alike)?.[1];
  if (own === undefined) return { platform, words: platform ?? one ?? folded };
  return { name: own, platform: platform ?? PLATFORM_OF.get(foldSource(own)), words: `= ${own}` };
}

/** The most frequent spelling; of equally frequent ones the first by code point, so that the order is stated. */
export function mostFrequent(spellings: ReadonlyMap<string, number>): string {
  return ranked(spellings)[0] ?? '';
}

export function ranked(spellings: ReadonlyMap<string, number>): string[] {
  return [...spellings].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : a > b ? 1 : 0)).map(([spelling]) => spelling);
}
