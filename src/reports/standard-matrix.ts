import { UserError } from '../error.js';
import { compareKeys, type Keys } from '../facts/cube-memo.js';
import { PERIOD } from '../model/dimensions.js';
import type { Scoped } from '../model/figures/scoped.js';
import { isMuch } from '../model/measures.js';
import { formatWhole } from '../model/numbers.js';
import { outOf, type Text, text } from '../model/text.js';
import { type Block, defineReport, type Keyed } from './define-report.js';
import { figure, words } from './report-columns.js';
import type { ReportContext } from './report-context.js';
import { byPeriod } from './source-tables.js';
import { IS_QUALIFIED, NO_STANDARD } from './standard-words.js';

/** Leads with the same result against the standard and the same result in sales. */
interface Line extends Scoped, Keyed {}

const STANDARD = ['met', 'not met', 'unknown'];
const ACCEPTED = ['accepted', 'rejected', 'unreached', 'open'];

export const standardMatrix = defineReport({
  name: 'standard_matrix',
  title: text('Standard and what sales made of it', 'Стандарт и решения продаж'),
  question: text(
    'Are good leads rejected, and bad ones called good?',
    'Не отклоняют ли хорошие лиды и не принимают ли плохие?',
  ),
  keys: ['standard', 'accepted'],
  columns: {
    standard: words({
      kind: 'level',
      label: text('Standard', 'Стандарт'),
      sentence: text(
        'standard = met: all criteria; not met: one of them is not; unknown: none is missed, and one is not known',
        'стандарт = met: выполнены все критерии; not met: какой-то не выполнен; unknown: невыполненных нет, но о каком-то ничего не известно',
      ),
      value: ({ keys }: Line): string => keys.get('standard') as string,
    }),
    accepted: words({
      kind: 'level',
      label: text('Sales', 'Продажи'),
      sentence: text(
        'sales = accepted: qualified or later by a status, a date or the history; rejected: lost by a decision; unreached: lost for no answer, as a duplicate or spam; open: the others',
        'продажи = accepted: квалифицирован или дальше по статусу, дате или истории; rejected: отказ по решению; unreached: отказ из-за отсутствия связи, дубль, спам; open: остальные',
      ),
      value: ({ keys }: Line): string | null => keys.get('accepted') ?? null,
    }),
    leads: figure('leads'),
    deals: figure('deals'),
    revenue: figure('revenue'),
    deal_rate: figure('deal_rate'),
  },
  // The rows are sorted already, in the order of the words above.
  order: [],
  blocks: tables,
  behind: () => ({ table: 'standards' }),
  notes: notesOnMatrix,
});

/**
 * A table for each period.
 *
 * @throws {UserError} Where the standard would be compared with itself.
 */
async function tables(context: ReportContext, by: readonly string[]): Promise<Block<Line>[]> {
  const { margin, scope } = context;
  refuseItself(context);
  const first = scope.period ? by.slice(0, 1) : [];
  const rows = byPeriod(context.has.ends ? await context.standards([...by, 'standard', 'accepted']) : []);
  const totals = context.has.ends ? await context.standards(first) : [];
  return totals
    .toSorted((a, b) => compareKeys(a.keys, b.keys, first))
    .map(({ keys, own }) => ({
      rows: (rows.get(keys.get(PERIOD) ?? '') ?? [])
        .toSorted((a, b) => compareKeys(a.keys, b.keys, by) || placeOf(a.keys) - placeOf(b.keys))
        .map((row) => ({ keys: row.keys, own: row.own, margin })),
      totals: [{ keys: new Map([...keys, ['standard', '(total)']]), own, margin }],
    }));
}

function refuseItself({ standard }: ReportContext): void {
  if (!standard?.isQualified) return;
  throw new UserError(IS_QUALIFIED, {
    hint: text(
      'say by a status or a date who is qualified, in statuses or qualified_at, and leave out rules.qualified',
      'скажите статусом или датой, кто квалифицирован (statuses, qualified_at), и уберите rules.qualified',
    ),
  });
}

