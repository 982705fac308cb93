import { id, moment, text } from './define-source.js';
import { campaigns, dealIds, leadLinks, mediums, places, sources } from './generic-headings.js';
import { tagsOfVisit } from './touches/touch-words.js';

// A list of touches that a person made: whose, when, from where.

const clients = [
  ...[
    'Client ID',
    'ClientID',
    'Visitor ID',
    'Metrika Client ID',
    'Metrica Client ID',
    'Yandex Client ID',
    'ID посетителя',
  ],
  ...['ID клиента Метрики', 'ClientID Метрики', 'ym_uid', '_ym_uid'],
];
const touched = [
  ...['Touched At', 'Touch Date', 'Touch Time', 'Touch Timestamp', 'Touchpoint Date', 'Touchpoint Time'],
  ...['Touchpoint Timestamp', 'Interaction Date', 'Interaction Time', 'Visited At', 'Visit Date', 'Visit Time'],
  ...['Date of Visit', 'Session Start', 'Session Date', 'Дата касания', 'Дата и время касания', 'Время касания'],
  ...['Касание', 'Дата визита', 'Дата и время визита', 'Время визита', 'Дата посещения', 'Дата и время посещения'],
];

export const touchFields = {
  // Not a bare `ID`: it numbers the touches.
  lead_id: id(...leadLinks, ...dealIds),
  client_id: id(...clients),
  google_client_id: id('Google Client ID', 'GA Client ID', 'gclientid', 'ClientID Google'),
  touched_at: moment(...touched),
  touch_id: id(
    'Touch ID',
    'Touchpoint ID',
    'Interaction ID',
    'Visit ID',
    'Session ID',
    'ID касания',
    'ID визита',
    'ID сессии',
  ),
  // Without a source, the channel is where the person came from.
  source: text(...sources, ...places),
  medium: text(...mediums),
  campaign: text(...campaigns),
  ...tagsOfVisit,
};
