import { HIDDEN, hidePeople } from '../model/people.js';
import { type Text, text } from '../model/text.js';
import type { Draft, DraftFile } from './draft.js';
import { fitsName } from './globs.js';

/**
 * The draft without names and contacts of people. A status that holds some is left out, since any other spelling would
 * be another status. A file is named by a pattern instead, unless that would fit another file too.
 */
export function draftWithoutPeople(draft: Draft): Draft {
  const described = [...draft.files, ...draft.spare, ...draft.open].map(({ path }) => path);
  const patternOf = patternsAmong([...described, ...draft.left, ...draft.wide]);
  const fileOf = (file: DraftFile): DraftFile => ({
    ...file,
    path: patternOf(file.path),
    linked: file.linked === undefined ? undefined : hidePeople(file.linked, 'named'),
    guessed: file.guessed?.map((column) => ({ ...column, holds: column.holds && shown(column.holds) })),
  });
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
      name: hidePeople(name, 'label'),
      leads,
      spellings: [...new Set(spellings.map((one) => hidePeople(one, 'label')))],
    })),
  };
}

/** «crm +7 999 123-45-67.csv» → `crm *.csv`, unless a file beside it fits that too. */
function patternsAmong(paths: readonly string[]): (path: string) => string {
  return (path) => {
    const pattern = hidePeople(path, 'named').replaceAll(HIDDEN, '*');
    return pattern !== path && paths.some((other) => other !== path && fitsName(other, pattern)) ? path : pattern;
  };
}

const shown = ({ en, ru }: Text): Text => text(hidePeople(en, 'sentence'), hidePeople(ru, 'sentence'));
