import { foldReason } from '../facts/reason-names.js';
import type { ChangedField, ChangeKind } from '../model/changes.js';
import { compare, type Exact, exact, subtract } from '../model/exact.js';
import { LEAD_STAGES } from '../model/funnel-stages.js';

/** A lead as one download has it; null: it says nothing of that. */
export interface DownloadedLead {
  readonly id: string;
  /** Who is responsible for it, and who edited it last. */
  readonly manager: string | null;
  readonly editor: string | null;
  readonly created_at: string | null;
  readonly source: string | null;
  readonly stage: string | null;
  readonly ending: string | null;
  readonly reason: string | null;
  readonly revenue: Exact | null;
  readonly pipeline: Exact | null;
}

/** What was rewritten of a lead. */
export interface Change {
  readonly kind: ChangeKind;
  readonly leadId: string;
  /** Who edited it last, as the newer download says, else who is responsible there, else in the older one. */
  readonly manager: string | null;
  readonly isEditor: boolean;
  readonly field: ChangedField;
  readonly old: string | Exact | null;
  readonly new: string | Exact | null;
  /** By how much revenue grew with it; of a sum hoped for, by how much that did. Null: it moved no money. */
  readonly money: Exact | null;
  /** When it was created, by each download that has it. */
  readonly created: readonly (string | null)[];
}

/** What both downloads tell. What only one of them has cannot be compared: it would seem rewritten in every lead. */
interface Comparable {
  readonly ends: boolean;
  readonly reason: boolean;
  readonly revenue: boolean;
  readonly pipeline: boolean;
  readonly source: boolean;
  readonly created: boolean;
  readonly isSameSource: (a: string, b: string) => boolean;
}

type Told = Pick<Change, 'kind' | 'field' | 'old' | 'new' | 'money'>;

/**
 * Leads that stand in one download alone, and what the two say differently of the others. A lead has at most one move
 * (`forward` or `back`), and a change of revenue stands in one row of it alone: where a deal was won or is none any more,
 * in the move, else under `amount`. So `money` of all rows but those of `pipeline` adds up to what all revenue grew by.
 */
export function changesBetween(
  before: ReadonlyMap<string, DownloadedLead>,
  after: ReadonlyMap<string, DownloadedLead>,
  comparable: Comparable,
): Change[] {
  const worth = (lead: DownloadedLead) => (comparable.revenue ? lead.revenue : null);
  const changes: Change[] = [];
  for (const [key, now] of after) {
    const was = before.get(key);
    const manager = now.editor ?? now.manager ?? was?.manager ?? null;
    const of = { leadId: now.id, manager, isEditor: now.editor !== null };
    const told: Told[] = was
      ? toldOf(was, now, comparable)
      : [{ kind: 'new', field: 'stage', old: null, new: now.stage, money: worth(now) }];
    const created = was ? [was.created_at, now.created_at] : [now.created_at];
    changes.push(...told.map((one) => ({ ...one, ...of, created })));
  }
  for (const [key, was] of before) {
    if (after.has(key)) continue;
    const money = grown(worth(was), null);
    // Who edited it last did not take it away.
    const of = { leadId: was.id, manager: was.manager, isEditor: false, created: [was.created_at] };
    changes.push({ ...of, kind: 'gone', field: 'stage', old: was.stage, new: null, money });
  }
  return changes;
}

function toldOf(was: DownloadedLead, now: DownloadedLead, comparable: Comparable): Told[] {
  const told: Told[] = [];
  const move = moveOf(was, now, comparable);
  const isRevenueOther = comparable.revenue && !isSameAmount(was.revenue, now.revenue);
  const isOfMove = move !== null && (was.revenue === null || now.revenue === null);
  if (move) told.push({ ...move, money: isRevenueOther && isOfMove ? grown(was.revenue, now.revenue) : null });
  if (isRevenueOther && !isOfMove) told.push(amount('revenue', was, now));
  const areOpen = was.ending === 'open' && now.ending === 'open';
  if (comparable.pipeline && areOpen && !isSameAmount(was.pipeline, now.pipeline))
    told.push(amount('pipeline', was, now));
  const areLost = was.ending === 'lost' && now.ending === 'lost';
  if (comparable.reason && areLost && foldReason(was.reason ?? '') !== foldReason(now.reason ?? ''))
    told.push(words('reason', 'reason', was, now));
  if (comparable.source && was.source !== now.source && !comparable.isSameSource(was.source ?? '', now.source ?? ''))
    told.push(words('source', 'source', was, now));
  if (comparable.created && !isSameMoment(was.created_at, now.created_at))
    told.push(words('created', 'created_at', was, now));
  return told;
}

/** Who is lost stands behind whoever is not; among these, and among those who are lost, the stage tells. */
function moveOf(
  was: DownloadedLead,
  now: DownloadedLead,
  { ends }: Comparable,
): Pick<Told, 'kind' | 'field' | 'old' | 'new'> | null {
  const move = (field: 'stage' | 'ending', isForward: boolean) =>
    ({ kind: isForward ? 'forward' : 'back', field, old: was[field], new: now[field] }) as const;
  if (ends && (was.ending === 'lost') !== (now.ending === 'lost')) return move('ending', was.ending === 'lost');
  const [from, to] = [depthOf(was), depthOf(now)];
  if (from !== to) return move('stage', to > from);
  return ends && was.ending !== now.ending ? move('ending', now.ending === 'won') : null;
}

const STAGES: readonly string[] = LEAD_STAGES;
const depthOf = ({ stage }: DownloadedLead): number => (stage === null ? -1 : STAGES.indexOf(stage));

const amount = (field: 'revenue' | 'pipeline', was: DownloadedLead, now: DownloadedLead): Told => ({
  ...{ kind: 'amount', field, old: was[field], new: now[field] },
  money: grown(was[field], now[field]),
});

const words = (
  kind: ChangeKind,
  field: 'reason' | 'source' | 'created_at',
  was: DownloadedLead,
  now: DownloadedLead,
): Told => ({ kind, field, old: was[field], new: now[field], money: null });

/** What is unknown adds nothing to a sum, before as after. */
const grown = (was: Exact | null, now: Exact | null): Exact | null =>
  was === null && now === null ? null : subtract(now ?? exact(0), was ?? exact(0));

const isSameAmount = (a: Exact | null, b: Exact | null): boolean =>
  a === null || b === null ? a === b : compare(a, b) === 0;

/** A download may have the day alone of what another has the hour of. */
const isSameMoment = (a: string | null, b: string | null): boolean =>
  a === null || b === null ? a === b : a.startsWith(b) || b.startsWith(a);
