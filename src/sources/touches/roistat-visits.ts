import { text as words } from '../../model/text.js';
import { defineSource, id, moment, text } from '../define-source.js';
import { tagsOfVisit } from './touch-words.js';

// Аналитика → История визитов → Экспорт → CSV
//
// No exported file was seen: the Russian headings are from memory, the others are the API's (project/site/visit/list).
// A visitor is known by the first visit. The CRM's field `roistat` holds the number of the last one, which identifies
// nobody here: a lead is found by its order, or by the client ID of web analytics.
export const roistatVisits = defineSource({
  name: 'roistat-visits',
  title: 'Roistat, visits',
  watches: true,
  where: words('Analytics → Visits → Export → CSV', 'Аналитика → История визитов → Экспорт → CSV'),
  exports: [
    {
      table: 'touches',
      required: ['touched_at', /^(?:first_visit_id|Первый визит|ID первого визита|№ первого визита|roistat_visit)$/i],
      fields: {
        touch_id: id('id', 'visit_id', 'roistat_visit', 'ID визита', '№ визита', 'Номер визита', 'Визит'),
        lead_id: id('order_ids', 'order_id', 'ID сделки', '№ сделки', 'ID заявки', '№ заявки', 'Сделка', 'Заявка'),
        client_id: id('metrika_client_id', 'Metrika Client ID', 'ClientID Метрики', 'client_id'),
        google_client_id: id('google_client_id', 'Google Client ID', 'ClientID Google'),
        touched_at: moment('date', 'Дата и время визита', 'Дата визита', 'Дата и время', 'Дата'),
        source: text('source.display_name', 'source_display_name', 'source', 'Источник', 'Маркер'),
        medium: text('medium', 'Канал'),
        campaign: text('campaign', 'Кампания', 'Рекламная кампания'),
        ...tagsOfVisit,
      },
    },
  ],
});
