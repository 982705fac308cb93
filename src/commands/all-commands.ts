import { type Text, text } from '../model/text.js';
import { QUESTIONS } from '../reports/report-questions.js';
import { anonymize } from './anonymize.js';
import { check } from './check.js';
import { completion } from './completion.js';
import { conversions } from './conversions.js';
import type { CommandDefinition } from './define-command.js';
import { diff } from './diff.js';
import { explain } from './explain.js';
import { formats } from './formats.js';
import { init } from './init.js';
import { leads } from './list-leads.js';
import { load } from './load-exports.js';
import { sql } from './own-query.js';
import { schema } from './print-schema.js';
import { oneReport, reconcile, report, review } from './reports.js';

/** Adding one: its file, and a line here. Light to load: what a command needs comes with its run. */
const ALL: readonly CommandDefinition[] = [
  report,
  ...QUESTIONS.map(oneReport),
  reconcile,
  review,
  explain,
  leads,
  diff,
  conversions,
  sql,
  load,
  anonymize,
  check,
  init,
  formats,
  schema,
  completion(() => COMMANDS),
];

/** What people come with, and which commands answer it: they stand first. */
const BY_QUESTION: readonly { readonly question: Text; readonly commands: readonly string[] }[] = [
  { question: text('What came of the week?', 'Что за неделю?'), commands: ['report'] },
  { question: text('What to discuss?', 'Что обсудить?'), commands: ['review'] },
  { question: text('Who did not answer?', 'Кто не ответил?'), commands: ['sla', 'stuck'] },
  { question: text('Why do the numbers differ?', 'Почему цифры не сходятся?'), commands: ['reconcile'] },
  { question: text('Where does this number come from?', 'Откуда эта цифра?'), commands: ['explain'] },
];

const asked = BY_QUESTION.flatMap(({ question, commands }) =>
  commands.flatMap((name) => ALL.filter((one) => one.name === name).map((one) => ({ ...one, answers: question }))),
);

/** In the order of `--help`. */
export const COMMANDS: readonly CommandDefinition[] = [
  ...asked,
  ...ALL.filter(({ name }) => asked.every((one) => one.name !== name)),
];
