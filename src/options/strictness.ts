import { text, UserError } from '../error.js';
import { meant } from '../model/meant.js';
import { nearest } from '../model/nearest.js';
import { REACHES, type Reach } from '../model/report.js';
import { WARNINGS } from '../model/warnings.js';
import { defineOption, EITHER, oneOf, PRINTED, SCOPED } from './define-option.js';

export const reach = defineOption({
  flags: '--reach <mode>',
  isRare: true,
  help: text('what counts as having reached a stage', 'что считать достижением этапа'),
  on: [...SCOPED, 'load'],
  choices: REACHES,
  default: 'implied',
  given: oneOf(REACHES),
  read: (written: Reach | undefined): Reach => written ?? 'implied',
});

/** `true`: all warnings are errors; a list: those of these codes. */
export const strict = defineOption({
  flags: '--strict [codes]',
  offers: 'codes',
  isRare: true,
  help: text(
    'warnings are errors; with --strict=code,code those of these codes alone',
    'предупреждения — ошибки; с --strict=код,код — только с этими кодами',
  ),
  on: [...PRINTED, 'sql', 'check', 'load'],
  given: EITHER,
  read: (written: string | boolean | undefined): boolean | ReadonlySet<string> => {
    if (typeof written !== 'string' || written === '') return written !== undefined && written !== false;
    const codes = written.split(',').map((code) => code.trim());
    for (const code of codes) if (!(code in WARNINGS)) throw unknownCode(code);
    return new Set(codes);
  },
});

function unknownCode(code: string): UserError {
  const near = nearest(code, Object.keys(WARNINGS));
  return new UserError(
    text(`--strict ${code}: there is no such warning`, `--strict ${code}: такого предупреждения нет`),
    {
      hint: /^(?:all|все|true|yes)$/iu.test(code)
        ? meant('--strict')
        : near
          ? meant(near)
          : text('the codes stand in -f json, under warnings', 'коды стоят в -f json, в warnings'),
    },
  );
}
