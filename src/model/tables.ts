/**
 * The canonical tables: what every export is turned into, whatever its columns are called. Source: interface,
 * "Configuration".
 */
export type FieldKind = 'id' | 'text' | 'moment' | 'day' | 'money' | 'count' | 'quantity' | 'duration' | 'talk';

/** Click IDs of ad platforms: in a CRM row each names the platform that was clicked. */
const clicks = {
  gclid: 'text',
  yclid: 'text',
  fbclid: 'text',
  msclkid: 'text',
  ttclid: 'text',
} as const satisfies Record<string, FieldKind>;
export type ClickId = keyof typeof clicks;
export const CLICK_IDS = Object.keys(clicks) as readonly ClickId[];

/** Google's IDs where it may not give a `gclid`; used for `conversions` only. */
const braids = { gbraid: 'text', wbraid: 'text' } as const satisfies Record<string, FieldKind>;
/** Whatever is of a click: cells are read alike. */
export const CLICK_FIELDS: readonly string[] = [...CLICK_IDS, ...Object.keys(braids)];

/** Leads and deals of a CRM, one row each. */
const crm = {
  lead_id: 'id',
  /** In a deal: its own ID, with `lead_id` as the link to the lead. In a lead: the link to its deal. */
  deal_id: 'id',
  /** IDs of rows that were merged into this one, separated by `;`. They are no leads of their own. */
  merged_ids: 'text',
  /** The ID that the ad platform gave the lead, in a field of the CRM. */
  ad_lead_id: 'id',
  created_at: 'moment',
  modified_at: 'moment',
  /** Who edited it last: for `diff` alone. */
  modified_by: 'text',
  closed_at: 'moment',
  assigned_at: 'moment',
  answered_at: 'moment',
  lead_at: 'moment',
  qualified_at: 'moment',
  contact_at: 'moment',
  proposal_at: 'moment',
  decision_at: 'moment',
  deal_at: 'moment',
  status: 'text',
  pipeline: 'text',
  /** Won or lost, where a CRM holds it apart from the stage. */
  outcome: 'text',
  source: 'text',
  medium: 'text',
  campaign: 'text',
  utm_source: 'text',
  utm_medium: 'text',
  utm_campaign: 'text',
  utm_content: 'text',
  utm_term: 'text',
  ...clicks,
  ...braids,
  /** Of a won deal. */
  revenue: 'money',
  /** What is hoped for: the pipeline. */
  amount: 'money',
  /** The profit of a won deal, or the cost of the goods sold. */
  profit: 'money',
  cost_of_goods: 'money',
  currency: 'text',
  reason: 'text',
  manager: 'text',
  /** Where a deal has a row per product, with the amount of that row: these are added up. */
  product_line: 'text',
  response: 'duration',
  /**
   * The visitor that web analytics saw when the lead was made, by which its visits are found. Google's IDs are separate.
   */
  client_id: 'id',
  google_client_id: 'id',
  /** The page on which it first came to the site. */
  landing: 'text',
  /** How many touches it had before, where the CRM only counts them. */
  touches: 'count',
  /** Who it is, where a configuration asks for it: keys of this run alone. */
  phone: 'text',
  email: 'text',
} as const satisfies Record<string, FieldKind>;

/** Ad statistics: what was shown, clicked and paid on a day in a campaign. They contain no leads. */
const ad_stats = {
  day: 'day',
  /** The days that a row without a day covers. */
  period_from: 'day',
  period_to: 'day',
  source: 'text',
  medium: 'text',
  platform: 'text',
  /** When the row was taken: of running totals the last one counts. */
  taken_at: 'moment',
  /** The account, where two accounts of one platform stand side by side. */
  account: 'text',
  campaign: 'text',
  campaign_id: 'id',
  ad_group: 'text',
  ad: 'text',
  keyword: 'text',
  impressions: 'count',
  clicks: 'count',
  /** For web analytics: where a source has sessions, these are its visits, and goals its target actions. */
  sessions: 'count',
  actions: 'quantity',
  cost: 'money',
  currency: 'text',
} as const satisfies Record<string, FieldKind>;

/** What somebody's sheet counts for a source or campaign on a day beside spend: sums, without single leads. */
const agg = {
  ...ad_stats,
  leads: 'count',
  qualified: 'count',
  deals: 'count',
  revenue: 'money',
} as const satisfies Record<string, FieldKind>;

/** The results that such a sheet counts. It must have two of them, or the configuration must say which. */
export const RESULTS = ['leads', 'qualified', 'deals', 'revenue'] as const;
export type Result = (typeof RESULTS)[number];
export const isResult = (field: string): field is Result => (RESULTS as readonly string[]).includes(field);

