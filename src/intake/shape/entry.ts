import { basename } from 'node:path';

/** A heading as it can be typed into a flow mapping: in quotes wherever YAML might read more into it. */
const typed = (value: string): string => (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(value) ? value : JSON.stringify(value));

/**
 * What to type into funnel.yaml for one file, in one line: `files: [{path: a.csv, columns: {cost: "Spend, net"}}]`.
 * The file goes by its own name: the configuration usually lies beside it.
 */
export function entryOf(
  file: string,
  columns: Readonly<Record<string, string>>,
  further: Readonly<Record<string, string>> = {},
): string {
  const own = Object.entries(columns).map(([field, heading]) => `${field}: ${typed(heading)}`);
  // A sheet is named in its workbook; a file in an archive goes by its own name, as if it lay beside it.
  const [, book, sheet] = /^(.*\.(?:xlsx|xlsm|xls))\/([^/]+)$/i.exec(file) ?? [];
  const parts = [
    `path: ${typed(basename(book ?? file))}`,
    ...(sheet === undefined ? [] : [`sheet: ${typed(sheet)}`]),
    ...Object.entries(further).map(([key, value]) => `${key}: ${value}`),
    ...(own.length > 0 ? [`columns: {${own.join(', ')}}`] : []),
  ];
  return `files: [{${parts.join(', ')}}]`;
}
