import type { FileSettings } from '../../model/settings.js';
import type { Export } from '../../sources/define-source.js';
import { guess, isUsual, sourceHeadings } from '../../sources/generic.js';
import { created } from '../../sources/generic-headings.js';
import { SOURCES } from '../../sources/known-sources.js';
import { has } from '../../sources/loosely-fits.js';
import { hasSome, placesOf, type Wanted } from './heading-match.js';

/**
 * Whether headings prove an ad platform, where funnel.yaml names a column that the platform requires. With that and a few
 * usual headings it may be any sheet: `Date, Campaign, Clicks` beside a cost belongs to nobody. The proof is a heading
 * that neither people's sheets nor another platform has. A CRM needs no proof: it names no source of leads, and may share
 * its words with others.
 */
export function isProven(source: string, shape: Export, headings: readonly string[]): boolean {
  const own = headingsOf(shape, headings).filter((heading) => !isAnybodys(heading));
  return own.some((heading) => !isOfAds(shape) || !ofOthers(source).some((wanted) => hasSome([wanted], [heading])));
}

/**
 * Whether all headings are such as people use, and one of them is not read by the platform: `Date, Campaign, Link clicks,
 * Amount spent`, where Meta would say `Day`. Then a person wrote the sheet.
 */
export function isOrdinary(shape: Export, headings: readonly string[], settings: FileSettings | undefined): boolean {
  if (!isOfAds(shape)) return false;
  // Where a column may name platforms, its values decide: `withoutPlatform`.
  if (shape.table === 'ad_stats' && sourceHeadings(headings).length > 0) return false;
  if (!headingsOf(shape, headings).every(isAnybodys)) return false;
  const read = Object.values(shape.fields).filter((field) => hasSome(field.headings, headings));
  // What platforms count themselves does not make a sheet of sums of their export: `isSomebodysSheet`.
  const sheet = guess(headings, settings?.table, () => ({}));
  // Months and weeks are read of any export: `withSpans`.
  const fields = Object.keys(sheet?.fields ?? {}).filter((field) => shape.fields.period_from || !OF_SPANS.has(field));
  return fields.length > read.length;
}

const OF_SPANS = new Set(['period_from', 'period_to']);

/**
 * A table without the ID that the CRM would use, but with one that anybody would: `lead_id, created_date, status` beside
 * a word of Salesforce. Somebody made it, and it is read as a sheet.
 */
export function isNumberedByOthers(
  { table, fields, entity, names = [] }: Export,
  headings: readonly string[],
): boolean {
  if (table !== 'crm') return false;
  const own = entity === 'deal' ? fields.deal_id : fields.lead_id;
  if (own === undefined || hasSome([...own.headings, ...names], headings)) return false;
  const sheet = guess(headings, ['crm'])?.fields;
  return sheet?.lead_id !== undefined || sheet?.deal_id !== undefined;
}

/**
 * A table without the CRM's own heading for the day of creation, but with another one: `Deal stage, Created at` is not
 * HubSpot, which writes `Create Date`. Asking for an export with that column would help nobody.
 */
export function isDatedByOthers({ table, fields }: Export, headings: readonly string[]): boolean {
  const own = fields.created_at;
  if (table !== 'crm' || own === undefined || hasSome(own.headings, headings)) return false;
  return has(created, headings) && guess(headings, ['crm'])?.fields.created_at !== undefined;
}

/** Rates and unit prices, which any sheet may have: `CTR`, `Avg. CPC`, `eCPM`. */
const RATE = /^(?:(?:avg|ср)\.? )?(?:e?cp[acmlv]|ctr|cvr|cr|roas|roi|romi|дрр)$/iu;

const isAnybodys = (heading: string): boolean => isUsual(heading) || RATE.test(heading.trim());

const isOfAds = ({ table }: Export): boolean => table === 'ad_stats' || table === 'ad_leads';

const wantedIn = ({ fields, required }: Export): Wanted[] => [
  ...Object.values(fields).flatMap(({ headings }) => headings),
  ...required.filter((wanted) => typeof wanted !== 'string'),
];

/** The headings by which an export is recognised, and those that it is read from. */
const headingsOf = (shape: Export, headings: readonly string[]): string[] => {
  const places = new Set(wantedIn(shape).flatMap((wanted) => placesOf(wanted, headings)));
  return headings.filter((_, index) => places.has(index));
};

const ofOthers = (source: string): Wanted[] =>
  SOURCES.filter(({ name }) => name !== source).flatMap(({ exports }) => exports.flatMap(wantedIn));
