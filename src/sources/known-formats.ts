import { fold } from '../model/fold.js';
import type { KnownFormat, UsualSheet } from '../model/known-format.js';
import type { Field } from '../model/tables.js';
import type { Lang } from '../model/text.js';
import type { Export, Source } from './define-source.js';
import { generic } from './generic.js';
import { examples } from './heading-examples.js';
import { SOURCES } from './known-sources.js';

/** Each platform whose exports are read, and how each export is recognised. */
export const knownFormats = (): KnownFormat[] => SOURCES.map(formatOf).filter(({ exports }) => exports.length > 0);

function formatOf({ name, title, where, stages, exports }: Source): KnownFormat {
  return {
    name,
    title,
    where,
    ...(stages ? { stages } : {}),
    exports: exports
      .filter(({ table, isAsked }) => table !== 'none' && !isAsked)
      .map((shape) => ({
        table: shape.table,
        ...(shape.table === 'crm' ? { entity: shape.entity ?? 'lead' } : {}),
        needs: shape.required.map((wanted) =>
          typeof wanted === 'string'
            ? (shape.fields[wanted]?.headings ?? []).flatMap((one) => (typeof one === 'string' ? one : examples(one)))
            : headingsOf(wanted, shape),
        ),
        ...(shape.named ? { named: examples(shape.named)[0]?.toLowerCase() ?? '' } : {}),
      })),
  };
}

/** Example headings of a pattern: first those of the export's own columns that fit it, then others. */
function headingsOf(pattern: RegExp, { fields }: Export): string[] {
  const own = Object.values(fields).flatMap(({ headings }) =>
    headings.filter((one) => typeof one === 'string' && pattern.test(one)),
  ) as string[];
  const known = new Set(own.map(fold));
  return [...new Set([...own, ...examples(pattern).filter((one) => !known.has(fold(one)))])];
}

/** The headings by which sheets of no known platform are read, in the reader's language. */
export const usualSheets = (lang: Lang): UsualSheet[] =>
  generic.exports.map(({ table, needs, twoOf, fields }) => {
    const headings = (group: readonly Field[]) => group.map((field) => first(fields[field]?.headings ?? [], lang));
    return { table, needs: needs.map(headings), twoOf: headings(twoOf ?? []) };
  });

/** The most telling heading in the reader's language; not one that says VAT, which is a question of its own. */
function first(headings: readonly (string | RegExp)[], lang: Lang): string {
  const words = headings.filter((one) => typeof one === 'string');
  const own = words.filter((word) => /[а-я]{3}/iu.test(word) === (lang === 'ru'));
  return own.find((word) => !word.endsWith('НДС')) ?? words[0] ?? '';
}
