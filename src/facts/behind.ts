import type { Value } from '../engines/engine.js';
import { spelt } from '../engines/spell.js';
import { isIn, joined, literal, name, type Sql, sql } from '../engines/sql.js';
import { PERIOD } from '../model/dimensions.js';
import type { Exact } from '../model/exact.js';
import type { StagePair } from '../model/funnel-stages.js';
import {
  type Awaited,
  type FormStands,
  LEAD_MEASURES,
  type LeadCondition,
  type MeasureName,
  plus,
  type Rows,
  type SpendMeasureName,
} from '../model/measures.js';
import type { Scope } from '../model/scope.js';
import { ANSWER_KEYS, STANDING } from './answer-counts.js';
import { costsInScope } from './costs.js';
import { countedIn, isOfEvent } from './counted-in.js';
import { type CubeContext, exactSum, spendOf } from './cube.js';
import type { Keys } from './cube-memo.js';
import { inScope, isOfKey, spendDay, spendInScope } from './cube-scope.js';
import { DEALS_ALONE } from './deals-alone.js';
import { inTime, isWonWithin, leadsEarning } from './earned-in-time.js';
import { CREDITED } from './fact-tables.js';
import { JOURNEY_KEYS } from './journey-counts.js';
import { leadsWhere } from './lead-rows.js';
import { FORM_DAY, standsAs } from './reconciled-counts.js';
import { meetsStandard, STANDARD_KEYS } from './standard-counts.js';
import { SPEND_OF_SHEETS, SUM_VALUES, WITH_ALL_DIMENSIONS } from './sum-counts.js';

/** Of which facts a row of a report is. */
export interface Behind {
  readonly table: 'leads' | 'deals_alone' | 'sums' | 'forms' | 'journeys' | 'ways' | 'answers' | 'standards';
  /** The values of its keys: its period, and dimensions. */
  readonly keys: Keys;
  /** Of answers: only leads that have one or wait for it. */
  readonly isBySpeed?: true;
  /** Only of these sources; null: of whatever there are. */
  readonly sources: readonly string[] | null;
}

/** A row of the facts, and what it adds to a number. */
export interface BehindRow {
  /** The lead, as `leads` has it; null: it is a row of ad statistics, of a sheet or of a form. */
  readonly key: string | null;
  /** Where a row of ad statistics, of a sheet or of payments stands. */
  readonly file: number | null;
  readonly record: number | null;
  /** ISO; null: it has none. */
  readonly day: string | null;
  readonly source: string | null;
  /** 1 of what is counted; null: it has no amount. */
  readonly adds: Exact | null;
  /** Of a cost of the configuration: what it is for. */
  readonly what?: string;
}

/** A number whose rows are wanted. `also`: only the rows of these leads. */
export interface Wanted {
  readonly behind: Behind;
  readonly rows: Rows;
  readonly also?: readonly LeadCondition[];
}

/**
 * What tells which rows are behind a number: besides the cube's context, whether both moments of a lead are known and in
 * order, and whether it came to a stage in time. Null: nothing says when things happened.
 */
interface BehindContext extends CubeContext {
  readonly isTimed: ((step: StagePair) => Sql) | null;
  readonly isFollowed: ((awaited: Awaited, seconds: number) => Sql) | null;
  /** The won deals of a CRM that keeps deals. */
  readonly wonDeals: Sql | null;
  /** The payments that revenue is made of (`paymentsOfLeads`); null: there is no list of payments. */
  readonly paid: Sql | null;
}

/** The rows behind a number, by day and then by lead, or by file and line. */
export async function listBehind(context: BehindContext, scope: Scope, wanted: Wanted): Promise<BehindRow[]> {
  const found = selectsOf(context, scope, wanted).map(
    ({ key, place, day, value, from, when, what = sql`null` }) =>
      sql`select ${key}, ${place}, cast(${day} as varchar), source, ${value}, ${what} ${from} and ${when}`,
  );
  const all: BehindRow[] = [];
  for (const one of found)
    for (const [key, file, record, day, source, adds, what] of await context.engine.query(
      sql`${one} order by 4 nulls last, 1, 2, 3, 7, 5`,
    ))
      all.push({
        ...{ key: key as string | null, file: whole(file), record: whole(record) },
        ...{ day: day as string | null, source: source as string | null, adds: exactSum(adds ?? null) },
        ...(typeof what === 'string' ? { what } : {}),
      });
  return all;
}

const whole = (value: Value | undefined): number | null =>
  value === null || value === undefined ? null : Number(value);

/**
 * For each of some numbers, how many rows stand behind it and what they add up to; null: nothing does. One statement per
 * table.
 */
