import { type Sql, sql } from '../../engines/sql.js';

/** Fields that are taken out of the address of a page, where blanks and letters are escaped. */
export const FROM_ADDRESSES: ReadonlySet<string> = new Set([
  ...['utm_source', 'utm_medium', 'utm_campaign', 'utm_content', 'utm_term', 'source', 'medium', 'campaign'],
]);

/** Decodes a cell that was once part of an address or of a page. */
export function unescaped(cell: Sql): Sql {
  const address = fromAddress(cell);
  const pieces = sql`regexp_extract_all(t, ${`${ENTITY}|[^&]+|&`})`;
  const text = sql`array_to_string(list_transform(${pieces}, lambda e: ${character(sql`e`)}), '')`;
  return sql`(case when not contains(${cell}, '&') and not contains(${cell}, '%') then ${cell}
    else list_transform([${address}], lambda t: case when regexp_matches(t, ${ENTITY}) then ${text} else t end)[1] end)`;
}

const ENTITY = '&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|quot|apos|lt|gt|nbsp);';

/** `&amp;` is &, `&#32;` and `&#x20;` are a blank. The number of no character stays as it is written. */
function character(piece: Sql): Sql {
  const hex = sql`cast(concat('0x', ${piece}[4:-2]) as integer)`;
  const number = sql`case when starts_with(lower(${piece}), '&#x') then ${hex} else cast(${piece}[3:-2] as integer) end`;
  const written = sql`case when ${number} in (9, 10, 13, 160) then ' ' when ${number} >= 32 then chr(${number}) end`;
  return sql`case ${piece} when '&amp;' then '&' when '&quot;' then '"' when '&apos;' then '''' when '&lt;' then '<'
    when '&gt;' then '>' when '&nbsp;' then ' ' else case when starts_with(${piece}, '&#') then coalesce(try(${written}), ${piece}) else ${piece} end end`;
}

/**
 * `%D0%9F%D0%BE` is По. A text that was escaped twice is decoded twice, and one that an old site escaped in windows-1251
 * is read so if nothing else fits. A `+` stays: campaigns may be called so.
 */
function fromAddress(cell: Sql): Sql {
  const again = sql`case when ${isEscaped(sql`t`)} then coalesce(${decoded(sql`t`)}, t) else t end`;
  return sql`(case when contains(${cell}, '%') and ${isEscaped(cell)}
    then list_transform([coalesce(${decoded(cell)}, ${fromCp1251(cell)}, ${cell})], lambda t: ${again})[1] else ${cell} end)`;
}

const isEscaped = (cell: Sql): Sql => sql`regexp_matches(${cell}, '%[0-9A-Fa-f]{2}')`;

/** Null where the bytes are no UTF-8. */
const decoded = (cell: Sql): Sql => sql`try(url_decode(${cell}))`;

/** Null unless every byte is a Russian letter or ASCII, and no such letter stands within a Latin word: `caf%E9`. */
function fromCp1251(cell: Sql): Sql {
  const byte = sql`cast('0x' || t[2:3] as integer)`;
  const letter = sql`case when length(t) < 3 or t[1] <> '%' then t when ${byte} < 128 then chr(${byte})
    when ${byte} = 168 then 'Ё' when ${byte} = 184 then 'ё' else chr(${byte} + 848) end`;
  const parts = sql`regexp_extract_all(replace(${cell}, '+', ' '), '%[0-9A-Fa-f]{2}|[^%]')`;
  const letters = sql`regexp_replace(${cell}, '(?i)%[c-f][0-9a-f]', '·', 'g')`;
  return sql`case when regexp_full_match(${cell}, '(?i)(?:%(?:[c-f][0-9a-f]|a8|b8|[0-7][0-9a-f])|[^%])*')
      and not regexp_matches(${cell}, '(?i)%d[01]%[ab]8') and not regexp_matches(${letters}, '(?i)[a-z]·|·[a-z]')
    then array_to_string(list_transform(${parts}, lambda t: ${letter}), '') end`;
}
