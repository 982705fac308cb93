import { basename } from 'node:path';
import { text, UserError } from '../../error.js';
import { shownHeadings } from '../../model/shown-headings.js';
import { leadsOrEvents, leadsOrSpend } from '../../sources/leads-or-else.js';
import { isData } from '../shape/data-row.js';
import { entryOf } from '../shape/entry.js';
import { BY_PLACE_HINT } from '../shape/header.js';
import type { Found } from './found.js';

/** Somebody says that an export holds something else than its headings show. */
export const otherTable = ({ source, shape }: Found, said: readonly string[], file: string): UserError =>
  new UserError(
    text(
      `known as ${source.name}, table: ${shape.table}; as ${said.join(', ')}, which funnel.yaml says, its columns are unknown`,
      `известна как ${source.name}, table: ${shape.table}; как у ${said.join(', ')} (так в funnel.yaml), её столбцы неизвестны`,
    ),
    {
      file,
      hint: text(
        'take table out of its entry in funnel.yaml, or say there what its columns are (columns; funnel init drafts them)',
        'уберите table из её записи в funnel.yaml или опишите там её столбцы (columns; их набросает funnel init)',
      ),
    },
  );

/** Why a file is nothing that is known, and what to type. */
export function unknownExport(headings: readonly string[], file: string): UserError {
  const [only = ''] = headings;
  if (headings.length === 1 && /[^,;\t]+[,;\t][^,;\t]+[,;\t]/.test(only)) return quotedWhole(only, file);
  const spend = leadsOrSpend(headings);
  if (spend) return eitherTable(spend, file);
  const either = leadsOrEvents(headings);
  if (either) return leadsOrHistory(either, file);
  return new UserError(
    text(
      `not an export that is known: headings ${shownHeadings(headings)}`,
      `неизвестная выгрузка: заголовки ${shownHeadings(headings)}`,
    ),
    {
      file,
      hint: isData(headings)
        ? BY_PLACE_HINT
        : text(
            `say in funnel.yaml what its columns are (files: path, table, columns; funnel init drafts them), or that it is no export: ignore: ["${basename(file)}"]`,
            `опишите её столбцы в funnel.yaml (files: path, table, columns; их набросает funnel init) или укажите, что это не выгрузка: ignore: ["${basename(file)}"]`,
          ),
    },
  );
}

/** Whether a single word of a person would make it an export: then the error says only what to type. */
export const needsOneWord = (headings: readonly string[]): boolean =>
  leadsOrSpend(headings) !== undefined || leadsOrEvents(headings) !== undefined;

/** Excel quotes a line as a whole when a CSV was pasted into one column. */
const quotedWhole = (line: string, file: string): UserError =>
  new UserError(
    text(
      `each line is one quoted cell: ${shownHeadings([line])}`,
      `каждая строка — одна ячейка в кавычках: ${shownHeadings([line])}`,
    ),
    {
      file,
      hint: text(
        'the columns were saved as one: split them (in Excel: Data → Text to Columns) and save as CSV again, or download the export again',
        'столбцы сохранены одним: разделите их (в Excel: Данные → Текст по столбцам) и снова сохраните как CSV или скачайте выгрузку ещё раз',
      ),
    },
  );

function eitherTable(spend: Readonly<Record<string, string>>, file: string): UserError {
  const [asLeads, asSpend] = [entryOf(file, {}, { table: 'crm' }), entryOf(file, spend, { table: 'ad_stats' })];
  return new UserError(
    text(
      'not an export that is known: rows with a number and a date, and no heading says whether they are leads or money spent',
      'неизвестная выгрузка: строки с номером и датой, и ни один заголовок не говорит, лиды это или расходы',
    ),
    {
      file,
      hint: text(
        `say it in funnel.yaml. Leads: ${asLeads}. Spend: ${asSpend}`,
        `скажите это в funnel.yaml. Лиды: ${asLeads}. Расходы: ${asSpend}`,
      ),
    },
  );
}

function leadsOrHistory({ events, leads }: NonNullable<ReturnType<typeof leadsOrEvents>>, file: string): UserError {
  const asEvents = entryOf(file, events, { table: 'stage_events' });
  const asLeads = entryOf(file, leads, { table: 'crm' });
  return new UserError(
    text(
      'not an export that is known: rows with an ID, a stage and a date, and no heading says whether each is a lead or an entry into a stage',
      'неизвестная выгрузка: строки с ID, этапом и датой, и ни один заголовок не говорит, лид это или переход на этап',
    ),
    {
      file,
      hint: text(
        `say it in funnel.yaml. History: ${asEvents}. Leads: ${asLeads}`,
        `скажите это в funnel.yaml. История: ${asEvents}. Лиды: ${asLeads}`,
      ),
    },
  );
}
