import { byFile } from '../engines/lay-down.js';
import { literal, name, sql } from '../engines/sql.js';
import { text } from '../error.js';
import { rowsOf } from '../model/canonical.js';
import { day as dayIn } from '../model/dates.js';
import { formatWhole } from '../model/numbers.js';
import { counted } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';

/**
 * Open leads that an older download has and a newer one lacks: that is of fewer days, or they were deleted. They count
 * as followed to the as-of date like all others, though nothing tells how they stand after the day of the older one.
 *
 * Lists of one month each have no lead in common: none of them is an older download. Where one of two does not say when
 * leads were changed, new leads alone tell which is older.
 */
export default defineDoubt({
  code: 'only-in-older',
  asks: ({ census }) => census.againInFiles > 0,
  async look({ engine, files, settings, crm, asOf }) {
    const list = byFile(
      settings.crmFiles.map((file) => (file ? String(file.list) : null)),
      'integer',
    );
    const isBefore = asOf === null ? sql`true` : sql`older.day < cast(${literal(asOf.slice(0, 10))} as date)`;
    const rows =
      await engine.query(sql`with downloads as (select file, ${list} as list, cast(max(created_at) as date) as made,
        cast(max(modified_at) as date) as changed, cast(max(greatest(created_at, modified_at)) as date) as day
      from ${name(rowsOf('crm'))} group by file),
    pairs as (select distinct a.file as older, b.file as newer from crm_again a join crm_again b on b.lead_key = a.lead_key and b.file <> a.file),
    behind as (select older.file, newer.file as newer, older.day from pairs p
      join downloads older on older.file = p.older join downloads newer on newer.file = p.newer and newer.list = older.list
      where ${isBefore} and case when older.changed is null or newer.changed is null then newer.made > older.made else newer.day > older.day end)
    select b.file, cast(b.day as varchar), count(distinct c.lead_key) from ${crm} c join behind b on b.file = c.file
      anti join crm_again k on k.lead_key = c.lead_key and k.file = b.newer
      where not c.lost and not c.has_deal group by b.file, b.day order by b.file`);
    return rows.map(([file, day, count]) => ({
      count: Number(count),
      file: files[Number(file)] ?? '',
      day: String(day),
    }));
  },
  say: ({ count, file, day }) =>
    text(
      `${file}: ${counted(count, 'lead or deal', 'leads and deals')}, open on ${dayIn(day, 'en')}, that a newer download lacks (deleted, left out of it, or unchanged, if it holds changes alone): what became of them since is unknown, yet they count as followed to the as-of date; export all of them anew, or report as of that day: --as-of ${day}`,
      `${file}: лидов и сделок, которые на ${dayIn(day, 'ru')} были в работе и которых нет в более новой выгрузке (удалены, не попали в неё или не менялись, если в ней только изменения): ${formatWhole(count, 'ru')}; что с ними стало потом, неизвестно, а считаются они прослеженными до даты отчёта; выгрузите все заново или стройте отчёт на тот день: --as-of ${day}`,
    ),
});
