import type { Reject } from '../model/report.js';
import { type Text, text } from '../model/text.js';

/** Above this share of a file something is wrong with the whole of a column: to let its lines pass would lose the file. */
const MANY = 0.25;

/** What to do about lines that cannot be read: let them pass; but name the format where a whole column is unreadable. */
export function rejectsHint(rejects: readonly Reject[], rejected: number, lines: number): Text {
  const [first] = rejects;
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
  const form = formOf(first.value);
  const next = settingFor(form);
  return text(
    `«${first.column}» is written as ${form}; ${next.en}; funnel check lists the lines`,
    `«${first.column}» записан как ${form}; ${next.ru}; строки покажет funnel check`,
  );
}

/** `1E+03`, `1,2e5`: what was shown, and not what there is. */
const SHORTENED = /^-?\d+(?:[.,]\d+)?e[+-]?\d+$/iu;

/** A cell without what it says: `31.12.25` is `00.00.00`, `12 Mai` is `00 aaa`. */
const formOf = (value: string): string => value.replace(/\p{N}/gu, '0').replace(/\p{L}/gu, 'a');

/** The option with which dates of this form are read. */
function settingFor(form: string): Text {
  const [, separator] = /^0{1,2}([./-])0{1,2}\1(?:00)(?:[ T,]|$)/.exec(form) ?? [];
  const named = /^0{1,2}([ -])a{3,9}\.?\1(?:00)(?:[ T,]|$)/.exec(form);
  const patterns =
    separator === '.'
      ? ['dd.MM.yy']
      : separator
        ? [`dd${separator}MM${separator}yy`, `MM${separator}dd${separator}yy`]
        : named
          ? ['d-MMM-yy']
          : /^0{8}$/.test(form)
            ? ['yyyyMMdd']
            : [];
  const flags = patterns.map((pattern) => `--dates ${pattern}`);
  return flags.length > 0
    ? text(`read it with ${flags.join(' or ')}`, `прочитать можно с ${flags.join(' или ')}`)
    : text(
        'no setting reads that: export it in another format',
        'так не читается ни с какой настройкой: выгрузите в другом формате',
      );
}
