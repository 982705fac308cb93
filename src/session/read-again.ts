import { sql } from '../engines/sql.js';
import { orRefused, text, UserError } from '../error.js';
import type { Io } from '../io.js';
import type { MaskedFile } from '../masks/mask-file.js';
import { add, type Exact, exact, isExact, multiply, round } from '../model/exact.js';
import { counted } from '../model/text.js';
import { type ReadOptions, type Session, withSession } from './session.js';
import { STDIN } from './standard-input.js';

/** What must be the same in the copy. */
interface Figures {
  used: number[];
  leads: bigint;
  /** Null: what a status means is a guess by its words. */
  deals: bigint | null;
  spend: Exact;
}

async function figuresOf({ engine, ledger, facts }: Session): Promise<Figures> {
  const [[leads, deals] = []] = await engine.query(
    sql`select count(*), count(*) filter (where won_deals > 0) from leads`,
  );
  const [[spend] = []] = await engine.query(sql`select coalesce(sum(cost_as_exported), 0) from spend`);
  return {
    used: ledger.map(({ used }) => used),
    leads: BigInt(leads as number),
    deals: facts.guessed.length > 0 ? null : BigInt(deals as number),
    spend: isExact(spend) ? spend : exact(0),
  };
}

/**
 * Reads the copy as whoever is handed it will, and holds it against the exports: the rows of each file that count, leads, deals,
 * spend. Exports that no report could be made of are not read again: there is nothing to hold against.
 *
 * @throws {UserError} Where something would count otherwise: such a copy would be wrong without a word.
 */
export async function requireSameFigures(
  options: ReadOptions,
  folder: string,
  masked: readonly MaskedFile[],
  factor: number,
  io: Io,
): Promise<void> {
  // What was piped in is gone.
  if (options.paths.includes(STDIN)) return;
  const lenient = { lenient: true, maxRejects: { share: 1 } } as const;
  const quiet = { ...io, speak: () => {} };
  const before = await orRefused(() => withSession({ ...options, ...lenient }, quiet, figuresOf));
  if (!('used' in before)) return;
  const open = { encoding: undefined, delimiter: undefined, decimal: undefined, dates: undefined, timezone: undefined };
  const own = { ...options, ...open, ...lenient, paths: [folder], config: undefined, currency: undefined };
  const after = await withSession(own, quiet, figuresOf);
  for (const [at, { loaded }] of masked.entries()) {
    // A cell of several lines may be empty in the copy: its row is one line there.
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
    isZero(add(spend, multiply(after.spend, exact(-1))));
  if (!isSame)
    throw otherwise(
      text(
        `leads ${before.leads}, deals ${before.deals}, spend ${round(spend, 2)}; in the copy ${after.leads}, ${after.deals}, ${round(after.spend, 2)}`,
        `лидов ${before.leads}, сделок ${before.deals}, расход ${round(spend, 2)}; в копии ${after.leads}, ${after.deals}, ${round(after.spend, 2)}`,
      ),
    );
}

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
