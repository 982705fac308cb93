import { text, UserError } from '../error.js';
import { interval } from '../model/dates.js';
import type { Days, Filter, NormsAsked, Scope, Sides, WrittenScope } from '../model/scope.js';
import { askedFor, type PeriodOptions } from '../session/asked-days.js';
import { type Cover, hull } from '../session/cover.js';
import type { Session } from '../session/session.js';
import { requireWhole } from '../session/undated-spend.js';
import { isAnythingIn } from './outside.js';

/** The scopes that are held beside each other, as somebody wrote them. */
export interface SidesOptions {
  a?: WrittenScope | undefined;
  b?: WrittenScope | undefined;
}

/** Every filter that somebody wrote, of a side and of norms too. */
export const allFilters = ({ where, a, b, norms }: Filtered): readonly Filter[] =>
  [where, a?.where ?? [], b?.where ?? [], typeof norms === 'object' ? norms.where : []].flat();

interface Filtered extends SidesOptions {
  where: readonly Filter[];
  norms?: NormsAsked | undefined;
}

/** If nobody names the days of the report, they run from the first day of both sides to the last. */
export function daysOfSides<O extends SidesOptions & PeriodOptions>(options: O, asOf: string | null): O {
  const [a, b] = [options.a?.days, options.b?.days];
  if (!a?.from || !a.to || !b?.from || !b.to || askedFor(options, asOf) !== null || options.all) return options;
  const { from, to } = hull([a, b]);
  return { ...options, from: from ?? undefined, to: to ?? undefined };
}

/**
 * Reads the two sides of a comparison; null: none is asked for.
 *
 * @throws {UserError} Where a side is missing, holds nothing, or cuts spend that has no days.
 */
export async function sidesAsked(
  session: Session,
  { a, b }: SidesOptions,
  { days, where, cover }: { days: Days; where: readonly Filter[]; cover: Cover },
  resolve: (filters: readonly Filter[]) => Promise<Filter[]>,
): Promise<Sides | null> {
  if (!a && !b) return null;
  if (!a || !b) {
    const missing = a ? '--b' : '--a';
    throw new UserError(text(`${missing} is missing`, `не указана сторона ${missing}`), { hint: BOTH });
  }
  const scopeOf = async (option: string, written: WrittenScope): Promise<Scope> => {
    const own = written.days ?? days;
    if (written.days) for (const one of cover.undated) requireWhole(one, own);
    if (!(await isAnythingIn(session, own))) throw nothingIn(option, own);
    // For days that no export of leads covers, zero leads would be a claim: nobody knows.
    if (isOutside(own, cover.made)) throw noLeadsOf(option, own, cover.made);
    return { ...own, by: [], period: null, where: [...where, ...(await resolve(written.where))] };
  };
  return { a: await scopeOf('--a', a), b: await scopeOf('--b', b) };
}

const BOTH = text(
  'two sides are held beside each other: --a 2026-09 --b 2026-10',
  'сравниваются две стороны: --a 2026-09 --b 2026-10',
);

const isOutside = (own: Days, made: Days): boolean =>
  own.from !== null && own.to !== null && made.from !== null && made.to !== null
    ? own.to < made.from || own.from > made.to
    : false;

const noLeadsOf = (option: string, own: Days, made: Days): UserError =>
  new UserError(
    text(
      `${option}: no export of leads covers ${interval(own.from ?? '', own.to ?? '', 'en')}: how many there were nobody knows`,
      `${option}: выгрузки лидов не охватывают ${interval(own.from ?? '', own.to ?? '', 'ru')}: сколько их было, неизвестно`,
    ),
    {
      hint: text(
        `they cover ${interval(made.from ?? '', made.to ?? '', 'en')}`,
        `они охватывают ${interval(made.from ?? '', made.to ?? '', 'ru')}`,
      ),
    },
  );

const nothingIn = (option: string, { from, to }: Days): UserError =>
  new UserError(
    text(
      `${option}: the exports hold nothing of ${interval(from ?? '', to ?? '', 'en')}`,
      `${option}: за ${interval(from ?? '', to ?? '', 'ru')} в выгрузках ничего нет`,
    ),
    { hint: text('funnel check says which days they hold', 'какие дни в них есть, показывает funnel check') },
  );
