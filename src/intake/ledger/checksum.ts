import type { Engine } from '../../engines/engine.js';
import { joined, name, sql } from '../../engines/sql.js';
import { text, UserError } from '../../error.js';
import { add, compare, divide, type Exact, exact, multiply, parseExact, round } from '../../model/exact.js';
import { mask } from '../../model/fold.js';
import { toTheCent } from '../../model/numbers.js';
import type { Warning } from '../../model/report.js';
import type { Lang } from '../../model/text.js';
import type { Loaded } from '../scan/loaded.js';
import { NAMES } from '../scan/scan-rows.js';
import { isBareTotal } from '../scan/totals.js';
import { foldedCell } from '../type/conditions.js';
import { IS_READ, isNotIn } from '../type/running.js';
import type { Typed } from '../type/type.js';
import { isSum, type Rows, rowsOf, type Said, tolerance, totalsOf } from './own-totals.js';
import { type Measure, type Tally, tellingOf } from './tally.js';

/** A total of the whole account, which an export of one level need not cover. */
const ACCOUNT = /:\s*(?:account|аккаунт|konto|compte|cuenta|conta)$/iu;

/** A label that may be the name of a campaign: `All`, `Total: Gym`, `Brand Total`. A bare `Total` cannot be one. */
const isPerhapsName = ({ label }: Said): boolean => label !== '' && !ACCOUNT.test(label) && !isBareTotal(label);

/** A part of the file has a total of its own, whose rows nothing names. */
const IS_PART = /sub|промежут|под[ыи]т|zwischen/iu;

/**
 * Compares a file's own totals with its rows. A total of the same level must agree, else rows are missing. If only the
 * total of the account is larger, the export does not cover the whole account and shows less than was spent. If the rows
 * are a whole multiple of the total, they hold their own sums, and everything would count several times.
 */
export async function checkTotals(
  engine: Engine,
  loaded: Loaded,
  typed: Typed,
  counted: Tally,
  aside: string | null,
): Promise<Warning[]> {
  const { recognised, file } = loaded;
  const [field] = tellingOf(recognised);
  if (!field) return [];
  const found = totalsOf(loaded, typed, field);
  const rows = rowsOf(field, counted);
  const agrees = ({ value }: Said) => isSum(value, rows);
  const account = found.find(({ label }) => ACCOUNT.test(label));
  if (account && !agrees(account) && compare(account.value, add(rows.sum, tolerance(rows))) > 0)
    return [notCovered(file.name, rows.sum, account.value)];
  const others = found.filter((total) => total !== account);
  const parts = others.filter(({ label, group }) => isBareTotal(label) && group === undefined);
  const accounts = found.filter(({ label }) => ACCOUNT.test(label));
  // Totals of days, of months or of sources are the whole together, where there is no total of all.
  if (found.some(agrees) || [parts, others, accounts].some((some) => some.length > 1 && agrees(together(some))))
    return [];
  const unlike: [Said, Rows][] = [];
  for (const total of others) {
    const own = total.group === undefined ? null : await rowsOfGroup(engine, typed, field, total.group, aside);
    // «Итого, январь» is of all rows: none of them bears the name.
    const its = own === null || own.count === 0 ? rows : own;
    if (!isSum(total.value, its)) unlike.push([total, its]);
  }
  const [first] = unlike;
  if (!first) return [];
  refuseMultiple(
    loaded,
    unlike.map(([total]) => total),
    rows,
  );
  return [
    differs(
      file.name,
      first,
      unlike.map(([total]) => total),
    ),
  ];
}

const together = (parts: readonly Said[]): Said => ({
  label: '',
  group: undefined,
  value: parts.reduce((sum, { value }) => add(sum, value), exact(0)),
});

