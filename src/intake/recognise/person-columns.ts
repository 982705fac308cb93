import { fold, headingOf } from '../../model/fold.js';
import { PERSON_FIELDS, type PersonField } from '../../model/person-ids.js';
import type { Recognised } from './recognised.js';

/** By which columns people are told, in the order in which their cells are asked. */
export type PersonColumns = ReadonlyMap<PersonField, readonly number[]>;

/**
 * Phones and addresses are read where the configuration asks for them (`fields`), and nowhere else: out of the column that it
 * names, else of those whose heading says so. Their keys are columns behind the file's own, which stay what they are for
 * whatever else reads them: `exclude: {Phone: …}`.
 */
export function withPersonColumns(
  recognised: Recognised,
  headings: readonly string[],
  fields: ReadonlySet<PersonField>,
): { recognised: Recognised; people: PersonColumns } {
  const columns = new Map(recognised.columns);
  const people = new Map<PersonField, readonly number[]>();
  for (const field of PERSON_FIELDS) {
    const named = columns.get(field);
    columns.delete(field);
    if (!fields.has(field) || !TABLES.has(recognised.table)) continue;
    const places = named ? [named.index] : headings.flatMap((one, at) => (says(field, one) ? [at] : []));
    const [first] = places;
    if (first === undefined) continue;
    columns.set(field, { index: headings.length + people.size, heading: headings[first] as string, kind: 'text' });
    people.set(field, places);
  }
  return { recognised: { ...recognised, columns }, people };
}

const TABLES: ReadonlySet<string> = new Set(['crm', 'ad_leads']);

const WORDS: Record<PersonField, RegExp> = {
  phone:
    /^(?:(?:рабочий|мобильный|сотовый|контактный|основной|прямой|рабочий прямой|домашний|другой) )?(?:(?:номер )?телефона?|тел\.?)(?: (?:контакта|клиента|\(.{1,20}\)))?$|^(?:(?:work|mobile|cell|home|contact|lead|client) )?(?:(?:tele)?phone|mobile|tel\.?)(?:[ _]?number)?(?: \(.{1,20}\))?$/u,
  email:
    /^(?:(?:рабочий|личный|основной|другой) )?(?:e-?mail|эл\.? почта|электронная почта|почта)(?: (?:контакта|клиента|\(.{1,20}\)))?$|^(?:(?:work|home|contact|lead|client) )?e-?mail(?:[ _]?address)?$/u,
};
const says = (field: PersonField, heading: string): boolean => WORDS[field].test(fold(headingOf(heading)));
