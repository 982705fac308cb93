import { text as words } from '../../model/text.js';
import { defineSource, id, moment, text } from '../define-source.js';
import { clicks, ofCall, targetOnly } from './call-words.js';

// Журналы → Журнал звонков (or Журнал заявок) → Экспорт → CSV
//
// No exported file was seen: the Russian headings are from memory, the others are the API's. A row is a call or a
// request, and names the source of the visit before it. Phone numbers are read only if funnel.yaml finds leads by them:
// then its rows are calls of those leads as well.
export const calltouch = defineSource({
  name: 'calltouch',
  title: 'Calltouch',
  watches: true,
  where: words(
    'Logs → Call log (or Request log) → Export → CSV',
    'Журналы → Журнал звонков (или заявок) → Экспорт → CSV',
  ),
  exports: [
    {
      table: 'ad_leads',
      required: [
        'created_at',
        /^(?:id (?:звонка|заявки) calltouch|callId|requestId|uniq(?:ue)?(?:Target)?(?:Call|Request)|target(?:Call|Request)|ctCallerId|ctClientId|уникально-целев(?:ой|ая)(?: (?:звонок|заявка))?|(?:уникальн|целев)(?:ый|ой|ая) (?:звонок|заявка)|подменный номер)$/iu,
      ],
      absent: [
        /^(?:виртуальный номер(?: телефона)?|virtual_phone_number|communication_(?:id|type|number)|id сессии звонка)$/iu,
      ],
      rows: [targetOnly],
      dates: 'dmy',
      withoutIds: (place) =>
        words(
          `where each row is a lead, in funnel.yaml: files: [{${place}, format: calltouch, columns: {lead_id: $row}}]`,
          `если каждая строка — лид, то в funnel.yaml: files: [{${place}, format: calltouch, columns: {lead_id: $row}}]`,
        ),
      fields: {
        lead_id: id(
          ...['ID звонка', 'ID звонка Calltouch', 'Идентификатор звонка', 'callId', 'call_id', 'Call ID'],
          ...['ID заявки', 'ID заявки Calltouch', 'Номер заявки', 'requestId', 'request_id', 'Request ID'],
        ),
        created_at: moment(
          ...['Дата и время звонка', 'Дата и время', 'Дата звонка', 'Дата и время заявки', 'Дата заявки', 'Дата'],
          ...['date', 'callDate', 'requestDate', 'dateStr', 'Date and time'],
        ),
        source: text('Источник', 'Источник трафика', 'source', 'utmSource', 'utm_source', 'UTM Source'),
        medium: text('Канал', 'Тип трафика', 'medium', 'utmMedium', 'utm_medium', 'UTM Medium'),
        campaign: text('Рекламная кампания', 'Кампания', 'utmCampaign', 'utm_campaign', 'UTM Campaign', 'campaign'),
        ...clicks,
        ...ofCall,
      },
    },
    {
      table: 'calls',
      isAsked: true,
      required: ['called_at', /^(?:id звонка calltouch|callId|ctCallerId|подменный номер)$/iu],
      dates: 'dmy',
      fields: {
        call_id: id('ID звонка', 'ID звонка Calltouch', 'Идентификатор звонка', 'callId', 'call_id', 'Call ID'),
        called_at: moment(
          'Дата и время звонка',
          'Дата и время',
          'Дата звонка',
          'Дата',
          'date',
          'callDate',
          'dateStr',
          'Date and time',
        ),
        ...ofCall,
      },
    },
  ],
});
