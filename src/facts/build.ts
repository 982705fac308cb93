import type { Engine } from '../engines/engine.js';
import { byFile } from '../engines/lay-down.js';
import { name, type Sql, sql } from '../engines/sql.js';
import { rowsOf } from '../model/canonical.js';
import type { LeadStage } from '../model/funnel-stages.js';
import type { Warning } from '../model/report.js';
import { type Matching, matchAdLeads } from './ad-leads.js';
import type { AlikePair } from './alike-rows.js';
import { allLeads, ofCrmAlone } from './all-leads.js';
import { tellRowsApart } from './apart.js';
import { wonDealsIn } from './bridge-counts.js';
import { type Calls, layDownCalls } from './calls.js';
import { nameCampaigns } from './campaign-names.js';
import { type Census, takeCensus } from './census.js';
import { requireConserved } from './conserved.js';
import { layDownCosts } from './costs.js';
import { layDownCrm, personsIn } from './crm.js';
import { chainDeals } from './deal-chain.js';
import { DEALS_ALONE } from './deals-alone.js';
import type { LeadMoment } from './fact-tables.js';
import type { FactsSettings } from './facts-settings.js';
import type { MatchedBy } from './forms.js';
import { gatherHistory, type History, withHistory } from './history.js';
import { momentsOf } from './lead-moments.js';
import { nameSources, type SourceNames } from './lead-source.js';
import { type KindedSettings, layDownLeads } from './leads.js';
import { leadsInSums } from './leads-in-sums.js';
import { linkDeals } from './link.js';
import { requireRates, settleCurrency } from './money.js';
import { adOrigins, leadOrigins, withSource } from './origins.js';
import type { SidesSettings } from './overlaps/ad-sides.js';
import { countOnce, type Overlaps } from './overlaps/overlaps.js';
import { comparePaid, layDownPayments, noneIsJoined, type PaidBeside } from './payments.js';
import type { Place } from './places.js';
import { nameReasons, type ReasonNames } from './reason-names.js';
import { sameSource } from './source-names.js';
import { layDownSpend, type SpendSettings } from './spend.js';
import { layDownSums } from './sums.js';
import { withTalks } from './talks.js';
import { type ToldOfLeads, toldOfLeads } from './told-of-leads.js';
import { layDownTouches, type Touches } from './touches.js';
import { valueRows } from './valued.js';
import { requireVatDays } from './vat-days.js';

