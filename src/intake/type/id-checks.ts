import type { Engine } from '../../engines/engine.js';
import { isIn, name, raw, type Sql, sql } from '../../engines/sql.js';
import { text, UserError } from '../../error.js';
import { rowsOf } from '../../model/canonical.js';
import { mask } from '../../model/fold.js';
import type { Warning } from '../../model/report.js';
import { counted } from '../../model/text.js';
import type { Recognised } from '../recognise/recognised.js';
import { cellId, cellValue } from './cells.js';
import { isDestroyed } from './clean-id.js';

/** Above this share of a file's rows, IDs that Excel destroyed are no slip: the file must be exported again. */
const MOST_DESTROYED = 0.01;
/** How many IDs with letters of two scripts are shown. */
const SHOWN = 5;

const own = sql`(case when entity = 'deal' then deal_id else lead_id end)`;
/** `1001.0`: a spreadsheet took the ID for a number. */
const hasTail = (id: Sql): Sql => sql`(suffix(${id}, '0') and regexp_full_match(${id}, '[0-9]+[.,]0+'))`;
/** Letters that look alike in two scripts: such an ID never meets its twin. Only then are bytes and letters not as many. */
const isMixed = (id: Sql): Sql =>
  sql`(strlen(${id}) > length(${id}) and regexp_matches(${id}, '[A-Za-z]') and regexp_matches(${id}, '[\\p{Cyrillic}\\p{Greek}]'))`;

/** What the IDs of CRM files say of how they came here. Files where Excel destroyed many are refused. */
export async function checkIds(engine: Engine, files: readonly string[]): Promise<Warning[]> {
  const rows =
    await engine.query(sql`select file, count(*), count(*) filter (where destroyed), count(*) filter (where ${hasTail(sql`id`)}),
      count(*) filter (where ${isMixed(sql`id`)}) from (select file, destroyed, ${own} as id from ${name(rowsOf('crm'))})
    group by file order by file`);
  const warnings: Warning[] = [];
  let destroyedIds = 0;
  for (const row of rows) {
    const [file, all, destroyed, tails, mixed] = row.map(Number) as [number, number, number, number, number];
    const known = files[file] ?? '';
    if (destroyed > all * MOST_DESTROYED) throw tooManyDestroyed(known, destroyed, all);
    destroyedIds += destroyed;
    if (tails > 0) warnings.push(withTails(known, tails));
    if (mixed > 0) warnings.push(ofTwoScripts(known, mixed, await mixedIds(engine, file)));
  }
  if (destroyedIds > 0)
    warnings.push({
      code: 'destroyed-ids',
      count: destroyedIds,
      message: text(
        `${counted(destroyedIds, 'lead ID')} destroyed by Excel (like 5.8E+18): leads all the same, never joined`,
        `ID лидов, испорченных в Excel (вида 5.8E+18): ${destroyedIds}; это лиды, но ни с чем не соединяются`,
      ),
    });
  return warnings;
}

const tooManyDestroyed = (file: string, destroyed: number, all: number): UserError =>
  new UserError(
    text(
      `Excel destroyed ${destroyed} of ${all} IDs (like 5.8E+18): the digits are gone`,
      `Excel испортил ${destroyed} ID из ${all} (вида 5.8E+18): их цифры потеряны`,
    ),
    {
      file,
      hint: text(
        'export these IDs again as text, and do not open the file in Excel before',
        'выгрузите ID заново как текст и не открывайте файл в Excel',
      ),
    },
  );

const withTails = (file: string, tails: number): Warning => ({
  code: 'id-tails',
  count: tails,
  message: text(
    `${file}: ${counted(tails, 'ID')} end in .0 (a spreadsheet took them for numbers), and are read so; without the tail: ids: {strip_tail: true} in funnel.yaml`,
    `${file}: ID, которые кончаются на «.0» (таблица приняла их за числа): ${tails}; прочитаны как есть; убрать хвост: ids: {strip_tail: true} в funnel.yaml`,
  ),
});

async function mixedIds(engine: Engine, file: number): Promise<string[]> {
  const rows =
    await engine.query(sql`select id from (select record, ${own} as id from ${name(rowsOf('crm'))} where file = ${file})
    where ${isMixed(sql`id`)} order by record limit ${raw(String(SHOWN))}`);
  return rows.map(([id]) => mask(id as string));
}

const ofTwoScripts = (file: string, mixed: number, shown: readonly string[]): Warning => ({
  code: 'mixed-scripts',
  count: mixed,
  message: text(
    `${file}: ${counted(mixed, 'ID')} of Latin and Cyrillic or Greek letters together, which look alike and are not equal: ${shown.join(', ')}`,
    `${file}: ID, где латинские буквы стоят вместе с русскими или греческими (похожи, но не равны): ${mixed}: ${shown.join(', ')}`,
  ),
});

/** From so many rows on an ID can be a placeholder, with so many moments of creation. */
const [ROWS, MOMENTS] = [10, 3];

/**
 * IDs that stand for no lead, out of the cells of a CRM file: one on more than a hundredth of its rows, and on ten at
 * least, that were created at three or more moments, in a file most of whose IDs stand on one row. Product lines and
 * histories repeat an ID with one moment of creation, or repeat all of theirs.
 */
export async function placeholderIds(
  engine: Engine,
  cells: string,
  { columns, table, entity, rowIsLead }: Recognised,
): Promise<string[]> {
  const id = columns.get(entity === 'deal' ? 'deal_id' : 'lead_id');
  const created = columns.get('created_at');
  if (table !== 'crm' || rowIsLead || !id || !created) return [];
  const own = cellId(id.index);
  const rows = sql`select ${own} as id from ${name(cells)} where ${own} is not null`;
  const frequent = await engine.query(sql`select id from (select id, count(*) as n from (${rows}) group by id)
    where n >= ${ROWS} and n * 100 > (select count(*) from (${rows})) and not ${isDestroyed(sql`id`)} order by id`);
  if (frequent.length === 0) return [];
  const [[lone] = []] = await engine.query(
    sql`select count(*) filter (where n = 1) * 2 > count(*) from (select count(*) as n from (${rows}) group by id)`,
  );
  if (lone !== true) return [];
  const found = await engine.query(sql`select ${own} as id from ${name(cells)}
    where ${isIn(
      own,
      frequent.map(([word]) => word as string),
    )} group by 1 having count(distinct ${cellValue(created.index)}) >= ${MOMENTS} order by 1`);
  return found.map(([word]) => word as string);
}
