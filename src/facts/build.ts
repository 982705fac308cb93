import type { Engine } from '../engines/engine.js';
import { byFile } from '../engines/lay-down.js';
import { name, type Sql, sql } from '../engines/sql.js';
import { rowsOf } from '../model/canonical.js';
import { type Matching, matchAdLeads } from './ad-leads.js';
import { allLeads, ofCrmAlone } from './all-leads.js';
import { wonDealsIn } from './bridge-counts.js';
import type { Built } from './built.js';
import { nameCampaigns } from './campaign-names.js';
import { type Census, takeCensus } from './census.js';
import { requireConserved } from './conserved.js';
import { layDownCosts } from './costs.js';
import { personsIn } from './crm.js';
import { type CrmTogether, putCrmTogether } from './crm-together.js';
import type { Chained } from './deal-chain.js';
import { DEALS_ALONE } from './deals-alone.js';
import type { FactsSettings } from './facts-settings.js';
import type { MatchedBy } from './forms.js';
import { momentsOf } from './lead-moments.js';
import { nameSources, type SourceNames } from './lead-source.js';
import { layDownLeads } from './leads.js';
import { leadsInSums } from './leads-in-sums.js';
import { requireRates } from './money.js';
import { adOrigins, leadOrigins, type Originated, withSource } from './origins.js';
import type { SidesSettings } from './overlaps/ad-sides.js';
import { countOnce, type Overlaps } from './overlaps/overlaps.js';
import { comparePaid, noneIsJoined, type PaidBeside } from './payments.js';
import { nameReasons } from './reason-names.js';
import { sameSource } from './source-names.js';
import { layDownSpend, type SpendSettings } from './spend.js';
import { layDownSums } from './sums.js';
import { toldOfLeads } from './told-of-leads.js';
import { layDownTouches } from './touches.js';
import { requireVatDays } from './vat-days.js';

/** Lays down `leads` and `spend`, the tables that every report reads, out of the rows of the exports. */
export async function buildFacts(engine: Engine, settings: FactsSettings): Promise<Built> {
  const { fields, refuse, ads: files } = settings;
  const crm = await putCrmTogether(engine, settings);
  const { apart, history, money, payments, calls, chained } = crm;
  const own = { ...settings, platformOfFile: byFile(settings.platforms) };
  const ofLeads = await toldOfLeads(engine, chained, crm.stages, settings, crm.areCallsContact);
  const matching = await matchAdLeads(engine, chained, own);
  const origins = originsIn(chained, matching, own);
  const sources = await nameSources(engine, origins.named, settings);
  const names = await nameCampaigns(engine, withSource(origins.ads), byFile(titlesOf(settings)), fields);
  const reasons = await nameReasons(engine, chained.bare, settings);
  const beside = { ...own, code: money.code, sourcesOfFile: sources.ofFile };
  const overlaps = await countOnce(engine, { ...beside, table: 'ad_stats', files }, refuse);
  // The leads ask the spend of their source for its days.
  const bySpend = { ...settings, money, names, hasSessions: fields.ad_stats.has('sessions') };
  const spent = await layDownSpend(engine, adOrigins(overlaps.rows, own.platformOfFile), bySpend);
  const asLeads = {
    ...settings,
    ...spent,
    fields: toldByCrm(crm, settings),
    ofAdLeads: fields.ad_leads,
    names,
    reasons: reasons.map,
    people: personsIn(settings.hasCrm ? fields.crm : fields.ad_leads),
  };
  const absent = await layDownLeads(engine, 'leads', origins.leads, { ...asLeads, stages: ofLeads.stages });
  const absentAlone = origins.dealsAlone
    ? await layDownLeads(engine, DEALS_ALONE, origins.dealsAlone, { ...asLeads, stages: crm.stages, hasAdLeads: false })
    : absent;
  const moments = momentsOf(asLeads).map(([moment]) => moment);
  const sheets = await laySheets(engine, beside, bySpend);
  await requireVatDays(engine, crm.rows, settings);
  const hasMerged = fields.crm.has('merged_ids');
  const touches = await layDownTouches(engine, chained, { ...settings, names, sources, hasMerged });
  const { leads, bare, linked, dealsAlone } = chained;
  const census = await takeCensus(engine, {
    ...{ ...settings, crm: crm.rows, leads, dealsAlone },
    rowsOfLeads: rowsOfLeads(leads, settings),
    adLeads: matching.rows,
    comesAgain: apart.comesAgain,
  });
  const replaced = [
    ...[...apart.merged, ...apart.replaced, ...apart.repeated],
    ...matching.replaced,
    ...[overlaps, sheets, touches, payments, calls].flatMap(({ repeated }) => repeated),
  ];
  const unborne = await sourcesWithoutCosts(engine, settings, census, sources);
  const paid = settings.hasPayments ? await comparePaid(engine, crm.rows, settings) : null;
  const ofNobody = isPaidByNobody(paid) ? [refuse(noneIsJoined(paid.all))] : [];
  requireConserved(census, [...replaced, ...matching.leftOut], matching, settings);
  if (census.unrated > 0) await requireRates(engine, crm.rows, money, settings);
  return {
    ...{ currency: money.currency, gained: crm.gained, stages: ofLeads.stages, moments: new Set(moments) },
    ...{ merged: apart.merged.length, again: apart.replaced.length, alike: apart.alike },
    ...{ sources, reasons, ofLeads, unborne, paid, history, matching, matchedBy: own, touches, calls },
    overlaps: [...overlaps.warnings, ...sheets.warnings, ...payments.warnings, ...ofNobody],
    ...{ census, replaced, crm: crm.rows, leads, bare, linked },
    kinded: { ...settings, moments, absent, absentAlone, stages: ofLeads.stages },
    wonDeals: linked && wonDealsIn(linked, asLeads),
  };
}

