import type { Warning } from '../model/report.js';
import adLeadsNotFound from './ad-leads-not-found.js';
import adLeadsNotJoined from './ad-leads-not-joined.js';
import amountsMissing from './amounts-missing.js';
import analyticsLeftOut from './analytics-left-out.js';
import callsNotJoined from './calls-not-joined.js';
import callsOfNobody from './calls-of-nobody.js';
import callsUntold from './calls-untold.js';
import clocksApart from './clocks-apart.js';
import closedAfterAsOf from './closed-after-as-of.js';
import closedBeforeCreated from './closed-before-created.js';
import costsMissing from './costs-missing.js';
import currencyBlank from './currency-blank.js';
import dealBeforeLead from './deal-before-lead.js';
import dealsNotFound from './deals-not-found.js';
import dealsWithoutLead from './deals-without-lead.js';
import type { Doubt, Doubtful } from './define-doubt.js';
import duplicateAmounts from './duplicate-amounts.js';
import duplicateLeads from './duplicate-leads.js';
import historyNotFound from './history-not-found.js';
import idsAlike from './ids-alike.js';
import idsStartAgain from './ids-start-again.js';
import looksLikeMicros from './looks-like-micros.js';
import mediumUnknown from './medium-unknown.js';
import mergedLeads from './merged-leads.js';
import missingDays from './missing-days.js';
import missingSpans from './missing-spans.js';
import negativeSpend from './negative-spend.js';
import olderDownloads from './older-downloads.js';
import onlyInOlder from './only-in-older.js';
import paidGap from './paid-gap.js';
import paymentsNotJoined from './payments-not-joined.js';
import paymentsNotWon from './payments-not-won.js';
import placeholderIds from './placeholder-ids.js';
import rateDayAssumed from './rate-day-assumed.js';
import reasonsMissing from './reasons-missing.js';
import rowsAlike from './rows-alike.js';
import severalCrms from './several-crms.js';
import sharedClients from './shared-clients.js';
import sourceShorthand from './source-shorthand.js';
import sourcesAlike from './sources-alike.js';
import spendEndsEarly from './spend-ends-early.js';
import stageAfterAsOf from './stage-after-as-of.js';
import stageBeforeCreated from './stage-before-created.js';
import touchesNotJoined from './touches-not-joined.js';
import undecidedLeads from './undecided-leads.js';
import unknownDepth from './unknown-depth.js';
import visitsBeside from './visits-beside.js';
import wonBeforeEarlierStage from './won-before-earlier-stage.js';
import wonYetOpen from './won-yet-open.js';

/**
 * Whether rows are what they seem: whether leads are told apart and joined correctly. In the order in which they are
 * said.
 */
export const DOUBTS_OF_IDENTITY: readonly Doubt[] = [
  mergedLeads,
  idsStartAgain,
  undecidedLeads,
  duplicateLeads,
  olderDownloads,
  onlyInOlder,
  rowsAlike,
  idsAlike,
  severalCrms,
  duplicateAmounts,
  historyNotFound,
  adLeadsNotJoined,
  callsNotJoined,
  callsOfNobody,
  callsUntold,
  touchesNotJoined,
  sharedClients,
  placeholderIds,
  adLeadsNotFound,
  dealsNotFound,
  dealsWithoutLead,
  sourcesAlike,
  mediumUnknown,
  sourceShorthand,
];

/** Whether amounts and dates can be right. In the order in which they are said. */
export const DOUBTS_OF_VALUES: readonly Doubt[] = [
  amountsMissing,
  paidGap,
  paymentsNotJoined,
  paymentsNotWon,
  costsMissing,
  currencyBlank,
  rateDayAssumed,
  looksLikeMicros,
  negativeSpend,
  dealBeforeLead,
  wonYetOpen,
  closedBeforeCreated,
  closedAfterAsOf,
  clocksApart,
  stageBeforeCreated,
  wonBeforeEarlierStage,
  stageAfterAsOf,
  unknownDepth,
  reasonsMissing,
];

/** Whether the days of a report are complete. In the order in which they are said. */
export const DOUBTS_OF_DAYS: readonly Doubt[] = [
  analyticsLeftOut,
  visitsBeside,
  spendEndsEarly,
  missingDays,
  missingSpans,
];

export async function raiseDoubts(doubts: readonly Doubt[], facts: Doubtful): Promise<Warning[]> {
  const raised: Warning[] = [];
  for (const doubt of doubts) raised.push(...(await doubt.raise(facts)));
  return raised;
}