export async function tallyBehind(context: BehindContext, scope: Scope, wanted: readonly Wanted[]): Promise<Tallied[]> {
  const tables = new Map<string, { from: Sql; asked: { at: number; select: Select }[] }>();
  for (const [at, one] of wanted.entries())
    for (const select of selectsOf(context, scope, one)) {
      const id = JSON.stringify([select.from.text, select.from.params.map(String)]);
      const table = tables.get(id) ?? { from: select.from, asked: [] };
      tables.set(id, table);
      table.asked.push({ at, select });
    }
  const found = wanted.map((): Tallied => ({ count: 0, sum: null, arePayments: false }));
  for (const { from, asked } of tables.values()) {
    const columns = asked.flatMap(({ select: { value, when } }) => [
      sql`count(*) filter (where ${when})`,
      sql`sum(${value}) filter (where ${when})`,
    ]);
    const [row = []] = await context.engine.query(sql`select ${joined(columns, ', ')} ${from}`);
    for (const [place, { at, select }] of asked.entries()) {
      const own = found[at] as Tallied;
      own.arePayments ||= select.arePayments === true;
      own.count += Number(row[2 * place]);
      own.sum = plus(own.sum, exactSum(row[2 * place + 1] ?? null));
    }
  }
  return found;
}

interface Tallied {
  count: number;
  sum: Exact | null;
  /** They are the payments of leads, and not the leads. */
  arePayments: boolean;
}

/** The rows of one table. */
interface Select {
  key: Sql;
  place: Sql;
  day: Sql;
  value: Sql;
  from: Sql;
  when: Sql;
  what?: Sql;
  arePayments?: true;
}

function selectsOf(context: BehindContext, asked: Scope, { behind: given, rows, also = [] }: Wanted): Select[] {
  if (rows.of === 'configuration' || rows.of === 'nobody') return [];
  const scope = rows.within?.scope ?? asked;
  const behind = ofItsPeriod(given, rows.within?.period);
  if (rows.of === 'forms') return [ofForms(context, asked, given, rows.stands)];
  if (rows.of === 'costs')
    return ofCosts(context, scope, { ...behind, sources: rows.within?.sources ?? behind.sources });
  const { table: isWhole, without, sources = isWhole ? null : behind.sources } = rows.within ?? {};
  const ofJourneys = behind.table === 'journeys' || behind.table === 'ways';
  const ownKeys = ofJourneys ? JOURNEY_KEYS : (OWN_KEYS[behind.table] ?? {});
  const keys = [...behind.keys].filter(([key]) => key !== without && (!isWhole || key === PERIOD));
  const within = (day: Sql) => [
    ...keys.map(([key, value]) => {
      const own = ownKeys[key];
      return own ? sql`${own} = ${value}` : isOfKey(key, value, scope, day, context.dimensions);
    }),
    ...(sources ? [isIn(sql`source`, sources)] : []),
  ];
  if (behind.table === 'sums') return ofSheets(context, scope, rows.measure, within(spendDay));
  if (rows.of === 'spend') {
    const { table, values } = spendOf(context.has);
    const { value, when = sql`true` } = values[rows.measure];
    const from = sql`from ${table} where ${spendInScope(scope, context.dimensions)}`;
    return [ofPlaces(value, from, joined([...within(spendDay), when, sql`${value} is not null`], ' and '))];
  }
  const { where, sum, whole: isWholeLead, ...event } = LEAD_MEASURES[rows.measure];
  const areCredits = context.has.credits && behind.table === 'leads';
  const beside = ofJourneys ? 'journeys' : Object.hasOwn(OWN_KEYS, behind.table) ? behind.table : null;
  const isAlone = rows.within?.alone === true;
  const { table, day } = countedIn(
    scope,
    beside ? 'leads' : areCredits ? CREDITED : isAlone ? DEALS_ALONE : behind.table,
  );
  const { journey, timed, answer, adds, standard, lead, leads, followed } = rows.within ?? {};
  const more = [
    // A way has a beginning.
    ...(journey === 'touched' || behind.table === 'ways' ? [sql`touches > 0`] : []),
    ...(journey === 'returned' ? [sql`coalesce(returned, false)`] : []),
    ...(answer ? [STANDING[answer]] : []),
    ...(standard ? [meetsStandard(standard)] : []),
    ...(lead === undefined ? [] : [sql`key = ${lead}`]),
    ...(leads === undefined ? [] : [spelt.isOneOf(sql`key`, ...leads.map(literal))]),
    ...(behind.table === 'answers' && behind.isBySpeed ? [sql`speed is not null`] : []),
    ...(timed ? [context.isTimed?.(timed) ?? sql`false`] : []),
    ...(followed ? [context.isFollowed?.(followed.awaited, followed.seconds) ?? sql`false`] : []),
    // How long they took is of those who came to the stage then.
    isOfEvent(scope, timed ? { on: timed[1] } : event),
  ];
  const isInTime = followed !== undefined && table === 'leads';
  const { wonDeals, has } = context;
  const rowsOf = isInTime ? leadsEarning(followed.seconds, { wonDeals, profit: has.profit }) : name(table);
  const columnOf = isInTime ? inTime : name;
  const from = sql`from ${rowsOf}${beside ? sql` join ${spelt.beside(name(beside), name(beside))} using (key)` : sql``}`;
  const isInside = inScope(scope, day, context.dimensions);
  const when = joined([...within(day), ...more, leadsWhere([...where(context.reach), ...also])], ' and ');
  // Of a lead that is split no payment has just one source.
  if (sum === 'revenue' && context.paid && !areCredits)
    return [ofPayments(context.paid, sql`${from} where ${isInside}`, when, scope.basis === 'event', followed?.seconds)];
  return [
    {
      ...{
        key: sql`key`,
        place: sql`null, null`,
        day,
        value: adds ? name(adds) : sum ? columnOf(sum) : areCredits && !isWholeLead ? sql`weight` : sql`1`,
      },
      ...{ from: sql`${from} where ${isInside}`, when },
    },
  ];
}

