import { LEAD_STAGES, type LeadStage } from '../model/funnel-stages.js';
import { hasColumn } from './evidence.js';

/** A column of a table that reports know. */
export interface Column {
  /** A decimal has six places, and is as wide as its amounts. */
  readonly type: 'varchar' | 'boolean' | 'integer' | 'bigint' | 'date' | 'timestamp' | 'decimal';
  /** What it holds, in a sentence. */
  readonly says: string;
}

const words = (says: string): Column => ({ type: 'varchar', says });
const flag = (says: string): Column => ({ type: 'boolean', says });
const whole = (says: string): Column => ({ type: 'bigint', says });
const small = (says: string): Column => ({ type: 'integer', says });
const day = (says: string): Column => ({ type: 'date', says });
const moment = (says: string): Column => ({ type: 'timestamp', says });
const money = (says: string): Column => ({ type: 'decimal', says });

const ofStages = <Name extends string>(
  nameOf: (stage: LeadStage) => Name,
  column: (stage: LeadStage) => Column,
): Record<Name, Column> =>
  Object.fromEntries(LEAD_STAGES.map((stage) => [nameOf(stage), column(stage)])) as Record<Name, Column>;

/** Whether a lost lead may have reached a stage of which no export tells. */
export const unknownColumn = <Stage extends LeadStage>(stage: Stage): `unknown_${Stage}` => `unknown_${stage}`;

/** When a lead first was in a stage. */
export const stageMoment = <Stage extends LeadStage>(stage: Stage): `${Stage}_at` => `${stage}_at`;

/** One row per lead. */
export const LEADS = {
  key: words("the lead: the CRM's own ID, 'row …' where a row stands for it, 'ad …' where only an ad platform has it"),
  created_day: day('the day on which it was made; null where its export does not say'),
  source: words('the name that is shown for where it comes from'),
  platform: words('the ad platform of that source, where it is one'),
  match: words('what named the source: ad_lead, click, utm, crm, none; not_in_crm where the CRM never received it'),
  campaign: words('of its ad lead, else of its tags, else of the CRM; an ID by its name where that is known'),
  ad_group: words('of its ad lead'),
  ad: words('of its ad lead'),
  keyword: words('of its ad lead, else of its tag: without operators, in small letters'),
  account: words('whose campaigns bear the name of its own in ad statistics, where that is one account'),
  manager: words('who has it in the CRM'),
  reason: words("of a lost lead, in the spelling that most rows bear; '(no reason given)'"),
  category: words('of a lost lead: the group of its reason'),
  reason_text: words("of a lost lead: the CRM's own words"),
  stray_reason: flag('not lost, and bears a reason'),
  lost_deal: flag('lost, and holds evidence of a deal'),
  depth: small('how deep it got, in lead stages from 0 (lead) to 5 (deal)'),
  stage: words('the same, by name'),
  awaits: small('the next stage that exports know, as such a number; null: there is none'),
  young: small(
    'of an open lead: the stages that it is too young for, a bit each by their number; none where maturity is not known',
  ),
  ending: words('won, lost or open'),
  ...ofStages(unknownColumn, (stage) => flag(`lost, and no export tells whether it reached ${stage}`)),
  contacted: flag('somebody talked to it, qualified or not'),
  unknown_contacted: flag('lost, and no export tells whether somebody talked to it'),
  uncosted: flag('made on a day that the spend of its source does not cover: in no price of that source'),
  duplicate: flag('lost, and its reason calls it a duplicate of another'),
  undecided: flag(
    'lost without a decision of anybody: by its reason a duplicate, spam or a test, or nobody could be reached',
  ),
  wordless: flag('lost, without a reason or with one that says nothing'),
  worked: flag('qualified, or lost by a decision and no repeat'),
  repeat: flag('of a person who had come before, within the window of the configuration'),
  copy: flag('one of the two'),
  not_in_crm: flag('an ad platform has it, and the CRM never received it'),
  ...ofStages(hasColumn, (stage) => flag(`holds evidence of ${stage} itself`)),
  revenue: money('of a won lead, in the currency of the report'),
  profit: money('of a won lead: what is left of that, where an export or the margin tells it'),
  unprofited: small('how many of its won deals have an amount and no profit'),
  won_deals: small('how many won deals it has; of an open or a lost one none'),
  priced_deals: small('how many of them have an amount'),
  pipeline: money('of an open lead: what is hoped for, in the currency of the report'),
  priced_open: flag('open, and what is hoped for is known'),
  weight: small('how many leads it counts for: 1, unless attribution splits it'),
  kind: small(
    'what exports tell of it by yes and no, as one number: leads of one kind are alike in all but words and sums',
  ),
} as const satisfies Record<string, Column>;

/**
 * When things happened to a lead, and what belongs to that. Only columns that somebody asks for and some export has are
 * laid down, since an empty column takes as much room as a full one. A date after the as-of moment has not happened yet.
 */
