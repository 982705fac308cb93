import { dirname } from 'node:path';
import { parseConfig } from '../config/read-config.js';
import { survey } from '../drafts/survey.js';
import { type FormatKey, orRefused, type UserError } from '../error.js';
import type { Io } from '../io.js';
import type { Lang, Text } from '../model/text.js';
import { adjusted, type DraftPlan, type Formats, planOf } from './draft-plan.js';
import { NOTHING_READ, type Read, readOf } from './draft-read.js';
import { summaryOf } from './draft-summary.js';
import { targetOf } from './draft-target.js';
import { draftWithoutPeople } from './draft-without-people.js';
import { yamlOf } from './draft-yaml.js';
import { findInputs, type Inputs } from './inputs.js';
import { draftOf, type Unsettled } from './make-draft.js';
import { refuseInputs, refuseOddTargets, STDOUT, writeFiles } from './output.js';
import { type ReadOptions, withSession } from './session.js';
import { STDIN } from './standard-input.js';

interface DraftOptions extends ReadOptions {
  /** The target: a file, a folder, or stdout. */
  out: string | undefined;
  /** Overwrite an existing configuration. */
  force: boolean;
  /** Show data of people in texts of the exports. */
  personal?: boolean | undefined;
}

/**
 * Writes a funnel.yaml beside the exports: what they are, and what a person must check. Gives lines that say what it
 * wrote.
 *
 * @throws {UserError} Where nothing can be drafted, or a configuration is there already.
 */
export async function writeDraft(options: DraftOptions, lang: Lang, io: Io): Promise<Text[]> {
  const paths = options.paths.length > 0 ? options.paths : ['.'];
  const isPrinted = options.out !== undefined && STDOUT.has(options.out);
  // The printed draft is the one that would be written beside the exports, whatever lies there.
  const place = isPrinted ? { out: undefined, force: true } : options;
  const target = await targetOf(paths, place, io.cwd);
  // A configuration in some folder above is ignored: the exports must speak for themselves.
  const reading: ReadOptions = {
    ...options,
    paths,
    config: false,
    guess: true,
    maxRejects: { share: 1 },
    anyCurrency: true,
  };
  const inputs = await findInputs(paths, io.cwd, false);
  await refuseOddTargets([target]);
  await refuseInputs(
    [target],
    inputs.files.map(({ path }) => path),
  );
  const plan = await planOf(
    await survey(
      inputs.files.filter(({ path }) => path !== STDIN),
      io.goingOn,
    ),
  );
  const { read, wrong, refused, unsettled } = await readAsFarAsPossible(plan, inputs, reading, io);
  const whole = draftOf(plan, read, wrong, options, dirname(target), unsettled);
  const draft = options.personal ? whole : draftWithoutPeople(whole);
  if (draft.files.length + draft.spare.length + draft.open.length === 0 && refused) throw refused;
  const content = yamlOf(draft, lang);
  // A draft with open questions about a file cannot be parsed yet: its lines say so.
  const isOpen = draft.open.length > 0 || draft.files.some((file) => file.unsettled.size > 0);
  if (!isOpen) parseConfig(content, target);
  if (isPrinted) io.out(content);
  else await writeFiles(new Map([[target, content]]));
  return summaryOf(draft, read.warnings, content, { target, isPrinted, paths, cwd: io.cwd });
}

/**
 * Reads the exports as planned. A file that cannot be read is set aside with its error, and the others are read without
 * it: one bad file must not prevent the draft of all.
 */
async function readAsFarAsPossible(
  plan: DraftPlan,
  { files }: Inputs,
  options: ReadOptions,
  io: Io,
): Promise<{ read: Read; wrong: UserError[]; refused: UserError | undefined; unsettled: Unsettled }> {
  const wrong: UserError[] = [];
  const without = new Set<string>();
  const unsettled = new Map<string, Map<FormatKey, UserError>>();
  const isAsked = ({ file = '', settledBy }: UserError) => settledBy && !unsettled.get(file)?.has(settledBy);
  let refused: UserError | undefined;
  while (without.size < files.length) {
    const read = await orRefused(() => withSession(options, io, readOf, adjusted(plan, without, anyOf(unsettled))));
    if (!('what' in read)) return { read, wrong, refused: undefined, unsettled };
    const errors = read.several.length > 0 ? read.several : [read];
    if (errors.some(isAsked)) {
      for (const error of errors.filter(isAsked))
        for (const key of error.settledBy ? [error.settledBy] : [])
          unsettled.set(error.file ?? '', (unsettled.get(error.file ?? '') ?? new Map()).set(key, error));
      continue;
    }
    refused ??= read;
    const before = without.size;
    for (const error of errors) {
      // An error that a file is no export is no news if no other file is left: it was never meant to be read.
      if (error.file === undefined || mayBeRead(plan, error.file)) wrong.push(error);
      const own = files.find(({ name }) => error.file === name || error.file?.startsWith(`${name}/`));
      const isDraft = plan.related.some(({ of }) => of.name === error.file && !without.has(of.name));
      if (isDraft && error.file !== undefined) without.add(error.file);
      else if (own) without.add(own.name);
    }
    if (without.size === before) break;
  }
  return { read: NOTHING_READ, wrong, refused, unsettled };
}

/**
 * Picks one of the two formats to read the other columns: no status and no source depends on it, and figures wait until
 * a person has decided.
 */
const anyOf = (unsettled: Unsettled): ReadonlyMap<string, Formats> =>
  new Map(
    [...unsettled].map(([file, keys]) => [
      file,
      { ...(keys.has('decimal') && { decimal: ',' as const }), ...(keys.has('dates') && { dates: 'dmy' }) },
    ]),
  );

/** Whether a file is a known export, or a table that was drafted as one. */
const mayBeRead = ({ tables, related, useless }: DraftPlan, name: string): boolean =>
  tables.some((table) => table.name === name || name.startsWith(`${table.name}/`)) &&
  ![...related.filter(({ isSpare }) => isSpare), ...useless].some(({ of }) => of.name === name);
