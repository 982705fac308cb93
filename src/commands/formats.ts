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
    const { KNOWN_FORMATS, usualSheets } = await import('../sources/known-formats.js');
    const { drawFormats } = await import('../render/formats-page.js');
    io.out(
      valuesOf(FORMATS_OPTIONS, flags).format === 'json'
        ? `${JSON.stringify({ schema: 'funnel/formats/1', formats: KNOWN_FORMATS }, null, 2)}\n`
        : drawFormats(KNOWN_FORMATS, usualSheets(lang), { lang, color, width: io.width }),
    );
    return EXIT.done;
  },
};
