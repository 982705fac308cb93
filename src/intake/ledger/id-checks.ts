import type { Engine } from '../../engines/engine.js';
import { joined, name, raw, sql } from '../../engines/sql.js';
import { text, UserError } from '../../error.js';
import { mask } from '../../model/fold.js';
import type { Warning } from '../../model/report.js';
import { counted as countedIn } from '../../model/text.js';
import type { Recognised } from '../recognise/recognised.js';
import type { Loaded } from '../scan/loaded.js';
import { bearsMark, type Mark } from '../type/marks.js';
import type { Typed } from '../type/type.js';
import { countMarked, type Tally } from './tally.js';

/** If Excel destroyed more IDs of a file than this share, the file must be exported again. */
const MOST_DESTROYED = 0.01;
/** How many IDs with letters of two scripts are shown. */
const SHOWN = 5;

/**
 * Checks what the IDs of leads and deals show of their way here. Files in which Excel destroyed many of them are refused.
 */
export async function checkIds(
  engine: Engine,
  loaded: readonly Loaded[],
  typed: readonly Typed[],
  tallies: readonly Tally[],
): Promise<Warning[]> {
  const warnings: Warning[] = [];
  let destroyedIds = 0;
  for (const [index, { file, recognised }] of loaded.entries()) {
    if (recognised.table !== 'crm' && recognised.table !== 'ad_leads') continue;
    const [own, counted] = [typed[index] as Typed, tallies[index] as Tally];
    const countOf = (what: Mark['of']) =>
      own.marks.reduce((sum, mark) => (mark.of === what ? sum + countMarked(counted, mark) : sum), 0);
    const [destroyed, tails, mixed] = [countOf('destroyed'), countOf('tail'), countOf('mixed')];
    if (destroyed > counted.used * MOST_DESTROYED) throw tooManyDestroyed(file.name, destroyed, counted.used);
    destroyedIds += destroyed;
    if (tails > 0) warnings.push(withTails(file.name, tails));
    if (recognised.nameIsId) warnings.push(ofNames(file.name, recognised, counted.used));
    if (recognised.isUnnumbered) warnings.push(ofRows(file.name, recognised, counted.used));
    const unnamed = countOf('unnamed');
    if (unnamed > 0) warnings.push(withoutIds(file.name, unnamed));
    if (mixed > 0) warnings.push(ofTwoScripts(file.name, mixed, await mixedIds(engine, own, recognised)));
  }
  if (destroyedIds > 0)
    warnings.push({
      code: 'destroyed-ids',
      count: destroyedIds,
      message: text(
        `${countedIn(destroyedIds, 'lead ID')} destroyed by Excel (like 5.8E+18): leads all the same, never joined`,
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
    `${file}: ${countedIn(tails, 'ID')} end in .0 (a spreadsheet took them for numbers), and are read so; without the tail: ids: {strip_tail: true} in funnel.yaml`,
    `${file}: ID, которые кончаются на «.0» (таблица приняла их за числа): ${tails}; прочитаны как есть; убрать хвост: ids: {strip_tail: true} в funnel.yaml`,
  ),
});

const withoutIds = (file: string, rows: number): Warning => ({
  code: 'deals-without-id',
  count: rows,
  message: text(
    `${file}: ${countedIn(rows, 'deal')} without an ID: each row is a deal`,
    `${file}: сделок без ID: ${rows}; каждая строка — отдельная сделка`,
  ),
});

/** Where names stand in for IDs: those that several rows share identify nobody. */
function ofNames(file: string, { columns, entity }: Recognised, rows: number): Warning {
  const heading = columns.get(entity === 'deal' ? 'deal_id' : 'lead_id')?.heading;
  if (heading === undefined)
    return {
      code: 'deals-without-id',
      count: rows,
      message: text(
        `${file}: no column of IDs, and several rows share a name: each row is a deal; export the ID as well`,
        `${file}: нет столбца с ID, а названия повторяются: каждая строка — отдельная сделка; выгрузите и ID`,
      ),
    };
  return {
    code: 'names-as-ids',
    count: rows,
    message: text(
      `${file}: no column of IDs: «${heading}» stands in for it, since no two rows share one; export the ID as well`,
      `${file}: нет столбца с ID: вместо него взят «${heading}», он ни разу не повторяется; выгрузите и ID`,
    ),
  };
}

const ofRows = (file: string, { entity }: Recognised, rows: number): Warning => ({
  code: 'deals-without-id',
  count: rows,
  message: text(
    `${file}: no column of IDs: each row is a ${entity}, and one that comes again is another; export the ID as well`,
    `${file}: нет столбца с ID: каждая строка — ${entity === 'deal' ? 'отдельная сделка' : 'отдельный лид'}, и повторная тоже; выгрузите и ID`,
  ),
});

async function mixedIds(engine: Engine, { rows, marks }: Typed, { entity }: Recognised): Promise<string[]> {
  const own = name(entity === 'deal' ? 'deal_id' : 'lead_id');
  const mixed = marks.filter(({ of }) => of === 'mixed').map((mark) => bearsMark(marks, mark));
  const found = await engine.query(sql`select ${own} from ${name(rows)}
    where reject is null and not excluded and (${joined(mixed, ' or ')}) order by record limit ${raw(String(SHOWN))}`);
  return found.map(([id]) => mask(id as string));
}

const ofTwoScripts = (file: string, mixed: number, shown: readonly string[]): Warning => ({
  code: 'mixed-scripts',
  count: mixed,
  message: text(
    `${file}: ${countedIn(mixed, 'ID')} of Latin and Cyrillic or Greek letters together, which look alike and are not equal: ${shown.join(', ')}`,
    `${file}: ID, где латинские буквы стоят вместе с русскими или греческими (похожи, но не равны): ${mixed}: ${shown.join(', ')}`,
  ),
});
