import { add, type Exact, exact, isExact } from '../../model/exact.js';
import { mask } from '../../model/fold.js';
import { formatWhole, toTheCent } from '../../model/numbers.js';
import type { Warning } from '../../model/report.js';
import { counted, type Lang, text } from '../../model/text.js';
import { detailsOf } from '../recognise/grain.js';
import { lineOf } from '../scan/line-of.js';
import type { Loaded } from '../scan/loaded.js';
import type { Subtotal, Subtotals } from './subtotals.js';

/** So many lines are named. */
const SHOWN = 5;

/** Tells what was made of rows that equal the sum of others, since nothing in the file calls them sums. */
export function subtotalsSaid(loaded: Loaded, subtotals: Subtotals | null): Warning[] {
  if (subtotals === null) return [];
  const { file } = loaded;
  const { left, perhaps, instead } = subtotals;
  const said = (rows: readonly Subtotal[], lang: Lang) => termsOf(loaded, subtotals, rows, lang);
  return [
    ...(left.length === 0
      ? []
      : [
          {
            code: 'subtotals-left-out' as const,
            count: left.length,
            message: text(
              `${file.name}: ${counted(left.length, 'row')} left out, being the sum of others as it seems (${said(left, 'en')}): to count them, write a name where they have none, as «other», in the file`,
              `${file.name}: не посчитаны строки, равные сумме других: ${left.length} (${said(left, 'ru')}); чтобы посчитать их, впишите в файле недостающее название, например «прочее»`,
            ),
          },
        ]),
    ...(perhaps.length === 0
      ? []
      : [
          {
            code: 'perhaps-subtotals' as const,
            count: perhaps.length,
            message: text(
              `${file.name}: ${counted(perhaps.length, 'row')} counted that may be the sum of others (${said(perhaps, 'en')}), which then count twice: if so, take the lines out of the file; if not, write a name where they have none, as «other»`,
              `${file.name}: посчитаны строки, похожие на суммы других: ${perhaps.length} (${said(perhaps, 'ru')}); если это суммы, всё посчитано дважды: уберите их из файла; если нет, впишите недостающее название, например «прочее»`,
            ),
          },
        ]),
    ...(instead.length === 0
      ? []
      : [
          {
            code: 'perhaps-subtotals' as const,
            count: instead.length,
            message: text(
              `${file.name}: ${counted(instead.length, 'row')} counted, being the sum of rows that «exclude» leaves out (${said(instead, 'en')}): if what these hold is not to count, take the lines out of the file`,
              `${file.name}: посчитаны строки, равные сумме тех, которые не учитываются по «exclude»: ${instead.length} (${said(instead, 'ru')}); если и в них лишнее, уберите их из файла`,
            ),
          },
        ]),
  ];
}

/** `lines 4, 7; without «Campaign»; «Spend» 2,000.00` */
function termsOf(
  { scan, shape, recognised }: Loaded,
  { open, measure }: Subtotals,
  rows: readonly Subtotal[],
  lang: Lang,
): string {
  const heading = (field: string) => {
    const own = recognised.columns.get(field)?.heading;
    const details = field === 'detail' ? detailsOf(shape.headings, recognised.table, recognised.columns) : [];
    return [...(own === undefined ? [] : [own]), ...details.map((one) => one.heading)].map((one) => `«${mask(one)}»`);
  };
  const lines = rows.slice(0, SHOWN).map(({ record }) => lineOf(scan.lineMap, record));
  const list = lines.join(', ') + (rows.length > SHOWN ? ' …' : '');
  const blank = open.flatMap(heading).join(', ');
  const amount = amountOf(rows, lang);
  const parts =
    lang === 'en'
      ? [`${rows.length === 1 ? 'line' : 'lines'} ${list}`, ...(blank === '' ? [] : [`without ${blank}`])]
      : [`${rows.length === 1 ? 'строка' : 'строки'} ${list}`, ...(blank === '' ? [] : [`без ${blank}`])];
  return [...parts, ...heading(measure).map((one) => `${one} ${amount}`)].join('; ');
}

/** What they come to, as tables show it: a count is whole. */
function amountOf(rows: readonly Subtotal[], lang: Lang): string {
  const values = rows.map(({ value }) => value);
  if (!values.some(isExact))
    return formatWhole(
      values.reduce<bigint>((sum, value) => (typeof value === 'bigint' ? sum + value : sum), 0n),
      lang,
    );
  return toTheCent(
    values.reduce<Exact>((sum, value) => (isExact(value) ? add(sum, value) : sum), exact(0)),
    lang,
  );
}
