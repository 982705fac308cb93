import { CHANGES, type ChangedField } from '../model/changes.js';
import { compareWords } from '../model/compare-words.js';
import { labelOf } from '../model/dimensions.js';
import { add, compare, type Exact, exact, isExact } from '../model/exact.js';
import { formatWhole, number } from '../model/numbers.js';
import type { Cell, Column, Kind, Sheet } from '../model/sheet.js';
import { type Lang, outOf, type Text, text } from '../model/text.js';
import type { Change } from './changes-between.js';

/** The columns of `diff`. Lists can be sorted by all of them, and filtered by those that hold words. */
export const DIFF_COLUMNS = ['kind', 'lead_id', 'manager', 'field', 'old', 'new', 'money'] as const;
export type DiffColumn = (typeof DIFF_COLUMNS)[number];

export interface Listed {
  readonly sort: { readonly column: DiffColumn; readonly isTurned: boolean } | null;
  readonly limit: number | undefined;
}

/** Two tables: first how much was changed, by kind; then each change. */
export const diffSheets = (changes: readonly Change[], listed: Listed): Sheet[] => [
  kindsSheet(changes) as Sheet,
  changesSheet(changes, listed) as Sheet,
];

interface KindLine {
  readonly kind: string;
  readonly field: string;
  readonly leads: number;
  readonly money: Exact | null;
}

/** A lead has at most one change of a kind in a field, so the number of changes is the number of leads. */
function kindsSheet(changes: readonly Change[]): Sheet<KindLine> {
  const lines = new Map<string, KindLine>();
  for (const { kind, field, money } of [...changes].sort(byKind)) {
    const known = lines.get(`${kind} ${field}`) ?? { kind, field, leads: 0, money: null };
    const sum = money === null ? known.money : add(known.money ?? exact(0), money);
    lines.set(`${kind} ${field}`, { ...known, leads: known.leads + 1, money: sum });
  }
  return {
    name: 'diff_kinds',
    title: text('Rewritten', 'Что переписали'),
    columns: [
      { ...KIND, value: ({ kind }) => kind },
      { ...FIELD, value: ({ field }) => field },
      { name: 'leads', kind: 'count', label: text('Leads', 'Лиды'), value: ({ leads }) => exact(leads) },
      { ...MONEY, value: ({ money }) => money },
    ],
    rows: [...lines.values()],
    notes: changes.length === 0 ? [text('nothing was rewritten', 'ничего не переписано')] : revenueOf(changes),
  };
}

/** The sum of the changes of revenue; amounts that are only expected (`pipeline`) are not part of it. */
function revenueOf(changes: readonly Change[]): Text[] {
  const moved = changes.flatMap(({ field, money }) => (field === 'pipeline' || money === null ? [] : [money]));
  if (moved.length === 0) return [];
  const all = moved.reduce(add);
  const [en, ru] = (['en', 'ru'] as const).map((lang) => `${all.num > 0n ? '+' : ''}${number(all, 'money', lang)}`);
  return [text(`revenue in all: ${en}`, `выручка всего: ${ru}`)];
}

function changesSheet(changes: readonly Change[], { sort, limit }: Listed): Sheet<Change> {
  const order = sort === null ? usually : (a: Change, b: Change) => bySort(a, b, sort) || usually(a, b);
  const sorted = [...changes].sort(order);
  const rows = sorted.slice(0, limit);
  return {
    name: 'diff',
    title: text('Lead by lead', 'По лидам'),
    columns: [
      { ...KIND, value: ({ kind }) => kind },
      { name: 'lead_id', isKey: true, kind: 'text', label: text('Lead', 'Лид'), value: ({ leadId }) => leadId },
      { ...MANAGER, note: whoseNames(changes), value: ({ manager }) => manager },
      { ...FIELD, yields: 1, value: ({ field }) => field },
      { ...OLD, value: (change) => change.old },
      { ...NEW, value: (change) => change.new },
      { ...CHANGE, value: ({ money }) => money },
    ],
    rows,
    notes:
      rows.length < sorted.length
        ? [
            text(
              `${formatWhole(rows.length, 'en')} of ${formatWhole(sorted.length, 'en')} changes`,
              `${formatWhole(rows.length, 'ru')} ${outOf(sorted.length, 'изменения', 'изменений')}`,
            ),
          ]
        : [],
  };
}

