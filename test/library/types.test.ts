import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = new URL('../..', import.meta.url).pathname;

const CONSUMER = `
import { readFunnel, UserError } from './library.js';
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
// @ts-expect-error money is text
const money: number = row!.spend;
// @ts-expect-error no such report
report.reports.plan;
// @ts-expect-error no such option
readFunnel('a.csv', { mont: '2026-10' });
// @ts-expect-error no such report
toDataFrame(report, 'plan');
export { spend, leads, manager, used, shape, said, money };
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
