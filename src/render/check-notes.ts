import type { LeftNote, Lookalike, ReadNote } from '../model/checked-files.js';
import { shown } from '../model/shown-headings.js';
import { join, type Text, text } from '../model/text.js';

/** Which column is which, and what is not read though it looks like something; in short parts. */
export const readWords = ({ columns, unread }: ReadNote): Text[] => [
  ...[...columns].map(([field, heading]) => text(`${field} = «${heading}»`, `${field} = «${heading}»`)),
  ...(unread.length > 0
    ? [text(`not read, though it looks like it: ${list(unread)}`, `не читается, хотя похоже: ${list(unread)}`)]
    : []),
];

/** What a file that was left out may be, or what it lacks. */
export function leftWords({ headings, reason, mayBe, lacks, isOther, lookalikes }: LeftNote): Text[] {
  if (headings.length === 0) return [NO_EXPORT, reason];
  const seen = text(`headings ${shown(headings)}`, `заголовки ${shown(headings)}`);
  if (mayBe) {
    const columns = [...mayBe.columns].map(([field, heading]) => `${field} = «${heading ?? '$row'}»`).join(', ');
    const guess = text(
      `may be ${mayBe.table}: ${columns}; funnel init drafts it`,
      `возможно, ${mayBe.table}: ${columns}; funnel init запишет это`,
    );
    return [NO_EXPORT, seen, guess];
  }
  if (isOther) return [NO_EXPORT, seen, OTHER[isOther]];
  const lacking = join(
    lacks.map((field) => LACKS[field] ?? text(field, field)),
    ', ',
  );
  const could = text(`these could be something: ${list(lookalikes)}`, `похожи на что-то: ${list(lookalikes)}`);
  return [
    NO_EXPORT,
    seen,
    text(`no column of ${lacking.en}`, `нет столбца: ${lacking.ru}`),
    ...(lookalikes.length > 0 ? [could] : []),
  ];
}

const NO_EXPORT = text('no export that is known: left out', 'не известная выгрузка: не учтено');

const OTHER: Readonly<Record<'talk' | 'wide', Text>> = {
  talk: text(
    'what happens around leads (calls, tickets, events), and no leads',
    'события вокруг лидов (звонки, обращения, задачи), а не лиды',
  ),
  wide: text(
    'days, months or sources side by side: lay it out with a row for each (source, month, spend), then funnel init drafts it',
    'дни, месяцы или источники стоят столбцами: разложите по строкам (источник, месяц, расход), и funnel init её запишет',
  ),
};

const list = (unread: readonly Lookalike[]): string =>
  unread.map(({ heading, field }) => `«${heading}» (${field})`).join(', ');

const LACKS: Readonly<Record<string, Text>> = {
  cost: text('spend', 'расход'),
  status: text('a status or a date of leads', 'статус или дата лидов'),
  lead_id: text('IDs of leads', 'ID лидов'),
};
