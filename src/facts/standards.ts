import type { Engine } from '../engines/engine.js';
import { joined, name, type Sql, sql } from '../engines/sql.js';
import { dimensionColumn } from '../model/canonical.js';
import type { LeadStage } from '../model/funnel-stages.js';

interface StandardsSettings {
  /** How many criteria there are, and the place of the first among the columns of dimensions. */
  readonly count: number;
  readonly first: number;
  /** Lead stages of which the exports hold evidence. */
  readonly known: ReadonlySet<LeadStage>;
  /** Whether leads have the flag of who was accepted. */
  readonly tellsAccepted: boolean;
}

export const criterionColumn = (at: number): string => `c${at}`;

/**
 * Lays down `standards`, a row per lead: the verdict of each criterion (`c0`, …: met, not met, or null), of all together
 * (`standard`), and what sales made of the lead (`accepted`). A contact is no qualification, unless nothing tells who is
 * qualified.
 */
export async function layDownStandards(
  engine: Engine,
  { count, first, known, tellsAccepted }: StandardsSettings,
): Promise<void> {
  const own = Array.from({ length: count }, (_, at) => name(dimensionColumn(first + at)));
  const any = (when: (criterion: Sql) => Sql) => joined(own.map(when), ' or ');
  const isAccepted = joined(
    [
      sql`ending = 'won'`,
      ...(tellsAccepted ? [sql`coalesce(is_accepted, false)`] : []),
      ...(known.has('qualified') ? [] : [sql`has_contact`]),
    ],
    ' or ',
  );
  const columns = own.map((column, at) => sql`${column} as ${name(criterionColumn(at))}`);
  await engine.run(sql`create table standards as select key, ${joined(columns, ', ')},
      case when ${any((one) => sql`coalesce(${one} = 'not met', false)`)} then 'not met'
        when ${any((one) => sql`${one} is null`)} then 'unknown' else 'met' end as standard,
      case when ${isAccepted} then 'accepted' when ending = 'lost' then case when undecided then 'unreached' else 'rejected' end
        else 'open' end as accepted
    from leads`);
}
