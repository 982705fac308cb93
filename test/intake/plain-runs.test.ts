import { describe, expect, it } from 'vitest';
import { plainRuns } from '../../src/intake/scan/plain-runs.js';
import { scan } from '../../src/intake/scan/scan.js';
import { atOnce } from '../../src/model/give-way.js';
import { numberFrom } from '../given.js';
import { makeRandom, type Random } from '../oracle/random.js';

// The scanner reads plain records in runs, with the pass, and all others one by one. In both ways it must find the
// same. FUNNEL_FILES=n tries more files, FUNNEL_SEED=n others.

const files = numberFrom('FUNNEL_FILES', 5_000);
const first = numberFrom('FUNNEL_SEED', 1) * 1_000_000;

const NUMBERS = ['2026-03-01', '42', '1 234,56', '"7"', '03/04/2026 10:00 AM', '5', '"1;2"'];
const OTHERS = ['', 'mail', 'Почта', '"a, b"', '"say ""x"""', '-', '\u00a0', '""', ' ', 'x'.repeat(70)];
const ODD = [
  '"',
  '""x',
  'a"b',
  '"a"b',
  '"two\nlines"',
  '\r',
  '\n',
  '\r\r\n',
  "'a'",
  '"open',
  ';',
  '"a\rb"',
  '\t',
  ',,',
  '\0',
];

/** Rows of a few columns, most of them good, of which the first or the second holds a number. */
function fileOf(random: Random): { bytes: Buffer; delimiter: string; width: number } {
  const delimiter = random.pick([',', ';', '\t', '|']);
  const width = random.pick([1, 2, 3, 3, 5, 70]);
  const newline = random.weighted([
    ['\n', 60],
    ['\r\n', 35],
    ['\r', 5],
  ]);
  const oddity = random.pick([0, 0.002, 0.02, 0.2]);
  const cell = (at: number): string =>
    random.chance(oddity) ? random.pick(ODD) : random.pick(at === 0 || random.chance(0.1) ? NUMBERS : OTHERS);
  const row = () => {
    const cells = Array.from({ length: random.chance(oddity) ? random.int(0, width + 2) : width }, (_, at) => cell(at));
    return cells.join(delimiter) + (random.chance(oddity) ? random.pick(['', '\n', '\r\n', '\n\n']) : newline);
  };
  const text = Array.from({ length: random.int(0, 60) }, row).join('');
  const bytes = Buffer.from(random.chance(0.3) ? text.trimEnd() : text);
  if (random.chance(0.05) && bytes.length > 0) bytes[random.int(0, bytes.length - 1)] = random.int(0, 255);
  return { bytes, delimiter, width };
}

describe('a scan that goes through plain records in runs', () => {
  const findTheSame = (from: number, until: number) => {
    let records = 0;
    for (let seed = from; seed < until; seed++) {
      const random = makeRandom(seed);
      const { bytes, delimiter, width } = fileOf(random);
      const dialect = { delimiter: delimiter.charCodeAt(0), width };
      const blank = random.chance(0.2) ? [width - 1] : [];
      const identity = width > 1 && random.chance(0.5) ? [0, 1] : [0];
      const runOf = plainRuns(bytes, { ...dialect, identity, blank }, random.pick([128, 300, 5_000]));
      const runs = (position: number) => {
        const run = runOf?.(position) ?? { records: 0, end: position, crLfs: 0, longest: 0 };
        records += run.records;
        return run;
      };
      const skipped = () => false;
      const [byRuns, plain] = [scan(bytes, 0, 2, dialect, skipped, runs), scan(bytes, 0, 2, dialect, skipped)];
      expect([seed, atOnce(byRuns)]).toEqual([seed, atOnce(plain)]);
    }
    // Else nothing was compared.
    expect(records).toBeGreaterThan((until - from) * 5);
  };
  const [few, timeout] = [Math.ceil(files / 10), 60_000 + files * 10];
  it('finds in every file what it finds record by record', { timeout }, () => findTheSame(first, first + few));
  it('and so in further files', { timeout, tags: 'slow' }, () => findTheSame(first + few, first + files));

  it('leaves to the scan what is no data beyond doubt', () => {
    const bytes = Buffer.from('2026-03-01,mail\n2026-03-02,mail\nTotal,mail\n2026-03-03,\n2026-03-04,mail\n');
    const asked: string[] = [];
    const runs = plainRuns(bytes, { delimiter: 0x2c, width: 2, identity: [0], blank: [1] });
    const ask = (start: number, end: number) => {
      asked.push(bytes.toString('utf8', start, end));
      return false;
    };
    atOnce(scan(bytes, 0, 1, { delimiter: 0x2c, width: 2 }, ask, runs));
    expect(asked).toEqual(['Total,mail', '2026-03-03,']);
  });
});
