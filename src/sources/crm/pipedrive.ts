import { text as words } from '../../model/text.js';
import { defineSource, type Export, id, moment, money, text } from '../define-source.js';
import { at, tags } from './crm-words.js';

// Portuguese, Spanish, French and German headings are those that programs read; «Trato» is the Mexican word for a
// «Negocio». «Origem» says how a deal was created (by hand, by import) and is not read; «Canal de origem» says more.
const inLanguage = (own: RegExp, fields: Export['fields']): Export => ({
  table: 'crm',
  list: 'deals',
  required: ['lead_id', 'outcome', own],
  fields: { ...fields, ...tags },
});

const portuguese = inLanguage(/^Negócio - (?:Título|Etapa|Funil)$/iu, {
  lead_id: id('Negócio - ID'),
  created_at: moment('Negócio - Negócio criado em', 'Negócio - Data de criação do negócio'),
  modified_at: moment('Negócio - Atualizado em', 'Negócio - Data atualizada'),
  closed_at: moment('Negócio - Negócio fechado em', 'Negócio - Ganho em', 'Negócio - Data de perda'),
  deal_at: moment('Negócio - Ganho em'),
  status: text('Negócio - Etapa'),
  pipeline: text('Negócio - Funil'),
  outcome: text('Negócio - Status'),
  source: text('Negócio - Origem do lead', 'Negócio - Fonte do lead', 'Negócio - Canal de origem'),
  campaign: text('Negócio - Campanha'),
  amount: money('Negócio - Valor'),
  revenue: money('Negócio - Valor'),
  currency: text(/^Negócio - Moeda(?: .+)?$/iu),
  reason: text('Negócio - Motivo da perda'),
  manager: text('Negócio - Proprietário'),
});

const valorInSpanish = money(/^(?:Trato|Negocio) - Valor$/iu);
const spanish = inLanguage(/^(?:Trato|Negocio) - (?:Título|Etapa|Embudo)$/iu, {
  lead_id: id(/^(?:Trato|Negocio) - ID$/iu),
  created_at: moment(/^(?:Trato - Trato|Negocio - Negocio) creado(?: el)?$/iu),
  modified_at: moment(/^(?:Trato|Negocio) - Hora de actualización$/iu),
  closed_at: moment(
    /^(?:Trato - Trato|Negocio - Negocio) cerrado(?: el)?$/iu,
    /^(?:Trato|Negocio) - Fecha de ganado$/iu,
    /^(?:Trato|Negocio) - Fecha de (?:perdido|pérdida)$/iu,
  ),
  deal_at: moment(/^(?:Trato|Negocio) - Fecha de ganado$/iu),
  status: text(/^(?:Trato|Negocio) - Etapa$/iu),
  pipeline: text(/^(?:Trato|Negocio) - Embudo$/iu),
  outcome: text(/^(?:Trato|Negocio) - (?:Estado|Estatus)$/iu),
  source: text(/^(?:Trato|Negocio) - Fuente del lead$/iu, /^(?:Trato|Negocio) - Canal de origen$/iu),
  amount: valorInSpanish,
  revenue: valorInSpanish,
  currency: text(/^(?:Trato|Negocio) - Moneda(?: .+)?$/iu),
  reason: text(/^(?:Trato|Negocio) - Motivo de (?:la )?pérdida$/iu),
  manager: text(/^(?:Trato|Negocio) - Propietario$/iu),
});

