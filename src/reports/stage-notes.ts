import { compare, type Exact, toNumber } from '../model/exact.js';
import { answer } from '../model/figures/figure.js';
import { PRICES } from '../model/figures/prices.js';
import { DEPTH_STAGES, isLeadStage, LEAD_STAGES, STAGE_LABELS, type Stage } from '../model/funnel-stages.js';
import { isPositive, type Measures } from '../model/measures.js';
import { formatWhole, number } from '../model/numbers.js';
import { counted, join, type Lang, outOf, plural, type Text, text } from '../model/text.js';
import { bridgeWords } from './bridge-words.js';
import { notesOnOutcome } from './of-outcome.js';
import { evidenceOf, headingsOf, lossesOf, underTitle } from './provenance-words.js';
import type { ReportContext } from './report-context.js';
import { totalOf } from './source-tables.js';
import type { StageRow } from './stage-funnels.js';

export async function notesOnStages(context: ReportContext, rows: readonly StageRow[]): Promise<Text[]> {
  const total = totalOf(await context.cube([]), context);
  return [
    ...seamsOf(rows, context),
    ...(rows.some(({ norm }) => norm) ? notesOnOutcome(context) : []),
    ...unknownDepth(rows, total),
    ...contactedOf(total, context),
    ...undatedOf(total, context),
    ...bridgeWords(await context.bridge(), context.events !== undefined),
    // By the day of events each stage counts on its own day, whatever came later.
    ...(context.events === undefined ? movedOf(context) : []),
    ...(context.explain ? await explained(total, context) : []),
  ];
}

/** A lead that went back keeps its furthest stage: says so, since a count by current statuses finds fewer. */
function movedOf({ moved: { back, pipelines } }: ReportContext): Text[] {
  const parts = [
    ...(back > 0
      ? [
          text(
            `${counted(back, 'lead')} moved back to an earlier stage`,
            `вернулись на более ранний этап: ${formatWhole(back, 'ru')}`,
          ),
        ]
      : []),
    ...(pipelines > 0
      ? [text(`${counted(pipelines, 'lead')} changed the pipeline`, `сменили воронку: ${formatWhole(pipelines, 'ru')}`)]
      : []),
  ];
  if (parts.length === 0) return [];
  const { en, ru } = join(parts, ', ');
  return [
    text(
      `by the stage history of all exports ${en}: they count at the furthest stage that they were in`,
      `по истории этапов во всех выгрузках ${ru}; посчитаны по самому дальнему этапу, на котором были`,
    ),
  ];
}

/** For those who doubt the figures: what counts as each stage, and how many leads are only implied. */
async function explained(total: Measures, context: ReportContext): Promise<Text[]> {
  const said: Text[] = [];
  const line = (stage: Stage, of: Text | null) => {
    const { en, ru } = STAGE_LABELS[stage];
    if (of) said.push(text(`${en} = ${of.en}`, `${ru} = ${of.ru}`));
  };
  for (const [stage, field] of [
    ['visit', 'clicks'],
    ['action', 'actions'],
  ] as const) {
    const headings = headingsOf(context, 'ad_stats', field);
    line(stage, headings && text(`${headings.en} of ad statistics`, `${headings.ru} в статистике рекламы`));
  }
  for (const stage of LEAD_STAGES) {
    if (!context.known.has(stage)) continue;
    if (stage === 'lead') {
      line(stage, everyLead(total, context));
      continue;
    }
    const evidence = (await evidenceOf(stage, context)) ?? text('nothing in these exports', 'в этих выгрузках ничего');
    const implied = total[`implied.${stage}`];
    const count = implied && implied.num > 0n ? implied.num : null;
    line(
      stage,
      count === null
        ? evidence
        : text(
            `${evidence.en}; implied by a later stage: ${formatWhole(count, 'en')}`,
            `${evidence.ru}; выведено из более поздних этапов: ${formatWhole(count, 'ru')}`,
          ),
    );
  }
  const lost = await lossesOf(context);
  if (lost) said.push(text(`Lost = ${lost.en}`, `Отказ = ${lost.ru}`));
  if (context.known.has('qualified') && context.known.has('contact') && context.reach === 'implied')
    said.push(
      text(
        'A conversation alone does not make a lead qualified: without more it stays a Lead',
        'Один разговор ещё не квалификация: без других отметок лид остаётся на этапе «Лид»',
      ),
    );
  return underTitle(said);
}

function everyLead({ not_handed_over: orphans }: Measures, context: ReportContext): Text {
  const created = headingsOf(context, 'crm', 'created_at');
  const count = orphans?.num ?? 0n;
  return text(
    `every lead of the CRM${created ? `, by the day in ${created.en}` : ''}${count > 0n ? `, and ${formatWhole(count, 'en')} of ad forms that the CRM never received` : ''}`,
    `каждый лид CRM${created ? ` по дню в ${created.ru}` : ''}${count > 0n ? `, и ${formatWhole(count, 'ru')} из рекламных форм, которых в CRM нет` : ''}`,
  );
}

/**
 * A step that begins in ad statistics is computed from the sources that have both stages. The two numbers are in no
 * row, so they are said here.
 */
