import { EXIT, text } from '../error.js';
import { valuesOf } from '../options/define-option.js';
import { FORMATS_OPTIONS } from '../options/formats-options.js';
import { type CommandDefinition, examples } from './define-command.js';

export const formats: CommandDefinition = {
  name: 'formats',
  description: text(
    'the exports that are known, the headings needed from each, where to get them',
    'какие выгрузки известны, какие заголовки нужны и где их взять',
  ),
  examples: examples('funnel formats'),
  place: 'formats',
  own: FORMATS_OPTIONS,
  async run({ flags, lang, color, io }) {
    const { drawFormats, knownFormats, usualSheets } = await import('./at-work.js');
    io.out(
      valuesOf(FORMATS_OPTIONS, flags).format === 'json'
        ? `${JSON.stringify({ schema: 'funnel/formats/1', formats: knownFormats() }, null, 2)}\n`
        : drawFormats(knownFormats(), usualSheets(lang()), { lang: lang(), color, width: io.width }),
    );
    return EXIT.done;
  },
};
