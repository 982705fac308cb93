import { type Text, text, UserError } from '../../error.js';
import { isDay } from '../../model/dates.js';
import { placeOf } from '../../model/entry-place.js';
import { nearest } from '../../model/nearest.js';
import { type Field, fieldsOf, RESULTS } from '../../model/tables.js';
import { SOURCES } from '../../sources/known-sources.js';
import type { Recognised } from '../recognise/recognised.js';
import type { Loaded } from '../scan/loaded.js';
import { entryOf } from '../shape/entry.js';

/** Refuses a file without the columns that its table needs, before a row is read. */
export function requireFields({ recognised, file, shape }: Loaded): void {
  requireConstants(recognised, file.name);
  const { columns, table, rowIsLead, entity, withoutIds } = recognised;
  const lacks: Lacks = (what, hint) => {
    throw new UserError(what, { file: file.name, hint });
  };
  const near = (words: string[]) =>
    words.flatMap((word) => nearest(word, shape.headings) ?? [])[0] ?? shape.headings[0] ?? 'Id';
  // What to type, whole where the file has no entry of its own yet.
  const add = (field: string, heading: string): Text => {
    const entry = recognised.settings ? undefined : entryOf(file.name, { [field]: heading });
    return entry
      ? text(`add to funnel.yaml: ${entry}`, `добавьте в funnel.yaml: ${entry}`)
      : text(`add under columns: ${field}: ${heading}`, `добавьте в columns: ${field}: ${heading}`);
  };
  // The fields that a row has: of a column, or the same in all rows.
  const given = new Set([...columns.keys(), ...(recognised.settings?.set.keys() ?? [])]);
  if (table === 'deal_links' || table === 'stage_events') requireIds(table, given, lacks);
  if (table === 'touches') requireTouch(given, lacks);
  if (table === 'payments') requirePayment(given, lacks);
  if (table === 'calls') requireCall(given, lacks);
  const isOfLeads = table === 'crm' || table === 'ad_leads';
  // Without an ID each row is a deal, unless some column may hold the ID.
  const hasOwn =
    entity === 'deal' && (columns.has('deal_id') || !shape.headings.some((heading) => LIKE_ID.test(heading)));
  if (isOfLeads && !rowIsLead && !columns.has('lead_id') && !hasOwn) {
    const row = text('; or lead_id: $row, where each row is a lead', '; или lead_id: $row, если каждая строка — лид');
    lacks(
      table === 'ad_leads'
        ? text('leads without IDs', 'лиды без ID')
        : entity === 'deal'
          ? text('a CRM export without deal IDs', 'выгрузка CRM без ID сделок')
          : text('a CRM export without lead IDs', 'выгрузка CRM без ID лидов'),
      withoutIds?.(placeOf(file.name)) ??
        both(
          entity === 'deal'
            ? add('deal_id', near(['ID', 'Deal ID', 'Record ID']))
            : add('lead_id', near(['ID', 'Lead ID', 'Record ID'])),
          row,
        ),
    );
  }
  // A known CRM has the date, so somebody left it out of the export; a configured file may have none.
  const usual =
    isOfLeads && !columns.has('created_at') && !recognised.settings
      ? usualHeading(recognised, 'created_at')
      : undefined;
  if (usual !== undefined)
    lacks(
      text('a CRM export without the date of creation', 'выгрузка CRM без даты создания'),
      text(
        `export it again with the column «${usual}»; if it is here by another name, ${add('created_at', '…').en}`,
        `выгрузите ещё раз со столбцом «${usual}»; если он назван иначе, ${add('created_at', '…').ru}`,
      ),
    );
  if (table === 'ad_names' && !columns.has('campaign_id'))
    lacks(
      text('names of campaigns without their IDs', 'названия кампаний без их ID'),
      text('add under columns: campaign_id: and its heading', 'добавьте в columns: campaign_id: и заголовок столбца'),
    );
  if (table === 'ad_stats' && !['cost', 'clicks', 'sessions'].some((field) => given.has(field)))
    lacks(
      text('ad statistics without cost and without clicks', 'статистика рекламы без расхода и без кликов'),
      text('add under columns: cost: or clicks: and its heading', 'добавьте в columns: cost: или clicks: и заголовок'),
    );
  if (table === 'agg' && !RESULTS.some((field) => given.has(field)))
    lacks(
      text('sums without leads, deals or revenue', 'суммы без лидов, сделок и выручки'),
      text(
        'add under columns: leads:, qualified:, deals: or revenue: and its heading',
        'добавьте в columns: leads:, qualified:, deals: или revenue: и заголовок',
      ),
    );
}

