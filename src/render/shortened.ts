import { formatWhole } from '../model/numbers.js';
import type { Report } from '../model/report.js';
import type { Sheet } from '../model/sheet.js';
import { text } from '../model/text.js';

/**
 * Beside other reports, only the beginning of a long list is shown: hundreds of stuck leads would hide what comes after
 * them.
 */
export function shortened(report: Report): Report {
  const isAlone = report.sheets.filter(({ isDrawn }) => !isDrawn).length === 1;
  return isAlone ? report : { ...report, sheets: report.sheets.map(beginning) };
}

function beginning(sheet: Sheet): Sheet {
  const { name, rows, most = rows.length } = sheet;
  const more = rows.length - most;
  if (more <= 0) return sheet;
  const said = text(
    `and ${formatWhole(more, 'en')} more: funnel ${name} lists all ${formatWhole(rows.length, 'en')}`,
    `и ещё ${formatWhole(more, 'ru')}: все ${formatWhole(rows.length, 'ru')} покажет funnel ${name}`,
  );
  return { ...sheet, rows: rows.slice(0, most), notes: [said, ...sheet.notes] };
}
