// What the generated exports speak of: the generator writes it, funnel.yaml says it to funnel, the peers know it by heart.

/** The stages that are counted lead by lead, in order. */
export const STAGES = ['lead', 'qualified', 'contact', 'proposal', 'decision', 'deal'];

/** The statuses of the CRM: that of each stage, and the one of a loss. */
export const STATUSES = {
  Новый: 'lead',
  Квалифицирован: 'qualified',
  'Разговор состоялся': 'contact',
  'КП отправлено': 'proposal',
  Согласование: 'decision',
  Оплачено: 'deal',
  Отказ: 'lost',
};
export const LOST = 'Отказ';

/** The dates of stages that the CRM holds. */
export const STAGE_DATES = ['qualified_at', 'contact_at', 'proposal_at', 'decision_at'];

/** Sources that are paid for, with what UTM tags call them. */
export const SOURCES = {
  'Google Ads': ['google', 'adwords'],
  'Яндекс Директ': ['yandex', 'yandex.direct'],
  'VK Реклама': ['vk', 'вконтакте'],
  'Meta Ads': ['facebook', 'ig'],
};
/** The source that a click ID proves. */
export const CLICK_IDS = { gclid: 'Google Ads', yclid: 'Яндекс Директ' };
/** What managers enter by hand. */
export const UNPAID = ['Рекомендация', 'Звонок', 'Выставка'];
export const NO_SOURCE = '(no source)';

export const REASONS = [
  'Дорого',
  'Нет связи',
  'Конкурент',
  'Не наш профиль',
  'Хотел узнать',
  'Отложили',
  'Неверный номер',
  'Спам',
  'Нет бюджета',
  'Доставка',
  'Передумал',
  'Нет функции',
];
export const NO_REASON = '(no reason given)';

/** Every spelling of a source, in small letters, with the name that is shown. */
export const SPELLINGS = new Map(
  Object.entries(SOURCES).flatMap(([name, spellings]) =>
    [name.toLowerCase(), ...spellings].map((spelling) => [spelling, name]),
  ),
);
