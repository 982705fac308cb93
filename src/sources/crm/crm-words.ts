import type { LeadStage } from '../../model/funnel-stages.js';
import type { StatusMeaning } from '../../model/settings.js';
import type { Field } from '../../model/tables.js';
import { count, type FieldSource, type Heading, id, text } from '../define-source.js';

/**
 * A custom field, with what CRMs add to its name: `utm_source`, `UTM_Source__c`, `Deal - utm_source`,
 * «Сделка.utm_source», `custom.utm_source`.
 */
const custom = (name: string): RegExp =>
  new RegExp(`^((deal|lead|сделка|neg[óo]cio|trato|affaire) - |(сделка|лид|custom)\\.)?${name}(__c)?$`, 'i');

/** UTM tags, click IDs and the ID of the lead in an ad platform's own form: in every CRM these are custom fields. */
export const tags = {
  utm_source: text(custom('utm[ _-]?source')),
  utm_medium: text(custom('utm[ _-]?medium')),
  utm_campaign: text(custom('utm[ _-]?campaign')),
  utm_content: text(custom('utm[ _-]?content')),
  utm_term: text(custom('utm[ _-]?term')),
  gclid: text(custom('(gclid|gcl id|google (ad )?click id)')),
  yclid: text(custom('(yclid|yandex click id)')),
  fbclid: text(custom('(fbclid|facebook click id)')),
  msclkid: text(custom('(msclkid|microsoft click id)')),
  ttclid: text(custom('(ttclid|tiktok click id)')),
  gbraid: text(custom('gbraid')),
  wbraid: text(custom('wbraid')),
  ad_lead_id: id(
    custom(
      '((meta|facebook|fb|google|vk|tiktok|linkedin)[ _](ads[ _])?lead[ _]id|leadgen[ _]id|(calltouch|comagic|uis)[ _](call[ _])?id)',
    ),
    /^ID (лида (meta|facebook|vk|вк|google|tiktok|linkedin)|звонка (calltouch|comagic|uis))$/i,
  ),
  // Not a bare `Client ID`: in a CRM that is a customer. Each spelling is a pattern of its own: a CRM may have several
  // such fields, and only one is read.
  client_id: id(
    ...['_ym[ _]?uid', 'ym[ _]?uid', 'ym[ _-]?client[ _-]?id', '(yandex[ _])?metri[ck]a[ _-]?client[ _-]?id'].map(
      custom,
    ),
    ...['yandex[ _-]?client[ _-]?id', 'ya[ _-]?client[ _-]?id', 'visitor[ _-]?id'].map(custom),
    ...[/^ClientID (Яндекс[ .]?)?Метрики$/i, /^ID клиента (Яндекс[ .]?)?Метрики$/i],
    /^ID посетителя (Яндекс[ .]?)?Метрики$/i,
  ),
  google_client_id: id(
    ...['g[ _-]?client[ _-]?id', 'ga[ _-]?client[ _-]?id', 'google[ _-]?client[ _-]?id'].map(custom),
    ...['google[ _]analytics[ _-]?client[ _-]?id', 'user_pseudo_id', '_ga'].map(custom),
    ...[/^ClientID (Google( Analytics)?|GA)$/i, /^ID клиента (Google( Analytics)?|GA)$/i],
    /^ID посетителя (Google( Analytics)?|GA)$/i,
  ),
  landing: text(
    custom('(landing([ _-]?page)?([ _-]?url)?|first[ _]page([ _]seen)?)'),
    /^(посадочная( страница)?|лендинг|страница входа|первая страница|url посадочной( страницы)?)$/i,
  ),
  touches: count(
    ...['touches', 'touch[ _-]?points', 'number[ _]of[ _](touches|touch[ _]?points)', 'touches[ _]count'].map(custom),
    /^((кол-во|количество|число) )?касани[йя] до (заявки|лида|сделки|обращения)$/i,
    /^((кол-во|количество|число) )?визит(ов|ы) до (заявки|лида|сделки|обращения)$/i,
    /^(кол-во|количество|число) касаний$/i,
  ),
} as const satisfies Partial<Record<Field, FieldSource>>;

/**
 * Headings of the reason of a loss. In most CRMs it is a custom field, named by people; the most usual name comes
 * first.
 */
export const reasons: readonly Heading[] = [
  'Причина отказа',
  'Причина проигрыша',
  'Причина отказа ОП',
  /^Причина (отказа|закрытия|проигрыша|провала|потери|брака|некачественного лида|условного отказа)( .+)?$/i,
  /^Причина стадии .*(проигран|провал|отказ|брак|некачествен|нецелев)\S*( лид)?$/i,
  /^Типы? некачественного лида$/i,
  /^(closed[ _])?(lost|loss)[ _]reason(__c)?$/i,
  /^reason[ _](for[ _])?(lost|loss)(__c)?$/i,
  /^(unqualified|disqualified|disqualification)[ _]reason(__c)?$/i,
  // Orders have this one as well, beside the reason why they were lost.
  /^Причина отмены( .+)?$/i,
];

/** What companies call a field of their own for where a lead comes from, if the CRM's own is not in the export. */
export const origins: readonly Heading[] = [
  ...['Источник лида', 'Источник сделки', 'Источник заявки', 'Источник обращения', 'Источник клиента'],
  ...['Источник трафика', 'Рекламный источник', 'Рекламный канал', 'Маркетинговый канал', 'Канал привлечения'],
  ...['Откуда узнали о нас', 'Откуда узнал о нас', 'Откуда узнали', 'Откуда пришел', 'Откуда пришёл'],
];

export const at = (stage: LeadStage): StatusMeaning => ({ kind: 'stage', stage });
/** A lost lead, when the CRM does not say how far it had come. */
export const lost: StatusMeaning = { kind: 'lost', after: null };
/** A status that says nothing of how far the lead has come. */
export const ignore: StatusMeaning = { kind: 'ignore' };

/** When a deal was closed, beside the day on which it was to be. */
export const actuallyClosed: readonly Heading[] = [
  ...['Фактическая дата закрытия', 'Дата фактического закрытия', 'Дата закрытия (факт)', 'Факт. дата закрытия'],
  ...['Actual Close Date', 'Actual Closing Date', 'Actual Closed Date'],
];
