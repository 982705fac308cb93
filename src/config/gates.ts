import type * as z from 'zod';
import { text } from '../error.js';
import type { Kind } from '../model/sheet.js';
import { GATED_FIGURES, type Gated, gatedFigure, type NoWhole, noWhole } from '../reports/gated-figures.js';
import { type Complaint, complain, didYouMean, onOneLine } from './complaint.js';
import { type Bound, bound, wholeNumber } from './number-values.js';
import { mapOf, oneOrMore, section } from './schema-parts.js';
import { anyText, flag } from './values.js';

/** Dimension → the values that are kept, any of them. */
export type Filter = ReadonlyMap<string, readonly string[]>;

/** A figure that must stay within limits. If it does not, the exit code is 1. */
export interface Gate {
  name?: string | undefined;
  /** The name as written: `cpl`, `stages.deal.step_rate`. */
  figure: string;
  /** Limits as literals: a share as a fraction, a time in seconds, an age of exports in days. */
  min?: string | undefined;
  max?: string | undefined;
  where: Filter;
  /** A dimension: the figure of each of its values must stay within the limits. */
  by?: string | undefined;
  /** The figure of the last so many weeks, up to the last day of the report. */
  weeks?: number | undefined;
  /** Fails only where the whole interval lies beyond a limit. */
  sure: boolean;
  /** A blank figure or a missing row does not fail. */
  optional: boolean;
  /** A failure is only a warning. */
  warn: boolean;
  /** Its line in the file. */
  line?: number | undefined;
}

export const where = mapOf(oneOrMore(anyText)).describe('Only these: dimension: value, or a list of values');

export const gate: z.ZodType<Gate> = section({
  name: anyText.optional().describe('What the gate is called in the output'),
  figure: anyText.optional().describe('The figure: cpl, step_rate.deal, sla.within_rate, export_age, …'),
  metric: anyText.optional().describe('The same as figure'),
  min: bound.optional().describe('The lowest value that passes'),
  max: bound.optional().describe('The highest value that passes'),
  where,
  by: anyText.optional().describe('A dimension, like source: each value of it must pass'),
  weeks: wholeNumber.optional().describe('Of so many weeks up to the last day of the report'),
  sure: flag.optional().describe('Fails only where the whole 95 % interval lies beyond a limit'),
  optional: flag.optional().describe('A blank figure or a missing row does not fail'),
  warn: flag.optional().describe('Only warns'),
})
  .superRefine(({ figure, metric, min, max, sure, by, where: filter }, context) => {
    const refuse = (complaint: Complaint, at: string) => context.addIssue(complain(undefined, complaint, [at]));
    if (min === undefined && max === undefined) context.addIssue(complain(undefined, NO_LIMIT));
    if (figure === undefined && metric === undefined) return context.addIssue(complain(undefined, NO_FIGURE));
    if (figure !== undefined && metric !== undefined) return refuse(TWICE, 'metric');
    const [key, written] = figure === undefined ? ['metric', metric as string] : ['figure', figure];
    const gated = gatedFigure(written);
    if (!gated) return refuse(unknownFigure(written), key);
    for (const [at, limit] of Object.entries({ min, max }))
      if (limit && literalOf(limit, gated) === null) refuse(wrongUnit(limit, gated), at);
    if (sure && !gated.hasInterval) refuse(NO_INTERVAL, 'sure');
    const own = by === undefined ? undefined : keysOf(gated);
    if (own && by && !own.includes(by)) refuse(notBy(written, own), 'by');
    if (gated.of === 'exports')
      for (const dimension of filter.keys()) if (dimension !== 'source') refuse(notBy(written, ['source']), 'where');
  })
  .transform(({ figure, metric, min, max, sure = false, optional = false, warn = false, ...rest }): Gate => {
    const written = figure ?? metric ?? '';
    const gated = gatedFigure(written);
    const literal = (limit: Bound | undefined) => (limit && gated ? (literalOf(limit, gated) ?? undefined) : undefined);
    return { ...rest, figure: written, min: literal(min), max: literal(max), sure, optional, warn };
  });

