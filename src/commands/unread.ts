import type { Warning } from '../model/report.js';
import { text } from '../model/text.js';
import type { Inputs } from './inputs.js';

/** A report of half the exports is a wrong report: what lies near and is not read is named. */
export function unreadFiles({
  unread,
  folders,
  unmatched,
}: Pick<Inputs, 'unread' | 'folders' | 'unmatched'>): Warning[] {
  const warnings: Warning[] = [];
  if (unread.length > 0) {
    const list = unread.join(', ');
    warnings.push({
      code: 'exports-not-read',
      count: unread.length,
      message: text(
        `not read, since funnel.yaml does not name them: ${list}; give the folder to read all of it`,
        `не прочитаны, так как funnel.yaml их не называет: ${list}; укажите папку, чтобы прочитать всё`,
      ),
    });
  }
  if (folders.length > 0) {
    const list = folders.join(' ');
    warnings.push({
      code: 'folders-not-read',
      count: folders.length,
      message: text(
        `folders with exports inside are not read: ${list}; give them too where they belong to it`,
        `папки с выгрузками внутри не прочитаны: ${list}; если они нужны, укажите и их`,
      ),
    });
  }
  const entries = [...unmatched].map(({ path, sheet }) => (sheet === undefined ? path : `${path} (${sheet})`));
  if (entries.length > 0)
    warnings.push({
      code: 'files-not-found',
      count: entries.length,
      message: text(
        `entries of files in funnel.yaml that no file matches, so they change nothing: ${entries.join(', ')}`,
        `записи files в funnel.yaml, которым не подходит ни один файл (они ничего не меняют): ${entries.join(', ')}`,
      ),
    });
  return warnings;
}
