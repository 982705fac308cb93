import type * as z from 'zod';
import { text } from '../error.js';
import type { FileSettings } from '../model/settings.js';
import { columns, FEEDABLE, misplacedRow, TABLES_CALLED, unknownField } from './columns-section.js';
import { type Complaint, complain, hintFor } from './complaint.js';
import { mapOf, oneOf, oneOrMore, section } from './schema-parts.js';
import { anyText, currency, datePattern, day, decimal, delimiter, encoding, flag, path, timezone } from './values.js';
import { vat } from './vat-section.js';

/** One entry of `files`. */
export const fileSchema: z.ZodType<FileSettings> = section({
  path: path.describe('The export: a file, a folder or a pattern, relative to this configuration'),
  sheet: anyText.optional().describe('Of a workbook: the sheet that is meant, where several could be'),
  table: oneOrMore(oneOf(FEEDABLE, TABLES_CALLED))
    .optional()
    .describe('What it holds; one export may feed two: [crm, stage_events]'),
  entity: oneOf(['lead', 'deal']).optional().describe('In crm: whether a row is a lead (default) or a deal'),
  format: anyText.optional().describe('A known source (see `funnel formats`); its columns may be overridden'),
  columns: columns.describe(
    'Canonical field: heading, several in order of preference, /a pattern/, $3 (the third column), or $row where each row is a lead. entered_at: when a row of stage_events began; in [crm, stage_events] every column of dates whose heading is a status, or a pattern whose first group is (or its groups status and pipeline)',
  ),
  timezone: timezone.optional().describe('The time zone of its moments'),
  currency: currency.optional().describe('The currency of its amounts'),
  vat: vat
    .optional()
    .describe('The rate of the VAT that its spend includes, as a percentage, or by day; excluded; added'),
  dates: datePattern.optional().describe('How its dates are written, only where the file leaves it open'),
  decimal: decimal.optional().describe('Its decimal mark, only where the file leaves it open'),
  encoding: encoding.optional().describe('Its encoding, only where the file leaves it open'),
  delimiter: delimiter.optional().describe('What stands between its columns: , ; | or comma, semicolon, tab, pipe'),
  set: mapOf(anyText).describe('Constants for fields that the file lacks'),
  period: section({
    from: day.describe('The first day'),
    to: day.describe('The last day, included'),
  })
    .optional()
    .describe('The days of spend that has no days, where the export does not say'),
  latest: anyText
    .optional()
    .describe(
      'In ad_stats: the column of moments by which of rows with the same key the last alone counts: its figures are running totals',
    ),
  micros: flag
    .optional()
    .describe(
      'Its amounts stand in millionths, as the API of Yandex Direct gives them; only where the file leaves it open',
    ),
  concatenated: flag.optional().describe('Several exports were joined into this file: its header may come again'),
})
  .superRefine((file, context) => {
    const tables = file.table ?? [];
    const report = (complaint: Complaint | undefined, at: string[]) => {
      if (complaint) context.addIssue(complain(undefined, complaint, at));
    };
    for (const [field, matchers] of file.columns) {
      const [first] = matchers;
      report(unknownField(field, tables, first && 'heading' in first ? first.heading : undefined), ['columns', field]);
      report(misplacedRow(field, matchers), ['columns', field]);
    }
    for (const field of file.set.keys()) report(unknownField(field, tables), ['set', field]);
    if (tables.length > 1 && [...tables].sort().join() !== 'crm,stage_events') report(NO_PAIR, ['table']);
    if (tables.length > 1 && file.columns.size > 0 && !file.columns.has('entered_at') && !file.format)
      report(NO_ENTERED, ['columns']);
    if (file.period && file.period.from > file.period.to) report(backwards(file.period), ['period', 'to']);
  })
  .transform(({ table = [], entity = 'lead', concatenated = false, ...file }) => ({
    ...file,
    table,
    entity,
    concatenated,
  }));

const NO_PAIR: Complaint = {
  what: text(
    'one export feeds one table, or crm and stage_events',
    'выгрузка — это одна таблица или crm и stage_events',
  ),
  hint: text('table: [crm, stage_events]', 'table: [crm, stage_events]'),
};

const NO_ENTERED: Complaint = {
  what: text(
    'crm and stage_events without entered_at: which columns are dates of stages?',
    'crm и stage_events, но нет entered_at: в каких столбцах даты этапов?',
  ),
  hint: text(
    'add under columns: entered_at: headings that are statuses each, or a pattern like /^Entered (.+)$/',
    'добавьте в columns: entered_at: заголовки, каждый из которых — статус, или шаблон вроде /^Вошла в (.+)$/',
  ),
  part: 'key',
};

const backwards = ({ from, to }: { from: string; to: string }): Complaint => ({
  what: text('the period ends before it begins', 'период кончается раньше, чем начинается'),
  hint: hintFor(`{from: ${to}, to: ${from}}`),
});
