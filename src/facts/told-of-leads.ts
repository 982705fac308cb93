import type { Engine } from '../engines/engine.js';
import { isIn, name, sql } from '../engines/sql.js';
import { rowsOf } from '../model/canonical.js';
import type { LeadStage } from '../model/funnel-stages.js';
import type { Chained } from './deal-chain.js';
import type { CrmFile, FactsSettings } from './facts-settings.js';
import { stagesEntered } from './history.js';

/** What the exports of a CRM tell of its leads. */
export interface ToldOfLeads {
  /** Lead stages of which there is evidence. */
  stages: ReadonlySet<LeadStage>;
  /** Fields that they have. */
  fields: ReadonlySet<string>;
  /** Lost leads whose exports have no column of reasons, while other exports have one. */
  withoutReasons: number;
  /** Whether there are deals, and none of them belongs to a lead. */
  areDealsApart: boolean;
  /** Whether anything tells which of the deals without a lead are won. What tells it of leads does not. */
  tellsWonAlone: boolean;
}

/** Whether any export says who is lost and who is still open. */
export const tellsEnds = ({ fields }: Pick<ToldOfLeads, 'fields'>): boolean =>
  fields.has('status') || fields.has('outcome');

/** Whether an export says who is won, or how each of its rows stands. */
const tellsWon = ({ knows, fills }: CrmFile): boolean =>
  knows.has('deal') || fills.has('status') || fills.has('outcome');

/**
 * What the exports of a CRM tell of its leads. `stages` are those of all exports together.
 *
 * Beside leads, an export of deals tells of them through its links. If none of its deals belongs to a lead, it tells
 * nothing of leads: neither who is won, nor that nobody is, nor what anybody earned.
 */
export async function toldOfLeads(
  engine: Engine,
  chained: Chained,
  stages: ReadonlySet<LeadStage>,
  settings: Pick<FactsSettings, 'crmFiles' | 'fields' | 'hasHistory' | 'hasPayments'>,
  areCallsContact: boolean,
): Promise<ToldOfLeads> {
  const { leads, linked, dealsAlone } = chained;
  // With a list of payments deals have earned something, whether or not the CRM has their sums.
  const earned = settings.hasPayments ? ['revenue'] : [];
  const withoutReasons = await lostUntold(engine, chained, settings);
  const fields = new Set([...settings.fields.crm, ...earned]);
  const all = { stages, fields, withoutReasons, areDealsApart: false, tellsWonAlone: stages.has('deal') };
  if (!linked || !dealsAlone) return all;
  const [[isAny = false] = []] = await engine.query(sql`select exists (select 1 from ${dealsAlone})`);
  if (isAny !== true) return all;
  const found =
    await engine.query(sql`select r.file, bool_or(l.is_lead), bool_or(not l.is_lead) from ${name(rowsOf('crm'))} r
    join ${linked} d on d.lead_key = r.lead_key and d.entity = 'deal' join crm_leads l on l.key = d.key group by 1 order by 1`);
  const alone = found.flatMap(([file, , isAlone]) => (isAlone === true ? (settings.crmFiles[Number(file)] ?? []) : []));
  const enteredAlone = settings.hasHistory ? await stagesEntered(engine, dealsAlone) : [];
  const tellsWonAlone = stages.has('deal') && (enteredAlone.includes('deal') || alone.some(tellsWon));
  const apart = new Set(found.flatMap(([file, isLinked]) => (isLinked === true ? [] : [Number(file)])));
  if (apart.size === 0) return { ...all, tellsWonAlone };
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
    withoutReasons,
    areDealsApart: apart.size === found.length,
    tellsWonAlone,
  };
}

/** The list of one office has reasons, that of another has no such column: its sales did not keep silent. */
async function lostUntold(
  engine: Engine,
  { leads, linked }: Chained,
  { crmFiles, fields }: Pick<FactsSettings, 'crmFiles' | 'fields'>,
): Promise<number> {
  const telling = crmFiles.flatMap((file, at) => (file?.fills.has('reason') ? [at] : []));
  if (!fields.crm.has('reason') || telling.length === crmFiles.filter((file) => file !== null).length) return 0;
  const rows = linked ?? sql`(select lead_key as key, file from ${name(rowsOf('crm'))})`;
  const [[count] = []] = await engine.query(
    sql`select count(*) from ${leads} l where lost and key not in (select key from ${rows} r where ${isIn(sql`file`, telling)})`,
  );
  return Number(count);
}
