import { NO_REASON } from '../../facts/reason-names.js';
import { compare, exact } from '../../model/exact.js';
import { LEAD_STAGES, STAGE_LABELS } from '../../model/funnel-stages.js';
import { saysNothing } from '../../model/reason-categories.js';
import { plural, text } from '../../model/text.js';
import { defineFinding } from './define-finding.js';
import { sentence } from './finding-words.js';

/** There is a finding if more than this share of lost leads, or as many leads as this, have no reason. */
const MOST_SHARE = exact(5, 100);
const MOST_LEADS = 30n;
/** How many of the reasons that say nothing are quoted. */
const MOST_QUOTED = 3;

const TO_DECIDE = text(
  'Make the reason of a loss a field that must be filled in',
  'Сделать причину отказа обязательным полем в CRM',
);

export const reasonsUnrecorded = defineFinding({
  name: 'reasons-unrecorded',
  looksAt: text(
    'Lost leads of which nobody wrote down why they were lost.',
    'Потерянные лиды, у которых не записано, почему они потеряны.',
  ),
  async find({ lost, context }) {
    // If not every export has a column of reasons, it cannot be known whether they are recorded.
    if (!context.has.reasons || !context.has.allReasons) return null;
    const empty = lost.filter(({ reason }) => reason !== NO_REASON && saysNothing(reason, context.noContent));
    const silent = [...lost.filter(({ reason }) => reason === NO_REASON), ...empty];
    const count = exact(silent.reduce((sum, group) => sum + group.lost, 0n));
    const all = exact(lost.reduce((sum, group) => sum + group.lost, 0n));
    if (count.num === 0n) return null;
    const share = exact(count.num, all.num);
    const isMuch = compare(share, MOST_SHARE) > 0;
    if (!isMuch && count.num < MOST_LEADS) return null;
    const depths = new Map<number, bigint>();
    for (const { after } of silent)
      for (const [depth, leads] of after) depths.set(depth, (depths.get(depth) ?? 0n) + leads);
    const [depth = 0, most = 0n] = [...depths].sort(([a, m], [b, n]) => Number(n - m) || a - b)[0] ?? [];
    const stage = STAGE_LABELS[LEAD_STAGES[depth] ?? 'lead'];
    const quoted = empty.slice(0, MOST_QUOTED).map(({ reason }) => `«${reason}»`);
    const words = text(
      empty.length === 0 ? '' : `, or one that says nothing (${quoted.join(', ')}),`,
      empty.length === 0 ? '' : ` или ничего не говорит (${quoted.join(', ')})`,
    );
    return {
      tone: isMuch ? 'bad' : 'info',
      ...{ owner: 'sales', money: null, figure: 'reasons.lost', scope: `reason=${NO_REASON}`, n: all },
      behind: ['reasons'],
      ...(isMuch ? { decide: TO_DECIDE } : {}),
      text: sentence(context.currency, {
        en: (write) =>
          `No reason${words.en} is given for ${write.count(count)} of ${write.count(all)} lost ${all.num === 1n ? 'lead' : 'leads'} (${write.rate(share)}), mostly of those lost after ${stage.en} (${write.count(exact(most))})`,
        ru: (write) =>
          `Причина отказа не указана${words.ru} у ${write.count(count)} ${plural(count.num, 'лида', 'лидов', 'лидов')} из ${write.count(all)} ${plural(all.num, 'потерянного', 'потерянных', 'потерянных')} (${write.rate(share)}), чаще всего после этапа «${stage.ru}» (${write.count(exact(most))})`,
      }),
    };
  },
});
