import type { Engine } from '../engines/engine.js';
import { asRelation, layDown } from '../engines/lay-down.js';
import { joined, type Sql, sql } from '../engines/sql.js';
import { compareWords } from '../model/compare-words.js';
import { mediumKind } from '../model/media.js';
import { foldSource, PLATFORMS, SHORTHANDS } from '../model/platforms.js';
import { CLICK_IDS } from '../model/tables.js';
import { alikeNames } from './alike-names.js';
import { MACRO } from './macro.js';
import { ORIGIN, ORIGIN_COLUMNS, type Originated, originOf } from './origins.js';
import { type Key, keyOf, type Naming, nameOfPlatform, naming, type Read, readWords, siteKey } from './source-names.js';
import { pairsIn } from './source-pairs.js';

/** What a lead or an ad row says of its origin. The first field that says something decides. */
interface Origin {
  click: string | null;
  utmSource: string | null;
  utmMedium: string | null;
  source: string | null;
  medium: string | null;
  /** The platform whose export an ad row (or the ad lead of a CRM row) stands in, and the source that it names. */
  platform: string | null;
  adSource: string | null;
}

/** Which evidence named a lead's source. */
type Rule = 'ad_lead' | 'click' | 'utm' | 'crm' | 'none';

export const NO_SOURCE = '(no source)';
const TITLE_OF = new Map(PLATFORMS.map(({ key, title }) => [key, title]));
const BY_CLICK = new Map(PLATFORMS.flatMap(({ key, clickId }) => (clickId ? [[clickId as string, key] as const] : [])));

interface SourceSettings {
  aliases: ReadonlyMap<string, readonly string[]>;
  /** Per file: the platform whose export it is, or null. */
  platforms: readonly (string | null)[];
  /** What a platform's export is called. */
  titles: ReadonlyMap<string, string>;
  /** Per file: of which sheet it is a part or a download. */
  sheets: readonly number[];
}

/** What there is to know of the names of sources, besides `source_map`. */
export interface SourceNames {
  /** Platforms whose site is told apart from its advertising. */
  apart: ReadonlySet<string>;
  /** Sources that look alike but stay apart; the one with more rows comes first. */
  alike: readonly (readonly [string, string])[];
  /**
   * Media that nobody knows, beside known advertising media of the same platform, and taken for advertising too; most
   * rows first.
   */
  openMedia: readonly { spelling: string; source: string; count: number }[];
  /**
   * Words of two or three letters in a CRM's own column that were read as another name (`li` as LinkedIn); most rows
   * first.
   */
  shorthands: readonly { spelling: string; source: string; count: number }[];
  /** Those of the shown sources that nobody sent: direct, "came by himself", or none at all. */
  direct: ReadonlySet<string>;
  /** By the number of a file, what the sources of its rows are called. */
  ofFile: ReadonlyMap<number, ReadonlySet<string>>;
  /**
   * Names the sources of further rows, in a relation like `source_map` with two more columns: whether each is advertising
   * (`is_ad`), and whether nobody sent it (`is_direct`). These rows have no say in what sources are called.
   */
  nameFurther(engine: Engine, rows: Originated, table: string): Promise<Sql>;
}

/**
 * Names the source of every lead and every ad row, in `source_map`: origin → source, platform, rule. The name shown is
 * the configuration's, else the platform's where its own export is present, else the spelling that most rows bear.
 */
