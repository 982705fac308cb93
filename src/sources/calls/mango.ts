import { text as words } from '../../model/text.js';
import { defineSource, id, moment } from '../define-source.js';
import { ofCall } from './call-words.js';

// Личный кабинет → История вызовов → Выгрузить → CSV
//
// No exported file was seen: the Russian headings are from memory, the others are the API's. Mango knows lines and
// employees but no visits, so a row is a call. Only its phone number tells whose call it is, or a column that somebody
// added.
export const mango = defineSource({
  name: 'mango',
  title: 'Mango Office',
  watches: true,
  where: words('Account → Call history → Export → CSV', 'Личный кабинет → История вызовов → Выгрузить → CSV'),
  exports: [
    {
      table: 'calls',
      required: [
        'called_at',
        /^(?:entry_id|context_(?:type|status|start_time)|кто звонил|кому звонили|куда (?:по)?звонили|номер,? на который звонили)$/iu,
        /^(?:duration|talk_duration|(?:длительность|продолжительность)(?: (?:разговора|звонка|вызова))?)$/iu,
      ],
      absent: [
        /^(?:callId|ctCallerId|подменный номер|communication_(?:id|type|number)|call_session_id|этап сделки)$/iu,
      ],
      dates: 'dmy',
      fields: {
        call_id: id('entry_id', 'ID вызова', 'ID звонка', 'Идентификатор вызова'),
        lead_id: id('ID лида', 'Lead ID'),
        deal_id: id('ID сделки', 'Deal ID'),
        called_at: moment(
          ...[
            'Дата и время',
            'Дата и время вызова',
            'Дата и время звонка',
            'Начало вызова',
            'Дата вызова',
            'Дата звонка',
          ],
          ...['Дата', 'context_start_time', 'start'],
        ),
        ...ofCall,
        direction: { ...ofCall.direction, headings: ['Тип вызова', 'context_type', ...ofCall.direction.headings] },
        result: {
          ...ofCall.result,
          headings: ['Статус вызова', 'Результат вызова', 'context_status', 'Статус', ...ofCall.result.headings],
        },
      },
    },
  ],
});
