import { type Lookalike, lookalikes } from '../drafts/looks-like.js';
import { isProposal, propose } from '../drafts/propose.js';
import { type Surveyed, survey } from '../drafts/survey.js';
import type { LeftOut } from '../intake/load-files.js';
import { shown } from '../intake/shape/header.js';
import { join, type Text, text } from '../model/text.js';
import { STDIN } from './inputs.js';
import type { Session } from './session.js';

/** What `check` says of files besides how they were read. */
export interface FileNotes {
  /** By the name of a file that was read: which column is which, and what is not read though it looks like something. */
  read: ReadonlyMap<string, readonly Text[]>;
  /** Files that were left out, being no exports as far as can be told: what each lacks, or may be. */
  left: readonly { file: string; notes: readonly Text[] }[];
  /** Files that funnel.yaml says are none. */
  ignored: readonly string[];
}

/** Looks once more at the values of every file: of those that are read for what is not, of the others for what they may be. */
export async function fileNotes({ inputs, facts, left }: Session): Promise<FileNotes> {
  const tables = await survey(inputs.files.filter(({ path }) => path !== STDIN));
  const read = new Map<string, Text[]>();
  for (const { file, table, headings, path, sheet } of facts.files) {
    const there = tables.filter((one) => one.path === path && one.sheet === sheet);
    // The entries of an archive are in one place, and only their names tell them apart.
    const own = tables.find((one) => one.name === file) ?? (there.length === 1 ? there[0] : undefined);
    const unread = own && table !== 'none' ? lookalikes(own, table, headings) : [];
    const columns = [...headings].map(([field, heading]) => text(`${field} = «${heading}»`, `${field} = «${heading}»`));
    read.set(file, [...columns, ...(unread.length > 0 ? [notRead(unread)] : [])]);
  }
  return { read, left: left.map((one) => ({ file: one.name, notes: notesOf(one, tables) })), ignored: inputs.ignored };
}

const list = (unread: readonly Lookalike[]): string =>
  unread.map(({ heading, field }) => `«${heading}» (${field})`).join(', ');

const notRead = (unread: readonly Lookalike[]): Text =>
  text(`not read, though it looks like it: ${list(unread)}`, `не читается, хотя похоже: ${list(unread)}`);

function notesOf({ name, headings, error }: LeftOut, tables: readonly Surveyed[]): Text[] {
  const own = tables.find((one) => one.name === name);
  if (!own || headings.length === 0) return [error.what];
  const seen = text(`headings ${shown(headings)}`, `заголовки ${shown(headings)}`);
  const guess = propose(own);
  if (isProposal(guess)) {
    const columns = [...guess.columns].map(([field, column]) => `${field} = «${column?.heading ?? '$row'}»`).join(', ');
    return [
      seen,
      text(
        `may be ${guess.table}: ${columns}; funnel init drafts it`,
        `возможно, ${guess.table}: ${columns}; funnel init запишет это`,
      ),
    ];
  }
  const lacks = join(
    guess.lacks.map((field) => LACKS[field] ?? text(field, field)),
    ', ',
  );
  const could = lookalikes(own, 'crm', new Map());
  return [
    seen,
    text(`no column of ${lacks.en}`, `нет столбца: ${lacks.ru}`),
    ...(could.length > 0 ? [text(`these could be something: ${list(could)}`, `похожи на что-то: ${list(could)}`)] : []),
  ];
}

const LACKS: Readonly<Record<string, Text>> = {
  cost: text('spend', 'расход'),
  status: text('a status or a date of leads', 'статус или дата лидов'),
  lead_id: text('IDs of leads', 'ID лидов'),
};
