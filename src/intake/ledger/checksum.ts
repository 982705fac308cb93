import { text } from '../../error.js';
import { add, compare, divide, round } from '../../model/exact.js';
import { mask } from '../../model/fold.js';
import { toTheCent } from '../../model/numbers.js';
import type { Warning } from '../../model/report.js';
import type { Lang } from '../../model/text.js';
import type { Loaded } from '../scan/loaded.js';
import type { Typed } from '../type/type.js';
import { isSum, rowsOf, type Said, tolerance, totalsOf } from './own-totals.js';
import type { Tally } from './tally.js';

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
export function checkTotals(loaded: Loaded, typed: Typed, counted: Tally): Warning[] {
  const { recognised, file } = loaded;
  const field = recognised.columns.has('cost') ? 'cost' : 'clicks';
  if (recognised.table !== 'ad_stats') return [];
  const found = totalsOf(loaded, typed, field);
  const rows = rowsOf(field, counted);
  const added = rows.sum;
  const agrees = ({ value }: Said) => isSum(value, rows);
  const account = found.find(({ label }) => ACCOUNT.test(label));
  const sameLevel = found.find((total) => total !== account);
  if (account && !agrees(account) && compare(account.value, add(added, tolerance(rows))) > 0) {
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
