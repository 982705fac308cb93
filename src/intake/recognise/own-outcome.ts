import { isLost, isWonOrLost, tellOutcomes } from '../../model/told-outcomes.js';
import { type Export, NO, text, YES } from '../../sources/define-source.js';
import { usualMeaning } from '../../sources/usual-statuses.js';
import type { Recognised } from './recognised.js';
import type { UnreadTable, ValuesOf } from './unread-table.js';

/**
 * Finds the outcome in a sheet whose lost deals keep the stage they were lost after: no heading says how they ended, but
 * one otherwise unread column holds only words for won, lost and open. Without it the lost would be open. If the stage
 * itself says who was lost, such a column is about something else, a tender or a policy.
 */
export function withOwnOutcome(
  shape: Export | undefined,
  { headings, valuesOf, firstOf }: UnreadTable,
): Export | undefined {
  if (shape?.table !== 'crm' || !shape.fields.status || shape.fields.outcome) return shape;
  // The first rows decide whether to read the others: they may lack one of two words, so one is enough.
  const tells = (heading: string) => {
    const column = headings.indexOf(heading);
    return tellOutcomes([...firstOf(column), ...ANY]) && tellOutcomes(valuesOf(column));
  };
  const tellsOfDeals = (heading: string) =>
    tells(heading) && [...valuesOf(headings.indexOf(heading))].some(isWonOrLost);
  const saysLost = (heading: string) =>
    [...valuesOf(headings.indexOf(heading))].some((word) => isLost(word) || usualMeaning(word)?.kind === 'lost');
  const stages = headings.filter((heading) => shape.fields.status?.headings.includes(heading));
  if (stages.some(tells)) return shape;
  const read = Object.values(shape.fields).flatMap((field) => field.headings);
  const [own, ...others] = stages.some(saysLost)
    ? []
    : headings.filter((heading) => !read.includes(heading) && !OF_BEFORE.test(heading) && tellsOfDeals(heading));
  if (others.length > 0) return shape;
  const isFlag = (heading: string) =>
    isCalledOff(heading, headings, valuesOf) ||
    (shape.fields.reason !== undefined && isArchived(heading, headings, valuesOf));
  const outcome = own ?? headings.find((heading) => !read.includes(heading) && isFlag(heading));
  return outcome === undefined ? shape : { ...shape, fields: { ...shape.fields, outcome: text(outcome) } };
}

/**
 * A yes under «Отменён» is a loss, whatever status stands beside it: such an order keeps its status. So is a no under
 * `Active` with a reason of the loss: Odoo archives a lost lead and leaves its stage. Archived without one it may be
 * tidied away.
 */
export function withCalledOff(recognised: Recognised, headings: readonly string[], valuesOf: ValuesOf): Recognised {
  const heading = recognised.table === 'crm' ? recognised.columns.get('outcome')?.heading : undefined;
  if (heading === undefined) return recognised;
  if (isCalledOff(heading, headings, valuesOf)) return { ...recognised, flags: { says: 'lost' } };
  const reason = recognised.columns.get('reason');
  return reason && isArchived(heading, headings, valuesOf)
    ? { ...recognised, flags: { says: 'lost', where: IS_NO, with: reason } }
    : recognised;
}

const isCalledOff = (heading: string, headings: readonly string[], valuesOf: ValuesOf): boolean =>
  CALLED_OFF.test(heading.trim()) && areFlags(valuesOf(headings.indexOf(heading)), YES);

const isArchived = (heading: string, headings: readonly string[], valuesOf: ValuesOf): boolean =>
  ACTIVE.test(heading.trim()) && areFlags(valuesOf(headings.indexOf(heading)), IS_NO);

function areFlags(cells: Iterable<string>, telling: RegExp): boolean {
  const values = [...cells].map((value) => value.trim());
  return values.some((value) => telling.test(value)) && values.every((value) => YES.test(value) || NO.test(value));
}

const CALLED_OFF = /^(?:заказ )?отмен[её]н[ао]?$|^(?:is[ _]?)?(?:cancell?ed|lost)$/iu;

const ACTIVE = /^(?:is[ _]?)?(?:active|активн(?:а|о|ы|ий)|активен|aktiv|actif|activo|ativo|attivo|aktywn[aye])$/iu;
/** A no that somebody wrote: a blank cell says nothing. */
const IS_NO = /^(?:false|no|n|0|нет|ложь)$/iu;

/** How it stood before it was taken up again. */
const OF_BEFORE = /previous|prior|former|пр[её]жн|предыдущ|прошл|anterior|pr[ée]c[ée]dent|vorherig|früher|poprzedn/iu;

const ANY = ['won', 'lost', 'open'];
