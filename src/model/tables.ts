/**
 * The canonical tables: what every export is turned into, whatever it calls its columns.
 * Source: interface, "Configuration".
 */
export type FieldKind = 'id' | 'text' | 'moment' | 'day' | 'money' | 'count' | 'quantity' | 'duration' | 'talk';

/** The click IDs of ad platforms: on a CRM row each names the platform that was clicked. */
const clicks = {
  gclid: 'text',
  yclid: 'text',
  fbclid: 'text',
  msclkid: 'text',
  ttclid: 'text',
} as const satisfies Record<string, FieldKind>;
export type ClickId = keyof typeof clicks;
export const CLICK_IDS = Object.keys(clicks) as readonly ClickId[];

/** What Google gives where it may not give a `gclid`: for `conversions` alone. */
const braids = { gbraid: 'text', wbraid: 'text' } as const satisfies Record<string, FieldKind>;
/** Whatever is of a click: cells are read alike. */
export const CLICK_FIELDS: readonly string[] = [...CLICK_IDS, ...Object.keys(braids)];

/** Leads and deals of a CRM, one row each. */
const crm = {
  lead_id: 'id',
  /** Of a deal: its own ID, where `lead_id` is the link to the lead. On leads: the link to the deal. */
  deal_id: 'id',
  /** IDs of rows that were merged into this one, joined by `;`: they are no leads of their own. */
  merged_ids: 'text',
  /** The ID that the ad platform gave the lead, kept in a field of the CRM. */
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
  /** What is left of the revenue of a won deal, or what it cost to make what was sold. */
  profit: 'money',
  cost_of_goods: 'money',
  currency: 'text',
  reason: 'text',
  manager: 'text',
  /** Where a deal takes a line per product, with the amount of that line: the lines are added up. */
  product_line: 'text',
  response: 'duration',
  /** Whom web analytics took it for when it was made: by this its visits are found. Google's are others. */
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

/** Ad statistics: what was shown, clicked and paid on a day in a campaign. They never hold a lead. */
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
  /** Whose advertising it is, where two accounts of one platform stand side by side. */
  account: 'text',
  campaign: 'text',
  campaign_id: 'id',
  ad_group: 'text',
  ad: 'text',
  keyword: 'text',
  impressions: 'count',
  clicks: 'count',
  /** Of web analytics: for a source that has them they are the visits, and its goals the target actions. */
  sessions: 'count',
  actions: 'quantity',
  cost: 'money',
  currency: 'text',
} as const satisfies Record<string, FieldKind>;

/** What somebody's sheet counts for a source or a campaign on a day, beside what was spent: sums, and no lead of them. */
const agg = {
  ...ad_stats,
  leads: 'count',
  qualified: 'count',
  deals: 'count',
  revenue: 'money',
} as const satisfies Record<string, FieldKind>;

/** What such a sheet counts: it has two of them at least, or says which one it has. */
export const RESULTS = ['leads', 'qualified', 'deals', 'revenue'] as const;
export type Result = (typeof RESULTS)[number];
export const isResult = (field: string): field is Result => (RESULTS as readonly string[]).includes(field);

/** Leads as an ad platform's own form took them, one row each: what the CRM should have received. */
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

/** The history of leads or deals, a row per change: from then on it bore this status. */
const stage_events = {
  /** Whose history it is: a lead's, a deal's, or whichever of the two the CRM export is of. */
  lead_id: 'id',
  deal_id: 'id',
  entered_at: 'moment',
  status: 'text',
  /** The status it left: it was in that one until then. */
  from_status: 'text',
  pipeline: 'text',
} as const satisfies Record<string, FieldKind>;

/** Touches: the visits of people who may be leads, one row each, of a lead or of whom web analytics take it for. */
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
  /** What web analytics call the way in (`ad`, `organic`, `direct`): the source where nothing else names one. */
  traffic_source: 'text',
  ...clicks,
} as const satisfies Record<string, FieldKind>;

/** What was paid, a row per payment: money that went back is below zero, or stands beside what it is of. */
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

/** Calls, a row each, of a lead or a deal; or, where a configuration asks for it, of whoever has the phone. */
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

/** What the campaigns of an ad platform are called, where its statistics hold only their IDs: no figures. */
const ad_names = {
  campaign_id: 'id',
  campaign: 'text',
  modified_at: 'moment',
} as const satisfies Record<string, FieldKind>;

/** `none`: an export that is known and holds nothing of leads or ads: its rows are counted and left out. */
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

/** Whether the rows of a table are sums, each of a day or a stretch of days, and none of them a lead. */
export const areSums = (table: Table): boolean => table === 'ad_stats' || table === 'agg';

export type Field = {
  [One in Table]: keyof (typeof TABLES)[One];
}[Table];
export const fieldsOf = (table: Table): ReadonlyMap<string, FieldKind> => new Map(Object.entries(TABLES[table]));

/** The fields of a kind, in whichever table: one is of one kind everywhere. */
export type FieldOf<Kind extends FieldKind> = {
  [One in Table]: {
    [F in keyof (typeof TABLES)[One]]: (typeof TABLES)[One][F] extends Kind ? F : never;
  }[keyof (typeof TABLES)[One]];
}[Table];