const french = inLanguage(/^Affaire - (?:Titre|Étape|Pipeline)$/iu, {
  lead_id: id('Affaire - ID'),
  created_at: moment('Affaire - Affaire créée', 'Affaire - Affaire créée le'),
  modified_at: moment('Affaire - Heure de mise à jour'),
  closed_at: moment(
    /^Affaire - Affaire (?:clôturée|fermée|conclue)(?: le)?$/iu,
    'Affaire - Date de gain',
    /^Affaire - (?:Date de perte|Heure de l['’]échec)$/iu,
  ),
  deal_at: moment('Affaire - Date de gain'),
  status: text('Affaire - Étape'),
  pipeline: text('Affaire - Pipeline'),
  outcome: text('Affaire - Statut'),
  source: text('Affaire - Source du lead', 'Affaire - Canal source'),
  amount: money('Affaire - Valeur'),
  revenue: money('Affaire - Valeur'),
  currency: text(/^Affaire - Devise(?: .+)?$/iu),
  reason: text('Affaire - Raison de la perte', 'Affaire - Raison de perte'),
  manager: text('Affaire - Propriétaire'),
});

const german = inLanguage(/^Deal - (?:Titel|Wert|Phase|Besitzer)$/iu, {
  lead_id: id('Deal - ID'),
  created_at: moment('Deal - Deal erstellt', 'Deal - Deal erstellt am'),
  modified_at: moment('Deal - Zeit der Aktualisierung'),
  closed_at: moment(
    'Deal - Deal abgeschlossen am',
    'Deal - Datum des gewonnenen Deals',
    'Deal - Datum des verlorenen Deals',
  ),
  deal_at: moment('Deal - Datum des gewonnenen Deals'),
  status: text('Deal - Phase'),
  pipeline: text('Deal - Pipeline'),
  outcome: text('Deal - Status'),
  source: text('Deal - Lead-Quelle', 'Deal - Quelle'),
  amount: money('Deal - Wert'),
  revenue: money('Deal - Wert'),
  currency: text(/^Deal - Währung(?: .+)?$/iu),
  reason: text('Deal - Verlustgrund'),
  manager: text('Deal - Besitzer'),
});

// Lists of activities, notes or products name the deal of each row and are not lists of deals. A list of deals may name
// products too, but it also has the status of each deal.
const done = /^(Activity|Note|Активность|Заметка) - .+$/iu;
const sold = /^(Product|Продукт|Товар) - .+$/iu;
const standing = /^(Deal|Сделка) - (Stage|Status|Этап|Статус)$/iu;

const deals: Export = {
  table: 'crm',
  list: 'deals',
  mayLackIds: true,
  required: ['lead_id', /^(Deal|Сделка) - (Title|Stage|Status|Название|Этап|Статус)$/i],
  absent: [done, sold],
  fields: {
    lead_id: id('Deal - ID', 'Сделка - ID'),
    created_at: moment('Deal - Deal created', 'Deal - Add time', 'Deal - Creation date', 'Сделка - Сделка создана'),
    modified_at: moment('Deal - Update time', 'Сделка - Время обновления'),
    closed_at: moment(
      'Deal - Deal closed on',
      'Deal - Closed on',
      'Deal - Won time',
      'Deal - Lost time',
      'Сделка - Сделка закрыта',
    ),
    deal_at: moment('Deal - Won time', 'Сделка - Время выигрыша'),
    status: text('Deal - Stage', 'Сделка - Этап'),
    pipeline: text('Deal - Pipeline', 'Сделка - Воронка'),
    outcome: text('Deal - Status', 'Сделка - Статус'),
    source: text(
      'Deal - Lead source',
      'Deal - Source',
      'Deal - Source channel',
      'Сделка - Источник',
      'Сделка - Канал источника',
    ),
    campaign: text('Deal - Campaign'),
    amount: money('Deal - Value', 'Сделка - Ценность', 'Сделка - Сумма'),
    revenue: money('Deal - Value', 'Сделка - Ценность', 'Сделка - Сумма'),
    currency: text('Deal - Currency of value', 'Deal - Currency', 'Сделка - Валюта', /^Сделка - Валюта .+$/i),
    reason: text('Deal - Lost reason', 'Сделка - Причина проигрыша', 'Сделка - Причина потери'),
    manager: text('Deal - Owner', 'Сделка - Владелец', 'Сделка - Ответственный'),
    ...tags,
  },
};

// Headings begin with the object they belong to («Deal - Title»), custom fields too. A lost deal keeps its last open
// stage: only `Deal - Status` tells the outcome. A lead leaves the inbox when it becomes a deal, so a deal stands for
// its lead.
export const pipedrive = defineSource({
  name: 'pipedrive',
  title: 'Pipedrive',
  where: words('Deals → list view → ⋯ → Export → CSV', 'Сделки → список → ⋯ → Экспорт → CSV'),
  exports: [
    deals,
    { ...deals, required: ['lead_id', standing, sold], absent: [done] },
    {
      table: 'crm',
      list: 'leads',
      required: ['lead_id', /^Lead - (Title|Lead created|Add time|Creation date|Owner)$/i],
      fields: {
        lead_id: id('Lead - ID'),
        created_at: moment('Lead - Lead created', 'Lead - Add time', 'Lead - Creation date'),
        modified_at: moment('Lead - Update time'),
        source: text('Lead - Lead source', 'Lead - Source', 'Lead - Source channel'),
        amount: money('Lead - Value'),
        currency: text('Lead - Currency of value', 'Lead - Currency'),
        manager: text('Lead - Owner'),
        ...tags,
      },
    },
    ...[done, sold].map((of): Export => ({ table: 'none', required: [of, /^(Deal|Сделка) - .+$/iu], fields: {} })),
    portuguese,
    spanish,
    french,
    german,
  ],
  statuses: {
    'Lead in': at('lead'),
    Idea: at('lead'),
    Qualified: at('qualified'),
    'Contact made': at('contact'),
    'Needs defined': at('qualified'),
    // No proposal yet: this pipeline has a separate stage for it.
    'Demo scheduled': at('contact'),
    'Proposal made': at('proposal'),
    'Negotiations started': at('decision'),
    Квалифицирован: at('qualified'),
    'Контакт установлен': at('contact'),
    'Демонстрация запланирована': at('contact'),
    'Предложение сделано': at('proposal'),
    'Переговоры начаты': at('decision'),
  },
});
