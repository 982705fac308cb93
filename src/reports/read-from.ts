import type { Behind } from '../facts/behind.js';
import { isLeadStage, LEAD_STAGES, type LeadStage, STAGE_LABELS } from '../model/funnel-stages.js';
import { groupBy } from '../model/group-by.js';
import type { LeadEvent } from '../model/lead-events.js';
import { LEAD_MEASURES, type LeadMeasure, type Rows } from '../model/measures.js';
import type { Table } from '../model/tables.js';
import { join, type Text, text } from '../model/text.js';
import { evidenceOf, lossesOf, originsOf, quotedList } from './provenance-words.js';
import type { ReportContext } from './report-context.js';

/** Where a number is read from: the files and headings of its rows, and of what decides which rows count. */
export async function readFrom(rows: Rows, behind: Behind, context: ReportContext): Promise<Text[]> {
  switch (rows.of) {
    case 'costs':
    case 'configuration':
      return [text('funnel.yaml', 'funnel.yaml')];
    case 'nobody':
      return [];
    case 'forms':
      return formsOf(context);
    case 'spend': {
      const fields = FIELDS_OF_SPEND[rows.measure] ?? [];
      const files = new Set((await context.rowsBehind({ behind, rows })).map(({ file }) => file));
      return (['ad_stats', ...(behind.table === 'sums' ? ['agg' as const] : [])] as const).flatMap((table) =>
        columns(table, fields, context, files),
      );
    }
    case 'leads':
      if (behind.table === 'sums') return columns('agg', [fieldOfSums(rows.measure)], context);
      return [
        ...idsOf(context),
        ...(await conditionsOf(LEAD_MEASURES[rows.measure], context)),
        ...dayOf(rows.within?.timed ? rows.within.timed[1] : LEAD_MEASURES[rows.measure].on, context),
        ...sourcesOf(rows, behind, context),
        ...(rows.within?.answer ? answersOf(context) : []),
        ...(behind.table === 'standards' ? criteriaOf(rows.within?.standard?.criterion ?? null, context) : []),
      ];
  }
}

const FIELDS_OF_SPEND: Readonly<Record<string, readonly string[]>> = {
  visits: ['clicks', 'sessions'],
  actions: ['actions'],
  platform_actions: ['actions'],
  analytics_goals: ['actions'],
  costed_actions: ['actions'],
  spend: ['cost'],
  costed_spend: ['cost'],
  open_spend: ['cost'],
  unacted_spend: ['cost'],
};

const fieldOfSums = (measure: string): string =>
  /revenue/.test(measure)
    ? 'revenue'
    : /qualified/.test(measure)
      ? 'qualified'
      : /deal/.test(measure)
        ? 'deals'
        : 'leads';

/** `«Cost» of vk.csv; «Spend» of meta.csv`, for each field that some file of the table has. `files`: only these. */
function columns(
  table: Table,
  fields: readonly string[],
  { provenance }: ReportContext,
  files?: ReadonlySet<number | null>,
): Text[] {
  return fields.flatMap((field) => {
    const there = provenance
      .files(table, field)
      .filter(({ at, heading }) => heading !== null && files?.has(at) !== false);
    if (there.length === 0) return [];
    const each = [...groupBy(there, ({ heading }) => heading)].map(([heading, files]) => {
      const names = quotedList(files.map(({ file }) => file));
      return text(`«${heading}» of ${names.en}`, `«${heading}» из ${names.ru}`);
    });
    return [join(each, '; ')];
  });
}

/** The columns of IDs by which leads are counted: those of the CRM, and those of forms. */
const idsOf = (context: ReportContext): Text[] =>
  (['crm', 'ad_leads'] as const).flatMap((table) => {
    const files = [...new Set(context.provenance.files(table, 'lead_id').map(({ file }) => file))];
    if (files.length === 0) return [];
    const ids = ['lead_id', 'deal_id'].flatMap((field) => context.provenance.headings(table, field));
    const [by, names] = [quotedList([...new Set(ids)]), quotedList(files)];
    return [
      ids.length === 0
        ? text(`leads: a row each of ${names.en}`, `лиды: каждая строка ${names.ru}`)
        : text(`leads: ${by.en} of ${names.en}`, `лиды: ${by.ru} из ${names.ru}`),
    ];
  });

/** The columns of forms, and those by which the CRM recognises them. */
const formsOf = (context: ReportContext): Text[] => [
  ...columns('ad_leads', ['lead_id', 'created_at'], context),
  ...columns('crm', ['ad_lead_id', 'created_at'], context),
];