/** Lays down `leads` and `spend`, the tables that every report reads, out of the rows of the exports. */
export async function buildFacts(engine: Engine, settings: FactsSettings): Promise<Built> {
  const { fields } = settings;
  const own = { ...settings, platformOfFile: byFile(settings.platforms) };
  const apart = await tellRowsApart(engine, { ...settings, fields: fields.crm });
  const { rows, gained } = await layDownCrm(engine, apart, settings);
  // What was merged away may be gone from the exports, while deals and histories still name it.
  const hasMerged = fields.crm.has('merged_ids');
  const linked = await linkDeals(engine, rows, { ...settings, hasMerged });
  const history = await gatherHistory(engine, linked, { ...settings, hasMerged });
  const known = [...settings.stages, ...history.stages];
  const money = await settleCurrency(engine, settings, rows);
  const evident = withHistory(linked, settings);
  const payments = await layDownPayments(engine, evident, money, { ...settings, hasMerged });
  const crm = await valueRows(engine, evident, money, settings, payments.paid);
  const ofDeals = await chainDeals(engine, crm, settings);
  const calls = await layDownCalls(engine, ofDeals, { ...settings, hasMerged });
  const areContacts = settings.areCallsContact && calls.all > 0;
  const chained = areContacts ? await withTalks(engine, ofDeals) : ofDeals;
  const stages = new Set<LeadStage>([...known, ...(areContacts ? (['contact'] as const) : [])]);
  const { leads, dealsAlone } = chained;
  const ofLeads = await toldOfLeads(engine, chained, stages, settings, areContacts);
  const matching = await matchAdLeads(engine, chained, own);
  const all = leadOrigins(allLeads(leads, matching, own), fields.crm, settings.hasAdLeads);
  const ads = adOrigins(name(rowsOf('ad_stats')), own.platformOfFile);
  const alone = dealsAlone && leadOrigins(ofCrmAlone(dealsAlone, own), fields.crm, false);
  const sums = settings.hasSums ? adOrigins(name(rowsOf('agg')), own.platformOfFile) : null;
  const named = [
    ...(settings.hasCrm || settings.hasAdLeads ? [all] : []),
    ...(settings.hasAds ? [ads] : []),
    ...(alone ? [alone] : []),
    ...(sums ? [sums] : []),
  ];
  const sources = await nameSources(engine, named, settings);
  const names = await nameCampaigns(engine, withSource(ads), byFile(titlesOf(settings)), fields);
  const reasons = await nameReasons(engine, chained.bare, settings);
  const { ads: files, refuse } = settings;
  const beside = { ...own, code: money.code, sourcesOfFile: sources.ofFile };
  const overlaps = await countOnce(engine, { ...beside, table: 'ad_stats', files }, refuse);
  // The leads ask the spend of their source for its days.
  const bySpend = { ...settings, ...{ money, names, hasSessions: fields.ad_stats.has('sessions') } };
  const spent = await layDownSpend(engine, adOrigins(overlaps.rows, own.platformOfFile), bySpend);
  const people = personsIn(settings.hasCrm ? fields.crm : fields.ad_leads);
  // Calls say when leads were talked to, and a history when they were lost.
  const told = new Set([
    ...fields.crm,
    ...(areContacts ? ['contact_at'] : []),
    ...(history.tellsLosses ? ['closed_at'] : []),
  ]);
  const asLeads = {
    ...settings,
    ...spent,
    fields: told,
    ofAdLeads: fields.ad_leads,
    names,
    reasons: reasons.map,
    people,
  };
  const absent = await layDownLeads(engine, 'leads', all, { ...asLeads, stages: ofLeads.stages });
  const absentAlone = alone
    ? await layDownLeads(engine, DEALS_ALONE, alone, { ...asLeads, stages, hasAdLeads: false })
    : absent;
  const moments = momentsOf(asLeads).map(([moment]) => moment);
  const kinded = { ...settings, moments, absent, absentAlone, stages: ofLeads.stages };
  const sheets = await laySheets(engine, beside, bySpend);
  await requireVatDays(engine, crm, settings);
  const touches = await layDownTouches(engine, chained, { ...settings, ...{ names, sources, hasMerged } });
  const census = await takeCensus(engine, {
    ...{ ...settings, crm, leads, dealsAlone },
    rowsOfLeads: rowsOfLeads(leads, settings),
    adLeads: matching.rows,
    comesAgain: apart.comesAgain,
  });
  const ofCrm = [...apart.merged, ...apart.replaced, ...apart.repeated];
  const replaced = [
    ...ofCrm,
    ...matching.replaced,
    ...overlaps.repeated,
    ...sheets.repeated,
    ...touches.repeated,
    ...payments.repeated,
    ...calls.repeated,
  ];
  const unborne =
    settings.costs.length > 0
      ? await layDownCosts(engine, {
          ...settings,
          ...costDays(census, settings),
          sameSource: sameSource(settings.aliases, sources.apart),
        })
      : [];
  const paid = settings.hasPayments ? await comparePaid(engine, crm, settings) : null;
  const areNobodys = paid !== null && paid.all > 0 && paid.ofNobody.count === paid.all;
  const ofNobody = areNobodys ? [settings.refuse(noneIsJoined(paid.all))] : [];
  requireConserved(census, [...replaced, ...matching.leftOut], matching, settings);
  if (census.unrated > 0) await requireRates(engine, crm, money, settings);
  return {
    ...{
      currency: money.currency,
      sources,
      reasons,
      stages,
      ofLeads,
      merged: apart.merged.length,
      moments: new Set(moments),
      alike: apart.alike,
      again: apart.replaced.length,
      unborne,
      paid,
      gained,
      history,
      matching,
      matchedBy: own,
      touches,
      calls,
      overlaps: [...overlaps.warnings, ...sheets.warnings, ...payments.warnings, ...ofNobody],
    },
    ...{ census, crm, leads, bare: chained.bare, kinded, linked: chained.linked },
    wonDeals: chained.linked && wonDealsIn(chained.linked, asLeads),
    replaced,
  };
}

