/**
 * The mark that `init` writes after a proposed value and a person deletes. Standing alone, it is a value that nobody
 * has given yet.
 */
export const DRAFTED = '?';

/** Takes the mark off a value: `deal ?` → `deal`, drafted. */
export function withoutMark(written: string): { word: string; drafted: { drafted?: true } } {
  const [, word] = /^(.*\S)\s+\?$/su.exec(written) ?? [];
  return word === undefined ? { word: written, drafted: {} } : { word, drafted: { drafted: true } };
}
