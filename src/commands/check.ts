import { resolve } from 'node:path';
import { EXIT, text } from '../error.js';
import { withoutCommands } from '../model/annotation.js';
import type { Checked } from '../model/checked-files.js';
import { areFailed } from '../model/gate.js';
import { OPTIONS } from '../options/all-options.js';
import { CHECK_OPTIONS } from '../options/check-options.js';
import { valuesOf } from '../options/define-option.js';
import { type CommandDefinition, examples, PATHS } from './define-command.js';

export const check: CommandDefinition = {
  name: 'check',
  description: text(
    'what each file is, how it was read, what was left out and why',
    'что это за файлы, как прочитаны, что пропущено и почему',
  ),
  examples: examples('funnel check exports/', 'funnel check exports/ -f json'),
  paths: PATHS,
  place: 'check',
  own: CHECK_OPTIONS,
  async run({ paths, flags, lang, color, io }) {
    const values = valuesOf(OPTIONS, flags);
    const { format } = valuesOf(CHECK_OPTIONS, flags);
    const {
      withSession,
      renderCheck,
      checkSummary,
      handToCi,
      refuseOver,
      refusePersonal,
      checkJson,
      accepted,
      isStrict,
      checkedReport,
      fileNotes,
      checkedWithoutPeople,
    } = await import('./at-work.js');
    if (values.ci) refusePersonal(values, '--ci');
    // What is too much for a report is just what `check` is for.
    const options = { ...values, paths, maxRejects: { share: 1 }, lenient: true };
    if (values.junit !== undefined) await refuseOver([resolve(io.cwd, values.junit)], options, io);
    return withSession(options, io, async (session) => {
      const found: Checked = {
        ledger: session.ledger,
        ...(await checkedReport(session, options)),
        notes: await fileNotes(session),
        said: [],
      };
      const told = values.personal ? found : checkedWithoutPeople(found);
      const checked = { ...told, ...accepted(told.warnings, session.config.accept, told.ledger) };
      const { gates, open } = checked;
      const page = { lang: lang(), color, width: io.width };
      const shownInCi = (words: string) => (values.ci ? withoutCommands(words) : words);
      io.out(format === 'json' ? checkJson(checked, lang()) : shownInCi(renderCheck(checked, page)));
      await handToCi({ gates, warnings: open }, values, () => checkSummary(gates, open, lang()), lang(), io);
      if (open.some(({ code }) => isStrict(values.strict, code))) return EXIT.input;
      return open.length > 0 || areFailed(gates) ? EXIT.gate : EXIT.done;
    });
  },
};
