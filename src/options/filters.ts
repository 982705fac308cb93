import { text, UserError } from '../error.js';
import { meant } from '../model/meant.js';
import type { Filter } from '../model/scope.js';
import { shellWord } from '../model/shell-word.js';
import { noValueOf } from '../model/silent.js';
import { defineOption, SCOPED, TEXTS, wrongValue } from './define-option.js';

/** May be repeated: of one dimension any of the values may hold, of different dimensions all must. */
export const where = defineOption({
  flags: '--where <filter>',
  offers: 'filters',
  help: text('keep only dimension=value (or !=); may be repeated', 'только разрез=значение (или !=); можно повторять'),
  on: SCOPED,
  many: true,
  given: TEXTS,
  read: (given: string | readonly string[] | undefined): Filter[] =>
    filtersOf([given ?? []].flat(), (written) => notAFilter(written)),
});

/**
 * Reads filters. `source=VK` and `source=Meta` become one filter with two values. `refused` makes the error for a text
 * that is no filter.
 */
export function filtersOf(all: readonly string[], refused: (written: string) => UserError): Filter[] {
  const filters = new Map<string, { dimension: string; values: string[]; not: boolean }>();
  for (const written of all) {
    const match = FILTER.exec(written.trim());
    if (!match) throw refused(written);
    const [, dimension = '', sign, value = ''] = match;
    const id = `${dimension}${sign}`;
    const filter = filters.get(id) ?? { dimension, values: [], not: sign === '!=' };
    filter.values.push(value);
    filters.set(id, filter);
  }
  return [...filters.values()];
}

/** A dimension, then `=` or `!=`, then a value. */
export const FILTER = /^([^=!]+?)\s*(!?=)(?!=)\s*(.+)$/su;

/**
 * The error for a text that is no filter. A lone name was probably meant for `--by`; for an empty value the hint names
 * the word that tables have for blanks.
 */
function notAFilter(written: string): UserError {
  const likely = filterMeant(written);
  const [, name = '', sign, rest = ''] = /^([\p{L}\p{N}_-]+)\s*(!?=)?\s*(.*)$/u.exec(written.trim()) ?? [];
  const error = wrongValue('--where', written, A_FILTER, [likely]);
  if (likely !== undefined || name === '') return error;
  if (rest === '')
    return new UserError(error.what, {
      hint: meant(sign ? `--where ${shellWord(`${name}${sign}${noValueOf(name)}`)}` : `--by ${name}`),
    });
  return new UserError(error.what, {
    hint: text(
      'filters know only = and !=; a range of days is --from and --to',
      'в условиях есть только = и !=; дни задают --from и --to',
    ),
  });
}

/**
 * Reads `source:VK`, `source==VK`, `source is VK` and `source<>VK` as the filters that they mean; undefined: no such
 * thing.
 */
export function filterMeant(written: string): string | undefined {
  const [, dimension, sign = '', value] =
    /^([\p{L}\p{N}_-]+(?: [\p{L}\p{N}_-]+)*?)\s*(==+|!==|<>|≠|:| (?:is|like|in|contains|это) )\s*(.+)$/u.exec(
      written.trim(),
    ) ?? [];
  return dimension && `${dimension}${/[!<≠]/.test(sign) ? '!=' : '='}${value}`;
}

const A_FILTER = text('a filter like source=VK or manager!=Anna', 'условие вида source=VK или manager!=Анна');
