import { FIGURES } from '../model/figures/catalogue.js';
import { BUCKETS } from '../model/report.js';
import type { Kind } from '../model/sheet.js';
import { REPORTS } from '../reports/all-reports.js';
import type { DefinedReport } from '../reports/define-report.js';
import {
  AMOUNT,
  BOTH,
  COUNT,
  DAYS,
  type Json,
  listOf,
  NUMBER,
  object,
  orNull,
  SCOPE,
  STRING,
  WARNING,
} from './schema-terms.js';

/** What a cell of a kind is in JSON. */
function cellOf(kind: Kind): Json {
  switch (kind) {
    case 'money':
    case 'unit_cost':
      return AMOUNT;
    case 'list':
      return { type: ['array', 'null'], items: STRING };
    case 'by_figure':
      return { type: ['string', 'number', 'null'] };
    case 'count':
    case 'rank':
    case 'seconds':
      return orNull(COUNT);
    case 'quantity':
    case 'credit':
    case 'rate':
    case 'points':
    case 'ratio':
      return orNull(NUMBER);
    default:
      return orNull(STRING);
  }
}

/** A report: columns by name, rows as lists in their order. The meaning of each column is under `x-columns`. */
function sheetOf({ question, columns }: DefinedReport): Json {
  const told = Object.entries(columns).map(([name, { kind, label, figure, sentence }]) => ({
    ...{ name, kind, title: label.en, cell: cellOf(kind) },
    description: (figure === undefined ? sentence : FIGURES[figure].sentence)?.en ?? label.en,
  }));
  return { description: question.en, allOf: [{ $ref: '#/definitions/sheet' }], 'x-columns': told };
}

const SHEET = object({
  columns: listOf(object({ name: STRING, kind: STRING })),
  rows: listOf(listOf({ type: ['string', 'number', 'array', 'null'], items: STRING })),
});

const LEDGER = object({
  ...{ file: STRING, source: STRING, table: STRING, encoding: STRING, delimiter: STRING, lines: COUNT, rows: COUNT },
  ...Object.fromEntries(BUCKETS.map((bucket) => [bucket, COUNT])),
  bad_cells: { type: 'object', additionalProperties: COUNT },
  rejects: listOf(object({ line: COUNT, column: orNull(STRING), value: STRING, reason: STRING })),
  days: { ...DAYS, type: ['object', 'null'] },
});

const FINDING = object({
  ...{
    code: STRING,
    codes: listOf(STRING),
    tone: STRING,
    owner: orNull(STRING),
    money: AMOUNT,
    figure: orNull(STRING),
  },
  ...{ scope: orNull(STRING), n: orNull(NUMBER), command: STRING, text: BOTH },
});

const LIMIT = { type: ['string', 'number', 'null'] };
const GATE = object({
  ...{ name: STRING, figure: STRING },
  outcome: { enum: ['passed', 'failed', 'warned', 'skipped'] },
  why: { enum: ['above', 'below', 'blank', 'missing', 'too few', 'too early', null] },
  ...{ value: LIMIT, min: LIMIT, max: LIMIT, low: LIMIT, high: LIMIT, n: orNull(NUMBER) },
  ...{ where: listOf(STRING), by: orNull(STRING), row: orNull(STRING), period: DAYS },
  ...{ warn: { type: 'boolean' }, command: STRING, text: BOTH },
});

const BRIDGE = {
  ...object({
    ...{ closed: COUNT, of_these: COUNT, of_earlier: COUNT, without_lead: COUNT, closed_later: COUNT, undated: COUNT },
  }),
  type: ['object', 'null'],
};

/** The JSON Schema of the output of `-f json` and of run.json (which has a `version` and no `reports`). */
export const reportSchema = (): Json => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'funnel/1',
  description:
    'A report of funnel: -f json, and run.json. It may grow by keys; none that stands here changes its meaning without another number in `schema`. Unknown is null, money a decimal string, a rate or a ratio a fraction, a duration whole seconds.',
  ...object(
    {
      schema: { const: 'funnel/1' },
      version: STRING,
      title: STRING,
      ...SCOPE,
      touches: object({ leads: NUMBER, leads_without: NUMBER, before: NUMBER, cut: NUMBER, lookback_days: NUMBER }),
      margin: NUMBER,
      reports: {
        type: 'object',
        properties: Object.fromEntries(REPORTS.map((report) => [report.name, sheetOf(report)])),
        additionalProperties: { $ref: '#/definitions/sheet' },
      },
      ledger: listOf(LEDGER),
      warnings: listOf(WARNING),
      guessed: { type: 'object', additionalProperties: STRING },
      outside: {
        ...object({ leads: COUNT, spend: AMOUNT, won_deals: COUNT }, ['won_deals']),
        type: ['object', 'null'],
      },
      contacted: orNull(COUNT),
      contacted_rate: orNull(NUMBER),
      bridge: BRIDGE,
      result: { ...BOTH, type: ['object', 'null'] },
      to_decide: listOf(BOTH),
      findings: listOf(FINDING),
      gates: listOf(GATE),
    },
    ['version', 'title', 'attribution', 'touches', 'margin', 'reports'],
  ),
  definitions: { sheet: SHEET },
});
