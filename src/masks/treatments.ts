import type { DimensionName } from '../model/dimensions.js';
import type { Field, FieldKind, FieldOf } from '../model/tables.js';

/**
 * What becomes of the cells of a column: `id`, `click`: other ones of their form; `name`: other words of their form; `source`,
 * `medium`: the same but for what is known of everybody (`google / cpc`); `word`: as it is where enough leads bear it, else as
 * a name; `page`: a name behind its scheme; `list`: IDs joined by `;`; `code`: a currency; `count`, `time`: as it is where it
 * can be read; `amount`: times the factor; `date`: moved; `person`: another phone or address, and only where it is asked for.
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

/** Every field that the program reads: one that is added to the tables does not compile before it stands here. */
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

/** Of what is no text its kind says it. */
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

/** What is filtered by in funnel.yaml: the same as the cells; `ours`: words of the program. */
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
