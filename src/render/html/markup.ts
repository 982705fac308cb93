/** A piece of HTML or SVG that is whole: what is spliced into another as it is. */
export class Markup {
  constructor(readonly written: string) {}
}

type Spliced = string | number | Markup | null | undefined | readonly (Markup | string | null)[];

/**
 * HTML as it is typed, in which every value is text: `markup\`<td>${name}</td>\`` has no element that the name would make.
 * Only `Markup` stays as it is; of a list each is spliced, null is nothing. Attributes are always written in quotes.
 */
export function markup(parts: TemplateStringsArray, ...values: Spliced[]): Markup {
  return new Markup(parts.map((part, at) => part + (at < values.length ? spliced(values[at]) : '')).join(''));
}

function spliced(value: Spliced): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Markup) return value.written;
  return typeof value === 'object' ? value.map(spliced).join('') : escaped(String(value));
}

/** As text, and as the value of an attribute in quotes. */
const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** JSON inside a `<script>`: nothing in it can end the element or begin another, and no line end of JavaScript is hidden. */
export const jsonMarkup = (value: unknown): Markup =>
  new Markup(
    JSON.stringify(value).replace(
      /[<>&\u2028\u2029]/g,
      (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  );
