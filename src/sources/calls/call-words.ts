import { id, NO, type RowRule, talk, text, YES } from '../define-source.js';

const either = (...forms: RegExp[]): RegExp => new RegExp(`^(?:${forms.map(({ source }) => source).join('|')})$`, 'iu');

/**
 * A call is a lead unless the export says that it is a repeated call or not a target one. If there are several such
 * columns, all of them must agree.
 */
export const targetOnly: RowRule = {
  heading:
    /^(?:уникально-целев(?:ой|ая)|уникальн(?:ый|ая)|целев(?:ой|ая)|uniq(?:ue)?_?target|uniq(?:ue)?|target|is_?(?:uniq(?:ue)?|target))[ _]?(?:звонок|заявка|обращение|call|request|lead)?$/iu,
  keep: either(YES, /(?:уникально-)?целев(?:ой|ая)/, /уникальн(?:ый|ая)/, /uniq(?:ue)?/, /target/),
  drop: either(NO, /не ?целев(?:ой|ая)/, /(?:не ?уникальн|повторн)(?:ый|ая)/, /non-?target/, /repeated/),
};

/** What a journal says of the call itself: who answered, how long they talked, and with what result. */
export const ofCall = {
  manager: text(
    ...['manager', 'Менеджер', 'Оператор', 'Сотрудник', 'Ответивший сотрудник', 'Ответственный сотрудник'],
    ...['last_answered_employee_full_name', 'first_answered_employee_full_name', 'employee_full_name', 'operator'],
  ),
  direction: text('direction', 'Направление', 'Направление звонка', 'Направление обращения', 'Тип звонка', 'callType'),
  result: text(
    ...[
      'Статус звонка',
      'Результат звонка',
      'Успешный звонок',
      'Успешность',
      'successful',
      'callStatus',
      'finish_reason',
    ],
    ...['Причина завершения', 'Причина завершения звонка'],
  ),
  duration: talk(
    ...['duration', 'Длительность', 'Длительность звонка', 'Длительность звонка, сек', 'total_duration'],
    ...['Общая длительность', 'Общая длительность звонка', 'Продолжительность звонка'],
  ),
  talk: talk(
    ...['talk_duration', 'talkDuration', 'clean_talk_duration', 'Длительность разговора', 'Время разговора'],
    ...['Длительность разговора, сек', 'Чистое время разговора', 'Продолжительность разговора'],
  ),
  recording: text(
    ...[
      'callUrl',
      'recordUrl',
      'full_record_file_link',
      'Запись',
      'Запись звонка',
      'Запись разговора',
      'Ссылка на запись',
    ],
  ),
};

/** The UTM tags and click IDs of the visit that ended in the call. */
export const clicks = {
  landing: text('landing', 'Landing page', 'Посадочная страница', 'Страница входа', 'enterUrl'),
  gclid: text('gclid'),
  yclid: text('yclid'),
  fbclid: text('fbclid'),
  msclkid: text('msclkid'),
  ttclid: text('ttclid'),
  keyword: text('keyword', 'utmTerm', 'utm_term', 'UTM Term', 'Ключевая фраза', 'Ключевое слово', 'Ключевые слова'),
  campaign_id: id('campaignId', 'campaign_id', 'utm_campaign_id', 'ID кампании'),
};
