import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import type { Io } from '../../src/io.js';
import { run } from '../../src/main.js';
import { BUCKETS } from '../../src/model/report.js';

export type Files = Readonly<Record<string, string | Uint8Array>>;

export interface Ledger {
  file: string;
  source: string;
  encoding: string;
  delimiter: string;
  lines: number;
  rows: number;
  bad_cells: Record<string, number>;
  rejects: { line: number; column: string | null; value: string; reason: string }[];
  [bucket: string]: unknown;
}

interface Sheet {
  columns: { name: string }[];
  rows: unknown[][];
}

/** The buckets of a file that hold lines; they must add up to its lines. */
export function bucketsOf(ledger: Ledger): Record<string, number> {
  const all = BUCKETS.map((name): [string, number] => [name, Number(ledger[name])]);
  expect(all.reduce((sum, [, lines]) => sum + lines, 0)).toBe(ledger.lines);
  return Object.fromEntries(all.filter(([, lines]) => lines > 0));
}

/** What one run of the program said. */
export class Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly folder: string;

  constructor(code: number, out: string, err: string, folder: string) {
    this.code = code;
    this.out = out;
    this.err = err;
    this.folder = folder;
  }

  get json() {
    if (this.code !== 0) throw new Error(`exit ${this.code}: ${this.err}`);
    return JSON.parse(this.out) as {
      as_of: string | null;
      currency: string | null;
      reports: Record<string, Sheet>;
      ledger: Ledger[];
      warnings: { code: string; message: string; count: number }[];
    };
  }

  /** The ledger of the only file. */
  get ledger(): Ledger {
    const [only, ...more] = this.json.ledger;
    if (!only || more.length > 0) throw new Error('not one file');
    return only;
  }

  /** The buckets of the only file that hold lines. */
  get buckets(): Record<string, number> {
    return bucketsOf(this.ledger);
  }

  /** Lines that were rejected, in their order. */
  get rejected(): number[] {
    return this.ledger.rejects.map(({ line }) => line);
  }

  get warnings(): string[] {
    return this.json.warnings.map(({ code }) => code);
  }

  /** One figure of each row of a report, by its first column. */
  figures(report: string, figure: string): Record<string, unknown> {
    const { columns, rows } = this.json.reports[report] as Sheet;
    const at = columns.findIndex(({ name }) => name === figure);
    return Object.fromEntries(rows.map((row) => [row[0], row[at]]));
  }

  /** A figure of all sources together. */
  total = (figure: string): unknown => this.figures('sources', figure)['(total)'];
  reached = (stage: string): unknown => this.figures('stages', 'reached')[stage];
}

/** A folder of its own for each run, removed with all others at the end. */
export function makeHarness() {
  const base = mkdtempSync(join(tmpdir(), 'funnel-intake-'));
  let count = 0;

  function write(files: Files): string {
    const folder = join(base, String(count++));
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    return folder;
  }

  async function start(argv: readonly string[], folder: string, io: Partial<Io> = {}): Promise<Outcome> {
    const [out, err]: [string[], string[]] = [[], []];
    const code = await run(argv, {
      out: (chunk) => void out.push(String(chunk)),
      err: (chunk) => void err.push(chunk),
      width: 100,
      isTerminal: false,
      input: () => undefined,
      env: { LANG: 'C', HOME: folder },
      cwd: folder,
      ...io,
    });
    return new Outcome(code, out.join(''), err.join(''), folder);
  }

  return {
    base,
    write,
    start,
    /** `funnel report` over a folder of these files. Rejected lines are let through, so that the ledger is seen. */
    async report(files: Files, ...flags: string[]): Promise<Outcome> {
      const folder = write(files);
      return start(['report', folder, '-f', 'json', '--all', '--max-rejects', '100%', ...flags], folder);
    },
    /** The same as a person types it: 1 % of the lines may be unreadable. */
    async strictly(files: Files, ...flags: string[]): Promise<Outcome> {
      const folder = write(files);
      return start(['report', folder, '-f', 'json', '--all', ...flags], folder);
    },
    remove: () => rmSync(base, { recursive: true, force: true }),
  };
}

const fields = (columns: Record<string, string>) =>
  Object.entries(columns)
    .map(([field, heading]) => `      ${field}: ${JSON.stringify(heading)}`)
    .join('\n');

/** A funnel.yaml of one kind of file: `file` are lines of its entry, `top` those beside `files`. */
const yaml = (table: string, columns: Record<string, string>, file: readonly string[], top: readonly string[]) =>
  `${['files:', '  - path: "*.csv"', `    table: ${table}`, '    columns:', fields(columns), ...file.map((line) => `    ${line}`), ...top].join('\n')}\n`;

export const AD_COLUMNS = { day: 'Day', source: 'Source', cost: 'Cost', clicks: 'Clicks' };
export const adsYaml = (
  columns: Record<string, string> = AD_COLUMNS,
  file: readonly string[] = [],
  top: readonly string[] = [],
) => yaml('ad_stats', columns, file, top);

export const CRM_COLUMNS = { lead_id: 'Id', created_at: 'Created' };
export const crmYaml = (
  columns: Record<string, string> = CRM_COLUMNS,
  file: readonly string[] = [],
  top: readonly string[] = [],
) => yaml('crm', columns, file, top);

/** Every line is in one bucket, and the buckets are these. */
export const expectBuckets = (outcome: Outcome, buckets: Record<string, number>): void =>
  expect(outcome.buckets).toEqual(buckets);

/** The program refused, in its own words, and knew why: neither a report nor a fault of its own. */
export function expectRefused(outcome: Outcome, words: RegExp, code = 2): void {
  expect({ code: outcome.code, err: outcome.err }).toMatchObject({ code });
  expect(outcome.err).toMatch(words);
  expect(outcome.out).toBe('');
}
