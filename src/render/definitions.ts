import { text } from '../model/text.js';
import type { PageSheet } from './page-sheet.js';

/** All headings of columns with their meaning, each meaning once, for readers who doubt a figure. */
export const definitionsOf = (sheets: readonly PageSheet[]): { heading: string; definition: string }[] => {
  const told = new Map(
    sheets.flatMap(({ columns }) =>
      columns.flatMap(({ heading, definition }): [string, string][] => (definition ? [[definition, heading]] : [])),
    ),
  );
  return [...told].map(([definition, heading]) => ({ heading, definition }));
};

export const DEFINITIONS = text('What the words mean', 'Что значат слова');
