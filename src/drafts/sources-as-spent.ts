import { mediumKind } from '../model/media.js';
import { foldSource, PLATFORM_OF } from '../model/platforms.js';
import type { ColumnProfile } from './column-profile.js';
import type { LookUp } from './look-ups.js';
import { likeliestField } from './propose.js';
import type { Related } from './relate.js';

/**
 * Where nothing that leads say of their source is a name of the spend, and another column that may be the source holds
 * such names, that one is the source: beside «Meta Ads» in `channel`, `lead_source` says «Paid», which is the medium.
 */
export function withSourcesAsSpent(related: readonly Related[], lookUps: readonly LookUp[]): Related[] {
  const spent = new Set(related.flatMap((one) => namesOfSpend(one, lookUps)));
  return related.map((one) => {
    const source = one.columns.get('source');
    const isList = one.table === 'crm' && one.entity === 'lead' && !one.isSpare && !one.columns.has('utm_source');
    if (!isList || !source || shared(source, spent) > 0) return one;
    const named = one.of.columns.find(
      (column) =>
        column !== source &&
        likeliestField(column, 'crm') === 'source' &&
        isFree(one, column) &&
        shared(column, spent) > 0 &&
        shared(column, spent) * 2 >= namesIn(column).size,
    );
    if (!named) return one;
    const rest = [...one.columns].filter(([field]) => field !== 'medium');
    const medium = areMedia(source) ? [['medium', source] as const] : [];
    return { ...one, columns: new Map([...rest, ['source', named] as const, ...medium]) };
  });
}

const areMedia = (column: ColumnProfile): boolean => {
  const names = [...namesIn(column)];
  return names.filter((name) => mediumKind(name) !== 'unknown').length * 2 > names.length;
};

/** The sources of a sheet of spend, by the look-up that names them if they stand as campaigns. */
function namesOfSpend({ of, table, isSpare, columns }: Related, lookUps: readonly LookUp[]): string[] {
  const source = table === 'ad_stats' && !isSpare ? columns.get('source') : undefined;
  if (!source) return [];
  const found = lookUps.find(
    (one) => one.of === of && one.column === source && likeliestField(one.value, 'crm') === 'source',
  );
  return [...namesIn(found?.value ?? source)];
}

/** No field is read from it, or the medium alone. */
const isFree = ({ columns }: Related, column: ColumnProfile): boolean =>
  [...columns].every(([field, taken]) => taken !== column || field === 'medium');

const shared = (column: ColumnProfile, names: ReadonlySet<string>): number =>
  [...namesIn(column)].filter((name) => names.has(name)).length;

const namesIn = ({ words }: ColumnProfile): ReadonlySet<string> =>
  new Set([...(words?.keys() ?? [])].map(foldSource).map((name) => PLATFORM_OF.get(name) ?? name));