/**
 * The note on whose names the column `manager` has. It is about all changes, not only those that are shown. A manager
 * who is only responsible for a lead need not have edited it.
 */
function whoseNames(changes: readonly Change[]): Text {
  const others = [
    ...new Set(changes.flatMap(({ isEditor, manager, leadId }) => (isEditor || manager === null ? [] : [leadId]))),
  ].sort(compareWords);
  if (changes.every(({ isEditor }) => !isEditor))
    return text(
      'manager: who is responsible for the lead; who edited it the exports do not say',
      'менеджер — ответственный за лид; кто правил, выгрузки не говорят',
    );
  const editor = text(
    'manager: who edited the lead last, as the newer download says',
    'менеджер — кто последним правил лид, по новой выгрузке',
  );
  if (others.length === 0) return editor;
  const named = others.slice(0, MOST_NAMED).join(', ');
  const more = (lang: Lang) => formatWhole(others.length - MOST_NAMED, lang);
  const isLonger = others.length > MOST_NAMED;
  return text(
    `${editor.en}; where it names nobody, and of leads gone, who is responsible: ${named}${isLonger ? ` and ${more('en')} more leads` : ''}`,
    `${editor.ru}; где она никого не называет, и у исчезнувших — ответственный: ${named}${isLonger ? ` и ещё лидов ${more('ru')}` : ''}`,
  );
}

const MOST_NAMED = 5;

const KIND = { name: 'kind', isKey: true, kind: 'level', label: text('Change', 'Изменение') } as const;
const FIELD = { name: 'field', isKey: true, kind: 'level', label: text('Field', 'Поле') } as const;
const MANAGER = { ...{ name: 'manager', label: labelOf('manager'), yields: 2 }, kind: 'text' } as const;
const CHANGE = { name: 'money', kind: 'money', isChange: true, label: text('Money', 'Деньги') } as const;
const MONEY = {
  ...CHANGE,
  note: text(
    'money: by how much revenue grew or fell with it; of pipeline, by how much what is hoped for did',
    'деньги: на сколько с этим выросла или упала выручка, у суммы в работе — она сама',
  ),
} as const;

const KINDS: Record<ChangedField, Kind> = {
  stage: 'stage',
  ending: 'level',
  revenue: 'money',
  pipeline: 'money',
  reason: 'text',
  source: 'text',
  created_at: 'moment',
};
const ofField = {
  kind: 'text',
  kindOf: ({ field }: Change): Kind => KINDS[field],
  wordsOf: ({ field }: Change): string => field,
} as const;
const OLD: Omit<Column<Change>, 'value'> = { name: 'old', ...ofField, label: text('Was', 'Было') };
const NEW: Omit<Column<Change>, 'value'> = { name: 'new', ...ofField, label: text('Now', 'Стало') };

const byKind = (a: Change, b: Change): number =>
  CHANGES.indexOf(a.kind) - CHANGES.indexOf(b.kind) || compareWords(a.field, b.field);

/** By kind and field; then the most money first; then by lead. */
const usually = (a: Change, b: Change): number =>
  byKind(a, b) || -compareSizes(a, b) || compareWords(a.leadId, b.leadId);

const size = (money: Exact | null): Exact =>
  money === null ? exact(-1) : money.num < 0n ? { ...money, num: -money.num } : money;
const compareSizes = (a: Change, b: Change): number => compare(size(a.money), size(b.money));

const VALUES: Record<DiffColumn, (change: Change) => Cell> = {
  kind: ({ kind }) => String(CHANGES.indexOf(kind)),
  lead_id: ({ leadId }) => leadId,
  manager: ({ manager }) => manager,
  field: ({ field }) => field,
  old: (change) => change.old,
  new: (change) => change.new,
  money: ({ money }) => money,
};

/**
 * Compares by a column: amounts from the largest, words from the first, amounts before words. Unknown values are last
 * in both directions.
 */
function bySort(a: Change, b: Change, { column, isTurned }: NonNullable<Listed['sort']>): number {
  const [left, right] = [VALUES[column](a), VALUES[column](b)];
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  const sign = isTurned ? -1 : 1;
  if (isExact(left) && isExact(right)) return sign * compare(right, left);
  if (isExact(left) || isExact(right)) return isExact(left) ? -1 : 1;
  return sign * compareWords(String(left), String(right));
}