const LIKE_ID = /(?:^|[\s_-])id$|^(?:№|номер|number|no\.?)(?:\s|$)/iu;

/** A constant of `set` is what its field holds: a day, a number, a word. */
function requireConstants({ settings, table }: Recognised, file: string): void {
  for (const [field, value] of settings?.set ?? []) {
    const kind = fieldsOf(table).get(field);
    const isDate = kind === 'moment' || kind === 'day';
    const isRight = isDate
      ? isDay(value.slice(0, 10)) && /^.{10}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?$/.test(value)
      : kind === 'id' || kind === 'text' || kind === undefined || /^-?\d{1,12}(?:\.\d{1,6})?$/.test(value);
    if (isRight) continue;
    const wanted = isDate ? '2026-10-01' : '100.50';
    throw new UserError(text(`set: ${field}: ${value} cannot be read`, `set: ${field}: ${value} не читается`), {
      file,
      hint: text(`write it like ${wanted}`, `запишите в виде ${wanted}`),
    });
  }
}

type Lacks = (what: Text, hint: Text) => void;

const both = (a: Text, b: Text): Text => text(a.en + b.en, a.ru + b.ru);

/** How the source of a file usually calls a field. */
function usualHeading({ source, entity }: Recognised, field: Field): string | undefined {
  const exports = SOURCES.find(({ name }) => name === source)?.exports ?? [];
  const own = exports.find((shape) => (shape.entity ?? 'lead') === entity && shape.fields[field]);
  return own?.fields[field]?.headings.find((heading) => typeof heading === 'string');
}

function requireIds(table: 'deal_links' | 'stage_events', columns: ReadonlySet<string>, lacks: Lacks): void {
  const isHistory = table === 'stage_events';
  const fields = isHistory ? ['entered_at', 'status'] : ['deal_id', 'lead_id'];
  const lacking = fields.find((field) => !columns.has(field));
  const field = lacking ?? (['deal_id', 'lead_id'].some((id) => columns.has(id)) ? undefined : 'deal_id');
  if (field === undefined) return;
  lacks(
    isHistory
      ? text(`a stage history without ${field}`, `история этапов без ${field}`)
      : text(`links of deals without ${field}`, `связи сделок без ${field}`),
    isHistory
      ? text(
          'add under columns: lead_id or deal_id, entered_at and status, each with its heading',
          'добавьте в columns: lead_id или deal_id, entered_at и status, каждое со своим заголовком',
        )
      : text('add under columns: deal_id and lead_id', 'добавьте в columns: deal_id и lead_id'),
  );
}

function requirePayment(fields: ReadonlySet<string>, lacks: Lacks): void {
  const isWhose = ['deal_id', 'lead_id'].some((field) => fields.has(field));
  const field = isWhose ? ['paid_at', 'amount'].find((one) => !fields.has(one)) : 'deal_id or lead_id';
  if (field === undefined) return;
  lacks(
    text(`payments without ${field}`, `оплаты без ${field.replace(' or ', ' или ')}`),
    text(
      'add under columns: deal_id or lead_id, paid_at and amount, each with its heading',
      'добавьте в columns: deal_id или lead_id, paid_at и amount, каждое со своим заголовком',
    ),
  );
}

/** A phone is a column only where `ids.fallback` asks for it; if a call names nobody, that is told later. */
function requireCall(fields: ReadonlySet<string>, lacks: Lacks): void {
  if (fields.has('called_at')) return;
  lacks(
    text('calls without called_at', 'звонки без called_at'),
    text(
      'add under columns: called_at, and lead_id or deal_id, each with its heading',
      'добавьте в columns: called_at, а также lead_id или deal_id, каждое со своим заголовком',
    ),
  );
}

function requireTouch(fields: ReadonlySet<string>, lacks: Lacks): void {
  const isWhose = ['lead_id', 'client_id', 'google_client_id'].some((field) => fields.has(field));
  if (isWhose && fields.has('touched_at')) return;
  const field = isWhose ? 'touched_at' : 'lead_id or client_id';
  lacks(
    text(`touches without ${field}`, `касания без ${field.replace(' or ', ' или ')}`),
    text(
      'add under columns: lead_id or client_id, and touched_at, each with its heading',
      'добавьте в columns: lead_id или client_id, а также touched_at, каждое со своим заголовком',
    ),
  );
}
