import { EXIT, text } from '../error.js';
import { areFailed } from '../model/gate.js';
import { OPTIONS } from '../options/all-options.js';
import { valuesOf } from '../options/define-option.js';
import { REVIEW_OPTIONS } from '../options/review-options.js';
import type { Question } from '../reports/report-questions.js';
import type { ReportOptions } from './compute-report.js';
import { type CommandDefinition, examples, type Given, PATHS } from './define-command.js';
import { refuseOfExports } from './refuse-of-exports.js';

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
  run: (given) => print(given, undefined, { gates: true }),
};

/** A report that is asked for alone, by its name. */
export const oneReport = ({ name, question, asked }: Question): CommandDefinition => ({
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
  run: (given) => print(given, 'reconcile'),
};

export const review: CommandDefinition = {
  name: 'review',
  description: text('What to talk about this week?', 'Что обсудить на разборе недели?'),
  examples: examples(
    'funnel review exports/',
    'funnel review exports/ --week 2026-W47 --full',
    'funnel review exports/ -f csv -o review/',
  ),
  paths: PATHS,
  place: 'one',
  own: REVIEW_OPTIONS,
  run: (given) => {
    const asked = valuesOf(REVIEW_OPTIONS, given.flags);
    return print(given, 'review', { review: asked });
  },
};

async function print(
  given: Given,
  only?: readonly string[] | 'reconcile' | 'review',
  more: Partial<Pick<ReportOptions, 'gates' | 'review'>> = {},
): Promise<number> {
  const { paths, flags, lang, color, io } = given;
  const values = valuesOf(OPTIONS, flags);
  refuseOfExports(given, values);
  const { printReport, sectionsAsked } = await import('./at-work.js');
  const sections = sectionsAsked(only ?? values.section);
  const report = await printReport({ ...values, paths, sections, ...more }, { ...values, lang, color }, io);
  return areFailed(report.gates) || (values.ci && report.isBehind) ? EXIT.gate : EXIT.done;
}
