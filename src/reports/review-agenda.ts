import type { AgendaPart } from '../model/report.js';
import { text } from '../model/text.js';

/** The end of a review: empty lines for decisions, and the questions to be asked. */
export const agendaOf = (questions: readonly string[]): AgendaPart[] => [
  { title: text('7. Decided', '7. Решили'), lines: Array.from({ length: ROOM }, () => LINE) },
  ...(questions.length === 0
    ? []
    : [
        {
          title: text('Questions', 'Вопросы'),
          lines: questions.map((question) => text(`[ ] ${question}`, `[ ] ${question}`)),
        },
      ]),
];

const ROOM = 3;
const blank = (words: string, length: number): string => `${words} ${'_'.repeat(length)}`;
const LINE = text(
  [blank('what', 30), blank('who', 10), blank('until', 8), blank('by', 10)].join(' '),
  [blank('что', 26), blank('кто', 10), blank('до', 8), blank('показатель', 10)].join(' '),
);
