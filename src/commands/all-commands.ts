import { REPORTS } from '../reports/all-reports.js';
import { check } from './check.js';
import type { CommandDefinition } from './define-command.js';
import { diff } from './diff.js';
import { explain } from './explain.js';
import { formats } from './formats.js';
import { init } from './init.js';
import { leads } from './list-leads.js';
import { oneReport, reconcile, report, review } from './reports.js';

/** In the order of `--help`. Adding one: its file, and a line here. Light to load: what a command needs comes with its run. */
export const COMMANDS: readonly CommandDefinition[] = [
  report,
  ...REPORTS.map(oneReport),
  reconcile,
  review,
  explain,
  leads,
  diff,
  check,
  init,
  formats,
];
