import { nearest } from '../model/nearest.js';
import type { Warning } from '../model/report.js';
import { join, type Text, text } from '../model/text.js';
import type { WarningCode } from '../model/warnings.js';
import type { Inputs } from './inputs.js';

/** Warns of exports that lie near and are not read: a report of half the exports is a wrong report. */
export function unreadFiles({
  unread,
  folders,
  unmatched,
  files,
}: Pick<Inputs, 'unread' | 'folders' | 'unmatched' | 'files'>): Warning[] {
  const entries = [...unmatched].map(({ path, sheet }) => {
    const names = files.map(({ name }) => name);
    // The path is relative to funnel.yaml's folder. If it was meant relative to another, its name alone may match.
    const near = nearest(path, names) ?? nearest(path.split(/[\\/]/).at(-1) as string, names);
    const written = sheet === undefined ? path : `${path} (${sheet})`;
    if (files.some(({ settings }) => settings?.path === path))
      return text(
        `${written} (an entry above has this file: make one of the two)`,
        `${written} (файл уже описан записью выше: сведите две в одну)`,
      );
    return near === undefined
      ? text(written, written)
      : text(`${written} (did you mean ${near}?)`, `${written} (возможно, ${near}?)`);
  });
  return [
    ...named('exports-not-read', unread, (list) =>
      text(
        `not read, since funnel.yaml does not name them: ${list}; give the folder to read all of it`,
        `не прочитаны, так как funnel.yaml их не называет: ${list}; укажите папку, чтобы прочитать всё`,
      ),
    ),
    ...named('folders-not-read', folders, (list) =>
      text(
        `folders with exports inside are not read: ${list}; give them too where they belong to it`,
        `папки с выгрузками внутри не прочитаны: ${list}; если они нужны, укажите и их`,
      ),
    ),
    ...(entries.length === 0 ? [] : [notFound(join(entries, ', '), entries.length)]),
  ];
}

const notFound = (list: Text, count: number): Warning => ({
  code: 'files-not-found',
  count,
  message: text(
    `entries of files in funnel.yaml that no file matches, so they change nothing: ${list.en}`,
    `записи files в funnel.yaml, которым не подходит ни один файл (они ничего не меняют): ${list.ru}`,
  ),
});

const named = (code: WarningCode, names: readonly string[], say: (list: string) => Text): Warning[] =>
  names.length === 0 ? [] : [{ code, count: names.length, message: say(names.join(', ')) }];
