/** What a row of totals is called, in the languages whose headings are known. */
export const TOTAL_WORD = `(?:${[
  ...[
    '(?:grand |sub-?)?totals?',
    'total g[eé]n[eé]ral',
    '(?:общий |промежуточный )?итог',
    'итого',
    'всего',
    'под[ыи]тог',
  ],
  ...['сумма', 'разом', 'усього', 'всього', 'sum', 'summa', 'suma', 'somme', 'gesamt(?:summe)?', '(?:zwischen)?summe'],
  ...[
    'insgesamt',
    'totaal',
    'totale',
    'totali',
    'totalt',
    'totais',
    'totales',
    'razem',
    'łącznie',
    'ogółem',
    '合計',
    'Σ',
  ],
].join('|')})`;

/** In the place of a day or an ID whatever begins so is a label: `Итого октябрь`, `Total October`. */
export const BEGINS_AS_TOTAL = new RegExp(`^${TOTAL_WORD}(?!\\p{L})`, 'iu');
