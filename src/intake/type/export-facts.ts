import { basename } from 'node:path';
import { dimensionColumn } from '../../model/canonical.js';
import { LEAD_STAGES, type LeadStage } from '../../model/funnel-stages.js';
import type { Vat } from '../../model/settings.js';
import { TABLE_NAMES, type Table } from '../../model/tables.js';
import { accountIn, detailsOf } from '../recognise/grain.js';
import type { Loaded } from '../scan/loaded.js';
import { dayIn } from '../shape/preamble.js';
import type { Clocks } from './clocks.js';
import { callsIn } from './journal-calls.js';
import { statedDays } from './stated-days.js';
import type { StatusFacts } from './status-map.js';
import type { Typed } from './type.js';
import type { TypeOptions } from './type-options.js';
import { dimensionsIn } from './worked.js';

/** What is known of the exports as a whole once their rows are typed. */
export interface Facts {
  tables: ReadonlySet<Table>;
  /** Per file, in the order of the ledger. */
  files: readonly FileFacts[];
  /** Fields that some file of a table has. */
  fields: Record<Table, ReadonlySet<string>>;
  /** Dimensions that leads have, and those that ad statistics have. */
  dimensions: Record<Table, ReadonlySet<string>>;
  /** Lead stages of which the exports have evidence: a status, a date or a rule. */
  stages: ReadonlySet<LeadStage>;
  guessed: StatusFacts['guessed'];
}

export interface FileFacts {
  file: string;
  /** Where it is; several sheets of a workbook are in one place. */
  path: string;
  sheet: string | undefined;
  source: string;
  table: Table;
  /** What the configuration holds as an unconfirmed draft: fields, and whether rows stand for their own IDs. */
  drafted: ReadonlySet<string>;
  /** Headings that fields were read from. */
  headings: ReadonlyMap<string, string>;
  /**
   * The canonical columns that its rows fill: fields (constants of the configuration included) and dimensions, but not
   * who edited them, which tells no row from another.
   */
  fills: ReadonlySet<string>;
  /** Headings that no field was read from. */
  others: readonly string[];
  currency: string | undefined;
  /** The time zone that the configuration puts it into. */
  timezone: string | undefined;
  /** null: the report has a time zone, and the moments of this file are converted to it. */
  clocks: Clocks | null;
  /** Fields of moments of which some cell is a day and no time. */
  days: ReadonlySet<string>;
  vat: Vat | undefined;
  /** Its costs include VAT, though no heading says so. */
  includesVat: boolean;
  /** The days that spend without days belongs to, where the configuration says so. */
  period: { from: string; to: string } | undefined;
  /** The day that its name states: the CRM would know leads up to that day. */
  statedDay: string | undefined;
  entity: 'lead' | 'deal';
  /** The table of its typed rows, those that do not count as well. */
  rows: string;
  /** It has so many rows that they stay where they were laid out. */
  isView: boolean;
  again: Typed['again'];
  /** It is of a CRM that is known to have a word for winning, though no lead has it yet. */
  knowsWins: boolean;
  /** Lead stages of which it has evidence of its own: a date, a rule, a status of some row, an outcome. */
  knows: ReadonlySet<LeadStage>;
  /** Stages of which it tells whether a lost lead reached them: by a date or by a rule. */
  tells: ReadonlySet<LeadStage>;
  /** Headings that split its campaigns further, besides groups and ads. */
  details: readonly string[];
  /** Whose advertising all of it is, as the lines above the header say. */
  account: string | undefined;
  /** Headings that name a month or a week, and that no field is read from. */
  spans: readonly string[];
}

/** What a column of stretches of days is called: `Month`, `Неделя`, `Отчётный период`. */
const SPAN = /^\s*(?:отч[её]тный\s+)?(?:месяц|неделя|квартал|период|month|week|quarter|period|date range)\s*$/iu;

const everyTable = <T>(make: (table: Table) => T): Record<Table, T> =>
  Object.fromEntries(TABLE_NAMES.map((table) => [table, make(table)])) as Record<Table, T>;

const othersOf = ({ recognised, shape }: Loaded): string[] =>
  shape.headings.filter((_, at) => [...recognised.columns.values()].every(({ index }) => index !== at));

const ownFields = ({ recognised: { columns, settings, constants } }: Loaded): string[] => [
  ...columns.keys(),
  ...(settings?.set.keys() ?? []),
  ...constants.keys(),
];

