import { text } from '../error.js';
import { defineOption, ifWritten, REPORTS, TEXT, wrongValue } from './define-option.js';

// The file that keeps one run of a report after another.

const A_FILE = text('a .csv file', 'файл .csv');

const fileOf = (option: string, likely: string) =>
  ifWritten((path: string) => {
    if (!/\.csv$/i.test(path)) throw wrongValue(option, path === '' ? '""' : path, A_FILE, [likely]);
    return path;
  });

export const append = defineOption({
  flags: '--append <file>',
  help: text(
    'add its figures to a history (.csv), in the place of those of the same periods',
    'дописать цифры в историю (.csv) вместо прежних за те же периоды',
  ),
  on: REPORTS,
  given: TEXT,
  read: fileOf('--append', 'history.csv'),
});

export const restated = defineOption({
  flags: '--restated <file>',
  help: text(
    'with --append: which figures of the history are others now',
    'с --append: какие цифры истории теперь другие',
  ),
  on: REPORTS,
  given: TEXT,
  read: fileOf('--restated', 'restated.csv'),
});
