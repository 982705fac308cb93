import { fold } from '../model/fold.js';
import type { StatusMeaning } from '../model/settings.js';
import { CRMS } from './crm/crms.js';
import type { Source } from './define-source.js';

/**
 * What a status of an unknown CRM may mean, by the defaults of the known ones. At least two of these must have it, or
 * one for which it is the first stage or a code of its own, and all must mean the same. Undefined otherwise. `Working`
 * is only an open lead, and `Qualification` is yet to be done.
 */
export function usualMeaning(status: string): StatusMeaning | undefined {
  const wanted = fold(status);
  const crms = /\p{L}{4}/u.test(wanted)
    ? CRMS.map((crm) => meaningsIn(crm, wanted)).filter((all) => all.length > 0)
    : [];
  const [one, ...others] = crms.flat();
  const isEarly = one?.kind === 'stage' && one.stage === 'lead';
  const isTold = isEarly || isCode(wanted) || crms.length > 1;
  return isTold && others.every((other) => isSame(one, other)) ? one : undefined;
}

/**
 * Whether a status is a code of some CRM: shown as several words and stored as one (`closedwon`). Such a code is that
 * CRM's wherever it occurs.
 */
const isCode = (wanted: string): boolean =>
  CRMS.some((crm) => statusesOf(crm).some(([status]) => /\s/.test(status) && joined(status) === wanted));
const joined = (status: string): string => fold(status).replace(/[\s-]+/gu, '');

/**
 * What a status means for the leads and deals of one CRM; empty where it does not have the status, or where the status
 * says nothing of how far a lead came.
 */
function meaningsIn(crm: Source, wanted: string): StatusMeaning[] {
  return statusesOf(crm).flatMap(([status, meaning]) =>
    [fold(status), joined(status)].includes(wanted) && meaning.kind !== 'ignore' ? [meaning] : [],
  );
}

const statusesOf = ({ statuses = {}, exports }: Source): [status: string, StatusMeaning][] =>
  [statuses, ...exports.map((one) => one.statuses ?? {})].flatMap((all) => Object.entries(all));

const isSame = (a: StatusMeaning | undefined, b: StatusMeaning): boolean =>
  a?.kind === b.kind && (b.kind !== 'stage' || (a.kind === 'stage' && a.stage === b.stage));
