import { PERIOD } from '../model/dimensions.js';
import { compare, exact } from '../model/exact.js';
import { FEWEST_LEADS } from '../model/figures/enough.js';
import type { StuckLine } from '../model/figures/stuck-figures.js';
import { LEAD_STAGES, type LeadStage, STAGE_LABELS, stepsBetween } from '../model/funnel-stages.js';
import { isPositive, ZERO } from '../model/measures.js';
import { formatWhole } from '../model/numbers.js';
import { join, type Text, text } from '../model/text.js';
import { type Block, defineReport, type Keyed } from './define-report.js';
import type { ShownStuck } from './questions.js';
import { figure, leadId, words } from './report-columns.js';
import type { ReportContext } from './report-context.js';

interface Line extends StuckLine, Keyed, ShownStuck {}

export const stuck = defineReport({
  name: 'stuck',
  title: text('Stuck leads', 'Зависшие'),
  question: text('Which open leads do not move?', 'Какие открытые лиды не двигаются?'),
  keys: ['lead_id'],
  most: 10,
  needs: ['paces', 'answers'],
  columns: {
    lead_id: leadId,
    stage: words({
      ...{ kind: 'stage', label: text('Stage', 'Этап') },
      sentence: text('stage = how far the lead came', 'этап = докуда дошёл лид'),
      value: ({ stage }: Line): LeadStage => stage,
    }),
    manager: words({
      ...{ kind: 'text', label: text('Manager', 'Менеджер'), yields: 1 },
      sentence: text('manager = who has the lead in the CRM', 'менеджер = ответственный за лид в CRM'),
      value: ({ manager }: Line): string => manager,
    }),
    source: words({
      ...{ kind: 'text', label: text('Source', 'Источник'), yields: 2 },
      sentence: text('source = where the lead came from', 'источник = откуда пришёл лид'),
      value: ({ source }: Line): string => source,
    }),
    age_seconds: figure('stuck_age'),
    threshold_seconds: figure('stuck_threshold', { yields: 3 }),
    why: words({
      ...{ kind: 'level', label: text('Why', 'Почему') },
      sentence: text(
        'why = no answer: its time is up; too long: longer in the stage than usual; date past: the day planned for it is over',
        'почему = no answer: срок ответа вышел; too long: на этапе дольше обычного; date past: назначенный день прошёл',
      ),
      value: ({ why }: Line): string => why,
    }),
    amount: figure('stuck_amount'),
  },
  // They come with the oldest first.
  order: [],
  blocks,
  // Each number knows its own leads.
  behind: () => ({ keys: new Map() }),
  notes: notesOnStuck,
});

async function blocks(context: ReportContext, by: readonly string[]): Promise<Block<Line>[]> {
  const found = await context.stuck(by, await thresholdsOf(context));
  const leads = found.leads.map((lead) => ({ ...lead, toldBy: toldBy(lead.stage, context) }));
  const periods = context.scope.period ? [...new Set(leads.map(({ keys }) => keys.get(PERIOD)))].sort() : [undefined];
  return periods.map((period) => ({ rows: leads.filter(({ keys }) => keys.get(PERIOD) === period) }));
}

const toldBy = (stage: LeadStage, { known, stuckAfter }: ReportContext): StuckLine['toldBy'] =>
  stuckAfter.has(stage) ? null : (stepsBetween(known).find(([from]) => from === stage) ?? null);

/**
 * After how many seconds a lead is stuck, for each stage: as configured, else the time within which nine tenths of the
 * leads that moved to the next known stage did so. Stages with too few such leads are left out.
 */
export async function thresholdsOf(
  context: ReportContext,
): Promise<ReadonlyMap<LeadStage, NonNullable<StuckLine['threshold']>>> {
  const whole = context.within({ ...context.scope, period: null });
  const steps = context.has.leads ? stepsBetween(context.known) : [];
  const [{ paces } = { paces: [] }] = await whole.paces([], steps);
  const usual = steps.flatMap(([from], at) => {
    const { p90 = null, timed = ZERO } = paces[at] ?? {};
    return isPositive(p90) && compare(timed, FEWEST_LEADS) >= 0 ? [[from, p90] as const] : [];
  });
  const given = [...context.stuckAfter].map(([stage, days]) => [stage, exact(BigInt(days * 86_400))] as const);
  return new Map([...usual, ...given]);
}

async function notesOnStuck(context: ReportContext, rows: readonly Line[]): Promise<Text[]> {
  if (!context.has.ends) return [NO_ENDS];
  const { unknownAge } = await context.stuck([], new Map());
  const thresholds = await thresholdsOf(context);
  const unlimited = OPEN_STAGES.filter((stage) => context.known.has(stage) && !thresholds.has(stage));
  return [
    // An empty list is good news only if it is known how long is too long.
    ...(rows.length === 0 && unlimited.length === 0 ? [NONE] : []),
    ...(unlimited.length > 0 ? [unlimitedWords(unlimited)] : []),
    ...(unknownAge > 0
      ? [
          text(
            `open leads of which no export tells since when they are in their stage: ${formatWhole(unknownAge, 'en')}; a date of the stage or a history tells it`,
            `открытые лиды, о которых выгрузки не говорят, с какого дня они на этапе: ${formatWhole(unknownAge, 'ru')}; об этом скажут дата этапа или история`,
          ),
        ]
      : []),
  ];
}

const OPEN_STAGES = LEAD_STAGES.filter((stage) => stage !== 'deal');

function unlimitedWords(stages: readonly LeadStage[]): Text {
  const all = join(
    stages.map((stage) => STAGE_LABELS[stage]),
    ', ',
  );
  const example = `stuck: {${stages[0]}: 7d}`;
  return text(
    `how long is too long nothing tells (30 leads with dates at least), so nobody is listed for it: ${all.en}; ${example} in funnel.yaml says it`,
    `неизвестно, сколько дней на этапе — уже много (нужны даты хотя бы 30 лидов), и по сроку оттуда никого нет: ${all.ru}; это задаёт ${example} в funnel.yaml`,
  );
}

const NONE = text('no open lead is stuck', 'зависших лидов нет');
const NO_ENDS = text(
  'no status or outcome tells who is still open: name its column under status in columns of funnel.yaml',
  'ни статус, ни исход не говорят, кто ещё в работе: укажите столбец как status в columns в funnel.yaml',
);
