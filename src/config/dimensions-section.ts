import * as z from 'zod';
import { type Text, text } from '../error.js';
import { DIMENSION_NAMES, PERIOD } from '../model/dimensions.js';
import { fold } from '../model/fold.js';
import type { Grouping } from '../model/settings.js';
import { ALL } from '../reports/all-reports.js';
import { complain } from './complaint.js';
import { grouping, wrongGrouping } from './groups-section.js';
import { onceEach } from './once.js';
import { mapOf, meantSo, section } from './schema-parts.js';
import { heading, separator } from './values.js';

/** The dimensions that `--by` and `--where` know without a configuration. */
const OWN_NAMES: readonly string[] = [...DIMENSION_NAMES, PERIOD];
/**
 * A dimension must not have the name of a column of these reports. Other reports refuse such a name when they are asked
 * for it.
 */
const WITH_DIMENSIONS = [ALL.stages, ALL.sources, ALL.reasons];

/** A column, and what separates the values where its cells hold several. */
interface OfColumn {
  column: string;
  split?: string | undefined;
}
/** What the name of a dimension stands for: a column, or groups of the values of another dimension. */
export type Dimension = OfColumn | Grouping;

const ofColumn = section({
  column: heading.describe('The heading of the column'),
  split: separator
    .optional()
    .describe(
      'What stands between the values of a cell: a lead is counted in the row of each of them, and once in totals',
    ),
});
const isOfColumn = (node: unknown): boolean =>
  node instanceof Map && (node.has('split') || typeof node.get('column') === 'string');

const dimension: z.ZodType<Dimension> = z.union([
  heading.transform((column) => ({ column })),
  meantSo(isOfColumn, ofColumn),
  meantSo((node) => !isOfColumn(node), grouping),
]);

/** Name → what it stands for. The name becomes a column of reports and can be used in `--where NAME=VALUE`. */
export const dimensions = mapOf(dimension).superRefine((map, context) => {
  for (const name of map.keys()) {
    if (!/^[\p{L}_][\p{L}\p{N}_ -]*$/u.test(name) || name !== name.trim())
      context.addIssue(complain(undefined, { ...NOT_A_NAME, part: 'key' }, [name]));
    else if (OWN_NAMES.includes(fold(name)))
      context.addIssue(complain(undefined, { ...taken(name), part: 'key' }, [name]));
    else {
      const report = WITH_DIMENSIONS.find(({ columns }) => Object.hasOwn(columns, fold(name)));
      if (report) context.addIssue(complain(undefined, { ...isColumn(name, report), part: 'key' }, [name]));
    }
  }
  const whole = new Set(wholeColumns(map));
  const split = new Set(columnsIn(map).flatMap(([name]) => (whole.has(name) ? [] : [name])));
  for (const [name, of] of map) {
    const wrong = 'of' in of ? wrongGrouping(of, whole, split) : null;
    if (wrong) context.addIssue(complain(undefined, { ...wrong, part: 'key' }, [name]));
  }
  onceEach(
    [...map].map(([word, of]) => ({
      ...{ word, owner: `${word}: ${'of' in of ? of.of : of.column}`, path: [word], part: 'key' as const },
    })),
    context,
  );
});

const NOT_A_NAME = {
  what: text('not a name for a dimension', 'так измерение назвать нельзя'),
  hint: text('letters, digits, _ and -, beginning with a letter', 'буквы, цифры, _ и -, первой — буква'),
};

const taken = (name: string) => ({
  what: text(`\`${name}\` is a dimension already`, `измерение \`${name}\` уже есть`),
  hint: text(`choose a name other than ${OWN_NAMES.join(', ')}`, `выберите имя, отличное от ${OWN_NAMES.join(', ')}`),
});

const isColumn = (name: string, report: { name: string; title: Text }) => ({
  what: text(
    `\`${name}\` is a column of ${report.name} already`,
    `столбец \`${name}\` уже есть в отчёте «${report.title.ru}»`,
  ),
  hint: text(
    `give the dimension another name, like \`${name}_crm\``,
    `назовите измерение иначе, например \`${name}_crm\``,
  ),
});

/** The dimensions that are columns; and those that are groups. */
export const columnsIn = (all: ReadonlyMap<string, Dimension>): [name: string, of: OfColumn][] =>
  [...all].flatMap(([name, of]) => ('of' in of ? [] : [[name, of]]));
export const groupsIn = (all: ReadonlyMap<string, Dimension>): [name: string, of: Grouping][] =>
  [...all].flatMap(([name, of]) => ('of' in of ? [[name, of]] : []));

/** The names of dimensions whose cells hold one value each: these can be looked up and grouped. */
export const wholeColumns = (all: ReadonlyMap<string, Dimension>): string[] =>
  columnsIn(all).flatMap(([name, { split }]) => (split === undefined ? [name] : []));
