import * as z from 'zod';
import { text } from '../error.js';
import { KPI_NAMES, KPI_SIDES, KPIS, type Kpi, type KpiName, type KpiSide } from '../model/kpis.js';
import type { Norms } from '../model/settings.js';
import { complain } from './complaint.js';
import { isLiteral, percent, positive, share } from './number-values.js';
import { oneOf, scalar, section, Wrong } from './schema-parts.js';

/** To spend: more than all of it may come back, and less than nothing. */
const ratio = scalar(
  text('a ratio like 1.5 or 150%', 'отношение вроде 1.5 или 150%'),
  (written) => (isLiteral(written) ? written : percent(written)),
  { type: ['number', 'string'] },
);

/** What is added up over some days has the norm of these days: a plan. */
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

/** Norms of figures that are no steps: keys of `norms`. */
export const figureNorms = each(
  KPI_NAMES.filter((name) => KPIS[name].norm !== 'plan'),
  (name) => normOf(name).optional().describe(`The expected ${name}`),
);

/** By name, without those that are left out or left blank. */
export const normsIn = (found: { readonly [N in KpiName]?: string | null | undefined }): ReadonlyMap<KpiName, string> =>
  new Map(KPI_NAMES.flatMap((name) => (typeof found[name] === 'string' ? [[name, found[name]] as const] : [])));

/** Without a norm: left blank, or `null` as JSON has it. */
const orNone = (norm: z.ZodType<string>) =>
  z.preprocess((node) => (node === 'null' || node === '~' ? null : node), norm.nullish());

/** A list of figures, or figures with their norms. */
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

/** By what departments are measured: figures by side, with their norms or without. */
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

/** Whoever is measured by their number alone brings leads, and not those that anybody needs. */
const LEADS_ALONE = {
  what: text('leads stand only beside cpql', 'leads ставят только вместе с cpql'),
  hint: text('add cpql to the same side', 'добавьте cpql на ту же сторону'),
};

/** One norm per figure, and a standard where it is to be met. */
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
