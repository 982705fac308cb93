import { type Text, text } from '../text.js';
import { FIGURES } from './catalogue.js';
import { labelOfFigure } from './compared-figures.js';

/** The label of a figure that names a row of a table; null: there is no such figure. */
export const labelOfRow = (name: string): Text | null =>
  ALONE.get(name) ??
  labelOfFigure(name) ??
  (Object.hasOwn(FIGURES, name) ? (FIGURES as Named)[name]?.label : null) ??
  null;

type Named = Readonly<Record<string, { readonly label: Text }>>;

/** Headings of columns that say too little where they stand alone. */
const ALONE: ReadonlyMap<string, Text> = new Map([
  ['standard_rate', text('Leads that meet the standard', 'Лиды по стандарту')],
  ['within_rate', text('Answered in time', 'Ответ в срок')],
  ['feedback_rate', text('Feedback in time', 'Отклик в срок')],
  ['against_expected', text('Deals to expected', 'Сделки к ожидаемым')],
]);