export async function nameSources(
  engine: Engine,
  all: readonly Originated[],
  { aliases, platforms, titles, sheets }: SourceSettings,
): Promise<SourceNames> {
  const origins = await originsWithFiles(engine, all, sheets);
  const apart = toldApart(origins, naming(aliases));
  const columns = columnsOf(origins);
  const own = naming(aliases, apart, pairsIn(columns));
  const parts = partsOf(origins, platforms, own, titles);
  const found = origins.map((one) => ({ ...one, ...resolve(one.origin, own, titles, parts) }));
  // What its site is called is no name of a platform's advertising where the two stand apart.
  const isOfSite = ({ key, spelling }: Read) =>
    key.platform !== undefined && apart.has(key.platform) && nameOfPlatform(spelling, own)?.isSite;
  const spellings = countSpellings(found.filter((one) => !isOfSite(one)));
  const exported = new Set(platforms);
  const named = found.map((one) => ({ ...one, source: sourceShown(one.key, exported, spellings) }));
  const ofFile = new Map<number, Set<string>>();
  for (const { file, source } of named)
    ofFile.set(Number(file), (ofFile.get(Number(file)) ?? new Set<string>()).add(source));
  await layDown(
    engine,
    'source_map',
    MAPPED,
    [...new Map(named.map((one) => [JSON.stringify(one.cells.map(String)), one])).values()].map(
      ({ cells, source, key, rule }) => [...cells, source, titleOf(key), rule],
    ),
  );
  return {
    ...{ apart, ofFile, alike: alikeIn(named, own), openMedia: openIn(named), shorthands: shorthandsIn(named) },
    direct: new Set([
      NO_SOURCE,
      ...named.flatMap(({ spelling, source, isPaid }) => (!isPaid && isDirect(spelling, source) ? [source] : [])),
    ]),
    async nameFurther(to, further, table) {
      const there = await originsOfRows(to, further);
      const theirs = { ...own, isPair: pairsIn([...columns, ...columnsOf(there)]) };
      const read = there.map((one) => ({ ...one, ...resolve(one.origin, theirs, titles, parts) }));
      const among = countSpellings(read);
      return asRelation(
        to,
        table,
        { ...MAPPED, is_ad: 'boolean', is_direct: 'boolean' },
        read.map(({ cells, key, spelling, rule, isPaid }) => {
          const source = sourceShown(key, exported, spellings.has(key.words) ? spellings : among);
          const isAd =
            key.platform !== undefined || isPaid === true || rule === 'click' || mediumKind(spelling) === 'paid';
          return [...cells, source, titleOf(key), rule, isAd, !isAd && isDirect(spelling, source)];
        }),
      );
    },
  };
}

/** The origins of rows, with the number of rows that bear each in a file, and the sheet of the file. */
async function originsWithFiles(engine: Engine, all: readonly Originated[], sheets: SourceSettings['sheets']) {
  if (all.length === 0) return [];
  const selects = all.map((one) => sql`select file, ${originOf(one)} from ${one.rows}`);
  const rows = await engine.query(
    sql`select ${ORIGIN_COLUMNS}, file, count(*) from (${joined(selects, ' union all ')}) group by all order by all`,
  );
  return rows.map((row) => ({
    ...originIn(row),
    file: row[ORIGIN.length],
    sheet: sheets[Number(row[ORIGIN.length])],
    count: Number(row[ORIGIN.length + 1]),
  }));
}

/** The origins of some rows, with the number of rows that bear each. */
async function originsOfRows(engine: Engine, rows: Originated) {
  const counted =
    await engine.query(sql`select ${ORIGIN_COLUMNS}, count(*) from (select ${originOf(rows)} from ${rows.rows})
    group by all order by all`);
  return counted.map((row) => ({ ...originIn(row), count: Number(row[ORIGIN.length]) }));
}

/** By the words of a source, how many rows bear each of its spellings. */
type Spellings = ReadonlyMap<string, ReadonlyMap<string, number>>;

function countSpellings(rows: readonly (Read & { count: number })[]): Spellings {
  const spellings = new Map<string, Map<string, number>>();
  for (const { key, spelling, count } of rows) {
    const own = spellings.get(key.words) ?? new Map<string, number>();
    spellings.set(key.words, own.set(spelling, (own.get(spelling) ?? 0) + count));
  }
  return spellings;
}

/** What a source is called in reports. `exported`: the platforms whose own exports are there. */
function sourceShown({ name, platform, words }: Key, exported: ReadonlySet<string | null>, among: Spellings): string {
  if (name !== undefined) return name;
  const title = platform !== undefined && exported.has(platform) ? TITLE_OF.get(platform) : undefined;
  return title ?? (mostFrequent(among.get(words) ?? new Map()) || (TITLE_OF.get(platform ?? '') ?? words));
}

/**
 * Whether nobody sent the lead. Analytics also call a step within the site, or out of a saved page, a source. Of a source
 * with its medium (`(direct) / (none)`) the source decides.
 */
