import { Bug } from '../../error.js';
import { BUCKETS, type LedgerEntry } from '../../model/report.js';

/** Every physical line of a file is in exactly one bucket, or the run ends here: a lost line is a wrong number. */
export function assertLedger(ledger: readonly LedgerEntry[]): void {
  for (const entry of ledger) {
    const sum = BUCKETS.reduce((total, bucket) => total + entry[bucket], 0);
    if (sum !== entry.lines) throw new Bug(`${entry.file}: ${entry.lines} lines, but the buckets hold ${sum}`);
  }
}
