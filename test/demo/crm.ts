// amoCRM: Сделки → ⋯ → Экспорт, then saved again out of a spreadsheet as windows-1251 with semicolons.

import { makeRandom, type Random } from '../oracle/random.js';
import { afterWork, HOUR, ruMoment } from './calendar.js';
import type { Lead } from './leads.js';
import { clientOf } from './visits.js';

const STATUSES = [
  'Новая заявка',
  'Квалифицирован',
  'Переговоры',
  'КП отправлено',
  'Принимает решение',
  'Успешно реализовано',
];
const LOST = 'Закрыто и не реализовано';

const HEADER =
  'ID;Название сделки;Бюджет;Ответственный;Дата создания сделки;Дата редактирования;Дата закрытия;Теги;Примечание;Этап сделки;Воронка;Рабочий телефон;Причина отказа;Дата квалификации;Дата первого разговора;КП отправлено;Решение принимается с;Первый ответ;Кто решает;Задача;Деньги заложены;Когда решают;Касаний до заявки;ID лида Meta;utm_source;utm_medium;utm_campaign;gclid;yclid;_ym_uid'.split(
    ';',
  );
type Row = Record<string, string>;

/** Leads that stand twice; the rows of those that were won differ in amount. */
export const REPEATED = { won: 2, others: 4 };

const NOTES = [
  'Два магазина, учёт в таблицах.\nПерезвонить после обеда',
  'Просил расчёт на почту shop@example.com\nОтправили',
  'Сравнивает с другой программой;\nвернуться через неделю',
  'Говорит: "дорого".\nПредложили рассрочку',
];

export function amoCsv(all: readonly Lead[]): Buffer {
  const leads = all.filter(({ inCrm }) => inCrm);
  // A lead's tags are drawn from its ID, so that they stay as they are when others are added.
  const rows = leads.map((lead) => rowOf(lead, makeRandom(lead.id)));
  const random = makeRandom(106);
  for (const row of random.some(rows, 14)) row.Примечание = random.pick(NOTES);
  const lines = rows.map(written);
  repeatSome(leads, rows, lines, random);
  spoil(lines, random);
  return windows1251(`${[HEADER.join(';'), ...lines].join('\r\n')}\r\n`);
}

function rowOf(lead: Lead, random: Random): Row {
  const { id, marks, ending, depth, closed } = lead;
  const mark = (stage: number) => (marks[stage] == null ? '' : ruMoment(marks[stage]));
  const untouched = ending === 'open' && depth === 0 && random.chance(0.5);
  return {
    ...tagsOf(lead, random),
    ID: String(id),
    'Название сделки': lead.segment.source === null ? 'Звонок' : 'Заявка',
    Бюджет: String(lead.budget),
    Ответственный: lead.manager,
    'Дата создания сделки': ruMoment(lead.created),
    'Дата редактирования': ruMoment(lead.modified),
    'Дата закрытия': closed === null ? '' : ruMoment(closed),
    'Этап сделки': ending === 'lost' ? LOST : untouched ? 'Неразобранное' : (STATUSES[depth] ?? ''),
    Воронка: 'Продажи',
    'Рабочий телефон': `'${lead.phone}`,
    'Причина отказа': lead.reasonText,
    'Дата квалификации': mark(1),
    'Дата первого разговора': mark(2),
    'КП отправлено': mark(3),
    'Решение принимается с': mark(4),
    'Первый ответ': untouched || lead.answered === null ? '' : ruMoment(lead.answered),
    'Кто решает': lead.anketa?.decides ?? '',
    Задача: lead.anketa?.task ?? '',
    'Деньги заложены': lead.anketa?.funded ?? '',
    'Когда решают': lead.anketa?.when ?? '',
    'Касаний до заявки': String(lead.touches ?? ''),
    'ID лида Meta': lead.adLeadId ?? '',
    _ym_uid: clientOf(lead) ?? '',
  };
}

