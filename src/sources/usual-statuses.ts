import { fold } from '../model/fold.js';
import type { StatusMeaning } from '../model/settings.js';
import { CRMS } from './crm/crms.js';
import type { Source } from './define-source.js';

/**
 * What a status of nobody's CRM may mean, because known ones have it by default and all mean the same: two of them at
 * least, or one that it is an early one. `Working` is no more than an open lead, `Qualification` is yet to be done.
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

/** What a CRM shows as several words and keeps as one (`closedwon`) is its own, wherever it stands. */
const isCode = (wanted: string): boolean =>
  CRMS.some((crm) => statusesOf(crm).some(([status]) => /\s/.test(status) && joined(status) === wanted));
const joined = (status: string): string => fold(status).replace(/[\s-]+/gu, '');

/** Of a CRM's leads and of its deals; none where it does not have it, or says nothing by it of how far a lead came. */
function meaningsIn(crm: Source, wanted: string): StatusMeaning[] {
  return statusesOf(crm).flatMap(([status, meaning]) =>
    [fold(status), joined(status)].includes(wanted) && meaning.kind !== 'ignore' ? [meaning] : [],
  );
}

const statusesOf = ({ statuses = {}, exports }: Source): [status: string, StatusMeaning][] =>
  [statuses, ...exports.map((one) => one.statuses ?? {})].flatMap((all) => Object.entries(all));

const isSame = (a: StatusMeaning | undefined, b: StatusMeaning): boolean =>
  a?.kind === b.kind && (b.kind !== 'stage' || (a.kind === 'stage' && a.stage === b.stage));
