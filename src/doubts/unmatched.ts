import type { Engine, Value } from '../engines/engine.js';
import { joined, literal, raw, type Sql, sql } from '../engines/sql.js';
import { type Text, text } from '../error.js';
import { formatWhole } from '../model/numbers.js';
import { join, NO_WORDS, plural } from '../model/text.js';

/** Two sets of IDs that should meet, each a select of one column `id`. */
interface Sides {
  /** A select, or the number of its different IDs where that is known. */
  left: Sql | number;
  /** A part of the left side that contains all IDs which are missing on the right. */
  suspects: Sql;
  right: Sql;
  /** IDs of the left side that are found in another way, although they are not on the right. */
  found?: Sql;
}

interface Unmatched {
  /** IDs of the left side that are not found, and how many it has in all. */
  count: number;
  of: number;
  /** Likely reasons, each proven by a count: so many IDs would be found if they were read in another way. */
  reasons: Text[];
}

/** The sentence with its likely reasons. IDs are never joined for a likely reason: two different IDs may look alike. */
export const unmatchedInWords = (what: Text, { reasons }: Unmatched): Text => join([what, ...reasons], '; ');

/** How many missing IDs are tried in all ways. The others are tried only in the ways that found something. */
const SAMPLE = 1000;

export async function unmatched(engine: Engine, { left, suspects, right, found }: Sides): Promise<Unmatched> {
  // Joins, for which the engine can hash the few suspects. For `in` it would build a list of all that is known.
  const missing = sql`select s.id from (select distinct id from (${suspects}) where id is not null) s
    anti join known k on k.id = s.id ${found ? sql`anti join (${found}) f on f.id = s.id` : sql``}`;
  // In the order of a hash: the first in order of the IDs could all be of one kind.
  const some = sql`select id from missing order by md5(id), id limit ${raw(String(SAMPLE))}`;
  const all = typeof left === 'number' ? raw(String(left)) : sql`(select count(distinct id) from (${left}))`;
  const sides = sql`select -1, (select count(*) from missing), ${all}, null`;
  const [[, missed, of] = [], ...likely] = await hits(engine, { right, missing, some, ways: WAYS }, sides);
  const [count, total] = [Number(missed), Number(of)];
  const ways = WAYS.filter(({ read }, at) => read && likely.some(([way]) => Number(way) === at));
  if (count <= SAMPLE || ways.length === 0) return { count, of: total, reasons: likely.map(reasonOf) };
  const proven = await hits(engine, { right, missing, some: sql`select id from missing`, ways });
  const lost = likely.filter(([way]) => WAYS[Number(way)]?.lost);
  return { count, of: total, reasons: [...proven, ...lost].map(reasonOf) };
}

/** A way in which one ID comes to be spelt differently on the two sides. */
interface Way {
  /**
   * How to read an ID so that the two spellings become equal. A blank result does not count, nor do IDs for which
   * `when` is false.
   */
  read?: Sql;
  when?: Sql;
  /** Or a condition for IDs of the other side that were destroyed: nobody can tell what they had been. */
  lost?: Sql;
  /**
   * Says the reason. `figures`: how many IDs would be found; then the least and the greatest length of the longer
   * spelling of each pair.
   */
  say(figures: readonly number[]): Text;
}

const reasonOf = ([way, ...figures]: Value[]): Text => (WAYS[Number(way)] as Way).say(figures.map(Number));

/**
 * Gives a row of what `first` selects, and a row for each way in which some IDs meet the other side: its number in
 * `WAYS` and its figures. All ways are in one query: where there is little data, a query for each costs more than the
 * data.
 */
async function hits(
  engine: Engine,
  { right, missing, some, ways }: { right: Sql; missing: Sql; some: Sql; ways: readonly Way[] },
  first?: Sql,
): Promise<Value[][]> {
  const numbered = ways.map((way) => ({ ...way, number: raw(String(WAYS.indexOf(way))) }));
  const inAll = (from: Sql) =>
    united(
      numbered.flatMap(({ number, read, when = sql`true` }) =>
        read ? [sql`select ${number} as way, ${read} as folded, id from ${from} where ${when}`] : [],
      ),
    );
  const lost = numbered.flatMap(({ number, lost: isLost }) =>
    isLost ? [sql`select ${number}, count(*), null, null from known where ${isLost} having count(*) > 0`] : [],
  );
  const grouped = sql`way, folded, count(*) as ids, min(length(id)) as least, max(length(id)) as most`;
  const meeting = sql`select o.way, sum(o.ids), min(greatest(o.least, t.least)), max(greatest(o.most, t.most))
    from ours o join theirs t on o.way = t.way and o.folded = t.folded group by o.way`;
  // The other side is narrowed to what meets before it is grouped.
  return engine.query(sql`with known as materialized (select id from (${right}) where id is not null),
      missing as materialized (${missing}), held as materialized (${some}),
      ours as materialized (select ${grouped} from (${inAll(sql`held`)}) where folded <> '' group by way, folded),
      theirs as (select ${grouped} from (select t.* from (${inAll(sql`known`)}) t
        semi join ours o on o.way = t.way and o.folded = t.folded) group by way, folded)
    ${united([...(first ? [first] : []), meeting, ...lost])} order by 1`);
}

