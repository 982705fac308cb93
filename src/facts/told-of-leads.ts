import type { Engine } from '../engines/engine.js';
import { name, sql } from '../engines/sql.js';
import { rowsOf } from '../model/canonical.js';
import type { LeadStage } from '../model/funnel-stages.js';
import type { Chained } from './deal-chain.js';
import type { FactsSettings } from './facts-settings.js';
import { stagesEntered } from './history.js';

/** What the exports of a CRM tell of its leads. */
export interface ToldOfLeads {
  /** Lead stages of which there is evidence. */
  stages: ReadonlySet<LeadStage>;
  /** Fields that they have. */
  fields: ReadonlySet<string>;
  /** Whether there are deals, and none of them belongs to a lead. */
  areDealsApart: boolean;
}

/** Whether any export says who is lost and who is still open. */
export const tellsEnds = ({ fields }: Pick<ToldOfLeads, 'fields'>): boolean =>
  fields.has('status') || fields.has('outcome');

/**
 * Beside leads an export of deals tells of them by its links. Where none of its deals belongs to a lead, it tells nothing:
 * neither who is won nor that nobody is, and not what anybody earned. `stages` are those of all exports together.
 */
export async function toldOfLeads(
  engine: Engine,
  { leads, linked, dealsAlone }: Chained,
  stages: ReadonlySet<LeadStage>,
  settings: Pick<FactsSettings, 'crmFiles' | 'fields' | 'hasHistory' | 'hasPayments'>,
  areCallsContact: boolean,
): Promise<ToldOfLeads> {
  // What was paid is what deals earned, whether or not a CRM has their sums.
  const earned = settings.hasPayments ? ['revenue'] : [];
  const all = { stages, fields: new Set([...settings.fields.crm, ...earned]), areDealsApart: false };
  if (!linked || !dealsAlone) return all;
  const [[isAny = false] = []] = await engine.query(sql`select exists (select 1 from ${dealsAlone})`);
  if (isAny !== true) return all;
  const found = await engine.query(sql`select r.file, bool_or(l.is_lead) from ${name(rowsOf('crm'))} r
    join ${linked} d on d.lead_key = r.lead_key and d.entity = 'deal' join crm_leads l on l.key = d.key group by 1 order by 1`);
  const apart = new Set(found.flatMap(([file, isLinked]) => (isLinked === true ? [] : [Number(file)])));
  if (apart.size === 0) return all;
  const telling = settings.crmFiles.flatMap((file, at) => (file && !apart.has(at) ? [file] : []));
  const entered = settings.hasHistory ? await stagesEntered(engine, leads) : [];
  return {
    stages: new Set([
      'lead',
      ...telling.flatMap(({ knows }) => [...knows]),
      ...entered,
      ...(areCallsContact ? (['contact'] as const) : []),
    ]),
    fields: new Set([...telling.flatMap(({ fills }) => [...fills]), ...earned]),
    areDealsApart: apart.size === found.length,
  };
}
