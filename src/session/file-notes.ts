import { lookalikes } from '../drafts/looks-like.js';
import { survey } from '../drafts/survey.js';
import type { FileNotes, ReadNote } from '../model/checked-files.js';
import { areSums } from '../model/tables.js';
import { noteOf } from './left-note.js';
import type { Session } from './session.js';
import { STDIN } from './standard-input.js';

/**
 * Looks at the values of every file again: in files that are read for columns that are not, in others for what they may
 * be.
 */
export async function fileNotes({ inputs, facts, left }: Session): Promise<FileNotes> {
  const tables = await survey(inputs.files.filter(({ path }) => path !== STDIN));
  const read = new Map<string, ReadNote>();
  const hasHistory = facts.tables.has('stage_events');
  for (const { file, table, headings, path, sheet, tells } of facts.files) {
    const there = tables.filter((one) => one.path === path && one.sheet === sheet);
    // Entries of an archive have the same path; only their names tell them apart.
    const own = tables.find((one) => one.name === file) ?? (there.length === 1 ? there[0] : undefined);
    const unread =
      own && (table === 'crm' || areSums(table))
        ? lookalikes(own, table, headings, (stage) => hasHistory || tells.has(stage))
        : [];
    read.set(file, { columns: headings, unread });
  }
  return { read, left: left.map((one) => noteOf(one, tables)), ignored: inputs.ignored };
}
