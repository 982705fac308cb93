/**
 * What sheets are called: as they are titled, without what Excel forbids, 31 characters at most, and no two alike in
 * whatever case. A title that is cut says so.
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
/** Excel keeps it for itself. */
const RESERVED = ['history'];

function cutTo(words: string, end: string): string {
  if (words.length + end.length <= MOST) return words + end;
  const room = MOST - end.length - 1;
  // Half a character is none.
  return `${words
    .slice(0, room)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()}…${end}`;
}