export const LEAD_MOMENTS = {
  created_at: moment('when it was made'),
  assigned_at: moment('when somebody was given it'),
  answered_at: moment('when somebody first answered it'),
  response: whole('how many seconds after that somebody first answered it, where an export says so'),
  tells_answer: flag('some export that it stands in has a column of answers'),
  is_excused: flag('its status is one of those that say nothing of an answer'),
  answer_unread: flag('a cell of its answer cannot be read'),
  assigned_unread: flag('a cell of its assignment cannot be read'),
  is_accepted: flag('its status, a date or its history says that it was qualified or came further'),
  changed_at: moment('when it first left the status that it began with, or reached a later stage'),
  qualified_at: moment('when it first was qualified'),
  contact_at: moment('when it first was spoken to'),
  proposal_at: moment('when it first had a proposal'),
  decision_at: moment('when it first was being decided'),
  deal_at: moment('when it first was a deal'),
  closed_at: moment('when it was won or lost; of what is open, when that is planned'),
  modified_by: words('who edited it last in the CRM'),
} as const satisfies Record<string, Column>;

/** The table of leads under attribution: a row per lead and touch that is given a part of it. */
export const CREDITED = 'credited';

export type LeadMoment = keyof typeof LEAD_MOMENTS;
/** What tells how fast leads were answered, and whether somebody said what became of them. */
export const OF_ANSWERS = [
  ...(['created_at', 'assigned_at', 'answered_at', 'response', 'tells_answer', 'is_excused'] as const),
  ...(['answer_unread', 'assigned_unread', 'changed_at', 'closed_at'] as const),
] as const satisfies readonly LeadMoment[];

/** One row per row of ad statistics. */
export const SPEND = {
  file: small('the file that it stands in, by its number'),
  record: whole('the record of that file'),
  day: day('the day; null where its export has none'),
  period_from: day('the first of the days that a row without a day covers; null where nothing says it'),
  period_to: day('the last of them'),
  source: words('the name that is shown for whose advertising it is'),
  platform: words('the ad platform of that source, where it is one'),
  campaign: words('by its name where that is known, else by its ID'),
  ad_group: words('as its export calls it'),
  ad: words('as its export calls it'),
  keyword: words('without operators, in small letters'),
  account: words('whose advertising it is: of its row, else of the lines above its header'),
  cost_as_exported: money('what it cost, with the VAT and in the currency of its export'),
  currency: words('that currency'),
  spend: money('what it cost without VAT, in the currency of the report'),
  clicks: whole('clicks on ads'),
  sessions: whole('sessions of web analytics'),
  visits: whole('those sessions where web analytics watch the source on these days, else the clicks'),
  actions: money(
    'what the platform counts as a result, in its own way; null where goals of web analytics stand for it',
  ),
  told_actions: money('what its export counts as a result, whatever stands for it'),
} as const satisfies Record<string, Column>;

/** A row per row of a sheet of sums: the results of a source or campaign on its days, without single leads. */
export const SUMS = {
  ...SPEND,
  revenue_as_exported: money('what was earned, in the currency of its export'),
  leads: whole('how many leads the sheet counts; null: it says nothing of them'),
  qualified: whole('how many of them are qualified'),
  deals: whole('how many deals they became'),
  revenue: money('what those earned, in the currency of the report'),
  has_spend: flag('what its source cost stands in the sheet: ad statistics are not asked'),
  uncosted: flag('of days of which nothing says what its source cost: in no price of it'),
} as const satisfies Record<string, Column>;

/** A row per touch and lead that it belongs to; a touch of an unknown person has a row of its own. */
export const TOUCHES = {
  file: small('the file that it stands in, by its number'),
  record: whole('the record of that file'),
  key: words('the lead; null where none is known'),
  client: words('whom web analytics take it for'),
  touched_at: moment('when'),
  source: words('the name that is shown for where it came from'),
  platform: words('the ad platform of that source, where it is one'),
  medium: words('by which medium'),
  campaign: words('of which campaign'),
  is_ad: flag('it was paid for: of an ad platform, or by a medium that is'),
  is_direct: flag('nobody sent it: typed in, or out of bookmarks'),
  stands: words('before its lead, early (before the look-back) or after it; null: no lead, or one without a date'),
} as const satisfies Record<string, Column>;

/** One row per call. */
export const CALLS = {
  file: small('the file that it stands in, by its number'),
  record: whole('the record of that file'),
  key: words('the lead; null where none is known'),
  call: words('its own ID'),
  called_at: moment('when'),
  manager: words('who spoke, or tried to'),
  is_incoming: flag('the lead called; null where the export does not say who did'),
  is_person: flag('neither a robot nor a voice menu called'),
  has_talk: flag('both sides spoke: somebody answered, and no machine; null where nothing tells'),
  talk: whole('for how many seconds; zero where nobody answered, null where that is unknown'),
  duration: whole('all of it in seconds, the ringing too'),
  recording: words('where it can be listened to'),
} as const satisfies Record<string, Column>;

/** One row per payment. */
export const PAYMENTS = {
  file: small('the file that it stands in, by its number'),
  record: whole('the record of that file'),
  lead_key: words('the row of the CRM that it is of, a deal or a lead; null where none is known'),
  paid_at: moment('when'),
  amount_as_exported: money('without what went back, in the currency of its export'),
  code: words('that currency'),
  amount: money('the same without VAT, in the currency of the report'),
} as const satisfies Record<string, Column>;
