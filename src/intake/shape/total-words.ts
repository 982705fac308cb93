import { Words } from '../../model/words.js';

/** What a row of totals is called, in the languages whose headings are known. */
export const TOTAL_WORD = `(?:${[
  ...[
    '(?:grand |sub-?)?totals?',
    'totaux',
    'total g[eé]n[eé]ral',
    'total g(?:ene|e)ral',
    'totale complessivo',
    'totalsumma',
  ],
  ...['(?:общий |промежуточный )?итог', 'итого', 'всего', 'под[ыи]тог', 'загальний підсумок', 'підсумок'],
  ...['сумма', 'разом', 'усього', 'всього', 'sum', 'summa', 'suma(?: końcowa)?', 'somme', 'gesamt(?:summe|ergebnis)?'],
  ...['(?:zwischen)?summe', 'teilergebnis', 'insgesamt', '(?:eind|sub)?totaal', 'totale', 'totali', 'totalt', 'totais'],
  ...['totales', 'razem', 'łącznie', 'ogółem', 'celkem', 'celkový součet', '(?:genel |ara )?toplam', 'összesen'],
  ...[
    'végösszeg',
    'yhteensä',
    'i alt',
    'tổng(?: cộng| số)?',
    '合計',
    '合计',
    '総計',
    '总计',
    '总和',
    '합계',
    '총계',
    'Σ',
  ],
].join('|')})`;

/** In the place of a day or an ID, anything that begins so is a label: `Итого октябрь`, `Total October`. */
export const BEGINS_AS_TOTAL = new Words(() => `^${TOTAL_WORD}(?!\\p{L})`, 'iu');
