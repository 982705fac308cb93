import { foldSource, isSourceName, PLATFORM_OF, PLATFORMS, SHORTHANDS } from '../../model/platforms.js';
import { areSums } from '../../model/tables.js';
import { type Export, text } from '../../sources/define-source.js';
import { generic, guess, isSourceHeading, sourceHeadings } from '../../sources/generic.js';
import { looksLikeNoSource } from '../../sources/heading-looks.js';
import { IS_BESIDE } from '../shape/beside-words.js';
import { BEGINS_AS_TOTAL } from '../shape/total-words.js';
import type { Found } from './found.js';
import { hasSome, placesOf } from './heading-match.js';
import type { UnreadTable } from './unread-table.js';

/**
 * A sheet in which somebody put several platforms together may have the headings of one: `Date, Source, Campaign, Impr.,
 * Cost`. If a column that this platform does not read names another platform, or several, the file belongs to none: that
 * column is the source, and the rest is read as in any other sheet.
 */
export function withoutPlatform(found: Found, table: UnreadTable): Found {
  const { headings, valuesOf } = table;
  const { shape, source } = found;
  if ((shape.table !== 'ad_stats' && shape.table !== 'ad_leads') || shape.fields.source) return found;
  const heading =
    sourceHeadings(headings).find((one) =>
      tellsSources(valuesOf(headings.indexOf(one)), source.name, isSourceHeading(one)),
    ) ??
    columnsOfSources(shape, source.name, table).find((one) => !PLACEMENT.test(one) && !isPlatformsOwn(shape, headings));
  if (heading === undefined) return found;
  const sheet = shape.table === 'ad_stats' ? guess(headings, ['ad_stats']) : undefined;
  return { source: generic, shape: withSource(sheet ?? shape, heading) };
}

/**
 * An export with IDs is as the platform wrote it, even if labels of campaigns, answers to a form or sites are called like
 * platforms. Only a heading that says "source" makes it a sheet of several.
 */
const isPlatformsOwn = ({ table, fields }: Export, headings: readonly string[]): boolean =>
  table === 'ad_leads' ||
  headings.some((heading) => ID_OF_SOMETHING.test(heading.trim())) ||
  Object.values(fields).some(({ kind, headings: wanted }) => kind === 'id' && hasSome(wanted, headings));

/** `Ad set ID`, `form_id`, «№ Кампании»; a bare `№` numbers rows in any sheet. */
const ID_OF_SOMETHING = /\S[ _]id$|^(?:id|№|номер)[ _]\S/iu;
/** In a platform's headings: where its ads stood. */
const PLACEMENT = /площадк|мест[оа](?!\p{L})|размещен|placement|inventory/iu;

/**
 * Finds the source in a sheet of no platform whose column of sources has an unusual heading: «Система», `Site`, «Откуда
 * клиент». Leads may have several, of the first visit and of the last: then a person has to say which. Where a tag gives
 * the source, no other column does.
 */
export function withOwnSource(shape: Export | undefined, table: UnreadTable): Export | undefined {
  if (!shape || !(areSums(shape.table) || shape.table === 'crm')) return shape;
  if (shape.fields.source || shape.fields.utm_source) return shape;
  const [heading, ...more] = columnsOfSources(shape, generic.name, table);
  const isOpen = shape.table === 'crm' && more.length > 0;
  return heading === undefined || isOpen ? shape : withSource(shape, heading);
}

function withSource(shape: Export, heading: string): Export {
  const { medium, ...fields } = shape.fields;
  // A channel that is the source is no medium as well.
  const own = medium?.headings.includes(heading) ? fields : { ...fields, ...(medium && { medium }) };
  return { ...shape, fields: { ...own, source: text(heading) } };
}

/**
 * Columns with any heading that nothing else is read from, and that hold only names of sources, of two platforms or more.
 * The first rows decide whether to read the others; columns of places or search words hold more than such names.
 */
function columnsOfSources(
  { table, fields }: Export,
  own: string,
  { headings, valuesOf, firstOf }: UnreadTable,
): string[] {
  const read = new Set(
    Object.values(fields).flatMap((field) => field.headings.flatMap((one) => placesOf(one, headings))),
  );
  const names = (values: Iterable<string>) => namesOnly(values) && !arePlaces(values, own);
  return headings.filter(
    (heading, at) =>
      !read.has(at) &&
      names(firstOf(at)) &&
      names(valuesOf(at)) &&
      platformsIn(valuesOf(at)).size > 1 &&
      !looksLikeNoSource(heading, table === 'crm'),
  );
}

/** Every value is the name of a source, or of none in particular. Shorthands of two letters may be anything. */
function namesOnly(values: Iterable<string>): boolean {
  const folded = [...values]
    .map(foldSource)
    .filter((word) => !NO_SOURCE.test(word) && !BEGINS_AS_TOTAL.test(word) && !IS_BESIDE.test(word));
  return folded.length > 0 && folded.every((word) => isSourceName(word) && !SHORTHANDS.has(word));
}

const NO_SOURCE = /^(?:|[-–—]+|n\/?a|others?|друго[ей]|проч(?:ее|ие)|остальн(?:ое|ые))$/u;

const platformsIn = (values: Iterable<string>): Set<string> =>
  new Set([...values].map(foldSource).flatMap((word) => PLATFORM_OF.get(word) ?? PLATFORM_OF_PLACE.get(word) ?? []));

/**
 * Whether values name two platforms, or one that is not the file's own. Under a heading that says "source", one beside
 * any other name is enough. Places (`vk.com`, `example.org`) and devices do not count: platforms have columns for them.
 */
function tellsSources(values: ReadonlySet<string>, own: string, saysSource: boolean): boolean {
  const folded = [...values].map(foldSource);
  const named = platformsIn(values);
  if (named.size === 0 || (!saysSource && arePlaces(values, own))) return false;
  return named.size > 1 || !named.has(own) || (saysSource && new Set(folded).size > 1);
}

/** `vk.com` among the placements of Yandex is a place where its ads stood, though VK sells ads itself. */
const arePlaces = (values: Iterable<string>, own: string): boolean => {
  const all = [...values];
  return all.some((value) => SITE.test(value)) || all.every((value) => PLACES.get(own)?.has(foldSource(value)));
};

/** Where a platform shows its own ads, by its key. */
const PLACES = new Map(PLATFORMS.map(({ key, places = [] }) => [key, new Set(places)]));
const PLATFORM_OF_PLACE = new Map(PLATFORMS.flatMap(({ key, places = [] }) => places.map((word) => [word, key])));
const SITE = /^[a-z\d-]+(?:\.[a-z\d-]+)+$/iu;
