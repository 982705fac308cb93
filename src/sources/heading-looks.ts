// Guesses what a column holds that nothing reads, by its heading. Such a guess leads to a question or a hint; nothing
// is read by it.

/** Whether a heading looks like spend. Rates and prices, a date or a number of spend, and a rate of VAT do not. */
export const looksLikeSpend = (heading: string): boolean => {
  const words = heading.replace(VAT_RATE, ' ');
  return SPENT.test(words) && !PRICE.test(words) && !NO_SUM.test(words.replaceAll('_', ' '));
};
const NO_SUM =
  /(?<!\p{L})(?:(?<!to )date|day|id|number|type|category|дата|день|номер|№|тип|вид|категория|статья|datum|fecha)(?!\p{L})/iu;
const VAT_RATE =
  /(?<!\p{L})(?:ндс|пдв|vat|mwst|ust|iva|tva|btw|moms|gst|kdv)\.?[ :=]{0,3}\d{1,2}(?:[.,]\d{1,2})? ?%/giu;
const SPENT =
  /расход|затрат|затрач|(?<!\p{L})списан(?:о|ия|ие)(?!\p{L})|(?<!\p{L})траты|потрач|израсход|спенд|открут|откручен|витрат|cost(?!um|a(?!\p{L}))|(?<!\p{L})expenses?(?!\p{L})|(?<!su)spen[dt]|ausgab|ausgegeb|kosten(?!los)|gastado|(?<!\p{L})(?:gasto|custo)s?(?!\p{L})|inversi[oó]n|investimento|dépens|coût|spesa|speso|koszt|wydat|wydan|harca(?:ma|nan)|maliyet/iu;
const PRICE =
  /ср\.|средн|цена|стоимость|за (?:клик|лид|конв|заявк|результат)|\btime[ _]spent|avg|average|\bper\b|cost\s*\/|_per_|доля|план|share|plan|%|\broas\b|\b(?:pro|par|por|za)\b/iu;

/** Whether a heading of a list of leads looks like what was spent to get each. What the goods of a deal cost does not. */
export const looksLikeLeadCost = (heading: string): boolean =>
  /^(?:(?:lead|customer|client)? ?acquisition (?:costs?|spend)|(?:ad|ads|advertising|marketing|media|campaign|lead) (?:costs?|spend|expenses?)|costs? (?:per|of) (?:the )?(?:lead|acquisition)|spend|cpl|cac|(?:стоимость|цена) (?:лида|заявки|привлечения(?: \p{L}+)?)|(?:расходы?|затраты) на (?:рекламу|лида?|заявку|привлечение|маркетинг)|рекламн(?:ый расход|ые расходы|ые затраты)|затраты на привлечение(?: \p{L}+)?)$/iu.test(
    wordsOf(heading)
      .replace(/(?:[ ,(]+(?:₽|\$|€|руб\.?|rub|usd|eur)\)?)$/iu, '')
      .trim(),
  );

/** Whether two headings are of the same money: with and without VAT, in another currency, or the VAT itself. */
export const isSameMoney = (heading: string, other: string): boolean =>
  IS_TAX.test(heading) || bare(heading) === bare(other);
const IS_TAX = /^\s*(?:ндс|пдв|vat|mwst|ust|iva|tva|btw|moms|gst|kdv)(?!\p{L})/iu;

/**
 * The words of a heading without the tax and the currency, which are whole words: `Расход (с НДС 22%), ₽`, `costUSD`.
 */
function bare(heading: string): string {
  const words = heading
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .match(/\p{L}+|\d+/gu);
  const named = (words ?? []).filter((word) => !CURRENCY.test(word));
  const untaxed = named.filter((word) => !TAX.test(word));
  return untaxed.filter((word) => untaxed.length === named.length || !BESIDE_TAX.test(word)).join(' ');
}
const CURRENCY =
  /^(?:р|руб|рубл\p{L}*|доллар\p{L}*|евро|тенге|гривн\p{L}*|грн|rub|rur|usd|eur|euros?|gbp|chf|pln|uah|kzt|byn|uzs|amd|gel|kgs|azn|brl|mxn|inr|cny|jpy|cad|aud|sek|nok|dkk|czk|aed|ils|in|в)$/u;
