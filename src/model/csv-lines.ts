import { stringify } from 'csv-stringify/sync';

/**
 * Rows as lines of CSV. A cell is quoted where it holds what would end it: a quote, the delimiter, the end of a line,
 * whatever ends lines here. `csvLines([['a', 'b;c']], ';')` is `a;"b;c"` and a line feed.
 */
export const csvLines = (rows: readonly (readonly string[])[], delimiter: string, end = '\n'): string =>
  stringify([...rows], { delimiter, record_delimiter: end, quoted_match: /[\r\n]/ });
