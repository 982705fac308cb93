import type { z } from 'zod';
import { text } from '../error.js';
import type { FileSettings } from '../model/settings.js';
import { columns, FEEDABLE, misplacedRow, unknownField } from './columns.js';
import { type Complaint, complain } from './complaint.js';
import { vat } from './numbers.js';
import { mapOf, oneOf, oneOrMore, section } from './shape.js';
import { anyText, currency, datePattern, day, decimal, delimiter, encoding, flag, path, timezone } from './values.js';

/** One entry of `files`. */
export const fileSchema: z.ZodType<FileSettings> = section({
  path: path.describe('The export: a file, a folder or a pattern, relative to this configuration'),
  table: oneOrMore(oneOf(FEEDABLE)).optional().describe('What it holds; one export may feed two: [crm, stage_events]'),
  entity: oneOf(['lead', 'deal']).optional().describe('In crm: whether a row is a lead (default) or a deal'),
  format: anyText.optional().describe('A known source (see `funnel formats`); its columns may be overridden'),
  columns: columns.describe(
    'Canonical field: heading, several in order of preference, /a pattern/, or $row where each row is a lead',
  ),
  timezone: timezone.optional().describe('The time zone of its moments'),
  currency: currency.optional().describe('The currency of its amounts'),
  vat: vat.optional().describe('The VAT that its spend includes (20%), or excluded'),
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
  micros: flag.optional().describe('Its amounts stand in millionths, as the API of Yandex Direct gives them'),
  concatenated: flag.optional().describe('Several exports were joined into this file: its header may come again'),
})
  .superRefine((file, context) => {
    const tables = file.table ?? [];
    const report = (complaint: Complaint | undefined, at: string[]) => {
      if (complaint) context.addIssue(complain(undefined, complaint, at));
    };
    for (const [field, matchers] of file.columns) {
      report(unknownField(field, tables), ['columns', field]);
      report(misplacedRow(field, matchers), ['columns', field]);
    }
    for (const field of file.set.keys()) report(unknownField(field, tables), ['set', field]);
    if (file.period && file.period.from > file.period.to) report(BACKWARDS, ['period', 'to']);
  })
  .transform(({ table = [], entity = 'lead', concatenated = false, ...file }) => ({
    ...file,
    table,
    entity,
    concatenated,
  }));

const BACKWARDS: Complaint = {
  what: text('the period ends before it begins', 'период кончается раньше, чем начинается'),
};
