import { basename } from 'node:path';
import { NAMES } from '../config/find.js';
import type { Warning } from '../model/report.js';
import { areSums, type Table } from '../model/tables.js';
import { counted, plural, type Text, text } from '../model/text.js';
import type { Draft, DraftFile } from './draft.js';
import { shownFrom } from './draft-target.js';

interface Written {
  target: string;
  /** The draft was printed to stdout and not written to a file. */
  isPrinted: boolean;
  paths: readonly string[];
  cwd: string;
}

/** Says what was written, what to check in it, and what to type next. */
export function summaryOf(draft: Draft, warnings: readonly Warning[], content: string, written: Written): Text[] {
  const { files, statuses, wrong } = draft;
  const { target, isPrinted, paths, cwd } = written;
  const name = shownFrom(cwd, target);
  const elsewhere = NAMES.includes(basename(target)) ? '' : ` --config ${shell(name)}`;
  const given = paths.map(shell).join(' ');
  const next = `  → funnel ${isPrinted ? `init ${given}` : `report ${given}${elsewhere}`}`;
  const guessed = files.filter((file) => file.guessed).length;
  const unexplained = statuses.filter(({ meaning }) => meaning === undefined).length;
  return [
    isPrinted
      ? text(`as it would stand in ${name}; nothing is written`, `так было бы в ${name}; ничего не записано`)
      : text(`${name}: written`, `${name}: записан`),
    text(
      `  ${counted(files.length, 'export')}, ${guessed} with guessed columns`,
      `  ${files.length} ${plural(files.length, 'выгрузка', 'выгрузки', 'выгрузок')}, со столбцами по догадке: ${guessed}`,
    ),
    ...unread(draft),
    text(
      `  ${counted(statuses.length, 'status', 'statuses')} to confirm, ${unexplained} of them without a guess`,
      `  статусов для проверки: ${statuses.length}, из них без догадки: ${unexplained}`,
    ),
    ...warnings
      .filter(({ code }) => !OWN.has(code))
      .map(({ message }) => text(`  ! ${message.en}`, `  ! ${message.ru}`)),
    ...wrong.map(({ file, what, hint }) =>
      text(
        `  ! ${file === undefined ? '' : `${file}: `}${what.en}${hint ? ` → ${hint.en}` : ''}`,
        `  ! ${file === undefined ? '' : `${file}: `}${what.ru}${hint ? ` → ${hint.ru}` : ''}`,
      ),
    ),
    ...severalCurrencies(draft),
    ...toFill(content, name),
    text(next, next),
  ];
}

/** What lies among the exports and is not read with this draft, and why. */
function unread({ spare, left, wide }: Draft): Text[] {
  const summaries = spare.filter(({ table }) => areSums(table as Table));
  const lists = spare.filter((one) => !summaries.includes(one));
  return [
    ...ifAny(lists.map(nameOf), (names) =>
      text(
        `  ! drafted, and not read, since nothing links them to the leads: ${names}`,
        `  ! набросаны, но не читаются, так как не связаны с лидами: ${names}`,
      ),
    ),
    ...ifAny(summaries.map(nameOf), (names) =>
      text(
        `  ! drafted, and not read, since they may be the sums of another sheet, or its plan: ${names}`,
        `  ! набросаны, но не читаются, так как могут быть итогами или планом другой таблицы: ${names}`,
      ),
    ),
    ...ifAny(left, (names) => text(`  no exports, as it seems: ${names}`, `  похоже, не выгрузки: ${names}`)),
    ...ifAny(wide, (names) =>
      text(
        `  ! days, months or sources side by side, which nothing reads: ${names}; lay them out with a row for each (source, month, spend), then funnel init --force`,
        `  ! дни, месяцы или источники столбцами, так не читается: ${names}; разложите по строкам (источник, месяц, расход), затем funnel init --force`,
      ),
    ),
  ];
}

const ifAny = (names: readonly string[], say: (list: string) => Text): Text[] =>
  names.length > 0 ? [say(names.join(', '))] : [];

const nameOf = ({ path, sheet }: DraftFile): string => (sheet === undefined ? path : `${path}/${sheet}`);

const severalCurrencies = ({ currencies }: Draft): Text[] =>
  currencies.length > 1
    ? [
        text(
          `  ! amounts in ${currencies.join(', ')}: put the rates into it, else there is no report`,
          `  ! суммы в ${currencies.join(', ')}: впишите курсы, иначе отчёта не будет`,
        ),
      ]
    : [];

/** The lines of the draft that wait for a value; `name` is that of its file. */
function toFill(content: string, name: string): Text[] {
  const open = openLines(content);
  if (open.length === 0) return [];
  const more = open.length - MOST;
  return [
    text('  fill in first:', '  сначала заполните:'),
    ...open.slice(0, MOST).map(({ line, words }) => text(`  ${name}:${line}: ${words}`, `  ${name}:${line}: ${words}`)),
    ...(more > 0
      ? [text(`  and ${more} more lines with a ? alone`, `  и ещё строк, где стоит только ?: ${more}`)]
      : []),
  ];
}

/** The number of lines to fill in that are shown. */
const MOST = 10;

/** Warnings that the draft itself contains. */
const OWN = new Set(['guessed-columns', 'guessed-statuses', 'no-export']);

/** The lines of a configuration with a question mark in the place of a value. */
const openLines = (content: string): { line: number; words: string }[] =>
  content
    .split('\n')
    .map((words, at) => ({ line: at + 1, words: words.trim().replace(/\s+#/, '  #') }))
    .filter(({ words }) => /^[^#].*: \?(?:\s|$)/.test(words));

/** A word quoted for a shell where needed. */
const shell = (word: string): string =>
  /^[\p{L}\p{N}_./*?@%+=:,-]+$/u.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
