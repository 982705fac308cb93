import { text as words } from '../../model/text.js';
import { defineSource, id, moment, text } from '../define-source.js';
import { tagsOfVisit } from './touch-words.js';

// BigQuery → events_* grouped by user_pseudo_id and ga_session_id → Save results → CSV
//
// Google Analytics 4 exports visits only into BigQuery. What people save from there has the names of its schema, nested
// ones joined by dots or underscores. A session begins at `session_start`, or on the day if the query kept only that.
// The source of the *user* (`traffic_source.source`) is that of the first visit ever, not of this one. Numbers of
// microseconds are not read: no person can check such moments. The CRM holds the client as `_ga` or the like.
export const analyticsSessions = defineSource({
  name: 'ga4-sessions',
  title: 'Google Analytics 4, sessions',
  isAnalytics: true,
  where: words(
    'BigQuery → events_*, a row per user_pseudo_id and ga_session_id → Save results → CSV',
    'BigQuery → events_*, по строке на user_pseudo_id и ga_session_id → Сохранить результаты → CSV',
  ),
  exports: [
    {
      table: 'touches',
      required: ['touched_at', /^user[._]pseudo[._]id$/i],
      empty: ['(not set)', '(data not available)', 'null'],
      dates: 'yyyyMMdd',
      fields: {
        touch_id: id('ga_session_id', 'session_id', 'unique_session_id'),
        client_id: id('user_pseudo_id', 'user.pseudo_id'),
        touched_at: moment(
          ...['session_start', 'session_start_time', 'session_started_at', 'session_start_at', 'session_datetime'],
          ...['event_datetime', 'event_time', 'session_date', 'event_date', 'date'],
        ),
        source: text(
          'session_source',
          /^session[._]traffic[._]source[._]last[._]click[._](?:manual|cross_channel)[._]?campaign[._]source$/i,
          /^collected[._]traffic[._]source[._]manual[._]source$/i,
          'source',
        ),
        medium: text(
          'session_medium',
          /^session[._]traffic[._]source[._]last[._]click[._](?:manual|cross_channel)[._]?campaign[._]medium$/i,
          /^collected[._]traffic[._]source[._]manual[._]medium$/i,
          'medium',
        ),
        campaign: text(
          'session_campaign',
          /^session[._]traffic[._]source[._]last[._]click[._](?:manual|cross_channel)[._]?campaign[._]campaign_name$/i,
          /^collected[._]traffic[._]source[._]manual[._]campaign_name$/i,
          'campaign',
        ),
        ...tagsOfVisit,
        gclid: text('gclid', /^collected[._]traffic[._]source[._]gclid$/i),
      },
    },
  ],
});
