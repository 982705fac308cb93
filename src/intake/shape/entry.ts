import { placeOf, typedHeading } from '../../model/entry-place.js';

/**
 * What to type into funnel.yaml for one file, in one line: `files: [{path: a.csv, columns: {cost: "Spend, net"}}]`.
 */
export function entryOf(
  file: string,
  columns: Readonly<Record<string, string>>,
  further: Readonly<Record<string, string>> = {},
): string {
  const own = Object.entries(columns).map(([field, heading]) => `${field}: ${typedHeading(heading)}`);
  const parts = [
    placeOf(file),
    ...Object.entries(further).map(([key, value]) => `${key}: ${value}`),
    ...(own.length > 0 ? [`columns: {${own.join(', ')}}`] : []),
  ];
  return `files: [{${parts.join(', ')}}]`;
}
