import { orRefused } from '../error.js';
import { writtenAsRfc } from '../intake/load.js';
import { open } from '../intake/open/opened.js';
import { knownHeadings } from '../intake/recognise/known-headings.js';
import { isOwnReport } from '../intake/recognise/own-reports.js';
import type { InputFile } from '../intake/scan/loaded.js';
import { findShape } from '../intake/shape/file-shape.js';
import { withNamedColumns } from '../intake/shape/header.js';
import { recordsOf } from '../intake/shape/record-cells.js';
import { giveWay } from '../model/give-way.js';
import type { GoingOn } from '../model/going-on.js';
import { ColumnCounter, type ColumnProfile } from './column-profile.js';

/** A table in a file, known or not: its headings and the profile of each column. */
export interface Surveyed {
  path: string;
  /** The name that messages use. */
  name: string;
  /** The file in an archive, and the sheet of a workbook; undefined where there is none. */
  entry: string | undefined;
  sheet: string | undefined;
  rows: number;
  columns: readonly ColumnProfile[];
  /** The lines above the header. */
  preamble: readonly string[];
}

/** No more rows than this are looked at. */
const ROWS = 100_000;
const PIECE = 1000;

/** Profiles every table of these files; a file that cannot be opened has none. */
export async function survey(files: readonly InputFile[], goingOn?: GoingOn): Promise<Surveyed[]> {
  const surveyed: Surveyed[] = [];
  const isKnown = knownHeadings(undefined, []);
  for (const { path, name } of files) {
    goingOn?.begin('open', name);
    const opened = await orRefused(() => open(path, name, undefined, () => undefined));
    if (!Array.isArray(opened)) continue;
    for (const one of opened) {
      // Headings are called as a report will call them.
      const { bytes, table, entry, name: own } = (await writtenAsRfc(one, undefined)).opened;
      const found = findShape(bytes, isKnown, table ? ',' : undefined, table !== undefined);
      if (!found || found.headings.length < 2 || isOwnReport(found.headings)) continue;
      const { headings, rowsStart, delimiter } = withNamedColumns(found);
      const counters = headings.map((heading, index) => new ColumnCounter(heading.trim(), index));
      let rows = 0;
      for (const cells of recordsOf(bytes, rowsStart, delimiter)) {
        if (cells.length !== headings.length) continue;
        if (++rows > ROWS) break;
        if (rows % PIECE === 0) await giveWay();
        for (const [index, counter] of counters.entries()) counter.add(cells[index] ?? '');
      }
      const columns = counters.map(({ profile }) => profile);
      const sheet =
        table?.of === 'xlsx' && opened.filter((other) => other.entry === entry).length > 1 ? table.name : undefined;
      surveyed.push({ path, name: own, entry, sheet, rows, columns, preamble: found.preamble });
    }
  }
  return surveyed;
}
