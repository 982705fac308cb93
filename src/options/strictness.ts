import { text } from '../error.js';
import { REACHES, type Reach } from '../model/report.js';
import { defineOption, isOn, oneOf, REPORTS, SWITCH } from './define-option.js';

export const reach = defineOption({
  flags: '--reach <mode>',
  help: text('what counts as having reached a stage', 'что считать достижением этапа'),
  on: REPORTS,
  choices: REACHES,
  default: 'implied',
  given: oneOf(REACHES),
  read: (written: Reach | undefined): Reach => written ?? 'implied',
});

export const strict = defineOption({
  flags: '--strict',
  help: text('warnings are errors', 'предупреждения — ошибки'),
  on: REPORTS,
  given: SWITCH,
  read: isOn,
});
