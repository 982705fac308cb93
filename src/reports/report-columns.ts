import type { Keys } from '../facts/cube-memo.js';
import { daysOfPeriod } from '../model/dates.js';
import { DIMENSIONS, type DimensionName, isDimension, labelOf, PERIOD } from '../model/dimensions.js';
import type { Exact } from '../model/exact.js';
import { FIGURES, type FigureName } from '../model/figures/catalogue.js';
import { answer, type Figure } from '../model/figures/figure.js';
import type { Cell, Column, Kind } from '../model/sheet.js';
import { type Text, text } from '../model/text.js';
import type { ReportContext } from './report-context.js';

/** A column without its name, under which the report holds it. `V` is the type of its cells. */
export interface ReportColumn<Row, K extends Kind = Kind, V extends Cell = Cell> {
  readonly kind: K;
  readonly kindOf?: (row: Row) => Kind;
  readonly isChange?: boolean;
  readonly label: Text;
  readonly note?: Text;
  readonly noteOf?: (row: Row) => Text;
  readonly yields?: NonNullable<Column['yields']>;
  readonly isQuiet?: boolean;
  readonly isAtLeast?: (row: Row) => boolean;
  readonly isLessBetter?: (row: Row) => boolean;
  /** For a number or a verdict: the figure that it shows. */
  readonly figure?: FigureName;
  /** For anything else: a sentence on what it says. */
  readonly sentence?: Text;
  readonly told?: (row: Row) => Text | null;
  /** For a figure: what it means where events count by their own day. `isOfCohorts`: it has no meaning there. */
  readonly ofEvents?: Text;
  readonly isOfCohorts?: true;
  readonly value: (row: Row) => V;
}

/** The column for a report by the day of events: blank if it follows leads, else with the words that hold there. */
export function byDayOfEvents<Row>(column: ReportColumn<Row>): ReportColumn<Row> {
  const { note, noteOf, told, isAtLeast, ...own } = column;
  if (column.isOfCohorts) return { ...own, sentence: OF_COHORTS, value: () => null };
  if (column.ofEvents === undefined) return column;
  const isNoted = note !== undefined || noteOf !== undefined;
  return { ...own, ...(isAtLeast ? { isAtLeast } : {}), ...(isNoted ? { note: column.ofEvents } : {}) };
}

const OF_COHORTS = text(
  'blank: by the day of events those who came to a stage are other leads than those who came before them; --basis cohort follows leads from their creation',
  'прочерк: по дню события до этапа дошли не те лиды, что пришли за это время; --basis cohort следит за лидами от создания',
);

interface Width {
  readonly yields?: NonNullable<Column['yields']>;
  readonly isQuiet?: true;
}

/** What a figure is computed from. */
type Subject<N extends FigureName> = (typeof FIGURES)[N] extends Figure<infer Of, Kind, Cell> ? Of : never;
type KindOf<N extends FigureName> = (typeof FIGURES)[N]['kind'];
type ValueOf<N extends FigureName> = (typeof FIGURES)[N] extends Figure<never, Kind, infer V> ? V : never;

/** A column for a figure of the catalogue. The report may hold it under another name. */
export function figure<N extends FigureName>(
  name: N,
  width: Width = {},
): ReportColumn<Subject<N>, KindOf<N>, ValueOf<N>> {
  const found = FIGURES[name] as unknown as Figure<Subject<N>, KindOf<N>, ValueOf<N>>;
  const { kind, label, note, noteOf, told, ofEvents, isOfCohorts } = found;
  return {
    kind,
    label,
    ...(note ? { note } : {}),
    ...(noteOf ? { noteOf } : {}),
    ...(told ? { told } : {}),
    ...(ofEvents ? { ofEvents } : {}),
    ...(isOfCohorts ? { isOfCohorts } : {}),
    ...width,
    figure: name,
    value: (row) => answer(found, row),
  };
}

/** A column for a key of the breakdown; null in a total that adds up over it. */
export const dimension = (name: string, width: Width = {}) =>
  ({
    kind: isDimension(name) ? DIMENSIONS[name].kind : 'text',
    label: labelOf(name),
    sentence: text(
      `${labelOf(name).en.toLowerCase()} = what the rows are told apart by`,
      `${labelOf(name).ru.toLowerCase()} = то, по чему различаются строки`,
    ),
    ...width,
    value: ({ keys }: { keys: Keys }): string | null => keys.get(name) ?? null,
  }) as const;

/** The dimension that names the rows of a report: every row has it. */
export const key = (name: DimensionName) =>
  ({
    ...dimension(name),
    value: ({ keys }: { keys: Keys }): string => keys.get(name) as string,
  }) as const;

export const periodKey = {
  kind: 'period',
  label: text('Period', 'Период'),
  sentence: text(
    'period = the days on which leads were created and money was spent',
    'период = дни, когда созданы лиды и потрачены деньги',
  ),
  ofEvents: text(
    'period = the days on which leads came to stages, were lost and won, and money was spent',
    'период = дни, когда лиды дошли до этапов, потеряны и выиграны и потрачены деньги',
  ),
  value: ({ keys }: { keys: Keys }): string | null => keys.get(PERIOD) ?? null,
} as const;

export type PeriodState = 'whole' | 'partial' | 'too early';

/**
 * Whether the exports cover all of a period, and whether more than a tenth of its leads may still become deals. Changes
 * are only told between whole periods. Null: the text is not a period.
 */
export function stateOfPeriod(
  { whole }: Pick<ReportContext, 'whole'>,
  period: string,
  isEarly: boolean,
): PeriodState | null {
  const days = daysOfPeriod(period);
  return days && stateOfDays({ whole }, days, isEarly);
}

/** The same for a range of days. */
export function stateOfDays(
  { whole }: Pick<ReportContext, 'whole'>,
  days: { readonly from: string; readonly to: string },
  isEarly: boolean,
): PeriodState {
  const isWhole = (whole.from === null || whole.from <= days.from) && whole.to !== null && days.to <= whole.to;
  return !isWhole ? 'partial' : isEarly ? 'too early' : 'whole';
}

/** A column that shows the state of a row's period. */
export const periodState = <Row>(value: (row: Row) => PeriodState | null) =>
  ({
    kind: 'verdict',
    label: text('State', 'Полнота'),
    sentence: text(
      'state = whole where the exports cover all days of the period and these are over, else partial; too early where many of its leads may yet become deals',
      'состояние = полный период, если выгрузки покрывают все его дни и они прошли, иначе неполный; рано, если многие его лиды ещё могут стать сделками',
    ),
    yields: 1,
    value,
  }) as const;

/** The same for a report with a column of periods. `early`: the periods whose leads may still become deals. */
export const stateOf = (context: Pick<ReportContext, 'whole'>, early: ReadonlySet<string>) =>
  periodState(({ keys }: { keys: Keys }) => {
    const period = keys.get(PERIOD) ?? '';
    return stateOfPeriod(context, period, early.has(period));
  });

/** A column of words instead of figures: what a row is, or what it quotes. */
export const words = <Row, K extends Kind, V extends Exclude<Cell, Exact>>(
  column: Omit<ReportColumn<Row, K, V>, 'figure'> & { readonly sentence: Text },
): ReportColumn<Row, K, V> => column;

/** For lists of leads: the lead of the row. */
export const leadId = words({
  ...{ kind: 'text', label: text('Lead', 'Лид') },
  sentence: text('lead = its ID in the CRM', 'лид = его ID в CRM'),
  value: ({ id }: { readonly id: string }): string => id,
});
