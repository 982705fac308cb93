import { UserError } from '../error.js';
import { PERIOD } from '../model/dimensions.js';
import type { FormsLine } from '../model/figures/reconciled.js';
import { formatWhole } from '../model/numbers.js';
import { type Text, text } from '../model/text.js';
import { type Block, defineReport, type Keyed } from './define-report.js';
import { figure, key } from './report-columns.js';
import type { ReportContext } from './report-context.js';

interface Line extends Keyed, FormsLine {}

export const reconcileForms = defineReport({
  name: 'reconcile_forms',
  title: text('Forms beside the CRM', 'Сверка с кабинетами: формы'),
  question: text('Where did the leads of each ad form go?', 'Куда делись лиды рекламных форм?'),
  keys: ['source'],
  columns: {
    source: key('source'),
    /** The sum of the other columns of the row. */
    platform_leads: figure('platform_leads'),
    matched: figure('matched'),
    other_source: figure('other_source'),
    other_day: figure('other_day'),
    not_handed_over: figure('forms_not_handed_over'),
    excluded: figure('forms_excluded'),
    repeated: figure('forms_repeated'),
  },
  order: [{ falling: 'platform_leads' }, 'keys'],
  blocks: lines,
  behind: () => ({ table: 'forms' }),
  notes: notesOnForms,
});

/** Platforms count in different ways, so nothing is added up over them. */
async function lines(context: ReportContext, by: readonly string[]): Promise<Block<Line>[]> {
  const finer = [...by, ...context.scope.where.map(({ dimension }) => dimension)].find((one) => !OF_FORMS.has(one));
  if (finer !== undefined) throw ofSourcesAlone(finer);
  return [{ rows: await context.forms([...by, 'source']) }];
}

const OF_FORMS: ReadonlySet<string> = new Set(['source', 'platform', PERIOD]);

const ofSourcesAlone = (dimension: string): UserError =>
  new UserError(
    text(
      `reconcile_forms: a form that never came to the CRM has no ${dimension}, so that the rows would not add up`,
      `reconcile_forms: у формы, которой нет в CRM, нет разреза ${dimension}, и строки бы не сошлись`,
    ),
    {
      hint: text(
        'leave it out (only source and platform are known of all), or type: funnel reconcile_counts',
        'уберите его (для всех форм известны только source и platform) или наберите: funnel reconcile_counts',
      ),
    },
  );

async function notesOnForms(context: ReportContext, rows: readonly Line[]): Promise<Text[]> {
  const outside = await formsOutside(context, rows);
  if (rows.length === 0) return [NO_FORMS, ...outside];
  const isUnknown = rows.some(({ forms }) => forms.matched === null);
  return [isUnknown ? (context.reconciled.hasCrm ? NOT_JOINED : NO_CRM) : ADDS_UP, ...outside];
}

/**
 * Forms that the table does not show: a form that was filled in on the evening before the first day of the report, or
 * one without a date.
 */
async function formsOutside({ scope, within }: ReportContext, rows: readonly Line[]): Promise<Text[]> {
  const everywhere = within({ ...scope, from: null, to: null, period: null, undated: true });
  const count = (all: readonly FormsLine[]) => all.reduce((sum, { forms }) => sum + Number(forms.all.num), 0);
  const left = count(await everywhere.forms([])) - count(rows);
  if (left === 0) return [];
  return [
    text(
      `forms of other days, or without a date: ${formatWhole(left, 'en')}; --from and --to ask for them`,
      `формы других дней или без даты: ${formatWhole(left, 'ru')}; чтобы увидеть их дни, задайте --from и --to`,
    ),
  ];
}

const ADDS_UP = text(
  'platform = matched + other source + other day + not in the CRM + left out + repeated; by the day of the form; days are calendar days as each export writes them, unless timezone says otherwise; which rows: funnel explain reconcile_forms.not_handed_over --row source=… --ids',
  'в кабинете = сошлись + другой источник + другой день + нет в CRM + исключены + повторы; по дню формы; дни календарные, как в выгрузках, если не задан timezone; какие строки: funnel explain reconcile_forms.not_handed_over --row source=… --ids',
);
const NO_FORMS = text(
  'no leads of forms on these days: put the exports of lead forms beside the CRM (funnel formats)',
  'за эти дни нет лидов из форм: положите рядом с CRM выгрузки лид-форм площадок (funnel formats)',
);
const NO_CRM = text(
  'no CRM among the exports: nothing to hold the forms against',
  'среди выгрузок нет CRM: сверять формы не с чем',
);
const NOT_JOINED = text(
  'the CRM has no field for the IDs of these forms and knows none of them: which it has, cannot be told (columns: {ad_lead_id: Heading}, or ids: {fallback: [phone]} in funnel.yaml)',
  'в CRM нет поля с ID этих форм, и ни один ей не знаком: какие из них в CRM, не узнать (columns: {ad_lead_id: Заголовок} или ids: {fallback: [phone]} в funnel.yaml)',
);
