import type { UserError } from '../error.js';
import { LEAD_STAGES } from '../model/funnel-stages.js';
import { hidePeople } from '../model/people.js';
import { areSums, type Table } from '../model/tables.js';
import { type Lang, type Text, text } from '../model/text.js';
import { scalar } from '../model/yaml-scalar.js';
import type { Draft, DraftColumn, DraftFile } from './draft.js';

/** `funnel.yaml` as it runs, with what a person should look at in comments. */
export function yamlOf(draft: Draft, lang: Lang): string {
  const blocks = [
    head(draft),
    wrong(draft),
    terms(draft),
    left(draft),
    files(draft),
    lookUps(draft),
    dimensions(draft),
    statuses(draft),
    sources(draft),
    NORMS,
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => (typeof line === 'string' ? line : line[lang])).join('\n'))
    .join('\n\n')}\n`;
}

type Line = string | Text;

const join = (before: string, after: Text): Text => text(before + after.en, before + after.ru);

function head({ files }: Draft): Line[] {
  return [
    text(
      '# What these exports are and what is meant by what stands in them; written by funnel init.',
      '# Что это за выгрузки и что в них что значит; написано командой funnel init.',
    ),
    text(
      '# A value with a ? after it is a guess: it is used, and every report says so. Delete the ? where it is right.',
      '# Значение со знаком ? — догадка: она действует, и об этом сказано в каждом отчёте. Уберите ?, если всё верно.',
    ),
    text(
      '# A ? alone must be filled in: until then there is no report.',
      '# Вместо одинокого ? нужно вписать значение: до этого отчёта не будет.',
    ),
    text(
      '# All keys: funnel init --schema; what was read and how: funnel check',
      '# Все ключи: funnel init --schema; что и как прочитано: funnel check',
    ),
    '#',
    text('# Exports:', '# Выгрузки:'),
    ...files.map(({ path, sheet, table, entity, source, guessed, linked }) => {
      const what = table === 'crm' && entity === 'deal' ? 'crm (deal)' : table;
      const to = linked === undefined ? NOTHING : text(`, by the IDs of ${linked}`, `, по ID из ${linked}`);
      return join(
        `#   ${scalar(path)}${sheet === undefined ? '' : ` (${scalar(sheet)})`}: `,
        guessed
          ? text(`${what}, a guess${to.en}`, `${what}, догадка${to.ru}`)
          : text(`${source}, ${what}`, `${source}, ${what}`),
      );
    }),
  ];
}

/** What stands in the way of any report, with what to do. */
function wrong({ wrong }: Draft): Line[] {
  if (wrong.length === 0) return [];
  const line = ({ file, line, what, hint }: UserError, lang: Lang): string => {
    const at = line === undefined ? '' : lang === 'ru' ? `, строка ${line}` : `, line ${line}`;
    const words = `${file ?? ''}${at}: ${what[lang]}${hint ? ` → ${hint[lang]}` : ''}`;
    return `#   ${hidePeople(words.replace(/\s+/gu, ' '), 'sentence')}`;
  };
  return [
    text('# To be put right first, else there is no report:', '# Сначала исправьте, иначе отчёта не будет:'),
    ...wrong.map((error) => text(line(error, 'en'), line(error, 'ru'))),
  ];
}

function left({ left }: Draft): Line[] {
  if (left.length === 0) return [];
  return [
    join(
      `# ignore: [${left.map(scalar).join(', ')}]  # `,
      text(
        'no exports, as it seems: uncomment it where that is right',
        'похоже, это не выгрузки: раскомментируйте, если так и есть',
      ),
    ),
  ];
}

/** Words that another file explains. */
function lookUps({ lookUps }: Draft): Line[] {
  if (lookUps.length === 0) return [];
  const needed = lookUps.some(({ isNeeded }) => isNeeded);
  return [
    text('# What words stand for, out of another file', '# Что значат слова: из другого файла'),
    needed ? 'lookups:' : '# lookups:',
    ...lookUps.map(
      ({ of, file, key, value, isNeeded }) =>
        `${isNeeded ? '' : '#'}  ${isNeeded ? of : ` ${scalar(of)}`}: {file: ${scalar(file)}, key: ${scalar(key)}, value: ${scalar(value)}}`,
    ),
  ];
}

function dimensions({ dimensions }: Draft): Line[] {
  if (dimensions.length === 0) return [];
  return [
    text('# Columns for --by and --where', '# Столбцы для --by и --where'),
    '# dimensions:',
    ...dimensions.map(([name, heading]) => `#   ${scalar(name)}: ${scalar(heading)}`),
  ];
}

