import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

const IMPORTS = `
import {
  type CompareRow, type HypothesesRow, type LeakRow, readFunnel, type ScorecardRow, type SlaRow, type StandardMatrixRow,
  type StandardRow, type StuckRow, type TrendRow, UserError,
} from '@leadfunnel/cli';
import { toDataFrame } from '@leadfunnel/cli/danfo';
`;

const CODE = `
const report = await readFunnel(['a.csv'], { by: ['manager'], lang: 'ru', maxRejects: '5%' });
const [row] = report.reports.sources;
const spend: string | null | undefined = row?.spend;
const leads: number | null | undefined = row?.leads;
const manager: string | number | readonly string[] | null | undefined = row?.['manager'];
const used: number | undefined = report.ledger[0]?.used;
const frame = await toDataFrame(report, 'sources');
const shape: number[] = frame.shape;
const error: UserError = new UserError({ en: '', ru: '' });
const said: string | undefined = error.hint?.ru;
const within: number | null | undefined = report.reports.sla?.[0]?.within_rate;
const planned: string | number | null | undefined = report.reports.plan?.[0]?.plan;
const rows: readonly [CompareRow, HypothesesRow, LeakRow, ScorecardRow, SlaRow, StandardMatrixRow, StandardRow, StuckRow, TrendRow][] = [];
const read = rows.map(([compared, board, leak, score, sla, matrix, standard, stuck, trend]) => {
  const texts: (string | null)[] = [board.name, score.kpi, sla.manager, matrix.standard, standard.criterion, stuck.lead_id];
  const numbers: (number | null)[] = [leak.norm, trend.leads, trend.cpl === null ? null : Number(trend.cpl), stuck.age_seconds];
  const money: (string | null)[] = [stuck.amount, trend.spend, leak.short_revenue];
  const either: (string | number | null)[] = [compared.a, score.value, board.before];
  return [texts, numbers, money, either];
});
// @ts-expect-error it stands there where the configuration has its section
report.reports.sla.length;
// @ts-expect-error money is text
const money: number = row!.spend;
// @ts-expect-error no such report
report.reports.journey;
// @ts-expect-error no such option
readFunnel('a.csv', { mont: '2026-10' });
// @ts-expect-error no such report
toDataFrame(report, 'journey');
return { within, planned, read, spend, leads, manager, used, shape, said, money };
`;

describe('the declarations that the build writes', () => {
  it('are whole, and hold for code that trusts them, without types of Node or of danfojs', { tags: 'slow' }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'funnel-types-'));
    const tsc = (args: string, cwd: string) =>
      spawnSync(join(root, 'node_modules/.bin/tsc'), args.split(' '), { cwd, encoding: 'utf8' });
    const declared = join(folder, 'declared');
    tsc(`-p src/pack/tsconfig.json --outDir ${declared}`, root);
    const installed = join(folder, 'node_modules/@leadfunnel/cli');
    const out = ['--declared', declared, '--out', join(installed, 'dist/types')];
    execFileSync(process.execPath, ['src/pack/types.mjs', ...out], { cwd: root });
    cpSync(join(root, 'package.json'), join(installed, 'package.json'));
    // The same for who imports it and who requires it.
    for (const name of ['imports.mts', 'requires.cts'])
      writeFileSync(join(folder, name), `${IMPORTS}export const ran = async () => {${CODE}};\n`);
    const strict = '--noEmit --strict --exactOptionalPropertyTypes --module NodeNext --target ES2023 --lib ES2023';
    const { stdout, status } = tsc(`${strict} imports.mts requires.cts`, folder);
    expect([stdout, status]).toEqual(['', 0]);
  });
});
