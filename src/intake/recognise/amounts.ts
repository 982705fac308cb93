import { text, UserError } from '../../error.js';
import { isCurrency, PLAIN_CODES } from '../../model/currencies.js';
import { areSums, RESULTS } from '../../model/tables.js';
import { Words } from '../../model/words.js';
import { generic } from '../../sources/generic.js';
import { entryOf } from '../shape/entry.js';
import type { Column, Recognised } from './recognised.js';
import type { UnreadTable } from './unread-table.js';

/**
 * Checks amounts that the configuration names as those of a known export are: if a column beside them gives currencies,
 * each amount has that of its row; if their heading names another unit, a person has to decide.
 */
export function withCheckedAmounts(recognised: Recognised, table: UnreadTable): Recognised {
  for (const { heading } of amountsOf(recognised)) refuseUnit(heading, recognised, table.file);
  refuseRunning(recognised, table.file);
  return inOwnCurrency(recognised, table, SAYS_CURRENCY);
}

/**
 * Takes the currency of amounts from a column beside them, whoever wrote the file: otherwise the sum would be in no
 * currency. For a platform's own export the heading must say nothing more than "currency": the currency of a contract or
 * a price is somebody's own field.
 */
export function inCurrencyBeside(recognised: Recognised, table: UnreadTable): Recognised {
  const says = recognised.source === generic.name ? OF_A_SHEET : OF_A_PLATFORM;
  return inOwnCurrency(recognised, table, says);
}

function inOwnCurrency(recognised: Recognised, table: UnreadTable, says: RegExp): Recognised {
  const amounts = amountsOf(recognised);
  if (amounts.length === 0 || recognised.columns.has('currency')) return recognised;
  const currency =
    currencyBeside(amounts, table, says) ?? (says === OF_A_PLATFORM ? undefined : currencyUntitled(recognised, table));
  if (!currency) {
    refuseRates(recognised, table);
    return recognised;
  }
  return { ...recognised, columns: new Map([...recognised.columns, ['currency', currency]]) };
}

/**
 * Finds a column of currency codes whatever its heading is, as long as every cell is a code and there are several. A
 * heading that speaks of another currency does not count. If the currency of the file was said, in funnel.yaml or in the
 * headings of the amounts, that counts.
 */
function currencyUntitled(recognised: Recognised, { headings, valuesOf, firstOf }: UnreadTable): Column | undefined {
  const { columns, settings } = recognised;
  const isConverted = (heading: string) => CONVERTED.test(heading.slice(0, LONGEST));
  if (settings?.currency !== undefined) return undefined;
  const taken = new Set([...columns.values()].map(({ index }) => index));
  const areCodes = (cells: Iterable<string>) => {
    const filled = [...cells].filter((cell) => cell.trim() !== '');
    return filled.length > 1 && filled.every((cell) => CODES.has(cell.trim()));
  };
  const found = headings.flatMap((heading, index): Column[] => {
    const isOther = taken.has(index) || heading.length > LONGEST || SAYS_CURRENCY.test(heading) || isConverted(heading);
    return !isOther && areCodes(firstOf(index)) && areCodes(valuesOf(index)) ? [{ index, heading, kind: 'text' }] : [];
  });
  // Two of them are what is changed, and into what.
  if (found.length !== 1) return undefined;
  return amountsOf(recognised).every((one) => isConverted(one.heading) || saysCurrency(one)) ? undefined : found[0];
}

const saysCurrency = ({ heading }: Column): boolean => OF_A_CURRENCY.test(heading.slice(0, LONGEST));

/** `Cost (EUR)`, «Расход, руб»; a bare dollar may be one of several. */
const OF_A_CURRENCY = new Words(
  () => String.raw`[€£₽₴₸₹₺₩]|(?<!\p{L})(?:${PLAIN_CODES.join('|')}|р|руб\p{L}*|евро|тенге|euros?)(?!\p{L})`,
  'iu',
);

const CODES = new Set(PLAIN_CODES.map((code) => code.toUpperCase()));

