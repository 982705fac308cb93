import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Io } from '../../src/io.js';
import { run } from '../../src/main.js';

export interface Ran {
  code: number;
  out: string;
  err: string;
}

/** Runs a command line in process, silently. */
export async function funnel(argv: readonly string[], io: Partial<Io> = {}): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await run(argv, {
    // Bytes letter by letter, so that none is lost.
    out: (chunk) => void out.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('latin1')),
    err: (chunk) => void err.push(chunk),
    width: 100,
    isTerminal: false,
    input: () => undefined,
    env: {},
    cwd: process.cwd(),
    ...io,
  });
  return { code, out: out.join(''), err: err.join('') };
}

/** A folder with these files, gone after all tests. */
export function folder(files: Record<string, string | Uint8Array>): string {
  const path = mkdtempSync(join(tmpdir(), 'funnel-test-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
  return path;
}

/** A small CRM export and ad statistics that agree, and the configuration that reads them. */
export const CRM = `ID,Created,Status,Source,Budget,Reason
1,2026-10-01 10:00,New,VK,,
2,2026-10-02 11:30,Won,VK,1000.50,
3,2026-10-03 12:00,Lost,Google,,Too dear
4,2026-10-04 09:15,Qualified,Google,300,
`;
export const ADS = `Day,Source,Campaign,Cost,Clicks
2026-10-01,VK,autumn,100.10,20
2026-10-02,VK,autumn,50.05,10
2026-10-04,Google,brand,99.99,30
`;
export const YAML = `currency: RUB
files:
  - path: crm.csv
    table: crm
    columns: {lead_id: ID, created_at: Created, status: Status, source: Source, revenue: Budget, amount: Budget, reason: Reason}
  - path: ads.csv
    table: ad_stats
    columns: {day: Day, source: Source, campaign: Campaign, cost: Cost, clicks: Clicks}
statuses: {New: lead, Qualified: qualified, Won: deal, Lost: lost}
`;
export const small = (): Record<string, string> => ({ 'crm.csv': CRM, 'ads.csv': ADS, 'funnel.yaml': YAML });

/** The rows of a report over a path that can be read, as objects. */
export async function reportRows(report: string, path: string, ...flags: string[]): Promise<Map<string, unknown>[]> {
  const { out, err, code } = await funnel([report, path, '-f', 'json', ...flags]);
  expect([code, code === 0 ? '' : err]).toEqual([0, '']);
  return rowsOf(out, report);
}

/** The rows of one report of `-f json`, as objects. */
export function rowsOf(out: string, report: string): Map<string, unknown>[] {
  const { columns, rows } = JSON.parse(out).reports[report] as { columns: { name: string }[]; rows: unknown[][] };
  return rows.map((row) => new Map(columns.map(({ name }, index) => [name, row[index]])));
}
