import * as z from 'zod';
import { text } from '../error.js';
import { isLeadStage, LEAD_STAGES } from '../model/funnel-stages.js';
import type { StatusMeaning } from '../model/settings.js';
import { didYouMean } from './complaint.js';
import { onceEach } from './once.js';
import { mapOf, oneOf, scalar, section, Wrong } from './schema-parts.js';

const WORDS = [...LEAD_STAGES, 'lost', 'ignore'];

const meaning: z.ZodType<StatusMeaning> = z.union([
  scalar<StatusMeaning>(
    text(
      `a stage (${LEAD_STAGES.join(', ')}), lost, {lost: stage} or ignore`,
      `этап (${LEAD_STAGES.join(', ')}), lost, {lost: этап} или ignore`,
    ),
    (word) => {
      if (isLeadStage(word)) return { kind: 'stage', stage: word };
      if (word === 'lost') return { kind: 'lost', after: null };
      if (word === 'ignore') return { kind: 'ignore' };
      return new Wrong(didYouMean(word, WORDS));
    },
    { enum: WORDS },
  ),
  section({ lost: oneOf(LEAD_STAGES).describe('Lost after this stage') }).transform(
    ({ lost }): StatusMeaning => ({ kind: 'lost', after: lost }),
  ),
]);

/** CRM status, or "Pipeline / Status" → what it means. */
export const statuses = mapOf(meaning).superRefine((map, context) => {
  onceEach(
    [...map].map(([word, means]) => ({ word, owner: asWritten(means), path: [word], part: 'key' as const })),
    context,
  );
});

function asWritten(means: StatusMeaning): string {
  if (means.kind === 'stage') return means.stage;
  if (means.kind === 'ignore') return 'ignore';
  return means.after ? `{lost: ${means.after}}` : 'lost';
}
