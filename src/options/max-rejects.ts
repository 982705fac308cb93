import { text } from '../error.js';
import { defineOption, READING, wrongValue } from './define-option.js';

const WANTED = text('a share like 1% or a number of lines', 'доля вида 1% или число строк');
/** What was meant by a share without `%` or with a comma: `0.05` is `5%`, `5,5%` is `5.5%`. */
const shareMeant = (written: string): string | undefined => {
  const [, number = '', percent] = /^(\d+[.,]\d+)\s?(%)?$/.exec(written) ?? [];
  const share = Number(number.replace(',', '.')) * (percent ? 1 : 100);
  return number !== '' && share <= 100 ? `${Number(share.toPrecision(12))}%` : undefined;
};
const DEFAULT = '1%';

/** `1%` becomes `{ share: 0.01 }` of the lines of a file, `20` becomes `{ lines: 20 }`. */
export const maxRejects = defineOption({
  flags: '--max-rejects <share>',
  isRare: true,
  help: text('above this share of unreadable lines no report is printed', 'выше этой доли нечитаемых строк отчёта нет'),
  on: READING,
  default: DEFAULT,
  given: { wanted: WANTED, holds: (value) => typeof value === 'string' || typeof value === 'number' },
  read: (given: string | number | undefined): { share: number } | { lines: number } => {
    const written = String(given ?? DEFAULT);
    const [, percent] = /^(\d{1,3}(?:\.\d+)?)\s?%$/.exec(written) ?? [];
    if (percent !== undefined && Number(percent) <= 100) return { share: Number(percent) / 100 };
    if (/^\d+$/.test(written)) return { lines: Number(written) };
    throw wrongValue('--max-rejects', written, WANTED, [shareMeant(written)]);
  },
});
