/**
 * Names of sheets: the titles without the characters that Excel forbids, at most 31 characters long, and different even
 * without regard to case. A title that was cut ends in `…`.
 */
export function sheetNames(titles: readonly string[]): string[] {
  const taken = new Set<string>(RESERVED);
  return titles.map((title) => {
    const bare =
      title
        .replace(/[[\]:*?/\\]/g, ' ')
        .replace(/ +/g, ' ')
        .replace(/^[' ]+|[' ]+$/g, '') || '–';
    for (let nth = 1; ; nth++) {
      const name = cutTo(bare, nth === 1 ? '' : ` (${nth})`);
      const folded = name.toLowerCase();
      if (taken.has(folded)) continue;
      taken.add(folded);
      return name;
    }
  });
}

const MOST = 31;
/** Excel reserves this name. */
const RESERVED = ['history'];

function cutTo(words: string, end: string): string {
  if (words.length + end.length <= MOST) return words + end;
  const room = MOST - end.length - 1;
  // Half of a surrogate pair is removed.
  return `${words
    .slice(0, room)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()}…${end}`;
}
