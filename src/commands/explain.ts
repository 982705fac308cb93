import { EXIT, text, UserError } from '../error.js';
import { OPTIONS } from '../options/all-options.js';
import { valuesOf } from '../options/define-option.js';
import { EXPLAIN_OPTIONS } from '../options/explain-options.js';
import { type CommandDefinition, examples } from './define-command.js';
import { refuseOfExports } from './refuse-of-exports.js';

export const explain: CommandDefinition = {
  name: 'explain',
  description: text(
    'where one number comes from: formula, files and headings, lead IDs',
    'откуда взялось число: формула, файлы и столбцы, ID лидов',
  ),
  examples: examples(
    'funnel explain stages.deal.step_rate exports/',
    'funnel explain sources.cpl exports/ --row source=VK --ids',
    "funnel explain sources.deals exports/ --row 'source=(paid)' --ids -f csv",
  ),
  paths: text(
    'the figure, report.column or report.row.column; then files, folders, globs; none: the files of funnel.yaml',
    'показатель: отчёт.столбец или отчёт.строка.столбец; затем файлы, папки, шаблоны; без них — files из funnel.yaml',
  ),
  place: 'explain',
  offers: { words: 'figures' },
  own: EXPLAIN_OPTIONS,
  async run({ paths: [figure, ...paths], flags, lang, color, io }) {
    if (figure === undefined)
      throw new UserError(text('which number?', 'какое число?'), {
        hint: text(
          'a report and a column of it: funnel explain sources.cpl exports/',
          'отчёт и его столбец: funnel explain sources.cpl выгрузки/',
        ),
      });
    const [values, own] = [valuesOf(OPTIONS, flags), valuesOf(EXPLAIN_OPTIONS, flags)];
    refuseOfExports({ paths, flags }, values);
    const { explainNumber, renderExplanation } = await import('./at-work.js');
    const explanation = await explainNumber(figure, { ...values, ...own, paths }, io);
    io.out(
      renderExplanation(explanation, own.json ? 'json' : own.format, {
        ...{ lang: lang(), color, width: io.width },
        listed: own.ids,
      }),
    );
    return EXIT.done;
  },
};
