import { literal, raw, type Sql, sql } from '../../../engines/sql.js';
import { text } from '../../../error.js';
import type { DateSetting } from '../../../model/date-setting.js';
import { LETTER_OF_MONTHS, monthNamed } from '../../../model/months.js';
import { afterSteps, PLAIN_STEPS, type PlainStep, plainSteps } from '../../../model/plain-dates.js';
import { byShape, NOTHING, type Open, type Reading, type Shape, shapeIn } from './cell-shape.js';
import { momentProgram } from './program.js';

const CLOCK =
  '(?<time>0{1,2}:00(?::00(?:[.,]0{1,9})?)?)(?<half> ?[ap]\\.?m\\.?)?(?: ?(?<offset>z|utc|[+-]00(?::?00)?))?';
const TIME = `(?<gap>,? +|T)${CLOCK}`;
const ISO = new RegExp(`^0000([-./])0{1,2}\\1(?:0{1,2})(?:${TIME})?$`, 'i');
const NUMERIC = new RegExp(`^0{1,2}([-./])0{1,2}\\1(0000|00)(?:${TIME})?$`, 'i');
/** `20261001`, and with its hour, minute and second behind it. */
const PACKED = /^0{8}(?<clock>00(?:00){0,2})?$/;
const PACKED_DAY = /^0{8}$/;
/** Since 1970 by the clock of UTC: in seconds, or in thousandths. */
const SECONDS = /^0{10}(?:000)?$/;
/** Since 1899-12-30, with the time of the day as its part. */
const SERIAL = /^0{5}(?<part>[.,]0+)?$/;
const SERIAL_DAY = /^0{5}$/;
/** From that day to 1970, in seconds. */
const TO_EPOCH = 25_569 * 86_400;
const WEEKDAY = '(?:\\p{L}{2,12}\\.?,? )?';
const NAMED_DAY_FIRST = new RegExp(
  `^${WEEKDAY}0{1,2}(?:\\.|er|º)?[ -](?:de )?(?<month>${LETTER_OF_MONTHS}{3,12})\\.?,?[ -](?:de )?(?<year>0000|00)(?: г\\.?)?(?:${TIME})?$`,
  'iu',
);
const NAMED_MONTH_FIRST = new RegExp(
  `^${WEEKDAY}(?<month>${LETTER_OF_MONTHS}{3,12})\\.? 0{1,2},? 0000(?:${TIME})?$`,
  'iu',
);

const AT_THE_END = new RegExp(`[ T]${CLOCK}$`, 'i');

const PLAIN = [ISO, NUMERIC, PACKED, SECONDS, SERIAL, NAMED_DAY_FIRST, NAMED_MONTH_FIRST];

/** The rewriting that turns a shape into one of the plain forms (`plain-dates.ts`); empty if it is one already. */
function stepsOf(shape: string): readonly PlainStep[] {
  return NOTHING.has(shape) || PLAIN.some((form) => form.test(shape)) ? [] : plainSteps(shape);
}

const plainShape = (shape: string, steps = stepsOf(shape)): string => shapeIn(afterSteps(shape, steps));

/** A cell in its plain form, whatever of these shapes it has. */
export function plainCell(cell: Sql, shapes: readonly string[]): Sql {
  const steps = new Set(shapes.flatMap(stepsOf));
  return inSql(
    cell,
    PLAIN_STEPS.filter((step) => steps.has(step)),
  );
}

const inSql = (cell: Sql, steps: readonly PlainStep[]): Sql =>
  steps.reduce(
    (left, { pattern, plain }) => sql`regexp_replace(${left}, ${literal(`(?i)${pattern}`)}, ${literal(plain)}, 'g')`,
    cell,
  );

/** Whether moments of a shape have an offset from UTC; undefined: a day, or no moment at all. */
export function clockIn(written: string): 'plain' | 'offset' | undefined {
  const shape = plainShape(written);
  if (SECONDS.test(shape)) return 'offset';
  if (SERIAL.exec(shape)?.groups?.part) return 'plain';
  const clock = AT_THE_END.exec(shape);
  return clock === null ? undefined : clock.groups?.offset ? 'offset' : 'plain';
}

/** Whether a cell of a shape is a day and no time. */
export const isDayAlone = (shape: string): boolean =>
  clockIn(shape) === undefined &&
  [ISO, NUMERIC, PACKED_DAY, SERIAL_DAY, NAMED_DAY_FIRST, NAMED_MONTH_FIRST].some((form) =>
    form.test(plainShape(shape)),
  );

