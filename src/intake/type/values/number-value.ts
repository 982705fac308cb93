import { literal, raw, type Sql, sql } from '../../../engines/sql.js';
import { text } from '../../../error.js';
import { type Amount, amountOf, type DecimalMark } from './amount-shape.js';
import { byShape, NOTHING, type Open, type Reading, type Shape, shapeIn } from './cell-shape.js';
import { numberProgram } from './program.js';

interface NumberSetting {
  /** What the configuration or an option says; undefined: the column decides. */
  decimal: DecimalMark | undefined;
  /** What the source usually writes. It decides only where the column does not. */
  usual: DecimalMark | undefined;
  /** Whole numbers only: then one separator before three digits can only be thousands. */
  whole: boolean;
  /** Millionths, which need six more digits than whole units. */
  wide?: boolean;
}

/**
 * Settles a column of numbers from all its shapes. Money and quantities become DECIMAL(18,6), millionths DECIMAL(24,6),
 * counts BIGINT. If all there is is like `1,234`, which can be two numbers, the result is `Open` and the caller names the
 * setting.
 */
export function settleNumber(shapes: readonly Shape[], setting: NumberSetting): Reading | Open {
  const votes = { '.': 0, ',': 0 };
  const parsed = new Map<string, Amount>();
  const either = { '.': 0, ',': 0 };
  const leadingZero = { '.': false, ',': false };
  for (const { shape, count, proves } of shapes) {
    if (NOTHING.has(shape)) continue;
    if (proves?.has('fraction')) leadingZero[shape.includes('.') ? '.' : ','] = true;
    const number = amountOf(shape);
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
  // In an approved shape everything besides digits and the mark is decoration: it is deleted, and the mark becomes a
  // point.
  const decoration = new Set(approved.flatMap(([shape]) => [...shape]).filter((char) => char !== '0' && char !== mark));
  const from = `${mark ?? '.'}${[...decoration].join('')}`;
  // `руб.` and `S/.` have a point of their own: such a unit is removed before the mark is looked for.
  const pointed = [...new Set(approved.map(([, { unit }]) => unit))].filter((unit) => unit.includes('.'));
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
      settledBy: 'decimal',
    };
  // One separator before three digits: thousands in a column of whole numbers, otherwise two readings.
  if (either['.'] + either[','] === 0) return null;
  if (usual) return usual;
  if (whole && (either['.'] === 0 || either[','] === 0)) return either['.'] > 0 ? ',' : '.';
  return {
    open: text(
      '1,234 may be a thousand or a fraction, and nothing in the column tells',
      '«1,234» — это тысяча или дробь, и по столбцу не понять',
    ),
    hint,
    settledBy: 'decimal',
  };
}

/** One number in a settled format, as a literal; null where it is none. */
function parseNumber(written: string, mark: DecimalMark | null): string | null {
  const parsed = amountOf(shapeIn(written));
  if (!parsed || (typeof parsed.mark === 'string' && mark !== null && parsed.mark !== mark)) return null;
  const point = mark ?? (typeof parsed.mark === 'string' ? parsed.mark : '.');
  const digits = written
    .replace(parsed.unit, '')
    .replace(new RegExp(`[^0-9${point}]`, 'g'), '')
    .replace(point, '.');
  return `${parsed.negative ? '-' : ''}${digits.startsWith('.') ? `0${digits}` : digits}`;
}