/** Zoho keeps the exchange rate beside the amount. If rates differ by many times, the amounts are in several currencies. */
function refuseRates(recognised: Recognised, { headings, file, valuesOf }: UnreadTable): void {
  const { table, settings } = recognised;
  const place = headings.findIndex((heading) => /^exchange rate$/iu.test(heading.trim()));
  if (table !== 'crm' || settings?.currency !== undefined || place < 0) return;
  if (amountsOf(recognised).every(saysCurrency)) return;
  const rates = [...valuesOf(place)].map((value) => Number(value.trim().replace(',', '.'))).filter((rate) => rate > 0);
  if (rates.length < 2 || Math.max(...rates) < Math.min(...rates) * MOVES) return;
  throw new UserError(
    text(
      'amounts of several currencies, as their rates tell, and no column says which',
      'суммы в нескольких валютах, как видно по курсам, а столбца с валютой нет',
    ),
    {
      file,
      hint: text(
        `export it again with the column «Currency»; if all are of one, put into funnel.yaml: ${entryOf(file, {}, { currency: 'USD' })}`,
        `выгрузите ещё раз со столбцом «Currency»; если валюта одна, впишите в funnel.yaml: ${entryOf(file, {}, { currency: 'USD' })}`,
      ),
    },
  );
}

/** Within the days of one export no currency moves by so much against another. */
const MOVES = 3;

const amountsOf = ({ columns }: Recognised): Column[] =>
  ['cost', 'revenue', 'amount'].flatMap((field) => columns.get(field) ?? []);

/** Spelt out: to prepare a class of all letters without case takes milliseconds. */
const LETTERS = 'a-zà-ÿа-яё';

/** Before `Cent` in one word. */
const MONEY = '(?:costs?|spen[dt]|amount|revenue|price|value|budget|total|sum|fee|paid|eur|euro|usd|us)';

/** Hundredths or thousands of the currency, which would be read as whole units. */
export const OTHER_UNIT = new RegExp(
  [
    // `cost_cents`, `costCents`, `spendInCents`, «Расход, коп.»; but neither a percentage nor `Recent` and `Tencent`.
    String.raw`(?<!per ?|ac|adoles|cres|inno|do)cents(?![${LETTERS}])|(?:(?<![${LETTERS}]|per )|(?<=${MONEY}(?:in)?))cent(?![${LETTERS}])|[ck]opecks?(?![${LETTERS}])|kopeks?(?![${LETTERS}])|(?<![${LETTERS}])(?:pence|pennies|centavos?|c[eé]ntimos?|centimes?|centesimi|grosz[ey]?|öre|¢)(?![${LETTERS}])|(?<![${LETTERS}])коп(?:\.|ейк|ійок|$|[,) ])`,
    // Thousands: `тыс.`, `т.р.`, `т. руб.`, `k$`, `, K`, `(000)`, `000s`.
    String.raw`(?<![${LETTERS}])тыс|thousand|(?<![${LETTERS}])т\. ?р(?![${LETTERS}]{4})|(?<![${LETTERS}])(?:тр|тр\.)$|(?<![${LETTERS}])tsd(?![${LETTERS}])|(?<![${LETTERS}])miles? de|(?<![${LETTERS}])mil(?= (?:r\$|eur|usd|reais))`,
    String.raw`(?<![${LETTERS}\d])k ?[$€£₽]|[$€£₽] ?k(?![${LETTERS}\d])|[,(] ?k\)?$|(?<!\d)['’]?000['’]?s?\)?$|(?<![${LETTERS}\d])к ?[₽$€](?![${LETTERS}])`,
    String.raw`(?<![${LETTERS}])млн|(?<![${LETTERS}])млрд|\bmln\b|\bmio\b|\bmillions?\b|(?<![${LETTERS}\d])m[$€£]|[$€£]m(?![${LETTERS}\d])`,
  ].join('|'),
  'iu',
);
export const MICROS = /micros?(?!\p{L})|микро/iu;
/** A longer heading is a sentence. */
const LONGEST = 200;

function refuseUnit(heading: string, { micros, perhapsMicros, settings }: Recognised, file: string): void {
  if (heading.length > LONGEST || perhapsMicros) return;
  if (MICROS.test(heading) && !micros && settings?.micros === undefined)
    throw new UserError(
      text(`«${heading}» is in millionths of the currency`, `«${heading}» — в миллионных долях валюты`),
      {
        file,
        hint: text(
          `say so in funnel.yaml: ${entryOf(file, {}, { micros: 'true' })}; or micros: false, if the amounts are whole`,
          `укажите в funnel.yaml: ${entryOf(file, {}, { micros: 'true' })}; или micros: false, если суммы целые`,
        ),
      },
    );
  if (!OTHER_UNIT.test(heading)) return;
  throw new UserError(
    text(`«${heading}» is not in whole units of the currency`, `«${heading}» — не в целых единицах валюты`),
    {
      file,
      hint: text(
        'convert the amounts to whole units, and name the column so',
        'переведите суммы в целые единицы и назовите столбец соответственно',
      ),
    },
  );
}

