import { text as words } from '../../model/text.js';
import { defineSource, type Export, id, moment, money, text } from '../define-source.js';
import { at, ignore, lost, reasons, tags } from './crm-words.js';
import { connector, noSubscribers } from './hubspot-connector.js';

const dealStages = {
  // The stage where HubSpot puts a new deal: an early one, whatever its name promises.
  'Appointment scheduled': at('lead'),
  appointmentscheduled: at('lead'),
  'Qualified to buy': at('qualified'),
  qualifiedtobuy: at('qualified'),
  'Presentation scheduled': at('proposal'),
  presentationscheduled: at('proposal'),
  'Decision maker bought-in': at('decision'),
  decisionmakerboughtin: at('decision'),
  'Contract sent': at('decision'),
  contractsent: at('decision'),
  'Closed won': at('deal'),
  closedwon: at('deal'),
  'Closed lost': lost,
  closedlost: lost,

  'Cita programada': at('lead'),
  'Calificado para comprar': at('qualified'),
  'Presentación programada': at('proposal'),
  'Contrato enviado': at('decision'),
  'Cierre ganado': at('deal'),
  'Cierre perdido': lost,

  'Qualificado para comprar': at('qualified'),
  'Negócio fechado': at('deal'),
  'Negócio perdido': lost,

  'Rendez-vous pris': at('lead'),
  "Qualifiée pour l'achat": at('qualified'),
  'Présentation planifiée': at('proposal'),
  'Intégration du décisionnaire': at('decision'),
  'Contrat envoyé': at('decision'),
  'Fermé gagné': at('deal'),
  'Fermé perdu': lost,
};

const lifecycleStages = {
  Subscriber: ignore,
  Lead: at('lead'),
  'Marketing qualified lead': at('qualified'),
  marketingqualifiedlead: at('qualified'),
  'Sales qualified lead': at('qualified'),
  salesqualifiedlead: at('qualified'),
  Opportunity: at('qualified'),
  Customer: at('deal'),
  // People who praise the company need not have bought anything; a customer has a date of becoming one.
  Evangelist: at('lead'),
  Other: ignore,

  Suscriptor: ignore,
  Cliente: at('deal'),
  Oportunidad: at('qualified'),
  'Lead calificado para marketing': at('qualified'),
  'Lead calificado para ventas': at('qualified'),
  'Lead cualificado para marketing': at('qualified'),
  'Lead cualificado para ventas': at('qualified'),
  Otro: ignore,
};

const leadStatuses = {
  New: at('lead'),
  Open: at('lead'),
  'In progress': at('lead'),
  IN_PROGRESS: at('lead'),
  'Attempted to contact': at('lead'),
  ATTEMPTED_TO_CONTACT: at('lead'),
  Connected: at('contact'),
  'Open deal': at('qualified'),
  OPEN_DEAL: at('qualified'),
  Unqualified: lost,
  'Bad timing': lost,
  BAD_TIMING: lost,

  Nuevo: at('lead'),
  Abierto: at('lead'),
  'En curso': at('lead'),
  'Intento de contacto': at('lead'),
  Conectado: at('contact'),
  'Negocio abierto': at('qualified'),
  'No calificado': lost,
  'No cualificado': lost,
};

// Each stage has a column of dates: `Date entered "Closed Won (Sales Pipeline)"`, with straight, curly, single or no
// quotes, or the internal name with the ID of the stage. `Date exited` is not read, and `Date entered current stage`
// names no stage.
const entered = [
  /^Date entered ["“”„'‘’«]*(?!current stage["“”'‘’»]*$)(?<status>.+?)(?: ?\((?<pipeline>(?:[^()]|\([^()]*\))*)\))?["“”'‘’»]*$/i,
  /^hs_(?:v2_)?date_entered_(?!current_stage$)(?<status>.+)$/i,
];
// Contacts have a date for each lifecycle stage, `Became a Marketing Qualified Lead Date`.
const became = [/^Became an? (?<status>.+) Date$/i, /^hs_lifecyclestage_(?<status>.+)_date$/i];

/**
 * Deals in several currencies, where the column of currencies may be missing. HubSpot's own conversion of each amount
 * into the company's currency is read.
 */
