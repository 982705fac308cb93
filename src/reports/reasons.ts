import { joined, name, raw, sql } from '../engines/sql.js';
import { compareKeys } from '../facts/cube.js';
import { inScope, keyColumns } from '../facts/cube-scope.js';
import { add, type Exact, exact } from '../model/exact.js';
import { LEAD_STAGES } from '../model/funnel-stages.js';
import { metric } from '../model/metrics.js';
import { whole } from '../model/numbers.js';
import type { Cell, Column } from '../model/sheet.js';
import { counted, type Lang, type Text, text } from '../model/text.js';
import { defineReport, type ReportContext } from './define-report.js';
import { headingsOf, lossesOf, underTitle } from './provenance-words.js';
import { byPeriod, keyColumn, keysOf } from './report-keys.js';

const MOST_EXAMPLES = 3;

const COLUMNS: Column[] = [
  { ...keyColumn('reason'), label: text('Reason', 'Причина') },
  { name: 'category', kind: 'category', label: text('Category', 'Категория'), yields: 4 },
  { name: 'lost', kind: 'count', label: text('Lost', 'Отказов') },
  { name: 'share', kind: 'rate', label: text('Of lost', 'Доля') },
  {
    name: 'money_spent',
    kind: 'money',
    label: text('Spent', 'Потрачено'),
    note: text(
      'spent = the cost per lead (CPL) of their sources, added up',
      'потрачено = цена лида (CPL) их источников, в сумме',
    ),
    yields: 2,
  },
  { name: 'mostly_after', kind: 'stage', label: text('Mostly after', 'Чаще после'), yields: 1 },
  { name: 'mostly_from', kind: 'text', label: text('Mostly from', 'Чаще из'), yields: 3 },
  { name: 'mostly_from_share', kind: 'rate', label: text('of it', 'из них'), yields: 3 },
  { name: 'examples', kind: 'list', label: text('Examples', 'Примеры'), yields: 'hidden' },
];

/** The lost leads of one reason, with what tells where they were lost and what they cost. */
export interface LostGroup {
  keys: string[];
  reason: string;
  category: string | null;
  lost: bigint;
  spent: Exact | null;
  after: Map<number, bigint>;
  from: Map<string, bigint>;
  texts: Map<string, bigint>;
}

export const reasons = defineReport({
  name: 'reasons',
  title: text('Why leads are lost', 'Причины отказа'),
  question: text(
    'Why do we lose leads, after which stage, and what did they cost?',
    'Почему мы теряем лиды, после какого этапа и во что они обошлись?',
  ),
  async compute(context) {
    const keys = keysOf(context.scope, 'reason');
    const groups = await lostByReason(context, keys);
    const rows = byPeriod(groups, context.scope).flatMap(([, own]) => {
      const all = own.reduce((total, { lost }) => total + lost, 0n);
      return [...own].sort(byLost).map((group) => rowOf(group, all, keys.includes('category')));
    });
    return {
      name: 'reasons',
      title: reasons.title,
      columns: [...keys.map(keyColumn), ...COLUMNS.filter(({ name: column }) => !keys.includes(column))],
      rows,
      notes: [...(await notes(context)), ...(context.explain ? await explained(groups, context) : [])],
    };
  },
});

const byLost = (a: LostGroup, b: LostGroup): number =>
  a.lost === b.lost ? compareKeys([a.reason, ...a.keys], [b.reason, ...b.keys]) : a.lost < b.lost ? 1 : -1;

function rowOf(
  { keys, reason, category, lost, spent, after, from, texts }: LostGroup,
  all: bigint,
  hasCategory: boolean,
): Cell[] {
  const [stage] = most(after, (a, b) => a - b) ?? [];
  const [source, ofSource] = most(from, (a, b) => (a < b ? -1 : 1)) ?? [];
  const examples = byCount(texts).slice(0, MOST_EXAMPLES);
  return [
    ...keys,
    reason,
    // Asked for as a breakdown, it stands first already.
    ...(hasCategory ? [] : [category]),
    exact(lost),
    exact(lost, all),
    spent,
    stage === undefined ? null : (LEAD_STAGES[stage] ?? null),
    source ?? null,
    ofSource === undefined ? null : exact(ofSource, lost),
    examples.map(([words]) => words),
  ];
}

/** The CRM's own texts, the most frequent first. */
const byCount = (texts: ReadonlyMap<string, bigint>): [string, bigint][] =>
  [...texts].sort(([a, m], [b, n]) => (m === n ? (a < b ? -1 : 1) : m < n ? 1 : -1));

