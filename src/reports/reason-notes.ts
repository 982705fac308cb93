import { isPositive } from '../model/measures.js';
import { formatWhole } from '../model/numbers.js';
import { counted, type Lang, plural, type Text, text } from '../model/text.js';
import { type LostRow, mostFrequent } from './lost-tables.js';
import { headingsOf, lossesOf, underTitle } from './provenance-words.js';
import type { ReportContext } from './report-context.js';
import { totalOf } from './source-tables.js';

const MOST_SPELLINGS = 3;

export async function notesOnReasons(context: ReportContext, rows: readonly LostRow[]): Promise<Text[]> {
  if (!context.has.reasons) return withoutColumn(context);
  return [
    ...(await undatedLosses(context)),
    ...(await strayReasons(context)),
    ...(context.explain ? await explained(rows, context) : []),
  ];
}

async function withoutColumn(context: ReportContext): Promise<Text[]> {
  const { lost } = totalOf(await context.cube([]), context);
  return isPositive(lost)
    ? [
        // A warning says how many leads this concerns, and what to type.
        text('no export has a column of reasons', 'ни в одной выгрузке нет столбца с причинами'),
      ]
    : [];
}

/** By the day of events a loss without a date is in no row: says how many there are. */
async function undatedLosses(context: ReportContext): Promise<Text[]> {
  if (!context.events) return [];
  const { undated_losses: undated } = totalOf(await context.cube([]), context);
  return isPositive(undated)
    ? [
        text(
          `${counted(Number(undated.num), 'lost lead')} of these days without a date of the loss: in no row`,
          `отказов без даты среди лидов этих дней: ${formatWhole(undated.num, 'ru')}; их нет ни в одной строке`,
        ),
      ]
    : [];
}

async function strayReasons(context: ReportContext): Promise<Text[]> {
  if (!context.has.leads) return [];
  const count = Number((await context.counts()).strayReasons);
  return count === 0
    ? []
    : [
        text(
          `${counted(count, 'lead')} not lost, yet with a reason: it does not count`,
          `у ${formatWhole(count, 'ru')} ${plural(count, 'лида', 'лидов', 'лидов')} без отказа указана причина: она не считается`,
        ),
      ];
}

/** For those who doubt the figures: where reasons come from and how their spellings are folded, with an example. */
async function explained(groups: readonly LostRow[], context: ReportContext): Promise<Text[]> {
  const said: Text[] = [];
  const [reason, lost] = [headingsOf(context, 'crm', 'reason'), await lossesOf(context)];
  if (reason)
    said.push(
      text(
        `Reason = ${reason.en} of lost leads${lost ? `; lost = ${lost.en}` : ''}`,
        `Причина = ${reason.ru} потерянных лидов${lost ? `; отказ = ${lost.ru}` : ''}`,
      ),
    );
  const texts = new Map<string, Map<string, bigint>>();
  for (const group of groups)
    for (const [words, count] of group.texts) {
      const own = texts.get(group.reason) ?? new Map<string, bigint>();
      texts.set(group.reason, own.set(words, (own.get(words) ?? 0n) + count));
    }
  const [folded] = [...texts.values()].filter((own) => own.size > 1).sort((a, b) => b.size - a.size);
  const example = (lang: Lang) =>
    mostFrequent(folded ?? new Map(), MOST_SPELLINGS)
      .map(([words, count]) => `«${words}» ${formatWhole(count, lang)}`)
      .join(', ');
  said.push(
    text(
      `Spellings that differ only in case, blanks, ё and е, punctuation or word endings are one reason${folded ? `, like ${example('en')}` : '; here there were none'}`,
      `Написания, которые отличаются только регистром, пробелами, ё и е, знаками или окончаниями, — одна причина${folded ? `, например ${example('ru')}` : '; здесь таких нет'}`,
    ),
  );
  return underTitle(said);
}
