import { type Text, text, UserError } from '../error.js';
import { tellsProfit } from '../facts/deal-chain.js';
import { daysOfEvents as daysOf, daysOfLaid, type Happenings, layDownEvents } from '../facts/happened.js';
import type { Attribution } from '../model/attribution.js';
import type { Basis } from '../model/lead-events.js';
import type { Days } from '../model/scope.js';
import type { DefinedReport } from '../reports/define-report.js';
import type { Session } from '../session/session.js';
import { madeIn } from './outside.js';

/** Lays down the events of a session's leads, when somebody first asks for them. */
export function eventsOf(session: Session): () => Promise<void> {
  if (session.laid) return async () => {};
  let laid: Promise<void> | undefined;
  return () => {
    laid ??= layDownEvents(session.engine, happeningsOf(session), session.built.kinded);
    return laid;
  };
}

/** The first and last day of events (with `until` up to that day), which need not be laid down for it. */
export const daysOfEvents = (session: Session, until: string | null = null): Promise<Days> =>
  session.laid
    ? daysOfLaid(session.engine, madeIn(session), until)
    : daysOf(session.engine, happeningsOf(session), until);

const happeningsOf = ({ built, facts }: Session): Happenings => ({
  ...{ moments: built.moments, ofLeads: built.wonDeals, hasDealsAlone: built.census.dealsAlone > 0 },
  profit: tellsProfit(facts.fields.crm),
});

/**
 * Reports that follow leads: how long they take, what becomes of those of a week, where they are lost, two sides followed
 * equally long, who answered, forms beside leads.
 */
export const FOLLOWING: ReadonlySet<string> = new Set([
  ...['times', 'trend', 'leak', 'compare', 'sla', 'hypotheses', 'standard', 'standard_matrix', 'stuck'],
  'scorecard',
  ...['reconcile_forms', 'reconcile_counts'],
  ...[
    'review_decided',
    'review_figures',
    'review_won',
    'review_lost',
    'review_reasons',
    'review_waiting',
    'review_calls',
  ],
]);

/** Leaves reports that follow leads out of the whole report by the day of events, and says so. */
export function ofBasis(
  all: readonly DefinedReport[],
  basis: Basis = 'cohort',
): { reports: readonly DefinedReport[]; said: readonly Text[] } {
  const left = basis === 'event' ? all.filter(({ name }) => FOLLOWING.has(name)) : [];
  return {
    reports: all.filter((one) => !left.includes(one)),
    said: left.map(({ name }) =>
      text(
        `${name} is left out: it follows leads from their creation (funnel ${name})`,
        `отчёта ${name} здесь нет: он следит за лидами от их создания (funnel ${name})`,
      ),
    ),
  };
}

/** @throws {UserError} Where by the day of events a report is asked for that follows leads, or splits them. */
export function requireEvents(asked: readonly DefinedReport[], attribution: Attribution): void {
  const followed = asked.find(({ name }) => FOLLOWING.has(name));
  if (followed)
    throw new UserError(
      text(
        `${followed.name} follows leads from their creation, and has nothing to count by the day of events`,
        `${followed.name} следит за лидами от их создания, по дню события считать в нём нечего`,
      ),
      {
        hint: text(
          'leave out --basis event, or ask for stages and sources by it (--period week)',
          'уберите --basis event или смотрите по дню события stages и sources (--period week)',
        ),
      },
    );
  if (attribution !== 'recorded')
    throw new UserError(
      text(
        `attribution ${attribution} splits a lead over its touches, and by the day of events there are only whole ones`,
        `attribution ${attribution} делит лид между касаниями, а по дню события считаются только целые лиды`,
      ),
      {
        hint: text(
          '--basis event --attribution recorded, or the model without --basis event',
          '--basis event --attribution recorded или модель без --basis event',
        ),
      },
    );
}
