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
export interface ExportFacts {
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
  /**
   * It has rows of before the as-of moment and of after it: it holds every lead up to that moment. One that begins later
   * does not.
   */
  goesOn: boolean;
  entity: 'lead' | 'deal';
  /** The list of its platform, where that has several names for a column. */
  list: string | undefined;
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

/** A file whose rows are typed. */
interface TypedFile {
  loaded: Loaded;
  typed: Typed;
  goesOn: boolean;
  /** The currency that its amounts turned out to be in. */
  currency: string | undefined;
}

/** Gathers the facts out of the files, in the order of the ledger. */
export function collectFacts(files: readonly TypedFile[], options: TypeOptions, statuses: StatusFacts): ExportFacts {
  const said = files.map(
    ({ loaded }, index): FileStatuses => ({
      stages: statuses.ofFile.get(index) ?? NONE,
      entered: statuses.entered.get(index) ?? NONE,
      saysWon: saysWon(loaded, statuses.withOutcomes.has(index)),
    }),
  );
  const of = (table: Table) => files.filter(({ loaded }) => loaded.recognised.table === table);
  const fields = everyTable(
    (table) =>
      new Set([
        ...of(table).flatMap(({ loaded }) => ownFields(loaded)),
        ...(table === 'calls' ? files.flatMap(({ loaded }) => callsIn(loaded.recognised).map(([field]) => field)) : []),
      ]),
  );
  const hasRows = (table: Table) => of(table).length > 0;
  return {
    tables: new Set([
      ...files.map(({ loaded }) => loaded.recognised.table),
      ...(files.some(({ loaded }) => loaded.recognised.entered.length > 0) ? ['stage_events' as const] : []),
      ...(fields.calls.size > 0 ? ['calls' as const] : []),
    ]),
    files: files.map((file, index) => factsOf(file, dimensionsIn(options), said[index] as FileStatuses)),
    fields,
    dimensions: everyTable((table) => new Set(of(table).flatMap(({ typed }) => [...typed.dimensions]))),
    stages: new Set<LeadStage>([
      ...statuses.stages,
      ...(hasRows('crm') || hasRows('ad_leads') ? ['lead' as const] : []),
      ...(said.some((one) => one.saysWon) ? ['deal' as const] : []),
      ...LEAD_STAGES.filter((stage) => options.rules.has(stage) || fields.crm.has(`${stage}_at`)),
    ]),
    guessed: statuses.guessed,
  };
}

/** What the statuses and outcomes of a file tell. */
interface FileStatuses {
  /** Stages that its own statuses stand for. */
  stages: ReadonlySet<LeadStage>;
  /** Stages for which rows have a date under the name of a status. */
  entered: ReadonlySet<LeadStage>;
  saysWon: boolean;
}

const NONE: ReadonlySet<LeadStage> = new Set();

function factsOf(
  { loaded, typed, goesOn, currency }: TypedFile,
  dimensions: readonly string[],
  said: FileStatuses,
): FileFacts {
  const { recognised, file, shape } = loaded;
  const { settings, columns, table } = recognised;
  const fields = ownFields(loaded);
  const others = shape.headings.filter((_, at) => [...columns.values()].every(({ index }) => index !== at));
  return {
    file: file.name,
    path: file.path,
    sheet: loaded.sheet,
    source: recognised.source,
    table,
    drafted: recognised.drafted,
    headings: new Map([...columns].map(([field, { heading }]) => [field, heading])),
    fills: new Set([
      ...fields.filter((field) => field !== 'modified_by'),
      ...dimensions.flatMap((dimension, at) => (typed.dimensions.has(dimension) ? [dimensionColumn(at)] : [])),
    ]),
    others,
    currency: settings?.currency ?? currency,
    timezone: settings?.timezone,
    clocks: typed.clocks,
    days: typed.days,
    vat: settings?.vat,
    includesVat: recognised.includesVat,
    period: statedDays(loaded),
    statedDay: dayIn(basename(file.name)) ?? dayIn(basename(file.path)) ?? undefined,
    goesOn,
    entity: recognised.entity,
    list: recognised.list,
    rows: typed.rows,
    isView: typed.isView,
    again: typed.again,
    knowsWins: Object.values(recognised.statuses ?? {}).some(
      (meaning) => meaning.kind === 'stage' && meaning.stage === 'deal',
    ),
    knows: new Set([
      ...LEAD_STAGES.filter((stage) => fields.includes(`${stage}_at`)),
      ...typed.rules,
      ...said.stages,
      ...(said.saysWon ? (['deal'] as const) : []),
    ]),
    tells: new Set([...LEAD_STAGES.filter((stage) => columns.has(`${stage}_at`)), ...typed.rules, ...said.entered]),
    details: detailsOf(shape.headings, table, columns).map(({ heading }) => heading),
    spans: others.filter((heading) => SPAN.test(heading)),
    account: settings?.set.has('account') ? undefined : accountIn(shape.preamble),
  };
}

/**
 * A column of outcomes says of every lead whether it was won, even if none was yet. Not so an empty column that somebody
 * made, or one of what was called off.
 */
function saysWon(loaded: Loaded, hasOutcomes: boolean): boolean {
  const { source, table, flags } = loaded.recognised;
  const isHomeMade = source === 'guess' || source === 'configured';
  const isOutcome = table === 'crm' && ownFields(loaded).includes('outcome') && flags?.says !== 'lost';
  return isOutcome && (!isHomeMade || hasOutcomes);
}

/** What a column of stretches of days is called: `Month`, `Неделя`, `Отчётный период`. */
const SPAN = /^\s*(?:отч[её]тный\s+)?(?:месяц|неделя|квартал|период|month|week|quarter|period|date range)\s*$/iu;

const everyTable = <T>(make: (table: Table) => T): Record<Table, T> =>
  Object.fromEntries(TABLE_NAMES.map((table) => [table, make(table)])) as Record<Table, T>;

const ownFields = ({ recognised: { columns, settings, constants } }: Loaded): string[] => [
  ...columns.keys(),
  ...(settings?.set.keys() ?? []),
  ...constants.keys(),
];