function isDirect(spelling: string, source: string): boolean {
  const [word = spelling] = spelling.split(' / ');
  return (
    source === NO_SOURCE ||
    [spelling, word].some((one) => DIRECT.has(keyOf(one, NO_NAMES).words) || DIRECT.has(foldSource(one)))
  );
}
const NO_NAMES = naming(new Map());
const DIRECT = new Set([
  ...['direct', 'none', 'not set', 'internal', 'saved', 'walk in', 'came by himself'],
  ...['internal traffic', 'saved pages', 'saved page', 'typein', 'type in', 'внутренний', 'внутренние переходы'],
  ...[
    'переходы с сохраненных страниц',
    'переходы с сохранённых страниц',
    'сохраненные страницы',
    'сохранённые страницы',
  ],
  ...['прямой визит', 'прямые визиты', 'сам пришел', 'сам пришёл', 'сами пришли', 'самотек', 'самотёк'],
  ...['самостоятельно', 'прямое обращение', 'прямые обращения'],
]);

const MAPPED = {
  ...Object.fromEntries(ORIGIN.map(({ column, type }) => [column, type])),
  ...{ source: 'varchar', platform: 'varchar', rule: 'varchar' },
};

/** Only where the same sheet marks advertising of the platform by its medium. Elsewhere nobody fills media in. */
function openIn(
  named: readonly (Read & { source: string; sheet: unknown; count: number })[],
): SourceNames['openMedia'] {
  const at = ({ sheet, key }: { sheet: unknown; key: Key }) => `${sheet} ${key.platform}`;
  const paid = new Set(named.filter(({ isPaid }) => isPaid).map(at));
  const found = new Map<string, { source: string; count: number }>();
  for (const one of named)
    if (one.open !== undefined && paid.has(at(one)))
      found.set(one.open, { source: one.source, count: (found.get(one.open)?.count ?? 0) + one.count });
  return byRows(found);
}

function byRows(found: ReadonlyMap<string, { source: string; count: number }>): SourceNames['openMedia'] {
  const counts = new Map([...found].map(([spelling, { count }]) => [spelling, count]));
  return ranked(counts).map((spelling) => ({
    spelling,
    ...(found.get(spelling) as { source: string; count: number }),
  }));
}

/** In a tag `li` is LinkedIn. In a column that people fill in it may be the person who took the call. */
function shorthandsIn(
  named: readonly (Read & { source: string; rule: Rule; count: number })[],
): SourceNames['shorthands'] {
  const found = new Map<string, { source: string; count: number }>();
  for (const { spelling, source, rule, key, count } of named)
    if (
      rule === 'crm' &&
      key.name === undefined &&
      isShorthand(spelling) &&
      foldSource(source) !== foldSource(spelling)
    )
      found.set(spelling, { source, count: (found.get(spelling)?.count ?? 0) + count });
  return byRows(found);
}

const isShorthand = (spelling: string): boolean => SHORTHANDS.has(foldSource(spelling));

/** An origin as the engine has it, and by its names. */
function originIn(row: readonly unknown[]): { cells: [bigint | null, ...(string | null)[]]; origin: Origin } {
  const cells = row.slice(0, ORIGIN.length) as [bigint | null, ...(string | null)[]];
  const [click, utmSource, utmMedium, source, medium, platform, adSource] = cells;
  const clicked = click === null ? null : (CLICK_IDS[Number(click)] ?? null);
  const tags = { utmSource: spaced(utmSource), utmMedium: spaced(utmMedium) };
  return { cells, origin: { click: clicked, ...tags, source, medium, platform, adSource } as Origin };
}

/** In a tag a `+` between words is a blank. */
const spaced = (tag: string | null | undefined): string | null => tag?.replace(/(?<=\S)\+(?=\S)/gu, ' ') ?? null;

/** The words of each column of sources, over all files: how a list is split into files says nothing of its words. */
const columnsOf = (rows: readonly { origin: Origin }[]): Set<string>[] =>
  (['utmSource', 'source'] as const).map(
    (field) => new Set(rows.flatMap(({ origin }) => (origin[field] === null ? [] : [origin[field]]))),
  );

/**
 * Platforms of which one column names both the site and its advertising: there `google` is not the same as `adwords`. A
 * column that spells either in several ways is filled in by hand and proves nothing. A column is the same in all files of
 * its sheet.
 */
function toldApart(rows: readonly { origin: Origin; sheet: unknown }[], own: Naming): Set<string> {
  const columns = new Map<string, { platform: string; site: Set<string>; ads: Set<string> }>();
  for (const { origin, sheet } of rows)
    for (const field of ['utmSource', 'source', 'adSource'] as const) {
      const word = origin[field];
      const named = word === null ? null : nameOfPlatform(word, own);
      if (named === null) continue;
      const { platform, isSite, folded } = named;
      const at = `${sheet} ${field} ${platform}`;
      const column = columns.get(at) ?? { platform, site: new Set(), ads: new Set() };
      column[isSite ? 'site' : 'ads'].add(folded);
      columns.set(at, column);
    }
  const isTold = [...columns.values()].filter(({ site, ads }) => site.size === 1 && ads.size === 1);
  return new Set(isTold.map(({ platform }) => platform));
}

