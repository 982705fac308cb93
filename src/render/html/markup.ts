/** A complete piece of HTML or SVG, which is inserted into other markup unchanged. */
export class Markup {
  constructor(readonly written: string) {}
}

type Spliced = string | number | Markup | null | undefined | readonly (Markup | string | null)[];

/**
 * A template tag for HTML in which every value is text: in `markup\`<td>${name}</td>\`` no name can make an element.
 * Only `Markup` is inserted unchanged; of a list each item is inserted; null is nothing. Attributes must be written in
 * quotes.
 */
export function markup(parts: TemplateStringsArray, ...values: Spliced[]): Markup {
  return new Markup(parts.map((part, at) => part + (at < values.length ? spliced(values[at]) : '')).join(''));
}

function spliced(value: Spliced): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Markup) return value.written;
  return typeof value === 'object' ? value.map(spliced).join('') : escaped(String(value));
}

/** Escaped for text and for attributes in quotes. */
const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** JSON for a `<script>`: nothing in it can end the element or begin another one, nor end a line of JavaScript. */
export const jsonMarkup = (value: unknown): Markup =>
  new Markup(
    JSON.stringify(value).replace(
      /[<>&\u2028\u2029]/g,
      (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  );
