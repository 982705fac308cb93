import { compareWords } from '../../model/compare-words.js';
import { fold } from '../../model/fold.js';
import { areSums, type Table } from '../../model/tables.js';
import type { Column, Recognised } from './recognised.js';

/** Headings of the account, or the client of an agency, whose advertising the rows are. */
const ACCOUNTS = new Set([
  ...['account', 'account name', 'account id', 'ad account', 'ad account name', 'ad account id', 'customer id'],
  ...['customer', 'advertiser', 'advertiser name', 'advertiser id', 'client', 'client login', 'account_name'],
  ...['account_id', 'customer_id', 'advertiser_id', 'ad_account_id', 'аккаунт', 'название аккаунта', 'клиент'],
  ...['идентификатор аккаунта', 'рекламный аккаунт', 'кабинет', 'рекламный кабинет', 'логин', 'логин клиента'],
]);

/**
 * Headings that split a campaign's figures further, beside groups and ads. They tell whether two exports are of different
 * levels.
 */
const DETAILS =
  /^(?:(?:search |ad )?keyword(?: text| id)?|search term|search query|match type|ключевая фраза|поисковый запрос|условие показа|тип условия показа|тип соответствия|location|country|country\/territory|region|city|county|страна|регион|город|регион (?:местонахождения|таргетинга)|age|age (?:group|range)|gender|возраст|пол|device|device type|impression device|устройство|тип устройства|placement|network(?: \(with search partners\))?|publisher platform|площадка показа|название площадки|тип площадки|место размещения|hour(?: of (?:the )?day)?|час|ad (?:group|set|squad) (?:id|name)|adset (?:id|name)|№ группы|название группы|номер группы|ad id|ad name|№ объявления|id объявления|creative|creative (?:id|name)|headline(?: 1)?|заголовок|ad type|ad format|final url|landing page|audience|аудитория|audience segment)$/iu;

/** The same as it was recognised, with the column of its account where a heading names one. */
export function withAccount(recognised: Recognised, headings: readonly string[]): Recognised {
  const { columns, table, settings } = recognised;
  if (!areSums(table) || columns.has('account') || settings?.set.has('account')) return recognised;
  const taken = new Set([...columns.values()].map(({ index }) => index));
  const found = headings.flatMap((heading, index) => (ACCOUNTS.has(fold(heading)) && !taken.has(index) ? [index] : []));
  const [index] = found;
  if (index === undefined) return recognised;
  const account: Column = { index, heading: headings[index] as string, kind: 'text' };
  return { ...recognised, columns: new Map([...columns, ['account', account]]) };
}

/** Columns that nothing is read from and that split rows further (keywords, places, devices), ordered by name. */
export function detailsOf(headings: readonly string[], table: Table, columns: ReadonlyMap<string, Column>): Column[] {
  if (!areSums(table)) return [];
  const taken = new Set([...columns.values()].map(({ index }) => index));
  return headings
    .flatMap((heading, index): Column[] =>
      DETAILS.test(fold(heading)) && !taken.has(index) ? [{ index, heading, kind: 'text' }] : [],
    )
    .sort((a, b) => compareWords(fold(a.heading), fold(b.heading)));
}

/** The account out of the lines above a header: `Клиент: ООО «Пример» (primer-demo)`. */
export function accountIn(preamble: readonly string[]): string | undefined {
  for (const line of preamble) {
    // Separators of empty cells at the end of the line are taken off first, one by one.
    let end = line.length;
    while (end > 0 && /[",;\t\s]/.test(line[end - 1] as string)) end--;
    const [, name] =
      /^["\s]*(?:клиент|client|account(?: name)?|аккаунт|customer)\s*:\s*(\S.*)$/iu.exec(line.slice(0, end)) ?? [];
    if (name) return name.trim();
  }
  return undefined;
}
