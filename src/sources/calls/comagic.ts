import { text as words } from '../../model/text.js';
import { defineSource, id, moment, text } from '../define-source.js';
import { clicks, ofCall, targetOnly } from './call-words.js';

// Отчёты → Список обращений (Звонки, Заявки) → Экспорт → CSV
//
// UIS is the same service under another name. No exported file was seen: the Russian headings are from memory, the
// others are the Data API's (get.calls_report). The virtual number tells it from other lists of enquiries. The report
// also holds outgoing and internal calls, which are no leads. The API's field `source` says how the call came in, not
// where the visitor came from.
export const comagic = defineSource({
  name: 'comagic',
  title: 'CoMagic / UIS',
  watches: true,
  where: words('Reports → Communications → Calls → Export → CSV', 'Отчёты → Список обращений → Звонки → Экспорт → CSV'),
  exports: [
    {
      table: 'ad_leads',
      required: [
        'created_at',
        /^(?:виртуальный номер(?: телефона)?|virtual_phone_number|id сессии звонка|communication_(?:id|type|number)|call_session_id)$/iu,
      ],
      absent: [/^(?:callId|ctCallerId|подменный номер|этап сделки|воронка)$/iu],
      rows: [
        targetOnly,
        {
          heading: /^(?:direction|направление(?: звонка| обращения)?)$/iu,
          keep: /^(?:in|inbound|incoming|входящ(?:ий|ее|ая))?$/iu,
          drop: /^(?:out|outbound|outgoing|internal|исходящ(?:ий|ее|ая)|внутренн(?:ий|ее|яя))$/iu,
        },
      ],
      dates: 'dmy',
      withoutIds: (place) =>
        words(
          `where each row is a lead, in funnel.yaml: files: [{${place}, format: comagic, columns: {lead_id: $row}}]`,
          `если каждая строка — лид, то в funnel.yaml: files: [{${place}, format: comagic, columns: {lead_id: $row}}]`,
        ),
      fields: {
        lead_id: id(
          'communication_id',
          'ID обращения',
          'Номер обращения',
          'call_session_id',
          'ID сессии звонка',
          'id',
          'ID',
        ),
        created_at: moment(
          ...['Дата и время', 'Дата и время звонка', 'Дата и время обращения', 'Дата обращения', 'Дата звонка', 'Дата'],
          ...['Дата и время начала', 'Дата и время начала звонка', 'Дата начала'],
          ...['start_time', 'date_time'],
        ),
        source: text('UTM source', 'utm_source', 'Источник', 'Источник трафика', 'Рекламный источник', 'search_engine'),
        medium: text('UTM medium', 'utm_medium', 'Канал', 'Канал трафика', 'Тип трафика'),
        campaign: text('UTM campaign', 'utm_campaign', 'Рекламная кампания', 'campaign_name'),
        ...clicks,
        ...ofCall,
      },
    },
    {
      table: 'calls',
      isAsked: true,
      required: [
        'called_at',
        /^(?:виртуальный номер(?: телефона)?|virtual_phone_number|id сессии звонка|communication_(?:id|type|number)|call_session_id)$/iu,
      ],
      dates: 'dmy',
      fields: {
        call_id: id('communication_id', 'ID обращения', 'call_session_id', 'ID сессии звонка', 'id', 'ID'),
        called_at: moment(
          'Дата и время',
          'Дата и время звонка',
          'Дата звонка',
          'Дата',
          'Дата и время начала',
          'start_time',
          'date_time',
        ),
        ...ofCall,
      },
    },
  ],
});
