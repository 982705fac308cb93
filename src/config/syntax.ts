import type { ErrorCode, YAMLError } from 'yaml';
import { type Text, text, UserError } from '../error.js';
import { onOneLine } from './complaint.js';

/** The parser's error in our words, with what to do about it. `written`: the whole line. */
export function syntaxProblem(error: YAMLError, file: string, line: number, written: string): UserError {
  const message = error.message.split('\n', 1)[0]?.slice(0, 100) ?? '';
  const tag = /^Unresolved tag: (\S+)/.exec(message)?.[1];
  if (tag) return forbiddenTag(tag, file, line);
  if (ODD_BLANK.test(written)) return new UserError(ODD_BLANKS.what, { file, line, hint: ODD_BLANKS.hint });
  // A key where an item of a list is expected: the parser would report a missing dash.
  const code = message.startsWith('Sequence item') ? 'BAD_INDENT' : error.code;
  const { what, hint } = PROBLEMS[code] ?? { what: text(`not YAML: ${message}`, `это не YAML: ${message}`) };
  return new UserError(what, { file, line, ...(hint && { hint }) });
}

/** Web pages and messengers put a no-break blank where YAML wants a plain one. To YAML it is a letter. */
const ODD_BLANK = /^\s*[\u00a0\u2007\u202f\u3000]|[:-][\u00a0\u2007\u202f\u3000]/u;

const ODD_BLANKS = {
  what: text('a blank that does not break stands in place of a plain one', 'вместо обычного пробела — неразрывный'),
  hint: text(
    'delete it and type a blank: copied text brings such ones',
    'удалите его и наберите пробел: он попал сюда с копированием',
  ),
};

const NO_TAGS = text(
  'write the value plainly, or in quotes: nothing in a configuration is run or converted',
  'напишите значение как есть или в кавычках: в настройках ничего не выполняется и не преобразуется',
);

/** The error for a tag. Tags can name types and code (`!!js/function`), so none is read, not even the harmless ones. */
export function forbiddenTag(tag: string, file: string, line: number): UserError {
  const written = onOneLine(tag.replace(/^tag:yaml\.org,2002:/, '!!'));
  return new UserError(text(`the tag ${written} is not allowed`, `тег ${written} не разрешён`), {
    file,
    line,
    hint: NO_TAGS,
  });
}

export function unknownAlias(name: string, file: string, line: number): UserError {
  const written = onOneLine(name);
  return new UserError(
    text(
      `*${written} refers to nothing: no &${written} above`,
      `*${written} ни на что не ссылается: выше нет &${written}`,
    ),
    {
      file,
      line,
      hint: text('a value that begins with * needs quotes', 'значение, которое начинается с *, берётся в кавычки'),
    },
  );
}

/** The error for a quote or bracket that is never closed. */
export const openProblem = (sign: string, file: string, line: number): UserError =>
  new UserError(text(`${sign} opens here and is never closed`, `здесь открывается ${sign} и нигде не закрывается`), {
    file,
    line,
    hint: text(`close it in the same line: ${EXAMPLES[sign]}`, `закройте в той же строке: ${EXAMPLES[sign]}`),
  });

const EXAMPLES: Readonly<Record<string, string>> = {
  '"': '"Stage: won"',
  "'": "'Stage: won'",
  '{': '{Won: deal, Lost: lost}',
  '[': '[Test, Spam]',
};

/** The mistakes that people make, in our words. For other ones the parser's words are shown. */
const PROBLEMS: Partial<Record<ErrorCode, { what: Text; hint?: Text }>> = {
  BAD_DQ_ESCAPE: {
    what: text('a backslash that means nothing in double quotes', 'обратная косая черта в двойных кавычках'),
    hint: text("use single quotes: 'C:\\exports'", "используйте одинарные кавычки: 'C:\\exports'"),
  },
  BAD_INDENT: {
    what: text('the indentation does not fit the lines above', 'отступ не совпадает с отступом строк выше'),
    hint: text('keys of one level begin in one column', 'ключи одного уровня начинаются в одном столбце'),
  },
  BAD_SCALAR_START: {
    what: text('a value begins with a character of YAML itself', 'значение начинается со служебного знака YAML'),
    hint: text('put it in quotes, like "> 0"', 'возьмите его в кавычки, например "> 0"'),
  },
  BLOCK_AS_IMPLICIT_KEY: {
    what: text('a key where a value is expected', 'ключ на месте значения'),
    hint: text(
      'a value with «: » in it needs quotes; keys of one level begin in one column',
      'значение, в котором есть «: », берётся в кавычки; ключи одного уровня начинаются в одном столбце',
    ),
  },
  MISSING_CHAR: {
    what: text(
      'something is missing: a closing quote or bracket, a comma, a colon or a blank',
      'чего-то не хватает: закрывающей кавычки или скобки, запятой, двоеточия или пробела',
    ),
    hint: text('look at this line and the one above', 'посмотрите эту строку и строку над ней'),
  },
  MULTILINE_IMPLICIT_KEY: {
    what: text('a key without «: » after it', 'после ключа нет «: »'),
    hint: text('write key: value, with a blank after the colon', 'пишите ключ: значение, с пробелом после двоеточия'),
  },
  MULTIPLE_DOCS: {
    what: text('a second document begins (---)', 'начинается второй документ (---)'),
    hint: text('one file is one document', 'один файл — один документ'),
  },
  NON_STRING_KEY: {
    what: text('a key must be plain text', 'ключ должен быть простым текстом'),
    hint: text('put the key in quotes', 'возьмите ключ в кавычки'),
  },
  UNEXPECTED_TOKEN: {
    what: text('a sign that closes nothing, or stands in the wrong place', 'лишний знак: он ничего не закрывает'),
    hint: text('delete it, or put the value in quotes', 'удалите его или возьмите значение в кавычки'),
  },
  RESOURCE_EXHAUSTION: { what: text('nested too deeply', 'слишком глубокая вложенность') },
  TAB_AS_INDENT: {
    what: text('a tab indents this line', 'отступ сделан табуляцией'),
    hint: text('indent with blanks', 'делайте отступ пробелами'),
  },
  TAG_RESOLVE_FAILED: { what: text('a tag (!…) is not allowed', 'тег (!…) не разрешён'), hint: NO_TAGS },
};