const placeOf = (keys: Keys): number =>
  STANDARD.indexOf(keys.get('standard') ?? '') * ACCEPTED.length + ACCEPTED.indexOf(keys.get('accepted') ?? '');

async function notesOnMatrix(context: ReportContext): Promise<Text[]> {
  const { standard, has } = context;
  if (!standard) return [NO_STANDARD];
  if (!has.ends) return [NO_ENDS];
  const rows = has.leads ? await context.standards(['standard', 'accepted']) : [];
  const of = (stands: string, accepted: string) =>
    rows.find(({ keys }) => keys.get('standard') === stands && keys.get('accepted') === accepted)?.own ?? null;
  const count = (stands: string, accepted: string) => Number(of(stands, accepted)?.leads?.num ?? 0n);
  const [goodLost, badTaken] = [count('met', 'rejected'), count('not met', 'accepted')];
  const known = (accepted: string) => count('met', accepted) + count('not met', accepted);
  return [
    ...(goodLost > 0 ? [goodLeadsLost(goodLost, known('rejected'))] : []),
    ...(badTaken > 0 ? [badLeadsTaken(badTaken, known('accepted'))] : []),
    ...(has.reasons ? [] : [NO_REASONS]),
    ...depthWords(rows.filter(({ keys }) => keys.get('accepted') === 'rejected')),
  ];
}

const goodLeadsLost = (count: number, all: number): Text => {
  const command = 'funnel explain standard_matrix.leads --row standard=met --row accepted=rejected --ids';
  return text(
    `good leads that were rejected: ${formatWhole(count, 'en')} of ${formatWhole(all, 'en')} rejected ones whose standard is known (${command})`,
    `хорошие лиды, которые отклонили: ${formatWhole(count, 'ru')} ${outOf(all, 'отклонённого', 'отклонённых')} с известным стандартом (${command})`,
  );
};
const badLeadsTaken = (count: number, all: number): Text => {
  const command = 'funnel explain standard_matrix.leads --row "standard=not met" --row accepted=accepted --ids';
  return text(
    `leads below the standard that were handed over and accepted: ${formatWhole(count, 'en')} of ${formatWhole(all, 'en')} accepted ones whose standard is known (${command})`,
    `лиды ниже стандарта, которые передали и приняли: ${formatWhole(count, 'ru')} ${outOf(all, 'принятого', 'принятых')} с известным стандартом (${command})`,
  );
};

/**
 * Where exports keep no stages of lost leads, a lost lead may have been accepted before: says how many of these there
 * are.
 */
function depthWords(rejected: Awaited<ReturnType<ReportContext['standards']>>): Text[] {
  const open = rejected.reduce((sum, { unknownDepth }) => sum + Number(unknownDepth?.num ?? 0n), 0);
  const isOpen = rejected.some(({ unknownDepth, own }) => isMuch(unknownDepth, own.leads));
  if (!isOpen) return [];
  return [
    text(
      `rejected leads of which no export tells whether sales had accepted them before: ${formatWhole(open, 'en')}; a date of the stage, a history or older downloads in the folder tell it`,
      `отклонённые лиды, о которых выгрузки не говорят, приняли ли их до отказа: ${formatWhole(open, 'ru')}; об этом скажут дата этапа, история или прежние выгрузки в той же папке`,
    ),
  ];
}

const NO_ENDS = text(
  'no status or outcome tells who is lost: name its column under status in columns of funnel.yaml',
  'ни статус, ни исход не говорят, кто потерян: укажите столбец как status в columns в funnel.yaml',
);
const NO_REASONS = text(
  'no export has a column of reasons: leads that nobody could reach count as rejected',
  'в выгрузках нет столбца причин: лиды, с которыми не удалось связаться, стоят среди отклонённых',
);
