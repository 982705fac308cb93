import { LEAD_STAGES } from '../model/funnel-stages.js';
import { type Lang, type Text, text } from '../model/text.js';
import { scalar } from '../model/yaml-scalar.js';
import type { Draft } from './draft.js';

/** `funnel.yaml` as it runs, with what a person should look at in comments. */
export function yamlOf(draft: Draft, lang: Lang): string {
  const blocks = [head(draft), terms(draft), files(draft), statuses(draft), sources(draft), NORMS];
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
      '# It runs as it is. Lines that say "check" are guesses: put them right, or delete the comment.',
      '# Работает и так. Строки с пометкой «проверьте» — догадки: исправьте их или уберите пометку.',
    ),
    text(
      '# All keys: funnel init --schema; what was read and how: funnel check',
      '# Все ключи: funnel init --schema; что и как прочитано: funnel check',
    ),
    '#',
    text('# Exports:', '# Выгрузки:'),
    ...files.map(({ path, table, source, guessed }) =>
      join(
        `#   ${scalar(path)}: `,
        guessed
          ? text(`${table}, columns taken by their names`, `${table}, столбцы взяты по названиям`)
          : text(`${source}, ${table}`, `${source}, ${table}`),
      ),
    ),
  ];
}

function terms({ timezone, currency, currencies, files }: Draft): Line[] {
  return [
    timezone ? `timezone: ${scalar(timezone)}` : ZONE,
    ...money(currency, currencies),
    ...(files.some(({ table }) => table === 'ad_stats') ? [VAT] : []),
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

function files({ files }: Draft): Line[] {
  const needed = files.filter(({ guessed, settings }) => guessed || settings.size > 0);
  if (needed.length === 0) return [];
  return [
    'files:',
    ...needed.flatMap(({ path, sheet, table, guessed, settings }): Line[] => [
      `  - path: ${scalar(path)}`,
      ...(sheet === undefined ? [] : [`    sheet: ${scalar(sheet)}`]),
      ...(guessed ? [`    table: ${table}`, '    columns:', ...columns(guessed)] : []),
      ...[...settings].map(([key, value]) => `    ${key}: ${scalar(value)}`),
      ...(guessed && table === 'ad_stats' ? missing(guessed) : []),
    ]),
  ];
}

function columns(guessed: ReadonlyMap<string, string>): Line[] {
  const lines = [...guessed].map(
    ([field, heading]) => `      ${field}: ${scalar(heading.replace(/\s+/gu, ' ').trim())}`,
  );
  const width = Math.min(40, Math.max(...lines.map((line) => line.length)));
  return lines.map((line) => join(`${line.padEnd(width)}  # `, CHECK));
}

/** What a sheet of spend may need besides its columns. */
const missing = (guessed: ReadonlyMap<string, string>): Line[] => [
  ...(guessed.has('source') ? [] : [WHOSE]),
  ...(guessed.has('day') ? [] : [WHEN]),
];

function statuses({ statuses }: Draft): Line[] {
  if (statuses.length === 0) return [];
  const lines = statuses.map(({ status, count, meaning }): [string, Text] => [
    `  ${key(status)}: ${meaning}`,
    meaning === 'ignore'
      ? text(`rows: ${count}; says nothing so far: check`, `строк: ${count}; пока ничего не значит: проверьте`)
      : text(`rows: ${count}; check`, `строк: ${count}; проверьте`),
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
  ];
}

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
const VAT = text('# vat: 20%  # if spend in the exports includes VAT', '# vat: 20%  # если расход в выгрузках с НДС');
const CHECK = text('check', 'проверьте');
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