/** «Расход нарастающим итогом», `Spend YTD`: each day includes those before it. */
export const RUNNING_TOTAL =
  /cumul|kumul|acumul|(?<!\p{L})running(?!\p{L})|to[ _-]date|(?<!\p{L})[mqy]td(?!\p{L})|(?:month|quarter|year)[ _-]to(?!\p{L})|нараст|накопит|накоплен|с начала|кумулятив/iu;

/**
 * Refuses such a column where days are added up, since it counts the first day once for every day. Without days only its
 * last row would be right.
 */
function refuseRunning({ table, columns, settings }: Recognised, file: string): void {
  // Of a campaign's own from–to it is all that was spent.
  const span = columns.get('period_from');
  const isByDay = columns.has('day') || (span !== undefined && (columns.get('period_to') ?? span).index === span.index);
  if (!areSums(table) || !isByDay || settings?.latest !== undefined) return;
  const running = FIGURES.map((field) => columns.get(field)?.heading ?? '').find(
    (heading) => heading.length <= LONGEST && RUNNING_TOTAL.test(heading),
  );
  if (running === undefined) return;
  throw new UserError(
    text(
      `«${running}» is a running total: a day holds those before it`,
      `«${running}» — нарастающий итог: день содержит и предыдущие`,
    ),
    {
      file,
      hint: text(
        'export each day by itself, and name that column',
        'выгрузите каждый день отдельно и укажите этот столбец',
      ),
    },
  );
}

const FIGURES = ['cost', 'clicks', 'impressions', 'sessions', 'actions', ...RESULTS];

const SAYS_CURRENCY = /валют|currency|^curr?\.?$|^ccy$|^вал\.?$|w[äa]hrung|devise|moneda|moeda|valuta|waluta/iu;
const OF_A_SHEET = new RegExp(
  `^(?!.*(?:contract|price|договор|контракт|прайс|цен[аы])).*(?:${SAYS_CURRENCY.source})`,
  'iu',
);
const OF_A_PLATFORM =
  /^(?:(?:deal|lead|opportunity)[ _]?)?(?:currency|curr\.?)(?:[ _]?(?:iso[ _]?)?code)?$|^(?:код[ _])?валют[аы](?: (?:сделки|лида))?$|^(?:w[äa]hrung|devise|moneda|moeda|valuta|waluta)$/iu;
/** An amount that was converted is no longer in the currency of its row. */
const CONVERTED = /company|base|account|home|convert|reporting|компани|базов|аккаунт|пересч|конверт|валюте отч/iu;

/**
 * The column whose heading says "currency" and that has some codes in its cells: the nearest to an amount. Several words
 * in an unknown language are several currencies as well.
 */
function currencyBeside(
  amounts: readonly Column[],
  { headings, valuesOf }: UnreadTable,
  says: RegExp,
): Column | undefined {
  const own = amounts.filter(({ heading }) => !CONVERTED.test(heading.slice(0, LONGEST)));
  const distance = (index: number) => Math.min(...own.map((amount) => Math.abs(amount.index - index)));
  const isSo = (heading: string) => heading.length <= LONGEST && says.test(heading.trim()) && !CONVERTED.test(heading);
  const areCurrencies = ({ index, heading }: Column) => {
    const values = [...valuesOf(index)].filter((value) => value.trim() !== '');
    const areStrange =
      values.length > 1 && OF_A_PLATFORM.test(heading.trim()) && !values.some((one) => /\d/u.test(one));
    return values.some(isCurrency) || areStrange;
  };
  if (own.length === 0) return undefined;
  return headings
    .flatMap((heading, index): Column[] => (isSo(heading) ? [{ index, heading, kind: 'text' }] : []))
    .filter(areCurrencies)
    .sort((a, b) => distance(a.index) - distance(b.index))[0];
}
