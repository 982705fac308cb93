// Writes a table of plain values as CSV, in formats that the text itself proves.

import { stringify } from 'csv-stringify/sync';
import type { Random } from './random.js';

/** The value of a cell: text, money in hundredths, or a moment `2026-10-05 14:22:10`. */
export type Value = { text: string } | { cents: number } | { moment: string };

export interface Table {
  headings: string[];
  rows: Value[][];
}

type DateStyle = 'iso' | 'iso-time' | 'dots' | 'dots-time' | 'named';
type MoneyStyle = 'plain' | 'comma' | 'us' | 'eu' | 'euro';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const writeMoment = (moment: string, style: DateStyle): string => {
  const [date = '', time = ''] = moment.split(' ');
  const [year = '', month = '', day = ''] = date.split('-');
  if (style === 'iso') return date;
  if (style === 'iso-time') return moment;
  if (style === 'named') return `${MONTHS[Number(month) - 1]} ${Number(day)}, ${year}`;
  return style === 'dots' ? `${day}.${month}.${year}` : `${day}.${month}.${year} ${time.slice(0, 5)}`;
};

const writeMoney = (cents: number, style: MoneyStyle, isBare: boolean): string => {
  const isGrouped = style === 'us' || style === 'eu' || style === 'euro';
  const [group, mark] = style === 'us' || style === 'plain' ? [',', '.'] : ['.', ','];
  const digits = String(Math.floor(cents / 100));
  const whole = isGrouped ? digits.replace(/\B(?=(\d{3})+$)/g, group) : digits;
  const tail = String(cents % 100).padStart(2, '0');
  const part = tail === '00' && isBare ? '' : `${mark}${isGrouped ? tail : tail.replace(/0$/, '')}`;
  return `${style === 'euro' ? '€ ' : ''}${whole}${part}`;
};

/** Whether the column has nothing but values like `1,234` or `1.234`, which leave its decimal mark open. */
const isUnsettled = (texts: string[]) => {
  const bare = texts.map((text) => text.replace('€ ', ''));
  return bare.some((text) => /^\d{1,3}[.,]\d{3}$/.test(text)) && !bare.some((text) => /[.,]\d{1,2}$/.test(text));
};

export interface Written {
  text: string;
  /** The format to state in funnel.yaml, if names of months are used. */
  dates?: string;
}

export const writeTable = (random: Random, table: Table, options: { euro: boolean }): Written => {
  const delimiter = random.pick([',', ';']);
  const named = random.chance(0.1);
  const day = random.weighted([
    ['iso', 2] as const,
    ['iso-time', 3] as const,
    ['dots', 2] as const,
    ['dots-time', 3] as const,
  ]);
  const money: MoneyStyle = random.pick(
    options.euro ? ['plain', 'comma', 'us', 'eu', 'euro'] : ['plain', 'comma', 'us', 'eu'],
  );
  const columns = table.headings.map((_, i) => table.rows.map((row) => row[i] ?? { text: '' }));

  const written = columns.map((values) => {
    if (values.some((value) => 'moment' in value)) {
      const write = (style: DateStyle) =>
        values.map((value) => ('moment' in value ? writeMoment(value.moment, style) : ''));
      const texts = write(named ? 'named' : day);
      // Without a day above 12 the order of day and month is open.
      const isOpen = day.startsWith('dots') && !named && !texts.some((text) => Number(text.slice(0, 2)) > 12);
      return isOpen ? write('iso') : texts;
    }
    if (values.some((value) => 'cents' in value)) {
      const bare = values.map(() => random.chance(0.5));
      const write = (style: MoneyStyle) =>
        values.map((value, i) => ('cents' in value ? writeMoney(value.cents, style, bare[i] ?? false) : ''));
      const texts = write(money);
      return isUnsettled(texts) ? write(money === 'us' ? 'plain' : 'comma') : texts;
    }
    return values.map((value) => ('text' in value ? value.text : ''));
  });

  const rows = table.rows.map((_, i) => written.map((column) => column[i] ?? ''));
  const text = stringify([table.headings, ...rows], {
    delimiter,
    quoted_match: /\n/,
    bom: random.chance(0.2),
    record_delimiter: random.pick(['\n', '\r\n']),
  });
  return named ? { text, dates: 'MMM d, yyyy' } : { text };
};