function seamsOf(rows: readonly StageRow[], { explain, scope }: ReportContext): Text[] {
  const seams = rows.filter(({ before, reached, above, below }) => {
    if (!before || isLeadStage(before.stage) || !reached || !above || !below) return false;
    // If the rows show the same numbers, there is nothing to say.
    return explain || compare(above, reached) !== 0 || compare(below, before.reached) !== 0;
  });
  const isWhole = scope.by.length === 0 && scope.period === null;
  if (!isWhole && !explain)
    return seams.length === 0
      ? []
      : [
          text(
            'out of ad statistics: from prev. = of the sources that have both stages',
            'от рекламы: из предыдущего = по источникам, где известны оба этапа',
          ),
        ];
  return seams.flatMap(({ stage, before, above, below, keys }) => {
    if (!before || !above || !below) return [];
    const group = [...keys.values()].join(' / ');
    const [en, ru] = (['en', 'ru'] as const).map((lang) => {
      const into = `${STAGE_LABELS[before.stage][lang]} → ${STAGE_LABELS[stage][lang]}`;
      return `${group === '' || isWhole ? '' : `${group}, `}${into} = ${number(above, 'quantity', lang)} / ${number(below, 'quantity', lang)}`;
    }) as [string, string];
    return isLeadStage(stage)
      ? [
          text(
            `${en}: leads of the sources with statistics / theirs`,
            `${ru}: лиды источников со статистикой / их статистика`,
          ),
        ]
      : [text(`${en}: of the sources that have both`, `${ru}: по источникам, где есть оба`)];
  });
}

/** What the sign «≥» stands for; or how many lost leads count in the last stage that is known of them. */
function unknownDepth(rows: readonly StageRow[], total: Measures): Text[] {
  const unknown = DEPTH_STAGES.map((stage) => Number(total[`unknown_depth.${stage}`]?.num ?? 0n));
  const of = Math.max(...unknown);
  if (of === 0 || !total.lost) return [];
  const all = toNumber(total.lost, 0);
  const nothing = text(
    `nothing tells how far ${formatWhole(of, 'en')} of ${counted(all, 'lost lead')} came`,
    `о ${formatWhole(of, 'ru')} ${outOf(all, 'отказа', 'отказов')} не отмечено, до какого этапа дошли`,
  );
  return rows.some(({ isAtLeast }) => isAtLeast)
    ? [text(`≥ = at least: ${nothing.en}`, `≥ = не меньше: ${nothing.ru}`)]
    : [
        text(
          `${nothing.en}: they count as lost after the last stage that is marked`,
          `${nothing.ru}: они посчитаны как отказы после последнего отмеченного этапа`,
        ),
      ];
}

/** By the day of events leads whose date for a stage is unknown are in no row: says how many there are. */
function undatedOf(total: Measures, { known, events }: ReportContext): Text[] {
  if (!events) return [];
  const some = (count: Exact | null, en: string, ru: string) =>
    isPositive(count) ? [text(`${en} ${formatWhole(count.num, 'en')}`, `${ru} ${formatWhole(count.num, 'ru')}`)] : [];
  const undated = [
    ...LEAD_STAGES.filter((stage) => known.has(stage)).flatMap((stage) =>
      some(total[`undated.${stage}`], STAGE_LABELS[stage].en, STAGE_LABELS[stage].ru),
    ),
    ...some(total.undated_losses, 'lost', 'отказов'),
  ];
  const list = join(undated, ', ');
  return [
    text(
      'by the day of events: those who came to a stage are not those who came before them, so nothing is divided by the stage before',
      'по дню события: до этапа дошли не те лиды, что пришли за эти дни, поэтому конверсий между этапами нет',
    ),
    ...(undated.length === 0
      ? []
      : [
          text(
            `without a date, and in no row (leads of these days): ${list.en}`,
            `без даты и потому ни в одной строке (лиды этих дней): ${list.ru}`,
          ),
        ]),
  ];
}

/**
 * Most companies qualify by phone. So the number of leads that somebody talked to says something that the stages do
 * not.
 */
function contactedOf(total: Measures, { known, events }: ReportContext): Text[] {
  const { contacted, leads } = total;
  if (!known.has('contact') || !contacted || !leads) return [];
  if (events)
    return [
      text(
        `${counted(Number(contacted.num), 'lead')} first talked to in these days, qualified or not`,
        `впервые поговорили в эти дни с ${formatWhole(contacted.num, 'ru')} ${plural(Number(contacted.num), 'лидом', 'лидами', 'лидами')}, квалифицированными или нет`,
      ),
    ];
  if (leads.num === 0n) return [];
  const rate = answer(PRICES.contacted_rate, { own: total, margin: null });
  const share = (lang: Lang) => (rate ? ` (${number(rate, 'rate', lang)})` : '');
  const [least, most] = rate ? ['', ''] : ['at least ', 'не меньше чем '];
  return [
    text(
      `${least}${formatWhole(contacted.num, 'en')} of ${counted(Number(leads.num), 'lead')} ${contacted.num === 1n ? 'was' : 'were'} talked to, qualified or not${share('en')}`,
      `поговорили ${most}с ${formatWhole(contacted.num, 'ru')} ${outOf(leads.num, 'лида', 'лидов')}, квалифицированных или нет${share('ru')}`,
    ),
  ];
}
