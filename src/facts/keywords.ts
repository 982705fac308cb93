import { type Sql, sql } from '../engines/sql.js';
import { isMacro } from './macro.js';

/**
 * A keyword as its platform puts it into a tag: `[Купить Диван]`, `"+купить +диван"` and `купить диван -бу` are all `купить
 * диван`. Brackets, quotes and signs say how it matches, what follows a minus is no part of it, and it has no case. A macro
 * that was not filled in is none.
 */
export const keywordOf = (written: Sql): Sql => sql`nullif(lower(trim(regexp_replace(regexp_replace(regexp_replace(
  case when not ${isMacro(written)} then ${written} end,
  '(\\s)-[^\\s]+', '\\1', 'g'), '["«»\\[\\]]|(^|\\s)[+!]+(\\S)', '\\1\\2', 'g'), '\\s+', ' ', 'g'))), '')`;

/** That of a tag, in which a `+` is a blank, unless ad statistics have a keyword that is written so. Needs `spend`. */
export const keywordOfTag = (tag: Sql): Sql => sql`case when contains(${tag}, '+')
    and not coalesce(list_contains((select list(distinct keyword) from spend where contains(keyword, '+')), ${keywordOf(tag)}), false)
  then ${keywordOf(sql`replace(${tag}, '+', ' ')`)} else ${keywordOf(tag)} end`;
