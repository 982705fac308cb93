import { type Text, text, UserError } from '../../error.js';
import { interval, stretches } from '../../model/dates.js';
import { placeOf } from '../../model/entry-place.js';
import { compare, type Exact, round } from '../../model/exact.js';
import { fold, mask } from '../../model/fold.js';
import type { Warning } from '../../model/report.js';
import { counted } from '../../model/text.js';
import { levelOf, type Side } from './ad-sides.js';
import type { Difference, Held, Sums } from './overlap-pair.js';
import type { Doubt } from './overlap-renames.js';

/** What settles it where two files are of two accounts after all. */
const TWO_ACCOUNTS = text(
  'if they are of two accounts or platforms, say so in funnel.yaml, under each file: set: {account: a name} or {source: a name}',
  'если это два аккаунта или две площадки, укажите это в funnel.yaml у каждого файла: set: {account: имя} или {source: имя}',
);

/** What settles it where nothing says which days the rows belong to. */
const PERIODS = text(
  'if they are of different days, say so in funnel.yaml, under each file: period: {from: 2026-01-01, to: 2026-01-31}; else leave one out',
  'если они за разные дни, укажите это в funnel.yaml у каждого файла: period: {from: 2026-01-01, to: 2026-01-31}; иначе уберите один',
);

const FIGURES = new Map<string, Text>([
  ['cost', text('spend', 'расход')],
  ['clicks', text('clicks', 'клики')],
  ['sessions', text('sessions', 'визиты')],
  ['actions', text('target actions', 'целевые действия')],
  ['impressions', text('impressions', 'показы')],
  ['leads', text('leads', 'лиды')],
  ['qualified', text('qualified leads', 'квал. лиды')],
  ['deals', text('deals', 'сделки')],
  ['revenue', text('revenue', 'выручка')],
]);
const figureName = (figure: string): Text => FIGURES.get(figure) ?? text(figure, figure);
const amount = (value: Exact, figure: string): string =>
  round(value, figure === 'cost' || figure === 'revenue' ? 2 : 0);

/** Days in words: `2026-03-15 to 2026-03-20, 2026-03-25`. Rows without a date have none. */
function daysOf(days: readonly { from: string | null; to: string | null }[], lang: 'en' | 'ru'): string {
  const known = days.flatMap(({ from, to }) => (from === null || to === null ? [] : [{ from, to }]));
  if (known.length === 0) return lang === 'en' ? 'all time' : 'всё время';
  if (known.every(({ from, to }) => from === to))
    return stretches([...new Set(known.map(({ from }) => from))].sort(), lang);
  return [...new Set(known.map(({ from, to }) => interval(from, to, lang)))].slice(0, 3).join(', ');
}

const both = (write: (lang: 'en' | 'ru') => string): Text => text(write('en'), write('ru'));

export const countedOnce = (kept: Side, left: Side, { rows, days }: Held): Warning => ({
  code: 'overlapping-exports',
  count: rows,
  message: text(
    `${left.name}: ${counted(rows, 'row')} of ${daysOf(days, 'en')} ${rows === 1 ? 'stands' : 'stand'} in ${kept.name} too, with the same figures: counted once`,
    `${left.name}: строки за ${daysOf(days, 'ru')} (${rows}) есть и в ${kept.name}, с теми же цифрами: посчитаны один раз`,
  ),
});

/** The same days and campaigns with other figures. Which file is right is not for the program to guess. */
export function otherFigures(kept: Side, left: Side, different: readonly Difference[]): UserError {
  const [first] = different as [Difference];
  const where = first.campaign === null ? first.source : `${first.source}, «${mask(first.campaign)}»`;
  const say = (lang: 'en' | 'ru') => {
    const days = daysOf(different, lang);
    const figures = [first.b, first.a].map((value) => amount(value, first.figure));
    const name = figureName(first.figure)[lang];
    return lang === 'en'
      ? `the same days and campaigns stand in ${kept.name} too, with other figures: ${days} (${where}: ${name} ${figures[0]} here, ${figures[1]} there)`
      : `те же дни и кампании есть в ${kept.name}, но с другими цифрами: ${days} (${where}: ${name} здесь ${figures[0]}, там ${figures[1]})`;
  };
  return new UserError(both(say), {
    file: left.name,
    hint: different.every(({ from }) => from === null)
      ? PERIODS
      : text(
          `export both again on one day, or leave one out, so that no day stands in both; ${TWO_ACCOUNTS.en}`,
          `выгрузите оба заново в один день или уберите один, чтобы дни не повторялись; ${TWO_ACCOUNTS.ru}`,
        ),
  });
}

