import { type Sql, sql } from '../engines/sql.js';
import { isMacro } from './macro.js';

/**
 * A keyword without the signs that its platform adds: `[Купить Диван]`, `"+купить +диван"` and `купить диван -бу` are all
 * `купить диван`. Brackets, quotes and signs say how it matches, a word after a minus is excluded, and case does not
 * matter. A macro that was not filled in is no keyword.
 */
export const keywordOf = (written: Sql): Sql => sql`nullif(lower(trim(regexp_replace(regexp_replace(regexp_replace(
  case when not ${isMacro(written)} then ${written} end,
  '(\\s)-[^\\s]+', '\\1', 'g'), '["«»\\[\\]]|(^|\\s)[+!]+(\\S)', '\\1\\2', 'g'), '\\s+', ' ', 'g'))), '')`;

/**
 * The keyword of a tag, where `+` is a blank, unless ad statistics have a keyword that is written with it. Needs `spend`.
 */
export const keywordOfTag = (tag: Sql): Sql => sql`case when contains(${tag}, '+')
    and not coalesce(list_contains((select list(distinct keyword) from spend where contains(keyword, '+')), ${keywordOf(tag)}), false)
  then ${keywordOf(sql`replace(${tag}, '+', ' ')`)} else ${keywordOf(tag)} end`;
