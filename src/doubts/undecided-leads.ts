import type { Engine } from '../engines/engine.js';
import { joined, literal, name, type Sql, sql } from '../engines/sql.js';
import { text, UserError } from '../error.js';
import { contentOf } from '../facts/alike-rows.js';
import type { FactsSettings } from '../facts/facts-settings.js';
import { rowsOf } from '../model/canonical.js';
import { formatWhole } from '../model/numbers.js';
import { counted } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';
import { fileNumbers } from './file-numbers.js';

const HINT = text(
  'export them with the date of modification (columns: modified_at), or read only the newer one: name the other under ignore in funnel.yaml',
  'выгрузите их с датой изменения (columns: modified_at) или читайте только новый файл: другой укажите в ignore в funnel.yaml',
);

/**
 * Two files say different things of one lead, and nothing tells which is newer: the name of a file is no reason.
 * Without one, downloads of the same list must have equal rows, and files of different lists equal values where both
 * have one.
 */
export default defineDoubt({
  code: 'duplicate-leads',
  asks: ({ census }) => census.againInFiles + census.againInLists > 0,
  async look({ engine, files, settings, census }) {
    const found = [
      ...(census.againInFiles > 0 ? await ofOneList(engine, settings) : []),
      ...(census.againInLists > 0 ? await ofLists(engine, settings.fields.crm) : []),
    ];
    return found.map(({ fields, ...one }) => ({
      count: one.leads,
      list: one.files.map((file) => files[file] ?? '').join(', '),
      fields: fields.length > 0 ? ` (${fields.join(', ')})` : '',
    }));
  },
  say: whatDiffers,
  refuses: (found) => new UserError(whatDiffers(found), { hint: HINT }),
});

function whatDiffers({ count, list, fields }: { count: number; list: string; fields: string }) {
  return text(
    `${list} say different things${fields} of ${counted(count, 'lead')}, and nothing tells which is newer: neither a date of modification nor newer rows`,
    `${list} говорят разное${fields} об одних и тех же лидах (${formatWhole(count, 'ru')}), и ничто не говорит, что новее: ни дата изменения, ни более новые строки`,
  );
}

interface Undecided {
  leads: number;
  files: number[];
  fields: string[];
}

/** Leads whose latest rows stand in several downloads of one list and differ, while dates cannot order them. */
async function ofOneList(engine: Engine, { crmFiles, dimensions }: FactsSettings): Promise<Undecided[]> {
  // When they were changed is not what they say: here not all of them tell it.
  const content = contentOf(crmFiles, dimensions, 'modified_at').map((value, at) => sql`${value} as ${name(`c${at}`)}`);
  const latest = sql`(select lead_key, of_list, file, ${joined(content, ', ')} from ${name(rowsOf('crm'))}
    join (select file as of_file, record as of_record, list as of_list from crm_again where tied = 1) on of_file = file and of_record = record)`;
  const rows = await engine.query(sql`select files, count(*) from (
      select lead_key, of_list, array_to_string(list_sort(list(distinct file)), ' ') as files
      from ${latest} group by lead_key, of_list having count(distinct file) > 1)
    semi join (select lead_key, of_list from (select distinct * exclude (file) from ${latest})
      group by lead_key, of_list having count(*) > 1) d using (lead_key, of_list)
    group by files order by files`);
  return rows.map(([files, leads]) => ({ leads: Number(leads), files: fileNumbers(files), fields: [] }));
}

/**
 * Fields that are not compared: the IDs that tell rows apart, the creation (it is settled in another way), and dates
 * and names of those who edited, on which no figure depends.
 */
const NOT_COMPARED = new Set([
  ...['lead_id', 'deal_id', 'merged_ids', 'product_line', 'created_at', 'modified_at', 'modified_by'],
]);

/** Leads in files of two lists, neither of them newer, that have different values in a field which both fill in. */
async function ofLists(engine: Engine, fields: ReadonlySet<string>): Promise<Undecided[]> {
  const compared = [...fields].filter((field) => !NOT_COMPARED.has(field)).sort();
  if (compared.length === 0) return [];
  const differs = (field: string): Sql => sql`coalesce(a.${name(field)} <> b.${name(field)}, false)`;
  const which = compared.map((field) => sql`case when bool_or(${differs(field)}) then ${literal(field)} end`);
  const row = (as: string, place: string) =>
    sql`${name(rowsOf('crm'))} ${name(as)} join crm_again ${name(place)} on ${name(place)}.file = ${name(as)}.file and ${name(place)}.record = ${name(as)}.record and ${name(place)}.place = 1`;
  const rows =
    await engine.query(sql`select concat(a.file, ' ', b.file) as files, count(distinct a.lead_key), concat_ws(' ', ${joined(which, ', ')})
    from ${row('a', 'x')} join (${row('b', 'y')}) on y.lead_key = x.lead_key and y.even = x.even and y.turn > x.turn
    where ${joined(compared.map(differs), ' or ')} group by files order by files`);
  return rows.map(([files, leads, list]) => ({
    leads: Number(leads),
    files: fileNumbers(files).sort((a, b) => a - b),
    fields: String(list).split(' '),
  }));
}
