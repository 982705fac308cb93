import { text } from '../error.js';
import { defineOption, ifWritten, OPENING, TEXT, wrongValue } from './define-option.js';

export const memory = defineOption({
  flags: '--memory <size>',
  isRare: true,
  help: text('memory for the engine, like 2GB', 'память для расчёта, например 2GB'),
  on: OPENING,
  given: TEXT,
  read: ifWritten((size) => {
    if (!/^\d+(\.\d+)?\s?[KMGT]i?B$/i.test(size))
      throw wrongValue('--memory', size, text('a size like 2GB', 'объём вида 2GB'), [sizeMeant(size)]);
    return size;
  }),
});

/** What was meant by a size without its unit: `2` and `2G` are `2GB`. */
const sizeMeant = (written: string): string | undefined => {
  const [, number, unit = 'G'] = /^(\d+(?:[.,]\d+)?)\s?([KMGT])?$/i.exec(written) ?? [];
  return number && `${number.replace(',', '.')}${unit.toUpperCase()}B`;
};

const WHOLE = text('a whole number', 'целое число');

export const threads = defineOption({
  flags: '--threads <n>',
  isRare: true,
  help: text('threads for the engine', 'число потоков'),
  on: OPENING,
  given: { wanted: WHOLE, holds: Number.isInteger },
  read: (given: number | undefined) => {
    if (given === undefined) return undefined;
    if (!/^[1-9]\d{0,2}$/.test(String(given))) throw wrongValue('--threads', String(given), WHOLE, ['2']);
    return Number(given);
  },
});