/**
 * Pairs of a site and its advertising, and of names that look alike. Two names of the configuration are two because a
 * person has said so.
 */
function alikeIn(named: readonly { source: string; count: number; key: Key }[], { apart }: Naming): [string, string][] {
  const counts = new Map<string, number>();
  for (const { source, count } of named) counts.set(source, (counts.get(source) ?? 0) + count);
  const bearing = (words: string) => named.find(({ key }) => key.words === words)?.source;
  const sites = [...apart].flatMap((platform): [string, string][] => {
    const [ads, site] = [bearing(platform), bearing(siteKey(platform))];
    return ads === undefined || site === undefined ? [] : [[ads, site]];
  });
  const configured = new Set(named.flatMap(({ source, key }) => (key.name === undefined ? [] : [source])));
  return [...sites, ...alikeNames(ranked(counts)).filter((pair) => !pair.every((name) => configured.has(name)))];
}

const titleOf = ({ platform }: Key): string | null =>
  platform === undefined ? null : (TITLE_OF.get(platform) ?? null);

/**
 * Platforms whose own exports bear several sources, with these sources: search and network of Yandex Direct, each in an
 * export of its own. A click ID names such a platform, but not yet the source.
 */
function partsOf(
  origins: readonly { origin: Origin; file: unknown }[],
  platforms: readonly (string | null)[],
  own: Naming,
  titles: ReadonlyMap<string, string>,
): Parts {
  const found = new Map<string, Set<string>>();
  for (const { origin, file } of origins) {
    const platform = platforms[Number(file)];
    if (platform)
      found.set(platform, (found.get(platform) ?? new Set()).add(resolve(origin, own, titles, NO_PARTS).key.words));
  }
  return new Map([...found].filter(([, sources]) => sources.size > 1));
}
type Parts = ReadonlyMap<string, ReadonlySet<string>>;
const NO_PARTS: Parts = new Map();

function resolve(
  origin: Origin,
  own: Naming,
  titles: ReadonlyMap<string, string>,
  parts: Parts,
): Read & { rule: Rule } {
  const { click, utmSource, utmMedium, source, medium, platform, adSource } = origin;
  // Two columns, put together.
  const asPair = { ...own, isPair: () => true };
  if (adSource !== null && !MACRO.test(adSource)) return { ...readWords(adSource, null, asPair), rule: 'ad_lead' };
  const title = platform === null ? undefined : (TITLE_OF.get(platform) ?? titles.get(platform));
  if (title) return { key: keyOf(title, own), spelling: title, rule: 'ad_lead' };
  const words = [
    [utmSource, utmMedium, 'utm'],
    [source, medium, 'crm'],
  ] as const;
  const said = words.flatMap(([word, kind, rule]) =>
    word !== null && !MACRO.test(word) ? [{ ...readWords(word, kind, own), rule }] : [],
  );
  const clickedKey = click === null ? undefined : BY_CLICK.get(click);
  const clicked = TITLE_OF.get(clickedKey ?? '');
  if (clicked) {
    const among = parts.get(clickedKey ?? '');
    const part = said.find(({ key }) => among?.has(key.words));
    if (part) return { ...part, rule: 'click' };
    // Nobody knows which of the parts it was: taking the first name of the configuration would be a guess.
    const isNamed = !among || own.names.has(foldSource(clicked));
    const key = keyOf(clicked, isNamed ? own : { ...own, names: NO_NAMES.names });
    return { key, spelling: clicked, rule: 'click' };
  }
  if (said[0]) return said[0];
  return { key: { words: NO_SOURCE }, spelling: NO_SOURCE, rule: 'none' };
}

/** The most frequent spelling; among equally frequent ones the first by code point, so that the order is defined. */
export function mostFrequent(spellings: ReadonlyMap<string, number>): string {
  return ranked(spellings)[0] ?? '';
}

function ranked(spellings: ReadonlyMap<string, number>): string[] {
  return [...spellings].sort(([a, m], [b, n]) => n - m || compareWords(a, b)).map(([spelling]) => spelling);
}