const inCompanyCurrency = (plain: Export, from: RegExp, to: RegExp, by: RegExp): Export => ({
  ...plain,
  required: [...plain.required, to],
  converted: { from, to, by, plain },
  fields: { ...plain.fields, amount: money(to), revenue: money(to) },
});

// A view shows the name where HubSpot knows one. `hs_updated_by_user_id` is not read: a person's number as a user
// differs from their number as an owner.
const editor = text('Updated by user', 'Updated by', 'Updated by user ID');

const deals: Export = {
  table: 'crm',
  list: 'deals',
  entity: 'deal',
  mayLackIds: true,
  // Case matters: Zoho and Bigin write `Record Id` and `Deal Id`. Snowflake has names in capitals.
  required: [/^(Record ID( - Deal)?|Deal ID|hs_object_id|HS_OBJECT_ID)$/, /^(deal ?name|deal ?stage)$/i],
  entered,
  fields: {
    deal_id: id('Record ID - Deal', 'Record ID', 'Deal ID', 'hs_object_id'),
    // A deal may have several contacts, joined by `;`.
    lead_id: id('Associated Contact IDs', 'Associated Contact ID', 'Record ID - Contact'),
    created_at: moment('Create Date', 'Created Date', 'createdate'),
    modified_at: moment('Last Modified Date', 'hs_lastmodifieddate'),
    modified_by: editor,
    closed_at: moment('Close Date', 'closedate'),
    status: text('Deal Stage', 'dealstage'),
    pipeline: text('Pipeline'),
    source: text(
      'Original Traffic Source',
      'Original Source Type',
      'Original Source',
      'Lead Source',
      'hs_analytics_source',
    ),
    amount: money('Amount'),
    revenue: money('Amount'),
    currency: text('Currency', 'Deal Currency', 'deal_currency_code'),
    reason: text('Closed Lost Reason', ...reasons),
    manager: text('Deal Owner', 'hubspot_owner_id'),
    ...tags,
  },
};

