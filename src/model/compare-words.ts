/** Order by code unit, for sorting: the same on every machine and in every language. */
export const compareWords = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
