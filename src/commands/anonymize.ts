import { EXIT, text } from '../error.js';
import { OPTIONS } from '../options/all-options.js';
import { ANONYMIZE_OPTIONS } from '../options/anonymize-options.js';
import { valuesOf } from '../options/define-option.js';
import { safe } from '../render/safe.js';
import { type CommandDefinition, examples, PATHS } from './define-command.js';

export const anonymize: CommandDefinition = {
  name: 'anonymize',
  description: text(
    'the same exports to be shown to a stranger: other names and IDs, days moved, the same figures',
    'те же выгрузки, чтобы показать посторонним: другие имена и ID, сдвинутые дни, те же цифры',
  ),
  examples: examples(
    'funnel anonymize exports/ --out for-others',
    'funnel anonymize exports/ --out for-others --keep-money',
  ),
  paths: PATHS,
  place: 'anonymize',
  own: ANONYMIZE_OPTIONS,
  async run({ paths, flags, lang, io }) {
    const values = valuesOf(OPTIONS, flags);
    const own = valuesOf(ANONYMIZE_OPTIONS, flags);
    const { writeAnonymised } = await import('./at-work.js');
    const said = await writeAnonymised({ ...values, paths }, own, io);
    if (!values.quiet) io.err(`${said.map((line) => safe(line[lang()])).join('\n')}\n`);
    return EXIT.done;
  },
};
