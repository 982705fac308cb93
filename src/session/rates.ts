import type { Config } from '../config/schema.js';
import { text, UserError } from '../error.js';
import { isDay } from '../model/dates.js';
import { MOST_DIGITS, type Rate, worthOf } from '../model/exchange-rate.js';
import { mask } from '../model/fold.js';
import type { Text } from '../model/text.js';
import { readSmallTable, type SmallTable } from './small-table.js';

/**
 * The rates of the configuration, or of the file that it names.
 *
 * @throws {UserError} Where the file has a line that is no rate.
 */
export async function ratesOf({ rates }: Config, file: { path: string; name: string } | null): Promise<Rate[]> {
  if (file) return readRates(file.path, file.name);
  return typeof rates === 'string'
    ? []
    : [...rates].map(([currency, written]) => ({ currency, day: null, worth: worthOf(written) as Rate['worth'] }));
}

const EXPECTED = text('a line like 2026-10-01,USD,92.5', 'строка вида 2026-10-01,USD,92.5');
const TABLE: SmallTable = {
  headings: { day: ['date', 'day', 'дата', 'день'], currency: ['currency', 'валюта'], rate: ['rate', 'курс'] },
  what: text(
    'rates need the headings date,currency,rate, each once',
    'для курсов нужны заголовки date,currency,rate, каждый один раз',
  ),
  expected: EXPECTED,
};

/**
 * Reads a file of rates, `date,currency,rate`: how many units of the report's currency one unit of that currency was
 * worth on that day. Also as spreadsheets write it: `01.10.2026;USD;92,5`.
 *
 * @throws {UserError} For a line that is no rate.
 */
async function readRates(path: string, name: string): Promise<Rate[]> {
  const rows = (await readSmallTable(path, name, TABLE)).map(({ line, cells }) => ({
    line,
    ...{ day: cells.day ?? '', currency: cells.currency ?? '', rate: cells.rate ?? '' },
  }));
  const hasPoints = rows.some(({ rate }) => rate.includes('.'));
  // `1,234` alone could be 1234. Another rate must show that the comma is the decimal mark.
  const hasCommas = !hasPoints && rows.some(({ rate }) => /^(?:\d+,(?!\d{3}$)\d+|0+,\d+)$/.test(rate));
  const seen = new Map<string, number>();
  return rows.map(({ line, ...row }) => {
    const wrong = (what: Text) => new UserError(what, { file: name, line, hint: EXPECTED });
    const day = row.day.replace(/^(\d\d)\.(\d\d)\.(\d{4})$/, '$3-$2-$1');
    if (!isDay(day)) throw wrong(text(`not a day: ${mask(row.day)}`, `это не день: ${mask(row.day)}`));
    if (!/^[A-Za-z]{3}$/.test(row.currency))
      throw wrong(
        text(`not the code of a currency: ${mask(row.currency)}`, `это не код валюты: ${mask(row.currency)}`),
      );
    const worth = worthOf(hasCommas ? row.rate.replace(',', '.') : row.rate);
    if (!worth) throw wrong(notARate(row.rate));
    const currency = row.currency.toUpperCase();
    const before = seen.get(`${currency} ${day}`);
    if (before !== undefined)
      throw new UserError(
        text(
          `a second rate for ${currency} on ${day}, the first is in line ${before}`,
          `второй курс ${currency} на ${day}, первый — в строке ${before}`,
        ),
        { file: name, line, hint: text('keep the one that is right', 'оставьте верный') },
      );
    seen.set(`${currency} ${day}`, line);
    return { currency, day, worth };
  });
}

const notARate = (written: string): Text => {
  const shown = mask(written);
  if (/^\d+(?:[.,]\d+)?$/.test(written) && /[1-9]/.test(written) && !written.includes(','))
    return text(`a rate of more than ${MOST_DIGITS} digits: ${shown}`, `в курсе больше ${MOST_DIGITS} цифр: ${shown}`);
  return text(`not a rate, a number above zero: ${shown}`, `это не курс, не число больше нуля: ${shown}`);
};
