import type { Engine, Value } from '../../engines/engine.js';
import { joined, literal, name, type Sql, sql } from '../../engines/sql.js';
import { areSums, RESULTS } from '../../model/tables.js';
import type { Loaded } from '../scan/loaded.js';
import { bearsMark, type Mark } from '../type/marks.js';
import { IS_READ, keyFields } from '../type/running.js';
import type { Typed } from '../type/type.js';
import { isFilled, isText, KINDS } from './filled-names.js';

/** A row that equals the sum of others, and the most telling of its figures. */
export interface Subtotal {
  file: number;
  record: number;
  value: Value | undefined;
}

/** Rows that are the sums of others. */
export interface Subtotals {
  /** In which the records of those lie that are set aside; null: none is. */
  table: string | null;
  /** Those that are set aside. */
  left: Subtotal[];
  /** Those that may be sums, and count. */
  perhaps: Subtotal[];
  /** Those that count since the configuration excludes all that they are the sums of. */
  instead: Subtotal[];
  /** The figure that `value` is of. */
  measure: string;
  /** Fields that they leave blank. */
  open: string[];
}

/** The figures that may add up, the most telling first. A row that differs in one of them is not a sum. */
const ADDED = ['cost', ...RESULTS, 'clicks', 'actions', 'sessions', 'impressions'] as const;
/** Those that a platform adds up. It gives out actions in fractions, and may leave them blank in a sum of several kinds. */
const ADDED_BY_PLATFORMS = ['cost', 'clicks', 'impressions'] as const;
/** Forms of rows: so many ways to leave keys blank are no subtotals. */
const MOST_FORMS = 20;
/** So many figures must be equal, over all rows of a form: fewer may be so by chance. */
const FEWEST_EQUAL = 2;
/** The same where each row stands beside a single other one. */
const FEWEST_ALIKE = 6;
/** So many tell that rows of a platform's export, each beside a single other one, may be sums. */
const FEWEST_DOUBTFUL = 2;

/**
 * Finds rows that leave blank some of the names which others fill in, and that equal the sum of those others:
 * `2026-10-01,,,150` below the campaigns of that day in a sheet that somebody made; a campaign above its ad groups, and
 * these above their ads, in a platform's export of several levels. Rows are judged by form (which names are blank): if one
 * row of a form is not such a sum, all of its rows count, and so do those of coarser forms; if half of them are sums, or
 * all but for rounding, they may be subtotals. A campaign without parts is no sum, and counts; nor is one left out whose
 * parts are all excluded, by a rule of the export or of the configuration: nothing would be left of it. Null: there are none.
 */
