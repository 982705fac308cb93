import { type Text, text, UserError } from '../../error.js';
import { meant, meantOf } from '../../model/meant.js';
import { formatWhole } from '../../model/numbers.js';

// Errors in a query, in the program's own words: the engine's messages name settings that nobody can change here.

/** `line 2, column 7`, for a position counted in characters; null where it lies outside. */
function placeOf(query: string, at: number): Text | null {
  if (!Number.isInteger(at) || at < 0 || at > query.length) return null;
  const before = query.slice(0, at).split('\n');
  const [line, column] = [before.length, (before.at(-1) as string).length + 1];
  return text(`line ${line}, column ${column}`, `строка ${line}, позиция ${column}`);
}

/** The same of a place that is counted in bytes. */
export function placeOfByte(query: string, at: number): Text | null {
  const bytes = Buffer.from(query);
  return Number.isInteger(at) && at >= 0 && at <= bytes.length
    ? placeOf(query, bytes.subarray(0, at).toString().length)
    : null;
}

/** An error of the engine for people. `columns`: those of the queried tables. */
export function queryRefused(
  message: string,
  query: string,
  { at = pointedAt(message, query), columns = [] }: { at?: number | undefined; columns?: readonly string[] } = {},
): UserError {
  const [first = ''] = message.replace(/^(?:[A-Z][\w-]* ){1,3}Error: /i, '').split('\n');
  const { what, hint } = inWords(first, columns);
  return refusedAt(at === undefined ? null : placeOf(query, at), what, hint);
}

/** `line 2, column 7: …` */
export const refusedAt = (place: Text | null, what: Text, hint?: Text): UserError =>
  new UserError(place ? text(`${place.en}: ${what.en}`, `${place.ru}: ${what.ru}`) : what, hint ? { hint } : {});

/**
 * The position that `LINE 2: …` and the `^` below it point to. Of a long line only a part is shown: then only the line is
 * known.
 */
function pointedAt(message: string, query: string): number | undefined {
  const [, number, shown, blanks] = /^LINE (\d+): (.*)\n( *)\^/m.exec(message) ?? [];
  if (number === undefined || shown === undefined || blanks === undefined) return undefined;
  const lines = query.split('\n');
  const line = Number(number) - 1;
  const start = lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0);
  return lines[line] === shown ? start + blanks.length - `LINE ${number}: `.length : undefined;
}

interface Said {
  readonly what: Text;
  readonly hint?: Text;
}

function inWords(message: string, columns: readonly string[]): Said {
  for (const [pattern, say] of SAYINGS) {
    const found = pattern.exec(message);
    if (found) return say(found, columns);
  }
  const plain = shortened(message.replace(/[.!]$/, ''));
  return { what: text(`DuckDB: ${plain}`, `DuckDB не может: ${plain}`), hint: DIALECT };
}

