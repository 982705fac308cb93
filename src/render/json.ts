import { BUCKETS, type Finding, type LedgerEntry, type Reject, type Report, type Warning } from '../model/report.js';
import { kindIn, type Sheet } from '../model/sheet.js';
import { join, type Lang, type Text } from '../model/text.js';
import { gateJson } from './gate-json.js';
import { block, blockList, cell, type Entry, line, list, value } from './json-text.js';
import { figure } from './plain-figure.js';
import type { Renderer } from './renderer.js';
import { scopeEntries } from './scope-json.js';

/**
 * The JSON of the interface, schema `funnel/1`. It is built from entries, never from objects: a heading called
 * `__proto__` is a key like any other, and a figure is written digit by digit without passing through a double.
 */
export const json: Renderer = {
  name: 'json',
  render: (report, { lang }) =>
    `${block([...head(report), ['reports', block(report.sheets.map((s) => [s.name, sheet(s)]))], ...foot(report, lang)])}\n`,
  renderSheet: (one) => `${sheet(one)}\n`,
};

/** `run.json`, which stands beside a folder of CSV files: the contents of head and foot. */
export function runJson(report: Report, lang: Lang): string {
  const [schema, ...rest] = head(report);
  return `${block([...(schema ? [schema] : []), ['version', value(report.version)], ...rest, ...foot(report, lang)])}\n`;
}

/** The leads, currency and time that the data is about. `schema`: the name of the schema of the document. */
export const head = (report: Report, schema = 'funnel/1'): Entry[] => [
  ['schema', value(schema)],
  ...(report.title === null ? [] : [['title', value(report.title)] as const]),
  ...scopeEntries(report, attribution(report)),
  // With a margin, ROMI is based on gross profit.
  ...(report.margin === null ? [] : [['margin', cell(report.margin, 'quantity')] as const]),
];

/**
 * Where sources get parts of leads: by which model, for how many leads nothing changed, and what the look-back leaves
 * out.
 */
const attribution = ({ attribution: given }: Report): Entry[] =>
  given === null
    ? []
    : [
        ['attribution', value(given.model)],
        [
          'touches',
          line([
            ['leads', value(given.leads)],
            ['leads_without', value(given.untouched)],
            ['before', value(given.before)],
            ['cut', value(given.early)],
            ['lookback_days', value(given.lookback)],
          ]),
        ],
      ];

const foot = (report: Report, lang: Lang): Entry[] => [
  ...read(report.ledger, report.warnings, lang),
  ['where', list(report.where.map(value))],
  ['guessed', line([...report.guessed].map(([status, meaning]) => [status, value(meaning)]))],
  ['outside', outside(report)],
  ['contacted', cell(report.contacted.count, 'count')],
  ['contacted_rate', cell(report.contacted.rate, 'rate')],
  [
    'bridge',
    report.bridge === null ? value(null) : line(Object.entries(report.bridge).map(([key, n]) => [key, value(n)])),
  ],
  ['result', report.result.length === 0 ? value(null) : both(join(report.result, '. '))],
  ['to_decide', list(report.toDecide.map(both))],
  ['findings', blockList(report.findings.map(finding))],
  ['gates', blockList(report.gates.map(gateJson))],
];

/** Every file, with all lines that were left out of it; and the warnings. */
export const read = (ledger: readonly LedgerEntry[], warnings: readonly Warning[], lang: Lang): Entry[] => [
  ['ledger', blockList(ledger.map((entry) => file(entry, lang)))],
  ['warnings', blockList(warnings.map((one) => warning(one, lang)))],
];

const outside = ({ outside: beyond }: Report): string =>
  beyond === null
    ? value(null)
    : line([
        ['leads', String(beyond.leads)],
        ['spend', beyond.spend === null ? value(null) : value(figure(beyond.spend, 'money'))],
        ...(beyond.dealsAlone > 0n ? [['won_deals', String(beyond.dealsAlone)] as const] : []),
      ]);

const sheet = ({ columns, rows }: Sheet): string =>
  block([
    [
      'columns',
      blockList(
        columns.map(({ name, kind }) =>
          line([
            ['name', value(name)],
            ['kind', value(kind)],
          ]),
        ),
      ),
    ],
    ['rows', blockList(rows.map((row) => list(columns.map((column) => cell(column.value(row), kindIn(column, row))))))],
  ]);

const file = (entry: LedgerEntry, lang: Lang): string =>
  block([
    ['file', value(entry.file)],
    ['source', value(entry.source)],
    ['table', value(entry.table)],
    ['encoding', value(entry.encoding)],
    ['delimiter', value(entry.delimiter)],
    ['lines', value(entry.lines)],
    ['rows', value(entry.rows)],
    ...BUCKETS.map((bucket): Entry => [bucket, value(entry[bucket])]),
    ['bad_cells', line([...entry.bad_cells].map(([heading, count]): Entry => [heading, value(count)]))],
    ['rejects', blockList(entry.rejects.map((one) => reject(one, lang)))],
    [
      'days',
      entry.days === null
        ? value(null)
        : line([
            ['from', value(entry.days.from)],
            ['to', value(entry.days.to)],
          ]),
    ],
  ]);

const reject = (one: Reject, lang: Lang): string =>
  line([
    ['line', value(one.line)],
    ['column', value(one.column)],
    ['value', value(one.value)],
    ['reason', value(one.reason[lang])],
  ]);

export const warning = (one: Warning, lang: Lang): string =>
  line([
    ['code', value(one.code)],
    ['message', value(one.message[lang])],
    ['count', value(one.count)],
  ]);

/** In both languages, since the reader is rarely the one who ran it. */
const both = ({ en, ru }: Text): string =>
  line([
    ['en', value(en)],
    ['ru', value(ru)],
  ]);

const finding = ({ detail, ...one }: Finding): string =>
  line([
    ['code', value(one.code)],
    ['codes', list(one.codes.map(value))],
    ['tone', value(one.tone)],
    ['owner', value(one.owner)],
    ['money', cell(one.money, 'money')],
    ['figure', value(one.figure)],
    ['scope', value(one.scope)],
    ['n', cell(one.n, 'quantity')],
    ['command', value(one.command)],
    ['text', both(detail ? join([one.text, detail], '. ') : one.text)],
  ]);
