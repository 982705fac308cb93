import { literal, type Sql, sql } from '../engines/sql.js';

// What exports write of a call. A word is no evidence of its own denial: «не отвечен» is looked for before «отвечен».

const says = (cell: Sql, words: string): Sql =>
  sql`coalesce(regexp_matches(lower(${cell}), ${literal(`(?:^|[^a-zа-яё])(?:${words})`)}), false)`;
const is = (cell: Sql, words: string): Sql =>
  sql`coalesce(regexp_full_match(lower(trim(${cell})), ${literal(`(?:${words})`)}), false)`;

/** Words that deny the next one: «could not be», «wasn't», «не удалось». */
const NOT =
  "(?:no(?:body| ?one)?|not|never|cannot|without|unable|[a-z]+n['’]t|(?:was|did|could|is|has)nt)(?:[- _]+(?:be|been|to|get|any|a))*[- _]*";
const NE = 'не(?: (?:был[аио]?|удалось|смог(?:л[аи])?|получилось|вышло))? ?';

/** Nobody answered, or a machine did: that is no talk, however long the line was open. */
export const saysUnanswered = (cell: Sql): Sql =>
  says(
    cell,
    `${NOT}(?:answer|repl[yi]|respon|reach|connect|talk|spoke|speak|attend|conversation)|unanswered|unattended|missed|voice[- _]?mail|answering[- _]machine|machine|` +
      `${NE}(?:отве|подня|взя|дозвон|состоя|соедин|поговор|прин)|(?:нет|без) (?:ответ|разговор|дозвон|соединен)|` +
      '(?:ответ|разговор|дозвон|соединени)[а-яё]*:? (?:нет|не (?:был|состоя|произош|получ))|недозвон|пропущен|автоответчик|голосов[а-я]+ почт',
  );

/** The line was busy or failed: no talk, unless the length of the call says that there was one. */
export const saysUnreached = (cell: Sql): Sql =>
  sql`(${says(
    cell,
    `busy|cancel|fail|reject|declin|abandon|lost|unsuccess|incomplete|${NOT}(?:success|complete)|unreachable|congestion|` +
      'занят|сброш|отклон|отмен|недоступ|потерян|не ?успешн|неуспешн|ошибк',
  )} or ${is(cell, 'false|no|n|0|нет')})`;

/** Both sides spoke. */
export const saysAnswered = (cell: Sql): Sql =>
  sql`(${says(
    cell,
    'answered|connected|complete|success|talked|spoke|attended|reached|conversation|' +
      'отвечен|ответил|принят|дозвон|успешн|состоял|разговор|поговорил',
  )} or ${is(cell, 'true|yes|y|1|да|answer|ok')})`;

/** Whether the lead called; null where the words do not say. An export of Mango Office has numbers for the two. */
export const saysIncoming = (cell: Sql): Sql => sql`case
    when ${says(cell, 'in(?:bound|coming)?(?:[^a-z]|$)|входящ|missed|пропущен')} or ${is(cell, '1')} then true
    when ${says(cell, 'out(?:bound|going|dialed)?(?:[^a-z]|$)|исходящ|callback|обратн')} or ${is(cell, '2')} then false end`;

/** No person called: a robot, a dialer that speaks itself, a voice menu. */
export const saysRobot = (cell: Sql): Sql =>
  says(
    cell,
    '(?:robot|bot|voicebot|ivr|auto[- ]?(?:dial(?:er|ler)?|call|informer)|робот|бот|голосов[а-я]+ (?:меню|робот|помощник|бот)|' +
      'автообзвон|автоинформатор|автодозвон|авто[- ]?звонок|автоматический (?:звонок|вызов|обзвон))(?:[^a-zа-яё]|$)',
  );
