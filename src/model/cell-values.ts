/** What separates the values of a cell with several, once it is laid down: `VIP, repeat`. */
export const laidOutBetween = (split: string): string => (split.trim() === '' ? split : `${split.trimEnd()} `);

/** The values of a cell, each once. */
export const valuesIn = (cell: string, split: string): string[] => [
  ...new Set(
    cell
      .split(split)
      .map((value) => value.trim())
      .filter(Boolean),
  ),
];
