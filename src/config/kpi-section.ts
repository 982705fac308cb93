import * as z from 'zod';
import { text } from '../error.js';
import { KPI_NAMES, KPI_SIDES, KPIS, type Kpi, type KpiName, type KpiSide } from '../model/kpis.js';
import type { Norms } from '../model/settings.js';
import { complain } from './complaint.js';
import { isLiteral, percent, positive, share } from './number-values.js';
import { oneOf, scalar, section, Wrong } from './schema-parts.js';

/** A ratio to spend: it may be more than 100 % and less than zero. */
const ratio = scalar(
  text('a ratio like 1.5 or 150%', 'отношение вроде 1.5 или 150%'),
  (written) => (isLiteral(written) ? written : percent(written)),
  { type: ['number', 'string'] },
);

/** A figure that is added up over days has no norm of its own: its norm is the plan for these days. */
const ofPlan = (name: KpiName) =>
  scalar<string>(
    text('nothing: its norm is the plan', 'пустое значение: его норма — план'),
    () => new Wrong(text(`write plan: {per: month, ${name}: …}`, `задайте plan: {per: month, ${name}: …}`)),
    { type: 'null' },
  );

const FORMS = { share, amount: positive, ratio } as const;
const normOf = (name: KpiName): z.ZodType<string> => {
  const { norm } = KPIS[name];
  return norm === 'plan' ? ofPlan(name) : FORMS[norm];
};
const each = <T extends z.ZodType>(names: readonly KpiName[], of: (name: KpiName) => T) =>
  Object.fromEntries(names.map((name) => [name, of(name)])) as Record<KpiName, T>;

/** The keys of `norms` for figures that are not the rate of a step. */
export const figureNorms = each(
  KPI_NAMES.filter((name) => KPIS[name].norm !== 'plan'),
  (name) => normOf(name).optional().describe(`The expected ${name}`),
);

/** The norms by the name of their figure, without those that are left out or blank. */
export const normsIn = (found: { readonly [N in KpiName]?: string | null | undefined }): ReadonlyMap<KpiName, string> =>
  new Map(KPI_NAMES.flatMap((name) => (typeof found[name] === 'string' ? [[name, found[name]] as const] : [])));

/** A norm, or none: left blank, or `null` as in JSON. */
const orNone = (norm: z.ZodType<string>) =>
  z.preprocess((node) => (node === 'null' || node === '~' ? null : node), norm.nullish());

/** The figures of one side: a list of names, or names with their norms. */
const ofSide = z.union([
  z.array(oneOf(KPI_NAMES)).transform((names) => ({ names: [...new Set(names)], norms: new Map<KpiName, string>() })),
  section(each(KPI_NAMES, (name) => orNone(normOf(name)).describe(`${name}, and its norm`))).transform((found) => ({
    names: KPI_NAMES.filter((name) => found[name] !== undefined),
    norms: normsIn(found),
  })),
]);

interface KpiSection {
  readonly kpis: readonly Kpi[];
  readonly norms: ReadonlyMap<KpiName, string>;
}

/** The section `kpi`: the figures by which departments are measured, by side, with norms or without. */
export const kpi: z.ZodType<KpiSection | undefined> = section({
  marketing: ofSide.nullish().describe('Figures of marketing: a list, or with their norms: {cpql: 5000}'),
  sales: ofSide.nullish().describe('Figures of sales'),
  shared: ofSide.nullish().describe('Figures that both answer for'),
})
  .superRefine((found, context) => {
    const places = new Map<KpiName, KpiSide>();
    for (const side of KPI_SIDES) {
      const names = found[side]?.names ?? [];
      for (const name of names) {
        const other = places.get(name);
        if (other !== undefined)
          context.addIssue(
            complain(
              undefined,
              {
                what: text(`${name} stands under ${other} already`, `${name} уже есть в ${other}`),
                hint: text('leave it under one side', 'оставьте показатель на одной стороне'),
              },
              [side],
            ),
          );
        places.set(name, side);
      }
      if (names.includes('leads') && !names.includes('cpql'))
        context.addIssue(complain(undefined, LEADS_ALONE, [side]));
    }
  })
  .transform((found) => ({
    kpis: KPI_SIDES.flatMap((side) => (found[side]?.names ?? []).map((name): Kpi => ({ side, name }))),
    norms: new Map(KPI_SIDES.flatMap((side) => [...(found[side]?.norms ?? [])])),
  }))
  .optional();

/** A department that is measured by the number of leads alone brings leads, but not those that anybody needs. */
const LEADS_ALONE = {
  what: text('leads stand only beside cpql', 'leads ставят только вместе с cpql'),
  hint: text('add cpql to the same side', 'добавьте cpql на ту же сторону'),
};

/** Checks that each figure has one norm only, and that there is a standard if `standard_rate` is among the figures. */
export function knownKpis(
  { kpi: own, norms, standard }: { kpi?: KpiSection | undefined; norms: Norms; standard?: unknown },
  context: z.RefinementCtx,
): void {
  if (own === undefined) return;
  if (standard === undefined && own.kpis.some(({ name }) => name === 'standard_rate'))
    context.addIssue(
      complain(
        undefined,
        {
          what: text('standard_rate without a standard', 'standard_rate без стандарта лида'),
          hint: text('add standard: {need: Column, …}', 'добавьте standard: {need: Столбец, …}'),
        },
        ['kpi'],
      ),
    );
  for (const [name, norm] of own.norms) {
    const other = norms.figures.get(name) ?? (name === 'qualified_rate' ? norms.steps.get('qualified') : undefined);
    if (other === undefined || Number(other) === Number(norm)) continue;
    context.addIssue(
      complain(
        undefined,
        {
          what: text(
            `two norms of ${name}: ${norm}, and ${other} in norms`,
            `две нормы ${name}: ${norm} и ${other} в norms`,
          ),
          hint: text('leave one of them', 'оставьте одну'),
        },
        ['kpi'],
      ),
    );
  }
}
