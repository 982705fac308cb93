import type { Config } from '../config/schema.js';
import { text, UserError } from '../error.js';
import type { Facts } from '../intake/type/export-facts.js';
import type { PersonField } from '../model/person-ids.js';

/** Throws where the configuration tells people by what no export that should tell it has. */
export function refuseWithoutPeople({ ids, repeats }: Config, { fields, tables }: Facts): void {
  const own = tables.has('crm') ? fields.crm : fields.ad_leads;
  const [lacking] = repeats?.by.filter((field) => !own.has(field)) ?? [];
  if (lacking && (tables.has('crm') || tables.has('ad_leads'))) throw missing('repeats', lacking);
  const joins = tables.has('crm') && tables.has('ad_leads');
  const by = ids?.fallback ?? [];
  const [first] = by;
  if (joins && first && !by.some((field) => fields.crm.has(field) && fields.ad_leads.has(field)))
    throw missing('ids.fallback', first);
}

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