/** The rows in which sources are looked for: leads, ad statistics, and deals that belong to no lead. */
interface Origins {
  leads: Originated;
  ads: Originated;
  dealsAlone: Originated | null;
  /** Those of which there is an export, sheets of sums included. */
  named: Originated[];
}

function originsIn({ leads, dealsAlone }: Chained, matching: Matching, settings: FactsSettings & MatchedBy): Origins {
  const { hasCrm, hasAdLeads, hasAds, hasSums, fields, platformOfFile } = settings;
  const all = leadOrigins(allLeads(leads, matching, settings), fields.crm, hasAdLeads);
  const ads = adOrigins(name(rowsOf('ad_stats')), platformOfFile);
  const alone = dealsAlone && leadOrigins(ofCrmAlone(dealsAlone, settings), fields.crm, false);
  const sums = hasSums ? adOrigins(name(rowsOf('agg')), platformOfFile) : null;
  const named = [hasCrm || hasAdLeads ? all : null, hasAds ? ads : null, alone, sums];
  return { leads: all, ads, dealsAlone: alone, named: named.filter((one) => one !== null) };
}

/** The fields that tell of leads: those of the CRM, the contact where calls tell it, the loss where a history does. */
const toldByCrm = ({ areCallsContact, history }: CrmTogether, { fields }: FactsSettings): Set<string> =>
  new Set([...fields.crm, ...(areCallsContact ? ['contact_at'] : []), ...(history.tellsLosses ? ['closed_at'] : [])]);

/**
 * Lays down what marketing costs besides advertising, and gives the sources that should bear some of it but are in no
 * export.
 */
async function sourcesWithoutCosts(
  engine: Engine,
  settings: FactsSettings,
  census: Census,
  { apart }: SourceNames,
): Promise<readonly string[]> {
  if (settings.costs.length === 0) return [];
  const same = sameSource(settings.aliases, apart);
  return layDownCosts(engine, { ...settings, ...costDays(census, settings), sameSource: same });
}

/** Whether there are payments, and none of them is of a lead or deal here. */
const isPaidByNobody = (paid: PaidBeside | null): paid is PaidBeside =>
  paid !== null && paid.all > 0 && paid.ofNobody.count === paid.all;

/** Lays down what sheets of sums count, each row once, and checks whether the CRM has the same leads one by one. */
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

/** From the first day of anything to that of as-of. */
function costDays(census: Census, { asOf }: FactsSettings): { from: string | null; to: string | null } {
  const { leadDays, spendDays, sumDays, dealsAloneDays, latest } = census;
  const begins = [leadDays, spendDays, sumDays, dealsAloneDays].flatMap(({ from }) => from ?? []).sort();
  return { from: begins[0] ?? null, to: (asOf ?? latest)?.slice(0, 10) ?? null };
}

/**
 * The rows that are leads where `crm` has deals too; where it has deals only, the leads that were made of them. Null:
 * each row is a lead.
 */
const rowsOfLeads = (leads: Sql, { hasLeads, hasDeals }: FactsSettings): Sql | null =>
  hasDeals ? (hasLeads ? sql`(select 1 from crm where entity = 'lead')` : leads) : null;

/** Per file: what its platform is called. */
const titlesOf = ({ platforms, titles }: FactsSettings): (string | null)[] =>
  platforms.map((platform) => (platform === null ? null : (titles.get(platform) ?? null)));