function terms({ timezone, currency, currencies, files }: Draft): Line[] {
  return [
    timezone ? `timezone: ${scalar(timezone)}` : ZONE,
    ...money(currency, currencies),
    ...(files.some(({ table }) => areSums(table as Table)) ? [VAT] : []),
  ];
}

function money(asked: string | undefined, found: readonly string[]): Line[] {
  const report = asked ?? found[0];
  if (report === undefined) return [NO_CURRENCY];
  const others = found.filter((code) => code !== report);
  return [
    join(`currency: ${report}`, asked ? NOTHING : AS_EXPORTED),
    ...(others.length > 0 ? [rates(report, others)] : []),
  ];
}

/** Without a number nothing runs, and any number would be a lie. */
const rates = (report: string, others: readonly string[]): Text => {
  const line = `# rates: {${others.map((code) => `${code}: …`).join(', ')}}  # `;
  return join(
    line,
    text(
      `needed: what one unit of each is worth in ${report}`,
      `нужны: сколько ${report} стоит единица каждой из этих валют`,
    ),
  );
};

function files({ files, spare, open }: Draft): Line[] {
  const needed = files.filter(({ guessed, settings }) => guessed || settings.size > 0);
  if (needed.length + spare.length + open.length === 0) return [];
  const isOpened = needed.length + open.length > 0 || spare.some(({ isNamed }) => isNamed);
  return [
    isOpened ? 'files:' : '# files:',
    ...open.flatMap(opened),
    ...needed.flatMap(entry),
    ...spare.flatMap((one) => [
      areSums(one.table as Table) ? SUMMARY : SPARE,
      ...(one.isNamed ? [`  - path: ${scalar(one.path)}`, '    table: none'] : []),
      ...entry(one).map(commented),
    ]),
  ];
}

/** Nothing tells what it is: the one line that a person must fill in, and what there is to choose from. */
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

function entry({ path, sheet, table, entity, guessed, hasResults, status, settings }: DraftFile): Line[] {
  const has = new Set((guessed ?? []).flatMap(({ field, isAlternative }) => (isAlternative ? [] : [field])));
  return [
    `  - path: ${scalar(path)}`,
    ...(sheet === undefined ? [] : [`    sheet: ${scalar(sheet)}`]),
    ...(guessed ? [`    table: ${table}`] : []),
    ...(hasResults ? [SUMS] : []),
    ...(guessed && entity === 'deal' ? ['    entity: deal'] : []),
    ...(guessed ? ['    columns:', ...columns(guessed)] : []),
    ...(status === undefined ? [] : [`    set: {status: ${scalar(status)}}`]),
    ...[...settings].map(([key, value]) => `    ${key}: ${scalar(value)}`),
    ...(guessed && areSums(table as Table) ? missing(has) : []),
  ];
}

const commented = (line: Line): Line =>
  typeof line === 'string' ? `#${line.slice(1)}` : text(`#${line.en.slice(1)}`, `#${line.ru.slice(1)}`);

function columns(guessed: readonly DraftColumn[]): Line[] {
  const lines = guessed.map(({ field, column, holds, isAlternative }): [string, Text] => {
    const heading = scalar(column.replace(/\s+/gu, ' ').trim());
    const value = heading.startsWith('"') ? scalar(`${column.replace(/\s+/gu, ' ').trim()} ?`) : `${heading} ?`;
    const note = holds ?? NOTHING;
    return isAlternative
      ? [
          `      # ${field}: ${heading}`,
          text(note.en === '' ? 'or' : `or: ${note.en}`, note.ru === '' ? 'или' : `или: ${note.ru}`),
        ]
      : [`      ${field}: ${value}`, note];
  });
  const width = Math.min(48, Math.max(...lines.map(([line]) => line.length)));
  return lines.map(([line, note]) => (note.en === '' ? line : join(`${line.padEnd(width)}  # `, note)));
}

/** What a sheet of spend may need besides its columns. */
const missing = (has: ReadonlySet<string>): Line[] => [
  ...(has.has('source') ? [] : [WHOSE]),
  ...(has.has('day') || has.has('period_from') ? [] : [WHEN]),
];

