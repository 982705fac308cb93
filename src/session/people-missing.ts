import type { Config } from '../config/schema.js';
import { text, UserError } from '../error.js';
import type { ExportFacts } from '../intake/type/export-facts.js';
import type { PersonField } from '../model/person-ids.js';
import type { Warning } from '../model/report.js';

/**
 * Refuses a configuration that identifies people by a field which none of the exports that should have it has.
 *
 * @throws {UserError}
 */
export function refuseWithoutPeople({ ids, repeats, sla, calls }: Config, { fields, tables }: ExportFacts): void {
  const asked = sla?.answer === 'calls' ? 'sla.answer: calls' : calls === 'contact' ? 'calls: contact' : undefined;
  if (asked !== undefined && tables.has('crm') && !tables.has('calls')) throw noCalls(asked);
  const own = tables.has('crm') ? fields.crm : fields.ad_leads;
  const [lacking] = repeats?.by.filter((field) => !own.has(field)) ?? [];
  if (lacking && (tables.has('crm') || tables.has('ad_leads'))) throw missing('repeats', lacking);
  const joins = tables.has('crm') && tables.has('ad_leads');
  const by = ids?.fallback ?? [];
  const [first] = by;
  if (joins && first && !by.some((field) => fields.crm.has(field) && fields.ad_leads.has(field)))
    throw missing('ids.fallback', first);
}

/**
 * Warns of files of leads without the fields that identify people, beside files that have them: each lead in them
 * counts as a new person.
 */
export function peopleUntold({ ids, repeats }: Config, { files, tables }: ExportFacts): Warning[] {
  const joins = ids?.fallback !== undefined && tables.has('crm') && tables.has('ad_leads');
  const by = [...(repeats?.by ?? []), ...(joins ? (ids?.fallback ?? []) : [])];
  const [first] = by;
  if (first === undefined) return [];
  const asked = new Set(joins ? ['crm', 'ad_leads'] : [tables.has('crm') ? 'crm' : 'ad_leads']);
  return files
    .filter(
      ({ table, entity, fills }) => asked.has(table) && entity === 'lead' && !by.some((field) => fills.has(field)),
    )
    .map(({ file }) => untold(file, first));
}

const untold = (file: string, field: PersonField): Warning => ({
  code: 'people-untold',
  count: 1,
  message: text(
    `${file}: no column is a phone number or an e-mail that people are told by: whose its leads are is unknown; if it has one, name it in funnel.yaml under files: columns: {${field}: its heading}`,
    `${file}: нет столбца с телефоном или почтой, по которым узнают людей: чьи его лиды, неизвестно; если столбец есть, укажите его в funnel.yaml под files: columns: {${field}: его заголовок}`,
  ),
});

const noCalls = (key: string): UserError =>
  new UserError(text(`${key}: no export is a list of calls`, `${key}: среди выгрузок нет списка звонков`), {
    hint: text(
      'add one (table: calls); a journal of call tracking is one with ids: {fallback: [phone]}; or leave that key out',
      'добавьте его (table: calls); журнал коллтрекинга — тоже список звонков с ids: {fallback: [phone]}; или уберите этот ключ',
    ),
  });

const missing = (key: string, field: PersonField): UserError =>
  new UserError(
    text(
      `${key}: no column of the exports is ${field === 'phone' ? 'a phone number' : 'an e-mail'}`,
      `${key}: в выгрузках нет столбца ${field === 'phone' ? 'с телефоном' : 'с почтой'}`,
    ),
    {
      hint: text(
        `name it in funnel.yaml under files: columns: {${field}: its heading}`,
        `укажите его в funnel.yaml под files: columns: {${field}: его заголовок}`,
      ),
    },
  );
