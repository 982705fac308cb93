/** A heading as it can be typed into a flow mapping: in quotes wherever YAML might read more into it. */
export const typed = (value: string): string =>
  /^[\p{L}_][\p{L}\p{N}_]*$/u.test(value) ? value : JSON.stringify(value);

/**
 * What an entry of funnel.yaml begins with: `path: "b.xlsx", sheet: Ads`. The file goes by its own name, as if it lay beside
 * the configuration, one in an archive too; a sheet is named in its workbook.
 */
export function placeOf(file: string): string {
  const [, book, sheet] = /^(.*\.(?:xlsx|xlsm|xls))\/([^/]+)$/i.exec(file) ?? [];
  const path = `path: ${typed((book ?? file).split('/').at(-1) ?? file)}`;
  return sheet === undefined ? path : `${path}, sheet: ${typed(sheet)}`;
}
