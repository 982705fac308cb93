import { writtenHeadings } from '../intake/shape/header.js';
import { fold, headingOf } from '../model/fold.js';
import { hidePeople } from '../model/people.js';
import { SOURCES } from '../sources/known-sources.js';
import type { MaskedFile } from './mask-file.js';

/** The names of headings in the copy: the same in every file and in funnel.yaml. */
export interface MaskedHeadings {
  /** The headings of a file, in their order. */
  of(file: MaskedFile): string[];
  /** A heading that the configuration names. */
  named(heading: string): string;
}

const folded = (heading: string): string => fold(headingOf(heading));

const written = (one: string | RegExp): string[] => (typeof one === 'string' ? [folded(one)] : []);

/** The headings of platforms that the program knows: they tell of nobody. */
const ours = (): ReadonlySet<string> =>
  new Set(
    SOURCES.flatMap(({ exports }) =>
      exports.flatMap(({ fields, required, names = [], standIns = [] }) => [
        ...Object.values(fields).flatMap((field) => (field?.headings ?? []).flatMap(written)),
        ...[...required, ...names, ...standIns].flatMap(written),
      ]),
    ),
  );

/**
 * Whether a heading fits a pattern by which an export of this source is recognised, though no field is read from it. A
 * pattern that fits just anything does not count.
 */
const isKnownBy = (source: string, heading: string): boolean =>
  SOURCES.some(
    ({ name, exports }) =>
      name === source &&
      exports.some(({ required }) =>
        required.some((one) => typeof one !== 'string' && one.test(heading) && !one.test('qzxkv 7413')),
      ),
  );

/**
 * Decides on the names of headings. One that is read stays, unless it holds a person's data; of the others only those
 * stay that the program knows.
 */
export function maskedHeadings(files: readonly MaskedFile[], extra: Iterable<string>): MaskedHeadings {
  const names = new Map<string, string>();
  const known = ours();
  const taken = new Set(files.flatMap(({ loaded }) => loaded.shape.headings.map(folded)));
  let last = 0;
  const neutral = (heading: string): string => {
    const before = names.get(folded(heading));
    if (before !== undefined) return before;
    let name: string;
    do name = `Column ${++last}`;
    while (taken.has(folded(name)));
    names.set(folded(heading), name);
    return name;
  };
  const isBare = (heading: string) => heading.length <= 100 && hidePeople(heading, 'free') === heading;
  const read = new Set([
    ...[...extra].map(folded),
    ...files.flatMap(({ loaded, columns }) => [...columns.keys()].map((at) => folded(loaded.shape.headings[at] ?? ''))),
  ]);
  const called = (heading: string, source?: string): string => {
    const stays =
      known.has(folded(heading)) ||
      (isBare(heading) && (read.has(folded(heading)) || (source !== undefined && isKnownBy(source, heading))));
    return stays ? heading : neutral(heading);
  };
  return {
    of: ({ loaded: { shape, recognised } }) =>
      writtenHeadings(shape.headings).map((own, at) =>
        own === '' ? '' : called(shape.headings[at] ?? '', recognised.source),
      ),
    named: (heading) => called(heading),
  };
}
