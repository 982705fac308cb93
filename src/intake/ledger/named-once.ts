import type { Engine } from '../../engines/engine.js';
import { name, sql } from '../../engines/sql.js';
import type { Warning } from '../../model/report.js';
import { counted, text } from '../../model/text.js';
import type { Loaded } from '../scan/loaded.js';
import { IS_USED } from '../type/running.js';
import type { Typed } from '../type/type.js';

/** The names of a row of spend in a sheet that somebody made, the coarsest first. */
const NAMES = ['source', 'campaign'] as const;

/**
 * Warns of a sheet that probably had merged cells: each name stands once, with unnamed rows below it. In text a merged
 * cell is only in its first row, so the spend of the other rows has no name.
 */
export async function namedOnce(engine: Engine, loaded: Loaded, { rows, fields }: Typed): Promise<Warning[]> {
  const { recognised, file } = loaded;
  const isHomeMade = recognised.source === 'guess' || recognised.source === 'configured';
  const field = NAMES.find((one) => fields.has(one) && recognised.columns.has(one));
  if (recognised.table !== 'ad_stats' || !isHomeMade || field === undefined) return [];
  const own = name(field);
  const [[named, different, blank, first] = []] = await engine.query(sql`select count(${own}), count(distinct ${own}),
      count(*) - count(${own}), coalesce(arg_min(${own} is not null, record), false)
    from ${name(rows)} where ${IS_USED}`);
  const [names, blanks] = [Number(named), Number(blank)];
  if (names < 2 || names !== Number(different) || blanks < names || first !== true) return [];
  const heading = recognised.columns.get(field)?.heading ?? field;
  return [
    {
      code: 'named-once',
      count: blanks,
      message: text(
        `${file.name}: «${heading}» is blank in ${counted(blanks, 'row')} below names that stand once each: cells were merged, as it seems, and what these rows cost is of no source; write the name into each row`,
        `${file.name}: «${heading}» пуст в строках (${blanks}) под названиями, которые стоят по одному разу: похоже, ячейки были объединены, и расход этих строк ни к кому не отнесён; впишите название в каждую строку`,
      ),
    },
  ];
}
