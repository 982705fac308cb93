/** For sorting, by code unit: the same order on every machine, in whatever language it runs. */
export const compareWords = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
