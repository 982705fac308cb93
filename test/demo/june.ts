// The CRM a month later, when everybody has seen the numbers of March: what has been changed in it since.

import { makeRandom } from '../oracle/random.js';
import { DAY, HOUR, isoDay, JUNE } from './calendar.js';
import type { Lead } from './leads.js';
import type { Reason } from './story.js';

/**
 * The number of leads of each kind: those no longer won or qualified, those sold since, and those with other words and
 * sums.
 */
export const REWRITTEN = { reopened: 3, undone: 6, sold: 5, renamed: 4, repriced: 2, redated: 1 } as const;

/** Whose leads were marked too soon. */
const HASTY = 'Олег С.';

export function inJune(leads: readonly Lead[]): Lead[] {
  const random = makeRandom(201);
  const left = new Map(leads.map((lead) => [lead.id, lead]));
  const rewrite = (kind: keyof typeof REWRITTEN, able: (lead: Lead) => boolean, how: (lead: Lead) => Partial<Lead>) => {
    const some = random.some([...left.values()].filter(able), REWRITTEN[kind]);
    const changed = some.map((lead, index) => ({ ...lead, modified: JUNE - (index + 1) * DAY, ...how(lead) }));
    for (const { id } of changed) left.delete(id);
    return changed;
  };
  const of = (ending: Lead['ending'], depth: number) => (lead: Lead) => lead.ending === ending && lead.depth === depth;
  const isMarch = (moment: number | null) => moment !== null && isoDay(Math.floor(moment / DAY)).startsWith('2026-03');
  const changed = [
    // Won in March, and not paid for: open again, the date of the decision cleared.
    ...rewrite(
      'reopened',
      (lead) => of('won', 5)(lead) && lead.manager === HASTY && isMarch(lead.closed),
      ({ marks }) => ({ depth: 3, ending: 'open', closed: null, marks: marks.slice(0, 4).concat(null, null) }),
    ),
    // Qualified, lost, and now never qualified: the date is cleared.
    ...rewrite(
      'undone',
      (lead) => of('lost', 1)(lead) && lead.manager === HASTY,
      ({ marks }) => ({ depth: 0, marks: marks.map((mark, stage) => (stage === 1 ? null : mark)) }),
    ),
    ...rewrite('sold', of('open', 4), ({ marks }) => {
      const closed = JUNE - 9 * DAY;
      return { depth: 5, ending: 'won', closed, marks: marks.slice(0, 5).concat(closed) };
    }),
    ...rewrite(
      'renamed',
      (lead) => lead.manager === HASTY && lead.reason === 'Нет связи' && lead.ending === 'lost',
      () => ({ reason: 'Дорого' satisfies Reason, reasonText: 'Дорого' }),
    ),
    ...rewrite('repriced', of('won', 5), ({ budget }) => ({ budget: budget - 4000 })),
    ...rewrite(
      'redated',
      (lead) => of('open', 0)(lead) && lead.inCrm && isMarch(lead.created),
      ({ created }) => ({ created: created + 14 * DAY + HOUR }),
    ),
  ];
  return [...left.values(), ...changed].sort((a, b) => a.id - b.id);
}
