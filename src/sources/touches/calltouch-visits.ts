import { text as words } from '../../model/text.js';
import { defineSource, id, moment, text } from '../define-source.js';
import { tagsOfVisit } from './touch-words.js';

// Отчёты → Журнал посещений → Экспорт → CSV
//
// No exported file was seen: the Russian headings are from memory, the others are the API's. A row is a visit; calls
// and requests have journals of their own.
export const calltouchVisits = defineSource({
  name: 'calltouch-visits',
  title: 'Calltouch, visits',
  watches: true,
  where: words('Logs → Visit log → Export → CSV', 'Журналы → Журнал посещений → Экспорт → CSV'),
  exports: [
    {
      table: 'touches',
      required: [
        /^(?:yaClientId|gaClientId|ctClientId|ClientID|(?:Яндекс|Google) ClientID)$/i,
        'touched_at',
        /^(?:sessionId|ctSessionId|ID (?:сессии|посещения)(?: Calltouch)?|Calltouch session ID)$/i,
      ],
      absent: [/^(?:ID (?:звонка|заявки)(?: Calltouch)?|callId|requestId|call_session_id|ID сессии звонка)$/i],
      dates: 'dmy',
      fields: {
        touch_id: id('sessionId', 'ctSessionId', /^ID (?:сессии|посещения)(?: Calltouch)?$/i, 'Calltouch session ID'),
        client_id: id('yaClientId', 'Яндекс ClientID', 'ctClientId', 'ClientID'),
        google_client_id: id('gaClientId', 'Google ClientID'),
        touched_at: moment(
          ...['sessionDate', 'visitDate', 'date', 'Дата и время посещения', 'Дата посещения', 'Дата и время сессии'],
          ...['Дата сессии', 'Дата и время', 'Дата'],
        ),
        source: text('source', 'Источник', 'Источник трафика'),
        medium: text('medium', 'Канал', 'Тип трафика'),
        campaign: text('campaign', 'Рекламная кампания', 'Кампания'),
        ...tagsOfVisit,
      },
    },
  ],
});
