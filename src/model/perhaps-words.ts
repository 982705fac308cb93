import type { LeftNote, Lookalike } from './checked-files.js';
import { join, type Text, text } from './text.js';

/** What an unknown file may be all the same, or what it lacks to be of use, in short phrases. */
export function perhapsWords({ mayBe, lacks, isOther, lookalikes }: Omit<LeftNote, 'file' | 'reason'>): Text[] {
  if (mayBe) {
    const columns = [...mayBe.columns].map(([field, heading]) => `${field} = «${heading ?? '$row'}»`).join(', ');
    return [
      text(
        `may be ${mayBe.table}: ${columns}; funnel init drafts it`,
        `возможно, ${mayBe.table}: ${columns}; funnel init запишет это`,
      ),
    ];
  }
  if (isOther) return [OTHER[isOther]];
  const lacking = join(
    lacks.map((field) => LACKS[field] ?? text(field, field)),
    ', ',
  );
  const could = text(
    `these could be something: ${lookalikesInWords(lookalikes)}`,
    `похожи на что-то: ${lookalikesInWords(lookalikes)}`,
  );
  return [text(`no column of ${lacking.en}`, `нет столбца: ${lacking.ru}`), ...(lookalikes.length > 0 ? [could] : [])];
}

const OTHER: Readonly<Record<NonNullable<LeftNote['isOther']>, Text>> = {
  talk: text(
    'what happens around leads (calls, tickets, events), and no leads',
    'события вокруг лидов (звонки, обращения, задачи), а не лиды',
  ),
  setup: text(
    'how accounts, campaigns or ads are set up, and neither leads nor spend',
    'настройки аккаунтов, кампаний или объявлений, а не лиды и не расход',
  ),
  dues: text(
    'payments and no leads, some of which may not have come in: describe it as table: payments (deal_id or lead_id, paid_at, amount), and leave out those by exclude: {column: [words]}',
    'оплаты, а не лиды, и часть, возможно, не поступила: опишите файл как table: payments (deal_id или lead_id, paid_at, amount), а их уберите через exclude: {столбец: [слова]}',
  ),
  wide: text(
    'days, months or sources side by side: lay it out with a row for each (source, month, spend), then funnel init drafts it',
    'дни, месяцы или источники стоят столбцами: разложите по строкам (источник, месяц, расход), и funnel init её запишет',
  ),
};

/** Headings, and the field that each looks like. */
export const lookalikesInWords = (unread: readonly Lookalike[]): string =>
  unread.map(({ heading, field }) => `«${heading}» (${field})`).join(', ');

const LACKS: Readonly<Record<string, Text>> = {
  cost: text('spend', 'расход'),
  status: text('a status or a date of leads', 'статус или дата лидов'),
  lead_id: text('IDs of leads', 'ID лидов'),
};
