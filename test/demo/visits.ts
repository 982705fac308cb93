// Яндекс Метрика, Logs API: visits to the site, TSV. The counter was installed when the reviews began, and does not
// know anybody who filled in a form inside an ad network.

import { makeRandom, type Random } from '../oracle/random.js';
import { clockOf, DAY, HOUR, isoMoment, MINUTE } from './calendar.js';
import type { Lead } from './leads.js';
import { DIRECT, GOOGLE, PASSERS_BY } from './story.js';

/** The 2nd to the 31st of March. */
const [FIRST, LAST] = [28, 57];
const FIELDS = 'visitID,clientID,dateTime,lastTrafficSource,lastUTMSource,lastUTMMedium,lastUTMCampaign'.split(',');

type Way = 'google' | 'yandex' | 'organic' | 'direct';
export interface Visit {
  client: string;
  moment: number;
  way: Way;
  /** Of an ad. */
  campaign: string;
}

/** What the counter called the browser of a lead: of whoever left a number on the site, and of half of those who called. */
export function clientOf({ id, segment: { source }, created }: Lead): string | null {
  const random = makeRandom(id + 1);
  const isKnown = source === 'google' || source === 'yandex' || (source === null && random.chance(0.5));
  return isKnown && created >= FIRST * DAY ? client(random) : null;
}

/** In the order of time. */
export function makeVisits(leads: readonly Lead[]): Visit[] {
  return [...leads.flatMap((lead) => visitsOf(lead, makeRandom(lead.id + 2))), ...passersBy(makeRandom(108))]
    .filter(({ moment }) => moment >= FIRST * DAY && moment < (LAST + 1) * DAY)
    .sort((a, b) => a.moment - b.moment || Number(a.client > b.client) - 0.5);
}

export function metrikaVisits(leads: readonly Lead[]): Buffer {
  const lines = makeVisits(leads).map(({ client: of, moment, way, campaign }, index) => [
    `91${4_000_000_000 + index * 7919}`,
    of,
    isoMoment(moment).slice(0, 19).replace('T', ' '),
    ...(campaign === '' ? [way, '', '', ''] : ['ad', way, 'cpc', campaign]),
  ]);
  const header = FIELDS.map((field) => `ym:s:${field}`);
  return Buffer.from([header, ...lines].map((cells) => `${cells.join('\t')}\n`).join(''));
}

/** As many as the lead had come, from the last one back, in which they left their number or looked it up; some come again. */
function visitsOf(lead: Lead, random: Random): Visit[] {
  const of = clientOf(lead);
  if (of === null) return [];
  const own: Way = lead.segment.source === null ? 'direct' : lead.unit?.campaign.startsWith('g_') ? 'google' : 'yandex';
  const last = { client: of, moment: lead.created - random.int(2 * MINUTE, 25 * MINUTE), way: own };
  const visits: Visit[] = [{ ...last, campaign: lead.unit?.campaign ?? '' }];
  let { moment } = last;
  for (let left = (lead.touches ?? random.int(1, 3)) - 1; left > 0; left--) {
    moment = byDay(moment - random.int(5 * HOUR, 4 * DAY));
    const way = random.weighted<Way>([
      [own, 40],
      ['google', 20],
      ['yandex', 15],
      ['organic', 15],
      ['direct', 10],
    ]);
    visits.push({ client: of, moment, way, campaign: campaignOf(way, random) });
  }
  if (random.chance(0.1)) {
    const again = byDay(lead.created + random.int(DAY, 9 * DAY));
    visits.push({ client: of, moment: again, way: 'direct', campaign: '' });
  }
  return visits;
}

/** Visitors who never became leads. */
const passersBy = (random: Random): Visit[] =>
  Array.from({ length: PASSERS_BY }, () => {
    const way = random.pick<Way>(['google', 'yandex', 'organic', 'direct']);
    const moment = byDay(random.int(FIRST * DAY, (LAST + 1) * DAY - 1));
    return { client: client(random), moment, way, campaign: campaignOf(way, random) };
  });

function campaignOf(way: Way, random: Random): string {
  if (way !== 'google' && way !== 'yandex') return '';
  return random.weighted((way === 'google' ? GOOGLE : DIRECT).map((unit) => [unit.campaign, unit.weight] as const));
}

/** Nobody comes at night: it was in the morning of that day. */
const byDay = (moment: number): number => (clockOf(moment) < 8 * HOUR ? moment + 8 * HOUR : moment);

const client = (random: Random): string =>
  `17${random.int(70_000_000, 74_900_000)}${random.int(100_000_000, 999_999_999)}`;
