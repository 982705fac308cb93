import { sql } from '../engines/sql.js';
import { inScope } from '../funnel/scope.js';
import { whole } from '../model/numbers.js';
import type { Condition, Rule } from '../model/settings.js';
import type { LeadStage } from '../model/stages.js';
import type { Table } from '../model/tables.js';
import { LANGS, type Lang, type Text, text } from '../model/text.js';
import type { ReportContext } from './define.js';

/** `«A», «B» and 4 more`: words out of the exports, quoted; of many the first. */
export function listed(names: readonly string[]): Text {
  const shown = names.slice(0, MOST_NAMES).map((name) => `«${name}»`);
  const more = names.length - shown.length;
  const list = shown.join(', ');
  return more > 0 ? text(`${list} and ${more} more`, `${list} и ещё ${more}`) : text(list, list);
}

const MOST_NAMES = 6;

/** The headings of a field in words, or null where no export has one. */
export function headingsOf({ grounds }: ReportContext, table: Table, field: string): Text | null {
  const headings = grounds.headings(table, field);
  return headings.length > 0 ? listed(headings) : null;
}

/** What counts as evidence of a stage: statuses, a date column, a rule. Null where nothing does. */
export async function evidenceOf(stage: LeadStage, context: ReportContext): Promise<Text | null> {
  const statuses = (await context.grounds.statuses()).filter((one) => one.stage === stage && !one.lost);
  const lostAfter = (await context.grounds.statuses()).filter((one) => one.stage === stage && one.lost);
  const date = headingsOf(context, 'crm', `${stage}_at`);
  const rule = context.grounds.rules.get(stage);
  const parts = [
    ...byStatus(statuses.map(({ status }) => status)),
    ...byStatus(lostAfter.map(({ status }) => status)).map(({ en, ru }) =>
      text(`${en} (lost after it)`, `${ru} (отказ после него)`),
    ),
    ...(date ? [text(`a date in ${date.en}`, `дата в ${date.ru}`)] : []),
    ...(rule ? [ruleInWords(rule)] : []),
  ];
  return parts.length > 0 ? either(parts) : null;
}

/** Which statuses are losses. */
export async function lossesOf({ grounds }: ReportContext): Promise<Text | null> {
  const statuses = (await grounds.statuses()).filter(({ lost }) => lost);
  return byStatus(statuses.map(({ status }) => status))[0] ?? null;
}

function byStatus(statuses: readonly string[]): Text[] {
  if (statuses.length === 0) return [];
  const { en, ru } = listed([...new Set(statuses)]);
  return [text(`status ${en}`, `статус ${ru}`)];
}

const either = (parts: readonly Text[]): Text =>
  text(parts.map(({ en }) => en).join(', or '), parts.map(({ ru }) => ru).join(', или '));

/** Any of the lists, all of a list's conditions: `«Quality» = A, B and «SLA» filled in`. */
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

/** Which evidence named the sources of how many leads. */
export async function matchesOf(context: ReportContext): Promise<Text | null> {
  if (!context.has.leads) return null;
  const rows = (await context.engine.query(
    sql`select match, count(*) from leads where ${inScope(context.scope, sql`created_day`, context.dimensions)} group by 1 order by 2 desc, 1`,
  )) as [string, bigint][];
  if (rows.length === 0) return null;
  const field = headingsOf(context, 'crm', 'source');
  const list = (lang: Lang) =>
    rows
      .map(([rule, count]) => {
        const words = MATCHES.get(rule)?.[lang] ?? rule;
        return `${words}${rule === 'crm' && field ? ` ${field[lang]}` : ''} ${whole(count, lang)}`;
      })
      .join(', ');
  return Object.fromEntries(LANGS.map((lang) => [lang, list(lang)])) as Text;
}

const MATCHES: ReadonlyMap<string, Text> = new Map([
  ['ad_lead', text('the ad form it came from', 'рекламная форма')],
  ['click', text('click ID', 'ID клика')],
  ['utm', text('UTM tags', 'метки UTM')],
  ['crm', text('the field of the CRM', 'поле CRM')],
  ['none', text('nothing', 'ничего')],
  ['not_in_crm', text('the ad form, not in the CRM', 'рекламная форма, нет в CRM')],
]);