/** What the leads were paid. By the day of events, what each deal was paid: two of a lead may be won on one day. */
function ofPayments(paid: Sql, leads: Sql, when: Sql, areEvents: boolean, seconds = Number.POSITIVE_INFINITY): Select {
  const own = areEvents
    ? sql`(select * ${leads} and event = 'win' qualify row_number() over (partition by key, happened_on, is_undated) = 1)`
    : sql`(select * ${leads})`;
  return {
    ...{ key: sql`key`, place: sql`paid_file, paid_record`, day: sql`paid_on`, value: sql`paid_amount` },
    from: sql`from ${own} own join ${paid} paid using (key) where (not is_of_deal or ${areEvents ? sql`happened_on = won_on` : isWonWithin(seconds)})`,
    ...{ when, arePayments: true },
  };
}

/** What names rows of leads beside a table of their own. */
const OWN_KEYS: Partial<Record<Behind['table'], Readonly<Record<string, Sql>>>> = {
  answers: ANSWER_KEYS,
  standards: STANDARD_KEYS,
};

/** A number may be of another period than its row. */
const ofItsPeriod = (behind: Behind, period: string | undefined): Behind =>
  period === undefined ? behind : { ...behind, keys: new Map([...behind.keys, [PERIOD, period]]) };

/** The daily parts of each cost. Broken down by source, only the costs that sources bear. */
function ofCosts({ dimensions }: CubeContext, scope: Scope, { keys, sources }: Behind): Select[] {
  const own = [...keys].filter(([key]) => key === 'source' || key === PERIOD);
  const when = [
    ...own.map(([key, value]) => isOfKey(key, value, scope, sql`day`, dimensions)),
    ...(sources ? [isIn(sql`source`, sources)] : []),
    ...(keys.has('source') ? [sql`source is not null`] : []),
    sql`true`,
  ];
  return [
    {
      ...{ key: sql`null`, place: sql`null, null`, day: sql`day`, value: sql`amount`, what: sql`what` },
      from: sql`from costs where ${costsInScope(scope, dimensions)}`,
      when: joined(when, ' and '),
    },
  ];
}

const ofPlaces = (value: Sql, from: Sql, when: Sql): Select => ({
  ...{ key: sql`null`, place: sql`file, record`, day: spendDay, value, from, when },
});

function ofForms({ dimensions }: CubeContext, scope: Scope, { keys }: Behind, stands: FormStands | null): Select {
  const own = [...keys].map(([key, value]) => isOfKey(key, value, scope, FORM_DAY, dimensions));
  const when = joined([...own, ...(stands ? [standsAs(stands)] : []), sql`true`], ' and ');
  const from = sql`from forms where ${inScope(scope, FORM_DAY, dimensions)}`;
  return { ...ofPlaces(sql`1`, from, when), day: FORM_DAY };
}

/** What a sheet says. Where it does not say what its source cost, the ad statistics of its days. */
function ofSheets(
  { dimensions }: CubeContext,
  scope: Scope,
  measure: MeasureName | SpendMeasureName,
  within: readonly Sql[],
): Select[] {
  const counted = SUM_VALUES.get(measure as MeasureName);
  if (!counted) return [];
  const where = joined([spendInScope(scope, dimensions), ...within], ' and ');
  const ofAds = OF_ADS[measure as SpendMeasureName];
  return [
    ofPlaces(
      counted.value,
      sql`from ${WITH_ALL_DIMENSIONS} where ${where}`,
      sql`${counted.when ?? sql`true`} and ${counted.value} is not null`,
    ),
    ...(ofAds
      ? [
          ofPlaces(
            ofAds,
            sql`from (select *, ${spelt.every(sql`is_inside`)} over () as are_all from ${SPEND_OF_SHEETS} where is_touched and ${where}) where are_all`,
            sql`true`,
          ),
        ]
      : []),
  ];
}

const OF_ADS: Partial<Record<SpendMeasureName, Sql>> = {
  spend: sql`spend`,
  open_spend: sql`open_spend`,
  costed_spend: sql`spend - coalesce(open_spend, 0)`,
};
