import { toNumber } from '../model/exact.js';
import { LEAD_STAGES, STAGE_LABELS, type Stage } from '../model/funnel-stages.js';
import { type Measures, sum } from '../model/measures.js';
import { whole } from '../model/numbers.js';
import { counted, plural, type Text, text } from '../model/text.js';
import { evidenceOf, headingsOf, lossesOf, underTitle } from './provenance-words.js';
import type { ReportContext } from './report-context.js';
import type { StageRow } from './stage-funnels.js';

export async function notesOnStages(context: ReportContext, rows: readonly StageRow[]): Promise<Text[]> {
  const total = sum(new Set(rows.map((row) => row.total)));
  return [...unknownDepth(total), ...(context.explain ? await explained(total, context) : [])];
}

/** What counts as each stage, and how many of it are implied: for whoever disputes the figures. */
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
            `${evidence.en}; implied by a later stage: ${whole(count, 'en')}`,
            `${evidence.ru}; выведено из более поздних этапов: ${whole(count, 'ru')}`,
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
    `every lead of the CRM${created ? `, by the day in ${created.en}` : ''}${count > 0n ? `, and ${whole(count, 'en')} of ad forms that the CRM never received` : ''}`,
    `каждый лид CRM${created ? ` по дню в ${created.ru}` : ''}${count > 0n ? `, и ${whole(count, 'ru')} из рекламных форм, которых в CRM нет` : ''}`,
  );
}

function unknownDepth({ unknown_depth: unknown }: Measures): Text[] {
  if (!unknown || unknown.num === 0n) return [];
  const count = toNumber(unknown, 0);
  return [
    text(
      `${counted(count, 'lost lead')}: nothing tells how far they came, so they count as lost right after Lead`,
      `${count} ${plural(count, 'отказ', 'отказа', 'отказов')}: не отмечено, до какого этапа дошли, поэтому они посчитаны как отказы сразу после этапа «Лид»`,
    ),
  ];
}
