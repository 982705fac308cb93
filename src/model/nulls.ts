/**
 * How databases and the programs of analysts write that a cell holds nothing: PostgreSQL, MySQL, DBeaver and SQL Server,
 * pandas and R. Exactly so: a campaign may be called `null`, and a source `NA`.
 */
export const NULLS: readonly string[] = [
  ...['NULL', '\\N', '[NULL]', '(null)', '(NULL)', '<null>', '<NULL>'],
  ...['<NA>', 'NaT', 'nan', 'NaN'],
];

const ALL = new Set(NULLS);
export const isNull = (cell: string): boolean => ALL.has(cell);
