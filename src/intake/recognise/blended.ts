import { foldSource, PLATFORM_OF } from '../../model/platforms.js';
import { text } from '../../sources/define-source.js';
import { generic, guess, isSourceHeading, sourceHeadings } from '../../sources/generic.js';
import type { Found } from './mapping.js';

/** The different values of a column, by its place; asked only where a heading gives reason to. */
export type ValuesOf = (column: number) => ReadonlySet<string>;

/**
 * A sheet into which somebody put several platforms may bear the headings of one: `Date, Source, Campaign, Impr., Cost`.
 * Where a column that its platform does not read names another, or several, the file is no one platform's: that column is
 * the source, and the rest is read as in any other sheet.
 */
export function withoutPlatform(found: Found, headings: readonly string[], valuesOf: ValuesOf): Found {
  const { shape, source } = found;
  if ((shape.table !== 'ad_stats' && shape.table !== 'ad_leads') || shape.fields.source) return found;
  const heading = sourceHeadings(headings).find((one) =>
    tellsSources(valuesOf(headings.indexOf(one)), source.name, isSourceHeading(one)),
  );
  if (heading === undefined) return found;
  const sheet = shape.table === 'ad_stats' ? guess(headings, ['ad_stats']) : undefined;
  const { medium, ...fields } = (sheet ?? shape).fields;
  // A channel that is the source is no medium as well.
  const own = medium?.headings.includes(heading) ? fields : { ...fields, ...(medium && { medium }) };
  return { source: generic, shape: { ...(sheet ?? shape), fields: { ...own, source: text(heading) } } };
}

/**
 * Two platforms, or one that is not the file's own. Under a heading that says «source» one beside any other name will do;
 * of places (`vk.com`, `example.org`) and devices platforms write columns of their own.
 */
function tellsSources(values: ReadonlySet<string>, own: string, saysSource: boolean): boolean {
  const folded = [...values].map(foldSource);
  const named = new Set(folded.flatMap((word) => PARTS_OF_META.get(word) ?? PLATFORM_OF.get(word) ?? []));
  // `vk.com` among the placements of Yandex is a place where its ads stood, though VK sells ads of its own.
  const arePlaces = [...values].some((value) => SITE.test(value)) || folded.every((word) => PLACES.get(own)?.has(word));
  if (named.size === 0 || (arePlaces && !saysSource)) return false;
  return named.size > 1 || !named.has(own) || (saysSource && new Set(folded).size > 1);
}

/** Where Meta shows its own ads: a breakdown of its exports, no sources. */
const PARTS_OF_META = new Map(['instagram', 'facebook', 'messenger', 'threads'].map((word) => [word, 'meta-ads']));
/** Where other platforms show theirs, by their key. */
const PLACES = new Map([
  ['vk-ads', new Set(['вконтакте', 'vk', 'одноклассники', 'ok', 'mail ru', 'дзен', 'dzen', 'vk видео', 'vk video'])],
  ['google-ads', new Set(['youtube', 'google', 'google search', 'search partners', 'gmail', 'display'])],
]);
const SITE = /^[a-z\d-]+(?:\.[a-z\d-]+)+$/iu;