/** The separator of a date whose first two parts could be day and month in either order; null for other shapes. */
export function numericSeparator(shape: string, shortYears: boolean): string | null {
  const [, separator, year] = NUMERIC.exec(plainShape(shape)) ?? [];
  return separator === undefined || (year === '00' && !shortYears) ? null : separator;
}

/**
 * For the numeric dates with one separator in all date columns of a file: whether a first part, or a second part, is
 * above 12.
 */
export interface Parts {
  dayFirst: boolean;
  monthFirst: boolean;
}

export interface DateContext {
  setting: DateSetting | undefined;
  /** What the source always writes: it decides only where no date does. */
  usual?: DateSetting | undefined;
  parts: ReadonlyMap<string, Parts>;
  /** The zone of naive moments in the file, and the report's; equal or undefined: no conversion. */
  zone: { file: string | undefined; report: string | undefined };
}

/** Settles a column of moments or days. The values are TIMESTAMPs in wall-clock time of the report's zone. */
export function settleDate(shapes: readonly Shape[], context: DateContext): Reading | Open {
  const said = new Set<string>();
  const groups = new Map<string, { shapes: string[]; read: Read }>();
  for (const { shape } of shapes) {
    if (NOTHING.has(shape)) continue;
    const read = readShape(shape, context, said);
    if (read === undefined) continue;
    if ('open' in read) return read;
    const key = JSON.stringify(read.value(sql`x`));
    const group = groups.get(key) ?? { shapes: [], read };
    group.shapes.push(shape);
    groups.set(key, group);
  }
  const readings = [...groups.values()];
  const branches = readings.map(({ shapes: own, read }) => ({ shapes: own, value: read.value }));
  const formats = new Map(
    readings.flatMap(({ shapes: own, read: { format } }) =>
      format ? own.map((shape) => [shape, format] as const) : [],
    ),
  );
  return {
    convert: (cell) => byShape(cell, branches, shapes, sql`cast(null as timestamp)`),
    program: (shape) => {
      const format = formats.get(shape);
      return format === undefined ? undefined : momentProgram(format, shape);
    },
    ...clockOf(readings, shapes),
    said: said.size > 0 ? text(`dates ${[...said].join(', ')}`, `даты ${[...said].join(', ')}`) : null,
  };
}

/**
 * How cells of one shape become moments; and, where a clock is changed, whether a moment is one that it skips or shows
 * twice.
 */
interface Read {
  value: (cell: Sql) => Sql;
  /** The engine's own format, where that is all there is to it. */
  format?: string;
  skipped?: (cell: Sql) => Sql;
  repeated?: (cell: Sql) => Sql;
}

function clockOf(groups: readonly { shapes: string[]; read: Read }[], all: readonly Shape[]): Pick<Reading, 'clock'> {
  if (!groups.some(({ read }) => read.skipped)) return {};
  const branches = (pick: (read: Read) => ((cell: Sql) => Sql) | undefined) => (cell: Sql) => {
    const holding = groups.flatMap(({ shapes, read }) => {
      const holds = pick(read);
      return holds ? [{ shapes, value: holds }] : [];
    });
    return sql`coalesce(${byShape(cell, holding, all, sql`false`)}, false)`;
  };
  return { clock: { skipped: branches(({ skipped }) => skipped), repeated: branches(({ repeated }) => repeated) } };
}

function readShape(shape: string, context: DateContext, said: Set<string>): Read | Open | undefined {
  const steps = stepsOf(shape);
  const read = readPlain(plainShape(shape, steps), context, said);
  return read === undefined || 'open' in read || steps.length === 0 ? read : behind((cell) => inSql(cell, steps), read);
}

/** The same for cells that have to be rewritten first, as no format of the engine reads them. */
function behind(rewritten: (cell: Sql) => Sql, { value, skipped, repeated }: Read): Read {
  return {
    value: (cell) => value(rewritten(cell)),
    ...(skipped && { skipped: (cell: Sql) => skipped(rewritten(cell)) }),
    ...(repeated && { repeated: (cell: Sql) => repeated(rewritten(cell)) }),
  };
}

