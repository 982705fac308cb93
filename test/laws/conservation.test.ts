import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder } from '../cli/run.js';
import { seedsOr } from '../given.js';
import { runEngine } from '../oracle/compare.js';
import { generate } from '../oracle/generate.js';
import { generateJoin } from '../oracle/generate-join.js';
import { generateSpans } from '../oracle/generate-spans.js';
import type { OracleInput } from '../oracle/oracle.js';

type Line = Readonly<Record<string, unknown>>;

const ADDED = [
  ...['spend', 'visits', 'actions', 'leads', 'not_handed_over', 'lost', 'qualified', 'deals', 'won_deals', 'revenue'],
  ...['pipeline', 'costed_leads', 'costed_qualified', 'costed_deals', 'costed_revenue'],
];
const DIVIDED = [
  ['cpl', 'spend', 'costed_leads'],
  ['cpql', 'spend', 'costed_qualified'],
  ['cost_per_deal', 'spend', 'costed_deals'],
  ['cpa', 'spend', 'actions'],
  ['roas', 'costed_revenue', 'spend'],
  ['revenue_per_lead', 'revenue', 'leads'],
  ['qualified_rate', 'qualified', 'leads'],
  ['deal_rate', 'deals', 'leads'],
] as const;
/** An amount is printed to the cent, a price to a ten-thousandth, a rate to a millionth. */
const [CENT, PRICE] = [0.005, 0.00005];

const base = folder({});
function written(input: OracleInput & { yaml: string }, name: string): string {
  const path = join(base, name);
  mkdirSync(path, { recursive: true });
  for (const { name: file, text } of input.files) writeFileSync(join(path, file), text);
  writeFileSync(join(path, 'funnel.yaml'), input.yaml);
  return path;
}

async function linesOf(
  path: string,
  options: OracleInput['options'] & object,
): Promise<{ lines: Line[]; isOpen: boolean }> {
  const { reports, codes } = await runEngine(path, options, path);
  const { columns, rows } = reports.sources ?? { columns: [], rows: [] };
  const lines = rows.map((row) => Object.fromEntries(columns.map(({ name }, at) => [name, row[at]])));
  return { lines, isOpen: codes.includes('costs-missing') };
}

const number = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));

/** What a total comes to is what its rows do; a blank among them is nothing, and of blanks alone there is none. */
function addUp(lines: Line[]): void {
  for (const total of lines.filter(({ row }) => row === 'total')) {
    const rows = lines.filter(({ row, period }) => row === 'source' && period === total.period);
    for (const figure of ADDED) {
      const known = rows.flatMap((row) => number(row[figure]) ?? []);
      const [sum, whole] = [known.reduce((a, b) => a + b, 0), number(total[figure])];
      const isRight = whole === null ? sum === 0 : Math.abs(sum - whole) <= CENT * (rows.length + 1);
      expect([figure, sum, whole, isRight && (whole === null || whole === 0 || known.length > 0)]).toEqual([
        ...[figure, sum, whole, true],
      ]);
    }
  }
}

const totalsOf = (lines: Line[]): unknown[][] =>
  lines.filter(({ row }) => row === 'total').map((total) => ['period', ...ADDED].map((figure) => total[figure]));

/**
 * What is printed as a price or a rate is what is printed beside it, divided; where there is nothing to divide, it is blank.
 * Where clicks have no cost, which is said, prices are of less spend than is printed, and of fewer actions: no lead costs
 * more, and no revenue is less of it.
 */
function divide(line: Line, isOpen: boolean): void {
  for (const [figure, above, below] of DIVIDED) {
    const [value, top, bottom] = [number(line[figure]), number(line[above]), number(line[below])];
    if (value === null) continue;
    expect([figure, top, bottom].includes(null) || bottom === 0).toBe(false);
    const slack = CENT + Math.abs(bottom ?? 0) * PRICE + Math.abs(value) * CENT;
    const more = value * (bottom ?? 0) - (top ?? 0);
    const isOfSpend = isOpen && (above === 'spend' || below === 'spend');
    const off = !isOfSpend ? Math.abs(more) : figure === 'cpa' || figure === 'roas' ? -more : more;
    expect([figure, value, top, bottom, off <= slack]).toEqual([figure, value, top, bottom, true]);
  }
}

describe.each([
  ['a day a row', generate],
  ['to be joined', generateJoin],
  ['of months, weeks and stated days', generateSpans],
] as const)('random exports, %s', (kind, make) => {
  it.each(seedsOr(2))(
    'add up, however broken down, and divide to what is printed: seed %i',
    { tags: 'slow' },
    async (seed) => {
      const input = make(seed);
      const path = written(input, `${kind} ${seed}`);
      const by = [input.yaml.includes('campaign:') ? 'campaign' : 'source'];
      const [whole, finer] = [
        await linesOf(path, { ...input.options, by: [] }),
        await linesOf(path, { ...input.options, by }),
      ];
      // What is broken down is all there is, and no less; where spend has no such level it is blank.
      const totals = totalsOf(whole.lines);
      const known = totalsOf(finer.lines).map((total, row) => total.map((value, at) => value ?? totals[row]?.[at]));
      expect(known).toEqual(totals);
      for (const { lines, isOpen } of [whole, finer]) {
        addUp(lines);
        for (const line of lines) divide(line, isOpen);
      }
    },
  );
});
