import { EXIT, text, UserError } from '../error.js';
import { fold } from '../model/fold.js';
import type { KnownFormat } from '../model/known-format.js';
import { meant, meantOf } from '../model/meant.js';
import { valuesOf } from '../options/define-option.js';
import { FORMATS_OPTIONS } from '../options/formats-options.js';
import { type CommandDefinition, examples } from './define-command.js';

/** Those of these names; all where none is given. */
function chosen(all: readonly KnownFormat[], names: readonly string[]): readonly KnownFormat[] {
  const found = names.map((name) => {
    const same = all.find((one) => [one.name, one.title].some((own) => fold(own) === fold(name)));
    if (same) return same;
    const known = all.map((one) => one.name);
    const begun = known.filter((one) => one.split('-').includes(fold(name)));
    throw new UserError(text(`no format is called ${name}`, `нет формата ${name}`), {
      hint: begun.length > 0 ? meant(...begun) : meantOf(name, known),
    });
  });
  return names.length > 0 ? found : all;
}

export const formats: CommandDefinition = {
  name: 'formats',
  description: text(
    'the exports that are known, the headings needed from each, where to get them',
    'какие выгрузки известны, какие заголовки нужны и где их взять',
  ),
  examples: examples('funnel formats', 'funnel formats amocrm'),
  paths: text('names of formats; none: all of them', 'названия форматов; без них — все'),
  place: 'formats',
  own: FORMATS_OPTIONS,
  async run({ paths, flags, lang, color, io }) {
    const { drawFormats, knownFormats, usualSheets } = await import('./at-work.js');
    const wanted = chosen(knownFormats(), paths);
    io.out(
      valuesOf(FORMATS_OPTIONS, flags).format === 'json'
        ? `${JSON.stringify({ schema: 'funnel/formats/1', formats: wanted }, null, 2)}\n`
        : drawFormats(wanted, usualSheets(lang()), { lang: lang(), color, width: io.width }),
    );
    return EXIT.done;
  },
};
