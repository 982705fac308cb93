import { NO_NUMBER } from '../intake/type/checks.js';
import { isDay } from '../model/dates.js';
import { leaveOut } from '../model/leave-out.js';
import { NOT_SAID_PAID } from '../model/paid-words.js';
import type { Reject } from '../model/report.js';
import { type Text, text } from '../model/text.js';

/** What a person said of the formats of a file, on the command line or in funnel.yaml. */
export interface SaidOfFile {
  dates?: string | undefined;
  decimal?: string | undefined;
}

/** Above this share of unreadable lines a whole column must be wrong: letting its lines pass would lose the file. */
const MANY = 0.25;

/**
 * What to do about unreadable lines: leave out a setting that contradicts the file, name the format if a whole column
 * is unreadable, else let the lines pass.
 */
export function rejectsHint(rejects: readonly Reject[], rejected: number, lines: number, said: SaidOfFile = {}): Text {
  const [first] = rejects;
  const form = formOf(first?.value ?? '');
  const isNumber = first?.reason.en === NO_NUMBER.en;
  const patterns = isNumber ? [] : patternsOf(form).filter((pattern) => pattern !== said.dates);
  const against = inTheWay(form, said);
  if (patterns.length === 0 && against) return written(first, form, leaveOut(against));
  if (first?.reason.en === NOT_SAID_PAID.en) {
    const unclear = rejects.filter(({ reason }) => reason.en === NOT_SAID_PAID.en).map(({ value }) => value);
    const words = [...new Set(unclear)].filter((value) => value !== '').slice(0, 5);
    const exclude = `exclude: {"${first.column}": ${words.length > 0 ? JSON.stringify(words) : 'absent'}}`;
    const none = `exclude: {"${first.column}": absent}`;
    const [en, ru] = words.length > 0 ? [`; if none does, ${none}`, `; если таких нет, ${none}`] : ['', ''];
    return text(
      `those of these words that mean not paid go into funnel.yaml, for example ${exclude}; rows with the others count then${en}`,
      `те из этих слов, что значат «не оплачено», впишите в funnel.yaml, например ${exclude}; строки с остальными тогда идут в счёт${ru}`,
    );
  }
  const ofColumn = rejects.filter(({ column }) => column !== null && column === first?.column).length;
  if (!first || first.value === '' || ofColumn < lines * MANY) {
    const percent = Math.ceil((rejected / lines) * 100);
    return text(
      `funnel check lists them; --max-rejects ${percent}% lets them pass`,
      `funnel check покажет их; --max-rejects ${percent}% пропустит их`,
    );
  }
  if (SHORTENED.test(first.value))
    return text(
      `«${first.column}» is written with exponents (${first.value}), as Excel shortens numbers: show the column as a number with all its digits, and save again`,
      `«${first.column}» записан со степенью (${first.value}): так Excel сокращает числа; задайте столбцу числовой формат со всеми цифрами и сохраните заново`,
    );
  if (isNumber && HUGE.test(form))
    return text(
      `numbers of «${first.column}» have more than 12 digits before the decimal mark, and are not read: look whether it is the right column (columns: in funnel.yaml), or export it in larger units`,
      `числа в «${first.column}» длиннее 12 цифр до десятичного знака и не читаются: проверьте, тот ли это столбец (columns: в funnel.yaml), или выгрузите его в единицах крупнее`,
    );
  if (!isNumber && isNoDay(first.value))
    return text(
      `${first.value} is no day of the calendar: put it right in the file; funnel check lists the lines`,
      `${first.value}: такого дня в календаре нет, исправьте его в файле; строки покажет funnel check`,
    );
  const flags = patterns.map((pattern) => `--dates ${pattern}`);
  return written(
    first,
    form,
    flags.length > 0
      ? text(`read it with ${flags.join(' or ')}`, `прочитать можно с ${flags.join(' или ')}`)
      : text(
          'no setting reads that: export it in another format',
          'так не читается ни с какой настройкой: выгрузите в другом формате',
        ),
  );
}

const written = (first: Reject | undefined, form: string, next: Text): Text =>
  text(
    `«${first?.column}» is written as ${form}; ${next.en}; funnel check lists the lines`,
    `«${first?.column}» записан как ${form}; ${next.ru}; строки покажет funnel check`,
  );

/** Whether a value has the form of a day, but is none in any order of day and month: `31.02.2026`, `2026-13-40`. */
function isNoDay(value: string): boolean {
  const [, year, month = '', day = ''] = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)/.exec(value) ?? [];
  const [, first = '', second = '', last] = /^(\d{1,2})[-./](\d{1,2})[-./](\d{4})(?!\d)/.exec(value) ?? [];
  const is = (of: string, at: string, one: string) => isDay(`${of}-${at.padStart(2, '0')}-${one.padStart(2, '0')}`);
  if (year !== undefined) return !is(year, month, day);
  return last !== undefined && !is(last, second, first) && !is(last, first, second);
}

/** `1E+03`, `1,2e5`: a number as a spreadsheet showed it, with digits lost. */
const SHORTENED = /^-?\d+(?:[.,]\d+)?e[+-]?\d+$/iu;

/** More digits before the decimal mark than amounts are read with. */
const HUGE = /^[^0a]*(?:0{13}|0{1,3}(?:[\s,.']000){4})/u;

/** The form of a cell, without its content: `31.12.25` is `00.00.00`, `12 Mai` is `00 aaa`. */
const formOf = (value: string): string => value.replace(/\p{N}/gu, '0').replace(/\p{L}/gu, 'a');

/** The setting of dates or decimal marks that keeps a whole date or number from being read; undefined: none. */
function inTheWay(form: string, { dates, decimal }: SaidOfFile): 'dates' | 'decimal' | undefined {
  if (dates !== undefined && /^0{1,4}[-./ ](?:0{1,2}|a+)[-./ ]+0/.test(form)) return 'dates';
  return decimal !== undefined && /^[^0a]*0[0\s.,'’]*[^0a]*$/u.test(form) ? 'decimal' : undefined;
}

/** The values of `--dates` with which dates of this form are read. */
function patternsOf(form: string): readonly string[] {
  const [, separator] = /^0{1,2}([./-])0{1,2}\1(?:00)(?:[ T,]|$)/.exec(form) ?? [];
  if (separator === '.') return ['dd.MM.yy'];
  if (separator) return [`dd${separator}MM${separator}yy`, `MM${separator}dd${separator}yy`];
  if (/^0{1,2}([ -])a{3,9}\.?\1(?:00)(?:[ T,]|$)/.test(form)) return ['d-MMM-yy'];
  if (/^0{10}(?:000)?$/.test(form)) return ['unix'];
  if (/^0{5}(?:[.,]0+)?$/.test(form)) return ['excel'];
  return /^0{8}$/.test(form) ? ['yyyyMMdd'] : [];
}
