import type { Engine } from '../engines/engine.js';
import { literal, type Sql, sql } from '../engines/sql.js';
import { type Text, text } from '../error.js';
import type { Warning } from '../model/report.js';
import type { WarningCode } from '../model/warnings.js';

/** Cyrillic letters that look like Latin ones, and the Latin ones. */
const LOOKALIKES = ['АВЕКМНОРСТУХаеорсух', 'ABEKMHOPCTYXaeopcyx'] as const;

/** Ways in which the same ID comes to be written twice, the likeliest first: the fold under which both are equal. */
const REASONS: { reason: Text; setting?: string; fold: (id: Sql) => Sql }[] = [
  {
    reason: text(
      'once a tail of .0 is left out (a spreadsheet took them for numbers)',
      'если отбросить «.0» в конце (таблица приняла их за числа)',
    ),
    setting: 'ids: {strip_tail: true}',
    fold: (id) => sql`regexp_replace(${id}, '[.,]0+$', '')`,
  },
  {
    reason: text('whatever the case of their letters', 'без учёта регистра букв'),
    setting: 'ids: {ignore_case: true}',
    fold: (id) => sql`lower(${id})`,
  },
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
  code: WarningCode;
  /** What does not join: "12 of 40 ad leads are not found in the CRM". */
  what: (missing: number, all: number) => Text;
  left: Sql;
  right: Sql;
  /** IDs of the left that are found in another way than by the right. */
  found?: Sql;
}

/**
 * Says what does not join, and proves the likely reason by a count: so many would, if IDs were read in another way. They
 * are never joined that way: two different IDs may look alike.
 */
export async function diagnose(
  engine: Engine,
  { code, what, left, right, found: otherwise }: Join,
): Promise<Warning[]> {
  const missing = sql`(select distinct id from (${left}) where id not in (select id from (${right}) where id is not null)${
    otherwise ? sql` and id not in (${otherwise})` : sql``
  })`;
  const [[lacking, all] = []] = await engine.query(
    sql`select (select count(*) from ${missing}), (select count(distinct id) from (${left}) where id is not null)`,
  );
  if (Number(lacking) === 0) return [];
  const found = await withoutZeros(engine, missing, right);
  for (const { reason, setting, fold } of REASONS) {
    const [[count] = []] = await engine.query(sql`select count(*) from ${missing}
      where ${fold(sql`id`)} <> '' and ${fold(sql`id`)} in (select ${fold(sql`id`)} from (${right}) where id is not null)`);
    const told = (lang: 'en' | 'ru') => (setting ? ` (${setting} ${IN_FUNNEL_YAML[lang]})` : '');
    if (Number(count) > 0)
      found.push(text(`${count} would be ${reason.en}${told('en')}`, `${count} нашлись бы, ${reason.ru}${told('ru')}`));
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

const IN_FUNNEL_YAML = text('in funnel.yaml', 'в funnel.yaml');

/** IDs that meet once the leading zeros that a spreadsheet took are back: how many, and to how many digits. */
async function withoutZeros(engine: Engine, missing: Sql, right: Sql): Promise<Text[]> {
  const digits = (id: Sql) => sql`regexp_full_match(${id}, '[0-9]+') and ltrim(${id}, '0') <> ''`;
  // The longer of two spellings is the one that kept its zeros: all of them as long say how long IDs are.
  const [[count, least, most] = []] = await engine.query(sql`select count(distinct l.id),
      min(greatest(length(l.id), length(r.id))), max(greatest(length(l.id), length(r.id)))
    from (select id from ${missing} where ${digits(sql`id`)}) l
    join (select distinct id from (${right}) where id is not null and ${digits(sql`id`)}) r on ltrim(l.id, '0') = ltrim(r.id, '0')`);
  if (Number(count) === 0) return [];
  const isKnown = least === most;
  return [
    text(
      `${count} would be once leading zeros are put back${isKnown ? `: they match after zero-padding to ${most} (ids: {pad: ${most}} in funnel.yaml)` : ''}`,
      `${count} нашлись бы, если вернуть нули в начале${isKnown ? `: они совпадают, если дополнить нулями до ${most} знаков (ids: {pad: ${most}} в funnel.yaml)` : ''}`,
    ),
  ];
}
