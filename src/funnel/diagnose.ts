import type { Engine } from '../engines/engine.js';
import { literal, type Sql, sql } from '../engines/sql.js';
import { type Text, text } from '../error.js';
import type { Warning } from '../model/report.js';

/** Cyrillic letters that look like Latin ones, and the Latin ones. */
const LOOKALIKES = ['АВЕКМНОРСТУХаеорсух', 'ABEKMHOPCTYXaeopcyx'] as const;

/** Ways in which the same ID comes to be written twice, the likeliest first: the fold under which both are equal. */
const REASONS: { reason: Text; fold: (id: Sql) => Sql }[] = [
  {
    reason: text('once leading zeros are left out', 'если отбросить нули в начале'),
    fold: (id) => sql`ltrim(${id}, '0')`,
  },
  {
    reason: text(
      'once a tail of .0 is left out (a spreadsheet took them for numbers)',
      'если отбросить «.0» в конце (таблица приняла их за числа)',
    ),
    fold: (id) => sql`regexp_replace(${id}, '[.,]0+$', '')`,
  },
  { reason: text('whatever the case of their letters', 'без учёта регистра букв'), fold: (id) => sql`lower(${id})` },
  {
    reason: text(
      'once Cyrillic look-alikes are read as Latin letters',
      'если похожие русские буквы считать латинскими',
    ),
    fold: (id) => sql`translate(${id}, ${literal(LOOKALIKES[0])}, ${literal(LOOKALIKES[1])})`,
  },
  {
    reason: text('once a prefix before the digits is left out', 'если отбросить приставку перед цифрами'),
    fold: (id) => sql`regexp_replace(${id}, '^[^0-9]+', '')`,
  },
];

/** Two columns of IDs that should meet: selects of one column `id` each. */
export interface Join {
  code: string;
  /** What does not join: "12 of 40 ad leads are not found in the CRM". */
  what: (missing: number, all: number) => Text;
  left: Sql;
  right: Sql;
}

/**
 * Says what does not join, and proves the likely reason by a count: so many would, if IDs were read in another way. They
 * are never joined that way: two different IDs may look alike.
 */
export async function diagnose(engine: Engine, { code, what, left, right }: Join): Promise<Warning[]> {
  const missing = sql`(select distinct id from (${left}) where id not in (select id from (${right}) where id is not null))`;
  const [[lacking, all] = []] = await engine.query(
    sql`select (select count(*) from ${missing}), (select count(distinct id) from (${left}) where id is not null)`,
  );
  if (Number(lacking) === 0) return [];
  const found: Text[] = [];
  for (const { reason, fold } of REASONS) {
    const [[count] = []] = await engine.query(sql`select count(*) from ${missing}
      where ${fold(sql`id`)} <> '' and ${fold(sql`id`)} in (select ${fold(sql`id`)} from (${right}) where id is not null)`);
    if (Number(count) > 0) found.push(text(`${count} would be ${reason.en}`, `${count} нашлись бы, ${reason.ru}`));
  }
  const [[destroyed] = []] = await engine.query(
    sql`select count(*) from (${right}) where regexp_full_match(id, '[0-9]+(?:[.,][0-9]+)?[eE]\\+[0-9]+')`,
  );
  if (Number(destroyed) > 0)
    found.push(
      text(
        `${destroyed} IDs on the other side were destroyed by Excel`,
        `${destroyed} ID с другой стороны испорчены в Excel`,
      ),
    );
  const say = (lang: 'en' | 'ru') =>
    [what(Number(lacking), Number(all))[lang], ...found.map((one) => one[lang])].join('; ');
  return [{ code, count: Number(lacking), message: text(say('en'), say('ru')) }];
}
