// What a heading that nothing reads seems to hold: a guess that is asked about, and never read by.

/** Headings of money that was spent, as it seems; rates and prices of one are none. A rate of VAT is none either. */
export const looksLikeSpend = (heading: string): boolean => {
  const words = heading.replace(VAT_RATE, ' ');
  return SPENT.test(words) && !PRICE.test(words);
};
const VAT_RATE = /(?<!\p{L})(?:ндс|пдв|vat|mwst|ust|iva|tva|btw|moms|gst)\.?[ :=]{0,3}\d{1,2}(?:[.,]\d{1,2})? ?%/giu;
const SPENT =
  /расход|затрат|потрач|израсход|витрат|cost|spen[dt]|ausgab|ausgegeb|kosten|gastado|gasto|inversi[oó]n|investimento|custo|dépens|coût|spesa|speso|koszt|wydat|wydan/iu;
const PRICE =
  /ср\.|средн|цена|стоимость|за (?:клик|лид|конв|заявк|результат)|avg|average|\bper\b|cost\s*\/|_per_|доля|план|share|plan|%|\broas\b|\b(?:pro|par|por|za)\b/iu;

/** Headings that count what came of advertising, or what it earned, as it seems; rates and prices of one are none. */
export const looksLikeResults = (heading: string): boolean =>
  /^(?:кол(?:-во|ичество)? )?(?:лиды|заявки|квалы|сделки|продажи|заказы|оплаты|выручка|доход)(?!.*(?:%|доля|цена))|\b(?:leads|orders|deals|sales|revenue|mqls?|sqls?|won)$/iu.test(
    heading.replaceAll('_', ' ').trim(),
  );

/** Headings of what was paid of an amount, as it seems; a day, a way or a share of it is none. */
export const looksLikePaid = (heading: string): boolean =>
  /оплачен|оплат[аыу]?(?!\p{L})|предоплат|поступил|поступлени|получено|внесено|выплачен|\b(?:paid|received|collected|payments?|prepaid|cash in)\b/iu.test(
    heading.replaceAll('_', ' '),
  ) &&
  !/дата|день|время|способ|метод|форма|вид|тип|статус|срок|остат|долг|ожида|план|%|\b(?:date|day|time|at|on|method|kind|type|status|due|term|left|plan|paid (?:search|social|traffic))\b/iu.test(
    heading.replaceAll('_', ' '),
  );

/** Headings of what became of a lead, as it seems. */
export const looksLikeOutcome = (heading: string): boolean =>
  !/(?<!\p{L})(?:способ|метод|форма|вид|тип|method|kind|type)(?!\p{L})/iu.test(heading) &&
  /стату|этап|стади|состояни|исход|итог|результат|сделка|дата (?:сделки|покупки|продажи)|оплат|оплачен|продан|выигр|закрыт|успе[хш]|\b(?:status|stage|state|outcome|result|won|lost|closed|paid|converted|deal|sold|etapa|fase|estado)\b/iu.test(
    heading,
  );