const TAX = /^(?:ндс|пдв|vat|mwst|ust|iva|tva|btw|moms|gst|kdv|net|netto|нетто|ht|gross|brutto|брутто|ttc)$/u;
const BESIDE_TAX =
  /^(?:с|без|до|не|учет\p{L}*|включ\p{L}*|вкл|исключая|т|ч|том|числе|incl\p{L}*|excl\p{L}*|ex|of|not|no|with|without|before|plus|inkl\p{L}*|exkl\p{L}*|mit|ohne|con|sin|com|sem|avec|sans|hors|z|bez|\d+)$/u;

/**
 * Whether a heading looks like a result of advertising: a number of leads or deals, or revenue. Rates and prices do
 * not.
 */
export const looksLikeResults = (heading: string): boolean =>
  /^(?:кол(?:-во|ичество)? )?(?:лиды|заявки|квалы|сделки|продажи|заказы|оплаты|выручка|доход)(?!.*(?:%|доля|цена))|\b(?:leads|orders|deals|sales|revenue|mqls?|sqls?|won)$/iu.test(
    heading.replaceAll('_', ' ').trim(),
  );

/** Whether a heading looks like a count of conversions. A rate, a price or a value of them does not. */
export const looksLikeActions = (heading: string): boolean =>
  /(?<!\p{L})(?:conversions?|конверси[ия]|целевые действия)$/iu.test(heading.replaceAll('_', ' ').trim()) &&
  !/(?<!\p{L})(?:cost|rate|value|price|per|days?|time|цена|стоимость|доля|ценность|до)(?!\p{L})|\/|%/iu.test(
    heading.replaceAll('_', ' '),
  );

/** Whether a heading looks like what a platform says that its purchases or conversions brought, and not one of them. */
export const looksLikeValue = (heading: string): boolean =>
  /^(?:total |website )?(?:purchases?|conversions?|conv\.?|orders?|transactions?|покупок|конверсий)(?: conversions?)? (?:value|revenue|amount)(?: [a-z]{3})?$|^(?:ценность|стоимость) (?:покупок|конверсий)$/iu.test(
    wordsOf(heading).trim(),
  );

/** Whether a heading looks like the amount of a deal. What the client owns, a tax or a customer's value do not. */
export const looksLikeAmount = (heading: string): boolean =>
  AMOUNT.test(wordsOf(heading)) && !OTHER_AMOUNT.test(wordsOf(heading));
const AMOUNT =
  /(?<!\p{L})(?:amount|revenue|value|price|budget|mrr|arr|acv|tcv|сумма|к оплате|бюджет|стоимость|выручка|чек|betrag|importe|monto|valor|montant|importo)(?!\p{L})/iu;
const OTHER_AMOUNT =
  /(?<!\p{L})(?:ids?|currency|code|lifetime|customer|client|company|employees?|property|tax|discount|score|range|tier|band|category|type|валюта|клиента|компании|скидк[аи])(?!\p{L})|%/iu;

/** The same where the heading names a deal. */
export const looksLikeAmountOfDeal = (heading: string): boolean =>
  /(?<!\p{L})(?:deals?|sales?|orders?|contract|сделк[аи]|продажи?|заказа?|договора?)(?!\p{L})/iu.test(
    wordsOf(heading),
  ) && looksLikeAmount(heading);

/**
 * Whether a heading looks like an amount that was paid. The day, the method or the share of a payment do not, nor does
 * a yes or no: «Оплачен».
 */
export const looksLikePaid = (heading: string): boolean =>
  /оплачен[он]|оплат[аыу]?(?!\p{L})|предоплат|поступил|поступлени|получено|внесено|выплачен|\b(?:paid|received|collected|payments?|prepaid|cash in)\b/iu.test(
    heading.replaceAll('_', ' '),
  ) &&
  !/дата|день|время|способ|метод|форма|вид|тип|статус|срок|остат|долг|ожида|план|%|\b(?:is|date|day|time|at|on|method|kind|type|status|due|term|left|plan|paid (?:search|social|traffic))\b/iu.test(
    heading.replaceAll('_', ' '),
  );

