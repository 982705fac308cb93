import { text, UserError } from '../error.js';
import { fold } from '../model/fold.js';
import { nearest } from '../model/nearest.js';
import { notDownloaded } from './containers/formats.js';
import { type InputFile, type LoadOptions, shapeOf } from './load.js';
import type { Opened } from './open.js';
import { identify } from './recognise.js';

export interface Choice {
  exports: Opened[];
  /** The names of the sheets or tables that are left out. */
  left: string[];
}

interface Candidate {
  opened: Opened;
  name: string;
  /** The header, to tell the sheets of one export from those of different ones. */
  header: string;
  what: { isKnown: boolean; rows: string } | undefined;
}

/**
 * Which of a file's texts are read: of a workbook's sheets and a page's tables those
 * that are exports. Sheets with one header are parts of one export; where several different ones hold rows of one kind
 * (a report of campaigns and one of ads), adding them up would count everything twice, so a person must choose.
 */
export function choose(opened: readonly Opened[], input: InputFile, options: LoadOptions): Choice {
  if (opened.every(({ table }) => table === undefined)) return { exports: [...opened], left: [] };
  const { settings } = input;
  const candidates = opened.map((one): Candidate => {
    const headings = shapeOf(one, input, options)?.headings ?? [];
    return {
      opened: one,
      name: one.table?.name ?? '',
      header: headings.map(fold).join('\n'),
      what: identify(headings, one.name, settings),
    };
  });
  const asked = settings?.sheet === undefined ? candidates : named(candidates, settings.sheet);
  const found = asked.filter(({ what }) => what !== undefined);
  // What a person made of an export beside it (a summary by source) is only taken where there is nothing better.
  const known = found.filter(({ what }) => what?.isKnown);
  const taken = known.length > 0 ? known : found;
  const [first] = asked;
  if (taken.length === 0) {
    const largest = asked.reduce((a, b) => (b.opened.bytes.length > a.opened.bytes.length ? b : a), first as Candidate);
    if (largest.opened.table?.of === 'html' && !settings) throw notDownloaded(largest.opened.name);
    taken.push(largest);
  }
  refuseDifferent(taken);
  const isOne = taken.length === 1;
  return {
    exports: taken.map(({ opened, name }) => (isOne ? opened : { ...opened, name: `${opened.name}/${name}` })),
    left: candidates.filter((one) => !taken.includes(one)).map(({ name }) => name),
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

function refuseDifferent(taken: readonly Candidate[]): void {
  for (const { what, header, name, opened } of taken) {
    const other = taken.find((one) => one.what?.rows === what?.rows && one.header !== header);
    if (!other) continue;
    throw new UserError(
      text(
        `several sheets are exports of one kind: «${name}» and «${other.name}»; together they would count twice`,
        `несколько листов — выгрузки одного вида: «${name}» и «${other.name}»; вместе они посчитаются дважды`,
      ),
      {
        file: opened.name,
        hint: text(
          `choose one in funnel.yaml: files: [{path: ${opened.name}, sheet: ${name}}]`,
          `выберите один в funnel.yaml: files: [{path: ${opened.name}, sheet: ${name}}]`,
        ),
      },
    );
  }
}