export async function subtotalsIn(
  engine: Engine,
  loaded: Loaded,
  typed: Typed,
  index: number,
): Promise<Subtotals | null> {
  const { source, table, settings } = loaded.recognised;
  const { rows, fields } = typed;
  const isHomeMade = source === 'guess' || source === 'configured';
  const measures = (isHomeMade ? ADDED : ADDED_BY_PLATFORMS).filter((field) => fields.has(field));
  const [measure] = measures;
  const keys = keyFields(typed);
  if (!areSums(table) || settings?.latest || measure === undefined) return null;
  // What nobody paid for may be equal by chance, as few visits are.
  if (!isHomeMade && measure !== 'cost') return null;
  const filled = joined(keys.map(isFilled), ', ');
  const found = await engine.query(
    sql`select distinct ${filled} from ${name(rows)} where ${IS_READ} order by all limit ${MOST_FORMS}`,
  );
  const forms = found
    .map((form) => keys.filter((_, at) => form[at] === true))
    .filter((form) => form.length > 0 && form.length < keys.length)
    .sort((a, b) => b.length - a.length);
  if (forms.length === 0 || found.length === MOST_FORMS) return null;
  const aside = `subtotals_${index}`;
  await engine.run(sql`create or replace table ${name(aside)} (record bigint, became varchar)`);
  const [hasCurrency, hasActions] = [fields.has('currency'), !isHomeMade && fields.has('actions')];
  const anyOf = (of: Mark['of']) =>
    joined(
      [sql`false`, ...typed.marks.filter((mark) => mark.of === of).map((mark) => bearsMark(typed.marks, mark))],
      ' or ',
    );
  // What is later than as-of is not known yet, and its sum neither.
  const isOut = sql`(excluded and not (${anyOf('later')}))`;
  const isByPerson = sql`(excluded and not (${anyOf('no-lead')}))`;
  const open = new Set<string>();
  let isDoubtful = false;
  for (const form of forms) {
    const by = { form, keys, measures, hasCurrency, hasActions, isHomeMade, isDoubtful, isOut, isByPerson };
    const verdict = await setAside(engine, rows, aside, by);
    if (verdict === 'none') continue;
    isDoubtful ||= verdict === 'perhaps';
    for (const key of keys) if (!form.includes(key)) open.add(key);
  }
  const all = await engine.query(
    sql`select record, became, ${name(measure)} from ${name(aside)} join ${name(rows)} using (record)
      where not excluded and became in ('left', 'perhaps', 'instead') order by record`,
  );
  if (all.length === 0) return null;
  await engine.run(sql`delete from ${name(aside)} where became <> 'left'`);
  const those = (as: Became): Subtotal[] =>
    all
      .filter(([, became]) => became === as)
      .map(([record, , value]) => ({ file: index, record: Number(record), value }));
  const [left, perhaps, instead] = [those('left'), those('perhaps'), those('instead')];
  return { table: left.length > 0 ? aside : null, left, perhaps, instead, measure, open: [...open] };
}

/**
 * What becomes of a sum: it is left out; it counts, and may be one; it counts in place of what the configuration excludes,
 * or of what the export's own rule leaves out. And of a part: an excluded one whose sum counts has no other sum that does.
 */
type Became = 'left' | 'perhaps' | 'instead' | 'alone' | 'part';

interface Form {
  /** The keys that its rows fill in, of all there are. */
  form: readonly string[];
  keys: readonly string[];
  measures: readonly string[];
  hasCurrency: boolean;
  /** Whether a platform's actions must not be others, either. */
  hasActions: boolean;
  isHomeMade: boolean;
  /** Whether a form below it may be sums, and counts: then it counts, too. */
  isDoubtful: boolean;
  /** Whether a row is excluded for good, and whether the configuration says so. */
  isOut: Sql;
  isByPerson: Sql;
}