/** Where a lead says it comes from: click IDs, UTM in several spellings, macros that were never filled in, nothing. */
function tagsOf({ segment: { source }, unit }: Lead, random: Random): Row {
  const campaign = unit?.campaign ?? '';
  const utm = (name: string, of = campaign): Row => ({ utm_source: name, utm_medium: 'cpc', utm_campaign: of });
  if (source === 'google') {
    const gclid = `Cj0KCQ${code(random, 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789-_', 14)}`;
    const tags = random.weighted([
      [{ ...utm('google'), gclid }, 90],
      [{ gclid }, 4],
      [utm('google'), 6],
    ]);
    return { Теги: 'сайт', ...tags };
  }
  if (source === 'yandex') {
    const name = random.weighted([
      ['yandex', 60],
      ['yadirect', 30],
      ['Yandex', 10],
    ]);
    const yclid = `1${code(random, '0123456789', 18)}`;
    const tags = utm(name, random.chance(0.05) ? '{campaign_name}' : campaign);
    return { Теги: 'сайт', ...tags, ...(random.chance(0.8) ? { yclid } : {}) };
  }
  if (source === 'vk')
    return {
      Теги: 'лид-форма',
      ...utm(random.chance(0.75) ? 'vk' : 'vkontakte', random.chance(0.02) ? '{{campaign_name}}' : campaign),
    };
  if (source === 'meta') {
    const tags = random.weighted([
      [utm('facebook'), 70],
      [utm('ig'), 20],
      [{}, 10],
    ]);
    return { Теги: 'форма Meta', ...tags };
  }
  return { Теги: random.chance(0.7) ? 'звонок' : '' };
}

const code = (random: Random, letters: string, length: number): string =>
  Array.from({ length }, () => random.pick([...letters])).join('');

const written = (row: Row): string =>
  HEADER.map((heading) => {
    const cell = row[heading] ?? '';
    return /[;"\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  }).join(';');

/** Some leads stand twice: as they were soon after they came, above or below the row that counts. */
function repeatSome(leads: readonly Lead[], rows: readonly Row[], lines: string[], random: Random): void {
  const pick = (count: number, able: (lead: Lead) => boolean) =>
    random.some(
      leads.flatMap((lead, index) => (able(lead) ? [index] : [])),
      count,
    );
  const won = pick(REPEATED.won, ({ ending }) => ending === 'won');
  const others = pick(REPEATED.others, ({ ending, depth }) => ending !== 'won' && depth >= 3);
  for (const index of [...won, ...others].sort((a, b) => b - a)) {
    const lead = leads[index] as Lead;
    const earlier: Row = {
      ...rows[index],
      Бюджет: String(lead.ending === 'won' ? lead.budget - 4000 : lead.budget),
      'Дата редактирования': ruMoment(afterWork(lead.created, HOUR)),
      'Этап сделки': 'Новая заявка',
    };
    for (const heading of FILLED_LATER) earlier[heading] = '';
    lines.splice(index + random.int(0, 1), 0, written(earlier));
  }
}

const FILLED_LATER = [
  'Дата закрытия',
  'Причина отказа',
  'Примечание',
  'Дата квалификации',
  'Дата первого разговора',
  'КП отправлено',
  'Решение принимается с',
  'Первый ответ',
  'Кто решает',
  'Задача',
  'Деньги заложены',
  'Когда решают',
];

/** What must not count, and be told: a row without an ID, a line cut off, and blank lines. */
function spoil(lines: string[], random: Random): void {
  const place = () => random.int(Math.floor(lines.length / 10), lines.length - 1);
  const test: Row = {
    'Название сделки': 'Тест формы',
    Бюджет: '0',
    'Дата создания сделки': '03.03.2026 12:00:00',
    'Дата редактирования': '03.03.2026 12:00:00',
    'Этап сделки': 'Новая заявка',
    Воронка: 'Продажи',
  };
  const empty = written({});
  for (const line of [written(test), '49000001;Заявка;0;Олег', empty, empty, '']) lines.splice(place(), 0, line);
}

/** ASCII, Russian, and the few signs that texts here use; anything else is a slip, and throws. */
function windows1251(words: string): Buffer {
  return Buffer.from(
    [...words].map((char) => {
      const point = char.codePointAt(0) ?? 0;
      if (point < 0x80) return point;
      if (point >= 0x410 && point <= 0x44f) return point - 0x410 + 0xc0;
      const byte = SIGNS.get(char);
      if (byte === undefined) throw new Error(`${char} is not in windows-1251`);
      return byte;
    }),
  );
}
const SIGNS = new Map([
  ['Ё', 0xa8],
  ['ё', 0xb8],
  ['№', 0xb9],
  ['«', 0xab],
  ['»', 0xbb],
  ['–', 0x96],
  ['—', 0x97],
]);
