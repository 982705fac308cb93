import type { Engine, Value } from '../engines/engine.js';
import { name, sql } from '../engines/sql.js';
import { text, UserError } from '../error.js';
import type { Warning } from '../model/report.js';
import { counted } from '../model/text.js';
import type { Refuse } from './overlaps/overlaps.js';

/** Whose exports the rows are of, and what to do where two leads cannot be told apart. */
export interface CrmFiles {
  /** What each file is called. */
  names: readonly string[];
  /** Per file: the CRM whose export it is, or null where nothing says it. */
  crms: readonly (string | null)[];
  refuse: Refuse;
}

/**
 * One lead is made on one day. Where rows of one ID were made on days further apart than zones and missing times explain,
 * a numbering probably starts again, and of two leads only one counts: a warning, and an error where two CRMs number them.
 * Reads `crm_unmerged`.
 */
export async function idsStartAgain(engine: Engine, { names, crms, refuse }: CrmFiles): Promise<Warning[]> {
  const rows = await engine.query(sql`select files, count(*) from (
      select array_to_string(list_sort(list(distinct file)), ' ') as files from ${name('crm_unmerged')} where created_at is not null
      group by lead_key having date_diff('day', min(created_at), max(created_at)) > 1)
    group by files order by files`);
  const found = rows.map(([files, count]) => ({ files: numbers(files), ids: Number(count) }));
  const ids = found.reduce((sum, one) => sum + one.ids, 0);
  if (ids === 0) return [];
  const crmsOf = ({ files }: { files: number[] }) => new Set(files.flatMap((file) => crms[file] ?? []));
  const apart = found.find((one) => crmsOf(one).size > 1);
  const files = [...new Set((apart?.files ?? found.flatMap((one) => one.files)).sort((a, b) => a - b))];
  const list = files.map((file) => names[file] ?? '').join(', ');
  const what = text(
    `${counted(ids, 'lead ID')} in rows that were created on different days (${list}): the numbering probably starts again, and of several leads only the latest row would count`,
    `ID лидов в строках, созданных в разные дни: ${ids} (${list}); похоже, нумерация начинается заново, и от нескольких лидов осталась бы только последняя строка`,
  );
  const hint = text(
    "a number that starts again is no ID: export the CRM's own ID, or say columns: {lead_id: $row} for each of these files in funnel.yaml, where each row is a lead",
    'номер, который начинается заново, — не ID: выгрузите собственный ID из CRM или, если каждая строка — отдельный лид, укажите для каждого из этих файлов в funnel.yaml columns: {lead_id: $row}',
  );
  if (apart) return [refuse(new UserError(what, { hint }))];
  const message = text(
    `${counted(ids, 'lead ID')} in rows that were created on different days (${list}): the numbering probably starts again, and of several leads only the latest row counts; ${hint.en}`,
    `ID лидов в строках, созданных в разные дни: ${ids} (${list}); похоже, нумерация начинается заново, и от нескольких лидов посчитана только последняя строка; ${hint.ru}`,
  );
  return [{ code: 'ids-start-again', count: ids, message }];
}

/**
 * Of rows that differ, in two files, and of which no date of modification says which is newer: how many leads, and the
 * files whose rows count. Reads `crm_places` and `crm_unmerged`.
 */
export async function undecided(engine: Engine): Promise<{ leads: number; files: number[] }> {
  const rows = name('crm_unmerged');
  // The latest rows by date alone; a lead of them in two files was decided by the order of the files.
  const tied = sql`select lead_key, file, record from ${rows}
    qualify rank() over (partition by lead_key order by modified_at desc nulls last) = 1`;
  const [[leads, files] = []] =
    await engine.query(sql`select count(*), array_to_string(list_sort(list(distinct last)), ' ') from (
    select lead_key, max(file) as last from (
      select distinct r.* exclude (record) from ${rows} r join (${tied}) t on t.file = r.file and t.record = r.record)
    group by lead_key having count(distinct file) > 1)
    where lead_key in (select lead_key from (
      select distinct r.* exclude (file, record) from ${rows} r join (${tied}) t on t.file = r.file and t.record = r.record)
      group by lead_key having count(*) > 1)`);
  return { leads: Number(leads), files: numbers(files) };
}

const numbers = (list: Value | undefined): number[] =>
  String(list ?? '')
    .split(' ')
    .filter((file) => file !== '')
    .map(Number);
