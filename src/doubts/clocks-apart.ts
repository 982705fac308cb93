import { sql } from '../engines/sql.js';
import { text } from '../error.js';
import { formatWhole } from '../model/numbers.js';
import { counted } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';

/**
 * Two downloads of a list that were written by clocks of two time zones: most leads of both were created whole quarters
 * of an hour apart, and all of these by the same. A few leads that somebody set to another hour are no clock.
 */
export default defineDoubt({
  code: 'clocks-apart',
  asks: ({ census }) => census.againInFiles > 0,
  async look({ engine, files }) {
    const rows =
      await engine.query(sql`with made as (select lead_key, list, file, min(created_at) as created_at from crm_again
      where created_at is not null and not is_creation_borrowed group by lead_key, list, file),
    apart as (select a.file as one, b.file as other, date_diff('second', a.created_at, b.created_at) as seconds, count(*) as n
      from made a join made b on b.lead_key = a.lead_key and b.list = a.list and b.file > a.file group by 1, 2, 3),
    shares as (select *, sum(n) over (partition by one, other) as leads from apart)
    select one, other, seconds, n, leads from shares
      where seconds <> 0 and seconds % 900 = 0 and abs(seconds) <= 50400 and n >= 3 and 2 * n > leads order by one, other`);
    return rows.map((row) => {
      const [one = 0, other = 0, seconds = 0, n = 0, leads = 0] = row.map(Number);
      const [first, second] = seconds > 0 ? [one, other] : [other, one];
      const minutes = Math.abs(seconds) / 60;
      return { count: n, leads, minutes, first: files[first] ?? '', second: files[second] ?? '' };
    });
  },
  say({ count, leads, minutes, first, second }) {
    const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
    const length = (h: string, min: string) =>
      [hours > 0 ? `${hours} ${h}` : '', rest > 0 ? `${rest} ${min}` : ''].filter((part) => part !== '').join(' ');
    return text(
      `${second}: ${formatWhole(count, 'en')} of ${counted(leads, 'lead')} that ${first} has too were created ${length('h', 'min')} later by its clock: the two were written in two time zones, and the days of leads depend on which counts; timezone: under files in funnel.yaml says that of each`,
      `${second}: лидов, созданных по этому файлу на ${length('ч', 'мин')} позже, чем по ${first}: ${formatWhole(count, 'ru')} из ${formatWhole(leads, 'ru')} общих; файлы записаны в разных часовых поясах, и день лида зависит от того, какой из них взят; timezone: в files в funnel.yaml задаёт пояс каждого`,
    );
  },
});
