import { type Text, text } from './text.js';

/** What may have been rewritten in a lead between two downloads, in the order in which it is told. */
export const CHANGES = ['new', 'gone', 'forward', 'back', 'amount', 'reason', 'source', 'created'] as const;
export type ChangeKind = (typeof CHANGES)[number];

/** Where it was rewritten. */
export const CHANGED_FIELDS = ['stage', 'ending', 'revenue', 'pipeline', 'reason', 'source', 'created_at'] as const;
export type ChangedField = (typeof CHANGED_FIELDS)[number];

/** Kinds and fields in words: what is called alike is one word of both. */
export const CHANGE_WORDS: ReadonlyMap<string, Text> = new Map<ChangeKind | ChangedField, Text>([
  ['new', text('new', 'новый')],
  ['gone', text('gone', 'исчез')],
  ['forward', text('forward', 'вперёд')],
  ['back', text('back', 'назад')],
  ['amount', text('amount', 'сумма')],
  ['reason', text('reason', 'причина')],
  ['source', text('source', 'источник')],
  ['created', text('created', 'дата создания')],
  ['stage', text('stage', 'этап')],
  ['ending', text('outcome', 'исход')],
  ['revenue', text('revenue', 'выручка')],
  ['pipeline', text('pipeline', 'сумма в работе')],
  ['created_at', text('created', 'дата создания')],
]);
