import { type Heading, id, moment, talk, text } from './define-source.js';
import { days, dealIds, leadLinks, managers } from './generic-headings.js';

// A list of calls that a person keeps, or an export of an unknown telephony: whose call, when, how long.

export const callIds = [
  ...['Call ID', 'Call Number', 'Call Session ID', 'ID звонка', '№ звонка', 'Номер звонка', 'Идентификатор звонка'],
  ...['ID вызова', '№ вызова', 'Идентификатор вызова'],
];

/** At least one heading must say that the rows are calls. */
export const SAYS_CALLS: readonly Heading[] = [
  /^.*(?:(?<!\p{L})calls?(?!\p{L})|called|звон(?:ок|к|ил)|вызов|разговор|(?<!\p{L})talk).*$/isu,
];

export const callFields = {
  call_id: id(...callIds),
  lead_id: id(...leadLinks),
  deal_id: id(...dealIds),
  called_at: moment(
    ...['Called At', 'Call Date', 'Call Time', 'Call Start Time', 'Call Start', 'Call Started', 'Call Started At'],
    ...['Call Date and Time', 'Date of Call', 'Дата звонка', 'Дата и время звонка', 'Время звонка', 'Начало звонка'],
    ...['Когда звонили', 'Дата вызова', 'Дата и время вызова', 'Время вызова', 'Начало вызова', 'Начало разговора'],
    ...['Started At', 'Start Time', 'Start', 'Дата и время', 'Начало', 'Date and Time', ...days],
  ),
  manager: text(
    ...[...managers, 'Employee', 'Agent', 'Operator', 'Call Owner', 'User', 'Caller', 'Сотрудник', 'Оператор'],
    ...['Кто звонил', 'Звонил', 'Кто позвонил', 'Исполнитель'],
  ),
  direction: text(
    ...['Direction', 'Call Direction', 'Call Type', 'Type', 'Направление', 'Направление звонка', 'Направление вызова'],
    ...['Тип звонка', 'Тип вызова', 'Тип'],
  ),
  talk: talk(
    ...['Talk', 'Talk Time', 'Talk Duration', 'Talk Seconds', 'Conversation', 'Conversation Duration', 'Billsec'],
    ...[
      'Разговор',
      'Длительность разговора',
      'Время разговора',
      'Продолжительность разговора',
      'Чистое время разговора',
    ],
  ),
  duration: talk(
    ...['Duration', 'Call Duration', 'Total Duration', 'Call Length', 'Длительность', 'Длительность звонка'],
    ...['Длительность вызова', 'Общая длительность', 'Продолжительность', 'Продолжительность звонка'],
    ...['Продолжительность вызова'],
  ),
  result: text(
    ...['Call Result', 'Call Status', 'Call Outcome', 'Result', 'Outcome', 'Disposition', 'Результат звонка'],
    ...['Статус звонка', 'Итог звонка', 'Результат вызова', 'Статус вызова', 'Результат', 'Итог', 'Status', 'Статус'],
  ),
  recording: text(
    ...['Recording', 'Recording URL', 'Recording Link', 'Call Recording', 'Record URL', 'Record', 'Запись'],
    ...['Запись разговора', 'Запись звонка', 'Ссылка на запись', 'Аудиозапись'],
  ),
  phone: text(
    ...['Phone', 'Phone Number', 'Client Phone', 'Caller Number', 'Client Number', 'Телефон', 'Номер телефона'],
    ...['Телефон клиента', 'Номер клиента', 'Номер абонента'],
  ),
};
