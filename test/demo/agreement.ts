// What the two departments agreed on, and how well it is kept: how soon each manager answers, and what a lead must
// have. Drawn from a lead's ID, so that all else stays the same.

import { makeRandom } from '../oracle/random.js';
import { afterWork, MINUTE } from './calendar.js';
import type { Lead } from './leads.js';
import { type Reason, UNHEARD } from './story.js';

/**
 * For each manager, how often they answer within a quarter of an hour of working time, and the most minutes otherwise.
 */
export const ANSWERS: Readonly<Record<string, { inTime: number; latest: number }>> = {
  'Анна К.': { inTime: 0.94, latest: 50 },
  'Игорь Л.': { inTime: 0.81, latest: 120 },
  'Марина Т.': { inTime: 0.83, latest: 150 },
  'Олег С.': { inTime: 0.5, latest: 420 },
};
const DUE = 15;

/** Whoever was qualified, talked to or given up was answered before. */
export function answerOf({ id, created, manager, marks, closed, ending, depth, reason, inCrm }: Lead): number | null {
  const random = makeRandom(id + 1);
  const { inTime, latest } = ANSWERS[manager] ?? { inTime: 1, latest: DUE };
  // Who is answered soon buys somewhat more often.
  const often = inTime + (depth >= 3 ? 0.09 : -0.02);
  const minutes = random.chance(often) ? random.int(2, DUE - 1) : random.int(DUE + 3, latest);
  const isForgotten = depth === 0 && (ending === 'open' || reason === null) && random.chance(latest / 600);
  if (!inCrm || reason === 'Дубль' || isForgotten) return null;
  const later = [...marks.slice(1), closed].filter((moment) => moment !== null);
  return Math.min(...later, afterWork(created, minutes * MINUTE + random.int(0, 50)));
}

/** As the fields of the CRM have it; empty: not asked. */
export interface Anketa {
  decides: string;
  task: string;
  funded: string;
  when: string;
}

/** The objections of people who need it: some of them meet the standard, and were rejected without being qualified. */
const SOUND: ReadonlySet<Reason | null> = new Set<Reason | null>([
  'Дорого',
  'Я подумаю',
  'Нужно согласовать с партнёром',
  'Уже работаем с другими',
  'Не сейчас',
]);

export function anketaOf(lead: Lead): Anketa | null {
  const { id, depth, ending, reason, inCrm } = lead;
  const isHeard = depth > 0 || (ending === 'lost' && !UNHEARD.has(reason));
  if (!inCrm || !isHeard) return null;
  const random = makeRandom(id + 2);
  const lacks = random.chance(meeting(lead))
    ? []
    : random.some(['decides', 'task', 'funded', 'when'], random.int(1, 3));
  const cell = (name: string, met: readonly string[], unmet: readonly string[]) =>
    random.chance(0.02) ? '' : random.pick(lacks.includes(name) ? unmet : met);
  return {
    decides: cell('decides', ['Владелец', 'Директор'], ['Сотрудник']),
    task: cell('task', ['Остатки', 'Касса', 'Склад'], ['Нет']),
    funded: cell('funded', ['Да'], ['Нет']),
    when: cell('when', ['Месяц', 'Квартал'], ['Не знает']),
  };
}

function meeting({ depth, ending, reason, segment }: Lead): number {
  if (depth === 0) return ending === 'lost' && SOUND.has(reason) ? 0.2 : 0.01;
  if (segment.source === 'vk') return 0.2;
  return ending === 'won' ? 0.98 : depth >= 3 ? 0.94 : 0.84;
}
