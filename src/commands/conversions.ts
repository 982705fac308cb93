import { EXIT, text } from '../error.js';
import { OPTIONS } from '../options/all-options.js';
import { CONVERSIONS_OPTIONS } from '../options/conversions-options.js';
import { valuesOf } from '../options/define-option.js';
import { type CommandDefinition, examples, PATHS } from './define-command.js';

export const conversions: CommandDefinition = {
  name: 'conversions',
  description: text(
    'what Google Ads and Yandex Metrica take back: who was qualified, who bought',
    'что отдать обратно в Google Ads и Метрику: кто стал квалом, кто купил',
  ),
  examples: examples(
    'funnel conversions exports/ --for google --stage deal --sent sent.csv -o google.csv',
    'funnel conversions exports/ --for yandex --stage qualified --sent sent.csv -o yandex.csv',
    'funnel conversions --confirm google.csv --sent sent.csv',
  ),
  paths: PATHS,
  place: 'conversions',
  own: CONVERSIONS_OPTIONS,
  async run({ paths, flags, lang, io }) {
    const values = valuesOf(OPTIONS, flags);
    const own = valuesOf(CONVERSIONS_OPTIONS, flags);
    const { confirmConversions, writeConversions } = await import('./at-work.js');
    const said = own.confirm
      ? await confirmConversions(own.confirm, own.sent, paths, io)
      : await writeConversions({ ...values, paths }, own, io);
    if (!values.quiet) for (const line of said) io.err(`${line[lang()]}\n`);
    return EXIT.done;
  },
};
