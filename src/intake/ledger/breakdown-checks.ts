import { text } from '../../error.js';
import { add, compare, type Exact, exact, parseExact, round, subtract } from '../../model/exact.js';
import type { Warning } from '../../model/report.js';
import type { Loaded } from '../scan/loaded.js';
import type { Typed } from '../type/type.js';

/** Platforms round each row: a sum may differ by a kopeck per part. */
const PER_ROW = exact(1, 100);

/**
 * Rows that say `All` are left out in favour of their parts. If the parts do not add up to them, spend is missing or
 * doubled.
 */
export function checkSums({ breakdown, recognised, file }: Loaded, { readings }: Typed): Warning[] {
  const column = recognised.columns.get('cost');
  const parse = column && readings.get(column.index)?.parse;
  if (!parse) return [];
  const amount = (written: ReadonlyMap<string, number>): { sum: Exact; count: number } => {
    let [sum, count] = [exact(0), 0];
    for (const [cell, times] of written) {
      const { num, den } = parseExact(parse(cell) ?? '0');
      sum = add(sum, { num: num * BigInt(times), den });
      count += times;
    }
    return { sum, count };
  };
  const unlike = breakdown.flatMap(({ line, sums, parts }) => {
    const [whole, added] = [amount(sums), amount(parts)];
    const difference = subtract(whole.sum, added.sum);
    const size = { num: difference.num < 0n ? -difference.num : difference.num, den: difference.den };
    return compare(size, { num: PER_ROW.num * BigInt(added.count), den: PER_ROW.den }) > 0
      ? [{ line, whole: round(whole.sum, 2), added: round(added.sum, 2) }]
      : [];
  });
  const [first] = unlike;
  if (!first) return [];
  return [
    {
      code: 'sum-differs-from-parts',
      count: unlike.length,
      message: text(
        `${file.name}: line ${first.line} says All and ${first.whole}, its parts add up to ${first.added}, and only they count: export it again, without the breakdown`,
        `${file.name}: в строке ${first.line} (All) — ${first.whole}, а её части дают ${first.added}, и посчитаны только они: выгрузите файл заново, без разбивки`,
      ),
    },
  ];
}
