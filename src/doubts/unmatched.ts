import type { Engine, Value } from '../engines/engine.js';
import { joined, literal, raw, type Sql, sql } from '../engines/sql.js';
import { type Text, text } from '../error.js';
import { join, plural } from '../model/text.js';

/** Two columns of IDs that should meet: selects of one column `id` each. */
export interface Sides {
  left: Sql;
  /** A part of the left that all that is missing stands in. */
  suspects: Sql;
  right: Sql;
  /** IDs of the left that are found in another way than by the right. */
  found?: Sql;
}

export interface Unmatched {
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
  const known = sql`(select id from (${right}) where id is not null)`;
  // Joins, which the engine may build on the few suspects; a list it would build of all that is known.
  const all = sql`select s.id from (select distinct id from (${suspects}) where id is not null) s
    anti join ${known} k on k.id = s.id ${found ? sql`anti join (${found}) f on f.id = s.id` : sql``}`;
  // By their hash: IDs in order would be all of one kind.
  const some = sql`select id from missing order by md5(id), id limit ${raw(String(SAMPLE))}`;
  const sides = [sql`(select count(*) from missing)`, sql`(select count(distinct id) from (${left}))`];
  const [[missing, of], likely] = await hits(engine, sides, { all, some }, known, WAYS);
  const [count, total] = [Number(missing), Number(of)];
  if (count <= SAMPLE || likely.length === 0) return { count, of: total, reasons: likely.map(reasonOf) };
  const ways = likely.map(({ way }) => way);
  const [, proven] = await hits(engine, [], { all, some: sql`select id from missing` }, known, ways);
  return { count, of: total, reasons: proven.map(reasonOf) };
}

/** A way in which the same ID comes to be written twice. */
interface Way {
  /** How many IDs meet in this way; further figures for the words. */
  hits(ids: Sql, known: Sql): Sql[];
  say(figures: readonly string[]): Text;
}

interface Hit {
  way: Way;
  figures: string[];
}

const reasonOf = ({ way, figures }: Hit): Text => way.say(figures);

/** Some figures of all that is `missing`, and of all ways those that hit some of it, in one statement. */
async function hits(
  engine: Engine,
  figures: readonly Sql[],
  { all, some }: { all: Sql; some: Sql },
  known: Sql,
  ways: readonly Way[],
): Promise<[figures: Value[], hits: Hit[]]> {
  const asked = ways.map((way) => way.hits(sql`held`, known));
  const [row = []] = await engine.query(
    sql`with missing as materialized (${all}), held as materialized (${some})
      select ${joined([...figures, ...asked.flat()], ', ')}`,
  );
  let at = figures.length;
  const found = ways.flatMap((way, index) => {
    const own = row.slice(at, at + (asked[index]?.length ?? 0));
    at += own.length;
    return Number(own[0]) > 0 ? [{ way, figures: own.map(String) }] : [];
  });
  return [row.slice(0, figures.length), found];
}

/** Cyrillic letters that look like Latin ones, and the Latin ones. */
const LOOKALIKES = ['АВЕКМНОРСТУХаеорсух', 'ABEKMHOPCTYXaeopcyx'] as const;

const folded = (reason: Text, fold: (id: Sql) => Sql, setting?: string): Way => ({
  hits: (ids, known) => [
    sql`(select count(*) from (select ${fold(sql`id`)} as f from ${ids}) where f <> '' and f in (select ${fold(sql`id`)} from ${known}))`,
  ],
  say: ([count]) => {
    const inYaml = setting ? text(` (${setting} in funnel.yaml)`, ` (${setting} в funnel.yaml)`) : text('', '');
    return text(`${count} would be ${reason.en}${inYaml.en}`, `${count} ${wouldBe(count)}, ${reason.ru}${inYaml.ru}`);
  },
});

const wouldBe = (count: unknown): string => plural(BigInt(count as bigint), 'нашёлся бы', 'нашлись бы', 'нашлось бы');

/** IDs that meet once the leading zeros that a spreadsheet took are back: how many, and to how many digits. */
const withoutZeros: Way = {
  hits(ids, known) {
    const digits = (of: Sql) =>
      sql`(select id, ltrim(id, '0') as digits from ${of} where ${BEGINS_WITH_DIGIT} and regexp_full_match(id, '[0-9]+') and ltrim(id, '0') <> '')`;
    // The longer of two spellings is the one that kept its zeros: all of them as long say how long IDs are.
    const meeting = (figure: Sql) =>
      sql`(select ${figure} from ${digits(ids)} l join (select distinct * from ${digits(known)}) r on l.digits = r.digits)`;
    const longer = sql`greatest(length(l.id), length(r.id))`;
    return [meeting(sql`count(distinct l.id)`), meeting(sql`min(${longer})`), meeting(sql`max(${longer})`)];
  },
  say: ([count, least, most]) =>
    text(
      `${count} would be once leading zeros are put back${least === most ? `: they match after zero-padding to ${most} (ids: {pad: ${most}} in funnel.yaml)` : ''}`,
      `${count} ${wouldBe(count)}, если вернуть нули в начале${least === most ? `: они совпадают, если дополнить нулями до ${most} знаков (ids: {pad: ${most}} в funnel.yaml)` : ''}`,
    ),
};

const destroyed: Way = {
  hits: (_, known) => [
    sql`(select count(*) from ${known} where contains(id, '+') and regexp_full_match(id, '[0-9]+(?:[.,][0-9]+)?[eE]\\+[0-9]+'))`,
  ],
  say: ([count]) =>
    text(`${count} IDs on the other side were destroyed by Excel`, `${count} ID с другой стороны испорчены в Excel`),
};

/** Cheap to see, and true of most IDs: then no pattern needs to be tried. */
const BEGINS_WITH_DIGIT = sql`id >= '0' and id < ':'`;

/** The likeliest first. */
const WAYS: readonly Way[] = [
  withoutZeros,
  folded(
    text(
      'once a tail of .0 is left out (a spreadsheet took them for numbers)',
      'если отбросить «.0» в конце (таблица приняла их за числа)',
    ),
    (id) => sql`case when suffix(${id}, '0') then regexp_replace(${id}, '[.,]0+$', '') else ${id} end`,
    'ids: {strip_tail: true}',
  ),
  folded(
    text('whatever the case of their letters', 'без учёта регистра букв'),
    (id) => sql`lower(${id})`,
    'ids: {ignore_case: true}',
  ),
  folded(
    text('once Cyrillic look-alikes are read as Latin letters', 'если похожие русские буквы считать латинскими'),
    // Only what is longer in bytes than in characters has any.
    (id) =>
      sql`case when strlen(${id}) = length(${id}) then ${id} else translate(${id}, ${literal(LOOKALIKES[0])}, ${literal(LOOKALIKES[1])}) end`,
  ),
  folded(
    text('once a prefix before the digits is left out', 'если отбросить приставку перед цифрами'),
    (id) => sql`case when ${BEGINS_WITH_DIGIT} then ${id} else regexp_replace(${id}, '^[^0-9]+', '') end`,
  ),
  destroyed,
];
