/**
 * What a heading of money says of VAT: it is included, it is not, it is mentioned without saying which (`Cost VAT`);
 * null: nothing.
 */
export type SaidOfVat = 'with' | 'without' | 'open' | null;

const list = (words: readonly string[]): string => `(?:${words.join('|')})`;

/** The names of the tax. */
const TAX = list(['ндс', 'пдв', 'vat', 'mwst', 'ust', 'iva', 'tva', 'btw', 'moms', 'gst', 'kdv']);
/**
 * Words before the tax that say it is included: `incl. VAT`, `в т.ч. НДС`, `con IVA`. An article or an `of` may stand
 * between.
 */
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
const AFTER_WITH = list(['incl', 'inbegr', 'compris', 'enthalten', 'dahil', 'вкл', 'в т\\.? ?ч', 'в том числе']);
const AFTER_WITHOUT = list([
  ...[
    'excl',
    'esclus',
    'exclu',
    'hariç',
    'not incl',
    'no incl',
    'non incl',
    'não incl',
    'free',
    'exempt',
    "isn['’]t",
    'is not',
  ],
  ...['no(?![\\p{L}])', 'none', 'нет(?![\\p{L}])', 'исключ[её]н', 'не (?:облагается|вкл|входит|уч[её]т)'],
]);

const START = '(?<!\\p{L})';
const END = '(?!\\p{L})';
const NEXT = '[\\s-]+(?:of |the )?';
/** What may stand between the words. No comma: in «с НДС, без комиссии» the «без» belongs to the fee. */
const GAP = '[\\s:=(–—-]*';

const before = (words: string): RegExp => new RegExp(`${START}${words}${NEXT}${TAX}${END}`, 'iu');
const after = (words: string): RegExp => new RegExp(`${START}${TAX}\\.?${GAP}${words}`, 'iu');

/**
 * What a heading says, by pattern; the first that fits counts. A rate of 0 must be a whole number: «с НДС, 01.10» and
 * «НДС 05 %» only begin with a zero.
 */
const SAYS: readonly [Exclude<SaidOfVat, null>, RegExp][] = [
  ['without', before(WITHOUT)],
  ['without', after('0(?:[.,]0+)?(?: ?%|[\\s)\\]»"]*$)')],
  ['with', before(WITH)],
  ['without', after(AFTER_WITHOUT)],
  ['with', after(AFTER_WITH)],
  ['without', new RegExp(`${START}(?:netto|нетто|ht|hors taxes)${END}`, 'iu')],
  ['with', new RegExp(`${START}(?:brutto|gross|брутто|ttc)${END}`, 'iu')],
  ['open', new RegExp(`${START}${TAX}${END}`, 'iu')],
];

/** Every pattern needs one of these words. Most headings have none, and then nothing else is tried. */
const ANY = new RegExp(list([TAX, 'netto', 'нетто', 'ht', 'hors taxes', 'brutto', 'gross', 'брутто', 'ttc']), 'iu');

/**
 * What a heading says of VAT: `Расход с НДС`, `Cost ex-VAT`, `Расход (НДС 20%)`. Denials are tried first, since `not
 * incl. VAT` contains `incl. VAT`.
 */
export const saidOfVat = (heading: string): SaidOfVat =>
  (ANY.test(heading) && SAYS.find(([, words]) => words.test(heading))?.[0]) || null;
