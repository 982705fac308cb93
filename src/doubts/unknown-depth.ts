import { text } from '../error.js';
import { exact } from '../model/exact.js';
import { DEPTH_STAGES, LEAD_STAGES, STAGE_LABELS } from '../model/funnel-stages.js';
import { isMuch } from '../model/measures.js';
import { formatWhole } from '../model/numbers.js';
import { counted, outOf } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';

/**
 * A CRM that exports only the current stage does not tell how far a lost deal had come. Then the counts of stages are
 * lower bounds, and a conversion made of them may be a tenth of the true one.
 */
export default defineDoubt({
  code: 'unknown-depth',
  asks: ({ census }) => DEPTH_STAGES.some((stage) => census.unknownDepth[stage] > 0),
  look({ census: { reached, unknownDepth, lost }, stages, format }) {
    const known = LEAD_STAGES.filter((stage) => stages.has(stage));
    const open = DEPTH_STAGES.filter((stage) => {
      const before = known[known.indexOf(stage) - 1];
      return stages.has(stage) && before && isMuch(exact(unknownDepth[stage]), exact(reached[before]));
    });
    const count = Math.max(0, ...open.map((stage) => unknownDepth[stage]));
    return [{ count, lost, open, formats: format ? `funnel formats ${format}` : 'funnel formats' }];
  },
  say({ count, lost, open, formats }) {
    const [en, ru] = (['en', 'ru'] as const).map((lang) =>
      open.map((one) => `«${STAGE_LABELS[one][lang]}»`).join(', '),
    );
    return text(
      `nothing tells how far ${formatWhole(count, 'en')} of ${counted(lost, 'lost lead')} came: ${en} ${open.length === 1 ? 'is' : 'are'} the least there can be (≥), and the rates of them are blank; let the CRM fill in a date field per stage, or keep its weekly downloads in the folder: ${formats}`,
      `о ${formatWhole(count, 'ru')} ${outOf(lost, 'отказа', 'отказов')} не отмечено, до какого этапа они дошли: ${ru} — не меньше указанного (≥), доли по ним — прочерк; пусть CRM сама заполняет по полю даты на этап, или держите в папке её еженедельные выгрузки: ${formats}`,
    );
  },
});
