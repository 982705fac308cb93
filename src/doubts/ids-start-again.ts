import { sql } from '../engines/sql.js';
import { text, UserError } from '../error.js';
import { formatWhole } from '../model/numbers.js';
import { counted } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';
import { fileNumbers } from './file-numbers.js';

const HINT = text(
  "a number that starts again is no ID: export the CRM's own ID, or say columns: {lead_id: $row} for each of these files in funnel.yaml, where each row is a lead",
  'номер, который начинается заново, — не ID: выгрузите собственный ID из CRM или, если каждая строка — отдельный лид, укажите для каждого из этих файлов в funnel.yaml columns: {lead_id: $row}',
);

/**
 * A lead is created once. If rows of one ID were created on days further apart than time zones and missing times
 * explain, the numbering probably starts again (1, 2, 3 in each file), and of several leads only one would count. It is
 * an error where the rows come from two CRMs.
 */
export default defineDoubt({
  code: 'ids-start-again',
  asks: ({ census }) => census.againApart > 0,
  async look({ census, engine, files, crms }) {
    const rows = await engine.query(sql`select files, count(*) from (
        select array_to_string(list_sort(list(distinct file)), ' ') as files from crm_again where created_at is not null and not is_creation_borrowed
        group by lead_key having date_diff('day', min(created_at), max(created_at)) > 1)
      group by files order by files`);
    const found = rows.map(([list]) => fileNumbers(list));
    const apart = found.find((own) => new Set(own.flatMap((file) => crms[file] ?? [])).size > 1);
    const named = [...new Set((apart ?? found.flat()).sort((a, b) => a - b))].map((file) => files[file] ?? '');
    return [{ count: census.againApart, list: named.join(', '), areTwoCrms: apart !== undefined }];
  },
  say: ({ count, list }) =>
    text(
      `${counted(count, 'lead ID')} in rows that were created on different days (${list}): the numbering probably starts again, and of several leads only the latest row counts; ${HINT.en}`,
      `ID лидов в строках, созданных в разные дни: ${formatWhole(count, 'ru')} (${list}); похоже, нумерация начинается заново, и от нескольких лидов посчитана только последняя строка; ${HINT.ru}`,
    ),
  refuses: ({ count, list, areTwoCrms }) =>
    areTwoCrms
      ? new UserError(
          text(
            `${counted(count, 'lead ID')} in rows that were created on different days (${list}): the numbering probably starts again, and of several leads only the latest row would count`,
            `ID лидов в строках, созданных в разные дни: ${formatWhole(count, 'ru')} (${list}); похоже, нумерация начинается заново, и от нескольких лидов осталась бы только последняя строка`,
          ),
          { hint: HINT },
        )
      : null,
});
