import { EXIT, text, UserError } from '../error.js';
import { meantOf } from '../model/meant.js';
import { OPTIONS } from '../options/all-options.js';
import { valuesOf } from '../options/define-option.js';
import { RECONCILE, REPORTS } from '../reports/all-reports.js';
import type { DefinedReport } from '../reports/define-report.js';
import { type CommandDefinition, examples, type Given, PATHS } from './define-command.js';

export const report: CommandDefinition = {
  name: 'report',
  description: text('the unified funnel: stages, sources, reasons', 'единая воронка: этапы, источники, причины отказа'),
  examples: text(
    `Examples:
  funnel report exports/
  funnel report exports/ --week 2026-W47 --lang ru
  funnel report ads.csv crm.csv -f csv -o summary/
  funnel report exports/ --where source=VK --by manager
`,
    `Примеры:
  funnel report выгрузки/
  funnel report выгрузки/ --week 2026-W47
  funnel report ads.csv crm.csv --excel -o отчёт/
  funnel report выгрузки/ --where source=VK --by manager
`,
  ),
  paths: PATHS,
  place: 'report',
  run: (given) => print(given),
};

/** A report that is asked for alone, by its name. */
export const oneReport = ({ name, question, asked }: DefinedReport): CommandDefinition => ({
  name,
  description: question,
  examples: examples(
    ['funnel', name, 'exports/', ...(asked ? [asked] : [])].join(' '),
    `funnel ${name} exports/ ${asked ?? '--month 2026-10'} -f csv`,
  ),
  paths: PATHS,
  place: 'one',
  run: (given) => print(given, [name]),
});

export const reconcile: CommandDefinition = {
  name: 'reconcile',
  description: text('Why do the numbers of platforms and CRM differ?', 'Почему цифры кабинетов и CRM не сходятся?'),
  examples: examples('funnel reconcile exports/', 'funnel reconcile exports/ --month 2026-10 -f csv -o reconciled/'),
  paths: PATHS,
  place: 'one',
  run: (given) =>
    print(
      given,
      RECONCILE.map(({ name }) => name),
    ),
};

async function print({ paths, flags, lang, color, io }: Given, only?: readonly string[]): Promise<number> {
  const values = valuesOf(OPTIONS, flags);
  const sections = only ?? known(values.section);
  const { printReport } = await import('./at-work.js');
  await printReport({ ...values, paths, sections }, { ...values, lang, color }, io);
  return EXIT.done;
}

function known(sections: readonly string[]): readonly string[] {
  const names = REPORTS.map(({ name }) => name);
  for (const section of sections)
    if (!names.includes(section))
      throw new UserError(text(`unknown report: ${section}`, `неизвестный отчёт: ${section}`), {
        hint: meantOf(section, names),
      });
  return sections;
}
