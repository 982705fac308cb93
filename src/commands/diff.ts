import { EXIT, text, UserError } from '../error.js';
import { OPTIONS } from '../options/all-options.js';
import { valuesOf } from '../options/define-option.js';
import { LEADS_OPTIONS } from '../options/leads-options.js';
import { type CommandDefinition, examples } from './define-command.js';

export const diff: CommandDefinition = {
  name: 'diff',
  description: text('what was rewritten between two downloads of a CRM', 'что переписали в CRM между двумя выгрузками'),
  examples: examples(
    'funnel diff october/ november/',
    'funnel diff october/ november/ --where kind=back --month 2026-09',
    'funnel diff old.csv new.csv --sort money --limit 20',
  ),
  paths: text(
    'the older download and the newer one: a folder or a file each',
    'старая и новая выгрузки: папка или файл',
  ),
  place: 'diff',
  own: LEADS_OPTIONS,
  async run({ paths, flags, lang, color, io }) {
    const values = valuesOf(OPTIONS, flags);
    if (paths.length !== 2) throw notTwo(paths.length);
    const { computeDiff, printReport } = await import('./at-work.js');
    await printReport(
      { ...values, paths, sections: ['diff'], leads: valuesOf(LEADS_OPTIONS, flags) },
      { ...values, lang, color },
      io,
      { compute: computeDiff, readings: paths.map((path) => [path]) },
    );
    return EXIT.done;
  },
};

const notTwo = (given: number): UserError =>
  new UserError(
    text(
      `diff takes two downloads, the older one first; given: ${given}`,
      `diff сравнивает две выгрузки, сначала старую; указано: ${given}`,
    ),
    {
      hint: text(
        'type: funnel diff october/ november/ (a folder or a file each)',
        'наберите: funnel diff октябрь/ ноябрь/ (по папке или по файлу)',
      ),
    },
  );
