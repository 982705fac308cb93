import type { UserError } from '../error.js';
import { LEAD_STAGES } from '../model/funnel-stages.js';
import { hidePeople } from '../model/people.js';
import { areSums, type Table } from '../model/tables.js';
import { type Lang, NO_WORDS, type Text, text } from '../model/text.js';
import { scalar } from '../model/yaml-scalar.js';
import type { Draft } from './draft.js';
import { filesYaml } from './draft-files.js';
import { aligned, join, type Line } from './draft-lines.js';

/** The draft as the text of a working `funnel.yaml`, with comments on what a person should check. */
export function yamlOf(draft: Draft, lang: Lang): string {
  const blocks = [
    head(draft),
    wrong(draft),
    terms(draft),
    left(draft),
    filesYaml(draft),
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
      const to = linked === undefined ? NO_WORDS : text(`, by the IDs of ${linked}`, `, по ID из ${linked}`);
      return join(
        `#   ${scalar(path)}${sheet === undefined ? '' : ` (${scalar(sheet)})`}: `,
        guessed
          ? text(`${what}, a guess${to.en}`, `${what}, догадка${to.ru}`)
          : text(`${source}, ${what}`, `${source}, ${what}`),
      );
    }),
  ];
}

/** The problems that prevent any report, with what to do about each. */
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

/** The section `lookups`: words that another file explains. */
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
    ...dimensions.map(({ name, heading, split }) =>
      split === undefined
        ? `#   ${scalar(name)}: ${scalar(heading)}`
        : `#   ${scalar(name)}: {column: ${scalar(heading)}, split: ${JSON.stringify(split)}}`,
    ),
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
    join(`currency: ${report}`, asked ? NO_WORDS : AS_EXPORTED),
    ...(others.length > 0 ? [rates(report, others)] : []),
  ];
}

/** The line for rates. It has no numbers: any number would be wrong, and a report needs the right one. */
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

function statuses({ statuses, unshown = 0 }: Draft): Line[] {
  if (statuses.length === 0) return unshown === 0 ? [] : [notWritten(unshown)];
  const lines = statuses.map(({ status, count, meaning }): [string, Text] => [
    `  ${key(status)}: ${meaning === undefined ? '?' : meaning.startsWith('{') ? 'lost ?' : `${meaning} ?`}`,
    meaning === undefined
      ? text(`rows: ${count}; fill in what it means`, `строк: ${count}; впишите, что это значит`)
      : text(`rows: ${count}`, `строк: ${count}`),
  ]);
  const choices = `${LEAD_STAGES.join(', ')}, lost, {lost: proposal}, ignore`;
  return [
    text(
      '# What a status of the CRM means: how far a lead with it has come',
      '# Что значит статус CRM: докуда дошёл лид с таким статусом',
    ),
    `# (${choices})`,
    'statuses:',
    ...aligned(lines),
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
const NO_CURRENCY = text(
  '# currency: RUB  # the exports do not say in what currency their amounts are',
  '# currency: RUB  # в какой валюте суммы, в выгрузках не сказано',
);
const VAT = text(
  '# vat: ?%  # if spend in the exports includes VAT: the rate',
  '# vat: ?%  # если расход в выгрузках с НДС: ставка',
);
const NORMS: Line[] = [
  text(
    '# Norms: the share of leads that should pass from the stage before',
    '# Нормы: какая доля лидов должна переходить с предыдущего этапа',
  ),
  '# norms: {qualified: 0.5, contact: 0.9, proposal: 0.5, decision: 0.5, deal: 0.3}',
];

/**
 * A key of YAML. A plain key may have at most 1,024 characters, quotes and escapes included; longer ones begin with
 * `?`.
 */
const key = (value: string): string => {
  const written = scalar(value);
  return written.length > 1000 ? `? ${written}\n  ` : written;
};