/** The dimensions by which a figure can be broken down; undefined: by any. */
const keysOf = (gated: Gated): readonly string[] | undefined =>
  gated.of === 'scope' ? undefined : gated.of === 'exports' ? ['source'] : gated.report.keys;

/** Whether the figure of this name is an amount, so that its limits are amounts. */
export const isOfMoney = (figure: string): boolean => ['money', 'unit_cost'].includes(gatedFigure(figure)?.kind ?? '');

const SHARES: ReadonlySet<Kind> = new Set<Kind>(['rate', 'points', 'ratio']);
const SECONDS_OF_DAY = 86_400;

/**
 * A limit in the unit of its figure; null: it is in another unit. A plain number above one for a rate is refused: it is
 * probably a percentage without its sign.
 */
function literalOf({ written, unit, seconds }: Bound, { kind, of }: Gated): string | null {
  if (unit === '') return kind === 'rate' && Number(written) > 1 ? null : written;
  if (unit === '%') return SHARES.has(kind) ? written : null;
  if (kind === 'seconds') return String(seconds);
  return of === 'exports' && seconds % SECONDS_OF_DAY === 0 ? String(seconds / SECONDS_OF_DAY) : null;
}

const wrongUnit = ({ written, unit }: Bound, { kind, of }: Gated): Complaint => {
  const what = text(
    `a limit that its figure is not in: ${written}${unit}`,
    `предел не в тех единицах: ${written}${unit}`,
  );
  if (kind === 'rate') return { what, hint: text(`write a share: ${written}%`, `напишите долю: ${written}%`) };
  if (of === 'exports') return { what, hint: text('write days: 2d', 'напишите дни: 2d') };
  return { what, hint: text('write a number like 400', 'напишите число вроде 400') };
};

function unknownFigure(written: string): Complaint {
  const row = noWhole(written);
  if (row) return notHeld(written, row);
  const what = text(`there is no figure \`${onOneLine(written)}\``, `нет показателя \`${onOneLine(written)}\``);
  const hint = didYouMean(written, GATED_FIGURES);
  return { what, hint: hint ?? SOME_FIGURES };
}

const SOME_FIGURES = text(
  'for instance cpl, qualified_rate, lost_without_reason, export_age',
  'например cpl, qualified_rate, lost_without_reason, export_age',
);

/**
 * The problem of a figure that only single rows of a report have. Where the figure itself can be used, the hint says
 * so.
 */
function notHeld(written: string, { report, figure }: NoWhole): Complaint {
  const what = text(
    `\`${onOneLine(written)}\`: a gate holds a figure of all leads, or of some, and no row of ${report}`,
    `\`${onOneLine(written)}\`: порог проверяет показатель по всем лидам или по части, а не строку ${report}`,
  );
  if (figure === null) return { what, hint: SOME_FIGURES };
  const [en, ru] =
    report === 'trend'
      ? [`, weeks: 1 (of the last week of the report)`, `, weeks: 1 (за последнюю неделю отчёта)`]
      : report === 'plan'
        ? [
            ', min: … (with --basis event by the day of the deal, as plans are)',
            ', min: … (с --basis event — по дню сделки, как план)',
          ]
        : ['', ''];
  return { what, hint: text(`write figure: ${figure}${en}`, `напишите figure: ${figure}${ru}`) };
}

const notBy = (figure: string, keys: readonly string[]): Complaint => ({
  what: text(`${figure} is not told apart so`, `${figure} так не разложить`),
  hint: text(`it is by ${keys.join(', ') || 'nothing'}`, `можно по: ${keys.join(', ') || 'ничему'}`),
});

const NO_LIMIT = {
  what: text('a gate without a limit', 'порог без предела'),
  hint: text('add min or max', 'добавьте min или max'),
};
const NO_FIGURE: Complaint = {
  what: text('a gate without a figure', 'порог без показателя'),
  hint: text('add figure: cpl', 'добавьте figure: cpl'),
  kind: 'missing key',
};
const TWICE = { what: text('figure and metric are one thing', 'figure и metric — одно и то же') };
const NO_INTERVAL = {
  what: text('sure: of this figure no interval is known', 'sure: у этого показателя нет интервала'),
  hint: text('leave sure out; rates of leads and costs have one', 'уберите sure; интервал есть у долей лидов и у цен'),
};