/** Adds the rows of a form to those that are set aside (or may be), if they are sums of rows that fill in more. */
async function setAside(
  engine: Engine,
  rows: string,
  aside: string,
  { form, keys, measures, hasCurrency, hasActions, isHomeMade, isDoubtful, isOut, isByPerson }: Form,
): Promise<'aside' | 'perhaps' | 'none'> {
  const open = keys.filter((key) => !form.includes(key));
  const fills = joined(form.map(isFilled), ' and ');
  const isOfForm = joined([...form.map(isFilled), ...open.map((key) => sql`not ${isFilled(key)}`)], ' and ');
  const bearsWord = joined(
    open.map((key) => (isText(key) ? sql`coalesce(${name(key)}, '') <> ''` : sql`false`)),
    ' or ',
  );
  const by = joined(form.map(name), ', ');
  const sumOf = (field: string) => name(`${field}_sum`);
  const sums = [...measures, ...(hasActions ? ['actions'] : [])].map(
    (field) => sql`coalesce(sum(${name(field)}) filter (where ${IS_LEAF}), 0) as ${sumOf(field)}`,
  );
  const isEqual = (field: string) => sql`coalesce(${name(field)}, 0) = ${sumOf(field)}`;
  const areActions = hasActions
    ? sql`(actions is null or abs(${sumOf('actions')} - actions) * 100 <= parts)`
    : sql`true`;
  // An amount rounded to whole units is off by at most half a unit per row.
  const isNear = (field: string) =>
    sql`(${name(field)} is null or ${isEqual(field)}${
      isMoney(field)
        ? sql` or abs(${sumOf(field)} - ${name(field)}) * 2 <= parts and abs(${sumOf(field)} - ${name(field)}) * 100 <= abs(${sumOf(field)})`
        : sql``
    })`;
  const figures = joined(
    measures.map((field) => sql`(case when ${name(field)} <> 0 then 1 else 0 end)`),
    ' + ',
  );
  // A platform knows many rows that cost nothing, whose few impressions are soon as many as those of others.
  const said = isHomeMade ? figures : sql`(case when cost <> 0 then ${figures} else 0 end)`;
  const isOneCurrency = hasCurrency
    ? sql`currencies <= 1 and (currency is null or currency is not distinct from only_currency)`
    : sql`true`;
  const currencies = hasCurrency
    ? sql`, count(distinct currency) filter (where ${IS_LEAF}) as currencies, min(currency) filter (where ${IS_LEAF}) as only_currency`
    : sql``;
  const read = sql`from ${name(rows)} left join ${name(aside)} using (record) where ${IS_READ}`;
  // Beside a single other row it may be as large by chance, unless a word calls it a total.
  const compared = sql`select record, excluded, stay, chosen, ${said} as said, parts > 1 or ${bearsWord} as tells,
      ${isOneCurrency} and ${areActions} and ${joined(measures.map(isEqual), ' and ')} as is_sum,
      ${isOneCurrency} and ${joined(measures.map(isNear), ' and ')} as is_near
    from (select * ${read} and ${isOfForm}) own join (
      select ${by}, count(*) filter (where ${IS_LEAF}) as parts, ${joined(sums, ', ')}${currencies},
        count(*) filter (where became = 'part' or became is distinct from 'left' and not ${isOut}) as stay,
        count(*) filter (where ${isByPerson}) as chosen ${read} and ${fills} and not (${isOfForm})
      group by ${by}) others using (${by})`;
  const [counts = []] =
    await engine.query(sql`select count(*), count(*) filter (where is_sum), count(*) filter (where is_near),
    coalesce(sum(said) filter (where is_sum and tells), 0), coalesce(sum(said) filter (where is_near and tells), 0),
    coalesce(sum(said) filter (where is_sum and not tells), 0),
    coalesce(sum(said) filter (where is_sum and not tells and said > 1), 0),
    count(*) filter (where is_near and not excluded and stay = 0) from (${compared})`);
  const [all = 0, equal = 0, near = 0, equalFigures = 0, nearFigures = 0, alike = 0, alikeInMore = 0, kept = 0] =
    counts.map(Number);
  // Many a campaign has one ad group. Spend that is equal to the cent, with its clicks or impressions, is no chance; alone
  // it may be the budget of a day.
  const isProven = equalFigures >= FEWEST_EQUAL || (!isHomeMade && alikeInMore >= FEWEST_ALIKE);
  const areCertain = equal === all && isProven && !isDoubtful;
  const fewest = isHomeMade ? FEWEST_ALIKE : FEWEST_DOUBTFUL;
  const perhaps = near * 2 >= all && (equalFigures > 0 || nearFigures >= FEWEST_EQUAL || alike >= fewest);
  if (!areCertain && !perhaps) return 'none';
  const [left, instead] = areCertain ? ['left', 'instead'] : ['perhaps', 'alone'];
  await engine.run(
    sql`insert into ${name(aside)} select record, case when excluded or stay > 0 then ${literal(left)}
      when chosen > 0 then ${literal(instead)} else 'alone' end from (${compared}) where is_near`,
  );
  if (kept === 0) return areCertain ? 'aside' : 'perhaps';
  await engine.run(
    sql`insert into ${name(aside)} select record, 'part' ${read} and ${fills} and not (${isOfForm}) and excluded and became is null
      and (${by}) in (select (${by}) ${read} and ${isOfForm} and not excluded and became in ('instead', 'alone'))`,
  );
  return areCertain ? 'aside' : 'perhaps';
}

/** Whether a row is none of the sums that were found. */
const IS_LEAF = sql`coalesce(became, 'part') = 'part'`;

const isMoney = (field: string): boolean => KINDS.get(field) === 'money';
