import { idOf } from '../facts/cube-memo.js';
import { NO_SOURCE } from '../facts/lead-source.js';
import { answer } from '../model/figures/figure.js';
import { type CountsLine, RECONCILED } from '../model/figures/reconciled.js';
import { formatWhole } from '../model/numbers.js';
import { type Text, text } from '../model/text.js';
import { type Block, defineReport, type Keyed } from './define-report.js';
import { figure, key } from './report-columns.js';
import type { ReportContext } from './report-context.js';

interface Line extends Keyed, CountsLine {}

export const reconcileCounts = defineReport({
  name: 'reconcile_counts',
  title: text('Counts beside the CRM', 'Сверка с кабинетами: счёт'),
  question: text(
    'How many results do platform, analytics and CRM each count?',
    'Сколько насчитали кабинет, аналитика и CRM?',
  ),
  keys: ['source'],
  columns: {
    source: key('source'),
    platform_actions: figure('platform_actions'),
    analytics_goals: figure('analytics_goals'),
    crm_leads: figure('crm_leads'),
    ratio: figure('counts_ratio'),
  },
  order: [{ falling: 'platform_actions' }, { falling: 'crm_leads' }, 'keys'],
  blocks: lines,
  notes: notesOnCounts,
});

/** Sources count in different ways, so nothing is added up over them. Leads without a source stand below. */
async function lines(context: ReportContext, by: readonly string[]): Promise<Block<Line>[]> {
  const keys = [...by, 'source'];
  const told = new Map((await context.toldActions(keys)).map((one) => [idOf(one.keys, keys), one]));
  const rows = (await context.cube(keys)).map(({ keys: own, measures }): Line => {
    const { platform = null, goals = null } = told.get(idOf(own, keys)) ?? {};
    return { keys: own, own: measures, platform, goals, hasCrm: context.reconciled.hasCrm };
  });
  const isNamed = ({ keys: own }: Line) => own.get('source') !== NO_SOURCE;
  return [{ rows: rows.filter(isNamed), apart: rows.filter((row) => !isNamed(row)) }];
}

async function notesOnCounts({ scope }: ReportContext, rows: readonly Line[]): Promise<Text[]> {
  const [nobodys] = rows.filter(({ keys }) => keys.get('source') === NO_SOURCE);
  const left = nobodys && scope.by.length === 0 && scope.period === null ? answer(RECONCILED.crm_leads, nobodys) : null;
  return [
    WHY,
    ...(left && left.num > 0n
      ? [
          text(
            `CRM leads without a source: ${formatWhole(left.num, 'en')}; any of the sources may lack them`,
            `лидов в CRM без источника: ${formatWhole(left.num, 'ru')}; они могут быть из любого источника`,
          ),
        ]
      : []),
  ];
}

const WHY = text(
  'why mere counts differ cannot be told from them: by day of click or of lead, by views, several goals of one person; lead by lead: reconcile_forms',
  'почему количества расходятся, по ним самим не узнать: день клика или лида, показы, несколько целей одного человека; по каждому лиду — reconcile_forms',
);
