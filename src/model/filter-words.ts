import type { Filter } from './scope.js';
import { type Text, text } from './text.js';

/** `only source = VK, Google`. */
export function filterWords({ dimension, values, not }: Filter): Text {
  const only = `${dimension} ${not ? '≠' : '='} ${values.join(', ')}`;
  return text(`only ${only}`, `только ${only}`);
}

/** As they are typed, a value each: `source=VK`, `source=Google`. */
export const asWritten = (filters: readonly Filter[]): string[] =>
  filters.flatMap(({ dimension, values, not }) => values.map((one) => `${dimension}${not ? '!=' : '='}${one}`));
