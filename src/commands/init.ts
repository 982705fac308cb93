import { EXIT, text } from '../error.js';
import { OPTIONS } from '../options/all-options.js';
import { valuesOf } from '../options/define-option.js';
import { INIT_OPTIONS } from '../options/init-options.js';
import { safe } from '../render/safe.js';
import { type CommandDefinition, examples } from './define-command.js';

export const init: CommandDefinition = {
  name: 'init',
  description: text(
    'writes a funnel.yaml from the exports: guesses to confirm, every unknown status',
    'пишет funnel.yaml по выгрузкам: догадки для проверки, все неизвестные статусы',
  ),
  examples: examples('funnel init exports/', 'funnel init --schema > funnel.schema.json'),
  paths: text('files, folders and globs; none: this folder', 'файлы, папки и шаблоны; без них — эта папка'),
  place: 'init',
  own: INIT_OPTIONS,
  async run({ paths, flags, lang, io }) {
    const { out, force, schema } = valuesOf(INIT_OPTIONS, flags);
    const { jsonSchema, writeDraft } = await import('./at-work.js');
    if (schema) {
      io.out(`${JSON.stringify(jsonSchema(), null, 2)}\n`);
      return EXIT.done;
    }
    const values = valuesOf(OPTIONS, flags);
    const said = await writeDraft({ ...values, paths, out, force }, lang(), io);
    if (!values.quiet) io.err(`${said.map((line) => safe(line[lang()])).join('\n')}\n`);
    return EXIT.done;
  },
};
