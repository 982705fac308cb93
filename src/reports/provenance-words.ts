import type { LeadStage } from '../model/funnel-stages.js';
import type { Condition, Rule } from '../model/settings.js';
import { CLICK_IDS, type Table } from '../model/tables.js';
import { type Text, text } from '../model/text.js';
import type { ReportContext } from './report-context.js';

/** `«A», «B» and 4 more`: words from the exports in quotes; of many only the first. */
export function quotedList(names: readonly string[]): Text {
  const shown = names.slice(0, MOST_NAMES).map((name) => `«${name}»`);
  const more = names.length - shown.length;
  const list = shown.join(', ');
  return more > 0 ? text(`${list} and ${more} more`, `${list} и ещё ${more}`) : text(list, list);
}

const MOST_NAMES = 6;

/** The headings of a field in words; null where no export has one. */
export function headingsOf({ provenance }: ReportContext, table: Table, field: string): Text | null {
  const headings = provenance.headings(table, field);
  return headings.length > 0 ? quotedList(headings) : null;
}

/** What counts as evidence of a stage: statuses, a date column, a rule. Null where nothing does. */
export async function evidenceOf(stage: LeadStage, context: ReportContext): Promise<Text | null> {
  const statuses = (await context.provenance.statuses()).filter((one) => one.stage === stage && !one.lost);
  const lostAfter = (await context.provenance.statuses()).filter((one) => one.stage === stage && one.lost);
  const date = headingsOf(context, 'crm', `${stage}_at`);
  const rule = context.provenance.rules.get(stage);
  const parts = [
    ...byStatus(statuses.map(({ status }) => status)),
    ...byStatus(lostAfter.map(({ status }) => status)).map(({ en, ru }) =>
      text(`${en} (lost after it)`, `${ru} (отказ после него)`),
    ),
    ...(date ? [text(`a date in ${date.en}`, `дата в ${date.ru}`)] : []),
    ...(rule ? [ruleInWords(rule)] : []),
    ...(stage === 'contact' && context.provenance.areCallsContact ? [A_TALK] : []),
  ];
  return parts.length > 0 ? either(parts) : null;
}

const A_TALK = text('a call with a talk, from the day of creation on', 'звонок с разговором, со дня создания лида');

/** The statuses that count as losses, in words; null: there are none. */
export async function lossesOf({ provenance }: ReportContext): Promise<Text | null> {
  const statuses = (await provenance.statuses()).filter(({ lost }) => lost);
  return byStatus(statuses.map(({ status }) => status))[0] ?? null;
}

function byStatus(statuses: readonly string[]): Text[] {
  if (statuses.length === 0) return [];
  const { en, ru } = quotedList([...new Set(statuses)]);
  return [text(`status ${en}`, `статус ${ru}`)];
}

const either = (parts: readonly Text[]): Text =>
  text(parts.map(({ en }) => en).join(' or '), parts.map(({ ru }) => ru).join(' или '));

/**
 * A rule in words: any of its lists must hold, and of a list all conditions. `«Quality» = A, B and «SLA» filled in`.
 */
function ruleInWords(rule: Rule): Text {
  return either(
    rule.map((conditions) => {
      const all = conditions.map(({ column, condition }) => conditionInWords(column, condition));
      return text(all.map(({ en }) => en).join(' and '), all.map(({ ru }) => ru).join(' и '));
    }),
  );
}

function conditionInWords(column: string, condition: Condition): Text {
  switch (condition.op) {
    case 'present':
      return text(`«${column}» filled in`, `«${column}» заполнено`);
    case 'absent':
      return text(`«${column}» empty`, `«${column}» пусто`);
    case 'compare':
      return text(
        `«${column}» ${condition.sign} ${condition.value}`,
        `«${column}» ${condition.sign} ${condition.value}`,
      );
    default: {
      const values = `${condition.op === 'in' ? '=' : '≠'} ${condition.values.join(', ')}`;
      return text(`«${column}» ${values}`, `«${column}» ${values}`);
    }
  }
}

/** What can name the source of a lead, in the order in which it is asked, by the headings that the exports have. */
export function originsOf(context: ReportContext): Text | null {
  const all = (fields: readonly string[]) => fields.flatMap((field) => context.provenance.headings('crm', field));
  const of = (words: Text, headings: readonly string[]): Text[] => {
    const list = quotedList([...new Set(headings)]);
    return headings.length > 0 ? [text(`${words.en} ${list.en}`, `${words.ru} ${list.ru}`)] : [];
  };
  const origins = [
    ...(context.has.handover ? [text('the ad form it came from', 'рекламная форма, из которой он пришёл')] : []),
    ...of(text('a click ID', 'ID клика'), all(CLICK_IDS)),
    ...of(text('UTM tags', 'метки UTM'), all(['utm_source', 'utm_medium'])),
    ...of(text('the field of the CRM', 'поле CRM'), all(['source', 'medium'])),
  ];
  return origins.length === 0
    ? null
    : text(origins.map(({ en }) => en).join(', else '), origins.map(({ ru }) => ru).join(', иначе '));
}

/** The lines that `--explain` adds below a table, with a heading. */
export const underTitle = (lines: readonly Text[]): Text[] =>
  lines.length === 0 ? [] : [text('What these figures are made of:', 'Из чего сложены эти цифры:'), ...lines];
