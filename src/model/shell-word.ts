/** A word as it is typed into a shell: in quotes where it would fall apart, or be taken for something else. */
export function shellWord(word: string, system: string = process.platform): string {
  if (/^[\p{L}\p{N}_@%+=:,./-]+$/u.test(word)) return word;
  if (system === 'win32') return ofWindows(word);
  return /["$`\\!]/.test(word) ? `'${word.replaceAll("'", `'\\''`)}'` : `"${word}"`;
}

/** Its own shell knows no single quotes, and takes a quote behind a backslash for a letter, as of `C:\my exports\`. */
const ofWindows = (word: string): string =>
  /^[\p{L}\p{N}_@%+=:,./\\-]+$/u.test(word) ? word : `"${word.replaceAll('"', '""').replace(/\\+$/, '$&$&')}"`;
