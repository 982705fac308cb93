// amoCRM's own export: commas, UTF-8, the columns of every account, only the present stage.

import { ruMoment } from './calendar.js';
import { DOWNLOADS, type Lead } from './ru-leads.js';

const STAGES = [
  'Первичный контакт',
  'Квалифицирован',
  'Переговоры',
  'КП отправлено',
  'Принимают решение',
  'Успешно реализовано',
];

const HEADER =
  'ID,Название сделки,Бюджет,Ответственный,Дата создания сделки,Кем создана сделка,Дата редактирования,Кем редактирована,Дата закрытия,Теги,Примечание,Примечание 2,Примечание 3,Примечание 4,Примечание 5,Этап сделки,Воронка,Полное имя контакта,Компания контакта,Ответственный за контакт,Компания,Рабочий телефон,Рабочий прямой телефон,Мобильный телефон,Факс,Домашний телефон,Другой телефон,Рабочий email,Личный email,Другой email,Причина отказа,Источник,utm_source,utm_medium,utm_campaign,utm_term,utm_content,utm_referrer,_ym_uid,_ym_counter,roistat,referrer,openstat_service,openstat_campaign,openstat_ad,openstat_source,from,gclientid,gclid,yclid,fbclid'.split(
    ',',
  );

/** The CRM as it stood at one of the downloads: what came later is not in it. */
export function ruAmoCsv(leads: readonly Lead[], download: number): Buffer {
  const now = DOWNLOADS[download] ?? 0;
  const rows = leads.filter(({ marks: [created = 0] }) => created < now).map((lead) => rowOf(lead, now));
  const lines = rows.map((row) => HEADER.map((heading) => quoted(row[heading] ?? '')).join(','));
  return Buffer.from(`\ufeff${[HEADER.join(','), ...lines].map((line) => `${line}\n`).join('')}`, 'utf8');
}

const quoted = (cell: string): string => (/[",\n\s]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

function rowOf(lead: Lead, now: number): Record<string, string> {
  const passed = lead.marks.filter((moment) => moment <= now);
  const isOver = lead.closed !== null && lead.closed <= now;
  const depth = passed.length - 1;
  const stage = isOver && lead.ending === 'lost' ? 'Закрыто и не реализовано' : (STAGES[depth] ?? '');
  const robot = lead.channel.name === 'none' ? lead.manager : 'Робот';
  const [created = 0] = lead.marks;
  return {
    ...tagsOf(lead),
    ID: String(lead.id),
    'Название сделки': lead.channel.name === 'none' ? 'Входящий звонок' : `Заявка #${lead.id}`,
    Бюджет: String(depth < 3 ? 0 : lead.budget),
    Ответственный: lead.manager,
    'Дата создания сделки': ruMoment(created),
    'Кем создана сделка': robot,
    'Дата редактирования': ruMoment(isOver ? (lead.closed ?? created) : (passed.at(-1) ?? created)),
    'Кем редактирована': depth === 0 && !isOver ? robot : lead.manager,
    'Дата закрытия': isOver ? ruMoment(lead.closed ?? created) : 'не закрыта',
    'Этап сделки': stage,
    Воронка: 'Воронка',
    'Полное имя контакта': `Клиент ${lead.id % 10_000}`,
    'Ответственный за контакт': lead.manager,
    'Рабочий телефон': `'${lead.phone}`,
    'Причина отказа': isOver ? lead.reason : '',
  };
}

/** Where a lead says it comes from: tags of the site, of VK's and Telegram's links, what the integration of Avito writes. */
function tagsOf({ channel: { name }, campaign: [campaign = '', id = ''] = [] as never }: Lead) {
  const utm = (source: string, content = '') => ({
    utm_source: source,
    utm_medium: 'cpc',
    utm_campaign: campaign,
    utm_content: content,
  });
  switch (name) {
    case 'search':
      return { Теги: 'сайт', ...utm('yandex_poisk') };
    case 'network':
      return { Теги: 'сайт', ...utm('yandex_rsya') };
    case 'vk':
      return { Теги: 'лид-форма', ...utm('vk_ads', id) };
    case 'avito':
      return { Теги: 'Авито', Источник: 'Авито' };
    case 'telegram':
      return { Теги: 'бот', ...utm('telegram_ads') };
    default:
      return {};
  }
}
