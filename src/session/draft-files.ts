import { platformByName } from '../drafts/platform-by-name.js';
import type { FormatKey } from '../error.js';
import { hidePeople } from '../model/people.js';
import { areSums, type Table } from '../model/tables.js';
import { NO_WORDS, type Text, text } from '../model/text.js';
import { scalar } from '../model/yaml-scalar.js';
import type { Draft, DraftColumn, DraftFile } from './draft.js';
import { aligned, join, type Line } from './draft-lines.js';

/**
 * The section `files:` of a draft: what the exports do not say themselves. Each guess has a `?` and the alternatives.
 */
export function filesYaml({ files, spare, open }: Draft): Line[] {
  const needed = files.filter(({ guessed, settings, unsettled }) => guessed || settings.size > 0 || unsettled.size > 0);
  if (needed.length + spare.length + open.length === 0) return [];
  const isOpened = needed.length + open.length > 0 || spare.some(({ isNamed }) => isNamed);
  return [
    isOpened ? 'files:' : '# files:',
    ...open.flatMap(opened),
    ...needed.flatMap(entry),
    ...spare.flatMap((one) => [
      areSums(one.table as Table) ? (one.sheet === undefined ? TOTALS : SUMMARY) : SPARE,
      ...(one.isNamed ? [...placed(one), '    table: none'] : []),
      ...entry(one).map(commented),
    ]),
  ];
}

/** A table that nothing is known of: the line that a person must fill in, with the choices. */
const opened = ({ path, headings }: Draft['open'][number]): Line[] => [
  `  - path: ${scalar(path)}`,
  join(
    '    table: ?  # ',
    text(
      'crm (leads, deals), ad_stats (spend), agg (leads, deals, revenue per source and day), none (no export)',
      'crm (лиды, сделки), ad_stats (расходы), agg (лиды, сделки, выручка по источникам и дням), none (не выгрузка)',
    ),
  ),
  join(
    `    columns: {}  # `,
    text(
      `field: heading, out of ${headings.slice(0, 20).map(scalar).join(', ')}`,
      `поле: заголовок; есть ${headings.slice(0, 20).map(scalar).join(', ')}`,
    ),
  ),
];

const placed = ({ path, sheet }: Pick<DraftFile, 'path' | 'sheet'>): Line[] => [
  `  - path: ${scalar(path)}`,
  ...(sheet === undefined ? [] : [`    sheet: ${scalar(sheet)}`]),
];

function entry({ path, sheet, table, entity, guessed, hasResults, status, settings, unsettled }: DraftFile): Line[] {
  const has = new Set((guessed ?? []).flatMap(({ field, isAlternative }) => (isAlternative ? [] : [field])));
  return [
    ...placed({ path, sheet }),
    ...(guessed ? [`    table: ${table}`] : []),
    ...(hasResults ? [SUMS] : []),
    ...(guessed && entity === 'deal' ? ['    entity: deal'] : []),
    ...(guessed ? ['    columns:', ...columns(guessed)] : []),
    ...(status === undefined ? [] : [`    set: {status: ${scalar(status)}}`]),
    ...[...settings].map(([key, value]) => `    ${key}: ${scalar(value)}`),
    ...[...unsettled].map(([key, why]) => join(`    ${key}: ?  # ${CHOICES[key]}; `, oneLine(why))),
    ...(guessed && areSums(table as Table) ? missing(has, platformByName(path)) : []),
  ];
}

const commented = (line: Line): Line =>
  typeof line === 'string' ? `#${line.slice(1)}` : text(`#${line.en.slice(1)}`, `#${line.ru.slice(1)}`);

function columns(guessed: readonly DraftColumn[]): Line[] {
  const lines = guessed.map(({ field, column, holds, isAlternative }): [string, Text] => {
    const heading = scalar(column.replace(/\s+/gu, ' ').trim());
    const value = heading.startsWith('"') ? scalar(`${column.replace(/\s+/gu, ' ').trim()} ?`) : `${heading} ?`;
    const note = holds ?? NO_WORDS;
    return isAlternative
      ? [
          `      # ${field}: ${heading}`,
          text(note.en === '' ? 'or' : `or: ${note.en}`, note.ru === '' ? 'или' : `или: ${note.ru}`),
        ]
      : [`      ${field}: ${value}`, note];
  });
  return aligned(lines);
}

/** What a sheet of spend may lack: its source, its days. */
const missing = (has: ReadonlySet<string>, platform: string | undefined): Line[] => [
  ...(has.has('source') ? [] : [platform === undefined ? WHOSE : byName(platform)]),
  ...(has.has('day') || has.has('period_from') ? [] : [WHEN]),
];

const CHOICES: Readonly<Record<FormatKey, string>> = { decimal: '"." / ","', dates: 'dmy / mdy' };

const oneLine = ({ en, ru }: Text): Text => {
  const plain = (words: string) => hidePeople(words.replace(/\s+/gu, ' '), 'sentence');
  return text(plain(en), plain(ru));
};

const SPARE = text(
  '# Nothing links these to the leads above, and a second list would count everybody twice: so they are not read.',
  '# Эти строки не связаны с лидами выше, а второй список посчитал бы всех дважды: поэтому файл не читается.',
);
const SUMMARY = text(
  '# Another sheet of spend in one workbook may be the sums of the one above: so it is not read.',
  '# Ещё один лист расходов в той же книге: возможно, это итоги листа выше, поэтому он не читается.',
);
const TOTALS = text(
  '# Beside other spend this may be its sums, or the plan: so it is not read.',
  '# Рядом с другим расходом это могут быть его итоги или план: поэтому файл не читается.',
);
const SUMS = text(
  '    # or agg: its leads, deals and revenue too, below Total, where the CRM has no lead of its sources and days',
  '    # или agg: и её лиды, сделки, выручка, под «Всего», если в CRM нет лидов за её источники и дни',
);
const WHOSE = text(
  '    # set: {source: VK}  # whose spend it is, if all of it is of one source',
  '    # set: {source: VK}  # чей это расход, если он весь одного источника',
);
/** The platform in the file's name is only a suggestion: no number depends on it until a person confirms it. */
const byName = (platform: string): Text =>
  text(
    `    # set: {source: ${scalar(platform)}}  # whose spend it is by the file's name, if all of it is`,
    `    # set: {source: ${scalar(platform)}}  # чей это расход по имени файла, если весь`,
  );
const WHEN = text(
  '    # period: {from: 2026-10-01, to: 2026-10-31}  # the days of this spend, which the sheet does not tell',
  '    # period: {from: 2026-10-01, to: 2026-10-31}  # за какие дни этот расход: в таблице не сказано',
);
