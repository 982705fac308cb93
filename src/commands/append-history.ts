import { resolve } from 'node:path';
import { text, UserError } from '../error.js';
import type { Io } from '../io.js';
import { appendGroups } from '../model/kept-groups.js';
import { formatWhole } from '../model/numbers.js';
import type { Report } from '../model/report.js';
import type { Text } from '../model/text.js';
import { historyCsv, historyOf, restatedCsv } from '../render/history-csv.js';
import { withFileLock } from '../session/file-lock.js';
import { readHistory } from '../session/history-file.js';
import { writeFiles } from '../session/output.js';
import { refuseAmong } from './among-exports.js';

interface HistoryOptions {
  /** The history; undefined: none is kept. */
  readonly append: string | undefined;
  /** A file for what is another now. */
  readonly restated: string | undefined;
}

/** @throws {UserError} Where restated values are asked for and no history is, in which anything could be restated. */
export function refuseRestatedAlone({ append, restated }: HistoryOptions): void {
  if (restated === undefined || append !== undefined) return;
  throw new UserError(text('--restated says what --append changes', '--restated говорит, что меняет --append'), {
    hint: text(`--append history.csv --restated ${restated}`, `--append history.csv --restated ${restated}`),
  });
}

/**
 * @throws {UserError} Where the file is no history, or would lie among the exports and be read as one of them the next
 * time.
 */
export async function refuseHistory(
  { append: file, restated }: HistoryOptions,
  paths: readonly string[],
  { cwd }: Io,
): Promise<void> {
  refuseAmong([file ?? [], restated ?? []].flat(), paths, cwd);
  if (file !== undefined) await readHistory(file, cwd);
}

/** Adds a report to its history and writes both files, whole or neither. Gives what there is to say of it. */
export async function appendHistory(
  report: Report,
  { append: file, restated }: HistoryOptions,
  people: ReadonlySet<string>,
  io: Io,
): Promise<readonly Text[]> {
  if (file === undefined || report.kept === undefined) return [];
  refusePeople(report, report.kept.by, people);
  const { groups, leftOut } = historyOf(report, report.kept, people);
  const { lacks } = report.kept;
  const target = resolve(io.cwd, file);
  const done = await withFileLock(target, async () => {
    const all = appendGroups(await readHistory(file, io.cwd), groups, lacks);
    const files = new Map([[target, historyCsv(all.groups)]]);
    if (restated !== undefined) files.set(resolve(io.cwd, restated), restatedCsv(all.restated));
    await writeFiles(files);
    return all;
  });
  return [countsOf(file, done), ...(done.kept > 0 ? [KEPT] : []), ...(leftOut.length > 0 ? [leftOutOf(leftOut)] : [])];
}

/**
 * In files that are handed on managers have numbers, which may be others tomorrow: a history could not tell whose a row
 * is.
 */
function refusePeople({ where }: Report, by: readonly string[], people: ReadonlySet<string>): void {
  const named = [...by, ...where.map((filter) => /^[^=!]+/.exec(filter)?.[0] ?? '')].find((one) => people.has(one));
  if (named === undefined) return;
  throw new UserError(
    text(`--append: a history by ${named} needs their names`, `--append: для истории по ${named} нужны имена`),
    { hint: text('managers: names in funnel.yaml allows them', 'их разрешает managers: names в funnel.yaml') },
  );
}

const countsOf = (file: string, { added, replaced, kept, restated }: ReturnType<typeof appendGroups>): Text => {
  const [a, b, c, d] = [added, replaced, kept, restated.length].map((count) => [
    formatWhole(count, 'en'),
    formatWhole(count, 'ru'),
  ]);
  const [en, ru] = [0, 1].map((at) => [a, b, c, d].map((one) => one?.[at] ?? ''));
  return text(
    `${file}: tables of a period new ${en?.[0]}, replaced ${en?.[1]}, kept ${en?.[2]}; figures that are others now ${en?.[3]}`,
    `${file}: таблиц за период новых ${ru?.[0]}, заменено ${ru?.[1]}, оставлено ${ru?.[2]}; изменилось цифр ${ru?.[3]}`,
  );
};

const KEPT = text(
  'kept as they were: a part of a period never replaces all of it, nor an earlier as-of a later one, nor exports without leads or without the spend of a source what had them; what shall go all the same is deleted from the history',
  'оставлены прежними: часть периода не заменяет целый, более ранний срез — более поздний, а выгрузки без лидов или без расхода источника — те, где они были; что всё же должно уйти, удалите из истории',
);

const leftOutOf = (names: readonly string[]): Text =>
  text(
    `in no history, for their rows are people or are told apart by nothing: ${names.join(', ')}; managers: names in funnel.yaml allows managers`,
    `не в истории, потому что строки — люди или ничем не различаются: ${names.join(', ')}; менеджеров разрешает managers: names в funnel.yaml`,
  );
