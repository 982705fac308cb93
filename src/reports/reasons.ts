import { text } from '../model/text.js';
import { defineReport } from './define-report.js';
import { type LostRow, lostTables, mostFrequent } from './lost-tables.js';
import { notesOnReasons } from './reason-notes.js';
import { dimension, figure, key, words } from './report-columns.js';

const MOST_EXAMPLES = 3;
/** A reason with texts of fewer leads shows no examples. */
const FEWEST = 3n;
const bearers = (texts: LostRow['texts']): bigint => [...texts.values()].reduce((sum, count) => sum + count, 0n);

export const reasons = defineReport({
  name: 'reasons',
  title: text('Why leads are lost', 'Причины отказа'),
  question: text(
    'Why do we lose leads, after which stage, and what did they cost?',
    'Почему мы теряем лиды, после какого этапа и во что они обошлись?',
  ),
  keys: ['reason'],
  columns: {
    reason: key('reason'),
    category: dimension('category', { yields: 4 }),
    lost: figure('lost_for_reason'),
    /** A fraction of all lost leads in the table, or of those with the same other keys. */
    share: figure('lost_share'),
    /** What these leads cost, as money: a string with two decimals. */
    money_spent: figure('money_spent', { yields: 2 }),
    mostly_after: figure('mostly_after', { yields: 1 }),
    mostly_from: figure('mostly_from', { yields: 3 }),
    mostly_from_share: figure('mostly_from_share', { yields: 3 }),
    /** The CRM's texts that were folded into the reason, the most frequent first; at most three. */
    examples: words({
      kind: 'list',
      label: text('Examples', 'Примеры'),
      sentence: text(
        "examples = the CRM's own texts that were folded into the reason, the most frequent first",
        'примеры = тексты CRM, которые сведены к этой причине, самые частые первыми',
      ),
      yields: 'hidden',
      // A text of one or two leads may tell who they are.
      value: ({ texts }: LostRow): readonly string[] =>
        bearers(texts) < FEWEST ? [] : mostFrequent(texts, MOST_EXAMPLES).map(([said]) => said),
    }),
  },
  order: [{ falling: 'lost' }, { rising: 'reason' }, 'keys'],
  blocks: lostTables,
  notes: notesOnReasons,
});
