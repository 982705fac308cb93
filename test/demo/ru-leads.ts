import { makeRandom, type Random } from '../oracle/random.js';
import { apportion } from './apportion.js';
import { DAY, HOUR, weekday } from './calendar.js';
import { shuffled } from './leads.js';
import { CHANNELS, type Channel, LATE } from './ru-story.js';

/** Days from 2 February 2026: 7 September to 4 October. */
export const FROM = 217;
export const WEEKS = 4;
export const TO = FROM + 7 * WEEKS - 1;
/** When the CRM was downloaded: Monday mornings, the first after a week of leads. */
export const DOWNLOADS = Array.from({ length: WEEKS }, (_, week) => (FROM + 7 * (week + 1)) * DAY + 10 * HOUR);
const LAST = DOWNLOADS.at(-1) ?? 0;

export interface Lead {
  id: number;
  channel: Channel;
  campaign: Channel['campaigns'][number] | undefined;
  /** By depth, 0 lead … 5 deal: when it came there. */
  marks: number[];
  ending: 'won' | 'lost' | 'open';
  closed: number | null;
  reason: string;
  budget: number;
  manager: string;
  phone: string;
}

const MANAGERS = ['Вера', 'Денис', 'Софья'];
const FIRST_ID = 61_000_000;

interface Fate {
  depth: number;
  ending: Lead['ending'];
  reason: string;
}

export function makeRuLeads(): Lead[] {
  const phones = shuffled(
    Array.from({ length: 420 }, (_, index) => `+79990005${String(index).padStart(3, '0')}`),
    makeRandom(300),
  );
  return CHANNELS.flatMap((channel) => leadsOf(channel, phones)).sort((a, b) => a.id - b.id);
}

function leadsOf(channel: Channel, phones: string[]): Lead[] {
  const random = makeRandom(channel.seed);
  // Who was lost on the way was seen on it in a download: he came before the last week.
  const [slow, quick] = [fatesOf(channel).filter(isSlow), fatesOf(channel).filter((fate) => !isSlow(fate))];
  const days = Array.from({ length: TO - FROM + 1 }, (_, index) => FROM + index);
  const perDay = apportion(
    slow.length + quick.length,
    days.map((day) => (weekday(day) > 4 ? 7 : 10) * random.int(80, 120)),
  );
  const onDays = perDay.flatMap((count, index) => Array<number>(count).fill(days[index] ?? 0));
  const early = onDays.filter((day) => day <= TO - 7).length;
  const rest = shuffled(quick, random);
  const fates = [...shuffled([...slow, ...rest.splice(0, early - slow.length)], random), ...rest];
  return fates.map((fate, index) => {
    const created = (onDays[index] ?? 0) * DAY + random.int(9, 20) * HOUR + random.int(0, HOUR - 1);
    const campaign =
      channel.campaigns.length > 0
        ? random.weighted(channel.campaigns.map((one) => [one, one[2]] as const))
        : undefined;
    return {
      ...lifeOf(fate, created, random),
      id: FIRST_ID + Math.floor((created - FROM * DAY) / 6) * 10 + channel.seed - 300,
      channel,
      campaign,
      ending: fate.ending,
      reason: fate.reason,
      budget: fate.depth < 3 ? 0 : random.int(12, 36) * 500,
      manager: random.pick(MANAGERS),
      phone: phones.pop() ?? '',
    };
  });
}

const isSlow = ({ depth, ending }: Fate): boolean => ending === 'lost' && depth > 0;

function fatesOf({ reached, open, early }: Channel): Fate[] {
  const fates = open.flatMap((count, depth) => repeat(count, { depth, ending: 'open', reason: '' }));
  for (const [depth, still] of open.entries()) {
    const lost = (reached[depth] ?? 0) - (reached[depth + 1] ?? 0) - still;
    const said = Object.entries(depth < 3 ? early : LATE);
    const counts = apportion(
      lost,
      said.map(([, weight]) => weight),
    );
    for (const [at, [reason]] of said.entries())
      fates.push(...repeat(counts[at] ?? 0, { depth, ending: 'lost', reason }));
  }
  return [...fates, ...repeat(reached[5], { depth: 5, ending: 'won', reason: '' })];
}

const repeat = (count: number, fate: Fate): Fate[] => Array.from({ length: count }, () => fate);

/** Of who was lost on the way the next download shows how far he had come, and a later one that he is lost. */
function lifeOf({ depth, ending }: Fate, created: number, random: Random): Pick<Lead, 'marks' | 'closed'> {
  const seen = DOWNLOADS.find((moment) => moment > created + HOUR) ?? LAST;
  const stays = depth > 0 && ending === 'lost';
  const until = stays ? seen : Math.min(LAST, created + random.int(1, 8) * DAY);
  const moments = Array.from({ length: depth }, () => random.int(created + 60, until - 60)).sort((a, b) => a - b);
  const marks = [created, ...moments];
  if (ending === 'open') return { marks, closed: null };
  if (ending === 'won') return { marks, closed: marks.at(-1) ?? created };
  const from = stays ? seen + HOUR : created + HOUR / 2;
  const to = Math.min(LAST - 60, from + (stays ? 6 : 3) * DAY);
  return { marks, closed: random.int(Math.min(from, to), to) };
}
