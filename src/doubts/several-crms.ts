import { isIn, sql } from '../engines/sql.js';
import { text } from '../error.js';
import { type Doubtful, defineDoubt } from './define-doubt.js';
import { fileNumbers } from './file-numbers.js';

/** The numbers of the files of leads, with the CRM that each comes from; null: of none that is known by name. */
const leadFiles = ({ settings, crms }: Doubtful): Map<number, string | null> =>
  new Map(settings.crmFiles.flatMap((file, at) => (file ? [[at, crms[at] ?? null] as const] : [])));

/**
 * A form of a site and the CRM behind it often hold the same people under different IDs. Nothing joins them, so both
 * count.
 */
export default defineDoubt({
  code: 'several-crms',
  asks: (facts) => new Set(leadFiles(facts).values()).size > 1,
  async look(facts) {
    const { engine, census, crm, files, settings } = facts;
    const of = leadFiles(facts);
    // If some IDs stand in both systems, these are joined, and the other leads really are in one system only.
    const shared =
      census.againInLists === 0
        ? []
        : await engine.query(sql`select distinct array_to_string(list_sort(list(distinct file)), ' ') as files
            from crm_again group by lead_key order by files`);
    if (shared.some(([list]) => new Set(fileNumbers(list).map((file) => of.get(file))).size > 1)) return [];
    const rows = await engine.query(sql`select file, count(distinct lead_key) from ${crm}
      where entity = 'lead' and ${isIn(sql`file`, [...of.keys()])} group by file order by file`);
    const found = new Map<string | null, { leads: number; tells: boolean; files: string[] }>();
    for (const [file, count] of rows) {
      const own = of.get(Number(file)) ?? null;
      const one = found.get(own) ?? { leads: 0, tells: false, files: [] };
      const leads = one.leads + Number(count);
      const tells = one.tells || settings.crmFiles[Number(file)]?.fills.has('status') === true;
      if (leads > 0) found.set(own, { leads, tells, files: [...one.files, files[Number(file)] ?? ''] });
    }
    const all = [...found].map(([system, one]) => ({ system, ...one }));
    if (all.length < 2) return [];
    // The system without statuses comes first: forms do not tell what became of a lead, the CRM behind them does.
    const [fewest] = all.toSorted((a, b) => Number(a.tells) - Number(b.tells) || a.leads - b.leads);
    if (!fewest) return [];
    return [{ count: fewest.leads, all, fewest }];
  },
  say({ all, fewest }) {
    const list = all.map(
      ({ system, leads, files }) => `${system ?? files.join(', ')} ${leads}${system ? ` (${files.join(', ')})` : ''}`,
    );
    const ignore = `ignore: [${fewest.files.map((file) => JSON.stringify(file)).join(', ')}]`;
    return text(
      `leads of several systems are added up, and no ID stands in two of them: ${list.join('; ')}; whoever is in both counts twice: where they are the same people, leave one out with ${ignore} in funnel.yaml`,
      `сложены лиды из разных систем, общих ID у них нет: ${list.join('; ')}; кто есть в обеих, посчитан дважды: если это те же люди, уберите одну через ${ignore} в funnel.yaml`,
    );
  },
});
