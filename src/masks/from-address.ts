/** A cell as it was before it was escaped for an address (`%D0%9F%D0%BE` → `По`) or for a page (`&amp;` → `&`). */
export function fromAddress(cell: string): string {
  if (!/[%&]/.test(cell)) return cell;
  const once = decoded(cell);
  const again = once === cell ? once : decoded(once);
  return again.replace(ENTITY, (entity, number: string | undefined, hex: string | undefined) => {
    if (number === undefined && hex === undefined) return NAMED[entity] ?? entity;
    const code = number === undefined ? Number.parseInt(hex ?? '', 16) : Number(number);
    return code < 32 || code === 160 ? ' ' : code > 0x10ffff ? entity : String.fromCodePoint(code);
  });
}

const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|amp|quot|apos|lt|gt|nbsp);/giu;
const NAMED: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&quot;': '"',
  '&apos;': "'",
  '&lt;': '<',
  '&gt;': '>',
  '&nbsp;': ' ',
};

const ESCAPED = /%[\da-f]{2}/giu;

/** Undoes the escapes of an address. Bytes that are no UTF-8 were escaped by an old site in windows-1251. */
function decoded(cell: string): string {
  if (!/%[\da-f]{2}/i.test(cell)) return cell;
  const bytes: number[] = [];
  let at = 0;
  for (const { 0: found, index } of cell.matchAll(ESCAPED)) {
    bytes.push(...Buffer.from(cell.slice(at, index)), Number.parseInt(found.slice(1), 16));
    at = index + found.length;
  }
  const all = Uint8Array.from([...bytes, ...Buffer.from(cell.slice(at))]);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(all);
  } catch {
    const letters = Uint8Array.from(all.filter((byte) => byte < 128 || byte >= 192 || byte === 168 || byte === 184));
    return letters.length === all.length && !/[^\0-\x7f]/u.test(cell)
      ? new TextDecoder('windows-1251').decode(all)
      : cell;
  }
}
