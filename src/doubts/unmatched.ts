import type { Engine, Value } from '../engines/engine.js';
import { joined, literal, raw, type Sql, sql } from '../engines/sql.js';
import { type Text, text } from '../error.js';
import { whole } from '../model/numbers.js';
import { join, NO_WORDS, plural } from '../model/text.js';

/** Two columns of IDs that should meet: selects of one column `id` each. */
interface Sides {
  /** Or how many different IDs it has, where that is known. */
  left: Sql | number;
  /** A part of the left that all that is missing stands in. */
  suspects: Sql;
  right: Sql;
  /** IDs of the left that are found in another way than by the right. */
  found?: Sql;
}

interface Unmatched {
  /** IDs of the left that meet none, and how many there are on the left. */
  count: number;
  of: number;
  /** Likely reasons, each proven by a count: so many would meet, if IDs were read in another way. */
  reasons: Text[];
}

/** What does not meet, and why. IDs are never joined by a likely reason: two different ones may look alike. */
export const told = (what: Text, { reasons }: Unmatched): Text => join([what, ...reasons], '; ');

/** So many are held against all of the other side; the others only in the ways that hit. */
const SAMPLE = 1000;

export async function unmatched(engine: Engine, { left, suspects, right, found }: Sides): Promise<Unmatched> {
  // Joins, which the engine may build on the few suspects; a list it would build of all that is known.
  const missing = sql`select s.id from (select distinct id from (${suspects}) where id is not null) s
    anti join known k on k.id = s.id ${found ? sql`anti join (${found}) f on f.id = s.id` : sql``}`;
  // By their hash: IDs in order would be all of one kind.
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

/** A way in which the same ID comes to be written twice. */
interface Way {
  /** An ID read in this way: two of the same reading would meet. Blank, or where it is not `when`, it is not read so. */
  read?: Sql;
  when?: Sql;
  /** Or what IDs of the other side have become: whose they were nobody can tell. */
  lost?: Sql;
  /** How many would meet; how many characters the longer spelling of two has at least and at most. */
  say(figures: readonly number[]): Text;
}

const reasonOf = ([way, ...figures]: Value[]): Text => (WAYS[Number(way)] as Way).say(figures.map(Number));

/**
 * What `first` selects, and each of the ways in which some IDs meet the other side: its number and its figures. All ways
 * in one join: where there is little data, a sub-select for each costs more than the data.
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
  // Of the other side only what meets is grouped.
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

/** Cheap to see, and true of most IDs: then no pattern needs to be tried. */
const BEGINS_WITH_DIGIT = sql`id >= '0' and id < ':'`;

const wouldBe = (count: number): string =>
  `${whole(count, 'ru')} ${plural(count, 'нашёлся бы', 'нашлись бы', 'нашлось бы')}`;

const folded = (reason: Text, read: Sql, setting?: string): Way => ({
  read,
  say: ([count = 0]) => {
    const inYaml = setting ? text(` (${setting} in funnel.yaml)`, ` (${setting} в funnel.yaml)`) : NO_WORDS;
    return text(
      `${whole(count, 'en')} would be ${reason.en}${inYaml.en}`,
      `${wouldBe(count)}, ${reason.ru}${inYaml.ru}`,
    );
  },
});

/** IDs that meet once the leading zeros that a spreadsheet took are back: how many, and to how many digits. */
const withoutZeros: Way = {
  read: sql`ltrim(id, '0')`,
  when: sql`${BEGINS_WITH_DIGIT} and regexp_full_match(id, '[0-9]+')`,
  // The longer of two spellings is the one that kept its zeros: all of them as long say how long IDs are.
  say: ([count = 0, least, most]) =>
    text(
      `${whole(count, 'en')} would be once leading zeros are put back${least === most ? `: they match after zero-padding to ${most} (ids: {pad: ${most}} in funnel.yaml)` : ''}`,
      `${wouldBe(count)}, если вернуть нули в начале${least === most ? `: они совпадают, если дополнить нулями до ${most} знаков (ids: {pad: ${most}} в funnel.yaml)` : ''}`,
    ),
};

const destroyed: Way = {
  lost: sql`contains(id, '+') and regexp_full_match(id, '[0-9]+(?:[.,][0-9]+)?[eE]\\+[0-9]+')`,
  say: ([count = 0]) =>
    text(
      `${whole(count, 'en')} IDs on the other side were destroyed by Excel`,
      `${whole(count, 'ru')} ID с другой стороны испорчены в Excel`,
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
    // Only what is longer in bytes than in characters has any.
    sql`case when strlen(id) = length(id) then id else translate(id, ${literal(LOOKALIKES[0])}, ${literal(LOOKALIKES[1])}) end`,
  ),
  folded(
    text('once a prefix before the digits is left out', 'если отбросить приставку перед цифрами'),
    sql`case when ${BEGINS_WITH_DIGIT} then id else regexp_replace(id, '^[^0-9]+', '') end`,
  ),
  destroyed,
];
