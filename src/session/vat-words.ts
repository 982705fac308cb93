/** What a heading of money says of VAT: it is in it, it is not, it is spoken of (`Cost VAT`); null: nothing. */
export type SaidOfVat = 'with' | 'without' | 'open' | null;

const list = (words: readonly string[]): string => `(?:${words.join('|')})`;

/** The tax by its names. */
const TAX = list(['ндс', 'пдв', 'vat', 'mwst', 'ust', 'iva', 'tva', 'btw', 'moms', 'gst']);
/** `incl. VAT`, `в т.ч. НДС`, `con IVA`; between them an article or an `of`. */
const WITH = list([
  ...['с(?: уч[её]том)?', 'вкл(?:ючая|\\.)?', 'включ[её]н', 'в т\\.? ?ч\\.?', 'в том числе', 'з(?: урахуванням)?'],
  ...[
    'incl(?:\\.|uding|usive|uded)?',
    'with',
    'inkl(?:usive|\\.)?',
    'mit',
    'con',
    'com',
    'avec',
    'med',
    'met',
    'z',
    'cu',
  ],
]);
const WITHOUT = list([
  ...['без(?: уч[её]та)?', 'до', 'не вкл(?:ючая|\\.)?', 'исключая', 'за вычетом', 'минус', 'без врахування'],
  ...['not incl(?:\\.|uding|usive|uded)?', 'excl(?:\\.|uding|usive|uded)?', 'without', 'before', 'net of', 'minus'],
  ...['less', 'non', 'no', 'w/o', 'ex\\.?', 'exkl(?:usive|\\.)?', 'ohne', 'sin', 'sem', 'senza', 'sans', 'hors'],
  ...['zonder', 'utan', 'uden', 'bez', 'fără', 'fara'],
]);
const AFTER_WITH = list(['incl', 'inbegr', 'compris', 'enthalten', 'вкл', 'в т\\.? ?ч', 'в том числе']);
const AFTER_WITHOUT = list([
  ...['excl', 'esclus', 'exclu', 'not incl', 'no incl', 'non incl', 'não incl', 'free', 'exempt', "isn['’]t", 'is not'],
  ...['no(?![\\p{L}])', 'none', '0 ?%', 'нет', 'исключ', 'не (?:облагается|вкл|входит|уч[её]т)', '0(?!\\d)'],
]);

const START = '(?<!\\p{L})';
const END = '(?!\\p{L})';
const NEXT = '[\\s-]+(?:of |the )?';
const GAP = '[\\s:,(-]*';

const isWithout = new RegExp(
  `${START}${WITHOUT}${NEXT}${TAX}${END}|${START}${TAX}${END}${GAP}${AFTER_WITHOUT}|${START}(?:netto|нетто|ht|hors taxes)${END}`,
  'iu',
);
const isWith = new RegExp(
  `${START}${WITH}${NEXT}${TAX}${END}|${START}${TAX}${END}${GAP}${AFTER_WITH}|${START}(?:brutto|gross|брутто|ttc)${END}`,
  'iu',
);
const isTax = new RegExp(`${START}${TAX}${END}`, 'iu');

/** `Расход с НДС`, `Cost ex-VAT`, `Расход (НДС 20%)`. A denial is looked for first: `not incl. VAT` holds `incl. VAT`. */
export function saidOfVat(heading: string): SaidOfVat {
  if (isWithout.test(heading)) return 'without';
  if (isWith.test(heading)) return 'with';
  return isTax.test(heading) ? 'open' : null;
}