/** Lays down what sheets of sums count, each row once, and holds it beside the leads that stand one by one. */
async function laySheets(
  engine: Engine,
  settings: FactsSettings & Pick<SidesSettings, 'platformOfFile' | 'code' | 'sourcesOfFile'>,
  bySpend: SpendSettings,
): Promise<Pick<Overlaps, 'warnings' | 'repeated'>> {
  const { hasSums, sums: files, refuse, platformOfFile, fields } = settings;
  if (!hasSums) return { warnings: [], repeated: [] };
  const once = await countOnce(engine, { ...settings, table: 'agg', files }, refuse);
  const hasSessions = fields.agg.has('sessions');
  await layDownSums(engine, adOrigins(once.rows, platformOfFile), { ...bySpend, hasSessions });
  const again = settings.hasCrm && files.length > 0 ? await leadsInSums(engine, files) : null;
  return { ...once, warnings: [...once.warnings, ...(again ? [refuse(again)] : [])] };
}

/** What a run knows of its exports once their facts are laid down. */
export interface Built {
  currency: string | null;
  sources: SourceNames;
  reasons: ReasonNames;
  /** Lead stages of which there is evidence, that of the history included; and what is told of leads. */
  stages: ReadonlySet<LeadStage>;
  ofLeads: ToldOfLeads;
  /** What leads have of the moments that were asked for. */
  moments: ReadonlySet<LeadMoment>;
  /** Rows that another one says were merged into it, and rows that a later one of the same lead replaces. */
  merged: number;
  again: number;
  /** Downloads of one list that hold rows without an ID alike. */
  alike: readonly AlikePair[];
  /** Leads and deals that reached a stage of which only an older download tells. */
  gained: number;
  /** What was paid beside what the CRM has; null: there is no list of payments. */
  paid: PaidBeside | null;
  /** Sources that should bear costs and that no export has. */
  unborne: readonly string[];
  history: History;
  matching: Matching;
  matchedBy: MatchedBy;
  touches: Touches;
  calls: Calls;
  overlaps: Warning[];
  census: Census;
  /** Rows that another one stands for: they are counted as duplicates. */
  replaced: Place[];
  /** The rows of the CRM, one per lead and deal, with all their evidence; and its leads, one row each. As sub-selects. */
  crm: Sql;
  leads: Sql;
  bare: Sql;
  /** Where the CRM keeps deals: its rows, each with the `key` of its lead. */
  linked: Sql | null;
  /** The same where a deal is won: whose it is, and when. */
  wonDeals: Sql | null;
  /** What a further table of leads takes. */
  kinded: KindedSettings;
}

/** From the first day of anything to that of as-of. */
function costDays(census: Census, { asOf }: FactsSettings): { from: string | null; to: string | null } {
  const { leadDays, spendDays, sumDays, dealsAloneDays, latest } = census;
  const begins = [leadDays, spendDays, sumDays, dealsAloneDays].flatMap(({ from }) => from ?? []).sort();
  return { from: begins[0] ?? null, to: (asOf ?? latest)?.slice(0, 10) ?? null };
}

/** Where each row of `crm` is a lead null, else those that are; where deals alone make leads, the leads as they were put together. */
const rowsOfLeads = (leads: Sql, { hasLeads, hasDeals }: FactsSettings): Sql | null =>
  hasDeals ? (hasLeads ? sql`(select 1 from crm where entity = 'lead')` : leads) : null;

/** Per file: what its platform is called. */
const titlesOf = ({ platforms, titles }: FactsSettings): (string | null)[] =>
  platforms.map((platform) => (platform === null ? null : (titles.get(platform) ?? null)));
