import { type Text, text } from './text.js';

/** How fresh exports are, of each source or of the CRM: a job checks this before it trusts any other figure. */
export const FRESHNESS = {
  export_age: {
    label: text('Age of the export, days', 'Возраст выгрузки, дней'),
    sentence: text(
      'age of the export = days from the last one that it covers to today, by the clock, in the time zone of the report',
      'возраст выгрузки = сколько дней прошло от последнего дня в ней до сегодня, по часам, в часовом поясе отчёта',
    ),
  },
  days_covered: {
    label: text('Days covered', 'Дней в выгрузке'),
    sentence: text(
      'days covered = days of the window that the export covers',
      'дней в выгрузке = сколько дней окна она охватывает',
    ),
  },
} as const satisfies Record<string, { label: Text; sentence: Text }>;

export type FreshnessName = keyof typeof FRESHNESS;
export const isFreshness = (name: string): name is FreshnessName => Object.hasOwn(FRESHNESS, name);

/** What the CRM is called among sources: it is fresh or stale as a whole. */
export const THE_CRM = '(crm)';
