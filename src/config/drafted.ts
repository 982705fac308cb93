/** What stands after a value that `init` proposed, until a person deletes it; alone: a value that nobody has given yet. */
export const DRAFTED = '?';

/** `deal ?` → `deal`, and that it is a draft. */
export function withoutMark(written: string): { word: string; drafted: { drafted?: true } } {
  const [, word] = /^(.*\S)\s+\?$/su.exec(written) ?? [];
  return word === undefined ? { word: written, drafted: {} } : { word, drafted: { drafted: true } };
}
