import { type Text, text } from './text.js';

/**
 * The unified funnel, in order. `aggregate` stages are sums of ad statistics and know no leads; `lead` stages are counted
 * lead by lead in the CRM. Source: definitions, "The unified funnel".
 */
export const STAGES = ['visit', 'action', 'lead', 'qualified', 'contact', 'proposal', 'decision', 'deal'] as const;
export type Stage = (typeof STAGES)[number];
export type Level = 'aggregate' | 'lead';

/** The stages of which a lead can hold evidence. */
export const LEAD_STAGES = ['lead', 'qualified', 'contact', 'proposal', 'decision', 'deal'] as const;
export type LeadStage = (typeof LEAD_STAGES)[number];

/** From which stage to which. */
export type StagePair = readonly [from: LeadStage, to: LeadStage];
/** The step to each known stage from the last known one before it. */
export function stepsBetween(known: ReadonlySet<LeadStage>): StagePair[] {
  const there = LEAD_STAGES.filter((stage) => known.has(stage));
  return there.slice(1).map((stage, at): StagePair => [there[at] as LeadStage, stage]);
}

/** Stages of which an export may not tell whether a lost lead reached them; the deal is told by every export. */
export const DEPTH_STAGES = ['qualified', 'contact', 'proposal', 'decision'] as const satisfies readonly LeadStage[];
type DepthStage = (typeof DEPTH_STAGES)[number];
export const isDepthStage = (stage: Stage): stage is DepthStage => (DEPTH_STAGES as readonly Stage[]).includes(stage);

export const isStage = (word: string): word is Stage => (STAGES as readonly string[]).includes(word);
export const isLeadStage = (word: string): word is LeadStage => (LEAD_STAGES as readonly string[]).includes(word);
export const levelOf = (stage: Stage): Level => (isLeadStage(stage) ? 'lead' : 'aggregate');

export const STAGE_LABELS: Record<Stage, Text> = {
  visit: text('Visit', 'Переход на сайт'),
  action: text('Target action', 'Целевое действие'),
  lead: text('Lead', 'Лид'),
  qualified: text('Qualified lead', 'Квалифицированный лид'),
  contact: text('Manager contact', 'Контакт менеджера'),
  proposal: text('Proposal', 'Предложение'),
  decision: text('Decision', 'Принимает решение'),
  deal: text('Deal', 'Сделка'),
};
