import { orRefused, refuseAll, text, type UserError } from '../error.js';
import { compareWords } from '../model/compare-words.js';
import { groupBy } from '../model/group-by.js';
import type { Scratch } from '../scratch.js';
import { choose } from './choose.js';
import { load, shapeOf } from './load.js';
import type { Failed } from './open/containers.js';
import { type Opened, open } from './open/opened.js';
import { isDescribed } from './recognise/described.js';
import { looksKnown } from './recognise/looks-known.js';
import { identify } from './recognise/recognise.js';
import type { InputFile, Loaded, LoadOptions } from './scan/loaded.js';
import { columnsOf } from './type/conditions.js';
import type { TypeOptions } from './type/type-options.js';
import { rulesIn } from './type/worked.js';

/** A file of a folder, or a text within one, that seems to be no export. */
export interface LeftOut {
  path: string;
  /** As the user named it. */
  name: string;
  /** Of an archive: the entry. */
  entry: string | undefined;
  /** The words in the place of its headings; empty where it cannot be opened at all. */
  headings: readonly string[];
  /** Why it is none, as it would be said if it were the only file. */
  error: UserError;
}

interface LoadedFiles {
  loaded: Loaded[];
  left: LeftOut[];
}

/** Tables that a report can be made of. Names, links and histories only tell of the rows of others. */
const USABLE = new Set(['crm', 'ad_stats', 'agg', 'ad_leads']);

/**
 * Loads every file (open → shape → recognise → scan). It needs no engine, so that the engine can then be confined to the
 * results.
 *
 * A file that seems to be no export, or that cannot be opened, is left out with a warning if others can be used. It is an
 * error where a figure would be wrong without it: it was given by its own name, the configuration describes it, or its
 * headings are those of an export. All such errors are told together.
 */
export async function loadFiles(
  files: readonly InputFile[],
  given: LoadOptions & TypeOptions,
  scratch: Scratch,
  tellMore: (left: readonly LeftOut[]) => Promise<readonly UserError[]> = async (out) => out.map(({ error }) => error),
): Promise<LoadedFiles> {
  const ruled = rulesIn(given).flatMap((rule) => [...columnsOf(rule).all]);
  const options = { ...given, headings: [...given.dimensions.values(), ...ruled] };
  const loaded: Loaded[] = [];
  const left: LeftOut[] = [];
  const wrong: UserError[] = [];
  const put = (input: InputFile, out: Omit<LeftOut, 'path'>, isExport: boolean) => {
    if (isExport || input.isNamed || isDescribed(input.settings)) wrong.push(out.error);
    else left.push({ path: input.path, ...out });
  };
  for (const file of files) {
    const settingsOf = (entry: string | undefined) =>
      (entry === undefined ? undefined : file.inside?.(entry)) ?? file.settings;
    const refuse = ({ name, entry, error, bytes }: Failed) => {
      const settings = settingsOf(entry);
      if (isNone(settings)) return;
      const isExport = bytes !== undefined && looksKnown(bytes, name, settings, options.headings);
      put({ ...file, settings }, { name, entry, headings: [], error }, isExport);
    };
    options.goingOn?.begin('open', file.name);
    const opened = await open(file.path, file.name, (entry) => settingsOf(entry)?.encoding ?? options.encoding, refuse);
    // Of an archive the texts of each entry.
    for (const own of groupBy(opened, ({ entry }) => entry).values()) {
      const input = { ...file, settings: settingsOf(own[0]?.entry) };
      if (isNone(input.settings)) continue;
      const chosen = await orRefused(() => choose(own, input, options));
      if (!('exports' in chosen)) {
        const out = { name: own[0]?.name ?? file.name, entry: own[0]?.entry, headings: [], error: chosen };
        // A sheet that is to be left out and is called otherwise would be read.
        put(
          input,
          out,
          (input.without ?? []).some(({ isOfPattern }) => !isOfPattern),
        );
        continue;
      }
      const { exports, left: sheets, passedOver } = chosen;
      for (const [at, one] of exports.entries()) {
        const next = await orRefused(() => load(one, input, loaded.length, options, scratch));
        // What was left out is told once, with the first of the sheets that are read.
        if ('scan' in next) loaded.push(at === 0 ? { ...next, leftOut: sheets, passedOver } : next);
        else {
          const headings = headingsOf(one, input, options);
          put(
            input,
            { name: one.name, entry: one.entry, headings, error: next },
            identify(headings, one.name, input.settings) !== undefined,
          );
        }
      }
    }
  }
  refuseAll(wrong, text(`${wrong.length} files cannot be read`, `не читаются файлы (${wrong.length})`));
  const isUsable = loaded.some(({ recognised }) => USABLE.has(recognised.table));
  if (!isUsable) refuseAll(await tellMore(left), NOTHING);
  return { loaded, left: left.sort((a, b) => compareWords(a.name, b.name)) };
}

const NOTHING = text('no file here is an export that can be used', 'ни один файл здесь не годится как выгрузка');

/** What funnel.yaml says is no export, of an archive's entries too. */
const isNone = (settings: InputFile['settings']): boolean => settings?.table.includes('none') ?? false;

const headingsOf = (one: Opened, input: InputFile, options: LoadOptions): readonly string[] =>
  shapeOf(one, input, options)?.headings ?? [];
