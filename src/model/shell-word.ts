/** A word as it is typed into a shell: quoted where the shell would split it or read something into it. */
export function shellWord(word: string, system: string = process.platform): string {
  if (/^[\p{L}\p{N}_@%+=:,./-]+$/u.test(word)) return word;
  if (system === 'win32') return ofWindows(word);
  return /["$`\\!]/.test(word) ? `'${word.replaceAll("'", `'\\''`)}'` : `"${word}"`;
}

/**
 * The shell of Windows knows no single quotes, and takes a quote after a backslash for a letter, as in `C:\my exports\`.
 */
const ofWindows = (word: string): string =>
  /^[\p{L}\p{N}_@%+=:,./\\-]+$/u.test(word) ? word : `"${word.replaceAll('"', '""').replace(/\\+$/, '$&$&')}"`;
