import { text } from '../../error.js';
import { fold } from '../../model/fold.js';
import { groupBy } from '../../model/group-by.js';
import type { Warning } from '../../model/report.js';
import { shownHeadings } from '../../model/shown-headings.js';
import type { Loaded } from '../scan/loaded.js';
import { repeatedHeadings } from '../shape/header.js';

/**
 * What the headings of the files give reason to doubt: a column without a name, a name that stands twice, a column that
 * only some exports of a set have.
 */
export function headingWarnings(loaded: readonly Loaded[]): Warning[] {
  return [...loaded.flatMap(ofOne), ...setsOf(loaded).flatMap(ofSet)];
}

function ofOne({ file: { name }, unnamed, shape, recognised }: Loaded): Warning[] {
  const read = new Set([...recognised.columns.values()].map(({ heading }) => fold(heading)));
  // A currency that stands twice is the same in both columns. Another field is read from a repeated heading only where one
  // column alone holds something, or all hold the same.
  const repeated = repeatedHeadings(shape.headings).filter((heading) => !read.has(fold(heading)));
  return [
    ...found({
      code: 'unnamed-columns',
      count: unnamed,
      message: text(
        `${name}: columns without a heading that hold something: ${unnamed}; they are not read`,
        `${name}: столбцов без заголовка, в которых что-то есть: ${unnamed}; они не читаются`,
      ),
    }),
    ...found({
      code: 'repeated-headings',
      count: repeated.length,
      message: text(
        `${name}: headings that stand more than once are not read: ${shownHeadings(repeated)}`,
        `${name}: повторяющиеся заголовки не читаются: ${shownHeadings(repeated)}`,
      ),
    }),
  ];
}

const found = (warning: Warning): Warning[] => (warning.count === 0 ? [] : [warning]);

/** Files that are the same export for other days or other accounts. A file that is not read belongs to no set. */
function setsOf(loaded: readonly Loaded[]): Loaded[][] {
  const sets = groupBy(
    loaded.filter(({ recognised }) => recognised.table !== 'none'),
    // Sheets of web analytics are not those of ads, though both hold statistics.
    ({ recognised: { source, table, entity, settings, columns } }) =>
      [source, table, entity, settings?.path, columns.has('sessions')].join('\n'),
  );
  return [...sets.values()].filter((set) => set.length > 1);
}

function ofSet(set: Loaded[]): Warning[] {
  const fields = new Map<string, { heading: string; file: string }>();
  for (const { recognised, file } of set)
    for (const [field, { heading }] of recognised.columns)
      if (!fields.has(field)) fields.set(field, { heading, file: file.name });
  const known = new Set<string>(set[0]?.shape.headings.map(fold));
  return set.flatMap(({ file, recognised, shape }) => {
    const missing = [...fields].flatMap(([field, has]) => (recognised.columns.has(field) ? [] : [has]));
    // Two fields may be read from one column: it is missing once.
    const lacking = [...new Set(missing.map(({ heading }) => heading))];
    const added = shape.headings.filter((heading) => !known.has(fold(heading)));
    for (const heading of added) known.add(fold(heading));
    // A column that the fields are read from under another name is no new one.
    const mapped = new Set([...recognised.columns.values()].map(({ heading }) => heading));
    const fresh = added.filter((heading) => !mapped.has(heading));
    const [other] = missing;
    return [
      ...found({
        code: 'column-missing',
        count: lacking.length,
        message: text(
          `${file.name}: has no ${shownHeadings(lacking)}, which ${other?.file} has: such figures are not complete`,
          `${file.name}: нет ${shownHeadings(lacking)}, а в ${other?.file} есть: такие показатели неполны`,
        ),
      }),
      ...found({
        code: 'new-column',
        count: fresh.length,
        message: text(
          `${file.name}: columns that the other exports of its kind do not have: ${shownHeadings(fresh)}`,
          `${file.name}: столбцы, которых нет в других таких выгрузках: ${shownHeadings(fresh)}`,
        ),
      }),
    ];
  });
}
