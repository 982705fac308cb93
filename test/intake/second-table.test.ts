import { describe, expect, it } from 'vitest';
import { folder, funnel, rowsOf } from '../cli/run.js';

const ACQUISITION = `# ----------------------------------------
# Traffic acquisition
# Start date: 20261001
# End date: 20261031
# ----------------------------------------

Session source,Sessions,Engaged sessions,Key events
Grand total,100,60,5
google,70,40,3
newsletter,30,20,2
`;

async function run(file: string, name = 'ga4.csv') {
  const path = folder({ [name]: file });
  const { out, err, code } = await funnel(['report', path, '-f', 'json', '--lang', 'en']);
  if (out === '') return { code, err, visits: {}, warnings: [], ledger: null };
  const { warnings, ledger } = JSON.parse(out) as {
    warnings: { code: string; message: string }[];
    ledger: { rejected: number; footer: number; lines: number; used: number }[];
  };
  const visits = Object.fromEntries(rowsOf(out, 'sources').map((row) => [row.get('source'), row.get('visits')]));
  return { code, err, visits, warnings, ledger: ledger[0] };
}

describe('a file of several tables', () => {
  it.each([
    [
      'under commented lines',
      '\n# ----------------------------------------\nDate,Sessions\n20261001,10\n20261002,90\n',
      13,
    ],
    ['under a blank line', '\nDate,Sessions\n20261001,10\n20261002,90\n', 12],
    ['with a total of its own', '\n# Days\nDate,Sessions\nGrand total,100\n20261001,10\n20261002,90\n', 13],
    [
      'and a third below it',
      '\n# Days\nDate,Sessions\n20261001,10\n20261002,90\n20261003,90\n\n# Devices\nDevice,Sessions\nmobile,1\n',
      13,
    ],
  ])('is read for its first one, and the next is said: %s', { tags: 'slow' }, async (...[, below, line]) => {
    const { visits, warnings, ledger } = await run(ACQUISITION + below);
    expect(visits).toMatchObject({ google: 70, newsletter: 30 });
    expect(warnings.filter(({ code }) => code === 'second-table').map(({ message }) => message)).toEqual([
      `ga4.csv: a second table from line ${line} on is not read; to use it, save it as a file of its own`,
    ]);
    expect(ledger?.rejected).toBe(0);
  });

  it('is no file of rows that broke: those are rejected as they were', { tags: 'slow' }, async () => {
    const broken = await run(`${ACQUISITION}bing,5\nyahoo,4\n`);
    expect([broken.code, broken.warnings]).toEqual([3, []]);
    const words = await run(`${ACQUISITION}\nsome,words\n`);
    expect(words.code).toBe(3);
  });
});
