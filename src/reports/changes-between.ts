import { foldReason } from '../facts/reason-names.js';
import type { ChangedField, ChangeKind } from '../model/changes.js';
import { compare, type Exact, exact, subtract } from '../model/exact.js';
import { LEAD_STAGES } from '../model/funnel-stages.js';

/** A lead as one download has it; null where the download does not tell. */
export interface DownloadedLead {
  readonly id: string;
  /** `manager` is responsible for it, `editor` edited it last. */
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

/** One change that was made to a lead between two downloads. */
export interface Change {
  readonly kind: ChangeKind;
  readonly leadId: string;
  /**
   * The last editor by the newer download, else the responsible manager by the newer download, else by the older one.
   */
  readonly manager: string | null;
  readonly isEditor: boolean;
  readonly field: ChangedField;
  readonly old: string | Exact | null;
  readonly new: string | Exact | null;
  /** By how much this change raised revenue or, for `pipeline`, the expected amount. Null: no money is concerned. */
  readonly money: Exact | null;
  /** The dates of creation, one for each download that has the lead. */
  readonly created: readonly (string | null)[];
}

/** What both downloads tell. What only one of them has cannot be compared: each lead would seem to be changed. */
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
 * Compares two downloads: leads that stand in one of them only, and differences of the others. A lead has at most one
 * move (`forward` or `back`). A change of revenue stands in one row of the lead: in the move if a deal was won or taken
 * back, else under `amount`. So `money` of all rows except those of `pipeline` adds up to the growth of all revenue.
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
    // The last editor did not remove the lead, so only the responsible manager is named.
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

/**
 * A lost lead is behind every lead that is not lost. Between two lost or two other leads the stage decides, and at the
 * same stage whether the lead was won.
 */
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

/** By how much an amount grew. An unknown amount counts as nothing on its side; null: both are unknown. */
const grown = (was: Exact | null, now: Exact | null): Exact | null =>
  was === null && now === null ? null : subtract(now ?? exact(0), was ?? exact(0));

const isSameAmount = (a: Exact | null, b: Exact | null): boolean =>
  a === null || b === null ? a === b : compare(a, b) === 0;

/** Equal as far as both tell: one download may have only the day where the other has the time, too. */
const isSameMoment = (a: string | null, b: string | null): boolean =>
  a === null || b === null ? a === b : a.startsWith(b) || b.startsWith(a);
