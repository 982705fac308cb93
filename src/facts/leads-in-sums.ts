import type { Engine } from '../engines/engine.js';
import { literal, sql } from '../engines/sql.js';
import { text, UserError } from '../error.js';
import { interval } from '../model/dates.js';
import { NO_SOURCE } from './lead-source.js';
import type { AdFile } from './overlaps/ad-sides.js';

/** A sheet of sums, and what to type to have only its spend read, or nothing of it. */
export interface SumFile extends AdFile {
  asStats: string;
  asNone: string;
}

/**
 * Finds a sheet of sums that counts a source on a day on which the CRM has leads of it. For all anybody can tell they are
 * the same leads and would be counted twice. A sheet that names no source may count leads of any. Source: interface,
 * "Columns".
 */
export async function leadsInSums(engine: Engine, files: readonly (SumFile | null)[]): Promise<UserError | null> {
  const [found] = await engine.query(sql`select s.file, s.source, cast(l.created_day as varchar), has_stats
    from (select distinct file, source, coalesce(day, period_from) as first, coalesce(day, period_to) as last,
        bool_or(coalesce(spend, clicks, sessions) is not null) over (partition by file) as has_stats from sums) s
      join (select distinct source, created_day from leads where not not_in_crm) l
      on (s.source = l.source or s.source = ${literal(NO_SOURCE)})
        and (first is null or last is null or l.created_day between first and last)
    order by l.created_day nulls last, s.source, s.file limit 1`);
  if (!found) return null;
  const [file, source, day, hasStats] = found as [bigint, string, string | null, boolean];
  const { name, asStats, asNone } = files[Number(file)] as SumFile;
  const [en, ru] = day === null ? ['', ''] : [`, ${interval(day, day, 'en')}`, `, ${interval(day, day, 'ru')}`];
  const [whose, whoseRu] = source === NO_SOURCE ? ['no source', 'без источника'] : [`«${source}»`, `«${source}»`];
  return new UserError(
    text(
      `counts leads of a source and day of which the CRM has leads one by one (${whose}${en}): they would stand there twice`,
      `в нём суммы за источник и день, по которым в CRM есть сами лиды (${whoseRu}${ru}): они попали бы в отчёт дважды`,
    ),
    {
      file: name,
      hint: hasStats
        ? text(
            `to take its spend alone, put into funnel.yaml: ${asStats}; to leave it out: ${asNone}`,
            `чтобы взять из него только расход, впишите в funnel.yaml: ${asStats}; чтобы не читать его: ${asNone}`,
          )
        : text(`leave it out in funnel.yaml: ${asNone}`, `не читайте его, в funnel.yaml: ${asNone}`),
    },
  );
}
