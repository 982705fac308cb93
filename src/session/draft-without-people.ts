import { HIDDEN, hidePeople } from '../model/people.js';
import { type Text, text } from '../model/text.js';
import type { Draft, DraftFile } from './draft.js';

/**
 * A draft without people. A status that holds some is not written at all, since no other spelling would be that status;
 * a file is named by a pattern.
 */
export function draftWithoutPeople(draft: Draft): Draft {
  const statuses = draft.statuses.filter(({ status }) => hidePeople(status, 'free') === status);
  return {
    ...draft,
    statuses,
    unshown: draft.statuses.length - statuses.length,
    files: draft.files.map(fileOf),
    spare: draft.spare.map(fileOf),
    open: draft.open.map((one) => ({ ...one, path: patternOf(one.path) })),
    left: draft.left.map(patternOf),
    wide: draft.wide.map(patternOf),
    sources: draft.sources.map(({ name, leads, spellings }) => ({
      name: hidePeople(name, 'free'),
      leads,
      spellings: [...new Set(spellings.map((one) => hidePeople(one, 'free')))],
    })),
  };
}

const patternOf = (path: string): string => hidePeople(path, 'named').replaceAll(HIDDEN, '*');

const fileOf = (file: DraftFile): DraftFile => ({
  ...file,
  path: patternOf(file.path),
  linked: file.linked === undefined ? undefined : hidePeople(file.linked, 'named'),
  guessed: file.guessed?.map((column) => ({ ...column, holds: column.holds && shown(column.holds) })),
});

const shown = ({ en, ru }: Text): Text => text(hidePeople(en, 'sentence'), hidePeople(ru, 'sentence'));