// Negocios or Contactos → Exportar. Headings are in the language of the user who exports, but the ID and associations
// are often in English all the same. Headings of Spanish contacts, of Portuguese deals and of French deals are known
// from programs and from what people show; those of Spanish deals, and the French one of the last
// change, are from memory.
const dealsIn = (name: RegExp, fields: Export['fields']): Export => ({
  table: 'crm',
  list: 'deals',
  entity: 'deal',
  required: ['deal_id', 'status', name],
  fields: { ...fields, ...tags },
});
const spanishSource = text('Fuente original de tráfico', 'Fuente original', 'Fuente de tráfico original');
const spanishDeals = dealsIn(/^nombre del negocio$/iu, {
  deal_id: id('ID de registro', 'Record ID'),
  lead_id: id('ID de contactos asociados', 'Associated Contact IDs'),
  created_at: moment('Fecha de creación'),
  modified_at: moment('Fecha de la última modificación', 'Fecha de última modificación'),
  closed_at: moment('Fecha de cierre'),
  status: text('Etapa del negocio'),
  pipeline: text('Pipeline'),
  source: spanishSource,
  amount: money('Importe', 'Valor', 'Monto', 'Cantidad'),
  revenue: money('Importe', 'Valor', 'Monto', 'Cantidad'),
  currency: text('Moneda', 'Divisa'),
  reason: text('Motivo de cierre perdido', 'Motivo de pérdida'),
  manager: text('Propietario del negocio'),
});
const portugueseDeals = dealsIn(/^nome do negócio$/iu, {
  deal_id: id('Record ID', 'ID do registro'),
  lead_id: id('Associated Contact IDs'),
  created_at: moment('Data de criação'),
  modified_at: moment('Data da última modificação'),
  closed_at: moment('Data de fechamento'),
  status: text('Etapa do negócio'),
  pipeline: text('Pipeline'),
  source: text('Fonte original do tráfego'),
  amount: money('Valor'),
  revenue: money('Valor'),
  currency: text('Moeda'),
  reason: text('Motivo de fechamento perdido', 'Motivo do negócio perdido'),
  manager: text('Proprietário do negócio'),
});
const frenchDeals = dealsIn(/^nom de la transaction$/iu, {
  deal_id: id(/^id de fiche d['’]informations$/iu, 'Record ID', 'Deal ID'),
  lead_id: id('Associated Contact IDs'),
  created_at: moment('Date de création'),
  modified_at: moment('Date de dernière modification', 'Date de la dernière modification'),
  closed_at: moment('Date de fermeture'),
  status: text('Phase de la transaction'),
  pipeline: text('Pipeline'),
  amount: money('Montant'),
  revenue: money('Montant'),
  currency: text('Devise'),
  manager: text('Propriétaire de la transaction'),
});
const LIFECYCLE = /^etapa del? (?:ciclo de (?:la )?vida)$/iu;
const spanishContacts: Export = {
  table: 'crm',
  list: 'contacts',
  required: ['lead_id', 'created_at', /^(?:etapa del? ciclo de (?:la )?vida|estado del lead)$/iu],
  rows: [noSubscribers(LIFECYCLE, /^estado del lead$/iu)],
  fields: {
    lead_id: id('ID de registro'),
    created_at: moment('Fecha de creación'),
    modified_at: moment('Fecha de la última modificación', 'Fecha de última modificación'),
    closed_at: moment('Fecha de cierre'),
    status: text(LIFECYCLE, 'Estado del lead'),
    outcome: text('Estado del lead'),
    source: spanishSource,
    manager: text('Propietario del contacto'),
    ...tags,
  },
};

// Every field is quoted; no byte order mark. The columns are those of the view, or all of them; headings are labels or
// internal names.
export const hubspot = defineSource({
  name: 'hubspot',
  title: 'HubSpot',
  where: words('CRM → Deals or Contacts → Export → CSV', 'CRM → Deals или Contacts → Export → CSV'),
  stages: words(
    'Export → include all properties: HubSpot keeps “Date entered …” of every stage',
    'Export → все свойства: HubSpot хранит «Date entered …» каждого этапа',
  ),
  exports: [
    inCompanyCurrency(
      deals,
      /^amount$/i,
      /^amount in company currency$/i,
      /^(?:(?:deal )?currency|deal_currency_code)$/i,
    ),
    deals,
    spanishDeals,
    inCompanyCurrency(portugueseDeals, /^valor$/iu, /^valor na moeda da empresa$/iu, /^moeda$/iu),
    portugueseDeals,
    frenchDeals,
    spanishContacts,
    {
      table: 'crm',
      list: 'contacts',
      required: [
        /^(Record ID( - Contact)?|Contact ID|hs_object_id|HS_OBJECT_ID)$/,
        /^(lifecycle ?stage|(hs_)?lead[ _]status|became an? .+ date)$/i,
        // Companies have a lifecycle stage too, but neither of these.
        /^(first ?name|last ?name|e-?mail|contact owner)$/i,
      ],
      entered: [...entered, ...became],
      rows: [noSubscribers(/^lifecycle ?stage$/i, /^(?:hs_)?lead[ _]status$/i)],
      fields: {
        lead_id: id('Record ID - Contact', 'Record ID', 'Contact ID', 'hs_object_id'),
        deal_id: id('Associated Deal IDs', 'Associated Deal ID'),
        merged_ids: text('Merged object IDs', 'hs_merged_object_ids'),
        created_at: moment('Create Date', 'Created Date', 'createdate'),
        modified_at: moment('Last Modified Date', 'lastmodifieddate'),
        modified_by: editor,
        closed_at: moment('Close Date', 'closedate'),
        assigned_at: moment('Owner Assigned Date'),
        answered_at: moment('Date of First Engagement'),
        status: text('Lifecycle Stage', 'lifecyclestage', 'Lead Status', 'hs_lead_status'),
        // Sales record here that a contact is no use; the lifecycle stage does not change then.
        outcome: text('Lead Status', 'hs_lead_status'),
        source: text('Original Traffic Source', 'Original Source', 'Lead Source', 'hs_analytics_source'),
        reason: text(...reasons),
        manager: text('Contact owner', 'hubspot_owner_id'),
        ...tags,
      },
    },
    // Tickets have a source and a date of closing too, and are no leads.
    { table: 'none', required: [/^Record ID$/i, /^Ticket (name|status|owner|description)$/i], fields: {} },
    // The history of a property.
    { table: 'none', required: [/^Record ID$/i, /^Property( name)?$/i, /^(Property )?Value$/i], fields: {} },
    ...connector,
  ],
  statuses: { ...dealStages, ...lifecycleStages, ...leadStatuses },
});
