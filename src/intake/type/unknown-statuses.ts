import { text, UserError } from '../../error.js';
import { LEAD_STAGES } from '../../model/funnel-stages.js';
import type { StatusMeaning } from '../../model/settings.js';

/** A status that nobody has explained: its rows, and what it may mean. */
export interface UnknownStatus {
  count: number;
  suggestion: StatusMeaning | undefined;
  /** Files with it that their headings alone make leads of. */
  perhaps: ReadonlySet<string>;
}

/** The error that lists them all as lines of funnel.yaml. */
export function unknownStatuses(unknown: ReadonlyMap<string, UnknownStatus>): UserError {
  const lines = [...unknown].map(([status, { count, suggestion }]) => {
    const shown = /[:#{}[\],&*?|<>=!%@`"']/.test(status) ? JSON.stringify(status) : status;
    return text(
      `  ${shown}: ${suggestion ? written(suggestion) : '?'}   # ${count} ${count === 1 ? 'row' : 'rows'}`,
      `  ${shown}: ${suggestion ? written(suggestion) : '?'}   # строк: ${count}`,
    );
  });
  const list = (lang: 'en' | 'ru') => lines.map((line) => line[lang]).join('\n');
  const perhaps = [...new Set([...unknown.values()].flatMap((one) => [...one.perhaps]))];
  const ignored = `ignore: ${JSON.stringify(perhaps)}`;
  const [en, ru] =
    perhaps.length === 0
      ? ['', '']
      : [
          `\nby their headings alone these are taken for leads; where they hold none, ${ignored} in funnel.yaml leaves them out`,
          `\nтолько по заголовкам приняты за лиды; если лидов там нет, ${ignored} в funnel.yaml их уберёт`,
        ];
  return new UserError(
    text(
      `statuses that funnel.yaml does not explain: ${unknown.size}`,
      `статусы, которых нет в funnel.yaml: ${unknown.size}`,
    ),
    {
      hint: text(
        `add them to funnel.yaml (funnel init writes one; a guess stands beside each; stages: ${LEAD_STAGES.join(', ')}; or lost, ignore):\nstatuses:\n${list('en')}\nor run with --guess to go on with these${en}`,
        `добавьте их в funnel.yaml (его пишет funnel init; рядом догадка; этапы: ${LEAD_STAGES.join(', ')}; или lost, ignore):\nstatuses:\n${list('ru')}\nили запустите с --guess, чтобы принять догадки${ru}`,
      ),
    },
  );
}

/** How a meaning is written in funnel.yaml. */
export const written = (meaning: StatusMeaning): string =>
  meaning.kind === 'stage'
    ? meaning.stage
    : meaning.kind === 'ignore'
      ? 'ignore'
      : meaning.after
        ? `{lost: ${meaning.after}}`
        : 'lost';
