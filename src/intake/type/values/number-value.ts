import { literal, raw, type Sql, sql } from '../../../engines/sql.js';
import { text } from '../../../error.js';
import { CURRENCY_CODES, SHARED_SIGNS } from '../../../model/currencies.js';
import { byShape, NOTHING, type Open, type Reading, type Shape, shapeIn } from './cell-shape.js';
import { numberProgram } from './program.js';

export type DecimalMark = '.' | ',';

/** Currency signs and words that stand before or after an amount. `$` is some dollar: the report's, else the US one. */
const CURRENCIES: [pattern: string, code: string][] = [
  ['US\\$', 'USD'],
  ['AU?\\$', 'AUD'],
  ['CA?\\$', 'CAD'],
  ['R\\$', 'BRL'],
  ['HK\\$', 'HKD'],
  ['MX\\$', 'MXN'],
  ['NT\\$', 'TWD'],
  ['NZ\\$', 'NZD'],
  ['S\\$', 'SGD'],
  ['\\$', '$'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['₽', 'RUB'],
  ['руб(?:\\.|лей|ля|ль)?', 'RUB'],
  ['р\\.?', 'RUB'],
  ['₴', 'UAH'],
  ['грн\\.?', 'UAH'],
  ['₸', 'KZT'],
  ['₹', 'INR'],
  ['zł', 'PLN'],
  ['Kč', 'CZK'],
  ['Ft', 'HUF'],
  ['lei', 'RON'],
  ['kr\\.?', 'kr'],
  ['[¥￥]', '¥'],
  ['円', 'JPY'],
  ['元', 'CNY'],
  ['₺', 'TRY'],
  ['₪', 'ILS'],
  ['₩', 'KRW'],
  ['฿', 'THB'],
  ['₫', 'VND'],
  ['₱', 'PHP'],
  ['₾', 'GEL'],
  ['֏', 'AMD'],
  ['сум', 'UZS'],
  ['тенге|тг\\.?', 'KZT'],
  ['лв\\.?', 'BGN'],
  ['RM', 'MYR'],
  ['Rp\\.?', 'IDR'],
  ['RD\\$', 'DOP'],
  ['S/\\.?', 'PEN'],
  ['[A-Z]{3}', ''],
];
const SIGN = CURRENCIES.map(([pattern]) => pattern).join('|');
/**
 * Bitrix24 writes `150000|RUB`. Blanks stand only behind something that was found: a run of them is read in one way,
 * however long.
 */
const AMOUNT = new RegExp(
  `^(\\()?(?:([-+−])\\s*|\\s*)(?:(${SIGN})\\s*)?(?:([-−])\\s*)?((?!\\s)[0.,'’\\s]*0\\.?)\\s*\\|?(?:(${SIGN})\\s*)?(-)?(\\))?$`,
  'iu',
);
/** No amount is longer, with its currency and the blanks of an accountant's format. */
const LONGEST = 60;

interface Parsed {
  /** The decimal mark that the shape proves, `open` where it could be either, null where there is none. */
  mark: DecimalMark | null | { either: DecimalMark };
  negative: boolean;
  currency: string | null;
}

/** What one shape can be; null where it is no number. */
export function parseShape(shape: string): Parsed | null {
  const match = shape.length > LONGEST ? null : AMOUNT.exec(shape);
  if (!match) return null;
  const [, open, before, sign, inner, body = '', unit, after, close] = match;
  if ((open === undefined) !== (close === undefined) || (sign && unit)) return null;
  if ([before === '-' || before === '−', inner, after, open].filter(Boolean).length > 1) return null;
  const mark = markOf(body);
  const currency = codeOf(sign ?? unit);
  if (mark === undefined || currency === undefined) return null;
  return { mark, negative: Boolean(before === '-' || before === '−' || inner || after || open), currency };
}

/** The currency of a sign; undefined where letters are no currency (`12 pcs`). */
function codeOf(sign: string | undefined): string | null | undefined {
  if (sign === undefined) return null;
  const found = CURRENCIES.find(([pattern]) => new RegExp(`^(?:${pattern})$`, 'iu').test(sign));
  const code = found?.[1] || sign.toUpperCase();
  return code === '$' || SHARED_SIGNS.has(code) || CODES.has(code) ? code : undefined;
}

const CODES = new Set(CURRENCY_CODES);

const GROUPED = /^0{1,3}([ \u00a0\u202f\u2009'’.,])000(?:\1(?:000))*$/u;
/** 12,34,567: groups of two above the first three digits. */
const INDIAN = /^0{1,2}(?:,00)+,000$/;

/** The decimal mark of digits and separators; undefined where they are no number. */
function markOf(body: string): Parsed['mark'] | undefined {
  if (/^0+$/.test(body)) return null;
  // `144.`, as some programs write whole amounts: a group of thousands never ends so.
  if (/^0+\.$/.test(body)) return '.';
  const dots = body.split('.').length - 1;
  const commas = body.split(',').length - 1;
  const last = Math.max(body.lastIndexOf('.'), body.lastIndexOf(','));
  const whole = body.slice(0, last);
  const fraction = body.slice(last + 1);
  const mark = body[last] as DecimalMark;
  const other: DecimalMark = mark === '.' ? ',' : '.';
  const isWhole = (digits: string) => /^0*$/.test(digits) || GROUPED.test(digits) || INDIAN.test(digits);
  if (dots + commas === 0) return GROUPED.test(body) ? null : undefined;
  // One kind of separator, several times: groups of thousands, which proves that the other one is the decimal mark.
  if ((dots > 1 && commas === 0) || (commas > 1 && dots === 0))
    return GROUPED.test(body) || INDIAN.test(body) ? other : undefined;
  if (!/^0+$/.test(fraction)) return undefined;
  if (dots > 0 && commas > 0) {
    const appears = mark === '.' ? dots : commas;
    return appears === 1 && isWhole(whole) && !whole.includes(mark) ? mark : undefined;
  }
  if (/^0*$/.test(whole))
    return fraction.length === 3 && whole.length >= 1 && whole.length <= 3 ? { either: mark } : mark;
  return isWhole(whole) ? mark : undefined;
}

export interface NumberSetting {
  /** What the configuration or an option says; undefined: the column decides. */
  decimal: DecimalMark | undefined;
  /** What the source always writes: it decides only where the column does not. */
  usual: DecimalMark | undefined;
  /** Whole numbers only: then one separator before three digits can only be thousands. */
  whole: boolean;
  /** Millionths, which take six digits more than what they are millionths of. */
  wide?: boolean;
}

/**
 * Settles a column of numbers from all its shapes. Money and quantities come out as DECIMAL(18,6), millionths as
 * DECIMAL(24,6), counts as BIGINT.
 * `1,234` alone can be two numbers: then it is `Open`, and the caller names the setting.
 */
export function settleNumber(shapes: readonly Shape[], setting: NumberSetting): Reading | Open {
  const votes = { '.': 0, ',': 0 };
  const parsed = new Map<string, Parsed>();
  const either = { '.': 0, ',': 0 };
  const leadingZero = { '.': false, ',': false };
  for (const { shape, count, proves } of shapes) {
    if (NOTHING.has(shape)) continue;
    if (proves?.has('fraction')) leadingZero[shape.includes('.') ? '.' : ','] = true;
    const number = parseShape(shape);
    if (!number) continue;
    parsed.set(shape, number);
    if (typeof number.mark === 'string') votes[number.mark] += count;
    else if (number.mark) either[number.mark.either] += count;
  }
  const mark = setting.decimal ?? decide(votes, either, leadingZero, setting);
  if (mark !== null && typeof mark === 'object') return mark;

  const approved = [...parsed].filter(([, { mark: own }]) => typeof own !== 'string' || own === mark);
  const currencies = new Set(approved.map(([, { currency }]) => currency).filter((code) => code !== null));
  if (currencies.size > 1)
    return {
      open: text(
        `several currencies in one column: ${[...currencies].join(', ')}`,
        `несколько валют в одном столбце: ${[...currencies].join(', ')}`,
      ),
      hint: text(
        'export one currency at a time, or add a currency column',
        'выгрузите валюты отдельно или добавьте столбец валюты',
      ),
    };
  // Everything that an approved shape holds besides digits and the mark is decoration: it is deleted, the mark becomes a point.
  const decoration = new Set(approved.flatMap(([shape]) => [...shape]).filter((char) => char !== '0' && char !== mark));
  const from = `${mark ?? '.'}${[...decoration].join('')}`;
  // `руб.` has a point of its own: such a unit is taken off before the mark is looked for.
  const pointed = [...new Set(approved.flatMap(([shape]) => /\p{L}+\./u.exec(shape)?.[0] ?? []))];
  const bare = (cell: Sql) => pointed.reduce((kept, unit) => sql`replace(${kept}, ${literal(unit)}, '')`, cell);
  const plain = (cell: Sql) => (from === '.' ? cell : sql`translate(${bare(cell)}, ${literal(from)}, '.')`);
  const type = raw(setting.wide ? 'decimal(24,6)' : 'decimal(18,6)');
  const hasFraction = approved.some(
    ([, { mark: own }]) => own !== null && (typeof own === 'string' || own.either === mark),
  );
  const typed = (number: Sql): Sql => {
    if (!setting.whole) return number;
    return hasFraction
      ? sql`(case when ${number} = floor(${number}) then cast(${number} as bigint) end)`
      : sql`cast(${number} as bigint)`;
  };
  const value = (cell: Sql) => sql`try_cast(${plain(cell)} as ${type})`;
  const branch = (isNegative: boolean, of: (cell: Sql) => Sql) => ({
    shapes: approved.filter(([, { negative }]) => negative === isNegative).map(([shape]) => shape),
    value: (cell: Sql) => typed(of(cell)),
  });
  const branches = [branch(false, value), branch(true, (cell) => sql`-${value(cell)}`)];
  const nothing = setting.whole ? sql`cast(null as bigint)` : sql`cast(null as ${type})`;
  const [currency] = currencies;
  return {
    convert: (cell) => byShape(cell, branches, shapes, nothing),
    program: (shape) => {
      const own = approved.find(([known]) => known === shape)?.[1];
      // Amounts that an engine holds in 16 bytes are left to it.
      if (!own || setting.wide) return undefined;
      return numberProgram(shape, { mark, isNegative: own.negative, scale: setting.whole ? 0 : 6 });
    },
    parse: (written) => parseNumber(written, mark),
    said: mark ? text(`decimal mark ${mark}`, `дробная часть через «${mark}»`) : null,
    ...(currency ? { currency } : {}),
  };
}

function decide(
  votes: Record<DecimalMark, number>,
  either: Record<DecimalMark, number>,
  leadingZero: Record<DecimalMark, boolean>,
  { usual, whole }: NumberSetting,
): DecimalMark | null | Open {
  const proven = { ...votes };
  if (!whole) for (const mark of ['.', ','] as const) if (leadingZero[mark]) proven[mark] += 1;
  if (proven['.'] > proven[',']) return '.';
  if (proven[','] > proven['.']) return ',';
  const hint = text(
    'say which: --decimal . or --decimal , (in funnel.yaml: decimal, under the file)',
    'укажите: --decimal . или --decimal , (в funnel.yaml: decimal у файла)',
  );
  if (proven['.'] > 0)
    return {
      open: text('decimal points and decimal commas in equal number', 'дробные точки и дробные запятые поровну'),
      hint,
    };
  // One separator before three digits: thousands in a column of whole numbers, else two readings.
  if (either['.'] + either[','] === 0) return null;
  if (usual) return usual;
  if (whole && (either['.'] === 0 || either[','] === 0)) return either['.'] > 0 ? ',' : '.';
  return {
    open: text(
      '1,234 may be a thousand or a fraction, and nothing in the column tells',
      '«1,234» — это тысяча или дробь, и по столбцу не понять',
    ),
    hint,
  };
}

/** One number in a settled format, as a literal; null where it is none. */
function parseNumber(written: string, mark: DecimalMark | null): string | null {
  const parsed = parseShape(shapeIn(written));
  if (!parsed || (typeof parsed.mark === 'string' && mark !== null && parsed.mark !== mark)) return null;
  const point = mark ?? (typeof parsed.mark === 'string' ? parsed.mark : '.');
  const digits = written
    .replace(/\p{L}+\./gu, '')
    .replace(new RegExp(`[^0-9${point}]`, 'g'), '')
    .replace(point, '.');
  return `${parsed.negative ? '-' : ''}${digits.startsWith('.') ? `0${digits}` : digits}`;
}
