import type { ConversionStage, ConversionTarget } from '../model/conversion-templates.js';
import { TEMPLATES } from '../model/conversion-templates.js';
import { STAGE_LABELS } from '../model/funnel-stages.js';
import { formatWhole } from '../model/numbers.js';
import { join, plural, type Text, text } from '../model/text.js';
import type { ChosenConversions, WhyLeftOut } from './chosen-conversions.js';

interface Told {
  readonly target: ConversionTarget;
  readonly stage: ConversionStage;
  /** In days; null: whenever. */
  readonly maxAge: number | null;
  /** How many there are of the exports. */
  readonly warnings: number;
}

/** How many rows there are, by which ID, and how many leads are left out, by reason. */
export function conversionsInWords({ id, rows, left, unpriced, others }: ChosenConversions, told: Told): Text[] {
  const { target, stage, warnings } = told;
  const [what, чего] = TEMPLATES[target].areOrders ? ['orders', 'заказов'] : ['conversions', 'конверсий'];
  const reasons = ORDER.flatMap((why) => {
    const count = left.get(why) ?? 0;
    if (count === 0) return [];
    const { en, ru } = LEFT[why](told);
    return [text(`${en} ${formatWhole(count, 'en')}`, `${ru} ${formatWhole(count, 'ru')}`)];
  });
  const { en, ru } = join(reasons, '; ');
  return [
    text(
      `${target}, ${stage}: ${what} ${formatWhole(rows.length, 'en')}, by ${id}`,
      `${target}, ${stage}: ${чего} ${formatWhole(rows.length, 'ru')}, по ${id}`,
    ),
    ...(reasons.length === 0 ? [] : [text(`left out: ${en}`, `не вошли: ${ru}`)]),
    ...(unpriced === 0
      ? []
      : [
          text(
            `without an amount, since a deal of theirs has none: ${formatWhole(unpriced, 'en')}`,
            `без суммы, так как её нет у одной из их сделок: ${formatWhole(unpriced, 'ru')}`,
          ),
        ]),
    ...[...others].map(([other, count]) =>
      text(
        `bear ${other} instead: ${formatWhole(count, 'en')}; one kind of ID per file: --id ${other}`,
        `вместо него есть ${other}: ${formatWhole(count, 'ru')}; в файле один вид ID: --id ${other}`,
      ),
    ),
    ...((left.get('undated') ?? 0) > 0 && !TEMPLATES[target].areOrders ? [NAME_THE_DATE(stage)] : []),
    ...(warnings === 0
      ? []
      : [
          text(
            `the exports give reason for ${formatWhole(warnings, 'en')} warning${warnings === 1 ? '' : 's'}: funnel check`,
            `по выгрузкам ${formatWhole(warnings, 'ru')} ${plural(warnings, 'предупреждение', 'предупреждения', 'предупреждений')}: funnel check`,
          ),
        ]),
  ];
}

const ORDER: readonly WhyLeftOut[] = [
  ...(['not_there', 'no_id', 'other_id', 'bad_id', 'nameless', 'undated', 'too_old', 'twice', 'sent'] as const),
];

const LEFT: Record<WhyLeftOut, (told: Told) => Text> = {
  not_there: ({ stage }) => text(`not (yet) in stage ${stage}`, `не дошли до этапа «${STAGE_LABELS[stage].ru}»`),
  no_id: () => text('without a click ID', 'без ID клика'),
  other_id: () => text('with another ID', 'с другим видом ID'),
  bad_id: () => text('with what can be no ID', 'с тем, что не может быть ID'),
  nameless: () => text('without an ID of the CRM', 'без ID в CRM'),
  undated: () => text('without a date', 'без даты'),
  too_old: ({ maxAge }) => text(`older than ${maxAge} days`, `старше ${maxAge} дней`),
  twice: () => text('of a click that is there already', 'повторы одного клика'),
  sent: () => text('sent before', 'отправлены раньше'),
};

const NAME_THE_DATE = (stage: ConversionStage): Text => {
  const field = stage === 'deal' ? 'deal_at' : `${stage}_at`;
  return text(
    `when those without a date came to stage ${stage}, no export says: name the date in funnel.yaml (columns: {${field}: …}), or add the history of stages`,
    `когда лиды без даты дошли до этапа «${STAGE_LABELS[stage].ru}», в выгрузках не сказано: укажите её в funnel.yaml (columns: {${field}: …}) или добавьте историю этапов`,
  );
};

export const NOT_YET_SENT = (file: string): Text =>
  text(
    `${file}: there is no such file yet, so nothing counts as sent`,
    `${file}: такого файла ещё нет, поэтому отправленным не считается ничего`,
  );

export const confirmedInWords = (file: string, { added, of }: { added: number; of: number }): Text =>
  text(
    `${file}: added ${formatWhole(added, 'en')} of ${formatWhole(of, 'en')}, the others stood there`,
    `${file}: добавлено ${formatWhole(added, 'ru')} из ${formatWhole(of, 'ru')}, остальные там уже были`,
  );
