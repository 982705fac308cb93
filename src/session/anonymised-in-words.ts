import { type Text, text } from '../error.js';
import { ENOUGH } from '../masks/words-borne.js';
import { counted } from '../model/text.js';
import type { Anonymised } from './make-anonymised.js';

/** Says what was written, what became of each column, and what the copy does not guarantee. */
export function anonymisedInWords({
  out,
  masked,
  left,
  dropped,
  keepMoney,
}: Pick<Anonymised, 'masked' | 'left' | 'dropped'> & { out: string; keepMoney: boolean }): Text[] {
  const columns = masked.reduce((all, one) => all + one.columns.size, 0);
  const all = masked.reduce((sum, { loaded }) => sum + loaded.shape.headings.length, 0);
  const rejected = masked.reduce((sum, { loaded }) => sum + loaded.rejects.length, 0);
  const used = (names: readonly string[]) =>
    masked.some((one) => [...one.columns.values()].some(({ as }) => names.includes(as)));
  return [
    text(
      `${out}: ${counted(masked.length, 'export')}, a CSV each, and the funnel.yaml that reads them`,
      `${out}: выгрузок — ${masked.length}, каждая в CSV, и funnel.yaml, по которому они читаются`,
    ),
    text(
      `${columns} of ${all} columns are read and stand there; the cells of all others are empty`,
      `из ${all} столбцов читаются и остались ${columns}; ячейки остальных пусты`,
    ),
    text(
      'IDs, clicks, managers, campaigns, accounts, pages: others of the same form, the same for the same, by a key that was not kept',
      'ID, клики, менеджеры, кампании, кабинеты, страницы: другие того же вида, одинаковые для одинаковых, по ключу, который не сохранён',
    ),
    ...(used(['status', 'reason', 'pipeline'])
      ? [
          text(
            `statuses and reasons: as they are where ${ENOUGH} leads or more bear them and nobody stands in them, else as names`,
            `статусы и причины: как есть, если они у ${ENOUGH} лидов и больше и в них никого не видно, иначе как названия`,
          ),
        ]
      : []),
    text(
      'days: moved back by whole weeks, the same for all: weekdays stay, the edges of months move by up to three days',
      'дни: сдвинуты назад на целые недели, все одинаково: дни недели те же, границы месяцев — до трёх дней в сторону',
    ),
    keepMoney
      ? text('amounts: as they are', 'суммы: как есть')
      : text(
          'amounts: all times one factor, which is not said; their ratios are the same',
          'суммы: все умножены на одно число, которое не сообщается; отношения те же',
        ),
    text(
      'written anew: names of files and sheets, lines above headers, totals; left out: footers, blank lines' +
        (rejected > 0 ? `, and ${counted(rejected, 'line')} that could not be read` : ''),
      'написано заново: имена файлов и листов, строки над заголовками, итоги; нет подписей под таблицей и пустых строк' +
        (rejected > 0 ? `, как и непрочитанных строк (${rejected})` : ''),
    ),
    ...(left.length > 0
      ? [
          text(
            `not handed on, being no export: ${left.map(({ name }) => name).join(', ')}`,
            `не попало, так как это не выгрузка: ${left.map(({ name }) => name).join(', ')}`,
          ),
        ]
      : []),
    ...dropped.map(({ en, ru }) => text(`left out of funnel.yaml: ${en}`, `нет в новом funnel.yaml: ${ru}`)),
    text(
      'It is pseudonymous, not anonymous: whoever knows the firm may know a lead again by its days, its sums, its way through the statuses. Look through it before you hand it on',
      'Это псевдонимы, а не обезличивание: кто знает фирму, может узнать лида по дням, суммам, пути по статусам. Просмотрите файлы, прежде чем отдавать',
    ),
  ];
}