/** The entry with the highest count; of equal ones the first in the order given. */
function most<K>(counts: ReadonlyMap<K, bigint>, order: (a: K, b: K) => number): [K, bigint] | undefined {
  return [...counts].sort(([a, m], [b, n]) => (m === n ? order(a, b) : m < n ? 1 : -1))[0];
}

/** The lost leads of the scope by reason, with what each cost: the CPL of its source in the same period. */
export async function lostByReason(context: ReportContext, keys: readonly string[]): Promise<LostGroup[]> {
  if (!context.has.leads) return [];
  const period = context.scope.period ? ['period'] : [];
  const cpl = new Map<string, Exact | null>();
  for (const { keys: own, measures } of await context.cube([...period, 'source']))
    cpl.set(JSON.stringify(own), metric('cpl', measures, context));
  const named = keyColumns(keys, context.scope, sql`created_day`, context.dimensions);
  const width = named.length;
  const rows =
    await context.engine.query(sql`select ${joined([...named, name('reason'), name('category'), name('depth'), name('source'), sql`reason_text`], ', ')}, count(*)
    from leads where ending = 'lost' and ${inScope(context.scope, sql`created_day`, context.dimensions)}
    group by ${raw(Array.from({ length: width + 5 }, (_, at) => at + 1).join(', '))} order by all`);
  const groups = new Map<string, LostGroup>();
  for (const row of rows) {
    const own = row.slice(0, width) as string[];
    const [reason, category, depth, source, words, count] = row.slice(width) as [
      string,
      string | null,
      bigint,
      string,
      string | null,
      bigint,
    ];
    const id = JSON.stringify([own, reason]);
    const group: LostGroup = groups.get(id) ?? {
      keys: own,
      reason,
      category,
      lost: 0n,
      spent: null,
      after: new Map(),
      from: new Map(),
      texts: new Map(),
    };
    groups.set(id, group);
    group.lost += count;
    group.after.set(Number(depth), (group.after.get(Number(depth)) ?? 0n) + count);
    group.from.set(source, (group.from.get(source) ?? 0n) + count);
    if (words !== null) group.texts.set(words, (group.texts.get(words) ?? 0n) + count);
    const price = cpl.get(JSON.stringify([...(context.scope.period ? [own[0]] : []), source]));
    if (price) group.spent = add(group.spent ?? exact(0), { num: price.num * count, den: price.den });
  }
  return [...groups.values()];
}

/** Where reasons come from and how their spellings are folded, with one that was: for whoever disputes the figures. */
async function explained(groups: readonly LostGroup[], context: ReportContext): Promise<Text[]> {
  const said: Text[] = [];
  const [reason, lost] = [headingsOf(context, 'crm', 'reason'), await lossesOf(context)];
  if (reason)
    said.push(
      text(
        `Reason = ${reason.en} of lost leads${lost ? `; lost = ${lost.en}` : ''}`,
        `Причина = ${reason.ru} потерянных лидов${lost ? `; отказ = ${lost.ru}` : ''}`,
      ),
    );
  const texts = new Map<string, Map<string, bigint>>();
  for (const group of groups)
    for (const [words, count] of group.texts) {
      const own = texts.get(group.reason) ?? new Map<string, bigint>();
      texts.set(group.reason, own.set(words, (own.get(words) ?? 0n) + count));
    }
  const [folded] = [...texts.values()].filter((own) => own.size > 1).sort((a, b) => b.size - a.size);
  const example = (lang: Lang) =>
    byCount(folded ?? new Map())
      .slice(0, MOST_EXAMPLES)
      .map(([words, count]) => `«${words}» ${whole(count, lang)}`)
      .join(', ');
  said.push(
    text(
      `Spellings that differ only in case, blanks, ё and е, punctuation or word endings are one reason${folded ? `, like ${example('en')}` : '; here there were none'}`,
      `Написания, которые отличаются только регистром, пробелами, ё и е, знаками или окончаниями, — одна причина${folded ? `, например ${example('ru')}` : '; здесь таких нет'}`,
    ),
  );
  return underTitle(said);
}

async function notes(context: ReportContext) {
  if (!context.has.leads) return [];
  const [[stray] = []] = await context.engine.query(
    sql`select count(*) from leads where stray_reason and ${inScope(context.scope, sql`created_day`, context.dimensions)}`,
  );
  const count = Number(stray);
  return count === 0
    ? []
    : [
        text(
          `${counted(count, 'lead')} not lost, yet with a reason: it does not count`,
          `причина указана и у не потерянных лидов (${count}): она не считается`,
        ),
      ];
}