/** The same sums under other ads: they were renamed between the exports, or two ads cost the same. */
export function otherNames(kept: Side, left: Side, doubts: readonly Doubt[]): UserError {
  const [first] = doubts as [Doubt];
  const where = first.campaign === null ? first.source : `${first.source}, «${mask(first.campaign)}»`;
  const say = (lang: 'en' | 'ru') => {
    const sum = `${figureName(first.figure)[lang]} ${amount(first.amount, first.figure)}`;
    return lang === 'en'
      ? `the same sums stand in ${kept.name} under other ads: ${daysOf(doubts, 'en')} (${where}: ${sum}): renamed ads, or two that cost the same`
      : `те же суммы есть в ${kept.name} у других объявлений: ${daysOf(doubts, 'ru')} (${where}: ${sum}): это переименованные объявления или два с одной ценой`;
  };
  return new UserError(both(say), {
    file: left.name,
    hint: text(
      `if they were renamed, take these days out of one file; if they are two, say so in funnel.yaml, under each file: set: {account: a name}`,
      `если переименованы, уберите эти дни из одного файла; если их два, укажите это в funnel.yaml у каждого файла: set: {account: имя}`,
    ),
  });
}

/** Each file has columns that the other lacks: something would be lost whichever rows were left out. */
export function otherColumns(
  a: Side,
  b: Side,
  aLacks: readonly string[],
  bLacks: readonly string[],
  days: Held['days'],
): UserError {
  return new UserError(
    both((lang) =>
      lang === 'en'
        ? `the same days and campaigns stand in ${a.name} too (${daysOf(days, 'en')}); it lacks ${aLacks.join(', ')}, this one lacks ${bLacks.join(', ')}`
        : `те же дни и кампании есть в ${a.name} (${daysOf(days, 'ru')}); в нём нет ${aLacks.join(', ')}, а в этом нет ${bLacks.join(', ')}`,
    ),
    {
      file: b.name,
      hint: text(
        'export one of them again with all columns, and leave the other out',
        'выгрузите один из них заново со всеми столбцами, а другой уберите',
      ),
    },
  );
}

/** Day by day in one file, as a whole in the other. */
export function unlikeDays(
  a: Side,
  b: Side,
  found: { source: string; campaign: string | null; a: (string | null)[]; b: (string | null)[] },
): UserError {
  const where = found.campaign === null ? found.source : `${found.source}, «${mask(found.campaign)}»`;
  const days = ([from, to]: (string | null)[], lang: 'en' | 'ru') =>
    daysOf([{ from: from ?? null, to: to ?? null }], lang);
  return new UserError(
    both((lang) =>
      lang === 'en'
        ? `the same spend stands in ${a.name} for other days: ${where}: ${days(found.b, 'en')} here, ${days(found.a, 'en')} there; it would count twice`
        : `тот же расход есть в ${a.name} за другие дни: ${where}: здесь ${days(found.b, 'ru')}, там ${days(found.a, 'ru')}; он посчитался бы дважды`,
    ),
    {
      file: b.name,
      hint: text(
        `keep the export by day and leave the other out; ${TWO_ACCOUNTS.en}`,
        `оставьте выгрузку по дням, а другую уберите; ${TWO_ACCOUNTS.ru}`,
      ),
    },
  );
}

/** `by «Ad group», «Ad name»`: the headings that the other file does not have, else the finest of its own. */
function level(one: Side, other: Side, lang: 'en' | 'ru'): string {
  const coarse = new Set(levelOf(other));
  const own = levelOf(one);
  const finer = own.filter((column) => !coarse.has(column));
  const headings = [...one.headings.values(), ...one.details];
  const heading = (column: string) =>
    column === 'campaign'
      ? (one.headings.get('campaign') ?? one.headings.get('campaign_id'))
      : headings.find((candidate) => fold(candidate) === column);
  const shown = (finer.length > 0 ? finer : own.slice(-1)).map((column) => `«${heading(column) ?? column}»`);
  if (shown.length === 0) return lang === 'en' ? 'as a whole' : 'целиком';
  return `${lang === 'en' ? 'by' : 'по'} ${shown.slice(0, 3).join(', ')}`;
}