async function conditionsOf({ where, sum }: LeadMeasure, context: ReportContext): Promise<Text[]> {
  const said: Text[] = [];
  const line = (en: string, ru: string, of: Text | null) => {
    if (of) said.push(text(`${en} = ${of.en}`, `${ru} = ${of.ru}`));
  };
  const stage = async (one: LeadStage) => {
    const { en, ru } = STAGE_LABELS[one];
    if (one !== 'lead') line(en, ru, await evidenceOf(one, context));
  };
  for (const condition of where(context.reach)) {
    if ('depth' in condition) {
      const from = LEAD_STAGES.indexOf(condition.stage);
      // Reaching a later stage implies this one, so evidence of the later stages counts here.
      const told = context.reach === 'implied' ? LEAD_STAGES.slice(from) : LEAD_STAGES.slice(0, from + 1);
      for (const one of told) if (context.known.has(one)) await stage(one);
    } else if ('evidence' in condition) {
      if (isLeadStage(condition.evidence)) await stage(condition.evidence);
    } else if ('flag' in condition && (condition.flag === 'worked' || condition.flag === 'wordless')) {
      if (condition.flag === 'worked') await stage('qualified');
      line('lost', 'отказ', await lossesOf(context));
      said.push(...columns('crm', ['reason'], context));
    } else if ('ending' in condition) {
      if (condition.ending === 'won') await stage('deal');
      else line('lost', 'отказ', await lossesOf(context));
    }
  }
  const arePaid = context.provenance.files('payments', 'amount').length > 0;
  for (const [field, ru] of AMOUNTS_OF[sum ?? ''] ?? []) {
    const [read, less] =
      field === 'revenue' && arePaid
        ? columns('payments', ['amount', 'refunded'], context)
        : columns('crm', [field], context);
    line(
      field.replaceAll('_', ' '),
      ru,
      read && less ? text(`${read.en} − ${less.en}`, `${read.ru} − ${less.ru}`) : (read ?? null),
    );
  }
  return [...new Map(said.map((one) => [one.en, one])).values()];
}

/**
 * By the day of events: the column that dates an event. A win is dated by its own date, else by the closing date; a
 * loss by the closing date, else by the history.
 */
function dayOf(on: LeadEvent | undefined, { events, provenance }: ReportContext): Text[] {
  if (!events || on === undefined) return [];
  const own = on === 'lead' ? 'created_at' : on === 'win' ? 'deal_at' : `${on}_at`;
  const fields = on === 'loss' ? ['closed_at'] : on === 'deal' || on === 'win' ? [own, 'closed_at'] : [own];
  const read = fields.flatMap((field) => provenance.headings('crm', field));
  const history = on !== 'lead' ? provenance.headings('stage_events', 'entered_at') : [];
  const { en, ru } = quotedList([...new Set([...read, ...history])]);
  return en === '' ? [] : [text(`by the day in ${en}`, `по дню в ${ru}`)];
}

/** The fields that an amount is made of, with their Russian names. */
const AMOUNTS_OF: Readonly<Record<string, readonly (readonly [field: string, ru: string])[]>> = {
  revenue: [['revenue', 'выручка']],
  pipeline: [['amount', 'сумма']],
  // Profit is the deal's own, else revenue minus the cost of goods, else revenue times the margin.
  profit: [
    ['profit', 'прибыль'],
    ['revenue', 'выручка'],
    ['cost_of_goods', 'себестоимость'],
  ],
};

/** The columns of one criterion of the standard, or of all of them (`null`). */
const criteriaOf = (criterion: number | null, { standard }: ReportContext): Text[] =>
  (standard?.criteria ?? [])
    .filter((_, at) => criterion === null || at === criterion)
    .map(({ name, columns: read }) => join([text(name, name), quotedList(read)], ' = '));

/** The columns that tell when a lead was answered, and what becomes of it. */
const answersOf = (context: ReportContext): Text[] => [
  ...(context.sla.hasCalls ? calledOf(context) : []),
  ...(
    [
      ['answered', 'ответ', ['answered_at', 'response']],
      ['assigned', 'назначение', ['assigned_at']],
      ['closed', 'закрытие', ['closed_at']],
    ] as const
  ).flatMap(([en, ru, fields]) => {
    const read = context.sla.isByCalls && en === 'answered' ? [] : columns('crm', fields, context);
    return read.length === 0 ? [] : [join([text(en, ru), join(read, '; ')], ' = ')];
  }),
];

const calledOf = (context: ReportContext): Text[] => {
  const read = columns('calls', ['called_at', 'talk', 'duration', 'result'], context);
  return read.length === 0 ? [] : [join([text('calls', 'звонки'), join(read, '; ')], ' = ')];
};

/** Where a row is about a source: the columns that can name the source of a lead. */
function sourcesOf(rows: Rows, behind: Behind, context: ReportContext): Text[] {
  const isBySource = behind.keys.has('source') || behind.sources !== null || ('within' in rows && rows.within?.sources);
  const origins = isBySource ? originsOf(context) : null;
  if (!origins) return [];
  return context.has.credits
    ? [
        text(
          `source of a lead = the touches before it; where none counts: ${origins.en}`,
          `источник лида = касания до него; если учтённых нет — ${origins.ru}`,
        ),
      ]
    : [text(`source of a lead = ${origins.en}`, `источник лида = ${origins.ru}`)];
}
