import type { FileSettings } from '../../model/settings.js';
import { isResult, type Result } from '../../model/tables.js';
import type { Export, FieldSource, Heading } from '../../sources/define-source.js';
import { guess, isUsual } from '../../sources/generic.js';
import { areSales } from '../../sources/generic-sums.js';
import type { Found } from './found.js';
import { matches } from './heading-match.js';
import type { ValuesOf } from './unread-table.js';

/** `1 234`, `12,0`, and what people write for none. */
const WHOLE = /^(?:\d{1,3}(?:[ \u00a0\u202f'’.,]\d{3})+|\d+)(?:[.,]0+)?$|^[-–—]?$|^(?:n\/?a|нет|нд|н\/д)$/iu;

type Fields = Export['fields'];

/**
 * Decides by values which columns of a sheet of sums are counts. «Продажи» may be the number of sales or their amount:
 * fractions are money, and where there are more sales than leads nothing is assumed.
 */
export function countedIn(headings: readonly string[], valuesOf: ValuesOf): (fields: Fields) => Fields {
  const valuesIn = (source: FieldSource | undefined) => {
    const [heading] = source?.headings ?? [];
    return typeof heading === 'string' ? [...valuesOf(headings.indexOf(heading))] : [];
  };
  const areWhole = (source: FieldSource | undefined) => valuesIn(source).every((value) => WHOLE.test(value.trim()));
  return (fields) => {
    const { deals, revenue, leads } = fields;
    const found = Object.fromEntries(
      Object.entries(fields).filter(
        ([field, source]) => !isResult(field) || source.kind !== 'count' || areWhole(source),
      ),
    ) as Fields;
    const [heading] = deals?.headings ?? [];
    if (typeof heading !== 'string' || !areSales.has(heading.trim())) return found;
    if (!areWhole(deals)) return revenue ? found : { ...found, revenue: { kind: 'money', headings: [heading] } };
    if (leads && largest(valuesIn(deals)) > largest(valuesIn(leads))) delete found.deals;
    return found;
  };
}

const largest = (values: readonly string[]): number =>
  Math.max(0, ...values.map((value) => Number(value.replace(/[.,]0+$/u, '').replace(/\D/gu, ''))));

/** What no platform counts of its own: it knows of clicks and of goals. */
const OF_A_CRM: readonly string[] = ['qualified', 'deals'] satisfies Result[];

/**
 * A sheet that counts deals or qualified leads beside spend is somebody's own, though some columns are called as a
 * platform calls them: any sheet may have taken those over.
 */
export function isSomebodysSheet(
  { shape }: Found,
  headings: readonly string[],
  settings: FileSettings | undefined,
  counted: (fields: Fields) => Fields,
): boolean {
  if (shape.table !== 'ad_stats' || settings?.format !== undefined) return false;
  const sheet = guess(headings, settings?.table, counted);
  if (sheet?.table !== 'agg') return false;
  const results = Object.entries(sheet.fields).flatMap(
    ([
      field,
      {
        headings: [heading],
      },
    ]) => (isResult(field) && typeof heading === 'string' ? [{ field, heading }] : []),
  );
  const isRead = (heading: string) => readBy(shape).some((wanted) => matches(wanted, heading));
  const isCounted = results.some(
    ({ field, heading }) => OF_A_CRM.includes(field) && !isRead(heading) && !areSales.has(heading.trim()),
  );
  return (isCounted || results.length > 2) && headings.filter(isRead).every(isUsual);
}

const readBy = ({ fields }: Export): readonly Heading[] => Object.values(fields).flatMap(({ headings }) => headings);
