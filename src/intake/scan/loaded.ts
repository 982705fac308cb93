import type { Text } from '../../error.js';
import type { Delimiter, Encoding } from '../../model/dialect.js';
import type { GoingOn } from '../../model/going-on.js';
import type { Reject } from '../../model/report.js';
import type { FileSettings } from '../../model/settings.js';
import type { Recognised } from '../recognise/recognised.js';
import type { FileShape } from '../shape/file-shape.js';
import type { Compared } from './breakdowns.js';
import type { PeopleSettings } from './keyed.js';
import type { Beside, Total } from './rows-apart.js';
import type { Scan } from './scan-tally.js';

/** A file whose every line has been looked at, ready to be read by an engine: clean, every record of one width. */
export interface Loaded {
  file: InputFile;
  /** A digest of the content: a copy of a file under another name would count everything twice. */
  digest: string;
  encoding: string;
  /** Headings of amounts in several currencies, and of the platform's conversion of them, which is read instead. */
  converted: { from: string; to: string } | undefined;
  /** Hardly a letter tells the encoding. */
  isDoubtful: boolean;
  /** Cells of a sheet or a page, which no delimiter stood between. */
  isTable: boolean;
  /** Signs of currencies that formats put beside the numbers of each column of a sheet. */
  signs: ReadonlyMap<number, ReadonlySet<string>>;
  /** Bytes of the file. */
  size: number;
  /** What the file was like when it was scanned. */
  stamp: string;
  /** What was found out about how the file is written: an encoding without a mark, quotes that are not RFC 4180's. */
  said: Text[];
  shape: FileShape;
  recognised: Recognised;
  scan: Scan;
  /** Where an engine finds the clean rows, and how many lines it must skip there. */
  clean: { path: string; skip: number };
  totals: readonly Total[];
  footers: string[];
  /** Sums of a breakdown beside their parts. */
  breakdown: readonly Compared[];
  totalLines: number;
  beside: readonly Beside[];
  footerLines: number;
  /** The line of the header of another table below the rows, which is not read. */
  secondTable: number | undefined;
  repeatedHeaders: number;
  rejects: Reject[];
  preambleLines: number;
  /** Columns without a heading that hold something. */
  unnamed: number;
  /** Byte order marks in mid-file, and characters that were lost before the file came here. */
  marks: number;
  lost: number;
  /** The last line is broken and has no newline: the download was cut off. */
  looksTruncated: boolean;
  /** The sheet of a workbook that this is, where others are read as well. */
  sheet: string | undefined;
  /** Sheets or tables of the same file that were left out: those that are no exports, and those that may be some. */
  leftOut: readonly string[];
  passedOver: readonly string[];
  /** Blank and invisible characters, besides the space, that stand in the file. */
  characters: string[];
  /** Who is told how far its rows are read. */
  goingOn: GoingOn | undefined;
}

export interface InputFile {
  /** Absolute. */
  path: string;
  /** As the user named it. */
  name: string;
  settings: FileSettings | undefined;
  /** Given by its own name, not as one of a folder. */
  isNamed?: boolean;
  /** Of a workbook: the sheets that the configuration names one by one. */
  sheets?: readonly string[];
  /**
   * Those of them that the configuration says are no exports. For a pattern over files, not every file need have such a
   * sheet.
   */
  without?: readonly { sheet: string; isOfPattern: boolean }[];
  /** What the configuration says of a file packed in this one, as if it lay beside it. */
  inside?: (entry: string) => FileSettings | undefined;
}

export interface LoadOptions {
  /** Headings that rules, dimensions and exclusions read. */
  headings: readonly string[];
  encoding: Encoding | undefined;
  delimiter: Delimiter | undefined;
  /** How dates are written that the files leave open. */
  dates: string | undefined;
  /** By what people are told, where the configuration asks for it. */
  people?: PeopleSettings | undefined;
  /** Who is told what is going on. */
  goingOn?: GoingOn | undefined;
}
