import { EXIT, text } from '../error.js';
import { OPTIONS } from '../options/all-options.js';
import { valuesOf } from '../options/define-option.js';
import { type CommandDefinition, examples, PATHS } from './define-command.js';

export const check: CommandDefinition = {
  name: 'check',
  description: text(
    'what each file is, how it was read, what was left out and why',
    'что это за файлы, как прочитаны, что пропущено и почему',
  ),
  examples: examples('funnel check exports/'),
  paths: PATHS,
  place: 'check',
  async run({ paths, flags, lang, color, io }) {
    const values = valuesOf(OPTIONS, flags);
    const { withSession, renderCheck } = await import('./at-work.js');
    // What is too much for a report is just what `check` is for.
    const options = { ...values, paths, maxRejects: { share: 1 }, lenient: true };
    return withSession(options, io, async ({ ledger, warnings }) => {
      io.out(renderCheck(ledger, warnings, { lang, color, width: io.width }));
      return warnings.length > 0 ? EXIT.gate : EXIT.done;
    });
  },
};
