import { add, type Exact, exact } from '../exact.js';
import { type Rows, rowsBehind, type Within, ZERO } from '../measures.js';
import type { Scope } from '../scope.js';
import { type Text, text } from '../text.js';
import { figure } from './figure.js';
import { type Formula, part } from './formula.js';

/** A value of a single lead in a list, from its own row. */
const ofLead = (key: string): Rows => ({ of: 'leads', measure: 'leads', within: { lead: key }, as: 'quantile' });

/** A lead that won in the week. */
export interface WonLine {
  readonly key: string;
  readonly scope: Scope & { readonly called: Text };
  readonly touches: Exact | null;
  readonly days: Exact | null;
  readonly revenue: Exact | null;
}

/** A lead that was lost in it. */
export interface LostLine {
  readonly key: string;
  readonly amount: Exact | null;
}

/** A reason for which more leads were lost than in any of the weeks before. */
export interface ReasonLine {
  readonly scope: Scope & { readonly called: Text };
  readonly reason: string;
  readonly lost: Exact;
  readonly usualHigh: Exact;
  readonly weeks: number;
}

/** What waits with a manager; the keys of these leads, null where nothing tells which they are. */
export interface WaitingLine {
  readonly noAnswer: readonly string[] | null;
  readonly stuck: readonly string[] | null;
  /** Leads lost in the week without a reason; null: nothing dates losses, or no reasons are exported. */
  readonly withoutReason: Exact | null;
  readonly amount: Exact | null;
  readonly week: Scope & { readonly called: Text };
  readonly all: Scope & { readonly called: Text };
}

const counted = (keys: (row: WaitingLine) => readonly string[] | null): Formula<WaitingLine> =>
  part(
    'leads',
    (row) => {
      const found = keys(row);
      return found && exact(found.length);
    },
    (row) => rowsBehind('leads', { leads: keys(row) ?? [], scope: row.all }),
  );
const waits = (row: WaitingLine): Within => ({
  leads: [...(row.noAnswer ?? []), ...(row.stuck ?? [])],
  scope: row.all,
});

export const REVIEWED = {
  won_touches: figure<WonLine, 'count'>({
    kind: 'count',
    label: text('Touches', 'Касаний'),
    sentence: text(
      'touches = visits before the lead, where a list tells them',
      'касаний = визиты до лида, если есть их список',
    ),
    formula: part(
      'touches',
      ({ touches }) => touches,
      ({ key }) => ofLead(key),
    ),
  }),
  won_after: figure<WonLine, 'count'>({
    kind: 'count',
    label: text('Days', 'Дней'),
    sentence: text('days = from the creation of the lead to its deal', 'дней = от создания лида до сделки'),
    formula: part(
      'days',
      ({ days }) => days,
      ({ key }) => ofLead(key),
    ),
  }),
  won_revenue: figure<WonLine, 'money'>({
    kind: 'money',
    label: text('Revenue', 'Выручка'),
    sentence: text(
      'revenue = what its deals of the week earned; unknown where one of them has no amount',
      'выручка = суммы его сделок этой недели; неизвестна, если у одной из них нет суммы',
    ),
    formula: part(
      'revenue',
      ({ revenue }) => revenue,
      ({ key, scope }) => rowsBehind('revenue', { lead: key, scope }),
    ),
  }),
  lost_amount: figure<LostLine, 'money'>({
    kind: 'money',
    label: text('Amount', 'Сумма'),
    sentence: text('amount = what was hoped for from the lost lead', 'сумма = сколько ожидали от потерянного лида'),
    formula: part(
      'lost amount',
      ({ amount }) => amount,
      ({ key }) => ofLead(key),
    ),
  }),
  reason_lost: figure<ReasonLine, 'count'>({
    kind: 'count',
    label: text('Lost', 'Отказов'),
    sentence: text(
      'lost = leads lost in the week for it, 5 at least',
      'отказов = лиды, потерянные за неделю по этой причине, от 5',
    ),
    formula: part(
      'lost',
      ({ lost }) => lost,
      ({ scope }) => rowsBehind('lost', { scope }),
    ),
  }),
  reason_usual: figure<ReasonLine, 'count'>({
    kind: 'count',
    label: text('Usual, to', 'Обычно до'),
    sentence: text(
      'usual, to = the most that were lost for it in any of the 12 whole weeks before (of 6 at least)',
      'обычно до = больше всего отказов по ней за одну из 12 целых недель до этой (нужно хотя бы 6)',
    ),
    formula: part(
      'most of a week',
      ({ usualHigh }) => usualHigh,
      () => ({ of: 'configuration' }),
    ),
  }),
  waiting_answer: figure<WaitingLine, 'count'>({
    kind: 'count',
    label: text('No answer', 'Без ответа'),
    sentence: text(
      'no answer = open leads that wait for one, whose time is up (stuck)',
      'без ответа = открытые лиды, которым не ответили, и срок вышел (stuck)',
    ),
    formula: counted(({ noAnswer }) => noAnswer),
  }),
  waiting_stuck: figure<WaitingLine, 'count'>({
    kind: 'count',
    label: text('Stuck', 'Зависли'),
    sentence: text(
      'stuck = open leads that are in their stage for longer than usual, or past the day planned (stuck)',
      'зависли = открытые лиды, которые на этапе дольше обычного или чей назначенный день прошёл (stuck)',
    ),
    formula: counted(({ stuck }) => stuck),
  }),
  waiting_reason: figure<WaitingLine, 'count'>({
    kind: 'count',
    label: text('Without a reason', 'Без причины'),
    sentence: text(
      'without a reason = leads lost in the week without a reason, or with one that says nothing',
      'без причины = отказы недели без причины или с такой, которая ничего не говорит',
    ),
    formula: part(
      'wordless',
      ({ withoutReason }) => withoutReason,
      ({ week }) => rowsBehind('wordless', { scope: week }),
    ),
  }),
  waiting_amount: figure<WaitingLine, 'money'>({
    kind: 'money',
    label: text('Amount', 'Сумма'),
    sentence: text(
      'amount = what is hoped for from those who wait or are stuck',
      'сумма = сколько ожидается по тем, кто ждёт или завис',
    ),
    formula: part(
      'pipeline',
      ({ amount }) => amount,
      (row) => rowsBehind('pipeline', waits(row)),
    ),
  }),
} as const;

export const sumOf = (amounts: readonly (Exact | null)[]): Exact | null => {
  const known = amounts.flatMap((one) => one ?? []);
  return known.length === 0 ? null : known.reduce(add, ZERO);
};
