import { text } from '../../error.js';
import { add, compare, divide, type Exact, exact, parseExact, round, subtract } from '../../model/exact.js';
import { mask } from '../../model/fold.js';
import { toTheCent } from '../../model/numbers.js';
import type { Warning } from '../../model/report.js';
import type { Lang } from '../../model/text.js';
import type { Loaded } from '../scan/loaded.js';
import { cellsOf } from '../shape/record-cells.js';
import type { Typed } from '../type/type.js';
import { amountOf, type Tally } from './tally.js';

/** Platforms round each row: a total may differ by a kopeck per row. */
const PER_ROW = exact(1, 100);

/** A total of the whole account, which an export of one level need not cover. */
const ACCOUNT = /:\s*(?:account|аккаунт|konto|compte)$/iu;

/** A label that may as well be the name of a campaign: `All`, `Total: Gym`, `Brand Total`; a bare `Total` is none. */
const isPerhapsName = (label: string): boolean =>
  label !== '' &&
  !ACCOUNT.test(label) &&
  !/^(?:(?:grand |sub-?)?totals?|total g[eé]n[eé]ral|(?:общий |промежуточный )?итог|итого|всего|gesamt)[\s:]*$/iu.test(
    label,
  );

/**
 * A file's totals as a checksum of its rows. One of the same level must agree, else rows are missing; where only the
 * account's total is larger, the export does not cover all of the account, and says less than was spent.
 */
export function checkTotals(
  { totals, recognised, shape, file }: Loaded,
  { readings }: Typed,
  counted: Tally,
): Warning[] {
  const field = recognised.columns.has('cost') ? 'cost' : 'clicks';
  const column = recognised.columns.get(field);
  const reading = column && readings.get(column.index);
  if (recognised.table !== 'ad_stats' || totals.length === 0 || !column || !reading) return [];
  const isRead: Parameters<typeof amountOf>[2] = ({ reject }) => reject === null;
  const count = counted.groups.reduce((sum, group) => (isRead(group) ? sum + group.rows : sum), 0);
  const added = amountOf(counted, field, isRead)?.sum ?? exact(0);
  const found: { label: string; value: Exact }[] = [];
  let unnamed: Exact | undefined;
  for (const { record, isNamed } of totals) {
    const cells = cellsOf(record, shape.delimiter).map((cell) => cell.trim());
    const written = reading.parse?.(cells[column.index] ?? '');
    if (!written) continue;
    const { num, den } = parseExact(written);
    const value = { num, den: recognised.micros && field === 'cost' ? den * 1_000_000n : den };
    if (!isNamed) unnamed = add(unnamed ?? exact(0), value);
    else found.push({ label: cells.find((one) => one !== '') ?? '', value });
  }
  // Totals without a label stand once, or once a day: together they are the total.
  if (unnamed) found.push({ label: '', value: unnamed });
  const tolerance = { num: PER_ROW.num * BigInt(count), den: PER_ROW.den };
  const agrees = ({ value }: { value: Exact }) => {
    const difference = subtract(value, added);
    return (
      compare({ num: difference.num < 0n ? -difference.num : difference.num, den: difference.den }, tolerance) <= 0
    );
  };
  const account = found.find(({ label }) => ACCOUNT.test(label));
  const sameLevel = found.find((total) => total !== account);
  if (account && !agrees(account) && compare(account.value, add(added, tolerance)) > 0) {
    const share = divide(added, account.value);
    const percent = share ? round({ num: share.num * 100n, den: share.den }, 0) : '0';
    return [
      {
        code: 'account-not-covered',
        count: 1,
        message: text(
          `${file.name}: its rows add up to ${toTheCent(added, 'en')} of the account's ${toTheCent(account.value, 'en')}: the export covers ${percent}% of the account`,
          `${file.name}: строки дают ${toTheCent(added, 'ru')} из ${toTheCent(account.value, 'ru')} по аккаунту: выгрузка покрывает ${percent} % аккаунта`,
        ),
      },
    ];
  }
  if (!sameLevel || found.some(agrees)) return [];
  const names = found.filter(({ label }) => isPerhapsName(label)).slice(0, 3);
  const taken = (lang: Lang) =>
    names.map(({ label, value }) => `«${mask(label)}» ${toTheCent(value, lang)}`).join(', ');
  return [
    {
      code: 'total-differs',
      count: 1,
      message: text(
        `${file.name}: its rows add up to ${toTheCent(added, 'en')}, its own total says ${toTheCent(sameLevel.value, 'en')}: rows are missing or too many${names.length > 0 ? `, or what was taken for a total is a campaign: ${taken('en')}; if so, rename it in the file, or export by day` : ''}`,
        `${file.name}: строки дают ${toTheCent(added, 'ru')}, а итог файла — ${toTheCent(sameLevel.value, 'ru')}: строк не хватает или есть лишние${names.length > 0 ? `, или за итог принята кампания: ${taken('ru')}; тогда переименуйте её в файле или выгрузите по дням` : ''}`,
      ),
    },
  ];
}