/** A value out of a cell may stand in it. */
const shortened = (message: string): string => message.replace(/(['"])([^'"]{40})[^'"]+\1/gu, '$1$2…$1').slice(0, 200);

const SAYINGS: readonly (readonly [RegExp, (found: RegExpExecArray, columns: readonly string[]) => Said])[] = [
  [
    /syntax error at end of input/,
    () => ({ what: text('the query ends too early', 'запрос обрывается'), hint: DIALECT }),
  ],
  [
    /syntax error at or near "([\s\S]*?)"$/,
    ([, near = '']) => ({
      what: text(`not understood at «${shortened(near)}»`, `непонятно возле «${shortened(near)}»`),
      hint: DIALECT,
    }),
  ],
  [
    /unterminated quoted (?:string|identifier)/,
    () => ({ what: text('a quote is not closed', 'не закрыта кавычка'), hint: DIALECT }),
  ],
  [
    /^(?:Referenced column "(.+?)" (?:not found|was not found)|(?:Table|Values list) ".*" does not have a column named "(.+?)")/,
    ([, bare, qualified], columns) => {
      const column = (bare ?? qualified) as string;
      return {
        what: text(`there is no column ${column}`, `нет столбца ${column}`),
        hint: columns.length > 0 ? meantOf(column, columns) : VIEWS,
      };
    },
  ],
  [
    /^column "(.+?)" must appear in the GROUP BY clause/i,
    ([, column]) => ({
      what: text(
        `${column} stands neither in GROUP BY nor in a sum or another aggregate`,
        `${column} нет ни в GROUP BY, ни внутри sum и подобных`,
      ),
      hint: text('group by all', 'group by all'),
    }),
  ],
  [
    /^No function matches the given name and argument types '(.+?)'\./,
    ([, call]) => ({
      what: text(`nothing takes these: ${call}`, `так вызвать нельзя: ${call}`),
      hint: text('cast the values, for example revenue::double', 'приведите тип, например revenue::double'),
    }),
  ],
  [
    /^Could not convert string '([\s\S]*)' to (\w+)(?: when casting from source column .*)?$/,
    ([, value = '', type]) => ({
      what: text(`«${value.slice(0, 40)}» is no ${type}`, `«${value.slice(0, 40)}» — не ${type}`),
      hint: text('try_cast(… as …) leaves it blank', 'try_cast(… as …) оставит пусто'),
    }),
  ],
  [
    /^Ambiguous reference to column name "(.+?)"/,
    ([, column]) => ({
      what: text(`${column} stands in several tables`, `${column} есть в нескольких таблицах`),
      hint: text(`name the table: leads.${column}`, `укажите таблицу: leads.${column}`),
    }),
  ],
  [
    /could not allocate|failed to (?:allocate|pin|offload)|out of memory/i,
    () => ({
      what: text('the memory limit was reached', 'не хватило отведённой памяти'),
      hint: text('ask for less, or give more: --memory 4GB', 'запросите меньше или дайте больше: --memory 4GB'),
    }),
  ],
  [
    /^More than one row returned by a subquery/,
    () => ({
      what: text(
        'a subquery in the place of a value gives several rows',
        'подзапрос на месте значения даёт несколько строк',
      ),
      hint: text('take one of them: max(…), or limit 1', 'возьмите одну: max(…) или limit 1'),
    }),
  ],
  [
    /^Could not cast value (\S+) to DECIMAL\(38,0\)/,
    ([, value]) => ({
      what: text(`${value} is longer than Parquet has numbers`, `${value} длиннее, чем числа в Parquet`),
      hint: text('write it as text: …::varchar', 'запишите текстом: …::varchar'),
    }),
  ],
  [/a NUL in it/, () => ({ what: text('there is a NUL in the query', 'в запросе есть символ NUL') })],
];

const DIALECT = text(
  'a query is one SELECT as DuckDB writes it, in quotes of the shell; texts stand in single ones',
  'запрос — один SELECT на языке DuckDB, целиком в кавычках командной строки; тексты внутри — в одинарных',
);
export const VIEWS = text('what the tables hold: funnel sql --views', 'что есть в таблицах: funnel sql --views');

export const noSelect = (): UserError =>
  new UserError(
    text(
      'only a SELECT is run (WITH … SELECT, FROM … too): nothing is changed, loaded, set or written by a query',
      'выполняется только SELECT (и WITH … SELECT, FROM …): запрос ничего не меняет, не загружает, не настраивает и не пишет',
    ),
    { hint: EXAMPLE },
  );

export const noQuery = (): UserError => new UserError(text('the query is empty', 'запрос пустой'), { hint: EXAMPLE });

const EXAMPLE = text(
  'funnel sql "select source, count(*) as leads from leads group by all order by leads desc" exports/',
  'funnel sql "select source, count(*) as leads from leads group by all order by leads desc" выгрузки/',
);

export const several = (count: number): UserError =>
  new UserError(text(`${count} statements: one at a time is run`, `запросов: ${count}, а выполняется один`), {
    hint: text('run each by itself', 'выполните каждый отдельно'),
  });

export const tooMany = (most: number): UserError =>
  new UserError(
    text(
      `more than ${formatWhole(most, 'en')} rows: nothing is written of them, half of it would seem all`,
      `больше ${formatWhole(most, 'ru')} строк: ничего не записано, ведь часть выглядела бы как всё`,
    ),
    {
      hint: text(
        'add them up (group by), keep fewer (where), or ask for the first: --limit 1000',
        'сгруппируйте (group by), отберите (where) или возьмите первые: --limit 1000',
      ),
    },
  );

export const tooLong = (seconds: number): UserError =>
  new UserError(text(`no answer within ${seconds} s`, `нет ответа за ${seconds} с`), {
    hint: text(
      'ask for less (a join without a condition?), or wait longer: --timeout 300',
      'запросите меньше (соединение без условия?) или подождите дольше: --timeout 300',
    ),
  });

export const tooLarge = (): UserError =>
  new UserError(text('too much to write: nothing is written of it', 'слишком много для записи: ничего не записано'), {
    hint: meant('-o result.parquet', '--limit 1000'),
  });

/** In a file of columns each is told by its name. */
export function requireApart(names: readonly string[]): void {
  const twice = names.find((one, at) => names.findIndex((other) => other.toLowerCase() === one.toLowerCase()) !== at);
  if (twice === undefined) return;
  throw new UserError(text(`two columns are called ${twice}`, `два столбца называются ${twice}`), {
    hint: text('give them names: … as cost', 'дайте им имена: … as cost'),
  });
}
