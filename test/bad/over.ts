import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { funnel } from '../cli/run.js';
import { bucketsOf, type Ledger, Outcome } from '../intake/harness.js';

const fixtures = fileURLToPath(new URL('../../fixtures/bad', import.meta.url));

/** `funnel report` over one folder of fixtures/bad, all days, as JSON. */
export async function over(folder: string, ...flags: string[]): Promise<Outcome> {
  const path = `${fixtures}/${folder}`;
  const { code, out, err } = await funnel(['report', path, '-f', 'json', '--all', ...flags]);
  return new Outcome(code, out, err, path);
}

/** The buckets of one file of several. */
export function bucketsIn(outcome: Outcome, file: string): Record<string, number> {
  const found = outcome.json.ledger.find((entry: Ledger) => entry.file === file);
  if (!found) throw new Error(`no file ${file}`);
  return bucketsOf(found);
}

export const messageOf = (outcome: Outcome, code: string): string | undefined =>
  outcome.json.warnings.find((warning) => warning.code === code)?.message;

export const countOf = (outcome: Outcome, code: string): number | undefined =>
  outcome.json.warnings.find((warning) => warning.code === code)?.count;

/** The program refused: no report, and these words on stderr. */
export function expectError(outcome: Outcome, words: readonly (string | RegExp)[], code = 2): void {
  expect(outcome.code, outcome.err).toBe(code);
  expect(outcome.out).toBe('');
  for (const one of words) expect(outcome.err).toMatch(one);
}
