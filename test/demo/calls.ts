// The calls of the demo, two weeks of March: a list that the integration with the CRM writes.

import { makeRandom, type Random } from '../oracle/random.js';
import { afterWork, DAY, HOUR, MINUTE, ruMoment } from './calendar.js';
import type { Lead } from './leads.js';

/** Days from 2 February 2026: 16 to 31 March. */
const FROM = 42;
const TO = 57;
/** Who hung up before a lead was made of him. */
export const STRANGERS = 4;

interface Call {
  lead: string;
  moment: number;
  manager: string;
  rings: number;
  /** Seconds; 0: nobody answered. */
  talk: number;
}

export const callsCsv = (leads: readonly Lead[]): Buffer => {
  const calls = [...leads.flatMap(callsOf), ...strangers()]
    .filter(({ moment }) => moment >= FROM * DAY && moment < (TO + 1) * DAY)
    .sort((a, b) => a.moment - b.moment || (a.lead < b.lead ? -1 : 1));
  const lines = calls.map(({ lead, moment, manager, rings, talk }, index) => {
    const id = `z-${70_000 + index}`;
    return [
      ...[id, lead, ruMoment(moment), manager, rings + talk, talk],
      talk > 0 ? `https://records.example/${id}` : '',
    ].join(';');
  });
  const header = 'ID звонка;ID лида;Дата звонка;Менеджер;Длительность;Разговор, сек;Запись';
  return Buffer.from(`\ufeff${[header, ...lines].map((line) => `${line}\r\n`).join('')}`, 'utf8');
};

/** Of who came in these days: attempts until somebody answers, the first conversation, and one about the offer. */
function callsOf({ id, created, answered, marks, manager, depth, reason, inCrm }: Lead): Call[] {
  if (!inCrm || created < FROM * DAY || answered === null) return [];
  const random = makeRandom(id + 3);
  const contact = marks[2] ?? null;
  const proposal = depth >= 3 ? (marks[3] ?? null) : null;
  const attempts =
    reason === 'Нет связи' && depth === 0
      ? random.int(1, 5)
      : random.weighted([
          [0, 6],
          [1, 3],
          [2, 1],
        ]);
  const tried = Array.from({ length: attempts }, (_, at) =>
    afterWork(answered, at * 2 * HOUR + random.int(1, 20) * MINUTE),
  );
  return [
    ...tried.filter((moment) => moment < (contact ?? Number.POSITIVE_INFINITY)).map((moment) => ({ moment, talk: 0 })),
    ...[contact, proposal].flatMap((moment) => (moment === null ? [] : [{ moment, talk: random.int(40, 600) }])),
  ].map((call) => ({ ...call, lead: String(id), manager, rings: rings(random) }));
}

const rings = (random: Random): number => random.int(4, 28);

function strangers(): Call[] {
  const random = makeRandom(202);
  return Array.from({ length: STRANGERS }, (_, at) => ({
    ...{ lead: '', manager: 'Анна К.', rings: rings(random), talk: 0 },
    moment: (FROM + at * 4) * DAY + random.int(10, 17) * HOUR,
  }));
}
