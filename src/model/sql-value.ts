/**
 * An exact decimal with all its places: `149523.450000`, which no double holds. NaN and infinities of a double are words.
 */
export class SqlDecimal {
  constructor(readonly digits: string) {}
}

/** The fields of a struct or of a map, in their order. */
export class SqlFields {
  constructor(readonly entries: readonly (readonly [key: SqlValue, value: SqlValue])[]) {}
}

/**
 * What a query may give. Whole numbers are bigint and doubles number (`NaN` and `Infinity` are words); days and moments
 * are ISO 8601 text, and so is anything without a form of its own.
 */
export type SqlValue = null | boolean | string | bigint | number | SqlDecimal | SqlFields | readonly SqlValue[];

export interface SqlColumn {
  readonly name: string;
  /** As the engine calls it: `DECIMAL(38,6)`. */
  readonly type: string;
  readonly isNumber: boolean;
  readonly isMoment: boolean;
}