function statuses({ statuses, unshown = 0 }: Draft): Line[] {
  if (statuses.length === 0) return unshown === 0 ? [] : [notWritten(unshown)];
  const lines = statuses.map(({ status, count, meaning }): [string, Text] => [
    `  ${key(status)}: ${meaning === undefined ? '?' : meaning.startsWith('{') ? 'lost ?' : `${meaning} ?`}`,
    meaning === undefined
      ? text(`rows: ${count}; fill in what it means`, `строк: ${count}; впишите, что это значит`)
      : text(`rows: ${count}`, `строк: ${count}`),
  ]);
  const width = Math.min(48, Math.max(...lines.map(([line]) => line.length)));
  const choices = `${LEAD_STAGES.join(', ')}, lost, {lost: proposal}, ignore`;
  return [
    text(
      '# What a status of the CRM means: how far a lead with it has come',
      '# Что значит статус CRM: докуда дошёл лид с таким статусом',
    ),
    `# (${choices})`,
    'statuses:',
    ...lines.map(([line, comment]) => join(`${line.padEnd(width)}  # `, comment)),
    ...(unshown === 0 ? [] : [notWritten(unshown)]),
  ];
}

const notWritten = (count: number): Text =>
  text(
    `# statuses that hold phone numbers, mail addresses or names are not written here: ${count}; funnel init --personal writes them`,
    `# статусы с телефонами, почтой или именами сюда не записаны: ${count}; funnel init --personal запишет и их`,
  );

function sources({ sources, leadsWithoutSource }: Draft): Line[] {
  if (sources.length === 0) return [];
  return [
    text(
      '# Sources as the report names them, and the spellings that are one to it; to join others, uncomment and add them',
      '# Источники, как их называет отчёт, и написания, которые для него одно; другие можно дописать, раскомментировав',
    ),
    '# sources:',
    ...sources.map(({ name, leads, spellings }) =>
      join(
        `#   ${scalar(name)}: [${spellings.map(scalar).join(', ')}]  # `,
        text(`leads: ${leads}`, `лидов: ${leads}`),
      ),
    ),
    ...(leadsWithoutSource > 0
      ? [text(`# leads without a source: ${leadsWithoutSource}`, `# лидов без источника: ${leadsWithoutSource}`)]
      : []),
  ];
}

const ZONE = text(
  '# timezone: Europe/Moscow  # of the report; without it times stay as exported',
  '# timezone: Europe/Moscow  # часовой пояс отчёта; без него время как в выгрузках',
);
const AS_EXPORTED = text('  # as in the exports', '  # как в выгрузках');
const NOTHING = text('', '');
const NO_CURRENCY = text(
  '# currency: RUB  # the exports do not say in what currency their amounts are',
  '# currency: RUB  # в какой валюте суммы, в выгрузках не сказано',
);
const VAT = text(
  '# vat: ?%  # if spend in the exports includes VAT: the rate',
  '# vat: ?%  # если расход в выгрузках с НДС: ставка',
);
const SPARE = text(
  '# Nothing links these to the leads above, and a second list would count everybody twice: so they are not read.',
  '# Эти строки не связаны с лидами выше, а второй список посчитал бы всех дважды: поэтому файл не читается.',
);
const SUMMARY = text(
  '# Another sheet of spend in one workbook may be the sums of the one above: so it is not read.',
  '# Ещё один лист расходов в той же книге: возможно, это итоги листа выше, поэтому он не читается.',
);
const SUMS = text(
  '    # or agg: its leads, deals and revenue too, below Total, where the CRM has no lead of its sources and days',
  '    # или agg: и её лиды, сделки, выручка, под «Всего», если в CRM нет лидов за её источники и дни',
);
const WHOSE = text(
  '    # set: {source: VK}  # whose spend it is, if all of it is of one source',
  '    # set: {source: VK}  # чей это расход, если он весь одного источника',
);
const WHEN = text(
  '    # period: {from: 2026-10-01, to: 2026-10-31}  # the days of this spend, which the sheet does not tell',
  '    # period: {from: 2026-10-01, to: 2026-10-31}  # за какие дни этот расход: в таблице не сказано',
);
const NORMS: Line[] = [
  text(
    '# Norms: the share of leads that should pass from the stage before',
    '# Нормы: какая доля лидов должна переходить с предыдущего этапа',
  ),
  '# norms: {qualified: 0.5, contact: 0.9, proposal: 0.5, decision: 0.5, deal: 0.3}',
];

/** An implicit key may have 1,024 characters at most, quotes and escapes included. */
const key = (value: string): string => {
  const written = scalar(value);
  return written.length > 1000 ? `? ${written}\n  ` : written;
};
