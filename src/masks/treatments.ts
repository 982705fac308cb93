import type { DimensionName } from '../model/dimensions.js';
import type { Field, FieldKind, FieldOf } from '../model/tables.js';

/**
 * How the cells of a column are masked. `id`, `click`: other ones of the same form. `name`: other words of the same
 * form. `source`, `medium`: the same, but what everybody knows stays (`google / cpc`). `word`: stays if enough leads
 * have it, else like a name. `page`: a name after its scheme. `list`: IDs joined by `;`. `code`: a currency. `count`,
 * `time`: stays if it can be read. `amount`: times the factor. `date`: moved. `person`: another phone or address, and
 * only if it is asked for.
 */
export type Treatment =
  | 'id'
  | 'click'
  | 'list'
  | 'name'
  | 'source'
  | 'medium'
  | 'word'
  | 'page'
  | 'code'
  | 'count'
  | 'time'
  | 'amount'
  | 'date'
  | 'person';

/**
 * Every field of text that the program reads. One that is added to the tables must be added here, or the program does
 * not compile.
 */
const OF_TEXT: Record<FieldOf<'text'>, Treatment> = {
  merged_ids: 'list',
  status: 'word',
  from_status: 'word',
  pipeline: 'word',
  outcome: 'word',
  reason: 'word',
  direction: 'word',
  result: 'word',
  source: 'source',
  platform: 'source',
  utm_source: 'source',
  traffic_source: 'source',
  medium: 'medium',
  utm_medium: 'medium',
  campaign: 'name',
  utm_campaign: 'name',
  utm_content: 'name',
  utm_term: 'name',
  ad_group: 'name',
  ad: 'name',
  keyword: 'name',
  account: 'name',
  form: 'name',
  manager: 'name',
  modified_by: 'name',
  product_line: 'name',
  landing: 'page',
  recording: 'page',
  gclid: 'click',
  yclid: 'click',
  fbclid: 'click',
  msclkid: 'click',
  ttclid: 'click',
  gbraid: 'click',
  wbraid: 'click',
  currency: 'code',
  phone: 'person',
  email: 'person',
};

/** For fields that are no text, the kind of the field decides. */
const OF_KIND: Record<Exclude<FieldKind, 'text'>, Treatment> = {
  id: 'id',
  moment: 'date',
  day: 'date',
  money: 'amount',
  count: 'count',
  quantity: 'count',
  duration: 'time',
  talk: 'time',
};

export const treatmentOf = (field: string, kind: FieldKind): Treatment =>
  kind === 'text' ? OF_TEXT[field as keyof typeof OF_TEXT] : OF_KIND[kind];

/**
 * How values of filters in funnel.yaml are masked: as the cells of a field; `ours`: words of the program, which stay.
 */
export const OF_DIMENSION: Record<DimensionName, { field: Field } | 'ours' | 'category'> = {
  source: { field: 'source' },
  platform: { field: 'source' },
  campaign: { field: 'campaign' },
  ad_group: { field: 'ad_group' },
  ad: { field: 'ad' },
  keyword: { field: 'keyword' },
  account: { field: 'account' },
  manager: { field: 'manager' },
  reason: { field: 'reason' },
  category: 'category',
  stage: 'ours',
  ending: 'ours',
  match: 'ours',
};