function readPlain(shape: string, context: DateContext, said: Set<string>): Read | Open | undefined {
  const iso = ISO.exec(shape);
  if (iso) {
    const [, separator = '-', gap, time, half, offset] = iso;
    said.add('yyyy-MM-dd');
    const date = separator === '-' ? '%Y-%m-%d' : `%Y${separator}%m${separator}%d`;
    return withTime(date, { gap, time, half, offset }, context);
  }
  const numeric = NUMERIC.exec(shape);
  if (numeric) {
    const [, separator = '.', year, gap, time, half, offset] = numeric;
    if (year === '00' && !(context.setting ?? context.usual)?.shortYears) return undefined;
    const order = numericOrder(separator, context);
    if (typeof order === 'object') return order;
    said.add(order === 'dmy' ? `dd${separator}MM${separator}yyyy` : `MM${separator}dd${separator}yyyy`);
    const y = year === '00' ? '%y' : '%Y';
    const format = order === 'dmy' ? `%d${separator}%m${separator}${y}` : `%m${separator}%d${separator}${y}`;
    return withTime(format, { gap, time, half, offset }, context);
  }
  const packed = PACKED.exec(shape);
  if (packed && (context.setting ?? context.usual)?.packed) {
    const format = `%Y%m%d${'%H%M%S'.slice(0, packed.groups?.clock?.length ?? 0)}`;
    return { value: (cell) => sql`try_strptime(${cell}, ${literal(format)})` };
  }
  if (SECONDS.test(shape) && (context.setting ?? context.usual)?.seconds) {
    said.add('unix');
    const { report } = context.zone;
    const naive = (cell: Sql) =>
      sql`make_timestamp(try_cast(${cell} as bigint) * ${raw(shape.length === 10 ? '1000000' : '1000')})`;
    return {
      value: report === undefined ? naive : (cell) => sql`timezone(${report}, timezone('UTC', ${naive(cell)}))`,
    };
  }
  const serial = SERIAL.exec(shape);
  if (serial && (context.setting ?? context.usual)?.serials) {
    said.add('excel');
    const { file, report } = context.zone;
    const days = (cell: Sql) => sql`try_cast(replace(${cell}, ',', '.') as decimal(38,10))`;
    const naive = (cell: Sql) =>
      sql`make_timestamp((cast(round(${days(cell)} * 86400) as bigint) - ${raw(String(TO_EPOCH))}) * 1000000)`;
    const isOwn = serial.groups?.part === undefined || !file || !report || file === report;
    return { value: isOwn ? naive : (cell) => sql`timezone(${report}, timezone(${file}, ${naive(cell)}))` };
  }
  for (const pattern of [NAMED_DAY_FIRST, NAMED_MONTH_FIRST]) {
    const named = pattern.exec(shape);
    const { month = '', time, half, offset, year } = named?.groups ?? {};
    const number = monthNamed(month);
    const isShort = year === '00';
    if (!named || number === 0 || (isShort && !(context.setting ?? context.usual)?.shortYears)) continue;
    said.add(pattern === NAMED_DAY_FIRST ? `d MMM ${isShort ? 'yy' : 'yyyy'}` : 'MMM d, yyyy');
    // The month's name becomes its number, weekday and commas are dropped, and the rest has one reading.
    const parts = `[^0-9]*([0-9]{1,2})[^0-9]+([0-9]{${isShort ? 2 : 4}})[^0-9]*`;
    const clock = time ? '([0-9].*)?' : '';
    const date = `${isShort ? '20' : ''}\\2-${String(number).padStart(2, '0')}-\\1`;
    const rewritten = (cell: Sql) =>
      sql`regexp_replace(${cell}, ${`^${parts}${clock}$`}, ${time ? `${date} \\3` : date})`;
    return behind(rewritten, withTime('%Y-%m-%d', { gap: ' ', time, half, offset }, context));
  }
  return undefined;
}

export function numericOrder(
  separator: string,
  { setting, usual, parts }: Pick<DateContext, 'setting' | 'usual' | 'parts'>,
): 'dmy' | 'mdy' | Open {
  const { dayFirst, monthFirst } = parts.get(separator) ?? { dayFirst: false, monthFirst: false };
  const hint = text(
    'say which: --dates dmy or --dates mdy (in funnel.yaml: dates, under the file)',
    'укажите: --dates dmy или --dates mdy (в funnel.yaml: dates у файла)',
  );
  if (setting && setting.order !== 'ymd') return setting.order;
  if (dayFirst && monthFirst)
    return {
      open: text('some dates are day first, some month first', 'часть дат с дня, часть с месяца'),
      hint,
      settledBy: 'dates',
    };
  if (dayFirst) return 'dmy';
  if (monthFirst) return 'mdy';
  if (usual && usual.order !== 'ymd') return usual.order;
  // Nobody writes the month first with points. With a slash or dash both orders are in use somewhere.
  if (separator === '.') return 'dmy';
  return {
    open: text(
      `03${separator}04 may be 3 April or March 4, and no date in the file tells`,
      `03${separator}04 — это 3 апреля или 4 марта, и ни одна дата файла не подсказывает`,
    ),
    hint,
    settledBy: 'dates',
  };
}

