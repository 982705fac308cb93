import { sql } from '../engines/sql.js';
import { orRefused, text, UserError } from '../error.js';
import type { Io } from '../io.js';
import type { MaskedFile } from '../masks/mask-file.js';
import { compare, type Exact, exact, isExact, multiply, round, subtract } from '../model/exact.js';
import { counted } from '../model/text.js';
import { type ReadOptions, type Session, withSession } from './session.js';
import { STDIN } from './standard-input.js';

/** The figures that must be the same in the copy. */
interface Figures {
  used: number[];
  leads: bigint;
  /** Null: the meaning of a status is only guessed, by its words. */
  deals: bigint | null;
  /** The number of leads with a known revenue, and its sum; null as for deals. */
  revenue: { leads: bigint; sum: Exact } | null;
  spend: Exact;
}

async function figuresOf({ engine, ledger, facts }: Session): Promise<Figures> {
  const [[leads, deals, earning, earned] = []] = await engine.query(
    sql`select count(*), count(*) filter (where won_deals > 0), count(revenue), coalesce(sum(revenue), 0) from leads`,
  );
  const [[spend] = []] = await engine.query(sql`select coalesce(sum(cost_as_exported), 0) from spend`);
  const isGuessed = facts.guessed.length > 0;
  return {
    used: ledger.map(({ used }) => used),
    leads: BigInt(leads as number),
    deals: isGuessed ? null : BigInt(deals as number),
    revenue: isGuessed ? null : { leads: BigInt(earning as number), sum: isExact(earned) ? earned : exact(0) },
    spend: isExact(spend) ? spend : exact(0),
  };
}

/**
 * Reads the copy as its receiver will, and compares it with the exports: the rows of each file that count, leads,
 * deals, revenue, spend. If no report can be made of the exports, there is nothing to compare.
 *
 * @throws {UserError} Where a figure differs: such a copy would be silently wrong.
 */
export async function requireSameFigures(
  options: ReadOptions,
  folder: string,
  masked: readonly MaskedFile[],
  factor: number,
  io: Io,
): Promise<void> {
  // Standard input cannot be read a second time.
  if (options.paths.includes(STDIN)) return;
  const lenient = { lenient: true, maxRejects: { share: 1 } } as const;
  const quiet = { ...io, speak: () => {} };
  const before = await orRefused(() => withSession({ ...options, ...lenient }, quiet, figuresOf));
  if (!('used' in before)) return;
  const open = { encoding: undefined, delimiter: undefined, decimal: undefined, dates: undefined, timezone: undefined };
  const own = { ...options, ...open, ...lenient, paths: [folder], config: undefined, currency: undefined };
  const after = await withSession(own, quiet, figuresOf);
  for (const [at, { loaded }] of masked.entries()) {
    // A cell of several lines may be empty in the copy, where its row is then a single line.
    const spread = [...loaded.scan.spans.values()].reduce((sum, lines) => sum + lines - 1, 0);
    const [own = 0, copied = 0] = [before.used[at], after.used[at]];
    if (copied <= own && own - copied <= spread) continue;
    throw otherwise(
      text(
        `${loaded.file.name}: ${counted(own, 'line')} used, in the copy ${copied}`,
        `${loaded.file.name}: учтено строк ${own}, в копии ${copied}`,
      ),
    );
  }
  const spend = multiply(before.spend, exact(factor));
  const isSame =
    before.leads === after.leads &&
    (before.deals === after.deals || before.deals === null) &&
    isZero(subtract(spend, after.spend)) &&
    earnsTheSame(before, after, factor);
  if (!isSame)
    throw otherwise(
      text(
        `leads ${before.leads}, deals ${before.deals}, spend ${round(spend, 2)}, revenue ${earned(before, factor)}; in the copy ${after.leads}, ${after.deals}, ${round(after.spend, 2)}, ${earned(after, 1)}`,
        `лидов ${before.leads}, сделок ${before.deals}, расход ${round(spend, 2)}, выручка ${earned(before, factor)}; в копии ${after.leads}, ${after.deals}, ${round(after.spend, 2)}, ${earned(after, 1)}`,
      ),
    );
}

/**
 * Whether revenue is the same, apart from rounding. An amount in another currency is rounded to a cent: before it is
 * multiplied in the exports, after it in the copy.
 */
function earnsTheSame({ revenue: own }: Figures, { revenue: copied }: Figures, factor: number): boolean {
  if (own === null) return true;
  if (own.leads !== copied?.leads) return false;
  const off = subtract(multiply(own.sum, exact(factor)), copied.sum);
  const most = exact(own.leads * BigInt(factor), 100);
  return compare(off, most) <= 0 && compare(off, multiply(most, exact(-1))) >= 0;
}

const earned = ({ revenue }: Figures, factor: number): string =>
  revenue === null ? '?' : `${round(multiply(revenue.sum, exact(factor)), 2)} (${revenue.leads})`;

const isZero = ({ num }: Exact): boolean => num === 0n;

const otherwise = (what: { en: string; ru: string }): UserError =>
  new UserError(
    text(
      `the copy would count otherwise, so none was written: ${what.en}`,
      `копия посчиталась бы иначе, поэтому её нет: ${what.ru}`,
    ),
    {
      hint: text(
        'give the exports of this one file alone, or say in funnel.yaml how it is read',
        'дайте выгрузки по одной или опишите этот файл в funnel.yaml',
      ),
    },
  );
