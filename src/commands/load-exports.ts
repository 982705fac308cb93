import { EXIT, text, UserError } from '../error.js';
import { meant } from '../model/meant.js';
import { shellWord } from '../model/shell-word.js';
import { OPTIONS } from '../options/all-options.js';
import { valuesOf } from '../options/define-option.js';
import { LOAD_OPTIONS } from '../options/load-options.js';
import { safe } from '../render/safe.js';
import { type CommandDefinition, examples, PATHS } from './define-command.js';

export const load: CommandDefinition = {
  name: 'load',
  description: text(
    'brings the facts of the exports into a ClickHouse, in place of those of this CRM before',
    'загружает данные выгрузок в ClickHouse вместо прежних по этой CRM',
  ),
  examples: examples(
    'funnel load exports/ --into clickhouse://loader@db.example:8443/funnel',
    'funnel load --list --into clickhouse://loader@db.example:8443/funnel',
  ),
  paths: PATHS,
  place: 'load',
  own: LOAD_OPTIONS,
  async run({ paths, flags, lang, io }) {
    const values = valuesOf(OPTIONS, flags);
    const { into, crm, list, drop } = valuesOf(LOAD_OPTIONS, flags);
    const asked = [...(list ? ['--list'] : []), ...(drop === undefined ? [] : ['--drop'])];
    if (asked.length > 1 || (asked.length > 0 && (paths.length > 0 || crm !== undefined)))
      throw new UserError(
        text(`${asked[0]} stands alone: nothing is loaded with it`, `${asked[0]} — отдельно от загрузки`),
        { hint: meant(`funnel load ${list ? '--list' : `--drop ${shellWord(drop ?? '')}`} --into …`) },
      );
    const { dropFrom, listLoads, loadInto } = await import('./at-work.js');
    if (list) {
      io.out(await listLoads(into, lang(), io));
      return EXIT.done;
    }
    const said =
      drop === undefined
        ? await loadInto({ ...values, paths }, { ...values, into, crm, lang }, io)
        : await dropFrom(into, drop, io);
    if (!values.quiet) io.err(`${said.map((line) => safe(line[lang()])).join('\n')}\n`);
    return EXIT.done;
  },
};
