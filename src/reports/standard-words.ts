import { text } from '../model/text.js';

export const NO_STANDARD = text(
  'no lead standard: in funnel.yaml standard: {role: Job, need: Need, budget: Budget} says what a lead must hold, by headings or rules',
  'стандарта лида нет: его задаёт standard: {role: Должность, need: Потребность, budget: Бюджет} в funnel.yaml — заголовки столбцов или правила',
);

/** Why there is no matrix. */
export const IS_QUALIFIED = text(
  'no standard_matrix: the rule of qualified reads the columns of the standard and no other, so the standard would be held against itself',
  'матрицы standard_matrix нет: правило qualified читает только столбцы стандарта, и стандарт сравнивался бы сам с собой',
);
