import type { Engine } from '../engines/engine.js';
import type { Sql } from '../engines/sql.js';
import type { LeadStage } from '../model/funnel-stages.js';
import { type Apart, tellRowsApart } from './apart.js';
import { type Calls, layDownCalls } from './calls.js';
import { layDownCrm } from './crm.js';
import { type Chained, chainDeals } from './deal-chain.js';
import type { FactsSettings } from './facts-settings.js';
import { gatherHistory, type History, withHistory } from './history.js';
import { linkDeals } from './link.js';
import { type Money, settleCurrency } from './money.js';
import { layDownPayments, type Payments } from './payments.js';
import { withTalks } from './talks.js';
import { valueRows } from './valued.js';

/** The leads of a CRM, and what became of the rows that they are made of. */
export interface CrmTogether {
  /** Which rows count, and which another one stands for. */
  apart: Apart;
  /** Leads and deals that reached a stage of which only an older download tells. */
  gained: number;
  history: History;
  /** The report's currency and its rates. */
  money: Money;
  payments: Payments;
  calls: Calls;
  /** Whether a talk on the phone is evidence of `contact`. */
  areCallsContact: boolean;
  /** The rows, one per lead and one per deal, with their evidence and what each is worth: a sub-select. */
  rows: Sql;
  /** The leads, with the deals that belong to them. */
  chained: Chained;
  /** Lead stages of which the CRM, its history or its calls hold evidence. */
  stages: ReadonlySet<LeadStage>;
}

/**
 * Makes leads of the rows of a CRM, a step a line: rows of one lead are told apart, deals are linked to leads, the history,
 * payments and calls are joined to them, and amounts are put into one currency.
 *
 * @throws {UserError} Where deals, payments or amounts cannot be told beyond doubt.
 */
export async function putCrmTogether(engine: Engine, settings: FactsSettings): Promise<CrmTogether> {
  // What was merged away may be gone from the exports, while deals and histories still name it.
  const joining = { ...settings, hasMerged: settings.fields.crm.has('merged_ids') };
  const apart = await tellRowsApart(engine, { ...settings, fields: settings.fields.crm });
  const { rows: crm, gained } = await layDownCrm(engine, apart, settings);
  const linked = await linkDeals(engine, crm, joining);
  const history = await gatherHistory(engine, linked, joining);
  const money = await settleCurrency(engine, settings, crm);
  const evident = withHistory(linked, settings);
  const payments = await layDownPayments(engine, evident, money, joining);
  const rows = await valueRows(engine, evident, money, settings, payments.paid);
  const ofDeals = await chainDeals(engine, rows, settings);
  const calls = await layDownCalls(engine, ofDeals, joining);
  const areCallsContact = settings.areCallsContact && calls.all > 0;
  const chained = areCallsContact ? await withTalks(engine, ofDeals) : ofDeals;
  const talked: LeadStage[] = areCallsContact ? ['contact'] : [];
  const stages = new Set([...settings.stages, ...history.stages, ...talked]);
  return { apart, gained, history, money, payments, calls, areCallsContact, rows, chained, stages };
}
