import { text } from '../error.js';
import type { Filter } from '../model/scope.js';
import { defineOption, REPORTS, TEXTS, wrong } from './define-option.js';

/** Repeated: of one dimension any value, of different ones all. */
export const where = defineOption({
  flags: '--where <filter>',
  help: text('keep only dimension=value (or !=); may be repeated', 'только разрез=значение (или !=); можно повторять'),
  on: REPORTS,
  many: true,
  given: TEXTS,
  read: (given: string | readonly string[] | undefined): Filter[] => {
    const filters = new Map<string, { dimension: string; values: string[]; not: boolean }>();
    for (const written of [given ?? []].flat()) {
      const match = /^([^=!]+?)\s*(!?=)(?!=)\s*(.+)$/su.exec(written.trim());
      if (!match) throw wrong('--where', written, FILTER, [filterMeant(written)]);
      const [, dimension = '', sign, value = ''] = match;
      const id = `${dimension}${sign}`;
      const filter = filters.get(id) ?? { dimension, values: [], not: sign === '!=' };
      filter.values.push(value);
      filters.set(id, filter);
    }
    return [...filters.values()];
  },
});

/** `source:VK`, `source==VK` and `source<>VK` as filters. */
function filterMeant(written: string): string | undefined {
  const [, dimension, sign = '', value] = /^([\p{L}\p{N}_ -]+?)\s*(==+|!==|<>|≠|:)\s*(.+)$/u.exec(written.trim()) ?? [];
  return dimension && `${dimension}${/[!<≠]/.test(sign) ? '!=' : '='}${value}`;
}

const FILTER = text('a filter like source=VK or manager!=Anna', 'условие вида source=VK или manager!=Анна');
