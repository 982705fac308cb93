import { text } from '../error.js';
import { type DimensionName, isDimension, labelOf } from '../model/dimensions.js';
import { literally, patternOf } from '../model/pattern.js';
import type { Grouping } from '../model/settings.js';
import { complain } from './complaint.js';
import { mapOf, oneOrMore, scalar, Wrong } from './schema-parts.js';
import { ANY_SCALAR } from './values.js';

/**
 * The dimensions that groups may be made of, besides columns of the user's own. For sources there is the section
 * `sources`, for reasons `reasons`.
 */
const GROUPABLE: readonly DimensionName[] = ['campaign', 'ad_group', 'ad', 'keyword', 'account', 'manager'];

/** A whole value, or a /pattern/ that fits a part of it, both regardless of case. Gives it as a pattern of RE2. */
const word = scalar(
  text('a value, or a /pattern/', 'значение или /шаблон/'),
  (written) => {
    const pattern = /^\/(.+)\/i?$/s.exec(written)?.[1];
    if (pattern === undefined) return written.trim() === '' ? undefined : `^${literally(written.trim())}$`;
    return patternOf(pattern)
      ? `(?:${pattern})`
      : new Wrong(text('not a pattern that can be read (RE2)', 'шаблон не читается (RE2)'));
  },
  ANY_SCALAR,
);

const groups = mapOf(oneOrMore(word)).superRefine((map, context) => {
  if (map.size === 0) context.addIssue(complain(undefined, NO_GROUP));
});

const hint = text('for example {campaign: {Brand: /brand/}}', 'например {campaign: {Бренд: /brand|бренд/}}');
const NO_GROUP = { what: text('no group is named', 'не названо ни одной группы'), hint };
const ONE_ALONE = { what: text('groups are made of one dimension', 'группы делаются из одного измерения'), hint };

/** One dimension and the groups of its values: a value is in the first group that fits. */
export const grouping = mapOf(groups)
  .superRefine((map, context) => {
    if (map.size !== 1) context.addIssue(complain(undefined, ONE_ALONE));
  })
  .transform((map): Grouping => {
    const [[of, named] = ['', new Map()]] = map;
    return { of, groups: new Map([...named].map(([name, words]) => [name, words.join('|')])) };
  });

/**
 * The problem with the dimension that groups are made of; null: none. `columns`: the configured dimensions that can be
 * grouped. `split`: those with several values in a cell, which might be in several groups.
 */
export function wrongGrouping({ of }: Grouping, columns: ReadonlySet<string>, split: ReadonlySet<string>) {
  if (columns.has(of) || (isDimension(of) && GROUPABLE.includes(of))) return null;
  const all = [...GROUPABLE, ...columns].join(', ');
  const called = isDimension(of) ? labelOf(of).ru : of;
  return {
    what:
      isDimension(of) || split.has(of)
        ? text(`no groups are made of \`${of}\``, `из измерения «${called}» группы не делаются`)
        : text(`no dimension \`${of}\` to make groups of`, `нет измерения \`${of}\`, из которого делать группы`),
    hint: text(
      `of ${all}; sources are grouped under sources, reasons under reasons`,
      `из ${all}; источники объединяет sources, причины — reasons`,
    ),
  };
}
