import * as z from 'zod';
import { type Text, text } from '../error.js';
import { DIMENSION_NAMES, PERIOD } from '../model/dimensions.js';
import { fold } from '../model/fold.js';
import { ALL } from '../reports/all-reports.js';
import { complain } from './complaint.js';
import { grouping, wrongGrouping } from './groups-section.js';
import { onceEach } from './once.js';
import { mapOf, oneOrMore } from './schema-parts.js';
import { anyText, heading } from './values.js';

/** What `--by` and `--where` know without a configuration. */
const OWN_NAMES: readonly string[] = [...DIMENSION_NAMES, PERIOD];
/** A dimension is not called like a column of these. Any other report refuses it where it is asked for. */
const WITH_DIMENSIONS = [ALL.stages, ALL.sources, ALL.reasons];

/** Cells of several values have a row each by no report yet. */
function unsplit(node: unknown, context: z.core.$RefinementCtx): unknown {
  if (!(node instanceof Map && node.has('split'))) return node;
  context.issues.push(complain(node, SPLIT));
  return z.NEVER;
}

const SPLIT = {
  what: text('cells that hold several values are not split', 'ячейки с несколькими значениями не делятся'),
  hint: text(
    'name the column alone ({tags: Tags}): each cell is one value then',
    'назовите только столбец ({теги: Теги}): тогда ячейка — одно значение',
  ),
};

/** Name → heading, or groups of another dimension. The name becomes a column of every report and an argument of `--where NAME=VALUE`. */
export const dimensions = mapOf(z.preprocess(unsplit, z.union([heading, grouping]))).superRefine((map, context) => {
  const columns = new Set([...map].flatMap(([name, of]) => (typeof of === 'string' ? [name] : [])));
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
  for (const [name, of] of map) {
    const wrong = typeof of === 'string' ? null : wrongGrouping(of, columns);
    if (wrong) context.addIssue(complain(undefined, { ...wrong, part: 'key' }, [name]));
  }
  onceEach(
    [...map].map(([word, of]) => ({
      ...{ word, owner: `${word}: ${typeof of === 'string' ? of : of.of}`, path: [word], part: 'key' as const },
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

/** The name that is shown → the spellings that are equal to it. */
export const sources = mapOf(oneOrMore(anyText)).superRefine((map, context) => {
  const names = [...map.keys()].map((owner) => ({ word: owner, owner, path: [owner], part: 'key' as const }));
  onceEach([...names, ...spellings(map)], context);
});

/** The key of `reasons` that names no category, but texts that say nothing. */
export const NO_CONTENT = 'no_content';

/** Category → the texts of the CRM that belong to it. A category may bear the name of a text. */
export const reasons = mapOf(oneOrMore(anyText)).superRefine((map, context) => onceEach(spellings(map), context));

const spellings = (map: ReadonlyMap<string, readonly string[]>) =>
  [...map].flatMap(([owner, words]) => words.map((word, index) => ({ word, owner, path: [owner, index] })));
