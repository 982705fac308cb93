// The bridge from the won deals of the report's leads to the deals that a CRM shows as closed in the same days:
// reports.md, Time.

import type { OracleInput } from './read.js';
import { makeContext, type Person } from './scope.js';

/**
 * The parts of the bridge by name; null: there is none. The days are those in the head of the report; null is no bound.
 */
export const bridgeOf = (
  input: OracleInput,
  { from, to }: { from: string | null; to: string | null },
): Record<string, number> | null => {
  const { data, isInside, hasData, everyKept, everyKeptAlone } = makeContext(input);
  const isDated = ['deal_at', 'closed_at'].some((field) => data.ofDeals.mapped.crm.has(field));
  if (!isDated || !hasData || !data.hasCrm || !data.knows.has('deal')) return null;
  const deals = (people: Person[]) =>
    people.flatMap((lead) =>
      lead.outcome === 'won' ? lead.wonOn.map((date) => ({ day: date.slice(0, 10), isOfThese: isInside(lead) })) : [],
    );
  const isClosed = ({ day }: { day: string }) => day !== '' && (from ?? '') <= day && day <= (to ?? '9999');
  const isLater = ({ day }: { day: string }) => day > (to ?? '9999');
  const [ofLeads, alone] = [deals(everyKept), deals(everyKeptAlone)];
  const own = ofLeads.filter(({ isOfThese }) => isOfThese);
  const [all, these] = [ofLeads.filter(isClosed).length, own.filter(isClosed).length];
  return {
    closed: all + alone.filter(isClosed).length,
    of_these: these,
    of_earlier: all - these,
    without_lead: alone.filter(isClosed).length,
    closed_later: own.filter(isLater).length,
    undated: own.filter((deal) => !isClosed(deal) && !isLater(deal)).length,
  };
};
