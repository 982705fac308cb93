import { text } from '../error.js';
import { asWritten, defineOption, SCOPED, SWITCH, TEXT } from './define-option.js';

// The days that a report is about. What they mean together, and from which day the last ones count back, is in
// session/days.ts.

export const from = defineOption({
  flags: '--from <day>',
  single: true,
  help: text('leads created, and money spent, from this day', 'лиды и расход с этого дня'),
  on: SCOPED,
  given: TEXT,
  read: asWritten,
});

export const to = defineOption({
  flags: '--to <day>',
  single: true,
  help: text('up to and including this day', 'по этот день включительно'),
  on: SCOPED,
  given: TEXT,
  read: asWritten,
});

export const last = defineOption({
  flags: '--last <length>',
  offers: ['7d', '4w', '3m'],
  single: true,
  help: text(
    '7d, 4w or 3m back from the as-of date; with --period or --append whole ones',
    '7d, 4w или 3m назад от даты среза; с --period или --append — целых',
  ),
  on: SCOPED,
  given: TEXT,
  read: asWritten,
});

export const week = defineOption({
  flags: '--week <week>',
  offers: ['last-whole'],
  single: true,
  help: text(
    'an ISO week, like 2026-W47; last-whole: the last that is whole',
    'неделя ISO, например 2026-W47; last-whole — последняя полная',
  ),
  on: SCOPED,
  given: TEXT,
  read: asWritten,
});

export const month = defineOption({
  flags: '--month <month>',
  single: true,
  help: text('a month, like 2026-10', 'месяц, например 2026-10'),
  on: SCOPED,
  given: TEXT,
  read: asWritten,
});

export const all = defineOption({
  flags: '--all',
  help: text(
    'all days; default: the days that ads and CRM both cover',
    'все дни; по умолчанию дни, которые есть и в рекламе, и в CRM',
  ),
  helpOn: { diff: text('all days, as without it', 'все дни; так и без этого параметра') },
  on: SCOPED,
  given: SWITCH,
  read: (written: boolean | undefined) => written || undefined,
});
