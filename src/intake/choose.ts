import { text, UserError } from '../error.js';
import { fold } from '../model/fold.js';
import { nearest } from '../model/nearest.js';
import { shapeOf } from './load.js';
import { notDownloaded } from './open/container-formats.js';
import type { Opened } from './open/opened.js';
import { identify } from './recognise/recognise.js';
import type { InputFile, LoadOptions } from './scan/loaded.js';

interface Choice {
  exports: Opened[];
  /** Sheets or tables that are no exports. */
  left: string[];
  /** Those that look like exports and are not read all the same. */
  passedOver: string[];
}

interface Candidate {
  opened: Opened;
  name: string;
  what: { isKnown: boolean; rows: string } | undefined;
}

/**
 * Chooses which sheets of a workbook (or tables of a page) are read: those that are exports, or the one that the
 * configuration names. Beside a known export, a sheet with headings of the same kind is passed over and named, since it
 * is likely a summary that somebody made. Whether two sheets hold the same spend is looked for later, as between any two
 * files.
 */
export function choose(opened: readonly Opened[], input: InputFile, options: LoadOptions): Choice {
  if (opened.every(({ table }) => table === undefined)) return { exports: [...opened], left: [], passedOver: [] };
  const { settings } = input;
  const candidates = opened.map((one): Candidate => {
    const headings = shapeOf(one, input, options)?.headings ?? [];
    return { opened: one, name: one.table?.name ?? '', what: identify(headings, one.name, settings) };
  });
  const without = new Set(
    (input.without ?? []).flatMap(({ sheet, isOfPattern }) =>
      isOfPattern ? candidates.filter(({ name }) => fold(name) === fold(sheet)) : named(candidates, sheet),
    ),
  );
  const rest = candidates.filter((one) => !without.has(one));
  const asked = settings?.sheet === undefined ? rest : named(candidates, settings.sheet);
  if (asked.length === 0) return { exports: [], left: [], passedOver: [] };
  const found = asked.filter(({ what }) => what !== undefined);
  const known = new Set(found.flatMap(({ what }) => (what?.isKnown ? [what.rows] : [])));
  const taken = found.filter(({ what }) => what?.isKnown || !known.has(what?.rows ?? ''));
  const [first] = asked;
  if (taken.length === 0) {
    const largest = asked.reduce((a, b) => (b.opened.bytes.length > a.opened.bytes.length ? b : a), first as Candidate);
    if (largest.opened.table?.of === 'html' && !settings) throw notDownloaded(largest.opened.name);
    taken.push(largest);
  }
  const others = candidates.filter((one) => !taken.includes(one));
  const isNamed = (name: string) => (input.sheets ?? []).some((sheet) => fold(sheet) === fold(name));
  const looksLikeOne = ({ opened: one, name }: Candidate) => {
    const headings = shapeOf(one, { ...input, settings: undefined }, options)?.headings ?? [];
    return !isNamed(name) && identify(headings, one.name, undefined) !== undefined;
  };
  const isPlain = taken.length === 1 && settings?.sheet === undefined;
  return {
    exports: taken.map(({ opened: one, name }) => (isPlain ? one : { ...one, name: `${one.name}/${name}` })),
    left: others.filter((one) => !isNamed(one.name) && !looksLikeOne(one)).map(({ name }) => name),
    passedOver: others.filter(looksLikeOne).map(({ name }) => name),
  };
}

function named(candidates: readonly Candidate[], sheet: string): Candidate[] {
  const found = candidates.filter(({ name }) => fold(name) === fold(sheet));
  const names = candidates.map(({ name }) => name);
  if (found.length > 0) return found;
  const near = nearest(sheet, names);
  throw new UserError(text(`has no sheet «${sheet}»`, `нет листа «${sheet}»`), {
    file: candidates[0]?.opened.name ?? '',
    hint: near
      ? text(`did you mean «${near}»?`, `возможно, «${near}»?`)
      : text(`its sheets: ${names.join(', ')}`, `его листы: ${names.join(', ')}`),
  });
}
