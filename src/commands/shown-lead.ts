import { journalOf } from '../facts/journals.js';
import type { Session } from '../session/session.js';

/** A lead by the name its export has for it, or by its place where it has none. */
interface ShownLead {
  readonly id: string;
  readonly file: string | null;
  readonly line: number | null;
}

/** The exports' names of leads, by their keys in the facts: `deal 15` is 15, `row 0:3` is the line that stands for it. */
export function leadNames({ facts, lineOf }: Session): (key: string) => ShownLead {
  const journals = facts.files.flatMap((file) => (file.table === 'ad_leads' ? [journalOf(file)] : []));
  const named = (id: string): ShownLead => ({ id, file: null, line: null });
  return (key) => {
    const [, at, record] = /(?:^| )row (\d+):(\d+)$/.exec(key) ?? [];
    if (at !== undefined && record !== undefined) {
      const file = facts.files[Number(at)]?.file ?? null;
      const line = file === null ? null : lineOf(Number(at), Number(record));
      return { id: `${file}:${line}`, file, line };
    }
    const journal = journals.find((one) => key.startsWith(`ad ${one} `));
    if (journal !== undefined) return named(key.slice(`ad ${journal} `.length));
    // An ID that Excel destroyed has the place of its row behind it.
    return named(key.replace(/^deal /, '').replace(/^(\S*\de\+?\d+) \d+:\d+$/i, '$1'));
  };
}