const united = (selects: readonly Sql[]): Sql => joined(selects, ' union all ');

/** Cyrillic letters that look like Latin ones, and the Latin ones. */
const LOOKALIKES = ['АВЕКМНОРСТУХаеорсух', 'ABEKMHOPCTYXaeopcyx'] as const;

/** A cheap test that is true of most IDs; it spares them the regular expressions. */
const BEGINS_WITH_DIGIT = sql`id >= '0' and id < ':'`;

const wouldBe = (count: number): string =>
  `${formatWhole(count, 'ru')} ${plural(count, 'нашёлся бы', 'нашлись бы', 'нашлось бы')}`;

const folded = (reason: Text, read: Sql, setting?: string): Way => ({
  read,
  say: ([count = 0]) => {
    const inYaml = setting ? text(` (${setting} in funnel.yaml)`, ` (${setting} в funnel.yaml)`) : NO_WORDS;
    return text(
      `${formatWhole(count, 'en')} would be ${reason.en}${inYaml.en}`,
      `${wouldBe(count)}, ${reason.ru}${inYaml.ru}`,
    );
  },
});

/** IDs that meet once the leading zeros that a spreadsheet took are put back: how many, and how long they are then. */
const withoutZeros: Way = {
  read: sql`ltrim(id, '0')`,
  when: sql`${BEGINS_WITH_DIGIT} and regexp_full_match(id, '[0-9]+')`,
  // The longer of two spellings still has its zeros. If all of these are equally long, that is the length of IDs.
  say: ([count = 0, least, most]) =>
    text(
      `${formatWhole(count, 'en')} would be once leading zeros are put back${least === most ? `: they match after zero-padding to ${most} (ids: {pad: ${most}} in funnel.yaml)` : ''}`,
      `${wouldBe(count)}, если вернуть нули в начале${least === most ? `: они совпадают, если дополнить нулями до ${most} знаков (ids: {pad: ${most}} в funnel.yaml)` : ''}`,
    ),
};

const destroyed: Way = {
  lost: sql`contains(id, '+') and regexp_full_match(id, '[0-9]+(?:[.,][0-9]+)?[eE]\\+[0-9]+')`,
  say: ([count = 0]) =>
    text(
      `${formatWhole(count, 'en')} IDs on the other side were destroyed by Excel`,
      `${formatWhole(count, 'ru')} ID с другой стороны испорчены в Excel`,
    ),
};

/** The likeliest first. */
const WAYS: readonly Way[] = [
  withoutZeros,
  folded(
    text(
      'once a tail of .0 is left out (a spreadsheet took them for numbers)',
      'если отбросить «.0» в конце (таблица приняла их за числа)',
    ),
    sql`case when suffix(id, '0') then regexp_replace(id, '[.,]0+$', '') else id end`,
    'ids: {strip_tail: true}',
  ),
  folded(
    text('whatever the case of their letters', 'без учёта регистра букв'),
    sql`lower(id)`,
    'ids: {ignore_case: true}',
  ),
  folded(
    text('once Cyrillic look-alikes are read as Latin letters', 'если похожие русские буквы считать латинскими'),
    // Only a text that is longer in bytes than in characters has Cyrillic letters.
    sql`case when strlen(id) = length(id) then id else translate(id, ${literal(LOOKALIKES[0])}, ${literal(LOOKALIKES[1])}) end`,
  ),
  folded(
    text('once a prefix before the digits is left out', 'если отбросить приставку перед цифрами'),
    sql`case when ${BEGINS_WITH_DIGIT} then id else regexp_replace(id, '^[^0-9]+', '') end`,
  ),
  destroyed,
];
