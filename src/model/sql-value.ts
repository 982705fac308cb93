/** A decimal as it stands, with all its places: `149523.450000`. No double holds it; what a double has for no number is its word. */
export class SqlDecimal {
  constructor(readonly digits: string) {}
}

/** The fields of a struct or of a map, in their order. */
export class SqlFields {
  constructor(readonly entries: readonly (readonly [key: SqlValue, value: SqlValue])[]) {}
}

/**
 * What a query may give. Whole numbers are bigint, doubles number (one that is none, or has no end, is its word: `NaN`,
 * `Infinity`); days and moments are text as ISO 8601 writes it, and so is whatever has no form of its own.
 */
export type SqlValue = null | boolean | string | bigint | number | SqlDecimal | SqlFields | readonly SqlValue[];

export interface SqlColumn {
  readonly name: string;
  /** As the engine calls it: `DECIMAL(38,6)`. */
  readonly type: string;
  readonly isNumber: boolean;
  readonly isMoment: boolean;
}
