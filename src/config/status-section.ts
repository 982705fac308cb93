import * as z from 'zod';
import { text } from '../error.js';
import { fold } from '../model/fold.js';
import { isLeadStage, LEAD_STAGES, STAGE_LABELS } from '../model/funnel-stages.js';
import type { StatusMeaning } from '../model/settings.js';
import { complain, didYouMean } from './complaint.js';
import { DRAFTED, withoutMark } from './drafted.js';
import { onceEach } from './once.js';
import { mapOf, oneOf, scalar, section, Wrong } from './schema-parts.js';

const WORDS = [...LEAD_STAGES, 'lost', 'ignore'];

/** Other names of the stages, in reports and in CRMs → the stage. Offered as a hint. */
const CALLED: ReadonlyMap<string, string> = new Map([
  ...LEAD_STAGES.flatMap((stage) =>
    Object.values(STAGE_LABELS[stage]).map((label): [string, string] => [fold(label), stage]),
  ),
  ...['won', 'win', 'sale', 'sold', 'paid', 'customer', 'успех', 'продажа', 'оплата'].map((word): [string, string] => [
    word,
    'deal',
  ]),
  ...['new', 'новый', 'новая', 'заявка'].map((word): [string, string] => [word, 'lead']),
  ...['mql', 'sql', 'квал', 'целевой'].map((word): [string, string] => [word, 'qualified']),
  ...['call', 'meeting', 'звонок', 'встреча', 'контакт'].map((word): [string, string] => [word, 'contact']),
  ...['offer', 'quote', 'кп'].map((word): [string, string] => [word, 'proposal']),
  ...['решение', 'invoice', 'счёт', 'счет'].map((word): [string, string] => [word, 'decision']),
  ...['rejected', 'failed', 'отказ', 'проигрыш', 'потерян'].map((word): [string, string] => [word, 'lost']),
  ...['skip', 'none', 'no', 'нет'].map((word): [string, string] => [word, 'ignore']),
]);

/** `?`: nobody has said yet what the status means. It is as unknown as one that is not listed. */
const OPEN = { kind: 'open' } as const;

const meaning: z.ZodType<StatusMeaning | typeof OPEN> = z.union([
  scalar<StatusMeaning | typeof OPEN>(
    text(
      `a stage (${LEAD_STAGES.join(', ')}), lost, {lost: stage} or ignore`,
      `этап (${LEAD_STAGES.join(', ')}), lost, {lost: этап} или ignore`,
    ),
    (written) => {
      if (written === DRAFTED) return OPEN;
      const { word, drafted } = withoutMark(written);
      if (isLeadStage(word)) return { kind: 'stage', stage: word, ...drafted };
      if (word === 'lost') return { kind: 'lost', after: null, ...drafted };
      if (word === 'ignore') return { kind: 'ignore', ...drafted };
      return new Wrong(didYouMean(word, WORDS, CALLED));
    },
    { enum: [DRAFTED, ...WORDS.flatMap((word) => [word, `${word} ${DRAFTED}`])] },
  ),
  section({ lost: oneOf(LEAD_STAGES).describe('Lost after this stage') }).transform(
    ({ lost }): StatusMeaning => ({ kind: 'lost', after: lost }),
  ),
]);

/** The section `statuses`: status of the CRM, or "Pipeline / Status" → its meaning. */
export const statuses = z
  .preprocess((node, context) => {
    if (!isSwapped(node)) return node;
    context.issues.push(complain(node, SWAPPED));
    return null;
  }, mapOf(meaning))
  .superRefine((map, context) => {
    onceEach(
      [...map].map(([word, means]) => ({ word, owner: asWritten(means), path: [word], part: 'key' as const })),
      context,
    );
  })
  .transform((map) => new Map([...map].flatMap(([word, one]) => (one.kind === 'open' ? [] : [[word, one] as const]))));

/** Whether keys and values are swapped: every key is a word of ours, and no value is. */
const isSwapped = (node: unknown): boolean =>
  node instanceof Map &&
  node.size > 1 &&
  [...node].every(([key, value]) => WORDS.includes(key) && typeof value === 'string' && !WORDS.includes(value));

const SWAPPED = {
  what: text('stages stand where statuses are expected', 'этапы стоят на месте статусов'),
  hint: text(
    'the status of the CRM first, then what it means: `Paid: deal`',
    'сначала статус из CRM, затем что он значит: `Оплачено: deal`',
  ),
};

function asWritten(means: StatusMeaning | typeof OPEN): string {
  if (means.kind === 'open') return DRAFTED;
  if (means.kind === 'stage') return means.stage;
  if (means.kind === 'ignore') return 'ignore';
  return means.after ? `{lost: ${means.after}}` : 'lost';
}
