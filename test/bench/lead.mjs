import { LOST, REASONS, SOURCES, STATUSES, UNPAID } from './words.mjs';

export const DAYS = 364;
const END = DAYS * 86_400 - 1;
/** A lead can be changed within the period however late it comes. */
const LAST_CREATED = END - 7_200;

const PLATFORMS = Object.keys(SOURCES);
const STATUS_OF_DEPTH = Object.keys(STATUSES);
/** How many of a hundred go on to the next stage. */
const MOVE_ON = [40, 80, 60, 60, 50];
const SURNAMES = ['Иванова', 'Петров', 'Ким', 'Орлова', 'Титов', 'Белый', 'Грачёва', 'Зуев'];
const KINDS = ['search', 'brand', 'retarget', 'form', 'video'];
const PREFIXES = ['google', 'yandex', 'vk', 'meta'];

/** mulberry32, begun anew for every number: any lead can be made without those before it. Gives integers below `below`. */
export function random(seed, number) {
  let state = Math.imul(seed, 0x85ebca6b) ^ Math.imul(number + 1, 0x9e3779b1);
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Campaign `number`: its platform and its name, `vk_form_0012`. */
export const campaignOf = (number) => ({
  source: PLATFORMS[number % 4],
  name: `${PREFIXES[number % 4]}_${KINDS[(number >> 2) % 5]}_${String(number).padStart(4, '0')}`,
});

/**
 * Lead `index`: what happened to it, moments in seconds since the first day, amounts in kopecks. Leads from `leads` on
 * are those that an ad form took and the CRM never received: one to two hundred of the others.
 */
export function leadOf(index, { seed, leads, campaigns }) {
  const below = random(seed, index);
  const isOrphan = index >= leads;
  const created = Math.floor(((isOrphan ? (index - leads) * 200 : index) / leads) * LAST_CREATED);
  // 3^18 and 10^8 have no common divisor: every number below 10^8 comes once.
  const id = `${letter(below)}${letter(below)}${String((index * 387_420_489 + 17) % 100_000_000).padStart(8, '0')}`;
  return { id, created, ...origin(below, isOrphan, campaigns), ...course(below, created), manager: managerOf(below) };
}

/** The same lead as an older row of the CRM shows it: a step before, and with another amount. */
export function olderThan(lead) {
  const { depth, isLost, amount, modified, created } = lead;
  const before = isLost ? depth : Math.max(0, depth - 1);
  return {
    ...lead,
    ...{ depth: before, isLost: false, status: STATUS_OF_DEPTH[before], reason: '', closed: undefined },
    stages: lead.stages.slice(0, before),
    modified: Math.max(created, modified - 3_600),
    amount: amount && before > 0 ? Math.ceil(amount / 2) : undefined,
  };
}

const letter = (below) => {
  const at = below(52);
  return String.fromCharCode(at < 26 ? 65 + at : 71 + at);
};

const managerOf = (below) => `${SURNAMES[below(8)]} ${'АБВДИ'[below(5)]}.`;

/** Where it comes from, and what of that the CRM was told. */
function origin(below, isOrphan, campaigns) {
  const roll = isOrphan ? 0 : below(100);
  const unknown = { form: undefined, source: '', utm: undefined, gclid: '', yclid: '' };
  const campaign = (platform) => campaignOf(below(campaigns >> 2) * 4 + platform);
  const tagged = (platform) => {
    const { source, name } = campaign(platform);
    return { source: SOURCES[source][below(2)], campaign: name };
  };
  if (roll < 60) {
    // A form's lead: what its own export says goes before what stands in the CRM, which now and then says something else.
    const form = campaign(2 + below(2));
    const other = below(20);
    return { ...unknown, form, source: other === 0 ? UNPAID[0] : '', utm: other < 2 ? tagged(0) : undefined };
  }
  if (roll < 74) return { ...unknown, utm: tagged(0), gclid: `Cj0KCQ${mark(below)}${mark(below)}` };
  if (roll < 86) return { ...unknown, utm: tagged(1), yclid: `1${mark(below)}${mark(below)}` };
  if (roll < 93) return { ...unknown, utm: tagged(below(4)) };
  return roll < 97 ? { ...unknown, source: UNPAID[below(3)] } : unknown;
}

const mark = (below) => String(below(100_000_000)).padStart(8, '0');

/** How far it came and how it ended. What would come after the last day has not happened yet. */
function course(below, created) {
  const stages = [];
  let now = created;
  let depth = 0;
  let isLost = false;
  let closed;
  for (;;) {
    const movesOn = below(100) < MOVE_ON[depth];
    const next = now + 1_800 + below(5 * 86_400);
    if (next > END - 3_700 || (!movesOn && below(100) < 15)) break;
    now = next;
    if (!movesOn) isLost = true;
    else if (++depth < 5) stages.push(now);
    if (isLost || depth === 5) {
      closed = now;
      break;
    }
  }
  const amount = depth > 0 ? 100_000 + below(20_000_000) : undefined;
  const reason = isLost && below(10) > 0 ? REASONS[below(REASONS.length)] : '';
  const status = isLost ? LOST : STATUS_OF_DEPTH[depth];
  return { stages, depth, isLost, closed, amount, reason, status, modified: now + 61 + below(3_600) };
}
