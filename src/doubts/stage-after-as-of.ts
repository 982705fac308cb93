import { sql } from '../engines/sql.js';
import { text } from '../error.js';
import { lastStageDate } from '../facts/dates-in-order.js';
import { formatWhole } from '../model/numbers.js';
import { counted } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';

export default defineDoubt({
  code: 'stage-after-as-of',
  // Without dates of modification the latest moment is the creation of the youngest lead. Dates of stages come after it
  // by right.
  asks: ({ settings, asked, asOf, census: { latestStage } }) =>
    (asked !== undefined || settings.fields.crm.has('modified_at')) &&
    asOf !== null &&
    latestStage !== null &&
    latestStage > asOf,
  async look({ engine, crm, settings, asked, asOf }) {
    const date = lastStageDate(settings.fields.crm, settings.hasHistory);
    // An as-of day lasts until its end.
    const until = asOf as string;
    const isLate =
      until.length === 10
        ? sql`cast(${date} as date) > cast(${until} as date)`
        : sql`${date} > cast(${until} as timestamp)`;
    const [[count] = []] = await engine.query(sql`select count(*) from ${crm} where ${isLate}`);
    return [{ count: Number(count), isAsked: asked !== undefined }];
  },
  say: ({ count, isAsked }) =>
    isAsked
      ? text(
          `${counted(count, 'lead')} with a date of a stage after the as-of moment: that date is no evidence yet`,
          `лидов с датой этапа позже даты среза: ${formatWhole(count, 'ru')}; эта дата не учтена`,
        )
      : text(
          `${counted(count, 'lead')} with a date of a stage later than the last moment of the other exports: the stage counts; --as-of leaves later ones out`,
          `лидов с датой этапа позже последней даты остальных выгрузок: ${formatWhole(count, 'ru')}; этап засчитан, более поздние уберёт --as-of`,
        ),
});
