import { basename } from 'node:path';
import { NAMES } from '../config/find.js';
import { text, UserError } from '../error.js';
import { meant } from '../model/meant.js';
import { shellWord } from '../model/shell-word.js';

/**
 * Refuses what can be no path of exports, whatever exists there.
 *
 * @throws {UserError}
 */
export function refusePath(path: string): void {
  if (path === '')
    throw new UserError(text('an empty path was given', 'указан пустой путь'), {
      hint: text(
        'a variable of the shell may be empty; the folder one stands in is .',
        'возможно, пуста переменная в команде; текущая папка — это точка: .',
      ),
    });
  if (NAMES.includes(basename(path)))
    throw new UserError(text('is the configuration, and no export', 'это настройки, а не выгрузка'), {
      file: path,
      hint: meant(`--config ${shellWord(path)}`),
    });
  if (/^clickhouse:\/\//i.test(path))
    throw new UserError(text('the address of a store, and no export', 'это адрес хранилища, а не выгрузка'), {
      file: path,
      hint: meant(`funnel report --store ${shellWord(path)}`, `funnel load exports/ --into ${shellWord(path)}`),
    });
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(path))
    throw new UserError(text('an address, not a file', 'это адрес, а не файл'), {
      file: path,
      hint: text('download it first: funnel never goes to the network', 'сначала скачайте: funnel не выходит в сеть'),
    });
}