/** What follows the day in the shape of a moment. */
interface Time {
  /** What stands between the day and the time. */
  gap: string | undefined;
  time: string | undefined;
  half: string | undefined;
  offset: string | undefined;
}

/** Gaps that a format can hold as they are. */
const GAPS = [' ', 'T', ', '];

function withTime(date: string, { gap = ' ', time, half, offset }: Time, { zone }: DateContext): Read {
  if (!time) return { value: (cell) => sql`try_strptime(${cell}, ${literal(date)})`, format: date };
  const seconds = time.split(':').length === 3;
  const isPlain = GAPS.includes(gap);
  const clock = `${half ? '%I' : '%H'}:%M${seconds ? ':%S' : ''}${half ? ' %p' : ''}`;
  // Fractions of a second, an odd gap and the offset are cut off, so that a single format is left.
  const cut = (cell: Sql) => {
    let rest = cell;
    if (offset) rest = sql`regexp_replace(${rest}, '(?i) ?(z|utc|[+-][0-9]{2}(:?[0-9]{2})?)$', '')`;
    if (/[.,]0{1,9}$/.test(time)) rest = sql`regexp_replace(${rest}, '(:[0-9]{2})[.,][0-9]{1,9}', '\\1')`;
    if (half) rest = sql`regexp_replace(${rest}, '(?i) ?([ap])\\.?m\\.?$', ' \\1m')`;
    return isPlain ? rest : sql`regexp_replace(${rest}, '[,T ]+([0-9]{1,2}:)', ' \\1')`;
  };
  const format = literal(`${date}${isPlain ? gap : ' '}${clock}`);
  const naive = (cell: Sql) => sql`try_strptime(${cut(cell)}, ${format})`;
  const { file, report } = zone;
  if (offset) {
    if (report === undefined) return { value: naive };
    const shift = (cell: Sql) =>
      /^(z|utc)$/i.test(offset)
        ? sql`interval 0 minute`
        : sql`to_minutes(cast(concat(regexp_extract(${cell}, '([+-])[0-9]{2}:?[0-9]{0,2}$', 1), '1') as integer)
            * (cast(regexp_extract(${cell}, '[+-]([0-9]{2}):?[0-9]{0,2}$', 1) as integer) * 60
            + coalesce(try_cast(regexp_extract(${cell}, '[+-][0-9]{2}:?([0-9]{2})$', 1) as integer), 0)))`;
    return { value: (cell) => sql`timezone(${report}, timezone('UTC', ${naive(cell)} - ${shift(cell)}))` };
  }
  const isWhole = isPlain && !half && !/[.,]0{1,9}$/.test(time);
  if (!file || !report || file === report)
    return { value: naive, ...(isWhole ? { format: `${date}${gap}${clock}` } : {}) };
  // Of an hour that comes twice the first is taken: the moment an hour before it, plus an hour.
  const moment = (cell: Sql) => sql`timezone(${file}, ${naive(cell)})`;
  const wall = (instant: Sql) => sql`timezone(${file}, ${instant})`;
  const earlier = (cell: Sql) => sql`(timezone(${file}, ${naive(cell)} - interval 1 hour) + interval 1 hour)`;
  const later = (cell: Sql) => sql`(timezone(${file}, ${naive(cell)} + interval 1 hour) - interval 1 hour)`;
  return {
    value: (cell) =>
      sql`timezone(${report}, case when ${wall(earlier(cell))} = ${naive(cell)} then least(${moment(cell)}, ${earlier(cell)}) else ${moment(cell)} end)`,
    skipped: (cell) => sql`${wall(moment(cell))} <> ${naive(cell)}`,
    repeated: (cell) =>
      sql`(${wall(earlier(cell))} = ${naive(cell)} and ${wall(later(cell))} = ${naive(cell)} and ${earlier(cell)} <> ${later(cell)})`,
  };
}
