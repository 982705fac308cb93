import { fold, headingOf } from '../../model/fold.js';
import { PERSON_FIELDS, type PersonField } from '../../model/person-ids.js';
import type { Recognised } from './recognised.js';

/**
 * The columns by which people are recognised, in the order in which their cells are asked: the first that tells a person,
 * or all of them.
 */
export type PersonColumns = ReadonlyMap<PersonField, { places: readonly number[]; areAll: boolean }>;

/**
 * Reads phones and addresses only where the configuration asks for them (`fields`): from the column that it names, else
 * from those whose heading says so. Their keys become further columns behind the file's own, which stay as they are for
 * other uses: `exclude: {Phone: …}`.
 */
export function withPersonColumns(
  recognised: Recognised,
  headings: readonly string[],
  fields: ReadonlySet<PersonField>,
): { recognised: Recognised; people: PersonColumns } {
  const columns = new Map(recognised.columns);
  const people = new Map<PersonField, { places: readonly number[]; areAll: boolean }>();
  for (const field of PERSON_FIELDS) {
    const named = columns.get(field);
    columns.delete(field);
    if (!fields.has(field) || !TABLES.has(recognised.table)) continue;
    const isCalled = field === 'phone' && recognised.table !== 'crm';
    const says = (one: string) => WORDS[field].test(one) || (isCalled && OF_CALLS.test(one));
    const places = named ? [named.index] : headings.flatMap((one, at) => (says(fold(headingOf(one))) ? [at] : []));
    const [first] = places;
    if (first === undefined) continue;
    columns.set(field, { index: headings.length + people.size, heading: headings[first] as string, kind: 'text' });
    // Of a call either side may be the lead.
    people.set(field, { places, areAll: recognised.table === 'calls' });
  }
  return { recognised: { ...recognised, columns }, people };
}

const TABLES: ReadonlySet<string> = new Set(['crm', 'ad_leads', 'calls']);

const WORDS: Record<PersonField, RegExp> = {
  phone:
    /^(?:(?:рабочий|мобильный|сотовый|контактный|основной|прямой|рабочий прямой|домашний|другой) )?(?:(?:номер )?телефона?|тел\.?)(?: (?:контакта|клиента|\(.{1,20}\)))?$|^(?:(?:work|mobile|cell|home|contact|lead|client) )?(?:(?:tele)?phone|mobile|tel\.?)(?:[ _]?number)?(?: \(.{1,20}\))?$/u,
  email:
    /^(?:(?:рабочий|личный|основной|другой) )?(?:e-?mail|эл\.? почта|электронная почта|почта)(?: (?:контакта|клиента|\(.{1,20}\)))?$|^(?:(?:work|home|contact|lead|client) )?e-?mail(?:[ _]?address)?$/u,
};
/** Who called and who was called, in a list of calls: a CRM may name its clients so. */
const OF_CALLS =
  /^(?:номер (?:клиента|абонента|звонящего|вызывающего|вызываемого)|номер,? (?:с|на) который звонили|кто звонил|(?:кому|куда) (?:по)?звонили|contact_phone_number|caller[ _]?(?:number|phone|id)|callee(?:[ _]?number)?|(?:client|customer|contact|dialled|dialed)[ _]?number|(?:from|to)[ _]?number)$/u;
