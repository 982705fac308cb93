import type { Engine } from '../engines/engine.js';
import { name, raw, type Sql, sql } from '../engines/sql.js';
import { Bug } from '../error.js';

/**
 * A column of a stored table: how it goes from our engine (here) to the store (there), and how to check that all of it
 * arrived.
 */
export interface StoredColumn {
  readonly name: string;
  /** Its type in the store. */
  readonly type: string;
  /** The expression whose values are written to the file that is sent. */
  readonly written: Sql;
  /** A sum over all values, as each side computes it. The two must be the same text. */
  readonly sum: { readonly here: Sql; readonly there: Sql };
}

/** The columns of a relation (what stands after `from`), in their order. */
export async function columnsOf(engine: Engine, relation: Sql): Promise<readonly StoredColumn[]> {
  const rows = await engine.query(sql`describe select * from ${relation}`);
  return rows.map(([column, type]) => storedColumn(String(column), String(type)));
}

function storedColumn(column: string, type: string): StoredColumn {
  const own = name(column);
  const whole = { here: sql`sum(cast(${own} as hugeint))`, there: sql`sum(toInt128(${own}))` };
  const made = (there: string, sum: StoredColumn['sum'], written: Sql = own): StoredColumn => ({
    ...{ name: column, sum, written: sql`${written} as ${own}` },
    type: `Nullable(${there})`,
  });
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(type);
  if (decimal) {
    const [, width, scale] = decimal;
    const sum = (text: string) => sql`sum(cast(${own} as ${raw(text)}))`;
    const wide = `38,${scale}`;
    return made(`Decimal(${width},${scale})`, {
      here: sum(`decimal(${wide})`),
      there: sql`sum(toDecimal128(${own}, ${raw(String(scale))}))`,
    });
  }
  switch (type) {
    case 'TINYINT':
    case 'SMALLINT':
    case 'INTEGER':
    case 'UTINYINT':
    case 'USMALLINT':
      return made('Int32', whole, sql`cast(${own} as integer)`);
    case 'UINTEGER':
    case 'BIGINT':
      return made('Int64', whole, sql`cast(${own} as bigint)`);
    // Sums of whole numbers: 38 digits are more than any account needs.
    case 'HUGEINT':
      return made('Int128', whole, sql`cast(${own} as decimal(38, 0))`);
    case 'BOOLEAN':
      return made('Bool', { ...whole, here: sql`sum(cast(cast(${own} as integer) as hugeint))` });
    case 'DOUBLE':
      return made('Float64', {
        here: sql`sum(case when isfinite(${own}) and ${isSmall(own)} then cast(${millionths(own)} as hugeint) end)`,
        there: sql`sum(case when isFinite(${own}) and ${isSmall(own)} then toInt128(${millionths(own)}) end)`,
      });
    case 'DATE':
      return made('Date32', {
        here: sql`sum(cast(date_diff('day', date '1970-01-01', ${own}) as hugeint))`,
        there: sql`sum(toInt128(toInt32(${own})))`,
      });
    case 'TIMESTAMP':
      return made(`DateTime64(6, 'UTC')`, {
        here: sql`sum(cast(epoch_us(${own}) as hugeint))`,
        there: sql`sum(toInt128(toUnixTimestamp64Micro(${own})))`,
      });
    case 'VARCHAR':
      return made('String', TEXT(own));
    default:
      if (type.startsWith('ENUM'))
        return made('String', TEXT(sql`cast(${own} as varchar)`, own), sql`cast(${own} as varchar)`);
      throw new Bug(`a column of ${type} is not stored: ${column}`);
  }
}

/**
 * Millionths, rounded down: the engines round down alike, but a half goes different ways. Values with more digits are
 * counted only.
 */
const millionths = (own: Sql): Sql => sql`floor(${own} * 1000000)`;
const isSmall = (own: Sql): Sql => sql`abs(${own}) < 1e15`;

/** The sum of lengths in bytes: a letter in another encoding has other bytes. */
const TEXT = (here: Sql, there: Sql = here): StoredColumn['sum'] => ({
  here: sql`sum(cast(strlen(${here}) as hugeint))`,
  there: sql`sum(toInt128(length(${there})))`,
});
