import type { Engine } from '../engines/engine.js';
import { joined, literal, name, type Sql, sql } from '../engines/sql.js';
import { rowsOf } from '../model/canonical.js';
import { foldSource, PLATFORMS } from '../model/platforms.js';
import { CLICK_IDS } from '../model/tables.js';

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
/** `{campaign_name}`, `{{campaign.name}}`: a macro that the platform did not fill in. */
const MACRO = /\{[^{}]*\}/u;
export const isMacro = (cell: Sql): Sql => sql`regexp_matches(${cell}, '\\{[^{}]*\\}')`;

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
]);
const PLATFORM_OF = new Map(
  PLATFORMS.flatMap(({ key, spellings, title }) =>
    [foldSource(title), ...spellings].map((word) => [word, key] as const),
  ),
);
const TITLE_OF = new Map(PLATFORMS.map(({ key, title }) => [key, title]));
const BY_CLICK = new Map(PLATFORMS.flatMap(({ key, clickId }) => (clickId ? [[clickId as string, key] as const] : [])));

/** The columns of an origin: of a lead, or of a row of ad statistics. */
export function originColumns(view: 'all_leads' | 'ad_stats', platforms: Sql): Sql[] {
  const unknown = sql`cast(null as varchar)`;
  // An ad row may name its source itself; else it is the platform's whose export it stands in.
  const platform = sql`(case when source is null then ${platforms} end)`;
  if (view === 'ad_stats') return [unknown, unknown, unknown, sql`source`, sql`medium`, platform, unknown];
  const click = joined(
    CLICK_IDS.map((id) => sql`when ${name(id)} is not null and not ${isMacro(name(id))} then ${literal(id)}`),
    ' ',
  );
  return [
    sql`(case ${click} end)`,
    sql`utm_source`,
    sql`utm_medium`,
    sql`source`,
    sql`medium`,
    sql`ad_platform`,
    sql`ad_source`,
  ];
}

/** Rows with the source, platform and rule that `source_map` names for them. */
export function withSource(view: 'all_leads' | 'ad_stats', rows: Sql, platformOfFile: Sql): Sql {
  const origins = originColumns(view, platformOfFile);
  const columns = origins.map((column, at) => sql`${column} as ${name(`o${at}`)}`);
  const same = origins.map((_, at) => sql`s.${name(`o${at}`)} is not distinct from c.${name(`o${at}`)}`);
  return sql`select c.*, s.source as source_name, s.platform as platform_name, s.rule as source_rule
    from (select *, ${joined(columns, ', ')} from ${rows}) c
    left join source_map s on ${joined(same, ' and ')}`;
}

/**
 * Names the source of every lead and every ad row, in `source_map`: origin → source, platform, rule. The name shown is
 * the configuration's, else the platform's where its own export is present, else the spelling that most rows bear.
 */
export async function mapSources(
  engine: Engine,
  aliases: ReadonlyMap<string, readonly string[]>,
  platformOfFile: Sql,
  exported: ReadonlySet<string>,
  titles: ReadonlyMap<string, string>,
): Promise<void> {
  const distinct = (table: 'all_leads' | 'ad_stats', from: string) =>
    sql`select ${joined(
      originColumns(table, platformOfFile).map((one, at) => sql`${one} as ${name(`o${at}`)}`),
      ', ',
    )} from ${name(from)}`;
  const rows = await engine.query(sql`select o0, o1, o2, o3, o4, o5, o6, count(*) from (
    ${distinct('all_leads', 'all_leads')} union all ${distinct('ad_stats', rowsOf('ad_stats'))}) group by all order by all`);
  const configured = namesOf(aliases);
  const found = rows.map((row) => {
    const [click, utmSource, utmMedium, source, medium, platform, adSource] = row.slice(0, 7) as (string | null)[];
    const origin = { click, utmSource, utmMedium, source, medium, platform, adSource } as Origin;
    return { origin: row.slice(0, 7), count: Number(row[7]), ...resolve(origin, configured, titles) };
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
  await engine.run(sql`create table source_map (o0 varchar, o1 varchar, o2 varchar, o3 varchar, o4 varchar, o5 varchar, o6 varchar,
    source varchar, platform varchar, rule varchar)`);
  for (let at = 0; at < found.length; at += 500) {
    const part = found.slice(at, at + 500).map(({ origin, key, rule }) => {
      const values = [...origin, shown(key), titleOf(key), rule].map((value) => sql`${value as string | null}`);
      return sql`(${joined(values, ', ')})`;
    });
    await engine.run(sql`insert into source_map values ${joined(part, ', ')}`);
  }
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
  // A name of the configuration that is a spelling of a platform, or has one as an alias, stands for all its spellings.
  const own = names.get(folded) ?? (platform && [...names].find(([word]) => PLATFORM_OF.get(word) === platform)?.[1]);
  if (own === undefined) return { platform, words: platform ?? folded };
  return { name: own, platform: platform ?? PLATFORM_OF.get(foldSource(own)), words: `= ${own}` };
}

/** The most frequent spelling; of equally frequent ones the first by code point, so that the order is stated. */
export function mostFrequent(spellings: ReadonlyMap<string, number>): string {
  return ranked(spellings)[0] ?? '';
}

export function ranked(spellings: ReadonlyMap<string, number>): string[] {
  return [...spellings].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : a > b ? 1 : 0)).map(([spelling]) => spelling);
}
