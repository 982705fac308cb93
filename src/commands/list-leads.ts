import { EXIT, text } from '../error.js';
import { OPTIONS } from '../options/all-options.js';
import { valuesOf } from '../options/define-option.js';
import { LEADS_OPTIONS } from '../options/leads-options.js';
import { type CommandDefinition, examples, PATHS } from './define-command.js';
import { refuseOfExports } from './refuse-of-exports.js';

export const leads: CommandDefinition = {
  name: 'leads',
  description: text(
    'the leads one by one: IDs, sources, stages, outcomes',
    'лиды по одному: ID, источник, этап, исход',
  ),
  examples: examples(
    'funnel leads exports/ --where stage=proposal --where ending=lost',
    'funnel leads exports/ --where match=not_in_crm -f csv',
    'funnel leads exports/ --sort revenue --limit 20',
  ),
  paths: PATHS,
  place: 'leads',
  own: LEADS_OPTIONS,
  async run(given) {
    const { paths, flags, lang, color, io } = given;
    const values = valuesOf(OPTIONS, flags);
    refuseOfExports(given, values);
    const { printReport } = await import('./at-work.js');
    await printReport(
      { ...values, paths, sections: ['leads'], leads: valuesOf(LEADS_OPTIONS, flags) },
      { ...values, lang, color },
      io,
    );
    return EXIT.done;
  },
};