/** One account's spend at two levels: campaigns in one file, their keywords in the other. Added up it would be doubled. */
export function atTwoLevels(a: Side, b: Side, { figure, a: mine, b: theirs }: Sums): UserError {
  // The file that covers more of the account is suggested; if equal, the one with days, then the one with campaigns.
  const difference = compare(mine, theirs);
  const order = difference || tells(a) - tells(b);
  const [kept, left] = order >= 0 ? [a, b] : [b, a];
  const [more, less] = kept === a ? [mine, theirs] : [theirs, mine];
  const say = (lang: 'en' | 'ru') => {
    const name = figureName(figure)[lang];
    const own = `${level(left, kept, lang)}: ${name} ${amount(less, figure)}`;
    const other = `${level(kept, left, lang)}: ${name} ${amount(more, figure)}`;
    return lang === 'en'
      ? `holds the same spend as ${kept.name} at another level: here ${own}; there ${other}; together they would count it twice`
      : `в нём тот же расход, что и в ${kept.name}, на другом уровне: здесь ${own}; там ${other}; вместе он посчитался бы дважды`;
  };
  const covers =
    difference !== 0
      ? text('more of the account', 'больше расхода аккаунта')
      : left.isUndated && !kept.isUndated
        ? text('the same spend by day', 'тот же расход по дням')
        : hasCampaigns(kept) && !hasCampaigns(left)
          ? text('the same spend by campaign', 'тот же расход по кампаниям')
          : text('the same spend', 'тот же расход');
  const away = typedAway(left);
  return new UserError(both(say), {
    file: left.name,
    hint: text(
      `leave ${left.name} out${away.en}: ${kept.name} covers ${covers.en}; ${TWO_ACCOUNTS.en}`,
      `уберите ${left.name}${away.ru}: ${kept.name} охватывает ${covers.ru}; ${TWO_ACCOUNTS.ru}`,
    ),
  });
}

/** A file is moved away; of a sheet, which has to stay in its workbook, it is said what to type. */
function typedAway(side: Side): Text {
  if (!placeOf(side.name).includes(', sheet: ')) return text('', '');
  return text(` (in funnel.yaml: ${leftOut(side)})`, ` (в funnel.yaml: ${leftOut(side)})`);
}

const hasCampaigns = ({ has }: Side): boolean => has.has('campaign') || has.has('campaign_id');
const tells = (side: Side): number => (side.isUndated ? 0 : 2) + (hasCampaigns(side) ? 1 : 0);

/** Nothing tells whether it is the same spend: one file has no campaigns, and neither names its account. */
export const perhapsTwice = (a: Side, b: Side, { figure, a: mine, b: theirs }: Sums): Warning => {
  const sources = [...new Set(a.extents.map(({ source }) => source))].filter((source) =>
    b.extents.some((other) => other.source === source),
  );
  const [own, other] = [amount(mine, figure), amount(theirs, figure)];
  const list = sources.slice(0, 3).join(', ');
  return {
    code: 'perhaps-twice',
    count: 1,
    message: text(
      `${a.name} (${figureName(figure).en} ${own}) and ${b.name} (${other}) are both of ${list} for the same days, and their campaigns cannot be compared: both are added up; of one account they count twice, so leave one out, else say set: {account: a name} under each file in funnel.yaml`,
      `${a.name} (${figureName(figure).ru} ${own}) и ${b.name} (${other}) — оба о ${list} за одни дни, а их кампании не сравнить: они сложены; если это один аккаунт, расход посчитан дважды: уберите один, иначе укажите у каждого файла в funnel.yaml set: {account: имя}`,
    ),
  };
};

const namesOf = (parts: readonly Side[]): string => parts.map(({ name }) => name).join(', ');
const leftOut = ({ name }: Side): string => `files: [{${placeOf(name)}, table: none}]`;
const saidWhose = ({ name }: Side): string => `files: [{${placeOf(name)}, set: {source: …}}]`;

/** Spend without a source that equals, to the cent, what others spent on its days. */
export const totalOfOthers = (total: Side, parts: readonly Side[], { a }: Sums): UserError =>
  new UserError(
    text(
      `its spend, ${amount(a, 'cost')}, is that of ${namesOf(parts)} on the same days, added up: it would count twice`,
      `его расход ${amount(a, 'cost')} — это сумма расхода за те же дни из ${namesOf(parts)}: он посчитался бы дважды`,
    ),
    {
      file: total.name,
      hint: text(
        `leave it out, in funnel.yaml: ${leftOut(total)}; if it was spent besides, say whose it is: ${saidWhose(total)}`,
        `не читайте его, в funnel.yaml: ${leftOut(total)}; если это ещё расход, укажите, чей он: ${saidWhose(total)}`,
      ),
    },
  );

/** It may be their sum, the plan, or something besides. */
export const perhapsTotal = (total: Side, parts: readonly Side[], { a, b }: Sums): Warning => {
  return {
    code: 'perhaps-twice',
    count: 1,
    message: text(
      `${total.name} (spend ${amount(a, 'cost')}) names no source, and ${namesOf(parts)} (${amount(b, 'cost')}) cover its days: they are added up; if it is their sum or the plan, leave it out, in funnel.yaml: ${leftOut(total)}; else say whose it is: ${saidWhose(total)}`,
      `${total.name} (расход ${amount(a, 'cost')}) не называет источника, а ${namesOf(parts)} (${amount(b, 'cost')}) охватывают его дни: они сложены; если это их сумма или план, не читайте его, в funnel.yaml: ${leftOut(total)}; иначе укажите, чей это расход: ${saidWhose(total)}`,
    ),
  };
};
