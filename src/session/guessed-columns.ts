import type { FileFacts } from '../intake/type/export-facts.js';
import type { StatusFacts } from '../intake/type/status-map.js';
import { mask } from '../model/fold.js';
import type { Warning } from '../model/report.js';
import { text } from '../model/text.js';
import { generic } from '../sources/generic.js';

const isGuessed = ({ source, headings }: Pick<FileFacts, 'source' | 'headings'>): boolean =>
  source === generic.name && headings.size > 0;

/**
 * Warnings that say which column was taken for which field, for each file that was recognised by its headings alone or
 * read as drafted.
 */
export const guessedColumns = (files: readonly FileFacts[]): Warning[] =>
  files.flatMap((file) => (isGuessed(file) ? [byName(file)] : file.drafted.size > 0 ? [byDraft(file)] : []));

function byName({ file, headings }: FileFacts): Warning {
  const list = [...headings].map(([field, heading]) => `${field} = ${heading}`).join(', ');
  return {
    code: 'guessed-columns',
    count: headings.size,
    message: text(
      `${file}: columns taken by their names: ${list}; put them into funnel.yaml to confirm (funnel init writes them)`,
      `${file}: столбцы взяты по названиям: ${list}; впишите их в funnel.yaml, чтобы подтвердить (их запишет funnel init)`,
    ),
  };
}

function byDraft({ file, headings, drafted }: FileFacts): Warning {
  // A column of months that stands for `day` is read as `period_from`.
  const headingOf = (field: string) => headings.get(field) ?? headings.get(field === 'day' ? 'period_from' : field);
  const list = [...drafted].map((field) => `${field} = ${headingOf(field) ?? '$row'}`).join(', ');
  return {
    code: 'guessed-columns',
    count: drafted.size,
    message: text(
      `${file}: columns as drafted, which nobody has confirmed: ${list}; delete the ? after each that is right in funnel.yaml`,
      `${file}: столбцы по черновику, никем не подтверждены: ${list}; уберите знак ? в funnel.yaml у верных`,
    ),
  };
}

/** The number of statuses that one message names. */
const MOST = 12;

/** Warns what statuses are taken for that nobody has explained. */
export function guessedStatuses(guessed: StatusFacts['guessed']): Warning[] {
  if (guessed.length === 0) return [];
  const list = guessed
    .slice(0, MOST)
    .map(({ status, meaning }) => `${mask(status)} → ${meaning}`)
    .join(', ');
  const more = guessed.length - MOST;
  const en = `${list}${more > 0 ? ` and ${more} more` : ''}`;
  const ru = `${list}${more > 0 ? ` и ещё ${more}` : ''}`;
  return [
    {
      code: 'guessed-statuses',
      count: guessed.reduce((sum, { count }) => sum + count, 0),
      message: text(
        `what these statuses mean is a guess: ${en}; say it in funnel.yaml under statuses${guessed.some(({ drafted }) => drafted) ? ': delete the ? after each that is right' : ''}`,
        `что значат эти статусы — догадка: ${ru}; укажите это в funnel.yaml в statuses${guessed.some(({ drafted }) => drafted) ? ': уберите знак ? у верных' : ''}`,
      ),
    },
  ];
}

/** The statuses that would stop a report: `check` lists them beside everything else. */
export function unknownStatuses(guessed: StatusFacts['guessed']): Warning[] {
  const unknown = guessed.filter(({ drafted }) => !drafted);
  if (unknown.length === 0) return [];
  const more = unknown.length - MOST;
  const list = unknown
    .slice(0, MOST)
    .map(({ status, count }) => `«${mask(status)}» (${count})`)
    .join(', ');
  return [
    {
      code: 'unknown-status',
      count: unknown.reduce((sum, { count }) => sum + count, 0),
      message: text(
        `statuses that funnel.yaml does not explain, so there is no report yet: ${list}${more > 0 ? ` and ${more} more` : ''}; say under statuses what each means (funnel init writes them down)`,
        `статусы, которых нет в funnel.yaml, поэтому отчёта пока нет: ${list}${more > 0 ? ` и ещё ${more}` : ''}; укажите в statuses, что значит каждый (funnel init их запишет)`,
      ),
    },
  ];
}
