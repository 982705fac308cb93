import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = new URL('../..', import.meta.url).pathname;

const CONSUMER = `
import {
  type CompareRow, type HypothesesRow, type LeakRow, readFunnel, type ScorecardRow, type SlaRow, type StandardMatrixRow,
  type StandardRow, type StuckRow, type TrendRow, UserError,
} from './library.js';
import { toDataFrame } from './danfo.js';

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
export { within, planned, read, spend, leads, manager, used, shape, said, money };
`;

describe('the declarations that the build writes', () => {
  it('are whole, and hold for code that trusts them, without types of Node or of danfojs', () => {
    const out = mkdtempSync(join(tmpdir(), 'funnel-types-'));
    execFileSync('npm', ['run', '--silent', 'build:types', '--', '--outDir', out], { cwd: root });
    writeFileSync(join(out, 'consumer.ts'), CONSUMER);
    writeFileSync(join(out, 'package.json'), '{"type": "module"}');
    const { stdout, status } = spawnSync(
      join(root, 'node_modules/.bin/tsc'),
      '--noEmit --strict --exactOptionalPropertyTypes --module NodeNext --target ES2023 --lib ES2023 consumer.ts'.split(
        ' ',
      ),
      { cwd: out, encoding: 'utf8' },
    );
    expect([stdout, status]).toEqual(['', 0]);
  });
});
