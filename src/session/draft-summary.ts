import { basename } from 'node:path';
import { NAMES } from '../config/find.js';
import { counted, plural, type Text, text } from '../model/text.js';
import type { Draft } from './draft.js';
import { shownFrom } from './draft-target.js';
import type { Session } from './session.js';

interface Written {
  target: string;
  paths: readonly string[];
  cwd: string;
}

/** What was written, what to look at in it, and what to type next. */
export function summaryOf(
  { files, statuses, currencies }: Draft,
  { warnings }: Session,
  { target, paths, cwd }: Written,
): Text[] {
  const guessed = files.filter((file) => file.guessed).length;
  const ignored = statuses.filter(({ meaning }) => meaning === 'ignore').length;
  const name = shownFrom(cwd, target);
  const elsewhere = NAMES.includes(basename(target)) ? '' : ` --config ${shell(name)}`;
  const next = `  → funnel report ${paths.map(shell).join(' ')}${elsewhere}`;
  return [
    text(`${name}: written`, `${name}: записан`),
    text(
      `  ${counted(files.length, 'export')}, ${guessed} with guessed columns`,
      `  ${files.length} ${plural(files.length, 'выгрузка', 'выгрузки', 'выгрузок')}, со столбцами по догадке: ${guessed}`,
    ),
    text(
      `  ${counted(statuses.length, 'status', 'statuses')} to check, ${ignored} without a guess`,
      `  статусов для проверки: ${statuses.length}, из них без догадки: ${ignored}`,
    ),
    ...warnings
      .filter(({ code }) => code !== 'guessed-columns')
      .map(({ message }) => text(`  ! ${message.en}`, `  ! ${message.ru}`)),
    ...(currencies.length > 1
      ? [
          text(
            `  ! amounts in ${currencies.join(', ')}: put the rates into it, else there is no report`,
            `  ! суммы в ${currencies.join(', ')}: впишите курсы, иначе отчёта не будет`,
          ),
        ]
      : []),
    text(next, next),
  ];
}

/** As a shell takes it for one word. */
const shell = (word: string): string =>
  /^[\p{L}\p{N}_./*?@%+=:,-]+$/u.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
