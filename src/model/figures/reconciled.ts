import type { Exact } from '../exact.js';
import { type FormStands, type Measures, type Rows, rowsBehind } from '../measures.js';
import { text } from '../text.js';
import { type Figure, figure } from './figure.js';
import { type Formula, minus, over, part } from './formula.js';

/** Rows of forms, by what became of them; null: nothing tells which of them the CRM has. */
export type Forms = Readonly<Record<FormStands, Exact | null>> & { readonly all: Exact };
export interface FormsLine {
  readonly forms: Forms;
}

/** What a platform, web analytics and the CRM each count of one source. */
export interface CountsLine {
  readonly own: Measures;
  readonly platform: Exact | null;
  readonly goals: Exact | null;
  /** Whether there is a CRM among the exports. */
  readonly hasCrm: boolean;
}

const went = (stands: FormStands) =>
  part<FormsLine>(
    stands,
    ({ forms }) => forms[stands],
    (): Rows => ({ of: 'forms', stands }),
  );
const standing = (stands: FormStands, label: ReturnType<typeof text>, sentence: ReturnType<typeof text>) =>
  figure<FormsLine, 'count'>({ kind: 'count', label, sentence, formula: went(stands) });

const platformActions = part<CountsLine>(
  'platform_actions',
  ({ platform }) => platform,
  () => rowsBehind('platform_actions'),
);
const inCrm = (of: 'leads' | 'not_handed_over') =>
  part<CountsLine>(
    of,
    ({ own, hasCrm }) => (hasCrm ? own[of] : null),
    () => rowsBehind(of),
  );
/** Leads of forms that count beside those of the CRM are subtracted. */
const crmLeads: Formula<CountsLine> = {
  op: 'sum',
  terms: ({ own }) => [own.not_handed_over === null ? inCrm('leads') : minus(inCrm('leads'), inCrm('not_handed_over'))],
};

const RATIO = text('per action = CRM leads / actions of the platform', 'на действие = лиды в CRM / действия площадки');

export const RECONCILED = {
  platform_leads: figure<FormsLine, 'count'>({
    kind: 'count',
    label: text('Platform', 'В кабинете'),
    sentence: text(
      'platform = all rows of leads in the exports of forms of the platform',
      'в кабинете = все строки с лидами в выгрузках форм площадки',
    ),
    formula: part(
      'platform_leads',
      ({ forms }) => forms.all,
      (): Rows => ({ of: 'forms', stands: null }),
    ),
  }),
  matched: standing(
    'matched',
    text('Matched', 'Сошлись'),
    text(
      'matched = the CRM has the lead on the same day, and names no other source',
      'сошлись = лид есть в CRM за тот же день, и другого источника там не указано',
    ),
  ),
  other_source: standing(
    'other_source',
    text('Other source', 'Другой источник'),
    text(
      'other source = the CRM has the lead, and its own click ID, tags or field name another source',
      'другой источник = лид есть в CRM, но по её ID клика, меткам или полю источник другой',
    ),
  ),
  other_day: standing(
    'other_day',
    text('Other day', 'Другой день'),
    text(
      'other day = the CRM has the lead under the same source, made on another day or on none',
      'другой день = лид есть в CRM с тем же источником, но создан в другой день или без даты',
    ),
  ),
  forms_not_handed_over: standing(
    'not_handed_over',
    text('Not in the CRM', 'Нет в CRM'),
    text(
      'not in the CRM = no lead of the CRM came of the form, by its ID, a click or a contact; nor did a row that a rule leaves out there, by its ID',
      'нет в CRM = лида с этой формы в CRM нет: ни по ID, ни по клику, ни по контакту; среди исключённых строк CRM её ID тоже нет',
    ),
  ),
  forms_excluded: standing(
    'excluded',
    text('Left out', 'Исключены'),
    text(
      'left out = rows that a rule leaves out (exclude in funnel.yaml, test leads), in the export of the form or, found by the ID of the form alone, in the CRM',
      'исключены = строки, убранные правилом (exclude в funnel.yaml, тестовые лиды) в выгрузке формы или в CRM (там — только по ID формы)',
    ),
  ),
  forms_repeated: standing(
    'repeated',
    text('Repeated', 'Повторы'),
    text(
      'repeated = rows that repeat a lead of the same exports: the first counts',
      'повторы = строки с тем же лидом, что уже есть в этих выгрузках: считается первая',
    ),
  ),
  platform_actions: figure<CountsLine, 'quantity'>({
    kind: 'quantity',
    label: text('Platform', 'В кабинете'),
    sentence: text(
      'platform = actions in the statistics of the platform, as it counts them, also where web analytics watch the source',
      'в кабинете = действия в статистике площадки, как она их считает, даже если источник видит и веб-аналитика',
    ),
    formula: platformActions,
  }),
  analytics_goals: figure<CountsLine, 'quantity'>({
    kind: 'quantity',
    label: text('Web analytics', 'В аналитике'),
    sentence: text(
      'web analytics = goals that web analytics count for the source',
      'в аналитике = цели, которые веб-аналитика засчитала источнику',
    ),
    formula: part(
      'analytics_goals',
      ({ goals }) => goals,
      () => rowsBehind('analytics_goals'),
    ),
  }),
  crm_leads: figure<CountsLine, 'count'>({
    kind: 'count',
    label: text('CRM leads', 'Лидов в CRM'),
    sentence: text(
      'CRM leads = leads of the source in the CRM, without those that forms have and the CRM never received',
      'лидов в CRM = лиды источника в CRM, без тех, что есть только в формах',
    ),
    formula: crmLeads,
  }),
  counts_ratio: figure<CountsLine, 'ratio'>({
    kind: 'ratio',
    label: text('Per action', 'На действие'),
    sentence: RATIO,
    note: RATIO,
    formula: over(crmLeads, platformActions),
  }),
} as const satisfies Record<string, Figure<FormsLine> | Figure<CountsLine>>;