/** Leads from an ad platform's own form, a row each: what the CRM should have received. */
const ad_leads = {
  lead_id: 'id',
  created_at: 'moment',
  source: 'text',
  medium: 'text',
  platform: 'text',
  campaign: 'text',
  campaign_id: 'id',
  ad_group: 'text',
  ad: 'text',
  keyword: 'text',
  form: 'text',
  landing: 'text',
  ...clicks,
  /** Of a journal of calls, whose rows are calls as well. */
  manager: 'text',
  direction: 'text',
  result: 'text',
  duration: 'talk',
  talk: 'talk',
  recording: 'text',
  phone: 'text',
  email: 'text',
} as const satisfies Record<string, FieldKind>;

/** The history of leads or deals, a row per change: the status from that moment on. */
const stage_events = {
  /** The ID of a lead, of a deal, or of whichever of the two the CRM export holds. */
  lead_id: 'id',
  deal_id: 'id',
  entered_at: 'moment',
  status: 'text',
  /** The status it left: it was in that one until then. */
  from_status: 'text',
  pipeline: 'text',
} as const satisfies Record<string, FieldKind>;

/** Touches: visits of people who may be leads, a row each, with the lead or the visitor of web analytics. */
const touches = {
  /** Of the visit itself: downloads that overlap hold it twice. */
  touch_id: 'id',
  lead_id: 'id',
  client_id: 'id',
  google_client_id: 'id',
  touched_at: 'moment',
  source: 'text',
  medium: 'text',
  campaign: 'text',
  utm_source: 'text',
  utm_medium: 'text',
  utm_campaign: 'text',
  /** The kind of traffic in web analytics (`ad`, `organic`, `direct`): the source where nothing else names one. */
  traffic_source: 'text',
  ...clicks,
} as const satisfies Record<string, FieldKind>;

/** Payments, a row each. Refunds are negative, or stand beside the payment. */
const payments = {
  /** Of the payment itself: downloads that overlap hold it twice. */
  payment_id: 'id',
  /** Whose it is: a deal's, or a lead's. */
  deal_id: 'id',
  lead_id: 'id',
  paid_at: 'moment',
  amount: 'money',
  /** How much of it went back. */
  refunded: 'money',
  currency: 'text',
} as const satisfies Record<string, FieldKind>;

/** Calls, a row each, of a lead or deal; or of whoever has the phone, where a configuration asks for it. */
const calls = {
  call_id: 'id',
  lead_id: 'id',
  deal_id: 'id',
  called_at: 'moment',
  manager: 'text',
  /** Who called whom, and what came of it, in the words of the export. */
  direction: 'text',
  result: 'text',
  /** All of it, the ringing too; and how long both sides spoke. */
  duration: 'talk',
  talk: 'talk',
  recording: 'text',
  phone: 'text',
} as const satisfies Record<string, FieldKind>;

/** Whose deal is whose, where neither side holds the link itself. */
const deal_links = {
  deal_id: 'id',
  lead_id: 'id',
} as const satisfies Record<string, FieldKind>;

/** Names of an ad platform's campaigns, where its statistics have only IDs. They hold no figures. */
const ad_names = {
  campaign_id: 'id',
  campaign: 'text',
  modified_at: 'moment',
} as const satisfies Record<string, FieldKind>;

/** `none`: a known export without leads or ads. Its rows are counted and left out. */
const TABLES = {
  crm,
  ad_stats,
  agg,
  ad_leads,
  ad_names,
  touches,
  stage_events,
  payments,
  calls,
  deal_links,
  none: {},
} as const;
export type Table = keyof typeof TABLES;
export const TABLE_NAMES = [
  'crm',
  'ad_stats',
  'agg',
  'ad_leads',
  'ad_names',
  'touches',
  'stage_events',
  'payments',
  'calls',
  'deal_links',
  'none',
] as const satisfies readonly Table[];

/** Whether the rows of a table are sums, each for a day or a range of days, and not leads. */
export const areSums = (table: Table): boolean => table === 'ad_stats' || table === 'agg';

export type Field = {
  [One in Table]: keyof (typeof TABLES)[One];
}[Table];
export const fieldsOf = (table: Table): ReadonlyMap<string, FieldKind> => new Map(Object.entries(TABLES[table]));

/** The fields of a kind, in any table: a field has the same kind everywhere. */
export type FieldOf<Kind extends FieldKind> = {
  [One in Table]: {
    [F in keyof (typeof TABLES)[One]]: (typeof TABLES)[One][F] extends Kind ? F : never;
  }[keyof (typeof TABLES)[One]];
}[Table];
