import { type Exact, isExact } from '../model/exact.js';
import type { Explanation } from '../model/explanation.js';
import type { Kind } from '../model/sheet.js';
import { words, write } from './csv-text.js';
import { figure } from './plain-figure.js';
import type { ExplanationOptions } from './renderer.js';

/** The parts of a number; if they are asked for (`listed`), the rows behind the parts. */
export const explanationCsv = (explained: Explanation, { listed }: Pick<ExplanationOptions, 'listed'>): string =>
  write(listed ? rowsOf(explained) : partsOf(explained), PLAIN);

const PLAIN = { excel: false, raw: false } as const;
const inert = (text: string): string => words(text, PLAIN);
const plain = (value: Exact | null, kind: Kind): string => (value === null ? '' : figure(value, kind));

/** The number itself first, then its parts. */
const partsOf = ({ report, column, value, kind, parts }: Explanation): string[][] => [
  ['part', 'value', 'rows', 'of'],
  [`${report}.${column}`, isExact(value) ? plain(value, kind) : inert([value ?? ''].flat().join('; ')), '', ''],
  ...parts.map(({ name, value: own, kind: of, rows }) => [
    ...[inert(name), plain(own, of), rows === null ? '' : String(rows.count), rows?.of ?? ''],
  ]),
];

const rowsOf = ({ parts }: Explanation): string[][] => [
  ['part', 'lead_id', 'file', 'line', 'day', 'source', 'adds'],
  ...parts.flatMap(({ name, kind, listed }) =>
    listed.map(({ leadId, file, line, day, source, adds }) => [
      ...[name, leadId ?? '', file ?? '', line === null ? '' : String(line), day ?? '', source ?? ''].map(inert),
      plain(adds, kind),
    ]),
  ),
];