/** The sum of the rows that bear a name, as a source or as a campaign. */
async function rowsOfGroup(
  engine: Engine,
  { rows, fields }: Typed,
  field: Measure,
  group: string,
  aside: string | null,
): Promise<Rows> {
  const bear = NAMES.filter((one) => fields.has(one)).map((one) => sql`${foldedCell(name(one))} = ${group}`);
  const [[sum, count] = []] = await engine.query(sql`select cast(coalesce(sum(${name(field)}), 0) as varchar), count(*)
    from ${name(rows)} where ${IS_READ} and ${aside === null ? sql`true` : isNotIn(aside)} and (${joined(bear, ' or ')})`);
  return { sum: parseExact(sum as string), count: Number(count) };
}

/** How many times the possible rounding a total must be: for a smaller one a whole multiple is chance. */
const WELL_ABOVE = 20n;

function refuseMultiple({ file }: Loaded, totals: readonly Said[], rows: Rows): void {
  for (const { label, group, value } of totals) {
    const least = tolerance(rows);
    const isGrand = group === undefined && (label === '' || (isBareTotal(label) && !IS_PART.test(label)));
    const isLarge = compare(value, { num: least.num * WELL_ABOVE, den: least.den }) > 0;
    const times = isGrand && isLarge ? round(divide(rows.sum, value) ?? exact(0), 0) : '0';
    if (Number(times) < 2 || !isSum(multiply(value, exact(Number(times))), rows)) continue;
    throw new UserError(
      text(
        `its rows add up to ${toTheCent(rows.sum, 'en')}, ${times} times its own total of ${toTheCent(value, 'en')}: rows that are sums of others are counted with them`,
        `строки дают ${toTheCent(rows.sum, 'ru')}, это итог файла (${toTheCent(value, 'ru')}) × ${times}: вместе со строками посчитаны и их суммы`,
      ),
      {
        file: file.name,
        hint: text(
          'take the rows that are sums out of the file, or call each by what it is the total of: Total Google',
          'уберите из файла строки с суммами или назовите каждую по тому, чей это итог: Итого Google',
        ),
      },
    );
  }
}

/** What lacks something is no hundred per cent: 99.937 % are 99.93 %. */
function percentBelow({ num, den }: Exact): string {
  const hundredths = (num * 10_000n) / den;
  const whole = round({ num: num * 100n, den }, 0);
  return num >= den || whole !== '100' ? whole : `${hundredths / 100n}.${hundredths % 100n}`;
}

function notCovered(file: string, added: Exact, whole: Exact): Warning {
  const share = divide(added, whole);
  const percent = share ? percentBelow(share) : '0';
  const inRussian = percent.replace('.', ',');
  return {
    code: 'account-not-covered',
    count: 1,
    message: text(
      `${file}: its rows add up to ${toTheCent(added, 'en')} of the account's ${toTheCent(whole, 'en')}: the export covers ${percent}% of the account`,
      `${file}: строки дают ${toTheCent(added, 'ru')} из ${toTheCent(whole, 'ru')} по аккаунту: выгрузка покрывает ${inRussian} % аккаунта`,
    ),
  };
}

function differs(file: string, [{ value }, { sum }]: [Said, Rows], totals: readonly Said[]): Warning {
  const names = totals.filter(isPerhapsName).slice(0, 3);
  const taken = (lang: Lang) =>
    names.map(({ label, value }) => `«${mask(label)}» ${toTheCent(value, lang)}`).join(', ');
  return {
    code: 'total-differs',
    count: 1,
    message: text(
      `${file}: its rows add up to ${toTheCent(sum, 'en')}, its own total says ${toTheCent(value, 'en')}: rows are missing or too many${names.length > 0 ? `, or what was taken for a total is a campaign: ${taken('en')}; if so, rename it in the file, or export by day` : ''}`,
      `${file}: строки дают ${toTheCent(sum, 'ru')}, а итог файла — ${toTheCent(value, 'ru')}: строк не хватает или есть лишние${names.length > 0 ? `, или за итог принята кампания: ${taken('ru')}; тогда переименуйте её в файле или выгрузите по дням` : ''}`,
    ),
  };
}
