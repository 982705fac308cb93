import { EXIT, text, UserError } from '../error.js';
import { meantOf } from '../model/meant.js';
import { type CommandDefinition, examples } from './define-command.js';

const OF = ['report', 'explain', 'config'] as const;

export const schema: CommandDefinition = {
  name: 'schema',
  description: text(
    'the JSON Schema of what -f json writes (report), of explain --json (explain), and of funnel.yaml (config)',
    'JSON Schema того, что выводят -f json (report) и explain --json (explain), и funnel.yaml (config)',
  ),
  examples: examples('funnel schema report > funnel-1.schema.json', 'funnel schema config > funnel.schema.json'),
  paths: text('of what: report, explain or config', 'чего: report, explain или config'),
  place: 'schema',
  offers: { words: OF },
  async run({ paths, io }) {
    const [of = '', ...more] = paths;
    if (more.length > 0 || !(OF as readonly string[]).includes(of))
      throw new UserError(
        of === ''
          ? text('the schema of what?', 'схема чего?')
          : text(`there is no schema of ${paths.join(' ')}`, `схемы ${paths.join(' ')} нет`),
        { hint: meantOf(of, OF) },
      );
    const { jsonSchema, explainSchema, reportSchema } = await import('./at-work.js');
    const made = { report: reportSchema, explain: explainSchema, config: jsonSchema }[of as (typeof OF)[number]]();
    io.out(`${JSON.stringify(made, null, 2)}\n`);
    return EXIT.done;
  },
};
