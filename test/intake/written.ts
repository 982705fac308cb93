// What people and programs write into cells, for invented files.

export const two = (value: number): string => String(value).padStart(2, '0');
const grouped = (whole: string, by: string): string => whole.replace(/\B(?=(\d{3})+$)/g, by);

/** An amount of these digits in one of the ways that it is written: `form` is below `AMOUNT_FORMS`. */
export const amountWritten = (whole: string, part: string, form: number): string =>
  [
    `${whole}.${part}`,
    `${whole},${part}`,
    `${grouped(whole, ' ')},${part}`,
    `${grouped(whole, '\u00a0')},${part} ₽`,
    `€${grouped(whole, ',')}.${part}`,
    `-${whole}`,
    `(${grouped(whole, ',')}.${part})`,
    whole,
    grouped(whole, '.'),
    `.${part}`,
    `${whole}. `,
    `-${grouped(whole, ' ')}`,
  ][form] as string;
export const AMOUNT_FORMS = 12;

/** Cells that are neither dates nor amounts, or blank. */
export const ODD = [
  '',
  ' ',
  '-',
  '—',
  'n/a',
  ...['NULL', '\\N', 'NaT', ' NULL ', 'null'],
  '0000-00-00',
  '\u00a0',
  'x'.repeat(40),
  'a "quoted" one',
  'two\nlines',
  '0',
  '\t5',
];
