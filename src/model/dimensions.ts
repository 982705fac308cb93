import type { Scope } from './scope.js';
import type { Kind } from './sheet.js';
import { type Text, text } from './text.js';

/** Dimensions for breaking down and filtering that need no configuration. */
interface Dimension {
  readonly label: Text;
  readonly kind: Extract<Kind, 'text' | 'stage' | 'level' | 'category'>;
  /** Where it stands: what is known of leads alone has no spend. */
  readonly on: readonly ('leads' | 'spend')[];
}

const dimension = (label: Text, on: Dimension['on'], kind: Dimension['kind'] = 'text'): Dimension => ({
  label,
  kind,
  on,
});

export const DIMENSIONS = {
  source: dimension(text('Source', 'Источник'), ['leads', 'spend']),
  platform: dimension(text('Platform', 'Площадка'), ['leads', 'spend']),
  campaign: dimension(text('Campaign', 'Кампания'), ['leads', 'spend']),
  ad_group: dimension(text('Ad group', 'Группа объявлений'), ['leads', 'spend']),
  ad: dimension(text('Ad', 'Объявление'), ['leads', 'spend']),
  keyword: dimension(text('Keyword', 'Ключевая фраза'), ['leads', 'spend']),
  account: dimension(text('Account', 'Аккаунт'), ['leads', 'spend']),
  manager: dimension(text('Manager', 'Менеджер'), ['leads']),
  reason: dimension(text('Reason', 'Причина'), ['leads']),
  category: dimension(text('Category', 'Категория'), ['leads'], 'category'),
  stage: dimension(text('Stage', 'Этап'), ['leads'], 'stage'),
  ending: dimension(text('Outcome', 'Исход'), ['leads'], 'level'),
  match: dimension(text('Source told by', 'Откуда источник'), ['leads'], 'level'),
} as const satisfies Record<string, Dimension>;
export type DimensionName = keyof typeof DIMENSIONS;

export const DIMENSION_NAMES = Object.keys(DIMENSIONS) as readonly DimensionName[];
/**
 * Dimensions for which exports of spend need a column: otherwise their spend is known at another level only, and so
 * unknown.
 */
export const OF_COLUMNS: ReadonlySet<string> = new Set(['campaign', 'ad_group', 'ad', 'keyword', 'account']);
/**
 * Dimensions that tell leads apart by what became of them. For leads chosen so, a rate says nothing of how good anything
 * is.
 */
const OF_OUTCOME: ReadonlySet<string> = new Set(['stage', 'ending', 'reason', 'category', 'match']);
/** Whether leads are filtered, or broken down, by what became of them. */
export const isOfOutcome = ({ where, by }: Pick<Scope, 'where' | 'by'>): boolean =>
  [...where.map(({ dimension: one }) => one), ...by].some((one) => OF_OUTCOME.has(one));

export const isDimension = (name: string): name is DimensionName => Object.hasOwn(DIMENSIONS, name);

/** The key of `--period`: it stands before all dimensions. */
export const PERIOD = 'period';

/** Leads by `segments` of the configuration. */
export const SEGMENT = 'segment';

/** The label of a dimension; one of the configuration has the name that its author gave it. */
export const labelOf = (name: string): Text =>
  isDimension(name) ? DIMENSIONS[name].label : name === SEGMENT ? text('Segment', 'Сегмент') : text(name, name);
