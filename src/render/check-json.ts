import type { Checked, LeftNote, Lookalike, ReadNote, SortedWarnings } from '../model/checked-files.js';
import type { LedgerEntry } from '../model/report.js';
import type { Lang } from '../model/text.js';
import { gateJson } from './gate-json.js';
import { read } from './json.js';
import { block, blockList, type Entry, line, list, value } from './json-text.js';

/** The JSON of `check`, schema `funnel/check/1`. */
export function checkJson(
  { ledger, warnings, gates, notes, known }: Checked & Pick<SortedWarnings, 'known'>,
  lang: Lang,
): string {
  const files = ledger.map((entry) => fileOf(entry, notes.read.get(entry.file), lang));
  return `${block([
    ['schema', value('funnel/check/1')],
    ...read(ledger, warnings, lang),
    ['accepted', list([...new Set(known.map(({ warning }) => warning.code))].map(value))],
    ['gates', blockList(gates.map(gateJson))],
    ['files', blockList(files)],
    ['left_out', blockList(notes.left.map((note) => leftOut(note, lang)))],
    ['ignored', list(notes.ignored.map(value))],
  ])}\n`;
}

const fileOf = ({ file, readings }: LedgerEntry, note: ReadNote | undefined, lang: Lang): string =>
  block([
    ['file', value(file)],
    ['readings', list(readings.map((reading) => value(reading[lang])))],
    ['columns', line([...(note?.columns ?? [])].map(([field, heading]): Entry => [field, value(heading)]))],
    ['not_read', looks(note?.unread ?? [])],
  ]);

const leftOut = ({ file, headings, reason, mayBe, lacks, lookalikes }: LeftNote, lang: Lang): string =>
  block([
    ['file', value(file)],
    ['reason', value(reason[lang])],
    ['headings', list(headings.map(value))],
    [
      'may_be',
      mayBe === null
        ? value(null)
        : line([
            ['table', value(mayBe.table)],
            ['columns', columns(mayBe.columns)],
          ]),
    ],
    ['lacks', list(lacks.map(value))],
    ['not_read', looks(lookalikes)],
  ]);

const columns = (found: ReadonlyMap<string, string | null>): string =>
  line([...found].map(([field, heading]): Entry => [field, value(heading ?? '$row')]));

const looks = (all: readonly Lookalike[]): string =>
  list(
    all.map(({ heading, field }) =>
      line([
        ['heading', value(heading)],
        ['looks_like', value(field)],
      ]),
    ),
  );
