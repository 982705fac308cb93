import { UserError } from '../error.js';
import type { Checked, Lookalike } from '../model/checked-files.js';
import { isExact } from '../model/exact.js';
import type { Explanation } from '../model/explanation.js';
import { hidePeople, type Wording } from '../model/people.js';
import type { Report } from '../model/report.js';
import { type Text, text } from '../model/text.js';
import { type Veil, veiled, veiledEntry, veiledGate, veiledWarning, wordingOf } from './veil.js';

/**
 * The report without personal data in words that people wrote, for any format. The foot says once in how many texts
 * something was hidden.
 */
export function withoutPeople(report: Report): Report {
  const veil = makeVeil();
  return { ...veiled(report, veil), hidden: veil.said() };
}

/** The same for the result of `check`, with a sentence that personal data was hidden, if it was. */
export function checkedWithoutPeople({ ledger, warnings, gates, notes }: Checked): Checked {
  const veil = makeVeil();
  const name = (written: string) => veil.hide(written, 'named');
  const alike = ({ heading, field }: Lookalike) => ({ heading: name(heading), field });
  const own = {
    ledger: ledger.map((entry) => veiledEntry(entry, veil)),
    warnings: warnings.map((warning) => veiledWarning(warning, veil)),
    gates: gates.map((gate) => veiledGate(gate, veil)),
    notes: {
      read: new Map(
        [...notes.read].map(([file, { columns, unread }]) => [
          name(file),
          {
            columns: new Map([...columns].map(([field, heading]) => [field, name(heading)])),
            unread: unread.map(alike),
          },
        ]),
      ),
      left: notes.left.map((one) => ({
        ...one,
        file: name(one.file),
        headings: one.headings.map(name),
        reason: veil.say(one.reason),
        mayBe: one.mayBe && {
          ...one.mayBe,
          columns: new Map([...one.mayBe.columns].map(([field, heading]) => [field, heading && name(heading)])),
        },
        lookalikes: one.lookalikes.map(alike),
      })),
      ignored: notes.ignored.map(name),
    },
  };
  return { ...own, said: veil.said() };
}

/** The same for the explanation of a number. IDs of leads are shown as they are. */
export function explanationWithoutPeople(explained: Explanation): Explanation {
  const veil = makeVeil();
  const name = (words: string | null) => words && veil.hide(words, 'named');
  const { value } = explained;
  return {
    ...explained,
    row: explained.row.map(([column, own, kind]) => [column, veil.hide(own, wordingOf(column)), kind]),
    value:
      typeof value === 'string'
        ? veil.hide(value, wordingOf(explained.column))
        : isExact(value)
          ? value
          : (value?.map((one) => veil.hide(one, wordingOf(explained.column))) ?? null),
    parts: explained.parts.map((part) => ({
      ...{ ...part, name: veil.hide(part.name, 'sentence'), words: veil.say(part.words) },
      ...{ readFrom: part.readFrom.map(veil.say), notes: part.notes.map(veil.say) },
      listed: part.listed.map((row) => ({
        ...{ ...row, file: name(row.file), source: row.source && veil.hide(row.source, 'label') },
        leadId: name(row.leadId),
      })),
    })),
    scope: { ...explained.scope, where: explained.scope.where.map((filter) => veil.hide(filter, 'named')) },
    warnings: explained.warnings.map((one) => veiledWarning(one, veil)),
    filters: [...explained.filters.map(veil.say), ...veil.said()],
    leftOut: explained.leftOut.map(veil.say),
  };
}

/** The same for an error. */
export function errorWithoutPeople({ what, hint, file, line, exit }: UserError): UserError {
  const say = ({ en, ru }: Text) => text(hidePeople(en, 'sentence'), hidePeople(ru, 'sentence'));
  return new UserError(say(what), {
    ...(hint && { hint: say(hint) }),
    ...(file === undefined ? {} : { file: hidePeople(file, 'named') }),
    ...(line === undefined ? {} : { line }),
    exit,
  });
}

/** A veil that counts the texts in which it hid people. */
export function makeVeil(): Veil & {
  /** The sentence on how many texts these are; none if there are none. */
  said(): Text[];
} {
  const known = { free: new Map(), label: new Map(), named: new Map(), sentence: new Map() } satisfies {
    [W in Wording]: Map<string, string>;
  };
  const hidden = new Set<string>();
  const hide = (words: string, wording: Wording): string => {
    const before = known[wording].get(words);
    if (before !== undefined) return before;
    const shown = hidePeople(words, wording);
    known[wording].set(words, shown);
    // A sentence only repeats what stands in a cell, so it is not counted.
    if (shown !== words && wording !== 'sentence') hidden.add(words);
    return shown;
  };
  return {
    hide,
    say: ({ en, ru }) => text(hide(en, 'sentence'), hide(ru, 'sentence')),
    said: () => (hidden.size === 0 ? [] : [hiddenIn(hidden.size)]),
  };
}

const hiddenIn = (count: number): Text =>
  text(
    `phones, mail, messengers, documents or names are hidden (•••), texts: ${count}; --personal shows them`,
    `скрыты телефоны, почта, мессенджеры, документы или имена (•••), текстов: ${count}; показать: --personal`,
  );
