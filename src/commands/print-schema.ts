import { EXIT, text, UserError } from '../error.js';
import { meantOf } from '../model/meant.js';
import { type CommandDefinition, examples } from './define-command.js';

const OF = ['report', 'config'] as const;

export const schema: CommandDefinition = {
  name: 'schema',
  description: text(
    'the JSON Schema of what -f json writes (report), and of funnel.yaml (config)',
    'JSON Schema того, что выводит -f json (report), и funnel.yaml (config)',
  ),
  examples: examples('funnel schema report > funnel-1.schema.json', 'funnel schema config > funnel.schema.json'),
  paths: text('of what: report or config', 'чего: report или config'),
  place: 'schema',
  async run({ paths, io }) {
    const [of = '', ...more] = paths;
    if (more.length > 0 || !(OF as readonly string[]).includes(of))
      throw new UserError(
        of === ''
          ? text('the schema of what?', 'схема чего?')
          : text(`there is no schema of ${paths.join(' ')}`, `схемы ${paths.join(' ')} нет`),
        { hint: meantOf(of, OF) },
      );
    const { jsonSchema, reportSchema } = await import('./at-work.js');
    io.out(`${JSON.stringify(of === 'report' ? reportSchema() : jsonSchema(), null, 2)}\n`);
    return EXIT.done;
  },
};
