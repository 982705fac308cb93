/** A heading as it can be typed into a flow mapping: quoted wherever YAML might read something into it. */
export const typedHeading = (value: string): string =>
  /^[\p{L}_][\p{L}\p{N}_]*$/u.test(value) ? value : JSON.stringify(value);

/**
 * The beginning of an entry of funnel.yaml: `path: "b.xlsx", sheet: Ads`. A file is named by its base name, as if it lay
 * beside the configuration, also within an archive; a sheet is named in its workbook.
 */
export function placeOf(file: string): string {
  const [, book, sheet] = /^(.*\.(?:xlsx|xlsm|xls))\/([^/]+)$/i.exec(file) ?? [];
  const path = `path: ${typedHeading((book ?? file).split('/').at(-1) ?? file)}`;
  return sheet === undefined ? path : `${path}, sheet: ${typedHeading(sheet)}`;
}
