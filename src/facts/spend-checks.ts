import type { Engine } from '../engines/engine.js';
import { sql } from '../engines/sql.js';
import { text } from '../error.js';
import { stretches } from '../model/dates.js';
import { type Exact, round } from '../model/exact.js';
import { mask } from '../model/fold.js';
import type { Warning } from '../model/report.js';
import type { Scope } from '../model/scope.js';
import { counted, plural } from '../model/text.js';

/** What nobody pays for a click in the median, in any currency that ads are bought in; and what only millionths reach. */
const [DEAR, MICROS] = [1000, 100_000];

/** Spend that cannot be what it seems: of another unit, or below zero. `files` are their names. */
export async function checkSpend(engine: Engine, files: readonly string[]): Promise<Warning[]> {
  return [...(await wrongUnits(engine, files)), ...(await negativeSpend(engine))];
}

async function wrongUnits(engine: Engine, files: readonly string[]): Promise<Warning[]> {
  // A median for a message only: no figure comes of it.
  const rows =
    await engine.query(sql`select file, source, cast(cast(round(median, 2) as decimal(38,2)) as varchar), median from (
      select file, source, median(cast(cost_as_exported as double) / clicks) as median from spend
      where clicks > 0 and cost_as_exported > 0 group by file, source)
    where median > ${DEAR} order by file, source`);
  return rows.map(([file, source, shown, median]) => {
    const name = files[Number(file)] ?? '';
    const surely = Number(median) > MICROS;
    return {
      code: 'looks-like-micros',
      count: 1,
      message: text(
        `${name}: half of the clicks of ${source} cost more than ${shown}: ${surely ? 'the amounts are probably micros (millionths)' : 'the amounts may be of a smaller unit (cents, micros)'}; export them in whole units`,
        `${name}: половина кликов ${source} дороже ${shown}: ${surely ? 'суммы, скорее всего, в микро-единицах (миллионных долях)' : 'возможно, суммы в более мелких единицах (копейках, микро)'}; выгрузите их в целых единицах`,
      ),
    };
  });
}

/** Refunds and corrections are kept as they are: a campaign may be below zero, and that is said. */
async function negativeSpend(engine: Engine): Promise<Warning[]> {
  const rows = await engine.query(sql`select source, campaign, sum(cost_as_exported) as spend from spend
    group by source, campaign having sum(cost_as_exported) < 0 order by source, campaign nulls first`);
  if (rows.length === 0) return [];
  const list = rows
    .slice(0, 3)
    .map(([source, campaign, spend]) => {
      const named = campaign === null || campaign === undefined ? '' : ` «${mask(campaign as string)}»`;
      return `${source}${named} ${round(spend as Exact, 2)}`;
    })
    .join(', ');
  return [
    {
      code: 'negative-spend',
      count: rows.length,
      message: text(
        `${counted(rows.length, 'campaign')} with a negative spend, taken as it stands: ${list}`,
        `кампаний с отрицательным расходом, взят как есть: ${rows.length}: ${list}`,
      ),
    },
  ];
}

/**
 * Days that a source paid for by the day lacks between its first and its last: a month with three days missing has a
 * false cost per lead. A weekday on which it hardly ever has rows is its habit; a source that has rows now and then
 * (a blogger, the radio) is not paid by the day.
 */
export async function missingDays(engine: Engine, { from, to }: Scope): Promise<Warning[]> {
  const rows = await engine.query(sql`select source, string_agg(cast(day as varchar), ',' order by day) from (
      select source, day, sum(spend) as spend from spend where day is not null group by source, day)
    group by source having sum(spend) > 0 order by source`);
  return rows.flatMap(([source, list]) => {
    const days = (list as string).split(',');
    const missing = missingIn(days).filter((day) => (from === null || day >= from) && (to === null || day <= to));
    if (missing.length === 0) return [];
    const count = missing.length;
    return [
      {
        code: 'missing-days',
        count,
        message: text(
          `${source}: no rows for ${stretches(missing, 'en')} (${counted(count, 'day')}), amid its days: unless nothing ran, export them, else its cost per lead is too low`,
          `${source}: нет строк за ${stretches(missing, 'ru')} (${count} ${plural(count, 'день', 'дня', 'дней')}) внутри его дат: если реклама шла, довыгрузите их, иначе цена лида занижена`,
        ),
      },
    ];
  });
}

const MS_PER_DAY = 86_400_000;
const numberOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / MS_PER_DAY;
const dayOf = (number: number): string => new Date(number * MS_PER_DAY).toISOString().slice(0, 10);
/** Fewer days say nothing of a habit; a longer gap says nothing of the weekdays in it. */
const WEEK = 7;

/** The days that a list of days lacks, by its own habit; none where it is no list of every day. */
export function missingIn(days: readonly string[]): string[] {
  if (days.length < WEEK) return [];
  const numbers = days.map(numberOf);
  const there = new Set(numbers);
  const [seen, passed] = [new Array<number>(WEEK).fill(0), new Array<number>(WEEK).fill(0)];
  const count = (list: number[], number: number) => {
    list[number % WEEK] = (list[number % WEEK] as number) + 1;
  };
  const gaps: number[][] = [];
  numbers.forEach((number, at) => {
    count(seen, number);
    count(passed, number);
    const before = numbers[at - 1];
    if (before === undefined || number - before === 1) return;
    const gap = Array.from({ length: number - before - 1 }, (_, index) => before + 1 + index);
    gaps.push(gap);
    if (gap.length < WEEK) for (const one of gap) count(passed, one);
  });
  const isUsual = (number: number) => (seen[number % WEEK] as number) * 2 >= (passed[number % WEEK] as number);
  const missing = gaps.map((gap) => gap.filter((number) => !there.has(number) && isUsual(number)));
  const broken = missing.filter((gap) => gap.length > 0).length;
  // Of the steps from one day to the next, four in five lead to the very next usual day.
  return broken * 5 > numbers.length - 1 ? [] : missing.flat().map(dayOf);
}