/** Gathers the facts out of the files, once they are typed. */
export function collectFacts(
  loaded: readonly Loaded[],
  typed: readonly Typed[],
  currencies: readonly (string | undefined)[],
  options: TypeOptions,
  statuses: StatusFacts,
): Facts {
  const of = <T>(table: Table, pick: (index: number) => Iterable<T>) =>
    new Set(loaded.flatMap(({ recognised }, index) => (recognised.table === table ? [...pick(index)] : [])));
  const fieldsIn = (table: Table) =>
    new Set([
      ...of(table, (index) => ownFields(loaded[index] as Loaded)),
      ...(table === 'calls' ? loaded.flatMap(({ recognised }) => callsIn(recognised).map(([field]) => field)) : []),
    ]);
  const crmFields = fieldsIn('crm');
  const stages = new Set<LeadStage>(statuses.stages);
  if (loaded.some(({ recognised: { table } }) => table === 'crm' || table === 'ad_leads')) stages.add('lead');
  // A column of outcomes says of every lead whether it was won, even if none was yet. Not so an empty column that
  // somebody made, or one of what was called off.
  const saysWon = (index: number): boolean => {
    const { recognised } = loaded[index] as Loaded;
    const isHomeMade = recognised.source === 'guess' || recognised.source === 'configured';
    const hasOutcome = recognised.table === 'crm' && ownFields(loaded[index] as Loaded).includes('outcome');
    return hasOutcome && recognised.flags?.says !== 'lost' && (!isHomeMade || statuses.withOutcomes.has(index));
  };
  if (loaded.some((_, index) => saysWon(index))) stages.add('deal');
  for (const stage of LEAD_STAGES) if (options.rules.has(stage) || crmFields.has(`${stage}_at`)) stages.add(stage);
  return {
    tables: new Set([
      ...loaded.map(({ recognised }) => recognised.table),
      ...(loaded.some(({ recognised }) => recognised.entered.length > 0) ? ['stage_events' as const] : []),
      ...(loaded.some(({ recognised }) => callsIn(recognised).length > 0) ? ['calls' as const] : []),
    ]),
    files: loaded.map(({ file, recognised }, index) => ({
      file: file.name,
      path: file.path,
      sheet: (loaded[index] as Loaded).sheet,
      source: recognised.source,
      table: recognised.table,
      drafted: recognised.drafted,
      headings: new Map([...recognised.columns].map(([field, { heading }]) => [field, heading])),
      fills: new Set([
        ...ownFields(loaded[index] as Loaded).filter((field) => field !== 'modified_by'),
        ...dimensionsIn(options).flatMap((dimension, at) =>
          typed[index]?.dimensions.has(dimension) ? [dimensionColumn(at)] : [],
        ),
      ]),
      others: othersOf(loaded[index] as Loaded),
      currency: recognised.settings?.currency ?? currencies[index],
      timezone: recognised.settings?.timezone,
      clocks: (typed[index] as Typed).clocks,
      days: (typed[index] as Typed).days,
      vat: recognised.settings?.vat,
      includesVat: recognised.includesVat,
      period: statedDays(loaded[index] as Loaded),
      statedDay: dayIn(basename(file.name)) ?? dayIn(basename(file.path)) ?? undefined,
      entity: recognised.entity,
      rows: (typed[index] as Typed).rows,
      isView: (typed[index] as Typed).isView,
      again: (typed[index] as Typed).again,
      knowsWins: Object.values(recognised.statuses ?? {}).some(
        (meaning) => meaning.kind === 'stage' && meaning.stage === 'deal',
      ),
      knows: new Set([
        ...LEAD_STAGES.filter((stage) => ownFields(loaded[index] as Loaded).includes(`${stage}_at`)),
        ...(typed[index] as Typed).rules,
        ...(statuses.ofFile.get(index) ?? []),
        ...(saysWon(index) ? (['deal'] as const) : []),
      ]),
      tells: new Set([
        ...LEAD_STAGES.filter((stage) => recognised.columns.has(`${stage}_at`)),
        ...(typed[index] as Typed).rules,
        ...(statuses.entered.get(index) ?? []),
      ]),
      details: detailsOf(loaded[index]?.shape.headings ?? [], recognised.table, recognised.columns).map(
        ({ heading }) => heading,
      ),
      spans: othersOf(loaded[index] as Loaded).filter((heading) => SPAN.test(heading)),
      account: recognised.settings?.set.has('account') ? undefined : accountIn(loaded[index]?.shape.preamble ?? []),
    })),
    fields: everyTable(fieldsIn),
    dimensions: everyTable((table) => of(table, (index) => (typed[index] as Typed).dimensions)),
    stages,
    guessed: statuses.guessed,
  };
}