/** Whether a heading looks like the outcome of a lead. */
export const looksLikeOutcome = (heading: string): boolean =>
  !/(?<!\p{L})(?:способ|метод|форма|вид|тип|method|kind|type)(?!\p{L})/iu.test(heading) &&
  /стату|этап|стади|состояни|исход|итог|результат|сделка|дата (?:сделки|покупки|продажи)|оплат|оплачен|продан|выигр|закрыт|успе[хш]|\b(?:status|stage|state|outcome|result|won|lost|closed|paid|converted|deal|sold|etapa|fase|estado)\b/iu.test(
    heading.replaceAll('_', ' '),
  );

const wordsOf = (heading: string): string => heading.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replaceAll('_', ' ');

/**
 * Whether a heading looks like the day, week or month of a row. The start or the change of something does not, nor does
 * a number of days.
 */
export const looksLikeDays = (heading: string): boolean =>
  DAYS.test(wordsOf(heading)) && !OTHER_DAYS.test(wordsOf(heading));
const DAYS =
  /(?<!\p{L})(?:date|day|week|month|quarter|period|yearmonth|дата|день|неделя|месяц|период|квартал|datum|tag|woche|monat|fecha|semana|mes|data|mês|jour|semaine|mois|giorno|settimana|mese)(?!\p{L})/iu;
const OTHER_DAYS =
  /(?<!(?:week|month) )(?<!\p{L})(?:start|end|begin|creat|launch|updat|modif|last|first|next|birth|sync|export|import|budget|per|of|free)|weekday|начал|кон[ец]ц|оконч|созда|обнов|изм|запуск|недели|бюджет|послед/iu;

/** Whether a heading looks like the date when a lead reached a stage. A planned or a last date does not. */
export const looksLikeStageDate = (heading: string): boolean =>
  MOMENT.test(wordsOf(heading)) && STAGE.test(wordsOf(heading)) && !NO_STAGE.test(wordsOf(heading));
const MOMENT = /(?<!\p{L})(?:date|at|on|time|timestamp|дата|когда|datum|fecha|data)(?!\p{L})/iu;
const STAGE =
  /(?<!\p{L})(?:mql|sql|opp|opportunity|qualif\p{L}*|квал\p{L}*|contacted|demo|meeting|встреч[аи]|презентаци\p{L}*|proposal|quote|offer|кп|предложени\p{L}*|negotiation|переговор\p{L}*|decision|решени\p{L}*|propuesta|proposta|angebot)(?!\p{L})/iu;
const NO_STAGE =
  /(?<!\p{L})(?:last|next|plan|expect|due|end|expir|valid|creat|modif|updat|id|послед|следующ|план|истек|срок|созда|измен)/iu;

/**
 * Whether the values of a column may be names of platforms without saying where the row came from. `areLeads`: the rows
 * are leads.
 */
export const looksLikeNoSource = (heading: string, areLeads: boolean): boolean =>
  SAID_OR_SOUGHT.test(heading) || (areLeads && ASKED_FOR.test(heading));
/** A messenger to answer in, a way to sign in, labels, competitors, search words. */
const SAID_OR_SOUGHT =
  /messeng|мессендж|связ|ответ|напис|писать|(?<!\p{L})(?:write|text|chat|чат|via|term)(?!\p{L})|repl(?:y|ies)|respon[sd]|contact|контакт|log.?in|sign.?(?:up|in)|auth|авториз|вход|regist|регистр|label|метк|(?<!\p{L})(?:tags?|теги?|ярлык)|competitor|rival|конкурент|keyword|query|ключ|запрос|фраз|audience|аудитор|interest|интерес|topic|browser|браузер|device|устройств/iu;
/** For leads also what they want or who they are: agencies sell «Яндекс Директ», and Ozon may be the client. */
const ASKED_FOR =
  /услуг|товар|продукт|курс(?!\p{L})|тариф|компани|организац|работодат|(?<!\p{L})(?:services?|products?|course|plan|company|companies|organi[sz]ation|employer|account|brand)(?!\p{L})|бренд/iu;
