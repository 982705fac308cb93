import { COLUMN, type Pass, TEXTS } from '../open/pass.js';
import type { Part } from './parquet.js';

/** What the cells of a column are like, as far as it is known. */
export interface LaidColumn {
  /** Whether the column has values. Its texts are then only the cells without one. */
  hasValues: boolean;
  hasTexts: boolean;
  /** Whether some text may begin or end with a blank. */
  hasBlanks: boolean;
  /** Whether some text may be a dash alone, or a few. */
  hasDashes: boolean;
  /** Whether some text is a word for nothing (`NULL`); null: the column holds numbers, where it is none. */
  hasNulls: boolean | null;
  /** Whether some text has a percent sign or an ampersand, as what was a part of an address or a page may have. */
  hasEscapes: boolean;
  /**
   * For IDs: how many have letters, digits and dashes alone, and a digit other than zero. From these nothing is taken
   * off, and they are no placeholders. `some`: the column `q<i>` says which.
   */
  plain: 'none' | 'some' | 'all';
  /** Whether some IDs have lost a decoration or capital letters and are plain now: the column `d<i>` says which. */
  hasBared: boolean;
  /** Whether a plain ID may have come before: the column `r<i>` says which; null: it was not asked. */
  mayComeAgain: boolean | null;
}

/** What a group holds of a column: values, flags of IDs, texts. */
export function partsOf(pass: Pass, place: number): Part[] {
  const { buffer } = pass.memory;
  const memory = new DataView(buffer);
  const at = pass.columnAt(place);
  const bits = Math.ceil(pass.rows.value / 8);
  const field = (from: number, offset: number) => memory.getUint32(from + offset, true);
  const texts = field(at, COLUMN.texts);
  const [count, used] = [field(texts, TEXTS.count), field(texts, TEXTS.used)];
  const bytes = new Uint8Array(buffer, field(texts, TEXTS.bytes), used);
  const isNumbered = field(texts, TEXTS.isNumbered) === 1;
  const part: Part = {
    defined: count > 0 ? new Uint8Array(buffer, field(texts, TEXTS.defined), bits) : undefined,
    values: isNumbered ? new Uint8Array(buffer, field(texts, TEXTS.numbers), count * 2) : bytes,
    ...(isNumbered ? { texts: { count: field(texts, TEXTS.distinct), bytes } } : {}),
  };
  const flags = [
    [field(texts, TEXTS.plain), field(texts, TEXTS.plainCount)],
    [field(texts, TEXTS.bared), field(texts, TEXTS.baredCount)],
    [field(texts, TEXTS.again), field(texts, TEXTS.againCount)],
  ] as const;
  const set = flags.flatMap(([where, count]): Part[] =>
    where === 0
      ? []
      : [
          {
            defined: count > 0 ? new Uint8Array(buffer, where, bits) : undefined,
            values: new Uint8Array(Math.ceil(count / 8)).fill(0xff),
          },
        ],
  );
  if (set.length > 0) return [...set, part];
  const defined = field(at, COLUMN.defined);
  if (defined === 0) return [part];
  const values = field(at, COLUMN.count);
  return [
    {
      defined: values > 0 ? new Uint8Array(buffer, defined, bits) : undefined,
      values: new Uint8Array(buffer, field(at, COLUMN.values), values * 8),
    },
    part,
  ];
}

/** Texts are numbered if each stands so many times in a group, on average. */
const FEWEST_TIMES = 4;

/** If there turn out to be many different texts, they are not numbered from the next group on. */
export function lookedAt(
  pass: Pass,
  place: number,
  { hasValues, hasTexts, hasNulls, hasBared, mayComeAgain }: LaidColumn,
): LaidColumn {
  const memory = new DataView(pass.memory.buffer);
  const texts = memory.getUint32(pass.columnAt(place) + COLUMN.texts, true);
  const field = (offset: number) => memory.getUint32(texts + offset, true);
  if (field(TEXTS.distinct) * FEWEST_TIMES > field(TEXTS.count)) memory.setUint32(texts + TEXTS.isNumbered, 0, true);
  return {
    ...{ hasValues, hasTexts: hasTexts || field(TEXTS.count) > 0 },
    ...{ hasBlanks: field(TEXTS.hasBlanks) === 1, hasDashes: field(TEXTS.hasDashes) === 1 },
    hasNulls: hasNulls === null ? null : field(TEXTS.hasNulls) === 1,
    hasEscapes: field(TEXTS.hasEscapes) === 1,
    hasBared: hasBared || field(TEXTS.baredCount) > 0,
    mayComeAgain: mayComeAgain === null ? null : mayComeAgain || field(TEXTS.againCount) > 0,
    plain: field(TEXTS.allPlain) === 0 ? 'none' : field(TEXTS.allPlain) < field(TEXTS.all) ? 'some' : 'all',
  };
}
