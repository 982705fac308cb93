import { text } from '../error.js';
import { asWritten, defineOption, isOn, SWITCH, TEXT } from './define-option.js';

/** The options of `funnel init` alone. */
export const INIT_OPTIONS = {
  out: defineOption({
    flags: '-o, --out <file>',
    help: text(
      'this file, not funnel.yaml beside the exports; - prints it',
      'в этот файл, а не в funnel.yaml рядом с выгрузками; - выведет на экран',
    ),
    on: ['init'],
    given: TEXT,
    read: asWritten,
  }),
  force: defineOption({
    flags: '--force',
    help: text('over a configuration that is there', 'поверх имеющихся настроек'),
    on: ['init'],
    given: SWITCH,
    read: isOn,
  }),
  schema: defineOption({
    flags: '--schema',
    help: text(
      'print the JSON Schema of funnel.yaml, for editors',
      'вывести JSON Schema для funnel.yaml, для редакторов',
    ),
    on: ['init'],
    given: SWITCH,
    read: isOn,
  }),
};
