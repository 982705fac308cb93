import { text } from '../error.js';
import { defineOption, ifWritten, isOn, type Place, SWITCH, TEXT, wrongValue } from './define-option.js';

// Options for continuous integration.

const JUDGED: readonly Place[] = ['report', 'check'];

export const ci = defineOption({
  flags: '--ci',
  isRare: true,
  help: text(
    'for GitHub Actions: what fails as annotations, and the job summary',
    'для GitHub Actions: аннотации к тому, что не прошло, и сводка задания',
  ),
  on: JUDGED,
  given: SWITCH,
  read: isOn,
});

export const junit = defineOption({
  flags: '--junit <file>',
  isRare: true,
  help: text('gates as tests, for whatever server shows these', 'пороги в виде тестов, для сервера сборки'),
  on: JUDGED,
  given: TEXT,
  read: ifWritten((path) => {
    if (path === '') throw wrongValue('--junit', '""', text('a file', 'файл'), ['gates.xml']);
    return path;
  }),
});
