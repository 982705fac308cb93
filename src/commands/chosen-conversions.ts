import type { ConversionLead } from '../facts/conversion-leads.js';
import { compareWords } from '../model/compare-words.js';
import {
  type ConversionId,
  type ConversionStage,
  type ConversionTarget,
  idOfSent,
  isClickLike,
  type OrderStatus,
  sentOf,
  TEMPLATES,
} from '../model/conversion-templates.js';
import { compare, type Exact, parseExact, round } from '../model/exact.js';
import { trimZeros } from '../model/numbers.js';
import { categoryOf, isTest } from '../model/reason-categories.js';
import { inertCell } from '../render/conversions-csv.js';

interface ConversionsWanted {
  readonly target: ConversionTarget;
  readonly stage: ConversionStage;
  /** Which kind of ID; undefined: the first that a lead to be sent bears. */
  readonly id: ConversionId | undefined;
  /** What the platform calls the conversion, or the goal. */
  readonly name: string;
  readonly currency: string | null;
  /** In days; null: whenever. */
  readonly maxAge: number | null;
  /** Whether any export says who is lost. */
  readonly tellsEnds: boolean;
  /** What a lead is called in the CRM; null: its row alone stands for it. */
  nameOf(key: string): string | null;
  /** How the file writes a moment. */
  momentOf(moment: string): string;
  /** `idOfSent` of what was sent before. */
  readonly sent: ReadonlySet<string>;
}

/** Why a lead is not in the file: each for the first that holds. */
export type WhyLeftOut =
  | 'not_there'
  | 'no_id'
  | 'other_id'
  | 'bad_id'
  | 'nameless'
  | 'undated'
  | 'too_old'
  | 'twice'
  | 'sent';

export interface ChosenConversions {
  readonly id: ConversionId;
  readonly rows: readonly (readonly string[])[];
  /** Every lead of the CRM is a row or is counted here. */
  readonly left: ReadonlyMap<WhyLeftOut, number>;
  /** Rows without an amount, because some won deal of their lead has none. */
  readonly unpriced: number;
  /** Of those of another ID: how many bear which. */
  readonly others: ReadonlyMap<ConversionId, number>;
}

/** What is to be sent, and why the rest is not. */
export function chosenConversions(leads: readonly ConversionLead[], wanted: ConversionsWanted): ChosenConversions {
  const template = TEMPLATES[wanted.target];
  const kinds = [...template.ids.keys()];
  const there = leads.filter((lead) => isToSend(lead, wanted));
  const borne = (kind: ConversionId) => there.some(({ ids }) => isClickLike(ids.get(kind) ?? ''));
  const id = wanted.id ?? kinds.find(borne) ?? (kinds[0] as ConversionId);
  const [left, others] = [new Map<WhyLeftOut, number>(), new Map<ConversionId, number>()];
  const count = <Key>(counts: Map<Key, number>, key: Key) => counts.set(key, (counts.get(key) ?? 0) + 1);
  if (there.length < leads.length) left.set('not_there', leads.length - there.length);
  // Of one click the earliest counts.
  const inOrder = template.areOrders
    ? there
    : there.toSorted((a, b) => compareWords(a.reachedAt ?? '', b.reachedAt ?? ''));
  const [rows, seen] = [[] as string[][], new Set<string>()];
  let unpriced = 0;
  for (const lead of inOrder) {
    const found = ofLead(lead, id, kinds, wanted);
    if (typeof found === 'string') {
      count(left, found);
      const other = found === 'other_id' ? kinds.find((kind) => lead.ids.get(kind)) : undefined;
      if (other !== undefined) count(others, other);
      continue;
    }
    const known = idOfSent(sentOf(wanted.target, id, found));
    if (seen.has(known)) count(left, 'twice');
    else if (wanted.sent.has(known)) count(left, 'sent');
    else {
      rows.push(found);
      if (lead.ending === 'won' && wanted.stage === 'deal' && !lead.isPriced) unpriced++;
    }
    seen.add(known);
  }
  return { id, rows, left, unpriced, others };
}

/** A lost order is sent too: the platform learns from both. */
const isToSend = (lead: ConversionLead, { target, tellsEnds }: ConversionsWanted): boolean =>
  TEMPLATES[target].areOrders
    ? lead.ending === 'won' || (tellsEnds && (lead.ending === 'lost' || lead.hasReached))
    : lead.hasReached;

/** The row of a lead, or why it has none. */
function ofLead(
  lead: ConversionLead,
  kind: ConversionId,
  kinds: readonly ConversionId[],
  { target, stage, name, currency, maxAge, nameOf, momentOf }: ConversionsWanted,
): string[] | WhyLeftOut {
  const { areOrders } = TEMPLATES[target];
  const id = lead.ids.get(kind) ?? null;
  if (id === null) return kinds.some((one) => lead.ids.get(one)) ? 'other_id' : 'no_id';
  if (!isClickLike(id)) return 'bad_id';
  const own = areOrders ? nameOf(lead.key) : '';
  if (own === null) return 'nameless';
  const at = areOrders ? lead.createdAt : lead.reachedAt;
  if (at === null || lead.seconds === null) return 'undated';
  if (maxAge !== null && lead.seconds > maxAge * DAY) return 'too_old';
  // Nobody knows what a qualified lead is worth. And if only a part of the revenue is known, bids would be based on it as
  // if it were all.
  const value = (areOrders || stage === 'deal') && lead.isPriced ? lead.revenue : null;
  const money = value === null ? ['', ''] : [amount(value), currency ?? ''];
  // As the file holds them: by these cells a row is known again.
  return areOrders
    ? [inertCell(own), momentOf(at), id, statusOf(lead), ...money]
    : [id, inertCell(name), momentOf(at), ...money];
}

const DAY = 86_400;

function statusOf({ ending, reason, category }: ConversionLead): OrderStatus {
  if (ending === 'won') return 'PAID';
  if (ending === 'open') return 'IN_PROGRESS';
  const isSpam = category === 'spam' || categoryOf(category ?? '') === 'spam' || isTest(reason ?? '');
  return isSpam ? 'SPAM' : 'CANCELLED';
}

/** The exact amount: `1000.50`, and up to six decimals for a converted sum. */
function amount(value: Exact): string {
  const short = round(value, 2);
  return compare(parseExact(short), value) === 0 ? short : trimZeros(round(value, 6));
}
